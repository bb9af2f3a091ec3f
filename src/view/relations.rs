//! Who belongs to a page, and who mentions it, as a template sees them.
//!
//! In: relations and mentions. Out: [`RelationGroup`] and [`MentionView`].

use serde::Serialize;

use crate::catalogue::related::{MentionedBy, Relation};
use crate::path::output::PageUrl;
use crate::view::base::LinkView;

/// Relations of one type.
#[derive(Clone, Debug, Serialize)]
pub struct RelationGroup {
    /// The key of the type from this end: `requires`, or `required_by`.
    pub kind: String,
    /// What readers see of the type.
    pub label: String,
    /// The other ends.
    pub relations: Vec<RelationView>,
}

/// A relation.
#[derive(Clone, Debug, Serialize)]
pub struct RelationView {
    /// The other end.
    pub link: LinkView,
    /// Why; several reasons if several pages give them.
    pub reasons: Vec<String>,
}

/// A page that links here.
#[derive(Clone, Debug, Serialize)]
pub struct MentionView {
    /// The page.
    pub link: LinkView,
    /// The headings below which the links stand.
    pub below: Vec<LinkView>,
}

/// Relations of one type after the other, as the page at `own` shows them.
pub fn relation_groups(relations: &[Relation], own: &PageUrl) -> Vec<RelationGroup> {
    let group = |group: &[Relation]| {
        let first = group.first()?;
        let view = |relation: &Relation| RelationView {
            link: LinkView::entry(&relation.to, own),
            reasons: relation
                .reasons
                .iter()
                .map(|(why, _)| why.clone())
                .collect(),
        };
        Some(RelationGroup {
            kind: first.kind.clone(),
            label: first.label.clone(),
            relations: group.iter().map(view).collect(),
        })
    };
    let groups = relations.chunk_by(|one, other| one.kind == other.kind);
    groups.filter_map(group).collect()
}

impl MentionView {
    /// The mention as the page at `own` shows it.
    pub fn new(mention: &MentionedBy, own: &PageUrl) -> MentionView {
        let page = &mention.page;
        let headings = mention.below.iter().flatten().map(|heading| LinkView {
            label: heading.text.clone(),
            href: own.to(&page.url, Some(&heading.anchor)),
            current: false,
        });
        MentionView {
            link: LinkView::entry(page, own),
            below: headings.collect(),
        }
    }
}
