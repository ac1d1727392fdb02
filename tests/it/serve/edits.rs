//! Edits at random: every page is as a cold build has it.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::{Preview, brief, built, site, write};

/// Random numbers that are the same at every run (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, n_sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n_sides
    }
}

fn path(number: u64) -> String {
    format!("content/briefs/{}/b{number}.md", number % 4)
}

/// Makes one edit at random below `root`.
fn edit(root: &Path, dice: &mut Dice, turn: u64) {
    let number = dice.roll(40);
    match dice.roll(12) {
        0 => drop(fs::remove_file(root.join(path(number)))),
        1 => drop(fs::rename(
            root.join(path(number)),
            root.join(path(dice.roll(40))),
        )),
        2 => drop(fs::remove_dir_all(
            root.join(format!("content/briefs/{}", dice.roll(4))),
        )),
        3 => write(
            root,
            "static/style.css",
            &format!("body {{ order: {turn} }}\n"),
        ),
        4 => write(
            root,
            "templates/404.html",
            &format!("<p>Nothing, {turn}.</p>\n"),
        ),
        5 => write(root, &path(number), "---\ntitle: \"broken\n---\n"),
        6 => write(
            root,
            "site.yaml",
            &format!("title: Soak {turn}\nentities: open\npage_size: 5\n"),
        ),
        _ => {
            let text = format!("Text {turn}, see [another](brief:b{}).", dice.roll(40));
            write(root, &path(number), &brief(&format!("Title {turn}"), &text));
        }
    }
}

/// Edits at random for a few seconds, or for as many as `DATELINE_SOAK` says.
#[test]
fn after_any_edits_every_page_is_as_a_cold_build_has_it() {
    let seconds = std::env::var("DATELINE_SOAK")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(6);
    let site = site(&[("site.yaml", "title: Soak\nentities: open\npage_size: 5\n")]);
    let root = site.path();
    let mut dice = Dice(0x5eed);
    for number in 0..40 {
        write(root, &path(number), &brief("Title", "Text."));
    }
    let preview = Preview::start(root, &["--no-drafts"]);
    let start = Instant::now();
    let mut settled = None;
    for turn in 0.. {
        edit(root, &mut dice, turn);
        assert!(matches!(preview.get("/").status, 200 | 404 | 500));
        if settled.is_none() && start.elapsed() > Duration::from_secs(60) {
            settled = Some(preview.resident());
        }
        if start.elapsed() > Duration::from_secs(seconds) {
            break;
        }
    }
    if let Some(settled) = settled {
        let now = preview.resident();
        assert!(
            now < settled + settled / 5,
            "memory grew from {settled} to {now} bytes"
        );
    }
    for number in 0..40 {
        write(
            root,
            &path(number),
            &brief(&format!("Last {number}"), "Last text."),
        );
    }
    write(
        root,
        "site.yaml",
        "title: The end\nentities: open\npage_size: 5\n",
    );
    preview.wait("/", |answer| answer.text().contains("The end"));
    preview.wait_for_all(&built(root, "/"));
}
