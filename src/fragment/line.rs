//! One line of code to the colours of its parts.
//!
//! In: where the grammar stands, and a line. Out: [`Run`]s without the line feed, and where the grammar stands behind
//! it. Both depend on nothing else, so a line that comes back can be remembered.

use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use syntect::parsing::{BasicScopeStackOp, ParseState, Scope, ScopeStack, SyntaxSet};

use crate::fragment::class::{Class, Meaning, RULES};
use crate::fragment::run::Run;

/// The grammars, and what their scopes are to a reader.
pub(crate) struct Grammars {
    syntaxes: SyntaxSet,
    rules: Vec<(Scope, Class)>,
}

impl Grammars {
    /// Loads the grammars.
    pub(crate) fn new() -> Grammars {
        let rule = |(prefix, class): &(&str, Class)| {
            let scope = Scope::new(prefix).expect("a prefix has less than eight parts");
            (scope, *class)
        };
        Grammars {
            syntaxes: two_face::syntax::extra_newlines(),
            rules: RULES.iter().map(rule).collect(),
        }
    }

    /// The beginning of a text; `None` if no grammar has that name or file extension.
    pub(crate) fn start(&self, name: &str) -> Option<State> {
        let syntax = self.syntaxes.find_syntax_by_token(name)?;
        Some(State {
            parser: ParseState::new(syntax),
            scopes: ScopeStack::new(),
            meanings: Vec::new(),
        })
    }

    /// Whether a grammar has that name or file extension.
    pub(crate) fn have(&self, name: &str) -> bool {
        self.syntaxes.find_syntax_by_token(name).is_some()
    }

    fn class(&self, scope: Scope) -> Option<Class> {
        let rule = self
            .rules
            .iter()
            .find(|(prefix, _)| prefix.is_prefix_of(scope));
        rule.map(|(_, class)| *class)
    }
}

/// Where a grammar stands between two lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    parser: ParseState,
    scopes: ScopeStack,
    /// The meaning within each scope of `scopes`, from the outermost on. It is found by looking one scope out and no
    /// further, so depth costs nothing.
    meanings: Vec<Meaning>,
}

impl State {
    /// A number that equal states share, and different ones hardly ever. `None` for a state that takes more than
    /// `bytes` to write down: it stands deep in brackets or holds long texts, and is not worth remembering.
    pub(crate) fn hash(&self, bytes: usize) -> Option<u64> {
        // Depth is looked at before anything is done that grows with it.
        let left = bytes.checked_sub(self.scopes.len() * SCOPE)?;
        let mut hasher = DefaultHasher::new();
        self.scopes.as_slice().hash(&mut hasher);
        let mut written = Written { hasher, left };
        // The parser has no hash; what it prints tells its parts.
        write!(written, "{:?}", self.parser).ok()?;
        Some(written.hasher.finish())
    }

    fn meaning(&self) -> Meaning {
        self.meanings.last().copied().unwrap_or(Meaning::NONE)
    }

    /// What has a colour in a line; `None` if the grammar gives up.
    pub(crate) fn line(&mut self, line: &str, grammars: &Grammars) -> Option<Vec<Run>> {
        let operations = self.parser.parse_line(line, &grammars.syntaxes).ok()?;
        let code = line.trim_end_matches(['\n', '\r']).len();
        let mut writer = Writer::new(line);
        let mut at = 0;
        for (offset, operation) in operations {
            let offset = offset.min(code);
            writer.token(at..offset, self.meaning());
            at = at.max(offset);
            let meanings = &mut self.meanings;
            self.scopes
                .apply_with_hook(&operation, |change, _| match change {
                    BasicScopeStackOp::Push(scope) => {
                        let around = meanings.last().copied().unwrap_or(Meaning::NONE);
                        meanings.push(around.within(grammars.class(scope)));
                    }
                    BasicScopeStackOp::Pop => drop(meanings.pop()),
                })
                .ok()?;
        }
        writer.token(at..code, self.meaning());
        Some(writer.finish())
    }
}

/// About what a scope takes, with its part in the parser.
const SCOPE: usize = 32;

/// Takes text into a hash, up to a length.
struct Written {
    hasher: DefaultHasher,
    left: usize,
}

impl Write for Written {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.left = self.left.checked_sub(text.len()).ok_or(std::fmt::Error)?;
        self.hasher.write(text.as_bytes());
        Ok(())
    }
}

/// The runs of a line so far, and the tokens of one class that stand side by side and are no run yet.
struct Writer<'a> {
    line: &'a str,
    runs: Vec<Run>,
    open: Run,
}

impl<'a> Writer<'a> {
    fn new(line: &'a str) -> Writer<'a> {
        Writer {
            line,
            runs: Vec::new(),
            open: Run {
                range: 0..0,
                class: Class::Bare,
            },
        }
    }

    /// Adds a token to the run it belongs to. White space waits: it joins two equal runs, and is bare otherwise.
    fn token(&mut self, range: Range<usize>, meaning: Meaning) {
        let text = self.line[range.clone()].trim_end();
        let token = text.trim_start();
        if token.is_empty() {
            return;
        }
        let range = range.start + text.len() - token.len()..range.start + text.len();
        let class = meaning.class(token);
        if class == self.open.class {
            self.open.range.end = range.end;
        } else {
            let done = std::mem::replace(&mut self.open, Run { range, class });
            self.add(done);
        }
    }

    fn add(&mut self, run: Run) {
        if run.class != Class::Bare && !run.range.is_empty() {
            self.runs.push(run);
        }
    }

    fn finish(mut self) -> Vec<Run> {
        let last = self.open.clone();
        self.add(last);
        self.runs
    }
}
