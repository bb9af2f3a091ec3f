//! What can be wrong with a container.
//!
//! In: the place, and what is written there. Out: a finding with its remedy.

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::markdown::kinds::names;
use crate::value::keys::nearest;

/// A name that is not known, or a tab outside of tabs.
pub fn unknown(name: &str, own: &[String], place: Span) -> Diagnostic {
    if name.eq_ignore_ascii_case("tab") {
        return Diagnostic::new(Code::D012, "this `tab` stands outside of `tabs`")
            .at(place)
            .help("put `::::tabs` above the first tab, and `::::` below the last");
    }
    let message = format!("no container is called `{name}`; its content is shown plainly");
    let finding = Diagnostic::new(Code::D012, message).at(place);
    let mut known: Vec<&str> = names().collect();
    known.extend(own.iter().map(String::as_str));
    match nearest(name, known) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("add the name to `[markdown] containers` to make it known"),
    }
}

/// A container that is open where it must end.
pub fn never_closed(place: Span) -> Diagnostic {
    let help = "write as many colons on a line of their own where it ends, as far in as here";
    Diagnostic::new(Code::D013, "this container is never closed")
        .at(place)
        .help(help)
}

/// A line of colons that closes nothing.
pub fn closes_nothing(place: Span) -> Diagnostic {
    Diagnostic::new(Code::D013, "these colons close nothing")
        .at(place)
        .help("remove them, or open a container above with as many: `:::note`")
}
