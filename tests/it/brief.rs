//! Briefs: every field, every mistake in one.

use std::collections::BTreeSet;

use expect_test::expect;

use crate::support::{build, check};

#[test]
fn a_brief_needs_three_things() {
    check(
        "
//- content/briefs/empty.md
---
---
Text.
",
        expect![[r#"
            content/briefs/empty.md:2:1 error[field-missing]: `date` is missing; hint: add `date: 2021-07-25 09:00`
            content/briefs/empty.md:2:1 error[field-missing]: `title` is missing; hint: add `title: What happened`
            content/briefs/empty.md:2:1 error[source-missing]: the brief cites no source; hint: write `source: https://…`"#]],
    );
}

#[test]
fn several_mistakes_are_said_at_once() {
    check(
        "
//- content/briefs/flood.md
---
titel: Flood closes the valley road
date: 2026-02-30
source: wire.example/flood
countries: BU, Norway
status: finale
priority: 12
event: spring
embargo: tomorrow
---
Text.
",
        expect![[r#"
            content/briefs/flood.md:2:1 error[field-missing]: `title` is missing; hint: add `title: What happened`
            content/briefs/flood.md:2:1 error[unknown-key]: there is no key `titel` here; hint: did you mean `title`?; fix: `title`
            content/briefs/flood.md:3:7 error[time-invalid]: `2026-02-30` is not a time: there is no day `2026-02-30`; hint: write `2021-07-25`, `2021-07-25 09:00` or `2021-07-25T09:00:00+03:00`
            content/briefs/flood.md:4:9 error[value-invalid]: `wire.example/flood` is not a web address (`https://…`); hint: write `https://wire.example/flood`
            content/briefs/flood.md:5:12 error[unknown-country]: no country has the code `BU`; hint: did you mean `MM` (Myanmar (Burma))?
            content/briefs/flood.md:5:16 error[unknown-country]: no country has the code `Norway`; hint: did you mean `NO` (Norway)?
            content/briefs/flood.md:6:9 error[value-unknown]: `finale` is not one of draft, hold, developing, final, withdrawn; hint: did you mean `final`?; fix: `final`
            content/briefs/flood.md:7:11 error[value-invalid]: `12` is not a whole number from 1 to 9
            content/briefs/flood.md:8:8 error[value-invalid]: `spring` is not a date of EDTF (`2021-07-26`, `2021-10~`)
            content/briefs/flood.md:9:10 error[time-invalid]: `tomorrow` is not a time: its form is unknown; hint: write `2021-07-25`, `2021-07-25 09:00` or `2021-07-25T09:00:00+03:00`"#]],
    );
}

#[test]
fn text_stays_text() {
    let built = build(
        "
//- content/briefs/year.md
---
title: 1984
date: 2026-03-01
source: https://wire.example/a
countries: NO, SE
author: Yes
---
Text.
//- content/briefs/list.md
---
title: True
date: 2026-03-02
source: https://wire.example/a
countries: [NO, SE]
---
Text.
",
    );
    for (route, title) in [("/2026/03/01/year/", "1984"), ("/2026/03/02/list/", "True")] {
        let page = built.text(route);
        assert!(
            page.contains(&format!("<h1>{title}</h1>"))
                && page.contains("Norway")
                && page.contains("Sweden")
        );
    }
    assert!(built.text("/2026/03/01/year/").contains("Yes"));
}

#[test]
fn sources_take_many_forms() {
    check(
        "
//- content/briefs/a.md
---
title: A
date: 2026-03-01
sources:
  - https://wire.example/a
  - url: https://wire.example/b
    publishr: AFP
    date: 2026
    access: pay
  - title: only a title
    language: english
  - id: wire
    url: ftp://wire.example/
  - id: wire
    url: https://wire.example/
---
Text.
//- content/briefs/b.md
---
title: B
date: 2026-03-01
sources: []
---
Text.
//- content/briefs/c.md
---
title: C
date: 2026-03-01
source: https://wire.example/a
sources: [https://wire.example/b]
---
Text.
",
        expect![[r#"
            content/briefs/a.md:7:5 error[unknown-key]: there is no key `publishr` here; hint: did you mean `publisher`?; fix: `publisher`
            content/briefs/a.md:9:13 error[value-unknown]: `pay` is not one of free, registration, paywall, gone; hint: did you mean `paywall`?
            content/briefs/a.md:11:15 error[value-invalid]: `english` is not a language tag of BCP 47 (`ar`)
            content/briefs/a.md:13:10 error[value-invalid]: `ftp://wire.example/` is not a web address (`https://…`)
            content/briefs/a.md:14:9 error[value-repeated]: `wire` is in the list twice; hint: delete one of them
            content/briefs/b.md:4:10 error[source-missing]: the brief cites no source; hint: write `source: https://…`
            content/briefs/c.md:5:1 error[keys-exclusive]: `sources` and `source` cannot be used together; hint: keep one of them"#]],
    );
}

#[test]
fn a_withdrawal_says_when_and_why() {
    check(
        "
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
status: withdrawn
---
//- content/briefs/b.md
---
title: B
date: 2026-03-01
source: https://wire.example/a
reason: It was wrong.
---
",
        expect![[r#"
            content/briefs/a.md:5:9 error[key-needs]: `status: withdrawn` needs `reason`; hint: add `reason: why it was taken back`
            content/briefs/a.md:5:9 error[key-needs]: `status: withdrawn` needs `withdrawn`; hint: add `withdrawn: 2021-07-26 10:00`
            content/briefs/b.md:5:9 error[key-needs]: `reason` needs `status`; hint: add `status: withdrawn`"#]],
    );
}

#[test]
fn history_is_a_mapping_or_a_list_of_them() {
    check(
        "
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
updates:
  - 2026-03-02 10:00: One.
  - 2026-03-02 10:00: Two.
corrections:
  2026-03-02: Fine.
  second of March: Not fine.
clarifications: none
check: { title-length: off, other: the reason }
image: x.jpg
caption: A
aliases: [/old/, old, /a/../b/]
---
Text.
",
        expect![[r#"
            content/briefs/a.md:10:3 error[time-invalid]: `second of March` is not a time: its form is unknown; hint: write `2021-07-25`, `2021-07-25 09:00` or `2021-07-25T09:00:00+03:00`
            content/briefs/a.md:11:17 error[field-shape]: `clarifications` is text; it must be a mapping of times to texts; hint: write `clarifications: { 2026-03-01 10:00: none }` with its time
            content/briefs/a.md:12:24 error[switch-without-reason]: `title-length` is switched off here without a reason; hint: add the reason: `check: { title-length: the reason }`
            content/briefs/a.md:12:29 error[unknown-rule]: there is no rule `other`; hint: run `dateline check --explain all` for a list
            content/briefs/a.md:13:8 error[image-missing]: there is no picture `x.jpg`; hint: put it beside the brief (`SLUG/index.md`), or in `static/`
            content/briefs/a.md:15:18 error[value-invalid]: `old` is not an address of this site (`/old/address/`)
            content/briefs/a.md:15:23 error[value-invalid]: `/a/../b/` is not an address of this site (`/old/address/`)"#]],
    );
}

#[test]
fn a_file_name_is_a_slug() {
    check(
        "
//- content/briefs/Flood in Valley.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
---
Text.
//- content/briefs/page.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
slug: ../../etc
---
Text.
",
        expect![[r#"
            content/briefs/Flood in Valley.md error[slug-invalid]: `Flood in Valley` is not a slug: it contains 'F'; hint: rename the file to `flood-in-valley.md`, or add `slug: flood-in-valley`
            content/briefs/page.md error[slug-invalid]: `page` is not a slug: it is reserved for addresses; hint: use lower-case letters, digits and hyphens
            content/briefs/page.md:5:7 error[slug-invalid]: `../../etc` is not a slug: it contains '.'; hint: write `etc`"#]],
    );
}

#[test]
fn yaml_that_trips_hides_nothing_else() {
    check(
        "
//- content/briefs/first.md
---
title: Iraq: PM meets Biden
date: 25 July 2021
sourc: https://wire.example/a
countries: BU, Irak
summary: The #1 topic
---
See [the dam](brief:dam).[^1]
//- content/briefs/second.md
---
title: \"Redefinition\" of mission
date: 2021-07-25
source: wire.example/a
status: finl
---
Text.[^wire]
",
        expect![[r#"
            content/briefs/first.md:2:1 error[source-missing]: the brief cites no source; hint: write `source: https://…`
            content/briefs/first.md:2:8 error[yaml-colon]: text with a colon needs quotes; hint: write `"Iraq: PM meets Biden"`; fix: `"Iraq: PM meets Biden"`
            content/briefs/first.md:4:1 error[unknown-key]: there is no key `sourc` here; hint: did you mean `source`?
            content/briefs/first.md:5:12 error[unknown-country]: no country has the code `BU`; hint: did you mean `MM` (Myanmar (Burma))?
            content/briefs/first.md:5:16 error[unknown-country]: no country has the code `Irak`; hint: did you mean `IQ` (Iraq)?
            content/briefs/first.md:6:14 error[text-cut]: everything after ` #` is cut off as a comment; hint: write `"The #1 topic"`, or put two spaces before a comment
            content/briefs/first.md:8:15 error[dead-link]: there is no brief `dam`
            content/briefs/second.md:2:8 error[yaml-quote]: text that begins with a quotation mark needs quotes around all of it; hint: write `'"Redefinition" of mission'`; fix: `'"Redefinition" of mission'`
            content/briefs/second.md:4:9 error[value-invalid]: `wire.example/a` is not a web address (`https://…`); hint: write `https://wire.example/a`
            content/briefs/second.md:5:9 error[value-unknown]: `finl` is not one of draft, hold, developing, final, withdrawn; hint: did you mean `final`?"#]],
    );
}

#[test]
fn a_draft_may_lack_its_sources() {
    let brief = |lines: &str| {
        format!(
            "//- site.yaml\nlanguages: ar\ndefaults: {{ briefs/raw/: {{ status: draft }} }}\n\
             //- content/briefs/raw/a.md\n---\ntitle: A\ndate: 2026-03-01\n---\nText.\n\
             //- content/briefs/b.md\n---\ntitle: B\ndate: 2026-03-01\n{lines}---\nText.\n"
        )
    };
    let found = |lines: &str| build(&brief(lines)).findings;
    let draft = found("status: draft\nsources: []\n");
    assert_eq!(
        draft.matches("warning[source-missing]").count(),
        2,
        "{draft}"
    );
    assert!(!draft.contains("error"), "{draft}");
    for status in [
        "",
        "status: hold\n",
        "status: developing\n",
        "status: final\n",
    ] {
        assert!(
            found(status).contains("b.md:2:1 error[source-missing]"),
            "{status}: {}",
            found(status)
        );
    }
    // What is written and wrong is as wrong in a draft.
    assert!(found("status: draft\nsource: wire\n").contains("error["));
}

#[test]
fn two_sources_whose_titles_are_as_long_as_a_slug_get_ids_of_their_own() {
    // Made from the title: 200 bytes, behind which no number would fit.
    let title = "a".repeat(200);
    let source = format!("  - title: {title}\n    author: A. Author\n");
    let built = build(&format!(
        "//- content/briefs/a.md\n---\ntitle: A\ndate: 2026-03-01\nsources:\n{source}{source}---\nText.\n"
    ));
    let page = built.text("/2026/03/01/a/");
    let ids: BTreeSet<&str> = page
        .split("id=\"source-")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(id, _)| id)
        .collect();
    assert_eq!(ids.len(), 2, "{ids:?}");
}
