//! `robots.txt`: the site's own text, or leave to read everything; and where the sitemaps are.

use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::kinds::{news, sitemap};
use crate::page::plan::{Page, PageKind};
use crate::url::Route;

/// The rules for robots.
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

/// Returns the page.
pub(crate) fn page() -> Page {
    Page {
        route: Route::root().file("robots.txt"),
        kind: PageKind::Robots,
    }
}
