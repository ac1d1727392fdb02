//! What machines read besides feeds: sitemaps, the list of feeds, the rules for robots and for servers.

use std::ops::Range;

use crate::page::context::Context;
use crate::page::feed;
use crate::page::plan::{PageKind, sitemap_route};
use crate::site::{BriefId, NEWS_SITEMAP_FILE, SITEMAP_FILE};
use crate::time::rfc3339;
use crate::url::Route;

/// What pages may load and run: what lies on their own host. They hold no script and no style of their own; what
/// search engines read in them is data, which is not run.
pub const POLICY: &str = "default-src 'self'; base-uri 'self'; form-action 'self'";

/// What machines read.
#[derive(Clone, Debug, Hash)]
pub enum MachineView {
    /// Whole addresses, and when each changed (RFC 3339).
    Sitemap(Vec<(String, Option<String>)>),
    /// Whole addresses of sitemaps.
    SitemapIndex(Vec<String>),
    /// The latest news.
    News(NewsView),
    /// All feeds.
    FeedList(FeedListView),
    /// The text of robots.txt.
    Robots(String),
    /// What servers send along with the files, as Netlify and Cloudflare Pages read it.
    Headers(String),
}

/// The latest news, for search engines.
#[derive(Clone, Debug, Hash)]
pub struct NewsView {
    /// Name of the site.
    pub name: String,
    /// The briefs, newest first.
    pub entries: Vec<NewsEntryView>,
}

/// A brief in the latest news.
#[derive(Clone, Debug, Hash)]
pub struct NewsEntryView {
    /// Whole address.
    pub href: String,
    /// The headline.
    pub title: String,
    /// Its language as Google's news sitemaps have it, without region: `en`; of Chinese `zh-cn` or `zh-tw`.
    pub language: String,
    /// When it became public, RFC 3339.
    pub published: String,
}

/// All feeds of the site.
#[derive(Clone, Debug, Hash)]
pub struct FeedListView {
    /// Title of the site.
    pub title: String,
    /// The feeds, in the order of their addresses.
    pub feeds: Vec<ListedFeedView>,
}

/// A feed in the list of feeds.
#[derive(Clone, Debug, Hash)]
pub struct ListedFeedView {
    /// Its title.
    pub title: String,
    /// Its whole address.
    pub href: String,
    /// Whole address of the page it is the feed of.
    pub page: String,
}

/// Makes the sitemap of the latest news.
pub fn news(context: &Context, ids: &[BriefId]) -> MachineView {
    let site = context.site;
    let entries = ids.iter().map(|id| {
        let linked = site.placed(*id);
        let language = &site.branch(linked.branch).language;
        NewsEntryView {
            href: context.permalink(&linked.route),
            title: linked.head.title.clone(),
            language: news_language(language),
            published: rfc3339(linked.head.public_from(), &site.config.timezone),
        }
    });
    MachineView::News(NewsView {
        name: site.config.title.clone(),
        entries: entries.collect(),
    })
}

/// Returns a BCP 47 tag as news sitemaps have it: the language alone, of two or three letters; but Chinese by its script,
/// `zh-cn` where it is simplified and `zh-tw` where it is traditional.
fn news_language(tag: &str) -> String {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    if !matches!(language, "zh" | "cmn") {
        return language.to_owned();
    }
    let others: Vec<&str> = parts.collect();
    let has = |part: &str| others.contains(&part);
    // The script decides; the region does where none is given.
    let is_traditional = has("hant") || !has("hans") && ["tw", "hk", "mo"].into_iter().any(has);
    if is_traditional { "zh-tw" } else { "zh-cn" }.to_owned()
}

/// Makes the list of feeds: each once, as Atom where there is one.
pub fn feed_list(context: &Context) -> MachineView {
    let first = context.site.config.feeds.iter().min();
    let feeds = context.plan.pages().filter_map(|page| match &page.kind {
        PageKind::Feed(feed) if Some(&feed.kind) == first => Some((page, feed)),
        _ => None,
    });
    let feeds = feeds.map(|(page, feed)| ListedFeedView {
        title: feed::title(context, feed.branch, feed.of),
        href: context.permalink(&page.route),
        page: context.permalink(&feed::page_route(context, *feed)),
    });
    MachineView::FeedList(FeedListView {
        title: context.site.config.title.clone(),
        feeds: feeds.collect(),
    })
}

