//! All that is wrong, from every stage.
//!
//! In: the findings that travelled with the stages' results, and the facts that become findings only when two results
//! are held together. Out: diagnostics in the order of their places, with the severities of the settings.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::body::Fragment;
use crate::build::inputs::Pages;
use crate::catalogue::place::Place;
use crate::catalogue::{Catalogue, Subject};
use crate::config::Config;
use crate::config::setting::place_of;
use crate::diagnostic::{Code, Diagnostic, Levels, Span, arrange};
use crate::fragment::rendered::Rendered;
use crate::generated::problem::Problem;
use crate::include::Origin;
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

    /// Starts with nothing.
    pub fn none(sources: &'a Sources) -> Findings<'a> {
        let all = Vec::new();
        Findings { sources, all }
    }

    /// The folder of the pages.
    pub fn folder(&self) -> &'a InputPath {
        &self.sources.folder
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

    /// Adds what is wrong with the pages, by themselves and between them, and with their fragments.
    pub fn pages(
        &mut self,
        pages: &Pages,
        catalogue: &Catalogue,
        fragments: &BTreeMap<Arc<Fragment>, Arc<Rendered>>,
    ) {
        for page in pages.values() {
            self.page(page, catalogue, fragments);
        }
        self.all.extend(catalogue.entry_findings(pages));
        if pages.is_empty() {
            let message = format!("there is no page in `{}`", self.sources.folder);
            let finding = Diagnostic::new(Code::B009, message);
            self.all
                .push(finding.help("write `index.md` there; `--drafts` shows drafts"));
        }
    }

    /// Adds what is wrong with a page, by itself and between it and others, and with its fragments.
    pub fn page(
        &mut self,
        page: &Page,
        catalogue: &Catalogue,
        fragments: &BTreeMap<Arc<Fragment>, Arc<Rendered>>,
    ) {
        self.all.extend(page.diagnostics.iter().cloned());
        self.all.extend(catalogue.check(page));
        self.fragments(page, fragments);
    }

    /// Adds what hides a page that is not built, against the will of its author. What else is wrong with it is told
    /// when it is built.
    pub fn drafts(&mut self, pages: &Pages) {
        let all = pages.values().flat_map(|page| &page.diagnostics);
        let hides = |finding: &&Diagnostic| finding.code == Code::D003;
        self.all.extend(all.filter(hides).cloned());
    }

    /// Adds what is wrong with the settings of generated pages, where `book.toml` holds them.
    pub fn settings(&mut self, problems: &[Problem]) {
        let empty = Text::from("");
        let book = self.sources.book.as_ref().unwrap_or(&empty);
        let file = InputPath::new("book.toml");
        let located = problems.iter().map(|problem| {
            let place = place_of(book, &problem.setting);
            problem.finding.clone().at(Span::new(&file, place))
        });
        self.all.extend(located);
    }

    /// Adds what is wrong with the fragments of a page.
    fn fragments(&mut self, page: &Page, fragments: &BTreeMap<Arc<Fragment>, Arc<Rendered>>) {
        let Some(source) = self.sources.pages.get(&page.card.path) else {
            return;
        };
        let file = page.card.path.below(&self.sources.folder);
        for block in &page.blocks {
            let rendered = fragments.get(&block.fragment);
            for (range, finding) in rendered.iter().flat_map(|rendered| &rendered.findings) {
                let place = || Span::new(&file, block.place(source.as_str(), range));
                self.all.push(match &block.origin {
                    Some(origin) => origin.locate(finding.clone()),
                    None => finding.clone().at(place()),
                });
            }
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
        broken: &BTreeMap<PageUrl, Arc<Vec<BrokenLink>>>,
        pages: &Pages,
        places: &BTreeMap<Subject, Arc<Place>>,
    ) {
        let by_url: BTreeMap<&PageUrl, &Arc<Page>> =
            pages.values().map(|page| (&page.card.url, page)).collect();
        let mut from_templates: BTreeMap<&str, (&BrokenLink, usize)> = BTreeMap::new();
        for (url, links) in broken.iter().filter(|(_, links)| !links.is_empty()) {
            let page = by_url.get(url);
            let place = page.and_then(|page| places.get(&Subject::Page(page.card.path.clone())));
            let written = page
                .zip(place)
                .map(|(page, place)| WrittenAddresses::of(page, place));
            for link in links.iter() {
                let found = written.as_ref().map(|written| written.places_of(link));
                match found {
                    Some(Places::InMarkdown(_)) if link.problem == Missing::File => {}
                    Some(Places::InMarkdown(origins) | Places::InHtml(origins)) => {
                        let finding = describe(link, &by_url);
                        let at = |origin: &&Origin| origin.locate(finding.clone());
                        self.all.extend(origins.iter().map(at));
                    }
                    Some(Places::Nowhere) | None => {
                        from_templates.entry(&link.address).or_insert((link, 0)).1 += 1;
                    }
                }
            }
        }
        for (link, count) in from_templates.into_values() {
            let help = format!(
                "no page spells it out, so it comes from a template; it stands on {count} pages"
            );
            self.all.push(describe(link, &by_url).help(help));
        }
    }

    /// All findings, arranged.
    pub fn arrange(self, levels: &Levels) -> Vec<Diagnostic> {
        arrange(self.all, levels)
    }
}

/// Where a page writes addresses.
struct WrittenAddresses<'a> {
    in_markdown: BTreeMap<String, Vec<&'a Origin>>,
    in_html: BTreeMap<&'a str, Vec<&'a Origin>>,
}

