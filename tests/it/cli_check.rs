//! `dateline check`: what it prints in each format, what it mends, how it ends.

mod manual;

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Output};

use dateline::diag;
use expect_test::expect;
use serde_json::Value;
use tempfile::TempDir;

/// A site with ten mistakes, and a draft with one.
const TEN: [(&str, &str); 5] = [
    (
        "site.yaml",
        "url: https://briefs.example/\ncheck: { dead-lnk: off }\nlangauge: en\n",
    ),
    (
        "content/topics/water.md",
        "---\nname: Water\nparent: watr\n---\n",
    ),
    (
        "content/briefs/a.md",
        "---\ntitle: Iraq: PM meets\ndate: 2021-13-01\nsource: wire.example\ncountries: BU\n---\n[x](brief:gone) [^no]\n",
    ),
    (
        "content/briefs/b.md",
        "---\ntitle: B\ndate: 2021-03-01\nsource: https://wire.example/b\ntopics: watr\n---\nText, she said.\n",
    ),
    (
        "content/briefs/c.md",
        "---\ntitle: C\ndate: 2021-03-01\nsource: https://wire.example/c\nstatus: draft\n---\n[x](topic:none)\n",
    ),
];

fn site(files: &[(&str, &str)]) -> TempDir {
    let site = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = site.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    site
}

