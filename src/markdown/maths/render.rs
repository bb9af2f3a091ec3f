//! Events of a formula to MathML.
//!
//! In: the events. Out: MathML Core (<https://www.w3.org/TR/mathml-core/>), whose elements browsers draw by themselves.
//! Spaces around signs follow TeX: a minus behind a relation is a sign and not an operator, and nothing is parted in
//! subscripts.

use pulldown_latex::event::{
    ColorChange, ColorTarget, Content, EnvironmentFlow, Event, Grouping, ScriptPosition,
    ScriptType, StateChange, Style, Visual,
};

use crate::html::Html;
use crate::markdown::maths::atom::{Atom, atom_at, is_binary, is_function, next_atom};
use crate::markdown::maths::length::{thousandths, written};
use crate::markdown::maths::sign::{State, fence, mark, script_name, sign, size, space, word};
use crate::markdown::maths::table::{self, Columns, Row};

/// A thin space of TeX.
const THIN: &str = "0.167em";

/// The MathML of events, without the element around it; `None` if it nests deeper than `nesting`.
pub fn render(events: &[Event<'_>], is_display: bool, nesting: usize) -> Option<Html> {
    let mut renderer = Renderer {
        events,
        at: 0,
        depth: 0,
        nesting,
        is_too_deep: false,
    };
    let state = State {
        font: None,
        style: None,
        is_display,
        is_script: false,
    };
    let mut html = Html::new();
    // What closes nothing has been refused, so one walk takes all.
    while renderer.at < events.len() && !renderer.is_too_deep {
        let (part, _) = renderer.sequence(state);
        html.push_html(&part);
        renderer.at += 1;
    }
    (!renderer.is_too_deep).then_some(html)
}

struct Renderer<'e, 't> {
    events: &'e [Event<'t>],
    at: usize,
    depth: usize,
    nesting: usize,
    is_too_deep: bool,
}

impl Renderer<'_, '_> {
    /// Everything up to the end of the group, and how many elements it is.
    fn sequence(&mut self, state: State) -> (Html, usize) {
        self.sequence_behind(None, state)
    }

    /// The same behind something that the group goes on from.
    fn sequence_behind(&mut self, mut before: Option<Atom>, mut state: State) -> (Html, usize) {
        let mut html = Html::new();
        let mut count = 0;
        if !self.descend() {
            return (html, count);
        }
        while let Some(event) = self.events.get(self.at) {
            match event {
                Event::End | Event::EnvironmentFlow(_) => break,
                Event::StateChange(StateChange::Font(font)) => {
                    state.font = *font;
                    self.at += 1;
                }
                Event::StateChange(change) => {
                    self.at += 1;
                    let (rest, _) = self.changed(*change, state);
                    html.push_html(&rest);
                    count += 1;
                }
                _ => {
                    let atom = atom_at(self.events, self.at);
                    let is_function = is_function(self.events, self.at);
                    let parts = matches!(before, Some(Atom::Ordinary | Atom::Close | Atom::Inner));
                    if is_function && parts {
                        count += space(THIN, &mut html);
                    }
                    let binary =
                        atom == Some(Atom::Binary) && is_binary(self.events, self.at, before);
                    match word(&self.events[self.at..], state) {
                        Some((word, letters)) => {
                            self.at += letters;
                            html.push_html(&word);
                        }
                        None => self.element(state, binary, &mut html),
                    }
                    count += 1;
                    before = match (atom, binary) {
                        (Some(Atom::Binary), false) => Some(Atom::Ordinary),
                        (Some(atom), _) => Some(atom),
                        (None, _) => before,
                    };
                    let next = next_atom(self.events, self.at);
                    if is_function
                        && matches!(next, Some(Atom::Ordinary | Atom::Operator | Atom::Inner))
                    {
                        // U+2061 says that what follows is what the function is applied to.
                        html.push_static("<mo>\u{2061}</mo>");
                        count += 1 + space(THIN, &mut html);
                    }
                }
            }
        }
        self.depth -= 1;
        (html, count)
    }

