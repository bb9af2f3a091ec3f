//! patternbook turns a folder of Markdown pages into a documentation site.
//!
//! # The pipeline
//!
//! A build is a chain of plain functions, each from values to one value named after what it is:
//!
//! ```text
//!   disk                                                                          disk, browser
//!    │  disk/read                                             disk/publish, serve/http  ▲
//!    ▼                                                                                  │
//! Sources                                                                             Site
//!    ├─ book.toml ─▶ Config                                                             ▲
//!    ├─ paths, _category_ files ─▶ Outline ──────────────┐                              │
//!    ├─ text ─▶ PageInput ─▶ Page ─┬─ card ──────────────┴─▶ Catalogue ─┬─ navigation ──┤
//!    │                             │                                    └─ Place, Frame │
//!    │                             ├─ body ──────────────────────┐             │        │
//!    │                             └─ fragments ─▶ Rendered ─────┤             │        │
//!    ├─ templates ─▶ Engine ─────────────────────────────────────┴─▶ Document ─┴────────┤
//!    └─ static files ─▶ assets ─────────────────────────────────────────────────────────┘
//! ```
//!
//! Five rules hold everywhere:
//!
//! 1. No object lives through phases, so no field is empty "until later" and no order has to be remembered.
//! 2. What a value depends on is its argument. A page depends on its own file and those it includes; what
//!    others may know of it is its [`card`]; the [`catalogue`] is made of cards alone.
//! 3. Reading and writing stand at the end of the module list. Everything before is total: an author's mistake is a
//!    [`diagnostic`] that travels with the value, never an `Err`, never a log line.
//! 4. HTML is made from structure and escaped in one place, [`html`]. Where it depends on another page, a typed hole
//!    stands in the [`body`].
//! 5. The preview and the command line make the same call, [`build::build`], with a warm or a cold cache. The cache
//!    changes the time, and nothing else. A page that was just saved is put into the last build first, by
//!    [`build::revise`], if that is all that changes; the author sees it at once, and the whole build follows.
//!
//! # Walk one file
//!
//! [`disk`] finds `content/styles/observer.md`. [`page::parse`] splits the [`front_matter`], takes in what the page
//! names ([`mod@include`]), runs the [`markdown`], whose steps are numbered in its first comment, and looks for pros and
//! cons ([`ingest`]). Code blocks go to
//! [`fragment`]. The card goes to the [`catalogue`], which puts the page in the tree and decides where its links lead.
//! [`view`] states what a template sees; [`render`] fills the holes and runs the template; [`links`] reads the finished
//! HTML and reports addresses that lead nowhere. [`site`] files it under `styles/observer/index.html`;
//! [`disk::publish`] writes it if it differs, or [`serve`] sends it from memory.
//!
//! # Order
//!
//! The list below is the order of reading and the order of layers: a module uses only modules listed above it, and a
//! child never its parent. The tests in `tests/suite/tidy.rs` hold this, and that each package is named behind one
//! door only.

// ── vocabulary
pub mod path;
pub mod text;
pub mod diagnostic;
pub mod html;
pub mod words;
pub mod fingerprint;
pub mod store;
pub mod memo;
pub mod value;
pub mod pattern;
pub mod look;
pub mod body;
pub mod model;
pub mod declared;
pub mod card;
pub mod entry_keys;
pub mod vocabulary;
pub mod config;
pub mod include;
pub mod page_options;
pub mod picture;
pub mod sources;
// ── one file
pub mod front_matter;
pub mod markdown;
pub mod component;
pub mod ingest;
pub mod page;
pub mod fragment;
// ── the whole book
pub mod outline;
pub mod catalogue;
pub mod examples;
pub mod generated;
pub mod shows;
pub mod routes;
pub mod search;
pub mod indexes;
pub mod redirects;
pub mod export;
// ── what is shown
pub mod theme;
pub mod view;
pub mod render;
pub mod links;
pub mod print;
pub mod site;
pub mod build;
pub mod report;
#[cfg(feature = "testing")]
pub mod testing;
// ── edge: may do I/O
pub mod disk;
pub mod serve;
pub mod commands;
pub mod cli;
