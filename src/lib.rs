//! patternbook
pub mod body;
pub mod card;
pub mod config;
pub mod diagnostic;
pub mod fingerprint;
pub mod front_matter;
pub mod html;
pub mod memo;
pub mod path;
pub mod site;
pub mod sources;
pub mod text;
pub mod value;
pub mod view;
