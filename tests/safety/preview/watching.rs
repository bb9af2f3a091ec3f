//! The preview sees every way of saving, once: F1 to F3 of the contract.

use std::fs;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::preview::live::{Live, Tab};

fn book() -> Live {
    let files = [
        ("content/index.md", "# Start\n\nSee [a](a.md).\n"),
        ("content/a.md", "# A\n\nText 0.\n"),
        ("content/settled.md", "# Settled\n"),
    ];
    Live::start(&files, &[])
}

/// A way of saving a new text in `content/a.md`.
type Save = fn(&Live, &str);

const WAYS: &[(&str, Save)] = &[
    ("write in place", |live, text| {
        live.write("content/a.md", text);
    }),
    ("write a copy and rename it over", |live, text| {
        live.write("content/a.md.AbC123", text);
        fs::rename(live.path("content/a.md.AbC123"), live.path("content/a.md")).unwrap();
    }),
    (
        "keep a backup, write anew, remove the backup",
        |live, text| {
            fs::write(live.path("content/4913"), "").unwrap();
            fs::remove_file(live.path("content/4913")).unwrap();
            fs::write(live.path("content/.a.md.swp"), "swap").unwrap();
            fs::rename(live.path("content/a.md"), live.path("content/a.md~")).unwrap();
            live.write("content/a.md", text);
            fs::remove_file(live.path("content/a.md~")).unwrap();
            fs::remove_file(live.path("content/.a.md.swp")).unwrap();
        },
    ),
    ("a hidden stream renamed over", |live, text| {
        live.write("content/.goutputstream-XYZ", text);
        let stream = live.path("content/.goutputstream-XYZ");
        fs::rename(stream, live.path("content/a.md")).unwrap();
    }),
    ("delete and create", |live, text| {
        fs::remove_file(live.path("content/a.md")).unwrap();
        live.write("content/a.md", text);
    }),
    ("empty, then write in two parts", |live, text| {
        use std::io::Write;
        let mut file = fs::File::create(live.path("content/a.md")).unwrap();
        let (first, second) = text.split_at(4);
        file.write_all(first.as_bytes()).unwrap();
        file.write_all(second.as_bytes()).unwrap();
    }),
    ("a backup that stays", |live, text| {
        fs::copy(live.path("content/a.md"), live.path("content/a.md~")).unwrap();
        live.write("content/a.md", text);
    }),
];

#[test]
fn every_way_of_saving_is_seen() {
    let live = book();
    let mut tab = live.listen();
    for (number, (way, save)) in WAYS.iter().enumerate() {
        let text = format!("Text {}.", number + 1);
        save(&live, &format!("# A\n\n{text}\n"));
        live.wait_for(&mut tab, "/a/", &text);
        assert!(live.settle(&mut tab, way) <= 1, "{way}: one reload");
        for helper in ["/a.md~", "/4913/", "/4913", "/a.md.AbC123", "/.a.md.swp"] {
            assert_eq!(live.get(helper).status, 404, "{way}: {helper}");
        }
    }
    live.assert_clean();
}

#[test]
fn nobody_ever_sees_half_of_a_page() {
    let live = book();
    let mut tab = live.listen();
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = 0;
            while !is_over.load(Ordering::Relaxed) {
                let reply = live.get("/a/");
                assert_eq!(reply.status, 200);
                assert!(reply.body.contains("Text ") && reply.body.trim_end().ends_with("</html>"));
                seen += 1;
            }
            seen
        });
        for number in 1..=50 {
            live.write("content/a.md", &format!("# A\n\nText {number}.\n"));
            live.wait_for(&mut tab, "/a/", &format!("Text {number}."));
        }
        is_over.store(true, Ordering::Relaxed);
        assert!(reader.join().unwrap() > 0);
    });
}

#[test]
fn what_changes_nothing_reloads_nothing() {
    let live = book();
    let mut tab = live.listen();
    live.settle(&mut tab, "first");
    let before = tab.generation;
    live.write("content/a.md", "# A\n\nText 0.\n");
    live.write("content/.git/index", "x");
    live.write("content/_drafts/x.md", "# X\n");
    live.write("content/.hidden.md", "# Hidden\n");
    live.write("content/#a.md#", "# Backup\n");
    live.write("book/index.html", "not a source");
    live.write("notes/todo.md", "# To do\n");
    live.settle(&mut tab, "second");
    assert_eq!(tab.generation, before + 1, "only the last edit counts");
}

