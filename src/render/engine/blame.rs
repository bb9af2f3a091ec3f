//! Which template is at fault.
//!
//! In: an error of the template engine, and the book's templates. Out: diagnostics with the place in the file, and
//! the names of the templates to go on without. Syntax and rendering errors come with a span; checks across
//! templates come as text with the place in it, which [`reports`] reads back.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use tera::{Error, ErrorKind};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::input::InputPath;
use crate::text::Text;
use crate::theme::BLOCKS;
use crate::value::keys::nearest;

/// What is wrong with a set of templates.
pub(crate) struct Blame {
    /// The templates to leave out; at least one of those given.
    pub(crate) templates: BTreeSet<String>,
    /// What to tell their author.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// One finding in the text of an error.
#[derive(Debug, PartialEq, Eq)]
struct Report<'e> {
    message: &'e str,
    template: &'e str,
    line: usize,
    column: usize,
    width: usize,
}

/// A template as a file of the project.
pub(crate) fn file(template: &str) -> InputPath {
    InputPath::new(&format!("templates/{template}"))
}

/// The finding for a template that cannot be parsed; `None` if the error is of another kind.
pub(crate) fn syntax_error(template: &str, error: &Error) -> Option<Diagnostic> {
    let ErrorKind::SyntaxError(report) = error.kind() else {
        return None;
    };
    let place = Span::new(&file(template), report.span().range.clone());
    Some(not_compiled(template, report.message()).at(place))
}

/// What is wrong with templates that can be parsed one by one but do not fit together.
pub(crate) fn compile_error(error: &Error, templates: &BTreeMap<String, Text>) -> Blame {
    let mut blame = match error.kind() {
        ErrorKind::CircularExtend {
            tpl,
            inheritance_chain: chain,
        }
        | ErrorKind::CircularInclude {
            tpl,
            include_chain: chain,
        } => circle(tpl, chain, templates),
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("there is no template `{parent}` to extend");
            let range = find(templates.get(current), parent);
            let finding = not_compiled(current, &message).at(Span::new(&file(current), range));
            Blame::one(current, finding)
        }
        _ => cross_check(&error.to_string(), templates),
    };
    blame.templates.retain(|name| templates.contains_key(name));
    if blame.templates.is_empty() {
        // Nobody in particular: none of them can be trusted, and the built-in ones remain.
        blame.templates = templates.keys().cloned().collect();
        let message = sentence(error.to_string().lines().next().unwrap_or_default());
        blame.diagnostics = templates
            .keys()
            .map(|name| not_compiled(name, &message).at(Span::new(&file(name), 0..0)))
            .collect();
    }
    blame
}

/// The finding for a template that compiles but fails on a view.
pub(crate) fn render_error(
    template: &str,
    error: &Error,
    templates: &BTreeMap<String, Text>,
) -> Diagnostic {
    let ErrorKind::RenderingError(report) = error.kind() else {
        let message = sentence(&error.to_string());
        return Diagnostic::new(Code::A023, format!("`{template}` fails: {message}"));
    };
    let culprit = report.filename();
    let message = sentence(report.message());
    let finding = Diagnostic::new(Code::A023, format!("`{culprit}` fails: {message}"));
    match templates.contains_key(culprit) {
        true => finding
            .at(Span::new(&file(culprit), report.span().range.clone()))
            .help("the built-in templates are used until this is mended"),
        false => finding.help("a template of the book gives it a value that it does not expect"),
    }
}

impl Blame {
    fn one(template: &str, finding: Diagnostic) -> Blame {
        Blame {
            templates: BTreeSet::from([template.to_string()]),
            diagnostics: vec![finding],
        }
    }
}

/// Templates that extend or include each other. All of them are left out; one finding names them.
fn circle(start: &str, chain: &[String], templates: &BTreeMap<String, Text>) -> Blame {
    let names: Vec<&str> = std::iter::once(start)
        .chain(chain.iter().map(String::as_str))
        .collect();
    let way = names.join("` → `");
    let mut finding = Diagnostic::new(Code::S014, format!("templates lead in a circle: `{way}`"))
        .help(
            "to build on a built-in template of the same name, name it with `builtin/` before it",
        );
    let culprits: BTreeSet<String> = names
        .into_iter()
        .filter(|name| templates.contains_key(*name))
        .map(str::to_string)
        .collect();
    if let Some(first) = culprits.first() {
        finding = finding.at(Span::new(&file(first), 0..0));
    }
    Blame {
        templates: culprits,
        diagnostics: vec![finding],
    }
}

