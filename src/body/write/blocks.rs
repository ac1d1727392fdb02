//! Blocks: paragraphs, headings, lists, quotations, tables, code.

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::{Lead, Writer};
use crate::body::Heading;
use crate::body::html::push_attribute;
use crate::diag::catalog;
use crate::text;

impl Writer<'_> {
    pub(super) fn start(&mut self, tag: &Tag, idx: usize) {
        match tag {
            Tag::Paragraph => self.start_paragraph(idx),
            Tag::Heading { .. } => {
                self.begin_block();
                self.heard.push(String::new());
                self.buffers.push(std::mem::take(&mut self.html));
            }
            Tag::BlockQuote(kind) => self.start_quotation(*kind, idx),
            Tag::CodeBlock(kind) => {
                self.begin_block();
                self.in_code = true;
                self.html.push_str("<pre><code");
                if let CodeBlockKind::Fenced(info) = kind
                    && let Some(language) = info.split([' ', ',']).next().filter(|word| !word.is_empty())
                {
                    self.html.push_str(" class=\"language-");
                    push_attribute(&mut self.html, language);
                    self.html.push('"');
                }
                self.html.push('>');
            }
            Tag::List(None) => self.html.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.html.push_str("<ol>\n"),
            Tag::List(Some(first)) => self.html.push_str(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => {
                self.begin_block();
                self.html.push_str("<li>");
            }
            Tag::Table(alignments) => {
                self.cells.clone_from(alignments);
                self.html.push_str("<div class=\"table\"><table>\n");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.cell = 0;
                self.html.push_str("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.html.push_str("<tr>");
            }
            Tag::TableCell => self.start_cell(),
            Tag::FootnoteDefinition(label) => self.start_note(label, idx),
            Tag::HtmlBlock => self.begin_block(),
            _ => self.start_inline(tag, idx),
        }
    }

    pub(super) fn end(&mut self, tag: &TagEnd, idx: usize) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(idx),
            TagEnd::Heading(_) => self.end_heading(idx),
            TagEnd::BlockQuote(_) => self.end_quotation(),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.html.push_str("</code></pre>\n");
            }
            TagEnd::List(true) => self.html.push_str("</ol>\n"),
            TagEnd::List(false) => self.html.push_str("</ul>\n"),
            TagEnd::Item => self.html.push_str("</li>\n"),
            TagEnd::Table => self.html.push_str("</tbody>\n</table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.html.push_str("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.html.push_str("</tr>\n"),
            TagEnd::TableCell => self.html.push_str(if self.in_head { "</th>" } else { "</td>" }),
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::HtmlBlock => {}
            _ => self.end_inline(tag),
        }
    }

    fn start_paragraph(&mut self, idx: usize) {
        self.begin_block();
        if self.lead == Lead::Wanted && self.depth == 1 {
            self.lead = Lead::Reading;
        }
        if self.is_picture_alone(idx) {
            self.html.push_str("<figure>");
            return;
        }
        self.html.push_str("<p");
        if self.depth == 1
            && let Some(label) = self.lead_in(idx)
        {
            let id = self.free_id(&label);
            self.id_attribute(&id);
        }
        self.html.push('>');
    }

    fn end_paragraph(&mut self, idx: usize) {
        if self.lead == Lead::Reading && self.depth == 1 {
            self.lead = Lead::Read;
        }
        if self.attribution_end == Some(idx) {
            self.attribution_end = None;
            self.html.push_str("</figcaption>");
        } else if self.html.ends_with("</figcaption>") || self.picture_ends(idx) {
            self.html.push_str("</figure>\n");
        } else {
            self.html.push_str("</p>\n");
        }
    }

    /// Whether the paragraph that begins at `idx` holds one picture and nothing else.
    fn is_picture_alone(&self, idx: usize) -> bool {
        if !matches!(self.events.all.get(idx + 1), Some((Event::Start(Tag::Image { .. }), _))) {
            return false;
        }
        let mut depth = 0;
        for (at, (event, _)) in self.events.all[idx + 1..].iter().enumerate() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let after = self.events.all.get(idx + at + 2);
                return matches!(after, Some((Event::End(TagEnd::Paragraph), _)));
            }
        }
        false
    }

    /// Whether the paragraph that ends at `idx` was such a one.
    fn picture_ends(&self, idx: usize) -> bool {
        let is_image =
            matches!(self.events.all.get(idx.wrapping_sub(1)), Some((Event::End(TagEnd::Image), _)));
        is_image && self.html[self.html.rfind('\n').map_or(0, |at| at + 1)..].starts_with("<figure>")
    }

    /// The label of the bold lead-in that the paragraph at `idx` begins with, if it is a known one.
    fn lead_in(&self, idx: usize) -> Option<String> {
        let all = &self.events.all;
        if !matches!(all.get(idx + 1)?.0, Event::Start(Tag::Strong)) {
            return None;
        }
        let mut label = String::new();
        let mut at = idx + 2;
        loop {
            match &all.get(at)?.0 {
                Event::Text(text) => label.push_str(text),
                Event::End(TagEnd::Strong) => break,
                _ => return None,
            }
            at += 1;
        }
        let label = match label.strip_suffix([':', '：']) {
            Some(label) => label.to_owned(),
            None => match &all.get(at + 1)?.0 {
                Event::Text(text) if text.starts_with([':', '：']) => label,
                _ => return None,
            },
        };
        let folded = text::fold(label.trim());
        self.options.lead_ins.iter().any(|known| text::fold(known) == folded).then_some(label)
    }

    fn end_heading(&mut self, idx: usize) {
        let (Event::End(TagEnd::Heading(level)), range) = &self.events.all[idx] else { return };
        let plain = text::one_line(&self.heard.pop().unwrap_or_default());
        let inner = std::mem::replace(&mut self.html, self.buffers.pop().unwrap_or_default());
        // The page's own headline is the only one of level 1.
        let level = (*level as u8).max(2);
        let id = match self.explicit_id(idx) {
            Some(id) => {
                if self.explicit_ids.contains_key(&id) || self.ids.contains(&id) {
                    let end = range.start + self.text[range.clone()].trim_end().len();
                    let place = self.options.place(range.start, end);
                    self.out.diagnostics.push(catalog::links::duplicate_anchor(place, &id));
                }
                self.explicit_ids.insert(id.clone(), idx);
                self.ids.insert(id.clone());
                id
            }
            None => self.free_id(&plain),
        };
        self.html.push_str(&format!("<h{level}"));
        self.id_attribute(&id);
        self.html.push_str(&format!(">{inner}</h{level}>\n"));
        let span = self.options.span(range.start, range.end);
        self.out.body.headings.push(Heading { level, text: plain, id, span });
    }

    /// The id that the author gave the heading that ends at `idx`: `## Title {#id}`.
    fn explicit_id(&self, idx: usize) -> Option<String> {
        let all = &self.events.all[..idx];
        let start = all.iter().rev().find(|(event, _)| matches!(event, Event::Start(Tag::Heading { .. })))?;
        match &start.0 {
            Event::Start(Tag::Heading { id: Some(id), .. }) => Some(id.to_string()),
            _ => None,
        }
    }

    fn start_quotation(&mut self, kind: Option<BlockQuoteKind>, idx: usize) {
        debug_assert!(kind.is_none(), "alerts are not turned on");
        self.begin_block();
        if self.events.attributed.contains_key(&idx) {
            self.html.push_str("<figure class=\"quote\"><blockquote>\n");
        } else {
            self.html.push_str("<blockquote>\n");
        }
    }

    fn end_quotation(&mut self) {
        let attributed = self.html.ends_with("</figcaption>");
        self.html.push_str(if attributed { "</figure>\n" } else { "</blockquote>\n" });
    }

    /// The last line of a quotation says whose words they are: it stands below, not in it.
    pub(super) fn begin_attribution(&mut self, idx: usize, end: usize) {
        if let Event::Start(_) = self.events.all[idx].0 {
            self.depth += 1;
            self.begin_block();
        } else {
            self.html.push_str("</p>\n");
            self.hear(" ");
        }
        self.attribution_end = Some(end);
        self.html.push_str("</blockquote>\n<figcaption>");
    }

    fn start_cell(&mut self) {
        self.begin_block();
        self.html.push_str(if self.in_head { "<th scope=\"col\"" } else { "<td" });
        match self.cells.get(self.cell) {
            Some(Alignment::Right) => self.html.push_str(" class=\"right\""),
            Some(Alignment::Center) => self.html.push_str(" class=\"center\""),
            _ => {}
        }
        self.html.push('>');
        self.cell += 1;
    }
}
