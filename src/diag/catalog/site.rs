//! Names and addresses across files: what nothing describes, what two things share.

use super::{did_you_mean, error, note, warning};
use crate::diag::{Diagnostic, Place};
use crate::source::SourcePath;
use crate::url::Slug;

/// A topic, a person, an organization, a storyline or a region is named that no file describes. Correct the name,
/// or write the file; a region is described by `regions` in `site.yaml`. With `entities: open` there, what no file
/// describes is a new thing; regions are not.
pub fn unknown_slug(place: Place, kind: &str, written: &str, nearest: Option<&str>) -> Diagnostic {
    let what = if Slug::parse(written).is_ok() {
        "slug"
    } else {
        "name"
    };
    let made = Slug::of_name(written);
    let slug = made.as_ref().map_or("SLUG", Slug::as_str);
    let code = match kind {
        "topic" => "unknown-topic",
        "person" => "unknown-person",
        "organization" => "unknown-organization",
        "storyline" => "unknown-storyline",
        _ => "unknown-region",
    };
    let create = match kind {
        "topic" => format!("write `content/topics/{slug}.md`"),
        "person" => format!("write `content/people/{slug}.md`"),
        "organization" => format!("write `content/organizations/{slug}.md`"),
        "storyline" => format!("write `content/storylines/{slug}.md`"),
        _ => "add it to the `regions` of the site's settings".to_owned(),
    };
    error(code, place, format!("no {kind} has the {what} `{written}`")).hint(match nearest {
        Some(nearest) => format!("did you mean `{nearest}`? else {create}"),
        None => create,
    })
}

/// More than one storyline. A brief belongs to one.
pub fn storylines_listed(place: Place, written: &str) -> Diagnostic {
    error("unknown-storyline", place, format!("no storyline has the name `{written}`")).hint(
        "a brief belongs to one storyline: write one, and link the other in the text, `[…](storyline:SLUG)`",
    )
}

/// A name that several things of one kind have. Which is meant is not guessed.
pub fn tag_ambiguous(place: Place, kind: &str, name: &str, slugs: &[String]) -> Diagnostic {
    error(
        "tag-ambiguous",
        place,
        format!("more than one {kind} is called `{name}`"),
    )
    .hint(format!(
        "write one of {}",
        slugs
            .iter()
            .map(|slug| format!("`{slug}`"))
            .collect::<Vec<_>>()
            .join(", ")
    ))
}

/// Two names of new things, with `entities: open`, that would have one slug, and so one address.
pub fn names_meet(place: Place, name: &str, slug: &str, other: (&str, Place)) -> Diagnostic {
    let (known, at) = other;
    error(
        "names-meet",
        place,
        format!("`{name}` and `{known}` would both be `{slug}`"),
    )
    .related(at, "there")
    .hint("write a file for one of them, with a slug of its own, or give both one name")
}

/// A topic or an organization that is above itself: from its `parent`, one comes back to it.
pub fn parent_cycle(place: Place, kind: &str, way: &str) -> Diagnostic {
    let code = if kind == "topic" {
        "topic-cycle"
    } else {
        "organization-cycle"
    };
    error(code, place, format!("the {kind} is above itself: {way}"))
        .hint("take `parent` out of one of them")
}

/// More than 20 topics or organizations lie one above the other, by their `parent`.
pub fn parent_too_deep(place: Place, kind: &str, max: usize) -> Diagnostic {
    error(
        "parent-depth",
        place,
        format!("more than {max} {kind}s lie one above the other"),
    )
    .hint("give it a `parent` that is nearer to the top")
}

/// A file in another language that translates no file. Its original may have another name, or be missing.
pub fn translation_alone(place: Place, path: &SourcePath) -> Diagnostic {
    let name = path.file_name();
    let stem = path
        .markdown_stem()
        .and_then(|stem| stem.rsplit('/').next());
    let original = stem
        .and_then(|stem| stem.rsplit_once('.'))
        .map_or(name, |(original, _)| original);
    warning("translation-alone", place, "this translates a file that is not there").hint(format!(
        "write `{original}.md` beside it; if this is the original, name it so and give its `language`"
    ))
}

