//! What every book measures with, unless it says otherwise.
//!
//! In: nothing. Out: the built-in kinds, scales, groups, qualities and relation types. Where a quality has a name in
//! the product quality model of ISO/IEC 25010:2023, that name stands beside it.

use std::collections::BTreeMap;

use crate::model::amount::Amount;
use crate::model::parts::{
    Absent, Better, Group, Ingest, IngestMode, Kind, Measure, Quality, RelationType, Scale, Symbol,
};

/// The vocabulary that `maps_to` of the built-in qualities leads to.
const ISO: &str = "ISO/IEC 25010:2023";

/// A built-in quality.
struct Row {
    id: &'static str,
    label: &'static str,
    short: &'static str,
    group: &'static str,
    better: Better,
    question: &'static str,
    /// Its name in ISO/IEC 25010:2023; empty if it has none.
    iso: &'static str,
    words: &'static [&'static str],
}

/// The built-in qualities that are shown, in the order of the columns.
const QUALITIES: &[Row] = &[
    Row {
        id: "development-speed",
        label: "Development speed",
        short: "Dev speed",
        group: "build",
        better: Better::Higher,
        question: "How soon does a small team ship a first useful version?",
        iso: "",
        words: &[
            "easy to develop",
            "quick to develop",
            "fast to build",
            "development speed",
            "speed of development",
            "initial development",
            "time to market",
            "boilerplate",
            "learning curve",
        ],
    },
    Row {
        id: "maintainability",
        label: "Maintainability",
        short: "Maintenance",
        group: "build",
        better: Better::Higher,
        question: "After three years, how local is a typical change?",
        iso: "maintainability",
        words: &[
            "maintain*",
            "separation of concern*",
            "modular*",
            "decoupl*",
            "loosely coupled",
            "coupling",
            "flexib*",
            "clear organi*",
            "ease of understanding",
            "readab*",
            "easy to manage",
        ],
    },
    Row {
        id: "testability",
        label: "Testability",
        short: "Testing",
        group: "build",
        better: Better::Higher,
        question: "How much of a use case can a fast, deterministic test cover?",
        iso: "maintainability / testability",
        words: &["test", "tests", "testab*", "mock*"],
    },
    Row {
        id: "team-autonomy",
        label: "Team autonomy",
        short: "Autonomy",
        group: "build",
        better: Better::Higher,
        question: "Can a team release without asking another?",
        iso: "",
        words: &[
            "independent team*",
            "individual services",
            "autonom*",
            "independently",
        ],
    },
    Row {
        id: "scalability",
        label: "Scalability",
        short: "Scaling",
        group: "run",
        better: Better::Higher,
        question: "How far and how locally can capacity grow?",
        iso: "flexibility / scalability",
        words: &["scal*", "throughput", "elastic*"],
    },
    Row {
        id: "performance",
        label: "Performance",
        short: "Speed",
        group: "run",
        better: Better::Higher,
        question: "How fast is one request, end to end?",
        iso: "performance efficiency / time behaviour",
        words: &[
            "latency",
            "performance",
            "response time*",
            "cold start*",
            "real time",
            "slow*",
        ],
    },
    Row {
        id: "resilience",
        label: "Resilience",
        short: "Resilience",
        group: "run",
        better: Better::Higher,
        question: "How much still works when a part fails?",
        iso: "reliability / fault tolerance, recoverability",
        words: &[
            "fault*",
            "failure*",
            "resilien*",
            "availab*",
            "recover*",
            "event storm*",
        ],
    },
    Row {
        id: "consistency",
        label: "Consistency",
        short: "Consistency",
        group: "run",
        better: Better::Higher,
        question: "Does every reader see the same, at once?",
        iso: "",
        words: &["consisten*", "stale*", "duplicate*"],
    },
    Row {
        id: "operational-complexity",
        label: "Operational complexity",
        short: "Ops effort",
        group: "operate",
        better: Better::Lower,
        question: "How many things must be run, watched and known?",
        iso: "",
        words: &[
            "operational overhead",
            "operational complex*",
            "managing multiple",
            "managing event flow",
            "difficult to manage",
            "infrastructure",
            "deploy*",
        ],
    },
    Row {
        id: "observability",
        label: "Observability",
        short: "Insight",
        group: "operate",
        better: Better::Higher,
        question: "How quickly can one explain one wrong answer?",
        iso: "maintainability / analysability",
        words: &["debug*", "trac*", "observab*", "monitor*", "visibility"],
    },
    Row {
        id: "portability",
        label: "Portability",
        short: "Portability",
        group: "operate",
        better: Better::Higher,
        question: "How much survives a change of supplier?",
        iso: "flexibility / adaptability, replaceability",
        words: &[
            "vendor",
            "lock in",
            "portab*",
            "control over the environment",
        ],
    },
    Row {
        id: "running-cost",
        label: "Running cost",
        short: "Cost",
        group: "operate",
        better: Better::Lower,
        question: "What does it cost per month, at small and at steady load?",
        iso: "",
        words: &["cost*", "cheap*", "expensive", "pay per"],
    },
];

/// The built-in quality that is hidden until a reader asks for it.
const HIDDEN: Row = Row {
    id: "security",
    label: "Security",
    short: "Security",
    group: "run",
    better: Better::Higher,
    question: "How does it change the attack surface?",
    iso: "security",
    words: &[],
};

