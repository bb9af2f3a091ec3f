//! Faults of a reader as findings.
//!
//! In: what a reader could not read, and the codes that such a fault has in the file it read. Out: diagnostics.

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::input::InputPath;
use crate::value::node::{Fault, FaultKind};

/// The faults of a file. `syntax` is the code of a text that breaks the rules of its language, `duplicate` that of a
/// key that stands twice.
pub fn report(
    faults: Vec<Fault>,
    syntax: Code,
    duplicate: Code,
    file: &InputPath,
) -> impl Iterator<Item = Diagnostic> {
    faults.into_iter().map(move |fault| {
        let code = match fault.kind {
            FaultKind::Syntax => syntax,
            FaultKind::DuplicateKey(_) => duplicate,
            FaultKind::Limit => Code::S030,
        };
        let mut finding = Diagnostic::new(code, fault.message).at(Span::new(file, fault.range));
        if let FaultKind::DuplicateKey(first) = fault.kind {
            finding = finding.also(Span::new(file, first), "set here first");
        }
        match fault.help.is_empty() {
            true => finding,
            false => finding.help(fault.help),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_fault_has_its_code() {
        let check = |kind: FaultKind, expected: Code, also: usize| {
            let fault = Fault {
                message: "it is wrong".to_string(),
                range: 4..5,
                kind,
                help: "mend it".to_string(),
            };
            let file = InputPath::new("a.yml");
            let found: Vec<Diagnostic> =
                report(vec![fault], Code::C001, Code::C006, &file).collect();
            let finding = &found[0];
            assert_eq!((finding.code, finding.also.len()), (expected, also));
            assert_eq!(finding.at, Some(Span::new(&file, 4..5)));
            assert_eq!(finding.help, ["mend it"]);
        };
        check(FaultKind::Syntax, Code::C001, 0);
        check(FaultKind::DuplicateKey(1..2), Code::C006, 1);
        check(FaultKind::Limit, Code::S030, 0);
    }
}
