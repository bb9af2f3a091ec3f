//! What is written for machines: every address in it leads to something that is there.

use std::collections::{BTreeMap, BTreeSet};

use patternbook::path::percent::decode;
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::support::{
    below, blessing, book_files, book_names, pairs, path, report, run_build, sources,
};

/// Where a book lies that has every output.
const BOOK: &str = "tests/data/published";

/// That book with its paths below its own folder.
fn published() -> BTreeMap<String, String> {
    let mut files = below(BOOK);
    files.retain(|path, _| !path.starts_with("expected"));
    files
}

/// The lines of a document that only machines read.
fn head(html: &str) -> String {
    let marks = [
        "canonical",
        "alternate",
        "property=",
        "ld+json",
        "noindex",
        "class=\"markdown\"",
        "<time",
    ];
    let lines = html.lines();
    let told = lines.filter(|line| marks.iter().any(|mark| line.contains(mark)));
    told.map(|line| format!("{line}\n")).collect()
}

#[test]
fn what_machines_are_told_is_as_expected() {
    let book = published();
    let built = run_build(&sources(&book));
    let mut told = BTreeMap::new();
    let mut heads = String::new();
    for (name, text) in &built.files {
        let is_data = name.starts_with("data/") || name.starts_with("assets/");
        let ending = name.rsplit('.').next().unwrap_or_default();
        match ending {
            "html" => heads.push_str(&format!("== {name}\n{}", head(text))),
            "xml" | "txt" | "md" | "CNAME" if !is_data => {
                drop(told.insert(name.clone(), text.clone()));
            }
            _ => {}
        }
    }
    told.insert("heads.html.txt".to_string(), heads);
    told.insert(
        "findings.txt".to_string(),
        report(&built.findings, &pairs(&book)),
    );
    let folder = format!("{BOOK}/expected");
    if blessing() {
        for (name, text) in &told {
            let file = path(&format!("{folder}/{name}"));
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
    }
    let expected = below(&folder);
    let names: BTreeSet<&String> = expected.keys().chain(told.keys()).collect();
    for name in names {
        assert_eq!(
            told.get(name),
            expected.get(name),
            "{name}; `BLESS=1` rewrites it"
        );
    }
}

/// The addresses of links and pictures in a Markdown text.
fn addresses(markdown: &str) -> Vec<String> {
    let text = without_front_matter(markdown);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let address = |event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.to_string())
        }
        _ => None,
    };
    Parser::new_ext(text, options).filter_map(address).collect()
}

fn without_front_matter(markdown: &str) -> &str {
    let rest = markdown.strip_prefix("---\n");
    let rest = rest.and_then(|rest| rest.split_once("\n---\n"));
    rest.map_or(markdown, |(_, text)| text)
}

