//! Codes of the words of the theme in `templates/i18n/`. `i18n` reports them; whole languages that lack words are in `site`.

use super::did_you_mean;
use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Words;

    /// A template asks for words that no file of `templates/i18n/` has.
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

    /// A template asks for words that have a part in braces, and does not say what is put there.
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

    /// A part in braces, in words of the site, that the theme does not fill in.
    WORD_PART_UNKNOWN = Error "word-part-unknown" {
        in File("templates/i18n/en.yaml"),
        wrong: r#"feed_link: "Feed {titel}""#,
        right: r#"feed_link: "Feed {title}""#,
    }

    /// A brace in words that is not around the name of a part.
    WORD_BRACE = Error "word-brace" {
        in File("templates/i18n/en.yaml"),
        wrong: r#"page_title: "{page}} – {site}""#,
        right: r#"page_title: "{page} – {site}""#,
    }

    /// A plural form that the language does not have, so that its words are never shown. Unicode's CLDR says which it
    /// has.
    WORD_PLURAL = Error "word-plural" {
        in File("templates/i18n/en.yaml"),
        wrong: r#"n_briefs: { one: one brief, few: few briefs, other: "{n} briefs" }"#,
        right: r#"n_briefs: { one: one brief, other: "{n} briefs" }"#,
    }

    /// A plural form that the language needs, so that for some numbers there are no words. Unicode's CLDR says which it
    /// needs.
    WORD_PLURAL_MISSING = Error "word-plural-missing" {
        in File("templates/i18n/en.yaml"),
        wrong: r#"reported_by: { one: "From {names}" }"#,
        right: r#"reported_by: { one: "From {names}", other: "From {names}" }"#,
    }
}

pub(crate) fn word_unknown(place: Place, key: &str, nearest: Option<&str>) -> Diagnostic {
    WORD_UNKNOWN
        .at(place, format!("there are no words `{key}`"))
        .hint(
            did_you_mean(nearest)
                .unwrap_or_else(|| format!("add `{key}: …` to the words of the site's language")),
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
            format!("the words `{key}` have a part `{part}`, which is not given"),
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
            format!("nothing is put into `{key}` as `{{{part}}}`"),
        )
        .hint_if(did_you_mean(nearest))
}

pub(crate) fn word_brace(place: Place, from: &str) -> Diagnostic {
    let shown: String = from.chars().take(20).collect();
    WORD_BRACE
        .at(place, format!("a brace stands alone: `{shown}`"))
        .hint("write the name of a part in small letters between two braces: `{title}`")
}

pub(crate) fn word_plural(
    place: Place,
    name: &str,
    known: &[&str],
    nearest: Option<&str>,
) -> Diagnostic {
    WORD_PLURAL
        .at(place, format!("the language has no plural form `{name}`"))
        .hint(did_you_mean(nearest).unwrap_or_else(|| format!("it has {}", known.join(", "))))
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
