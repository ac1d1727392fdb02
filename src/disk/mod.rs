//! The boundary of files: reads the site's folder, stages the output, and commits it.
//!
//! In the order of a build: [`guard`] refuses an output folder that would cost somebody their files;
//! [`recover`] completes what a killed build has begun there; [`read_tree`] makes a
//! [`SourceTree`](crate::source::SourceTree); [`Staging`] takes the outputs and puts them in the place of
//! the old ones, all or nothing. Knows nothing of what the files mean.
//!
//! There are two ways to commit. `swap` exchanges the finished tree for the old one, in one step. `journaled` moves
//! the files that differ into the output, one by one, as `journal` has it on the disk before. Killed at any instant, a
//! build leaves the old site, the new site, or a journal that the next run completes.
//! `docs/decisions/0001-two-ways-to-commit.md` says why one way is not enough.

#![expect(clippy::disallowed_methods, reason = "this is the boundary of files")]

mod background_sync;
mod cache_file;
mod cache_folder;
mod create;
mod draft;
mod edit;
mod file_lock;
mod guard;
mod inspect;
mod journal;
mod journaled;
mod lock;
mod manifest;
mod new_output;
mod read;
mod recover;
mod root;
mod site_listing;
mod staging;
mod stamps;
mod swap;
mod sys;
mod unmanaged;
mod urls_lock;
mod walk;
mod written;

#[cfg(test)]
mod tests;

pub use cache_file::CacheFileError;
pub use cache_folder::{CacheEntry, CacheFolder};
pub use create::{create, existing};
pub use edit::edit;
pub use guard::{OutputDir, UnmanagedPolicy, guard};
pub use inspect::{FOLDERS, PathState, inspect, is_folder_of_site, path_in_site};
pub use read::{InputFiles, InputSnapshot, list, read_tree, read_whole};
pub use recover::recover;
pub use root::canonical_root;
pub use site_listing::{SiteListing, read_outline, read_settings};
pub use staging::{Committed, Staging};
pub use stamps::{FileStamp, FileStamps};
pub use urls_lock::write_urls_lock;
pub use written::is_as_left;

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
