//! Reading: loads the site's folder into a `SourceTree`, with the stamps for the stat cache.
//!
//! Which files are listed and which are skipped is decided in `walk`.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::io::{self, Read as _};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use std::{panic, thread};

use super::draft;
use super::root::canonical_root;
use super::stamps::{FileStamp, FileStamps};
use super::walk::{self, FolderListing, InputFile, InputKind};
use super::{LARGE_FILE, MAX_SVG, MAX_TEXT_FILE, MAX_URLS_LOCK, sys, urls_lock};
use crate::clock;
use crate::diag::catalog::{files, urls};
use crate::diag::{self, Checked, Diagnostic, Place};
use crate::error::Error;
use crate::hash::Hash;
use crate::media::{HEAD, NameType};
use crate::source::{Contents, SourceFile, SourcePath, SourceTree};

/// Number of files for each thread. Fewer are read faster than another thread starts.
const FILES_PER_THREAD: usize = 200;

/// Reads the site's folder: `site.yaml`, `urls.lock`, `content/`, `templates/`, `static/`, and the private `clips/`,
/// which only rules use; nothing else in it.
///
/// Files that cannot or must not be read are left out and reported. A folder without any of these gives an empty tree.
/// Fails only if `root` is not a folder that can be entered.
pub fn read_tree(root: &Path) -> Result<Checked<SourceTree>, Error> {
    Ok(list(root)?.read().tree)
}

/// Reads the site's folder as [`read_tree`] does, but opens no file that is as it was when `stamps` were taken: it is the
/// one in `before`.
///
/// A watcher notices files that are opened, so a full reading of a large folder would keep it busy.
pub fn read_since(
    root: &Path,
    before: &SourceTree,
    stamps: &FileStamps,
) -> Result<InputSnapshot, Error> {
    let same = |found: &InputFile| {
        let (stamp, hash) = stamp_if_unchanged(found, stamps)?;
        let file = before.get(found.path.as_str())?;
        (file.hash == hash).then(|| ReadOutcome::Read(file.clone(), stamp))
    };
    Ok(list(root)?.read_with(|found| same(found).unwrap_or_else(|| read_file(found))))
}

/// The input files of a site, listed and not read.
pub struct InputFiles {
    root: PathBuf,
    listing: FolderListing,
    /// The time before the listing began, in nanoseconds since 1970.
    at: i64,
}

/// The input files of a site with their bytes and stamps.
#[derive(Debug)]
pub struct InputSnapshot {
    /// The input files that could be read, with the diagnostics about all others.
    pub tree: Checked<SourceTree>,
    /// The stat cache for the next build.
    pub stamps: FileStamps,
}

/// Lists the input files of the site's folder, without reading them.
///
/// Fails only if `root` is not a folder that can be entered.
pub fn list(root: &Path) -> Result<InputFiles, Error> {
    let root = canonical_root(root)?;
    // Before the walk: a file written during the walk must count as newer than the listing.
    let at = clock::nanoseconds();
    let listing = walk::walk(&root);
    Ok(InputFiles { root, listing, at })
}

impl InputFiles {
    /// Returns the path and hash of each file, sorted by path, if all `stamps` still match; else `None`. Reads no file.
    ///
    /// All or nothing: if a single file has changed, or there is a diagnostic to report, everything is read again.
    pub fn unchanged(&self, stamps: &FileStamps) -> Option<Vec<(SourcePath, Hash)>> {
        let FolderListing {
            found, diagnostics, ..
        } = &self.listing;
        if !diagnostics.is_empty() || stamps.files.len() != found.len() {
            return None;
        }
        let hash = |found: &InputFile| {
            let (_, hash) = stamp_if_unchanged(found, stamps)?;
            Some((found.path.clone(), hash))
        };
        let hashes: Option<Vec<_>> = in_parallel(found, hash).into_iter().collect();
        let mut hashes = hashes?;
        hashes.sort_by(|(a, _), (b, _)| a.cmp(b));
        Some(hashes)
    }

    /// Removes the drafts of `urls.lock` and of edits that killed commands have left in the folder.
    pub fn clear_drafts(&self) {
        urls_lock::clear_drafts(&self.root);
        self.listing
            .drafts
            .iter()
            .for_each(|path| draft::clear(path));
    }

    pub fn read(self) -> InputSnapshot {
        self.read_with(read_file)
    }

    fn read_with(self, read_one: impl Fn(&InputFile) -> ReadOutcome + Sync) -> InputSnapshot {
        let FolderListing {
            found,
            mut diagnostics,
            ..
        } = self.listing;
        let mut sources = Vec::with_capacity(found.len());
        let mut stamps = FileStamps {
            at: self.at,
            files: HashMap::with_capacity(found.len()),
        };
        for outcome in in_parallel(&found, read_one) {
            match outcome {
                ReadOutcome::Read(file, stamp) => {
                    stamps
                        .files
                        .insert(file.path.as_str().to_owned(), (stamp, file.hash));
                    sources.push(file);
                }
                ReadOutcome::Wrong(diagnostic) => diagnostics.push(diagnostic),
                ReadOutcome::Gone => {}
            }
        }
        diag::sort(&mut diagnostics);
        let tree = Checked {
            value: SourceTree::new(sources),
            diagnostics,
        };
        InputSnapshot { tree, stamps }
    }
}

/// Reads the bytes of a file that a tree holds by path only, however large.
pub fn read_whole(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|cause| Error::io("cannot read", path, cause))
}

