//! Images.
//!
//! In: the events between the start and the end of an image. Out: [`Image`], with the text that stands for it.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::input::InputPath;

/// An image that is being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Where its file is, as written.
    pub target: String,
    /// Its title; empty for none.
    pub title: String,
    /// Its text, for readers who cannot see it.
    pub alternative: String,
    /// Its bytes in the file.
    pub range: Range<usize>,
    depth: usize,
}

impl Image {
    /// An image whose text follows.
    pub fn new(target: &str, title: &str, range: Range<usize>) -> Image {
        let (target, title) = (target.to_string(), title.to_string());
        Image {
            target,
            title,
            alternative: String::new(),
            range,
            depth: 0,
        }
    }

    /// Takes in an event; whether it was the end of the image. An image may hold links and images, of which only
    /// the text counts.
    pub fn takes_in(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) if self.depth == 0 => return true,
            Event::End(_) => self.depth -= 1,
            Event::Text(text) | Event::Code(text) => self.alternative.push_str(text),
            Event::SoftBreak | Event::HardBreak => self.alternative.push(' '),
            _ => {}
        }
        false
    }

    /// The finding that the image has no text.
    pub fn without_text(&self, file: &InputPath) -> Diagnostic {
        let message = format!(
            "the image `{}` has no text for readers who cannot see it",
            self.target
        );
        Diagnostic::new(Code::A001, message)
            .at(Span::new(file, self.range.clone()))
            .help("write what it shows between the square brackets")
    }
}