/// A name that two people or organizations have: readers cannot tell them apart, and where a brief is about both,
/// the name links to neither.
pub fn name_shared(place: Place, name: &str, other: (&str, Place)) -> Diagnostic {
    let (what, at) = other;
    warning(
        "name-shared",
        place,
        format!("`{name}` is also a name of the {what}"),
    )
    .related(at, "there")
    .hint(
        "write a name that only one of them has; where a brief is about both, it links to neither",
    )
}

/// A spelling that stands for two different names, or that is another's good name: which is meant cannot be told.
pub fn spelling_shared(place: Place, spelling: &str, other: (&str, Place)) -> Diagnostic {
    let (what, at) = other;
    warning(
        "spelling-shared",
        place,
        format!("`{spelling}` is also a spelling or a name of the {what}"),
    )
    .related(at, "there")
    .hint("take it out of one of them: which is meant is not guessed")
}

/// A storyline expects something for a time that its own timeline has passed, or expects something although it has
/// ended.
pub fn storyline_date(place: Place, date: &str, last: &str) -> Diagnostic {
    warning(
        "storyline-date",
        place,
        format!("this is expected for {date}, but the story has come to {last}"),
    )
    .hint("move it to `timeline` if it happened, or give it a later date")
}

/// A storyline that has ended and still expects something.
pub fn storyline_ended(place: Place) -> Diagnostic {
    warning(
        "storyline-date",
        place,
        "the storyline has ended, but expects this",
    )
    .hint("take it out of `next`, or write `status: ongoing`")
}

/// A list of `site.yaml` with a name that templates could not write, such as one with a hyphen or a space.
pub fn list_name(place: Place, name: &str) -> Diagnostic {
    error(
        "list-name",
        place,
        format!("`{name}` cannot be the name of a list"),
    )
    .hint("use letters, digits and `_`, a letter first: templates write `lists.latest_iraq`")
}

/// An edition names a brief that is not public. The edition is shown without it until it is.
pub fn edition_unpublished(place: Place, slug: &str) -> Diagnostic {
    warning(
        "edition-unpublished",
        place,
        format!("`{slug}` is not public, so the edition is without it"),
    )
    .hint("it joins the edition by itself once it is")
}

/// Two files that describe one thing: which of them holds cannot be told.
pub fn described_twice(place: Place, kind: &str, slug: &str, first: &SourcePath) -> Diagnostic {
    error(
        "described-twice",
        place,
        format!("the {kind} `{slug}` is described a second time"),
    )
    .related(Place::file(first), "the first is")
    .hint("delete or rename one of the files")
}

/// Two things at one address; on some file systems also two that differ in case or Unicode form only. One of them
/// would overwrite the other.
pub fn route_collision(
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
    let diagnostic = error("route-collision", place, message).hint("rename one of them");
    match other {
        Some(other) => diagnostic.related(other, "also by"),
        None => diagnostic.hint("rename it: Dateline itself needs the address"),
    }
}

/// A link to something on this site that does not exist: whoever follows it gets an error page.
pub fn dead_link(
    place: Place,
    what: impl std::fmt::Display,
    name: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    error("dead-link", place, format!("there is no {what} `{name}`")).hint_if(did_you_mean(nearest))
}

/// A link to a place on a page that the page does not have: it leads to the top of the page.
pub fn dead_anchor(place: Place, fragment: &str, route: &str, nearest: Option<&str>) -> Diagnostic {
    error(
        "dead-anchor",
        place,
        format!("the page `{route}` has no place `#{fragment}`"),
    )
    .hint_if(did_you_mean(nearest))
}

/// A link that could mean several things, since they have one slug. Say which kind is meant.
pub fn link_ambiguous(place: Place, written: &[String]) -> Diagnostic {
    error(
        "link-ambiguous",
        place,
        "the link could mean several things",
    )
    .hint(format!("write one of `{}`", written.join("`, `")))
}

