//! The door of files: reads the site's folder, stages the output, and commits it.
//!
//! In the order of a build: [`guard`] refuses an output folder that would cost somebody their files;
//! [`recover`] finishes what a killed build has begun there; [`read_tree`] makes a
//! [`SourceTree`](crate::source::SourceTree); [`Staging`] takes the outputs and puts them in the place of
//! the old ones, all or nothing. Knows nothing of what the files mean.
//!
//! A commit has two forms. `whole` exchanges the finished tree for the old one, in one step. `small` renames
//! what has changed into the output, file by file, by a list that it has written down before (`journal`).
//! Killed at any instant, a build leaves the old site, the new site, or a journal that the next run completes.

#![expect(clippy::disallowed_methods, reason = "this is the door of files")]

mod cache_file;
mod cache_folder;
mod create;
mod draft;
mod early;
mod edit;
mod foreign;
mod glimpse;
mod guard;
mod journal;
mod lock;
mod manifest;
mod next;
mod outline;
mod read;
mod root;
mod small;
mod stage;
mod stamps;
mod sys;
mod urls_lock;
mod walk;
mod whole;

#[cfg(test)]
mod tests;

pub use cache_file::Unusable;
pub use cache_folder::{CacheEntry, CacheFolder};
pub use create::{create, existing};
pub use edit::edit;
pub use glimpse::{FOLDERS, Glimpse, glimpse, is_folder_of_site, path_in_site};
pub use guard::{Foreign, OutputDir, guard};
pub use outline::{Outline, read_outline, read_settings};
pub use read::{InputFiles, Reading, list, read_tree, read_whole};
pub use root::canonical_root;
pub use stage::{Committed, Staging, is_as_left, recover};
pub use stamps::{FileStamp, FileStamps};
pub use urls_lock::write_urls_lock;

/// Static files and pictures with more bytes than this are held by path, not in memory.
pub const LARGE_FILE: u64 = 1 << 20;

/// An SVG drawing with more bytes than this is held by its path, so that nobody can look at what is in it.
pub const MAX_SVG: u64 = 8 << 20;

/// A text file (`.md`, template, `site.yaml`) with more bytes than this is a mistake, and is not read.
///
/// Front matter takes at most 17 KiB and a body 1 MiB; the rest is room for better messages from those limits.
pub const MAX_TEXT_FILE: u64 = 2 << 20;

/// A `urls.lock` with more bytes than this is a mistake, and is not read: it has room for 200,000 addresses
/// of 80 bytes.
pub const MAX_URLS_LOCK: u64 = 16 << 20;
