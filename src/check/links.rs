//! `dead-link`, `dead-anchor`, `link-ambiguous`, `link-unpublished`, `link-nameless`, `address-misleading`: reports
//! links that lead nowhere, to the wrong place, or to something readers cannot see.
//!
//! Checks links in all texts and in the menu, by resolving them as the renderer does and looking the result up in the
//! plan. Links to other sites are not followed: that takes the network. Tracking in them is reported by `tracking`.

use crate::body::{Body, Target};
use crate::check::CheckContext;
use crate::diag::{Diagnostic, Place, catalog};
use crate::page::Anchors;
use crate::site::{BriefId, LanguageId, LinkOrigin, LinkQuery, Resolution};
use crate::url::{self, Route};

/// Checks the links in the text of a brief. The text of a withdrawn brief is not published, so its links cannot fail.
pub(super) fn brief(ctx: &CheckContext, id: BriefId, found: &mut Vec<Diagnostic>) {
    let linked = &ctx.brief(id);
    if linked.brief.meta.is_withdrawn() {
        return;
    }
    let from = LinkOrigin {
        path: &linked.brief.meta.path,
        lang: linked.node.lang,
    };
    LinkChecker {
        ctx,
        from,
        own: Some(&linked.node.route),
        found,
    }
    .body(&linked.brief.body);
}

/// Checks the links of entity files, of faulty briefs, and of the menu.
pub(super) fn others(ctx: &CheckContext, found: &mut Vec<Diagnostic>) {
    let site = ctx.site;
    // A faulty brief is not linked, so that its links resolve as from the main language.
    let lang = LanguageId(0);
    for brief in &ctx.texts.faulty {
        let from = LinkOrigin {
            path: &brief.meta.path,
            lang,
        };
        LinkChecker {
            ctx,
            from,
            own: None,
            found,
        }
        .body(&brief.body);
    }
    for (file, route) in site.entity_files() {
        let from = LinkOrigin {
            path: &file.path,
            lang: site.lang_of(file.language.as_deref()),
        };
        LinkChecker {
            ctx,
            from,
            own: route.as_ref(),
            found,
        }
        .body(&file.body);
    }
    let path = site.config.path.clone();
    let mut menu = LinkChecker {
        ctx,
        from: LinkOrigin { path: &path, lang },
        own: None,
        found,
    };
    for item in &site.config.nav {
        // Addresses in texts were checked by the parser of the body; those of the menu are checked only here.
        if let Some(fault) = url::fault(&item.link) {
            let place = Place::value(&path, &item.at);
            menu.found.push(catalog::links::address_misleading(
                place, &item.link, &fault,
            ));
            continue;
        }
        menu.one(&site.config.nav_target(item), Place::value(&path, &item.at));
    }
}

/// Checks the links of one file, all resolved from the same origin.
struct LinkChecker<'a> {
    ctx: &'a CheckContext<'a>,
    from: LinkOrigin<'a>,
    /// Address of the page that shows the file, if it has one: `#fragment` links resolve against it.
    own: Option<&'a Route>,
    found: &'a mut Vec<Diagnostic>,
}

impl LinkChecker<'_> {
    /// Checks all links of a text.
    fn body(&mut self, body: &Body) {
        for link in &body.links {
            let place = Place::span(self.from.path, link.span);
            match self.ctx.site.resolve(&link.target, self.from) {
                Resolution::Unpublished {
                    written,
                    name: None,
                } if link.bare => {
                    // `[[slug]]` takes its words from its target, whose name is as private as the target itself.
                    self.found
                        .push(catalog::targets::link_nameless(place, &written));
                }
                _ => self.one(&link.target, place),
            }
        }
    }

    /// Reports the link at `place` if `target` resolves to nothing that readers can open.
    fn one(&mut self, target: &Target, place: Place) {
        match self.ctx.site.resolve(target, self.from) {
            // A broken target is a file with errors of its own: one mistake, one message.
            Resolution::External(_) | Resolution::Broken(_) => {}
            Resolution::Here(id) => {
                if let Some(own) = self.own {
                    self.anchor(own, &id, place);
                }
            }
            Resolution::Page {
                route, fragment, ..
            } => {
                if let Some(id) = fragment {
                    self.anchor(&route, &id, place);
                }
            }
            Resolution::Address { route, fragment } => {
                self.address(&route, fragment.as_deref(), place)
            }
            Resolution::File(path) => {
                if self.ctx.plan.route_of_file(&path).is_none() {
                    let dead = catalog::targets::dead_link(place, "file", path.as_str(), None);
                    self.found.push(dead.hint_if(with_scheme(target)));
                }
            }
            Resolution::Unpublished { written, name } => {
                let name = name.as_ref().unwrap_or(&written);
                self.found
                    .push(catalog::targets::link_unpublished(place, name));
            }
            Resolution::Dead(LinkQuery::File, name) => {
                let nearest = self
                    .ctx
                    .suggestions
                    .file(self.ctx.site, &name, self.from.path);
                let dead =
                    catalog::targets::dead_link(place, LinkQuery::File, &name, nearest.as_deref());
                self.found.push(dead.hint_if(with_scheme(target)));
            }
            Resolution::Dead(sought, name) => {
                let nearest =
                    self.ctx.suggestions.name(self.ctx.site, sought, &name).map(
                        |near| match sought {
                            LinkQuery::Kind(kind) => format!("{kind}:{near}"),
                            LinkQuery::Any | LinkQuery::File => near.to_owned(),
                        },
                    );
                self.found.push(catalog::targets::dead_link(
                    place,
                    sought,
                    &name,
                    nearest.as_deref(),
                ));
            }
            Resolution::Ambiguous(written) => self
                .found
                .push(catalog::targets::link_ambiguous(place, &written)),
        }
    }

    fn address(&mut self, route: &Route, fragment: Option<&str>, place: Place) {
        let plan = self.ctx.plan;
        // A missing final `/` is no mistake: hosts redirect to the page.
        let route = plan.nearest_route(route);
        if plan.page(&route).is_none() {
            let nearest = self.ctx.suggestions.address(plan, &route);
            self.found.push(catalog::targets::dead_link(
                place,
                "page",
                route.as_str(),
                nearest,
            ));
        } else if let Some(id) = fragment {
            self.anchor(&route, id, place);
        }
    }

    /// Reports `id` if the page at `route` has no such anchor. Pages whose anchors are not known (copied HTML files,
    /// feeds) are not judged.
    fn anchor(&mut self, route: &Route, id: &str, place: Place) {
        let page = self.ctx.plan.page(route);
        let Some(anchors) = page.and_then(|page| Anchors::of(page, self.ctx.site, self.ctx.texts))
        else {
            return;
        };
        if !anchors.has(id) {
            let nearest = anchors.nearest(id);
            self.found.push(catalog::targets::dead_anchor(
                place,
                id,
                route.as_str(),
                nearest,
            ));
        }
    }
}

/// Returns a hint for a link to another site that lacks `https://`, and therefore looks like a file.
fn with_scheme(target: &Target) -> Option<String> {
    let Target::Relative { path, .. } = target else {
        return None;
    };
    url::without_scheme(path).map(|address| format!("write `{address}`"))
}
