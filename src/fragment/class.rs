//! What the pieces of code are to a reader.
//!
//! In: the scopes that grammars give to a piece of code. Out: one of a dozen classes, each a letter in the
//! HTML, and `Bare` for all that needs no colour.

/// What a piece of code is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Nothing in particular.
    Bare,
    /// Name of an attribute or a property.
    Attribute,
    /// Comment.
    Comment,
    /// Line that a patch removes.
    Deleted,
    /// Name of a function.
    Function,
    /// Heading of a document or a patch.
    Heading,
    /// Line that a patch adds.
    Inserted,
    /// Keyword, modifier or built-in type.
    Keyword,
    /// Macro, annotation or directive.
    Macro,
    /// Number, language constant or character reference.
    Number,
    /// String, symbol or regular expression.
    String,
    /// Name of an element, or key of a mapping.
    Tag,
    /// Name of a type or a class.
    Type,
}

/// Scopes of the grammars and their classes. The first prefix that fits a scope decides it; of the scopes around a
/// piece of code the innermost that is decided counts, but a string that is the key of a mapping is a key. `Bare` ends the search: code inside a string
/// is no string.
pub(crate) const RULES: &[(&str, Class)] = &[
    ("comment", Class::Comment),
    ("constant.character.entity", Class::Number),
    ("constant.language", Class::Number),
    ("constant.nil", Class::Number),
    ("constant.numeric", Class::Number),
    ("constant.other.color", Class::Number),
    ("constant.other.datetime", Class::Number),
    ("constant.other.symbol", Class::String),
    ("entity.name.class", Class::Type),
    ("entity.name.enum", Class::Type),
    ("entity.name.function", Class::Function),
    ("entity.name.impl", Class::Type),
    ("entity.name.interface", Class::Type),
    ("entity.name.macro", Class::Macro),
    ("entity.name.section", Class::Heading),
    ("entity.name.struct", Class::Type),
    ("entity.name.table", Class::Heading),
    ("entity.name.tag", Class::Tag),
    ("entity.name.trait", Class::Type),
    ("entity.name.type", Class::Type),
    ("entity.name.union", Class::Type),
    ("entity.other.attribute-name", Class::Attribute),
    ("entity.other.inherited-class", Class::Type),
    ("entity.other.pseudo-class", Class::Attribute),
    ("entity.other.pseudo-element", Class::Attribute),
    ("entity.section", Class::Heading),
    ("entity.type.function", Class::Function),
    ("keyword.control.at-rule", Class::Macro),
    ("keyword.control.heredoc-token", Class::String),
    ("keyword.control.import.c", Class::Macro),
    ("keyword.control.import.c++", Class::Macro),
    ("keyword.control.import.define", Class::Macro),
    ("keyword.control.import.include", Class::Macro),
    ("keyword.name", Class::Tag),
    ("keyword.other.unit", Class::Number),
    ("keyword", Class::Keyword),
    ("markup.deleted", Class::Deleted),
    ("markup.heading", Class::Heading),
    ("markup.inserted", Class::Inserted),
    ("meta.annotation.parameters", Class::Bare),
    ("meta.annotation.rust", Class::Macro),
    ("meta.diff", Class::Heading),
    ("meta.group.expansion.command", Class::Bare),
    ("meta.interpolation", Class::Bare),
    ("meta.mapping.key.json", Class::Tag),
    ("meta.mapping.key.terraform", Class::Tag),
    ("meta.tag.key", Class::Tag),
    ("meta.template.expression", Class::Bare),
    ("punctuation.definition.annotation", Class::Macro),
    ("source.regexp", Class::String),
    ("source", Class::Bare),
    ("storage.modifier.attribute", Class::Macro),
    ("storage.modifier.conversion", Class::Bare),
    ("storage.type.string", Class::String),
    ("storage", Class::Keyword),
    ("string", Class::String),
    ("support.class", Class::Type),
    ("support.constant", Class::Number),
    ("support.function", Class::Function),
    ("support.macro", Class::Macro),
    ("support.type.custom-property", Class::Attribute),
    ("support.type.property-name", Class::Attribute),
    ("support.type", Class::Type),
    ("text", Class::Bare),
    ("variable.annotation", Class::Macro),
    ("variable.function", Class::Function),
];

/// What a piece of code is within some scopes. Keywords and functions are words: operators and brackets, which some
/// grammars call so too, are decided by what is around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Meaning {
    word: Class,
    sign: Class,
}

impl Meaning {
    /// Outside of all scopes.
    pub(crate) const NONE: Meaning = Meaning {
        word: Class::Bare,
        sign: Class::Bare,
    };

    /// The meaning within one more scope, which a rule gives a class or none.
    pub(crate) fn within(self, class: Option<Class>) -> Meaning {
        let decide = |around: Class| match class {
            Some(Class::String) if around == Class::Tag => Class::Tag,
            Some(class) => class,
            None => around,
        };
        let is_for_words = matches!(class, Some(Class::Keyword | Class::Function));
        Meaning {
            word: decide(self.word),
            sign: if is_for_words {
                self.sign
            } else {
                decide(self.sign)
            },
        }
    }

    /// The class of a text.
    pub(crate) fn class(self, text: &str) -> Class {
        let is_letter = |character: char| character.is_alphabetic() || character == '_';
        match text.contains(is_letter) {
            true => self.word,
            false => self.sign,
        }
    }
}

impl Class {
    /// The tag that opens a span of this class; its letter is what style sheets know.
    pub(crate) fn opening(self) -> Option<&'static str> {
        Some(match self {
            Class::Bare => return None,
            Class::Attribute => "<span class=\"a\">",
            Class::Comment => "<span class=\"c\">",
            Class::Deleted => "<span class=\"d\">",
            Class::Function => "<span class=\"f\">",
            Class::Heading => "<span class=\"h\">",
            Class::Inserted => "<span class=\"i\">",
            Class::Keyword => "<span class=\"k\">",
            Class::Macro => "<span class=\"m\">",
            Class::Number => "<span class=\"n\">",
            Class::String => "<span class=\"s\">",
            Class::Tag => "<span class=\"g\">",
            Class::Type => "<span class=\"t\">",
        })
    }
}