/// Kinds by id: those of plain pages, which are in no matrix, and those of entries.
pub(crate) fn kinds() -> BTreeMap<String, Kind> {
    let kind = |label: &str, scale: Option<&str>| Kind {
        label: label.to_string(),
        scale: scale.map(str::to_string),
        has_matrix: scale.is_some(),
        require: Vec::new(),
        rate_all: false,
        template: None,
    };
    let style = Kind {
        rate_all: true,
        ..kind("Styles", Some("level"))
    };
    let entry = Kind {
        has_matrix: true,
        ..kind("Entries", None)
    };
    BTreeMap::from([
        ("page".to_string(), kind("Pages", None)),
        ("guide".to_string(), kind("Guides", None)),
        ("faq".to_string(), kind("Questions and answers", None)),
        ("glossary".to_string(), kind("Glossaries", None)),
        ("reference".to_string(), kind("References", None)),
        ("style".to_string(), style),
        ("pattern".to_string(), kind("Patterns", Some("effect"))),
        ("entry".to_string(), entry),
    ])
}

/// Scales by id: `level`, how much there is, and `effect`, how much more or less than with the baseline.
pub(crate) fn scales() -> BTreeMap<String, Scale> {
    let texts = |labels: [&str; 5]| labels.map(str::to_string).to_vec();
    let level = Scale {
        measure: Measure::Level,
        values: (1..=5).map(Amount::whole).collect(),
        labels: texts(["very low", "low", "medium", "high", "very high"]),
        absent: Absent::Unknown,
        symbol: Symbol::Bar,
    };
    let effect = Scale {
        measure: Measure::Change,
        values: (-2..=2).map(Amount::whole).collect(),
        labels: texts(["much less", "less", "no change", "more", "much more"]),
        absent: Absent::Value(Amount::whole(0)),
        symbol: Symbol::Sign,
    };
    BTreeMap::from([("level".to_string(), level), ("effect".to_string(), effect)])
}

/// The groups of the built-in qualities.
pub(crate) fn groups() -> Vec<Group> {
    let group = |(id, label): (&str, &str)| Group {
        id: id.to_string(),
        label: label.to_string(),
    };
    [("build", "Build"), ("run", "Run"), ("operate", "Operate")]
        .map(group)
        .to_vec()
}

/// The built-in qualities, in the order of the columns.
pub(crate) fn qualities() -> Vec<Quality> {
    let shown = QUALITIES.iter().map(|row| quality(row, true));
    shown.chain([quality(&HIDDEN, false)]).collect()
}

fn quality(row: &Row, is_shown: bool) -> Quality {
    let iso = (!row.iso.is_empty()).then(|| (ISO.to_string(), row.iso.to_string()));
    Quality {
        id: row.id.to_string(),
        label: row.label.to_string(),
        short: row.short.to_string(),
        group: Some(row.group.to_string()),
        better: row.better,
        weight: 1,
        is_shown,
        question: Some(row.question.to_string()),
        anchors: Vec::new(),
        labels: BTreeMap::new(),
        aliases: Vec::new(),
        words: row.words.iter().map(|word| word.to_string()).collect(),
        maps_to: iso.into_iter().collect(),
    }
}

/// The built-in relation types, in the order in which pages show them.
pub(crate) fn relations() -> Vec<RelationType> {
    let relation = |id: &str, label: &str, inverse: &str, inverse_label: &str| RelationType {
        id: id.to_string(),
        label: label.to_string(),
        inverse: inverse.to_string(),
        inverse_label: inverse_label.to_string(),
        is_acyclic: false,
        requires_why: false,
    };
    let symmetric = |id: &str, label: &str| relation(id, label, id, label);
    let acyclic = |id: &str, label: &str, inverse: &str, inverse_label: &str| RelationType {
        is_acyclic: true,
        ..relation(id, label, inverse, inverse_label)
    };
    vec![
        symmetric("alternatives", "alternative to"),
        symmetric("complements", "works well with"),
        RelationType {
            requires_why: true,
            ..symmetric("conflicts", "conflicts with")
        },
        symmetric("distinct_from", "not to be confused with"),
        acyclic("requires", "requires", "required_by", "required by"),
        acyclic("refines", "refines", "refined_by", "refined by"),
        acyclic("part_of", "part of", "includes", "includes"),
        relation("leads_to", "leads to", "comes_from", "comes from"),
        acyclic("supersedes", "supersedes", "superseded_by", "superseded by"),
        symmetric("see_also", "see also"),
    ]
}

impl Default for Ingest {
    fn default() -> Ingest {
        Ingest {
            mode: IngestMode::Auto,
            labels: BTreeMap::new(),
            components: BTreeMap::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_parts_fit_together() {
        let (scales, groups) = (scales(), groups());
        for scale in scales.values() {
            assert!(scale.values.is_sorted() && scale.values.len() == scale.labels.len());
        }
        let is_scale = |kind: &Kind| kind.scale.iter().all(|scale| scales.contains_key(scale));
        assert!(kinds().values().all(is_scale));
        for quality in qualities() {
            let group = groups
                .iter()
                .find(|group| Some(&group.id) == quality.group.as_ref());
            assert!(group.is_some(), "{}", quality.id);
        }
        let hidden = qualities().into_iter().filter(|quality| !quality.is_shown);
        assert_eq!((qualities().len(), hidden.count()), (13, 1));
        let symmetric = relations().into_iter().filter(RelationType::is_symmetric);
        assert_eq!((relations().len(), symmetric.count()), (10, 5));
    }
}
