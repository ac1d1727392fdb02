//! Tests of journaled commits: the files they leave alone, and their completion after a kill.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown, symlink};
use std::path::{Path, PathBuf};

use expect_test::{Expect, expect};

use super::{
    NOBODY, as_another_user, build, build_to, check_output, is_root, names, put, set_mode,
    shared_site, site, tree,
};
use crate::disk::journal::{CommitStep, Journal};
use crate::disk::manifest::{self, Manifest};
use crate::disk::new_output::NewOutput;
use crate::disk::{Staging, UnmanagedPolicy, recover};
use crate::error::Error;
use crate::hash::Hash;

/// Two versions of a site, between which everything happens that can happen to a file.
const OLD: [(&str, &str); 8] = [
    ("a.css", "1"),
    ("a/b/index.html", "1"),
    ("feed.xml", "1"),
    ("index.html", "1"),
    ("same/index.html", "same"),
    ("stale/a/index.html", "1"),
    ("to-file/a/b", "1"),
    ("to-folder", "1"),
];
const NEW: [(&str, &str); 8] = [
    ("a.css", "2"),
    ("a/b/index.html", "2"),
    ("fresh/a/index.html", "2"),
    ("feed.xml", "2"),
    ("index.html", "2"),
    ("same/index.html", "same"),
    ("to-file", "2"),
    ("to-folder/index.html", "2"),
];
/// An output with our own files beside it, and one with them inside.
const OUTPUTS: [&str; 2] = ["site/public", "link"];

/// Makes a site with both outputs, and builds the old version into `output`.
fn built(output: &str) -> tempfile::TempDir {
    let folder = site();
    fs::create_dir_all(folder.path().join("site/public")).unwrap();
    symlink("site/public", folder.path().join("link")).unwrap();
    build_to(folder.path(), output, &OLD, UnmanagedPolicy::Refuse).unwrap();
    put(folder.path(), "site/public/same/CNAME", "mine");
    folder
}

fn begin(folder: &Path, output: &str) -> Result<Staging, Error> {
    let output = check_output(
        &folder.join("site"),
        &folder.join(output),
        UnmanagedPolicy::Refuse,
    )?;
    Staging::begin(&output, &|| {})
}

/// Stages the new version and begins the journal, without taking a step.
fn begin_commit(folder: &Path, output: &str) -> (NewOutput, Journal) {
    let staging = begin(folder, output).unwrap();
    for (path, text) in NEW {
        staging.write(path, text.as_bytes()).unwrap();
    }
    let mut new = staging.finish();
    let journal = Journal::begin(&mut new).unwrap();
    (new, journal)
}

/// Takes only the first `n_steps` of the commit, as if killed then; returns the journal that is left.
fn kill_after(folder: &Path, output: &str, n_steps: usize) -> Journal {
    let (_new, journal) = begin_commit(folder, output);
    journal.take(&journal.steps[..n_steps]).unwrap();
    journal
}

/// Checks that the output is the new version, and that none of our own files are left.
fn check_new(folder: &Path) {
    let public = folder.join("site/public");
    let left = tree(&public)
        .into_iter()
        .filter(|(path, _)| !path.ends_with('/'));
    let mut expected = NEW
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .to_vec();
    expected.push(("same/CNAME".to_owned(), "mine".to_owned()));
    expected.sort();
    assert_eq!(left.collect::<Vec<_>>(), expected);
    assert!(
        !public.join("stale").exists(),
        "folders that are empty are gone"
    );
    let read = Manifest::read(&public, manifest::NAME).unwrap().unwrap();
    assert_eq!(read.files.len(), NEW.len());
    assert!(
        NEW.iter()
            .all(|(path, text)| read.files[*path] == Hash::of_bytes(text.as_bytes()))
    );
    check_clear(folder);
}

/// Checks that none of our own files are left except the manifest.
fn check_clear(folder: &Path) {
    let left = names(&folder.join("site"));
    assert!(!left.contains("dateline"), "{left}");
}

fn journal_path(folder: &Path, output: &str) -> PathBuf {
    let beside = output == OUTPUTS[0];
    folder.join(if beside {
        "site/.public.dateline-journal"
    } else {
        "site/public/.dateline-journal"
    })
}

