//! The list of all feeds, as OPML 2.0 (<http://opml.org/spec2.opml>).

use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::feeds;
use crate::page::plan::{Page, PageKind};
use crate::page::xml::Xml;
use crate::url::Route;

const FILE: &str = "feeds.opml";

/// The page with the list of all feeds.
pub(crate) struct FeedList;

impl PageFacts for FeedList {
    fn common(&self) -> Common {
        Common::machine("list of feeds")
    }

    /// Lists each feed once: as Atom, or as JSON Feed if the site writes no Atom.
    fn view(&self, context: &Context, _: &Page) -> View {
        let mut xml = Xml::document();
        xml.open("opml", &[("version", "2.0")]);
        xml.open("head", &[]);
        xml.text("title", &[], &context.site.config.title);
        xml.close("head");
        xml.open("body", &[]);
        let first = context.site.config.feeds.iter().min();
        for page in context.plan.pages() {
            let PageKind::Feed(feed) = &page.kind else {
                continue;
            };
            if Some(&feed.kind) == first {
                let title = feeds::title(context, feed.lang, feed.of);
                let list = context.permalink(&feeds::page_route(context.site, feed.lang, feed.of));
                // OPML has the type `rss` for feeds of any format.
                let attributes = [
                    ("type", "rss"),
                    ("text", &title),
                    ("xmlUrl", &context.permalink(&page.route)),
                    ("htmlUrl", &list),
                ];
                xml.empty("outline", &attributes);
            }
        }
        xml.close("body");
        xml.close("opml");
        View::Machine(xml.into_bytes())
    }
}

/// Returns the list, if `pages` contains a feed.
pub(crate) fn page(pages: &[Page]) -> Option<Page> {
    let is_feed = |page: &Page| matches!(page.kind, PageKind::Feed(_));
    pages.iter().any(is_feed).then(|| Page {
        route: Route::root().file(FILE),
        kind: PageKind::FeedList,
    })
}
