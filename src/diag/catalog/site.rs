//! Codes of the site as a whole: addresses, lists, storylines, editions, translations, weight.

use super::did_you_mean;
use crate::diag::{Category, Diagnostic, Place, codes};
use crate::source::SourcePath;

codes! {
    Category::Site;

    /// A file in another language translates a file that does not exist. Its original may have another name, or be
    /// missing.
    TRANSLATION_ALONE = Warning "translation-alone" {
        in Files,
        with "site.yaml": "languages: ar",
        wrong: "content/topics/tigris.ar.md",
        right: "
            content/topics/tigris.md
            content/topics/tigris.ar.md
        ",
    }

    /// A storyline expects something for a date that its own timeline has passed, or expects something although it has
    /// ended.
    STORYLINE_DATE = Warning "storyline-date" {
        in File("content/storylines/talks.md"),
        wrong: "
            title: The water talks
            timeline: { 2024-03-05: The talks fail. }
            next: { 2024-02-01: The talks begin. }
        ",
        right: "
            title: The water talks
            timeline:
              2024-02-01: The talks begin.
              2024-03-05: The talks fail.
        ",
    }

    /// A list in `site.yaml` has a name that templates cannot write, such as one with a hyphen or a space.
    LIST_NAME = Error "list-name" {
        in File("site.yaml"),
        wrong: "lists: { latest-iraq: { countries: IQ } }",
        right: "lists: { latest_iraq: { countries: IQ } }",
    }

    /// An edition names a brief that is not public. The edition is shown without the brief until it is.
    EDITION_UNPUBLISHED = Warning "edition-unpublished" {
        in File("content/editions/week.md"),
        with "content/briefs/secret.md": "status: draft",
        with "content/briefs/dam-opens.md": "title: The dam opens",
        wrong: "
            title: The week
            date: 2026-03-02
            briefs: dam-opens, secret
        ",
        right: "
            title: The week
            date: 2026-03-02
            briefs: dam-opens
        ",
    }

    /// Two things have the same address, or on some file systems two addresses that differ only in case or Unicode
    /// form. One of them would overwrite the other.
    ROUTE_COLLISION = Error "route-collision" {
        in FrontMatter,
        with "content/pages/about.md": "title: About",
        wrong: "aliases: /about/",
        right: "aliases: /old/river/",
    }

    /// A version in another language would be public before its original: on an earlier date, or while the original is
    /// a draft, on hold or withdrawn. The original decides.
    TRANSLATION_AHEAD = Warning "translation-ahead" {
        in File("content/briefs/river.ar.md"),
        with "site.yaml": "languages: ar",
        with "content/briefs/river.md": "
            title: The river falls
            date: 2026-03-01
        ",
        wrong: "
            title: Al-nahr
            date: 2026-02-01
        ",
        right: "title: Al-nahr",
    }

    /// A version in another language does not mention a correction of its original.
    TRANSLATION_BEHIND = Warning "translation-behind" {
        in File("content/briefs/river.ar.md"),
        with "site.yaml": "languages: ar",
        with "content/briefs/river.md": "
            title: The river falls
            corrections: { 2026-03-05: It fell by two metres. }
        ",
        wrong: "title: Al-nahr",
        right: "
            title: Al-nahr
            corrections: { 2026-03-05: Mitran. }
        ",
    }

    /// No template uses a string of the site. Most often its name is misspelt, so that the theme's own string is shown.
    WORD_UNUSED = Warning "word-unused" {
        in File("templates/i18n/en.yaml"),
        wrong: "topcs: Subjects",
        right: "topics: Subjects",
    }

    /// A language of the site lacks strings of the theme. Those of the main language, or English ones, are shown
    /// instead.
    WORDS_MISSING = Note "words-missing" {
        in File("site.yaml"),
        wrong: "
            url: https://briefs.example/
            language: nl
        ",
        right: "
            url: https://briefs.example/
            language: de
        ",
    }

    /// A page is heavier than readers on a slow connection should have to wait for. With its stylesheet, compressed, a
    /// brief may have 14 KB, the home page 25, a list 30, the list of countries with its map 45.
    PAGE_WEIGHT = Warning "page-weight" {
        in Text,
        wrong: "It fell. [… 9000 words]",
        right: "It fell by a metre.",
    }
}

