//! Values for templates, as hostile as an author can make them.
//!
//! In: nothing. Out: a frame and a page for tests.

use crate::html::Html;
use crate::view::base::{Assets, Base, BookView, Head, VERSION};
use crate::view::page::PageView;
use crate::words::ENGLISH;

/// A frame.
pub(crate) fn base() -> Base {
    let text = str::to_string;
    Base {
        feed: None,
        print: Vec::new(),
        version: VERSION,
        book: BookView {
            title: text("<Book> & \"more\"\0"),
            description: None,
            authors: vec![text("Ada")],
            language: text("en"),
            direction: "ltr",
            scheme: "auto",
            pages: 1,
        },
        head: Head {
            data: None,
            properties: Vec::new(),
            title: text("</title><script>x</script>"),
            description: Some(text("\"><img>")),
            keywords: vec![text("<a>"), text("b")],
            noindex: true,
            kind: "page",
            base_href: Some(text("/")),
            canonical: Some(text("\"><b>")),
        },
        root: text("./"),
        assets: Assets {
            styles: vec![text("theme.css")],
            user_styles: Vec::new(),
            early_script: text("scheme.js"),
            catalogue_script: text("matrix.js"),
            matrix_script: text("matrix.js"),
            compare_script: text("matrix.js"),
            choose_script: text("matrix.js"),
            graph_script: text("graph.js"),
            scripts: vec![text("theme.js")],
            user_scripts: Vec::new(),
            navigation: text("navigation.js"),
            icon: text("favicon.svg"),
            logo: None,
        },
        header: Vec::new(),
        search: None,
        names: None,
        repository: None,
        sidebar: Vec::new(),
        sidebar_more: None,
        breadcrumbs: Vec::new(),
        footer: Some(text("<i>")),
        words: ENGLISH,
    }
}

/// A page with this body.
pub(crate) fn page(body: &str) -> PageView {
    let mut html = Html::new();
    html.push_author(body);
    PageView {
        markdown: None,
        report: None,
        source: None,
        title: "<T>".to_string(),
        show_title: true,
        summary: None,
        entry: None,
        relations: Vec::new(),
        mentions: Vec::new(),
        body: html,
        contents: Vec::new(),
        tags: Vec::new(),
        entries: Vec::new(),
        moved: Vec::new(),
        home: None,
        previous: None,
        next: None,
        edit: None,
        changed: None,
        changed_by: None,
        state: None,
        minutes: 1,
        front_matter: crate::value::node::Node::empty_map(0),
        heading: crate::html::Html::new(),
        heading_id: None,
        heading_attributes: Html::new(),
    }
}
