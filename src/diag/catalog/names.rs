//! Codes of names and tags: names that no file describes, and names that two things share. `site` and `check::names`
//! report them.

use crate::diag::{Category, Diagnostic, Place, codes};
use crate::source::SourcePath;
use crate::url::Slug;

codes! {
    Category::Site;

    /// A topic, a person, an organization, a storyline or a region is named that no file describes. Correct the name,
    /// or write the file; a region is described by `regions` in `site.yaml`. With `entities: open` there, what no file
    /// describes is a new thing; regions are not.
    UNKNOWN_TOPIC = Error "unknown-topic" {
        in FrontMatter,
        with "content/topics/water.md": "name: Water",
        wrong: "topics: watr",
        right: "topics: water",
    }

    /// A topic, a person, an organization, a storyline or a region is named that no file describes. Correct the name,
    /// or write the file; a region is described by `regions` in `site.yaml`. With `entities: open` there, what no file
    /// describes is a new thing; regions are not.
    UNKNOWN_PERSON = Error "unknown-person" {
        in FrontMatter,
        with "content/people/berg.md": "name: Ada Berg",
        wrong: "people: Ada Borg",
        right: "people: Ada Berg",
    }

    /// A topic, a person, an organization, a storyline or a region is named that no file describes. Correct the name,
    /// or write the file; a region is described by `regions` in `site.yaml`. With `entities: open` there, what no file
    /// describes is a new thing; regions are not.
    UNKNOWN_ORGANIZATION = Error "unknown-organization" {
        in FrontMatter,
        with "content/organizations/army.md": "name: Army",
        wrong: "organizations: armi",
        right: "organizations: army",
    }

    /// A topic, a person, an organization, a storyline or a region is named that no file describes. Correct the name,
    /// or write the file; a region is described by `regions` in `site.yaml`. With `entities: open` there, what no file
    /// describes is a new thing; regions are not.
    UNKNOWN_STORYLINE = Error "unknown-storyline" {
        in FrontMatter,
        with "content/storylines/flood.md": "title: The flood",
        wrong: "storyline: floods",
        right: "storyline: flood",
    }

    /// A topic, a person, an organization, a storyline or a region is named that no file describes. Correct the name,
    /// or write the file; a region is described by `regions` in `site.yaml`. With `entities: open` there, what no file
    /// describes is a new thing; regions are not.
    UNKNOWN_REGION = Error "unknown-region" {
        in File("content/countries/iq.md"),
        with "site.yaml": r#"regions: { middle-east: "SY, JO" }"#,
        wrong: "
            code: IQ
            regions: midle-east
        ",
        right: "
            code: IQ
            regions: middle-east
        ",
    }

    /// A name that several things of one kind have. Which is meant is not guessed.
    TAG_AMBIGUOUS = Error "tag-ambiguous" {
        in FrontMatter,
        with "content/people/ali.md": "
            name: Ali Hussein
            aka: Hussein
        ",
        with "content/people/omar.md": "
            name: Omar Hussein
            aka: Hussein
        ",
        wrong: "people: Hussein",
        right: "people: ali",
    }

    /// Two names of new things, with `entities: open`, that would have one slug, and so one address.
    NAMES_MEET = Error "names-meet" {
        in FrontMatter,
        with "site.yaml": "entities: open",
        wrong: r#"topics: "A.B, A B""#,
        right: "topics: A.B",
    }

    /// A topic or an organization that is above itself: from its `parent`, one comes back to it.
    TOPIC_CYCLE = Error "topic-cycle" {
        in File("content/topics/rivers.md"),
        with "content/topics/water.md": "name: Water",
        wrong: "
            name: Rivers
            parent: rivers
        ",
        right: "
            name: Rivers
            parent: water
        ",
    }

    /// A topic or an organization that is above itself: from its `parent`, one comes back to it.
    ORGANIZATION_CYCLE = Error "organization-cycle" {
        in File("content/organizations/guard.md"),
        with "content/organizations/army.md": "name: Army",
        wrong: "
            name: Guard
            parent: guard
        ",
        right: "
            name: Guard
            parent: army
        ",
    }

    /// More than 20 topics or organizations lie one above the other, by their `parent`.
    PARENT_DEPTH = Error "parent-depth" { no example: "more than twenty files" }

    /// A name that two people or organizations have: readers cannot tell them apart, and where a brief is about both,
    /// the name links to neither.
    NAME_SHARED = Warning "name-shared" {
        in File("content/people/berg.md"),
        with "content/people/b.md": "name: Ada Berg",
        wrong: "name: Ada Berg",
        right: "name: Ada Maria Berg",
    }

    /// A spelling that stands for two different names, or that is another's good name: which is meant cannot be told.
    SPELLING_SHARED = Warning "spelling-shared" {
        in File("content/people/berg.md"),
        with "content/people/b.md": "
            name: Bo Borg
            spellings: Burg
        ",
        wrong: "
            name: Ada Berg
            spellings: Burg
        ",
        right: "
            name: Ada Berg
            spellings: Ada Burg
        ",
    }

    /// Two files that describe one thing: which of them holds cannot be told.
    DESCRIBED_TWICE = Error "described-twice" {
        in File("content/topics/rivers.md"),
        with "content/topics/water.md": "name: Water",
        wrong: "
            name: Rivers
            slug: water
        ",
        right: "
            name: Rivers
            slug: rivers
        ",
    }
}