/// Where one address is written.
enum Places<'a> {
    InMarkdown(&'a [&'a Origin]),
    InHtml(&'a [&'a Origin]),
    Nowhere,
}

impl<'a> WrittenAddresses<'a> {
    /// Those of a page, looked up once for all its broken links.
    fn of(page: &'a Page, place: &Place) -> WrittenAddresses<'a> {
        let rendered = BTreeMap::new();
        let filling = Filling {
            own: &page.card.url,
            targets: &place.targets,
            rendered: &rendered,
        };
        let mut in_markdown: BTreeMap<String, Vec<&Origin>> = BTreeMap::new();
        for mention in &page.mentions {
            let address = filling.address(&mention.reference);
            in_markdown
                .entry(address)
                .or_default()
                .push(&mention.origin);
        }
        let mut in_html: BTreeMap<&str, Vec<&Origin>> = BTreeMap::new();
        for (address, origin) in &page.raw_addresses {
            in_html.entry(address).or_default().push(origin);
        }
        WrittenAddresses {
            in_markdown,
            in_html,
        }
    }

    /// In Markdown links, else in raw HTML.
    fn places_of(&self, link: &BrokenLink) -> Places<'_> {
        if let Some(origins) = self.in_markdown.get(&link.address) {
            return Places::InMarkdown(origins);
        }
        match self.in_html.get(link.address.as_str()) {
            Some(origins) => Places::InHtml(origins),
            None => Places::Nowhere,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigInput;

    #[test]
    fn a_failure_of_the_program_names_the_file_it_failed_on() {
        let sources = Sources::in_memory(&[("content/a.md", "A")]);
        let config = Config::new(&ConfigInput::default());
        let mut findings = Findings::new(&sources, &config);
        let panic = Panic {
            message: "index out of bounds".to_string(),
        };
        findings.faults("parsing", vec![("a.md", panic)], |path| {
            InputPath::new(&format!("content/{path}"))
        });
        let all = findings.arrange(&config.levels);
        assert_eq!(all[0].code, Code::S090);
        let message = "parsing `content/a.md` failed: index out of bounds";
        assert_eq!(all[0].message, message);
        assert_eq!(
            all[0].at.as_ref().map(|span| span.file.as_str()),
            Some("content/a.md")
        );
    }
}
