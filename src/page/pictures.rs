//! Pictures: which files beside a brief are copied, and where a picture's address is.

use crate::brief::Head;
use crate::page::Plan;
use crate::site::{From, Resolution, Site};
use crate::source::{SourceFile, SourceTree};
use crate::url::Route;

/// Returns the files beside a brief that is a folder of its own, each with its name below that folder.
/// Markdown files are other briefs or versions, never copied.
pub fn beside<'a>(brief: &Head, tree: &'a SourceTree) -> Vec<(&'a str, &'a SourceFile)> {
    let Some(folder) = &brief.folder else { return Vec::new() };
    let files = tree.under(folder).iter().filter(|file| !file.path.is_markdown());
    files.map(|file| (&file.path.as_str()[folder.len()..], file)).collect()
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
pub fn of_front(file: &str, site: &Site, from: From) -> Resolution {
    let target = if file.starts_with('/') {
        crate::body::Target::Absolute { path: file.to_owned(), fragment: None }
    } else {
        crate::body::Target::Relative { path: file.to_owned(), fragment: None }
    };
    site.resolve(&target, from)
}
