//! Templates compiled and run; their errors as diagnostics.
//!
//! In: the book's templates, then views. Out: [`Engine`], compiled once and shared, and the HTML of a document. The
//! built-in templates stand behind the book's under `builtin/`: `page.html` means the book's file if there is one,
//! wherever it is named. A template that does not compile is left out, so the built-in one is used. Templates see
//! one view and can reach neither a file nor the environment nor the clock: Tera has no such functions, and this
//! module adds none.

mod blame;

use std::collections::BTreeMap;
use std::fmt;
use std::io;

use tera::{Context, Tera};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::render::engine::blame::Blame;
use crate::text::Text;
use crate::theme::builtin;
use crate::view::base::Base;
use crate::view::lists::{ListingView, TagsView};
use crate::view::page::PageView;

/// The longest document, in bytes.
const MAX_RENDERED: usize = 64 << 20;

/// Tera looks for circles among templates by walking from each to all, so their number is bounded.
const MAX_TEMPLATES: usize = 200;

/// Where the built-in templates stand.
const BUILTIN: &str = "builtin/";

/// Compiled templates.
pub struct Engine {
    /// The book's templates that compile.
    templates: BTreeMap<String, Text>,
    /// The book's templates over the built-in ones.
    all: Tera,
    /// The built-in templates alone: what a page is made with when the book's fail.
    ours: Tera,
}

/// What a template sees beside `base`.
#[derive(Clone, Copy, Debug)]
pub enum View<'v> {
    /// `page`.
    Page(&'v PageView),
    /// `listing`.
    Listing(&'v ListingView),
    /// `tags`.
    Tags(&'v TagsView),
    /// Nothing.
    Nothing,
}

/// Why there is no document.
enum Failure {
    TooLong,
    Template(tera::Error),
}

impl Engine {
    /// Compiles the book's templates, named by their paths below `templates/`.
    pub fn new(templates: &BTreeMap<String, Text>) -> (Engine, Vec<Diagnostic>) {
        let ours = builtin_templates();
        let mut findings = Vec::new();
        let mut used = BTreeMap::new();
        for (name, text) in templates {
            match refusal(name, text, used.len()) {
                Some(finding) => findings.push(finding),
                None => drop(used.insert(name.clone(), text.clone())),
            }
        }
        loop {
            let mut all = ours.clone();
            let texts = used.iter().map(|(name, text)| (name, text.as_str()));
            let Err(error) = all.add_raw_templates(texts) else {
                let engine = Engine {
                    templates: used,
                    all,
                    ours,
                };
                return (engine, findings);
            };
            let Blame {
                templates,
                diagnostics,
            } = blame::compile_error(&error, &used);
            used.retain(|name, _| !templates.contains(name));
            findings.extend(diagnostics);
        }
    }

    /// The document that a template makes of a view. If the book's templates fail, the document is made with the
    /// built-in ones and the finding says why.
    pub fn render(&self, template: &str, base: &Base, view: View) -> (String, Option<Diagnostic>) {
        let mut context = Context::new();
        context.insert("base", base);
        match view {
            View::Page(page) => context.insert("page", page),
            View::Listing(listing) => context.insert("listing", listing),
            View::Tags(tags) => context.insert("tags", tags),
            View::Nothing => {}
        }
        match run(&self.all, template, &context) {
            Ok(html) => (html, None),
            Err(failure) => {
                let html = run(&self.ours, template, &context).unwrap_or_default();
                (html, Some(self.finding(template, &failure)))
            }
        }
    }

    fn finding(&self, template: &str, failure: &Failure) -> Diagnostic {
        match failure {
            Failure::TooLong => Diagnostic::new(
                Code::S030,
                format!(
                    "the template `{template}` makes a page of more than {} MiB",
                    MAX_RENDERED >> 20
                ),
            )
            .help("look for a loop that prints too much, or split the page"),
            Failure::Template(error) => blame::render_error(template, error, &self.templates),
        }
    }
}

/// Two engines are equal if they were made from the same templates.
impl PartialEq for Engine {
    fn eq(&self, other: &Engine) -> bool {
        self.templates == other.templates
    }
}

impl Eq for Engine {}

impl fmt::Debug for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_set()
            .entries(self.templates.keys())
            .finish()
    }
}

fn builtin_templates() -> Tera {
    let mut tera = Tera::new();
    tera.set_fallback_prefixes([BUILTIN])
        .expect("no template has been added yet");
    // Whatever its name: a template that is not called `.html` escapes as well.
    tera.autoescape_on([""]);
    tera.set_escape_fn(escape);
    let templates = builtin::templates();
    let named = templates
        .iter()
        .map(|(name, text)| (format!("{BUILTIN}{name}"), text));
    tera.add_raw_templates(named)
        .expect("the built-in templates compile, as a test shows");
    tera
}

/// HTML may not hold U+0000, which Tera leaves as it is.
fn escape(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    match text.contains('\0') {
        true => tera::escape_html(&text.replace('\0', "\u{fffd}"), out),
        false => tera::escape_html(text, out),
    }
}

/// What keeps one template from being tried at all, seen by itself.
fn refusal(name: &str, text: &Text, taken: usize) -> Option<Diagnostic> {
    let start = Span::new(&blame::file(name), 0..0);
    if name.starts_with(BUILTIN) {
        let finding = Diagnostic::new(
            Code::A020,
            format!("`{BUILTIN}` is the folder of the built-in templates"),
        );
        return Some(
            finding
                .at(start)
                .help(format!("rename the folder `templates/{BUILTIN}`")),
        );
    }
    if taken == MAX_TEMPLATES {
        let finding = Diagnostic::new(
            Code::S030,
            format!("the book has more than {MAX_TEMPLATES} templates"),
        );
        return Some(
            finding
                .at(start)
                .help("put components that belong together into one file"),
        );
    }
    let error = Tera::new().add_raw_template(name, text.as_str()).err()?;
    blame::syntax_error(name, &error)
}

fn run(tera: &Tera, template: &str, context: &Context) -> Result<String, Failure> {
    let mut out = Bounded(Vec::new());
    match tera.render_to(template, context, &mut out) {
        Ok(()) => String::from_utf8(out.0).map_err(|error| Failure::Template(error.into())),
        Err(error) if matches!(error.kind(), tera::ErrorKind::Io(_)) => Err(Failure::TooLong),
        Err(error) => Err(Failure::Template(error)),
    }
}

/// Takes [`MAX_RENDERED`] bytes and no more.
struct Bounded(Vec<u8>);

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MAX_RENDERED {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
