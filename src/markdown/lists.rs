//! Lists of the parser, some of whose items are containers.
//!
//! In: where lists and their items begin and end. Out: the steps of lists as they shall be written: a container that the
//! parser was told as an item stands in no list, and tabs that follow each other stand together.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use crate::markdown::container::Mark;
use crate::markdown::footnotes::{Step, Steps};
use crate::markdown::opening::{Opening, Role};

/// The lists that are open.
#[derive(Debug, Default)]
pub struct Lists<'a> {
    lists: Vec<List<'a>>,
}

#[derive(Debug)]
struct List<'a> {
    start: (Step<'a>, Range<usize>),
    /// Whether its beginning was written, and its end was not.
    is_open: bool,
    /// How many tabs were written that stand together.
    tabs: usize,
}

impl<'a> Lists<'a> {
    /// A list begins. It is written with its first item.
    pub fn begin(&mut self, start: (Step<'a>, Range<usize>)) {
        let (is_open, tabs) = (false, 0);
        self.lists.push(List {
            start,
            is_open,
            tabs,
        });
    }

    /// The list ends.
    pub fn end(&mut self, end: (Step<'a>, Range<usize>), out: &mut Steps<'a>) {
        self.end_tabs(out);
        if self.lists.pop().is_none_or(|list| list.is_open) {
            out.push(end);
        }
    }

    /// An item follows.
    pub fn item(&mut self, out: &mut Steps<'a>) {
        self.end_tabs(out);
        if let Some(list) = self.lists.last_mut().filter(|list| !list.is_open) {
            list.is_open = true;
            out.push(list.start.clone());
        }
    }

    /// A container follows that is no tab.
    pub fn container(&mut self, out: &mut Steps<'a>) {
        self.end_tabs(out);
        self.interrupt(out);
    }

    /// A tab follows; its number among those that stand together.
    pub fn tab(&mut self, out: &mut Steps<'a>) -> usize {
        self.interrupt(out);
        let Some(list) = self.lists.last_mut() else {
            return 1;
        };
        if list.tabs == 0 {
            let tabs = Opening::tabs(Role::Plain, Some("tabs"));
            let mark = Mark::Open(tabs.element, tabs.attributes);
            out.push((Step::Container(mark), list.start.1.clone()));
        }
        list.tabs += 1;
        list.tabs
    }

    fn interrupt(&mut self, out: &mut Steps<'a>) {
        if let Some(list) = self.lists.last_mut().filter(|list| list.is_open) {
            list.is_open = false;
            let end = Step::Event(Event::End(TagEnd::List(false)));
            out.push((end, list.start.1.clone()));
        }
    }

    fn end_tabs(&mut self, out: &mut Steps<'a>) {
        if let Some(list) = self.lists.last_mut().filter(|list| list.tabs > 0) {
            list.tabs = 0;
            out.push((Step::Container(Mark::Close("div")), list.start.1.clone()));
        }
    }
}
