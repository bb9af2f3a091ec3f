//! Plain values in the attributes of components.
//!
//! In: the text between braces, `{["Fast", "Small"]}`. Out: a [`Literal`], if it is made of texts, numbers, lists and
//! tables of them and nothing else. Nothing is computed: a name, a call or an operator makes it no literal. The grammar
//! is that of JavaScript literals (ECMA-262, 13.2).

/// A plain value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Literal {
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Literal>),
    /// A table, in the order written.
    Map(Vec<(String, Literal)>),
    /// A number, `true`, `false` or `null`.
    Other,
}

/// How deep values may be nested.
const MAX_DEPTH: usize = 32;

/// The value that a whole text is.
pub(crate) fn literal(text: &str) -> Option<Literal> {
    let mut reader = Reader { rest: text };
    let value = reader.value(0)?;
    reader.space();
    reader.rest.is_empty().then_some(value)
}

/// The end of what begins with an opening brace at the start of a text, behind the closing one. Texts, templates and
/// comments are passed over; `None` if it is never closed.
pub(crate) fn braces_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut open = 0_usize;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'{' | b'[' | b'(' => open += 1,
            b'}' | b']' | b')' => {
                open = open.checked_sub(1)?;
                if open == 0 {
                    return Some(at + 1);
                }
            }
            b'"' | b'\'' | b'`' => at = text_end(text, at)? - 1,
            b'/' if text[at..].starts_with("/*") => at += text[at..].find("*/")? + 1,
            b'/' if text[at..].starts_with("//") => at += text[at..].find('\n')?,
            _ => {}
        }
        at += 1;
    }
    None
}

/// The end of the text that begins with a quotation mark at a byte.
fn text_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            byte if byte == bytes[start] => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Option<Literal> {
        self.space();
        if depth > MAX_DEPTH {
            return None;
        }
        match self.rest.chars().next()? {
            '"' | '\'' | '`' => self.text().map(Literal::Text),
            '[' => self.list(depth),
            '{' => self.map(depth),
            _ => self.word(),
        }
    }

    fn list(&mut self, depth: usize) -> Option<Literal> {
        self.take('[');
        let mut items = Vec::new();
        while !self.take(']') {
            items.push(self.value(depth + 1)?);
            if !self.take(',') && !self.rest.starts_with(']') {
                return None;
            }
        }
        Some(Literal::List(items))
    }

    fn map(&mut self, depth: usize) -> Option<Literal> {
        self.take('{');
        let mut entries = Vec::new();
        while !self.take('}') {
            let key = match self.rest.starts_with(['"', '\'']) {
                true => self.text()?,
                false => self.name()?,
            };
            if !self.take(':') {
                return None;
            }
            entries.push((key, self.value(depth + 1)?));
            if !self.take(',') && !self.rest.starts_with('}') {
                return None;
            }
        }
        Some(Literal::Map(entries))
    }

    fn text(&mut self) -> Option<String> {
        let end = text_end(self.rest, 0)?;
        let (written, rest) = self.rest.split_at(end);
        self.rest = rest;
        let is_template = written.starts_with('`');
        let inner = &written[1..written.len() - 1];
        let is_computed = is_template && inner.contains("${");
        let is_broken = !is_template && inner.contains('\n');
        (!is_computed && !is_broken)
            .then(|| unescaped(inner))
            .flatten()
    }

    fn word(&mut self) -> Option<Literal> {
        let is_part = |letter: char| letter.is_alphanumeric() || "+-._".contains(letter);
        let end = self
            .rest
            .find(|letter| !is_part(letter))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        let is_known = matches!(word, "true" | "false" | "null") || word.parse::<f64>().is_ok();
        self.rest = rest;
        is_known.then_some(Literal::Other)
    }

    fn name(&mut self) -> Option<String> {
        let is_part = |letter: char| letter.is_alphanumeric() || "_$".contains(letter);
        let end = self
            .rest
            .find(|letter| !is_part(letter))
            .unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!name.is_empty()).then(|| name.to_string())
    }

    /// Takes a mark and the space around it.
    fn take(&mut self, mark: char) -> bool {
        self.space();
        let rest = self.rest.strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        self.space();
        rest.is_some()
    }

    /// Passes over white space and comments.
    fn space(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            let end = if self.rest.starts_with("/*") {
                self.rest.find("*/").map(|end| end + 2)
            } else if self.rest.starts_with("//") {
                self.rest.find('\n')
            } else {
                None
            };
            match end {
                Some(end) => self.rest = &self.rest[end..],
                None => return,
            }
        }
    }
}

/// A text with its escapes undone; `None` for escapes of numbers that are no character.
fn unescaped(inner: &str) -> Option<String> {
    let mut out = String::with_capacity(inner.len());
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        match letters.next()? {
            'n' | 'r' | 't' | '\n' => out.push(' '),
            mark @ ('u' | 'x') => {
                let rest = letters.as_str();
                let (digits, length) = match (mark, rest.strip_prefix('{')) {
                    ('u', Some(inside)) => {
                        let end = inside.find('}')?;
                        (&inside[..end], end + 2)
                    }
                    ('u', None) => (rest.get(..4)?, 4),
                    _ => (rest.get(..2)?, 2),
                };
                out.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
                letters = rest[length..].chars();
            }
            other => out.push(other),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_values_are_read_and_others_are_not() {
        let check = |text: &str, expected: Option<&str>| {
            let found = literal(text).map(|value| shown(&value));
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check("'a'", Some("a"));
        check(" [ \"a\", 'b\\'s', `c`, ] ", Some("[a,b's,c]"));
        check("[1, -2.5, true, null]", Some("[?,?,?,?]"));
        check(
            "{name: 'A', 'pros': ['x'], cons: []}",
            Some("{name=A,pros=[x],cons=[]}"),
        );
        check("/* one */ ['a' // two\n]", Some("[a]"));
        check("'\\u00e9\\x41\\u{1F600}\\n'", Some("éA😀 "));
        check("`a ${b}`", None);
        check("points", None);
        check("['a'].concat(b)", None);
        check("['a' + 'b']", None);
        check("{...rest}", None);
        check("['a'", None);
        check("'a", None);
        check("'a\nb'", None);
        check("", None);
        check(&"[".repeat(100_000), None);
    }

    fn shown(value: &Literal) -> String {
        match value {
            Literal::Text(text) => text.clone(),
            Literal::Other => "?".to_string(),
            Literal::List(items) => {
                let items: Vec<String> = items.iter().map(shown).collect();
                format!("[{}]", items.join(","))
            }
            Literal::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| format!("{key}={}", shown(value)));
                format!("{{{}}}", entries.collect::<Vec<String>>().join(","))
            }
        }
    }

    #[test]
    fn braces_end_where_they_are_closed() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(braces_end(text).map(|end| &text[..end]), expected, "{text}");
        };
        check("{a} b", Some("{a}"));
        check(
            "{f(x => { return '}' })} /",
            Some("{f(x => { return '}' })}"),
        );
        check("{/* } */ a}", Some("{/* } */ a}"));
        check("{`}`}", Some("{`}`}"));
        check("{[}]", Some("{[}]"));
        check("{a", None);
        check("{'a}", None);
    }
}
