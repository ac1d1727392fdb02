//! Starter content: the files that `dateline init` writes for a small site and `dateline new` for a single brief, topic
//! and so on.
//!
//! Returns texts only; `disk::create` writes them.

mod new_file;

use jiff::civil::Date;

use crate::source::SourcePath;

pub use new_file::{NewFile, Request, Surroundings, new_file};

/// Files of the starter site: paths, and texts before the dates are filled in.
const SITE: [(&str, &str); 11] = [
    ("site.yaml", include_str!("site/site.yaml")),
    (".gitignore", include_str!("site/gitignore")),
    ("README.md", include_str!("site/README.md")),
    (
        "content/briefs/lyr-floods-fields.md",
        include_str!("site/content/briefs/lyr-floods-fields.md"),
    ),
    (
        "content/briefs/school-reopens.md",
        include_str!("site/content/briefs/school-reopens.md"),
    ),
    (
        "content/pages/about.md",
        include_str!("site/content/pages/about.md"),
    ),
    (
        "content/pages/corrections.md",
        include_str!("site/content/pages/corrections.md"),
    ),
    (
        "content/publishers/example-wire.md",
        include_str!("site/content/publishers/example-wire.md"),
    ),
    (
        "content/publishers/port-amber-post.md",
        include_str!("site/content/publishers/port-amber-post.md"),
    ),
    (
        "content/storylines/lyr-flood.md",
        include_str!("site/content/storylines/lyr-flood.md"),
    ),
    (
        "content/topics/weather.md",
        include_str!("site/content/topics/weather.md"),
    ),
];

/// Returns the files of the starter site as written on the day `today`.
///
/// The briefs are dated on the two days before: whatever time zone the editor sets in `site.yaml`, they are not in the
/// future there.
pub fn site(today: Date) -> Vec<NewFile> {
    let yesterday = today.yesterday().unwrap_or(today);
    let day_before = yesterday.yesterday().unwrap_or(yesterday);
    let dated = |text: &str| {
        text.replace("{yesterday}", &yesterday.to_string())
            .replace("{day_before}", &day_before.to_string())
    };
    SITE.iter()
        .map(|(path, text)| NewFile {
            path: SourcePath::new(path),
            text: dated(text),
        })
        .collect()
}
