//! Codes of the words of the theme in `templates/i18n/`. `i18n` reports them; whole languages that lack words are in `site`.

use super::did_you_mean;
use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Words;

    /// A template uses a string that no file in `templates/i18n/` has.
    WORD_UNKNOWN = Error "word-unknown" {
        in File("templates/404.html"),
        wrong: r#"
            {% extends "base.html" %}
            {% block main %}{{ t(key="topcs") }}{% endblock main %}
        "#,
        right: r#"
            {% extends "base.html" %}
            {% block main %}{{ t(key="topics") }}{% endblock main %}
        "#,
    }

    /// A template uses a string with a value in braces, but does not give the value.
    WORD_PART_MISSING = Error "word-part-missing" {
        in File("templates/404.html"),
        wrong: r#"
            {% extends "base.html" %}
            {% block main %}{{ t(key="n_briefs") }}{% endblock main %}
        "#,
        right: r#"
            {% extends "base.html" %}
            {% block main %}{{ t(key="n_briefs", n=2) }}{% endblock main %}
        "#,
    }

    /// A string of the site has a value in braces that the theme does not fill in.
    WORD_PART_UNKNOWN = Error "word-part-unknown" {
        in File("templates/i18n/en.yaml"),
        wrong: r#"feed_link: "Feed {titel}""#,
        right: r#"feed_link: "Feed {title}""#,
    }

    /// A brace in a string does not enclose the name of a value.
    WORD_BRACE = Error "word-brace" {
        in File("templates/i18n/en.yaml"),
        wrong: r#"page_title: "{page}} – {site}""#,
        right: r#"page_title: "{page} – {site}""#,
    }

    /// A string has a plural form that the language does not have, so that it is never shown. Unicode's CLDR lists the
    /// forms of each language.
    WORD_PLURAL = Error "word-plural" {
        in File("templates/i18n/en.yaml"),
        wrong: r#"n_briefs: { one: one brief, few: few briefs, other: "{n} briefs" }"#,
        right: r#"n_briefs: { one: one brief, other: "{n} briefs" }"#,
    }

    /// A string lacks a plural form that the language needs, so that some numbers have no words. Unicode's CLDR lists
    /// the forms of each language.
    WORD_PLURAL_MISSING = Error "word-plural-missing" {
        in File("templates/i18n/en.yaml"),
        wrong: r#"reported_by: { one: "From {names}" }"#,
        right: r#"reported_by: { one: "From {names}", other: "From {names}" }"#,
    }
}

pub(crate) fn word_unknown(place: Place, key: &str, nearest: Option<&str>) -> Diagnostic {
    WORD_UNKNOWN
        .at(place, format!("there is no string `{key}`"))
        .hint(
            did_you_mean(nearest)
                .unwrap_or_else(|| format!("add `{key}: …` to the strings of the site's language")),
        )
}

pub(crate) fn word_part_missing(
    place: Place,
    key: &str,
    part: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    WORD_PART_MISSING
        .at(
            place,
            format!("the string `{key}` needs a value for `{part}`"),
        )
        .hint(match nearest {
            Some(nearest) => format!("`{nearest}` is given: did you mean `{part}`?"),
            None => format!("write `t(key=\"{key}\", {part}=…)`"),
        })
}

pub(crate) fn word_part_unknown(
    place: Place,
    key: &str,
    part: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    WORD_PART_UNKNOWN
        .at(
            place,
            format!("the string `{key}` gets no value for `{{{part}}}`"),
        )
        .hint_if(did_you_mean(nearest))
}

pub(crate) fn word_brace(place: Place, from: &str) -> Diagnostic {
    let shown: String = from.chars().take(20).collect();
    WORD_BRACE
        .at(place, format!("unmatched brace at `{shown}`"))
        .hint("write the name of a value in lower-case letters between two braces: `{title}`")
}

pub(crate) fn word_plural(
    place: Place,
    name: &str,
    known: &[&str],
    nearest: Option<&str>,
) -> Diagnostic {
    WORD_PLURAL
        .at(place, format!("the language has no plural form `{name}`"))
        .hint(
            did_you_mean(nearest).unwrap_or_else(|| format!("its forms are {}", known.join(", "))),
        )
}

pub(crate) fn word_plural_missing(place: Place, key: &str, missing: &[&str]) -> Diagnostic {
    let forms = missing.join("`, `");
    WORD_PLURAL_MISSING
        .at(place, format!("`{key}` lacks the plural form `{forms}`"))
        .hint(format!(
            "add `{}: …` below it",
            missing.first().unwrap_or(&"other")
        ))
}
