//! The command line: what it prints, how it ends.

use std::fs;
use std::process::{Command, Output};

use expect_test::expect;
use tempfile::TempDir;

fn dateline(args: &[&str], root: &TempDir) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command
        .args(args)
        .current_dir(root.path())
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("runs")
}

fn smallest_site() -> TempDir {
    let site = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(site.path().join("content/briefs")).expect("made");
    let brief = "---\ntitle: A\ndate: 2026-03-01\nsource: https://wire.example/a\n---\nText.\n";
    fs::write(site.path().join("content/briefs/a.md"), brief).expect("written");
    site
}

#[test]
fn a_folder_with_one_brief_is_a_site() {
    let site = smallest_site();
    let output = dateline(&["build"], &site);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let line = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(
        line.starts_with("built 1 brief as ") && line.lines().count() == 1,
        "{line}"
    );
    assert!(site.path().join("public/2026/03/01/a/index.html").exists());
}

#[test]
fn mistakes_are_drawn_and_counted() {
    let site = smallest_site();
    let brief =
        "---\ntitel: B\ndate: 2026-03-01\nsource: https://wire.example/b\n---\n[x](brief:gone)\n";
    fs::write(site.path().join("content/briefs/b.md"), brief).expect("written");
    let output = dateline(&["build"], &site);
    assert_eq!(output.status.code(), Some(1));
    expect![[r#"
        note[url-missing]: the site has no `url`, so no feeds, sitemaps or canonical links are written
        --> site.yaml
         = help: add `url: https://…` to site.yaml, or pass --base-url

        error[field-missing]: `title` is missing
         --> content/briefs/b.md:2:1
          |
        2 | titel: B
          | ^^^^^
          |
          = help: add `title: What happened`

        error[unknown-key]: there is no key `titel` here
         --> content/briefs/b.md:2:1
          |
        2 | titel: B
          | ^^^^^
          |
          = help: did you mean `title`?

        error[dead-link]: there is no brief `gone`
         --> content/briefs/b.md:6:5
          |
        6 | [x](brief:gone)
          |     ^^^^^^^^^^
        3 errors: nothing was written
    "#]]
    .assert_eq(&String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}

#[test]
fn wrong_use_is_explained() {
    let site = smallest_site();
    for (args, said) in [
        (&["bulid"][..], "build"),
        (&["build", "--drafts"], "--output"),
        (&["build", "--now", "noon"], "2021-07-25 09:00"),
        (&["build", "--base-url", "x.example"], "https://"),
        (&["build", "--jobs", "0"], "1..=1024"),
        (&["build", "--root", "gone"], "gone"),
        (&["schema"], "<KIND>"),
        (&["schema", "breif"], "brief, topic, country"),
    ] {
        let output = dateline(args, &site);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(text.contains(said), "{args:?}: {text}");
    }
}

#[test]
fn the_environment_changes_nothing() {
    let site = smallest_site();
    let build = |output: &str, vars: &[(&str, &str)], args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(["build", "--quiet", "--output", output])
            .args(args)
            .current_dir(site.path());
        command
            .env("SOURCE_DATE_EPOCH", "1780000000")
            .envs(vars.iter().copied());
        let run = command.output().expect("runs");
        assert!(
            run.status.success() && run.stdout.is_empty() && run.stderr.is_empty(),
            "{run:?}"
        );
        snapshot(&site.path().join(output))
    };
    let usual = build("one", &[], &[]);
    assert_eq!(
        usual,
        build(
            "two",
            &[
                ("TZ", "Asia/Tokyo"),
                ("LANG", "tr_TR.UTF-8"),
                ("LC_ALL", "ar_IQ.UTF-8")
            ],
            &[]
        )
    );
    assert_eq!(
        usual,
        build(
            "three",
            &[("HOME", "/nowhere"), ("USER", "x")],
            &["--jobs", "1"]
        )
    );
    assert_eq!(usual, build("one", &[], &["--jobs", "7"]));
}

#[test]
fn a_schema_is_printed_and_nothing_else() {
    let site = smallest_site();
    for document in dateline::schema::SchemaKind::all() {
        let output = dateline(&["schema", document.label()], &site);
        assert!(
            output.status.success() && output.stderr.is_empty(),
            "{output:?}"
        );
        let printed: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(printed, document.schema());
    }
}

#[test]
fn the_epoch_is_checked() {
    let site = smallest_site();
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    let output = command
        .arg("build")
        .current_dir(site.path())
        .env("SOURCE_DATE_EPOCH", "noon")
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("SOURCE_DATE_EPOCH"));
}

#[test]
fn the_next_release_is_named() {
    let site = smallest_site();
    let brief =
        "---\ntitle: B\ndate: 2026-07-01 06:00\nsource: https://wire.example/b\n---\nText.\n";
    fs::write(site.path().join("content/briefs/b.md"), brief).expect("written");
    let output = dateline(&["build", "--now", "2026-06-01"], &site);
    let line = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(
        line.contains("built 1 brief ") && line.contains("next release 2026-07-01T06:00:00+00:00"),
        "{line}"
    );
}

/// Every file below `folder` with its bytes, by path.
fn snapshot(folder: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.expect("readable");
        if entry.file_type().is_file() {
            let path = entry
                .path()
                .strip_prefix(folder)
                .expect("below")
                .to_string_lossy()
                .into_owned();
            files.push((path, fs::read(entry.path()).expect("read")));
        }
    }
    assert!(!files.is_empty());
    files
}

#[test]
fn timings_say_which_templates_are_interpreted_and_why() {
    let site = smallest_site();
    let interpreted = |site: &TempDir| {
        let output = dateline(&["build", "--timings"], site);
        let lines = String::from_utf8(output.stderr).expect("UTF-8");
        let lines = lines.lines().filter(|line| line.contains("interpreted"));
        lines.map(str::trim).collect::<Vec<_>>().join("\n")
    };
    expect![""].assert_eq(&interpreted(&site));
    let templates = site.path().join("templates/parts");
    fs::create_dir_all(&templates).expect("made");
    fs::write(templates.join("nav.html"), "<nav></nav>").expect("written");
    let component = "{% component Pager(list) %}{% endcomponent Pager %}";
    fs::write(templates.join("../mine.html"), component).expect("written");
    expect![[r#"
        corrections.html interpreted: the site has its own component `Pager`
        country.html interpreted: the site has its own component `Pager`
        day.html interpreted: the site has its own component `Pager`
        group.html interpreted: the site has its own component `Pager`
        home.html interpreted: the site has its own component `Pager`
        organization.html interpreted: the site has its own component `Pager`
        parts/nav.html interpreted: the site has its own `parts/nav.html`
        person.html interpreted: the site has its own component `Pager`
        publisher.html interpreted: the site has its own component `Pager`
        region.html interpreted: the site has its own component `Pager`
        storyline.html interpreted: the site has its own component `Pager`
        topic.html interpreted: the site has its own component `Pager`"#]]
    .assert_eq(&interpreted(&site));
}
