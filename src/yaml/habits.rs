//! Front matter keys of other static site generators and their counterparts here, so that an unknown key gets a
//! specific hint instead of the list of all keys. Misspelt keys are handled in `fields`.

use crate::yaml::Node;

/// Keys of other programs, each group with its counterpart here and the hint.
///
/// From the manuals of Jekyll, Hugo, Eleventy, Hexo, Pelican, Zola, Astro, Ghost and WordPress exports.
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

/// Keys of other programs without a counterpart here, whatever their value.
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

/// Returns the hint for the unknown key `name` with this value; `known` are the keys of the mapping.
pub(super) fn answer(name: &str, value: &Node, known: &[&str]) -> Option<String> {
    // Only briefs have a `status`: in other files these keys are plain mistakes.
    if known.contains(&"status") && matches!(name, "draft" | "published" | "publish" | "hidden") {
        return Some(draft_hint(name, value));
    }
    if known.contains(&"status") && POINTLESS.contains(&name) {
        return Some("delete it: it has no effect here".to_owned());
    }
    let habit = HABITS
        .iter()
        .find(|(names, key, _)| known.contains(key) && names.contains(&name));
    habit.map(|(_, _, what)| (*what).to_owned())
}

/// Returns the hint for a boolean draft or publish switch, which is the key `status` here.
fn draft_hint(name: &str, value: &Node) -> String {
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
