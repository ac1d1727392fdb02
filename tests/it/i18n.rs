//! The words of the interface: each language is whole, sites say some otherwise, mistakes are told.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dateline::i18n::{self, Catalogs, MessageKey};
use dateline::locale::Locale;
use dateline::source::SourceTree;
use dateline::theme;
use expect_test::expect;

use crate::support::{build, check};

/// The languages of the theme.
const LANGUAGES: [&str; 5] = ["en", "ar", "de", "es", "fr"];

const BRIEF: &str = "
//- content/briefs/flood.md
---
title: Flood closes the valley road
date: 2026-03-01
source: https://wire.example/flood
---
The road is closed.
";

fn read(fixture: &str, languages: &[&str]) -> Catalogs {
    let tree = theme::complete(&SourceTree::from_fixture(fixture));
    let read = i18n::read(&tree, languages);
    assert!(
        !dateline::diag::has_errors(&read.diagnostics),
        "{:?}",
        read.diagnostics
    );
    read.value
}

#[test]
fn every_language_of_the_theme_is_whole() {
    let catalogs = read("", &LANGUAGES);
    let english = catalogs.main();
    for catalog in catalogs.catalogs() {
        let tag = catalog.language();
        for (key, message) in english.messages() {
            let own = catalog.find(key).expect("it falls back to English");
            assert_eq!(own.parts(), message.parts(), "{tag}: {key}");
            assert_eq!(own.counts(), message.counts(), "{tag}: {key}");
            let forms: BTreeSet<_> = own.categories().collect();
            let needed = Locale::of(tag).plurals().into_iter().collect();
            assert!(
                !own.counts() || forms == needed,
                "{tag}: {key}: {forms:?}, not {needed:?}"
            );
        }
        let keys = |tag: &str| -> Vec<String> {
            let path =
                Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("templates/i18n/{tag}.yaml"));
            let text = fs::read_to_string(path).expect("a file for each language");
            let keys = text
                .lines()
                .filter(|line| !line.starts_with([' ', '#']) && !line.is_empty());
            keys.map(|line| line.split(':').next().unwrap_or_default().to_owned())
                .collect()
        };
        assert_eq!(
            keys(tag),
            keys("en"),
            "{tag} has the keys of English in its order"
        );
    }
}

#[test]
fn the_words_of_the_theme_have_no_mistake() {
    for tag in LANGUAGES {
        let path = format!("templates/i18n/{tag}.yaml");
        let (_, bytes) = theme::FILES
            .iter()
            .find(|(known, _)| *known == path)
            .expect("listed");
        // Another comment makes them a site's own, whose mistakes are told.
        let text = String::from_utf8_lossy(bytes);
        let built = build(&format!("//- {path}\n# Own\n{text}{BRIEF}"));
        assert_eq!(built.findings, "", "{tag}");
    }
}

