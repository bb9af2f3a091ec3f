//! The way back from an expanded text to the files it was put together from.
//!
//! In: pieces, in the order in which they were put together. Out: [`Origins`], which turns a range of the expanded
//! text into an [`Origin`]: a place in a file, and the directives that brought it in. Without includes there is
//! nothing to look up, and nothing is.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Span};
use crate::path::input::InputPath;

/// Where a part of a page is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The place itself, in the file that holds it.
    pub at: Span,
    /// The directives that brought it into the page, from the innermost to the one in the page's own file.
    pub via: Vec<Span>,
}

impl Origin {
    /// A place in the page's own text.
    pub fn new(at: Span) -> Origin {
        let via = Vec::new();
        Origin { at, via }
    }

    /// Puts a finding there: the file that holds the mistake first, the directives that brought it in behind it.
    #[must_use]
    pub fn locate(&self, finding: Diagnostic) -> Diagnostic {
        let via = self.via.iter().cloned();
        via.fold(finding.at(self.at.clone()), |finding, directive| {
            finding.also(directive, "included here")
        })
    }
}

/// One use of a file: the page itself, or what one directive brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Use {
    file: InputPath,
    /// The use that holds the directive, and the directive.
    by: Option<(usize, Range<usize>)>,
    depth: usize,
}

/// A stretch of the expanded text that has one origin. It ends where the next one starts.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    start: usize,
    of: usize,
    source: usize,
    /// Whether it was copied byte by byte; otherwise it was made up, and all of it belongs to one place.
    is_copy: bool,
}

/// Where the parts of an expanded text come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origins {
    uses: Vec<Use>,
    pieces: Vec<Piece>,
}

impl Origins {
    /// The page's own file, of which nothing is copied yet. Its use has the number 0.
    pub(crate) fn new(file: &InputPath) -> Origins {
        let page = Use {
            file: file.clone(),
            by: None,
            depth: 0,
        };
        Origins {
            uses: vec![page],
            pieces: Vec::new(),
        }
    }

    /// A use of a file by a directive of another use.
    pub(crate) fn open(&mut self, file: &InputPath, by: usize, directive: Range<usize>) -> usize {
        self.uses.push(Use {
            file: file.clone(),
            depth: self.uses[by].depth + 1,
            by: Some((by, directive)),
        });
        self.uses.len() - 1
    }

    /// What stands from byte `start` of the expanded text on is copied from byte `source` of a use.
    pub(crate) fn copied(&mut self, start: usize, of: usize, source: usize) {
        self.push(start, of, source, true);
    }

    /// What stands from byte `start` of the expanded text on was made up for what is written at `source`.
    pub(crate) fn made(&mut self, start: usize, of: usize, source: usize) {
        self.push(start, of, source, false);
    }

    fn push(&mut self, start: usize, of: usize, source: usize, is_copy: bool) {
        let piece = Piece {
            start,
            of,
            source,
            is_copy,
        };
        // A piece without a length is nobody's origin.
        match self.pieces.last_mut() {
            Some(last) if last.start == start => *last = piece,
            _ => self.pieces.push(piece),
        }
    }

    /// How many directives lie between a use and the page.
    pub(crate) fn depth(&self, of: usize) -> usize {
        self.uses[of].depth
    }

    /// The file of a use.
    pub(crate) fn file(&self, of: usize) -> &InputPath {
        &self.uses[of].file
    }

    /// The files from a use to the page, from the innermost on.
    pub(crate) fn chain(&self, of: usize) -> impl Iterator<Item = &InputPath> {
        let outer = |of: &usize| self.uses[*of].by.as_ref().map(|(by, _)| *by);
        std::iter::successors(Some(of), outer).map(|of| &self.uses[of].file)
    }

    /// Every included file with the directives that brought it in first.
    pub(crate) fn included(&self) -> impl Iterator<Item = (&InputPath, Vec<Span>)> {
        let included = self.uses.iter().filter(|one| one.by.is_some());
        included.map(|one| (&one.file, self.directives(one)))
    }

    /// A place in the file of a use.
    pub(crate) fn within(&self, of: usize, range: Range<usize>) -> Origin {
        let one = &self.uses[of];
        Origin {
            at: Span::new(&one.file, range),
            via: self.directives(one),
        }
    }

