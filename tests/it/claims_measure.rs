//! How much the claim check finds, and how often it is wrong: pairs of a clip and a brief in five languages, each claim
//! of which is marked, with errors planted in its place. The form of the files is described in `claims/en.txt`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use dateline::cache::Cache;
use dateline::diag::{At, Diagnostic};
use dateline::pipeline;
use dateline::source::SourceTree;
use expect_test::expect_file;

use crate::support::{NOW, Silent, options};

/// The sets, each a file in each language. The second was written without a look at the first.
const SETS: [(&str, [(&str, &str); 5]); 2] = [
    (
        "First set",
        [
            ("en", include_str!("../tables/claims/en.txt")),
            ("ar", include_str!("../tables/claims/ar.txt")),
            ("fr", include_str!("../tables/claims/fr.txt")),
            ("de", include_str!("../tables/claims/de.txt")),
            ("es", include_str!("../tables/claims/es.txt")),
        ],
    ),
    (
        "Second set",
        [
            ("en", include_str!("../tables/claims/second/en.txt")),
            ("ar", include_str!("../tables/claims/second/ar.txt")),
            ("fr", include_str!("../tables/claims/second/fr.txt")),
            ("de", include_str!("../tables/claims/second/de.txt")),
            ("es", include_str!("../tables/claims/second/es.txt")),
        ],
    ),
];
const RULES: [(char, &str); 3] = [
    ('"', "quote-not-in-source"),
    ('#', "number-not-in-source"),
    ('@', "name-not-in-source"),
];

/// A clip, and a brief with marked claims.
struct Case<'a> {
    slug: &'a str,
    clip_language: &'a str,
    clip: &'a str,
    brief: &'a str,
}

/// A claim of a brief: its rule, its place in the body, and whether it is a planted error.
struct Slot {
    rule: &'static str,
    range: Range<usize>,
    is_planted: bool,
}

#[derive(Default)]
struct Counts {
    n_true: usize,
    n_alarms: usize,
    n_planted: usize,
    n_found: usize,
}

#[test]
fn planted_errors_are_found_and_true_claims_are_not_reported() {
    let mut shown = Vec::new();
    let mut missed = String::new();
    let mut sets = Vec::new();
    for (name, languages) in SETS {
        let mut counts: BTreeMap<(String, String), Counts> = BTreeMap::new();
        for (language, text) in languages {
            measure(language, &cases(text, language), &mut counts, &mut missed);
        }
        shown.push(format!("## {name}\n\n{}", table(&counts)));
        sets.push(counts);
    }
    if let Ok(path) = std::env::var("CLAIMS_MISSED") {
        std::fs::write(path, &missed).expect("written");
    }
    expect_file!["../tables/claims/table.md"].assert_eq(&shown.join("\n"));
    let of_all = |counts: &BTreeMap<(String, String), Counts>| {
        let all = &counts[&("all".to_owned(), "all".to_owned())];
        assert!(all.n_found * 100 >= all.n_planted * 95 && all.n_alarms * 100 <= all.n_true * 5);
        (all.n_true, all.n_planted)
    };
    assert!(
        sets.iter()
            .map(of_all)
            .any(|(n_true, n_planted)| n_true >= 1_500 && n_planted >= 600)
    );
    for ((language, rule), counts) in sets.iter().flatten() {
        let is_whole = language == "all" || rule == "all";
        assert!(
            !is_whole || counts.n_found * 100 >= counts.n_planted * 85,
            "{language} {rule}"
        );
    }
}

fn cases<'a>(text: &'a str, language: &'a str) -> Vec<Case<'a>> {
    let cases = text.split("\n== ").skip(1).map(|case| {
        let (head, rest) = case.split_once('\n').expect("a clip below the name");
        let (clip, brief) = rest.split_once("\n--\n").expect("a clip and a brief");
        let (slug, of_clip) = head.split_once(' ').unwrap_or((head, ""));
        let clip_language = if of_clip.is_empty() {
            language
        } else {
            of_clip.trim_matches(['[', ']'])
        };
        Case {
            slug,
            clip_language,
            clip,
            brief: brief.trim_end(),
        }
    });
    cases.collect()
}

/// Returns the text of a brief with its claims true (`variant` 0), or each with its planted error of that number.
fn written(brief: &str, variant: usize) -> (String, Vec<Slot>) {
    let mut text = String::new();
    let mut slots = Vec::new();
    let mut rest = brief;
    while let Some((before, inside)) = rest.split_once('{') {
        let (marked, after) = inside.split_once('}').expect("a brace that closes");
        let kind = marked.chars().next().expect("the kind of a claim");
        let rule = RULES
            .iter()
            .find(|(sign, _)| *sign == kind)
            .expect("a kind")
            .1;
        let choices: Vec<&str> = marked[1..].split('|').collect();
        let is_planted = variant > 0 && variant < choices.len();
        text.push_str(before);
        let start = text.len();
        text.push_str(if is_planted {
            choices[variant]
        } else {
            choices[0]
        });
        slots.push(Slot {
            rule,
            range: start..text.len(),
            is_planted,
        });
        rest = after;
    }
    text.push_str(rest);
    (text, slots)
}

