//! The shape of a TOML text, before a tree is made of it.
//!
//! In: a text and bounds. Out: [`Shape`]: whether it is nested too deep or too large, where keys that are named again
//! stood first, and where brackets that are never closed were opened. The parser of the tree builds tables of any
//! depth from dotted keys, and frees them by calling itself, so the depth has to be known before.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use toml_parser::decoder::Encoding;
use toml_parser::parser::{EventReceiver, parse_document};
use toml_parser::{ErrorSink, Raw, Source, Span};

use crate::value::node::{Bounds, Fault, FaultKind};

/// The parser of the tree goes no deeper than this.
const DEEPEST: usize = 80;

/// What is known of a text before its tree is made.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    /// The bound that is exceeded.
    pub(crate) limit: Option<Fault>,
    /// For keys that name a table or value again, by their first byte: where it stood first.
    pub(crate) firsts: BTreeMap<usize, Range<usize>>,
    /// For brackets that are never closed, by the byte at which that is noticed: where they were opened.
    pub(crate) openings: BTreeMap<usize, Range<usize>>,
    /// For texts in quotes, by their end: where they stand.
    pub(crate) quotes: BTreeMap<usize, Range<usize>>,
}

/// Measures a text.
pub(crate) fn measure(text: &str, bounds: Bounds) -> Shape {
    let source = Source::new(text);
    let root = Place {
        first: 0..0,
        depth: 1,
        element: None,
    };
    let mut measure = Measure {
        source,
        bounds: Bounds {
            depth: bounds.depth.min(DEEPEST),
            nodes: bounds.nodes,
        },
        nodes: 0,
        shape: Shape::default(),
        ids: BTreeMap::new(),
        places: vec![root],
        header: 0,
        open: Vec::new(),
        path: Vec::new(),
        is_dotted: false,
    };
    parse_document(&source.lex().into_vec(), &mut measure, &mut ());
    measure.shape
}

struct Measure<'t> {
    source: Source<'t>,
    bounds: Bounds,
    nodes: usize,
    shape: Shape,
    /// Numbers of places, by the number of the table around them and their key.
    ids: BTreeMap<(usize, Cow<'t, str>), usize>,
    places: Vec<Place>,
    /// The table of the header above.
    header: usize,
    /// The lists and tables in brackets that are open.
    open: Vec<Open>,
    /// The parts of the key so far.
    path: Vec<(Cow<'t, str>, Range<usize>)>,
    is_dotted: bool,
}

/// Something that has a key.
struct Place {
    first: Range<usize>,
    depth: usize,
    /// For a list made by `[[…]]` headers: its last table.
    element: Option<usize>,
}

/// A list or table in brackets.
struct Open {
    depth: usize,
    /// The number of a table; none for a list.
    table: Option<usize>,
    range: Range<usize>,
}

impl Measure<'_> {
    /// The place that a key names, seen from a table.
    fn enter(&mut self, table: usize) -> usize {
        let mut place = table;
        for (index, (name, range)) in std::mem::take(&mut self.path).into_iter().enumerate() {
            if index > 0 {
                self.check_depth(self.places[place].depth, &range);
            }
            if self.shape.limit.is_some() {
                break;
            }
            let around = self.places[place].element.unwrap_or(place);
            if let Some(known) = self.ids.get(&(around, name.clone())) {
                place = *known;
                let first = self.places[place].first.clone();
                self.shape.firsts.insert(range.start, first);
            } else {
                place = self.add(range, self.places[around].depth + 1);
                self.ids.insert((around, name), place);
            }
        }
        place
    }

    fn add(&mut self, first: Range<usize>, depth: usize) -> usize {
        self.places.push(Place {
            first,
            depth,
            element: None,
        });
        self.places.len() - 1
    }

    /// The place of a value that begins at `range`: below the key before it, or in the list around it.
    fn place_of_value(&mut self, range: &Range<usize>) -> usize {
        self.count(range);
        let (depth, table) = match self.open.last() {
            Some(open) => (open.depth, open.table),
            None => (self.places[self.header].depth, Some(self.header)),
        };
        match table.filter(|_| !self.path.is_empty()) {
            Some(table) => self.enter(table),
            None => self.add(range.clone(), depth + 1),
        }
    }

    fn open(&mut self, span: Span, is_table: bool) -> bool {
        let range = span.start()..span.end();
        let place = self.place_of_value(&range);
        let depth = self.places[place].depth;
        self.check_depth(depth, &range);
        self.open.push(Open {
            depth,
            table: is_table.then_some(place),
            range,
        });
        self.shape.limit.is_none()
    }

    fn close(&mut self, span: Span) {
        let Some(open) = self.open.pop() else {
            return;
        };
        if span.is_empty() {
            // Of several that end here, the outermost counts.
            self.shape.openings.insert(span.start(), open.range);
        }
    }

    fn close_header(&mut self, span: Span, is_list: bool) {
        let place = self.enter(0);
        let depth = self.places[place].depth + usize::from(is_list);
        let range = span.start()..span.end();
        self.check_depth(depth, &range);
        self.count(&range);
        if is_list {
            let element = self.add(range, depth);
            self.places[place].element = Some(element);
        }
        self.header = self.places[place].element.unwrap_or(place);
    }

    fn count(&mut self, range: &Range<usize>) {
        self.nodes += 1;
        if self.nodes > self.bounds.nodes {
            self.exceed(format!("more than {} values", self.bounds.nodes), range);
        }
    }

    fn check_depth(&mut self, depth: usize, range: &Range<usize>) {
        if depth > self.bounds.depth {
            let message = format!("lists and tables nested deeper than {}", self.bounds.depth);
            self.exceed(message, range);
        }
    }

    fn exceed(&mut self, message: String, range: &Range<usize>) {
        self.shape.limit.get_or_insert_with(|| Fault {
            message,
            range: range.clone(),
            kind: FaultKind::Limit,
            help: "simplify it, or raise the limit in `[limits]` of `book.toml`".to_string(),
        });
    }
}

impl EventReceiver for Measure<'_> {
    fn std_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.open.clear();
        self.path.clear();
    }

    fn std_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close_header(span, false);
    }

    fn array_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.open.clear();
        self.path.clear();
    }

    fn array_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close_header(span, true);
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.open(span, true)
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span);
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.open(span, false)
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span);
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        if !std::mem::take(&mut self.is_dotted) {
            self.path.clear();
        }
        let range = span.start()..span.end();
        let written = &self.source.input()[range.clone()];
        let mut name = Cow::Borrowed("");
        Raw::new_unchecked(written, encoding, span).decode_key(&mut name, &mut ());
        self.path.push((name, range));
    }

    fn key_sep(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.is_dotted = true;
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        let range = span.start()..span.end();
        self.place_of_value(&range);
        if encoding.is_some() {
            self.shape.quotes.insert(span.end(), range);
        }
    }

    fn newline(&mut self, _: Span, _: &mut dyn ErrorSink) {
        if self.open.is_empty() {
            self.path.clear();
        }
    }
}
