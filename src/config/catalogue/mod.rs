//! `[catalogue]` of `book.toml`: what the book measures, and which pages it generates.
//!
//! In: the table. Out: [`Catalogue`]. Parts that other parts name are read first, so that a name that leads nowhere is
//! told where it stands.

mod sheet;
mod kinds;
mod qualities;
mod facts;
mod relations;
mod ingest;
mod matrices;
mod presets;
mod pages;

use std::collections::BTreeMap;

use crate::config::catalogue::sheet::Sheet;
use crate::diagnostic::{Code, Diagnostic};
use crate::entry_keys::Defaults;
use crate::model::Model;
use crate::model::views::Views;
use crate::path::input::InputPath;
use crate::value::keys::Keys;
use crate::value::node::Node;
use crate::vocabulary::{TagDeclaration, declarations};

/// What `[catalogue]` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Catalogue {
    /// What entries are measured with.
    pub(crate) model: Model,
    /// The generated pages.
    pub(crate) views: Views,
    /// What pages inherit from their kind.
    pub(crate) kind_defaults: BTreeMap<String, Defaults>,
    /// Declared tags.
    pub(crate) tags: Vec<TagDeclaration>,
}

/// Where the set of qualities or families comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// The tables, or the built-in set without any.
    Declared,
    /// The built-in set and the tables.
    Extend,
    /// Whatever pages name beside them.
    FromPages,
}

/// Reads all of `[catalogue]` but `checks`, `links` and `examples`. `text` is that of the file.
pub(crate) fn read(
    node: &Node,
    file: &InputPath,
    text: &str,
    found: &mut Vec<Diagnostic>,
) -> Catalogue {
    let mut sheet = Sheet {
        file,
        found: Vec::new(),
    };
    let mut keys = sheet.keys(node, "catalogue");
    let mut read = Catalogue::default();
    let origins = [
        ("declared", Origin::Declared),
        ("extend", Origin::Extend),
        ("from-pages", Origin::FromPages),
    ];
    let family_origins = [origins[0], origins[2]];
    let qualities = keys
        .choice("qualities", &origins)
        .unwrap_or(Origin::Declared);
    let families = keys
        .choice("families", &family_origins)
        .unwrap_or(Origin::Declared);
    read.model.ingest = ingest::ingest(&mut keys, node, &mut sheet);
    let default_kind = keys.spanned_text("default_kind");
    read_model(&mut read, &mut keys, text, &mut sheet);
    read.model.qualities_from_pages = qualities == Origin::FromPages;
    read_columns(
        &mut read.model,
        &mut keys,
        qualities == Origin::Extend,
        &mut sheet,
    );
    let is_open = families == Origin::FromPages || read.model.families.is_empty();
    read.model.families_from_pages = is_open;
    if let Some((kind, range)) = default_kind {
        if read.model.kinds.contains_key(&kind) {
            read.model.default_kind = kind;
        } else {
            let known = read.model.kinds.keys().map(String::as_str);
            let message = format!("there is no kind `{kind}`");
            sheet.unknown(Code::C076, range, message, &kind, known);
        }
    }
    read_views(&mut read, &mut keys, &mut sheet);
    keys.know(&["checks", "links", "examples"]);
    if let Some(node) = keys.take("tags") {
        let codes = (Code::B003, Code::C075);
        let (tags, more) = declarations(node, file, "catalogue.tags", codes);
        read.tags = tags;
        sheet.found.extend(more);
    }
    sheet.close(keys);
    found.extend(sheet.found);
    read
}

/// Scales, kinds and relation types.
fn read_model(read: &mut Catalogue, keys: &mut Keys, text: &str, sheet: &mut Sheet) {
    let Catalogue {
        model,
        kind_defaults,
        ..
    } = read;
    let broken = kinds::scales(keys.take("scales"), &mut model.scales, sheet);
    let scales = (&model.scales, &broken);
    *kind_defaults = kinds::kinds(keys.take("kinds"), &mut model.kinds, scales, text, sheet);
    relations::relations(keys.take("relations"), &mut model.relations, sheet);
}

/// Groups, qualities, facts and families.
fn read_columns(model: &mut Model, keys: &mut Keys, extends: bool, sheet: &mut Sheet) {
    let (group, quality) = (keys.take("group"), keys.take("quality"));
    let is_own_set = quality.is_some() && !extends;
    let built_in = std::mem::take(&mut model.groups);
    model.groups = qualities::groups(group, built_in, is_own_set, sheet);
    let built_in = std::mem::take(&mut model.qualities);
    let parts = (model.groups.as_slice(), &model.scales);
    model.qualities = qualities::qualities(quality, built_in, extends, parts, sheet);
    model.facts = facts::facts(keys.take("fact"), sheet);
    model.families = facts::families(keys.take("family"), sheet);
}