/// The outcome of reading one file.
pub(super) enum ReadOutcome {
    Read(SourceFile, FileStamp),
    /// The file cannot or must not be read.
    Wrong(Diagnostic),
    /// The file was deleted after the listing, as editors do when they save: not a mistake.
    Gone,
}

/// Returns the stamp of a file and the hash of its bytes, if the file is as `stamps` have it. Does not open it.
fn stamp_if_unchanged(found: &InputFile, stamps: &FileStamps) -> Option<(FileStamp, Hash)> {
    let metadata = fs::symlink_metadata(&found.real)
        .ok()
        .filter(Metadata::is_file)?;
    let stamp = FileStamp::of(&metadata);
    Some((stamp, stamps.hash(&found.path, stamp)?))
}

/// Applies `work` to each of `found` in parallel, and returns the results in the same order.
fn in_parallel<T: Send>(found: &[InputFile], work: impl Fn(&InputFile) -> T + Sync) -> Vec<T> {
    // Plain threads instead of rayon, which only `pipeline` uses: reading needs no work stealing.
    let n_cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let n_threads = found.len().div_ceil(FILES_PER_THREAD).clamp(1, n_cores);
    if n_threads == 1 {
        return found.iter().map(work).collect();
    }
    let work = &work;
    thread::scope(|scope| {
        let mut threads = Vec::new();
        for chunk in found.chunks(found.len().div_ceil(n_threads)) {
            threads.push(scope.spawn(move || chunk.iter().map(work).collect::<Vec<_>>()));
        }
        let mut all = Vec::with_capacity(found.len());
        for thread in threads {
            all.extend(
                thread
                    .join()
                    // A panic in a thread is a bug: it goes on in this one, with its own message.
                    .unwrap_or_else(|cause| panic::resume_unwind(cause)),
            );
        }
        all
    })
}

/// Reads one listed file, unless it is too large for its kind.
pub(super) fn read_file(found: &InputFile) -> ReadOutcome {
    match try_read(found) {
        Ok(outcome) => outcome,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => ReadOutcome::Gone,
        Err(cause) => ReadOutcome::Wrong(files::file_unreadable(
            Place::file(&found.path),
            &cause.to_string(),
        )),
    }
}

/// Reads the first [`HEAD`] bytes of a file, from which its media type is recognized; none if it cannot be read.
fn read_head(path: &Path) -> Vec<u8> {
    let mut head = Vec::new();
    if let Ok(Some((file, _))) = sys::open_regular(path) {
        let _ = file.take(HEAD as u64).read_to_end(&mut head);
    }
    head
}

fn try_read(found: &InputFile) -> io::Result<ReadOutcome> {
    let Some((file, metadata)) = sys::open_regular(&found.real)? else {
        return Ok(ReadOutcome::Wrong(files::file_not_regular(Place::file(
            &found.path,
        ))));
    };
    let limit = match found.part {
        InputKind::UrlsLock => MAX_URLS_LOCK,
        _ if is_text(found) => MAX_TEXT_FILE,
        // A drawing is searched for scripts as a whole, so it has to be in memory.
        _ if NameType::of(found.path.file_name()) == NameType::Svg => MAX_SVG,
        _ => LARGE_FILE,
    };
    if metadata.len() > limit {
        return oversized(found, &metadata);
    }
    let bytes = sys::read_whole(&file, metadata.len(), limit)?;
    // The file may have grown since its size was read.
    if bytes.len() as u64 > limit {
        return oversized(found, &file.metadata()?);
    }
    let file = SourceFile::new(found.path.clone(), bytes);
    Ok(ReadOutcome::Read(file, FileStamp::of(&metadata)))
}

/// Returns whether the file must be text. An oversized text is a mistake; any other file is then held by its path.
fn is_text(found: &InputFile) -> bool {
    match found.part {
        InputKind::Config | InputKind::Templates | InputKind::UrlsLock => true,
        InputKind::Content => found.path.is_markdown(),
        // An oversized clip is reported by the rule that reads it, at the brief that names it.
        InputKind::Static | InputKind::Clips => false,
    }
}

/// Reports a file over its limit, or holds it by its path if it may be that large.
fn oversized(found: &InputFile, metadata: &Metadata) -> io::Result<ReadOutcome> {
    let len = metadata.len();
    if is_text(found) {
        let place = Place::file(&found.path);
        if found.part == InputKind::UrlsLock {
            let wrong = files::file_too_large(place, len, MAX_URLS_LOCK);
            return Ok(ReadOutcome::Wrong(wrong.hint(urls::LOCK_UNREADABLE)));
        }
        return Ok(ReadOutcome::Wrong(files::file_too_large(
            place,
            len,
            MAX_TEXT_FILE,
        )));
    }
    let modified = metadata.modified()?.duration_since(UNIX_EPOCH).map_or_else(
        |before| -i128::try_from(before.duration().as_nanos()).unwrap_or(i128::MAX),
        |after| i128::try_from(after.as_nanos()).unwrap_or(i128::MAX),
    );
    // Hashing the bytes would mean reading the file in every build. The price: a file that was only touched is copied
    // again.
    let path = found.real.clone();
    let hash = Hash::of(&(len, modified, &path));
    let contents = Contents::OnDisk {
        path,
        len,
        head: read_head(&found.real).into(),
    };
    Ok(ReadOutcome::Read(
        SourceFile {
            path: found.path.clone(),
            contents,
            hash,
        },
        FileStamp::of(metadata),
    ))
}
