//! Keys of other programs, and what they are here: a habit gets an answer, not the list of all keys.

use crate::yaml::Node;

/// Keys that other programs have, with the key that stands for them here and what to write.
/// Of Jekyll, Hugo, Eleventy, Hexo, Pelican, Zola, Astro, Ghost and WordPress exports, by their manuals.
const HABITS: [(&[&str], &str, &str); 17] = [
    (
        &["tags", "tag", "keywords"],
        "topics",
        "write `topics: …`, or `people` or `countries` for those",
    ),
    (
        &["categories", "category", "section", "taxonomies"],
        "topics",
        "write `topics: …`; the first topic is the section",
    ),
    (
        &[
            "description",
            "excerpt",
            "subtitle",
            "subtitles",
            "lead",
            "teaser",
            "dek",
            "abstract",
            "intro",
            "standfirst",
        ],
        "summary",
        "write `summary: …`, or delete it: the first sentences are then shown instead",
    ),
    (
        &["layout", "theme"],
        "template",
        "delete it; to use another template, write `template: NAME.html`",
    ),
    (
        &["permalink", "path", "url", "uri", "link"],
        "aliases",
        "the address consists of the date and the file's name (`slug: …` changes the name); write an old one as `aliases: /old/`",
    ),
    (
        &["redirect_from", "redirects", "redirect"],
        "aliases",
        "write `aliases: /old/address/`",
    ),
    (
        &[
            "lastmod",
            "modified",
            "updated",
            "last_modified_at",
            "updatedDate",
            "last_updated",
            "updated_at",
        ],
        "updates",
        "write what is new, and when: `updates: { 2021-07-26 10:00: What is new }`",
    ),
    (
        &[
            "pubDate",
            "pubdate",
            "publishDate",
            "published_at",
            "publish_date",
            "created",
            "created_at",
            "datetime",
        ],
        "date",
        "write `date: 2021-07-25 09:00`",
    ),
    (
        &["authors", "byline", "writer"],
        "author",
        "write `author: …`",
    ),
    (&["headline", "name"], "title", "write `title: …`"),
    (
        &[
            "cover",
            "thumbnail",
            "featured_image",
            "feature_image",
            "images",
            "banner",
            "hero",
            "photo",
            "picture",
        ],
        "image",
        "write `image: picture.jpg`, with `alt`, `caption` and `credit`",
    ),
    (
        &["lang", "locale"],
        "language",
        "write `language: …`, or add it to the file's name: `flood.ar.md`",
    ),
    (&["series", "thread"], "storyline", "write `storyline: …`"),
    (
        &["weight", "order", "sticky", "featured", "pinned"],
        "priority",
        "write `priority: 1`, the position in an edition",
    ),
    (
        &[
            "source_url",
            "source_link",
            "sourceUrl",
            "via",
            "citation",
            "reference",
            "references",
        ],
        "source",
        "write `source: https://…`",
    ),
    (
        &["location", "place", "country", "region"],
        "countries",
        "write `countries: EG`, with the two letters of ISO 3166-1",
    ),
    (
        &["expiryDate", "expires", "unpublish"],
        "status",
        "briefs do not expire: withdraw it with `status: withdrawn`, or delete the key",
    ),
];

/// Keys that mean nothing here, whatever they say.
const POINTLESS: [&str; 8] = [
    "toc",
    "comments",
    "math",
    "mermaid",
    "sitemap",
    "noindex",
    "output",
    "eleventyNavigation",
];

/// Returns what to write instead of the key `name` with this value, where `known` are the keys that may stand here.
pub(super) fn answer(name: &str, value: &Node, known: &[&str]) -> Option<String> {
    if known.contains(&"status") && matches!(name, "draft" | "published" | "publish" | "hidden") {
        return Some(of_draft(name, value));
    }
    if known.contains(&"status") && POINTLESS.contains(&name) {
        return Some("delete it: it has no effect here".to_owned());
    }
    let habit = HABITS
        .iter()
        .find(|(names, key, _)| known.contains(key) && names.contains(&name));
    habit.map(|(_, _, what)| (*what).to_owned())
}

/// A switch for drafts: what it says is a status here.
fn of_draft(name: &str, value: &Node) -> String {
    let text = match value {
        Node::Text(text) => text.as_str(),
        _ => "",
    };
    let is_on = matches!(
        text.to_ascii_lowercase().as_str(),
        "true" | "yes" | "on" | "1"
    );
    if is_on == matches!(name, "draft" | "hidden") {
        "write `status: draft`".to_owned()
    } else {
        "delete it: a brief is public from its `date` on, unless it has `status: draft`".to_owned()
    }
}
