//! What stands in the head of documents.
//!
//! In: a document's title, kind and input. Out: [`Head`] for its template, and [`About`] for machines.

use crate::card::State;
use crate::page::Page;
use crate::path::output::PageUrl;
use crate::render::input::DocumentInput;
use crate::view::base::Head;
use crate::view::metadata::About;

/// The head of a document with this title.
pub(crate) fn head(title: &str, kind: &'static str, input: &DocumentInput) -> Head {
    let book = &input.frame.book;
    let title = match title == book.title {
        true => book.title.clone(),
        false => format!("{title} - {}", book.title),
    };
    let description = if input.place.is_home {
        book.description.clone()
    } else {
        None
    };
    Head {
        title,
        description,
        keywords: Vec::new(),
        noindex: false,
        kind,
        base_href: None,
        canonical: None,
        properties: Vec::new(),
        data: None,
    }
}

/// What machines are told of a document with this title.
pub(crate) fn about<'a>(title: &'a str, url: &'a PageUrl) -> About<'a> {
    About {
        title,
        home: url,
        own: url,
        is_article: false,
        changed: None,
    }
}

/// The head of a page of the author's.
pub(crate) fn page_head(page: &Page, kind: &'static str, input: &DocumentInput) -> Head {
    let card = &page.card;
    let plain = head(
        card.meta_title.as_deref().unwrap_or(&card.title),
        kind,
        input,
    );
    let description = match input.place.is_home {
        true => plain.description.clone().or(card.description.clone()),
        false => card.description.clone(),
    };
    Head {
        description,
        keywords: input.place.keywords.clone(),
        noindex: card.state != State::Published,
        ..plain
    }
}
