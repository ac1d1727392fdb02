//! Cache folder: the files of the cache, in `ROOT/.dateline/`. Safe to delete, truncate, damage, or share between
//! checkouts: an unusable file is ignored.
//!
//! Knows names and bytes only. The meaning of the entries is in `cache` and `stamps`, the format of one file in
//! `cache_file`. Each output has entries of its own, so that a build into one folder never makes those of another
//! stale: entries of `ROOT/public/` are in the folder itself, those of any other output in a subfolder.

use std::cmp::Reverse;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::cache_file::{self, CacheFileError};
use super::draft;
use super::guard::OutputDir;
use super::root::canonical_root;
use super::stamps::FileStamp;
use super::sys;
use crate::error::Error;
use crate::hash::Hash;

/// The name of the cache folder in the site's folder.
const FOLDER: &str = ".dateline";
/// The default output folder of `build`, in the site's folder.
const DEFAULT_OUTPUT: &str = "public";
/// Prefix of the subfolders for other outputs; the hash of the output's path follows.
const OTHER_OUTPUT: &str = "output-";
/// Number of other outputs whose entries are kept: those built last.
const MAX_OTHER_OUTPUTS: usize = 4;
/// The file that makes Git ignore everything in the folder.
const GITIGNORE: &str = ".gitignore";
/// Entries of earlier versions of the program, which are removed.
const OLD_ENTRIES: [&str; 5] = ["briefs", "checked", "outputs", "run", "seen"];

/// An entry of the cache on disk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CacheEntry {
    /// The stat cache of the input files, shared by all outputs.
    Stamps,
    /// The record of the last build of one output.
    LastBuild,
    /// One shard of the parsed briefs, by its number, shared by all outputs.
    Briefs(usize),
}

impl CacheEntry {
    fn name(self) -> String {
        match self {
            CacheEntry::Stamps => "stamps".to_owned(),
            CacheEntry::LastBuild => "last-build".to_owned(),
            CacheEntry::Briefs(shard) => format!("parsed-{shard:02}"),
        }
    }
}

/// The folder of the cache for builds of one site into one output.
#[derive(Clone, Debug)]
pub struct CacheFolder {
    /// The folder of entries that depend on input files only.
    site: PathBuf,
    /// The folder of entries that depend on the output.
    output: PathBuf,
}

impl CacheFolder {
    /// Returns the cache folder for builds of the site at `root` into `output`, and removes the drafts of killed builds
    /// there. Creates nothing: that is left to [`put`](CacheFolder::put).
    pub fn of(root: &Path, output: &OutputDir) -> Result<Self, Error> {
        let root = canonical_root(root)?;
        let site = root.join(FOLDER);
        let is_default = output.path() == root.join(DEFAULT_OUTPUT);
        let folder = CacheFolder {
            output: if is_default {
                site.clone()
            } else {
                let name = Hash::of_bytes(output.path().as_os_str().as_encoded_bytes());
                site.join(format!("{OTHER_OUTPUT}{name}"))
            },
            site,
        };
        clear_drafts(&folder.site);
        clear_drafts(&folder.output);
        Ok(folder)
    }

    /// Reads the bytes of `entry`, as this very program has written them.
    pub fn get(&self, entry: CacheEntry) -> Result<Vec<u8>, CacheFileError> {
        cache_file::read(&self.folder(entry).join(entry.name()), program()?)
    }

    /// Writes `bytes` as the new content of `entry`, and evicts the entries of outputs that were not built lately.
    pub fn put(&self, entry: CacheEntry, bytes: &[u8]) -> Result<(), Error> {
        let folder = self.folder(entry);
        let put = || -> io::Result<()> {
            // A program that cannot be identified could never read its entries again.
            let Ok(program) = program() else {
                return Ok(());
            };
            create(&self.site)?;
            create(folder)?;
            cache_file::write(folder, &entry.name(), program, bytes)
        };
        put().map_err(|cause| Error::io("cannot keep the cache in", folder, cause))?;
        if entry == CacheEntry::LastBuild {
            self.evict_others();
        }
        Ok(())
    }

    fn folder(&self, entry: CacheEntry) -> &Path {
        match entry {
            CacheEntry::Stamps | CacheEntry::Briefs(_) => &self.site,
            CacheEntry::LastBuild => &self.output,
        }
    }

    /// Removes the entries of other outputs, except those built last. Every temporary output folder that anybody ever
    /// built into would otherwise leave its entries behind.
    fn evict_others(&self) {
        let mut others: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(&self.site).into_iter().flatten().flatten() {
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let name = entry.file_name();
            let is_ours = name.as_encoded_bytes().starts_with(OTHER_OUTPUT.as_bytes());
            if is_folder && is_ours && entry.path() != self.output {
                others.push(entry.path());
            }
        }
        let built = |path: &Path| {
            let metadata = fs::metadata(path.join(CacheEntry::LastBuild.name()));
            metadata.and_then(|metadata| metadata.modified()).ok()
        };
        others.sort_by_cached_key(|path| (Reverse(built(path)), path.clone()));
        for path in others.into_iter().skip(MAX_OTHER_OUTPUTS - 1) {
            // File by file instead of the whole folder: the user may have put other files there.
            let _ = fs::remove_file(path.join(CacheEntry::LastBuild.name()));
            for name in [GITIGNORE].iter().chain(&OLD_ENTRIES) {
                let _ = fs::remove_file(path.join(name));
            }
            let _ = fs::remove_dir(path);
        }
    }
}

/// Creates the folder at `path` with its `.gitignore`, unless it exists.
fn create(path: &Path) -> io::Result<()> {
    match sys::create_folder(path) {
        // No other checkout can use the cache, and it names briefs that are not public yet.
        Ok(()) => fs::write(path.join(GITIGNORE), "*\n"),
        Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists => Err(cause),
        // Nothing is written through a symbolic link: it may lead out of the site's folder.
        Err(_) if !fs::symlink_metadata(path)?.is_dir() => Err(io::ErrorKind::NotADirectory.into()),
        Err(_) => Ok(()),
    }
}

/// Removes from `folder`, a folder of the cache, the drafts of killed builds and the entries of earlier versions.
fn clear_drafts(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.as_encoded_bytes();
        if draft::is_draft(name) || is_old(name) {
            draft::clear(&entry.path());
        }
    }
}

/// Returns whether `name` is an entry of an earlier version, or a draft of one: `seen`, `seenX7Qk2p`.
fn is_old(name: &[u8]) -> bool {
    OLD_ENTRIES
        .iter()
        .any(|entry| name.starts_with(entry.as_bytes()))
}

/// Returns the hash that identifies this program, because another version may render the same input differently.
///
/// Version, path, size and modification time of the executable: a developer's builds share one version number.
fn program() -> Result<Hash, CacheFileError> {
    let stamp = || -> io::Result<(PathBuf, FileStamp)> {
        let path = fs::canonicalize(std::env::current_exe()?)?;
        let stamp = FileStamp::of(&fs::metadata(&path)?);
        Ok((path, stamp))
    };
    let (path, stamp) = stamp().map_err(|_| CacheFileError::Missing)?;
    let version = env!("CARGO_PKG_VERSION");
    Ok(Hash::of(&(version, path, stamp.len, stamp.modified)))
}
