//! Which containers are open.
//!
//! In: containers that begin, lines of colons, and the quotes, items and footnotes around them. Out: which containers
//! end. A line of colons closes the innermost container that was opened with as many; if there is none, the outermost
//! that was opened with fewer, and all inside it. What was opened outside of a quote cannot be closed inside it. The
//! time for a line grows with its own colons and with what it closes, never with what is open.

use std::collections::BTreeMap;

/// The open containers.
#[derive(Debug)]
pub struct Scopes<T> {
    open: Vec<Open<T>>,
    scopes: Vec<Scope>,
}

#[derive(Debug)]
struct Open<T> {
    colons: usize,
    container: T,
}

/// A block of the parser that holds blocks; the first is the page.
#[derive(Debug, Default)]
struct Scope {
    first: usize,
    /// The element that the block has become, if it is shown as a container.
    element: Option<&'static str>,
    by_colons: BTreeMap<usize, Vec<usize>>,
}

impl<T> Default for Scopes<T> {
    fn default() -> Scopes<T> {
        Scopes {
            open: Vec::new(),
            scopes: vec![Scope::default()],
        }
    }
}

impl<T> Scopes<T> {
    /// A container begins.
    pub fn open(&mut self, colons: usize, container: T) {
        let index = self.open.len();
        let by_colons = &mut self.scope().by_colons;
        by_colons.entry(colons).or_default().push(index);
        self.open.push(Open { colons, container });
    }

    /// The containers that a line of colons closes, from the inside out.
    pub fn close(&mut self, colons: usize) -> Vec<T> {
        let by_colons = &self.scope().by_colons;
        let same = by_colons.get(&colons).and_then(|open| open.last());
        let fewer = by_colons
            .range(..colons)
            .filter_map(|(_, open)| open.first())
            .min();
        match same.or(fewer).copied() {
            Some(index) => self.close_from(index),
            None => Vec::new(),
        }
    }

    /// A block begins that holds blocks.
    pub fn enter(&mut self, element: Option<&'static str>) {
        self.scopes.push(Scope {
            first: self.open.len(),
            element,
            by_colons: BTreeMap::new(),
        });
    }

    /// It ends, and with it the containers that were not closed. Also says what the block has become.
    pub fn leave(&mut self) -> (Vec<T>, Option<&'static str>) {
        let first = self.scope().first;
        let closed = self.close_from(first);
        let element = match self.scopes.len() {
            1 => None,
            _ => self.scopes.pop().and_then(|scope| scope.element),
        };
        (closed, element)
    }

    /// The innermost container, unless a quote, an item or a footnote began inside it.
    pub fn innermost(&mut self) -> Option<&mut T> {
        let first = self.scope().first;
        let own = self.open.get_mut(first..)?;
        own.last_mut().map(|open| &mut open.container)
    }

    /// Whether what comes next stands directly in a container.
    pub fn is_in_container(&mut self) -> bool {
        self.scope().element.is_some() || self.innermost().is_some()
    }

    fn scope(&mut self) -> &mut Scope {
        self.scopes
            .last_mut()
            .expect("the scope of the page is never left")
    }

    fn close_from(&mut self, index: usize) -> Vec<T> {
        let closed = self.open.split_off(index);
        let by_colons = &mut self.scope().by_colons;
        for open in &closed {
            let is_empty = by_colons.get_mut(&open.colons).is_some_and(|indexes| {
                indexes.pop();
                indexes.is_empty()
            });
            if is_empty {
                by_colons.remove(&open.colons);
            }
        }
        closed
            .into_iter()
            .rev()
            .map(|open| open.container)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_closes_its_equal_or_else_all_that_is_less() {
        let check = |opened: &[usize], colons: usize, expected: &[usize]| {
            let mut scopes = Scopes::default();
            for colons in opened {
                scopes.open(*colons, *colons);
            }
            assert_eq!(scopes.close(colons), expected, "{opened:?} {colons}");
            let left = opened.len() - expected.len();
            assert_eq!(scopes.leave().0.len(), left, "{opened:?} {colons}");
        };
        check(&[3], 3, &[3]);
        check(&[3, 3], 3, &[3]);
        check(&[4, 3], 4, &[3, 4]);
        check(&[4, 3], 3, &[3]);
        check(&[3, 4], 3, &[4, 3]);
        check(&[5, 3, 4], 6, &[4, 3, 5]);
        check(&[5, 4, 3], 3, &[3]);
        check(&[6, 3, 4], 5, &[4, 3]);
        check(&[5], 4, &[]);
        check(&[], 3, &[]);
    }

    #[test]
    fn a_quote_ends_what_began_in_it_and_nothing_else() {
        let mut scopes = Scopes::default();
        scopes.open(3, "page");
        scopes.enter(Some("div"));
        assert!(scopes.is_in_container());
        assert_eq!(scopes.close(3), [""; 0]);
        scopes.open(3, "quote");
        assert_eq!(scopes.leave(), (vec!["quote"], Some("div")));
        assert_eq!(scopes.innermost(), Some(&mut "page"));
        assert_eq!(scopes.close(3), ["page"]);
        assert!(!scopes.is_in_container());
    }
}
