//! Tests of staging and commit: the files a build leaves in the output, and those it never touches.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};

use expect_test::expect;

use super::{build, build_to, mode, names, put, set_mode, site, tree};
use crate::disk::{Staging, UnmanagedPolicy, guard};
use crate::hash::Hash;

#[test]
fn a_build_replaces_the_last_one_and_reports_itself() {
    let folder = site();
    build(
        folder.path(),
        &[("index.html", "1"), ("old/index.html", "1")],
    )
    .unwrap();
    let done = build(
        folder.path(),
        &[("index.html", "22"), ("new/a/b.txt", "22")],
    )
    .unwrap();
    let bytes: u64 = done.files.iter().map(|file| file.written.len).sum();
    assert_eq!((done.files.len(), bytes), (2, 4));
    assert_eq!(
        names(&folder.path().join("site/public")),
        "index.html new/ new/a/ new/a/b.txt"
    );
    assert_eq!(
        names(&folder.path().join("site/public/.."))
            .matches("dateline")
            .count(),
        0
    );
    assert_eq!(
        fs::read_dir(folder.path().join("site")).unwrap().count(),
        2,
        "nothing is left beside it"
    );
}

#[test]
fn the_manifest_lists_paths_and_hashes_in_order() {
    let folder = site();
    build(folder.path(), &[("z", "z"), ("a/b", "ab"), ("a.b", "")]).unwrap();
    let manifest =
        fs::read_to_string(folder.path().join("site/public/.dateline-manifest")).unwrap();
    let line = |path, text: &str| format!("{}  {path}\n", Hash::of_bytes(text.as_bytes()));
    assert_eq!(
        manifest,
        line("a.b", "") + &line("a/b", "ab") + &line("z", "z")
    );
}

#[test]
fn folders_above_the_output_are_made() {
    let folder = site();
    build_to(
        folder.path(),
        "var/www/x/",
        &[("index.html", "1")],
        UnmanagedPolicy::Refuse,
    )
    .unwrap();
    assert_eq!(
        names(&folder.path().join("var")),
        "www/ www/x/ www/x/index.html"
    );
}

#[test]
fn a_large_file_is_copied_with_the_hash_of_its_contents() {
    let folder = site();
    let text = "x".repeat(1_000_000);
    put(folder.path(), "site/static/big", &text);
    let output = guard(
        &folder.path().join("site"),
        &folder.path().join("out"),
        UnmanagedPolicy::Refuse,
    )
    .unwrap();
    let staging = Staging::begin(&output, &|| {}).unwrap();
    staging
        .copy("big", &folder.path().join("site/static/big"))
        .unwrap();
    let done = staging.commit().unwrap();
    assert!(matches!(done.files.as_slice(), [file] if file.written.len == 1_000_000));
    let manifest = fs::read_to_string(folder.path().join("out/.dateline-manifest")).unwrap();
    assert_eq!(
        manifest,
        format!("{}  big\n", Hash::of_bytes(text.as_bytes()))
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("out/big")).unwrap(),
        text
    );
}

