//! Files that describe things.

use expect_test::expect;

use crate::support::check;

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
        expect![[""]],
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
        expect![[""]],
    );
}
