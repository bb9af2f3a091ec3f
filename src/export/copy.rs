//! A page as Markdown, for people and programs that read text.
//!
//! In: a page, its place, what the catalogue says of it. Out: [`struct@Copy`]: what it is called and where it stands, the text
//! with everything included, then what its front matter says: ratings as a table, when to use it, arguments, relations.
//! Links lead to the copies of other pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::body::Reference;
use crate::catalogue::entry::Reason;
use crate::catalogue::links::Target;
use crate::catalogue::place::Place;
use crate::declared::{Circumstance, Publication};
use crate::export::dates::Dated;
use crate::generated::plain::escaped;
use crate::generated::portrait::{Portrait, says_something};
use crate::markdown::source_text::Part;
use crate::page::Page;
use crate::path::anchor::Anchor;
use crate::path::input::ContentPath;
use crate::path::output::{OutputPath, PageUrl};
use crate::path::percent::encode;
use crate::path::scheme::encoded;
use crate::words::Words;

/// What a copy is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyInput {
    /// The page.
    pub page: Arc<Page>,
    /// Its place.
    pub place: Arc<Place>,
    /// What the catalogue says of it, if it is an entry.
    pub portrait: Option<Arc<Portrait>>,
    /// Its last change.
    pub changed: Option<Dated>,
    /// What all copies share.
    pub shared: Arc<Shared>,
}

/// What all copies share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The absolute address of the site, if it is known.
    pub site: Option<String>,
    /// The pages that have copies beside them.
    pub copied: BTreeSet<PageUrl>,
    /// The words of the interface.
    pub words: &'static Words,
}

/// A page as Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copy {
    /// The file beside the page; its links lead from there.
    pub beside: String,
    /// The same for a file of several pages: its links are absolute, or lead from the root of the site if nobody knows
    /// its address.
    pub whole: String,
}

/// The copy of a page.
pub fn copy(_: &ContentPath, input: &CopyInput) -> Copy {
    let own = &input.page.card.url;
    let text = |from: Option<&PageUrl>| {
        let mut writer = Writer {
            input,
            from,
            out: String::new(),
        };
        writer.page();
        writer.out
    };
    Copy {
        beside: text(Some(&own.markdown())),
        whole: text(None),
    }
}

struct Writer<'a> {
    input: &'a CopyInput,
    /// The address of the file in which the text stands; `None` for one of several pages.
    from: Option<&'a PageUrl>,
    out: String,
}