/// Makes a sitemap of the indexable pages in `range`.
pub fn sitemap(context: &Context, range: Range<usize>) -> MachineView {
    let pages = context.plan.indexable(range);
    let entries = pages.map(|page| {
        (
            context.permalink(&page.route),
            last_modified(context, &page.kind),
        )
    });
    MachineView::Sitemap(entries.collect())
}

/// Returns when a page last changed: of a brief by its own history, of a list by its newest brief.
fn last_modified(context: &Context, kind: &PageKind) -> Option<String> {
    let site = context.site;
    let newest = |list: &[BriefId], range: &Range<usize>| {
        let briefs = list.get(range.clone()).unwrap_or_default();
        briefs
            .iter()
            .map(|id| site.placed(*id).head.modified(site.now))
            .max()
    };
    let at = match kind {
        PageKind::Brief(id) => Some(site.placed(*id).head.modified(site.now)),
        PageKind::Home(branch, part) => newest(&site.branch(*branch).all.listed, &part.range),
        PageKind::Group(of) => newest(&site.members(of.branch, of.group).listed, &of.part.range),
        PageKind::Crossing(of) => {
            let briefs = site
                .crossing(of.branch, of.country, of.topic)
                .unwrap_or_default();
            newest(briefs, &(0..briefs.len()))
        }
        PageKind::Day(of) => newest(&site.branch(of.branch).archive[&of.period], &of.part.range),
        _ => None,
    };
    at.map(|at| rfc3339(at, &site.config.timezone))
}

/// Makes the index of `n_sitemaps` sitemaps.
pub fn sitemap_index(context: &Context, n_sitemaps: usize) -> MachineView {
    MachineView::SitemapIndex(
        (0..n_sitemaps)
            .map(|idx| context.permalink(&sitemap_route(idx)))
            .collect(),
    )
}

/// Makes robots.txt: the site's own text, or leave to read everything; and where the sitemap is.
pub fn robots(context: &Context) -> MachineView {
    let own = context
        .site
        .config
        .robots
        .as_deref()
        .unwrap_or("User-agent: *\nAllow: /");
    let sitemap = context.permalink(&Route::root().file(SITEMAP_FILE));
    let mut text = format!("{}\n", own.trim_end());
    if !text.to_lowercase().contains("sitemap:") {
        text.push_str(&format!("\nSitemap: {sitemap}\n"));
        let news = Route::root().file(NEWS_SITEMAP_FILE);
        if context.plan.page(&news).is_some() {
            text.push_str(&format!("Sitemap: {}\n", context.permalink(&news)));
        }
    }
    MachineView::Robots(text)
}

/// Makes the list of headers: the policy for all files, leave to keep the stylesheets for ever, whose names change
/// with what is in them.
pub fn headers(context: &Context) -> MachineView {
    let all = context.href(&Route::root());
    let mut text = format!(
        "{all}*\n  Content-Security-Policy: {POLICY}; frame-ancestors 'self'\n  \
         X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n"
    );
    for stylesheet in context.plan.stylesheets() {
        let href = context.href(stylesheet);
        text.push_str(&format!(
            "\n{href}\n  Cache-Control: public, max-age=31536000, immutable\n"
        ));
    }
    MachineView::Headers(text)
}

#[cfg(test)]
mod tests {
    use super::news_language;

    #[test]
    fn chinese_is_told_by_its_script() {
        let tags = [
            "en-GB",
            "zh",
            "zh-Hans",
            "zh-SG",
            "zh-TW",
            "zh-Hant",
            "zh-Hans-HK",
            "cmn-Hant",
            "yue",
        ];
        let expected = [
            "en", "zh-cn", "zh-cn", "zh-cn", "zh-tw", "zh-tw", "zh-cn", "zh-tw", "yue",
        ];
        assert_eq!(tags.map(news_language), expected);
    }
}
