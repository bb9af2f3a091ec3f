//! The table of codes.
//!
//! In: nothing. Out: [`Code`], with its usual [`Severity`] and one line that says what the rule is. Codes are stable
//! once released. The letter names the group: A what an author writes, B `book.toml`, C the catalogue and its links,
//! D folders and their files, S safety.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// The site cannot be published like this.
    Error,
    /// The site is usable; something is not as its author meant it.
    Warning,
    /// Worth knowing; never makes a build fail.
    Note,
}

macro_rules! codes {
    ($($code:ident $severity:ident $rule:literal)*) => {
        /// A rule that input can break.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum Code {
            $(#[doc = $rule] $code,)*
        }

        impl Code {
            /// All codes, in alphabetical order.
            pub const ALL: &[Code] = &[$(Code::$code),*];

            /// The severity that findings of this code have unless `[catalogue.checks]` says otherwise.
            pub fn severity(self) -> Severity {
                match self {
                    $(Code::$code => Severity::$severity,)*
                }
            }

            /// The rule in one line.
            pub fn rule(self) -> &'static str {
                match self {
                    $(Code::$code => $rule,)*
                }
            }

            /// The code as it is written: `C060`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Code::$code => stringify!($code),)*
                }
            }
        }
    };
}

codes! {
    A001 Note    "an image has no alternative text"
    A002 Note    "a code group lacks a language that others on the page have"
    A003 Note    "a diagram has no title"
    A004 Warning "two elements of a page ask for the same id"
    A005 Warning "a footnote is defined twice, never used, or not defined; an abbreviation is explained in two ways"
    A006 Note    "a link works here but not where the files are read without patternbook"
    A008 Warning "a code block that shows a file has a text of its own"
    A010 Note    "a setting or a link inside a diagram has no effect"
    A020 Error   "a template does not compile"
    A021 Error   "a template fills a block that no parent template has"
    A023 Error   "a template fails while a page is made"
    A030 Warning "what stands behind the language of a code block cannot be read"
    B001 Error   "a key of `book.toml` is unknown"
    B002 Warning "a key of `book.toml` was removed from mdBook"
    B003 Error   "a value of `book.toml` has the wrong type or is not allowed"
    B004 Error   "a key of `book.toml` is set twice, or the file is not valid TOML"
    B006 Warning "a run button or an editor is asked for"
    B009 Error   "the book has no page"
    B018 Warning "a folder has several files that could stand for it"
    B019 Warning "a setting has no effect in this version"
    B020 Error   "an included file is not there"
    B021 Error   "an included file has no such lines or anchor"
    B024 Warning "a directive is unknown"
    B025 Warning "a directive has an old name"
    B026 Error   "an old address is none, or leads nowhere or in a circle"
    B027 Error   "a file or folder that `book.toml` names does not exist"
    B028 Note    "an old address leads to another old address"
    C001 Error   "front matter is not valid YAML or TOML"
    C002 Error   "front matter is opened but never closed"
    C003 Warning "a front-matter key is unknown and close to a known one"
    C004 Error   "a front-matter value has the wrong type or is not allowed"
    C005 Warning "two front-matter keys of one page mean the same"
    C006 Error   "a key is set twice"
    C007 Error   "a key that the kind of a page asks for is missing"
    C008 Error   "a kind, family, status, maturity or level is unknown"
    C009 Error   "two entries have one id"
    C010 Error   "a quality is not declared"
    C011 Error   "a fact is not declared, or does not take the value"
    C012 Error   "a rating is off its scale"
    C013 Error   "a rating is no word of its scale"
    C014 Error   "a range is not two values, or goes backwards"
    C015 Error   "a change is rated, but not against what"
    C016 Warning "a range does not say what it depends on"
    C017 Warning "a rating at an end of its scale has no reason"
    C018 Warning "an entry says nothing of a quality that its kind wants rated"
    C019 Warning "an argument contradicts the rating of its quality"
    C020 Warning "an entry costs nothing"
    C021 Warning "a quality is `n/a` in every row"
    C022 Note    "two columns of a matrix say nearly the same"
    C023 Note    "a quality has the same rating in every row"
    C024 Error   "an unquoted comma split a text"
    C027 Error   "`entry_ids` or `entries` names sections that are not there"
    C028 Warning "a measurement or a citation does not say where it can be read"
    C030 Error   "a reference names no page, or several"
    C031 Error   "a relation type is unknown"
    C032 Note    "a reference names an entry by its title or alias"
    C033 Error   "an entry is related to itself"
    C034 Error   "a relation makes a circle"
    C035 Error   "two entries conflict and need each other"
    C036 Note    "a relation is declared from both ends with nothing added"
    C037 Warning "a relation that needs a reason has none"
    C038 Warning "a relation leads to a draft"
    C039 Warning "a deprecated entry names no successor"
    C040 Error   "two entries share a name"
    C041 Error   "one tag address belongs to two labels, or two declarations of tags disagree"
    C042 Warning "two tags differ only by case, hyphens or the plural"
    C043 Note    "a tag is used once"
    C044 Warning "a tag is not in the vocabulary"
    C045 Note    "a declared tag is used nowhere"
    C050 Error   "an example, or the file with its output, is missing"
    C051 Error   "an example failed, or printed something else"
    C052 Error   "an example took too long"
    C053 Error   "an example imports what the standard library does not have"
    C054 Note    "an example was not run, because there is nothing to run it with"
    C060 Error   "a link leads to a page or a heading that is not there"
    C061 Warning "an absolute link leads into the book itself"
    C062 Error   "an image or a linked file is missing"
    C070 Error   "a matrix names a kind, a column or a row order that is not there"
    C071 Warning "a matrix has no rows"
    C072 Error   "a preset names a kind, a quality or a fact that is not there"
    C073 Error   "a preset of the decision helper excludes every entry"
    C075 Warning "a key of a catalogue table is unknown"
    C076 Error   "a catalogue table cannot be used"
    C080 Note    "pros and cons are found in prose, but not used"
    C081 Warning "pros stand without cons, or cons without pros"
    C082 Warning "a component with catalogue data cannot be read"
    C083 Note    "two sections are called the same, and got longer ids"
    C090 Warning "an entry was not reviewed for long"
    D003 Error   "a page is both draft and unlisted"
    D004 Error   "a `_category_` file or `tags.yml` cannot be read as one"
    D005 Error   "a category links to a page that is not there"
    D006 Error   "`pagination_next` or `pagination_prev` names a page that is not there"
    D010 Error   "an `id` or `slug` makes no address"
    D011 Note    "a folder shows nothing, because all its pages are drafts"
    D012 Warning "a container has a name that is not known, or stands in the wrong place"
    D013 Warning "a container is never closed, or a line closes none"
    S001 Error   "the output folder is one that must not be written to"
    S002 Error   "a file in the way was not written by patternbook"
    S003 Error   "another build is writing the output folder"
    S004 Error   "two sources make one output file"
    S005 Error   "an output name would not work on every system"
    S006 Error   "an output path leaves the output folder"
    S010 Error   "a path leads outside the folders that may be read"
    S011 Error   "a link leads outside the folders that may be read"
    S012 Error   "links lead in a circle"
    S013 Error   "a file is not a regular file or cannot be read"
    S014 Error   "files include or extend each other in a circle"
    S015 Error   "a text is not valid UTF-8"
    S016 Error   "a file vanished, or a link leads to nothing"
    S017 Error   "the output folder could not be written"
    S020 Warning "an address has a scheme that runs code or reads local files"
    S021 Warning "an attribute may not be set from Markdown"
    S030 Error   "a limit of size or depth is exceeded"
    S031 Warning "a formula or a diagram cannot be shown"
    S050 Note    "the preview looks for changes at intervals"
    S051 Note    "what a build remembers cannot be kept for the next one"
    S052 Note    "the history of the repository is cut off"
    S053 Note    "the history of the repository cannot be read"
    S090 Error   "patternbook itself failed on this input"
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Severity {
    /// The word that is printed: `error`, `warning` or `note`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        assert!(Code::ALL.is_sorted_by_key(|code| code.as_str()));
    }
}
