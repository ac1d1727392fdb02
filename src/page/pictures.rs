//! Pictures: which files beside a brief are copied, and where a picture's address is.

use crate::brief::BriefMeta;
use crate::page::Plan;
use crate::site::{LinkOrigin, Resolution, Site};
use crate::source::{SourceFile, SourceTree};
use crate::url::Route;

/// Returns the files beside a brief that is a folder of its own and names them: in its front matter, or in its text.
/// Nothing else in the folder is published. Markdown files are other briefs or versions, never copied.
pub fn beside<'a>(brief: &BriefMeta, tree: &'a SourceTree) -> Vec<&'a SourceFile> {
    let Some(folder) = &brief.folder else {
        return Vec::new();
    };
    let paths = brief
        .files
        .iter()
        .filter(|name| !name.starts_with('/'))
        .filter_map(|name| brief.path.resolve(name));
    let beside = paths.filter(|path| path.as_str().starts_with(folder.as_str()));
    beside
        .filter_map(|path| tree.get(path.as_str()))
        .filter(|file| !file.path.is_markdown())
        .collect()
}

/// Returns every file in the folder of a brief that could be published.
pub fn in_folder<'a>(folder: &str, tree: &'a SourceTree) -> impl Iterator<Item = &'a SourceFile> {
    tree.under(folder)
        .iter()
        .filter(|file| !file.path.is_markdown())
}

/// Returns the address of a picture: `target` as it was resolved from the text of a brief or page.
///
/// `None` if no such file is copied.
pub fn route(resolution: &Resolution, plan: &Plan) -> Option<Route> {
    match resolution {
        Resolution::File(path) => plan.route_of_file(path).cloned(),
        Resolution::Address { route, .. } => plan.page(route).map(|page| page.route.clone()),
        _ => None,
    }
}

/// Resolves the picture of a brief's front matter: `/x.jpg` from `static/`, else beside the brief.
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
