//! The claim check: what a brief says, looked up in the private texts of its sources.

use std::fmt::Write as _;
use std::fs;

use dateline::diag;
use dateline::disk;
use expect_test::{expect, expect_file};
use proptest::prelude::{ProptestConfig, any, prop, proptest};

use crate::support::{build, check, rounds};

/// Each case of the table is a line `CLIP | BRIEF`, and below it what is said of the brief's claims.
#[test]
fn claims_are_looked_up_in_the_clip() {
    let table = include_str!("../tables/claims.txt");
    let cases: Vec<&str> = table
        .split("\n\n")
        .filter_map(|case| case.lines().next())
        .collect();
    let mut site = "//- site.yaml\ncheck: { name-not-in-source: warning }\n\
                    //- content/organizations/known.md\n---\nname: The Known Group\n---\n"
        .to_owned();
    for (idx, case) in cases.iter().enumerate() {
        let (clip, text) = case.split_once(" | ").expect("a clip, then a text");
        write!(
            site,
            "//- content/briefs/case-{idx:03}.md\n---\ntitle: Case\ndate: 2021-07-25\nsources:\n"
        )
        .expect("memory");
        write!(
            site,
            "  - url: https://wire.example/{idx}\n    clip: {idx}.txt\n---\n{}\n",
            text.replace("\\n", "\n")
        )
        .expect("memory");
        write!(site, "//- clips/{idx}.txt\n{clip}\n").expect("memory");
    }
    let findings = build(&site).findings;
    let mut shown = Vec::new();
    for (idx, case) in cases.iter().enumerate() {
        let mut text = format!("{case}\n");
        for line in findings
            .lines()
            .filter(|line| line.starts_with(&format!("content/briefs/case-{idx:03}.md:")))
        {
            let said = line
                .split_once(' ')
                .map_or("", |(_, said)| said.split("; ").next().unwrap_or_default());
            writeln!(text, "{said}").expect("memory");
        }
        shown.push(text);
    }
    expect_file!["../tables/claims.txt"].assert_eq(&shown.join("\n"));
}

const SITE: &str = "
//- content/briefs/a.md
---
title: A road is closed
date: 2021-07-25
sources:
  - url: https://wire.example/a
    clip: wire.txt
  - url: https://wire.example/b
    clip: gone.txt
  - url: https://wire.example/c
    clip: ../secret.txt
---
The road through the narrow valley was closed by water on the first night of the flood, and \"nobody was
harmed\" in 2020, Oda Berg said.
//- clips/wire.txt
A report.

The road through the narrow valley was closed by water on the first night of the flood.
";

