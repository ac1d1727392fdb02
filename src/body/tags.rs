//! Which tags of raw HTML are kept: an element ends in the block of Markdown that it begins in, no block stands in a line of
//! text, no part of a table outside of one, and no link in a link. What is left out would end Markdown's own elements.

use std::collections::BTreeMap;
use std::ops::Range;

use super::allowed::{is_allowed, removes_content};
use super::html::{self, Tag};
use super::model;
use super::prose::INLINE;
use super::settle::{BadHtml, Why};

/// Elements that a brief may not hold and that would end a paragraph.
const FORBIDDEN_BLOCKS: [&str; 24] = [
    "address", "article", "aside", "body", "center", "dialog", "dir", "fieldset", "footer", "form",
    "frameset", "h1", "head", "header", "hgroup", "html", "legend", "listing", "main", "menu",
    "nav", "optgroup", "search", "section",
];

/// The elements that are open.
#[derive(Debug, Default)]
pub(super) struct Tags {
    open: Vec<Open>,
    /// Positions in `open` of what has not ended, by name.
    by_name: BTreeMap<String, Vec<usize>>,
    /// The blocks of Markdown that are open.
    blocks: Vec<Block>,
    /// What has been ended with its block, by name: its end tag may come later. Positions in `unclosed`, if it is there.
    cut: BTreeMap<String, Vec<Option<usize>>>,
    unclosed: Vec<BadHtml>,
    n_links: usize,
}

#[derive(Debug)]
struct Open {
    name: String,
    range: Range<usize>,
    is_link: bool,
    has_ended: bool,
    is_left_out: bool,
    needs_end: bool,
}

#[derive(Debug)]
struct Block {
    /// How many elements were open before it.
    n_open: usize,
    /// Whether it is a line of text.
    is_line: bool,
    /// Names of the elements around it whose end tags stand in it.
    late: Vec<String>,
}

/// What to write with the end of a block.
pub(super) struct Ended {
    /// Names of the elements that have to end before it.
    pub(super) unclosed: Vec<String>,
    /// Names of the elements that end behind it.
    pub(super) late: Vec<String>,
}

impl Tags {
    /// Notes that a block of Markdown begins.
    pub(super) fn start_block(&mut self) {
        self.blocks.push(Block {
            n_open: self.open.len(),
            is_line: false,
            late: Vec::new(),
        });
    }

    /// Notes that a line of text begins.
    pub(super) fn start_line(&mut self) {
        self.blocks.push(Block {
            n_open: self.open.len(),
            is_line: true,
            late: Vec::new(),
        });
    }

    /// Notes that a block of Markdown ends, and with it what has begun in it.
    pub(super) fn end_block(&mut self) -> Ended {
        let mut unclosed = Vec::new();
        let Some(block) = self.blocks.pop() else {
            return Ended {
                unclosed,
                late: Vec::new(),
            };
        };
        for open in self
            .open
            .drain(block.n_open..)
            .rev()
            .filter(|open| !open.has_ended)
        {
            if let Some(positions) = self.by_name.get_mut(&open.name) {
                positions.pop();
            }
            let cut = self.cut.entry(open.name.clone()).or_default();
            if open.is_left_out || !open.needs_end {
                cut.push(None);
                continue;
            }
            cut.push(Some(self.unclosed.len()));
            if !removes_content(&open.name) {
                unclosed.push(open.name.clone());
            }
            self.unclosed.push(BadHtml {
                why: Why::Unclosed,
                name: open.name,
                range: open.range,
            });
        }
        Ended {
            unclosed,
            late: block.late,
        }
    }

    /// Notes that a link of Markdown begins. Returns the link of raw HTML that it begins in, once.
    pub(super) fn start_link(&mut self) -> Option<Range<usize>> {
        self.n_links += 1;
        let open = self.last_open("a")?;
        let around = self
            .open
            .get_mut(open)
            .filter(|open| open.is_link && !open.is_left_out)?;
        around.is_link = false;
        Some(around.range.clone())
    }

    /// Notes that a link of Markdown ends.
    pub(super) fn end_link(&mut self) {
        self.n_links = self.n_links.saturating_sub(1);
    }

