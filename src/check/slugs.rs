//! `slug-invalid`, `slug-locked`: no new address is one that a file system or a command may take for something else.

use std::collections::BTreeSet;

use crate::check::{CheckContext, URLS_LOCK};
use crate::diag::{Diagnostic, Place, catalog};
use crate::source::{FieldPath, SourcePath};
use crate::url::{Route, Slug, SlugFault};

/// Checks the names of everything that has an address.
pub(super) fn site(ctx: &CheckContext, found: &mut Vec<Diagnostic>) {
    let site = ctx.site;
    let mut faults: Vec<Fault> = Vec::new();
    for node in &site.briefs {
        faults.extend(Fault::of(
            &node.meta.path,
            node.meta.slug.as_str(),
            &node.route,
        ));
    }
    for (file, route) in site.entity_files() {
        // What has no page yet will have one.
        let route = route.unwrap_or_else(|| Route::root().page(file.slug.as_str()));
        faults.extend(Fault::of(&file.path, file.slug.as_str(), &route));
        // Folders have no grammar of their own, but lie on the same disks.
        let is_device = |folder: &&str| Slug::fault_of(folder) == Some(SlugFault::Device);
        let folder = file.below.split('/').find(is_device);
        faults.extend(folder.and_then(|folder| Fault::of(&file.path, folder, &route)));
    }
    if !faults.is_empty() {
        let locked = locked(ctx);
        found.extend(faults.into_iter().map(|fault| fault.report(&locked)));
    }
    let config = &site.config.path;
    for slug in site.config.own_region_slugs() {
        if let Some(fault) = Slug::fault_of(slug.as_str()) {
            let place = Place::key(config, &FieldPath::key("regions").at_key(slug.as_str()));
            found.push(invalid(place, slug.as_str(), fault));
        }
    }
}

/// A part of an address that nothing new may have.
struct Fault<'a> {
    path: &'a SourcePath,
    part: &'a str,
    route: Route,
    fault: SlugFault,
}

impl<'a> Fault<'a> {
    fn of(path: &'a SourcePath, part: &'a str, route: &Route) -> Option<Self> {
        Some(Fault {
            path,
            part,
            route: route.clone(),
            fault: Slug::fault_of(part)?,
        })
    }

    fn report(self, locked: &BTreeSet<&str>) -> Diagnostic {
        let Fault {
            path,
            part,
            route,
            fault,
        } = self;
        // The name is that of a file or a folder, or is given.
        let is_name = path
            .as_str()
            .split('/')
            .any(|name| name.split('.').next() == Some(part));
        let place = if is_name {
            Place::file(path)
        } else {
            Place::value(path, &FieldPath::key("slug"))
        };
        if locked.contains(route.as_str()) {
            return catalog::urls::slug_locked(place, part, &fault.to_string());
        }
        let is_folder = !route.as_str().ends_with(&format!("/{part}/"));
        let hint = |slug: Slug| match is_folder {
            true => format!("rename the folder to `{slug}`"),
            false => format!("rename it to `{slug}`, or add `slug: {slug}`"),
        };
        invalid(place, part, fault).hint_if(Slug::from_text(part).filter(|_| is_name).map(hint))
    }
}

fn invalid(place: Place, part: &str, fault: SlugFault) -> Diagnostic {
    let instead = Slug::from_text(part);
    catalog::fields::slug_invalid(
        place,
        part,
        &fault.to_string(),
        instead.as_ref().map(Slug::as_str),
    )
}

/// The addresses that were published.
fn locked<'a>(ctx: &CheckContext<'a>) -> BTreeSet<&'a str> {
    let text = ctx
        .tree
        .get(URLS_LOCK)
        .and_then(|file| str::from_utf8(file.bytes()).ok());
    text.unwrap_or_default().lines().collect()
}
