//! The journal of a small commit: what is to be done to the output, written down before any of it is done.
//! A run that finds one takes all its steps again; how a step is taken is in `small`.
//!
//! ```text
//! dateline-journal 1
//! staging x7Qk2p
//! claim
//! remove topics/old/index.html
//! place 4c5b…e1  2026/03/01/flood/index.html
//! settle 90aa…07
//! end d31f…5c
//! ```
//!
//! The first line tells the version, the second what the name of the staging folder ends with, the last
//! the hash of all lines before it.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::guard::{Location, OutputDir};
use super::{manifest, sys};
use crate::error::Error;
use crate::hash::Hash;

const VERSION: &str = "dateline-journal 1";
/// What the journal is for, in its name.
const NAME: &str = "journal";
/// The same of a journal that is not complete: nothing has been done by it.
const DRAFT: &str = "journal-new";
/// The same of a staging folder, followed by letters and digits.
const STAGING: &str = "staging-";

/// One step of a small commit. Each does nothing where it has been taken before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Put the manifest of both builds in the place of the old one.
    Claim,
    /// Remove the file of ours at this path, and the folders that are empty without it.
    Remove(String),
    /// Rename the staged file at this path, which has this hash, into the output.
    Place(String, Hash),
    /// Put the new manifest, which has this hash, in its place.
    Settle(Hash),
}

/// The steps of a commit, and where the files for it are.
#[derive(Debug, PartialEq, Eq)]
pub struct Journal {
    location: Location,
    /// What the name of the staging folder ends with.
    suffix: String,
    /// The steps, in their order.
    pub steps: Vec<Step>,
}

impl Journal {
    /// Makes the journal of a commit from the folder `staged`, which lies at `location`.
    pub fn new(output: &OutputDir, location: Location, staged: &Path, steps: Vec<Step>) -> Journal {
        let prefix = output.name_at(location, STAGING);
        let name = staged
            .file_name()
            .expect("a staging folder has a name")
            .as_encoded_bytes();
        let suffix = name
            .strip_prefix(prefix.as_encoded_bytes())
            .and_then(|rest| str::from_utf8(rest).ok());
        let suffix = suffix.expect("a staging folder is named so").to_owned();
        Journal {
            location,
            suffix,
            steps,
        }
    }

    /// Reads the journal of `output` at `location`, or `None` if there is none.
    ///
    /// Fails if the journal is damaged: it is then not known what has been done.
    pub fn read(output: &OutputDir, location: Location) -> Result<Option<Journal>, Error> {
        let path = output.path_at(location, NAME);
        let unreadable = |cause| Error::io("cannot read the journal", &path, cause);
        let mut file = match sys::open_regular(&path) {
            Ok(Some((file, _))) => file,
            Ok(None) => return Err(damaged(&path)),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(unreadable(cause)),
        };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(unreadable)?;
        let parsed = str::from_utf8(&bytes).ok().and_then(parse);
        let (suffix, steps) = parsed.ok_or_else(|| damaged(&path))?;
        Ok(Some(Journal {
            location,
            suffix,
            steps,
        }))
    }

    /// Writes the journal so that it lasts. On failure there is none.
    pub fn write(&self, output: &OutputDir) -> Result<(), Error> {
        let (path, draft) = (
            output.path_at(self.location, NAME),
            output.path_at(self.location, DRAFT),
        );
        let write = || {
            let mut file = sys::create_file(&draft)?;
            file.write_all(self.text().as_bytes())?;
            file.sync_all()?;
            fs::rename(&draft, &path)
        };
        if let Err(cause) = write() {
            let _ = fs::remove_file(&draft);
            return Err(Error::io("cannot write the journal", &path, cause));
        }
        sys::sync_folder(output.folder_at(self.location));
        Ok(())
    }

    /// Removes the journal, and then the staging folder.
    pub fn remove(&self, output: &OutputDir) -> Result<(), Error> {
        let path = output.path_at(self.location, NAME);
        fs::remove_file(&path)
            .map_err(|cause| Error::io("cannot remove the journal", &path, cause))?;
        // Without its journal it is a leftover, which the next build clears away too.
        let _ = fs::remove_dir_all(self.staged(output));
        Ok(())
    }

    /// Returns the staging folder.
    pub fn staged(&self, output: &OutputDir) -> PathBuf {
        output.path_at(self.location, &format!("{STAGING}{}", self.suffix))
    }

    /// Returns the path of the journal.
    pub fn path(&self, output: &OutputDir) -> PathBuf {
        output.path_at(self.location, NAME)
    }

    fn text(&self) -> String {
        let mut text = format!("{VERSION}\nstaging {}\n", self.suffix);
        for step in &self.steps {
            text += &match step {
                Step::Claim => "claim\n".to_owned(),
                Step::Remove(path) => format!("remove {path}\n"),
                Step::Place(path, hash) => format!("place {hash}  {path}\n"),
                Step::Settle(hash) => format!("settle {hash}\n"),
            };
        }
        let hash = Hash::of_bytes(text.as_bytes());
        text + &format!("end {hash}\n")
    }
}

/// Returns whether there is a journal of `output`, complete or not.
pub fn is_there(output: &OutputDir) -> bool {
    let is_at = |location| fs::symlink_metadata(output.path_at(location, NAME)).is_ok();
    is_at(Location::Beside) || is_at(Location::Inside)
}

/// Removes a journal that was not yet complete when its build was killed: nothing has been done by it.
pub fn remove_draft(output: &OutputDir, location: Location) {
    let _ = fs::remove_file(output.path_at(location, DRAFT));
}

fn parse(text: &str) -> Option<(String, Vec<Step>)> {
    let (body, _) = text.strip_suffix('\n')?.rsplit_once('\n')?;
    let (body, end) = text.split_at(body.len() + 1);
    if Hash::parse(end.strip_prefix("end ")?.trim_end())? != Hash::of_bytes(body.as_bytes()) {
        return None;
    }
    let mut lines = body.lines();
    if lines.next()? != VERSION {
        return None;
    }
    let suffix = lines.next()?.strip_prefix("staging ")?;
    // It is part of the name of a folder that will be removed.
    let is_suffix = !suffix.is_empty() && suffix.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let steps = lines.map(parse_step).collect::<Option<_>>()?;
    is_suffix.then(|| (suffix.to_owned(), steps))
}

fn parse_step(line: &str) -> Option<Step> {
    let plain = |path: &str| manifest::is_plain(path).then(|| path.to_owned());
    let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
    match verb {
        "claim" if rest.is_empty() => Some(Step::Claim),
        "remove" => Some(Step::Remove(plain(rest)?)),
        "place" => {
            let (hash, path) = rest.split_once("  ")?;
            Some(Step::Place(plain(path)?, Hash::parse(hash)?))
        }
        "settle" => Some(Step::Settle(Hash::parse(rest)?)),
        _ => None,
    }
}

fn damaged(path: &Path) -> Error {
    Error::refused(
        "a build was interrupted, and this is not a journal that this version of Dateline wrote:",
        path,
        "delete it and build again",
    )
}
