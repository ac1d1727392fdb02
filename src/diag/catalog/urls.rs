//! Codes of `urls.lock`: addresses that are gone, and a list that cannot be read. `check::urls` and `check::slugs` report
//! them.

use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Site;

    /// An address that readers know, because it is in `urls.lock`, has neither a page nor a redirect any more, so that
    /// links and bookmarks would break. Add it to `aliases` in the file that replaced it, which redirects it.
    URL_LOST = Error "url-lost" {
        in FrontMatter,
        with "urls.lock": "/2026/03/01/the-river/",
        found in "urls.lock",
        wrong: "title: The river falls",
        right: "
            title: The river falls
            aliases: /2026/03/01/the-river/
        ",
    }

    /// An old address has a query, such as `/?p=123`. Static hosts only look at the path, so no file can answer it, and
    /// none is written. Add a redirect to the server's configuration if it supports queries.
    ALIAS_QUERY = Warning "alias-query" {
        in FrontMatter,
        wrong: r#"aliases: "/?p=123""#,
        right: "aliases: /old/river/",
    }

    /// A slug is in use as an address, but would not be allowed for anything new: Windows cannot store it, or it is not
    /// of the documented form.
    SLUG_LOCKED = Warning "slug-locked" {
        in FrontMatter,
        with "urls.lock": "/2026/03/01/a_b/",
        wrong: "slug: a_b",
        right: "
            slug: a-b
            aliases: /2026/03/01/a_b/
        ",
    }

    /// A line of `urls.lock`, the list of addresses that must not be lost, is not an address. Most often it is left
    /// over from a merge.
    URLS_LOCK_LINE = Error "urls-lock-line" {
        in File("urls.lock"),
        wrong: "
            <<<<<<< HEAD
            /topics/
        ",
        right: "/",
    }

    /// The page of a topic, a country, a person or the like is gone, because nothing public names it any more, or
    /// because its file says so. Its address stays in `urls.lock`.
    LISTING_LOST = Note "listing-lost" {
        in File("content/topics/peace.md"),
        with "urls.lock": "/topics/peace/",
        wrong: "
            name: Peace
            publish: never
        ",
        right: "
            name: Peace
            publish: always
        ",
    }
}

pub(crate) fn url_lost(place: Place, address: &str, nearest: Option<&str>) -> Diagnostic {
    URL_LOST.at(place, lost(address, nearest)).hint(format!(
        "add `aliases: {address}` to the file that replaced it, or build with --accept-url-loss"
    ))
}

/// Like `url_lost`, for a brief, which can also be withdrawn.
pub(crate) fn brief_lost(place: Place, address: &str, nearest: Option<&str>) -> Diagnostic {
    URL_LOST.at(place, lost(address, nearest)).hint(format!(
        "add `aliases: {address}` to the file that replaced it; if it was deleted, bring it back with \
         `status: withdrawn`; or build with --accept-url-loss"
    ))
}

fn lost(address: &str, nearest: Option<&str>) -> String {
    match nearest {
        Some(nearest) => {
            format!("no page exists at `{address}` any more; the nearest address is `{nearest}`")
        }
        None => format!("no page exists at `{address}` any more"),
    }
}

pub(crate) fn alias_query(place: Place, alias: &str) -> Diagnostic {
    ALIAS_QUERY.at(place,
        format!("no file can answer `{alias}`, so it leads nowhere: static hosts only look at the path"),
    )
    .hint("delete it, and add a redirect to the server's configuration")
}

pub(crate) fn slug_locked(place: Place, slug: &str, reason: &str) -> Diagnostic {
    SLUG_LOCKED
        .at(place, format!("`{slug}` is not a slug: {reason}"))
        .hint("nothing to do: readers know the address; name new files differently")
}

pub(crate) fn lock_line(place: Place, line: &str) -> Diagnostic {
    // Two branches that both add pages change neighbouring lines, so conflicts are the usual cause.
    let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    let diagnostic = URLS_LOCK_LINE.at(place, "this line is not the address of a page");
    if marks.iter().any(|mark| line.starts_with(mark)) {
        return diagnostic.hint(
            "two branches were merged: keep the addresses of both, and delete git's markers",
        );
    }
    diagnostic.hint("restore the file from version control, or delete the line")
}

/// The hint for a list of addresses that cannot be read at all.
pub(crate) const LOCK_UNREADABLE: &str =
    "restore it from version control, or delete it: the next build writes a new one";

pub(crate) fn listing_lost(
    place: Place,
    address: &str,
    kind: impl std::fmt::Display,
) -> Diagnostic {
    LISTING_LOST
        .at(
            place,
            format!("the {kind} at `{address}` no longer has a page"),
        )
        .hint("it returns with the next brief that names it, or with `publish: always` in its file")
}