fn check(site: &TempDir, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command
        .arg("check")
        .args(["--now", "2026-06-01"])
        .args(args);
    command
        .current_dir(site.path())
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("runs")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// Path, line and code of each finding of a log in JSON.
fn places(json: &Value) -> Vec<(String, u64, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let found = json["diagnostics"].as_array().expect("a list");
    found
        .iter()
        .map(|found| {
            (
                text(&found["path"]),
                found["line"].as_u64().unwrap_or(0),
                text(&found["code"]),
            )
        })
        .collect()
}

#[test]
fn ten_mistakes_are_ten_findings_in_every_format() {
    let site = site(&TEN);
    let json: Value =
        serde_json::from_str(&said(&check(&site, &["--format", "json"]))).expect("JSON");
    let mut errors = json.clone();
    errors["diagnostics"]
        .as_array_mut()
        .expect("a list")
        .retain(|found| found["severity"] == "error");
    let places = places(&errors);
    let shown: String = places
        .iter()
        .map(|(path, line, code)| format!("{path}:{line} {code}\n"))
        .collect();
    expect![[r#"
        content/briefs/a.md:2 yaml-colon
        content/briefs/a.md:3 time-invalid
        content/briefs/a.md:4 value-invalid
        content/briefs/a.md:5 unknown-country
        content/briefs/a.md:7 dead-link
        content/briefs/b.md:5 unknown-topic
        content/briefs/c.md:7 dead-link
        content/topics/water.md:3 unknown-topic
        site.yaml:2 unknown-rule
        site.yaml:3 unknown-key
    "#]]
    .assert_eq(&shown);
    assert!(places.is_sorted_by(|a, b| (&a.0, a.1) <= (&b.0, b.1)));

    let codes: BTreeSet<&String> = places.iter().map(|(_, _, code)| code).collect();
    let github = said(&check(&site, &["--format", "github"]));
    let annotations: Vec<&str> = github
        .lines()
        .filter(|line| line.starts_with("::error file="))
        .collect();
    assert_eq!(annotations.len(), places.len(), "{github}");
    assert!(
        github.lines().all(|line| line.starts_with("::")),
        "one line each"
    );
    let human = said(&check(&site, &[]));
    assert_eq!(human.matches("error[").count(), places.len(), "{human}");
    let sarif: Value =
        serde_json::from_str(&said(&check(&site, &["--format", "sarif"]))).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let errors: Vec<&Value> = results
        .iter()
        .filter(|result| result["level"] == "error")
        .collect();
    assert_eq!(errors.len(), places.len());
    assert!(
        codes
            .iter()
            .all(|code| errors.iter().any(|error| error["ruleId"] == code.as_str()))
    );
    for rule in sarif["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules")
    {
        let code = rule["id"].as_str().expect("a code");
        assert_eq!(
            rule["help"]["text"],
            diag::explain(diag::entry(code).expect("it is known"))
        );
    }
}

/// The schema is the one that OASIS publishes for SARIF 2.1.0.
#[test]
fn sarif_is_of_its_published_schema() {
    let published = include_str!("../tables/sarif-2.1.0.schema.json");
    // A slip of the published text: the pattern of a language is no regular expression.
    let mended = published.replace(
        "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$",
        "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$",
    );
    let schema = serde_json::from_str(&mended).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let named = [
        TEN[2],
        TEN[3],
        ("content/briefs/d e\u{e9}.md", "---\ntitle: D # e\n---\n"),
    ];
    let clean = [("content/pages/about.md", "---\ntitle: About\n---\nText.\n")];
    for files in [&TEN[..], &named, &clean] {
        let log: Value = serde_json::from_str(&said(&check(&site(files), &["--format", "sarif"])))
            .expect("JSON");
        let wrong: Vec<String> = validator
            .iter_errors(&log)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert_eq!(wrong, Vec::<String>::new());
    }
}

#[test]
fn what_is_denied_fails() {
    let clean = site(&[(
        "content/briefs/a.md",
        "---\ntitle: A\ndate: 2021-03-01\nsources:\n  - url: https://wire.example/a\n    date: 2021-03-01\n---\nIt came today, she said.\n",
    )]);
    assert_eq!(check(&clean, &[]).status.code(), Some(0));
    let denied = check(&clean, &["--deny", "warnings", "--format", "github"]);
    assert_eq!(denied.status.code(), Some(1));
    expect![[r#"
        ::notice file=content/briefs/a.md,line=4,col=1,endLine=4,endColumn=8,title=source-single::the brief rests on one source; hint: add a second source, if possible
        ::warning file=content/briefs/a.md,line=8,col=9,endLine=8,endColumn=14,title=relative-date::`today` will mean a different day to later readers; hint: write `March 1, 2021`
        ::notice file=site.yaml,title=url-missing::the site has no `url`, so no feeds, sitemaps or canonical links are written; hint: add `url: https://…` to site.yaml, or pass --base-url
    "#]].assert_eq(&said(&denied));
    let only = check(
        &clean,
        &[
            "--only",
            "source-single",
            "--deny",
            "warnings",
            "--format",
            "github",
        ],
    );
    assert_eq!(
        (only.status.code(), said(&only).lines().count()),
        (Some(0), 1)
    );
    let unknown = check(&clean, &["--only", "relative-dat"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("did you mean `relative-date`?"));
}

/// A brief with something to mend in every line, comments and an order of its own.
const UNTIDY: &str = "---
# The desk's own order.
people: pm   # more to come
title: Iraq: PM meets
source: https://wire.example/a?utm_source=x&id=1
date: 2021-03-01   # a Monday
---
Prime Minister Ada Adems - as she said - met Bo Berg , and moved 25000 sheep.\r
\r
# A heading

Another
=======

Well,,, no, she said,
` , `!!!!! And so on ...
";

#[test]
fn what_takes_no_thought_is_mended_and_nothing_else() {
    let site = site(&[
        (
            "content/people/pm.md",
            "---\nname: Ada Adams\nspellings: Ada Adems\n---\n",
        ),
        ("content/people/bo.md", "---\nname: Bo Berg\n---\n"),
        ("content/briefs/a.md", UNTIDY),
    ]);
    let path = site.path().join("content/briefs/a.md");
    let output = check(&site, &["--fix"]);
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("in content/briefs/a.md"),
        "{output:?}"
    );
    expect![[r#"
        ---
        # The desk's own order.
        people: pm, bo   # more to come
        title: "Iraq: PM meets"
        source: https://wire.example/a?id=1
        date: 2021-03-01   # a Monday
        ---
        Prime Minister Ada Adams – as she said – met Bo Berg, and moved 25,000 sheep.[cr]
        [cr]
        ## A heading

        Another
        -------

        Well, no, she said,
        ` , `!!!!! And so on ...
    "#]]
    .assert_eq(
        &fs::read_to_string(&path)
            .expect("there")
            .replace('\r', "[cr]"),
    );
    let modified = || {
        fs::metadata(&path)
            .expect("there")
            .modified()
            .expect("a time")
    };
    let before = modified();
    let again = check(&site, &["--fix", "--format", "json"]);
    assert_eq!(
        (again.stderr.as_slice(), modified()),
        (&b""[..], before),
        "nothing is left to mend"
    );
    let json: Value = serde_json::from_str(&said(&again)).expect("JSON");
    assert!(
        json["diagnostics"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|found| found["fix"].is_null())
    );
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_said_and_the_others_are_mended() {
    use std::os::unix::fs::PermissionsExt;

    let brief = |title: &str| {
        format!(
            "---\ntitle: {title}: B\ndate: 2021-03-01\nsource: https://wire.example/a\n---\nText, she said.\n"
        )
    };
    let site = site(&[
        ("content/briefs/a.md", &brief("A")),
        ("content/briefs/b.md", &brief("B")),
    ]);
    let locked = site.path().join("content/briefs/a.md");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o444)).expect("set");
    let output = check(&site, &["--fix"]);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(errors.matches("read-only").count(), 1, "{errors}");
    assert_eq!(
        output.status.code(),
        Some(2),
        "what was asked for could not be done"
    );
    assert_eq!(fs::read_to_string(&locked).expect("there"), brief("A"));
    let mended = fs::read_to_string(site.path().join("content/briefs/b.md")).expect("there");
    assert!(mended.contains("title: \"B: B\""), "{mended}");
}

/// A site with that brief.
const UNTIDY_SITE: [(&str, &str); 4] = [
    (
        "content/people/pm.md",
        "---\nname: Ada Adams\nspellings: Ada Adems\n---\n",
    ),
    ("content/people/bo.md", "---\nname: Bo Berg\n---\n"),
    ("content/briefs/a.md", UNTIDY),
    ("site.yaml", "title: A: B"),
];

#[test]
fn a_diff_is_a_patch_and_writes_nothing() {
    let site = site(&UNTIDY_SITE);
    let output = check(&site, &["--fix", "--diff"]);
    assert_eq!(
        output.status.code(),
        Some(1),
        "there are errors, as `check` says"
    );
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "the patch fixes 12 problems in 2 files; nothing was written\n"
    );
    for (path, text) in UNTIDY_SITE {
        assert_eq!(
            fs::read_to_string(site.path().join(path)).expect("there"),
            text,
            "nothing is written"
        );
    }
    expect![[r#"
        --- a/content/briefs/a.md
        +++ b/content/briefs/a.md
        @@ -1,16 +1,16 @@
         ---
         # The desk's own order.
        -people: pm   # more to come
        -title: Iraq: PM meets
        -source: https://wire.example/a?utm_source=x&id=1
        +people: pm, bo   # more to come
        +title: "Iraq: PM meets"
        +source: https://wire.example/a?id=1
         date: 2021-03-01   # a Monday
         ---
        -Prime Minister Ada Adems - as she said - met Bo Berg , and moved 25000 sheep.[cr]
        +Prime Minister Ada Adams – as she said – met Bo Berg, and moved 25,000 sheep.[cr]
         [cr]
        -# A heading
        +## A heading
         [empty]
         Another
        -=======
        +-------
         [empty]
        -Well,,, no, she said,
        +Well, no, she said,
         ` , `!!!!! And so on ...
        --- a/site.yaml
        +++ b/site.yaml
        @@ -1 +1 @@
        -title: A: B
        \ No newline at end of file
        +title: "A: B"
        \ No newline at end of file
    "#]]
    .assert_eq(
        &said(&output)
            .replace('\r', "[cr]")
            .replace("\n \n", "\n [empty]\n"),
    );
}

#[test]
fn a_patch_leads_where_fix_leads() {
    let site = site(&UNTIDY_SITE);
    let output = check(&site, &["--fix", "--diff"]);
    let fixed = self::site(&UNTIDY_SITE);
    check(&fixed, &["--fix"]);
    fs::write(site.path().join("x.patch"), &output.stdout).expect("written");
    let git = Command::new("git")
        .args(["apply", "x.patch"])
        .current_dir(site.path())
        .status();
    if let Ok(status) = git {
        assert!(status.success());
        for (path, _) in UNTIDY_SITE {
            let [patched, fixed] =
                [&site, &fixed].map(|site| fs::read(site.path().join(path)).expect("there"));
            assert_eq!(patched, fixed, "{path}");
        }
    }
    assert_eq!(
        check(&fixed, &["--fix", "--diff"]).stdout,
        b"",
        "nothing is left to mend"
    );
    let alone = check(&fixed, &["--diff"]);
    assert_eq!(alone.status.code(), Some(2), "it needs --fix");
}
