//! Sites that want to break out, hang or crash: through the program, on a real disk.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use tempfile::TempDir;

const BRIEF: &str = "---\ntitle: A\ndate: 2026-03-01\nsource: https://wire.example/a\n---\nText.\n";

fn site() -> TempDir {
    let site = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(site.path().join("content/briefs")).expect("made");
    fs::write(site.path().join("content/briefs/a.md"), BRIEF).expect("written");
    site
}

/// Builds the site in `root`, with at most a few seconds of processor time.
fn build(root: &Path, args: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_dateline");
    let limited = format!(
        "ulimit -t 20; exec \"$0\" build --now 2026-06-01 --root \"$1\" {}",
        args.join(" ")
    );
    let mut command = Command::new("sh");
    let output = command
        .args(["-c", &limited, program])
        .arg(root)
        .output()
        .expect("runs");
    assert!(
        output.status.code().is_some_and(|code| code <= 2),
        "{output:?}"
    );
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("panicked"), "{said}");
    output
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn write(site: &TempDir, path: &str, bytes: impl AsRef<[u8]>) {
    let path = site.path().join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, bytes).expect("written");
}

/// Each file by itself beside a good brief: refused with this code, and nothing is written.
#[test]
fn hostile_files_are_refused_by_name() {
    let deep = format!("---\na: {}\n---\n", "[".repeat(100_000));
    let bomb = "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\n---\n";
    let quotes = format!("{}{}", BRIEF, "> ".repeat(10_000));
    let cases: [(&str, Vec<u8>, &str); 9] = [
        (
            "content/briefs/x.md",
            b"---\ntitle: \xff\n---\n".to_vec(),
            "file-not-utf8",
        ),
        (
            "content/briefs/x.md",
            b"---\ntitle: a\0b\n---\n".to_vec(),
            "file-has-nul",
        ),
        (
            "content/briefs/x.md",
            deep.into_bytes(),
            "front-matter-too-large",
        ),
        (
            "content/briefs/x.md",
            format!("---\na: {}\n---\n", "[".repeat(9_000)).into_bytes(),
            "yaml-too-deep",
        ),
        ("content/briefs/x.md", bomb.into(), "yaml-feature"),
        (
            "content/briefs/x.md",
            quotes.into_bytes(),
            "nested-too-deep",
        ),
        (
            "content/briefs/x.md",
            vec![b'x'; 100 << 20],
            "file-too-large",
        ),
        (
            "content/briefs/x.md",
            format!("{BRIEF}{}", "x ".repeat(600_000)).into_bytes(),
            "body-too-long",
        ),
        (
            "content/briefs/x.md",
            BRIEF
                .replace("title", "slug: ../../etc\ntitle")
                .into_bytes(),
            "slug-invalid",
        ),
    ];
    for (path, bytes, code) in cases {
        let site = site();
        write(&site, path, bytes);
        let output = build(site.path(), &[]);
        assert_eq!(output.status.code(), Some(1), "{code}: {}", said(&output));
        assert!(said(&output).contains(code), "{code}: {}", said(&output));
        assert!(
            !site.path().join("public").exists(),
            "{code}: nothing is written"
        );
    }
}

