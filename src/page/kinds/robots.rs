//! `robots.txt`: the site's own rules, or permission to read everything; followed by the addresses of the sitemaps.

use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::kinds::{news, sitemap};
use crate::page::plan::{Page, PageKind};
use crate::url::Route;

/// The page with rules for crawlers.
pub(crate) struct Robots;

impl PageFacts for Robots {
    fn common(&self) -> Common {
        Common::machine("robots")
    }

    fn view(&self, context: &Context, _: &Page) -> View {
        let own = context
            .site
            .config
            .robots
            .as_deref()
            .unwrap_or("User-agent: *\nAllow: /");
        let mut text = format!("{}\n", own.trim_end());
        // An editor who names sitemaps by hand decides which ones.
        if !text.to_lowercase().contains("sitemap:") {
            let sitemap = context.permalink(&Route::root().file(sitemap::FILE));
            text.push_str(&format!("\nSitemap: {sitemap}\n"));
            let news = Route::root().file(news::FILE);
            if context.plan.page(&news).is_some() {
                text.push_str(&format!("Sitemap: {}\n", context.permalink(&news)));
            }
        }
        View::Machine(text.into_bytes())
    }
}

pub(crate) fn page() -> Page {
    Page {
        route: Route::root().file("robots.txt"),
        kind: PageKind::Robots,
    }
}
