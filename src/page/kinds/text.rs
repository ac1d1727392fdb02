//! A file of `content/pages/` as a page at its own path.

use crate::diag::Place;
use crate::page::body_html;
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::kinds::corrections;
use crate::page::plan::{Page, PageKind, TextIdx};
use crate::page::view::{TemplateContext, TextView};
use crate::page::views::{Frame, describe};
use crate::site::{BriefTexts, Site};
use crate::url::Route;

impl PageFacts for TextIdx {
    fn common(&self) -> Common {
        Common::page("page")
    }

    fn origin(&self, site: &Site) -> Option<Place> {
        Some(Place::file(&site.pages[self.0].path))
    }

    fn places(&self, site: &Site, _: &BriefTexts) -> Vec<String> {
        site.pages[self.0].body.anchors.clone()
    }

    fn is_in_all_languages(&self) -> bool {
        true
    }

    fn data(&self, _: &Context, _: &Route, _: &Frame) -> Option<String> {
        None
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let file = &context.site.pages[self.0];
        let lang = context.site.lang_of(file.language.as_deref());
        let title = file.name().unwrap_or_default().to_owned();
        let frame = Frame {
            description: describe::file(context, lang, file),
            ..Frame::new(context, lang, "page", title.clone())
        };
        let template_context = TemplateContext {
            text: Some(TextView {
                title,
                html: body_html::of_file(context, lang, file),
                extra: file.extra.clone(),
            }),
            ..frame.seen(context, page)
        };
        View::of(file.template.as_deref(), "page.html", template_context)
    }
}

/// Returns the pages of all files, except those that are the text of another page.
pub(crate) fn pages(site: &Site) -> Vec<Page> {
    let files = (0..site.pages.len()).filter(|idx| !corrections::is_text(site, *idx));
    files
        .map(|page_idx| Page {
            route: site.page_route(page_idx),
            kind: PageKind::Text(TextIdx(page_idx)),
        })
        .collect()
}
