//! Journal: a commit in place that has begun, and that this run or the next one completes.
//!
//! It is the staging folder under another name, so that it begins with a single rename. Besides the staged files it has
//! the new manifest, and the transition manifest, on which these files are pending. All steps of the commit follow from
//! these two manifests, and each is idempotent: a run that finds a journal takes all of them again. The last step moves
//! the new manifest into the output; a journal without it is complete.
//!
//! `journaled` decides whether to begin one, `recover` completes those of killed builds.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::guard::{Location, OutputDir};
use super::manifest::{self, Manifest, PENDING, TRANSITION};
use super::new_output::NewOutput;
use super::{sys, written};
use crate::error::Error;
use crate::hash::Hash;

/// The part of the journal folder's name that tells its purpose.
const NAME: &str = "journal";
/// The copy of the transition manifest that is moved into the output. The original stays to compute the steps from.
const CLAIM: &str = ".dateline-manifest-claim";
/// Extensions of files that are neither pages nor loaded by pages: feeds, sitemaps, robots.txt.
const LISTS: [&str; 4] = ["xml", "json", "txt", "opml"];

/// A commit in place that has begun.
#[derive(Debug)]
pub(super) struct Journal {
    /// The folder of the journal, with the files to place.
    pub folder: PathBuf,
    /// The output folder, into which they are moved.
    pub output: PathBuf,
    /// All steps in order; none if the journal is complete.
    pub steps: Vec<CommitStep>,
}

/// A step of a commit in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CommitStep {
    /// Replace the old manifest by the transition manifest.
    Claim,
    /// Remove our file at this path, and the folders that are then empty.
    Remove(String),
    /// Move the staged file at this path, which has this hash, into the output.
    Place(String, Hash),
    /// Replace the transition manifest by the new manifest.
    Settle,
}

impl Journal {
    /// Begins the commit by turning the staging folder into the journal. On failure there is no journal.
    pub(super) fn begin(new: &mut NewOutput) -> Result<Journal, Error> {
        let (output, staged) = (&new.output, new.folder.path());
        let (manifest, transition) = (new.manifest(), new.transition());
        manifest.write(staged, manifest::NAME)?;
        transition.write(staged, TRANSITION)?;
        transition.write(staged, CLAIM)?;
        // Everything must be on disk before the rename: a journal exists completely or not at all.
        new.sync(&[manifest::NAME, TRANSITION])?;
        let folder = output.path_at(new.location, NAME);
        fs::rename(staged, &folder)
            .map_err(|cause| Error::io("cannot write the journal", &folder, cause))?;
        sys::sync_folder(output.folder_at(new.location));
        let output = output.path().to_path_buf();
        // From here on the folder must survive this process.
        new.folder.disable_cleanup(true);
        Ok(Journal {
            folder,
            output,
            steps: steps(&transition, &manifest),
        })
    }

