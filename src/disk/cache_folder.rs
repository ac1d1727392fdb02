//! Where the cache of a site lies: `ROOT/.dateline/`. Safe to delete, to cut short, to damage, and to share between
//! checkouts: what cannot be used is not used. Knows names and bytes; what they mean is the cache's business.
//!
//! Each output has entries of its own, so that a build into one folder costs the next build into another nothing: those
//! of `ROOT/public/` lie in that folder, those of every other in a folder of its own there.

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

/// The folder, in the site's.
const FOLDER: &str = ".dateline";
/// Where `build` writes to unless it is told otherwise, in the site's folder.
const USUAL_OUTPUT: &str = "public";
/// What the names of folders for other outputs begin with.
const OTHER_OUTPUT: &str = "output-";
/// Other outputs that are remembered: those built last.
const MAX_OTHER_OUTPUTS: usize = 4;
/// Tells Git that nothing in the folder is for it.
const GITIGNORE: &str = ".gitignore";
/// Entries of earlier versions, which are removed.
const OLD_ENTRIES: [&str; 5] = ["briefs", "checked", "outputs", "run", "seen"];

/// An entry of the cache.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CacheEntry {
    /// The stamps of the input files, whatever the output is.
    Stamps,
    /// The last build of one output.
    LastBuild,
}

impl CacheEntry {
    const ALL: [CacheEntry; 2] = [CacheEntry::Stamps, CacheEntry::LastBuild];

    fn name(self) -> &'static str {
        match self {
            CacheEntry::Stamps => "stamps",
            CacheEntry::LastBuild => "last-build",
        }
    }
}

/// The cache of the builds of one site into one output.
#[derive(Clone, Debug)]
pub struct CacheFolder {
    /// For what follows from the input files, whatever the output is.
    site: PathBuf,
    /// For what was left in the output.
    output: PathBuf,
}

impl CacheFolder {
    /// Returns where builds of the site at `root` into `output` have their cache. Clears away what builds that were
    /// killed have left there.
    pub fn of(root: &Path, output: &OutputDir) -> Result<Self, Error> {
        let root = canonical_root(root)?;
        let site = root.join(FOLDER);
        let is_usual = output.path() == root.join(USUAL_OUTPUT);
        let folder = CacheFolder {
            output: if is_usual {
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

    /// Returns the bytes of `entry`.
    pub fn get(&self, entry: CacheEntry) -> Result<Vec<u8>, CacheFileError> {
        cache_file::read(&self.folder(entry).join(entry.name()), program()?)
    }

    /// Keeps `bytes` as those of `entry`.
    pub fn put(&self, entry: CacheEntry, bytes: &[u8]) -> Result<(), Error> {
        let folder = self.folder(entry);
        let put = || -> io::Result<()> {
            let Ok(program) = program() else {
                return Ok(());
            };
            make(&self.site)?;
            make(folder)?;
            cache_file::write(folder, entry.name(), program, bytes)
        };
        put().map_err(|cause| Error::io("cannot keep the cache in", folder, cause))?;
        if entry == CacheEntry::LastBuild {
            self.forget_others();
        }
        Ok(())
    }

    fn folder(&self, entry: CacheEntry) -> &Path {
        match entry {
            CacheEntry::Stamps => &self.site,
            CacheEntry::LastBuild => &self.output,
        }
    }

    /// Removes the entries of other outputs, but of those built last and of this one.
    fn forget_others(&self) {
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
            // Only what is ours: somebody may have put a file there.
            let names = [CacheEntry::LastBuild.name(), GITIGNORE];
            for name in names.iter().chain(&OLD_ENTRIES) {
                let _ = fs::remove_file(path.join(name));
            }
            let _ = fs::remove_dir(path);
        }
    }
}

/// Makes the folder at `path`, as far as it is not there.
fn make(path: &Path) -> io::Result<()> {
    match sys::create_folder(path) {
        // It is of no use to anybody else.
        Ok(()) => fs::write(path.join(GITIGNORE), "*\n"),
        Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists => Err(cause),
        Err(_) if !fs::symlink_metadata(path)?.is_dir() => Err(io::ErrorKind::NotADirectory.into()),
        Err(_) => Ok(()),
    }
}

/// Removes the drafts in `folder`, a folder of the cache, that killed builds have left behind, and the entries of
/// earlier versions.
fn clear_drafts(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.as_encoded_bytes();
        if draft::is_draft(name) || is_old(name) {
            draft::clear(&entry.path());
        }
    }
}

/// Returns whether `name` is that of an entry of an earlier version, or of a draft of one: `seen`, `seenX7Qk2p`.
fn is_old(name: &[u8]) -> bool {
    let begins = |entry: &&str| name.starts_with(entry.as_bytes());
    let is_present = CacheEntry::ALL
        .iter()
        .any(|entry| name == entry.name().as_bytes());
    !is_present && OLD_ENTRIES.iter().any(begins)
}

/// Returns what tells this program from all others: what one has made, another would perhaps make otherwise.
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
