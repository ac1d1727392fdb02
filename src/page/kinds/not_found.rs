//! The page that servers show for an unknown address.

use crate::i18n::MessageKey;
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::plan::{Page, PageKind};
use crate::page::views::Frame;
use crate::site::{LanguageId, Site};
use crate::url::Route;

/// File name that most hosts serve for unknown addresses.
pub const FILE: &str = "404.html";

pub(crate) struct NotFound;

impl PageFacts for NotFound {
    fn common(&self) -> Common {
        Common::page("not found")
    }

    fn is_indexable(&self, _: &Site) -> bool {
        false
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let main = LanguageId(0);
        let frame = Frame {
            description: Some(context.format(MessageKey::NotFoundWhy, main)),
            ..Frame::new(
                context,
                main,
                "not-found",
                context.format(MessageKey::NotFound, main),
            )
        };
        let template_context = frame.seen(context, page);
        View::of(None, "404.html", template_context)
    }
}

pub(crate) fn pages(_: &Site) -> Vec<Page> {
    vec![Page {
        route: Route::root().file(FILE),
        kind: PageKind::NotFound,
    }]
}
