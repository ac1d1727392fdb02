//! The new site on its way to the output: what was staged, and what stays there as it is.

use std::collections::BTreeMap;
use std::path::Path;

use super::manifest::{self, Manifest};
use crate::cache::Written;
use crate::error::Error;
use crate::hash::Hash;

/// A file of the new site.
#[derive(Clone, Copy, Debug)]
pub struct NewFile {
    /// By what it is known again.
    pub written: Written,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a file of the new site comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// It was staged.
    Staged,
    /// It is in the output, and stays there as it is.
    Kept,
}

/// The new site, staged as a whole.
#[derive(Debug)]
pub struct Next {
    /// Its files.
    pub manifest: Manifest,
    /// The hash of the manifest's text, which is staged too.
    pub manifest_hash: Hash,
    files: BTreeMap<String, NewFile>,
}

impl Next {
    /// Makes the new site of `files`, and writes its manifest into the folder `staged`.
    pub fn of(files: BTreeMap<String, NewFile>, staged: &Path) -> Result<Self, Error> {
        let hashes = files
            .iter()
            .map(|(path, file)| (path.clone(), file.written.hash));
        let manifest = Manifest {
            files: hashes.collect(),
        };
        let manifest_hash = manifest.write(staged, manifest::NAME)?;
        Ok(Next {
            manifest,
            manifest_hash,
            files,
        })
    }

    /// Returns whether the file at `path` is in the output, and stays there as it is.
    pub fn is_kept(&self, path: &str) -> bool {
        self.files
            .get(path)
            .is_some_and(|file| file.origin == Origin::Kept)
    }

    /// Returns the paths of the files that come from there.
    pub fn from(&self, origin: Origin) -> impl Iterator<Item = &str> {
        self.files
            .iter()
            .filter(move |(_, file)| file.origin == origin)
            .map(|(path, _)| path.as_str())
    }

    /// Returns its files by path, with what is `known` by now of those whose staged form was dropped.
    pub fn into_files(mut self, known: Vec<(String, Written)>) -> Vec<(String, Written)> {
        for (path, written) in known {
            self.files.insert(
                path,
                NewFile {
                    written,
                    origin: Origin::Kept,
                },
            );
        }
        self.files
            .into_iter()
            .map(|(path, file)| (path, file.written))
            .collect()
    }
}
