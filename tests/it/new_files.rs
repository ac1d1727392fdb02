//! `dateline new`: where files go, what is in them, and what is refused.

use std::fs;
use std::process::Command;

use expect_test::expect;
use tempfile::TempDir;

use crate::starting::{dateline, empty, err, files, out, refused, site, well};

/// Runs `dateline new`; returns the path that it prints and the file's text.
#[track_caller]
fn made(site: &TempDir, args: &[&str]) -> (String, String) {
    let said = well(site.path(), &[&["new"], args].concat());
    let path = said.strip_suffix('\n').expect("a line").to_owned();
    let text = fs::read_to_string(site.path().join(&path)).expect("the file is there");
    (path, text)
}

#[test]
fn a_new_brief_is_a_draft_of_now() {
    let site = site(&[(
        "site.yaml",
        "url: https://x.example/\ntimezone: Asia/Tokyo\n",
    )]);
    let (path, text) = made(&site, &["River over its banks"]);
    assert_eq!(path, "content/briefs/river-over-its-banks.md");
    expect![[r#"
        ---
        title: River over its banks
        date: 2026-12-01 01:00
        status: draft
        source:
        countries:
        topics:
        ---

    "#]]
    .assert_eq(&text);
    // Nothing that `new` writes keeps the site from being built.
    let output = dateline(site.path(), &["build"]);
    assert!(output.status.success(), "{output:?}");
    let output = dateline(site.path(), &["build", "--drafts", "--output", "out"]);
    assert!(output.status.success(), "{output:?}");
    let said = out(&dateline(site.path(), &["check"]));
    assert!(
        said.contains("warning[source-missing]") && said.contains("warning[text-missing]"),
        "{said}"
    );
    assert!(!said.contains("error"), "{said}");
}

#[test]
fn the_first_brief_takes_three_commands() {
    let at = empty();
    well(at.path(), &["init", "news"]);
    let news = at.path().join("news");
    well(&news, &["new", "River over its banks"]);
    let output = dateline(&news, &["build"]);
    assert!(out(&output).starts_with("built 2 briefs"), "{output:?}");
    assert!(
        err(&output).contains("1 brief withheld: river-over-its-banks is a draft"),
        "{output:?}"
    );
}

#[test]
fn every_kind_has_its_place_and_its_fields() {
    let site = site(&[("site.yaml", "url: https://x.example/\n")]);
    let mut all = String::new();
    for (kind, name) in [
        ("brief", "topic"),
        ("topic", "Energy & power"),
        ("country", "Egypt"),
        ("person", "Mustafa al-Kadhemi"),
        ("organization", "Red Cross"),
        ("storyline", "Flood: the Lyr"),
        ("publisher", "The Wire"),
        ("edition", "Morning brief"),
        ("page", "About us"),
    ] {
        let (path, text) = made(&site, &[kind, name]);
        all += &format!("{path}: {}\n", text.trim_end().replace('\n', "; "));
    }
    expect![[r#"
        content/briefs/topic.md: ---; title: topic; date: 2026-11-30 16:00; status: draft; source:; countries:; topics:; ---
        content/topics/energy-power.md: ---; name: Energy & power; aka:; parent:; ---
        content/countries/eg.md: ---; code: EG; ---
        content/people/mustafa-al-kadhemi.md: ---; name: Mustafa al-Kadhemi; short:; aka:; country:; roles:; ---
        content/organizations/red-cross.md: ---; name: Red Cross; short:; aka:; kind:; country:; ---
        content/storylines/flood-the-lyr.md: ---; title: "Flood: the Lyr"; status: ongoing; countries:; topics:; ---
        content/publishers/the-wire.md: ---; name: The Wire; short:; kind:; country:; home:; ---
        content/editions/2026-11-30-morning-brief.md: ---; title: Morning brief; date: 2026-11-30 16:00; briefs: auto; ---
        content/pages/about-us.md: ---; title: About us; status: draft; ---
    "#]]
    .assert_eq(&all);
    assert!(dateline(site.path(), &["build"]).status.success());
}

#[test]
fn names_of_any_script_are_slugs() {
    let site = site(&[("site.yaml", "")]);
    for (name, slug) in [
        ("Łódź: résumé", "lodz-resume"),
        ("C++ and C#", "c-plus-plus-and-c-sharp"),
        ("طاقة العراق", "طاقة-العراق"),
        ("Энергия", "энергия"),
        ("能源", "能源"),
        ("Flood 🎉 in Lyr", "flood-in-lyr"),
        // Nothing in a name leads to another folder, and no name is a device of Windows.
        ("../x", "x"),
        ("/etc/passwd", "etc-passwd"),
        ("..\\..\\y", "y"),
        ("a\\0b", "a-0b"),
        ("con", "con-1"),
        ("CON.md", "con-md"),
        (".hidden", "hidden"),
        ("news.ar", "news-ar"),
    ] {
        assert_eq!(
            made(&site, &["topic", name]).0,
            format!("content/topics/{slug}.md"),
            "{name}"
        );
    }
    let long = "River ".repeat(300);
    let (path, _) = made(&site, &[&long]);
    // As many whole words as a name should have.
    assert!(
        path.len() < 120 && path.ends_with("-river-river.md"),
        "{path}"
    );
    let (path, _) = made(&site, &[&"能".repeat(500)]);
    assert!(path.len() < 120 && path.contains("能能能"), "{path}");
    assert!(dateline(site.path(), &["build"]).status.success());
}

#[test]
fn a_headline_is_what_was_typed() {
    for headline in [
        "Iraq: PM meets Biden",
        "Votes # 3 and 4",
        "\"We stay\", he says",
        "'90s are back",
        "- 5 degrees",
        "null",
        "no",
        "1984",
        "[Live] {now}",
        "@home & *away*",
        "C:\\path\\n",
        "---",
        "| > %",
    ] {
        let site = site(&[("site.yaml", "url: https://x.example/\n")]);
        let (path, _) = made(&site, &["--slug", "a", "--", headline]);
        assert_eq!(path, "content/briefs/a.md");
        let claims = dateline(site.path(), &["build"]);
        assert!(claims.status.success(), "{headline}: {}", err(&claims));
        let text = fs::read_to_string(site.path().join(path)).expect("read");
        let front = text.split("---\n").nth(1).expect("front matter");
        let front = if headline == "---" {
            "title: ---\n"
        } else {
            front
        };
        let file = dateline::source::SourcePath::new("a.md");
        let node = dateline::yaml::parse(&file, front, 0).value.expect("YAML");
        let dateline::yaml::Node::Map(entries) = node else {
            panic!("{front}")
        };
        assert_eq!(
            entries[0],
            ("title".into(), dateline::yaml::Node::Text(headline.into()))
        );
    }
}

#[test]
fn what_a_folder_gives_is_not_repeated() {
    let config = "defaults: { briefs/: { countries: IQ, status: draft, sources: [https://a.example/x] }, pages/: { status: final } }\n";
    let site = site(&[("site.yaml", config)]);
    let (_, text) = made(&site, &["River"]);
    assert_eq!(
        text,
        "---\ntitle: River\ndate: 2026-11-30 16:00\ntopics:\n---\n\n"
    );
    // A default must not publish an empty page.
    let (_, text) = made(&site, &["page", "About"]);
    assert_eq!(text, "---\ntitle: About\nstatus: draft\n---\n\n");
}

#[test]
fn a_brief_goes_where_the_others_are() {
    let brief = "---\ntitle: A\ndate: 2026-03-01\nsource: https://wire.example/a\n---\nText.\n";
    for (others, expected) in [
        (&["a.md"][..], "content/briefs/river.md"),
        (&["2025/a.md"], "content/briefs/2026/river.md"),
        (&["2025/03/a.md", "z.md"], "content/briefs/2026/11/river.md"),
        (
            &["2025/03/01/a/index.md"],
            "content/briefs/2026/11/30/river.md",
        ),
        (&["iraq/a.md"], "content/briefs/river.md"),
    ] {
        let others: Vec<String> = others
            .iter()
            .map(|path| format!("content/briefs/{path}"))
            .collect();
        let others: Vec<(&str, &str)> = others.iter().map(|path| (path.as_str(), brief)).collect();
        assert_eq!(made(&site(&others), &["River"]).0, expected);
    }
}

#[test]
fn a_translation_lies_beside_its_original() {
    let site = site(&[
        ("site.yaml", "language: en-GB\nlanguages: ar, zh-Hant\n"),
        (
            "content/briefs/2025/flood.md",
            "---\ntitle: A\ndate: 2025-03-01\nsource: https://w.example/a\n---\nText.\n",
        ),
        (
            "content/briefs/2025/dam/index.md",
            "---\ntitle: B\ndate: 2025-03-01\nsource: https://w.example/b\n---\nText.\n",
        ),
        ("content/topics/energy.md", "---\nname: Energy\n---\n"),
    ]);
    let (path, text) = made(&site, &["فيضان", "--language", "ar", "--slug", "flood"]);
    assert_eq!(path, "content/briefs/2025/flood.ar.md");
    assert_eq!(text, "---\ntitle: فيضان\nstatus: draft\nsource:\n---\n\n");
    let (path, _) = made(&site, &["سد", "--language", "AR", "--slug", "dam"]);
    assert_eq!(path, "content/briefs/2025/dam/index.ar.md");
    let (path, text) = made(
        &site,
        &["topic", "طاقة", "--language", "ar", "--slug", "energy"],
    );
    assert_eq!(
        (path.as_str(), text.as_str()),
        ("content/topics/energy.ar.md", "---\nname: طاقة\n---\n\n")
    );
    let (path, text) = made(&site, &["country", "مصر", "--language", "zh-hant"]);
    assert_eq!(
        (path.as_str(), text.as_str()),
        ("content/countries/eg.zh-Hant.md", "---\ncode: EG\n---\n\n")
    );
    // Without an original it needs all that a brief needs.
    let (path, text) = made(&site, &["خبر", "--language", "ar"]);
    assert_eq!(path, "content/briefs/2026/خبر.ar.md");
    assert!(text.contains("\ndate: 2026-11-30 16:00\n"), "{text}");
    assert_eq!(
        made(&site, &["topic", "Water", "--language", "en-GB"]).0,
        "content/topics/water.md"
    );
    for (tag, hint) in [
        ("fr", "add it to `languages` in site.yaml"),
        ("en", "leave `--language` out: `en-GB` is the main one"),
        ("zh", "did you mean `zh-Hant`?"),
        ("x/../y", "a language tag of BCP 47"),
    ] {
        let said = refused(site.path(), &["new", "X", "--language", tag]);
        assert!(
            said.contains("does not list the language") && said.contains(hint),
            "{said}"
        );
    }
}

#[test]
fn what_cannot_be_made_is_said_with_what_to_type() {
    let site = site(&[
        ("site.yaml", "url: https://x.example/\n"),
        ("content/topics/energy.markdown", "---\nname: E\n---\n"),
    ]);
    let long = "r".repeat(20_000);
    for (args, said) in [
        (&["🎉"][..], "`--slug NAME`"),
        (&[""], "`--slug NAME`"),
        (&["Page"], "`--slug NAME`"),
        (&["topic"], "`dateline new topic NAME`"),
        (&["tpoic", "Energy"], "did you mean `topic`?"),
        (&["River", "floods"], "`dateline new \"River floods\"`"),
        (
            &["River", "over", "its", "banks"],
            "`dateline new \"River over its banks\"`",
        ),
        (
            &["topic", "Power", "cuts"],
            "`dateline new topic \"Power cuts\"`",
        ),
        (&["country", "Egpyt"], "did you mean `EG` (Egypt)?"),
        (&["country", "Atlantis"], "two letters of ISO 3166-1"),
        (
            &["country", "Egypt", "--slug", "egypt"],
            "the file is `eg.md`",
        ),
        (
            &["topic", "Energy"],
            "there already is a topic `energy`: content/topics/energy.markdown",
        ),
        (&["X", "--slug", "../x"], "write `--slug x`"),
        (&["X", "--slug", "/etc/x"], "write `--slug etc-x`"),
        (&["X", "--slug", "Con"], "write `--slug con-1`"),
        (&["X", "--slug", "nul"], "write `--slug nul-1`"),
        (&["X", "--slug", "_x"], "`_x` is no slug"),
        (&["X", "--slug", "a.ar"], "write `--slug a-ar`"),
        (&["X", "--slug", "🎉"], "joined by hyphens"),
        (&[&long], "the name is too long"),
        (&["X", "--open"], "`$VISUAL` or `$EDITOR`"),
        (&["X", "--root", "gone"], "there is no folder"),
        (&[], "HEADLINE"),
    ] {
        let text = refused(site.path(), &[&["new"], args].concat());
        assert!(text.contains(said), "{args:?}: {text}");
    }
    let nowhere = empty();
    let said = refused(nowhere.path(), &["new", "X"]);
    assert!(
        said.contains("there is no site") && said.contains("run `dateline init` to create one"),
        "{said}"
    );
    fs::write(site.path().join("site.yaml"), "titel: x\n").expect("written");
    let said = refused(site.path(), &["new", "X"]);
    assert!(
        said.contains("site.yaml`") && said.contains("`dateline check` shows them"),
        "{said}"
    );
}

#[test]
fn new_never_overwrites() {
    let site = site(&[("site.yaml", "languages: ar\n")]);
    let (path, _) = made(&site, &["River"]);
    let said = refused(site.path(), &["new", "River"]);
    assert!(
        said.contains(&format!("there already is a brief `river`: {path}")),
        "{said}"
    );
    fs::create_dir_all(site.path().join("content/briefs/dam")).expect("made");
    fs::write(
        site.path().join("content/briefs/dam/index.md"),
        "---\ntitle: D\n---\n",
    )
    .expect("written");
    assert!(refused(site.path(), &["new", "Dam"]).contains("content/briefs/dam/index.md"));
    // What is not read as content is in the way, too.
    fs::create_dir_all(site.path().join("content/topics/energy.md")).expect("made");
    assert!(refused(site.path(), &["new", "topic", "Energy"]).contains("never overwritten"));
    fs::write(site.path().join("content/people"), "x").expect("written");
    assert!(
        refused(site.path(), &["new", "person", "Ada"])
            .contains("there is a file where a folder must be")
    );
}

#[cfg(unix)]
#[test]
fn new_writes_inside_the_site_only() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use crate::support::{as_another_user, program_in};

    let outside = empty();
    let site = site(&[("site.yaml", "")]);
    symlink(outside.path(), site.path().join("content")).expect("linked");
    assert!(
        refused(site.path(), &["new", "River"])
            .contains("nothing is written outside of the site's folder")
    );
    fs::remove_file(site.path().join("content")).expect("removed");
    fs::create_dir_all(site.path().join("content/stories")).expect("made");
    symlink("stories", site.path().join("content/briefs")).expect("linked");
    symlink(
        outside.path().join("x.md"),
        site.path().join("content/stories/x.md"),
    )
    .expect("linked");
    assert!(refused(site.path(), &["new", "X"]).contains("never overwritten"));
    assert!(files(outside.path()).is_empty());
    // A link to a folder of the site is followed.
    made(&site, &["River"]);
    assert!(site.path().join("content/stories/river.md").is_file());

    let program = program_in(site.path());
    fs::set_permissions(site.path(), fs::Permissions::from_mode(0o755)).expect("set");
    let before = files(site.path());
    let output = as_another_user(&program)
        .args(["new", "topic", "Y"])
        .current_dir(site.path())
        .output();
    let output = output.expect("runs");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(err(&output).contains("Permission denied"), "{output:?}");
    assert_eq!(files(site.path()), before);
}

#[cfg(unix)]
#[test]
fn the_editor_opens_the_file() {
    let site = site(&[("site.yaml", "")]);
    let run = |name: &str, vars: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(["new", name, "--open"])
            .current_dir(site.path())
            .env_remove("VISUAL")
            .env_remove("EDITOR");
        command.envs(vars.iter().copied()).output().expect("runs")
    };
    let append = "sh -c 'echo Text. >> \"$1\"' sh";
    assert!(
        run("One $(touch x)", &[("EDITOR", append), ("VISUAL", "")])
            .status
            .success()
    );
    let text = fs::read_to_string(site.path().join("content/briefs/one-touch-x.md")).expect("read");
    assert!(text.ends_with("---\n\nText.\n"), "{text}");
    assert!(!site.path().join("x").exists());
    assert!(
        run("Two", &[("VISUAL", "true"), ("EDITOR", "false")])
            .status
            .success()
    );
    let output = run("Three", &[("EDITOR", "false")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("the file was written, but the editor `false` failed"),
        "{output:?}"
    );
    assert_eq!(out(&output), "content/briefs/three.md\n");
}

#[test]
fn a_brief_in_an_hour_that_is_twice_has_an_offset() {
    let site = site(&[("site.yaml", "timezone: Europe/Berlin\n")]);
    let at = |name: &str, epoch: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        let output = command
            .args(["new", name])
            .current_dir(site.path())
            .env("SOURCE_DATE_EPOCH", epoch)
            .output();
        let path = out(&output.expect("runs"));
        fs::read_to_string(site.path().join(path.trim())).expect("read")
    };
    // 25 October 2026, 00:30 and 01:30 UTC.
    assert!(at("One", "1792888200").contains("\ndate: 2026-10-25T02:30:00+02:00\n"));
    assert!(at("Two", "1792891800").contains("\ndate: 2026-10-25T02:30:00+01:00\n"));
    assert!(dateline(site.path(), &["build"]).status.success());
}

#[test]
fn of_many_at_once_one_makes_the_file() {
    let site = site(&[("site.yaml", "")]);
    let run = || {
        dateline(site.path(), &["new", "Same story"])
            .status
            .success()
    };
    let n_made = std::thread::scope(|scope| {
        let all: Vec<_> = (0..12).map(|_| scope.spawn(run)).collect();
        all.into_iter()
            .map(|one| one.join().expect("ends"))
            .filter(|made| *made)
            .count()
    });
    assert_eq!(n_made, 1);
    let left: Vec<String> = files(&site.path().join("content/briefs"))
        .into_keys()
        .collect();
    assert_eq!(left, ["same-story.md"]);
}
