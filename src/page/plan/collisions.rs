//! Collisions: outputs that would share an address. Found before anything is rendered, and reported with the names of
//! both.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Place, catalog};
use crate::page::plan::Page;
use crate::site::Site;

/// Finds pages at the same address, including those that differ only by case or Unicode form, and files where another
/// page needs a folder of that name.
pub(super) fn collisions(site: &Site, pages: &[Page]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut keyed: Vec<(String, &Page)> = pages
        .iter()
        .map(|page| (page.route.collision_key(), page))
        .collect();
    // A stable sort: among pages with the same key, the first in the plan stays first and the later ones are reported.
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut first: Option<&(String, &Page)> = None;
    for one in &keyed {
        match first {
            Some((key, page)) if *key == one.0 => found.push(collision(site, one.1, page)),
            _ => first = Some(one),
        }
    }
    // A file `a` and pages below `a/`: report the first such page only, the others have the same cause.
    let find = |name: &str| {
        keyed
            .binary_search_by(|(key, _)| key.as_str().cmp(name))
            .ok()
    };
    let mut reported = BTreeSet::new();
    let mut last = "";
    for (key, page) in &keyed {
        let folder = key.rsplit_once('/').map_or("", |(folder, _)| folder);
        // Sorted keys share long prefixes: skip folders already checked for the page before, or a site with many pages
        // in deep folders would search for the same names again and again.
        let within = |part: &str| {
            last.strip_prefix(part)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let folders = key
            .match_indices('/')
            .map(|(end, _)| &key[..end])
            .filter(|part| !within(part));
        for file in folders.filter_map(find) {
            if reported.insert(file) {
                found.push(collision(site, page, keyed[file].1));
                break;
            }
        }
        last = folder;
    }
    found
}

/// Reports that two pages have the same address.
pub(super) fn collision(site: &Site, page: &Page, other: &Page) -> Diagnostic {
    // Blame the page that comes from a file: the editor cannot rename a generated one.
    let (page, other) = if page.kind.facts().origin(site).is_none() {
        (other, page)
    } else {
        (page, other)
    };
    let place = page
        .kind
        .facts()
        .origin(site)
        .unwrap_or_else(|| Place::file(&site.config.path));
    catalog::site::route_collision(
        place,
        page.route.as_str(),
        other.kind.facts().origin(site),
        other.route.as_str(),
    )
}
