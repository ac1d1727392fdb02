//! The small form of a commit: what has changed is renamed into the output, file by file, by a journal.
//! For small changes, and for an output that cannot be exchanged: a mount point, a symbolic link, a folder
//! in which we may write but not beside it. The other form is in `whole`, the journal's text in `journal`.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;

use super::guard::{Location, OutputDir};
use super::journal::{self, Journal, Step};
use super::manifest::{self, Manifest};
use super::next::Next;
use super::stage::Staging;
use super::{foreign, sys};
use crate::error::Error;
use crate::hash::{Hash, Hasher};

/// A change is small if it concerns at most one file in so many.
///
/// A rename is quick, but until the last of them the output is of both builds: that should be rare and short.
const SMALL_PART: usize = 8;

/// Extensions of what is neither a page nor loaded by one: feeds, sitemaps, robots.txt.
const LISTS: [&str; 4] = ["xml", "json", "txt", "opml"];

/// What a small commit would do.
pub struct Plan<'a> {
    steps: Vec<Step>,
    /// Staged files that are in the output already.
    pub unchanged: Vec<&'a str>,
    /// How many files stay as they are, those included.
    n_same: usize,
}

/// Returns whether so little has changed since the last build that the small form is the better one.
pub fn is_small(old: &Manifest, new: &Manifest) -> bool {
    let n_changed = new
        .files
        .iter()
        .filter(|(path, hash)| old.files.get(*path) != Some(hash))
        .count();
    let n_removed = old
        .files
        .keys()
        .filter(|path| !new.files.contains_key(*path))
        .count();
    !old.files.is_empty() && n_changed + n_removed <= new.files.len() / SMALL_PART
}

/// Plans the commit of the staged site. Nothing is done yet.
///
/// What makes room comes first. Then files are placed before what leads to them, as far as names tell:
/// pictures and styles, pages from the deepest up, feeds and the like. Removals are last.
/// Fails if something that is not ours is in the way, or if we may not do it.
pub fn plan<'a>(staging: &Staging, next: &'a Next) -> Result<Plan<'a>, Error> {
    let (output, old, new) = (staging.output.path(), &staging.old, &next.manifest);
    let touched = |manifest: &Manifest| -> Manifest {
        let files = manifest
            .files
            .iter()
            .filter(|(path, _)| !next.is_kept(path));
        Manifest {
            files: files.map(|(path, hash)| (path.clone(), *hash)).collect(),
        }
    };
    check_targets(output, old, (&touched(old), &touched(new)))?;
    let is_unchanged = |path: &str, hash: &Hash| {
        next.is_kept(path)
            || old.files.get(path) == Some(hash)
                && is_as_staged(&output.join(path), &staging.folder.path().join(path))
    };
    let (unchanged, mut placed): (Vec<_>, Vec<_>) = new
        .files
        .iter()
        .partition(|(path, hash)| is_unchanged(path, hash));
    placed.sort_by_cached_key(|(path, _)| turn(path));
    let new_folders = new.folders();
    let stale = old
        .files
        .keys()
        .filter(|path| !new.files.contains_key(*path));
    // A file where there is now a folder, or the other way round.
    let (obstacles, removed): (Vec<&String>, Vec<_>) = stale.partition(|path| {
        let is_in_file = path
            .match_indices('/')
            .any(|(idx, _)| new.files.contains_key(&path[..idx]));
        is_in_file || new_folders.contains(path.as_str())
    });
    let remove = |path: &String| Step::Remove(path.clone());
    let mut steps = vec![Step::Claim];
    steps.extend(obstacles.into_iter().map(remove));
    steps.extend(
        placed
            .into_iter()
            .map(|(path, hash)| Step::Place(path.clone(), *hash)),
    );
    steps.extend(removed.into_iter().map(remove));
    steps.push(Step::Settle(next.manifest_hash));
    check_folders(output, &steps)?;
    let n_same = unchanged.len();
    let unchanged = unchanged
        .into_iter()
        .map(|(path, _)| path.as_str())
        .filter(|path| !next.is_kept(path));
    Ok(Plan {
        steps,
        unchanged: unchanged.collect(),
        n_same,
    })
}

/// Does what is planned. On failure the output is as it was, or the next run will complete it.
pub fn commit(staging: &mut Staging, plan: Plan, next: &Next) -> Result<(), Error> {
    if plan.n_same == next.manifest.files.len() && next.manifest == staging.old {
        return Ok(());
    }
    let journal = begin(staging, plan, next)?;
    finish(&journal, &staging.output)
}