#[test]
fn a_burst_is_one_reload_or_two() {
    let live = book();
    let mut tab = live.listen();
    live.settle(&mut tab, "before");
    let before = tab.generation;
    for number in 0..500 {
        live.write(&format!("content/many/page-{number}.md"), "# Page\n");
    }
    live.wait(&mut tab, "/many/page-499/", |reply| reply.status == 200);
    live.settle(&mut tab, "after");
    assert!(tab.generation - before <= 3, "{}", tab.generation - before);
    fs::remove_dir_all(live.path("content/many")).unwrap();
    live.wait(&mut tab, "/many/page-0/", |reply| reply.status == 404);
    live.settle(&mut tab, "gone");
    live.assert_clean();
}

#[test]
fn folders_come_go_and_move() {
    let live = book();
    let mut tab = live.listen();
    live.write("content/one/deep/er/b.md", "# B\n\nDeep.\n");
    live.wait_for(&mut tab, "/one/deep/er/b/", "Deep.");
    live.write("content/one/deep/er/b.md", "# B\n\nDeeper.\n");
    live.wait_for(&mut tab, "/one/deep/er/b/", "Deeper.");
    fs::rename(live.path("content/one"), live.path("content/two")).unwrap();
    live.wait_for(&mut tab, "/two/deep/er/b/", "Deeper.");
    live.write("content/two/deep/er/b.md", "# B\n\nMoved.\n");
    live.wait_for(&mut tab, "/two/deep/er/b/", "Moved.");
    live.settle(&mut tab, "moved");
    assert_eq!(live.get("/one/deep/er/b/").status, 404);

    // Everything is taken away and put back under the old names.
    fs::rename(live.path("content"), live.path("elsewhere")).unwrap();
    live.wait_for(&mut tab, "/.patternbook/findings", "error[");
    assert_eq!(
        live.get("/two/deep/er/b/").status,
        200,
        "the last good site stays"
    );
    fs::create_dir(live.path("content")).unwrap();
    fs::rename(live.path("elsewhere/two"), live.path("content/two")).unwrap();
    fs::rename(
        live.path("elsewhere/index.md"),
        live.path("content/index.md"),
    )
    .unwrap();
    fs::rename(live.path("elsewhere/a.md"), live.path("content/a.md")).unwrap();
    live.write("content/two/deep/er/b.md", "# B\n\nBack.\n");
    live.wait_for(&mut tab, "/two/deep/er/b/", "Back.");
    live.settle(&mut tab, "back");
    live.write("content/two/deep/er/b.md", "# B\n\nWatched again.\n");
    live.wait_for(&mut tab, "/two/deep/er/b/", "Watched again.");
    live.assert_clean();
}

#[test]
fn everything_that_a_site_is_made_of_is_watched() {
    let files = [
        ("project.git/x", ""),
        (
            "book.toml",
            "[book]\ntitle = \"Book\"\n[output.html]\nadditional-css = [\"look/own.css\"]\n",
        ),
        ("look/own.css", "a {}"),
        (
            "content/index.md",
            "# Start\n\n{{#include ../shared/part.md}}\n",
        ),
        ("content/settled.md", "# Settled\n"),
        ("content/x.svg", "<svg/>"),
        ("shared/part.md", "Part 0.\n"),
        ("static/y.txt", "y0"),
        ("templates/404.html", "nothing 0"),
    ];
    let live = Live::start(&files, &[]);
    let mut tab = live.listen();
    let mut check = |path: &str, text: &str, target: &str, shown: &str| {
        live.write(path, text);
        live.wait_for(&mut tab, target, shown);
    };
    check("shared/part.md", "Part 1.\n", "/", "Part 1.");
    check("look/own.css", "b {}", "/look/own.css", "b {}");
    check("content/x.svg", "<svg></svg>", "/x.svg", "<svg></svg>");
    check("static/y.txt", "y1", "/y.txt", "y1");
    check("templates/404.html", "nothing 1", "/nowhere", "nothing 1");
    check(
        "content/_category_.yml",
        "label: Everything\n",
        "/",
        "Start",
    );
    check("book.toml", "[book]\ntitle = \"Another\"\n", "/", "Another");
    check("static/new/z.txt", "z", "/new/z.txt", "z");
    check(
        "templates/page.html",
        "a page of my own",
        "/settled/",
        "my own",
    );
    // An include of a file that is not there yet, in a folder that is.
    check(
        "content/index.md",
        "# Start\n\n{{#include ../shared/late.md}}\n",
        "/.patternbook/findings",
        "late.md",
    );
    check("shared/late.md", "Late.\n", "/", "Late.");
}