/// A link to something that readers may not see yet. It is shown as plain text.
pub fn link_unpublished(place: Place, name: &str) -> Diagnostic {
    warning(
        "link-unpublished",
        place,
        format!("`{name}` has no public page, so the link is plain text"),
    )
    .hint("it becomes a link by itself once the page is public")
}

/// A link without words of its own, to something that readers may not see: its name would be the words, and may not
/// be public either.
pub fn link_nameless(place: Place, slug: &str) -> Diagnostic {
    error(
        "link-nameless",
        place,
        format!("`{slug}` has no public page, so the link has no words to show"),
    )
    .hint(format!("write the words: `[[{slug}|words]]`"))
}

/// A version in another language that would be public before its original: earlier, or while that is a draft, held
/// or withdrawn. What the original says holds.
pub fn translation_ahead(place: Place, key: &str, original: &SourcePath) -> Diagnostic {
    let message = format!(
        "`{key}` would publish this version before `{original}` allows it, so it does not count"
    );
    warning("translation-ahead", place, message).hint(format!(
        "delete `{key}`: a version takes it from its original, and may only be stricter"
    ))
}

/// A version in another language that does not say what was corrected in its original.
pub fn translation_behind(place: Place, original: Place, day: &str) -> Diagnostic {
    let message = format!("the original was corrected on {day}, and this version does not say so");
    warning("translation-behind", place, message)
        .related(original, "corrected here")
        .hint("correct the text if it needs it, and add the correction in this language under `corrections`")
}

/// A file in the folder of a brief that no version of it names. It is not published.
pub fn file_unused(place: Place, name: &str) -> Diagnostic {
    warning(
        "file-unused",
        place,
        format!("no version of the brief names `{name}`, so it is not published"),
    )
    .hint(format!(
        "add `files: {name}` to the brief, or move the file out of its folder"
    ))
}

/// A file that a brief lists under `files` and that does not lie beside it.
pub fn file_missing(place: Place, file: &str, folder: Option<&str>) -> Diagnostic {
    error(
        "file-missing",
        place,
        format!("there is no file `{file}` beside the brief"),
    )
    .hint(match folder {
        Some(folder) => format!("put it into `{folder}`"),
        None => "make the brief a folder, `SLUG/index.md`, and put the file beside it".to_owned(),
    })
}

/// A picture that is neither beside the brief nor in `static/`.
pub fn image_missing(place: Place, file: &str, nearest: Option<&str>) -> Diagnostic {
    error(
        "image-missing",
        place,
        format!("there is no picture `{file}`"),
    )
    .hint(did_you_mean(nearest).unwrap_or_else(|| {
        "put it beside the brief (`SLUG/index.md`), or into `static/`".to_owned()
    }))
}

/// Words of a site that no template asks for: most often a misspelt name, so that the theme's own words are shown.
pub fn word_unused(place: Place, key: &str, nearest: Option<&str>) -> Diagnostic {
    warning(
        "word-unused",
        place,
        format!("no template asks for the words `{key}`"),
    )
    .hint(did_you_mean(nearest).unwrap_or_else(|| "delete them".to_owned()))
}

/// A language of the site that lacks words of the theme: those of the main language or English ones stand in.
pub fn words_missing(place: Place, language: &str, missing: &[String], file: &str) -> Diagnostic {
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
    note(
        "words-missing",
        place,
        format!("the theme has no words in `{language}` for `{named}`{more}"),
    )
    .hint(format!("write them into `{file}`"))
}

/// A page that is heavier than a reader on a slow line should have to wait for: with its stylesheet, compressed, a
/// brief has 14 KB, the home page 25, a list 30, the list of countries with its map 45.
pub fn page_weight(place: Place, route: &str, weight: usize, budget: usize) -> Diagnostic {
    let kilobytes = |bytes: usize| format!("{}.{}", bytes / 1024, bytes % 1024 * 10 / 1024);
    let (weight, budget) = (kilobytes(weight), budget / 1024);
    warning(
        "page-weight",
        place,
        format!("the page `{route}` has {weight} KB, of {budget} that it may have"),
    )
    .hint("shorten it, give a list a smaller `page_size`, or trim the stylesheet and the templates")
}