/// Finishes what builds of `output` that were killed have begun.
///
/// Where the output is gone there is nothing to finish. Fails if a journal is damaged, or if the output is
/// not as it was left.
pub fn recover(output: &OutputDir) -> Result<(), Error> {
    for location in [Location::Beside, Location::Inside] {
        journal::remove_draft(output, location);
        match Journal::read(output, location)? {
            Some(journal) if output.path().is_dir() => finish(&journal, output)?,
            Some(journal) => journal.remove(output)?,
            None => {}
        }
    }
    Ok(())
}

/// Makes the plan last: once its journal is written, the staged files are no longer the staging's own.
pub fn begin(staging: &mut Staging, plan: Plan, next: &Next) -> Result<Journal, Error> {
    let staged = staging.folder.path().to_path_buf();
    for path in plan.unchanged {
        // So that it need not go to the disk.
        let _ = fs::remove_file(staged.join(path));
    }
    staging
        .old
        .both(&next.manifest)
        .write(&staged, manifest::BOTH)?;
    sys::sync_file_system(&staged)?;
    let journal = Journal::new(&staging.output, staging.location, &staged, plan.steps);
    journal.write(&staging.output)?;
    staging.folder.disable_cleanup(true);
    Ok(journal)
}

fn finish(journal: &Journal, output: &OutputDir) -> Result<(), Error> {
    take(journal, &journal.steps, output)?;
    // The renames have to last before the journal goes.
    sys::sync_file_system(output.path())?;
    sys::sync_folder(output.path());
    journal.remove(output)
}

/// Takes `steps`, which are of the `journal`.
pub fn take(journal: &Journal, steps: &[Step], output: &OutputDir) -> Result<(), Error> {
    let trees = Trees {
        staged: &journal.staged(output),
        output: output.path(),
    };
    let mut folders = HashSet::new();
    for step in steps {
        let (path, taken) = match step {
            Step::Claim => (manifest::NAME, claim(&trees)),
            Step::Remove(path) => (path.as_str(), remove(trees.output, path)),
            Step::Place(path, hash) => (path.as_str(), place(&trees, path, *hash, &mut folders)),
            Step::Settle(hash) => (
                manifest::NAME,
                place(&trees, manifest::NAME, *hash, &mut folders),
            ),
        };
        taken.map_err(|cause| {
            let path = trees.output.join(path);
            if cause.kind() == io::ErrorKind::InvalidData {
                let message =
                    "an interrupted build cannot be finished, this is not as it was left:";
                let hint = format!(
                    "delete `{}` and build again",
                    journal.path(output).display()
                );
                return Error::refused(message, &path, hint);
            }
            let mut error = Error::io("cannot replace", &path, cause);
            error.hint = Some("the next build will finish what this one has begun".to_owned());
            error
        })?;
    }
    Ok(())
}

/// Where files are renamed from and to.
struct Trees<'a> {
    staged: &'a Path,
    output: &'a Path,
}

fn claim(trees: &Trees) -> io::Result<()> {
    match fs::rename(
        trees.staged.join(manifest::BOTH),
        trees.output.join(manifest::NAME),
    ) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        renamed => renamed,
    }
}

/// Renames a staged file into the output. `folders` are those that are known to be there.
///
/// A file that is no longer staged was placed before; the error `InvalidData` says that it is not there either.
fn place<'a>(
    trees: &Trees,
    path: &'a str,
    hash: Hash,
    folders: &mut HashSet<&'a str>,
) -> io::Result<()> {
    if let Some((folder, _)) = path.rsplit_once('/')
        && folders.insert(folder)
    {
        make_folders(trees.output, folder)?;
    }
    let target = trees.output.join(path);
    match fs::rename(trees.staged.join(path), &target) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => match hash_of(&target) {
            Ok(Some(found)) if found == hash => Ok(()),
            _ => Err(io::ErrorKind::InvalidData.into()),
        },
        renamed => renamed,
    }
}

/// Makes the folders on the way to `folder` that are missing. Fails if one is a link: it leads elsewhere.
fn make_folders(output: &Path, folder: &str) -> io::Result<()> {
    let mut path = output.to_path_buf();
    for part in folder.split('/') {
        path.push(part);
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(io::ErrorKind::NotADirectory.into()),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => sys::create_folder(&path)?,
            Err(cause) => return Err(cause),
        }
    }
    Ok(())
}

