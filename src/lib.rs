//! patternbook
pub mod path;
pub mod text;
pub mod diagnostic;
pub mod html;
pub mod words;
pub mod fingerprint;
pub mod memo;
pub mod value;
pub mod body;
pub mod card;
pub mod config;
pub mod page_options;
pub mod sources;
pub mod front_matter;
pub mod markdown;
pub mod page;
pub mod fragment;
pub mod outline;
pub mod catalogue;
pub mod export;
pub mod theme;
pub mod view;

pub mod disk;
