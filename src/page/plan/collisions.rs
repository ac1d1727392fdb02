//! Two things at one address: found before anything is rendered, and said with the names of both.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Place, catalog};
use crate::page::plan::Page;
use crate::site::Site;

/// Finds pages at one address, also where only case or Unicode form tells them apart, and files where
/// another page needs a folder.
pub(super) fn collisions(site: &Site, pages: &[Page]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut keyed: Vec<(String, &Page)> = pages
        .iter()
        .map(|page| (page.route.collision_key(), page))
        .collect();
    // Stable: of those with one key, the first in the plan stays the first.
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut first: Option<&(String, &Page)> = None;
    for one in &keyed {
        match first {
            Some((key, page)) if *key == one.0 => found.push(collision(site, one.1, page)),
            _ => first = Some(one),
        }
    }
    // One page that needs a file to be a folder says it; the others would say the same.
    let find = |name: &str| {
        keyed
            .binary_search_by(|(key, _)| key.as_str().cmp(name))
            .ok()
    };
    let mut found_as_folder = BTreeSet::new();
    let mut last = "";
    for (key, page) in &keyed {
        let folder = key.rsplit_once('/').map_or("", |(folder, _)| folder);
        // Those that the page before lies in, too, have been looked for.
        let within = |part: &str| {
            last.strip_prefix(part)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let folders = key
            .match_indices('/')
            .map(|(end, _)| &key[..end])
            .filter(|part| !within(part));
        for file in folders.filter_map(find) {
            if found_as_folder.insert(file) {
                found.push(collision(site, page, keyed[file].1));
                break;
            }
        }
        last = folder;
    }
    found
}

/// Says that two pages have one address.
pub(super) fn collision(site: &Site, page: &Page, other: &Page) -> Diagnostic {
    // The generated one of two is not the one that the editor can rename.
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
