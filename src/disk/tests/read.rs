//! Tests of reading: the files that are read, skipped, and reported.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::Arc;

use expect_test::{Expect, expect};
use rustix::fs::{CWD, Mode};

use super::{put, site};
use crate::clock::Stopwatch;
use crate::diag::{Positions, line};
use crate::disk::{InputSnapshot, MAX_TEXT_FILE, list, read_since, read_tree};
use crate::source::{Contents, SourcePath, SourceTree};

/// Checks that a site with one brief, after `arrange`, reads as `expected`: diagnostics, then paths.
fn check(arrange: impl FnOnce(&Path), expected: Expect) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    put(&root, "content/briefs/a.md", "A");
    arrange(&root);
    let read = read_tree(&root).unwrap();
    let mut text = String::new();
    for diagnostic in &read.diagnostics {
        text.push_str(&format!(
            "{}\n",
            line(diagnostic, &mut Positions::new(&read.value))
        ));
    }
    for file in read.value.files() {
        let form = if matches!(file.contents, Contents::OnDisk { .. }) {
            " on disk"
        } else {
            ""
        };
        text.push_str(&format!("{}{form}\n", file.path));
    }
    expected.assert_eq(&text);
}

#[test]
fn reads_the_four_and_nothing_else() {
    check(
        |root| {
            put(root, "site.yaml", "title: Briefs");
            put(root, "templates/brief.html", "");
            put(root, "static/css/site.css", "");
            put(root, "static/.well-known/security.txt", "");
            put(root, "public/index.html", "");
            put(root, ".dateline/cache", "");
            put(root, "clips/wire.txt", "");
            put(root, "README.md", "");
        },
        expect![[r#"
            clips/wire.txt
            content/briefs/a.md
            site.yaml
            static/.well-known/security.txt
            static/css/site.css
            templates/brief.html
        "#]],
    );
}

#[test]
fn skips_what_editors_and_desktops_leave() {
    check(
        |root| {
            let leftovers = [
                "a.md~",
                "#a.md#",
                ".#a.md",
                "4913",
                ".a.md.swp",
                "a.swo",
                "a.bak",
                "a.tmp",
                "a.orig",
            ];
            for folder in ["content/briefs", "templates", "static"] {
                for name in
                    leftovers
                        .iter()
                        .chain(&["Thumbs.db", ".DS_Store", ".git/HEAD", ".gitignore"])
                {
                    put(root, &format!("{folder}/{name}"), "");
                }
            }
            put(root, "content/.obsidian/x.md", "");
            put(root, "content/topics/4913/b.md", "");
            fs::create_dir(root.join("static/empty")).unwrap();
        },
        expect![[r#"
            content/briefs/a.md
            content/topics/4913/b.md
        "#]],
    );
}

#[test]
fn follows_links_inside_the_site_only() {
    check(
        |root| {
            put(root, "common/b.md", "B");
            put(root, "common/pics/c.png", "C");
            put(root.parent().unwrap(), "secret.md", "S");
            symlink("../../common/b.md", root.join("content/briefs/b.md")).unwrap();
            symlink("common/pics", root.join("static")).unwrap();
            symlink(root.join("common"), root.join("content/more")).unwrap();
            symlink("../../../secret.md", root.join("content/briefs/s.md")).unwrap();
            symlink("/etc", root.join("content/etc")).unwrap();
            symlink("nowhere", root.join("content/briefs/dangling.md")).unwrap();
        },
        expect![[r#"
            content/briefs/dangling.md error[symlink-leaves-site]: the symbolic link points to `nowhere`, outside the site; hint: copy the file into the site
            content/briefs/s.md error[symlink-leaves-site]: the symbolic link points to `../../../secret.md`, outside the site; hint: copy the file into the site
            content/etc error[symlink-leaves-site]: the symbolic link points to `/etc`, outside the site; hint: copy the file into the site
            content/briefs/a.md
            content/briefs/b.md
            content/more/b.md
            content/more/pics/c.png
            static/c.png
        "#]],
    );
}

#[test]
fn links_into_clips_are_refused() {
    check(
        |root| {
            put(root, "clips/wire.txt", "Private");
            put(root, "static/a.txt", "A");
            symlink("../clips/wire.txt", root.join("static/wire.txt")).unwrap();
        },
        expect![[r#"
            static/wire.txt error[symlink-into-clips]: the symbolic link points into `clips/`, which is private; hint: delete the link
            clips/wire.txt
            content/briefs/a.md
            static/a.txt
        "#]],
    );
}

#[test]
fn linked_loops_are_named() {
    check(
        |root| {
            symlink(".", root.join("content/self")).unwrap();
            symlink("../..", root.join("content/briefs/up")).unwrap();
            symlink("ouroboros", root.join("content/ouroboros")).unwrap();
            put(root, "content/x/x.md", "X");
            put(root, "content/y/y.md", "Y");
            symlink("../y", root.join("content/x/to-y")).unwrap();
            symlink("../x", root.join("content/y/to-x")).unwrap();
        },
        expect![[r#"
            content/briefs/up error[symlink-loop]: the symbolic link points to a folder that contains it; hint: delete the link
            content/ouroboros error[symlink-loop]: the symbolic link points to a folder that contains it; hint: delete the link
            content/self error[symlink-loop]: the symbolic link points to a folder that contains it; hint: delete the link
            content/x/to-y/to-x error[symlink-loop]: the symbolic link points to a folder that contains it; hint: delete the link
            content/y/to-x/to-y error[symlink-loop]: the symbolic link points to a folder that contains it; hint: delete the link
            content/briefs/a.md
            content/x/to-y/y.md
            content/x/x.md
            content/y/to-x/x.md
            content/y/y.md
        "#]],
    );
}

#[test]
fn pipes_and_sockets_are_never_opened() {
    check(
        |root| {
            let mode = Mode::RUSR | Mode::WUSR;
            rustix::fs::mkfifoat(CWD, root.join("content/briefs/pipe.md"), mode).unwrap();
            rustix::fs::mkfifoat(CWD, root.join("site.yaml"), mode).unwrap();
            drop(std::os::unix::net::UnixListener::bind(root.join("content/socket.md")).unwrap());
            symlink("briefs/pipe.md", root.join("content/to-pipe.md")).unwrap();
            put(root, "templates", "");
        },
        expect![[r#"
            content/briefs/pipe.md error[file-not-regular]: this is not a regular file, so it is not read; hint: move it out of the site's folder
            content/socket.md error[file-not-regular]: this is not a regular file, so it is not read; hint: move it out of the site's folder
            content/to-pipe.md error[file-not-regular]: this is not a regular file, so it is not read; hint: move it out of the site's folder
            site.yaml error[file-not-regular]: this is not a regular file, so it is not read; hint: move it out of the site's folder
            templates warning[file-unknown]: nothing is built from this file; hint: `templates` must be a folder
            content/briefs/a.md
        "#]],
    );
}

#[test]
fn a_name_that_is_not_utf8_is_reported_on_its_folder() {
    check(
        |root| {
            let folder = root.join("content/briefs");
            fs::write(folder.join(OsStr::from_bytes(b"caf\xe9.md")), "x").unwrap();
            fs::create_dir(folder.join(OsStr::from_bytes(b"\xff"))).unwrap();
            fs::write(folder.join(OsStr::from_bytes(b"\xff")).join("b.md"), "x").unwrap();
        },
        expect![[r#"
            content/briefs error[file-name-not-utf8]: the name of a file here is not UTF-8; hint: rename the file
            content/briefs/a.md
        "#]],
    );
}

#[test]
fn a_name_has_one_unicode_form() {
    check(
        |root| {
            // Decomposed (Unicode form D), as macOS stores names.
            for name in [
                "cafe\u{301}.md",
                "e\u{301}/b.md",
                "e\u{301}/c.md",
                "\u{e9}/b.md",
            ] {
                put(root, &format!("content/briefs/{name}"), "x");
            }
        },
        expect![[r#"
            content/briefs/é/b.md error[file-name-twice]: two files have this name, in two Unicode forms; hint: delete one of them, or give it another name
            content/briefs/a.md
            content/briefs/café.md
            content/briefs/é/b.md
            content/briefs/é/c.md
        "#]],
    );
}

#[test]
fn large_files_are_not_held() {
    let stopwatch = Stopwatch::start();
    check(
        |root| {
            for (path, len) in [
                ("content/briefs/big.MD", 100 << 20),
                ("content/briefs/limit.md", MAX_TEXT_FILE),
                ("content/briefs/big.jpg", 100 << 20),
                ("static/video.mp4", (1 << 20) + 1),
                ("static/small.mp4", 1 << 20),
                ("templates/big.html", 100 << 20),
            ] {
                put(root, path, "");
                File::options()
                    .write(true)
                    .open(root.join(path))
                    .unwrap()
                    .set_len(len)
                    .unwrap();
            }
        },
        expect![[r#"
            content/briefs/big.MD error[file-too-large]: the file is 104857600 bytes long; the limit is 2097152; hint: split it
            templates/big.html error[file-too-large]: the file is 104857600 bytes long; the limit is 2097152; hint: split it
            content/briefs/a.md
            content/briefs/big.jpg on disk
            content/briefs/limit.md
            static/small.mp4
            static/video.mp4 on disk
        "#]],
    );
    assert!(
        stopwatch.elapsed_ms() < 2000.0,
        "a large file costs nothing"
    );
}

#[test]
fn a_large_file_that_changes_has_another_hash() {
    let folder = site();
    let root = folder.path().join("site");
    put(&root, "static/video.mp4", "");
    let file = File::options()
        .write(true)
        .open(root.join("static/video.mp4"))
        .unwrap();
    file.set_len(2 << 20).unwrap();
    let hash = || {
        read_tree(&root)
            .unwrap()
            .value
            .get("static/video.mp4")
            .unwrap()
            .hash
    };
    let before = hash();
    assert_eq!(before, hash());
    file.set_modified(std::time::UNIX_EPOCH).unwrap();
    assert_ne!(before, hash());
}

#[test]
fn many_files_are_read_by_many_threads_in_order() {
    let folder = site();
    let root = folder.path().join("site");
    for n in 0..1000 {
        put(&root, &format!("content/briefs/{n}.md"), &n.to_string());
    }
    let read = read_tree(&root).unwrap();
    assert_eq!(read.value.files().len(), 1001);
    assert_eq!(
        read.value.get("content/briefs/731.md").unwrap().bytes(),
        b"731"
    );
}

#[test]
fn no_site_says_what_to_type() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "file", "");
    for (name, message) in [("none", "there is no folder"), ("file", "must be a folder")] {
        let error = read_tree(&folder.path().join(name)).unwrap_err();
        assert!(error.to_string().contains(message), "{error}");
        assert!(error.hint.unwrap().contains("--root DIR"));
    }
    assert!(read_tree(folder.path()).unwrap().value.files().is_empty());
}

#[test]
fn what_may_not_be_read_is_reported() {
    let folder = super::shared_site();
    let root = folder.path().join("site");
    put(&root, "content/briefs/closed.md", "");
    put(&root, "content/closed/b.md", "");
    for path in ["content/briefs/closed.md", "content/closed"] {
        super::set_mode(&root.join(path), 0o000);
    }
    let read = super::as_another_user(|| read_tree(&root).unwrap());
    super::set_mode(&root.join("content/closed"), 0o755);
    let lines: Vec<_> = read
        .diagnostics
        .iter()
        .map(|diagnostic| line(diagnostic, &mut Positions::new(&read.value)))
        .collect();
    expect![[r#"
        content/briefs/closed.md error[file-unreadable]: the file cannot be read: Permission denied (os error 13); hint: check who has permission to read it (`ls -l`)
        content/closed error[file-unreadable]: the file cannot be read: Permission denied (os error 13); hint: check who has permission to read it (`ls -l`)"#]].assert_eq(&lines.join("\n"));
    assert_eq!(read.value.files().len(), 1);
}

#[test]
fn files_that_are_as_they_were_are_not_opened_again() {
    let folder = site();
    put(folder.path(), "site/content/briefs/b.md", "B");
    put(folder.path(), "site/content/briefs/gone.md", "Gone");
    let root = folder.path().join("site");
    let InputSnapshot { tree, mut stamps } = list(&root).unwrap().read();
    // As if the files had been written long before they were listed.
    stamps.at += 10_000_000_000;
    put(folder.path(), "site/content/briefs/b.md", "C");
    put(folder.path(), "site/content/briefs/new.md", "New");
    fs::remove_file(root.join("content/briefs/gone.md")).unwrap();
    let next = read_since(&root, &tree.value, &stamps).unwrap();
    let bytes = |tree: &SourceTree, path: &str| match &tree.get(path).unwrap().contents {
        Contents::Bytes(bytes) => Arc::clone(bytes),
        other => panic!("{other:?}"),
    };
    let path = "content/briefs/a.md";
    assert!(Arc::ptr_eq(
        &bytes(&tree.value, path),
        &bytes(&next.tree.value, path)
    ));
    let all = read_tree(&root).unwrap().value;
    assert_eq!(next.tree.value.differences(&all), Vec::<SourcePath>::new());
    assert_eq!(&*bytes(&next.tree.value, "content/briefs/b.md"), b"C");
}
