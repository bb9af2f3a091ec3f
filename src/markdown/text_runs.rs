//! Runs of text become one, and bare addresses in them links.
//!
//! In: steps, in which the parser has cut text wherever a character might have had a meaning. Out: the same steps
//! with whole texts, and with link events around addresses, and abbreviations explained. Text inside links, images and code is left alone, and an
//! address is what its author wrote: typographic quotes and dashes have no place in it. Text that looks like a reference
//! to a footnote is reported.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::markdown::abbreviation::{Abbreviations, Part};
use crate::markdown::autolink::autolinks;
use crate::markdown::emoji::shows_address;
use crate::markdown::footnotes::{self, Step, Steps};
use crate::markdown::plain::as_written;
use crate::markdown::raw_code::RawCode;
use crate::path::input::InputPath;

/// Joins and links. `source` is the text of the file, in which the ranges lie.
pub fn join<'a>(
    steps: Steps<'a>,
    source: &str,
    file: &InputPath,
    abbreviations: &mut Abbreviations,
) -> (Steps<'a>, Vec<Diagnostic>) {
    let mut out: Steps<'a> = Vec::with_capacity(steps.len());
    let mut findings = Vec::new();
    let mut run: Option<Run> = None;
    let mut quiet = 0_usize;
    let mut in_raw_link = false;
    let mut raw_code = RawCode::default();
    // Pictures, code and addresses, in which no abbreviation is explained.
    let mut plain = 0_usize;
    let mut in_address = false;
    for (step, range) in steps {
        if let Step::Event(Event::Text(text)) = &step {
            run.get_or_insert_with(|| Run::new(range.start))
                .push(text, range, source);
            continue;
        }
        if let Some(run) = run.take() {
            if quiet == 0 {
                findings.extend(footnotes::undefined(source, &run.range, file));
            }
            let has_links = quiet == 0 && !in_raw_link;
            let is_prose = plain == 0 && !in_address && !raw_code.is_open();
            run.flush(has_links, is_prose.then_some(&mut *abbreviations), &mut out);
        }
        if let Step::Event(event) = &step {
            raw_code.pass(event);
        }
        match &step {
            Step::Event(Event::Start(Tag::Image { .. } | Tag::CodeBlock(_))) => plain += 1,
            Step::Event(Event::End(TagEnd::Image | TagEnd::CodeBlock)) => plain -= 1,
            Step::Event(Event::Start(Tag::Link { link_type, .. })) => {
                in_address = shows_address(*link_type);
            }
            Step::Event(Event::End(TagEnd::Link)) => in_address = false,
            _ => {}
        }
        match &step {
            Step::Event(Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_))) => {
                quiet += 1;
            }
            Step::Event(Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock)) => quiet -= 1,
            Step::Event(Event::InlineHtml(html)) => in_raw_link = opens_link(html, in_raw_link),
            // A link that is never closed ends with its block.
            Step::Event(Event::End(end)) if !is_inline(*end) => in_raw_link = false,
            _ => {}
        }
        out.push((step, range));
    }
    if let Some(run) = run {
        let has_links = quiet == 0 && !in_raw_link;
        run.flush(has_links, Some(abbreviations), &mut out);
    }
    (out, findings)
}

/// Texts that follow each other.
struct Run {
    /// The text, with quotes, dashes and dots as they are written: addresses hold them like that.
    written: String,
    /// Parts of it that are shown in another way.
    shown: Vec<(Range<usize>, String)>,
    range: Range<usize>,
}

impl Run {
    fn new(start: usize) -> Run {
        Run {
            written: String::new(),
            shown: Vec::new(),
            range: start..start,
        }
    }

    fn push(&mut self, text: &str, range: Range<usize>, source: &str) {
        // A backslash before one of these marks is the way to write what shall not become an address.
        let is_escaped = range.start > self.range.end && text.starts_with([':', '@', '.']);
        if is_escaped {
            self.show("\\", "");
        }
        match as_written(text, &source[range.clone()]) {
            written if written == text => self.written.push_str(text),
            written => self.show(written, text),
        }
        self.range.end = range.end;
    }

    fn show(&mut self, written: &str, shown: &str) {
        let start = self.written.len();
        self.written.push_str(written);
        self.shown
            .push((start..self.written.len(), shown.to_string()));
    }

    fn flush(
        self,
        has_links: bool,
        mut abbreviations: Option<&mut Abbreviations>,
        out: &mut Steps<'_>,
    ) {
        let links = match has_links {
            true => autolinks(&self.written),
            false => Vec::new(),
        };
        let mut push = |step: Step<'static>| out.push((step, self.range.clone()));
        let mut explain = |text: String, push: &mut dyn FnMut(Step<'static>)| {
            let parts = abbreviations.as_deref_mut().map(|known| known.parts(&text));
            match parts {
                None => push(Step::Event(Event::Text(text.into()))),
                Some(parts) => parts.into_iter().for_each(|part| match part {
                    Part::Text(range) => {
                        push(Step::Event(Event::Text(text[range].to_string().into())));
                    }
                    Part::Use(range, meaning) => {
                        push(Step::Abbreviation(text[range].to_string(), meaning));
                    }
                }),
            }
        };
        let (mut done, mut next) = (0, 0);
        for link in links {
            if done < link.range.start {
                explain(self.text(done..link.range.start, &mut next), &mut push);
            }
            let empty = || CowStr::Borrowed("");
            let (link_type, dest_url) = (LinkType::Autolink, link.target.into());
            push(Step::Event(Event::Start(Tag::Link {
                link_type,
                dest_url,
                title: empty(),
                id: empty(),
            })));
            let text = self.written[link.range.clone()].to_string();
            push(Step::Event(Event::Text(text.into())));
            push(Step::Event(Event::End(TagEnd::Link)));
            done = link.range.end;
        }
        if done < self.written.len() {
            explain(self.text(done..self.written.len(), &mut next), &mut push);
        }
    }

    /// A part of the text, as it is shown. Parts are taken from first to last; `next` goes along the list of what is
    /// shown in another way, so that a long text is walked once.
    fn text(&self, part: Range<usize>, next: &mut usize) -> String {
        let mut text = String::with_capacity(part.len());
        let mut done = part.start;
        while let Some((place, shown)) = self.shown.get(*next) {
            if place.end > part.end {
                break;
            }
            if place.start >= done {
                text.push_str(&self.written[done..place.start]);
                text.push_str(shown);
                done = place.end;
            }
            *next += 1;
        }
        text.push_str(&self.written[done..part.end]);
        text
    }
}

/// Whether the text goes on inside a link that is written as HTML.
fn opens_link(html: &str, is_open: bool) -> bool {
    let name: String = html
        .trim_start_matches('<')
        .chars()
        .take_while(|letter| !letter.is_whitespace() && *letter != '>')
        .collect();
    match name.to_ascii_lowercase().as_str() {
        "a" => true,
        "/a" => false,
        _ => is_open,
    }
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}
