//! Codes of the site as a whole: addresses, lists, storylines, editions, translations, weight.

use super::did_you_mean;
use crate::diag::{Category, Diagnostic, Place, codes};
use crate::source::SourcePath;

codes! {
    Category::Site;

    /// A file in another language that translates no file. Its original may have another name, or be missing.
    TRANSLATION_ALONE = Warning "translation-alone" {
        in Files,
        with "site.yaml": "languages: ar",
        wrong: "content/topics/tigris.ar.md",
        right: "
            content/topics/tigris.md
            content/topics/tigris.ar.md
        ",
    }

    /// A storyline expects something for a time that its own timeline has passed, or expects something although it has
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

    /// A list of `site.yaml` with a name that templates could not write, such as one with a hyphen or a space.
    LIST_NAME = Error "list-name" {
        in File("site.yaml"),
        wrong: "lists: { latest-iraq: { countries: IQ } }",
        right: "lists: { latest_iraq: { countries: IQ } }",
    }

    /// An edition names a brief that is not public. The edition is shown without it until it is.
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

    /// Two things at one address; on some file systems also two that differ in case or Unicode form only. One of them
    /// would overwrite the other.
    ROUTE_COLLISION = Error "route-collision" {
        in FrontMatter,
        with "content/pages/about.md": "title: About",
        wrong: "aliases: /about/",
        right: "aliases: /old/river/",
    }

    /// A version in another language that would be public before its original: earlier, or while that is a draft, held
    /// or withdrawn. What the original says holds.
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

    /// A version in another language that does not say what was corrected in its original.
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

    /// Words of a site that no template asks for: most often a misspelt name, so that the theme's own words are shown.
    WORD_UNUSED = Warning "word-unused" {
        in File("templates/i18n/en.yaml"),
        wrong: "topcs: Subjects",
        right: "topics: Subjects",
    }

    /// A language of the site that lacks words of the theme: those of the main language or English ones stand in.
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

    /// A page that is heavier than a reader on a slow line should have to wait for: with its stylesheet, compressed, a
    /// brief has 14 KB, the home page 25, a list 30, the list of countries with its map 45.
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
    TRANSLATION_ALONE.at(place, "this translates a file that is not there").hint(format!(
        "write `{original}.md` beside it; if this is the original, name it so and give its `language`"
    ))
}

pub(crate) fn storyline_date(place: Place, date: &str, last: &str) -> Diagnostic {
    STORYLINE_DATE
        .at(
            place,
            format!("this is expected for {date}, but the story has come to {last}"),
        )
        .hint("move it to `timeline` if it happened, or give it a later date")
}

/// A storyline that has ended and still expects something.
pub(crate) fn storyline_ended(place: Place) -> Diagnostic {
    STORYLINE_DATE
        .at(place, "the storyline has ended, but expects this")
        .hint("take it out of `next`, or write `status: ongoing`")
}

pub(crate) fn list_name(place: Place, name: &str) -> Diagnostic {
    LIST_NAME
        .at(place, format!("`{name}` cannot be the name of a list"))
        .hint("use letters, digits and `_`, a letter first: templates write `lists.latest_iraq`")
}

pub(crate) fn edition_unpublished(place: Place, slug: &str) -> Diagnostic {
    EDITION_UNPUBLISHED
        .at(
            place,
            format!("`{slug}` is not public, so the edition is without it"),
        )
        .hint("it joins the edition by itself once it is")
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
        format!("the addresses `{route}` and `{other_route}` are of one file")
    } else {
        format!("the addresses `{route}` and `{other_route}` are one on some machines")
    };
    let diagnostic = ROUTE_COLLISION
        .at(place, message)
        .hint("rename one of them");
    match other {
        Some(other) => diagnostic.related(other, "also by"),
        None => diagnostic.hint("rename it: Dateline itself needs the address"),
    }
}

pub(crate) fn translation_ahead(place: Place, key: &str, original: &SourcePath) -> Diagnostic {
    let message = format!(
        "`{key}` would publish this version before `{original}` allows it, so it does not count"
    );
    TRANSLATION_AHEAD.at(place, message).hint(format!(
        "delete `{key}`: a version takes it from its original, and may only be stricter"
    ))
}

pub(crate) fn translation_behind(place: Place, original: Place, day: &str) -> Diagnostic {
    let message = format!("the original was corrected on {day}, and this version does not say so");
    TRANSLATION_BEHIND.at(place, message)
        .related(original, "corrected here")
        .hint("correct the text if it needs it, and add the correction in this language under `corrections`")
}

pub(crate) fn word_unused(place: Place, key: &str, nearest: Option<&str>) -> Diagnostic {
    WORD_UNUSED
        .at(place, format!("no template asks for the words `{key}`"))
        .hint(did_you_mean(nearest).unwrap_or_else(|| "delete them".to_owned()))
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
            format!("the theme has no words in `{language}` for `{named}`{more}"),
        )
        .hint(format!("write them into `{file}`"))
}

pub(crate) fn page_weight(place: Place, route: &str, weight: usize, budget: usize) -> Diagnostic {
    let kilobytes = |bytes: usize| format!("{}.{}", bytes / 1024, bytes % 1024 * 10 / 1024);
    let (weight, budget) = (kilobytes(weight), budget / 1024);
    PAGE_WEIGHT.at(place,
        format!("the page `{route}` has {weight} KB, of {budget} that it may have"),
    )
    .hint("shorten it, give a list a smaller `page_size`, or trim the stylesheet and the templates")
}
