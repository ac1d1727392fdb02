//! Cleans a body that holds raw HTML: ammonia's allow-list first, then one pass over what it wrote.
//!
//! The pass sees ammonia's own spelling (double-quoted attributes, `<` and `>` escaped everywhere), turns
//! markers back into holes, and gives the links and pictures of raw HTML the same treatment as those of
//! Markdown. A marker counts only where the writer would have put it; anywhere else it is dropped.

use std::collections::HashSet;
use std::ops::Range;

use super::allowed::{CLEANER, cleaner};
use super::cleaned::{Piece, TYPED, Tag, nodes, pieces};
use super::fit::{Fitted, Misfit, Written, fit};
use super::out::{MARK, MARK_END, Mode, Out, is_barred, push_escaped};
use super::raw::RawTag;
use super::target::{BadTarget, classify};
use super::{Hole, Html, Image, Link, Target};

/// A link or picture of raw HTML that cannot be kept.
#[derive(Debug)]
pub(super) enum Refused {
    /// A link, its address, and why.
    Link(String, BadTarget),
    /// A link without an address, or with one of a scheme so strange that it was cut before.
    NoAddress,
    /// A picture and its address.
    Image(String),
}

/// What the pass finds besides the HTML. Spans count in the text that was parsed.
#[derive(Debug)]
pub(super) struct Findings<'a> {
    /// The start tags of the raw HTML.
    pub(super) tags: &'a [RawTag],
    pub(super) links: Vec<Link>,
    pub(super) images: Vec<Image>,
    /// With their place in the text that was parsed.
    pub(super) refused: Vec<(Range<usize>, Refused)>,
    /// Schemes of links that the site adds.
    pub(super) schemes: &'a [String],
    /// What stands where it may not, with its place in the text that was parsed: the element, and what is wrong.
    pub(super) misfits: Vec<(Range<usize>, String, Misfit)>,
    /// Ids of raw HTML that may stand and have not yet been written.
    pub(super) ids: HashSet<String>,
    /// Those that have been.
    pub(super) anchors: Vec<String>,
}

/// Cleans `marked`, which was written in [`Mode::Marked`], and adds what it links to.
pub(super) fn clean(marked: &Out, findings: &mut Findings) -> Html {
    let cleaned = match findings.schemes {
        [] => CLEANER.clean(&marked.text),
        own => cleaner(own).clean(&marked.text),
    };
    let cleaned = cleaned.to_string();
    let pieces = pieces(&cleaned);
    let Fitted {
        written,
        inserted,
        misfits,
    } = fit(&nodes(&pieces));
    findings
        .misfits
        .extend(misfits.into_iter().filter_map(|(typed, misfit)| {
            let tag = findings.tags.get(typed)?;
            Some((tag.range.clone(), tag.name.clone(), misfit))
        }));
    let mut pass = Pass {
        marked,
        out: Out::new(Mode::Direct, cleaned.len()),
        open_links: Vec::new(),
        deferred: Vec::new(),
        findings,
    };
    let mut inserted = inserted.into_iter().peekable();
    for (idx, (piece, written)) in pieces.iter().zip(written).enumerate() {
        if let Some((_, added)) = inserted.next_if(|(before, _)| *before == idx) {
            pass.out.push(&added);
        }
        match (piece, written) {
            (Piece::Text(text), _) => pass.text(text),
            (Piece::Tag(tag), Written::AsTyped) => pass.tag(tag),
            (Piece::Tag(tag), Written::As(name)) => pass.tag_as(tag, name),
            (Piece::Tag(_), Written::LeftOut) => {}
        }
    }
    pass.out.into_html()
}

struct Pass<'p, 'a> {
    marked: &'p Out,
    out: Out,
    /// For each open `<a>`, its link if it has one.
    open_links: Vec<Option<usize>>,
    /// Marks of notes inside a link, which go after it: a link holds no link.
    deferred: Vec<Hole>,
    findings: &'p mut Findings<'a>,
}

