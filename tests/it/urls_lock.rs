//! `urls.lock`: an address that was given out is never lost by accident.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use expect_test::expect;
use tempfile::TempDir;

use crate::support::check;

const FLOOD: &str =
    "---\ntitle: Flood\ndate: 2026-03-01\nsource: https://wire.example/a\n---\nText.\n";

/// A site on the disk.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let site = Folder(tempfile::tempdir().expect("a folder"));
        for (path, text) in files {
            site.put(path, text);
        }
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().expect("a folder")).expect("made");
        fs::write(self.path(path), text).expect("written");
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).expect("renamed");
    }

    fn lock(&self) -> Option<String> {
        fs::read_to_string(self.path("urls.lock")).ok()
    }

    fn run(&self, args: &[&str], vars: &[(&str, &str)]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .arg("build")
            .args(args)
            .current_dir(self.0.path())
            .env_remove("SOURCE_DATE_EPOCH");
        command.envs(vars.iter().copied()).output().expect("runs")
    }

    /// Builds, and returns what the build says of `urls.lock`, in one line.
    fn findings(&self, args: &[&str]) -> String {
        let text = String::from_utf8(self.run(args, &[]).stderr).expect("UTF-8");
        let about = text
            .split("\n\n")
            .filter(|found| found.contains("urls.lock"));
        about
            .map(|found| found.split_whitespace().collect::<Vec<_>>().join(" ") + "\n")
            .collect()
    }

    fn build(&self, args: &[&str]) {
        let output = self.run(args, &[]);
        assert!(
            output.status.success(),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// A site that was built once.
fn built() -> Folder {
    let site = Folder::new(&[("content/briefs/flood.md", FLOOD)]);
    site.build(&[]);
    site
}

#[test]
fn the_first_build_writes_what_files_have_chosen() {
    let tagged = FLOOD.replace(
        "source:",
        "topics: water\npeople: ann\ncountries: \"NO\"\nsource:",
    );
    let site = Folder::new(&[
        (
            "site.yaml",
            "url: https://x.example/\nentities: open\nlanguages: ar\n",
        ),
        ("content/briefs/flood.md", &tagged),
        ("content/briefs/flood.ar.md", &tagged),
        (
            "content/briefs/draft.md",
            &FLOOD.replace("date:", "status: draft\ndate:"),
        ),
        ("content/topics/water.md", "---\nname: Water\n---\n"),
        ("content/pages/team/about.md", "---\ntitle: About\n---\n"),
        (
            "content/editions/one.md",
            "---\ntitle: One\ndate: 2026-03-02\n---\n",
        ),
        ("static/logo.txt", "x"),
    ]);
    site.build(&[]);
    expect![[r#"
        /2026/03/01/flood/
        /ar/2026/03/01/flood/
        /ar/topics/water/
        /ar/topics/water/feed.json
        /ar/topics/water/feed.xml
        /editions/one/
        /team/about/
        /topics/water/
        /topics/water/feed.json
        /topics/water/feed.xml
    "#]]
    .assert_eq(&site.lock().expect("written"));
}

#[test]
fn a_renamed_brief_is_an_error_and_the_site_is_as_it_was() {
    let site = built();
    site.rename("content/briefs/flood.md", "content/briefs/floods.md");
    expect![[r#"
        error[url-lost]: no page exists at `/2026/03/01/flood/` any more; the nearest address is `/2026/03/01/floods/` --> urls.lock:1:1 | 1 | /2026/03/01/flood/ | ^^^^^^^^^^^^^^^^^^ | = help: add `aliases: /2026/03/01/flood/` to the file that replaced it; if it was deleted, bring it back with `status: withdrawn`; or build with --accept-url-loss 1 note already reported by the last build: `--all` shows them 1 error: nothing was written
    "#]]
    .assert_eq(&site.findings(&[]));
    assert_eq!(site.run(&[], &[]).status.code(), Some(1));
    assert!(site.path("public/2026/03/01/flood/index.html").exists());
    assert!(!site.path("public/2026/03/01/floods/index.html").exists());
    assert_eq!(site.lock().as_deref(), Some("/2026/03/01/flood/\n"));
}

#[test]
fn an_alias_keeps_an_address_and_is_needed_for_ever() {
    let site = built();
    site.rename("content/briefs/flood.md", "content/briefs/floods.md");
    let aliased = FLOOD.replace("source:", "aliases: /2026/03/01/flood/\nsource:");
    site.put("content/briefs/floods.md", &aliased);
    site.build(&[]);
    assert_eq!(
        site.lock().as_deref(),
        Some("/2026/03/01/flood/\n/2026/03/01/floods/\n")
    );
    site.put("content/briefs/floods.md", FLOOD);
    assert!(
        site.findings(&[]).contains("error[url-lost]"),
        "the redirect was dropped"
    );
}

#[test]
fn a_withdrawn_brief_keeps_its_address() {
    let site = built();
    let withdrawn = "status: withdrawn\nwithdrawn: 2026-03-02\nreason: It was wrong.\nsource:";
    site.put(
        "content/briefs/flood.md",
        &FLOOD.replace("source:", withdrawn),
    );
    site.build(&[]);
    assert_eq!(site.lock().as_deref(), Some("/2026/03/01/flood/\n"));
}

#[test]
fn a_loss_that_is_accepted_is_struck_off() {
    let site = built();
    site.rename("content/briefs/flood.md", "content/briefs/floods.md");
    site.build(&["--accept-url-loss"]);
    assert_eq!(site.lock().as_deref(), Some("/2026/03/01/floods/\n"));
    site.build(&[]);
}

#[test]
fn other_builds_neither_check_nor_write() {
    let site = Folder::new(&[("content/briefs/flood.md", FLOOD)]);
    let others: [&[&str]; 4] = [
        &["--output", "out"],
        &["--output", "out", "--drafts"],
        &["--now", "2026-06-01"],
        &["--base-url", "https://staging.example/"],
    ];
    for lock in [None, Some("/gone/\n"), Some("not an address\n")] {
        if let Some(lock) = lock {
            site.put("urls.lock", lock);
        }
        for args in others {
            site.build(args);
        }
        assert!(
            site.run(&[], &[("SOURCE_DATE_EPOCH", "1780000000")])
                .status
                .success()
        );
        assert_eq!(site.lock().as_deref(), lock);
    }
}

#[test]
fn accepting_needs_the_build_of_the_site_itself() {
    let site = built();
    for args in [
        &["--output", "out"][..],
        &["--now", "2026-06-01"],
        &["--base-url", "https://x.example/"],
    ] {
        let all = [&["--accept-url-loss"], args].concat();
        assert_eq!(site.run(&all, &[]).status.code(), Some(2), "{args:?}");
    }
    let output = site.run(
        &["--accept-url-loss"],
        &[("SOURCE_DATE_EPOCH", "1780000000")],
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_has_not_changed_is_not_written_again() {
    let site = built();
    let modified = || {
        fs::metadata(site.path("urls.lock"))
            .and_then(|file| file.modified())
            .expect("there")
    };
    let before = modified();
    site.build(&[]);
    assert_eq!(modified(), before);
    // As git checks it out on Windows.
    site.put("urls.lock", "/2026/03/01/flood/\r\n");
    site.build(&[]);
    assert_eq!(site.lock().as_deref(), Some("/2026/03/01/flood/\r\n"));
}

#[test]
fn a_failed_build_writes_nothing() {
    let site = Folder::new(&[(
        "content/briefs/flood.md",
        &FLOOD.replace("Text.", "[x](brief:gone)"),
    )]);
    assert_eq!(site.run(&[], &[]).status.code(), Some(1));
    assert_eq!(site.lock(), None);
}

#[test]
fn a_list_that_is_too_large_or_no_file_is_not_read() {
    let site = built();
    site.put("urls.lock", &"/x/\n".repeat((16 << 18) + 1));
    assert!(
        site.findings(&[]).contains("the limit is 16777216"),
        "{}",
        site.findings(&[])
    );
    site.build(&["--output", "out"]);
    fs::remove_file(site.path("urls.lock")).expect("removed");
    site.put("urls.lock/x", "");
    assert!(
        site.findings(&[]).contains("error[file-not-regular]"),
        "{}",
        site.findings(&[])
    );
}

#[test]
fn a_list_that_is_not_utf8_is_damaged_at_its_line() {
    let site = built();
    fs::write(site.path("urls.lock"), b"/2026/03/01/flood/\n/\xff/\n").expect("written");
    let findings = site.findings(&[]);
    assert!(
        findings.contains("error[file-not-utf8]") && findings.contains("urls.lock:2:2"),
        "{findings}"
    );
    assert_eq!(site.run(&["--accept-url-loss"], &[]).status.code(), Some(1));
}

#[cfg(unix)]
#[test]
fn the_list_has_the_rights_of_other_files() {
    use std::os::unix::fs::PermissionsExt;
    let site = built();
    let mode = |path: &str| {
        fs::metadata(site.path(path))
            .expect("there")
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode("urls.lock"), mode("public/index.html"));
    let hidden = fs::read_dir(site.0.path())
        .expect("readable")
        .filter_map(|entry| {
            let name = entry
                .expect("readable")
                .file_name()
                .to_string_lossy()
                .into_owned();
            name.starts_with(".urls").then_some(name)
        });
    assert_eq!(hidden.count(), 0, "nothing is left behind");
}

#[test]
fn lines_that_are_no_addresses_are_shown() {
    check(
        "
//- urls.lock
<<<<<<< ours
/topics/water/
=======
topics/wind/
/x

>>>>>>> theirs
//- content/topics/water.md
---
name: Water
---
",
        expect![[r#"
            urls.lock:1:1 error[urls-lock-line]: this line is not the address of a page; hint: two branches were merged: keep the addresses of both, and delete git's markers
            urls.lock:3:1 error[urls-lock-line]: this line is not the address of a page; hint: two branches were merged: keep the addresses of both, and delete git's markers
            urls.lock:4:1 error[urls-lock-line]: this line is not the address of a page; hint: restore the file from version control, or delete the line
            urls.lock:5:1 error[urls-lock-line]: this line is not the address of a page; hint: restore the file from version control, or delete the line
            urls.lock:6:1 error[urls-lock-line]: this line is not the address of a page; hint: restore the file from version control, or delete the line
            urls.lock:7:1 error[urls-lock-line]: this line is not the address of a page; hint: two branches were merged: keep the addresses of both, and delete git's markers"#]],
    );
}

#[test]
fn addresses_of_both_languages_are_kept() {
    check(
        "
//- site.yaml
languages: ar
//- urls.lock
/2026/03/01/flood/
/ar/2026/03/01/flood/
/ar/2026/03/01/floods/
//- content/briefs/flood.md
---
title: Flood
date: 2026-03-01
source: https://wire.example/a
---
Text.
//- content/briefs/flood.ar.md
---
title: Flood
date: 2026-03-01
source: https://wire.example/a
---
Text.
",
        expect![
            "urls.lock:3:1 error[url-lost]: no page exists at `/ar/2026/03/01/floods/` any more; hint: add `aliases: /ar/2026/03/01/floods/` to the file that replaced it; if it was deleted, bring it back with `status: withdrawn`; or build with --accept-url-loss"
        ],
    );
}

#[test]
fn a_file_with_a_mistake_does_not_seem_lost() {
    check(
        "
//- urls.lock
/2026/03/01/flood/
//- content/briefs/flood.md
---
title: Flood
date: 2026-03-01
---
Text.
",
        expect![
            "content/briefs/flood.md:2:1 error[source-missing]: the brief cites no source; hint: write `source: https://…`"
        ],
    );
}
