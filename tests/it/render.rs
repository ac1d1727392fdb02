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
            templates/own.html note[template-unused]: nothing uses the template `own.html`; hint: name it in `template:` of a file, or include it in a template
            templates/own.html:1:9 error[template-failed]: found `}}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`; hint: docs/templates.md lists what a template can use, and how to write one
            templates/page.html:1:13 error[template-missing]: there is no template `bse.html`; hint: did you mean `base.html`?"#]],
    );
}

#[test]
fn a_component_of_a_site_takes_the_place_of_the_theme_s() {
    for path in ["components.html", "mine.html"] {
        let built = build(&format!(
            "{BRIEF}//- templates/{path}\n{{% component CardContent(brief, heading) %}}MINE {{{{ <BriefLink brief={{brief}} /> }}}}{{% endcomponent CardContent %}}\n"
        ));
        let home = built.text("/");
        assert!(home.contains("MINE <a href=\"/2026/03/01/a/\">"), "{path}");
        assert!(!home.contains("d-card"), "{path}");
    }
}

#[test]
fn a_component_replaces_the_theme_s_however_it_is_written_and_wherever() {
    let component = "{%-component\n  Pager( list )-%}MINE{%-endcomponent-%}";
    for path in ["storyline.html", "theme/components.html", "parts/nav.html"] {
        let text = match path {
            "storyline.html" => format!("{{% extends \"group.html\" %}}\n{component}"),
            _ => component.to_owned(),
        };
        let built = build(&format!("{BRIEF}//- templates/{path}\n{text}\n"));
        assert!(
            built.text("/").contains("MINE"),
            "{path}: {}",
            built.findings
        );
        // The theme's other components are still there.
        assert!(built.text("/").contains("d-card"), "{path}");
    }
}

#[test]
fn a_component_that_two_templates_define_is_named_at_the_second() {
    let component = "{% component Card(brief, heading=\"h3\") %}x{% endcomponent Card %}\n";
    check(
        &format!("{BRIEF}//- templates/a.html\n{component}//- templates/b.html\n\n{component}"),
        expect![
            "templates/b.html:2:1 error[template-failed]: the component `Card` is defined in `a.html`, too; hint: docs/templates.md lists what a template can use, and how to write one"
        ],
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

#[test]
fn a_template_that_nothing_uses_is_noted() {
    check(
        &format!(
            "{BRIEF}//- templates/parts/futer.html\n<p>x</p>\n//- templates/aside.html\n<p>x</p>\n//- templates/404.html\n{{% include \"aside.html\" %}}\n//- templates/mine.html\n{{% component Mine() %}}x{{% endcomponent Mine %}}\n//- templates/wide.html\n<p>x</p>\n//- content/pages/a.md\n---\ntitle: A\ntemplate: wide.html\n---\n"
        ),
        expect![
            "templates/parts/futer.html note[template-unused]: nothing uses the template `parts/futer.html`; hint: did you mean `parts/footer.html`, which replaces a part of the theme?"
        ],
    );
}
