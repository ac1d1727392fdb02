//! The sitemap of the latest news, for news search engines
//! (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap>).

use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::kinds::sitemap::NAMESPACE;
use crate::page::plan::{NewsBriefs, Page, PageKind};
use crate::page::xml::Xml;
use crate::site::{BriefId, NEWS, Site};
use crate::time::rfc3339;
use crate::url::Route;

pub(crate) const FILE: &str = "sitemap-news.xml";
/// Maximum number of entries in a news sitemap.
const MAX_NEWS: usize = 1_000;

impl PageFacts for NewsBriefs {
    fn common(&self) -> Common {
        Common::machine("sitemap")
    }

    fn view(&self, context: &Context, _: &Page) -> View {
        let site = context.site;
        let google = "http://www.google.com/schemas/sitemap-news/0.9";
        let mut xml = Xml::document();
        xml.open("urlset", &[NAMESPACE, ("xmlns:news", google)]);
        for id in &self.0 {
            let linked = site.node(*id);
            let published = rfc3339(linked.meta.public_from(), &site.config.timezone);
            xml.open("url", &[]);
            xml.text("loc", &[], &context.permalink(&linked.route));
            xml.open("news:news", &[]);
            xml.open("news:publication", &[]);
            xml.text("news:name", &[], &site.config.title);
            let language = news_language(&site.lang(linked.lang).language);
            xml.text("news:language", &[], &language);
            xml.close("news:publication");
            xml.text("news:publication_date", &[], &published);
            xml.text("news:title", &[], &linked.meta.title);
            xml.close("news:news");
            xml.close("url");
        }
        xml.close("urlset");
        View::Machine(xml.into_bytes())
    }
}

/// Returns the news sitemap, if there is recent news.
pub(crate) fn page(site: &Site) -> Option<Page> {
    let news = latest(site);
    (!news.is_empty()).then(|| Page {
        route: Route::root().file(FILE),
        kind: PageKind::NewsSitemap(NewsBriefs(news)),
    })
}

/// Returns the briefs that became public in the last [`NEWS`], newest first.
fn latest(site: &Site) -> Vec<BriefId> {
    // A sum beyond the range of timestamps has not passed yet.
    let is_old = |id: &BriefId| {
        site.node(*id)
            .released
            .checked_add(NEWS)
            .is_ok_and(|end| end <= site.now)
    };
    let is_new = |id: &BriefId| {
        let node = site.node(*id);
        node.position.is_some() && node.released <= site.now
    };
    // Ids are newest first, so the first brief that is too old ends the search. The filter drops hidden, withdrawn and
    // future ones.
    site.brief_ids()
        .take_while(|id| !is_old(id))
        .filter(is_new)
        .take(MAX_NEWS)
        .collect()
}

/// Converts a BCP 47 tag to the language codes of news sitemaps: the language alone, of two or three letters.
///
/// Chinese is the exception: `zh-cn` if simplified, `zh-tw` if traditional.
fn news_language(tag: &str) -> String {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    if !matches!(language, "zh" | "cmn") {
        return language.to_owned();
    }
    let others: Vec<&str> = parts.collect();
    let has = |part: &str| others.contains(&part);
    // The script decides; without one, the script that is usual in the region.
    let is_traditional = has("hant") || !has("hans") && ["tw", "hk", "mo"].into_iter().any(has);
    if is_traditional { "zh-tw" } else { "zh-cn" }.to_owned()
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
