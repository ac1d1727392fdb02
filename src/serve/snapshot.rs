//! Snapshot of the preview: the site at one revision and the findings about it.
//!
//! Immutable: `event_loop` publishes a new one for each change, and a request keeps the one it began with.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tokio::sync::watch;

use crate::cache::Cache;
use crate::diag::{Diagnostic, Severity};
use crate::pipeline::{Assembly, Renderer};
use crate::site::Visibility;
use crate::source::SourcePath;
use crate::url::Route;

/// Most file changes that are remembered, for the desk and for open pages that missed some revisions.
const MAX_CHANGES: usize = 50;
/// Most distinct page errors that are remembered. Each costs a rendering at every revision, to see whether it is fixed.
const MAX_PAGE_ERRORS: usize = 16;

/// The preview at one revision.
#[derive(Debug)]
pub struct Snapshot {
    /// The revision of the site, counted from 1; changes whenever pages may.
    pub revision: u64,
    /// The revision of the findings; changes with `revision`, and by itself when rules have run.
    pub check_revision: u64,
    /// The site that pages are rendered from: a file hidden by an error is replaced by its last good version.
    pub displayed: Arc<Assembly>,
    /// The site as the folder has it, errors included; the spans of diagnostics point into its files.
    pub latest: Arc<Assembly>,
    /// All findings known so far.
    pub findings: Arc<Findings>,
    /// The latest file changes, oldest first.
    pub changes: Arc<[ChangedFile]>,
    /// The visibility of each brief that is not public, by the `href` of its page.
    pub hidden: Arc<BTreeMap<String, Visibility>>,
}

/// A changed file and its page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangedFile {
    /// The first revision that has the change.
    pub revision: u64,
    pub path: SourcePath,
    /// The `href` and the title of the file's page, if it has one.
    pub page: Option<(String, String)>,
}

/// Publishing end of the channel that holds the newest snapshot; `None` until the first is assembled.
pub(super) type SnapshotSender = watch::Sender<Option<Arc<Snapshot>>>;
/// Reading end of that channel.
pub(super) type SnapshotReceiver = watch::Receiver<Option<Arc<Snapshot>>>;

/// Findings of a preview: those of the current revision, and those of the last full check that still apply.
///
/// Rules take longer than a save may, so their earlier findings stay visible until they have run again. A large site
/// has many warnings: the earlier findings are shared between snapshots, not copied.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The findings about the current revision.
    pub fresh: Vec<Diagnostic>,
    /// The findings of the last full check: errors first, then the others.
    pub known: Arc<[Diagnostic]>,
    /// The number of errors at the start of `known`.
    pub n_known_errors: usize,
    /// The files that changed since that check; `known` findings about them are stale.
    pub outdated: BTreeSet<SourcePath>,
    /// The errors that keep pages of this revision from rendering, each with one page that has it.
    pub of_pages: Arc<[PageError]>,
}

/// A page that could not be rendered.
#[derive(Clone, Debug)]
pub struct PageError {
    pub route: Route,
    /// The error of its template.
    pub found: Diagnostic,
}

impl PageError {
    /// Renders the page at `route` of `displayed` and returns its error, if there is one.
    ///
    /// `None` also if the error is in the last good version of a file: its span would point into text that is no longer
    /// in the folder. The errors of `latest` already cover that file.
    pub fn at(
        route: &Route,
        (displayed, latest): (&Assembly, &Assembly),
        cache: &Cache,
    ) -> Option<Self> {
        let page = displayed
            .plan
            .page(route)
            .filter(|_| displayed.templates.is_some())?;
        let renderer = Renderer::new(displayed, cache);
        let rendered = renderer.page(page);
        let found = renderer.error(rendered.as_ref().as_ref().err()?)?;
        let hash = |assembly: &Assembly| {
            assembly
                .tree
                .get(found.place.path.as_str())
                .map(|file| file.hash)
        };
        (hash(displayed) == hash(latest)).then(|| PageError {
            route: route.clone(),
            found,
        })
    }

    /// Returns whether both have the same cause. One broken template fails on all its pages, which is one problem.
    fn is_same(&self, other: &PageError) -> bool {
        let (mine, others) = (&self.found, &other.found);
        (mine.code, &mine.place, &mine.message) == (others.code, &others.place, &others.message)
    }
}