#[test]
fn odd_but_honest_files_build() {
    let site = site();
    write(&site, "content/briefs/bom.md", format!("\u{feff}{BRIEF}"));
    write(&site, "content/briefs/crlf.md", BRIEF.replace('\n', "\r\n"));
    write(&site, "content/briefs/.hidden.md", "no front matter");
    write(&site, "content/briefs/backup.md~", "no front matter");
    write(&site, "content/briefs/#auto#", "no front matter");
    write(&site, "static/.well-known/security.txt", "x");
    write(&site, "static/.gitignore", "x");
    write(&site, "static/.DS_Store", "x");
    let output = build(site.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let public = site.path().join("public");
    assert!(public.join("2026/03/01/bom/index.html").exists());
    assert!(public.join("2026/03/01/crlf/index.html").exists());
    assert!(public.join(".well-known/security.txt").exists());
    assert!(!public.join(".gitignore").exists() && !public.join(".DS_Store").exists());
}

#[cfg(unix)]
#[test]
fn pipes_and_links_out_of_the_site_are_refused() {
    let site = site();
    let pipe = site.path().join("content/briefs/pipe.md");
    let made = Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .expect("mkfifo is part of coreutils");
    assert!(made.success());
    std::os::unix::fs::symlink("/etc/passwd", site.path().join("content/briefs/out.md"))
        .expect("linked");
    std::os::unix::fs::symlink("..", site.path().join("content/briefs/loop")).expect("linked");
    let output = build(site.path(), &[]);
    assert_eq!(output.status.code(), Some(1));
    for code in ["file-not-regular", "symlink-leaves-site", "symlink-loop"] {
        assert!(said(&output).contains(code), "{code}: {}", said(&output));
    }
}

#[test]
fn an_output_that_is_not_ours_is_refused() {
    let site = site();
    let root = site.path();
    write(&site, "thesis/chapter.txt", "five years of work");
    for output in [
        "content/out",
        "static",
        ".",
        "..",
        "templates",
        "thesis",
        "content/briefs/a.md",
    ] {
        let path = root.join(output);
        let result = build(root, &["--output", path.to_str().expect("UTF-8")]);
        assert_eq!(result.status.code(), Some(2), "{output}: {}", said(&result));
        assert!(
            said(&result).contains("hint: "),
            "{output}: {}",
            said(&result)
        );
    }
    assert_eq!(
        fs::read_to_string(root.join("thesis/chapter.txt")).expect("still there"),
        "five years of work"
    );
    let thesis = root.join("thesis");
    let result = build(
        root,
        &["--force", "--output", thesis.to_str().expect("UTF-8")],
    );
    assert_eq!(result.status.code(), Some(0), "{}", said(&result));
    assert_eq!(
        fs::read_to_string(root.join("thesis/chapter.txt")).expect("still there"),
        "five years of work"
    );
    assert!(root.join("thesis/index.html").exists());
}

#[test]
fn a_failed_build_leaves_the_last_good_site() {
    let site = site();
    assert_eq!(build(site.path(), &[]).status.code(), Some(0));
    let before = fs::read(site.path().join("public/index.html")).expect("built");
    write(&site, "content/briefs/b.md", "---\ntitel: B\n---\n");
    assert_eq!(build(site.path(), &[]).status.code(), Some(1));
    fs::remove_file(site.path().join("content/briefs/b.md")).expect("removed");
    write(&site, "templates/404.html", "{{ gone }}");
    assert_eq!(build(site.path(), &[]).status.code(), Some(1));
    assert_eq!(
        fs::read(site.path().join("public/index.html")).expect("still there"),
        before
    );
    let left: Vec<_> = fs::read_dir(site.path())
        .expect("listed")
        .map(|entry| {
            entry
                .expect("entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name.contains("staging"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn nothing_hangs() {
    let started = std::time::Instant::now();
    let site = site();
    write(
        &site,
        "content/briefs/x.md",
        format!("{BRIEF}{}", "[".repeat(500_000)),
    );
    write(
        &site,
        "content/briefs/y.md",
        format!("{BRIEF}{}", "<a href=\"brief:a\">".repeat(20_000)),
    );
    write(
        &site,
        "content/briefs/z.md",
        format!("{BRIEF}{}", "[a](brief:a) ".repeat(30_000)),
    );
    write(
        &site,
        "content/briefs/quotes.md",
        format!("{BRIEF}{}", "\"".repeat(500_000)),
    );
    write(
        &site,
        "content/briefs/refs.md",
        format!("{BRIEF}{}", "[gone][no] ".repeat(40_000)),
    );
    let _ = build(site.path(), &[]);
    // Generous: only a hang or something quadratic takes longer.
    assert!(
        started.elapsed() < Duration::from_secs(60),
        "{:?}",
        started.elapsed()
    );
}
