//! Build record: collects what the next build needs to know about this one.
//!
//! Computes the hash of the inputs, the pages' records and the figures of the report; does not write them. The record's
//! type is in `cache`, its file in `disk`.

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

/// Number of withheld briefs that a build names; the rest are counted.
const MAX_WITHHELD: usize = 3;

/// The inputs of a build, except the time.
#[derive(Clone, Copy, Debug)]
pub struct BuildInputs<'a> {
    /// The hash of the input files without `urls.lock`; see [`hash_of_files`].
    pub files: Hash,
    /// The diagnostics about files that could not be read, which have no hash.
    pub unread: &'a [Diagnostic],
    /// The options of the run, of which `now` is not hashed: [`LastBuild::validity`] covers it.
    pub options: &'a Options,
    /// The output folder, as it was given.
    pub output: &'a Path,
}

impl BuildInputs<'_> {
    /// Returns the hash of all inputs, with `lock` as the hash of `urls.lock`.
    ///
    /// A build calls this twice: with the file it has read, and for its record with the one it has written.
    pub fn hash(&self, lock: Option<Hash>) -> Hash {
        let Options {
            base,
            audience,
            locked,
            scope,
            ..
        } = self.options;
        Hash::of(&(
            self.files,
            lock,
            self.unread,
            (base, audience, locked, scope),
            self.output.to_string_lossy(),
        ))
    }
}

/// Returns the hash of `files`, each a path and the hash of its bytes, without `urls.lock`.
pub fn hash_of_files<'a>(files: impl Iterator<Item = (&'a SourcePath, Hash)>) -> Hash {
    // The build writes `urls.lock` itself: with it in the hash, the next build would find an input changed.
    let files = files.filter(|(path, _)| path.as_str() != URLS_LOCK);
    Hash::of(&files.collect::<Vec<_>>())
}

/// Returns the record of a build of `assembly` that reported `diagnostics`.
///
/// `pages` has a record for each page of the plan, in its order; `files` are those in the output, by path. The caller
/// sets `inputs`: only it knows the hash of the `urls.lock` that it has written.
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
        // Some rules compare dates with today, so their results hold until midnight in the site's zone.
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

/// Returns the figures of a build of `assembly` that has `n_files` files in its output.
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
        // A draft may have a date in the past or an embargo: neither publishes it, so no time is shown.
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

/// Describes a withheld brief: when it appears (`at`), or why it does not.
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