    /// The rest of a group behind a change of colour or size, which is one element.
    fn changed(&mut self, change: StateChange, mut state: State) -> (Html, usize) {
        let mut html = Html::new();
        match change {
            StateChange::Color(ColorChange {
                color: (red, green, blue),
                target,
            }) => {
                let colour = format!("#{red:02x}{green:02x}{blue:02x}");
                let attribute = match target {
                    ColorTarget::Text => ("mathcolor", colour.as_str()),
                    ColorTarget::Background => ("mathbackground", colour.as_str()),
                    ColorTarget::Border => ("class", "framed"),
                };
                html.open("mstyle", &[attribute]);
            }
            StateChange::Style(style) => {
                state.style = Some(style);
                state.is_script = matches!(style, Style::Script | Style::ScriptScript);
                html.open("mstyle", &size(style));
            }
            StateChange::Font(font) => {
                state.font = font;
                html.open("mstyle", &[]);
            }
        }
        let (rest, _) = self.sequence(state);
        html.push_html(&rest);
        html.close("mstyle");
        (html, 1)
    }

    /// Exactly one element. `binary` says whether a sign stands between two things.
    fn element(&mut self, state: State, binary: bool, out: &mut Html) {
        let Some(event) = self.events.get(self.at) else {
            return out.push_static("<mrow></mrow>");
        };
        if !self.descend() {
            return;
        }
        match event {
            // The element that is wanted is missing.
            Event::End | Event::EnvironmentFlow(_) => out.push_static("<mrow></mrow>"),
            Event::Content(content) => {
                self.at += 1;
                sign(*content, state, binary, false, out);
            }
            Event::Begin(grouping) => {
                self.at += 1;
                self.group(grouping, state, out);
            }
            Event::Visual(visual) => {
                self.at += 1;
                self.visual(*visual, state, out);
            }
            Event::Script { ty, position } => {
                self.at += 1;
                self.script(*ty, *position, state, out);
            }
            Event::Space {
                width,
                height,
                depth,
            } => {
                self.at += 1;
                let parts = [("width", width), ("height", height), ("depth", depth)];
                let parts: Vec<(&str, String)> = parts
                    .into_iter()
                    .filter_map(|(name, length)| Some((name, written((*length)?))))
                    .collect();
                let parts: Vec<(&str, &str)> = parts
                    .iter()
                    .map(|(name, length)| (*name, length.as_str()))
                    .collect();
                out.open("mspace", &parts);
                out.close("mspace");
            }
            Event::StateChange(_) => {
                self.at += 1;
                out.push_static("<mrow></mrow>");
            }
        }
        self.depth -= 1;
    }

    fn group(&mut self, grouping: &Grouping, state: State, out: &mut Html) {
        if let Some(columns) = table::columns(grouping) {
            return self.environment(grouping, &columns, state, out);
        }
        let (inner, count) = self.sequence(state);
        // Past the end of the group.
        self.at += 1;
        match grouping {
            Grouping::LeftRight(open, close) => {
                out.open("mrow", &[]);
                fence(*open, "prefix", out);
                out.push_html(&inner);
                fence(*close, "postfix", out);
                out.close("mrow");
            }
            _ if count == 1 => out.push_html(&inner),
            _ => {
                out.open("mrow", &[]);
                out.push_html(&inner);
                out.close("mrow");
            }
        }
    }

