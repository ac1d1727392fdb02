//! Files that are copied: those of `static/`, and those beside briefs that name them. Stylesheets are apart: the hash
//! in their names changes with their contents, so they are not part of the layout.

use std::collections::HashSet;

use crate::diag::Place;
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::pictures;
use crate::page::plan::{Page, PageKind};
use crate::site::{BriefNode, Site};
use crate::source::{SourceFile, SourcePath, SourceTree};
use crate::theme;
use crate::url::Route;

impl PageFacts for SourcePath {
    fn common(&self) -> Common {
        Common::machine("file")
    }

    fn origin(&self, _: &Site) -> Option<Place> {
        Some(Place::file(self))
    }

    fn view(&self, _: &Context, _: &Page) -> View {
        View::File(self.clone())
    }
}

/// Stylesheets in loading order, each with the beginning of its served name. The rest of the name is a hash of the
/// contents, so that browsers may keep the file for ever.
const STYLESHEETS: [(&str, &str); 2] = [
    (theme::STYLESHEET, "style"),
    (theme::OWN_STYLESHEET, "site"),
];

/// Returns whether the file at `path` is served under a name with its hash.
pub(crate) fn is_stylesheet(path: &SourcePath) -> bool {
    STYLESHEETS.iter().any(|(known, _)| *known == path.as_str())
}

/// Returns the stylesheets of `tree`, in loading order.
pub(crate) fn stylesheets(tree: &SourceTree) -> Vec<Page> {
    let files = STYLESHEETS
        .iter()
        .filter_map(|(path, name)| Some((tree.get(path)?, name)));
    files
        .map(|(file, name)| {
            page(
                Route::root(),
                &format!("{name}.{}.css", file.hash.short()),
                file,
            )
        })
        .collect()
}

fn page(folder: Route, name: &str, file: &SourceFile) -> Page {
    Page {
        route: folder.file(name),
        kind: PageKind::File(file.path.clone()),
    }
}

/// Returns the files of `static/` and those beside briefs.
pub(crate) fn pages(site: &Site, tree: &SourceTree) -> Vec<Page> {
    let mut pages = Vec::new();
    for file in tree
        .under("static/")
        .iter()
        .filter(|file| !is_stylesheet(&file.path))
    {
        let name = file
            .path
            .as_str()
            .strip_prefix("static/")
            .unwrap_or(file.path.as_str());
        pages.push(page(Route::root(), name, file));
    }
    // One copy for all versions of a brief, whose texts share a folder.
    let mut planned: HashSet<&SourcePath> = HashSet::new();
    for linked in &site.briefs {
        let Some(folder) = &linked.meta.folder else {
            continue;
        };
        // The files of a withdrawn brief are withdrawn with its text.
        if linked.meta.is_withdrawn() {
            continue;
        }
        let route = route_of_folder(site, linked);
        for file in pictures::beside(&linked.meta, tree) {
            if planned.insert(&file.path) {
                let name = &file.path.as_str()[folder.len()..];
                pages.push(page(route.clone(), name, file));
            }
        }
    }
    pages
}

/// Returns the address below which the files of a brief's folder are copied: that of its first version, which is the
/// original if there is one.
fn route_of_folder(site: &Site, linked: &BriefNode) -> Route {
    let versions = linked.versions.iter().map(|id| site.node(*id));
    let beside = versions.filter(|version| version.meta.folder == linked.meta.folder);
    let first = beside.chain([linked]).min_by_key(|version| version.lang);
    first.unwrap_or(linked).route.clone()
}
