//! Templates compiled and run; their errors as diagnostics.
//!
//! In: the book's templates, then views. Out: [`Engine`], compiled once and shared, and the HTML of a document. The
//! built-in templates stand behind the book's under `builtin/`: `page.html` means the book's file if there is one,
//! wherever it is named. A template that does not compile is left out, so the built-in one is used. Templates see
//! one view and can reach neither a file nor the environment nor the clock: Tera has no such functions, and this
//! module adds none.

mod blame;
mod view;
#[cfg(test)]
mod sample;

pub use view::View;

use std::collections::BTreeMap;
use std::fmt;
use std::io;

use tera::{Context, Tera};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::render::engine::blame::Blame;
use crate::text::Text;
use crate::theme::builtin;
use crate::view::base::Base;

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
    /// The longest document, in bytes.
    longest: usize,
}

/// Why there is no document.
enum Failure {
    TooLong,
    Template(tera::Error),
}

impl Engine {
    /// Compiles the book's templates, named by their paths below `templates/`. A document may have
    /// so many bytes.
    pub fn new(templates: &BTreeMap<String, Text>, longest: usize) -> (Engine, Vec<Diagnostic>) {
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
                    longest,
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
        view.insert_into(&mut context);
        match run(&self.all, template, &context, self.longest) {
            Ok(html) => (html, None),
            Err(failure) => {
                let html = run(&self.ours, template, &context, self.longest);
                let html = html.unwrap_or_default();
                (html, Some(self.finding(template, &failure)))
            }
        }
    }

    fn finding(&self, template: &str, failure: &Failure) -> Diagnostic {
        match failure {
            Failure::TooLong => Diagnostic::new(
                Code::S030,
                format!(
                    "the template `{template}` makes a page of more than {} bytes",
                    self.longest
                ),
            )
            .help("split the page, look for a loop in a template that prints too much, or raise `rendered` in `[limits]`"),
            Failure::Template(error) => blame::render_error(template, error, &self.templates),
        }
    }
}

/// Two engines are equal if they were made from the same templates.
impl PartialEq for Engine {
    fn eq(&self, other: &Engine) -> bool {
        self.templates == other.templates && self.longest == other.longest
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

fn run(tera: &Tera, template: &str, context: &Context, longest: usize) -> Result<String, Failure> {
    let mut out = Bounded {
        bytes: Vec::new(),
        longest,
    };
    match tera.render_to(template, context, &mut out) {
        Ok(()) => String::from_utf8(out.bytes).map_err(|error| Failure::Template(error.into())),
        Err(error) if matches!(error.kind(), tera::ErrorKind::Io(_)) => Err(Failure::TooLong),
        Err(error) => Err(Failure::Template(error)),
    }
}

/// Takes so many bytes and no more.
struct Bounded {
    bytes: Vec<u8>,
    longest: usize,
}

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.longest {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Limits;
    use crate::render::engine::sample::{base, page};
    use crate::view::base::SidebarItem;

    fn engine(templates: &[(&str, &str)]) -> (Engine, Vec<Diagnostic>) {
        let named = templates
            .iter()
            .map(|(name, text)| (name.to_string(), Text::from(*text)));
        Engine::new(&named.collect(), Limits::default().rendered)
    }

    #[test]
    fn what_authors_wrote_is_escaped_whatever_the_template_is_called() {
        let (engine, findings) = engine(&[
            ("title.txt", "[{{ page.title }}]"),
            (
                "page.html",
                "{% extends \"builtin/page.html\" %}{% block title %}{% include \"title.txt\" %}{% endblock %}",
            ),
        ]);
        assert_eq!(findings, []);
        let (html, finding) =
            engine.render("page.html", &base(), View::Page(&page("<em>ours</em>")));
        assert_eq!(finding, None);
        assert!(html.contains("<em>ours</em>"));
        assert!(html.contains("[&lt;T&gt;]"));
        assert!(html.contains("&lt;Book&gt; &amp; &quot;more&quot;\u{fffd}"));
        for leaked in ["<script>x", "\"><img>", "<i>", "<a>,", "\0"] {
            assert!(!html.contains(leaked), "{leaked:?}");
        }
    }

    #[test]
    fn a_template_that_cannot_be_used_is_left_out() {
        let check = |name: &str, text: &str, code: Code, start: usize| {
            let (engine, findings) = engine(&[(name, text)]);
            let at = findings[0].at.clone().unwrap();
            assert_eq!((findings[0].code, at.range.start), (code, start));
            assert!(engine.templates.is_empty());
        };
        check("page.html", "\nä {% if %}", Code::A020, 10);
        check("builtin/page.html", "mine", Code::A020, 0);
        check("page.html", "{{ \"a\" | env }}", Code::A020, 9);
    }

    #[test]
    fn a_template_that_fails_is_named_and_the_built_in_one_is_used() {
        let long = format!("ours{}", "x".repeat(1 << 20));
        let check = |template: &str, code: Code, start: Option<usize>| {
            let (engine, findings) = engine(&[("page.html", template)]);
            assert_eq!(findings, [], "{template}");
            let (html, finding) = engine.render("page.html", &base(), View::Page(&page(&long)));
            let finding = finding.unwrap();
            assert_eq!(finding.code, code, "{finding:?}");
            assert_eq!(finding.at.map(|at| at.range.start), start);
            assert!(html.contains("ours") && html.contains("</html>"));
        };
        check("ä {{ page.titel }}", Code::A023, Some(11));
        check("{{ throw(message=\"no\") }}", Code::A023, Some(3));
        let loops = "{% for a in range(end=100) %}{{ page.body }}{% endfor %}";
        check(loops, Code::S030, None);
    }

    #[test]
    fn categories_may_be_nested_deeper_than_components() {
        let (engine, _) = engine(&[]);
        let mut base = base();
        for depth in 0..60 {
            base.sidebar = vec![SidebarItem {
                label: format!("level {depth}"),
                href: "x/".to_string(),
                current: false,
                category: true,
                open: true,
                count: 1,
                items: base.sidebar,
                more: None,
                key: "x/".to_string(),
                class: None,
                state: None,
            }];
        }
        let (html, finding) = engine.render("404.html", &base, View::Nothing);
        assert_eq!(finding, None);
        assert!(html.contains("level 59"));
    }

    #[test]
    fn an_engine_is_shared_by_threads_and_equal_for_equal_templates() {
        fn shared<T: Send + Sync>(_: &T) {}
        let one = engine(&[("a.html", "a")]).0;
        shared(&one);
        assert_eq!(one, engine(&[("a.html", "a")]).0);
        assert_ne!(one, engine(&[("a.html", "b")]).0);
    }
}