    /// Reads the journal of `output` at `location`; `None` if there is none.
    ///
    /// Fails if the journal is damaged: it is then unknown which steps are done.
    pub(super) fn read(output: &OutputDir, location: Location) -> Result<Option<Journal>, Error> {
        let folder = output.path_at(location, NAME);
        match fs::symlink_metadata(&folder) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(damaged(&folder)),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(Error::io("cannot read the journal", &folder, cause)),
        }
        let new = Manifest::read(&folder, manifest::NAME).map_err(|_| damaged(&folder))?;
        let transition = Manifest::read(&folder, TRANSITION).map_err(|_| damaged(&folder))?;
        let steps = match (transition, new) {
            (Some(transition), Some(new)) => steps(&transition, &new),
            (None, Some(_)) => return Err(damaged(&folder)),
            // The last step has moved the new manifest away: only the removal of the folder is left.
            (_, None) => Vec::new(),
        };
        Ok(Some(Journal {
            folder,
            output: output.path().to_path_buf(),
            steps,
        }))
    }

    /// Takes all steps and removes the journal. If the output is gone, there is nothing to complete.
    pub(super) fn complete(&self) -> Result<(), Error> {
        if self.output.is_dir() {
            self.take(&self.steps)?;
        }
        fs::remove_dir_all(&self.folder)
            .map_err(|cause| Error::io("cannot remove the journal", &self.folder, cause))
    }

    /// Takes these `steps` of the journal. Apart from [`complete`](Journal::complete), so that tests can stop halfway.
    pub(super) fn take(&self, steps: &[CommitStep]) -> Result<(), Error> {
        // Folders that this call has checked: thousands of files share a few.
        let mut known_folders = HashSet::new();
        for step in steps {
            let taken = match step {
                CommitStep::Claim => self.claim(),
                CommitStep::Remove(path) => self.remove(path),
                CommitStep::Place(path, hash) => self.place(path, *hash, &mut known_folders),
                CommitStep::Settle => self.settle(),
            };
            taken.map_err(|cause| self.failure(step, cause))?;
        }
        Ok(())
    }

    fn claim(&self) -> io::Result<()> {
        move_once(&self.folder.join(CLAIM), &self.output.join(manifest::NAME))
    }

    /// Moves a file into the output. A file that is no longer staged must have been placed before; the error
    /// `InvalidData` means that the output does not have it either.
    fn place<'a>(
        &self,
        path: &'a str,
        hash: Hash,
        known_folders: &mut HashSet<&'a str>,
    ) -> io::Result<()> {
        if let Some((folder, _)) = path.rsplit_once('/')
            && known_folders.insert(folder)
        {
            make_folders(&self.output, folder)?;
        }
        let target = self.output.join(path);
        match fs::rename(self.folder.join(path), &target) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                match written::hash_of(&target) {
                    Ok(Some(found)) if found == hash => Ok(()),
                    _ => Err(io::ErrorKind::InvalidData.into()),
                }
            }
            moved => moved,
        }
    }

    /// Removes our file at `path`, and the folders that are then empty. Never goes through a link.
    fn remove(&self, path: &str) -> io::Result<()> {
        let mut folders = Vec::new();
        let mut place = self.output.clone();
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            place.push(part);
            let metadata = match fs::symlink_metadata(&place) {
                Ok(metadata) => metadata,
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => break,
                Err(cause) => return Err(cause),
            };
            // A file in place of a folder, or a folder in place of the file, was placed by a later step: this step was
            // taken before.
            match (parts.peek(), metadata.is_dir()) {
                (Some(_), true) => folders.push(place.clone()),
                (None, false) => fs::remove_file(&place)?,
                _ => break,
            }
        }
        // `remove_dir` fails on a folder that is not empty, and then those above it are not empty either.
        for folder in folders.iter().rev() {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn settle(&self) -> io::Result<()> {
        // Without its manifest the journal counts as complete, so all other steps must be on disk before it is moved.
        sys::sync_file_system(&self.output, &[])?;
        sys::sync_folder(&self.output);
        move_once(
            &self.folder.join(manifest::NAME),
            &self.output.join(manifest::NAME),
        )
    }

    fn failure(&self, step: &CommitStep, cause: io::Error) -> Error {
        let path = self.output.join(match step {
            CommitStep::Remove(path) | CommitStep::Place(path, _) => path,
            CommitStep::Claim | CommitStep::Settle => manifest::NAME,
        });
        if cause.kind() == io::ErrorKind::InvalidData {
            let message = "cannot resume the interrupted build; this file has changed:";
            let hint = format!("delete `{}` and build again", self.folder.display());
            return Error::refused(message, &path, hint);
        }
        let mut error = Error::io("cannot replace", &path, cause);
        error.hint = Some("the next build will finish what this one has begun".to_owned());
        error
    }
}

/// Returns whether `output` has a journal, at either location.
pub(super) fn is_there(output: &OutputDir) -> bool {
    [Location::Beside, Location::Inside]
        .iter()
        .any(|location| fs::symlink_metadata(output.path_at(*location, NAME)).is_ok())
}

/// Returns the steps from the old output to the one that the manifest `new` lists.
///
/// Removals that make room come first. Then each file is placed before those that link to it, as far as names tell:
/// pictures and styles, then pages from the deepest up, then feeds and lists. All other removals come last, so that
/// readers meet few dead links during the commit.
fn steps(transition: &Manifest, new: &Manifest) -> Vec<CommitStep> {
    let (mut obstacles, mut placed, mut removed) = (Vec::new(), Vec::new(), Vec::new());
    for (path, hash) in &transition.files {
        match new.files.get(path) {
            Some(new_hash) if *hash == PENDING => placed.push((path, *new_hash)),
            Some(_) => {}
            None if is_obstacle(path, new) => obstacles.push(path),
            None => removed.push(path),
        }
    }
    placed.sort_by_cached_key(|(path, _)| rank(path));
    let mut steps = vec![CommitStep::Claim];
    steps.extend(obstacles.into_iter().cloned().map(CommitStep::Remove));
    for (path, hash) in placed {
        steps.push(CommitStep::Place(path.clone(), hash));
    }
    steps.extend(removed.into_iter().cloned().map(CommitStep::Remove));
    steps.push(CommitStep::Settle);
    steps
}

/// Returns whether the old file at `path` is in the way: where `new` has a folder, or below where it has a file.
fn is_obstacle(path: &str, new: &Manifest) -> bool {
    let is_in_file = path
        .match_indices('/')
        .any(|(idx, _)| new.files.contains_key(&path[..idx]));
    is_in_file || new.has_folder(path)
}

/// Returns the sort key for placing a file: by kind, then pages from the deepest up.
fn rank(path: &str) -> (usize, Reverse<usize>) {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if extension == "html" {
        return (1, Reverse(path.matches('/').count()));
    }
    (if LISTS.contains(&extension) { 2 } else { 0 }, Reverse(0))
}

/// Moves a file; does nothing if it was moved before.
fn move_once(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        moved => moved,
    }
}

/// Creates `folder` and its missing parents in `output`. Fails if one is a link, which may lead out of the output.
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

fn damaged(path: &Path) -> Error {
    Error::refused(
        "a build was interrupted, and this is not a journal that this version of Dateline wrote:",
        path,
        "delete it and build again",
    )
}