impl Writer<'_> {
    fn page(&mut self) {
        let (page, words) = (&self.input.page, self.input.shared.words);
        self.head();
        if page.title.is_none() && page.shows_title {
            self.out
                .push_str(&format!("# {}\n\n", escaped(&page.card.title)));
        }
        self.text();
        if let Some(portrait) = &self.input.portrait {
            let entry = &portrait.entry;
            self.ratings(portrait);
            self.circumstances(words.use_when, &entry.use_when, portrait);
            self.circumstances(words.avoid_when, &entry.avoid_when, portrait);
            if let Some(point) = &entry.tipping_point {
                self.out.push_str(&format!("\n> {}\n", escaped(point)));
            }
            self.arguments(words.pros, &entry.pros);
            self.arguments(words.cons, &entry.cons);
            self.arguments(words.neutral, &entry.neutral);
        }
        self.relations();
        if let Some(portrait) = &self.input.portrait {
            self.publications(&portrait.entry.references);
        }
    }

    /// Four lines, as front matter: title, description, address, date.
    fn head(&mut self) {
        let card = &self.input.page.card;
        let changed = self.input.changed.as_ref().map(Dated::day);
        let address = match &self.input.shared.site {
            Some(site) => card.url.below(site),
            None => self.address_of(&card.url, None),
        };
        let lines = [
            ("title", Some(card.title.as_str())),
            ("description", card.description.as_deref()),
            ("url", Some(address.as_str())),
            ("updated", changed),
        ];
        self.out.push_str("---\n");
        for (key, value) in lines {
            if let Some(value) = value {
                let value = serde_json::Value::from(value);
                self.out.push_str(&format!("{key}: {value}\n"));
            }
        }
        self.out.push_str("---\n\n");
    }

    fn text(&mut self) {
        let start = self.out.len();
        for part in &self.input.page.source.parts {
            let text = match part {
                Part::Text(text) => text.clone(),
                Part::Address(reference) => self.target(reference),
                Part::Title(reference) => self.title(reference),
                Part::Relative(address) => self.relative(address),
            };
            self.out.push_str(&text);
        }
        // What stands before the first line of the text belongs to the front matter.
        let text = self.out.split_off(start);
        self.out
            .push_str(text.trim_start_matches(['\n', '\r']).trim_end());
        self.out.push('\n');
    }

    fn ratings(&mut self, portrait: &Portrait) {
        let rows = portrait.groups.iter().flat_map(|group| &group.rows);
        let rows: Vec<_> = rows.filter(|row| says_something(&row.shown)).collect();
        if rows.is_empty() {
            return;
        }
        let words = self.input.shared.words;
        self.heading(words.trade_offs);
        let heads = [words.quality, words.rating, words.reason];
        self.out
            .push_str(&format!("| {} |\n|--|--|--|\n", heads.join(" | ")));
        for row in rows {
            let shown = &row.shown;
            let rating = match shown.figure.is_empty() {
                true => escaped(&shown.word),
                false => escaped(&format!("{} ({})", shown.word, shown.figure)),
            };
            let why = shown.why.as_ref().or(shown.depends_on.as_ref());
            let why = why.map(|why| escaped(why)).unwrap_or_default();
            self.out
                .push_str(&format!("| {} | {rating} | {why} |\n", escaped(&row.label)));
        }
    }

    fn circumstances(&mut self, title: &str, all: &[Circumstance], portrait: &Portrait) {
        if all.is_empty() {
            return;
        }
        let words = self.input.shared.words;
        self.heading(title);
        for one in all {
            let mut line = format!("- {}", escaped(&one.text));
            if let Some(because) = &one.because {
                line.push_str(&format!(" ({} {})", words.because, escaped(because)));
            }
            if let Some(see) = &one.see {
                let see = match portrait.choices.get(see) {
                    Some(entry) => {
                        let address = self.copy_of(&entry.url, entry.anchor.as_ref());
                        format!("[{}]({address})", escaped(&entry.title))
                    }
                    None => escaped(see),
                };
                line.push_str(&format!(" – {} {see}", words.rather));
            }
            self.out.push_str(&line);
            self.out.push('\n');
        }
    }

    /// Arguments of the front matter; those in the text are there already.
    fn arguments(&mut self, title: &str, all: &[Reason]) {
        let own: Vec<&Reason> = all
            .iter()
            .filter(|reason| reason.anchor.is_none())
            .collect();
        if own.is_empty() {
            return;
        }
        self.heading(title);
        for reason in own {
            let why = reason.why.as_ref().map(|why| format!(": {}", escaped(why)));
            let (text, why) = (escaped(&reason.text), why.unwrap_or_default());
            self.out.push_str(&format!("- {text}{why}\n"));
        }
    }

    fn relations(&mut self) {
        let relations = &self.input.place.relations;
        if relations.is_empty() {
            return;
        }
        self.heading(self.input.shared.words.related);
        for relation in relations {
            let to = &relation.to;
            let address = self.copy_of(&to.url, to.anchor.as_ref());
            let reasons: Vec<String> = relation
                .reasons
                .iter()
                .map(|(why, _)| escaped(why))
                .collect();
            let why = if reasons.is_empty() { "" } else { ": " };
            self.out.push_str(&format!(
                "- {}: [{}]({address}){why}{}\n",
                escaped(&relation.label),
                escaped(&to.title),
                reasons.join("; "),
            ));
        }
    }

    fn publications(&mut self, all: &[Publication]) {
        if all.is_empty() {
            return;
        }
        self.heading(self.input.shared.words.references);
        for one in all {
            let title = escaped(&one.title);
            let is_address =
                |url: &&String| url.starts_with("https://") || url.starts_with("http://");
            let title = match one.url.as_ref().filter(is_address) {
                Some(url) => format!("[{title}](<{}>)", encoded(url)),
                None => title,
            };
            let author = one
                .author
                .as_ref()
                .map(|author| format!("{}: ", escaped(author)));
            let year = one.year.as_ref().map(|year| format!(", {}", escaped(year)));
            let note = one.note.as_ref().map(|note| format!(". {}", escaped(note)));
            let [author, year, note] = [author, year, note].map(Option::unwrap_or_default);
            self.out
                .push_str(&format!("- {author}{title}{year}{note}\n"));
        }
    }

    fn heading(&mut self, title: &str) {
        self.out.push_str(&format!("\n## {title}\n\n"));
    }

    fn targets(&self) -> &BTreeMap<Reference, Target> {
        &self.input.place.targets
    }

    /// Where a reference leads. One that leads nowhere has been reported.
    fn target(&self, reference: &Reference) -> String {
        match (self.targets().get(reference), reference) {
            (Some(Target::Page { url, anchor, .. }), _) => self.copy_of(url, anchor.as_ref()),
            (Some(Target::File(path, _)), _) => self.file(path),
            (_, Reference::Page(path, _)) => encoded(path.as_str()),
            (_, Reference::Path { file, .. }) => encoded(file.as_str()),
            _ => "#".to_string(),
        }
    }

    fn title(&self, reference: &Reference) -> String {
        match (self.targets().get(reference), reference) {
            (
                Some(Target::Page {
                    title: Some(title), ..
                }),
                _,
            ) => escaped(title),
            (_, Reference::Named(name, _)) => escaped(name),
            _ => String::new(),
        }
    }

    /// The copy of a page if it has one, else the page.
    fn copy_of(&self, url: &PageUrl, anchor: Option<&Anchor>) -> String {
        match self.input.shared.copied.contains(url) {
            true => self.address_of(&url.markdown(), anchor),
            false => self.address_of(url, anchor),
        }
    }

    fn address_of(&self, url: &PageUrl, anchor: Option<&Anchor>) -> String {
        let address = match (self.from, &self.input.shared.site) {
            (Some(from), _) => return bracketed(from.to(url, anchor)),
            (None, Some(site)) => url.below(site),
            (None, None) => PageUrl::root().to(url, None),
        };
        let anchor = anchor.map(Anchor::href).unwrap_or_default();
        bracketed(format!("{address}{anchor}"))
    }

    fn file(&self, path: &OutputPath) -> String {
        bracketed(match (self.from, &self.input.shared.site) {
            (Some(from), _) => from.to_file(path),
            (None, Some(site)) => format!("{site}{}", encode(path.as_str(), "/")),
            (None, None) => PageUrl::root().to_file(path),
        })
    }

    /// An address that is meant from the page's own.
    fn relative(&self, address: &str) -> String {
        let own = self.input.page.card.url.folder();
        let folder = match (self.from, &self.input.shared.site) {
            (Some(from), _) => encode(own.strip_prefix(from.folder()).unwrap_or_default(), "/"),
            (None, Some(site)) => format!("{site}{}", encode(own, "/")),
            (None, None) => encode(own, "/"),
        };
        format!("{folder}{address}")
    }
}

/// An address in which no bracket ends a link.
fn bracketed(address: String) -> String {
    match address.contains(['(', ')']) {
        true => address.replace('(', "%28").replace(')', "%29"),
        false => address,
    }
}
