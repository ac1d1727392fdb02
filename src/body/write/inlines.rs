//! Inlines: emphasis, links, pictures.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::{OpenLink, Writer};
use crate::body::html::{Hole, push_attribute, push_text};
use crate::body::links::{Target, classify, wiki};
use crate::body::{Image, Link};
use crate::diag::catalog;
use crate::source::Span;

impl Writer<'_> {
    pub(super) fn start_inline(&mut self, tag: &Tag, idx: usize) {
        match tag {
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Strikethrough => self.html.push_str("<del>"),
            Tag::Link { link_type, dest_url, .. } => self.start_link(*link_type, dest_url, idx),
            Tag::Image { dest_url, title, .. } => self.picture((dest_url, title), idx),
            _ => {}
        }
    }

    pub(super) fn end_inline(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Emphasis => self.html.push_str("</em>"),
            TagEnd::Strong => self.html.push_str("</strong>"),
            TagEnd::Strikethrough => self.html.push_str("</del>"),
            TagEnd::Link => {
                if let Some(OpenLink::Hole(link)) = self.links.pop() {
                    self.marker(Hole::LinkClose(link));
                }
            }
            _ => {}
        }
    }

    fn start_link(&mut self, link_type: LinkType, dest: &str, idx: usize) {
        let range = self.events.all[idx].1.clone();
        let target = match link_type {
            LinkType::WikiLink { .. } => Ok(wiki(dest)),
            LinkType::Email => Ok(Target::External(format!("mailto:{dest}"))),
            _ => classify(dest),
        };
        let span = self.span_of(dest, &range);
        let target = match target {
            Ok(target) => target,
            Err(scheme) => {
                let place = crate::diag::Place::span(self.options.path, span);
                self.out.diagnostics.push(catalog::links::link_scheme(place, &scheme));
                self.links.push(OpenLink::Nothing);
                return;
            }
        };
        let link = self.out.body.links.len();
        self.out.body.links.push(Link { target, span });
        self.links.push(OpenLink::Hole(link));
        self.marker(Hole::LinkOpen(link));
        if let LinkType::WikiLink { has_pothole: false } = link_type {
            self.marker(Hole::LinkText(link));
            self.hear(dest.rsplit(':').next().unwrap_or(dest));
            self.skip_to_end(idx);
        }
    }

    /// Goes on at the event that ends what begins at `idx`.
    fn skip_to_end(&mut self, idx: usize) {
        let mut depth = 0;
        for (at, (event, _)) in self.events.all[idx..].iter().enumerate() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.skipped = Some(idx + at);
                return;
            }
        }
    }

    /// The span of `dest` in the file: in the link that stands at `range`, or all of that.
    fn span_of(&self, dest: &str, range: &std::ops::Range<usize>) -> Span {
        let written = &self.text[range.clone()];
        match written.rfind(dest).filter(|_| !dest.is_empty()) {
            Some(at) => self.options.span(range.start + at, range.start + at + dest.len()),
            None => self.options.span(range.start, range.end),
        }
    }

    fn picture(&mut self, (dest, title): (&str, &str), idx: usize) {
        let range = self.events.all[idx].1.clone();
        let alt = self.alt_text(idx);
        self.skip_past_end(idx);
        let span = self.span_of(dest, &range);
        match classify(dest) {
            Ok(target @ (Target::Relative { .. } | Target::Absolute { .. })) => {
                let image = self.out.body.images.len();
                self.html.push_str("<img src=\"");
                self.marker(Hole::ImageSrc(image));
                self.html.push_str("\" alt=\"");
                push_attribute(&mut self.html, &alt);
                self.html.push_str("\">");
                if !title.is_empty() && self.html.contains("<figure>") && self.is_alone(idx) {
                    self.html.push_str("<figcaption>");
                    push_text(&mut self.html, title);
                    self.html.push_str("</figcaption>");
                }
                self.out.body.images.push(Image { target, alt, span });
            }
            _ => {
                let place = crate::diag::Place::span(self.options.path, span);
                self.out.diagnostics.push(catalog::links::image_foreign(place, dest));
                push_text(&mut self.html, &alt);
            }
        }
    }

    fn is_alone(&self, idx: usize) -> bool {
        idx > 0 && matches!(self.events.all[idx - 1].0, Event::Start(Tag::Paragraph))
    }

    /// The plain text inside the picture that begins at `idx`.
    fn alt_text(&self, idx: usize) -> String {
        let mut alt = String::new();
        let mut depth = 0;
        for (event, _) in &self.events.all[idx..] {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Text(text) | Event::Code(text) => alt.push_str(text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        alt
    }

    fn skip_past_end(&mut self, idx: usize) {
        self.skip_to_end(idx);
        self.skipped = self.skipped.map(|at| at + 1);
        // The event that ends it is passed over, so it is closed here.
        self.depth -= 1;
    }
}
