//! What a build remembers for the next one, in `ROOT/.dateline/`. Safe to delete, to cut short, to damage, and to
//! share between checkouts: what cannot be used is not used.
//!
//! What a build has left in an output is remembered for each output by itself, so that a build into one folder costs the
//! next build into another nothing: for `ROOT/public/` in that folder, for every other in a folder of its own there.

use std::cmp::Reverse;
use std::fs;
use std::io;
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::draft;
use super::guard::OutputDir;
use super::kept::{self, Kept, Unusable};
use super::read::{Reading, read_tree_since};
use super::root::canonical_root;
use super::seen::{Looks, Seen};
use super::{sys, urls_lock};
use crate::diag::Checked;
use crate::error::Error;
use crate::hash::Hash;
use crate::pipeline::{OfBriefs, Output, Recalled, Run, Traces};
use crate::source::SourceTree;

/// The folder, in the site's.
const FOLDER: &str = ".dateline";
/// What was seen of the input files.
const SEEN: &str = "seen";
/// What the build as a whole was made from, and has left.
const RUN: &str = "run";
/// What was made of each brief, what the rules have said of it, and what was made of each page.
const BRIEFS: &str = "briefs";
const CHECKED: &str = "checked";
const OUTPUTS: &str = "outputs";
/// Where `build` writes to unless it is told otherwise, in the site's folder.
const USUAL_OUTPUT: &str = "public";
/// What the names of folders for other outputs begin with.
const OTHER_OUTPUT: &str = "output-";
/// Other outputs that are remembered: those built last.
const MAX_OTHER_OUTPUTS: usize = 4;
/// Tells Git that nothing in the folder is for it.
const GITIGNORE: &str = ".gitignore";
/// All files of ours.
const FILES: [&str; 5] = [BRIEFS, CHECKED, OUTPUTS, RUN, SEEN];

/// What the site's folder holds now, and what the last build remembers of it.
#[derive(Debug)]
pub struct Remembered {
    /// The input files.
    pub tree: Checked<SourceTree>,
    /// What was seen of them now, for the next build.
    pub seen: Seen,
    /// What the last build was made from and has left; nothing if it was the first.
    pub run: Option<Run>,
    /// Why what it has left cannot be used.
    pub notice: Option<&'static str>,
    memory: Option<(MemoryFolder, Hash)>,
}

/// Where builds of a site into one output remember.
#[derive(Clone, Debug)]
pub struct MemoryFolder {
    /// For what follows from the input files, whatever the output is.
    site: PathBuf,
    /// For what was left in the output.
    output: PathBuf,
}

impl MemoryFolder {
    /// Where builds of the site at `root` into `output` remember.
    pub fn of(root: &Path, output: &OutputDir) -> Result<Self, Error> {
        let root = canonical_root(root)?;
        let site = root.join(FOLDER);
        if output.path() == root.join(USUAL_OUTPUT) {
            return Ok(MemoryFolder {
                output: site.clone(),
                site,
            });
        }
        let name = Hash::of_bytes(output.path().as_os_str().as_encoded_bytes());
        Ok(MemoryFolder {
            output: site.join(format!("{OTHER_OUTPUT}{name}")),
            site,
        })
    }
}

impl Remembered {
    /// Returns what the last build remembers of each thing that it has made.
    pub fn recall(&mut self) -> Recalled {
        let Some((folder, program)) = self.memory.take() else {
            return Recalled::default();
        };
        let [briefs, checked] = [BRIEFS, CHECKED].map(|name| folder.site.join(name));
        let outputs = folder.output.join(OUTPUTS);
        let (checked, briefs, outputs) = thread::scope(|scope| {
            let checked = scope.spawn(|| Kept::read(&checked, program));
            let (briefs, outputs) = (Kept::read(&briefs, program), Kept::read(&outputs, program));
            (
                checked.join().unwrap_or(Err(Unusable::Damaged)),
                briefs,
                outputs,
            )
        });
        let wrong = [
            briefs.as_ref().err(),
            checked.as_ref().err(),
            outputs.as_ref().err(),
        ];
        let notice = wrong
            .into_iter()
            .flatten()
            .find_map(|unusable| unusable.notice());
        self.notice = self.notice.or(notice);
        // Meanwhile, in the order in which they are asked for.
        let ((checked_to, checked_from), (outputs_to, outputs_from)) =
            (mpsc::channel(), mpsc::channel());
        thread::spawn(move || {
            let _ = checked_to.send(decode(checked));
            let _ = outputs_to.send(decode(outputs));
        });
        let briefs = briefs.and_then(|briefs| briefs.decode());
        Recalled {
            briefs: briefs.unwrap_or_default(),
            checked: Box::new(move || checked_from.recv().ok()?),
            outputs: Box::new(move || outputs_from.recv().ok()?),
        }
    }
}

