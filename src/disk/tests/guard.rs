//! Tests of the output guard: the folders it refuses.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use expect_test::{Expect, expect};

use super::{put, site};
use crate::disk::{UnmanagedPolicy, guard};

/// Checks that, after `arrange` in the folder that holds `site/`, its subfolder `output` is refused as `expected`.
fn check(output: &str, arrange: impl FnOnce(&Path), expected: Expect) {
    let folder = site();
    arrange(folder.path());
    let here = folder.path().to_str().unwrap();
    let text = match guard(
        &folder.path().join("site"),
        &folder.path().join(output),
        UnmanagedPolicy::Refuse,
    ) {
        Ok(output) => format!("ok: {}", output.path().display()),
        Err(error) => format!("{error}; hint: {}", error.hint.as_deref().unwrap_or("none")),
    };
    expected.assert_eq(&text.replace(here, "HERE"));
}

#[test]
fn a_folder_to_be_made_is_fine() {
    check("site/public", |_| {}, expect!["ok: HERE/site/public"]);
    check(
        "else/where/../public/",
        |_| {},
        expect![
            "cannot use the output folder `HERE/else/where/../public/`: No such file or directory (os error 2); hint: none"
        ],
    );
    check("else/public/", |_| {}, expect!["ok: HERE/else/public"]);
}

#[test]
fn an_empty_folder_is_fine() {
    check(
        "out",
        |folder| fs::create_dir(folder.join("out")).unwrap(),
        expect!["ok: HERE/out"],
    );
}

#[test]
fn the_site_itself_and_its_parents_are_refused() {
    check(
        "site",
        |_| {},
        expect![
            "the output cannot be the site's own folder: `HERE/site`; hint: give a folder that is only for the output, like `--output public`"
        ],
    );
    check(
        "site/content/..",
        |_| {},
        expect![
            "the output cannot be the site's own folder: `HERE/site/content/..`; hint: give a folder that is only for the output, like `--output public`"
        ],
    );
    check(
        "",
        |_| {},
        expect![
            "the output cannot be a folder that holds the site: `HERE/`; hint: give a folder that is only for the output, like `--output public`"
        ],
    );
    check(
        "alias",
        |folder| symlink("site", folder.join("alias")).unwrap(),
        expect![
            "the output cannot be the site's own folder: `HERE/alias`; hint: give a folder that is only for the output, like `--output public`"
        ],
    );
}

#[test]
fn the_folders_of_the_sources_are_refused() {
    check(
        "site/content",
        |_| {},
        expect![
            "the output cannot be inside `content`: `HERE/site/content`; hint: give a folder that is only for the output, like `--output public`"
        ],
    );
    check(
        "site/content/briefs/public",
        |_| {},
        expect![
            "the output cannot be inside `content`: `HERE/site/content/briefs/public`; hint: give a folder that is only for the output, like `--output public`"
        ],
    );
    check(
        "site/static/public",
        |_| {},
        expect![
            "the output cannot be inside `static`: `HERE/site/static/public`; hint: give a folder that is only for the output, like `--output public`"
        ],
    );
    check(
        "site/templates",
        |_| {},
        expect![
            "the output cannot be inside `templates`: `HERE/site/templates`; hint: give a folder that is only for the output, like `--output public`"
        ],
    );
    check(
        "site/clips/x",
        |_| {},
        expect![
            "the output cannot be inside `clips`: `HERE/site/clips/x`; hint: give a folder that is only for the output, like `--output public`"
        ],
    );
    check(
        "out",
        |folder| symlink("site/content", folder.join("out")).unwrap(),
        expect![
            "the output cannot be inside `content`: `HERE/out`; hint: give a folder that is only for the output, like `--output public`"
        ],
    );
}

#[test]
fn a_source_folder_that_is_a_link_is_refused_where_it_leads() {
    let arrange = |folder: &Path| {
        put(folder, "pool/static/x", "");
        symlink("../pool/static", folder.join("site/static")).unwrap();
    };
    check(
        "pool/static/out",
        arrange,
        expect![
            "the output cannot be inside `static`: `HERE/pool/static/out`; hint: give a folder that is only for the output, like `--output public`"
        ],
    );
    check(
        "pool",
        arrange,
        expect![
            "the output cannot be a folder that holds `static`: `HERE/pool`; hint: give a folder that is only for the output, like `--output public`"
        ],
    );
}

#[test]
fn what_is_no_folder_is_refused() {
    check(
        "file",
        |folder| put(folder, "file", ""),
        expect![
            "the output must be a folder, not a file: `HERE/file`; hint: give another folder with `--output DIR`"
        ],
    );
    check(
        "file/below",
        |folder| put(folder, "file", ""),
        expect![
            "cannot use the output folder `HERE/file/below`: Not a directory (os error 20); hint: none"
        ],
    );
    check(
        "link",
        |folder| symlink("nowhere", folder.join("link")).unwrap(),
        expect![
            "the output is a symbolic link that leads nowhere: `HERE/link`: No such file or directory (os error 2); hint: none"
        ],
    );
}

#[test]
fn files_of_others_are_refused() {
    check(
        "out",
        |folder| put(folder, "out/thesis.doc", ""),
        expect![
            "there are files that Dateline did not make in `HERE/out`; hint: empty the folder, give another one with `--output DIR`, or build into it with `--force`, which keeps them"
        ],
    );
}

#[test]
fn a_damaged_manifest_is_refused() {
    check(
        "out",
        |folder| put(folder, "out/.dateline-manifest", "<<<<<<< HEAD\n"),
        expect![
            "this is not a manifest that Dateline wrote: `HERE/out/.dateline-manifest`; hint: delete the output folder, or only this file and build with `--force`"
        ],
    );
    for text in [
        "00  ../../etc/passwd\n",
        "00  /etc/passwd\n",
        "zz  a\n",
        "00 a\n",
        "\n",
    ] {
        let folder = site();
        put(folder.path(), "out/.dateline-manifest", text);
        guard(
            &folder.path().join("site"),
            &folder.path().join("out"),
            UnmanagedPolicy::Keep,
        )
        .unwrap_err();
    }
}
