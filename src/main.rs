//! The program: `cli::run`, and the exit code.
//!
//! A panic is a defect of ours and never ends in exit code 101: it is told as what it is.

use std::io::Write;
use std::panic::{PanicHookInfo, catch_unwind, set_hook};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

fn main() -> ExitCode {
    // Panics that are caught on the way become findings; only the one that comes through to here is told.
    let last = Arc::new(Mutex::new(String::new()));
    let noted = last.clone();
    set_hook(Box::new(move |panic| {
        *noted.lock().unwrap_or_else(PoisonError::into_inner) = describe(panic);
    }));
    let code = catch_unwind(|| patternbook::cli::run(std::env::args_os())).unwrap_or_else(|_| {
        let what = last.lock().unwrap_or_else(PoisonError::into_inner);
        let text = format!(
            "patternbook failed: {what}; this is a defect of the program, please report it\n"
        );
        // There is nobody else to tell.
        let _ = std::io::stderr().write_all(text.as_bytes());
        1
    });
    ExitCode::from(code)
}

fn describe(panic: &PanicHookInfo) -> String {
    let payload = panic.payload();
    let said = payload.downcast_ref::<String>().map(String::as_str);
    let said = said.or(payload.downcast_ref::<&str>().copied());
    let said = said.unwrap_or("no message");
    match panic.location() {
        Some(place) => format!("{said} ({place})"),
        None => said.to_string(),
    }
}
