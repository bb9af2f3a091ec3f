//! Diagrams: every one of the samples is drawn, always alike, with nothing in it that a browser would run or fetch; and
//! what is made to hurt is refused or drawn, but ends.

use std::sync::Arc;

use patternbook::body::Fragment;
use patternbook::config::Limits;
use patternbook::diagnostic::Code;
use patternbook::fragment::highlight::Highlighter;
use patternbook::fragment::{FragmentInput, render};
use patternbook::html::Html;

use crate::support::{files, text};

/// The HTML of a diagram and the codes of what is found.
fn drawn(source: &str) -> (String, Vec<Code>) {
    let fragment = Arc::new(Fragment {
        language: "mermaid".to_string(),
        text: source.to_string(),
        ..Fragment::default()
    });
    let input = Arc::new(FragmentInput::new(
        &Arc::new(Highlighter::new()),
        &Limits::default(),
        true,
    ));
    let rendered = render(&fragment, &input);
    for (range, finding) in &rendered.findings {
        assert!(
            source.get(range.clone()).is_some(),
            "{finding:?} is at {range:?}"
        );
    }
    let mut html = Html::new();
    rendered.write("code-1", &mut html);
    let codes = rendered.findings.iter().map(|(_, finding)| finding.code);
    (html.into_string(), codes.collect())
}

/// Whether a drawing, its texts aside, has only elements and attributes that neither run, fetch nor style.
fn assert_inert(html: &str) {
    let elements = [
        "circle", "code", "desc", "div", "ellipse", "marker", "path", "pre", "rect", "span", "svg",
        "text", "title", "tspan",
    ];
    let attributes = [
        "aria-label",
        "aria-labelledby",
        "class",
        "cx",
        "cy",
        "d",
        "data-language",
        "height",
        "id",
        "marker-end",
        "marker-start",
        "markerHeight",
        "markerUnits",
        "markerWidth",
        "orient",
        "r",
        "refX",
        "refY",
        "role",
        "rx",
        "ry",
        "tabindex",
        "viewBox",
        "width",
        "x",
        "y",
    ];
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("a tag ends");
        let tag = tag.trim_end_matches('/');
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(
            elements.contains(&name.trim_start_matches('/')),
            "<{tag}> in {html}"
        );
        while let Some((attribute, value)) = rest.trim_start().split_once("=\"") {
            assert!(attributes.contains(&attribute), "{attribute} in <{tag}>");
            let (value, next) = value.split_once('"').expect("a value ends");
            assert!(
                !value.contains("url(") || value.starts_with("url(#code-1-Tip"),
                "{value}"
            );
            rest = next;
        }
    }
}

#[test]
fn every_sample_is_drawn_small_inert_and_always_alike() {
    let samples = files("tests/data/diagrams", &|_| true);
    assert_eq!(samples.len(), 50);
    for path in samples {
        let source = text(&path);
        let (html, codes) = drawn(&source);
        assert_eq!(codes, [], "{path}");
        assert!(html.contains("<svg role=\"img\""), "{path}");
        assert!(html.len() < 6000, "{path} makes {} bytes", html.len());
        assert_inert(&html);
        assert_eq!(drawn(&source).0, html, "{path}");
    }
}

#[test]
fn ids_are_those_of_the_page() {
    let (html, _) = drawn(&text("tests/data/diagrams/flowchart-01-order.mmd"));
    for id in html.split(" id=\"").skip(1) {
        assert!(id.starts_with("code-1-"), "{id}");
    }
}

#[test]
fn labels_in_other_families_are_drawn_with_their_styles() {
    let (html, _) = drawn("flowchart LR\na[\"`**bold** and *it*`\"]");
    assert!(
        html.contains("<tspan class=\"bold\">bold</tspan>"),
        "{html}"
    );
    let (html, _) = drawn("classDiagram\nclass A {\n+b()$\n+c()*\n}");
    assert!(html.contains("class=\"underlined\">+b()"), "{html}");
    assert!(html.contains("class=\"italic\">+c()"), "{html}");
}

#[test]
fn the_name_of_a_frame_is_not_in_the_way_of_an_arrow() {
    let (html, _) = drawn(&text("tests/data/diagrams/class-05-namespaces.mmd"));
    let before = |part: &str| html[..html.find(part).unwrap()].rfind("x=\"").unwrap() + 3;
    let x = |part: &str| -> f64 {
        let rest = &html[before(part)..];
        rest[..rest.find('"').unwrap()].parse().unwrap()
    };
    let (name, step) = (x(">Billing<"), x(">InvoiceService<"));
    assert!(
        (name - step).abs() > 30.0,
        "{name} is near {step} in {html}"
    );
}

