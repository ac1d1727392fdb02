//! Renders the HTML of a parsed body: fills its holes with the addresses that its links and pictures have from this
//! page or from a feed.
//!
//! The body itself is made in `body`, which knows no site; where a link leads is decided by `site::resolve`.

use std::borrow::Cow;

use crate::body::{
    Body, Fill, LinkFill, Marks, MentionFill, Note, Target, TaskLabels, TitleLanguage, escape,
    fill_holes,
};
use crate::brief;
use crate::entity::EntityFile;
use crate::i18n::{Catalog, MessageKey};
use crate::page::context::Context;
use crate::page::pictures;
use crate::page::view::CitedView;
use crate::site::{BriefNode, LanguageId, LinkOrigin, LinkedBrief, Resolution, Site, Title};
use crate::url::{Route, encode_fragment};

/// Fills for the holes of one body: addresses of its links and pictures, and texts of the interface around them.
pub(super) struct BodyLinks<'a> {
    links: Vec<LinkFill>,
    images: Vec<String>,
    mentions: Vec<MentionFill>,
    catalog: &'a Catalog,
    tasks: TaskLabels,
}

impl<'a> BodyLinks<'a> {
    /// Resolves links to paths, for a page.
    pub(super) fn on_page(context: &Context<'a>, body: &Body, from: LinkOrigin) -> Self {
        BodyLinks::new(context, body, from, |route| context.href(route))
    }

    /// Resolves links to full addresses, for a feed.
    pub(super) fn full(context: &Context<'a>, linked: &LinkedBrief) -> Self {
        let from = LinkOrigin {
            path: &linked.brief.meta.path,
            lang: linked.node.lang,
        };
        let mut links = BodyLinks::new(context, &linked.brief.body, from, |route| {
            context.permalink(route)
        });
        // `#id` would point into the feed reader's own page.
        let own = context.permalink(&linked.node.route);
        for link in &mut links.links {
            if let LinkFill::To { href, .. } = link
                && href.starts_with('#')
            {
                *href = format!("{own}{href}");
            }
        }
        links
    }

    /// Resolves all links and pictures of `body`; `to` turns an address into a link.
    ///
    /// Links that cannot work become plain text, so that a preview still shows the page; `check` reports them.
    fn new(
        context: &Context<'a>,
        body: &Body,
        from: LinkOrigin,
        to: impl Fn(&Route) -> String,
    ) -> Self {
        let fragment = |fragment: &Option<String>| {
            fragment
                .as_deref()
                .map(|id| format!("#{}", encode_fragment(id)))
                .unwrap_or_default()
        };
        let fill = |target: &Target| match context.site.resolve(target, from) {
            Resolution::External(href) => LinkFill::External(href),
            Resolution::Here(id) => LinkFill::To {
                href: format!("#{}", encode_fragment(&id)),
                title: id,
                language: None,
            },
            Resolution::Page {
                route,
                title,
                fragment: id,
            } => LinkFill::To {
                href: to(&route) + &target.query() + &fragment(&id),
                language: title_language(context, from.lang, &title),
                title: context.site.title(title),
            },
            Resolution::Address {
                route,
                fragment: id,
            } => {
                let route = context.plan.nearest_route(&route);
                LinkFill::To {
                    href: to(&route) + &target.query() + &fragment(&id),
                    title: route.to_string(),
                    language: None,
                }
            }
            Resolution::File(path) => match context.plan.route_of_file(&path) {
                Some(route) => LinkFill::To {
                    href: to(route) + &target.query(),
                    title: path.file_name().to_owned(),
                    language: None,
                },
                None => LinkFill::Plain {
                    title: path.file_name().to_owned(),
                },
            },
            Resolution::Unpublished { name, .. } => LinkFill::Plain {
                title: name.unwrap_or_default(),
            },
            Resolution::Broken(title) | Resolution::Dead(_, title) => LinkFill::Plain { title },
            Resolution::Ambiguous(written) => LinkFill::Plain {
                title: written.concat(),
            },
        };
        let images = body.images.iter().map(|image| {
            let resolution = context.site.resolve(&image.target, from);
            let route = pictures::route(&resolution, context.plan);
            route
                .map(|route| to(&route) + &image.target.query())
                .unwrap_or_default()
        });
        let catalog = context.catalog(from.lang);
        BodyLinks {
            catalog,
            tasks: TaskLabels {
                done: catalog.format(MessageKey::TaskDone, &[]),
                open: catalog.format(MessageKey::TaskOpen, &[]),
            },
            links: body.links.iter().map(|link| fill(&link.target)).collect(),
            images: images.collect(),
            mentions: Vec::new(),
        }
    }

    /// Adds names in the text that become links.
    pub(super) fn with_mentions(self, mentions: Vec<MentionFill>) -> Self {
        BodyLinks { mentions, ..self }
    }

    /// Renders the text of `body` without its notes.
    pub(super) fn text(&self, body: &Body, marks: Marks) -> String {
        let (links, images) = (self.links.as_slice(), self.images.as_slice());
        fill_holes(
            &body.main,
            body,
            &Fill {
                links,
                images,
                mentions: &self.mentions,
                marks,
                tasks: &self.tasks,
            },
        )
    }

    /// Renders `note`, which must belong to `body`.
    pub(super) fn note(&self, note: &Note, body: &Body, marks: Marks) -> String {
        let (links, images) = (self.links.as_slice(), self.images.as_slice());
        fill_holes(
            &note.html,
            body,
            &Fill {
                links,
                images,
                mentions: &[],
                marks,
                tasks: &self.tasks,
            },
        )
    }
}

