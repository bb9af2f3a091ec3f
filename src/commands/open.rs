//! The browser, for `--open`.
//!
//! In: a file or an address. Out: the user's browser shows it, or a line says why not; the command goes on.

use std::ffi::OsStr;

use crate::commands::console::Console;

/// Opens a file or an address in the browser.
pub(crate) fn open(what: &OsStr, console: &Console) {
    if let Err(error) = opener::open_browser(what) {
        console.say(&format!("the browser could not be opened: {error}"));
    }
}
