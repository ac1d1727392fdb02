//! Files that describe things.

use dateline::pipeline::Memos;
use dateline::source::SourceTree;
use expect_test::expect;

use crate::support::{NOW, build_with, check, options};

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
            content/countries/xx.md:2:1 error[unknown-country]: no country has the code `XX`; hint: use the two capital letters of ISO 3166-1, such as `IQ`
            content/editions/e.md:5:1 error[unknown-key]: there is no key `number` here; hint: the keys are aliases, briefs, date, extra, slug, template, title
            content/organizations/o.md:2:1 error[field-missing]: `name` is missing; hint: add `name: Popular Mobilization Forces`
            content/organizations/o.md:2:7 error[value-unknown]: `armed group` is not one of government, party, company, armed-group, agency, ngo; hint: did you mean `armed-group`?
            content/pages/about.md:2:1 error[field-missing]: `title` is missing; hint: add `title: About us`
            content/pages/about.md:2:1 error[unknown-key]: there is no key `name` here; hint: the keys are aliases, extra, slug, template, title
            content/people/p.md:3:10 error[unknown-country]: no country has the code `Iraq`; hint: did you mean `IQ` (Iraq)?
            content/people/p.md:4:11 error[value-invalid]: `6279` is not an item of Wikidata (`Q6279`)
            content/publishers/afp.md:3:7 error[value-invalid]: `afp.com` is not a web address (`https://…`)
            content/storylines/s.md:3:9 error[value-unknown]: `running` is not one of ongoing, dormant, ended
            content/storylines/s.md:5:3 error[value-invalid]: `spring 2020` is not a date of EDTF (`2014`, `2020-08`, `2021-10~`)
            content/topics/a.md:3:7 error[value-invalid]: `123` is not a code of the IPTC Media Topics (eight digits)
            content/topics/a.md:4:1 error[unknown-key]: there is no key `colour` here; hint: the keys are aka, aliases, extra, iptc, name, parent, slug, template"#]],
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
names: { UK: short }
nav: [{ title: About }, { title: X, link: country:QQ, extra: 1 }]
feeds: rss
check: { title-length: loud }
",
        expect![[r#"
            site.yaml note[url-missing]: the site has no `url`: no feeds, sitemaps or canonical links are written; hint: add `url: https://…` to site.yaml, or give --base-url
            site.yaml:1:1 error[unknown-key]: there is no key `titel` here; hint: did you mean `title`?
            site.yaml:2:6 error[value-invalid]: `briefs.example` is not a web address (`https://briefs.example/`)
            site.yaml:3:11 error[value-invalid]: `english` is not a language tag of BCP 47 (`en-GB`, `ar`)
            site.yaml:4:11 error[value-invalid]: `Asia/Bagdad` is not a time zone of the IANA database (`Asia/Baghdad`); hint: did you mean `Asia/Baghdad`?
            site.yaml:5:11 error[value-unknown]: `closd` is not one of closed, open; hint: did you mean `closed`?
            site.yaml:6:12 error[value-invalid]: `0` is not a whole number from 1 to 1000
            site.yaml:7:8 error[value-invalid]: `nobody` is not an e-mail address
            site.yaml:8:10 error[value-invalid]: `today` is not a date (`2021`, `2021-07-25`)
            site.yaml:9:12 error[slug-invalid]: `Middle East` is not a slug: it holds 'M'; hint: write `middle-east`
            site.yaml:9:37 error[unknown-country]: no country has the code `999`; hint: use the two capital letters of ISO 3166-1, such as `IQ`
            site.yaml:10:14 error[unknown-country]: no country has the code `UK`; hint: did you mean `GB` (United Kingdom)?
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
    let built = build_with(&tree, &Memos::off(), &options(NOW));
    expect![[r#"
        site.yaml note[url-missing]: the site has no `url`: no feeds, sitemaps or canonical links are written; hint: add `url: https://…` to site.yaml, or give --base-url
    "#]].assert_eq(&built.findings);
    assert!(!built.routes().contains("feed") && !built.routes().contains("sitemap"));
    assert!(!built.text("/2026/03/01/a/").contains("canonical") && !built.text("/").contains("ld+json"));
}
