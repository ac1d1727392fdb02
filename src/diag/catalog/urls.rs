//! `urls.lock`: addresses that are gone, and a list that cannot be read.

use super::{error, note, warning};
use crate::diag::{Diagnostic, Place};

/// An address that readers know, since it is on `urls.lock`, has neither a page nor a redirect any more: links and
/// bookmarks would break. The `aliases` of the file that took its place redirect it.
pub fn url_lost(place: Place, address: &str, nearest: Option<&str>) -> Diagnostic {
    error("url-lost", place, lost(address, nearest)).hint(format!(
        "add `aliases: {address}` to the file that replaced it, or build with --accept-url-loss"
    ))
}

/// The same of a brief, which may be withdrawn.
pub fn brief_lost(place: Place, address: &str, nearest: Option<&str>) -> Diagnostic {
    error("url-lost", place, lost(address, nearest)).hint(format!(
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

/// An old address with a query, such as `/?p=123`: a host of files looks at the path only, so no file can answer it, and
/// none is written. Where a server can be told about queries, a rule there does what the alias cannot.
pub fn alias_query(place: Place, alias: &str) -> Diagnostic {
    warning(
        "alias-query",
        place,
        format!("no file can answer `{alias}`, so it leads nowhere: hosts of files look at the path only"),
    )
    .hint("delete it, and redirect it in the settings of the server")
}

/// A slug that is an address already, and that nothing new may have: Windows cannot hold it, or it is not of the
/// documented form.
pub fn slug_locked(place: Place, slug: &str, reason: &str) -> Diagnostic {
    warning(
        "slug-locked",
        place,
        format!("`{slug}` is not a slug: {reason}"),
    )
    .hint("it stays, since readers know the address; give new files another name")
}

/// A line of `urls.lock`, the list of addresses that must not be lost, is no address: most often the trace of a
/// merge.
pub fn lock_line(place: Place, line: &str) -> Diagnostic {
    let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    let diagnostic = error(
        "urls-lock-line",
        place,
        "this line is not the address of a page",
    );
    if marks.iter().any(|mark| line.starts_with(mark)) {
        return diagnostic
            .hint("two branches were merged: keep the addresses of both, delete git's marks");
    }
    diagnostic.hint("take the file back from your version control, or delete the line")
}

/// What to do about a list of addresses that cannot be read at all.
pub const LOCK_UNREADABLE: &str =
    "take it back from your version control, or delete it: the next build writes a new one";

/// The page of a topic, a country, a person or the like is gone, since nothing public names it any longer, or since
/// its file says so. The address stays on `urls.lock`.
pub fn listing_lost(place: Place, address: &str, kind: impl std::fmt::Display) -> Diagnostic {
    note(
        "listing-lost",
        place,
        format!("nothing public gives the {kind} at `{address}` a page now"),
    )
    .hint("it comes back with the next brief that names it, or with `publish: always` in its file")
}
