//! The built-in theme: `templates/` and `static/` of this repository.
//!
//! In: nothing; the files are part of the program. Out: texts and bytes by their exact name. A name from outside is
//! only ever looked up in a map, in debug builds as well, so it can never reach the disk.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_embed::Embed;

#[derive(Embed)]
#[folder = "templates/"]
struct Templates;

#[derive(Embed)]
#[folder = "static/"]
struct Static;

/// The built-in templates by their path below `templates/`.
pub fn templates() -> BTreeMap<String, Cow<'static, str>> {
    Templates::iter()
        .filter_map(|name| {
            let file = Templates::get(&name)?;
            let text = match file.data {
                Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
                Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
            };
            Some((name.into_owned(), text))
        })
        .collect()
}

/// The built-in style sheets, scripts and pictures by their path below `static/`.
pub fn static_files() -> BTreeMap<String, Cow<'static, [u8]>> {
    Static::iter()
        .filter_map(|name| Some((name.to_string(), Static::get(&name)?.data)))
        .collect()
}
