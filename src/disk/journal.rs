//! Journal: a commit in place that has begun, and that this run or the next one completes.
//!
//! It is the staging folder under another name, so that it begins in one step. Beside the staged files it holds the new
//! manifest, and the manifest of the transition, in which those files are pending. Every step of the commit follows from
//! these two, and does nothing where it was taken before: a run that finds a journal takes all of them again. The last
//! step moves the new manifest into the output; a journal without it is complete.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::fs;
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use super::guard::{Location, OutputDir};
use super::manifest::{self, Manifest, PENDING, TRANSITION};
use super::new_output::NewOutput;
use super::sys;
use crate::error::Error;
use crate::hash::{Hash, Hasher};

/// What the journal is for, in its name.
const NAME: &str = "journal";
/// The copy of the transition manifest that is moved into the output.
const CLAIM: &str = ".dateline-manifest-claim";
/// Extensions of what is neither a page nor loaded by one: feeds, sitemaps, robots.txt.
const LISTS: [&str; 4] = ["xml", "json", "txt", "opml"];

/// A commit in place that has begun.
#[derive(Debug)]
pub(super) struct Journal {
    /// The journal's folder, with the files to place.
    pub folder: PathBuf,
    /// Where they belong.
    pub output: PathBuf,
    /// The steps, in their order.
    pub steps: Vec<CommitStep>,
}

/// A step of a commit in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CommitStep {
    /// Put the manifest of the transition in the place of the old one.
    Claim,
    /// Remove the file of ours at this path, and the folders that are empty without it.
    Remove(String),
    /// Move the staged file at this path, which has this hash, into the output.
    Place(String, Hash),
    /// Put the new manifest in the place of that of the transition.
    Settle,
}

impl Journal {
    /// Begins the commit: from now on the staged files are the journal's. On failure there is no journal.
    pub(super) fn begin(new: &mut NewOutput) -> Result<Journal, Error> {
        let (output, staged) = (&new.output, new.folder.path());
        let (manifest, transition) = (new.manifest(), new.transition());
        manifest.write(staged, manifest::NAME)?;
        transition.write(staged, TRANSITION)?;
        transition.write(staged, CLAIM)?;
        new.sync(&[manifest::NAME, TRANSITION])?;
        let folder = output.path_at(new.location, NAME);
        fs::rename(staged, &folder)
            .map_err(|cause| Error::io("cannot write the journal", &folder, cause))?;
        sys::sync_folder(output.folder_at(new.location));
        let output = output.path().to_path_buf();
        new.folder.disable_cleanup(true);
        Ok(Journal {
            folder,
            output,
            steps: steps(&transition, &manifest),
        })
    }

    /// Reads the journal of `output` at `location`, or returns `None` if there is none.
    ///
    /// Fails if the journal is damaged: it is then not known what has been done.
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
            (_, None) => Vec::new(),
        };
        Ok(Some(Journal {
            folder,
            output: output.path().to_path_buf(),
            steps,
        }))
    }

    /// Takes all steps and removes the journal. Where the output is gone there is nothing to complete.
    pub(super) fn complete(&self) -> Result<(), Error> {
        if self.output.is_dir() {
            self.take(&self.steps)?;
        }
        fs::remove_dir_all(&self.folder)
            .map_err(|cause| Error::io("cannot remove the journal", &self.folder, cause))
    }

    /// Takes these `steps` of the journal.
    pub(super) fn take(&self, steps: &[CommitStep]) -> Result<(), Error> {
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

    /// Moves a file into the output. One that is no longer staged was placed before; the error `InvalidData` says that it is
    /// not there either.
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
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => match hash_of(&target) {
                Ok(Some(found)) if found == hash => Ok(()),
                _ => Err(io::ErrorKind::InvalidData.into()),
            },
            moved => moved,
        }
    }

    /// Removes a file of ours, and the folders that are empty without it. Never goes through a link.
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
            // A file on the way, or a folder at the path itself, was placed after the removal.
            match (parts.peek(), metadata.is_dir()) {
                (Some(_), true) => folders.push(place.clone()),
                (None, false) => fs::remove_file(&place)?,
                _ => break,
            }
        }
        for folder in folders.iter().rev() {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn settle(&self) -> io::Result<()> {
        // Without its manifest the journal is complete: all other steps have to be on the disk before.
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
            let message = "an interrupted build cannot be finished, this is not as it was left:";
            let hint = format!("delete `{}` and build again", self.folder.display());
            return Error::refused(message, &path, hint);
        }
        let mut error = Error::io("cannot replace", &path, cause);
        error.hint = Some("the next build will finish what this one has begun".to_owned());
        error
    }
}

/// Returns whether there is a journal of `output`.
pub(super) fn is_there(output: &OutputDir) -> bool {
    [Location::Beside, Location::Inside]
        .iter()
        .any(|location| fs::symlink_metadata(output.path_at(*location, NAME)).is_ok())
}

/// Returns the steps from the old output to the one that the manifest `new` lists.
///
/// What makes room comes first. Then files are placed before what leads to them, as far as names tell: pictures and
/// styles, pages from the deepest up, feeds and the like. Removals are last.
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

/// Returns whether the file at `path` is where there is a folder now, or in what is a file now.
fn is_obstacle(path: &str, new: &Manifest) -> bool {
    let is_in_file = path
        .match_indices('/')
        .any(|(idx, _)| new.files.contains_key(&path[..idx]));
    is_in_file || new.has_folder(path)
}

/// Returns the order in which a file is placed: by kind, then pages from the deepest up.
fn rank(path: &str) -> (usize, Reverse<usize>) {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if extension == "html" {
        return (1, Reverse(path.matches('/').count()));
    }
    (if LISTS.contains(&extension) { 2 } else { 0 }, Reverse(0))
}

/// Moves a file, if that was not done before.
fn move_once(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        moved => moved,
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

fn damaged(path: &Path) -> Error {
    Error::refused(
        "a build was interrupted, and this is not a journal that this version of Dateline wrote:",
        path,
        "delete it and build again",
    )
}
