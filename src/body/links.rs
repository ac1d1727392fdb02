//! Writer of links and pictures, which also collects them in the body. Their destinations are parsed in `target`.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::cjk::joins;
use super::events::{EventSpan, next_letter};
use super::input::ImageTexts;
use super::out::push_escaped;
use super::punctuation::typographic;
use super::target::{RawLink, classify, range_of_destination, refused, wiki};
use super::write::{OpenLink, Writer};
use super::{Hole, Image, Link, Target, html};
use crate::text;

impl<'a> Writer<'a> {
    /// Opens the link at `idx`, or writes all of it if it has no text of its own. Returns the next position.
    pub(super) fn start_link(&mut self, idx: usize, tag: &'a Tag<'a>) -> usize {
        let Tag::Link {
            link_type,
            dest_url: dest,
            title,
            ..
        } = tag
        else {
            return idx + 1;
        };
        if self.link.is_some() {
            // Links do not nest: of the inner one only the text is written.
            let end = self.items[idx].end;
            match link_type {
                LinkType::Autolink | LinkType::Email => self.literal(dest),
                _ => self.write(idx + 1, end),
            }
            return end + 1;
        }
        let range = self.destination(idx, *link_type);
        let target = match link_type {
            LinkType::WikiLink { .. } => Ok(wiki(dest)),
            LinkType::Email => Ok(Target::External(format!("mailto:{dest}"))),
            _ => classify(dest, self.input.options.link_schemes),
        };
        let link = match target {
            Ok(target) => {
                let link = Link {
                    target,
                    span: self.input.span(&range),
                    text: String::new(),
                    title: title.to_string(),
                    bare: matches!(link_type, LinkType::WikiLink { has_pothole: false }),
                };
                self.body.links.push(link);
                let link_idx = self.body.links.len() - 1;
                self.out.open_link(link_idx);
                Some(link_idx)
            }
            Err(why) => {
                self.diagnostics.push(refused(
                    self.input.place(&range),
                    dest,
                    why,
                    self.input.options,
                ));
                None
            }
        };
        self.link = Some(OpenLink {
            idx: link,
            text_start: self.plain.len(),
        });
        match (link_type, link) {
            (LinkType::WikiLink { has_pothole: false }, Some(link_idx)) => {
                self.out.hole(Hole::LinkText(link_idx));
                self.place
                    .titles
                    .push((self.plain.len()..self.plain.len() + dest.len(), link_idx));
                self.plain.push_str(dest);
                self.punctuation.pass('x');
            }
            (LinkType::Autolink | LinkType::Email, _) => self.literal(dest),
            _ => return idx + 1,
        }
        self.end_link();
        self.items[idx].end + 1
    }

    /// Closes the open link and writes the note marks that it has deferred.
    pub(super) fn end_link(&mut self) {
        let Some(OpenLink { idx, text_start }) = self.link.take() else {
            return;
        };
        if let Some(idx) = idx {
            self.body.links[idx].text = text::one_line(&self.plain[text_start..]);
            self.out.close_link(idx);
        }
        for hole in std::mem::take(&mut self.deferred) {
            self.out.hole(hole);
        }
    }

    /// Writes the picture at `idx`, which is within a line of text.
    pub(super) fn image(&mut self, idx: usize) {
        let Some(image) = self.read_image(idx) else {
            return;
        };
        let title = image.title.clone();
        self.push_image(image, &title);
    }

    /// Writes the picture at `idx`, which is alone in its paragraph, with its title as the caption.
    pub(super) fn figure(&mut self, idx: usize) {
        let Some(image) = self.read_image(idx) else {
            return;
        };
        let caption = image.title.clone();
        self.out.push("<figure>\n");
        self.push_image(image, "");
        self.out.push("\n");
        if !caption.is_empty() {
            self.out.push("<figcaption>");
            push_escaped(&mut self.out.text, &caption);
            self.out.push("</figcaption>\n");
        }
        self.out.push("</figure>\n");
    }

    fn push_image(&mut self, image: Image, title: &str) {
        self.out.push("<img");
        self.out.image_address(self.body.images.len());
        self.out.push(" alt=\"");
        push_escaped(&mut self.out.text, &image.alt);
        if !title.is_empty() {
            self.out.push("\" title=\"");
            push_escaped(&mut self.out.text, title);
        }
        self.out.push("\">");
        // To the quotation mark after it, a picture is a word.
        self.punctuation.pass('x');
        self.body.images.push(image);
    }

    /// Returns the picture at `idx`. One that is not on this site is reported instead.
    fn read_image(&mut self, idx: usize) -> Option<Image> {
        let Event::Start(Tag::Image {
            link_type,
            dest_url,
            title,
            ..
        }) = &self.items[idx].event
        else {
            return None;
        };
        let range = self.destination(idx, *link_type);
        let (items, style) = (self.items, self.input.options.style);
        let alt = plain_text(&items[idx + 1..items[idx].end]);
        let texts = ImageTexts {
            alt: typographic(&alt, style),
            title: typographic(title, style),
        };
        let image = self.input.image(dest_url, &range, texts);
        image.map_err(|refused| self.diagnostics.push(refused)).ok()
    }

    fn destination(&self, idx: usize, link_type: LinkType) -> Range<usize> {
        let EventSpan { range, end, .. } = &self.items[idx];
        // Without text there is no inner event: the brackets are empty.
        let inner_end = if *end == idx + 1 {
            range.start + 1
        } else {
            self.items[end - 1].range.end
        };
        range_of_destination(&RawLink {
            source: self.input.text,
            link_type,
            range: range.clone(),
            inner_end,
        })
    }
}

fn plain_text(items: &[EventSpan]) -> String {
    let mut plain = String::new();
    for (idx, item) in items.iter().enumerate() {
        match &item.event {
            Event::Text(text) | Event::Code(text) => plain.push_str(text),
            Event::SoftBreak if joins(plain.chars().next_back(), next_letter(items, idx)) => {}
            Event::SoftBreak | Event::HardBreak => plain.push(' '),
            Event::InlineHtml(html) if html::parts_words(html) => plain.push(' '),
            _ => {}
        }
    }
    plain
}