/// Returns the language of `title`, or `None` if it is that of the page, `lang`.
fn title_language(context: &Context, lang: LanguageId, title: &Title) -> Option<TitleLanguage> {
    let of = context.site.title_lang(title);
    let language = || TitleLanguage {
        tag: context.site.lang(of).language.clone(),
        direction: context.locale(of).direction(),
    };
    (of != lang).then(language)
}

/// Returns the text of a link that has none of its own: the name of its target, or an empty text if that is not public.
pub(super) fn title(site: &Site, target: &Target, from: LinkOrigin) -> String {
    match site.resolve(target, from) {
        Resolution::Page { title, .. } => site.title(title),
        Resolution::Unpublished { name, .. } => name.unwrap_or_default(),
        _ => target.written().trim_matches(['[', ']']).to_owned(),
    }
}

/// Returns the lead paragraph of `body` from the file `from`, with links without text named as on the page.
pub(super) fn lead<'b>(site: &Site, body: &'b Body, from: LinkOrigin) -> Cow<'b, str> {
    body.lead
        .with_titles(|link_idx| title(site, &body.links[link_idx].target, from))
}

/// Returns the summary of a brief: the editor's, or else the first sentences of the lead, as the page shows it.
pub fn summary<'b>(site: &Site, node: &'b BriefNode) -> Cow<'b, str> {
    let meta = &node.meta;
    // A summary made from the lead cannot be stored with the metadata: links without text show the name of their
    // target, which only the linked site knows.
    let Some(lead) = &meta.lead else {
        return Cow::Borrowed(&meta.summary);
    };
    let from = LinkOrigin {
        path: &meta.path,
        lang: node.lang,
    };
    let title = |link_idx: usize| {
        let link = meta.internal_links.iter().find(|(idx, _)| *idx == link_idx);
        link.map_or(String::new(), |(_, target)| title(site, target, from))
    };
    let language = &site.lang(node.lang).language;
    Cow::Owned(brief::summary_of(&lead.with_titles(title), language))
}

/// Renders the text of `file` for a page of `lang`.
pub(super) fn of_file(context: &Context, lang: LanguageId, file: &EntityFile) -> String {
    let path = &file.path;
    let links = BodyLinks::on_page(context, &file.body, LinkOrigin { path, lang });
    stitched(&file.body, &links, Marks::Page)
}

/// Renders all of `body`, with its notes as a list at the end.
pub(super) fn stitched(body: &Body, links: &BodyLinks, marks: Marks) -> String {
    let mut html = links.text(body, marks);
    if body.notes.is_empty() {
        return html;
    }
    // Sources and notes share one sequence of numbers, because their marks look alike in the text.
    let first = body.sources.len() + 1;
    html.push_str(&match first {
        // `start="1"` is the default: leave it out of every page.
        1 => "<ol class=\"d-notes\">\n".to_owned(),
        first => format!("<ol class=\"d-notes\" start=\"{first}\">\n"),
    });
    for (note, number) in body.notes.iter().zip(first..) {
        let text = links.note(note, body, marks);
        match marks {
            Marks::Feed => html.push_str(&format!("<li>{text}</li>\n")),
            Marks::Page => {
                html.push_str(&format!("<li id=\"_note-{number}\">{text}"));
                let places = cited(note.n_refs, |nth| format!("_noteref-{number}-{nth}"));
                for (place, nth) in places.iter().zip(1..) {
                    html.push_str(&back(links.catalog, number, (place, nth)));
                }
                html.push_str("</li>\n");
            }
        }
    }
    html.push_str("</ol>\n");
    html
}

/// Lists the `n_places` places that cite something; `id` makes the id of each from its number, counted from 1.
///
/// A single place has no letter.
pub(super) fn cited(n_places: usize, id: impl Fn(usize) -> String) -> Vec<CitedView> {
    let letter = |nth: usize| (n_places > 1).then(|| letters(nth));
    (1..=n_places)
        .map(|nth| CitedView {
            id: id(nth),
            letter: letter(nth),
        })
        .collect()
}

/// Returns the letters for the number `nth`, from 1: `a` to `z`, then `aa`, `ab`, ….
fn letters(nth: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = nth;
    while rest > 0 {
        letters.push(char::from(b'a' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

/// Renders the link from note `number` back to its mention in the text, given as the place and its number.
fn back(catalog: &Catalog, number: usize, mention: (&CitedView, usize)) -> String {
    let (place, nth) = mention;
    let count = |count: usize| {
        catalog
            .locale()
            .number(i64::try_from(count).unwrap_or(i64::MAX))
    };
    // The accessible name contains the visible letter, so that speech input can activate the link (WCAG 2.5.3).
    let mention_name = place.letter.clone().unwrap_or_else(|| count(nth));
    let label = catalog.format(
        MessageKey::BackToMention,
        &[("mention", &mention_name), ("note", &count(number))],
    );
    let (link_text, class) = match &place.letter {
        Some(letter) => (letter.as_str(), "d-back d-letter"),
        None => ("↩", "d-back"),
    };
    format!(
        " <a class=\"{class}\" href=\"#{}\" role=\"doc-backlink\" aria-label=\"{}\">{link_text}</a>",
        escape(&place.id),
        escape(&label)
    )
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn letters_go_on_after_z() {
        let found = [1, 2, 26, 27, 52, 53, 702, 703].map(letters);
        assert_eq!(found, ["a", "b", "z", "aa", "az", "ba", "zz", "aaa"]);
    }
}