fn read_views(read: &mut Catalogue, keys: &mut Keys, sheet: &mut Sheet) {
    let (model, views) = (&read.model, &mut read.views);
    pages::paths(keys.take("paths"), &mut views.paths, sheet);
    views.matrices = matrices::matrices(keys.take("matrix"), model, sheet);
    views.presets = presets::presets(keys.take("preset"), model, sheet);
    views.compare = pages::compare(keys.take("compare"), &model.relations, sheet);
    views.graph_max_nodes = pages::graph(keys.take("graph"), views.graph_max_nodes, sheet);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::views::{Column, FilterTest, RowOrder};
    use crate::model::{Absent, Better, FactKind, IngestMode, Measure, Symbol};
    use crate::value::node::Bounds;
    use crate::value::toml;

    fn read_text(text: &str) -> Catalogue {
        let node = toml::read(text, 0, Bounds::default()).node;
        let mut found = Vec::new();
        let read = read(&node, &InputPath::new("book.toml"), text, &mut found);
        assert_eq!(found, [], "{text}");
        read
    }

    #[test]
    fn a_book_without_tables_has_what_is_built_in() {
        assert_eq!(read_text(""), Catalogue::default());
    }

    #[test]
    fn a_table_changes_what_it_names_and_keeps_the_rest() {
        let read = read_text(
            "ingest = 'off'\nkinds.style.label = 'Architectures'\nkinds.pattern.defaults.status = 'review'\n\
             kinds.recipe = {scale = 'half', rate_all = true}\n\
             scales.level.symbol = 'stars'\n\
             scales.half = {type = 'change', values = [-0.5, 0], labels = ['less', 'same']}\n\
             [relations.requires]\nlabel = 'needs'\n[relations.replaces]\ninverse = 'replaced_by'",
        );
        let model = &read.model;
        assert_eq!(model.ingest.mode, IngestMode::Off);
        let (style, recipe) = (&model.kinds["style"], &model.kinds["recipe"]);
        assert!(style.rate_all && style.has_matrix && style.label == "Architectures");
        assert!(recipe.rate_all && recipe.has_matrix && recipe.label == "Recipe");
        assert_eq!(model.scales["level"].symbol, Symbol::Stars);
        assert_eq!(model.scales["level"].labels[0], "very low");
        let half = &model.scales["half"];
        assert_eq!((half.measure, half.symbol), (Measure::Change, Symbol::Sign));
        assert_eq!(half.absent, Absent::Value(crate::model::amount::Amount(0)));
        let status = &read.kind_defaults["pattern"].declared.status;
        assert_eq!(status.as_deref(), Some("review"));
        let names: Vec<(&str, &str)> = model
            .relations
            .iter()
            .map(|relation| (relation.label.as_str(), relation.inverse.as_str()))
            .collect();
        assert_eq!(names[4], ("needs", "required_by"));
        assert_eq!(names[10], ("replaces", "replaced_by"));
    }

    #[test]
    fn the_qualities_of_a_book_are_its_own_or_added() {
        let ids = |text: &str| -> Vec<String> {
            let qualities = read_text(text).model.qualities.into_iter();
            qualities.map(|quality| quality.id).collect()
        };
        let two = "[[quality]]\nid = 'speed'\n[[quality]]\nid = 'running-cost'\nlabel = 'Price'";
        assert_eq!(ids(two), ["speed", "running-cost"]);
        assert_eq!(ids("qualities = 'extend'").len(), 13);
        let more = ids(&format!("qualities = 'extend'\n{two}"));
        assert_eq!((more.len(), more[13].as_str()), (14, "speed"));
        let price = &read_text(two).model.qualities[1];
        assert_eq!(
            (price.better, price.short.as_str()),
            (Better::Lower, "Price")
        );
        assert_eq!(price.group.as_deref(), Some("operate"));
        let groups = |text: &str| -> Vec<String> {
            let groups = read_text(text).model.groups.into_iter();
            groups.map(|group| group.id).collect()
        };
        let group = "[[group]]\nid = 'cost'\n[[group]]\nid = 'run'";
        assert_eq!(groups(group), ["build", "run", "operate", "cost"]);
        let own = format!("{group}\n[[quality]]\nid = 'speed'\ngroup = 'cost'");
        assert_eq!(groups(&own), ["cost", "run", "build", "operate"]);
    }

    #[test]
    fn facts_have_types_and_families_may_come_from_pages() {
        let text = "[[fact]]\nid = 'a'\nvalues = ['x', 'y']\nordered = true\n[[fact]]\nid = 'b'\n\
                    [[fact]]\nid = 'c'\ntype = 'bool'\nfilter = true\n[[family]]\nid = 'resilience'";
        let model = read_text(text).model;
        let is_ordered = |kind: &FactKind| {
            matches!(
                kind,
                FactKind::Choice {
                    is_ordered: true,
                    ..
                }
            )
        };
        assert!(is_ordered(&model.facts[0].kind) && model.facts[1].kind == FactKind::Text);
        assert!(model.facts[2].kind == FactKind::Flag && model.facts[2].is_filter);
        assert!(!model.families_from_pages && model.families[0].label == "Resilience");
        let open = format!("families = 'from-pages'\n{text}");
        assert!(read_text(&open).model.families_from_pages);
    }

    #[test]
    fn matrices_and_presets_name_parts_of_the_model() {
        let read = read_text(
            "[[fact]]\nid = 'size'\nvalues = ['few', 'no']\nordered = true\n\
             [[quality]]\nid = 'speed'\naliases = ['velocity']\n\
             [[matrix]]\nid = 'style'\nrows = 'velocity'\ncolumns = ['velocity', 'fact:size']\n\
             [[preset]]\nid = 'a'\nkind = 'style'\nweights = {velocity = 3}\nfloors = {speed = 2}\n\
             filters = {size = {at_least = false}}\n\
             [compare]\nfrom = ''\n[paths]\nmatrix = '/tables/'",
        );
        let (matrix, preset) = (&read.views.matrices[0], &read.views.presets[0]);
        assert_eq!((matrix.title.as_str(), matrix.max_rows), ("Styles", 200));
        assert_eq!(matrix.rows, RowOrder::Quality("speed".to_string()));
        let columns = [
            Column::Quality("speed".to_string()),
            Column::Fact("size".to_string()),
        ];
        assert_eq!(matrix.columns, columns);
        assert_eq!(
            (preset.weights["speed"], preset.floors["speed"].0),
            (3, 200)
        );
        let no = FilterTest::AtLeast("no".to_string());
        assert_eq!(preset.filters[0].test, no);
        assert_eq!(read.views.compare.from, "");
        assert_eq!(read.views.paths["matrix"], "tables");
    }
}