impl Findings {
    /// Returns all findings: fresh ones, then those of the last check, then page errors.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_pages = self.of_pages.iter().map(|error| &error.found);
        self.fresh
            .iter()
            .chain(self.still_valid(&self.known))
            .chain(of_pages)
    }

    /// Filters out of `known` what is about changed files and what `fresh` repeats.
    fn still_valid<'a>(&'a self, known: &'a [Diagnostic]) -> impl Iterator<Item = &'a Diagnostic> {
        let is_valid = move |found: &&Diagnostic| {
            !self.outdated.contains(&found.place.path) && !self.fresh.contains(found)
        };
        known.iter().filter(is_valid)
    }

    /// Returns the errors only, without walking over all warnings of the last check.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        let is_error = |found: &&Diagnostic| found.severity == Severity::Error;
        let fresh = self.fresh.iter().filter(is_error);
        let of_pages = self
            .of_pages
            .iter()
            .map(|error| &error.found)
            .filter(is_error);
        fresh
            .chain(self.still_valid(&self.known[..self.n_known_errors]))
            .chain(of_pages)
    }

    /// Returns a copy with page errors added, one for each cause; `None` if there is nothing to add.
    pub fn with_page_errors(&self, errors: impl IntoIterator<Item = PageError>) -> Option<Self> {
        let mut all = self.of_pages.to_vec();
        for error in errors {
            if all.len() < MAX_PAGE_ERRORS && !all.iter().any(|known| known.is_same(&error)) {
                all.push(error);
            }
        }
        // Without news nothing is published, and no open page fetches its findings again.
        (all.len() > self.of_pages.len()).then(|| Findings {
            of_pages: all.into(),
            ..self.clone()
        })
    }

    /// Combines the findings of a revision with those of a full check of the same revision.
    pub fn combined(fresh: Vec<Diagnostic>, mut known: Vec<Diagnostic>) -> Self {
        // A stable sort: errors and others stay sorted by place.
        known.sort_by_key(|found| found.severity != Severity::Error);
        let n_known_errors = known.partition_point(|found| found.severity == Severity::Error);
        Findings {
            fresh,
            known: known.into(),
            n_known_errors,
            ..Findings::default()
        }
    }

    /// Returns the findings after a change: `fresh` ones replace the old, those of the last check about `changed` files
    /// become stale, and page errors are dropped until the pages have been rendered again.
    pub fn after(&self, changed: &[SourcePath], fresh: Vec<Diagnostic>) -> Self {
        let mut outdated = self.outdated.clone();
        outdated.extend(changed.iter().cloned());
        let known = Arc::clone(&self.known);
        Findings {
            fresh,
            known,
            n_known_errors: self.n_known_errors,
            outdated,
            ..Findings::default()
        }
    }
}

/// Appends `now` to the changes `before` and drops the oldest beyond [`MAX_CHANGES`].
pub(super) fn remember(before: &[ChangedFile], now: Vec<ChangedFile>) -> Arc<[ChangedFile]> {
    let n_kept = MAX_CHANGES.saturating_sub(now.len());
    let old = &before[before.len().saturating_sub(n_kept)..];
    let n_dropped = now.len().saturating_sub(MAX_CHANGES);
    old.iter()
        .cloned()
        .chain(now.into_iter().skip(n_dropped))
        .collect()
}

/// Returns the changes of a revision, with the page of each changed file.
pub(super) fn changes(
    assembly: &Assembly,
    revision: u64,
    paths: &[SourcePath],
) -> Vec<ChangedFile> {
    let page = |path: &SourcePath| {
        let (route, name) = page_of(assembly, path)?;
        Some((assembly.site.config.base.href(&route), name))
    };
    paths
        .iter()
        .map(|path| ChangedFile {
            revision,
            path: path.clone(),
            page: page(path),
        })
        .collect()
}

/// Returns the route and the title of the page whose source is `path`.
pub(super) fn page_of(assembly: &Assembly, path: &SourcePath) -> Option<(Route, String)> {
    let site = &assembly.site;
    // A linear search: only the changed files of one save are looked up.
    if let Some(id) = site
        .brief_ids()
        .find(|id| site.node(*id).meta.path == *path)
    {
        return Some((
            site.node(id).route.clone(),
            site.node(id).meta.title.clone(),
        ));
    }
    let mut entity_files = site.entity_files();
    let (file, route) = entity_files.find(|(file, _)| file.path == *path)?;
    let name = file.name().unwrap_or(file.slug.as_str()).to_owned();
    assembly
        .plan
        .page(&route?)
        .map(|page| (page.route.clone(), name))
}

/// Returns the source file of the page at `route`; `None` for pages made from many files, such as lists.
pub(super) fn source_of(assembly: &Assembly, route: &Route) -> Option<SourcePath> {
    let page = assembly.plan.page(route)?;
    let origin = page.kind.facts().origin(&assembly.site)?;
    Some(origin.path)
}

/// Returns the visibility of each brief that is not public, by the `href` of its page.
pub(super) fn hidden(assembly: &Assembly) -> BTreeMap<String, Visibility> {
    let site = &assembly.site;
    let hidden = site
        .briefs
        .iter()
        .filter(|linked| !linked.visibility.is_public());
    hidden
        .map(|linked| (site.config.base.href(&linked.route), linked.visibility))
        .collect()
}
