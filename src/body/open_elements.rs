//! Stack of open elements: decides which tags of raw HTML are kept.
//!
//! An element must end in the block of Markdown that it begins in; a line of text contains no block, a link no link,
//! and a part of a table is inside a table. Other tags are dropped, because an HTML parser would let them end elements
//! of the surrounding Markdown. All other rules of HTML are left to `html_repair`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::elements::{self, holds_text, is_inline, needs_end, removes_content};
use super::html::{HtmlTag, attribute};

/// A mistake in raw HTML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct HtmlMistake {
    pub why: HtmlMistakeKind,
    /// Name of the element, or the beginning of what is dropped.
    pub name: String,
    pub range: Range<usize>,
}

/// Kind of a mistake in raw HTML.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum HtmlMistakeKind {
    /// The element has no end tag.
    Unclosed,
    /// The end tag has no start tag.
    Unopened,
    /// The tag has no `>`.
    CutOff,
    /// It is a declaration, which is never shown.
    Declaration,
    /// It begins in one block and ends in another.
    Across,
    /// It is a block, but begins in a line of text.
    InLine,
    /// It is a part of a table, but outside of one.
    Stray,
    /// It is a link inside another link.
    LinkInLink,
    /// It is not allowed in a brief.
    Forbidden,
}

/// Open elements and blocks while a text is read.
#[derive(Debug, Default)]
pub(super) struct OpenElements {
    open: Vec<OpenTag>,
    /// Positions in `open` of elements that have not ended, by name.
    by_name: BTreeMap<&'static str, Vec<usize>>,
    /// Number of open elements that add to the nesting.
    pub depth: usize,
    /// Open blocks of Markdown, innermost last.
    blocks: Vec<OpenBlock>,
    /// Elements ended at the end of their block, by name, since their end tags may still come. Each with its position
    /// in `mistakes`, if it was reported.
    cut: BTreeMap<&'static str, Vec<Option<usize>>>,
    /// Forbidden elements whose text stays: only the first of each name is reported.
    reported: BTreeSet<&'static str>,
    pub mistakes: Vec<HtmlMistake>,
    n_links: usize,
}

#[derive(Debug)]
struct OpenTag {
    name: &'static str,
    range: Range<usize>,
    is_link: bool,
    has_ended: bool,
    is_left_out: bool,
}

impl OpenTag {
    /// Returns whether it adds to the nesting, which is limited.
    fn counts(&self) -> bool {
        // Unlike other elements that need no end tag, groups of options do not end each other.
        !self.is_left_out && (needs_end(self.name) || self.name == "optgroup")
    }

    fn is_unclosed(&self) -> bool {
        !self.has_ended && !self.is_left_out && needs_end(self.name)
    }
}

/// An open block of Markdown.
#[derive(Debug)]
struct OpenBlock {
    kind: OpenBlockKind,
    /// Number of elements on the stack before it.
    n_open: usize,
    /// Elements around it whose end tags are in it.
    late: Vec<&'static str>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum OpenBlockKind {
    /// A line of text, which contains no blocks.
    Line,
    Container,
}

/// End tags to write with the end of a block.
#[derive(Default)]
pub(super) struct BlockEnd {
    /// Elements to end before the block, innermost first.
    pub unclosed: Vec<&'static str>,
    /// Elements to end after the block.
    pub late: Vec<&'static str>,
}

impl OpenElements {
    pub(super) fn report(&mut self, why: HtmlMistakeKind, name: &str, range: Range<usize>) {
        let name = name.to_owned();
        self.mistakes.push(HtmlMistake { why, name, range });
    }

    pub(super) fn start_block(&mut self, kind: OpenBlockKind) {
        self.blocks.push(OpenBlock {
            kind,
            n_open: self.open.len(),
            late: Vec::new(),
        });
    }

    /// Ends a block of Markdown, and with it the elements that began in it.
    pub(super) fn end_block(&mut self) -> BlockEnd {
        let Some(block) = self.blocks.pop() else {
            return BlockEnd::default();
        };
        let mut unclosed = Vec::new();
        for open in self.open.split_off(block.n_open).into_iter().rev() {
            if open.has_ended {
                continue;
            }
            if let Some(positions) = self.by_name.get_mut(open.name) {
                positions.pop();
            }
            self.depth -= usize::from(open.counts());
            let mistake = open.is_unclosed().then_some(self.mistakes.len());
            self.cut.entry(open.name).or_default().push(mistake);
            if mistake.is_some() {
                // An unclosed `<script>` hides the rest of the text: ending it here would print code as text.
                if !removes_content(open.name) {
                    unclosed.push(open.name);
                }
                self.report(HtmlMistakeKind::Unclosed, open.name, open.range);
            }
        }
        BlockEnd {
            unclosed,
            late: block.late,
        }
    }

    /// Begins a Markdown link. A raw link around it no longer counts as a link, since links do not nest.
    pub(super) fn start_link(&mut self) {
        self.n_links += 1;
        let around = self.last_open("a").and_then(|at| self.open.get_mut(at));
        if let Some(around) = around.filter(|open| open.is_link && !open.is_left_out) {
            around.is_link = false;
            let range = around.range.clone();
            self.report(HtmlMistakeKind::LinkInLink, "a", range);
        }
    }

