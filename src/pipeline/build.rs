//! One build as the next one will see it: what it was made from, and what it has left.

use std::collections::HashMap;
use std::path::Path;

use jiff::Timestamp;

use crate::brief::{BriefMeta, Status};
use crate::cache::{BuildSummary, FileRecord, LastBuild, PageRecord, WithheldBriefs};
use crate::check::{Scope, URLS_LOCK};
use crate::diag::{Counts, Diagnostic};
use crate::hash::Hash;
use crate::pipeline::{Assembly, Options};
use crate::site::Site;
use crate::source::SourcePath;
use crate::time::Validity;

/// Withheld briefs that are named.
const MAX_WITHHELD: usize = 3;

/// All that a build is made from but the time.
#[derive(Clone, Copy, Debug)]
pub struct BuildInputs<'a> {
    /// The hash of its files, but `urls.lock`.
    pub files: Hash,
    /// What is wrong with files that could not be read.
    pub unread: &'a [Diagnostic],
    /// What it is told besides.
    pub options: &'a Options,
    /// Where the output is.
    pub output: &'a Path,
}

impl BuildInputs<'_> {
    /// Returns the hash of all of it, where `urls.lock` has the hash `lock`.
    pub fn hash(&self, lock: Option<Hash>) -> Hash {
        let Options {
            base,
            audience: show,
            locked,
            scope,
            ..
        } = self.options;
        Hash::of(&(
            self.files,
            lock,
            self.unread,
            (base, show, locked, scope),
            self.output.to_string_lossy(),
        ))
    }
}

/// Returns the hash of these files, each a path and the hash of its bytes, but `urls.lock`.
pub fn hash_of_files<'a>(files: impl Iterator<Item = (&'a SourcePath, Hash)>) -> Hash {
    let files = files.filter(|(path, _)| path.as_str() != URLS_LOCK);
    Hash::of(&files.collect::<Vec<_>>())
}

/// Returns what a build of `assembly` with all these `diagnostics` leaves for the next one: `pages` are what each page
/// of the plan was made from, `files` those in the output, by path. Which `inputs` it had is for the caller to say.
pub fn last_build(
    assembly: &Assembly,
    diagnostics: &[Diagnostic],
    pages: Vec<Option<PageRecord>>,
    files: Vec<FileRecord>,
) -> LastBuild {
    let mut by_path = HashMap::with_capacity(pages.len());
    for (page, record) in assembly.plan.pages().zip(pages) {
        by_path.extend(record.map(|record| (page.route.output_path(), record)));
    }
    let pages = files.iter().map(|file| by_path.get(&file.path).copied());
    let site = &assembly.site;
    let mut validity = site.validity;
    if assembly.options.scope == Scope::All {
        // Some rules ask for the day.
        let day = Validity::of_day(assembly.options.now, &site.config.timezone);
        validity = validity.intersect(day);
    }
    LastBuild {
        inputs: Hash(0),
        validity,
        base: assembly.base(),
        texts: assembly
            .texts
            .shown
            .iter()
            .map(|brief| brief.hash)
            .collect(),
        pages: pages.collect(),
        known: LastBuild::reported(diagnostics),
        counts: Counts::of(diagnostics),
        summary: summary(assembly, files.len()),
        files,
    }
}

/// Returns what there is now, in so many files.
pub fn summary(assembly: &Assembly, n_files: usize) -> BuildSummary {
    let site = &assembly.site;
    let zone = &site.config.timezone;
    let next_release = site.next_release.map(|at| crate::time::rfc3339(at, zone));
    BuildSummary {
        n_briefs: site.n_listed(),
        n_files,
        next_release,
        withheld: withheld(site),
        scope: assembly.options.scope,
    }
}

fn withheld(site: &Site) -> WithheldBriefs {
    let mut metas: Vec<(Option<Timestamp>, &BriefMeta)> = Vec::with_capacity(site.hidden().len());
    for meta in site.hidden() {
        let waits_for_editor = matches!(meta.status, Status::Draft | Status::Hold);
        metas.push(((!waits_for_editor).then(|| meta.public_from()), meta));
    }
    metas.sort_by_key(|(at, meta)| (at.is_none(), *at, &meta.path));
    let first = metas.iter().take(MAX_WITHHELD);
    WithheldBriefs {
        n_briefs: metas.len(),
        first: first.map(|(at, meta)| describe(site, *at, meta)).collect(),
    }
}

/// Says of a withheld brief when it appears, or why it does not.
fn describe(site: &Site, at: Option<Timestamp>, meta: &BriefMeta) -> String {
    let language = meta.language.as_ref();
    let language = language.map(|language| format!(" ({language})"));
    let what = match (at, &meta.status) {
        (Some(at), _) => {
            let zoned = at.to_zoned_datetime(site.config.timezone.clone());
            let zone = site.config.timezone.iana_name().unwrap_or("UTC");
            format!("appears {} {zone}", zoned.strftime("%F %H:%M"))
        }
        (None, Status::Hold) => "is held".to_owned(),
        (None, _) => "is a draft".to_owned(),
    };
    format!("{}{} {what}", meta.slug, language.unwrap_or_default())
}
