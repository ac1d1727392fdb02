//! `urls.lock`: addresses that are gone, and a list that cannot be read.

use super::error;
use crate::diag::{Diagnostic, Place};

/// An address that readers know has neither a page nor a redirect any more.
pub fn url_lost(place: Place, address: &str, nearest: Option<&str>) -> Diagnostic {
    let message = match nearest {
        Some(nearest) => format!("nothing is at `{address}` any more; the nearest address is `{nearest}`"),
        None => format!("nothing is at `{address}` any more"),
    };
    error("url-lost", place, message).hint(format!(
        "add `aliases: {address}` to the file that replaced it, or build with --accept-url-loss"
    ))
}

/// The list of addresses holds something that is no address.
pub fn lock_line(place: Place, line: &str) -> Diagnostic {
    let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    let diagnostic = error("urls-lock-line", place, "this line is not the address of a page");
    if marks.iter().any(|mark| line.starts_with(mark)) {
        return diagnostic.hint("two branches were merged: keep the addresses of both, delete git's marks");
    }
    diagnostic.hint("take the file back from your version control, or delete the line")
}

/// The list of addresses is not text.
pub fn lock_not_utf8(place: Place) -> Diagnostic {
    error("file-not-utf8", place, "the list of addresses is not UTF-8 text")
        .hint("take it back from your version control, or delete it: the next build writes a new one")
}

/// The list of addresses is larger than any site's.
pub fn lock_too_large(place: Place, len: u64, limit: u64) -> Diagnostic {
    error("file-too-large", place, format!("the file has {len} bytes; at most {limit} are read"))
        .hint("take it back from your version control, or delete it: the next build writes a new one")
}
