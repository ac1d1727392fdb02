//! Which files of a site's folder are read, under which names, and what is said of the others.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use expect_test::expect;
use tempfile::TempDir;

use crate::support::{build, check};

const BRIEF: &str = "---\ntitle: A\ndate: 2026-03-01\nsource: https://wire.example/a\n---\nText.\n";

/// A site of these files, on the disk.
fn site(files: &[(&str, &str)]) -> TempDir {
    let site = tempfile::tempdir().expect("a folder");
    files
        .iter()
        .for_each(|(path, text)| put(site.path(), path, text));
    site
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

fn dateline(site: &TempDir, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command
        .args(args)
        .current_dir(site.path())
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("runs")
}

fn said(output: &Output) -> String {
    [output.stderr.as_slice(), output.stdout.as_slice()]
        .map(String::from_utf8_lossy)
        .concat()
}

#[test]
fn markdown_is_read_whatever_its_ending_is_called() {
    let built = build(&format!(
        "
//- site.yaml
languages: ar
//- content/briefs/one.MD
{BRIEF}
[two](two.markdown), [three](three/index.Markdown), ![what](x.png)
//- content/briefs/two.markdown
{BRIEF}
//- content/briefs/two.ar.MARKDOWN
{BRIEF}
//- content/briefs/three/index.Markdown
{BRIEF}
//- content/topics/water.markdown
---
name: Water
---
//- content/pages/about.Md
---
title: About
---
"
    ));
    expect![[r#"
        content/briefs/one.MD:8:61 error[image-missing]: there is no picture `x.png`; hint: put it beside the brief (`SLUG/index.md`), or in `static/`
    "#]]
    .assert_eq(&built.findings);
}

#[test]
fn pages_of_all_endings_are_built_and_none_is_copied() {
    let built = build(&format!(
        "
//- site.yml
languages: ar
title: From site.yml
//- content/briefs/two.MD
{BRIEF}
//- content/briefs/two.ar.markdown
{BRIEF}
//- content/briefs/three/index.Markdown
{BRIEF}See the [map](map.png).
//- content/briefs/three/index.ar.md
{BRIEF}
//- content/briefs/three/map.png
x
//- content/pages/about.Md
---
title: About
---
"
    ));
    assert_eq!(built.findings, "");
    let chosen = ["2026/03/01/", "about/"];
    let routes: Vec<&str> = built
        .outputs
        .keys()
        .map(String::as_str)
        .filter(|route| chosen.iter().any(|part| route.contains(part)))
        .collect();
    expect![[r#"
        /2026/03/01/
        /2026/03/01/three/
        /2026/03/01/three/map.png
        /2026/03/01/two/
        /about/
        /ar/2026/03/01/
        /ar/2026/03/01/three/
        /ar/2026/03/01/two/"#]]
    .assert_eq(&routes.join("\n"));
    // Both versions name each other.
    assert!(
        built
            .text("/2026/03/01/two/")
            .contains("/ar/2026/03/01/two/")
    );
    assert!(built.text("/").contains("From site.yml"));
}

#[test]
fn what_is_no_content_is_reported() {
    check(
        &format!(
            "
//- content/briefs/a.md
{BRIEF}
//- content/briefs/b.md.txt
x
//- content/briefs/c.mdx
x
//- content/briefs/d.HTML
x
//- content/briefs/photo.jpg
x
//- content/briefs/flood
x
//- content/briefs/folder/index.md
---
title: Folder
date: 2026-03-01
status: draft
source: https://wire.example/a
---
Text.
//- content/briefs/folder/photo.jpg
x
//- content/briefs/folder/data/table.csv
x
//- content/topics/notes.txt
x
//- content/topics/logo.svg
x
//- content/sketch.pdf
x
//- content/brief/e.md
x
//- content/brief/e.txt
x
"
        ),
        expect![[r#"
            content/brief/e.md warning[file-unknown]: nothing is built from this file; hint: did you mean the folder `content/briefs/`?
            content/brief/e.txt warning[file-unknown]: nothing is built from this file; hint: Dateline reads Markdown: rename it to `e.md`; if it is a note, move it out of `content/` or begin its name with a dot
            content/briefs/b.md.txt warning[file-unknown]: nothing is built from this file; hint: rename it to `b.md`
            content/briefs/c.mdx warning[file-unknown]: nothing is built from this file; hint: Dateline reads Markdown: rename it to `c.md`; if it is a note, move it out of `content/` or begin its name with a dot
            content/briefs/d.HTML warning[file-unknown]: nothing is built from this file; hint: save it as `d.md`, which may contain HTML, or move it to `static/`
            content/briefs/flood warning[file-unknown]: nothing is built from this file; hint: Dateline reads Markdown: rename it to `flood.md`; if it is a note, move it out of `content/` or begin its name with a dot
            content/briefs/photo.jpg warning[file-unknown]: nothing is built from this file; hint: make the brief that shows it a folder, `SLUG/index.md`, and move it there; or move it to `static/`
            content/sketch.pdf warning[file-unknown]: nothing is built from this file; hint: move it to `static/`, or out of `content/`
            content/topics/logo.svg warning[file-unknown]: nothing is built from this file; hint: move it to `static/`, or out of `content/`
            content/topics/notes.txt warning[file-unknown]: nothing is built from this file; hint: Dateline reads Markdown: rename it to `notes.md`; if it is a note, move it out of `content/` or begin its name with a dot"#]],
    );
}

#[test]
fn two_endings_of_one_name_are_one_too_many() {
    check(
        &format!(
            "
//- site.yaml
languages: ar
//- content/briefs/a.markdown
{BRIEF}
//- content/briefs/a.md
{BRIEF}
//- content/briefs/a.ar.MD
{BRIEF}
//- content/briefs/a.ar.markdown
{BRIEF}
//- content/briefs/b/index.md
{BRIEF}
//- content/briefs/b/index.Markdown
{BRIEF}
//- content/topics/water.MD
---
name: Water
---
//- content/topics/water.md
---
name: Water
---
"
        ),
        expect![[r#"
            content/briefs/a.ar.markdown error[file-twice]: `a.ar.MD` in the same folder differs only in its extension; hint: delete one of them, or give it another name
            content/briefs/a.markdown error[file-twice]: `a.md` in the same folder differs only in its extension; hint: delete one of them, or give it another name
            content/briefs/b/index.Markdown error[file-twice]: `index.md` in the same folder differs only in its extension; hint: delete one of them, or give it another name
            content/topics/water.MD error[file-twice]: `water.md` in the same folder differs only in its extension; hint: delete one of them, or give it another name"#]],
    );
}

#[test]
fn the_settings_are_named_as_they_are() {
    check(
        &format!(
            "
//- site.yml
titel: B
icon: gone.svg
nav: [{{ title: X, link: /gone/ }}]
lists: {{ x: {{ countries: ZZ }} }}
defaults: {{ briefs/: {{ topics: gone }} }}
//- content/briefs/a.md
{BRIEF}
"
        ),
        expect![[r#"
            site.yml:1:1 error[unknown-key]: there is no key `titel` here; hint: did you mean `title`?; fix: `title`
            site.yml:2:7 error[image-missing]: there is no picture `gone.svg`; hint: put it beside the brief (`SLUG/index.md`), or in `static/`
            site.yml:3:25 error[dead-link]: there is no page `/gone/`
            site.yml:4:26 error[unknown-country]: no country has the code `ZZ`; hint: write the two letters of ISO 3166-1, such as `IQ`
            site.yml:5:32 error[unknown-topic]: no topic has the slug `gone`; hint: create `content/topics/gone.md`"#]],
    );
}

#[test]
fn two_files_of_settings_are_one_too_many() {
    check(
        &format!(
            "\n//- site.yaml\ntitle: A\n//- site.yml\ntitle: B\n//- content/briefs/a.md\n{BRIEF}"
        ),
        expect![
            "site.yml error[config-twice]: `site.yaml` exists as well, and only one of the two is read; hint: move everything into one of them, and delete the other"
        ],
    );
}

#[test]
fn names_that_are_nearly_right_are_reported() {
    let files = [
        ("Content/briefs/b.md", BRIEF),
        ("content/briefs/a.md", BRIEF),
        ("Site.yaml", ""),
        ("site.yml.txt", ""),
    ];
    let site = site(&files);
    let text = said(&dateline(&site, &["check", "--format", "github"]));
    let unknown: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("file-unknown"))
        .collect();
    expect![[r#"
        ::warning file=Content,title=file-unknown::nothing is built from this file; hint: rename it to `content`
        ::warning file=Site.yaml,title=file-unknown::nothing is built from this file; hint: rename it to `site.yaml`
        ::warning file=site.yml.txt,title=file-unknown::nothing is built from this file; hint: rename it to `site.yml`"#]].assert_eq(&unknown.join("\n"));
}

#[test]
fn without_content_nothing_is_written() {
    for files in [
        &[][..],
        &[("site.yaml", "title: A\n")],
        &[("content/x.txt", "x"), ("content/briefs/y.mdx", "x")],
    ] {
        let site = site(files);
        let before = walkdir::WalkDir::new(site.path()).into_iter().count();
        let root = site.path().canonicalize().expect("there");
        for args in [
            &["build"][..],
            &["check"],
            &["check", "--fix"],
            &["check", "--claims", "a"],
            &["build", "--output", "out"],
        ] {
            let output = dateline(&site, args);
            assert_eq!(output.status.code(), Some(2), "{args:?}: {output:?}");
            let text = said(&output);
            let looked = format!("`{}`", root.join("content").display());
            assert!(
                text.contains("there is no content") && text.contains(&looked),
                "{text}"
            );
            assert!(
                files
                    .iter()
                    .filter(|(path, _)| path.contains("content"))
                    .all(|(path, _)| text.contains(path)),
                "{text}"
            );
            assert_eq!(
                walkdir::WalkDir::new(site.path()).into_iter().count(),
                before,
                "{args:?}"
            );
        }
    }
}

#[test]
fn content_that_cannot_be_read_is_not_taken_for_none() {
    let site = site(&[]);
    std::os::unix::fs::symlink("/usr", site.path().join("content")).expect("linked");
    let output = dateline(&site, &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("symlink-leaves-site"), "{output:?}");
}

/// `é` as macOS writes it in names of files: two letters.
const NFD: &str = "e\u{301}";

#[test]
fn a_name_is_the_same_in_both_unicode_forms() {
    let site = site(&[
        (
            "site.yaml",
            "title: A\nurl: https://briefs.example/\nicon: ic\u{e9}.svg\ndefaults: { briefs/d\u{e9}/: { author: Ana } }\n",
        ),
        (
            &format!("static/ic{NFD}.svg"),
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ),
        (&format!("static/caf{NFD}.txt"), "x"),
        (&format!("static/me{NFD}/map.png"), "x"),
        (
            &format!("content/briefs/d{NFD}/caf{NFD}/index.md"),
            &format!(
                "{}image: m{NFD}.jpg\nalt: A map\n---\n![map](m\u{e9}.jpg) ![map](/me\u{e9}/map.png) [x](/caf\u{e9}.txt) \
                 [y](../the\u{e9}.md) [z](../the%C3%A9.md) [[the{NFD}]] [[the\u{e9}]]\n",
                BRIEF.strip_suffix("---\nText.\n").expect("its end")
            ),
        ),
        (&format!("content/briefs/d{NFD}/caf{NFD}/m{NFD}.jpg"), "x"),
        (&format!("content/briefs/d{NFD}/the{NFD}.md"), BRIEF),
        (
            &format!("content/pages/{NFD}tat.md"),
            "---\ntitle: State\n---\nText.\n",
        ),
    ]);
    let output = dateline(&site, &["check", "--format", "github"]);
    let wrong: Vec<String> = said(&output)
        .lines()
        .filter(|line| line.starts_with("::error"))
        .map(str::to_owned)
        .collect();
    expect![""].assert_eq(&wrong.join("\n"));
    let output = dateline(&site, &["build", "--why", &format!("/caf{NFD}.txt")]);
    assert!(
        said(&output).contains("/caf\u{e9}.txt: rebuilt: "),
        "{output:?}"
    );
    for path in [
        "2026/03/01/caf\u{e9}/index.html",
        "2026/03/01/caf\u{e9}/m\u{e9}.jpg",
        "2026/03/01/the\u{e9}/index.html",
        "ic\u{e9}.svg",
        "me\u{e9}/map.png",
        "\u{e9}tat/index.html",
    ] {
        assert!(site.path().join("public").join(path).exists(), "{path}");
    }
    let page = fs::read_to_string(site.path().join("public/2026/03/01/caf\u{e9}/index.html"))
        .expect("built");
    assert!(page.contains("Ana"), "the folder's defaults hold");
    // As in the preview's links and in what people copy.
    let claims = dateline(
        &site,
        &[
            "check",
            "--claims",
            &format!("content/briefs/d{NFD}/caf\u{e9}/index.md"),
        ],
    );
    assert_eq!(claims.status.code(), Some(0), "{claims:?}");
    let claims = dateline(&site, &["check", "--claims", &format!("caf{NFD}")]);
    assert_eq!(claims.status.code(), Some(0), "{claims:?}");
}

#[test]
fn two_unicode_forms_of_one_name_are_one_too_many() {
    for (one, other) in [
        (
            format!("content/briefs/caf{NFD}.md"),
            "content/briefs/caf\u{e9}.md",
        ),
        (format!("static/caf{NFD}.txt"), "static/caf\u{e9}.txt"),
        (
            format!("content/briefs/{NFD}/b.md"),
            "content/briefs/\u{e9}/b.md",
        ),
    ] {
        let site = site(&[
            (&one, BRIEF),
            (other, BRIEF),
            ("content/briefs/a.md", BRIEF),
        ]);
        let output = dateline(
            &site,
            &["check", "--only", "file-name-twice", "--format", "github"],
        );
        let text = said(&output);
        assert!(
            text.contains(&format!("::error file={other},title=file-name-twice")),
            "{text}"
        );
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn a_fix_finds_a_file_with_a_name_in_the_other_form() {
    let path = format!("content/briefs/{NFD}t{NFD}/caf{NFD}.md");
    let site = site(&[(&path, &BRIEF.replace("Text.", "Text , he said."))]);
    let before = fs::read_to_string(site.path().join(&path)).expect("there");
    let output = dateline(&site, &["check", "--fix"]);
    assert!(said(&output).contains("fixed "), "{output:?}");
    assert_ne!(
        fs::read_to_string(site.path().join(&path)).expect("there"),
        before
    );
    assert_eq!(
        fs::read_dir(site.path().join("content/briefs"))
            .expect("a folder")
            .count(),
        1
    );
}
