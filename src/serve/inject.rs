//! Additions to a rendered page: the live-reload script and, for editors, the strip above a brief and marks on links to
//! briefs that are not public.
//!
//! Added as text to finished HTML: the renderer knows nothing about the preview, and without the additions a page is
//! byte for byte the built one. The strip itself is made in `strip`.

use std::collections::BTreeMap;

use crate::page::{Page, PageKind};
use crate::serve::Desk;
use crate::serve::snapshot::Snapshot;
use crate::serve::strip;
use crate::site::{Audience, Visibility};

/// Which additions a page gets.
pub(super) struct Additions<'a> {
    /// The name of the revision that the page was rendered from.
    pub revision: &'a str,
    /// [`Audience::Readers`] gets the script alone.
    pub audience: Audience,
    /// Whether the editor's note may be shown.
    pub desk: Desk,
}

/// Returns `html` with the additions; unchanged if it is not UTF-8.
pub(super) fn into(
    html: &[u8],
    page: &Page,
    snapshot: &Snapshot,
    additions: &Additions,
) -> Vec<u8> {
    let Ok(html) = str::from_utf8(html) else {
        return html.to_vec();
    };
    let script = tag(additions.revision);
    if additions.audience == Audience::Readers {
        return before_end(html, "</body>", &script).into_bytes();
    }
    let html = mark(html, &snapshot.hidden);
    let html = before_end(&html, "</body>", &script);
    let html = before_first(&html, "</head>", STYLE);
    let PageKind::Brief(id) = &page.kind else {
        return html.into_bytes();
    };
    after_body(&html, &strip::of(&snapshot.displayed, *id, additions.desk)).into_bytes()
}

const STYLE: &str = "<link rel=\"stylesheet\" href=\"/_dateline/preview.css\">";

/// Returns the script tag of a page that was rendered from `revision`.
pub(super) fn tag(revision: &str) -> String {
    format!("<script src=\"/_dateline/client.js\" data-revision=\"{revision}\"></script>")
}

fn before_end(html: &str, end: &str, added: &str) -> String {
    // The last match, since a script or a comment may contain the tag too. A theme may also omit it.
    let at = html.rfind(end).unwrap_or(html.len());
    [&html[..at], added, &html[at..]].concat()
}

fn before_first(html: &str, end: &str, added: &str) -> String {
    let Some(at) = html.find(end) else {
        return html.to_owned();
    };
    [&html[..at], added, &html[at..]].concat()
}

fn after_body(html: &str, added: &str) -> String {
    let Some(begin) = html.find("<body") else {
        return html.to_owned();
    };
    let at = html[begin..]
        .find('>')
        .map_or(html.len(), |end| begin + end + 1);
    [&html[..at], added, &html[at..]].concat()
}

/// Adds an attribute with the visibility to each link to a brief that is not public; the stylesheet shows it.
///
/// Searches for `href="` instead of parsing the page: it runs for every request, and links that Dateline writes have
/// that form.
fn mark(html: &str, hidden: &BTreeMap<String, Visibility>) -> String {
    const LINK: &str = "href=\"";
    if hidden.is_empty() {
        return html.to_owned();
    }
    let mut marked = String::with_capacity(html.len() + 1024);
    let mut rest = html;
    while let Some(at) = rest.find(LINK) {
        let begin = at + LINK.len();
        let Some(len) = rest[begin..].find('"') else {
            break;
        };
        let target = &rest[begin..begin + len];
        // A link to a section of the brief leads to the brief.
        let address = target.split('#').next().unwrap_or_default();
        if let Some(visibility) = hidden.get(address) {
            marked.push_str(&rest[..at]);
            marked.push_str(&format!("data-dateline-mark=\"{}\" ", visibility.as_str()));
            marked.push_str(&rest[at..=begin + len]);
        } else {
            marked.push_str(&rest[..=begin + len]);
        }
        rest = &rest[begin + len + 1..];
    }
    marked.push_str(rest);
    marked
}
