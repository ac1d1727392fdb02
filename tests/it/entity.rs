//! Files that describe things.

use dateline::cache::Cache;
use dateline::source::SourceTree;
use expect_test::expect;

use crate::support::{NOW, build, build_with, check, options};

#[test]
fn every_kind_is_checked() {
    check(
        "
//- content/topics/a.md
---
name: A
iptc: 123
colour: red
---
//- content/countries/xx.md
---
regions: western-asia
---
//- content/people/p.md
---
name: P
country: Iraq
wikidata: 6279
roles:
  - Researcher, Pearson Institute, 2020..2022
---
//- content/organizations/o.md
---
kind: armed group
---
//- content/publishers/afp.md
---
name: AFP
home: afp.com
---
//- content/storylines/s.md
---
title: S
status: running
timeline:
  spring 2020: It began.
---
//- content/editions/e.md
---
title: E
date: 2026-03-01
briefs: auto
number: 3
---
//- content/pages/about.md
---
name: About
---
",
        expect![[r#"
            content/countries/xx.md:2:1 error[unknown-country]: no country has the code `XX`; hint: write the two letters of ISO 3166-1, such as `IQ`
            content/editions/e.md:5:1 error[unknown-key]: there is no key `number` here; hint: the keys are aliases, briefs, date, embargo, extra, slug, status, template, title
            content/organizations/o.md:2:1 error[field-missing]: `name` is missing; hint: add `name: Popular Mobilization Forces`
            content/organizations/o.md:2:7 error[value-unknown]: `armed group` is not one of government, party, company, armed-group, agency, ngo; hint: did you mean `armed-group`?; fix: `armed-group`
            content/pages/about.md:2:1 error[field-missing]: `title` is missing; hint: add `title: About us`
            content/pages/about.md:2:1 error[unknown-key]: there is no key `name` here; hint: write `title: …`
            content/people/p.md:3:10 error[unknown-country]: no country has the code `Iraq`; hint: did you mean `IQ` (Iraq)?
            content/people/p.md:4:11 error[value-invalid]: `6279` is not an item of Wikidata (`Q6279`)
            content/publishers/afp.md:3:7 error[value-invalid]: `afp.com` is not a web address (`https://…`); hint: write `https://afp.com`
            content/storylines/s.md:3:9 error[value-unknown]: `running` is not one of ongoing, dormant, ended
            content/storylines/s.md:5:3 error[value-invalid]: `spring 2020` is not a date of EDTF (`2014`, `2020-08`, `2021-10~`)
            content/topics/a.md:3:7 error[value-invalid]: `123` is not a code of the IPTC Media Topics (eight digits)
            content/topics/a.md:4:1 error[unknown-key]: there is no key `colour` here; hint: the keys are aka, aliases, embargo, extra, iptc, name, parent, publish, slug, template"#]],
    );
}

#[test]
fn the_configuration_is_checked() {
    check(
        "
//- site.yaml
titel: Briefs
url: briefs.example
language: english
timezone: Asia/Bagdad
entities: closd
page_size: 0
email: nobody
id_date: today
regions: { Middle East: 145, south: 999 }
names: { BU: short }
nav: [{ title: About }, { title: X, link: country:QQ, extra: 1 }]
feeds: rss
check: { title-length: loud }
",
        expect![[r#"
            site.yaml note[url-missing]: the site has no `url`, so no feeds, sitemaps or canonical links are written; hint: add `url: https://…` to site.yaml, or pass --base-url
            site.yaml:1:1 error[unknown-key]: there is no key `titel` here; hint: did you mean `title`?; fix: `title`
            site.yaml:2:6 error[value-invalid]: `briefs.example` is not a web address (`https://briefs.example/`)
            site.yaml:3:11 error[value-invalid]: `english` is not a language tag of BCP 47 (`en-GB`, `ar`)
            site.yaml:4:11 error[value-invalid]: `Asia/Bagdad` is not a time zone of the IANA database (`Asia/Baghdad`); hint: did you mean `Asia/Baghdad`?
            site.yaml:5:11 error[value-unknown]: `closd` is not one of closed, open; hint: did you mean `closed`?; fix: `closed`
            site.yaml:6:12 error[value-invalid]: `0` is not a whole number from 1 to 1000
            site.yaml:7:8 error[value-invalid]: `nobody` is not an e-mail address
            site.yaml:8:10 error[value-invalid]: `today` is not a date (`2021`, `2021-07-25`)
            site.yaml:9:12 error[slug-invalid]: `Middle East` is not a slug: it contains 'M'; hint: write `middle-east`
            site.yaml:9:37 error[unknown-country]: no country has the code `999`; hint: write the two letters of ISO 3166-1, such as `IQ`
            site.yaml:10:14 error[unknown-country]: no country has the code `BU`; hint: did you mean `MM` (Myanmar (Burma))?
            site.yaml:11:7 error[field-missing]: `link` is missing; hint: add `link: /about/`
            site.yaml:11:43 error[dead-link]: there is no country `QQ`
            site.yaml:11:55 error[unknown-key]: there is no key `extra` here; hint: the keys are link, title
            site.yaml:12:8 error[value-unknown]: `rss` is not one of atom, json
            site.yaml:13:24 error[value-unknown]: `loud` is not one of off, note, warning, error"#]],
    );
}

#[test]
fn a_site_without_an_address_has_one_note() {
    let tree = SourceTree::from_fixture(
        "//- content/briefs/a.md\n---\ntitle: A\ndate: 2026-03-01\nsource: https://wire.example/\n---\nText.\n",
    );
    let built = build_with(&tree, &Cache::off(), &options(NOW));
    expect![[r#"
        site.yaml note[url-missing]: the site has no `url`, so no feeds, sitemaps or canonical links are written; hint: add `url: https://…` to site.yaml, or pass --base-url
    "#]].assert_eq(&built.findings);
    assert!(!built.routes().contains("feed") && !built.routes().contains("sitemap"));
    assert!(
        !built.text("/2026/03/01/a/").contains("canonical") && !built.text("/").contains("ld+json")
    );
}

#[test]
fn a_name_that_two_things_have_is_said() {
    check(
        "
//- content/people/a.md
---
name: Ali Hasan
aka: Abu Ali, Hasan the Elder
spellings: Ali Hassan, Aly Hasan
---
//- content/people/b.md
---
name: Omar Said
aka: ali hasan
spellings: Aly Hasan, Umar Said
---
//- content/organizations/c.md
---
name: Committee
short: CM
aka: Abu Ali
spellings: Omar Said, Comittee, Omár Said
---
",
        expect![[r#"
            content/organizations/c.md:4:6 warning[name-shared]: `Abu Ali` is also a name of the person `a`; also used here: content/people/a.md:3:6; hint: use a name that only one of them has; a brief about both links it to neither
            content/organizations/c.md:5:12 warning[spelling-shared]: `Omar Said` is also a spelling or a name of the person `b`; also used here: content/people/b.md:2:7; hint: delete it from one of them: Dateline does not guess which is meant
            content/people/b.md:3:6 warning[name-shared]: `ali hasan` is also a name of the person `a`; also used here: content/people/a.md:2:7; hint: use a name that only one of them has; a brief about both links it to neither
            content/people/b.md:4:12 warning[spelling-shared]: `Aly Hasan` is also a spelling or a name of the person `a`; also used here: content/people/a.md:4:24; hint: delete it from one of them: Dateline does not guess which is meant"#]],
    );
}

#[test]
fn a_thousand_spellings_are_read() {
    let spellings: Vec<String> = (0..1000).map(|number| format!("Kadhimi{number}")).collect();
    let site = format!(
        "//- content/people/a.md\n---\nname: A Kadhemi\nspellings: {}\n---\n",
        spellings.join(", ")
    );
    check(&site, expect![]);
}

#[test]
fn roles_steps_and_languages_that_cannot_be_are_said() {
    check(
        "
//- site.yaml
language: en_GB
languages: ar, zz, arr-ZZZ
//- content/people/a.md
---
name: Ada Adams
roles:
  - Minister, 2022..2020
  - Judge, 2020..2020-06
  - Mayor, of a town
---
//- content/organizations/a.md
---
name: A
parent: b
topics: watr
---
//- content/organizations/b.md
---
name: B
parent: a
---
//- content/topics/water.md
---
name: Water
---
//- content/storylines/ended.md
---
title: Ended
status: ended
topics: water
next:
  2026: A step
---
//- content/storylines/past.md
---
title: Past
timeline:
  2024-03: It ended
next:
  - 2024-02: It was to end
  - 2024-03~: It may end
---
//- content/storylines/briefs.md
---
title: Briefs
next:
  2021-03-01: It was to end
---
//- content/briefs/flood.md
---
title: Flood
date: 2021-03-02
source: https://wire.example/flood
storyline: briefs
---
",
        expect![[r#"
            content/organizations/a.md:3:9 error[organization-cycle]: the organization is its own ancestor: a → b → a; hint: delete one `parent`
            content/organizations/a.md:4:9 error[unknown-topic]: no topic has the slug `watr`; hint: did you mean `water`? otherwise create `content/topics/watr.md`; fix: `water`
            content/people/a.md:4:5 error[role-period]: the role `Minister` ends before it begins; hint: write the period as `START..END`: `2020..2022`
            content/storylines/briefs.md:4:3 warning[storyline-date]: this is expected on 2021-03-01, but the timeline has reached 2021-03-02; hint: move it to `timeline` if it happened, or write a later date
            content/storylines/ended.md:6:3 warning[storyline-date]: the storyline has ended but still expects this; hint: delete it from `next`, or write `status: ongoing`
            content/storylines/past.md:6:5 warning[storyline-date]: this is expected on 2024-02, but the timeline has reached 2024-03; hint: move it to `timeline` if it happened, or write a later date
            site.yaml:1:11 error[value-invalid]: `en_GB` is not a language tag of BCP 47 (`en-GB`, `ar`); hint: did you mean `en-GB`?
            site.yaml:2:16 error[value-invalid]: `zz` is not a language tag of BCP 47 (`en-GB`, `ar`)
            site.yaml:2:20 error[value-invalid]: `arr-ZZZ` is not a language tag of BCP 47 (`en-GB`, `ar`)"#]],
    );
}

#[test]
fn an_edition_that_lists_a_draft_says_so() {
    check(
        "
//- content/editions/one.md
---
title: One
date: 2021-03-03
briefs: flood, secret
---
//- content/briefs/secret.md
---
title: Secret
date: 2021-03-02
source: https://wire.example/flood
status: draft
---
",
        expect![[r#"
            content/editions/one.md:4:9 error[dead-link]: there is no brief `flood`
            content/editions/one.md:4:16 warning[edition-unpublished]: `secret` is not public, so the edition leaves it out; hint: nothing to do: it joins the edition once it is public"#]],
    );
}

const CHAIN: &str = "
//- content/countries/iq.md
---
aka: Mesopotamia
---
//- content/organizations/parent.md
---
name: Parent
country: IQ
---
//- content/organizations/child.md
---
name: Child
parent: parent
publish: always
---
//- content/people/pm.md
---
name: Ada Adams
country: IR
publish: always
---
//- content/storylines/s.md
---
title: A story
countries: IQ
timeline:
  2014: Long ago
  2021-03-02: The same day
next:
  2021-04~: An election
---
//- content/briefs/a.md
---
title: A
date: 2021-03-02
source: https://wire.example/a
storyline: s
---
//- content/briefs/b.md
---
title: B
date: 2021-03-03
event: 2021-02
source: https://wire.example/b
storyline: s
---
//- content/briefs/c.md
---
title: C
date: 2021-03-04
source: https://wire.example/c
storyline: s
---
";

/// The items and headings in the main part of a page.
fn items_and_headings(page: &str) -> String {
    let main = page.split_once("<main").expect("main").1;
    let main = main.split_once("</main>").expect("main").0;
    let mut lines = String::new();
    for line in main.lines() {
        if ["<li", "<h2", "<h3"]
            .iter()
            .any(|start| line.contains(start))
        {
            lines += line;
            lines.push('\n');
        }
    }
    lines
}

#[test]
fn a_storyline_shows_all_its_steps_in_one_order() {
    let built = build(CHAIN);
    expect![[r#"
        <h2 id="_timeline">Timeline</h2>
        <li class="d-past"><p class="d-when"><time datetime="2014">2014</time></p> <p>Long ago</p></li>
        <li><p class="d-when"><time datetime="2021-02">February 2021</time></p>
        <h3><a href="/2021/03/03/b/">B</a></h3>
        <li class="d-past"><p class="d-when"><time datetime="2021-03-02">March 2, 2021</time></p> <p>The same day</p></li>
        <li><p class="d-when"><time datetime="2021-03-02">March 2, 2021</time></p>
        <h3><a href="/2021/03/02/a/">A</a></h3>
        <li><p class="d-when"><time datetime="2021-03-04">March 4, 2021</time></p>
        <h3><a href="/2021/03/04/c/">C</a></h3>
        <li class="d-expected"><p class="d-when"><time datetime="2021-04">c. April 2021</time></p> <p><em>Expected:</em> An election</p></li>
    "#]]
    .assert_eq(&items_and_headings(built.text("/storylines/s/")));
    let paged = build(&format!(
        "//- site.yaml\npage_size: 1\n{}",
        CHAIN.trim_start()
    ));
    expect![[r#"
        <h2 id="_timeline">Timeline</h2>
        <li><p class="d-when"><time datetime="2021-03-04">March 4, 2021</time></p>
        <h3><a href="/2021/03/04/c/">C</a></h3>
        <li class="d-expected"><p class="d-when"><time datetime="2021-04">c. April 2021</time></p> <p><em>Expected:</em> An election</p></li>
    "#]]
    .assert_eq(&items_and_headings(paged.text("/storylines/s/")));
    expect![[r#"
        <h2 id="_timeline">Timeline</h2>
        <li><p class="d-when"><time datetime="2021-02">February 2021</time></p>
        <h3><a href="/2021/03/03/b/">B</a></h3>
        <h2 id="_timeline">Timeline</h2>
        <li class="d-past"><p class="d-when"><time datetime="2014">2014</time></p> <p>Long ago</p></li>
        <li class="d-past"><p class="d-when"><time datetime="2021-03-02">March 2, 2021</time></p> <p>The same day</p></li>
        <li><p class="d-when"><time datetime="2021-03-02">March 2, 2021</time></p>
        <h3><a href="/2021/03/02/a/">A</a></h3>
    "#]]
    .assert_eq(&(items_and_headings(paged.text("/storylines/s/page/2/")) + &items_and_headings(paged.text("/storylines/s/page/1/"))));
    expect![[r#"
        <h2 id="_storylines">Storylines</h2>
        <li><a href="/storylines/s/">A story</a> <span class="d-count">3 briefs</span></li>
        <h2 id="_organizations">Organizations</h2>
        <li><a href="/organizations/parent/">Parent</a> <span class="d-count">0 briefs</span>
        <li><a href="/organizations/child/">Child</a> <span class="d-count">0 briefs</span></li>
    "#]]
    .assert_eq(&items_and_headings(built.text("/countries/iq/")));
    expect![[r#"
        <h2 id="_people">People</h2>
        <li><a href="/people/pm/">Ada Adams</a> <span class="d-count">0 briefs</span></li>
        <h2 id="_parts">Parts of Parent</h2>
        <li><a href="/organizations/child/">Child</a> <span class="d-count">0 briefs</span></li>
        <h2 id="_letter-1">C</h2>
        <li><a href="/organizations/child/">Child</a> <span class="d-count">0 briefs</span></li>
        <h2 id="_letter-2">P</h2>
        <li><a href="/organizations/parent/">Parent</a> <span class="d-count">0 briefs</span></li>
    "#]]
    .assert_eq(
        &(items_and_headings(built.text("/countries/ir/"))
            + &items_and_headings(built.text("/organizations/parent/"))
            + &items_and_headings(built.text("/organizations/"))),
    );
}

#[test]
fn what_a_folder_gives_is_wrong_where_the_site_says_it() {
    let built = build(
        "
//- site.yaml
icon: gone.svg
defaults:
  briefs/: { countries: QQ, status: hold }
  briefs/iraq: { titel: Iraq, countries: BU }
  briefs/sea/: { people: ann }
//- content/people/ann.md
---
name: Ann Lee
---
//- content/people/bo.md
---
name: Bo Berg
---
//- content/briefs/sea/s.md
---
title: S
date: 2026-03-01
source: https://wire.example/s
countries: NO
status: final
---
Ann Lee met Bo Berg.
//- content/briefs/iraq/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
status: final
---
//- content/briefs/b.md
---
title: B
date: 2026-03-01
source: https://wire.example/b
countries: QQ
---
//- content/publishers/wire.md
---
name: Wire
hosts: https://wire.example/, Wire.example, a b
---
",
    );
    let untagged = built
        .prose
        .lines()
        .find(|line| line.contains("entity-untagged"));
    assert!(
        untagged.is_some_and(|line| !line.contains("fix:")),
        "{untagged:?}"
    );
    expect![[r#"
        content/briefs/b.md:5:12 error[unknown-country]: no country has the code `QQ`; hint: write the two letters of ISO 3166-1, such as `IQ`
        content/publishers/wire.md:3:8 error[value-invalid]: `https://wire.example/` is not a host (`wire.example`)
        content/publishers/wire.md:3:45 error[value-invalid]: `a b` is not a host (`wire.example`)
        site.yaml:1:7 error[image-missing]: there is no picture `gone.svg`; hint: put it beside the brief (`SLUG/index.md`), or in `static/`
        site.yaml:4:18 error[unknown-key]: there is no key `titel` here; hint: did you mean `title`?
        site.yaml:4:42 error[unknown-country]: no country has the code `BU`; hint: did you mean `MM` (Myanmar (Burma))?
    "#]].assert_eq(&built.findings);
}
