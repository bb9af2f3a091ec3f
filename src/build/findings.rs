//! All that is wrong, from every stage.
//!
//! In: the findings that travelled with the stages' results, and the facts that become findings only when two results
//! are held together. Out: diagnostics in the order of their places, with the severities of the settings.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::build::inputs::Pages;
use crate::catalogue::place::Place;
use crate::catalogue::{Catalogue, Subject};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Levels, Span, arrange};
use crate::links::{BrokenLink, Missing};
use crate::memo::Panic;
use crate::page::Page;
use crate::path::input::InputPath;
use crate::path::output::PageUrl;
use crate::render::Document;
use crate::render::fill::Filling;
use crate::sources::Sources;
use crate::text::Text;

/// Findings being collected.
#[derive(Debug)]
pub struct Findings<'a> {
    sources: &'a Sources,
    all: Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    /// Starts with what was wrong with the settings and with reading.
    pub fn new(sources: &'a Sources, config: &Config) -> Findings<'a> {
        let mut all = config.diagnostics.clone();
        all.extend(sources.diagnostics.iter().cloned());
        Findings { sources, all }
    }

    /// Adds findings.
    pub fn extend(&mut self, findings: &[Diagnostic]) {
        self.all.extend(findings.iter().cloned());
    }

    /// Adds failures of the program itself.
    pub fn faults<K>(
        &mut self,
        stage: &str,
        faults: Vec<(K, Panic)>,
        file: impl Fn(&K) -> InputPath,
    ) {
        for (key, panic) in faults {
            let file = file(&key);
            let message = format!("{stage} `{file}` failed: {}", panic.message);
            let finding = Diagnostic::new(Code::S090, message).at(Span::new(&file, 0..0));
            self.all.push(
                finding.help("this is a defect of patternbook; please report it with the page"),
            );
        }
    }

    /// Adds what is wrong with the pages, by themselves and between them.
    pub fn pages(&mut self, pages: &Pages, catalogue: &Catalogue) {
        for page in pages.values() {
            self.all.extend(page.diagnostics.iter().cloned());
            self.all.extend(catalogue.check(page));
        }
        if pages.is_empty() {
            let message = format!("there is no page in `{}`", self.sources.folder);
            let finding = Diagnostic::new(Code::B009, message);
            self.all
                .push(finding.help("write `index.md` there; `--drafts` shows drafts"));
        }
    }

    /// Adds what went wrong in templates. A template that fails does so on every page; it is reported once.
    pub fn documents(&mut self, documents: &BTreeMap<PageUrl, Arc<Document>>) {
        let mut seen: Vec<&Diagnostic> = Vec::new();
        for finding in documents
            .values()
            .flat_map(|document| &document.diagnostics)
        {
            if !seen.contains(&finding) {
                seen.push(finding);
            }
        }
        self.all.extend(seen.into_iter().cloned());
    }

    /// Adds addresses that lead nowhere, but for those that the catalogue has reported already. An address that no
    /// page spells out comes from a template and stands on many pages; it is reported once.
    pub fn broken_links(
        &mut self,
        broken: &[BrokenLink],
        pages: &Pages,
        places: &BTreeMap<Subject, Arc<Place>>,
    ) {
        let by_url: BTreeMap<&PageUrl, &Arc<Page>> =
            pages.values().map(|page| (&page.card.url, page)).collect();
        let mut from_templates: BTreeMap<&str, (&BrokenLink, usize)> = BTreeMap::new();
        for link in broken {
            let page = by_url.get(&link.on);
            let place = page.and_then(|page| places.get(&Subject::Page(page.card.path.clone())));
            let found = page.zip(place).map(|(page, place)| {
                let file = page.card.path.below(&self.sources.folder);
                (file, self.places_of(link, page, place))
            });
            match found {
                Some((_, Written::InMarkdown(_))) if link.problem == Missing::File => {}
                Some((file, Written::InMarkdown(ranges) | Written::InHtml(ranges))) => {
                    let finding = describe(link, &by_url);
                    let at = |range| finding.clone().at(Span::new(&file, range));
                    self.all.extend(ranges.into_iter().map(at));
                }
                Some((_, Written::Nowhere)) | None => {
                    from_templates.entry(&link.address).or_insert((link, 0)).1 += 1;
                }
            }
        }
        for (link, count) in from_templates.into_values() {
            let finding = describe(link, &by_url);
            let help = format!(
                "no page spells it out, so it comes from a template; it stands on {count} pages"
            );
            self.all.push(finding.help(help));
        }
    }

    /// Where a page writes an address: in its Markdown links, else in its raw HTML.
    fn places_of(&self, link: &BrokenLink, page: &Page, place: &Place) -> Written {
        let rendered = BTreeMap::new();
        let (own, targets) = (&page.card.url, &place.targets);
        let filling = Filling {
            own,
            targets,
            rendered: &rendered,
        };
        let mentions = page.mentions.iter();
        let ranges: Vec<Range<usize>> = mentions
            .filter(|mention| filling.address(&mention.reference) == link.address)
            .map(|mention| mention.range.clone())
            .collect();
        if !ranges.is_empty() {
            return Written::InMarkdown(ranges);
        }
        let text = self.sources.pages.get(&page.card.path);
        let text = text.map(Text::as_str).filter(|_| !link.address.is_empty());
        let found = text.map(|text| text.match_indices(&link.address));
        let ranges: Vec<Range<usize>> = found
            .into_iter()
            .flatten()
            .map(|(start, hit)| start..start + hit.len())
            .collect();
        if ranges.is_empty() {
            Written::Nowhere
        } else {
            Written::InHtml(ranges)
        }
    }

    /// All findings, arranged.
    pub fn arrange(self, levels: &Levels) -> Vec<Diagnostic> {
        arrange(self.all, levels)
    }
}

/// Where an address is written on a page.
enum Written {
    InMarkdown(Vec<Range<usize>>),
    InHtml(Vec<Range<usize>>),
    Nowhere,
}

fn describe(link: &BrokenLink, pages: &BTreeMap<&PageUrl, &Arc<Page>>) -> Diagnostic {
    match &link.problem {
        Missing::File => {
            let message = format!(
                "the address `{}` leads to nothing in this site",
                link.address
            );
            Diagnostic::new(Code::C060, message).help(
                "link to a page by its file, or write a full `https:` address for another site",
            )
        }
        Missing::Anchor { page, id, nearest } => {
            let name = match pages.get(page) {
                Some(page) => page.card.path.to_string(),
                None => page.as_str().to_string(),
            };
            let finding = Diagnostic::new(
                Code::C060,
                format!("there is nothing with the id `{id}` on `{name}`"),
            );
            match nearest {
                Some(near) => finding.help(format!("did you mean `#{near}`?")),
                None => finding.help("link to one of its headings, or to the page as a whole"),
            }
        }
    }
}
