//! Rules about what editors write: one fixture for each family, every code in it.

use expect_test::expect;

use crate::support::{build, check, check_prose};

/// Codes that a fixture with one bare source always has.
const USUAL: [&str; 4] = [
    "source-single",
    "source-no-date",
    "attribution-missing",
    "covered-already",
];

#[test]
fn sources_are_dated_distinct_and_original() {
    check_prose(
        "
//- content/publishers/wire.md
---
name: The Wire Agency
short: Wire
home: https://wire.example/
---
//- content/briefs/a.md
---
title: Flood closes the valley road
date: 2026-03-01
sources:
  - id: wire
    publisher: Wire
    title: Valley road flooded
    url: https://copy.example/valley?utm_source=x&id=4#top
    date: 2026-03-02
  - publisher: Wyre
    url: https://news.wire.example/old
    date: 2026-01-01
  - url: https://copy.example/valley?id=4#top
---
The road is closed, the Wire Agency reports.[^wire]
//- content/briefs/b.md
---
title: Flood warning lifted
date: 2026-03-01
source: https://wire.example/lifted
---
The warning was lifted.
",
        &[],
        expect![[r#"
            content/briefs/a.md:8:10 note[source-republisher]: Wire's report was read at copy.example; hint: cite Wire's own page, or add copy.example to its `hosts` if the host is its own
            content/briefs/a.md:8:10 warning[tracking-parameters]: the address contains parameters that track readers; hint: write `https://copy.example/valley?id=4#top`; fix: `https://copy.example/valley?id=4#top`
            content/briefs/a.md:9:11 warning[source-newer-than-brief]: the source (2026-03-02) is newer than the brief (2026-03-01); hint: correct one of the dates, or write under `updates` what the source added
            content/briefs/a.md:10:5 warning[source-unused]: nothing in the text cites the source `wyre`; hint: write `[^wyre]` after what it supports, or delete the source
            content/briefs/a.md:10:16 note[unknown-publisher]: no file describes the publisher `Wyre`; hint: create a file in `content/publishers/`
            content/briefs/a.md:12:11 note[source-old]: the source is 59 days older than the brief; hint: cite a newer source, or write `type: background`
            content/briefs/a.md:13:5 note[source-duplicate]: this is the same report as another source; same as this source: content/briefs/a.md:5:5; hint: delete one of them
            content/briefs/a.md:13:5 note[source-no-date]: the source has no date; hint: add `date: 2021-07-24` with its date, or only the month: `2021-07`
            content/briefs/a.md:13:5 warning[source-unused]: nothing in the text cites the source `copy-example`; hint: write `[^copy-example]` after what it supports, or delete the source
            content/briefs/b.md:4:1 note[source-single]: the brief rests on one source; hint: add a second source, if possible
            content/briefs/b.md:4:9 note[source-no-date]: the source has no date; hint: write `{ url: https://wire.example/lifted, date: 2021-07-24 }` with its date, or only the month: `2021-07`
            content/briefs/b.md:6:1 note[attribution-missing]: the text never says who reported this; hint: cite the source where it matters, `[^afp]`, or write who said so"#]],
    );
}

#[test]
fn somebody_says_so() {
    check_prose(
        "
//- content/briefs/a.md
---
title: Flood closes the valley road
date: 2026-03-01
source: https://wire.example/a
---
The road is closed. \"We did all that could be done.\" It rains.

> We did all that could be done.

> We did.
>
> — Kari Haugen, to Wire

Sources close to the mayor are worried. The mayor lashed out. He said that \"experts say\" nothing.

One word, \"nature\", needs no speaker; \"it rains a lot here,\" she said.
",
        &["source-single", "source-no-date"],
        expect![[r#"
            content/briefs/a.md:6:21 warning[quote-unattributed]: the quotation does not say whose words it is; hint: name the speaker beside it; end a block quotation with a line `— Name, to Publisher`
            content/briefs/a.md:8:3 warning[quote-unattributed]: the quotation does not say whose words it is; hint: name the speaker beside it; end a block quotation with a line `— Name, to Publisher`
            content/briefs/a.md:14:1 warning[anonymous-source]: `Sources close to` names nobody; hint: write who, or at least what they are, and who reported it
            content/briefs/a.md:14:51 warning[loaded-verb]: `lashed out` takes sides; hint: write `said`"#]],
    );
}

#[test]
fn a_headline_tells() {
    check_prose(
        "
//- content/briefs/a.md
---
title: You won't believe which road in the long and narrow valley the flood has closed.
date: 2026-03-01
sources:
  - title: Flood closes road
    url: https://wire.example/a
---
Text.
//- content/briefs/b.md
---
title: Flood closes road
date: 2026-03-01
sources:
  - title: Flood Closes Road
    url: https://wire.example/a
---
Text about the U.S.
//- content/briefs/c.md
---
title: Flood reaches the U.S.
date: 2026-03-01
source: https://wire.example/a
---
Text.
",
        &USUAL,
        expect![[r#"
            content/briefs/a.md:2:8 warning[title-clickbait]: `you won't believe` is a teaser; hint: write what happened
            content/briefs/a.md:2:8 warning[title-ends-period]: the headline ends in a full stop; hint: delete it
            content/briefs/a.md:2:8 note[title-length]: the headline has 80 characters; about 70 are shown; hint: write who did what
            content/briefs/b.md:2:8 warning[title-equals-source]: the headline is copied from a source; title of the source: content/briefs/b.md:5:12; hint: write your own"#]],
    );
}

#[test]
fn a_brief_is_brief() {
    let lead = "word ".repeat(73);
    let wall = "word ".repeat(145);
    let long = format!("{}\n\n", "word ".repeat(100)).repeat(4);
    check_prose(
        &format!(
            "//- content/briefs/a.md\n---\ntitle: Long\ndate: 2026-03-01\nsource: https://wire.example/a\n---\n\
             {lead}.\n\n# First\n\n### Third\n\n{wall}.\n\n{long}"
        ),
        &USUAL,
        expect![[r#"
            content/briefs/a.md:6:1 note[brief-length]: the brief has 620 words; about 475 are enough; hint: shorten it, or split it in two and join them by a storyline
            content/briefs/a.md:6:1 note[lead-length]: the first paragraph has 73 words; about 60 are enough; hint: keep who, what, where and when; move the rest below
            content/briefs/a.md:6:365 warning[typography]: ` .` is typewriter punctuation; hint: write `.`; fix: `.`
            content/briefs/a.md:8:1 warning[h1-in-body]: the text has a heading of the first level, which is reserved for the headline; hint: write `##`; fix: `#`
            content/briefs/a.md:12:1 note[wall-of-text]: the paragraph has 145 words; about 120 are enough; hint: split it; a bold lead-in (`**Why it matters:**`) helps
            content/briefs/a.md:12:725 warning[typography]: ` .` is typewriter punctuation; hint: write `.`; fix: `.`"#]],
    );
}

#[test]
fn limits_have_no_cliff() {
    let words = |n_words: usize| format!("{}word\n\n", "word ".repeat(n_words - 1));
    let found = |text: String| {
        let front = "title: Long\ndate: 2026-03-01\nsource: https://wire.example/a";
        let prose = build(&format!(
            "//- content/briefs/a.md\n---\n{front}\n---\n{text}"
        ))
        .prose;
        let codes = prose
            .lines()
            .filter_map(|line| line.split_once('[')?.1.split_once(']'));
        codes
            .map(|(code, _)| code)
            .filter(|code| !USUAL.contains(code))
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(found(words(62) + &words(125)), "");
    assert_eq!(found(words(72) + &words(144)), "");
    assert_eq!(found(words(73)), "lead-length");
    assert_eq!(found(words(10) + &words(145)), "wall-of-text");
    assert_eq!(found(words(70) + &words(100).repeat(5)), "");
    assert_eq!(found(words(71) + &words(100).repeat(5)), "brief-length");
}

#[test]
fn days_and_numbers_are_said_so_that_they_last() {
    check_prose(
        "
//- site.yaml
language: en-GB
//- content/briefs/a.md
---
title: Flood
date: 2026-03-04
status: developing
sources:
  - url: https://wire.example/a
    date: 2027-01-01
updates:
  2026-03-05 10:00: Updated.
  2027-03-05 10:00: The road will be open again.
---
It rained yesterday, and on Monday; on Tuesday, 3 March, it stopped. Two weeks ago it had not. \"Today,\" she said.

12 people and 25000 sheep were moved in 2026; 4,500 stayed. Call 555-12345.
",
        &USUAL,
        expect![[r#"
            content/briefs/a.md:4:9 note[developing-stale]: the review of this developing brief was due on 2026-03-07; hint: add an update, set a later `review`, or write `status: final`
            content/briefs/a.md:7:11 warning[date-future]: the source is dated 2027-01-01, which is in the future; hint: correct the date
            content/briefs/a.md:7:11 warning[source-newer-than-brief]: the source (2027-01-01) is newer than the brief (2026-03-04); hint: correct one of the dates, or write under `updates` what the source added
            content/briefs/a.md:9:21 warning[update-without-note]: `Updated.` does not say what changed; hint: write what is new, or what was wrong and what is right
            content/briefs/a.md:10:3 warning[date-future]: the update is dated 2027-03-05, which is in the future; hint: correct the date
            content/briefs/a.md:12:11 warning[relative-date]: `yesterday` will mean a different day to later readers; hint: write `3 March 2026`
            content/briefs/a.md:12:26 warning[relative-date]: `on Monday` will mean a different day to later readers; hint: write `2 March 2026`
            content/briefs/a.md:12:74 warning[relative-date]: `weeks ago` will mean a different day to later readers; hint: write the date
            content/briefs/a.md:14:1 warning[number-style]: `12` is hard to read; hint: write the number in words, or rephrase the beginning of the sentence
            content/briefs/a.md:14:15 warning[number-style]: `25000` is hard to read; hint: write `25,000`; fix: `25,000`"#]],
    );
}

#[test]
fn names_are_those_of_the_site() {
    check_prose(
        "
//- content/people/pm.md
---
name: Mustafa al-Kadhemi
short: Kadhemi
spellings: al-Kadhimi, Kazimi
roles:
  - Prime Minister of Iraq, 2020..2022
---
//- content/people/gone.md
---
name: Ada Adams
---
//- content/organizations/pmf.md
---
name: Popular Mobilization Forces
short: PMF
aka: Hashd al-Shaabi
---
//- content/organizations/is.md
---
name: Islamic State
---
//- content/briefs/a.md
---
title: A visit
date: 2026-03-01
countries: IQ
people: pm, gone
organizations: pmf
source: https://wire.example/a
---
Prime Minister Mustafa al-Kadhemi, or al-Kadhimi, or Kazimi, left Iraq for Norway. Former Prime Minister Kadhemi \
said \"al-Kadhimi\" was himself. The Popular Mobilization Forces (PMF), or Hashd al-Shaabi, fought Islamic State.
",
        &USUAL,
        expect![[r#"
            content/briefs/a.md:5:13 warning[entity-unmentioned]: the text never names the person `gone`; hint: delete the tag, or say what the brief has to do with it
            content/briefs/a.md:9:1 warning[role-out-of-date]: `Prime Minister Mustafa al-Kadhemi`: the role `Prime Minister of Iraq` was not held on the day of the event; hint: write `former`, or correct the period of the role in the person's file
            content/briefs/a.md:9:39 warning[name-variant]: `al-Kadhimi` is not the spelling of this site; hint: write `al-Kadhemi`; fix: `al-Kadhemi`
            content/briefs/a.md:9:54 warning[name-variant]: `Kazimi` is not the spelling of this site; hint: write `Kadhemi`; fix: `Kadhemi`
            content/briefs/a.md:9:76 note[country-missing]: the text names Norway, which is not among the brief's countries; hint: write `countries: IQ, NO` if the brief is about it
            content/briefs/a.md:9:187 warning[name-mixed]: `Hashd al-Shaabi` is called `Popular Mobilization Forces` earlier in the brief; first name used here: content/briefs/a.md:9:149; hint: choose one of them
            content/briefs/a.md:9:211 warning[entity-untagged]: `Islamic State` is not among the brief's organizations; hint: add `is` to `organizations`; fix: `pmf, is`"#]],
    );
}

#[test]
fn words_and_signs_are_chosen() {
    check_prose(
        "
//- site.yaml
banned_words: regime, \"(a+)+$\"
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
---
The Regime fell - at last !! It said \"regime - yes\" , and so on. See [here](https://wire.example/here) and \
[the report](https://wire.example/report), `a - b` (a+)+$.
//- content/briefs/b/index.md
---
title: B
date: 2026-03-01
source: https://wire.example/a
image: road.jpg
---
![](road.jpg)

Advertisement

Leave a comment

photo1

12 comments
//- content/briefs/b/road.jpg
x
",
        &USUAL,
        expect![[r#"
            content/briefs/a.md:6:5 warning[banned-word]: `Regime` is not used on this site; hint: use another word
            content/briefs/a.md:6:16 warning[typography]: ` - ` is typewriter punctuation; hint: write ` – `; fix: ` – `
            content/briefs/a.md:6:27 warning[typography]: `!!` is typewriter punctuation; hint: write `!`
            content/briefs/a.md:6:52 warning[typography]: ` ,` is typewriter punctuation; hint: write `,`; fix: `,`
            content/briefs/a.md:6:70 warning[link-text]: `here` does not say where the link leads; hint: link the words that name the target
            content/briefs/b/index.md:5:1 warning[alt-missing]: the picture has no description; hint: describe what it shows: `![what it shows](…)`, or `alt:`
            content/briefs/b/index.md:5:1 warning[credit-missing]: the picture does not say who made it; hint: add `credit: …`
            content/briefs/b/index.md:7:5 warning[alt-missing]: the picture has no description; hint: describe what it shows: `![what it shows](…)`, or `alt:`
            content/briefs/b/index.md:9:1 warning[clip-junk]: `Advertisement` looks copied from a web page; hint: delete it
            content/briefs/b/index.md:11:1 warning[clip-junk]: `Leave a comment` looks copied from a web page; hint: delete it
            content/briefs/b/index.md:13:1 warning[clip-junk]: `photo1` looks copied from a web page; hint: delete it
            content/briefs/b/index.md:15:1 warning[number-style]: `12` is hard to read; hint: write the number in words, or rephrase the beginning of the sentence
            content/briefs/b/index.md:15:1 warning[clip-junk]: `12 comments` looks copied from a web page; hint: delete it"#]],
    );
}

#[test]
fn rules_of_english_are_silent_elsewhere() {
    check_prose(
        "
//- site.yaml
language: de
//- content/briefs/a.md
---
title: Flut
date: 2026-03-01
source: https://wire.example/a
---
Regen today, yesterday. 25000 Schafe lashed out. „Wir haben alles getan, was wir konnten.“ [here](https://wire.example/)
",
        &["source-single", "source-no-date"],
        expect![],
    );
}

#[test]
fn a_site_says_how_bad_it_is_and_a_file_why_it_is_not() {
    let site = "
//- site.yaml
check: { source-single: off, source-no-date: error, dead-link: warning, dead-lnk: off, unknown-key: off, title-length: loud }
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
check: { source-no-date: the source bears none, brief-length: no longer needed, lead-length: off, wall-of-txt: x }
---
See [it](brief:b), he said.
";
    check(
        site,
        expect![[r#"
            content/briefs/a.md:5:94 error[switch-without-reason]: `lead-length` is switched off here without a reason; hint: add the reason: `check: { lead-length: the reason }`
            content/briefs/a.md:5:99 error[unknown-rule]: there is no rule `wall-of-txt`; hint: did you mean `wall-of-text`?
            content/briefs/a.md:7:10 warning[dead-link]: there is no brief `b`
            site.yaml:1:73 error[unknown-rule]: there is no rule `dead-lnk`; hint: did you mean `dead-link`?
            site.yaml:1:88 error[rule-fixed]: `unknown-key` cannot be changed or switched off; hint: fix what it reports instead
            site.yaml:1:120 error[value-unknown]: `loud` is not one of off, note, warning, error"#]],
    );
    let mended = site.replace(", dead-lnk: off, unknown-key: off, title-length: loud", "");
    let mended = mended.replace(", lead-length: off, wall-of-txt: x", "");
    check(
        &mended,
        expect![[r#"
            content/briefs/a.md:5:49 note[switch-unused]: `brief-length` reports nothing here, so switching it off has no effect; hint: delete it
            content/briefs/a.md:7:10 warning[dead-link]: there is no brief `b`"#]],
    );
    check_prose(&mended, &[], expect![]);
}

#[test]
fn a_country_is_suggested_only_where_it_is_named() {
    check_prose(
        "
//- site.yaml
languages: ar, hi
//- content/organizations/bank.md
---
name: Bank of Georgia
---
//- content/briefs/a.md
---
title: Places
date: 2026-03-01
countries: US
source: https://wire.example/a
check: { entity-untagged: only the countries count }
---
New Jersey, Rhode Island and Lebanon County, the Jordan River, the Gulf of Oman, the jersey, Georgia and the Bank of \
Georgia are in no other country. Mexico City is.
//- content/briefs/b.md
---
title: Georgia votes
date: 2026-03-01
source: https://wire.example/b
---
Georgia votes, says Guinea-Bissau. The Republic of Congo does not.
//- content/briefs/c.ar.md
---
title: مالي
date: 2026-03-01
source: https://wire.example/c
---
الدعم المالي من عمّان دعم مالي. زار النيجر.
//- content/briefs/d.hi.md
---
title: किताब
date: 2026-03-01
source: https://wire.example/d
---
मेज़ पर किताब मिला, माली से। वह भारत गया।
",
        &USUAL,
        expect![[r#"
            content/briefs/a.md:8:151 note[country-missing]: the text names Mexico, which is not among the brief's countries; hint: write `countries: US, MX` if the brief is about it
            content/briefs/b.md:2:8 note[country-missing]: the text names Georgia, which is not among the brief's countries; hint: write `countries: CG, GE, GW` if the brief is about it
            content/briefs/b.md:6:21 note[country-missing]: the text names Guinea-Bissau, which is not among the brief's countries; hint: write `countries: CG, GE, GW` if the brief is about it
            content/briefs/b.md:6:40 note[country-missing]: the text names Congo - Brazzaville, which is not among the brief's countries; hint: write `countries: CG, GE, GW` if the brief is about it
            content/briefs/c.ar.md:6:37 note[country-missing]: the text names النيجر, which is not among the brief's countries; hint: write `countries: NE` if the brief is about it
            content/briefs/d.hi.md:6:33 note[country-missing]: the text names भारत, which is not among the brief's countries; hint: write `countries: IN` if the brief is about it"#]],
    );
}

#[test]
fn a_hint_names_no_day_that_may_be_another() {
    check_prose(
        "
//- content/briefs/a.md
---
title: Talks
date: 2021-07-25
source: https://wire.example/a
---
The talks began on Thursday. They resume on Friday, and end next week. The envoy left yesterday.
//- content/briefs/b.md
---
title: Talks
date: 2021-07-25
event: 2021-07-20
source: https://wire.example/b
---
The talks began on Tuesday. The envoy left yesterday. Today's sensors hear all.
",
        &USUAL,
        expect![[r#"
            content/briefs/a.md:6:17 warning[relative-date]: `on Thursday` will mean a different day to later readers; hint: write `July 22, 2021`
            content/briefs/a.md:6:42 warning[relative-date]: `on Friday` will mean a different day to later readers; hint: write the date
            content/briefs/a.md:6:61 warning[relative-date]: `next week` will mean a different day to later readers; hint: write the date
            content/briefs/a.md:6:87 warning[relative-date]: `yesterday` will mean a different day to later readers; hint: write `July 24, 2021`
            content/briefs/b.md:7:17 warning[relative-date]: `on Tuesday` will mean a different day to later readers; hint: write `July 20, 2021`
            content/briefs/b.md:7:44 warning[relative-date]: `yesterday` will mean a different day to later readers; hint: write the date"#]],
    );
}

#[test]
fn a_link_without_text_and_the_signs_beside_a_picture() {
    check_prose(
        "
//- static/dam.jpg
x
//- content/briefs/a.md
---
title: Flood closes the valley road
date: 2026-03-01
source: { publisher: Wire, url: https://wire.example/flood, date: 2026-03-01 }
type: background
---
The road is closed ![the dam](/dam.jpg).[^wire] It leads to [](https://wire.example/dam).
",
        &["source-single", "attribution-missing"],
        expect![[r#"
            content/briefs/a.md:4:22 note[unknown-publisher]: no file describes the publisher `Wire`; hint: create a file in `content/publishers/`
            content/briefs/a.md:7:61 warning[link-text]: the link has no text, so nobody can see or follow it; hint: write what it leads to: `[the report](…)`"#]],
    );
}
