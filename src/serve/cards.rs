//! How a brief looks where it is seen: in a search result, as a shared card, in a feed reader, on a phone and on
//! paper, side by side.

use serde::Serialize;

use crate::page;
use crate::serve::inject;
use crate::serve::pages;
use crate::serve::snapshot::Snapshot;
use crate::serve::strip;
use crate::serve::times;

/// Characters that a search engine shows of a title, and of a summary, before it cuts them (what Google shows on a
/// wide screen: about 600 and 920 pixels).
const SEARCH_TITLE: usize = 60;
const SEARCH_SUMMARY: usize = 158;

#[derive(Serialize)]
struct Cards<'a> {
    site: &'a str,
    script: String,
    title: &'a str,
    summary: &'a str,
    /// Cut as a search engine does.
    search_title: String,
    search_summary: String,
    /// The address that will be shared; the page's path if the site's is not known.
    address: String,
    host: &'a str,
    /// Its page in this preview.
    href: String,
    date: String,
    said: String,
    alt: Option<&'a str>,
}

/// Makes the page of the cards of the newest brief called `slug`; `None` if there is none.
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
                said: strip::status_line(site, linked.node),
                alt: brief.picture.as_ref().map(|picture| picture.alt.as_str()),
                href,
            },
        ),
    )
}

/// Returns at most `limit` characters of `text`, whole words, with dots where some are missing.
fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let head: String = text.chars().take(limit).collect();
    let end = head.rfind(' ').unwrap_or(head.len());
    format!("{} …", &head[..end])
}
