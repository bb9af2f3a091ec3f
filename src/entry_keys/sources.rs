//! `examples` and `references`: what an entry rests on.
//!
//! In: the values of the keys. Out: examples and publications. Whether files are there is not known here.

use crate::declared::{Example, Publication};
use crate::diagnostic::{Code, Diagnostic};
use crate::entry_keys::reader::Reader;
use crate::path::scheme::{Address, classify};
use crate::value::node::{Node, Value};

/// The longest time that an example may ask for, in seconds.
const LONGEST: u64 = 3600;

/// Reads examples: tables, or paths alone.
pub(crate) fn examples(node: &Node, place: &str, reader: &mut Reader) -> Vec<Example> {
    reader.list(node, |reader, item| {
        if !matches!(item.value, Value::Map(_)) {
            return reader.text(item, place).map(|path| Example {
                path,
                title: None,
                language: None,
                expect: None,
                is_run: true,
                timeout: None,
                shows: None,
            });
        }
        let mut keys = reader.keys(item, place);
        let path = reader.required(&mut keys, item, "path", place);
        let title = keys.text("title");
        let language = keys.text("lang");
        let expect = keys.text("expect");
        let is_run = keys.flag("run").unwrap_or(true);
        let timeout = keys.number("timeout", 1..LONGEST + 1);
        let shows = keys.text("shows");
        reader.close(keys, item, place);
        path.map(|path| Example {
            path,
            title,
            language,
            expect,
            is_run,
            timeout,
            shows,
        })
    })
}

/// Reads a bibliography: tables, or titles alone.
pub(crate) fn publications(node: &Node, place: &str, reader: &mut Reader) -> Vec<Publication> {
    reader.list(node, |reader, item| {
        if !matches!(item.value, Value::Map(_)) {
            let title = reader.text(item, place)?;
            let is_web = ["https://", "http://"]
                .iter()
                .any(|scheme| title.starts_with(scheme));
            return Some(Publication {
                url: is_web.then(|| title.clone()),
                title,
                author: None,
                year: None,
                kind: None,
                note: None,
            });
        }
        let mut keys = reader.keys(item, place);
        let title = reader.required(&mut keys, item, "title", place);
        let (author, year) = (keys.text("author"), keys.text("year"));
        let url_node = keys.take("url");
        let (kind, note) = (keys.text("kind"), keys.text("note"));
        reader.close(keys, item, place);
        let url = url_node.and_then(|node| address(node, &format!("{place}.url"), reader));
        title.map(|title| Publication {
            title,
            author,
            year,
            url,
            kind,
            note,
        })
    })
}

/// An address that will stand in pages.
fn address(node: &Node, place: &str, reader: &mut Reader) -> Option<String> {
    let address = reader.text(node, place)?;
    let Address::Refused(scheme) = classify(&address) else {
        return Some(address);
    };
    let finding = Diagnostic::new(Code::S020, format!("`{place}` has the scheme `{scheme}`"))
        .at(reader.span(node))
        .label("not written into any page")
        .help("use an address that begins with `https://`, or a path");
    reader.found.push(finding);
    None
}
