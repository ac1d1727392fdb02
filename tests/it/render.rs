//! Templates of the site's own: what they can do, what is said when they fail.

use expect_test::expect;

use crate::support::{build, check};

const BRIEF: &str = "//- content/briefs/a.md
---
title: A & B
date: 2026-03-01
source: https://wire.example/a
---
Text {{ page.title }}.
";

#[test]
fn a_template_of_the_site_takes_the_place_of_the_theme_s() {
    let built = build(&format!(
        "{BRIEF}//- templates/brief.html\n<title>{{{{ brief.title }}}} | {{{{ site.title }}}}</title>{{{{ brief.html | safe }}}}\n"
    ));
    assert_eq!(
        built.text("/2026/03/01/a/"),
        "<title>A &amp; B | Briefs</title><p>Text {{ page.title }}.</p>\n\n"
    );
}

#[test]
fn broken_templates_are_all_named_at_their_line() {
    check(
        &format!(
            "{BRIEF}//- templates/brief.html
<p>
{{% if brief.title %}}
</p>
//- templates/home.html
{{{{ page.title | shout }}}}
//- templates/page.html
{{% extends \"bse.html\" %}}
//- templates/own.html
{{{{ (1 + }}}}
"
        ),
        expect![[r#"
            templates/brief.html:2:21 error[template-failed]: unexpected end of input; hint: docs/templates.md lists what a template can use, and how to write one
            templates/home.html:1:17 error[template-failed]: unknown filter `shout`; hint: docs/templates.md lists what a template can use, and how to write one
            templates/own.html:1:9 error[template-failed]: found `}}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`; hint: docs/templates.md lists what a template can use, and how to write one
            templates/page.html:1:13 error[template-missing]: there is no template `bse.html`; hint: did you mean `base.html`?"#]],
    );
}

#[test]
fn a_component_of_the_theme_that_a_file_lacks_is_said_of_that_file() {
    check(
        &format!("{BRIEF}//- templates/components.html\n{{{{ page.title | shout }}}}\n"),
        expect![[r#"
            templates/components.html error[component-lost]: the component `Activity` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `AsideGroups` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `AsideNames` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `AsideSection` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `BackLink` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `BriefAnchor` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `BriefLink` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `BriefLinks` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `BriefNeighbours` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `BriefPart` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `Card` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `EditionLead` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `Empty` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `Entries` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `GroupHead` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `GroupLink` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `GroupName` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `GroupPart` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `Groups` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `Mark` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `Name` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `Names` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `Neighbours` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `Pager` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `Section` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `Source` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `Steps` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `Text` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `Time` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `Timeline` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html error[component-lost]: the component `Title` of the theme's file is missing here; hint: copy it from the theme's file of the same name
            templates/components.html:1:17 error[template-failed]: unknown filter `shout`; hint: docs/templates.md lists what a template can use, and how to write one"#]],
    );
}

#[test]
fn a_template_that_fails_on_many_pages_is_said_once() {
    check(
        &format!(
            "{BRIEF}//- templates/404.html\n{{{{ brief.title }}}}\n//- templates/brief.html\n<p>\n{{{{ brief.titel }}}}</p>\n"
        ),
        expect![[r#"
            templates/404.html:1:4 error[template-failed]: variable `brief` is not defined. Available variables: lists, page, site; hint: it failed on `/404.html`; docs/templates.md lists what a template can use
            templates/brief.html:2:10 error[template-failed]: field `titel` is not defined. Available fields: author, backlinks, clarifications, corrections, countries, date, dek, editor, event, extra, hidden, html, label, method, modified, newer, next, notes, older, organizations, people, picture, previously, related, report, sources, stale_since, status, storyline, summary, title, title_html, topics, updates, versions, withdrawn; hint: it failed on `/2026/03/01/a/`; docs/templates.md lists what a template can use"#]],
    );
}

#[test]
fn grouping_at_random_is_off() {
    check(
        &format!(
            "{BRIEF}//- templates/home.html\n{{% set x = list.briefs | group_by(attribute=\"title\") %}}\n"
        ),
        expect![
            "templates/home.html:1:26 error[template-failed]: `group_by` has no fixed order; lists come grouped and sorted; hint: it failed on `/`; docs/templates.md lists what a template can use"
        ],
    );
}

#[test]
fn a_mistake_in_an_include_names_the_template_that_includes_it() {
    check(
        "
//- templates/404.html
{% extends \"base.html\" %}
{% block main %}
<h1>Gone</h1>
  {% include \"part.html\" %}
{% endblock main %}
//- templates/part.html
{% include \"deep.html\" %}
//- templates/deep.html
<p>{{ page.titel }}</p>
",
        expect![
            "templates/deep.html:1:12 error[template-failed]: field `titel` is not defined. Available fields: canonical, description, direction, feeds, href, json_ld, kind, language, noindex, title, trail, versions; called from: templates/part.html:1:12; called from: templates/404.html:4:14; hint: it failed on `/404.html`; docs/templates.md lists what a template can use"
        ],
    );
}
