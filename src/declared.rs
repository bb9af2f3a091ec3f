//! What a page says of itself to the catalogue, as written.
//!
//! In: nothing; the front matter and the defaults of folders and kinds fill it. Out: [`Declared`]. Nothing here is
//! checked against the model of the book, because a page is read without it: whether `scalability` is a quality and 7
//! one of its values, the catalogue decides. `None` is a key that is not there, so that defaults can stand in for it.

use crate::body::Reference;
use crate::model::amount::Amount;
use crate::path::anchor::Anchor;
use crate::path::input::ContentPath;

/// The catalogue's keys of one page, or of the defaults of a folder or a kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// `kind`.
    pub kind: Option<String>,
    /// `family`.
    pub family: Option<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `problem`.
    pub problem: Option<String>,
    /// `baseline`: a text, or the name of an entry.
    pub baseline: Option<String>,
    /// `status`.
    pub status: Option<String>,
    /// `maturity`.
    pub maturity: Option<String>,
    /// `level`.
    pub level: Option<String>,
    /// `reviewed`: a date such as `2026-09-01`.
    pub reviewed: Option<String>,
    /// The ratings of `trade-offs`, in the order written, each quality once.
    pub ratings: Vec<(String, Rating)>,
    /// `trade-offs.pros`.
    pub pros: Option<Vec<Argument>>,
    /// `trade-offs.cons`.
    pub cons: Option<Vec<Argument>>,
    /// `trade-offs.neutral`.
    pub neutral: Option<Vec<Argument>>,
    /// `facts`, in the order written, each once.
    pub facts: Vec<(String, FactValue)>,
    /// `use_when`.
    pub use_when: Option<Vec<Circumstance>>,
    /// `avoid_when`.
    pub avoid_when: Option<Vec<Circumstance>>,
    /// `tipping_point`.
    pub tipping_point: Option<String>,
    /// `relations`: type to targets, in the order written, each type once.
    pub relations: Vec<(String, Vec<Target>)>,
    /// `examples`.
    pub examples: Option<Vec<Example>>,
    /// `references`.
    pub references: Option<Vec<Publication>>,
    /// `entries`.
    pub entries: Option<EntryRule>,
    /// `entry_ids`: anchor of a heading to the id of its entry, in the order written.
    pub entry_ids: Vec<(String, String)>,
}

/// A rating of a quality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// The value.
    pub value: Written,
    /// Why.
    pub why: Option<String>,
    /// What it rests on.
    pub basis: Basis,
    /// Where that can be read: an address, the title of a reference, `#example`.
    pub source: Option<String>,
    /// What a range depends on.
    pub depends_on: Option<String>,
}

/// The value of a rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// One point of the scale.
    Point(Point),
    /// From one point to another, in the order written.
    Range(Point, Point),
    /// `n/a`: the entry does not touch the quality.
    NotApplicable,
    /// `unknown` or `~`: nobody has judged it.
    Unknown,
}

/// A point of a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Point {
    /// By its number.
    Number(Amount),
    /// By its word, or by whatever else was written in its place.
    Label(String),
}

/// What a rating rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// A reason.
    #[default]
    Argued,
    /// A measurement.
    Measured,
    /// A publication.
    Cited,
}

/// A pro, a con or a neutral remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The text, as written.
    pub text: String,
    /// The quality it is about, if the author says so.
    pub quality: Option<String>,
    /// Why.
    pub why: Option<String>,
}

/// The value of a fact, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue {
    /// A number without quotes.
    Number(Amount),
    /// `true`, `false`, and the words that YAML reads as such, with the word.
    Flag(bool, String),
    /// Any other text.
    Text(String),
    /// `n/a`.
    NotApplicable,
    /// `unknown` or `~`.
    Unknown,
}

/// When to use an entry, or when not to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circumstance {
    /// The circumstance.
    pub text: String,
    /// Why.
    pub because: Option<String>,
    /// The name of the better choice.
    pub see: Option<String>,
}

/// Where a relation leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The name of an entry or a page.
    pub to: String,
    /// Why.
    pub why: Option<String>,
    /// How close it is.
    pub strength: Strength,
}

/// How close a relation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Loosely.
    Weak,
    /// As usual.
    #[default]
    Normal,
    /// Closely.
    Strong,
}

/// An example that is shown on the page and can be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The file: from the folder of the page, or with a leading `/` from that of all pages.
    pub path: String,
    /// What readers see.
    pub title: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// The file with its output, named like `path`.
    pub expect: Option<String>,
    /// Whether it is run.
    pub is_run: bool,
    /// How long it may take, in seconds.
    pub timeout: Option<u64>,
    /// What it shows.
    pub shows: Option<String>,
}

impl Example {
    /// Its file, on a page in a folder; `None` if the path leads out of the folder of the pages.
    pub fn file(&self, folder: &ContentPath) -> Option<ContentPath> {
        folder.join(&self.path)
    }

    /// The language that is named, else the extension of the file.
    pub fn spoken_language(&self, file: &ContentPath) -> String {
        let extension = || file.extension().unwrap_or_default().to_string();
        let language = self.language.clone().unwrap_or_else(extension);
        language.to_lowercase()
    }
}

/// An entry of the bibliography.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Publication {
    /// The title.
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// The year, as written.
    pub year: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// What it is: `book`, `article`, `talk`.
    pub kind: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// Which parts of a page are entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EntryRule {
    /// What its kind and its text suggest.
    #[default]
    Auto,
    /// The page.
    Page,
    /// Each section of the second level.
    SecondLevel,
    /// Each section of the third level.
    ThirdLevel,
    /// None.
    None,
}

/// Pros and cons read from prose: a part of a page that may be an entry. Which of them are, the catalogue decides,
/// because the kind that decides it may be inherited. A section holds what stands below its heading and above the next
/// one; `ingest::parts` puts those of one entry together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading of the part; none for what stands on the page outside such a part.
    pub heading: Option<SectionHeading>,
    /// The place of the section around this one, among those of the page.
    pub above: Option<usize>,
    /// Pros, each with the heading it stands under.
    pub pros: Vec<Quote>,
    /// Cons, each with the heading it stands under.
    pub cons: Vec<Quote>,
    /// Neutral remarks, each with the heading it stands under.
    pub neutral: Vec<Quote>,
    /// When to use it.
    pub use_when: Vec<Circumstance>,
    /// When not to use it.
    pub avoid_when: Vec<Circumstance>,
    /// One line about it.
    pub summary: Option<String>,
    /// Other names, from a list of them.
    pub aliases: Vec<String>,
    /// Links of a list of related entries, each with the words after it.
    pub related: Vec<(Reference, Option<String>)>,
    /// Whether a heading announces both pros and cons.
    pub is_announced: bool,
}

/// The heading of a part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionHeading {
    /// Its level, 1 to 6.
    pub level: u8,
    /// Its anchor.
    pub anchor: Anchor,
    /// The name in it: without number and brackets.
    pub name: String,
    /// The texts of its brackets.
    pub aliases: Vec<String>,
    /// The name as an id, without words such as `architecture` at its end.
    pub slug: String,
}

/// An argument in prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The text, as written, without markup.
    pub text: String,
    /// The nearest heading above it.
    pub anchor: Option<Anchor>,
}
