//! Sites of thousands of briefs: a warm build is the cold one. Slow, so that `./test --all` alone runs it.

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