#[test]
fn a_claim_is_told_at_its_words_and_a_copy_in_both_files() {
    check(
        SITE,
        expect![[r#"
            content/briefs/a.md:8:11 note[clip-missing]: there is no `clips/gone.txt`, so no claim is checked against it; hint: save the text of the source there
            content/briefs/a.md:10:11 error[clip-outside]: `../secret.txt` is not in `clips/`; hint: write a path below `clips/`, such as `wire.txt`
            content/briefs/a.md:12:1 error[verbatim-overlap]: 17 words in a row are copied from a source; copied from: clips/wire.txt:3:1; hint: write it in your own words, or quote it
            content/briefs/a.md:12:93 error[quote-not-in-source]: no clip contains the words `nobody was harmed`; hint: quote to the letter, or paraphrase without quotation marks
            content/briefs/a.md:13:12 warning[number-not-in-source]: no clip contains the number `2020`; hint: check it against the source
            content/briefs/a.md:13:18 note[name-not-in-source]: neither a clip nor a file contains the name `Oda Berg`; hint: check its spelling; if it is right, describe the name in a file in `content/`"#]],
    );
}

#[test]
fn clips_are_published_nowhere() {
    let built = build(
        &SITE
            .replace("    clip: gone.txt\n", "")
            .replace("    clip: ../secret.txt\n", "")
            .replace(" on the first night of the flood, and", ", and")
            .replace("\"nobody was\nharmed\"", "nobody"),
    );
    assert!(!built.outputs.is_empty(), "{}", built.findings);
    for (route, bytes) in &built.outputs {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !route.contains("clips") && !text.contains("A report."),
            "{route}"
        );
    }
}

#[test]
fn clips_that_are_no_texts_are_notes() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir_all(root.join("content/briefs")).expect("made");
    fs::create_dir_all(root.join("clips")).expect("made");
    let source = |name: &str| format!("  - url: https://wire.example/{name}\n    clip: {name}\n");
    let sources: String = ["latin.txt", "nul.txt", "huge.txt"].map(source).concat();
    let brief = format!("---\ntitle: A\ndate: 2021-07-25\nsources:\n{sources}---\nText.\n");
    fs::write(root.join("content/briefs/a.md"), brief).expect("written");
    fs::write(root.join("clips/latin.txt"), b"caf\xe9").expect("written");
    fs::write(root.join("clips/nul.txt"), b"a\0b").expect("written");
    let huge = fs::File::create(root.join("clips/huge.txt")).expect("made");
    huge.set_len(50 << 20).expect("sparse");
    let tree = disk::read_tree(root).expect("readable").value;
    assert_eq!(
        tree.get("clips/huge.txt").map(|file| file.bytes().len()),
        Some(0),
        "it is not held in memory"
    );
    let built = crate::support::build_tree(&tree, &dateline::cache::Cache::off());
    expect![[r#"
        content/briefs/a.md:6:11 note[clip-unreadable]: `clips/latin.txt` cannot be read: it is not UTF-8 text; hint: save it as UTF-8 text, without the page around it
        content/briefs/a.md:8:11 note[clip-unreadable]: `clips/nul.txt` cannot be read: it contains a NUL byte; hint: save it as UTF-8 text, without the page around it
        content/briefs/a.md:10:11 note[clip-unreadable]: `clips/huge.txt` cannot be read: it is too large; hint: save it as UTF-8 text, without the page around it
    "#]].assert_eq(&built.findings);
    assert!(diag::entry("clip-unreadable").is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(rounds(64)))]
    #[test]
    fn no_clip_and_no_brief_trips_the_claim_check(
        brief in prop::collection::vec(any::<char>(), 0..300),
        clip in prop::collection::vec(any::<char>(), 0..300),
        words in prop::collection::vec("[a-z“”\"0-9 ,.%$-]{0,12}", 0..40),
    ) {
        let text = |letters: &[char]| letters.iter().filter(|letter| **letter != '\0').collect::<String>();
        let site = format!(
            "//- content/briefs/a.md\n---\ntitle: A\ndate: 2021-07-25\nsources:\n  - url: https://wire.example/a\n    \
             clip: a.txt\n---\n{} {}\n//- clips/a.txt\n{} {}\n",
            text(&brief), words.join(" "), words.join(" "), text(&clip),
        );
        build(&site);
    }
}

#[test]
fn of_a_source_in_another_language_only_numbers_are_looked_up() {
    let site = "
//- content/briefs/a.md
---
title: A road is closed
date: 2021-07-25
sources:
  - url: https://wire.example/a
    language: de
    clip: wire.txt
---
\"We did all we could,\" Oda Berg said of the 3 roads.
//- clips/wire.txt
„Wir haben alles getan“, sagte sie zu den 2 Straßen.
";
    check(
        site,
        expect![
            "content/briefs/a.md:9:45 warning[number-not-in-source]: no clip contains the number `3`; hint: check it against the source"
        ],
    );
}

#[test]
fn a_report_ends_with_how_much_is_backed() {
    let site = "
//- content/briefs/a.md
---
title: A road is closed
date: 2021-07-25
sources:
  - url: https://wire.example/a
    clip: wire.txt
---
In Marwick, 12 of 30 roads are shut, Oda Berg said: \"Nobody was harmed.\" ‘All is well’, Ada Adams said.
//- clips/wire.txt
Twelve of 31 roads in Marwick are closed. Oda Berg, the mayor, said nobody was harmed.
";
    let tree = dateline::source::SourceTree::from_fixture(site.trim_start());
    let options = crate::support::options(crate::support::NOW);
    let survey = crate::support::assembled(&tree, &options, &dateline::cache::Cache::off());
    let claims = dateline::pipeline::claims(&survey.assembly, "a").expect("there is such a brief");
    let path = dateline::source::SourcePath::new("content/briefs/a.md");
    expect!["content/briefs/a.md: 4 of 7 claims backed: quotations 1 of 2, numbers 1 of 2, names 2 of 3\n"]
        .assert_eq(&dateline::check::claims::summary(&path, &claims));
}

#[test]
fn the_days_of_a_source_are_the_editors() {
    let site = "
//- content/briefs/a.md
---
title: A road is closed
date: 2021-07-25
sources:
  - url: https://wire.example/a
    date: 2021-07-23
    clip: wire.txt
---
It closed on 23 July and opens on 27 July, in the U.S. and the UK.
//- clips/wire.txt
The road closed on Friday, American and British officials said.
";
    check(
        site,
        expect![
            "content/briefs/a.md:9:35 warning[number-not-in-source]: no clip contains the number `27 July`; hint: check it against the source"
        ],
    );
}

#[test]
fn countries_are_looked_up_in_any_form_and_names_as_sequences() {
    let site = "
//- site.yaml
check: { name-not-in-source: warning }
//- content/briefs/a.md
---
title: A road is closed
date: 2021-07-25
countries: [NO]
sources:
  - url: https://wire.example/a
    clip: wire.txt
---
Greece, Norway and France met Ada Berg in the UAE. Kenyan and Ugandan envoys came.
//- clips/wire.txt
Greek and French ministers met Ada Adams and Oda Berg in the United Arab Emirates, with envoys of Kenya.
";
    check(
        site,
        expect![[r#"
            content/briefs/a.md:9:31 warning[name-not-in-source]: neither a clip nor a file contains the name `Ada Berg`; hint: check its spelling; if it is right, describe the name in a file in `content/`
            content/briefs/a.md:9:63 warning[name-not-in-source]: neither a clip nor a file contains the name `Ugandan`; hint: check its spelling; if it is right, describe the name in a file in `content/`"#]],
    );
}

/// A clip full of numbers and names, and a brief as long: four times as much takes about four times as long.
#[test]
fn a_long_clip_full_of_numbers_and_names_is_read_in_linear_time() {
    let check = |language: &str, n: usize| {
        let (mut clip, mut brief) = (String::new(), String::new());
        for idx in 0..n {
            let letters: String = [idx / 676, idx / 26 % 26, idx % 26]
                .iter()
                .map(|at| char::from(b'a' + *at as u8 % 26))
                .collect();
            let arabic = ['ب', 'ت', 'ث', 'ج', 'ح', 'د', 'ر', 'س', 'ش', 'ص'][idx % 10];
            write!(
                clip,
                "Mar{letters} {} Jahre, مدينة ال{arabic}{letters} ",
                1_000 + idx
            )
            .expect("memory");
            write!(
                brief,
                "Mor{letters} ${} months, مدينة ال{letters}{arabic} ",
                1_000 + idx
            )
            .expect("memory");
        }
        let site = format!(
            "//- site.yaml\nlanguage: {language}\n//- content/briefs/a.md\n---\ntitle: A\ndate: 2021-07-25\nsources:\n  - url: https://wire.example/a\n    \
             clip: a.txt\n---\n{brief}\n//- clips/a.txt\n{clip}\n",
        );
        let tree = dateline::source::SourceTree::from_fixture(&site);
        let begin = std::time::Instant::now();
        let options = crate::support::options(crate::support::NOW);
        dateline::pipeline::survey(
            &tree,
            &options,
            &dateline::cache::Cache::off(),
            &crate::support::Silent,
        )
        .expect("nothing stops it");
        begin.elapsed().as_secs_f64()
    };
    for language in ["en", "de", "ar"] {
        // Other work on the machine only adds time: once is enough to be linear, a quadratic check never is.
        let is_linear = |_| {
            let (short, long) = (check(language, 400), check(language, 1_600));
            long < short * 8.0 + 1.0
        };
        assert!((0..4).any(is_linear), "{language}");
    }
}
