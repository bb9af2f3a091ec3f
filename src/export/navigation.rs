//! The whole navigation in one file, for readers who open a part of the sidebar that a page does not show.
//!
//! In: the tree. Out: a script that hands the tree to the theme, so that it also works where pages are opened from
//! disk: `patternbookNavigation([[label, address, [children]], …])`, addresses from the root of the site. The file
//! has a fixed name: were its content part of the name, every page would change when one does.

use crate::catalogue::tree::{Branch, ROOT, Tree};
use crate::path::output::PageUrl;

/// The name of the file.
pub const NAVIGATION: &str = "navigation.js";

/// The script.
pub fn script(tree: &Tree) -> String {
    let mut out = String::from("patternbookNavigation(");
    let top = tree
        .branches
        .get(ROOT)
        .map(|root| root.children.as_slice())
        .unwrap_or_default();
    // Branches stand in the order of reading, so a stack of the ends of lists is enough to nest them.
    let mut todo: Vec<Step> = vec![Step::Close];
    todo.extend(top.iter().rev().map(|index| Step::Branch(*index)));
    out.push('[');
    while let Some(step) = todo.pop() {
        match step {
            Step::Close => out.push(']'),
            Step::Branch(index) => {
                let branch = &tree.branches[index];
                if !out.ends_with('[') {
                    out.push_str(",\n");
                }
                push_names(branch, &mut out);
                todo.push(Step::Close);
                if !branch.children.is_empty() {
                    out.push_str(",[");
                    todo.push(Step::Close);
                    todo.extend(
                        branch
                            .children
                            .iter()
                            .rev()
                            .map(|child| Step::Branch(*child)),
                    );
                }
            }
        }
    }
    out.push_str(");\n");
    out
}

enum Step {
    Branch(usize),
    Close,
}

fn push_names(branch: &Branch, out: &mut String) {
    let href = PageUrl::root().to(&branch.url, None);
    for (mark, text) in [('[', &*branch.label), (',', href.as_str())] {
        out.push(mark);
        out.push_str(&serde_json::Value::from(text).to_string());
    }
}