    fn environment(
        &mut self,
        grouping: &Grouping,
        columns: &Columns,
        outer: State,
        out: &mut Html,
    ) {
        let is_display = table::is_display(grouping);
        let mut style = outer.style.filter(|_| !is_display);
        // The parser says here how large the environment itself sets what is in it.
        if let Some(Event::StateChange(StateChange::Style(own))) = self.events.get(self.at) {
            style = Some(*own);
            self.at += 1;
        }
        let inner = State {
            font: None,
            style,
            is_display,
            is_script: false,
        };
        let mut rows = vec![Row::default()];
        let mut rules = Vec::new();
        loop {
            if let Some(Event::EnvironmentFlow(EnvironmentFlow::StartLines { lines })) =
                self.events.get(self.at)
            {
                rules = lines.to_vec();
                self.at += 1;
            }
            // What begins the second column of a pair goes on from the first.
            let column = rows.last().map_or(0, |row| row.cells.len());
            let goes_on = matches!(columns, Columns::Pairs(_)) && column % 2 == 1;
            let (cell, _) = self.sequence_behind(goes_on.then_some(Atom::Ordinary), inner);
            if let Some(row) = rows.last_mut() {
                row.cells.push(cell);
                row.rules.append(&mut rules);
            }
            let flow = self.events.get(self.at);
            self.at += 1;
            match flow {
                Some(Event::EnvironmentFlow(EnvironmentFlow::NewLine {
                    spacing,
                    horizontal_lines,
                })) => {
                    if let Some(row) = rows.last_mut() {
                        row.gap = spacing.filter(|gap| thousandths(*gap) > 0);
                    }
                    rows.push(Row {
                        rules: horizontal_lines.to_vec(),
                        ..Row::default()
                    });
                }
                Some(Event::EnvironmentFlow(_)) => {}
                _ => break,
            }
        }
        let attributes = match style {
            Some(style) => size(style).to_vec(),
            None if is_display => vec![("displaystyle", "true")],
            None => Vec::new(),
        };
        let Grouping::Cases { left } = grouping else {
            return table::write(rows, columns, &attributes, out);
        };
        out.open("mrow", &[]);
        fence(left.then_some('{'), "prefix", out);
        table::write(rows, columns, &attributes, out);
        fence((!left).then_some('}'), "postfix", out);
        out.close("mrow");
    }

    fn visual(&mut self, visual: Visual, state: State, out: &mut Html) {
        let inner = State {
            is_display: false,
            style: None,
            ..state
        };
        match visual {
            Visual::SquareRoot => {
                out.open("msqrt", &[]);
                self.element(state, false, out);
                out.close("msqrt");
            }
            Visual::Root => {
                out.open("mroot", &[]);
                self.element(state, false, out);
                self.element(state.script(), false, out);
                out.close("mroot");
            }
            Visual::Fraction(line) => {
                match line {
                    None => out.open("mfrac", &[]),
                    Some(line) => out.open("mfrac", &[("linethickness", &written(line))]),
                }
                self.element(inner, false, out);
                self.element(inner, false, out);
                out.close("mfrac");
            }
            Visual::Negation => match self.events.get(self.at) {
                Some(Event::Content(content))
                    if !matches!(
                        content,
                        Content::Text(_) | Content::Number(_) | Content::Function(_)
                    ) =>
                {
                    self.at += 1;
                    sign(*content, state, true, true, out);
                }
                _ => {
                    out.open("mrow", &[("class", "struck")]);
                    self.element(state, false, out);
                    out.close("mrow");
                }
            },
        }
    }

    fn script(&mut self, kind: ScriptType, position: ScriptPosition, state: State, out: &mut Html) {
        let is_large = match state.style {
            Some(style) => style == Style::Display,
            None => state.is_display,
        };
        let stands_above = match position {
            ScriptPosition::Right => false,
            ScriptPosition::AboveBelow => true,
            ScriptPosition::Movable => is_large,
        };
        let name = script_name(kind, stands_above);
        let mut base = Html::new();
        self.element(state, false, &mut base);
        let accent = match self.events.get(self.at) {
            Some(Event::Content(Content::Ordinary { content, stretchy })) if stands_above => {
                mark(*content, *stretchy)
            }
            _ => None,
        };
        match (accent, kind) {
            (Some((mark, is_close)), ScriptType::Subscript | ScriptType::Superscript) => {
                self.at += 1;
                let attribute = if name == "munder" {
                    "accentunder"
                } else {
                    "accent"
                };
                let is_close = if is_close { "true" } else { "false" };
                out.open(name, &[(attribute, is_close)]);
                out.push_html(&base);
                out.push_html(&mark);
            }
            _ => {
                out.open(name, &[]);
                out.push_html(&base);
                self.element(state.script(), false, out);
                if kind == ScriptType::SubSuperscript {
                    self.element(state.script(), false, out);
                }
            }
        }
        out.close(name);
    }

    /// One level deeper; false if that is too deep, which ends everything.
    fn descend(&mut self) -> bool {
        // An element of a formula is at most two calls here.
        if self.depth >= 2 * self.nesting {
            self.is_too_deep = true;
            self.at = self.events.len();
            return false;
        }
        self.depth += 1;
        true
    }
}
