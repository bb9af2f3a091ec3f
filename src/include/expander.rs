//! Directives, carried out.
//!
//! In: the text of a page, and the texts that it names. Out: the expanded text, with findings. A directive that
//! cannot be carried out is reported and stays as it is written.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::config::Limits;
use crate::diagnostic::Diagnostic;
use crate::include::assembly::Assembly;
use crate::include::faults;
use crate::include::fence::{Fence, Structure, longest_run};
use crate::include::lines::{Lines, Selection, Taken, without_ending};
use crate::include::named::{Included, part, part_attributes, resolve};
use crate::include::origin::Origins;
use crate::include::scan::{Directive, Found, found};
use crate::path::input::InputPath;

/// What a finding costs, in bytes: enough that a page cannot have very many.
const FINDING: usize = 4096;

/// What is wrong with something, and where in its file.
type Fault = (Diagnostic, Range<usize>);

/// A page that is being expanded.
pub(crate) struct Expander<'a> {
    /// What is written so far.
    pub(crate) out: Assembly,
    /// What `{{#title …}}` says.
    pub(crate) title: Option<String>,
    /// What is wrong.
    pub(crate) findings: Vec<Diagnostic>,
    included: &'a BTreeMap<InputPath, Included>,
    limits: &'a Limits,
    lines: BTreeMap<InputPath, Lines>,
    /// What was looked at and did not become text, in bytes.
    spent: usize,
    is_stopped: bool,
}

/// A file that is being written into the page.
#[derive(Clone, Copy)]
struct Part<'p, 'a> {
    /// The number of its use.
    of: usize,
    /// All of it.
    text: &'a str,
    /// What stands before each of its lines but the first.
    prefix: &'p str,
    /// Whether it becomes code.
    is_code: bool,
}

