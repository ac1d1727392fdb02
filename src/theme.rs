//! The default theme, embedded in the binary: templates and static files, which a site overrides by name. A test
//! compares the list with the folders.

use crate::source::{SourceFile, SourcePath, SourceTree};

// A list of our own: `include_dir` does not notice a file that was added until something else is compiled.
/// Embeds files by their paths in the repository.
macro_rules! embedded {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_bytes!(concat!("../", $path)))),*]
    };
}

/// The theme's stylesheet, served under a name with its hash.
pub const STYLESHEET: &str = "static/style.css";

/// A site's own stylesheet, loaded after the theme's, for small changes without replacing the theme's. Also served
/// under a name with its hash.
pub const OWN_STYLESHEET: &str = "static/site.css";

/// Ids on every page that links may point to.
///
/// All other ids in the templates begin with `_`, which no id in a text does, and may change.
pub const PAGE_PLACES: [&str; 1] = ["top"];

/// Ids on the page of a brief that links may point to, besides those of its sources and in its text.
pub const BRIEF_PLACES: [&str; 5] = ["top", "corrections", "method", "sources", "updates"];

/// Every file of the default theme: its path in a site, and its bytes. Sorted by path.
pub const FILES: &[(&str, &[u8])] = embedded![
    "static/favicon.svg",
    "static/style.css",
    "templates/404.html",
    "templates/archive.html",
    "templates/base.html",
    "templates/brief.html",
    "templates/components.html",
    "templates/corrections.html",
    "templates/countries.html",
    "templates/country.html",
    "templates/country_topic.html",
    "templates/day.html",
    "templates/edition.html",
    "templates/editions.html",
    "templates/group.html",
    "templates/home.html",
    "templates/i18n/ar.yaml",
    "templates/i18n/de.yaml",
    "templates/i18n/en.yaml",
    "templates/i18n/es.yaml",
    "templates/i18n/fr.yaml",
    "templates/index.html",
    "templates/organization.html",
    "templates/page.html",
    "templates/parts/footer.html",
    "templates/parts/head.html",
    "templates/parts/masthead.html",
    "templates/parts/nav.html",
    "templates/parts/scripts.html",
    "templates/people.html",
    "templates/person.html",
    "templates/publisher.html",
    "templates/redirect.html",
    "templates/region.html",
    "templates/storyline.html",
    "templates/storylines.html",
    "templates/topic.html",
    "templates/topics.html",
];

/// Adds the theme's files to `tree`; a file of the same path in `tree` wins.
pub fn complete(tree: &SourceTree) -> SourceTree {
    let missing = FILES
        .iter()
        .filter(|(path, _)| tree.get(path).is_none())
        .map(|(path, bytes)| {
            let path = SourcePath::new(path);
            (path.clone(), Some(SourceFile::new(path, bytes.to_vec())))
        });
    tree.with(missing.collect())
}
