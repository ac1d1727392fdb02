//! Rules: links, pictures, templates.

use expect_test::expect;

use crate::support::check;

#[test]
fn every_link_leads_somewhere() {
    check(
        "
//- site.yaml
nav: [{ title: A, link: \"topic:watre\" }, { title: B, link: /topics/ }]
//- content/topics/water.md
---
name: Water
---
See [[gone]].
//- content/people/water.md
---
name: Walter Water
---
//- content/pages/about.md
---
title: About
---
## How we work

[up](../briefs/a.md) [down](team/us.md) [out](../../../etc/passwd)
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
countries: NO
---
[one](brief:dam-failur) [two](topic:watr) [three](country:no) [four](country:XQ) [five](country:SE)
[[water]] [[topic:water]] [six](/about/#how-we-wrok) [seven](/about) [eight](/abuot/) [nine](#gone) [ten](#sources)
[eleven](b.md) [twelve](brief:a#top) [thirteen](/feed.xml)
",
        expect![[r#"
            content/briefs/a.md:7:7 error[dead-link]: there is no brief `dam-failur`
            content/briefs/a.md:7:31 error[dead-link]: there is no topic `watr`; hint: did you mean `topic:water`?
            content/briefs/a.md:7:70 error[dead-link]: there is no country `XQ`
            content/briefs/a.md:7:89 warning[link-unpublished]: `Sweden` has no public page, so the link is plain text; hint: it becomes a link once the page is public; a country without a file needs a brief tagged with it
            content/briefs/a.md:8:1 error[link-ambiguous]: the link could mean several things; hint: write one of `[[topic:water]]`, `[[person:water]]`
            content/briefs/a.md:8:33 error[dead-anchor]: the page `/about/` has no anchor `#how-we-wrok`; hint: did you mean `how-we-work`?
            content/briefs/a.md:8:78 error[dead-link]: there is no page `/abuot/`; hint: did you mean `/about/`?
            content/briefs/a.md:8:94 error[dead-anchor]: the page `/2026/03/01/a/` has no anchor `#gone`
            content/briefs/a.md:9:10 error[dead-link]: there is no file `b.md`; hint: did you mean `a.md`?
            content/pages/about.md:6:29 error[dead-link]: there is no file `team/us.md`
            content/pages/about.md:6:47 error[dead-link]: there is no file `../../../etc/passwd`
            content/topics/water.md:4:5 error[dead-link]: there is no brief, topic, country, person, organization, storyline, publisher or edition `gone`
            site.yaml:1:25 error[dead-link]: there is no topic `watre`; hint: did you mean `topic:water`?"#]],
    );
}

#[test]
fn a_slug_on_two_days_is_said_with_its_day() {
    check(
        "
//- content/briefs/one/flood.md
---
title: One
date: 2026-03-01
source: https://wire.example/a
---
[x](brief:flood) [[flood]] [y](brief:2026-03-02/flood) [z](brief:2026-03-03/flood)
//- content/briefs/two/flood.md
---
title: Two
date: 2026-03-02
source: https://wire.example/a
---
Text.
",
        expect![[r#"
            content/briefs/one/flood.md:6:5 error[link-ambiguous]: the link could mean several things; hint: write one of `brief:2026-03-02/flood`, `brief:2026-03-01/flood`
            content/briefs/one/flood.md:6:18 error[link-ambiguous]: the link could mean several things; hint: write one of `brief:2026-03-02/flood`, `brief:2026-03-01/flood`
            content/briefs/one/flood.md:6:60 error[dead-link]: there is no brief `2026-03-03/flood`; hint: did you mean `brief:flood`?"#]],
    );
}

#[test]
fn every_picture_exists() {
    check(
        "
//- static/img/map.png
PNG
//- content/briefs/a/index.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
image: dma.png
alt: A dam
---
![a](dam.png) ![b](/img/map.png) ![c](/img/mpa.png) ![e](../b.png)
//- content/briefs/a/dam.png
PNG
",
        expect![[r#"
            content/briefs/a/index.md:5:8 error[image-missing]: there is no picture `dma.png`; hint: did you mean `dam.png`?
            content/briefs/a/index.md:8:39 error[image-missing]: there is no picture `/img/mpa.png`; hint: did you mean `map.png`?
            content/briefs/a/index.md:8:58 error[image-missing]: there is no picture `../b.png`; hint: put it beside the brief (`SLUG/index.md`), or in `static/`"#]],
    );
}

#[test]
fn every_template_exists() {
    check(
        "
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
template: breif.html
---
Text.
//- content/topics/water.md
---
name: Water
template: wide/own.html
---
",
        expect![[r#"
            content/briefs/a.md:5:11 error[template-missing]: there is no template `breif.html`; hint: did you mean `brief.html`?
            content/topics/water.md:3:11 error[template-missing]: there is no template `wide/own.html`; hint: create `templates/wide/own.html`"#]],
    );
}

#[test]
fn a_page_keeps_its_own_places() {
    check(
        "
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
---
## Corrections

## Ours {#corrections}

## Theirs {#source-wire-example}

[x](#corrections-2)
//- content/pages/about.md
---
title: About
---
## Corrections {#corrections}

[x](#corrections)
//- content/topics/t.md
---
name: T
---
## Briefs

## Own {#_main}
",
        expect![[r#"
            content/briefs/a.md:8:1 error[anchor-taken]: the page itself already has the anchor `#corrections`; hint: write another id, or none
            content/briefs/a.md:10:1 error[anchor-taken]: the page itself already has the anchor `#source-wire-example`; hint: write another id, or none
            content/topics/t.md:6:1 error[anchor-taken]: ids that begin with `_`, such as `_main`, are reserved for the theme; hint: write another id, or none"#]],
    );
}

#[test]
fn a_brief_with_another_mistake_is_looked_at_whole() {
    check(
        "
//- content/briefs/a/index.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
template: breif.html
image: gone.jpg
alt: A road
credit: Desk
titel: A
---
![A road](road.jpg) ![A dam](dam.jpg)
//- content/briefs/a/road.jpg
x
",
        expect![[r#"
            content/briefs/a/index.md:5:11 error[template-missing]: there is no template `breif.html`; hint: did you mean `brief.html`?
            content/briefs/a/index.md:6:8 error[image-missing]: there is no picture `gone.jpg`; hint: put it beside the brief (`SLUG/index.md`), or in `static/`
            content/briefs/a/index.md:9:1 error[unknown-key]: there is no key `titel` here; hint: did you mean `title`?
            content/briefs/a/index.md:11:30 error[image-missing]: there is no picture `dam.jpg`; hint: put it beside the brief (`SLUG/index.md`), or in `static/`"#]],
    );
}

#[test]
fn pictures_of_pages_and_entities_are_checked_as_those_of_briefs() {
    check(
        "
//- content/pages/about.md
---
title: About
---
![the desk](/desk.jpg)
//- content/people/ann.md
---
name: Ann Lee
publish: always
---
![Ann](ann.jpg)
",
        expect![[r#"
            content/pages/about.md:4:13 error[image-missing]: there is no picture `/desk.jpg`; hint: put it beside the brief (`SLUG/index.md`), or in `static/`
            content/people/ann.md:5:8 error[image-missing]: there is no picture `ann.jpg`; hint: put it beside the brief (`SLUG/index.md`), or in `static/`"#]],
    );
}
