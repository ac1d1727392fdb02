//! Named lists of `site.yaml`.

use expect_test::expect;

use crate::support::{build, check};

#[test]
fn named_lists_are_seen_by_every_template() {
    let built = build(
        "
//- site.yaml
languages: ar
lists:
  iraq: { countries: IQ, limit: 2 }
  water: { topics: nature, since: 2021-03-02 }
  talks_of_iraq: { countries: \"IQ, IR\", type: analysis }
  open: { status: developing }
//- templates/404.html
{% for list in [lists.iraq, lists.water, lists.talks_of_iraq, lists.open] -%}
{% for brief in list %}{{ brief.title }} {% endfor %}|
{% endfor %}
//- templates/page.html
{{ lists.iraq | length }}
//- content/pages/about.ar.md
---
title: عن
---
//- content/topics/nature.md
---
name: Nature
---
//- content/topics/water.md
---
name: Water
parent: nature
---
//- content/briefs/a.md
---
title: A
date: 2021-03-01
source: https://wire.example/a
countries: IQ
topics: water
---
//- content/briefs/b.md
---
title: B
date: 2021-03-02
source: https://wire.example/b
countries: US, IQ
topics: water
type: analysis
---
//- content/briefs/c.md
---
title: C
date: 2021-03-03
source: https://wire.example/c
countries: IR
topics: nature
type: analysis
---
//- content/briefs/d.md
---
title: D
date: 2021-03-04
source: https://wire.example/d
countries: IQ
status: developing
---
",
    );
    expect![[r#"
        D B |
        C B |
        C B |
        D |
        0
    "#]]
    .assert_eq(&(built.text("/404.html").trim().to_owned() + "\n" + built.text("/ar/about/")));
}

#[test]
fn lists_that_ask_for_what_is_not_there_are_said() {
    check(
        "
//- content/topics/water.md
---
name: Water
---
//- site.yaml
lists:
  a-b: { countries: IQ }
  one: { countries: BU, topic: water, topics: watr, limit: 1000 }
  two: { status: open, type: essay, since: soon, storyline: none }
  three: water
",
        expect![[r#"
            site.yaml:2:3 error[list-name]: `a-b` is not a valid name for a list; hint: use letters, digits and `_`, beginning with a letter: templates write `lists.latest_iraq`
            site.yaml:3:21 error[unknown-country]: no country has the code `BU`; hint: did you mean `MM` (Myanmar (Burma))?
            site.yaml:3:25 error[unknown-key]: there is no key `topic` here; hint: did you mean `topics`?
            site.yaml:3:47 error[unknown-topic]: no topic has the slug `watr`; hint: did you mean `water`? otherwise create `content/topics/watr.md`
            site.yaml:3:60 error[value-invalid]: `1000` is not a whole number from 1 to 100
            site.yaml:4:18 error[value-unknown]: `open` is not one of developing, final
            site.yaml:4:30 error[value-unknown]: `essay` is not one of news, analysis, background, opinion
            site.yaml:4:44 error[value-invalid]: `soon` is not a day (`2021-07-25`)
            site.yaml:4:61 error[unknown-storyline]: no storyline has the slug `none`; hint: create `content/storylines/none.md`
            site.yaml:5:10 error[field-shape]: `three` is text; it must be a mapping"#]],
    );
}

#[test]
fn a_feed_that_would_be_too_long_has_summaries_at_its_end() {
    let long = "A sentence of the report about the dam and the river. ".repeat(400);
    let mut fixture =
        "//- site.yaml\ntitle: B\nurl: https://briefs.example/\nfeed_size: 60\n".to_owned();
    for n in 0..40 {
        fixture.push_str(&format!(
            "//- content/briefs/b{n}.md\n---\ntitle: T{n}\ndate: 2026-03-01\nsummary: In short {n} & so on.\nsource: https://wire.example/{n}\n---\n{long}\n"
        ));
    }
    let built = build(&fixture);
    for feed in ["/feed.xml", "/feed.json"] {
        let feed = built.text(feed);
        assert!(feed.len() < 600 * 1024, "{}", feed.len());
        assert_eq!(
            feed.matches("A sentence of the report about the dam and the river. A")
                .count()
                / 200,
            23
        );
        assert!(
            feed.contains("In short 39 &amp;amp; so on.")
                || feed.contains("<p>In short 39 &amp; so on.</p>")
        );
    }
    serde_json::from_str::<serde_json::Value>(built.text("/feed.json")).expect("JSON");
}