fn decode<V: DeserializeOwned>(kept: Result<Kept, Unusable>) -> Option<Arc<Traces<V>>> {
    kept.ok()?.decode::<Option<_>>().ok()?.map(Arc::new)
}

/// Reads the site's folder for a build, as far as the last one does not remember it. Clears away what builds that were
/// killed have left there.
pub fn read_remembered(root: &Path, folder: &MemoryFolder) -> Result<Remembered, Error> {
    let root = &canonical_root(root)?;
    urls_lock::clear_drafts(root);
    clear_drafts(&folder.site);
    clear_drafts(&folder.output);
    let program = program();
    thread::scope(|scope| {
        let run = scope.spawn(|| Kept::read(&folder.output.join(RUN), program?)?.decode::<Run>());
        let seen = program
            .and_then(|program| Kept::read(&folder.site.join(SEEN), program)?.decode::<Seen>());
        let reading = read_tree_since(root, seen.as_ref().unwrap_or(&Seen::default()))?;
        reading.drafts.iter().for_each(|path| draft::clear(path));
        let run = run.join().unwrap_or(Err(Unusable::Damaged));
        let wrong = [seen.err(), run.as_ref().err().copied()];
        let notice = wrong.into_iter().flatten().find_map(Unusable::notice);
        let memory = program.ok().map(|program| (folder.clone(), program));
        let Reading { tree, seen, .. } = reading;
        Ok(Remembered {
            tree,
            seen,
            run: run.ok(),
            memory,
            notice,
        })
    })
}

/// Reads the site's folder, whatever the last build remembers of it.
pub fn read_afresh(root: &Path) -> Result<Remembered, Error> {
    let Reading { tree, seen, .. } = read_tree_since(root, &Seen::default())?;
    Ok(Remembered {
        tree,
        seen,
        run: None,
        memory: None,
        notice: None,
    })
}

/// A build that writes down what it remembers of its briefs, while it makes its pages. Dropped, it is waited for.
#[derive(Debug)]
pub struct Remembering(Option<JoinHandle<Result<(), Error>>>);

impl Remembering {
    /// Begins to write down what is remembered `of_briefs` in `folder`.
    pub fn begin(folder: &MemoryFolder, of_briefs: OfBriefs) -> Self {
        let folder = folder.site.clone();
        Remembering(Some(thread::spawn(move || {
            let OfBriefs { briefs, checked } = of_briefs;
            keep(&[&folder], |folder| {
                folder.write(BRIEFS, &briefs)?;
                folder.write(CHECKED, &checked.as_deref())
            })
        })))
    }

    fn wait(&mut self) -> Result<(), Error> {
        let joined = self.0.take().map(JoinHandle::join);
        joined.map_or(Ok(()), |joined| {
            joined.unwrap_or_else(|cause| panic::resume_unwind(cause))
        })
    }

    /// Writes down the rest, now that all is made: what was `seen`, what is remembered `of_pages`, and of the run.
    pub fn end(
        mut self,
        folder: &MemoryFolder,
        seen: &Seen,
        (of_pages, run): (Option<&Traces<Output>>, &Run),
    ) -> Result<(), Error> {
        keep(&[&folder.site, &folder.output], |folder| {
            folder.write(OUTPUTS, &of_pages)?;
            folder.write(RUN, run)
        })?;
        self.wait()?;
        forget_outputs(folder);
        remember_seen(folder, seen)
    }
}