    pub(super) fn end_link(&mut self) {
        self.n_links = self.n_links.saturating_sub(1);
    }

    /// Reads a tag, typed as `typed` at `range`. Returns whether it is kept.
    pub(super) fn read(&mut self, tag: HtmlTag, typed: &str, range: &Range<usize>) -> bool {
        let HtmlTag { name, closes } = tag;
        let last = self.open.last().filter(|last| !last.has_ended);
        // In `<script>` and its like, tags are content, which is removed with the element.
        let is_text = last.is_some_and(|last| holds_text(last.name));
        if is_text && !(closes && self.last_open(name).is_some()) {
            return false;
        }
        if closes {
            return elements::is_void(name) || self.end(name, range);
        }
        let mut open = OpenTag {
            name,
            range: range.clone(),
            is_link: name == "a" && attribute(typed, "href").is_some(),
            has_ended: false,
            is_left_out: false,
        };
        let why = self.misplaced(&open);
        open.is_left_out = why.is_some();
        // One mistake, one message: the parts of a dropped list or table are not reported as well.
        let last = self.open.last().filter(|last| !last.has_ended);
        let is_part = last.is_some_and(|around| around.is_left_out);
        match why {
            Some(why) if !is_part || name == "a" => self.report(why, name, range.clone()),
            None if !elements::is_allowed(name)
                && (removes_content(name) || self.reported.insert(name)) =>
            {
                self.report(HtmlMistakeKind::Forbidden, name, range.clone());
            }
            _ => {}
        }
        if !elements::is_void(name) {
            let positions = self.by_name.entry(name).or_default();
            positions.push(self.open.len());
            self.depth += usize::from(open.counts());
            self.open.push(open);
        }
        why.is_none()
    }

    /// Returns why `element` cannot begin here, or `None` if it can.
    fn misplaced(&self, element: &OpenTag) -> Option<HtmlMistakeKind> {
        let OpenTag { name, is_link, .. } = *element;
        let block = self.blocks.last();
        if block.is_some_and(|block| block.kind == OpenBlockKind::Line) {
            if elements::is_allowed(name) && !elements::is_phrasing(name) {
                return Some(HtmlMistakeKind::InLine);
            }
            if elements::is_forbidden_block(name) {
                return Some(HtmlMistakeKind::Forbidden);
            }
        }
        // A table around the innermost container does not count: the container, a list item or a quotation, is in
        // between.
        let table = self.last_open("table");
        if elements::is_part_of_table(name) && table.is_none_or(|at| at < self.container()) {
            return Some(HtmlMistakeKind::Stray);
        }
        let around = self.last_open("a").and_then(|at| self.open.get(at));
        let in_link = around.is_some_and(|around| around.is_link || around.is_left_out);
        ((name == "a" && self.n_links > 0) || (in_link && is_link))
            .then_some(HtmlMistakeKind::LinkInLink)
    }

    /// Reads an end tag. Returns whether it is kept: not if it would end an element around its block of Markdown.
    fn end(&mut self, name: &'static str, range: &Range<usize>) -> bool {
        let container = self.container();
        let Some(at) = self.last_open(name).filter(|at| *at >= container) else {
            // Perhaps the end of an element that its block has cut off: then the message can say so.
            match self.cut.get_mut(name).and_then(Vec::pop) {
                Some(Some(unclosed)) => self.mistakes[unclosed].why = HtmlMistakeKind::Across,
                Some(None) => {}
                None => self.report(HtmlMistakeKind::Unopened, name, range.clone()),
            }
            return false;
        };
        if let Some(positions) = self.by_name.get_mut(name) {
            positions.pop();
        }
        let open = &mut self.open[at];
        open.has_ended = true;
        let is_left_out = open.is_left_out;
        self.depth -= usize::from(open.counts());
        // Only from the top: `by_name` refers to the elements by position.
        let n_around = self.blocks.last().map_or(0, |block| block.n_open);
        while self.open.len() > n_around && self.open.last().is_some_and(|last| last.has_ended) {
            self.open.pop();
        }
        match self.blocks.last_mut() {
            // A block around the line of text with its end tag: it can only end behind that line.
            Some(block) if at < block.n_open && !is_inline(name) => {
                if needs_end(name) && !is_left_out {
                    block.late.push(name);
                }
                false
            }
            _ => !is_left_out,
        }
    }

    /// Returns all mistakes, including elements that have not ended at the end of the text.
    pub(super) fn finish(mut self) -> Vec<HtmlMistake> {
        for open in std::mem::take(&mut self.open) {
            if open.is_unclosed() {
                self.report(HtmlMistakeKind::Unclosed, open.name, open.range);
            }
        }
        self.mistakes
    }

    /// Returns the position in `open` of the last element `name` that has not ended.
    fn last_open(&self, name: &str) -> Option<usize> {
        self.by_name.get(name)?.last().copied()
    }

    /// Returns the number of elements on the stack before the innermost block that is not a line of text.
    fn container(&self) -> usize {
        let mut blocks = self.blocks.iter().rev();
        blocks
            .find(|block| block.kind == OpenBlockKind::Container)
            .map_or(0, |block| block.n_open)
    }
}
