//! The stages that look at many things at once, each thing by itself: in parallel, in order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::brief::Known;
use crate::check::{self, Lexicon, Scope, URLS_LOCK};
use crate::diag::{At, Diagnostic, Findings, Severity};
use crate::error::Error;
use crate::hash::Hash;
use crate::page::{Page, PageId, PageKind, View};
use crate::pipeline::traces::{Output, Since, Trace, Why};
use crate::pipeline::weight::Scales;
use crate::pipeline::{Made, Memos, Prepared, Progress, Sink};
use crate::render::Rendered;
use crate::site::BriefId;
use crate::source::{SourceFile, SourcePath};

/// Asks every rule, but those of briefs whose answer is known; `None` if `progress` stops it.
pub fn check(
    prepared: &Prepared,
    lexicon: Option<&Lexicon>,
    memos: &Memos,
    progress: &dyn Progress,
) -> Option<Vec<Diagnostic>> {
    let Prepared {
        site,
        plan,
        tree,
        hashes,
        scope,
        ..
    } = prepared;
    // What a rule may look at in files besides the brief's own: the text of clips, the size of pictures, and which
    // templates there are. The list of addresses, which every build may write, is for another rule.
    let others = tree
        .files()
        .iter()
        .filter(|file| !is_brief(&file.path) && file.path.as_str() != URLS_LOCK);
    let others: Vec<(&SourcePath, u64, Option<Hash>)> = others
        .map(|file| {
            (
                &file.path,
                file.len(),
                file.path
                    .as_str()
                    .starts_with("clips/")
                    .then_some(file.hash),
            )
        })
        .collect();
    let base = Hash::of(&(hashes.skeleton, hashes.plan, scope, others));
    let since = memos.checked.since(base, site);
    let of_brief = |id: BriefId| {
        if let Ok(known) = since.get(id.0 as usize, site) {
            return Some(Arc::clone(known));
        }
        let reader = site.reader();
        let subject = check::Subject {
            site: &reader,
            plan,
            tree,
            lexicon,
        };
        let value = Findings(
            progress
                .goes_on()
                .then(|| check::brief(&subject, id, *scope))?,
        );
        Some(Arc::new(Trace {
            reads: reader.reads(),
            value,
        }))
    };
    let ids: Vec<BriefId> = site.brief_ids().collect();
    let all: Option<Vec<Arc<Trace<Findings>>>> = ids.into_par_iter().map(of_brief).collect();
    let all = all?;
    let mut found: Vec<Diagnostic> = all
        .iter()
        .flat_map(|trace| trace.value.0.iter().cloned())
        .collect();
    memos
        .checked
        .keep(base, site, all.into_iter().map(Some).collect());
    let subject = check::Subject {
        site,
        plan,
        tree,
        lexicon,
    };
    found.extend(check::site(&subject, *scope));
    if *scope == Scope::All {
        found.extend(faulty(&subject, &prepared.found));
    }
    Some(found)
}

/// Asks the rules about prose of the briefs that a mistake keeps from being shown, but what looks at the fields that are
/// among those `found`.
fn faulty(subject: &check::Subject, found: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut mistaken: BTreeMap<&SourcePath, BTreeSet<String>> = BTreeMap::new();
    for finding in found
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
    {
        let fields = mistaken.entry(&finding.place.path).or_default();
        if let At::Value(field) | At::Key(field) = &finding.place.at {
            fields.extend(field.first_key().map(str::to_owned));
        }
        if finding.code == "field-missing" {
            fields.extend(finding.message.split('`').nth(1).map(str::to_owned));
        }
    }
    let none = BTreeSet::new();
    let briefs = subject.site.faulty();
    let of_brief = |known: &Arc<Known>| {
        check::faulty(
            subject,
            known.whole(),
            mistaken.get(&known.head.path).unwrap_or(&none),
        )
    };
    briefs.par_iter().flat_map_iter(of_brief).collect()
}

/// Looks at every file that is copied, but those that an earlier run has looked at and found nothing wrong with.
pub fn look_at_files(prepared: &Prepared, memos: &Memos) -> Vec<Diagnostic> {
    let Prepared { plan, tree, .. } = prepared;
    let of_file = |page: &Page| {
        let PageKind::File(path) = &page.kind else {
            return Vec::new();
        };
        let Some(file) = tree.get(path.as_str()) else {
            return Vec::new();
        };
        if memos.harmless.contains(&key_of_file(file)) {
            return Vec::new();
        }
        let found = memos
            .looked_at
            .get_or(|| key_of_file(file), || check::published::file(file));
        Vec::clone(&found)
    };
    let pages: Vec<&Page> = plan.pages().collect();
    pages.into_par_iter().flat_map_iter(of_file).collect()
}

/// Returns the keys of all files that are copied: nothing is wrong with them where a run has come to its end.
pub fn keys_of_files(prepared: &Prepared) -> BTreeSet<Hash> {
    let files = prepared.plan.pages().filter_map(|page| match &page.kind {
        PageKind::File(path) => prepared.tree.get(path.as_str()),
        _ => None,
    });
    files.map(key_of_file).collect()
}

