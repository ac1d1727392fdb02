//! `dead-link`, `dead-anchor`, `link-ambiguous`, `link-unpublished`: every link leads somewhere.

use crate::body::{Body, Target};
use crate::check::Checked;
use crate::diag::{Diagnostic, Place, catalog};
use crate::entity::Described;
use crate::page::Anchors;
use crate::site::{BranchId, BriefId, From, Resolution};
use crate::source::SourcePath;
use crate::url::Route;

/// Checks the links in the text of a brief.
pub fn brief(checked: &Checked, id: BriefId, found: &mut Vec<Diagnostic>) {
    let linked = checked.site.brief(id);
    if linked.brief.is_withdrawn() {
        return;
    }
    let from = From { path: &linked.brief.path, branch: linked.branch };
    let own = linked.route.clone();
    body(checked, (&linked.brief.body, from), Some(&own), found);
}

/// Checks the links in every other text, and in the menu.
pub fn others(checked: &Checked, found: &mut Vec<Diagnostic>) {
    let site = checked.site;
    let main = BranchId(0);
    for brief in &site.faulty {
        let from = From { path: &brief.path, branch: main };
        body(checked, (&brief.body, from), None, found);
    }
    let groups = site.group_ids().filter_map(|id| {
        let file = site.group(id).described.as_deref()?;
        Some((file, site.group_route(main, id, None)))
    });
    let pages = site.pages.iter().enumerate().map(|(idx, file)| (&**file, site.page_route(idx)));
    let described: Vec<(&Described, Route)> = groups.chain(pages).collect();
    for (file, route) in described {
        let from = From { path: &file.path, branch: main };
        body(checked, (&file.body, from), Some(&route), found);
    }
    let path = SourcePath::new(crate::config::PATH);
    for item in &site.config.nav {
        let place = Place::value(&path, &item.at);
        let from = From { path: &path, branch: main };
        one(checked, (&crate::body::target(&item.link), from), (place, None), found);
    }
}

fn body(checked: &Checked, (body, from): (&Body, From), own: Option<&Route>, found: &mut Vec<Diagnostic>) {
    for link in &body.links {
        let place = Place::span(from.path, link.span);
        one(checked, (&link.target, from), (place, own), found);
    }
}

fn one(
    checked: &Checked,
    (target, from): (&Target, From),
    (place, own): (Place, Option<&Route>),
    found: &mut Vec<Diagnostic>,
) {
    match checked.site.resolve(target, from) {
        Resolution::External(_) | Resolution::Broken(_) => {}
        Resolution::Here(id) => {
            if let Some(own) = own {
                anchor(checked, (own, &id), place, found);
            }
        }
        Resolution::Page { route, fragment, .. } => {
            if let Some(id) = fragment {
                anchor(checked, (&route, &id), place, found);
            }
        }
        Resolution::Address { route, fragment } => {
            let route = checked.plan.nearest_route(&route);
            if checked.plan.page(&route).is_none() {
                found.push(catalog::site::dead_link(
                    place,
                    "page",
                    route.as_str(),
                    checked.plan.nearest_name(&route),
                ));
            } else if let Some(id) = fragment {
                anchor(checked, (&route, &id), place, found);
            }
        }
        Resolution::File(path) => {
            if checked.plan.route_of_file(&path).is_none() {
                found.push(catalog::site::dead_link(place, "file", path.as_str(), None));
            }
        }
        Resolution::Unpublished(name) => found.push(catalog::site::link_unpublished(place, &name)),
        Resolution::Dead(sought, name) => {
            let nearest = checked.site.nearest(sought, &name);
            found.push(catalog::site::dead_link(place, sought, &name, nearest));
        }
        Resolution::Ambiguous(written) => found.push(catalog::site::link_ambiguous(place, &written)),
    }
}

fn anchor(checked: &Checked, (route, id): (&Route, &str), place: Place, found: &mut Vec<Diagnostic>) {
    let page = checked.plan.page(route);
    let Some(anchors) = page.and_then(|page| Anchors::of(page, checked.site)) else { return };
    if !anchors.has(id) {
        found.push(catalog::site::dead_anchor(place, id, route.as_str(), anchors.nearest(id)));
    }
}