/// Checks across templates: unknown names, blocks without a parent, components defined twice.
fn cross_check(text: &str, templates: &BTreeMap<String, Text>) -> Blame {
    let mut blame = Blame {
        templates: BTreeSet::new(),
        diagnostics: Vec::new(),
    };
    let mut lacking = BTreeSet::new();
    for report in reports(text) {
        let block = report
            .message
            .strip_prefix("Block `")
            .and_then(|rest| rest.split('`').next());
        let Some(source) = templates.get(report.template) else {
            lacking.extend(block);
            continue;
        };
        let place = Span::new(&file(report.template), range(source, &report));
        let finding = match block {
            Some(block) => unknown_block(block),
            None => not_compiled(report.template, report.message),
        };
        blame.templates.insert(report.template.to_string());
        blame.diagnostics.push(finding.at(place));
    }
    // A built-in page fills a block that it does not find: the book's own frame lacks it.
    const FRAME: &str = "base.html";
    for block in lacking.iter().filter(|_| templates.contains_key(FRAME)) {
        let message = format!("`{FRAME}` has no block `{block}`, which the built-in pages fill");
        let finding = Diagnostic::new(Code::A021, message)
            .at(Span::new(&file(FRAME), 0..0))
            .help(format!(
                "add `{{% block {block} %}}{{% endblock %}}`, or extend `builtin/{FRAME}`"
            ));
        blame.templates.insert(FRAME.to_string());
        blame.diagnostics.push(finding);
    }
    if blame.templates.is_empty() && text.starts_with("Component `") {
        let quoted: Vec<&str> = text.split('`').skip(1).step_by(2).collect();
        if let [component, first, second] = quoted[..] {
            let message = format!("the component `{component}` is defined in `{first}` as well");
            let at = Span::new(&file(second), find(templates.get(second), component));
            return Blame::one(second, not_compiled(second, &message).at(at));
        }
    }
    blame
}

fn unknown_block(block: &str) -> Diagnostic {
    let finding = Diagnostic::new(
        Code::A021,
        format!("no parent template has a block `{block}`"),
    );
    match nearest(block, BLOCKS.iter().copied()) {
        Some(known) => finding.help(format!("did you mean `{known}`?")),
        None => finding.help(format!(
            "the blocks of the built-in theme are `{}`",
            BLOCKS.join("`, `")
        )),
    }
}

fn not_compiled(template: &str, message: &str) -> Diagnostic {
    let message = sentence(message);
    Diagnostic::new(
        Code::A020,
        format!("the template `{template}` does not compile: {message}"),
    )
    .help("the template is left out until this is mended; a built-in one of its name is used")
}

/// A message of the engine in our manner: lower case, no full stop.
fn sentence(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    let mut characters = message.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// Reads back `error: message`, ` --> template:line:column` and the carets under the place.
fn reports(text: &str) -> Vec<Report<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(message) = line.strip_prefix("error: ") else {
            continue;
        };
        let report = lines.get(at + 1).and_then(|line| {
            let (rest, column) = line.trim_start().strip_prefix("--> ")?.rsplit_once(':')?;
            let (template, line) = rest.rsplit_once(':')?;
            let carets = lines.get(at + 4).map_or("", |line| *line);
            Some(Report {
                message,
                template,
                line: line.parse().ok()?,
                column: column.parse().ok()?,
                width: carets.chars().filter(|sign| *sign == '^').count(),
            })
        });
        found.extend(report);
    }
    found
}

/// The bytes that a report marks. The engine counts lines by LF and columns in characters, both from 1.
fn range(text: &Text, report: &Report) -> Range<usize> {
    let text = text.as_str();
    let start: usize = text
        .split_inclusive('\n')
        .take(report.line.saturating_sub(1))
        .map(str::len)
        .sum();
    let line = text[start..].lines().next().unwrap_or_default();
    let offset = |column: usize| {
        line.char_indices()
            .nth(column)
            .map_or(line.len(), |(at, _)| at)
    };
    let first = report.column.saturating_sub(1);
    start + offset(first)..start + offset(first + report.width)
}

