//! Sites of hundreds and thousands of briefs: a warm build is the cold one, and a build takes no more instructions than
//! it did. Slow, so that `./test --all` alone runs it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

#[path = "../../benches/corpus/mod.rs"]
mod corpus;

/// Briefs of the site: as many as the figures of `docs/performance.md` are about.
const N_BRIEFS: usize = 10_000;

/// Builds the site at `root` into `output`, with the cache of the last build of that folder.
fn build(root: &Path, output: &str) {
    let done = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args([
            "build",
            "--quiet",
            "--now",
            "2026-07-01T00:00:00Z",
            "--output",
        ])
        .arg(root.join(output))
        .arg(root.join("site"))
        .output()
        .expect("it starts");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}

/// The files below `folder` by path, each as the hash of its bytes.
fn hashes(folder: &Path) -> BTreeMap<String, u64> {
    let files = walkdir::WalkDir::new(folder).into_iter();
    files
        .map(|entry| entry.expect("readable"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below");
            let bytes = fs::read(entry.path()).expect("readable");
            let hash = dateline::hash::Hash::of_bytes(&bytes);
            (path.to_string_lossy().into_owned(), hash.0 as u64)
        })
        .collect()
}

#[test]
#[ignore = "slow: `./test --all` runs it"]
fn a_large_site_that_is_edited_is_built_as_from_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let mut briefs = Vec::new();
    for (path, text) in corpus::files(corpus::Flavour::Dateline, N_BRIEFS) {
        let path = root.join("site").join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(&path, text).expect("written");
        if path.components().any(|part| part.as_os_str() == "briefs") {
            briefs.push(path);
        }
    }
    build(root, "warm");
    // A text, a headline, a brief that goes, and one that comes back as a draft.
    let edit = |idx: usize, change: &dyn Fn(String) -> String| {
        let text = fs::read_to_string(&briefs[idx]).expect("readable");
        fs::write(&briefs[idx], change(text)).expect("written");
    };
    edit(5_000, &|text| text + "\nOne more paragraph.\n");
    edit(100, &|text| text.replacen("title: ", "title: Again ", 1));
    edit(9_000, &|text| {
        text.replacen("---\n", "---\nstatus: draft\n", 1)
    });
    fs::remove_file(&briefs[9_999]).expect("removed");
    build(root, "warm");
    build(root, "cold");
    let (warm, cold) = (hashes(&root.join("warm")), hashes(&root.join("cold")));
    assert!(cold.len() > N_BRIEFS, "{} files", cold.len());
    let differ: Vec<&String> = cold
        .keys()
        .chain(warm.keys())
        .filter(|path| cold.get(*path) != warm.get(*path))
        .take(5)
        .collect();
    assert!(differ.is_empty(), "{differ:?}");
}

/// Number of instructions of a cold build of 200 briefs on one thread, by release of the compiler.
const INSTRUCTIONS: &str = include_str!("../tables/instructions.txt");

/// Counts instructions instead of time: the count is the same to a few in a thousand, however busy the machine is.
#[test]
#[ignore = "slow: `./test --all` runs it"]
fn a_build_takes_no_more_instructions_than_it_did() {
    let program = std::env::var("DATELINE")
        .expect("`DATELINE` is the optimised program: `cargo build --profile ci`, then `target/ci/dateline`");
    let compiler = Command::new("rustc")
        .arg("--version")
        .output()
        .expect("rustc");
    let compiler = String::from_utf8_lossy(&compiler.stdout);
    let release = compiler.split_whitespace().nth(1).unwrap_or_default();
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in corpus::files(corpus::Flavour::Dateline, 200) {
        let path = folder.path().join("site").join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(&path, text).expect("written");
    }
    let counted = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--callgrind-out-file=/dev/null",
            &program,
        ])
        .args([
            "build",
            "--jobs",
            "1",
            "--now",
            "2026-07-01T00:00:00Z",
            "--output",
        ])
        .arg(folder.path().join("out"))
        .arg(folder.path().join("site"))
        .output()
        .expect("valgrind is missing: apt-get install valgrind");
    let report = String::from_utf8_lossy(&counted.stderr);
    assert!(counted.status.success(), "{report}");
    let collected = report
        .lines()
        .find_map(|line| line.split_once("Collected : "));
    let n_now: u64 = collected
        .and_then(|(_, count)| count.trim().parse().ok())
        .expect("callgrind prints a count");
    let known = INSTRUCTIONS
        .lines()
        .find_map(|line| line.strip_prefix(release));
    let n_then: u64 = known
        .and_then(|count| count.trim().parse().ok())
        .unwrap_or_else(|| panic!("add `{release} {n_now}` to tests/tables/instructions.txt"));
    assert!(
        n_now <= n_then + n_then / 20,
        "{n_now} instructions instead of {n_then}: profile it, or set `{release} {n_now}` in \
         tests/tables/instructions.txt and say why in the commit"
    );
}