#[test]
fn switching_branches_ends_in_the_state_of_the_disk() {
    let live = book();
    let mut tab = live.listen();
    let git = |arguments: &[&str]| {
        let run = Command::new("git")
            .args([
                "-c",
                "user.name=x",
                "-c",
                "user.email=x@example.org",
                "-c",
                "commit.gpgsign=false",
            ])
            .args(arguments)
            .current_dir(live.path(""))
            .output()
            .unwrap();
        assert!(
            run.status.success(),
            "{}",
            String::from_utf8_lossy(&run.stderr)
        );
    };
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "first"]);
    git(&["checkout", "-q", "-b", "other"]);
    fs::remove_file(live.path("content/a.md")).unwrap();
    live.write("content/index.md", "# Start\n\nOther branch.\n");
    for number in 0..200 {
        live.write(
            &format!("content/s{}/p{number}.md", number % 10),
            &format!("# P {number}\n"),
        );
    }
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "second"]);
    live.wait_for(&mut tab, "/", "Other branch.");
    for _ in 0..3 {
        git(&["checkout", "-q", "main"]);
        git(&["checkout", "-q", "other"]);
    }
    live.settle(&mut tab, "other");
    live.assert_clean();
    git(&["checkout", "-q", "-f", "main"]);
    live.wait(&mut tab, "/a/", |reply| reply.status == 200);
    live.settle(&mut tab, "main");
    live.assert_clean();
}

#[test]
fn without_events_it_looks_at_intervals() {
    let files = [
        ("content/index.md", "# Start\n"),
        ("content/settled.md", "# S\n"),
    ];
    let live = Live::start(&files, &["--poll=1"]);
    let mut tab = live.listen();
    live.write("content/index.md", "# Start\n\nSeen.\n");
    live.wait_for(&mut tab, "/", "Seen.");
    live.write("content/new/b.md", "# B\n");
    live.wait(&mut tab, "/new/b/", |reply| reply.status == 200);
    assert!(!live.said().contains("S050"), "it was asked for");
}

#[test]
fn a_system_without_watches_is_told_and_worked_around() {
    let can = Command::new("unshare")
        .args([
            "-Ur",
            "sh",
            "-c",
            "echo 64 > /proc/sys/user/max_inotify_watches",
        ])
        .output();
    if !can.is_ok_and(|run| run.status.success()) {
        println!("this machine does not let a test lower its own limits; the row is not run");
        return;
    }
    let folders: Vec<String> = (0..100)
        .map(|number| format!("content/f{number}/index.md"))
        .collect();
    let mut files = vec![
        ("content/index.md", "# Start\n"),
        ("content/settled.md", "# S\n"),
    ];
    files.extend(folders.iter().map(|path| (path.as_str(), "# Page\n")));
    for limit in ["max_inotify_watches", "max_inotify_instances"] {
        let number = if limit == "max_inotify_watches" {
            64
        } else {
            0
        };
        let live = Live::start_by(&files, |program, project| {
            let line =
                format!("echo {number} > /proc/sys/user/{limit}; exec \"$0\" serve \"$1\" -p 0");
            let mut command = Command::new("unshare");
            command
                .args(["-Ur", "sh", "-c", &line])
                .arg(program)
                .arg(project);
            command
        });
        let mut tab: Tab = live.listen();
        live.write("content/f99/index.md", "# Page\n\nSeen.\n");
        live.wait_for(&mut tab, "/f99/", "Seen.");
        live.wait_said("note[S050]");
        live.wait_said("max_user_watches");
    }
}