impl Drop for Remembering {
    fn drop(&mut self) {
        // Whoever lets it fall has something worse to tell.
        let _ = self.wait();
    }
}

/// Keeps what was `seen` of a site in `folder`; what the last build has made of it is still known.
pub fn remember_seen(folder: &MemoryFolder, seen: &Seen) -> Result<(), Error> {
    keep(&[&folder.site], |folder| folder.write(SEEN, seen))
}

/// Removes what is remembered of other outputs, but of those built last and of this one.
fn forget_outputs(folder: &MemoryFolder) {
    let is_other = |entry: &fs::DirEntry| {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let name = entry.file_name();
        is_folder
            && name.as_encoded_bytes().starts_with(OTHER_OUTPUT.as_bytes())
            && entry.path() != folder.output
    };
    let entries = fs::read_dir(&folder.site)
        .into_iter()
        .flatten()
        .flatten()
        .filter(is_other);
    let built = |path: &Path| {
        fs::metadata(path.join(RUN))
            .and_then(|metadata| metadata.modified())
            .ok()
    };
    let mut others: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    others.sort_by_cached_key(|path| (Reverse(built(path)), path.clone()));
    for path in others.into_iter().skip(MAX_OTHER_OUTPUTS - 1) {
        // Only what is ours: somebody may have put a file there.
        [OUTPUTS, RUN, GITIGNORE]
            .iter()
            .for_each(|name| drop(fs::remove_file(path.join(name))));
        let _ = fs::remove_dir(path);
    }
}

/// Makes the folders `paths`, each in the one before it, as far as they are not there, and writes in the last of them
/// what `write` does.
fn keep(paths: &[&PathBuf], write: impl FnOnce(&Folder) -> io::Result<()>) -> Result<(), Error> {
    let path = paths.last().expect("there is a folder to write in");
    let keep = || -> io::Result<()> {
        let Ok(program) = program() else {
            return Ok(());
        };
        for path in paths {
            match sys::create_folder(path) {
                Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists => return Err(cause),
                Err(_) if !fs::symlink_metadata(path)?.is_dir() => {
                    return Err(io::ErrorKind::NotADirectory.into());
                }
                // It is of no use to anybody else.
                Ok(()) => fs::write(path.join(GITIGNORE), "*\n")?,
                Err(_) => {}
            }
        }
        write(&Folder { path, program })
    };
    keep().map_err(|cause| Error::io("cannot keep what this build remembers in", path, cause))
}

/// Where files of ours are, and which program writes them.
struct Folder<'a> {
    path: &'a Path,
    program: Hash,
}

impl Folder<'_> {
    fn write(&self, name: &str, value: &impl Serialize) -> io::Result<()> {
        kept::write(self.path, name, self.program, value)
    }
}

/// Removes the drafts in `folder`, the one of what builds remember, that killed builds have left behind.
fn clear_drafts(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| is_draft(entry.file_name().as_encoded_bytes())) {
        draft::clear(&entry.path());
    }
}

/// Returns whether `name` is that of a draft of a file of ours. An earlier version named them otherwise: `seenX7Qk2p`.
fn is_draft(name: &[u8]) -> bool {
    let is_of = |file: &&str| {
        name.strip_prefix(file.as_bytes())
            .is_some_and(|rest| !rest.is_empty())
    };
    draft::is_draft(name) || FILES.iter().any(is_of)
}

/// Returns what tells this program from all others: what one has made, another would perhaps make otherwise.
fn program() -> Result<Hash, Unusable> {
    let looks = || -> io::Result<(PathBuf, Looks)> {
        let path = fs::canonicalize(std::env::current_exe()?)?;
        let looks = Looks::of(&fs::metadata(&path)?);
        Ok((path, looks))
    };
    let (path, looks) = looks().map_err(|_| Unusable::Missing)?;
    Ok(Hash::of(&(
        env!("CARGO_PKG_VERSION"),
        path,
        looks.len,
        looks.modified,
    )))
}
