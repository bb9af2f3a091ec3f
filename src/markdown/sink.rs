//! What is written so far.
//!
//! In: parts of blocks, one after the other. Out: [`Written`]: pieces, what they refer to, findings. A hole ends a
//! piece of HTML; the next one begins behind it.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::LinkType;

use crate::body::{Body, Fragment, Piece, Reference};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::html::Html;
use crate::include::Origin;
use crate::markdown::attributes::dropped;
use crate::markdown::block::Block;
use crate::markdown::block_names::BlockNames;
use crate::markdown::code::settings::Complaint;
use crate::markdown::context::Context;
use crate::markdown::image::Image;
use crate::markdown::reference::{RefusedScheme, place_of};
use crate::markdown::wiki;
use crate::path::anchor::Anchor;
use crate::path::percent::decode;
use crate::path::scheme::encoded;

/// What writing a page yields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The body.
    pub body: Body,
    /// What the page refers to.
    pub mentions: Vec<Mention>,
    /// Where its fragments stand.
    pub blocks: Vec<Block>,
    /// Where raw HTML stands.
    pub raw: Vec<Range<usize>>,
    /// Findings.
    pub findings: Vec<Diagnostic>,
}

/// A place where a page refers to something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it refers to.
    pub reference: Reference,
    /// Where the address is written. While Markdown is parsed, that is a place in the text with everything included.
    pub origin: Origin,
    /// Whether it is an image, rather than a link.
    pub is_image: bool,
}

/// A page that is being written.
#[derive(Debug)]
pub struct Sink<'a> {
    /// What the page is written with.
    pub context: &'a Context<'a>,
    /// The HTML since the last hole.
    pub out: Html,
    names: BlockNames,
    written: Written,
}

