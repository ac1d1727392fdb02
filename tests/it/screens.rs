//! What a command prints for people: a screenful, whatever the folder holds.

use std::fs;
use std::process::Command;

use expect_test::{ExpectFile, expect_file};
use tempfile::TempDir;

/// A site with these files.
fn site(files: &[(&str, &str)]) -> TempDir {
    let site = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        put(&site, path, text);
    }
    site
}

fn put(site: &TempDir, path: &str, text: &str) {
    let path = site.path().join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

/// Checks what `args` print, errors and all, but for how long it took.
fn check_screen(site: &TempDir, args: &[&str], expected: ExpectFile) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    let output = command
        .args(args)
        .current_dir(site.path())
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("runs");
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).expect("UTF-8");
    let text: Vec<String> = text.lines().map(without_time).collect();
    expected.assert_eq(&format!(
        "{}\nexit {}\n",
        text.join("\n"),
        output.status.code().unwrap_or(-1)
    ));
}

fn without_time(line: &str) -> String {
    match line.split_once(" ms: ") {
        Some((before, after)) => {
            let before = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
            format!("{before}N ms: {after}")
        }
        None => line.to_owned(),
    }
}

const SETTINGS: (&str, &str) = (
    "site.yaml",
    "url: https://briefs.example/\ntimezone: Asia/Baghdad\n",
);

const SMALLEST: &str = "---\ntitle: The river falls\ndate: 2026-03-01\nsource: https://wire.example/river\n---\nThe river fell.\n";

const NOW: [&str; 3] = ["build", "--now", "2026-06-01 12:00"];

#[test]
fn a_clean_build() {
    let site = site(&[
        SETTINGS,
        ("content/briefs/river.md", SMALLEST),
        (
            "content/briefs/talks.md",
            &SMALLEST.replace("2026-03-01", "2026-09-20 06:00"),
        ),
        (
            "content/briefs/levels.md",
            &SMALLEST.replace("date:", "status: draft\ndate:"),
        ),
        (
            "content/briefs/vote.md",
            &SMALLEST.replace("date:", "status: hold\ndate:"),
        ),
        (
            "content/briefs/report.md",
            &SMALLEST.replace("date:", "embargo: 2026-06-02\ndate:"),
        ),
    ]);
    check_screen(
        &site,
        &NOW,
        expect_file!["../golden/screens/clean-build.txt"],
    );
    check_screen(
        &site,
        &["check", "--deny", "warnings", "--now", "2026-06-01 12:00"],
        expect_file!["../golden/screens/clean-check.txt"],
    );
}

#[test]
fn what_the_last_build_has_told_is_counted() {
    let site = site(&[
        SETTINGS,
        (
            "content/briefs/river.md",
            &SMALLEST.replace("fell.", "fell. ![](/map.png)"),
        ),
    ]);
    put(&site, "static/map.png", "");
    check_screen(
        &site,
        &NOW,
        expect_file!["../golden/screens/told-first.txt"],
    );
    check_screen(
        &site,
        &NOW,
        expect_file!["../golden/screens/told-again.txt"],
    );
    put(
        &site,
        "content/briefs/dam.md",
        &SMALLEST.replace("fell.", "rose. ![](/map.png)"),
    );
    check_screen(&site, &NOW, expect_file!["../golden/screens/told-more.txt"]);
    check_screen(
        &site,
        &[NOW[0], NOW[1], NOW[2], "--all"],
        expect_file!["../golden/screens/told-all.txt"],
    );
    check_screen(
        &site,
        &[NOW[0], NOW[1], NOW[2], "--quiet"],
        expect_file!["../golden/screens/told-quietly.txt"],
    );
}

#[test]
fn a_quiet_check_says_what_fails_it() {
    let site = site(&[SETTINGS, ("content/briefs/river.md", SMALLEST)]);
    let quiet = ["check", "--quiet", "--now", "2026-06-01 12:00"];
    check_screen(
        &site,
        &quiet,
        expect_file!["../golden/screens/quiet-check.txt"],
    );
    put(
        &site,
        "content/briefs/dam.md",
        &SMALLEST.replace("fell.", "[rose](brief:gone). ![](/map.png)"),
    );
    put(&site, "static/map.png", "");
    check_screen(
        &site,
        &quiet,
        expect_file!["../golden/screens/quiet-check-failed.txt"],
    );
}

#[test]
fn three_errors_among_five_hundred_warnings() {
    let site = site(&[SETTINGS]);
    for idx in 0..500 {
        let brief = SMALLEST.replace("fell.", "fell. ![](/map.png)");
        put(&site, &format!("content/briefs/river-{idx:03}.md"), &brief);
    }
    put(&site, "static/map.png", "");
    put(
        &site,
        "content/briefs/dam.md",
        &SMALLEST.replace("fell.", "[rose](brief:gone)."),
    );
    put(
        &site,
        "content/briefs/quay.md",
        &SMALLEST.replace("title:", "titel:"),
    );
    let args = ["check", "--now", "2026-06-01 12:00"];
    check_screen(
        &site,
        &args,
        expect_file!["../golden/screens/errors-among-warnings.txt"],
    );
}

#[test]
fn a_folder_of_another_program() {
    let site = site(&[SETTINGS]);
    for idx in 0..298 {
        let text = format!(
            "---\ntitle: Post {idx}\ndate: 2020-03-01\nlayout: post\ncategories: [news]\nsource: https://wire.example/{idx}\n---\n\
             See [this]({{% post_url 2020-01-01-x %}}) and [that](/old/{idx}/).\n"
        );
        put(&site, &format!("content/briefs/post-{idx:03}.md"), &text);
    }
    check_screen(
        &site,
        &["check", "--now", "2026-06-01 12:00"],
        expect_file!["../golden/screens/migration.txt"],
    );
}

#[test]
fn a_missing_line_is_one_message() {
    let site = site(&[SETTINGS]);
    for idx in 0..20 {
        put(
            &site,
            &format!("content/briefs/river-{idx:02}.md"),
            SMALLEST,
        );
        put(
            &site,
            &format!("content/briefs/river-{idx:02}.ar.md"),
            "---\ntitle: النهر\n---\nنص.\n",
        );
    }
    check_screen(
        &site,
        &["build", "--now", "2026-06-01 12:00"],
        expect_file!["../golden/screens/missing-language.txt"],
    );
}
