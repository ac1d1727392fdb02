//! A Hugo site that shows what Dateline's default theme shows in about the same way: pages of briefs, lists by topic
//! and country with their pages, feeds. It has no related briefs, backlinks, JSON-LD, lists by day, region or
//! publisher, and no checks.

use super::File;

/// Configuration and layouts: the path of each, and its text.
const FRAME: [(&str, &str); 11] = [
    ("hugo.toml", include_str!("hugo/hugo.toml")),
    ("static/style.css", include_str!("hugo/static/style.css")),
    (
        "layouts/baseof.html",
        include_str!("hugo/layouts/baseof.html"),
    ),
    ("layouts/page.html", include_str!("hugo/layouts/page.html")),
    (
        "layouts/_partials/list.html",
        include_str!("hugo/layouts/_partials/list.html"),
    ),
    ("layouts/home.html", include_str!("hugo/layouts/home.html")),
    ("layouts/term.html", include_str!("hugo/layouts/term.html")),
    (
        "layouts/taxonomy.html",
        include_str!("hugo/layouts/taxonomy.html"),
    ),
    ("layouts/404.html", include_str!("hugo/layouts/404.html")),
    (
        "layouts/home.atom.xml",
        include_str!("hugo/layouts/home.atom.xml"),
    ),
    (
        "layouts/term.atom.xml",
        include_str!("hugo/layouts/term.atom.xml"),
    ),
];

/// The files of the site but for its briefs.
pub(crate) fn frame() -> Vec<File> {
    FRAME
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}
