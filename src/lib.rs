//! patternbook
pub mod path;
pub mod text;
pub mod diagnostic;
pub mod html;
pub mod fingerprint;
pub mod memo;
pub mod value;
pub mod body;
pub mod card;
pub mod config;
pub mod sources;
pub mod front_matter;
pub mod fragment;
pub mod view;
pub mod site;