pub(crate) fn unknown_slug(
    place: Place,
    kind: &str,
    written: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    let what = if Slug::parse(written).is_ok() {
        "slug"
    } else {
        "name"
    };
    let made = Slug::of_name(written);
    let slug = made.as_ref().map_or("SLUG", Slug::as_str);
    let code = match kind {
        "topic" => UNKNOWN_TOPIC,
        "person" => UNKNOWN_PERSON,
        "organization" => UNKNOWN_ORGANIZATION,
        "storyline" => UNKNOWN_STORYLINE,
        _ => UNKNOWN_REGION,
    };
    let create = match kind {
        "topic" => format!("write `content/topics/{slug}.md`"),
        "person" => format!("write `content/people/{slug}.md`"),
        "organization" => format!("write `content/organizations/{slug}.md`"),
        "storyline" => format!("write `content/storylines/{slug}.md`"),
        _ => "add it to the `regions` of the site's settings".to_owned(),
    };
    code.at(place, format!("no {kind} has the {what} `{written}`"))
        .hint(match nearest {
            Some(nearest) => format!("did you mean `{nearest}`? else {create}"),
            None => create,
        })
}

/// More than one storyline. A brief belongs to one.
pub(crate) fn storylines_listed(place: Place, written: &str) -> Diagnostic {
    UNKNOWN_STORYLINE.at(place, format!("no storyline has the name `{written}`")).hint(
        "a brief belongs to one storyline: write one, and link the other in the text, `[…](storyline:SLUG)`",
    )
}

pub(crate) fn tag_ambiguous(place: Place, kind: &str, name: &str, slugs: &[String]) -> Diagnostic {
    TAG_AMBIGUOUS
        .at(place, format!("more than one {kind} is called `{name}`"))
        .hint(format!(
            "write one of {}",
            slugs
                .iter()
                .map(|slug| format!("`{slug}`"))
                .collect::<Vec<_>>()
                .join(", ")
        ))
}

pub(crate) fn names_meet(place: Place, name: &str, slug: &str, other: (&str, Place)) -> Diagnostic {
    let (known, at) = other;
    NAMES_MEET
        .at(
            place,
            format!("`{name}` and `{known}` would both be `{slug}`"),
        )
        .related(at, "there")
        .hint("write a file for one of them, with a slug of its own, or give both one name")
}

pub(crate) fn parent_cycle(place: Place, kind: &str, way: &str) -> Diagnostic {
    let code = if kind == "topic" {
        TOPIC_CYCLE
    } else {
        ORGANIZATION_CYCLE
    };
    code.at(place, format!("the {kind} is above itself: {way}"))
        .hint("take `parent` out of one of them")
}

pub(crate) fn parent_too_deep(place: Place, kind: &str, max: usize) -> Diagnostic {
    PARENT_DEPTH
        .at(
            place,
            format!("more than {max} {kind}s lie one above the other"),
        )
        .hint("give it a `parent` that is nearer to the top")
}

pub(crate) fn name_shared(place: Place, name: &str, other: (&str, Place)) -> Diagnostic {
    let (what, at) = other;
    NAME_SHARED.at(place,
        format!("`{name}` is also a name of the {what}"),
    )
    .related(at, "there")
    .hint(
        "write a name that only one of them has; where a brief is about both, it links to neither",
    )
}

pub(crate) fn spelling_shared(place: Place, spelling: &str, other: (&str, Place)) -> Diagnostic {
    let (what, at) = other;
    SPELLING_SHARED
        .at(
            place,
            format!("`{spelling}` is also a spelling or a name of the {what}"),
        )
        .related(at, "there")
        .hint("take it out of one of them: which is meant is not guessed")
}

pub(crate) fn described_twice(
    place: Place,
    kind: &str,
    slug: &str,
    first: &SourcePath,
) -> Diagnostic {
    DESCRIBED_TWICE
        .at(
            place,
            format!("the {kind} `{slug}` is described a second time"),
        )
        .related(Place::file(first), "the first is")
        .hint("delete or rename one of the files")
}
