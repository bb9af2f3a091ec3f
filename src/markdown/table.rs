//! Tables.
//!
//! In: what the parser says of a table, cell by cell. Out: its HTML. A table in a page stands in a box that scrolls,
//! so that a wide one never widens the page.

use pulldown_cmark::Alignment;

use crate::html::Html;

/// A table that is being written.
#[derive(Debug)]
pub struct Table {
    alignments: Vec<Alignment>,
    is_framed: bool,
    in_head: bool,
    in_body: bool,
    column: usize,
    /// The name of the open cell.
    cell: &'static str,
}

impl Table {
    /// Opens a table; one with a name stands in a box of that name.
    pub fn open(alignments: Vec<Alignment>, name: Option<&str>, out: &mut Html) -> Table {
        let is_framed = name.is_some();
        if let Some(name) = name {
            let focus = ("tabindex", "0");
            out.open(
                "div",
                &[
                    ("class", "table"),
                    ("role", "group"),
                    focus,
                    ("aria-label", name),
                ],
            );
        }
        out.push_static("<table>");
        Table {
            alignments,
            is_framed,
            in_head: true,
            in_body: false,
            column: 0,
            cell: "td",
        }
    }

    /// Closes the head.
    pub fn close_head(&mut self, out: &mut Html) {
        out.push_static("</tr></thead>\n");
        self.in_head = false;
    }

    /// Opens a row of the body.
    pub fn open_row(&mut self, out: &mut Html) {
        if !self.in_body {
            self.in_body = true;
            out.push_static("<tbody>\n");
        }
        self.column = 0;
        out.push_static("<tr>");
    }

    /// Opens a cell. A cell of the head that says nothing heads nothing, so it is a plain one.
    pub fn open_cell(&mut self, is_empty: bool, out: &mut Html) {
        let is_head = self.in_head && !(is_empty && self.is_framed);
        self.cell = if is_head { "th" } else { "td" };
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => "left",
            Some(Alignment::Center) => "center",
            Some(Alignment::Right) => "right",
            Some(Alignment::None) | None => "",
        };
        self.column += 1;
        let attributes: &[(&str, &str)] = if class.is_empty() {
            &[]
        } else {
            &[("class", class)]
        };
        out.open(self.cell, attributes);
    }

    /// Closes a cell.
    pub fn close_cell(&self, out: &mut Html) {
        out.close(self.cell);
    }

    /// Closes the table.
    pub fn close(self, out: &mut Html) {
        if self.in_body {
            out.push_static("</tbody>");
        }
        out.push_static(if self.is_framed {
            "</table></div>\n"
        } else {
            "</table>\n"
        });
    }
}