/// The hash of all that is looked at in a file that is copied.
fn key_of_file(file: &SourceFile) -> Hash {
    Hash::of(&(&file.path, file.hash))
}

/// Returns whether a content file is a brief's: its text is read as that of a brief.
fn is_brief(path: &SourcePath) -> bool {
    path.as_str().starts_with("content/briefs/") && path.is_markdown()
}

/// Renders the pages of `prepared` into the sink, but those that are there already; stops at the sink's first
/// error.
pub fn render_all(
    prepared: &Prepared,
    memos: &Memos,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> Result<Vec<Diagnostic>, Error> {
    let Prepared {
        site, plan, hashes, ..
    } = prepared;
    let scales = Scales::new(&prepared.tree);
    let base = Hash::of(&(hashes.skeleton, hashes.plan, hashes.templates, scales));
    let since = memos.outputs.since(base, site);
    let pages: Vec<(PageId, &Page)> = (0..).map(PageId).zip(plan.pages()).collect();
    let made = pages.par_iter().map(|(id, page)| {
        let making = Making {
            prepared,
            memos,
            sink,
            since: &since,
            scales,
        };
        let mut made = None;
        progress.page(page, &mut || {
            let (page, why) = making.make(*id, page);
            made = Some(page);
            why
        });
        progress.step();
        made.unwrap_or_else(|| making.make(*id, page).0)
    });
    let made: Result<Vec<Finished>, Error> = made.collect();
    let mut found = Vec::new();
    let mut traces = Vec::with_capacity(pages.len());
    for made in made? {
        traces.push(made.map_err(|diagnostic| found.push(diagnostic)).ok());
    }
    found.extend(
        traces
            .iter()
            .flatten()
            .filter_map(|trace: &Arc<Trace<Output>>| trace.value.heavy.clone()),
    );
    memos.outputs.keep(base, site, traces);
    Ok(found)
}

/// The trace of a page, or the template's mistake.
type Finished = Result<Arc<Trace<Output>>, Diagnostic>;

/// Pages on their way to the sink.
struct Making<'a> {
    prepared: &'a Prepared,
    memos: &'a Memos,
    sink: &'a dyn Sink,
    since: &'a Since<Output>,
    scales: Scales,
}

impl Making<'_> {
    /// Makes a page, unless it is there already. Returns why, if so.
    fn make(&self, id: PageId, page: &Page) -> (Result<Finished, Error>, Option<Made>) {
        let why = match self.since.get(id.0 as usize, &self.prepared.site) {
            Ok(known) if self.is_kept(page, &known.value) => {
                return (Ok(Ok(Arc::clone(known))), None);
            }
            Ok(_) => Why::Output,
            Err(why) => why,
        };
        let prepared = self.prepared;
        let reader = prepared.site.reader();
        let route = Hash::of(&page.route);
        let rendered = |view: &View| {
            let key = || prepared.view_hash(view);
            self.memos
                .rendered
                .get_or(key, || prepared.render_view(view))
        };
        let mut template = None;
        let (view, rendered) = match &page.kind {
            PageKind::File(path) => (
                self.source(path),
                Arc::new(Ok(Rendered::File(path.clone()))),
            ),
            _ => {
                let view = prepared.view(page, &reader);
                template = view.template().map(str::to_owned);
                // The first run of several has nothing to compare with.
                let hash = self.since.is_warm().then(|| prepared.view_hash(&view));
                let last = self.since.output(id, route).filter(|_| hash.is_some());
                let same = last.filter(|last| last.view == hash);
                if let Some(last) = same.filter(|last| self.is_kept(page, last)) {
                    let value = Output {
                        route,
                        ..last.clone()
                    };
                    return (
                        Ok(Ok(Arc::new(Trace {
                            reads: reader.reads(),
                            value,
                        }))),
                        None,
                    );
                }
                (hash, rendered(&view))
            }
        };
        let made = match &*rendered {
            Ok(rendered) => {
                let heavy = match rendered {
                    Rendered::Bytes(bytes) => self.scales.weigh(&prepared.site, page, bytes),
                    Rendered::File(_) => None,
                };
                let value = Output {
                    route,
                    view,
                    written: None,
                    heavy,
                };
                let trace = || {
                    Ok(Arc::new(Trace {
                        reads: reader.reads(),
                        value,
                    }))
                };
                prepared.send(page, rendered, self.sink).map(|()| trace())
            }
            Err(diagnostic) => Ok(Err(diagnostic.clone())),
        };
        (made, Some(Made { why, template }))
    }

    /// The hash of the file that an output is a copy of.
    fn source(&self, path: &SourcePath) -> Option<Hash> {
        self.prepared.tree.get(path.as_str()).map(|file| file.hash)
    }

    fn is_kept(&self, page: &Page, output: &Output) -> bool {
        let is_same = match &page.kind {
            PageKind::File(path) => output.view == self.source(path),
            _ => true,
        };
        is_same
            && output
                .written
                .as_ref()
                .is_some_and(|written| self.sink.keep(&page.route, written))
    }
}
