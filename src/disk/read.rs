//! Reads the site's folder into a `SourceTree`.
//! What is listed and what is skipped is decided in `walk`.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::io::{self, Read as _};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;
use std::{panic, thread};

use super::root::canonical_root;
use super::seen::{Looks, Seen};
use super::walk::{self, Found, Listing, Part};
use super::{LARGE_FILE, MAX_SVG, MAX_TEXT_FILE, MAX_URLS_LOCK, sys};
use crate::clock;
use crate::diag::catalog::{files, urls};
use crate::diag::{self, Checked, Diagnostic, Place};
use crate::error::Error;
use crate::hash::Hash;
use crate::media::Named;
use crate::source::{Contents, OnCall, SourceFile, SourceTree};

/// Fewer files than this are read sooner by one thread than a second one has started.
const FILES_PER_THREAD: usize = 200;

/// Reads the site's folder: `site.yaml`, `urls.lock`, `content/`, `templates/`, `static/`, and the private `clips/`,
/// which only rules look at; nothing else in it.
///
/// What cannot or must not be read is left out and reported. A site in which none of them is
/// there gives an empty tree. Fails only if `root` is not a folder that can be entered.
pub fn read_tree(root: &Path) -> Result<Checked<SourceTree>, Error> {
    Ok(read_tree_since(root, &Seen::default())?.tree)
}

/// What was read of the site's folder.
#[derive(Debug)]
pub struct Reading {
    /// The input files.
    pub tree: Checked<SourceTree>,
    /// What was seen of them, for the next time.
    pub seen: Seen,
    /// Drafts of edits among them, which are perhaps still written.
    pub drafts: Vec<PathBuf>,
}

/// The same as [`read_tree`], but what looks as it did when it was `seen` is not read until somebody asks for its bytes.
pub fn read_tree_since(root: &Path, seen: &Seen) -> Result<Reading, Error> {
    let root = canonical_root(root)?;
    let mut now = Seen {
        at: clock::nanoseconds(),
        files: HashMap::new(),
    };
    let Listing {
        found,
        mut diagnostics,
        drafts,
    } = walk::walk(&root);
    let mut sources = Vec::with_capacity(found.len());
    now.files.reserve(found.len());
    for outcome in read_all(&found, seen) {
        match outcome {
            Outcome::Read(file, looks) => {
                if let Some(looks) = looks {
                    now.files.insert(file.path.clone(), (looks, file.hash));
                }
                sources.push(file);
            }
            Outcome::Wrong(diagnostic) => diagnostics.push(diagnostic),
            Outcome::Gone => {}
        }
    }
    diag::sort(&mut diagnostics);
    let tree = Checked {
        value: SourceTree::new(sources),
        diagnostics,
    };
    Ok(Reading {
        tree,
        seen: now,
        drafts,
    })
}

/// Reads a file that a tree holds by its path only.
pub fn read_whole(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|cause| Error::io("cannot read", path, cause))
}

/// What became of a file that was to be read.
pub enum Outcome {
    /// It was read, now or before; with its looks, if it is in memory.
    Read(SourceFile, Option<Looks>),
    /// It cannot or must not be read.
    Wrong(Diagnostic),
    /// Deleted since it was listed: an editor at work, not a mistake.
    Gone,
}