/// Checks the variants of all cases of a language as one site, and counts.
fn measure(
    language: &str,
    cases: &[Case],
    counts: &mut BTreeMap<(String, String), Counts>,
    missed: &mut String,
) {
    let mut site = format!("//- site.yaml\nlanguage: {language}\nurl: https://briefs.example/\n");
    let mut variants = Vec::new();
    for case in cases {
        writeln!(site, "//- clips/{}.txt\n{}", case.slug, case.clip).expect("memory");
        for variant in 0..4 {
            let (text, slots) = written(case.brief, variant);
            if variant > 0 && !slots.iter().any(|slot| slot.is_planted) {
                continue;
            }
            let path = format!("content/briefs/{}-{variant}.md", case.slug);
            let head = format!(
                "---\ntitle: A\ndate: 2026-05-20\nsources:\n  - url: https://wire.example/{}\n    language: {}\n    clip: {}.txt\n---\n",
                case.slug, case.clip_language, case.slug
            );
            write!(site, "//- {path}\n{head}{text}\n").expect("memory");
            variants.push((path, head.len(), text, slots));
        }
    }
    let tree = SourceTree::from_fixture(&site);
    let found =
        pipeline::survey(&tree, &options(NOW), &Cache::off(), &Silent).expect("nothing stops it");
    for (path, shift, text, slots) in &variants {
        let here: Vec<&Diagnostic> = found
            .diagnostics
            .iter()
            .filter(|found| found.place.path.as_str() == path)
            .collect();
        count(
            (language, path),
            (*shift, text),
            (slots, &here),
            counts,
            missed,
        );
    }
}

/// Counts what was found in one variant of a brief.
fn count(
    (language, path): (&str, &str),
    (shift, text): (usize, &str),
    (slots, found): (&[Slot], &[&Diagnostic]),
    counts: &mut BTreeMap<(String, String), Counts>,
    missed: &mut String,
) {
    let is_true = path.ends_with("-0.md");
    let mut add = |rule: &str, change: &dyn Fn(&mut Counts)| {
        for key in [
            (language, rule),
            (language, "all"),
            ("all", rule),
            ("all", "all"),
        ] {
            change(
                counts
                    .entry((key.0.to_owned(), key.1.to_owned()))
                    .or_default(),
            );
        }
    };
    for slot in slots {
        if is_true {
            add(slot.rule, &|counts| counts.n_true += 1);
        } else if slot.is_planted {
            let is_here = |found: &&&Diagnostic| {
                let At::Span(span) = found.place.at else {
                    return false;
                };
                found.code == slot.rule
                    && span.start < slot.range.end + shift
                    && slot.range.start + shift < span.end
            };
            let is_found = found.iter().any(|found| is_here(&found));
            add(slot.rule, &|counts| {
                counts.n_planted += 1;
                counts.n_found += usize::from(is_found);
            });
            if !is_found {
                writeln!(
                    missed,
                    "missed {path} {}: {}",
                    slot.rule,
                    &text[slot.range.clone()]
                )
                .expect("memory");
            }
        }
    }
    let of_rules = found
        .iter()
        .filter(|found| RULES.iter().any(|(_, rule)| *rule == found.code));
    for alarm in of_rules.filter(|_| is_true) {
        add(alarm.code, &|counts| counts.n_alarms += 1);
        writeln!(missed, "alarm {path} {}: {}", alarm.code, alarm.message).expect("memory");
    }
}

fn table(counts: &BTreeMap<(String, String), Counts>) -> String {
    let mut table = "| language | rule | planted | found | | true | false alarms | |\n|---|---|---|---|---|---|---|---|\n".to_owned();
    let percent = |part: usize, whole: usize| {
        let thousandths = (part * 1_000).checked_div(whole).unwrap_or_default();
        format!("{}.{} %", thousandths / 10, thousandths % 10)
    };
    for ((language, rule), of) in counts {
        let found = percent(of.n_found, of.n_planted);
        let alarms = percent(of.n_alarms, of.n_true);
        writeln!(
            table,
            "| {language} | {rule} | {} | {} | {found} | {} | {} | {alarms} |",
            of.n_planted, of.n_found, of.n_true, of.n_alarms
        )
        .expect("memory");
    }
    table
}
