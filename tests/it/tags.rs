//! What people type: names of things, codes of countries, dates, ids of sources.

use expect_test::expect;

use crate::support::{build, build_tree, check};

const ENTITIES: &str = "
//- content/topics/pa-local.md
---
name: PA Local
aka: Local
---
//- content/topics/c-plus-plus.md
---
name: C++
parent: Programming languages
---
//- content/topics/languages.md
---
name: Programming languages
---
//- content/people/kadhemi.md
---
name: Mustafa al-Kadhemi
short: Kadhemi
native: مصطفى الكاظمي
spellings: al-Kazimi
---
//- content/people/fuad-hussein.md
---
name: Fuad Hussein
aka: Hussein
---
//- content/organizations/wire.md
---
name: Wire Agency
topics: [Programming languages]
---
//- content/storylines/troops.md
---
title: \"US troops: withdrawal\"
---
";

fn site(fields: &str) -> String {
    let front = "---\ntitle: A\ndate: 2026-03-01\nsource: https://wire.example/a\n";
    format!("{ENTITIES}//- content/briefs/a.md\n{front}{fields}\n---\nText.\n")
}

#[test]
fn a_name_is_as_good_as_a_slug() {
    let by_name = site(
        "topics: [PA Local, C++]\npeople: mustafa Al-Kadhemi, Fuad Hussein\norganizations: WIRE agency\n\
         storyline: \"US troops: withdrawal\"",
    );
    let by_slug = site(
        "topics: [pa-local, c-plus-plus]\npeople: kadhemi, fuad-hussein\norganizations: wire\nstoryline: troops",
    );
    let (by_name, by_slug) = (build(&by_name), build(&by_slug));
    assert_eq!(
        (by_name.findings.as_str(), by_slug.findings.as_str()),
        ("", "")
    );
    assert!(!by_slug.outputs.is_empty());
    for (route, bytes) in &by_slug.outputs {
        assert_eq!(
            by_name.text(route),
            String::from_utf8_lossy(bytes),
            "{route}"
        );
    }
    for people in [
        "Kadhemi",
        "al-Kazimi",
        "مصطفى الكاظمي",
        "Mustafa al-Kadhemi",
    ] {
        let built = build(&site(&format!("people: {people}")));
        assert!(
            built.text("/2026/03/01/a/").contains("/people/kadhemi/"),
            "{people}"
        );
    }
}