/// The file behind an address on a file of the site; `None` if it leads out.
fn file_behind(file: &str, address: &str, root: &str) -> Option<String> {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let (mut parts, path): (Vec<&str>, &str) = match path.strip_prefix(root) {
        Some(path) if !root.is_empty() => (Vec::new(), path),
        _ if path.contains(':') => return None,
        _ => (file.split('/').collect(), path),
    };
    if !(path.is_empty() && parts.len() > 1) {
        parts.pop();
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    let name = decode(&parts.join("/"));
    Some(match path.ends_with('/') || path.is_empty() {
        true => format!("{name}/index.html")
            .trim_start_matches('/')
            .to_string(),
        false => name,
    })
}

#[test]
fn every_link_of_a_copy_and_of_the_lists_of_copies_leads_to_a_file() {
    let root = "https://example.org/patterns/";
    let mut checked = 0;
    let mut books: Vec<_> = book_names()
        .into_iter()
        .map(|name| (book_files(&name), name))
        .collect();
    books.push((published(), BOOK.to_string()));
    for (written, book) in books {
        let built = run_build(&sources(&written));
        let files = built.files;
        // What the build reports is as its author wrote it.
        let messages = built.findings.iter().map(|finding| finding.message.clone());
        let messages: Vec<String> = messages.collect();
        let is_ours = |path: &&String| path.ends_with(".md") || path.starts_with("llms");
        let written = files.keys().filter(is_ours);
        let generated = |path: &str| path.contains("/decision.md") || path.contains("data/");
        for path in written.filter(|path| !generated(path)) {
            for address in addresses(&files[path]) {
                if address.starts_with('#') || address.starts_with("mailto:") {
                    continue;
                }
                let Some(file) = file_behind(path, &address, root) else {
                    continue;
                };
                assert!(
                    files.contains_key(&file)
                        || messages.iter().any(|message| message.contains(&*address)),
                    "{book}: {path}: {address} leads to {file}"
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 50, "{checked} addresses");
}

#[test]
fn every_published_page_has_a_copy_and_stands_in_the_lists() {
    let files = run_build(&sources(&published())).files;
    let list = &files["llms.txt"];
    let map = &files["sitemap.xml"];
    let full = &files["llms-full.txt"];
    for page in [
        "index",
        "patterns/retry",
        "patterns/breaker",
        "guides/choose",
    ] {
        assert!(files.contains_key(&format!("{page}.md")), "{page}");
        assert!(list.contains(&format!("patterns/{page}.md)")), "{page}");
        let address = format!("https://example.org/patterns/{page}/").replace("/index/", "/");
        assert!(map.contains(&format!("<loc>{address}</loc>")), "{address}");
        assert!(full.contains(&format!("url: \"{address}\"")), "{address}");
    }
    for hidden in ["guides/hidden", "guides/draft"] {
        assert!(!files.contains_key(&format!("{hidden}.md")));
        for text in [list, map, full] {
            assert!(!text.contains(hidden), "{hidden}");
        }
    }
    let pages: BTreeSet<&str> = map.split("<loc>").skip(1).collect();
    assert!(pages.len() > 5);
    for page in pages {
        let address = page.split("</loc>").next().unwrap();
        let file = file_behind("", address, "https://example.org/patterns/").unwrap();
        assert!(files.contains_key(&file), "{address}");
    }
}

#[test]
fn links_on_a_print_page_lead_to_what_is_on_it_and_ids_are_unique() {
    let mut checked = 0;
    let mut books: Vec<_> = book_names().iter().map(|name| book_files(name)).collect();
    books.push(published());
    for book in books {
        let files = run_build(&sources(&book)).files;
        for (name, html) in files.iter().filter(|(name, _)| name.contains("print/")) {
            let values = |attribute: &str| -> Vec<String> {
                let mark = format!(" {attribute}=\"");
                let parts = html.split(mark.as_str()).skip(1);
                let value = |part: &str| part.split('"').next().unwrap().to_string();
                parts.map(value).collect()
            };
            let ids = values("id");
            let unique: BTreeSet<&String> = ids.iter().collect();
            assert_eq!(ids.len(), unique.len(), "{name}");
            let old_ids = values("name");
            let targets: BTreeSet<&String> = ids.iter().chain(&old_ids).collect();
            for address in values("href") {
                let Some(id) = address.strip_prefix('#') else {
                    continue;
                };
                assert!(targets.contains(&decode(id)), "{name}: #{id}");
                checked += 1;
            }
        }
    }
    assert!(checked > 100, "{checked} links");
}

#[test]
fn a_print_page_holds_its_part_in_order_and_leads_out_for_the_rest() {
    let files = run_build(&sources(&published())).files;
    let book = &files["print/index.html"];
    let part = &files["print/patterns/index.html"];
    let place = |html: &str, text: &str| html.find(text).unwrap_or_else(|| panic!("no {text}"));
    let order = [
        "index",
        "guides",
        "guides/choose",
        "patterns",
        "patterns/breaker",
        "patterns/retry",
    ];
    let order = order.map(|page| place(book, &format!("class=\"print-page\" id=\"{page}\"")));
    assert!(order.is_sorted(), "{order:?}");
    assert!(book.contains("href=\"#patterns/breaker:when\""));
    assert!(part.contains("href=\"#patterns/breaker:when\""));
    assert!(book.contains("href=\"#guides/choose\""), "an included link");
    assert!(
        part.contains("href=\"../../guides/choose/\""),
        "it is not on this page"
    );
    assert!(
        book.contains("src=\"../patterns/wait.svg\"")
            && part.contains("src=\"../../patterns/wait.svg\"")
    );
    assert!(
        book.contains("href=\"#patterns/retry\">Raw links"),
        "raw HTML"
    );
    assert!(book.contains("<meta name=\"robots\" content=\"noindex\">"));
    for hidden in ["Nobody finds this", "id=\"guides/hidden\""] {
        assert!(!book.contains(hidden) && !part.contains(hidden), "{hidden}");
    }
    assert!(!files["sitemap.xml"].contains("print/"));
    assert!(files["patterns/retry/index.html"].contains("href=\"../../print/patterns/\""));
}
