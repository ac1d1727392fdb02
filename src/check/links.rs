//! `dead-link`, `dead-anchor`, `link-ambiguous`, `link-unpublished`: every link leads somewhere.

use crate::body::{Body, Target};
use crate::check::Subject;
use crate::diag::{Diagnostic, Place, catalog};
use crate::page::Anchors;
use crate::site::{BranchId, BriefId, From, Resolution, Sought};
use crate::url::{self, Route};

/// Checks the links in the text of a brief.
pub(super) fn brief(subject: &Subject, id: BriefId, found: &mut Vec<Diagnostic>) {
    let linked = &subject.brief(id);
    if linked.brief.head.is_withdrawn() {
        return;
    }
    let from = From {
        path: &linked.brief.head.path,
        branch: linked.placed.branch,
    };
    Links {
        subject,
        from,
        own: Some(&linked.placed.route),
        found,
    }
    .body(&linked.brief.body);
}

/// Checks the links in every other text, and in the menu.
pub(super) fn others(subject: &Subject, found: &mut Vec<Diagnostic>) {
    let site = subject.site;
    let branch = BranchId(0);
    for brief in &subject.texts.faulty {
        let from = From {
            path: &brief.head.path,
            branch,
        };
        Links {
            subject,
            from,
            own: None,
            found,
        }
        .body(&brief.body);
    }
    for (file, route) in site.described() {
        let from = From {
            path: &file.path,
            branch: site.branch_of(file.language.as_deref()),
        };
        Links {
            subject,
            from,
            own: route.as_ref(),
            found,
        }
        .body(&file.body);
    }
    let path = site.config.path.clone();
    let mut menu = Links {
        subject,
        from: From {
            path: &path,
            branch,
        },
        own: None,
        found,
    };
    for item in &site.config.nav {
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

/// The links of one file.
struct Links<'a> {
    subject: &'a Subject<'a>,
    from: From<'a>,
    /// The address of the page they stand on, if it has one.
    own: Option<&'a Route>,
    found: &'a mut Vec<Diagnostic>,
}

impl Links<'_> {
    fn body(&mut self, body: &Body) {
        for link in &body.links {
            let place = Place::span(self.from.path, link.span);
            match self.subject.site.resolve(&link.target, self.from) {
                Resolution::Unpublished {
                    written,
                    name: None,
                } if link.bare => {
                    self.found
                        .push(catalog::site::link_nameless(place, &written));
                }
                _ => self.one(&link.target, place),
            }
        }
    }

    fn one(&mut self, target: &Target, place: Place) {
        match self.subject.site.resolve(target, self.from) {
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
                if self.subject.plan.route_of_file(&path).is_none() {
                    let dead = catalog::site::dead_link(place, "file", path.as_str(), None);
                    self.found.push(dead.hint_if(with_scheme(target)));
                }
            }
            Resolution::Unpublished { written, name } => {
                let name = name.as_ref().unwrap_or(&written);
                self.found
                    .push(catalog::site::link_unpublished(place, name));
            }
            Resolution::Dead(Sought::File, name) => {
                let nearest =
                    self.subject
                        .suggestions
                        .file(self.subject.site, &name, self.from.path);
                let dead = catalog::site::dead_link(place, Sought::File, &name, nearest.as_deref());
                self.found.push(dead.hint_if(with_scheme(target)));
            }
            Resolution::Dead(sought, name) => {
                let nearest = self
                    .subject
                    .suggestions
                    .name(self.subject.site, sought, &name)
                    .map(|near| match sought {
                        Sought::Kind(kind) => format!("{kind}:{near}"),
                        Sought::Any | Sought::File => near.to_owned(),
                    });
                self.found.push(catalog::site::dead_link(
                    place,
                    sought,
                    &name,
                    nearest.as_deref(),
                ));
            }
            Resolution::Ambiguous(written) => self
                .found
                .push(catalog::site::link_ambiguous(place, &written)),
        }
    }

    fn address(&mut self, route: &Route, fragment: Option<&str>, place: Place) {
        let plan = self.subject.plan;
        let route = plan.nearest_route(route);
        if plan.page(&route).is_none() {
            let nearest = self.subject.suggestions.address(plan, &route);
            self.found.push(catalog::site::dead_link(
                place,
                "page",
                route.as_str(),
                nearest,
            ));
        } else if let Some(id) = fragment {
            self.anchor(&route, id, place);
        }
    }

    fn anchor(&mut self, route: &Route, id: &str, place: Place) {
        let page = self.subject.plan.page(route);
        let Some(anchors) =
            page.and_then(|page| Anchors::of(page, self.subject.site, self.subject.texts))
        else {
            return;
        };
        if !anchors.has(id) {
            let nearest = anchors.nearest(id);
            self.found.push(catalog::site::dead_anchor(
                place,
                id,
                route.as_str(),
                nearest,
            ));
        }
    }
}

/// Returns what to write for a link to another site that lacks its `https://`, so that it seems to be a file.
fn with_scheme(target: &Target) -> Option<String> {
    let Target::Relative { path, .. } = target else {
        return None;
    };
    url::without_scheme(path).map(|address| format!("write `{address}`"))
}
