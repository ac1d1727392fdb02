//! From nothing to a site: `dateline init`, and what people expect of a command line. `dateline new` is in `new_files`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use expect_test::expect;
use tempfile::TempDir;

/// 30 November 2026, 16:00:30 UTC.
const NOW: &str = "1796054430";

pub(crate) fn dateline(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command
        .args(args)
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", NOW);
    command
        .env_remove("VISUAL")
        .env_remove("EDITOR")
        .output()
        .expect("runs")
}

pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// Runs a command that must succeed; returns what it prints.
#[track_caller]
pub(crate) fn well(folder: &Path, args: &[&str]) -> String {
    let output = dateline(folder, args);
    assert!(
        output.status.success(),
        "{args:?}: {}{}",
        err(&output),
        out(&output)
    );
    out(&output)
}

/// Runs a command that must be refused and change nothing; returns what it says.
#[track_caller]
pub(crate) fn refused(folder: &Path, args: &[&str]) -> String {
    let before = files(folder);
    let output = dateline(folder, args);
    assert_eq!(
        output.status.code(),
        Some(2),
        "{args:?}: {}{}",
        err(&output),
        out(&output)
    );
    assert_eq!(
        files(folder),
        before,
        "{args:?} is refused and writes nothing"
    );
    assert_eq!(out(&output), "", "{args:?}");
    err(&output)
}

/// Everything below `folder`, with the bytes of files.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .map(|entry| entry.expect("readable"));
    let all = entries.map(|entry| {
        let path = entry
            .path()
            .strip_prefix(folder)
            .expect("below")
            .to_string_lossy()
            .into_owned();
        (
            path,
            if entry.file_type().is_file() {
                fs::read(entry.path()).expect("read")
            } else {
                Vec::new()
            },
        )
    });
    all.collect()
}