/// Removes a file of ours, and the folders that are empty without it. Never goes through a link.
fn remove(output: &Path, path: &str) -> io::Result<()> {
    let mut folders = Vec::new();
    let mut place = output.to_path_buf();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let metadata = match fs::symlink_metadata(&place) {
            Ok(metadata) => metadata,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => break,
            Err(cause) => return Err(cause),
        };
        // A file on the way, or a folder in the file's own place, is there since it was removed.
        match (parts.peek(), metadata.is_dir()) {
            (Some(_), true) => folders.push(place.clone()),
            (None, false) => fs::remove_file(&place)?,
            _ => break,
        }
    }
    // From the inside out, up to the first that holds something.
    let _ = folders.iter().rev().try_for_each(fs::remove_dir);
    Ok(())
}

/// Returns when a file is placed: by kind, then pages from the deepest up, then by path.
fn turn(path: &str) -> (usize, Reverse<usize>) {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if extension == "html" {
        return (1, Reverse(path.matches('/').count()));
    }
    (if LISTS.contains(&extension) { 2 } else { 0 }, Reverse(0))
}

/// Returns whether the file `old` is still there, as long as the staged one.
fn is_as_staged(old: &Path, staged: &Path) -> bool {
    let (Ok(old), Ok(staged)) = (fs::symlink_metadata(old), fs::symlink_metadata(staged)) else {
        return false;
    };
    old.is_file() && old.len() == staged.len()
}

/// Refuses to replace what is not ours, and to go through a link that would lead out of the output.
///
/// `touched` are those files of the old site and of the new one that do not stay as they are.
fn check_targets(
    output: &Path,
    old: &Manifest,
    touched: (&Manifest, &Manifest),
) -> Result<(), Error> {
    let (old_touched, new) = touched;
    let (old_folders, new_folders) = (old_touched.folders(), new.folders());
    let folders: BTreeSet<&str> = old_folders.union(&new_folders).copied().collect();
    for folder in folders {
        let path = output.join(folder);
        let Ok(metadata) = fs::symlink_metadata(&path) else {
            continue;
        };
        if !metadata.is_dir() && !old.files.contains_key(folder) {
            return Err(foreign::collision(&path));
        }
    }
    let mut strays = None;
    for file in new.files.keys() {
        let path = output.join(file);
        let Ok(metadata) = fs::symlink_metadata(&path) else {
            continue;
        };
        if !metadata.is_dir() {
            if !old.files.contains_key(file) {
                return Err(foreign::collision(&path));
            }
            continue;
        }
        // A folder gives way if all that is in it is ours.
        if strays.is_none() {
            strays = Some(foreign::list(output, old)?);
        }
        let stray = strays
            .iter()
            .flatten()
            .find(|stray| stray.path.starts_with(file));
        if let Some(stray) = stray {
            return Err(foreign::collision(&output.join(&stray.path)));
        }
    }
    Ok(())
}

/// Fails if a folder that `steps` change may not be written, or if another file system is mounted there.
fn check_folders(output: &Path, steps: &[Step]) -> Result<(), Error> {
    let mut seen = HashSet::new();
    for step in steps {
        let (Step::Remove(path) | Step::Place(path, _)) = step else {
            continue;
        };
        let mut rest = path.as_str();
        while !rest.is_empty() {
            rest = rest.rsplit_once('/').map_or("", |(folder, _)| folder);
            if !seen.insert(rest) {
                break;
            }
            let folder = output.join(rest);
            if !fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.is_dir()) {
                continue;
            }
            sys::check_writable(&folder)
                .map_err(|cause| Error::io("cannot write in", &folder, cause))?;
            if !rest.is_empty() && sys::is_mount_point(&folder) {
                let hint = "mount it over the output as a whole, or give another folder with `--output DIR`";
                return Err(Error::refused(
                    "another file system is mounted in the output:",
                    &folder,
                    hint,
                ));
            }
        }
    }
    Ok(())
}

/// Returns the hash of a regular file.
fn hash_of(path: &Path) -> io::Result<Option<Hash>> {
    let Some((file, _)) = sys::open_regular(path)? else {
        return Ok(None);
    };
    let mut reader = BufReader::new(file);
    let mut hasher = Hasher::default();
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok(Some(hasher.finish()));
        }
        hasher.update(bytes);
        let len = bytes.len();
        reader.consume(len);
    }
}
