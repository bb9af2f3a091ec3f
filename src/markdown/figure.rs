//! Pictures with a caption.
//!
//! In: steps. Out: the same steps, in which a picture that stands alone in a paragraph and has a title is a figure with
//! the title as its caption. A figure that is no link already is one to its file, where the picture is seen in full.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::markdown::container::Mark;
use crate::markdown::footnotes::{Step, Steps};

/// Makes figures.
pub fn frame(steps: Steps<'_>) -> Steps<'_> {
    let is_titled = |step: &Step<'_>| matches!(step, Step::Event(Event::Start(Tag::Image { title, .. })) if !title.trim().is_empty());
    if !steps.iter().any(|(step, _)| is_titled(step)) {
        return steps;
    }
    let mut out = Vec::with_capacity(steps.len());
    let mut figure: Option<Figure> = None;
    for at in 0..steps.len() {
        let (step, range) = &steps[at];
        if let Step::Event(Event::Start(Tag::Paragraph)) = step {
            figure = Figure::at(&steps, at);
        }
        match &figure {
            Some(figure) => figure.write(at, step, range, &mut out),
            None => out.push((step.clone(), range.clone())),
        }
        if figure.as_ref().is_some_and(|figure| figure.end == at) {
            figure = None;
        }
    }
    out
}

/// A paragraph that holds nothing but a picture with a title.
struct Figure {
    start: usize,
    picture: usize,
    end: usize,
    title: String,
}

impl Figure {
    /// The figure whose paragraph begins at a step.
    fn at(steps: &Steps<'_>, start: usize) -> Option<Figure> {
        let event = |at: usize| match steps.get(at) {
            Some((Step::Event(event), _)) => Some(event),
            _ => None,
        };
        let is_linked = matches!(event(start + 1)?, Event::Start(Tag::Link { .. }));
        let picture = start + 1 + usize::from(is_linked);
        let Event::Start(Tag::Image { title, .. }) = event(picture)? else {
            return None;
        };
        if title.trim().is_empty() {
            return None;
        }
        let mut depth = 0_usize;
        let mut picture_end = picture;
        loop {
            match event(picture_end) {
                Some(Event::Start(Tag::Image { .. })) => depth += 1,
                Some(Event::End(TagEnd::Image)) => depth -= 1,
                Some(Event::End(TagEnd::Paragraph)) => return None,
                _ if picture_end >= steps.len() => return None,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            picture_end += 1;
        }
        let end = picture_end + 1 + usize::from(is_linked);
        let is_alone = matches!(event(end)?, Event::End(TagEnd::Paragraph));
        let closes = !is_linked || matches!(event(end - 1)?, Event::End(TagEnd::Link));
        (is_alone && closes).then(|| Figure {
            start,
            picture,
            end,
            title: title.to_string(),
        })
    }

    /// Writes one of its steps.
    fn write<'a>(&self, at: usize, step: &Step<'a>, range: &Range<usize>, out: &mut Steps<'a>) {
        let mut push = |step: Step<'a>| out.push((step, range.clone()));
        if at == self.start {
            return push(Step::Container(Mark::Open("figure", Vec::new())));
        }
        if at == self.end {
            let title = Event::Text(self.title.clone().into());
            push(Step::Container(Mark::TitleOpen("figcaption", "")));
            // The caption has no bytes of its own: they are part of the picture's.
            out.push((Step::Event(title), range.end..range.end));
            out.push((
                Step::Container(Mark::TitleClose("figcaption")),
                range.clone(),
            ));
            return out.push((Step::Container(Mark::Close("figure")), range.clone()));
        }
        match step {
            Step::Event(Event::Start(Tag::Image {
                link_type,
                dest_url,
                id,
                ..
            })) if at == self.picture => {
                if self.picture == self.start + 1 {
                    push(Step::Enlarged);
                }
                push(Step::Event(Event::Start(Tag::Image {
                    link_type: *link_type,
                    dest_url: dest_url.clone(),
                    title: CowStr::Borrowed(""),
                    id: id.clone(),
                })));
            }
            _ => push(step.clone()),
        }
        if at + 1 == self.end {
            out.push((Step::Event(Event::SoftBreak), range.clone()));
        }
    }
}
