//! Codes of `urls.lock`: addresses that are gone, and a list that cannot be read. `check::urls` and `check::slugs` report
//! them.

use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Site;

    /// An address that readers know, since it is on `urls.lock`, has neither a page nor a redirect any more: links and
    /// bookmarks would break. The `aliases` of the file that took its place redirect it.
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

    /// An old address with a query, such as `/?p=123`: a host of files looks at the path only, so no file can answer it, and
    /// none is written. Where a server can be told about queries, a rule there does what the alias cannot.
    ALIAS_QUERY = Warning "alias-query" {
        in FrontMatter,
        wrong: r#"aliases: "/?p=123""#,
        right: "aliases: /old/river/",
    }

    /// A slug that is an address already, and that nothing new may have: Windows cannot hold it, or it is not of the
    /// documented form.
    SLUG_LOCKED = Warning "slug-locked" {
        in FrontMatter,
        with "urls.lock": "/2026/03/01/a_b/",
        wrong: "slug: a_b",
        right: "
            slug: a-b
            aliases: /2026/03/01/a_b/
        ",
    }

    /// A line of `urls.lock`, the list of addresses that must not be lost, is no address: most often the trace of a
    /// merge.
    URLS_LOCK_LINE = Error "urls-lock-line" {
        in File("urls.lock"),
        wrong: "
            <<<<<<< HEAD
            /topics/
        ",
        right: "/",
    }

    /// The page of a topic, a country, a person or the like is gone, since nothing public names it any longer, or since
    /// its file says so. The address stays on `urls.lock`.
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

/// The same of a brief, which may be withdrawn.
pub(crate) fn brief_lost(place: Place, address: &str, nearest: Option<&str>) -> Diagnostic {
    URL_LOST.at(place, lost(address, nearest)).hint(format!(
        "add `aliases: {address}` to the file that replaced it; if it was deleted, bring it back with \
         `status: withdrawn`; or build with --accept-url-loss"
    ))
}

fn lost(address: &str, nearest: Option<&str>) -> String {
    match nearest {
        Some(nearest) => {
            format!("nothing is at `{address}` any more; the nearest address is `{nearest}`")
        }
        None => format!("nothing is at `{address}` any more"),
    }
}

pub(crate) fn alias_query(place: Place, alias: &str) -> Diagnostic {
    ALIAS_QUERY.at(place,
        format!("no file can answer `{alias}`, so it leads nowhere: hosts of files look at the path only"),
    )
    .hint("delete it, and redirect it in the settings of the server")
}

pub(crate) fn slug_locked(place: Place, slug: &str, reason: &str) -> Diagnostic {
    SLUG_LOCKED
        .at(place, format!("`{slug}` is not a slug: {reason}"))
        .hint("it stays, since readers know the address; give new files another name")
}

pub(crate) fn lock_line(place: Place, line: &str) -> Diagnostic {
    let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    let diagnostic = URLS_LOCK_LINE.at(place, "this line is not the address of a page");
    if marks.iter().any(|mark| line.starts_with(mark)) {
        return diagnostic
            .hint("two branches were merged: keep the addresses of both, delete git's marks");
    }
    diagnostic.hint("take the file back from your version control, or delete the line")
}

/// What to do about a list of addresses that cannot be read at all.
pub(crate) const LOCK_UNREADABLE: &str =
    "take it back from your version control, or delete it: the next build writes a new one";

pub(crate) fn listing_lost(
    place: Place,
    address: &str,
    kind: impl std::fmt::Display,
) -> Diagnostic {
    LISTING_LOST.at(place,
        format!("nothing public gives the {kind} at `{address}` a page now"),
    )
    .hint("it comes back with the next brief that names it, or with `publish: always` in its file")
}