#[test]
fn a_name_that_nothing_has_is_no_new_thing() {
    let saddam =
        "//- content/people/saddam-hussein.md\n---\nname: Saddam Hussein\naka: Hussein\n---\n";
    let fields = "topics: [PA Locale, Energy, \"C#\"]\npeople: [Mustafa al-Kadhem, Hussein]\nstoryline: US troop withdrawal";
    check(
        &(site(fields) + saddam),
        expect![[r#"
            content/briefs/a.md:5:10 error[unknown-topic]: no topic has the name `PA Locale`; hint: did you mean `pa-local`? otherwise create `content/topics/pa-locale.md`
            content/briefs/a.md:5:21 error[unknown-topic]: no topic has the name `Energy`; hint: create `content/topics/energy.md`
            content/briefs/a.md:5:29 error[unknown-topic]: no topic has the name `C#`; hint: create `content/topics/c-sharp.md`
            content/briefs/a.md:6:10 error[unknown-person]: no person has the name `Mustafa al-Kadhem`; hint: did you mean `Mustafa al-Kadhemi`? otherwise create `content/people/mustafa-al-kadhem.md`
            content/briefs/a.md:6:29 error[tag-ambiguous]: more than one person is called `Hussein`; hint: write one of `fuad-hussein`, `saddam-hussein`
            content/briefs/a.md:7:12 error[unknown-storyline]: no storyline has the name `US troop withdrawal`; hint: did you mean `US troops: withdrawal`? otherwise create `content/storylines/us-troop-withdrawal.md`
            content/people/saddam-hussein.md:3:6 warning[name-shared]: `Hussein` is also a name of the person `fuad-hussein`; also used here: content/people/fuad-hussein.md:3:6; hint: use a name that only one of them has; a brief about both links it to neither"#]],
    );
    check(
        &site("people: [Kadhemi, Kadhemi]"),
        expect![
            "content/briefs/a.md:5:19 error[value-repeated]: `Kadhemi` is in the list twice; hint: delete one of them"
        ],
    );
    check(
        &site("topics: [Local, pa-local]"),
        expect![
            "content/briefs/a.md:5:17 error[value-repeated]: `pa-local` is in the list twice; hint: delete one of them"
        ],
    );
}

#[test]
fn an_open_site_makes_new_things_of_names() {
    let fixture = "
//- site.yaml
entities: open
//- content/topics/energy.md
---
name: Energy
---
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
topics: [ENERGY, C++, \"C#\", Łódź, water-supply, Água]
people: [José Ñandú]
---
Text.
//- content/briefs/b.md
---
title: B
date: 2026-03-02
source: https://wire.example/a
topics: [c-plus-plus, LODZ]
people: [الكاظمي]
---
Text.
";
    let built = build(fixture);
    let made = built.routes();
    let made: Vec<&str> = made
        .lines()
        .filter(|route| route.contains("/topics/") || route.contains("/people/"))
        .collect();
    let pages: Vec<&&str> = made
        .iter()
        .filter(|route| route.matches('/').count() == 3 && route.ends_with('/'))
        .collect();
    expect![[r#"["/people/jose-nandu/", "/people/الكاظمي/", "/topics/agua/", "/topics/c-plus-plus/", "/topics/c-sharp/", "/topics/energy/", "/topics/lodz/", "/topics/water-supply/"]"#]].assert_eq(&format!("{}{pages:?}", built.findings));
    assert!(built.text("/topics/c-plus-plus/").contains("C++"));
    check(
        "
//- site.yaml
entities: open
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
topics: [A.B, a_b, aux, Nul]
---
Text.
//- content/briefs/b.md
---
title: B
date: 2026-03-02
source: https://wire.example/a
topics: [A B, a-b]
---
Text.
",
        expect![[r#"
            content/briefs/a.md:5:10 error[names-meet]: `A.B` and `A B` would both have the slug `a-b`; also used here: content/briefs/b.md:5:10; hint: create a file for one of them, with its own slug, or use one name for both
            content/briefs/a.md:5:15 error[slug-invalid]: `a_b` is not a slug: it contains '_'; hint: write `a-b`
            content/briefs/a.md:5:20 error[slug-invalid]: `aux` is not a slug: Windows does not allow files of this name; hint: write `aux-1`
            content/briefs/b.md:5:15 error[value-repeated]: `a-b` is in the list twice; hint: delete one of them"#]],
    );
}

#[test]
fn a_country_has_a_code_in_any_case() {
    let built = build(&site("countries: eg, irq, Uk, EL\n"));
    assert_eq!(built.findings, "");
    let page = built.text("/2026/03/01/a/");
    for code in ["eg", "iq", "gb", "gr"] {
        assert!(page.contains(&format!("/countries/{code}/")), "{code}");
    }
    check(
        &site("countries: [IQ, irq, DD, Iraq, EU]"),
        expect![[r#"
            content/briefs/a.md:5:17 error[value-repeated]: `irq` is in the list twice; hint: delete one of them
            content/briefs/a.md:5:22 error[unknown-country]: no country has the code `DD`; hint: did you mean `DE` (Germany)?
            content/briefs/a.md:5:26 error[unknown-country]: no country has the code `Iraq`; hint: did you mean `IQ` (Iraq)?
            content/briefs/a.md:5:32 error[unknown-country]: no country has the code `EU`; hint: write the two letters of ISO 3166-1, such as `IQ`"#]],
    );
}

#[test]
fn a_date_that_can_be_read_in_one_way_is_read() {
    check(
        &site(
            "event: 03/02/2026\ncorrections: { \"March 2, 2026 10:00\": Yes., 2/3/2026: No. }\nreview: 2026-3-9\n\
             embargo: 2 Mar 2026, 9:00 am",
        ),
        expect![[r#"
            content/briefs/a.md:5:8 error[time-ambiguous]: `03/02/2026` could be either of two days; hint: write `2026-02-03` or `2026-03-02`
            content/briefs/a.md:6:45 error[time-ambiguous]: `2/3/2026` could be either of two days; hint: write `2026-03-02` or `2026-02-03`"#]],
    );
    let built = build(&site(
        "event: March 2, 2026\ncorrections: { 2026-3-2 10:00 UTC: Yes. }",
    ));
    assert_eq!(built.findings, "");
    assert!(
        built
            .text("/2026/03/01/a/")
            .contains("2026-03-02T10:00:00Z")
            || built
                .text("/2026/03/01/a/")
                .contains("2026-03-02T10:00:00+00:00")
    );
}

#[test]
fn a_footnote_names_the_publisher_or_the_host() {
    let fixture = |hosts: &str| {
        format!(
            "
//- content/publishers/wire.md
---
name: The Wire Agency
hosts: {hosts}
---
//- content/briefs/a.md
---
title: A
date: 2026-03-01
sources:
  - https://wire.example/a
  - https://www.wire.example/b
  - publisher: The Wire Agency
    url: https://copy.example/c
  - https://other.example/d
---
One.[^wire] Two.[^wire-2] Three.[^wire-3] Four.[^other-example]
Old ones: one.[^wire-example] Two.[^wire-example-2] Three.[^the-wire-agency]
"
        )
    };
    let built = build(&fixture("wire.example"));
    assert_eq!(built.findings, "");
    assert!(
        built
            .text("/2026/03/01/a/")
            .contains("id=\"source-wire-3\"")
    );
    check(
        &fixture("none.example"),
        expect![[r#"
        content/briefs/a.md:11:17 error[footnote-unknown]: `wire-2` is neither a source nor a footnote; hint: did you mean `wire`?
        content/briefs/a.md:11:33 error[footnote-unknown]: `wire-3` is neither a source nor a footnote; hint: did you mean `wire`?"#]],
    );
    check(
        &fixture("wire.example, [").replace("One.", "No.[^nothing] One."),
        expect![
            "content/publishers/wire.md:3:22 error[value-invalid]: `[` is not a host (`wire.example`)"
        ],
    );
}

#[test]
fn what_a_publisher_is_known_by_changes_briefs_warm_as_cold() {
    use dateline::cache::Cache;
    use dateline::source::SourceTree;

    let fixture = |host: &str| {
        format!(
            "//- content/publishers/wire.md\n---\nname: Wire\nhosts: {host}\n---\n//- content/briefs/a.md\n---\ntitle: A\n\
             date: 2026-03-01\nsource: https://wire.example/a\n---\nOne.[^wire-example]\n"
        )
    };
    let cache = Cache::in_memory();
    for host in ["wire.example", "other.example", "wire.example"] {
        let tree = SourceTree::from_fixture(&fixture(host));
        let (warm, cold) = (build_tree(&tree, &cache), build_tree(&tree, &Cache::off()));
        assert_eq!(warm.findings, cold.findings, "{host}");
        assert!(
            !cold.outputs.is_empty() && warm.outputs == cold.outputs,
            "{host}"
        );
    }
}
