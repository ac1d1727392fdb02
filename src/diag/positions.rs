//! Lines and columns of places, each file's lines counted once.

use std::collections::HashMap;

use crate::diag::{At, Place};
use crate::source::{SourcePath, SourceTree};

/// Finds lines and columns in the files of a tree.
#[derive(Debug)]
pub struct Positions<'a> {
    tree: &'a SourceTree,
    /// Of each file asked for: its text, and where its lines begin.
    files: HashMap<SourcePath, Option<Lines<'a>>>,
}

#[derive(Debug)]
struct Lines<'a> {
    text: &'a str,
    /// Where each line begins.
    starts: Vec<usize>,
    /// Where the last place begins that was asked for, and its column: on a line that is very long, the next is
    /// counted from there.
    last: (usize, usize),
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
        Positions {
            tree,
            files: HashMap::new(),
        }
    }

    /// Returns where `place` is; `None` for a whole file, or one that is not in the tree.
    pub fn of(&mut self, place: &Place) -> Option<Range> {
        let At::Span(span) = place.at else {
            return None;
        };
        let lines = self.lines(&place.path)?;
        let (line, column) = lines.position(span.start);
        lines.last = (span.start, column);
        let (end_line, end_column) = lines.position(span.end.max(span.start));
        Some(Range {
            line,
            column,
            end_line,
            end_column,
        })
    }

    /// Returns the line of the file at `path` that contains the byte `offset`, without its end, and where it begins.
    pub(super) fn line(&mut self, path: &SourcePath, offset: usize) -> Option<(&'a str, usize)> {
        let Lines { text, starts, .. } = self.lines(path)?;
        let next = starts.partition_point(|start| *start <= offset.min(text.len()));
        let start = starts
            .get(next.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        let end = starts.get(next).map_or(text.len(), |next| next - 1);
        Some((&text[start..end], start))
    }

    fn lines(&mut self, path: &SourcePath) -> Option<&mut Lines<'a>> {
        let tree = self.tree;
        let known = self.files.entry(path.clone()).or_insert_with(|| {
            let text = tree.get(path.as_str())?.text();
            let ends = text
                .bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at + 1);
            Some(Lines {
                text,
                starts: std::iter::once(0).chain(ends).collect(),
                last: (0, 1),
            })
        });
        known.as_mut()
    }
}

impl Lines<'_> {
    /// Returns the line and the column of `offset`.
    fn position(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        let (known, counted) = self.last;
        let is_before = (start..=offset).contains(&known) && self.text.is_char_boundary(known);
        let (from, before) = if is_before {
            (known, counted)
        } else {
            (start, 1)
        };
        let part = &self.text[from..offset];
        // A byte order mark is no column.
        let part = if from == 0 {
            part.trim_start_matches('\u{feff}')
        } else {
            part
        };
        let column = before + part.chars().count();
        (line.max(1), column)
    }
}
