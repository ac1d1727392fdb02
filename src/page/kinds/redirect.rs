//! Redirects: pages at old addresses (`aliases`) that lead to the new one.

use crate::content::Alias;
use crate::diag::Place;
use crate::i18n::MessageKey;
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::plan::{Page, PageKind, Redirect};
use crate::page::view::{PageView, RedirectView, TemplateContext};
use crate::page::views::Frame;
use crate::site::{LanguageId, Site};
use crate::source::SourcePath;
use crate::url::Route;

impl PageFacts for Redirect {
    fn common(&self) -> Common {
        Common::machine("redirect")
    }

    fn origin(&self, _: &Site) -> Option<Place> {
        Some(self.place.clone())
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let main = LanguageId(0);
        let frame = Frame {
            trail: Vec::new(),
            ..Frame::new(
                context,
                main,
                "redirect",
                context.format(MessageKey::Moved, main),
            )
        };
        let template_context = TemplateContext {
            page: Some(PageView {
                // Search engines should index the target, not the old address.
                canonical: context.site.config.base.permalink(&self.to),
                ..frame.view(context, page)
            }),
            redirect: Some(RedirectView {
                href: context.href(&self.to),
            }),
            ..TemplateContext::default()
        };
        View::of(None, "redirect.html", template_context)
    }
}

/// Returns the redirects, and pairs of an alias without a page of its own and the address that answers for it.
pub(crate) fn pages(site: &Site) -> (Vec<Page>, Vec<(Route, Route)>) {
    let mut redirects = Redirects::default();
    for linked in &site.briefs {
        redirects.add(&linked.meta.aliases, &linked.route, &linked.meta.path);
    }
    for (file, route) in site.entity_files() {
        let Some(route) = route else { continue };
        redirects.add(&file.aliases, &route, &file.path);
    }
    (redirects.pages, redirects.same)
}

#[derive(Default)]
struct Redirects {
    pages: Vec<Page>,
    /// Aliases that some file systems confuse with another address of the same page, each with that address.
    same: Vec<(Route, Route)>,
}

impl Redirects {
    /// Adds redirects to `route`. Of several aliases that some file systems confuse, only the first gets a page.
    fn add(&mut self, aliases: &[Alias], route: &Route, path: &SourcePath) {
        if aliases.is_empty() {
            return;
        }
        // The page's own address counts too: on a case-insensitive file system, an alias that differs by case only
        // would overwrite the page.
        let mut known = vec![(route.collision_key(), route)];
        for alias in aliases {
            let key = alias.route.collision_key();
            match known.iter().find(|(known, _)| *known == key) {
                Some((_, first)) => self.same.push((alias.route.clone(), (*first).clone())),
                None => {
                    known.push((key, &alias.route));
                    let to = route.clone();
                    let place = alias.place(path);
                    self.pages.push(Page {
                        route: alias.route.clone(),
                        kind: PageKind::Redirect(Redirect { to, place }),
                    });
                }
            }
        }
    }
}
