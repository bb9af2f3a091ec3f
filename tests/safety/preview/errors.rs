//! The preview survives errors, says what they are, and forgets them when they are mended.

use crate::preview::live::{Live, Tab};

const FINDINGS: &str = "/.patternbook/findings";

fn book() -> (Live, Tab) {
    let files = [
        ("book.toml", "[book]\ntitle = \"Book\"\n"),
        ("content/index.md", "# Start\n\nStart.\n"),
        ("content/a.md", "---\nslug: /own\n---\n# A\n\nGood.\n"),
        ("content/b.md", "# B\n\nText 0.\n"),
    ];
    let live = Live::start(&files, &["--editor", "x-editor://{path}:{line}:{col}"]);
    let tab = live.listen();
    (live, tab)
}

/// Breaks a file, looks at what is said, and mends it.
fn check(path: &str, broken: &str, place: &str, mended: &str) {
    let (live, mut tab) = book();
    live.write(path, broken);
    live.wait_for(&mut tab, FINDINGS, place);
    let findings = live.get(FINDINGS).body;
    let link = format!(
        "<a href=\"x-editor://{}/{place}",
        live.path("").display().to_string().trim_matches('/')
    );
    assert!(findings.contains(&link), "{link} is not in {findings}");
    assert!(!findings.contains("<script"), "{findings}");
    assert!(
        live.get("/own/").body.contains("Good."),
        "the last good page stays"
    );
    live.wait_said(&format!("--> {place}"));
    // Other pages can still be edited, unless the whole site is held.
    if path.ends_with("a.md") {
        live.write("content/b.md", "# B\n\nText 1.\n");
        live.wait_for(&mut tab, "/b/", "Text 1.");
    }
    assert!(
        live.get(FINDINGS).body.contains(place),
        "it does not go by itself"
    );
    live.write(path, mended);
    live.wait(&mut tab, FINDINGS, |reply| !reply.body.contains("<li "));
    let counts = live
        .get(&format!(
            "/.patternbook/since/{}/{}/",
            tab.run, tab.generation
        ))
        .body;
    assert!(counts.contains("errors 0\nwarnings 0\n"), "{counts}");
    live.settle(&mut tab, "mended");
    live.assert_clean();
}

#[test]
fn a_page_with_an_error_is_shown_as_it_was() {
    check(
        "content/a.md",
        "---\nslug: /own\ntitle: [<script>alert(1)</script>\n---\n# A\n\nBad.\n",
        "content/a.md:",
        "---\nslug: /own\n---\n# A\n\nGood again.\n",
    );
    check(
        "content/a.md",
        "---\nslug: /own\n---\n# A\n\nBad <script>alert(1)</script> [x](gone.md).\n",
        "content/a.md:6:35",
        "# A\n\nGood again, elsewhere.\n",
    );
}

#[test]
fn an_error_in_the_settings_holds_the_site() {
    check(
        "book.toml",
        "[book]\ntitel = \"<script>\"\n",
        "book.toml:2:1",
        "[book]\ntitle = \"New\"\n",
    );
    check(
        "book.toml",
        "[book\n",
        "book.toml:1:",
        "[book]\ntitle = \"New\"\n",
    );
    check(
        "book.toml",
        "[pages]\nurl-style = \"flie\"\n",
        "book.toml:2:13",
        "[pages]\nurl-style = \"auto\"\n",
    );
}

#[test]
fn an_error_in_a_template_holds_the_site() {
    check(
        "templates/page.html",
        "{{ page.title }} {% if %}<script>",
        "templates/page.html:1:",
        "{{ page.title }} {{ page.body | safe }}",
    );
}

#[test]
fn an_error_in_a_folder_s_file_holds_the_site() {
    check(
        "content/_category_.yml",
        "label: [\n",
        "content/_category_.yml:",
        "label: Fine\n",
    );
}

#[test]
fn a_comment_that_is_not_closed_does_not_cut_off_the_page() {
    let (live, mut tab) = book();
    live.write("content/b.md", "# B\n\n<!-- not closed\n\nText 1.\n");
    live.wait_for(&mut tab, "/b/", "not closed");
    let request = b"GET /b/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let mut stream = crate::preview::wire::connect(live.port);
    std::io::Write::write_all(&mut stream, request).unwrap();
    let mut page = String::new();
    std::io::Read::read_to_string(&mut stream, &mut page).unwrap();
    let script = page.find("/.patternbook/preview.js").unwrap();
    assert!(script < page.find("<!-- not closed").unwrap(), "{page}");
}