impl<'a> Sink<'a> {
    /// Nothing written yet.
    pub fn new(context: &'a Context<'a>, names: BlockNames) -> Sink<'a> {
        Sink {
            context,
            out: Html::new(),
            names,
            written: Written::default(),
        }
    }

    /// All that was written.
    pub fn finish(mut self) -> Written {
        self.flush();
        self.written
    }

    /// Starts a block on a line of its own.
    pub fn block(&mut self, markup: &'static str) {
        if !self.out.ends_line() {
            self.out.push_static("\n");
        }
        self.out.push_static(markup);
    }

    /// Writes a hole.
    pub fn hole(&mut self, piece: Piece) {
        self.flush();
        self.written.body.pieces.push(piece);
    }

    /// Writes HTML of the author's, which stands at `range`. The parser hands it over line by line.
    pub fn raw(&mut self, html: &str, range: Range<usize>) {
        self.out.push_author(html);
        let quote = |letter: char| letter == '>' || letter.is_whitespace();
        match self.written.raw.last_mut() {
            Some(before)
                if self.context.source[..range.start]
                    .get(before.end..)
                    .is_some_and(|between| between.chars().all(quote)) =>
            {
                before.end = range.end;
            }
            _ => self.written.raw.push(range),
        }
    }

    /// The name of the code block that begins at a byte, and whether the author gave it.
    pub fn name(&mut self, start: usize) -> (String, bool) {
        self.names.give(start)
    }

    /// Leaves a fragment with a name, whose lines stand at `range`, for later.
    pub fn fragment(&mut self, fragment: Arc<Fragment>, name: &str, range: Range<usize>) {
        self.hole(Piece::Fragment(fragment.clone(), name.to_string()));
        let origin = None;
        self.written.blocks.push(Block {
            fragment,
            range,
            origin,
        });
    }

    /// Writes the box of a task.
    pub fn task(&mut self, done: bool) {
        let words = self.context.words;
        let name = if done {
            words.task_done
        } else {
            words.task_open
        };
        let mut attributes = vec![("type", "checkbox"), ("disabled", "")];
        if done {
            attributes.push(("checked", ""));
        }
        if self.context.switches.framing {
            attributes.push(("aria-label", name));
        }
        self.out.open("input", &attributes);
        self.out.push_text(" ");
    }

    /// Opens a link; false if there is none, because its address must not stand in a page.
    pub fn link(
        &mut self,
        kind: LinkType,
        target: &str,
        title: &str,
        range: &Range<usize>,
    ) -> bool {
        if let LinkType::WikiLink { .. } = kind {
            self.wiki_link(target, wiki::shows_title(kind, target), range);
            return true;
        }
        let target = match kind {
            LinkType::Email => format!("mailto:{target}"),
            _ => target.to_string(),
        };
        let target = self.reference(&target, range, false);
        let Some(target) = target else { return false };
        self.out.push_static("<a href=\"");
        self.address(target);
        self.title(title);
        self.out.push_static("\">");
        true
    }

    /// Opens a link by name. Without a text of its own it shows the title of the page.
    fn wiki_link(&mut self, name: &str, shows_title: bool, range: &Range<usize>) {
        let place = wiki::place_of_name(self.context.source, range);
        let reference = wiki::reference(name);
        self.mention(reference.clone(), place, false);
        self.out.push_static("<a href=\"");
        self.hole(Piece::Address(reference.clone()));
        self.out.push_static("\">");
        if shows_title {
            self.hole(Piece::Title(reference));
        }
    }

    /// Writes an image; an enlarged one is a link to its file.
    pub fn image(&mut self, image: &Image, is_enlarged: bool) {
        let Some(target) = self.reference(&image.target, &image.range, true) else {
            return self.out.push_text(&image.alternative);
        };
        let framed = self.context.switches.framing;
        let has_text = !image.alternative.trim().is_empty();
        if !has_text && framed {
            self.written
                .findings
                .push(image.without_text(self.context.file));
        }
        // A link is named by the text of the picture in it; without one it would have no name.
        let is_link = is_enlarged && framed && has_text;
        if is_link {
            self.out.push_static("<a href=\"");
            self.address(target.clone());
            self.out.push_static("\">");
        }
        self.out.push_static("<img src=\"");
        self.address(target.clone());
        self.out.push_static("\" alt=\"");
        self.out.push_value(&image.alternative);
        self.title(&image.title);
        self.out.push_static("\"");
        if framed {
            if !matches!(target, Reference::External(_)) {
                self.hole(Piece::Size(target));
            }
            self.out.push_static(" loading=\"lazy\" decoding=\"async\"");
        }
        self.out.push_static(" />");
        if is_link {
            self.out.close("a");
        }
    }

    /// Reports what is wrong with an info string, whose first byte is byte `at` of the text; with the whole block, if it
    /// does not stand there as it is.
    pub fn complain(
        &mut self,
        complaints: Vec<Complaint>,
        at: Option<usize>,
        block: &Range<usize>,
    ) {
        for complaint in complaints {
            let place = match at {
                Some(at) => complaint.range.start + at..complaint.range.end + at,
                None => block.clone(),
            };
            let finding = Diagnostic::new(Code::A030, complaint.message);
            let finding = finding.at(Span::new(self.context.file, place));
            self.written.findings.push(finding.help(complaint.help));
        }
    }

    /// Reports an attribute that is left out.
    pub fn drop_attribute(&mut self, name: &str, range: &Range<usize>) {
        let place = place_of(self.context.source, range, name);
        self.written
            .findings
            .push(dropped(name, self.context.file, place));
    }

    /// Goes on in an attribute value with a title, if there is one.
    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_static("\" title=\"");
            self.out.push_value(title);
        }
    }

    /// What an address names; `None`, with a finding, if it must not stand in a page.
    fn reference(
        &mut self,
        target: &str,
        range: &Range<usize>,
        is_image: bool,
    ) -> Option<Reference> {
        if !self.context.switches.link_rewriting {
            return Some(Reference::External(encoded(target)));
        }
        let place = place_of(self.context.source, range, target);
        match self.context.standpoint.resolve(target) {
            Ok(reference) => {
                let reference = match reference {
                    Reference::External(address) if !is_image => self.own(address, target),
                    reference => reference,
                };
                self.mention(reference.clone(), place, is_image);
                Some(reference)
            }
            Err(RefusedScheme(scheme)) => {
                let message = format!("an address with the scheme `{scheme}:` is left out");
                let finding =
                    Diagnostic::new(Code::S020, message).at(Span::new(self.context.file, place));
                self.written
                    .findings
                    .push(finding.help("link to a page, a file or an `https:` address"));
                None
            }
        }
    }

    /// An address on the web, which may be one of the book.
    fn own(&self, address: String, written: &str) -> Reference {
        let mut own = self.context.own.iter();
        match own.find_map(|own| own.name_in(written)) {
            Some((name, fragment)) => Reference::Own {
                address,
                name,
                anchor: Anchor::written(&decode(&fragment)),
            },
            None => Reference::External(address),
        }
    }

    fn mention(&mut self, reference: Reference, place: Range<usize>, is_image: bool) {
        let origin = Origin::new(Span::new(self.context.file, place));
        self.written.mentions.push(Mention {
            reference,
            origin,
            is_image,
        });
    }

    fn address(&mut self, target: Reference) {
        match target {
            Reference::External(address) => self.out.push_value(&address),
            target => self.hole(Piece::Address(target)),
        }
    }

    fn flush(&mut self) {
        let html = std::mem::take(&mut self.out);
        if !html.is_empty() {
            self.written.body.pieces.push(Piece::Html(html));
        }
    }
}
