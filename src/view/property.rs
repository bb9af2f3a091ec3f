//! A property of a page, for other sites.
//!
//! In: its name and its value. Out: [`Property`].

use serde::Serialize;

/// A property of the page, as `<meta property>` has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Property {
    /// Its name: `og:title`.
    pub name: &'static str,
    /// Its value.
    pub content: String,
}
