//! The stack of open elements: which tags of raw HTML are kept. An element ends in the block of Markdown that it begins
//! in, no block is in a line of text, no part of a table outside of one, and no link in a link. What is left out would
//! end Markdown's own elements.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::elements::{self, holds_text, is_inline, needs_end, removes_content};
use super::html::{HtmlTag, attribute};

/// A mistake in raw HTML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct HtmlMistake {
    pub why: HtmlMistakeKind,
    /// The element, or what is left out.
    pub name: String,
    pub range: Range<usize>,
}

/// What is wrong with raw HTML.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum HtmlMistakeKind {
    /// Nothing ends the element.
    Unclosed,
    /// The end tag ends nothing.
    Unopened,
    /// The tag has no `>`.
    CutOff,
    /// It is nothing that is shown.
    Declaration,
    /// It begins in one block and ends in another.
    Across,
    /// It is a block, and begins in a line of text.
    InLine,
    /// It is outside of what it is a part of.
    Stray,
    /// It is a link within another one.
    LinkInLink,
    /// It is not allowed in a brief.
    Forbidden,
}

/// The elements that are open.
#[derive(Debug, Default)]
pub(super) struct OpenElements {
    open: Vec<OpenTag>,
    /// Positions in `open` of what has not ended, by name.
    by_name: BTreeMap<&'static str, Vec<usize>>,
    /// How many of them an end tag must end.
    pub depth: usize,
    /// The blocks of Markdown that are open.
    blocks: Vec<OpenBlock>,
    /// What has been ended with its block, by name: its end tag may come later. Positions in `mistakes`, if it is there.
    cut: BTreeMap<&'static str, Vec<Option<usize>>>,
    /// Forbidden elements whose words stay: of each the first is enough.
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
    fn counts(&self) -> bool {
        // Options of a list close each other, groups of them do not.
        !self.is_left_out && (needs_end(self.name) || self.name == "optgroup")
    }

    fn is_unclosed(&self) -> bool {
        !self.has_ended && !self.is_left_out && needs_end(self.name)
    }
}

/// A block of Markdown.
#[derive(Debug)]
struct OpenBlock {
    kind: OpenBlockKind,
    /// How many elements were open before it.
    n_open: usize,
    /// Names of the elements around it whose end tags are in it.
    late: Vec<&'static str>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum OpenBlockKind {
    /// A line of text: it holds no blocks.
    Line,
    Container,
}

/// What to write with the end of a block.
#[derive(Default)]
pub(super) struct BlockEnd {
    /// Names of the elements that have to end before it.
    pub unclosed: Vec<&'static str>,
    /// Names of the elements that end behind it.
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

    /// Ends a block of Markdown, and with it what has begun in it.
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

    /// Begins a link of Markdown. The link of raw HTML that it begins in is one no more.
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

    /// Reads a tag, which is `typed` at `range`. Returns whether it is kept.
    pub(super) fn read(&mut self, tag: HtmlTag, typed: &str, range: &Range<usize>) -> bool {
        let HtmlTag { name, closes } = tag;
        let last = self.open.last().filter(|last| !last.has_ended);
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
        // Of a list or a table that is left out, its parts are not named as well.
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

    /// Returns why `element` cannot begin here.
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
        let table = self.last_open("table");
        if elements::is_part_of_table(name) && table.is_none_or(|at| at < self.container()) {
            return Some(HtmlMistakeKind::Stray);
        }
        let around = self.last_open("a").and_then(|at| self.open.get(at));
        let in_link = around.is_some_and(|around| around.is_link || around.is_left_out);
        ((name == "a" && self.n_links > 0) || (in_link && is_link))
            .then_some(HtmlMistakeKind::LinkInLink)
    }

    /// Reads an end tag. One that would end what is around its block of Markdown is left out.
    fn end(&mut self, name: &'static str, range: &Range<usize>) -> bool {
        let container = self.container();
        let Some(at) = self.last_open(name).filter(|at| *at >= container) else {
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
        let n_around = self.blocks.last().map_or(0, |block| block.n_open);
        while self.open.len() > n_around && self.open.last().is_some_and(|last| last.has_ended) {
            self.open.pop();
        }
        match self.blocks.last_mut() {
            // It ends with the line of its end tag.
            Some(block) if at < block.n_open && !is_inline(name) => {
                if needs_end(name) && !is_left_out {
                    block.late.push(name);
                }
                false
            }
            _ => !is_left_out,
        }
    }

    /// Returns the mistakes: what has not ended at the end of the text among them.
    pub(super) fn finish(mut self) -> Vec<HtmlMistake> {
        for open in std::mem::take(&mut self.open) {
            if open.is_unclosed() {
                self.report(HtmlMistakeKind::Unclosed, open.name, open.range);
            }
        }
        self.mistakes
    }

    /// Returns the position in `open` of the last element of this name that has not ended.
    fn last_open(&self, name: &str) -> Option<usize> {
        self.by_name.get(name)?.last().copied()
    }

    /// Returns how many elements were open before the block of Markdown that is no line of text.
    fn container(&self) -> usize {
        let mut blocks = self.blocks.iter().rev();
        blocks
            .find(|block| block.kind == OpenBlockKind::Container)
            .map_or(0, |block| block.n_open)
    }
}
