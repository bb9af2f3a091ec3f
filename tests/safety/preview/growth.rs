//! Two hundred rebuilds take no more memory, files and watches than a few.

use std::fs;

use crate::preview::live::Live;

/// Resident memory in kB, open files, and watches of a process.
fn measure(process: u32) -> (u64, usize, usize) {
    let folder = format!("/proc/{process}");
    let status = fs::read_to_string(format!("{folder}/status")).unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .unwrap();
    let memory = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    let files = fs::read_dir(format!("{folder}/fd")).unwrap().count();
    let infos = fs::read_dir(format!("{folder}/fdinfo")).unwrap();
    let watches = infos
        .filter_map(Result::ok)
        .filter_map(|info| fs::read_to_string(info.path()).ok());
    let watches = watches.map(|info| {
        info.lines()
            .filter(|line| line.starts_with("inotify "))
            .count()
    });
    (memory, files, watches.sum())
}

#[test]
fn two_hundred_rebuilds_leave_nothing_behind() {
    let pages: Vec<(String, String)> = (0..200)
        .map(|number| {
            let text = format!(
                "# Page {number}\n\n{}\n\n```py\nx = {number}\n```\n",
                "Prose. ".repeat(200)
            );
            (format!("content/s{}/p{number}.md", number % 10), text)
        })
        .collect();
    let mut files: Vec<(&str, &str)> = pages
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    files.extend([
        ("content/index.md", "# Start\n"),
        ("content/settled.md", "# S\n"),
    ]);
    let live = Live::start(&files, &[]);
    let mut tab = live.listen();
    let mut early = (0, 0, 0);
    for round in 1..=200 {
        let number = round % 200;
        let text = format!(
            "# Title {round}\n\n{}\n\n```py\ny = {round}\n```\n",
            "Words. ".repeat(200)
        );
        live.write(&format!("content/s{}/p{number}.md", number % 10), &text);
        live.wait_for(
            &mut tab,
            &format!("/s{}/p{number}/", number % 10),
            &format!("Title {round}"),
        );
        if round == 5 {
            live.settle(&mut tab, "early");
            early = measure(live.process());
        }
    }
    live.settle(&mut tab, "late");
    let late = measure(live.process());
    assert!(
        late.0 * 10 <= early.0 * 13,
        "memory: {} kB, then {} kB",
        early.0,
        late.0
    );
    // The connections of the last requests may still be closing.
    assert!(
        late.1 <= early.1 + 4,
        "open files: {}, then {}",
        early.1,
        late.1
    );
    assert_eq!(late.2, early.2, "watches");
}
