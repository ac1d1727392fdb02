//! Cards page of the desk: shows a brief side by side as a search result, a link preview, a feed entry, on a phone and
//! on paper.
//!
//! The first three are imitations; phone and paper are frames that load the brief's own page.

use serde::Serialize;

use crate::page;
use crate::serve::inject;
use crate::serve::pages;
use crate::serve::snapshot::Snapshot;
use crate::serve::strip;
use crate::serve::times;

/// Characters of a title that a search engine shows before it cuts it: Google has about 600 pixels on a wide screen.
const SEARCH_TITLE: usize = 60;
/// Characters of a summary that a search engine shows: Google has about 920 pixels on a wide screen.
const SEARCH_SUMMARY: usize = 158;

#[derive(Serialize)]
struct Cards<'a> {
    site: &'a str,
    script: String,
    title: &'a str,
    summary: &'a str,
    /// The title as a search engine cuts it.
    search_title: String,
    search_summary: String,
    /// The public URL; only its path if the site has no `url`.
    address: String,
    host: &'a str,
    /// The path of the brief in this preview.
    href: String,
    date: String,
    status: String,
    alt: Option<&'a str>,
}

/// Renders the cards of the brief with this slug, in the site's main language if there are several; `None` if there is
/// none.
pub(super) fn page(snapshot: &Snapshot, revision: &str, slug: &str) -> Option<String> {
    let site = &snapshot.displayed.site;
    let linked = snapshot
        .displayed
        .texts
        .linked(site, site.brief_called(slug)?);
    let base = &site.config.base;
    let href = base.href(&linked.node.route);
    let brief = &linked.brief;
    let summary = page::summary(site, linked.node);
    Some(
        pages::pages().render(
            "cards.html",
            &Cards {
                site: &site.config.title,
                script: inject::tag(revision),
                title: &brief.meta.title,
                summary: &summary,
                search_title: cut(
                    &format!("{} · {}", brief.meta.title, site.config.title),
                    SEARCH_TITLE,
                ),
                search_summary: cut(&summary, SEARCH_SUMMARY),
                address: base
                    .permalink(&linked.node.route)
                    .unwrap_or_else(|| href.clone()),
                host: base.host().unwrap_or("the site’s host"),
                date: times::day(site, brief.meta.date.date(&site.config.timezone)),
                status: strip::status_line(site, linked.node),
                alt: brief.picture.as_ref().map(|picture| picture.alt.as_str()),
                href,
            },
        ),
    )
}

/// Returns `text` cut to whole words within `limit` characters, followed by an ellipsis if any are missing.
fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let head: String = text.chars().take(limit).collect();
    // A text without spaces, such as Chinese, is cut between characters.
    let end = head.rfind(' ').unwrap_or(head.len());
    format!("{} …", &head[..end])
}
