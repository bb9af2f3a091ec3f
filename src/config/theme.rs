//! `[theme]`: what can be set of the look without writing CSS or templates.
//!
//! In: the table. Out: [`Theme`].

use std::ops::Range;

use crate::path::input::InputPath;

/// `[theme]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// `logo`: a picture before the title in the header, a file of the project.
    pub logo: Option<(InputPath, Range<usize>)>,
    /// `icon`: the icon of browser tabs, a file of the project.
    pub icon: Option<(InputPath, Range<usize>)>,
    /// `nav`: links in the header, label and address as written.
    pub nav: Vec<NavLink>,
    /// `footer`: a line of text at the foot of every page.
    pub footer: Option<String>,
    /// `scheme`: which colours a reader sees who has not chosen.
    pub scheme: Scheme,
    /// `sidebar-limit`: entries of one level that a page shows.
    pub sidebar_limit: usize,
    /// `contents-levels`: first and last heading level in the contents of a page.
    pub contents_levels: (u8, u8),
}

/// A link in the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavLink {
    /// What it says.
    pub label: String,
    /// Where it leads: an address, or a page's file.
    pub href: String,
    /// The place of the address.
    pub place: Range<usize>,
}

/// The colours of a site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// As the reader's system has it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}