/// Where a word stands first, for errors that come without a place.
fn find(text: Option<&Text>, word: &str) -> Range<usize> {
    text.and_then(|text| text.as_str().find(word))
        .map_or(0..0, |at| at..at + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::builtin;

    /// The finding for each template at fault: code, file, line and column, message.
    fn blame(templates: &[(&str, &str)]) -> Vec<String> {
        let texts: BTreeMap<String, Text> = templates
            .iter()
            .map(|(name, text)| (name.to_string(), Text::from(*text)))
            .collect();
        let mut tera = tera::Tera::new();
        tera.set_fallback_prefixes(["builtin/"]).unwrap();
        let ours = builtin::templates();
        let ours = ours
            .iter()
            .map(|(name, text)| (format!("builtin/{name}"), text));
        tera.add_raw_templates(ours).unwrap();
        let error = tera.add_raw_templates(templates.to_vec()).unwrap_err();
        let blame = compile_error(&error, &texts);
        assert!(!blame.templates.is_empty(), "nothing is left out: {error}");
        assert!(blame.templates.iter().all(|name| texts.contains_key(name)));
        let line = |finding: &Diagnostic| {
            let at = finding.at.as_ref().unwrap();
            let name = at.file.as_str().strip_prefix("templates/").unwrap();
            let place = texts[name].position(at.range.start);
            let (line, column) = (place.line, place.column);
            let (code, message, help) = (finding.code, &finding.message, &finding.help[0]);
            format!("{code} {name}:{line}:{column} {message} | {help}")
        };
        blame.diagnostics.iter().map(line).collect()
    }

    #[test]
    fn faults_across_templates_are_found_at_their_place() {
        let check = |templates: &[(&str, &str)], expected: &[&str]| {
            let found = blame(templates);
            assert_eq!(found.len(), expected.len(), "{found:?}");
            for (found, expected) in found.iter().zip(expected) {
                assert!(found.starts_with(expected), "{found}\n{expected}");
            }
        };
        check(
            &[(
                "page.html",
                "{% extends \"builtin/page.html\" %}\n{# ä #}{% block bodi %}{% endblock %}",
            )],
            &["A021 page.html:2:17 no parent template has a block `bodi` | did you mean `body`?"],
        );
        check(
            &[(
                "page.html",
                "{% extends \"builtin/page.html\" %}{% block matrix %}{% endblock %}",
            )],
            &[
                "A021 page.html:1:43 no parent template has a block `matrix` | the blocks of the built-in theme are `head`",
            ],
        );
        check(
            &[
                ("a.html", "{{ 1 | shout }}"),
                ("b.html", "\n{{ get_env(name=\"HOME\") }}{{ now() }}"),
            ],
            &[
                "A020 a.html:1:8 the template `a.html` does not compile: unknown filter `shout`",
                "A020 b.html:2:4 the template `b.html` does not compile: unknown function `get_env`",
                "A020 b.html:2:30 the template `b.html` does not compile: unknown function `now`",
            ],
        );
        check(
            &[("a.html", "{% include \"../../etc/passwd\" %}")],
            &[
                "A020 a.html:1:12 the template `a.html` does not compile: unknown template `../../etc/passwd`",
            ],
        );
        check(
            &[("a.html", "{% extends \"/etc/passwd\" %}")],
            &[
                "A020 a.html:1:13 the template `a.html` does not compile: there is no template `/etc/passwd` to extend",
            ],
        );
        check(
            &[
                ("a.html", "{% extends \"b.html\" %}"),
                ("b.html", "{% extends \"a.html\" %}"),
            ],
            &["S014 a.html:1:1 templates lead in a circle: `a.html` → `b.html` → `a.html`"],
        );
        check(
            &[("page.html", "{% extends \"page.html\" %}")],
            &[
                "S014 page.html:1:1 templates lead in a circle: `page.html` → `page.html` | to build on",
            ],
        );
        check(
            &[
                ("a.html", "{% component x() %}{% endcomponent x %}"),
                ("b.html", "{% component x() %}{% endcomponent x %}"),
            ],
            &[
                "A020 b.html:1:14 the template `b.html` does not compile: the component `x` is defined in `a.html` as well",
            ],
        );
        let others = BLOCKS.iter().filter(|block| **block != "footer");
        let without_footer: String = others
            .map(|block| format!("{{% block {block} %}}{{% endblock %}}"))
            .collect();
        check(
            &[("base.html", without_footer.as_str())],
            &[
                "A021 base.html:1:1 `base.html` has no block `footer`, which the built-in pages fill | add `{% block footer %}",
            ],
        );
    }

    #[test]
    fn a_component_that_calls_itself_ends() {
        let looping = "{% component x() %}{{ <x/> }}{% endcomponent x %}{{ <x/> }}";
        let mut tera = tera::Tera::new();
        tera.add_raw_template("a.html", looping).unwrap();
        let error = tera.render("a.html", &tera::Context::new()).unwrap_err();
        let finding = render_error("a.html", &error, &BTreeMap::new());
        assert_eq!(finding.code, Code::A023);
    }
}