#[test]
fn the_journal_has_every_step_in_order() {
    let folder = built(OUTPUTS[0]);
    let (_new, journal) = begin_commit(folder.path(), OUTPUTS[0]);
    let mut text = String::new();
    for step in &journal.steps {
        text += &match step {
            CommitStep::Claim => "claim\n".to_owned(),
            CommitStep::Remove(path) => format!("remove {path}\n"),
            CommitStep::Place(path, _) => format!("place {path}\n"),
            CommitStep::Settle => "settle\n".to_owned(),
        };
    }
    expect![[r#"
        claim
        remove to-file/a/b
        remove to-folder
        place a.css
        place to-file
        place a/b/index.html
        place fresh/a/index.html
        place to-folder/index.html
        place index.html
        place feed.xml
        remove stale/a/index.html
        settle
    "#]]
    .assert_eq(&text);
}

#[test]
fn killed_after_any_step_the_next_run_finishes() {
    for output in OUTPUTS {
        let mut n_steps = 0;
        let mut done = 0;
        while done <= n_steps {
            let folder = built(output);
            n_steps = kill_after(folder.path(), output, done).steps.len();
            assert!(journal_path(folder.path(), output).exists());
            drop(begin(folder.path(), output).unwrap());
            check_new(folder.path());
            done += 1;
        }
        assert_eq!(n_steps, 12);
    }
}

#[test]
fn killed_while_finishing_the_next_run_finishes() {
    for output in OUTPUTS {
        for (first, second) in [(12, 0), (12, 7), (12, 12), (8, 3), (8, 8), (3, 12)] {
            let folder = built(output);
            let journal = kill_after(folder.path(), output, first);
            journal.take(&journal.steps[..second]).unwrap();
            drop(begin(folder.path(), output).unwrap());
            check_new(folder.path());
        }
    }
}

fn begin_again(folder: &Path, output: &str) -> crate::disk::OutputDir {
    check_output(
        &folder.join("site"),
        &folder.join(output),
        UnmanagedPolicy::Refuse,
    )
    .unwrap()
}

#[test]
fn killed_before_the_journal_is_gone_it_is_cleared() {
    for output in OUTPUTS {
        let folder = built(output);
        let journal = kill_after(folder.path(), output, 12);
        fs::remove_file(journal.folder.join(manifest::TRANSITION)).unwrap();
        drop(begin(folder.path(), output).unwrap());
        check_new(folder.path());
    }
}

#[test]
fn a_first_build_that_is_killed_is_finished() {
    for n_steps in 0..=10 {
        let folder = site();
        fs::create_dir(folder.path().join("site/public")).unwrap();
        symlink("site/public", folder.path().join("link")).unwrap();
        assert_eq!(
            kill_after(folder.path(), OUTPUTS[1], n_steps).steps.len(),
            10
        );
        put(folder.path(), "site/public/same/CNAME", "mine");
        let (output, root) = (folder.path().join(OUTPUTS[1]), folder.path().join("site"));
        // Until there is a manifest, the folder with its unmanaged file is not ours.
        let foreign = if n_steps == 0 {
            UnmanagedPolicy::Keep
        } else {
            UnmanagedPolicy::Refuse
        };
        recover(&check_output(&root, &output, foreign).unwrap(), &|| {}).unwrap();
        check_new(folder.path());
    }
}

#[test]
fn killed_before_the_journal_begins_nothing_is_done() {
    for output in OUTPUTS {
        let folder = built(output);
        let before = tree(&folder.path().join("site"));
        let (_, journal) = begin_commit(folder.path(), output);
        let name = journal.folder.to_str().unwrap();
        let staged = name.replace("dateline-journal", "dateline-staging-dead");
        fs::rename(&journal.folder, staged).unwrap();
        drop(begin(folder.path(), output).unwrap());
        assert_eq!(tree(&folder.path().join("site")), before);
    }
}

/// Checks that a journal with this new manifest and this transition manifest is refused; returns the error.
fn check_damaged(new: &str, transition: &str) -> Error {
    let folder = built(OUTPUTS[0]);
    let journal = journal_path(folder.path(), OUTPUTS[0]);
    put(&journal, manifest::NAME, new);
    put(&journal, manifest::TRANSITION, transition);
    check_refused(folder.path(), &journal)
}

fn check_refused(folder: &Path, journal: &Path) -> Error {
    put(folder, "site/precious", "mine");
    let before = tree(&folder.join("site"));
    let error = begin(folder, OUTPUTS[0]).unwrap_err();
    assert_eq!(error.path.as_deref(), Some(journal));
    assert_eq!(tree(&folder.join("site")), before);
    error
}

#[test]
fn a_damaged_journal_is_refused() {
    let hash = Hash::of_bytes(b"1");
    let good = format!("{hash}  index.html\n");
    let error = check_damaged("{", &good);
    expect![
        "a build was interrupted, and this is not a journal that this version of Dateline wrote:"
    ]
    .assert_eq(&error.message);
    assert_eq!(error.hint.as_deref(), Some("delete it and build again"));
    for line in [
        format!("{hash}  ../precious"),
        format!("{hash}  /etc/passwd"),
        format!("{hash}  .dateline-manifest"),
        format!("{hash}  "),
        format!("{hash} x"),
        "0  ../x".to_owned(),
        String::new(),
    ] {
        check_damaged(&good, &format!("{good}{line}\n"));
        check_damaged(&format!("{good}{line}\n"), &good);
    }
}

#[test]
fn a_journal_of_another_version_is_refused() {
    let folder = built(OUTPUTS[0]);
    let journal = journal_path(folder.path(), OUTPUTS[0]);
    fs::write(&journal, "dateline-journal 1\nstaging abc\nclaim\n").unwrap();
    check_refused(folder.path(), &journal);
}

#[test]
fn a_journal_without_the_manifest_of_the_transition_is_refused() {
    let folder = built(OUTPUTS[0]);
    let journal = kill_after(folder.path(), OUTPUTS[0], 3).folder;
    fs::remove_file(journal.join(manifest::TRANSITION)).unwrap();
    check_refused(folder.path(), &journal);
}

#[test]
fn without_its_journal_an_interrupted_commit_is_built_over() {
    for output in OUTPUTS {
        for n_steps in [1, 4, 8, 11] {
            let folder = built(output);
            kill_after(folder.path(), output, n_steps);
            let journal = journal_path(folder.path(), output);
            fs::write(journal.join(manifest::TRANSITION), "damaged").unwrap();
            begin(folder.path(), output).unwrap_err();
            fs::remove_dir_all(&journal).unwrap();
            build_to(folder.path(), output, &NEW, UnmanagedPolicy::Refuse).unwrap();
            check_new(folder.path());
        }
    }
}

#[test]
fn what_is_not_as_it_was_left_is_named() {
    for tamper in [
        |path: &Path| fs::remove_file(path).unwrap(),
        |path: &Path| fs::write(path, "x").unwrap(),
    ] {
        let folder = built(OUTPUTS[0]);
        kill_after(folder.path(), OUTPUTS[0], 11);
        tamper(&folder.path().join("site/public/feed.xml"));
        let error = begin(folder.path(), OUTPUTS[0]).unwrap_err();
        assert!(
            error.to_string().contains("this file has changed: `"),
            "{error}"
        );
        assert!(error.path.unwrap().ends_with("public/feed.xml"));
        assert!(
            error
                .hint
                .unwrap()
                .contains(".public.dateline-journal` and build again")
        );
    }
}

#[test]
fn where_the_output_is_gone_nothing_is_to_be_finished() {
    let folder = built(OUTPUTS[0]);
    kill_after(folder.path(), OUTPUTS[0], 5);
    fs::remove_dir_all(folder.path().join("site/public")).unwrap();
    fs::remove_file(folder.path().join("link")).unwrap();
    build(folder.path(), &[("index.html", "3")]).unwrap();
    assert_eq!(names(&folder.path().join("site/public")), "index.html");
    check_clear(folder.path());
}

#[test]
fn a_run_that_builds_nothing_finishes_too() {
    let folder = built(OUTPUTS[0]);
    kill_after(folder.path(), OUTPUTS[0], 5);
    recover(&begin_again(folder.path(), OUTPUTS[0]), &|| {
        panic!("nobody else builds here")
    })
    .unwrap();
    check_new(folder.path());
    recover(&begin_again(folder.path(), OUTPUTS[0]), &|| {
        panic!("nobody else builds here")
    })
    .unwrap();
}

#[test]
fn a_journal_that_cannot_be_written_leaves_the_old_site() {
    for output in OUTPUTS {
        let folder = built(output);
        let journal = journal_path(folder.path(), output);
        let before = tree(&folder.path().join("site"));
        let mut new = begin(folder.path(), output).unwrap().finish();
        put(&journal, "in the way", "mine");
        let error = Journal::begin(&mut new).unwrap_err();
        assert!(
            error.to_string().starts_with("cannot write the journal `"),
            "{error}"
        );
        drop(new);
        fs::remove_dir_all(journal).unwrap();
        drop(begin(folder.path(), output).unwrap());
        assert_eq!(tree(&folder.path().join("site")), before);
    }
}

#[test]
fn a_foreign_file_in_a_folder_that_becomes_a_file_is_in_the_way() {
    let folder = built(OUTPUTS[1]);
    put(folder.path(), "site/public/to-file/a/mine", "mine");
    let before = tree(&folder.path().join("site"));
    let error = build_to(folder.path(), OUTPUTS[1], &NEW, UnmanagedPolicy::Refuse).unwrap_err();
    assert!(error.path.unwrap().ends_with("to-file/a/mine"));
    assert_eq!(tree(&folder.path().join("site")), before);
}

#[test]
fn a_folder_that_may_not_be_written_is_found_before_anything_is_done() {
    let folder = shared_site();
    let public = folder.path().join("site/public");
    fs::create_dir(&public).unwrap();
    symlink("site/public", folder.path().join("link")).unwrap();
    if is_root() {
        chown(&public, Some(NOBODY), None).unwrap();
        chown(folder.path().join("site"), Some(NOBODY), None).unwrap();
    }
    let (before, error) = as_another_user(|| {
        build_to(folder.path(), OUTPUTS[1], &OLD, UnmanagedPolicy::Refuse).unwrap();
        set_mode(&public.join("a/b"), 0o555);
        (
            tree(&public),
            build_to(folder.path(), OUTPUTS[1], &NEW, UnmanagedPolicy::Refuse).unwrap_err(),
        )
    });
    assert!(
        error.path.as_ref().unwrap().ends_with("public/a/b"),
        "{error}"
    );
    assert_eq!(tree(&public), before);
    set_mode(&public.join("a/b"), 0o755);
}

/// Builds 32 files, changes, adds and removes so many, and checks which files and folders kept their inodes.
fn check_form(changed: usize, added: usize, removed: usize, expected: Expect) {
    let folder = site();
    let public = folder.path().join("site/public");
    let paths: Vec<String> = (0..40).map(|n| format!("{n:02}.html")).collect();
    let old: Vec<(&str, &str)> = paths[..32]
        .iter()
        .map(|path| (path.as_str(), "1"))
        .collect();
    build(folder.path(), &old).unwrap();
    put(&public, "CNAME", "mine");
    let inodes = |path: &str| fs::metadata(public.join(path)).unwrap().ino();
    let before = (inodes(""), inodes("31.html"), inodes("CNAME"));
    let mut new: Vec<(&str, &str)> = old[removed..].to_vec();
    new[..changed].iter_mut().for_each(|file| file.1 = "2");
    new.extend(
        paths[32..32 + added]
            .iter()
            .map(|path| (path.as_str(), "1")),
    );
    build(folder.path(), &new).unwrap();
    let same = |before, now| if before == now { "same" } else { "other" };
    let mut files = tree(&public);
    assert_eq!(files.remove("CNAME").as_deref(), Some("mine"));
    assert!(
        files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .eq(new)
    );
    assert_eq!(inodes("CNAME"), before.2);
    check_clear(folder.path());
    let text = format!(
        "{} folder, {} file",
        same(before.0, inodes("")),
        same(before.1, inodes("31.html"))
    );
    expected.assert_eq(&text);
}

#[test]
fn small_changes_leave_the_rest_alone() {
    check_form(0, 0, 0, expect!["same folder, same file"]);
    check_form(4, 0, 0, expect!["same folder, same file"]);
    check_form(1, 1, 1, expect!["same folder, same file"]);
    check_form(0, 0, 3, expect!["same folder, same file"]);
}

#[test]
fn large_changes_replace_the_whole() {
    check_form(5, 0, 0, expect!["other folder, same file"]);
    check_form(2, 2, 2, expect!["other folder, same file"]);
    check_form(32, 0, 0, expect!["other folder, other file"]);
}

#[test]
fn unchanged_files_keep_their_time_and_what_was_spoilt_is_mended() {
    let folder = site();
    let public = folder.path().join("site/public");
    let paths: Vec<String> = (0..32).map(|n| format!("{n:02}/index.html")).collect();
    let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "text")).collect();
    build(folder.path(), &files).unwrap();
    let before = tree(&public);
    let modified = |path: &str| fs::metadata(public.join(path)).unwrap().modified().unwrap();
    let times = (modified("07/index.html"), modified(manifest::NAME));
    build(folder.path(), &files).unwrap();
    assert_eq!((modified("07/index.html"), modified(manifest::NAME)), times);
    fs::remove_dir_all(public.join("08")).unwrap();
    put(&public, "09/index.html", "tex");
    put(&public, "10/index.html", "edit");
    build(folder.path(), &files).unwrap();
    assert_eq!(tree(&public), before);
    assert_eq!(modified("07/index.html"), times.0);
}