#[test]
fn files_beside_ours_stay_the_same_files() {
    let folder = site();
    let public = folder.path().join("site/public");
    build(
        folder.path(),
        &[("index.html", "1"), ("gone/index.html", "1")],
    )
    .unwrap();
    put(&public, "CNAME", "x.example");
    put(&public, ".git/HEAD", "ref");
    put(&public, "gone/hand.txt", "mine");
    fs::create_dir_all(public.join(".git/refs/tags")).unwrap();
    symlink("CNAME", public.join("link")).unwrap();
    set_mode(&public.join(".git"), 0o700);
    let inode = fs::metadata(public.join("CNAME")).unwrap().ino();
    for text in ["2", "3"] {
        build(folder.path(), &[("index.html", text)]).unwrap();
    }
    expect![[r#"{".git/": "", ".git/HEAD": "ref", ".git/refs/": "", ".git/refs/tags/": "", "CNAME": "x.example", "gone/": "", "gone/hand.txt": "mine", "index.html": "3", "link": "x.example"}"#]].assert_eq(&format!("{:?}", tree(&public)));
    assert_eq!(fs::metadata(public.join("CNAME")).unwrap().ino(), inode);
    assert_eq!(mode(&public.join(".git")), 0o700);
    assert!(public.join("link").is_symlink());
}

#[test]
fn force_keeps_what_it_finds() {
    let folder = site();
    put(folder.path(), "site/public/thesis.doc", "mine");
    build(folder.path(), &[("index.html", "1")]).unwrap_err();
    build_to(
        folder.path(),
        "site/public",
        &[("index.html", "1")],
        UnmanagedPolicy::Keep,
    )
    .unwrap();
    assert_eq!(
        names(&folder.path().join("site/public")),
        "index.html thesis.doc"
    );
    build(folder.path(), &[("index.html", "2")]).unwrap();
    assert_eq!(
        names(&folder.path().join("site/public")),
        "index.html thesis.doc"
    );
}

#[test]
fn an_output_in_the_place_of_a_foreign_file_is_an_error() {
    for in_the_way in ["about/index.html", "about", "about/index.html/x"] {
        for output in ["site/public", "link"] {
            let folder = site();
            let public = folder.path().join("site/public");
            symlink("site/public", folder.path().join("link")).unwrap();
            put(&public, in_the_way, "mine");
            let before = tree(&public);
            let files = [("about/index.html", "ours"), ("a.html", "ours")];
            let error = build_to(folder.path(), output, &files, UnmanagedPolicy::Keep).unwrap_err();
            assert!(
                error.path.unwrap().starts_with(public.join("about")),
                "{in_the_way}"
            );
            assert!(error.message.contains("did not make"));
            assert_eq!(tree(&public), before);
        }
    }
}

#[test]
fn modes_are_those_of_a_public_folder() {
    let folder = site();
    build(folder.path(), &[("a/index.html", "1")]).unwrap();
    let public = folder.path().join("site/public");
    // The umask of the test's user may narrow these modes, so only the upper bound is checked.
    for (path, widest) in [
        ("", 0o755),
        ("a", 0o755),
        ("a/index.html", 0o644),
        (".dateline-manifest", 0o644),
    ] {
        put(folder.path(), "probe/file", "");
        let probe = folder.path().join(if widest == 0o755 {
            "probe"
        } else {
            "probe/file"
        });
        assert_eq!(mode(&public.join(path)), widest & mode(&probe), "{path}");
    }
    set_mode(&public, 0o750);
    build(folder.path(), &[("index.html", "1")]).unwrap();
    assert_eq!(mode(&public), 0o750, "what the user has set stays");
}

#[test]
fn two_outputs_at_one_path_are_an_error() {
    let folder = site();
    let error = build(folder.path(), &[("a", "1"), ("a", "2")]).unwrap_err();
    assert!(
        error.to_string().contains("two outputs have the same name"),
        "{error}"
    );
    assert!(!folder.path().join("site/public").exists());
}

#[test]
fn paths_that_leave_the_output_are_bugs() {
    for path in ["../x", "/x", "a//b", "a/../b", "", "a/", "./a"] {
        let folder = site();
        let tried = std::panic::catch_unwind(|| build(folder.path(), &[(path, "")]));
        assert!(tried.is_err(), "{path:?}");
        assert_eq!(
            names(folder.path()),
            "site/ site/content/ site/content/briefs/ site/content/briefs/a.md"
        );
    }
}

#[test]
fn names_that_no_manifest_can_hold_are_refused() {
    for path in ["a\nb", ".dateline-manifest", ".dateline-staging-x/y"] {
        let error = build(site().path(), &[(path, "")]).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("nothing can be written under the name"),
            "{error}"
        );
    }
}

#[test]
fn a_linked_output_is_written_in_place() {
    let folder = site();
    let www = folder.path().join("www");
    fs::create_dir(&www).unwrap();
    symlink("../www", folder.path().join("site/public")).unwrap();
    build(
        folder.path(),
        &[
            ("index.html", "1"),
            ("a/index.html", "1"),
            ("b", "1"),
            ("c/d", "1"),
        ],
    )
    .unwrap();
    put(&www, "CNAME", "mine");
    put(&www, "a/hand.txt", "mine");
    let inode = fs::metadata(&www).unwrap().ino();
    // `b` becomes a folder, `c` becomes a file, `a` is removed except for the unmanaged files in it.
    build(
        folder.path(),
        &[("index.html", "2"), ("b/index.html", "2"), ("c", "2")],
    )
    .unwrap();
    expect![[r#"{"CNAME": "mine", "a/": "", "a/hand.txt": "mine", "b/": "", "b/index.html": "2", "c": "2", "index.html": "2"}"#]].assert_eq(&format!("{:?}", tree(&www)));
    assert_eq!(fs::metadata(&www).unwrap().ino(), inode);
    assert!(folder.path().join("site/public").is_symlink());
    assert_eq!(names(&www).matches("dateline").count(), 0);
}

#[test]
fn in_place_never_goes_through_a_link_out_of_the_output() {
    let folder = site();
    fs::create_dir(folder.path().join("www")).unwrap();
    symlink("../www", folder.path().join("site/public")).unwrap();
    build(folder.path(), &[("topics/index.html", "1")]).unwrap();
    put(folder.path(), "else/index.html", "mine");
    fs::remove_dir_all(folder.path().join("www/topics")).unwrap();
    symlink("../else", folder.path().join("www/topics")).unwrap();
    for files in [&[("topics/index.html", "2")][..], &[("index.html", "2")]] {
        let error = build(folder.path(), files).unwrap_err();
        assert!(error.path.unwrap().ends_with("www/topics"));
    }
    assert_eq!(tree(&folder.path().join("else"))["index.html"], "mine");
}