pub(crate) fn translation_alone(place: Place, path: &SourcePath) -> Diagnostic {
    let name = path.file_name();
    let stem = path
        .markdown_stem()
        .and_then(|stem| stem.rsplit('/').next());
    let original = stem
        .and_then(|stem| stem.rsplit_once('.'))
        .map_or(name, |(original, _)| original);
    TRANSLATION_ALONE.at(place, "this is a translation of a file that does not exist").hint(format!(
        "create `{original}.md` beside it; if this is the original, rename it to that and add its `language`"
    ))
}

pub(crate) fn storyline_date(place: Place, date: &str, last: &str) -> Diagnostic {
    STORYLINE_DATE
        .at(
            place,
            format!("this is expected on {date}, but the timeline has reached {last}"),
        )
        .hint("move it to `timeline` if it happened, or write a later date")
}

pub(crate) fn storyline_ended(place: Place) -> Diagnostic {
    STORYLINE_DATE
        .at(place, "the storyline has ended but still expects this")
        .hint("delete it from `next`, or write `status: ongoing`")
}

pub(crate) fn list_name(place: Place, name: &str) -> Diagnostic {
    LIST_NAME
        .at(place, format!("`{name}` is not a valid name for a list"))
        .hint("use letters, digits and `_`, beginning with a letter: templates write `lists.latest_iraq`")
}

pub(crate) fn edition_unpublished(place: Place, slug: &str) -> Diagnostic {
    EDITION_UNPUBLISHED
        .at(
            place,
            format!("`{slug}` is not public, so the edition leaves it out"),
        )
        .hint("nothing to do: it joins the edition once it is public")
}

pub(crate) fn route_collision(
    place: Place,
    route: &str,
    other: Option<Place>,
    other_route: &str,
) -> Diagnostic {
    let file = |route: &str| {
        if route.ends_with('/') {
            format!("{route}index.html")
        } else {
            route.to_owned()
        }
    };
    let message = if route == other_route {
        format!("the address `{route}` is used twice")
    } else if file(route) == file(other_route) {
        format!("the addresses `{route}` and `{other_route}` are the same file")
    } else {
        format!("the addresses `{route}` and `{other_route}` are the same on some machines")
    };
    let diagnostic = ROUTE_COLLISION
        .at(place, message)
        .hint("rename one of them");
    match other {
        Some(other) => diagnostic.related(other, "also used here"),
        None => diagnostic.hint("rename it: Dateline needs the address itself"),
    }
}

pub(crate) fn translation_ahead(place: Place, key: &str, original: &SourcePath) -> Diagnostic {
    let message =
        format!("`{key}` would publish this version before `{original}` does, so it is ignored");
    TRANSLATION_AHEAD.at(place, message).hint(format!(
        "delete `{key}`: a version inherits it from its original, and can only be stricter"
    ))
}

pub(crate) fn translation_behind(place: Place, original: Place, day: &str) -> Diagnostic {
    let message = format!("the original was corrected on {day}, but this version does not say so");
    TRANSLATION_BEHIND.at(place, message)
        .related(original, "corrected here")
        .hint("correct the text if needed, and add the correction in this language under `corrections`")
}

pub(crate) fn word_unused(place: Place, key: &str, nearest: Option<&str>) -> Diagnostic {
    WORD_UNUSED
        .at(place, format!("no template uses the string `{key}`"))
        .hint(did_you_mean(nearest).unwrap_or_else(|| "delete it".to_owned()))
}

pub(crate) fn words_missing(
    place: Place,
    language: &str,
    missing: &[String],
    file: &str,
) -> Diagnostic {
    const MAX_NAMED: usize = 5;
    let named = missing
        .iter()
        .take(MAX_NAMED)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("`, `");
    let more = match missing.len().saturating_sub(MAX_NAMED) {
        0 => String::new(),
        n_more => format!(" and {n_more} more"),
    };
    WORDS_MISSING
        .at(
            place,
            format!("the theme has no strings in `{language}` for `{named}`{more}"),
        )
        .hint(format!("add them to `{file}`"))
}

pub(crate) fn page_weight(place: Place, route: &str, weight: usize, budget: usize) -> Diagnostic {
    let kilobytes = |bytes: usize| format!("{}.{}", bytes / 1024, bytes % 1024 * 10 / 1024);
    let (weight, budget) = (kilobytes(weight), budget / 1024);
    PAGE_WEIGHT.at(place,
        format!("the page `{route}` is {weight} KB; its limit is {budget} KB"),
    )
    .hint("shorten it, set a smaller `page_size` for a list, or trim the stylesheet and the templates")
}