#[test]
fn the_theme_has_all_that_the_program_asks_for() {
    let english = read("", &["en"]);
    let missing: Vec<&str> = MessageKey::ALL
        .iter()
        .map(|word| word.key())
        .filter(|key| english.main().find(key).is_none())
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn languages_fall_back_by_their_tags() {
    let catalogs = read(
        "//- templates/i18n/fr-CA.yaml\ntopics: Sujets\n",
        &["fr-CA", "fr", "nb", "en-GB"],
    );
    let say = |tag: &str, word| catalogs.of(tag).format(word, &[]);
    assert_eq!(say("fr-CA", MessageKey::Topics), "Sujets");
    assert_eq!(say("fr-CA", MessageKey::Countries), "Pays");
    assert_eq!(say("fr", MessageKey::Topics), "Thèmes");
    assert_eq!(say("en-GB", MessageKey::Topics), "Topics");
    // What no file of the language says is said in the main language.
    assert_eq!(say("nb", MessageKey::Topics), "Sujets");
}

#[test]
fn a_site_says_one_thing_otherwise_and_the_rest_stays() {
    let built = build(&format!(
        "//- templates/i18n/en.yaml\ncorrections: Errata\n{BRIEF}"
    ));
    assert_eq!(built.findings, "");
    assert!(built.text("/corrections/").contains("<h1>Errata</h1>"));
    assert!(built.text("/corrections/").contains("Skip to content"));
}

#[test]
fn words_are_those_of_the_language_of_the_page() {
    let built = build(&format!(
        "//- site.yaml\nlanguages: ar\n{BRIEF}//- content/briefs/flood.ar.md
---
title: فيضان يغلق طريق الوادي
date: 2026-03-01
source: https://wire.example/flood
---
الطريق مغلق.
"
    ));
    assert_eq!(built.findings, "");
    assert!(
        built
            .text("/2026/03/01/flood/")
            .contains(">Skip to content<")
    );
    assert!(
        built
            .text("/ar/2026/03/01/flood/")
            .contains(">انتقل إلى المحتوى<")
    );
    assert!(built.text("/ar/").contains("href=\"/ar/corrections/\""));
}

#[test]
fn forms_follow_the_number_and_numbers_the_language() {
    let site = |n: usize| {
        let briefs = (0..n).map(|idx| {
            format!("//- content/briefs/b{idx}.md\n---\ntitle: B {idx}\ndate: 2026-03-01\nsource: https://w.example/{idx}\n---\nText.\n")
        });
        let template = "//- templates/home.html\n{% extends \"base.html\" %}{% block main %}<b>{{ t(key=\"n_briefs\", n=list.total * 1000) }}|{{ t(key=\"n_briefs\", n=list.total) }}</b>{% endblock main %}\n";
        let built = build(&format!(
            "//- site.yaml\nlanguage: ar\n{template}{}",
            briefs.collect::<String>()
        ));
        let home = built.text("/").to_owned();
        home.split("<b>")
            .nth(1)
            .and_then(|rest| rest.split("</b>").next())
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(site(1), "1,000 موجز|موجز واحد");
    assert_eq!(site(2), "2,000 موجز|موجزان");
    assert_eq!(site(3), "3,000 موجز|3 موجزات");
    assert_eq!(site(11), "11,000 موجز|11 موجزًا");
}

#[test]
fn parts_are_escaped_and_html_from_components_is_kept() {
    let template = "//- templates/404.html
{% extends \"base.html\" %}{% block main %}
<i title=\"{{ t(key=\"feed_link\", title='\"<b>') }}\">{{ t(key=\"feed_link\", title=\"<b>\") }}</i>
<u>{{ t(key=\"part_of\", name=<Name link={site.nav[0]} />) }}</u>
{% endblock main %}
//- templates/i18n/en.yaml
part_of: <em>Part</em> of {name}
//- site.yaml
nav: [{ title: A & B, link: /about/ }]
//- content/pages/about.md
---
title: About
---
Us.
";
    let built = build(&format!("{template}{BRIEF}"));
    assert_eq!(built.findings, "");
    let page = built.text("/404.html");
    assert!(
        page.contains("<i title=\"Feed: &quot;&lt;b&gt;\">Feed: &lt;b&gt;</i>"),
        "{page}"
    );
    assert!(
        page.contains("<u>&lt;em&gt;Part&lt;/em&gt; of <a href=\"/about/\">A &amp; B</a></u>"),
        "{page}"
    );
}

#[test]
fn what_templates_ask_for_exists_and_gets_its_parts() {
    check(
        &format!(
            "//- templates/404.html
{{% extends \"base.html\" %}}{{% block main %}}
{{{{ t(key=\"topcs\") }}}}
{{{{ t(key=\"kin_\" ~ page.kind) }}}}
{{{{ t(key=\"n_briefs\") }}}}
{{{{ t(key=\"feed_link\", titel=\"x\") }}}}
{{% endblock main %}}
{BRIEF}"
        ),
        expect![[r#"
            templates/404.html:2:4 error[word-unknown]: there is no string `topcs`; hint: did you mean `topics`?
            templates/404.html:3:4 error[word-unknown]: there is no string `kin_`; hint: did you mean `kind_topic`?
            templates/404.html:4:4 error[word-part-missing]: the string `n_briefs` needs a value for `n`; hint: write `t(key="n_briefs", n=…)`
            templates/404.html:5:4 error[word-part-missing]: the string `feed_link` needs a value for `title`; hint: `titel` is given: did you mean `title`?"#]],
    );
}

#[test]
fn mistakes_in_words_are_told_where_they_are() {
    check(
        &format!(
            "//- templates/i18n/en.yaml
topcs: Subjects
n_briefs:
  one: one brief
  few: few briefs
  other: \"{{n}} briefs\"
reported_by:
  one: \"From {{names}}\"
feed_link: \"Feed {{titel}}\"
page_title: \"{{page}}}} – {{site}}\"
moved: [a, b]
//- templates/i18n/eng.yml
topics: Topics
{BRIEF}"
        ),
        expect![[r#"
            templates/i18n/en.yaml:1:1 warning[word-unused]: no template uses the string `topcs`; hint: did you mean `topics`?
            templates/i18n/en.yaml:4:3 error[word-plural]: the language has no plural form `few`; hint: its forms are one, other
            templates/i18n/en.yaml:6:1 error[word-plural-missing]: `reported_by` lacks the plural form `other`; hint: add `other: …` below it
            templates/i18n/en.yaml:8:12 error[word-part-unknown]: the string `feed_link` gets no value for `{titel}`; hint: did you mean `title`?
            templates/i18n/en.yaml:9:13 error[word-brace]: unmatched brace at `} – {site}`; hint: write the name of a value in lower-case letters between two braces: `{title}`
            templates/i18n/en.yaml:10:8 error[field-shape]: `moved` is a list; it must be text, or text for each plural form
            templates/i18n/eng.yml warning[file-unknown]: nothing is built from this file; hint: name the file by the language of its strings: `en.yaml`"#]],
    );
}

#[test]
fn unreadable_words_are_told_and_the_themes_stand() {
    check(
        &format!("//- templates/i18n/en.yaml\ntopics: \"Subjects\n{BRIEF}"),
        expect![[
            r#"templates/i18n/en.yaml:1:9 error[yaml-unclosed-quote]: the closing `"` is missing; hint: add `"` at the end of the text"#
        ]],
    );
}

#[test]
fn a_language_without_words_is_told_of() {
    check(
        &format!(
            "//- site.yaml\nlanguage: it\nlanguages: sv\n//- templates/i18n/sv.yaml\ntopics: Ämnen\n{BRIEF}"
        ),
        expect![[r#"
            site.yaml:1:11 note[words-missing]: the theme has no strings in `it` for `access_gone`, `access_paywall`, `access_registration`, `all_n_briefs`, `all_of` and 148 more; hint: add them to `templates/i18n/it.yaml`
            templates/i18n/sv.yaml note[words-missing]: the theme has no strings in `sv` for `access_gone`, `access_paywall`, `access_registration`, `all_n_briefs`, `all_of` and 147 more; hint: add them to `templates/i18n/sv.yaml`"#]],
    );
}
