//! Codes of names and tags: names that no file describes, and names that two things share. `site` and `check::names`
//! report them.

use crate::diag::{Category, Diagnostic, Place, codes};
use crate::source::SourcePath;
use crate::url::Slug;

codes! {
    Category::Site;

    /// The named topic has no file. Correct the name, or create the file. With `entities: open` in
    /// `site.yaml`, a name without a file creates a new topic.
    UNKNOWN_TOPIC = Error "unknown-topic" {
        in FrontMatter,
        with "content/topics/water.md": "name: Water",
        wrong: "topics: watr",
        right: "topics: water",
    }

    /// A person is named that no file describes. Correct the name, or create the file. With `entities: open` in
    /// `site.yaml`, a name without a file creates a new person.
    UNKNOWN_PERSON = Error "unknown-person" {
        in FrontMatter,
        with "content/people/berg.md": "name: Ada Berg",
        wrong: "people: Ada Borg",
        right: "people: Ada Berg",
    }

    /// An organization is named that no file describes. Correct the name, or create the file. With `entities: open` in
    /// `site.yaml`, a name without a file creates a new organization.
    UNKNOWN_ORGANIZATION = Error "unknown-organization" {
        in FrontMatter,
        with "content/organizations/army.md": "name: Army",
        wrong: "organizations: armi",
        right: "organizations: army",
    }

    /// A storyline is named that no file describes. Correct the name, or create the file. With `entities: open` in
    /// `site.yaml`, a name without a file creates a new storyline.
    UNKNOWN_STORYLINE = Error "unknown-storyline" {
        in FrontMatter,
        with "content/storylines/flood.md": "title: The flood",
        wrong: "storyline: floods",
        right: "storyline: flood",
    }

    /// A region is named that `regions` in `site.yaml` does not describe. Correct the name, or add the region there;
    /// `entities: open` creates no regions.
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

    /// Several things of one kind have the same name. Dateline does not guess which is meant: write a slug.
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

    /// Two new names, with `entities: open`, would have the same slug, and so the same address.
    NAMES_MEET = Error "names-meet" {
        in FrontMatter,
        with "site.yaml": "entities: open",
        wrong: r#"topics: "A.B, A B""#,
        right: "topics: A.B",
    }

    /// A topic is its own ancestor: following `parent` leads back to it.
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

    /// An organization is its own ancestor: following `parent` leads back to it.
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

    /// More than 20 topics or organizations are nested in one another by their `parent`.
    PARENT_DEPTH = Error "parent-depth" { no example: "more than twenty files" }

    /// Two people or organizations have the same name. Readers cannot tell them apart, and where a brief is about both,
    /// the name links to neither.
    NAME_SHARED = Warning "name-shared" {
        in File("content/people/berg.md"),
        with "content/people/b.md": "name: Ada Berg",
        wrong: "name: Ada Berg",
        right: "name: Ada Maria Berg",
    }

    /// A spelling belongs to two different names, or is the proper name of something else, so it is unclear which is
    /// meant.
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

    /// Two files describe the same thing, so it is unclear which one applies.
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
        "topic" => format!("create `content/topics/{slug}.md`"),
        "person" => format!("create `content/people/{slug}.md`"),
        "organization" => format!("create `content/organizations/{slug}.md`"),
        "storyline" => format!("create `content/storylines/{slug}.md`"),
        _ => "add it to `regions` in the site's settings".to_owned(),
    };
    code.at(place, format!("no {kind} has the {what} `{written}`"))
        .hint(match nearest {
            Some(nearest) => format!("did you mean `{nearest}`? otherwise {create}"),
            None => create,
        })
}

/// Like `unknown_slug`, for a list of storylines where one belongs.
pub(crate) fn storylines_listed(place: Place, written: &str) -> Diagnostic {
    UNKNOWN_STORYLINE.at(place, format!("no storyline has the name `{written}`")).hint(
        "a brief belongs to one storyline: name one, and link the other in the text, `[…](storyline:SLUG)`",
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
            format!("`{name}` and `{known}` would both have the slug `{slug}`"),
        )
        .related(at, "also used here")
        .hint("create a file for one of them, with its own slug, or use one name for both")
}

pub(crate) fn parent_cycle(place: Place, kind: &str, way: &str) -> Diagnostic {
    let code = if kind == "topic" {
        TOPIC_CYCLE
    } else {
        ORGANIZATION_CYCLE
    };
    code.at(place, format!("the {kind} is its own ancestor: {way}"))
        .hint("delete one `parent`")
}

pub(crate) fn parent_too_deep(place: Place, kind: &str, max: usize) -> Diagnostic {
    PARENT_DEPTH
        .at(
            place,
            format!("more than {max} {kind}s are nested in one another"),
        )
        .hint("give it a `parent` closer to the top")
}

pub(crate) fn name_shared(place: Place, name: &str, other: (&str, Place)) -> Diagnostic {
    let (what, at) = other;
    NAME_SHARED
        .at(place, format!("`{name}` is also a name of the {what}"))
        .related(at, "also used here")
        .hint("use a name that only one of them has; a brief about both links it to neither")
}

pub(crate) fn spelling_shared(place: Place, spelling: &str, other: (&str, Place)) -> Diagnostic {
    let (what, at) = other;
    SPELLING_SHARED
        .at(
            place,
            format!("`{spelling}` is also a spelling or a name of the {what}"),
        )
        .related(at, "also used here")
        .hint("delete it from one of them: Dateline does not guess which is meant")
}

pub(crate) fn described_twice(
    place: Place,
    kind: &str,
    slug: &str,
    first: &SourcePath,
) -> Diagnostic {
    DESCRIBED_TWICE
        .at(place, format!("the {kind} `{slug}` is described twice"))
        .related(Place::file(first), "first description")
        .hint("delete or rename one of the files")
}