    /// Reads a tag, which is `typed` at `range`. Returns whether it is kept, and what is wrong with it.
    pub(super) fn read(
        &mut self,
        tag: Tag,
        typed: &str,
        range: &Range<usize>,
    ) -> (bool, Option<Why>) {
        let name = tag.name.to_ascii_lowercase();
        if tag.closes {
            return if tag.is_void() {
                (true, None)
            } else {
                self.end(&name)
            };
        }
        let why = self.misplaced(&name, tag, typed);
        let is_left_out = why.is_some();
        // Of a list or a table that is left out, its parts are not named as well.
        let is_part = self
            .open
            .last()
            .is_some_and(|around| around.is_left_out && !around.has_ended);
        let why = why.filter(|_| !is_part || name == "a");
        if !tag.is_void() {
            self.by_name
                .entry(name.clone())
                .or_default()
                .push(self.open.len());
            self.open.push(Open {
                name,
                range: range.clone(),
                is_link: is_link(tag, typed),
                has_ended: false,
                is_left_out,
                needs_end: tag.needs_end(),
            });
        }
        (!is_left_out, why)
    }

    /// Returns why the element `name` cannot begin here.
    fn misplaced(&self, name: &str, tag: Tag, typed: &str) -> Option<Why> {
        if self.blocks.last().is_some_and(|block| block.is_line) {
            if is_allowed(name) && model::is_block(name) {
                return Some(Why::InLine);
            }
            if FORBIDDEN_BLOCKS.contains(&name) {
                return Some(Why::Forbidden);
            }
        }
        if model::is_part_of_table(name)
            && self
                .last_open("table")
                .is_none_or(|at| at < self.container())
        {
            return Some(Why::Stray);
        }
        let around = self.last_open("a").and_then(|at| self.open.get(at));
        let in_link = around.is_some_and(|around| around.is_link || around.is_left_out);
        ((name == "a" && self.n_links > 0) || (in_link && is_link(tag, typed)))
            .then_some(Why::LinkInLink)
    }

    /// Reads an end tag. One that would end what is around its block of Markdown is left out.
    fn end(&mut self, name: &str) -> (bool, Option<Why>) {
        let container = self.container();
        let Some(at) = self.last_open(name).filter(|at| *at >= container) else {
            return match self.cut.get_mut(name).and_then(Vec::pop) {
                Some(position) => {
                    if let Some(unclosed) =
                        position.and_then(|position| self.unclosed.get_mut(position))
                    {
                        unclosed.why = Why::Across;
                    }
                    (false, None)
                }
                None => (false, Some(Why::Unopened)),
            };
        };
        if let Some(positions) = self.by_name.get_mut(name) {
            positions.pop();
        }
        let open = &mut self.open[at];
        open.has_ended = true;
        let (is_left_out, needs_end) = (open.is_left_out, open.needs_end);
        let n_around = self.blocks.last().map_or(0, |block| block.n_open);
        while self.open.len() > n_around && self.open.last().is_some_and(|last| last.has_ended) {
            self.open.pop();
        }
        match self.blocks.last_mut() {
            // It ends with the line that its end tag stands in.
            Some(block) if at < block.n_open && !INLINE.contains(&name) => {
                if needs_end && !is_left_out {
                    block.late.push(name.to_owned());
                }
                (false, None)
            }
            _ => (!is_left_out, None),
        }
    }

    /// Returns what has not ended.
    pub(super) fn finish(self) -> Vec<BadHtml> {
        let mut found = self.unclosed;
        for open in self
            .open
            .into_iter()
            .filter(|open| open.needs_end && !open.has_ended && !open.is_left_out)
        {
            found.push(BadHtml {
                why: Why::Unclosed,
                name: open.name,
                range: open.range,
            });
        }
        found
    }

    /// Returns the position in `open` of the last element of this name that has not ended.
    fn last_open(&self, name: &str) -> Option<usize> {
        self.by_name.get(name)?.last().copied()
    }

    /// Returns how many elements were open before the block of Markdown that is no line of text.
    fn container(&self) -> usize {
        // Lines of text hold no blocks.
        self.blocks
            .iter()
            .rev()
            .find(|block| !block.is_line)
            .map_or(0, |block| block.n_open)
    }
}

/// Returns whether the start tag `tag`, which is `typed`, is that of a link.
fn is_link(tag: Tag, typed: &str) -> bool {
    tag.is("a") && html::attribute(typed, "href").is_some()
}