    fn directives(&self, one: &Use) -> Vec<Span> {
        let outer = |(by, _): &&(usize, Range<usize>)| self.uses[*by].by.as_ref();
        let steps = std::iter::successors(one.by.as_ref(), outer);
        steps
            .map(|(by, range)| Span::new(&self.uses[*by].file, range.clone()))
            .collect()
    }

    /// Where a range of the expanded text is written. One that begins and ends in different files lies in the file
    /// that includes both, from directive to directive.
    pub(crate) fn origin(&self, range: &Range<usize>) -> Origin {
        let last = range.end.saturating_sub(1).max(range.start);
        let (mut of, mut start) = self.source(range.start, 0);
        let (mut end_of, mut end) = self.source(last, range.end.min(last + 1) - last);
        while of != end_of {
            let begins_deeper = self.uses[of].depth >= self.uses[end_of].depth;
            let ends_deeper = self.uses[end_of].depth >= self.uses[of].depth;
            let by = |of: usize| self.uses[of].by.clone();
            if let Some((outer, directive)) = by(of).filter(|_| begins_deeper) {
                (of, start) = (outer, directive.start);
            }
            if let Some((outer, directive)) = by(end_of).filter(|_| ends_deeper) {
                (end_of, end) = (outer, directive.end);
            }
        }
        self.within(of, start..end.max(start))
    }

    /// A text with changes, and the origins of its parts.
    pub(crate) fn changed(self, text: &str, changes: &[(Range<usize>, &str)]) -> (String, Origins) {
        let mut out = String::with_capacity(text.len());
        let mut new = Origins {
            uses: self.uses.clone(),
            pieces: Vec::with_capacity(self.pieces.len() + 2 * changes.len()),
        };
        let mut at = 0;
        let end = (text.len()..text.len(), "");
        for (range, made) in changes.iter().chain([&end]) {
            let first = self.pieces.partition_point(|piece| piece.start <= at);
            let pieces = self.pieces.iter().skip(first.saturating_sub(1));
            for piece in pieces.take_while(|piece| piece.start < range.start) {
                let from = piece.start.max(at);
                let skipped = if piece.is_copy { from - piece.start } else { 0 };
                new.push(
                    out.len() + from - at,
                    piece.of,
                    piece.source + skipped,
                    piece.is_copy,
                );
            }
            out.push_str(&text[at..range.start]);
            let (of, source) = self.source(range.start, 0);
            new.made(out.len(), of, source);
            out.push_str(made);
            at = range.end;
        }
        (out, new)
    }

    /// The use and the byte of its file behind `more` bytes from a byte of the expanded text.
    fn source(&self, at: usize, more: usize) -> (usize, usize) {
        let behind = self.pieces.partition_point(|piece| piece.start <= at);
        match behind.checked_sub(1).map(|index| &self.pieces[index]) {
            Some(piece) if piece.is_copy => (piece.of, piece.source + (at - piece.start) + more),
            Some(piece) => (piece.of, piece.source),
            None => (0, at + more),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_the_file_that_holds_them() {
        let path = InputPath::new;
        let mut origins = Origins::new(&path("a.md"));
        // `ab{{b}}cd`, where b.md is `x{{c}}`, c.md is `yz`, and a prefix stands before what c.md brings.
        origins.copied(0, 0, 0);
        let b = origins.open(&path("b.md"), 0, 2..7);
        origins.copied(2, b, 0);
        let c = origins.open(&path("c.md"), b, 1..6);
        origins.made(3, c, 0);
        origins.copied(5, c, 0);
        origins.copied(7, 0, 7);
        let check = |range: Range<usize>, file: &str, expected: Range<usize>, via: &[&str]| {
            let origin = origins.origin(&range);
            let found: Vec<&str> = origin.via.iter().map(|span| span.file.as_str()).collect();
            assert_eq!(
                (origin.at, found),
                (Span::new(&path(file), expected), via.to_vec()),
                "{range:?}"
            );
        };
        check(0..2, "a.md", 0..2, &[]);
        check(2..3, "b.md", 0..1, &["a.md"]);
        check(5..7, "c.md", 0..2, &["b.md", "a.md"]);
        check(3..6, "c.md", 0..1, &["b.md", "a.md"]);
        check(2..7, "b.md", 0..6, &["a.md"]);
        check(1..6, "a.md", 1..7, &[]);
        check(7..9, "a.md", 7..9, &[]);
        check(6..8, "a.md", 2..8, &[]);
        check(9..9, "a.md", 9..9, &[]);
    }
}
