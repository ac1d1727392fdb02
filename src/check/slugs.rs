//! `slug-invalid`, `slug-locked`: reports slugs and folder names that a file system or a command may take for
//! something else, such as Windows device names.
//!
//! The grammar itself is in `url::Slug`. An address that was published already is only warned about, since renaming
//! would break it; `urls.lock` tells which these are.

use std::collections::BTreeSet;

use crate::check::{CheckContext, URLS_LOCK};
use crate::diag::{Diagnostic, Place, catalog};
use crate::source::{FieldPath, SourcePath};
use crate::url::{Route, Slug, SlugFault};

/// Checks the slugs of everything that has an address, and of the regions in the settings.
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
        // An entity that nothing names yet has no page, but will get one under this slug.
        let route = route.unwrap_or_else(|| Route::root().page(file.slug.as_str()));
        faults.extend(Fault::of(&file.path, file.slug.as_str(), &route));
        // Folders need not be slugs, but on Windows not even a folder can be called `con`.
        let is_device = |folder: &&str| Slug::fault_of(folder) == Some(SlugFault::Device);
        let folder = file.below.split('/').find(is_device);
        faults.extend(folder.and_then(|folder| Fault::of(&file.path, folder, &route)));
    }
    // Read only when needed: the list has a line for every published address.
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
        // The slug comes from a file or folder name, or else from the field `slug`: that is where it is fixed.
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

/// Returns the published addresses.
fn locked<'a>(ctx: &CheckContext<'a>) -> BTreeSet<&'a str> {
    let text = ctx
        .tree
        .get(URLS_LOCK)
        .and_then(|file| str::from_utf8(file.bytes()).ok());
    text.unwrap_or_default().lines().collect()
}
