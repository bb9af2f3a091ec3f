//! The block that opens a page.
//!
//! In: the text of a page. Out: [`FrontMatter`], the keys that patternbook knows with their places, the rest kept as
//! it is, and where the body begins. Four forms are read: YAML between `---` lines, TOML between `+++` lines, and
//! either of them inside an HTML comment that opens the page, which other tools do not show.

mod page_keys;

pub use page_keys::{FrontMatter, PageKeys};

use crate::config::Limits;
use crate::diagnostic::Diagnostic;
use crate::path::input::InputPath;
use crate::text::Text;

/// Stand-in.
pub fn read(_text: &Text, _file: &InputPath, _limits: &Limits) -> (FrontMatter, Vec<Diagnostic>) {
    (
        FrontMatter {
            keys: PageKeys::default(),
            node: crate::value::node::Node::empty_map(0),
            body: 0,
        },
        vec![],
    )
}
