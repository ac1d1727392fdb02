//! Lines and columns of places, each file's lines counted once.

use std::collections::HashMap;

use crate::diag::{At, Place};
use crate::source::{SourcePath, SourceTree};

/// Finds lines and columns in the files of a tree.
#[derive(Debug)]
pub struct Positions<'a> {
    tree: &'a SourceTree,
    /// Of each file asked for: its text, and where its lines begin.
    lines: HashMap<SourcePath, Option<(&'a str, Vec<usize>)>>,
}

/// Where something begins and ends: lines and columns from 1; columns count characters, the end is exclusive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
    /// Line of the first character.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Line of the last character.
    pub end_line: usize,
    /// Column after the last character.
    pub end_column: usize,
}

impl<'a> Positions<'a> {
    /// Positions in the files of `tree`.
    pub fn new(tree: &'a SourceTree) -> Self {
        Positions { tree, lines: HashMap::new() }
    }

    /// Returns where `place` is; `None` for a whole file, or one that is not in the tree.
    pub fn of(&mut self, place: &Place) -> Option<Range> {
        let At::Span(span) = place.at else { return None };
        let tree = self.tree;
        let known = self.lines.entry(place.path.clone()).or_insert_with(|| {
            let text = tree.get(place.path.as_str())?.text();
            let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
            Some((text, std::iter::once(0).chain(ends).collect()))
        });
        let (text, starts) = known.as_ref()?;
        let (line, column) = position(text, starts, span.start);
        let (end_line, end_column) = position(text, starts, span.end.max(span.start));
        Some(Range { line, column, end_line, end_column })
    }
}

fn position(text: &str, starts: &[usize], offset: usize) -> (usize, usize) {
    let offset = text.floor_char_boundary(offset);
    let line = starts.partition_point(|start| *start <= offset);
    let start = starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
    // A byte order mark is no column.
    let before = text[start..offset].trim_start_matches('\u{feff}');
    (line.max(1), before.chars().count() + 1)
}