fn read_all(found: &[Found], seen: &Seen) -> Vec<Outcome> {
    let n_cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let n_threads = found.len().div_ceil(FILES_PER_THREAD).clamp(1, n_cores);
    if n_threads == 1 {
        return found.iter().map(|found| read_file(found, seen)).collect();
    }
    thread::scope(|scope| {
        let readers: Vec<_> = found
            .chunks(found.len().div_ceil(n_threads))
            .map(|chunk| {
                scope.spawn(|| {
                    chunk
                        .iter()
                        .map(|found| read_file(found, seen))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        let chunks = readers.into_iter().map(|reader| {
            reader
                .join()
                .unwrap_or_else(|cause| panic::resume_unwind(cause))
        });
        chunks.flatten().collect()
    })
}

/// Reads one file, unless it looks as it did when it was `seen`.
pub fn read_file(found: &Found, seen: &Seen) -> Outcome {
    if let Some(known) = as_seen(found, seen) {
        return known;
    }
    match try_read(found) {
        Ok(outcome) => outcome,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Outcome::Gone,
        Err(cause) => Outcome::Wrong(files::file_unreadable(
            Place::file(&found.path),
            &cause.to_string(),
        )),
    }
}

/// Returns the file without reading it, if it looks as it did when it was `seen`.
fn as_seen(found: &Found, seen: &Seen) -> Option<Outcome> {
    if seen.files.is_empty() {
        return None;
    }
    let metadata = fs::symlink_metadata(&found.real)
        .ok()
        .filter(Metadata::is_file)?;
    let looks = Looks::of(&metadata);
    let hash = seen.hash(&found.path, looks)?;
    let file = OnCall::new(found.real.clone(), looks.len, hash, read_again);
    let contents = Contents::OnCall(Arc::new(file));
    Some(Outcome::Read(
        SourceFile {
            path: found.path.clone(),
            contents,
            hash,
        },
        Some(looks),
    ))
}

/// Reads the first `len` bytes of a file.
fn read_head(path: &Path, len: usize) -> Option<Vec<u8>> {
    let (file, _) = sys::open_regular(path).ok().flatten()?;
    let mut head = Vec::with_capacity(len);
    file.take(len as u64).read_to_end(&mut head).ok()?;
    Some(head)
}

/// Reads a file that was read before.
fn read_again(path: &Path) -> Option<Vec<u8>> {
    let (file, metadata) = sys::open_regular(path).ok().flatten()?;
    sys::read_whole(&file, metadata.len(), MAX_URLS_LOCK).ok()
}

fn try_read(found: &Found) -> io::Result<Outcome> {
    let Some((file, metadata)) = sys::open_regular(&found.real)? else {
        return Ok(Outcome::Wrong(files::file_not_regular(Place::file(
            &found.path,
        ))));
    };
    let limit = match found.part {
        Part::UrlsLock => MAX_URLS_LOCK,
        _ if is_text(found) => MAX_TEXT_FILE,
        // What is in a drawing is looked at as a whole.
        _ if Named::of(found.path.file_name()) == Named::Svg => MAX_SVG,
        _ => LARGE_FILE,
    };
    if metadata.len() > limit {
        return oversized(found, &metadata);
    }
    let bytes = sys::read_whole(&file, metadata.len(), limit)?;
    if bytes.len() as u64 > limit {
        return oversized(found, &file.metadata()?);
    }
    let path = found.path.clone();
    let file = if found.part == Part::Content && is_text(found) {
        let file = OnCall::loaded(found.real.clone(), bytes, read_again);
        SourceFile {
            path,
            hash: file.hash,
            contents: Contents::OnCall(Arc::new(file)),
        }
    } else {
        SourceFile::new(path, bytes)
    };
    Ok(Outcome::Read(file, Some(Looks::of(&metadata))))
}

fn is_text(found: &Found) -> bool {
    match found.part {
        Part::Config | Part::Templates | Part::UrlsLock => true,
        Part::Content => found.path.is_markdown(),
        // A clip that is too large is said where a brief names it.
        Part::Static | Part::Clips => false,
    }
}

fn oversized(found: &Found, metadata: &Metadata) -> io::Result<Outcome> {
    let len = metadata.len();
    if is_text(found) {
        let place = Place::file(&found.path);
        if found.part == Part::UrlsLock {
            let wrong = files::file_too_large(place, len, MAX_URLS_LOCK);
            return Ok(Outcome::Wrong(wrong.hint(urls::LOCK_UNREADABLE)));
        }
        return Ok(Outcome::Wrong(files::file_too_large(
            place,
            len,
            MAX_TEXT_FILE,
        )));
    }
    let modified = metadata.modified()?.duration_since(UNIX_EPOCH).map_or_else(
        |before| -i128::try_from(before.duration().as_nanos()).unwrap_or(i128::MAX),
        |after| i128::try_from(after.as_nanos()).unwrap_or(i128::MAX),
    );
    let path = found.real.clone();
    let hash = Hash::of(&(len, modified, &path));
    let contents = Contents::OnDisk {
        path,
        len,
        head: read_head,
    };
    Ok(Outcome::Read(
        SourceFile {
            path: found.path.clone(),
            contents,
            hash,
        },
        None,
    ))
}
