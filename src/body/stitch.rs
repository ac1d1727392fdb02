//! Fills the holes of a piece of HTML: links as this page or this feed needs them.

use crate::body::Body;
use crate::body::html::{Hole, Html, push_attribute, push_text};

/// What fills the holes of one body.
pub struct Fill<'a> {
    /// Where the links lead, by index.
    pub links: &'a [LinkFill],
    /// Where the pictures are, by index.
    pub images: &'a [String],
    /// Whether there are ids, and links to them.
    pub marks: Marks,
}

/// Where one link leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LinkFill {
    /// To a page of the site.
    To {
        /// The address.
        href: String,
        /// The name of what is there.
        title: String,
    },
    /// Out of the site.
    External(String),
    /// Nowhere: its text stays.
    Plain {
        /// The name of what would be there.
        title: String,
    },
}

/// What becomes of ids and of the marks of citations and footnotes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Marks {
    /// They are ids and links.
    Page,
    /// There are no ids, since many texts stand on one page; marks are plain numbers.
    Feed,
}

/// Stitches `html`, which is a piece of `body`.
pub fn stitch(html: &Html, body: &Body, fill: &Fill) -> String {
    let mut out = String::with_capacity(html.text.len() + 48 * html.holes.len());
    let mut at = 0;
    for (offset, hole) in &html.holes {
        out.push_str(&html.text[at..*offset]);
        at = *offset;
        fill_hole(&mut out, hole, body, fill);
    }
    out.push_str(&html.text[at..]);
    out
}

fn fill_hole(out: &mut String, hole: &Hole, body: &Body, fill: &Fill) {
    match hole {
        Hole::LinkOpen(idx) => match fill.links.get(*idx) {
            Some(LinkFill::To { href, .. }) => attribute(out, "<a href=\"", href, "\">"),
            Some(LinkFill::External(href)) => attribute(out, "<a rel=\"external\" href=\"", href, "\">"),
            Some(LinkFill::Plain { .. }) | None => {}
        },
        Hole::LinkText(idx) => match fill.links.get(*idx) {
            Some(LinkFill::To { title, .. } | LinkFill::Plain { title }) => push_text(out, title),
            Some(LinkFill::External(href)) => push_text(out, href),
            None => {}
        },
        Hole::LinkClose(idx) => match fill.links.get(*idx) {
            Some(LinkFill::To { .. } | LinkFill::External(_)) => out.push_str("</a>"),
            Some(LinkFill::Plain { .. }) | None => {}
        },
        Hole::LinkHref(idx) => match fill.links.get(*idx) {
            Some(LinkFill::To { href, .. } | LinkFill::External(href)) => push_attribute(out, href),
            Some(LinkFill::Plain { .. }) | None => out.push('#'),
        },
        Hole::ImageSrc(idx) => push_attribute(out, fill.images.get(*idx).map_or("", String::as_str)),
        Hole::Id(id) => {
            if fill.marks == Marks::Page {
                attribute(out, " id=\"", id, "\"");
            }
        }
        Hole::Cite { citation, id, nth } => {
            let number = citation + 1;
            mark(out, (number, fill.marks), (&format!("cite-{id}-{nth}"), &format!("source-{id}")));
        }
        Hole::NoteRef { note, nth } => {
            let number = body.n_sources + note + 1;
            mark(out, (number, fill.marks), (&format!("noteref-{number}-{nth}"), &format!("note-{number}")));
        }
    }
}

fn mark(out: &mut String, (number, marks): (usize, Marks), (id, to): (&str, &str)) {
    match marks {
        Marks::Page => {
            out.push_str("<sup class=\"cite\">");
            attribute(out, "<a id=\"", id, "\"");
            attribute(out, " href=\"#", to, "\" role=\"doc-noteref\">");
            out.push_str(&format!("{number}</a></sup>"));
        }
        Marks::Feed => out.push_str(&format!("<sup>[{number}]</sup>")),
    }
}

fn attribute(out: &mut String, open: &str, value: &str, close: &str) {
    out.push_str(open);
    push_attribute(out, value);
    out.push_str(close);
}