impl<'a> Expander<'a> {
    /// Nothing so far.
    pub(crate) fn new(
        page: &InputPath,
        included: &'a BTreeMap<InputPath, Included>,
        limits: &'a Limits,
    ) -> Expander<'a> {
        Expander {
            out: Assembly::new(Origins::new(page), limits.expanded),
            title: None,
            findings: Vec::new(),
            included,
            limits,
            lines: BTreeMap::new(),
            spent: 0,
            is_stopped: false,
        }
    }

    /// Writes the page: as it is up to byte `start`, expanded from there on.
    pub(crate) fn page(&mut self, text: &'a str, start: usize) {
        let page = Part {
            of: 0,
            text,
            prefix: "",
            is_code: false,
        };
        self.copy(&page, 0..start);
        self.fill(&page, start..text.len());
        // What stands before lines may have passed the bound behind the last directive.
        self.stops(&page, &(start..start), 0, 0);
    }

    /// Writes a range of a file, with everything it includes. Calls itself for each step of nesting, of which
    /// `include-depth` allows few.
    fn fill(&mut self, part: &Part<'_, 'a>, range: Range<usize>) {
        let mut done = range.start;
        // Computed once a line: a line may hold many directives behind a long run of quotes.
        let mut before: Option<(usize, String)> = None;
        for one in found(part.text, range.clone(), part.is_code) {
            let (whole, line) = match &one {
                Found::Directive(directive) => (directive.range.clone(), directive.line),
                Found::Fence(fence) => (fence.range.clone(), fence.range.start),
            };
            self.copy(part, done..whole.start);
            if self.stops(part, &whole, whole.len(), 0) {
                return;
            }
            if before.as_ref().is_none_or(|(at, _)| *at != line) {
                let own = Structure::repeated(&part.text[line..whole.end]);
                before = Some((line, format!("{}{own}", part.prefix)));
            }
            let prefix = before.as_ref().map_or("", |(_, prefix)| prefix);
            let outcome = match &one {
                Found::Directive(directive) => self.directive(part, directive, prefix),
                Found::Fence(fence) => self.fence(part, fence, prefix),
            };
            if let Err((finding, place)) = outcome {
                self.report(part.of, place, finding);
                self.copy(part, whole.clone());
            }
            done = whole.end;
        }
        self.copy(part, done..range.end);
    }

    fn copy(&mut self, part: &Part<'_, 'a>, range: Range<usize>) {
        if !self.is_stopped {
            self.out.copy(part.of, part.text, range, part.prefix);
        }
    }

    fn report(&mut self, of: usize, place: Range<usize>, finding: Diagnostic) {
        self.spent += FINDING;
        let origin = self.out.origins.within(of, place);
        self.findings.push(origin.locate(finding));
    }

    /// Whether the bound is passed when this much was looked at in vain and this much is about to be written. Reports
    /// it once.
    fn stops(
        &mut self,
        part: &Part<'_, 'a>,
        place: &Range<usize>,
        passed: usize,
        next: usize,
    ) -> bool {
        self.spent += passed;
        let size = self.spent + self.out.text.len() + next;
        if size > self.limits.expanded && !self.is_stopped {
            self.is_stopped = true;
            let finding = faults::too_large(self.limits.expanded);
            self.report(part.of, place.clone(), finding);
        }
        self.is_stopped
    }

    /// Carries out a directive. `prefix` stands before each line of what it brings but the first.
    fn directive(
        &mut self,
        by: &Part<'_, 'a>,
        directive: &Directive<'a>,
        prefix: &str,
    ) -> Result<(), Fault> {
        let range = directive.range.clone();
        let argument = directive.argument;
        if directive.is_escaped {
            self.copy(by, range.start + 1..range.end);
            return Ok(());
        }
        let outcome = match directive.name {
            "include" | "rustdoc_include" => self.include(by, directive, prefix),
            "playground" => self.playground(by, directive, prefix),
            "playpen" => {
                self.report(by.of, range.clone(), faults::old_name());
                self.playground(by, directive, prefix)
            }
            "title" => {
                self.title = Some(argument.to_string()).filter(|title| !title.is_empty());
                Ok(())
            }
            name => Err(faults::unknown(name)),
        };
        outcome.map_err(|finding| (finding, range))
    }

    fn include(
        &mut self,
        by: &Part<'_, 'a>,
        directive: &Directive<'a>,
        prefix: &str,
    ) -> Result<(), Diagnostic> {
        let (path, rest) = part(directive.argument);
        let selection = Selection::parse(rest);
        let (path, text) = self.open(by.of, path)?;
        self.check_nesting(by.of, &path)?;
        let taken = self.take(&path, text, &selection)?;
        let hides = directive.name == "rustdoc_include";
        let length = if hides { text.len() } else { taken.length() };
        if self.stops(by, &directive.range, taken.passed, length) {
            return Ok(());
        }
        let of = self.out.origins.open(&path, by.of, directive.range.clone());
        let inner = Part {
            of,
            text,
            prefix,
            is_code: directive.in_code,
        };
        let rest = match (hides, self.lines.get(&path)) {
            (true, Some(lines)) => lines.rest(&selection, &taken),
            _ => Vec::new(),
        };
        let shown = taken.inside.into_iter().map(|range| (range, true));
        let hidden = rest.into_iter().map(|range| (range, false));
        let mut all: Vec<(Range<usize>, bool)> = shown.chain(hidden).collect();
        all.sort_by_key(|(range, _)| range.start);
        if let Some((last, _)) = all.last_mut() {
            *last = without_ending(text, last);
        }
        for (range, is_shown) in all {
            match is_shown {
                true => self.fill(&inner, range),
                false => {
                    self.out.make(of, range.start, "# ");
                    self.copy(&inner, range);
                }
            }
        }
        Ok(())
    }

    /// A file as a Rust code block.
    fn playground(
        &mut self,
        by: &Part<'_, 'a>,
        directive: &Directive<'a>,
        prefix: &str,
    ) -> Result<(), Diagnostic> {
        let (path, attributes) = part_attributes(directive.argument);
        let (path, text) = self.open(by.of, path)?;
        self.check_nesting(by.of, &path)?;
        if self.stops(by, &directive.range, 0, text.len()) {
            return Ok(());
        }
        let of = self.out.origins.open(&path, by.of, directive.range.clone());
        let inner = Part {
            of,
            text,
            prefix,
            is_code: true,
        };
        let range = without_ending(text, &(0..text.len()));
        let marks = "`".repeat(longest_run(text, '`').max(2) + 1);
        let comma = if attributes.is_empty() { "" } else { "," };
        let opening = format!("{marks}rust{comma}{attributes}\n{prefix}");
        self.out.make(of, 0, &opening);
        self.fill(&inner, range.clone());
        self.out.make(of, range.end, &format!("\n{prefix}{marks}"));
        Ok(())
    }

    /// A code block that shows a file: the file as it is, between the marks of the block.
    fn fence(&mut self, by: &Part<'_, 'a>, fence: &Fence<'a>, prefix: &str) -> Result<(), Fault> {
        let Some((written, place)) = &fence.file else {
            return Ok(());
        };
        let fault = |place: &Range<usize>| {
            let place = place.clone();
            move |finding| (finding, place)
        };
        let (path, text) = self.open(by.of, written).map_err(fault(place))?;
        let (selection, place) = match (&fence.lines, &fence.anchor) {
            (Some((_, place)), Some(_)) => return Err(fault(place)(faults::two_ranges())),
            (Some((lines, place)), None) => match Selection::of_fence(lines) {
                Some(selection) => (selection, place),
                None => return Err(fault(place)(faults::no_range(lines))),
            },
            (None, Some((anchor, place))) => (Selection::Anchor(anchor), place),
            (None, None) => (Selection::Whole, place),
        };
        let taken = self.take(&path, text, &selection).map_err(fault(place))?;
        if self.stops(by, &fence.range, taken.passed, taken.length()) {
            return Ok(());
        }
        if !Structure::is_blank(&by.text[fence.body.clone()]) {
            let body = without_ending(by.text, &fence.body);
            self.report(by.of, body, faults::own_text());
        }
        let mark = by.text[fence.opening.clone()].chars().next().unwrap_or('`');
        let longest = taken
            .inside
            .iter()
            .map(|range| longest_run(&text[range.clone()], mark));
        let missing = (longest.max().unwrap_or(0) + 1).saturating_sub(fence.opening.len());
        let more = mark.to_string().repeat(missing);
        self.copy(by, fence.range.start..fence.opening.end);
        self.out.make(by.of, fence.opening.end, &more);
        self.copy(by, fence.opening.end..fence.body.start);
        if !taken.inside.is_empty() {
            let of = self.out.origins.open(&path, by.of, fence.range.clone());
            let own = prefix.strip_prefix(by.prefix).unwrap_or(prefix);
            self.out.make(of, 0, own);
            let (last, inner) = (
                taken.inside.len() - 1,
                Part {
                    of,
                    text,
                    prefix,
                    is_code: true,
                },
            );
            for (at, range) in taken.inside.into_iter().enumerate() {
                let is_last = at == last;
                let range = if is_last {
                    without_ending(text, &range)
                } else {
                    range
                };
                self.copy(&inner, range);
            }
            self.out.make(of, 0, &format!("\n{}", by.prefix));
        }
        self.copy(by, fence.body.end..fence.closing.end);
        self.out.make(by.of, fence.closing.end, &more);
        Ok(())
    }

    /// The file that a path names, as the file of a use writes it.
    fn open(&self, by: usize, written: &str) -> Result<(InputPath, &'a str), Diagnostic> {
        if written.is_empty() {
            return Err(faults::no_path());
        }
        let path = resolve(self.out.origins.file(by), written);
        let path = path.map_err(|_| faults::outside(written))?;
        match self.included.get(&path) {
            Some(Included::Text(text)) => Ok((path, text.as_str())),
            Some(Included::Refused(finding)) => Err(Diagnostic::clone(finding)),
            // Nobody looks beyond the project unless there is a repository around it.
            None if path.as_str().starts_with("..") => Err(faults::outside(written)),
            None => Err(faults::missing(&path)),
        }
    }

    fn check_nesting(&self, by: usize, path: &InputPath) -> Result<(), Diagnostic> {
        let origins = &self.out.origins;
        let chain = || {
            let mut chain: Vec<&InputPath> = origins.chain(by).collect();
            chain.reverse();
            chain
        };
        let allowed = self.limits.include_depth;
        match origins.chain(by).any(|file| file == path) {
            true => Err(faults::circle(path, &chain())),
            false if origins.depth(by) >= allowed => Err(faults::too_deep(path, &chain(), allowed)),
            false => Ok(()),
        }
    }

    fn take(
        &mut self,
        path: &InputPath,
        text: &str,
        selection: &Selection<'_>,
    ) -> Result<Taken, Diagnostic> {
        let lines = self.lines.entry(path.clone());
        let lines = lines.or_insert_with(|| Lines::new(text));
        let taken = lines.take(selection);
        taken.map_err(|wrong| faults::no_lines(path, wrong))
    }
}
