//! Builds of one site into several folders: each is remembered by itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

const BRIEF: &str = "---\ntitle: Flood\ndate: 2026-03-01\nsource: https://wire.example/a\n---\nThe road is closed.\n";

/// Builds the site at `root`, and returns what was said.
fn build(root: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command
        .args(["build", "--now", "2026-06-01T12:00:00Z"])
        .args(args)
        .current_dir(root);
    let output = command
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            (
                entry
                    .path()
                    .strip_prefix(root)
                    .expect("below")
                    .display()
                    .to_string(),
                fs::read(entry.path()).expect("read"),
            )
        })
        .collect()
}

#[test]
fn a_build_into_another_folder_costs_the_next_one_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = &folder.path().join("site");
    fs::create_dir_all(root.join("content/briefs")).expect("made");
    fs::write(root.join("site.yaml"), "url: https://briefs.example/\n").expect("written");
    fs::write(root.join("content/briefs/a.md"), BRIEF).expect("written");
    let elsewhere = |name: &str| folder.path().join(name).display().to_string();
    let other = elsewhere("other");
    build(root, &[]);
    build(root, &["--output", &other]);
    for args in [&[][..], &["--output", &other], &[], &["--output", "public"]] {
        let said = build(root, &[args, &["--verbose"]].concat());
        assert!(said.contains("0 pages rendered"), "{args:?}: {said}");
    }
    let before = files(&root.join("public"));
    // An edit makes what it concerns, in each of them.
    fs::write(
        root.join("content/briefs/a.md"),
        BRIEF.replace("closed", "open"),
    )
    .expect("written");
    for args in [&[][..], &["--output", &other]] {
        let said = build(root, &[args, &["--why", "/404.html"]].concat());
        assert!(said.contains("/404.html: reused"), "{args:?}: {said}");
    }
    let after = files(&root.join("public"));
    assert_ne!(after, before);
    assert_eq!(files(Path::new(&other)), after);
    // Other outputs are forgotten in their turn, and nothing else.
    for idx in 0..6 {
        build(root, &["--output", &elsewhere(&format!("o{idx}"))]);
    }
    let remembered = fs::read_dir(root.join(".dateline"))
        .expect("it is there")
        .flatten();
    assert_eq!(remembered.filter(|entry| entry.path().is_dir()).count(), 4);
    assert!(build(root, &["--verbose"]).contains("0 pages rendered"));
}