#[test]
fn what_is_made_to_hurt_ends_and_stays_inert() {
    let lines =
        |count: usize, line: &dyn Fn(usize) -> String| -> String { (0..count).map(line).collect() };
    let all = |count: usize, letter: &str| -> String {
        let names: Vec<String> = (0..count)
            .map(|number| format!("{letter}{number}"))
            .collect();
        names.join("&")
    };
    let nested = |head: &str, open: &str, close: &str, depth: usize| {
        format!(
            "{head}\n{}a-->b\n{}",
            open.repeat(depth),
            close.repeat(depth)
        )
    };
    let hostile = [
        format!("flowchart LR\n{}", lines(3000, &|n| format!("n{n}-->n{}\n", n + 1))),
        format!("flowchart LR\n{}", lines(499, &|n| format!("n{n}-->n{}\n", n + 1))),
        format!("flowchart LR\n{}", lines(499, &|n| format!("a{}-->a{}\n", n % 22, (n * 7 + n / 22) % 22))),
        format!("flowchart LR\n{}", "a-->b\n".repeat(2000)),
        format!("flowchart LR\n{}", "a-->a\n".repeat(490)),
        format!("flowchart LR\n{}", "a-->b;".repeat(5000)),
        format!("flowchart LR\n{}-->{}", all(300, "a"), all(300, "b")),
        format!("flowchart LR\n{}", lines(400, &|n| format!("a{n} {}> a{}\n", "-".repeat(100), n + 1))),
        format!("flowchart LR\na{}x{}", "[".repeat(2000), "]".repeat(2000)),
        format!("flowchart LR\na{}", "(".repeat(30_000)),
        format!("flowchart LR\na[{}]", "x".repeat(60_000)),
        format!("flowchart LR\na[\"{}\"]", "`**".repeat(1300)),
        nested("flowchart LR", "subgraph s\n", "end\n", 64),
        nested("flowchart LR", "subgraph s\n", "end\n", 200),
        nested("stateDiagram-v2", "state s {\n", "}\n", 60),
        nested("stateDiagram-v2", "state s { ", "} ", 400),
        nested("sequenceDiagram", "loop x\n", "end\n", 60),
        nested("classDiagram", "namespace n {\n", "}\n", 60),
        format!("classDiagram\nclass A{}", "~".repeat(4000)),
        format!("erDiagram\nA {{\n{}}}", "string x PK \"c\"\n".repeat(490)),
        format!("%%{{init: {{\"securityLevel\": \"loose\", \"theme\": {}", "[".repeat(3000)),
        "%%{".repeat(20_000),
        format!("---\ntitle: {}\n---\nflowchart LR\na-->b", "[".repeat(4000)),
        "---\nconfig: &a [*a, *a]\ntitle: &x [[*x]]\n---\nflowchart LR\na-->b".to_string(),
        "flowchart LR\na[\"<img src=x onerror=window.__x=1>\"] --> b[\"</text><script>x</script>\"]".to_string(),
        "flowchart LR\na-->b\nclick a href \"javascript:alert(1)\"\nclick b call x()".to_string(),
        "flowchart LR\na:::x-->b\nclassDef x fill:url(javascript:x),stroke:red\" onload=\"x".to_string(),
        "flowchart LR\na-->b\nstyle a fill:red\"onload=\"alert(1)".to_string(),
        "flowchart LR\naccTitle: </title><script>x</script>\naccDescr: \"><img src=x>\na-->b".to_string(),
        "flowchart LR\na[\"#lt;script#gt; &#x3c;script&#62;\"]-->b[\"\u{202e}x\0\u{7}\u{feff}\"]".to_string(),
        "flowchart LR\na@{ img: \"https://example.org/x.png\", label: \"L\", w: 1e308, h: -1 }".to_string(),
        "flowchart LR\na[\"$$\\frac{1}{2}$$\"]".to_string(),
        "flowchart LR\nsubgraph a\nb\nend\nsubgraph b\na\nend\na-->b".to_string(),
        "classDiagram\nclass A\nlink A \"javascript:x\" \"t\"\ncallback A \"f\"".to_string(),
        "sequenceDiagram\nparticipant A\nlink A: x @ javascript:x\nlinks A: {\"x\": \"javascript:x\"}\nA->>A: b".to_string(),
    ];
    for source in hostile {
        let (html, _) = drawn(&source);
        assert_inert(&html);
        let start: String = source.chars().take(60).collect();
        assert!(html.len() < 600_000, "{start} makes {} bytes", html.len());
    }
}

#[test]
fn what_cannot_be_drawn_says_why() {
    let check = |source: &str, expected: &[Code]| assert_eq!(drawn(source).1, expected, "{source}");
    check("gantt\n  title A\n", &[Code::S031]);
    check("flowchart LR\n", &[Code::S031]);
    check("flowchart LR\n  a -->\n", &[Code::S031]);
    check("", &[Code::S031]);
    check("flowchart LR\na-->b\n", &[Code::A003]);
    check("flowchart LR\naccTitle: T\na-->b\n", &[]);
    check("---\ntitle: T\n---\nflowchart LR\na-->b\n", &[]);
    check(
        "%%{init: {}}%%\nflowchart LR\naccTitle: T\na-->b\nclick a \"x\"\n",
        &[Code::A010, Code::A010],
    );
}
