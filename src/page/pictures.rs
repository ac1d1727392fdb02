//! Pictures and other files beside a brief: which of them are copied, and at which addresses. The pages for them are
//! planned in `kinds::file`.

use crate::brief::BriefMeta;
use crate::page::Plan;
use crate::site::{LinkOrigin, Resolution, Site};
use crate::source::{SourceFile, SourceTree};
use crate::url::Route;

/// Returns the files in a brief's own folder that its front matter or its text names.
///
/// Nothing else in the folder is published. Markdown files are other briefs or versions and are never copied.
pub fn beside<'a>(brief: &BriefMeta, tree: &'a SourceTree) -> Vec<&'a SourceFile> {
    let Some(folder) = &brief.folder else {
        return Vec::new();
    };
    let paths = brief
        .files
        .iter()
        .filter(|name| !name.starts_with('/'))
        .filter_map(|name| brief.path.resolve(name));
    // `../other/x.jpg` resolves too, but leaves the folder: that file belongs to another brief, which may not be
    // public.
    let beside = paths.filter(|path| path.as_str().starts_with(folder.as_str()));
    beside
        .filter_map(|path| tree.get(path.as_str()))
        .filter(|file| !file.path.is_markdown())
        .collect()
}

/// Returns every file in the folder of a brief that could be published, named or not.
pub fn in_folder<'a>(folder: &str, tree: &'a SourceTree) -> impl Iterator<Item = &'a SourceFile> {
    tree.under(folder)
        .iter()
        .filter(|file| !file.path.is_markdown())
}

/// Returns the address of a picture from the resolution of its target; `None` if no such file is copied.
pub fn route(resolution: &Resolution, plan: &Plan) -> Option<Route> {
    match resolution {
        Resolution::File(path) => plan.route_of_file(path).cloned(),
        Resolution::Address { route, .. } => plan.page(route).map(|page| page.route.clone()),
        _ => None,
    }
}

/// Resolves the picture of a brief's front matter: `/x.jpg` in `static/`, else a file beside the brief.
pub fn of_front(file: &str, site: &Site, from: LinkOrigin) -> Resolution {
    let target = if file.starts_with('/') {
        crate::body::Target::Absolute {
            path: file.to_owned(),
            query: None,
            fragment: None,
        }
    } else {
        crate::body::Target::Relative {
            path: file.to_owned(),
            query: None,
            fragment: None,
        }
    };
    site.resolve(&target, from)
}
