//! The default theme, inside the binary: templates and static files that a site's own override by name.
//! A test holds this list against the folders.

use crate::source::{SourceFile, SourcePath, SourceTree};

/// The theme's stylesheet, which is served under a name with its hash.
pub const STYLESHEET: &str = "static/style.css";

/// A site's own stylesheet, which pages load behind the theme's: for what a site wants otherwise without taking
/// the theme's place. Served under a name with its hash too.
pub const OWN_STYLESHEET: &str = "static/site.css";

/// Places on every page that links may lead to. All else in the templates has an id that begins with `_`, which
/// no place of a text has, and which may change.
pub const PAGE_PLACES: [&str; 1] = ["top"];

/// Places on the page of a brief that links may lead to, besides its sources and what is in its text.
pub const BRIEF_PLACES: [&str; 5] = ["top", "corrections", "method", "sources", "updates"];

/// Every file of the default theme: its path in a site, and its bytes.
pub const FILES: &[(&str, &[u8])] = &[
    (
        "static/favicon.svg",
        include_bytes!("../static/favicon.svg"),
    ),
    ("static/style.css", include_bytes!("../static/style.css")),
    (
        "templates/404.html",
        include_bytes!("../templates/404.html"),
    ),
    (
        "templates/archive.html",
        include_bytes!("../templates/archive.html"),
    ),
    (
        "templates/base.html",
        include_bytes!("../templates/base.html"),
    ),
    (
        "templates/brief.html",
        include_bytes!("../templates/brief.html"),
    ),
    (
        "templates/corrections.html",
        include_bytes!("../templates/corrections.html"),
    ),
    (
        "templates/countries.html",
        include_bytes!("../templates/countries.html"),
    ),
    (
        "templates/country.html",
        include_bytes!("../templates/country.html"),
    ),
    (
        "templates/country_topic.html",
        include_bytes!("../templates/country_topic.html"),
    ),
    (
        "templates/day.html",
        include_bytes!("../templates/day.html"),
    ),
    (
        "templates/edition.html",
        include_bytes!("../templates/edition.html"),
    ),
    (
        "templates/editions.html",
        include_bytes!("../templates/editions.html"),
    ),
    (
        "templates/home.html",
        include_bytes!("../templates/home.html"),
    ),
    (
        "templates/i18n/ar.yaml",
        include_bytes!("../templates/i18n/ar.yaml"),
    ),
    (
        "templates/i18n/de.yaml",
        include_bytes!("../templates/i18n/de.yaml"),
    ),
    (
        "templates/i18n/en.yaml",
        include_bytes!("../templates/i18n/en.yaml"),
    ),
    (
        "templates/i18n/es.yaml",
        include_bytes!("../templates/i18n/es.yaml"),
    ),
    (
        "templates/i18n/fr.yaml",
        include_bytes!("../templates/i18n/fr.yaml"),
    ),
    (
        "templates/index.html",
        include_bytes!("../templates/index.html"),
    ),
    (
        "templates/list.html",
        include_bytes!("../templates/list.html"),
    ),
    (
        "templates/organization.html",
        include_bytes!("../templates/organization.html"),
    ),
    (
        "templates/page.html",
        include_bytes!("../templates/page.html"),
    ),
    (
        "templates/people.html",
        include_bytes!("../templates/people.html"),
    ),
    (
        "templates/person.html",
        include_bytes!("../templates/person.html"),
    ),
    (
        "templates/publisher.html",
        include_bytes!("../templates/publisher.html"),
    ),
    (
        "templates/redirect.html",
        include_bytes!("../templates/redirect.html"),
    ),
    (
        "templates/region.html",
        include_bytes!("../templates/region.html"),
    ),
    (
        "templates/storyline.html",
        include_bytes!("../templates/storyline.html"),
    ),
    (
        "templates/storylines.html",
        include_bytes!("../templates/storylines.html"),
    ),
    (
        "templates/topic.html",
        include_bytes!("../templates/topic.html"),
    ),
    (
        "templates/topics.html",
        include_bytes!("../templates/topics.html"),
    ),
];

/// Returns `tree` with the theme's files behind it: a file of the same path in `tree` wins.
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
