//! The door of files: reads the site's folder, stages the output, and commits it.
//!
//! Three steps, in the order of a build: [`read_tree`] makes a [`SourceTree`](crate::source::SourceTree);
//! [`guard`] refuses an output folder that would cost somebody their files; [`Staging`] takes the
//! outputs and swaps them for the old ones, all or nothing. Knows nothing of what the files mean.

#![expect(clippy::disallowed_methods, reason = "this is the door of files")]

mod foreign;
mod guard;
mod in_place;
mod lock;
mod manifest;
mod read;
mod stage;
mod sys;
mod walk;
mod whole;

#[cfg(test)]
mod tests;

pub use guard::{Foreign, OutputDir, guard};
pub use read::read_tree;
pub use stage::{Committed, Staging};

/// Static files and pictures with more bytes than this are held by path, not in memory.
pub const LARGE_FILE: u64 = 1 << 20;

/// A text file (`.md`, template, `site.yaml`) with more bytes than this is a mistake, and is not read.
///
/// Front matter takes at most 17 KiB and a body 1 MiB; the rest is room for better messages from those limits.
pub const MAX_TEXT_FILE: u64 = 2 << 20;
