//! The boundary of files: reads the site's folder, stages the output, and commits it. Knows nothing of the meaning of
//! the files.
//!
//! In the order of a build: [`guard`] refuses an output folder with files that a build would destroy; [`recover`]
//! completes the commit of a killed build; [`read_tree`] makes a [`SourceTree`](crate::source::SourceTree); [`Staging`]
//! collects the outputs and replaces the old ones, all or nothing. [`CacheFolder`] keeps the cache between builds;
//! [`edit`] and [`create`] write source files.
//!
//! There are two ways to commit. `swap` exchanges the finished tree for the old one in one step. `journaled` moves
//! the files that differ into the output one by one, after `journal` has recorded the steps on disk. Killed at any
//! instant, a build leaves the old site, the new site, or a journal that the next run completes.
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
pub use read::{InputFiles, InputSnapshot, list, read_since, read_tree, read_whole};
pub use recover::recover;
pub use root::canonical_root;
pub use site_listing::{SiteListing, read_outline, read_settings};
pub use staging::{Committed, Staging};
pub use stamps::{FileStamp, FileStamps};
pub use urls_lock::write_urls_lock;
pub use written::is_as_left;

/// Size in bytes above which static files and pictures are held by path, not in memory.
pub const LARGE_FILE: u64 = 1 << 20;

/// Size in bytes above which an SVG drawing is held by path, so that its content cannot be checked for scripts.
pub const MAX_SVG: u64 = 8 << 20;

/// Size in bytes above which a text file (`.md`, template, `site.yaml`) is reported and not read.
///
/// Front matter takes at most 17 KiB and a body 1 MiB; the rest is room for better messages from those limits.
pub const MAX_TEXT_FILE: u64 = 2 << 20;

/// Size in bytes above which `urls.lock` is reported and not read: enough for 200,000 addresses of 80 bytes.
pub const MAX_URLS_LOCK: u64 = 16 << 20;