impl Pass<'_, '_> {
    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(is_barred) {
            self.out.push(&rest[..at]);
            rest = &rest[at..];
            let (len, hole) = self
                .marker(rest)
                .unwrap_or_else(|| (rest.chars().next().map_or(1, char::len_utf8), None));
            rest = &rest[len..];
            match hole {
                Some(hole @ (Hole::Cite { .. } | Hole::NoteRef { .. }))
                    if !self.open_links.is_empty() =>
                {
                    self.deferred.push(hole);
                }
                Some(
                    hole @ (Hole::Cite { .. }
                    | Hole::NoteRef { .. }
                    | Hole::LinkText(_)
                    | Hole::Task(_)),
                ) => {
                    self.out.hole(hole);
                }
                Some(_) | None => {}
            }
        }
        self.out.push(rest);
    }

    /// Reads a marker at the head of `text`: its length, and its hole if there is one of that number.
    fn marker(&self, text: &str) -> Option<(usize, Option<Hole>)> {
        let (number, _) = text.strip_prefix(MARK)?.split_once(MARK_END)?;
        let hole = number
            .parse::<usize>()
            .ok()
            .and_then(|idx| self.marked.holes.get(idx));
        let is_number = !number.is_empty()
            && number.len() < 8
            && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| {
            (
                MARK.len_utf8() + number.len() + MARK_END.len_utf8(),
                hole.map(|(_, hole)| hole.clone()),
            )
        })
    }

    /// Returns the hole whose marker is the whole of `value`.
    fn whole_marker(&self, value: &str) -> Option<Hole> {
        self.marker(value).filter(|(len, _)| *len == value.len())?.1
    }

    fn tag(&mut self, tag: &Tag) {
        match tag.name {
            "a" => self.open_link(tag),
            "/a" => {
                if let Some(Some(idx)) = self.open_links.pop() {
                    self.out.close_link(idx);
                }
                if self.open_links.is_empty() {
                    for hole in std::mem::take(&mut self.deferred) {
                        self.out.hole(hole);
                    }
                }
            }
            "img" => self.image(tag),
            name => {
                self.out.push("<");
                self.out.push(name);
                self.attributes(tag, &[]);
                self.out.push(">");
            }
        }
    }

    /// Writes `tag` as one of the element `name`.
    fn tag_as(&mut self, tag: &Tag, name: &str) {
        if tag.name.starts_with('/') {
            self.out.push("</");
            self.out.push(name);
        } else {
            self.out.push("<");
            self.out.push(name);
            let is_general = |name: &str| matches!(name, "id" | "lang" | "dir" | "title");
            let others = tag
                .attributes
                .iter()
                .map(|(name, _)| *name)
                .filter(|name| !is_general(name));
            self.attributes(tag, &others.collect::<Vec<_>>());
        }
        self.out.push(">");
    }

    fn open_link(&mut self, tag: &Tag) {
        for name in ["id", "name"] {
            if let Some(id) = tag.attribute(name).and_then(|value| self.raw_id(value)) {
                self.out.push("<span");
                self.out.hole_for_id(&id);
                self.out.push("></span>");
            }
        }
        let idx = match tag.attribute("href") {
            Some(href) => match self.whole_marker(href) {
                Some(Hole::LinkOpen(idx)) => Some(idx),
                Some(_) => None,
                None => self.raw_link(&plain(href), tag),
            },
            None => {
                let range = self.findings.place(tag);
                // One that names a place is no link, and needs no address.
                if tag.attribute("id").or(tag.attribute("name")).is_none() {
                    self.findings.refused.push((range, Refused::NoAddress));
                }
                None
            }
        };
        if let Some(idx) = idx {
            self.out.open_link(idx);
        }
        self.open_links.push(idx);
    }

    /// Returns the id `value` of raw HTML if it may stand here: once, and not if the page has such a place itself.
    fn raw_id(&mut self, value: &str) -> Option<String> {
        let id = self.findings.ids.take(&plain(value))?;
        self.findings.anchors.push(id.clone());
        Some(id)
    }

    fn raw_link(&mut self, href: &str, tag: &Tag) -> Option<usize> {
        let range = self.findings.place(tag);
        match classify(href, self.findings.schemes) {
            Ok(target) => {
                let title = tag.attribute("title").map(plain).unwrap_or_default();
                let span = crate::source::Span::new(range.start, range.end);
                self.findings.links.push(Link {
                    target,
                    span,
                    text: String::new(),
                    title,
                    bare: false,
                });
                Some(self.findings.links.len() - 1)
            }
            Err(why) => {
                self.findings
                    .refused
                    .push((range, Refused::Link(href.to_owned(), why)));
                None
            }
        }
    }

    fn image(&mut self, tag: &Tag) {
        let src = tag.attribute("src").unwrap_or("");
        let idx = match self.whole_marker(src) {
            Some(Hole::ImageSrc(idx)) => idx,
            Some(_) => return,
            None => {
                let range = self.findings.place(tag);
                let Ok(target @ (Target::Relative { .. } | Target::Absolute { .. })) =
                    classify(&plain(src), &[])
                else {
                    self.findings
                        .refused
                        .push((range, Refused::Image(plain(src))));
                    return;
                };
                let alt = tag.attribute("alt").map(plain).unwrap_or_default();
                let title = tag.attribute("title").map(plain).unwrap_or_default();
                let span = crate::source::Span::new(range.start, range.end);
                self.findings.images.push(Image {
                    target,
                    alt,
                    title,
                    span,
                });
                self.findings.images.len() - 1
            }
        };
        self.out.push("<img src=\"");
        self.out.hole(Hole::ImageSrc(idx));
        self.out.push("\"");
        if tag.attribute("alt").is_none() {
            self.out.push(" alt=\"\"");
        }
        self.attributes(tag, &["src"]);
        self.out.push(">");
    }

    fn attributes(&mut self, tag: &Tag, except: &[&str]) {
        for (name, value) in &tag.attributes {
            if *name == TYPED || except.contains(name) {
                continue;
            }
            if *name == "id" {
                match self.whole_marker(value) {
                    Some(Hole::Id(id)) => {
                        self.out.hole_for_id(&id);
                    }
                    Some(_) => {}
                    None => {
                        if let Some(id) = self.raw_id(value) {
                            self.out.hole_for_id(&id);
                        }
                    }
                }
                continue;
            }
            self.out.push(" ");
            self.out.push(name);
            self.out.push("=\"");
            push_escaped(&mut self.out.text, &plain(value));
            self.out.push("\"");
        }
    }
}

impl Findings<'_> {
    /// Returns the place of the start tag that is `tag`.
    fn place(&self, tag: &Tag) -> Range<usize> {
        let typed = tag.typed().and_then(|typed| self.tags.get(typed));
        typed
            .or(self.tags.last())
            .map_or(0..0, |tag| tag.range.clone())
    }
}

/// Undoes ammonia's escapes.
fn plain(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    value
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u{A0}")
        .replace("&amp;", "&")
}
