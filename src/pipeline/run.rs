//! A run as a whole: where it would be the same again, nothing is parsed, linked or looked at.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::brief::{Head, Status};
use crate::check::{Scope, URLS_LOCK};
use crate::diag::{Counts, Diagnostic, Severity};
use crate::hash::Hash;
use crate::pipeline::traces::Written;
use crate::pipeline::{Options, Prepared};
use crate::site::Site;
use crate::source::SourceTree;
use crate::time::Holds;

/// What a run was made from, and what it has left.
#[derive(Debug, Deserialize, Serialize)]
pub struct Run {
    inputs: Hash,
    holds: Holds,
    /// The files that it has left in the output, by their path there.
    pub files: Vec<(String, Written)>,
    /// What was found besides errors: the identity of each finding, sorted.
    known: Vec<Hash>,
    /// How much was found.
    pub counts: Counts,
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
    /// The briefs that readers do not see yet, those that appear by themselves first.
    pub withheld: Withheld,
    /// Which rules were asked.
    pub scope: Scope,
}

/// Briefs that readers do not see yet.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Withheld {
    /// How many there are.
    pub n_briefs: usize,
    /// What is said of the first: `flood-talks appears 2026-09-20 06:00 Asia/Baghdad`, `river-levels is a draft`.
    pub first: Vec<String>,
}

/// Withheld briefs that are named.
const MAX_WITHHELD: usize = 3;

impl Withheld {
    fn of(site: &Site) -> Self {
        let mut heads: Vec<(Option<Timestamp>, &Head)> = Vec::with_capacity(site.hidden().len());
        for head in site.hidden() {
            let waits_for_editor = matches!(head.status, Status::Draft | Status::Hold);
            heads.push(((!waits_for_editor).then(|| head.public_from()), head));
        }
        heads.sort_by_key(|(at, head)| (at.is_none(), *at, &head.path));
        let first = heads
            .iter()
            .take(MAX_WITHHELD)
            .map(|(at, head)| said_of(site, *at, head))
            .collect();
        Withheld {
            n_briefs: heads.len(),
            first,
        }
    }
}

/// Says of a withheld brief when it appears, or why it does not.
fn said_of(site: &Site, at: Option<Timestamp>, head: &Head) -> String {
    let language = head
        .language
        .as_ref()
        .map(|language| format!(" ({language})"))
        .unwrap_or_default();
    let what = match (at, &head.status) {
        (Some(at), _) => {
            let zoned = at.to_zoned_datetime(site.config.timezone.clone());
            let zone = site.config.timezone.iana_name().unwrap_or("UTC");
            format!("appears {} {zone}", zoned.strftime("%F %H:%M"))
        }
        (None, Status::Hold) => "is held".to_owned(),
        (None, _) => "is a draft".to_owned(),
    };
    format!("{}{language} {what}", head.slug)
}

/// Returns what makes a finding the same in another build: its lines may have moved.
fn identity(found: &Diagnostic) -> Hash {
    Hash::of(&(found.code, &found.place.path, &found.message))
}

/// Returns the hash of the files of `tree`, but `urls.lock`.
pub fn hash_of_files(tree: &SourceTree) -> Hash {
    let files = tree
        .files()
        .iter()
        .filter(|file| file.path.as_str() != URLS_LOCK);
    Hash::of(
        &files
            .map(|file| (&file.path, file.hash))
            .collect::<Vec<_>>(),
    )
}

/// Returns the hash of all that a run is made from but the time: files with the hash `files`, of which `urls.lock` says
/// `lock`, what was wrong with others, the `options`, and where the output is.
pub fn inputs(files: Hash, lock: Option<Hash>, found: &[Diagnostic], to: (&Options, &str)) -> Hash {
    let (options, output) = to;
    Hash::of(&(
        files,
        lock,
        found,
        &options.base,
        options.show,
        options.locked,
        options.scope,
        output,
    ))
}

impl Run {
    /// Returns the run that was made from what has the hash `inputs`, and has left `files`, which are by path. Asked for
    /// when all that is to be remembered of `prepared` was taken: that says how long it holds.
    pub fn of(prepared: &Prepared, made: (Hash, Vec<(String, Written)>)) -> Self {
        let (inputs, files) = made;
        let found = &prepared.diagnostics;
        let mut known: Vec<Hash> = found
            .iter()
            .filter(|found| found.severity != Severity::Error)
            .map(identity)
            .collect();
        known.sort_unstable();
        known.dedup();
        Run {
            inputs,
            holds: prepared.holds(),
            summary: prepared.summary(files.len()),
            files,
            known,
            counts: Counts::of(found),
        }
    }

    /// Returns whether this run has found it, too.
    pub fn knows(&self, found: &Diagnostic) -> bool {
        found.severity != Severity::Error && self.known.binary_search(&identity(found)).is_ok()
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
        let next_release = self
            .site
            .next_release
            .map(|at| crate::time::rfc3339(at, zone));
        let withheld = Withheld::of(&self.site);
        Summary {
            n_briefs: self.n_briefs(),
            n_files,
            next_release,
            withheld,
            scope: self.scope,
        }
    }

    /// Returns between which moments everything that was made of the site would be the same.
    fn holds(&self) -> Holds {
        self.holds.and(self.site.now.holds())
    }
}
