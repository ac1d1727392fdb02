//! The preview at one moment: the site that pages are made from, and what is wrong with it. Immutable; a
//! change makes the next one. Readers hold the one they began with.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tokio::sync::watch;

use crate::cache::Cache;
use crate::diag::{Diagnostic, Severity};
use crate::pipeline::{Assembly, Renderer};
use crate::site::Visibility;
use crate::source::SourcePath;
use crate::url::Route;

/// Changes that are remembered, for pages that missed some.
const MAX_CHANGES: usize = 50;
/// Different errors of pages that are remembered: each is looked for again at every revision.
const MAX_PAGE_ERRORS: usize = 16;

/// The preview at one moment.
#[derive(Debug)]
pub struct Snapshot {
    /// Counts what pages are made from: 1 is what the preview began with.
    pub revision: u64,
    /// Counts what is known to be wrong; moves with `revision`, and by itself when the rules have been asked.
    pub check_revision: u64,
    /// What pages are made from: each file as it is, or as it last was without a mistake that hides it.
    pub displayed: Arc<Assembly>,
    /// What the folder holds, mistakes and all: the diagnostics point into it.
    pub latest: Arc<Assembly>,
    /// All that is known to be wrong.
    pub findings: Arc<Findings>,
    /// What changed last, oldest first.
    pub changes: Arc<[ChangedFile]>,
    /// The links to briefs that readers do not see yet.
    pub hidden: Arc<BTreeMap<String, Visibility>>,
}

/// A file that changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangedFile {
    /// The revision that shows it.
    pub revision: u64,
    /// The file.
    pub path: SourcePath,
    /// Its page and what it is called, if it has one.
    pub page: Option<(String, String)>,
}

/// Where the newest snapshot is put, and where it is waited for.
pub(super) type SnapshotSender = watch::Sender<Option<Arc<Snapshot>>>;
/// Sees each new snapshot.
pub(super) type SnapshotReceiver = watch::Receiver<Option<Arc<Snapshot>>>;

/// All that is known to be wrong: with what was just assembled, and what the rules said before of the rest.
///
/// A large site has many warnings, so those of before are shared, not copied.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// What is wrong as of now.
    pub fresh: Vec<Diagnostic>,
    /// What the rules said last: the errors, then the others.
    pub known: Arc<[Diagnostic]>,
    /// How many of those are errors.
    pub n_known_errors: usize,
    /// The files that changed since: what the rules said of them holds no more.
    pub outdated: BTreeSet<SourcePath>,
    /// What pages of this revision could not be rendered for: one page for each error.
    pub of_pages: Arc<[PageError]>,
}

/// A page that could not be rendered.
#[derive(Clone, Debug)]
pub struct PageError {
    /// The page.
    pub route: Route,
    /// Why.
    pub found: Diagnostic,
}

impl PageError {
    /// Returns why the page at `route` of `shown` cannot be rendered, if it cannot.
    ///
    /// `None` too where the error lies in the last good state of a file: `truth`, which has the file as it is, says
    /// what is wrong with that.
    pub fn at(
        route: &Route,
        (shown, truth): (&Assembly, &Assembly),
        cache: &Cache,
    ) -> Option<Self> {
        let page = shown
            .plan
            .page(route)
            .filter(|_| shown.templates.is_some())?;
        let renderer = Renderer::new(shown, cache);
        let rendered = renderer.page(page);
        let found = renderer.error(rendered.as_ref().as_ref().err()?)?;
        let hash = |assembly: &Assembly| {
            assembly
                .tree
                .get(found.place.path.as_str())
                .map(|file| file.hash)
        };
        (hash(shown) == hash(truth)).then(|| PageError {
            route: route.clone(),
            found,
        })
    }

    fn is_same(&self, other: &PageError) -> bool {
        let (mine, others) = (&self.found, &other.found);
        (mine.code, &mine.place, &mine.message) == (others.code, &others.place, &others.message)
    }
}

impl Findings {
    /// Returns all of them: the fresh ones first, then the others, each by place.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_pages = self.of_pages.iter().map(|error| &error.found);
        self.fresh
            .iter()
            .chain(self.holding(&self.known))
            .chain(of_pages)
    }

    /// Returns those of `known` that hold still and are not said anew.
    fn holding<'a>(&'a self, known: &'a [Diagnostic]) -> impl Iterator<Item = &'a Diagnostic> {
        let holds = move |found: &&Diagnostic| {
            !self.outdated.contains(&found.place.path) && !self.fresh.contains(found)
        };
        known.iter().filter(holds)
    }

    /// Returns the errors among them.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        let is_error = |found: &&Diagnostic| found.severity == Severity::Error;
        let fresh = self.fresh.iter().filter(is_error);
        let of_pages = self
            .of_pages
            .iter()
            .map(|error| &error.found)
            .filter(is_error);
        fresh
            .chain(self.holding(&self.known[..self.n_known_errors]))
            .chain(of_pages)
    }

    /// Returns these with the errors of pages, of which one of each kind is kept; `None` if all of them are known.
    pub fn with_page_errors(&self, errors: impl IntoIterator<Item = PageError>) -> Option<Self> {
        let mut all = self.of_pages.to_vec();
        for error in errors {
            if all.len() < MAX_PAGE_ERRORS && !all.iter().any(|known| known.is_same(&error)) {
                all.push(error);
            }
        }
        (all.len() > self.of_pages.len()).then(|| Findings {
            of_pages: all.into(),
            ..self.clone()
        })
    }

    /// What is wrong as of now, and what the rules say of the same.
    pub fn combined(fresh: Vec<Diagnostic>, mut known: Vec<Diagnostic>) -> Self {
        known.sort_by_key(|found| found.severity != Severity::Error);
        let n_known_errors = known.partition_point(|found| found.severity == Severity::Error);
        Findings {
            fresh,
            known: known.into(),
            n_known_errors,
            ..Findings::default()
        }
    }

    /// Returns these without what the rules said of `changed` and without the errors of pages, and with what is wrong
    /// now.
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

/// Adds what changed to what is remembered.
pub(super) fn remember(before: &[ChangedFile], now: Vec<ChangedFile>) -> Arc<[ChangedFile]> {
    let n_kept = MAX_CHANGES.saturating_sub(now.len());
    let old = &before[before.len().saturating_sub(n_kept)..];
    let n_dropped = now.len().saturating_sub(MAX_CHANGES);
    old.iter()
        .cloned()
        .chain(now.into_iter().skip(n_dropped))
        .collect()
}

/// Finds the page of each of `paths`, and says what it is called.
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

/// Returns the page that `path` is written for, and what it is called.
pub(super) fn page_of(assembly: &Assembly, path: &SourcePath) -> Option<(Route, String)> {
    let site = &assembly.site;
    if let Some(id) = site
        .brief_ids()
        .find(|id| site.node(*id).meta.path == *path)
    {
        return Some((
            site.node(id).route.clone(),
            site.node(id).meta.title.clone(),
        ));
    }
    let mut described = site.entity_files();
    let (file, route) = described.find(|(file, _)| file.path == *path)?;
    let name = file.name().unwrap_or(file.slug.as_str()).to_owned();
    assembly
        .plan
        .page(&route?)
        .map(|page| (page.route.clone(), name))
}

/// Returns the file that the page at `route` is written in, if it is one file's.
pub(super) fn source_of(assembly: &Assembly, route: &Route) -> Option<SourcePath> {
    let page = assembly.plan.page(route)?;
    let origin = page.kind.facts().origin(&assembly.site)?;
    Some(origin.path)
}

/// Returns the links to the briefs that readers do not see yet.
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