pub(crate) fn empty() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// A site with these files.
pub(crate) fn site(files: &[(&str, &str)]) -> TempDir {
    let site = empty();
    for (path, text) in files {
        let path = site.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    site
}

#[test]
fn a_site_is_made_in_a_folder_that_is_missing() {
    let at = empty();
    let said = well(at.path(), &["init", "desks/news"]);
    expect![[r#"
        created a site of 11 files in `desks/news`; next steps:

          cd desks/news
          dateline new "What happened"   # draft your first brief
          dateline serve --open          # preview the site in your browser as you write
    "#]]
    .assert_eq(&said);
    let paths: Vec<String> = files(at.path())
        .into_keys()
        .filter(|path| path.contains('.'))
        .collect();
    expect![[r#"
        desks/news/.gitignore
        desks/news/README.md
        desks/news/content/briefs/lyr-floods-fields.md
        desks/news/content/briefs/school-reopens.md
        desks/news/content/pages/about.md
        desks/news/content/pages/corrections.md
        desks/news/content/publishers/example-wire.md
        desks/news/content/publishers/port-amber-post.md
        desks/news/content/storylines/lyr-flood.md
        desks/news/content/topics/weather.md
        desks/news/site.yaml"#]]
    .assert_eq(&paths.join("\n"));
    let ignored = fs::read_to_string(at.path().join("desks/news/.gitignore")).expect("read");
    assert!(
        ["/public/", "/.dateline/", "/clips/"]
            .iter()
            .all(|line| ignored.lines().any(|own| own == *line))
    );
}

#[test]
fn nothing_is_wrong_with_it_now_and_later() {
    let at = empty();
    let said = well(at.path(), &["init"]);
    assert!(
        said.contains("  dateline build ") && !said.contains("cd "),
        "{said}"
    );
    for now in ["2026-11-30T00:00:00-12:00", "2026-12-10", "2031-01-01"] {
        let said = well(at.path(), &["check", "--deny", "warnings", "--now", now]);
        assert_eq!(said, "no problems found\n", "{now}");
    }
    let output = dateline(at.path(), &["build", "--check"]);
    assert!(
        out(&output).starts_with("built 2 briefs as "),
        "{}",
        out(&output)
    );
    assert_eq!(err(&output), "");
    // Whichever zone the editor sets, and however much the rules ask for.
    let config = fs::read_to_string(at.path().join("site.yaml")).expect("read");
    let far =
        config.replace("timezone: UTC", "timezone: Etc/GMT+12") + "check: { profile: strict }\n";
    fs::write(at.path().join("site.yaml"), far).expect("written");
    assert_eq!(well(at.path(), &["check"]), "no problems found\n");
    assert!(well(at.path(), &["build"]).starts_with("built 2 briefs"));
}

#[test]
fn its_dates_are_those_of_the_days_before() {
    let at = empty();
    well(at.path(), &["init"]);
    for (path, date) in [
        ("school-reopens", "2026-11-29"),
        ("lyr-floods-fields", "2026-11-28"),
    ] {
        let text =
            fs::read_to_string(at.path().join(format!("content/briefs/{path}.md"))).expect("read");
        assert!(
            text.contains(&format!("\ndate: {date}\n")) && !text.contains('{'),
            "{text}"
        );
    }
}

#[test]
fn init_never_overwrites() {
    for (path, named) in [
        ("site.yaml", "`site.yaml` already exists"),
        ("site.yml", "`site.yml` already exists"),
        ("README.md", "`README.md` already exists"),
        (
            "content/topics/weather.md",
            "`content/topics/weather.md` already exists",
        ),
        // A folder, too, is in the way.
        (".gitignore/x", "`.gitignore` already exists"),
    ] {
        let at = empty();
        let file = at.path().join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, "mine").expect("written");
        let said = refused(at.path(), &["init"]);
        assert!(
            said.contains(named) && said.contains("nothing was written"),
            "{said}"
        );
        assert!(said.contains("dateline init DIR"), "{said}");
    }
    let at = empty();
    well(at.path(), &["init", "a"]);
    let said = refused(at.path(), &["init", "a"]);
    assert!(
        said.contains("`site.yaml`, `.gitignore`, `README.md`, ")
            && said.contains(" already exist in"),
        "{said}"
    );
    // Files that are none of these stay.
    let at = empty();
    fs::write(at.path().join("LICENSE"), "mine").expect("written");
    well(at.path(), &["init"]);
    assert_eq!(
        fs::read_to_string(at.path().join("LICENSE")).expect("read"),
        "mine"
    );
}

#[test]
fn init_is_refused_where_no_folder_can_be() {
    let at = empty();
    fs::write(at.path().join("file"), "x").expect("written");
    fs::write(at.path().join("content"), "x").expect("written");
    for dir in ["file", "file/below", "."] {
        let said = refused(at.path(), &["init", dir]);
        assert!(said.starts_with("error: "), "{said}");
    }
    let said = refused(at.path(), &["init", "a", "b"]);
    assert!(said.contains("Usage: dateline init"), "{said}");
}

#[cfg(unix)]
#[test]
fn init_never_follows_a_link_out_of_the_folder() {
    use std::os::unix::fs::symlink;

    let (at, outside) = (empty(), empty());
    symlink(outside.path(), at.path().join("content")).expect("linked");
    let said = refused(at.path(), &["init"]);
    assert!(
        said.contains("nothing is written outside of the site's folder"),
        "{said}"
    );
    assert!(files(outside.path()).is_empty());
    // A link to nowhere is a file that is there; one in the middle leads out of the site as well.
    let at = empty();
    symlink(outside.path().join("new.yaml"), at.path().join("site.yaml")).expect("linked");
    assert!(refused(at.path(), &["init"]).contains("`site.yaml` already exists"));
    let at = empty();
    fs::create_dir(at.path().join("content")).expect("made");
    symlink(
        outside.path().join("gone"),
        at.path().join("content/topics"),
    )
    .expect("linked");
    refused(at.path(), &["init"]);
    assert!(files(outside.path()).is_empty());
    // The folder itself may be a link: it was named.
    let at = empty();
    symlink(outside.path(), at.path().join("news")).expect("linked");
    well(at.path(), &["init", "news"]);
    assert!(outside.path().join("site.yaml").is_file());
}

#[cfg(unix)]
#[test]
fn where_nothing_may_be_written_nothing_is_left_behind() {
    use std::os::unix::fs::PermissionsExt as _;

    use crate::support::{as_another_user, program_in};

    let at = empty();
    let program = program_in(at.path());
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set")
    };
    let site = at.path().join("site");
    fs::create_dir_all(site.join("content")).expect("made");
    // Files may be written in the folder, but not in `content/`.
    mode(at.path(), 0o755);
    mode(&site, 0o777);
    mode(&site.join("content"), 0o555);
    let run = |args: &[&str]| {
        as_another_user(&program)
            .args(args)
            .current_dir(&site)
            .output()
            .expect("runs")
    };
    for dir in [".", "../new"] {
        let before = files(at.path());
        let output = run(&["init", dir]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(err(&output).contains("Permission denied"), "{output:?}");
        assert_eq!(files(at.path()), before);
    }
    mode(&site.join("content"), 0o755);
}

#[test]
fn an_empty_folder_is_told_of_init() {
    let at = empty();
    for command in ["build", "check"] {
        let said = refused(at.path(), &[command]);
        assert!(
            said.contains("run `dateline init` to create a starter site"),
            "{said}"
        );
    }
}

#[test]
fn the_folder_may_be_given_without_its_option() {
    let at = empty();
    well(at.path(), &["init", "news"]);
    assert!(well(at.path(), &["build", "news"]).starts_with("built 2 briefs"));
    assert!(at.path().join("news/public/index.html").is_file());
    assert_eq!(well(at.path(), &["check", "news"]), "no problems found\n");
    assert_eq!(
        well(
            at.path(),
            &["check", "--root", "news", "--deny", "warnings"]
        ),
        "no problems found\n"
    );
    for command in ["build", "check", "serve"] {
        let said = refused(at.path(), &[command, "news", "--root", "news"]);
        assert!(
            said.contains("'[DIR]' cannot be used with '--root <DIR>'"),
            "{said}"
        );
        assert!(refused(at.path(), &[command, "gone"]).contains("there is no folder"));
        assert!(
            refused(at.path(), &[command, "news/README.md"])
                .contains("must be a folder, not a file")
        );
        assert!(refused(at.path(), &[command, "news", "more"]).contains("unexpected argument"));
    }
}

#[test]
fn now_is_in_the_zone_of_the_site() {
    let brief = |time: &str| {
        format!("---\ntitle: A\ndate: {time}\nsource: https://w.example/a\n---\nText.\n")
    };
    let site = site(&[
        ("site.yaml", "timezone: Asia/Baghdad\n"),
        ("content/briefs/a.md", &brief("2021-07-25 09:00")),
    ]);
    for (now, n_briefs) in [
        ("2021-07-25 08:59", 0),
        ("2021-07-25 09:00", 1),
        ("2021-07-25", 0),
        ("2021-07-26", 1),
        ("2021-07-25T05:59:59Z", 0),
        ("2021-07-25T06:00:00Z", 1),
        ("2021-07-25 09:00+03:00", 1),
        ("25 July 2021", 0),
    ] {
        let said = well(site.path(), &["build", "--now", now]);
        assert!(
            said.starts_with(&format!("built {n_briefs} brief")),
            "{now}: {said}"
        );
    }
    fs::write(site.path().join("site.yaml"), "timezone: Europe/Berlin\n").expect("written");
    for command in ["build", "check", "serve"] {
        let now = |now: &str| refused(site.path(), &[command, "--now", now]);
        assert!(now("2021-10-31 02:30").contains("write `2021-10-31 02:30:00+02:00` or"));
        assert!(now("2021-03-28 02:30").contains("an hour later"));
        assert!(now("noon").contains("write `2021-07-25 09:00`"));
        assert!(now("2021-02-30").contains("there is no day `2021-02-30`"));
        assert!(now("03/02/2021").contains("write `2021-02-03` or `2021-03-02`"));
    }
}

#[test]
fn colours_are_as_they_are_asked_for() {
    let site = site(&[("content/briefs/a.md", "---\ntitel: A\n---\n")]);
    for command in ["build", "check"] {
        for (args, is_colored) in [
            (&[][..], false),
            (&["--color", "auto"], false),
            (&["--color", "always"], true),
            (&["--color=always"], true),
            (&["--color", "never"], false),
        ] {
            let mut program = Command::new(env!("CARGO_BIN_EXE_dateline"));
            let output = program
                .arg(command)
                .args(args)
                .current_dir(site.path())
                .env("NO_COLOR", "1")
                .output();
            let output = output.expect("runs");
            assert_eq!(output.status.code(), Some(1), "{output:?}");
            let said = out(&output) + &err(&output);
            assert_eq!(
                said.contains('\u{1b}'),
                is_colored,
                "{command} {args:?}: {said}"
            );
        }
    }
    // Before the command, and for mistakes in the arguments too.
    assert!(err(&dateline(site.path(), &["--color", "always", "build"])).contains('\u{1b}'));
    assert!(err(&dateline(site.path(), &["bulid", "--color", "always"])).contains('\u{1b}'));
    assert!(!err(&dateline(site.path(), &["bulid", "--color", "never"])).contains('\u{1b}'));
    assert!(refused(site.path(), &["build", "--color", "red"]).contains("auto, always, never"));
}

#[test]
fn shells_can_complete() {
    let at = empty();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = well(at.path(), &["completions", shell]);
        assert!(
            ["dateline", "init", "allow-host"]
                .iter()
                .all(|word| script.contains(word)),
            "{shell}"
        );
    }
    let said = refused(at.path(), &["completions", "cmd"]);
    assert!(
        said.contains("bash, elvish, fish, powershell, zsh"),
        "{said}"
    );
}
