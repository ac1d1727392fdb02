//! The index of sitemaps, needed when there are several (sitemaps.org, protocol 0.9).

use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::kinds::sitemap::{self, NAMESPACE};
use crate::page::plan::{NSitemaps, Page, PageKind};
use crate::page::xml::Xml;
use crate::url::Route;

impl PageFacts for NSitemaps {
    fn common(&self) -> Common {
        Common::machine("sitemap")
    }

    fn view(&self, context: &Context, _: &Page) -> View {
        let mut xml = Xml::document();
        xml.open("sitemapindex", &[NAMESPACE]);
        for idx in 0..self.0 {
            xml.open("sitemap", &[]);
            xml.text("loc", &[], &context.permalink(&sitemap::numbered(idx)));
            xml.close("sitemap");
        }
        xml.close("sitemapindex");
        View::Machine(xml.into_bytes())
    }
}

/// Returns the index of `n_sitemaps` sitemaps; `None` for a single one, which needs no index.
pub(crate) fn page(n_sitemaps: usize) -> Option<Page> {
    (n_sitemaps > 1).then(|| Page {
        route: Route::root().file(sitemap::FILE),
        kind: PageKind::SitemapIndex(NSitemaps(n_sitemaps)),
    })
}
