//! Codes of links and files that lead to something on the site: it does not exist, or is not public. `check::links`,
//! `check::pictures` and `site` report them.

use super::did_you_mean;
use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Site;

    /// A link leads to something on this site that does not exist. Readers who follow it get an error page.
    DEAD_LINK = Error "dead-link" {
        in Text,
        with "content/briefs/dam-opens.md": "title: The dam opens",
        wrong: "See [the dam](brief:dam-open).",
        right: "See [the dam](brief:dam-opens).",
    }

    /// A link leads to an anchor that the page does not have, so it opens at the top of the page.
    DEAD_ANCHOR = Error "dead-anchor" {
        in Text,
        with "content/pages/about.md": "title: About",
        wrong: "See [who we are](/about/#team).",
        right: "See [who we are](/about/).",
    }

    /// A link could mean several things, because they have the same slug. Write which kind is meant.
    LINK_AMBIGUOUS = Error "link-ambiguous" {
        in Text,
        with "content/topics/water.md": "name: Water",
        with "content/storylines/water.md": "title: The water talks",
        wrong: "See [[water]].",
        right: "See [[topic:water]].",
    }

    /// A link leads to something that readers may not see yet. It is shown as plain text.
    LINK_UNPUBLISHED = Warning "link-unpublished" {
        in Text,
        with "content/briefs/secret.md": "status: draft",
        with "content/briefs/dam-opens.md": "title: The dam opens",
        wrong: "See [the dam](brief:secret).",
        right: "See [the dam](brief:dam-opens).",
    }

    /// A link without words of its own leads to something that readers may not see yet. Its name would be shown as the
    /// words, and may not be public either.
    LINK_NAMELESS = Error "link-nameless" {
        in Text,
        with "content/briefs/secret.md": "status: draft",
        wrong: "See [[secret]].",
        right: "See [[secret|an older brief]].",
    }

    /// No version of a brief names a file in the brief's folder. The file is not published.
    FILE_UNUSED = Warning "file-unused" {
        in FrontMatter,
        with "content/briefs/river/report.pdf": ".",
        found in "content/briefs/river/report.pdf",
        wrong: "title: The river falls",
        right: "
            title: The river falls
            files: report.pdf
        ",
    }

    /// A brief lists a file under `files` that is not in its folder.
    FILE_MISSING = Error "file-missing" {
        in FrontMatter,
        with "content/briefs/river/report.pdf": ".",
        wrong: "files: raport.pdf",
        right: "files: report.pdf",
    }

    /// A picture is neither beside the brief nor in `static/`.
    IMAGE_MISSING = Error "image-missing" {
        in Text,
        with "static/dams.png": ".",
        wrong: "![The dams of the north](/dam.png)",
        right: "![The dams of the north](/dams.png)",
    }
}

pub(crate) fn dead_link(
    place: Place,
    what: impl std::fmt::Display,
    name: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    DEAD_LINK
        .at(place, format!("there is no {what} `{name}`"))
        .hint_if(did_you_mean(nearest))
}

pub(crate) fn dead_anchor(
    place: Place,
    fragment: &str,
    route: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    DEAD_ANCHOR
        .at(
            place,
            format!("the page `{route}` has no anchor `#{fragment}`"),
        )
        .hint_if(did_you_mean(nearest))
}

pub(crate) fn link_ambiguous(place: Place, written: &[String]) -> Diagnostic {
    LINK_AMBIGUOUS
        .at(place, "the link could mean several things")
        .hint(format!("write one of `{}`", written.join("`, `")))
}

pub(crate) fn link_unpublished(place: Place, name: &str) -> Diagnostic {
    LINK_UNPUBLISHED
        .at(
            place,
            format!("`{name}` has no public page, so the link is plain text"),
        )
        .hint("it becomes a link once the page is public; a country without a file needs a brief tagged with it")
}

pub(crate) fn link_nameless(place: Place, slug: &str) -> Diagnostic {
    LINK_NAMELESS
        .at(
            place,
            format!("`{slug}` has no public page, so the link has no words to show"),
        )
        .hint(format!("write the words: `[[{slug}|words]]`"))
}

pub(crate) fn file_unused(place: Place, name: &str) -> Diagnostic {
    FILE_UNUSED
        .at(
            place,
            format!("no version of the brief names `{name}`, so it is not published"),
        )
        .hint(format!(
            "add `files: {name}` to the brief, or move the file out of its folder"
        ))
}

pub(crate) fn file_missing(place: Place, file: &str, folder: Option<&str>) -> Diagnostic {
    FILE_MISSING
        .at(place, format!("there is no file `{file}` beside the brief"))
        .hint(match folder {
            Some(folder) => format!("move it to `{folder}`"),
            None => {
                "make the brief a folder, `SLUG/index.md`, and put the file beside it".to_owned()
            }
        })
}

pub(crate) fn image_missing(place: Place, file: &str, nearest: Option<&str>) -> Diagnostic {
    IMAGE_MISSING
        .at(place, format!("there is no picture `{file}`"))
        .hint(did_you_mean(nearest).unwrap_or_else(|| {
            "put it beside the brief (`SLUG/index.md`), or in `static/`".to_owned()
        }))
}
