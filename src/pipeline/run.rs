//! A run as a whole: where it would be the same again, nothing is parsed, linked or looked at.

use serde::{Deserialize, Serialize};

use crate::check::URLS_LOCK;
use crate::diag::{Diagnostic, Untold};
use crate::hash::Hash;
use crate::pipeline::traces::Written;
use crate::pipeline::{Options, Prepared};
use crate::source::SourceTree;
use crate::time::Holds;

/// What a run was made from, and what it has left.
#[derive(Debug, Deserialize, Serialize)]
pub struct Run {
    inputs: Hash,
    holds: Holds,
    /// The files that it has left in the output, by their path there.
    pub files: Vec<(String, Written)>,
    /// What is told of what was found.
    pub told: Vec<Diagnostic>,
    /// How much is not.
    pub untold: Untold,
    /// What there is now.
    pub summary: Summary,
}

/// What there is when a run has ended.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Summary {
    /// How many briefs readers see.
    pub n_briefs: usize,
    /// How many files there are.
    pub n_files: usize,
    /// When the next brief becomes public by itself, RFC 3339.
    pub next_release: Option<String>,
}

/// Returns the hash of the files of `tree`, but `urls.lock`.
pub fn hash_of_files(tree: &SourceTree) -> Hash {
    let files = tree.files().iter().filter(|file| file.path.as_str() != URLS_LOCK);
    Hash::of(&files.map(|file| (&file.path, file.hash)).collect::<Vec<_>>())
}

/// Returns the hash of all that a run is made from but the time: files with the hash `files`, of which `urls.lock` says
/// `lock`, what was wrong with others, the `options`, and where the output is.
pub fn inputs(files: Hash, lock: Option<Hash>, found: &[Diagnostic], to: (&Options, &str)) -> Hash {
    let (options, output) = to;
    Hash::of(&(files, lock, found, &options.base, options.show, options.locked, output))
}

impl Run {
    /// Returns the run that was made from what has the hash `inputs`, and has left `files`, which are by path. Asked for
    /// when all that is to be remembered of `prepared` was taken: that says how long it holds.
    pub fn of(prepared: &Prepared, untold: Untold, made: (Hash, Vec<(String, Written)>)) -> Self {
        let (inputs, files) = made;
        Run {
            inputs,
            holds: prepared.holds(),
            summary: prepared.summary(files.len()),
            files,
            told: prepared.diagnostics.clone(),
            untold,
        }
    }

    /// Returns whether a run made from what has the hash `inputs` would be the same with these `options`, as long
    /// as the output is as this one has left it.
    pub fn is_same(&self, inputs: Hash, options: &Options) -> bool {
        self.inputs == inputs && self.holds.at(options.now)
    }
}

impl Prepared {
    /// Returns what there is now, in so many files.
    pub fn summary(&self, n_files: usize) -> Summary {
        let zone = &self.site.config.timezone;
        let next_release = self.site.next_release.map(|at| crate::time::rfc3339(at, zone));
        Summary { n_briefs: self.n_briefs(), n_files, next_release }
    }

    /// Returns between which moments everything that was made of the site would be the same.
    fn holds(&self) -> Holds {
        self.holds.and(self.site.now.holds())
    }
}
