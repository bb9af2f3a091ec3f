//! Findings for a workflow on GitHub: one command that makes one annotation for each.
//!
//! In: findings and the texts they belong to. Out: lines such as `::error file=…,line=…,col=…,title=C060::…`. Values
//! are escaped as the runner undoes it
//! (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>), so no value ends a line or
//! begins a command of its own.

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::place::{Places, Texts};
use crate::report::visible::acts;

/// The findings as workflow commands.
pub(crate) fn render(findings: &[Diagnostic], texts: Texts) -> String {
    let mut places = Places::new(texts);
    findings
        .iter()
        .map(|finding| command(finding, &mut places))
        .collect()
}

fn command(finding: &Diagnostic, places: &mut Places) -> String {
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(span) = &finding.at {
        let place = places.place(span);
        properties.push(format!("file={}", property(place.file.as_str())));
        if let Some((start, end)) = place.counted {
            properties.push(format!("line={}", start.line));
            properties.push(format!("col={}", start.column));
            properties.push(format!("endLine={}", end.line));
            properties.push(format!("endColumn={}", end.column));
        }
    }
    properties.push(format!("title={}", finding.code));
    let mut message = finding.message.clone();
    if !finding.label.is_empty() {
        message.push_str(&format!("\n{}", finding.label));
    }
    for help in &finding.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    format!("::{name} {}::{}\n", properties.join(","), data(&message))
}

/// The text of a command. Line breaks stay line breaks for the reader; other controls are spelled out.
fn data(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '%' => out.push_str("%25"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            acting if acts(acting) => out.extend(acting.escape_unicode()),
            other => out.push(other),
        }
    }
    out
}

/// The value of a property, which a colon or a comma would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn values_cannot_end_what_they_stand_in() {
        assert_eq!(data("50%\r\n::error::x"), "50%25%0D%0A::error::x");
        assert_eq!(data("%0A"), "%250A");
        assert_eq!(data("\x1b]0;x"), "\\u{1b}]0;x");
        assert_eq!(property("a:b,c%\n.md"), "a%3Ab%2Cc%25%0A.md");
    }

    #[test]
    fn each_finding_is_one_command_on_one_line() {
        let commands = render(&sample::findings(), &sample::text);
        assert_eq!(
            commands.lines().collect::<Vec<_>>(),
            [
                "::error file=book.toml,line=2,col=1,endLine=2,endColumn=6,title=B001::the key `titel` is unknown%0A\
                 help: did you mean `title`?",
                "::error file=content/a.md,line=3,col=22,endLine=3,endColumn=32,title=C060::there is no page \
                 `builder.md`%0Ano file has this name%0Ahelp: write the path from this page%0Ahelp: or remove the \
                 link",
                "::error file=content/b.md,line=1,col=13,endLine=1,endColumn=14,title=C004::\
                 `\\u{1b}]0;x\\u{7}%0A::error::100%25` is no number",
                "::notice file=content/b.md,line=2,col=1,endLine=2,endColumn=8,title=A001::an image has no \
                 alternative text",
                "::error file=content/we%3Ai%2Crd%25\\u{202e}\".png,title=S013::the file cannot be read",
                "::error title=S017::the disk is full",
            ]
        );
        assert_eq!(render(&[], &sample::text), "");
    }
}
