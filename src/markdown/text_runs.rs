//! Runs of text become one, and bare addresses in them links.
//!
//! In: steps, in which the parser has cut text wherever a character might have had a meaning. Out: the same steps
//! with whole texts, and with link events around addresses. Text inside links, images and code is left alone.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::markdown::autolink::autolinks;
use crate::markdown::footnotes::{Step, Steps};

/// Joins and links.
pub fn join(steps: Steps<'_>) -> Steps<'_> {
    let mut out: Steps<'_> = Vec::with_capacity(steps.len());
    let mut run: Option<(String, Range<usize>)> = None;
    let mut quiet = 0_usize;
    for (step, range) in steps {
        if let Step::Event(Event::Text(text)) = &step {
            match &mut run {
                Some((joined, whole)) => {
                    joined.push_str(text);
                    whole.end = range.end;
                }
                None => run = Some((text.to_string(), range)),
            }
            continue;
        }
        flush(run.take(), quiet > 0, &mut out);
        match &step {
            Step::Event(Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_))) => {
                quiet += 1;
            }
            Step::Event(Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock)) => quiet -= 1,
            _ => {}
        }
        out.push((step, range));
    }
    flush(run, quiet > 0, &mut out);
    out
}

fn flush(run: Option<(String, Range<usize>)>, is_quiet: bool, out: &mut Steps<'_>) {
    let Some((text, range)) = run else { return };
    let links = if is_quiet {
        Vec::new()
    } else {
        autolinks(&text)
    };
    let mut push = |event: Event<'static>| out.push((Step::Event(event), range.clone()));
    let mut done = 0;
    for link in links {
        if done < link.range.start {
            push(Event::Text(text[done..link.range.start].to_string().into()));
        }
        let empty = || CowStr::Borrowed("");
        let (link_type, dest_url) = (LinkType::Autolink, link.target.into());
        push(Event::Start(Tag::Link {
            link_type,
            dest_url,
            title: empty(),
            id: empty(),
        }));
        push(Event::Text(text[link.range.clone()].to_string().into()));
        push(Event::End(TagEnd::Link));
        done = link.range.end;
    }
    match done {
        0 => push(Event::Text(text.into())),
        _ if done < text.len() => push(Event::Text(text[done..].to_string().into())),
        _ => {}
    }
}
