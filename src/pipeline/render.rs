//! Rendering: renders the pages of an assembled site, one on request, a sample, or all of them into a [`Sink`].
//!
//! Decides which pages of the last build can be kept. Building a view is in `page`, turning it into bytes in `render`,
//! and comparing hashes with the last build in `cache`.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::cache::{Cache, Freshness, PageRecord, RebuildReason};
use crate::diag::Diagnostic;
use crate::error::Error;
use crate::hash::Hash;
use crate::page::view::FeedEntry;
use crate::page::{self, Context, Page, PageKind, View};
use crate::pipeline::{Assembly, Progress, Sink, Stage, places, severities};
use crate::render::{self, Rendered};
use crate::site::BriefId;
use crate::source::{Contents, SourceFile, SourcePath};
use crate::url::Route;

/// Number of pages of each kind that [`Renderer::sample`] renders to find mistakes in templates.
const SAMPLES: usize = 20;

/// Renderer of the pages of one site.
#[derive(Clone, Copy, Debug)]
pub struct Renderer<'a> {
    assembly: &'a Assembly,
    cache: &'a Cache,
}

/// How a page was made: its reason and its template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PageOutcome {
    /// The reason for which it was stale.
    pub why: RebuildReason,
    /// The file of the changed text, if the reason is [`RebuildReason::Text`].
    pub changed: Option<SourcePath>,
    /// The template that rendered it; `None` for copied files and machine-readable outputs.
    pub template: Option<String>,
}

/// The result of rendering all pages.
#[derive(Debug, Default)]
pub struct RenderReport {
    /// The record of each page, in the order of the plan; `None` where rendering failed.
    pub records: Vec<Option<PageRecord>>,
    /// The diagnostics about templates, and about pages that are too heavy.
    pub diagnostics: Vec<Diagnostic>,
}

/// The result of rendering a sample of pages of each kind.
#[derive(Debug)]
pub struct Sample {
    /// The diagnostics about templates, and about pages that are too heavy.
    pub diagnostics: Vec<Diagnostic>,
    /// The number of pages that were not rendered.
    pub n_skipped: usize,
}

impl<'a> Renderer<'a> {
    /// Makes a renderer for the pages of `assembly`, with the cache that [`assemble`](crate::pipeline::assemble) used.
    pub fn new(assembly: &'a Assembly, cache: &'a Cache) -> Self {
        Renderer { assembly, cache }
    }

    /// Renders one page of the plan, or returns the cached result. The error is the template's.
    ///
    /// Panics if a template is broken, except for copied files: the caller checks [`Assembly::templates`] first.
    pub fn page(&self, page: &Page) -> Arc<Result<Rendered, Diagnostic>> {
        if let PageKind::File(path) = &page.kind {
            return Arc::new(Ok(Rendered::File(path.clone())));
        }
        let view = self.view(page, &self.reads(page));
        self.rendered(&view)
    }

    /// Renders every page that cannot be kept from the last build into `sink`, in parallel and in any order.
    ///
    /// Template errors are in the report; `Err` is a failure of the sink, such as a full disk.
    pub fn all(&self, sink: &dyn Sink, progress: &dyn Progress) -> Result<RenderReport, Error> {
        let Assembly { plan, texts, .. } = self.assembly;
        progress.stage(Stage::Render, plan.n_pages());
        let scales = self.assembly.weigher;
        let text_hashes: Vec<Hash> = texts.shown.iter().map(|brief| brief.hash).collect();
        let job = PageJob {
            renderer: *self,
            sink,
            freshness: self.cache.freshness(self.assembly.base(), &text_hashes),
        };
        let pages: Vec<&Page> = plan.pages().collect();
        let made = pages.par_iter().map(|page| {
            let mut made = None;
            progress.page(page, &mut || {
                let (page, outcome) = job.make(page);
                made = Some(page);
                outcome
            });
            progress.step();
            // A `Progress` that does not call `work` must not lose the page.
            made.unwrap_or_else(|| job.make(page).0)
        });
        // Collected in the order of the plan, whatever the order in which threads finish: records and diagnostics must
        // not depend on it.
        let made: Vec<RenderedPage> = made.collect::<Result<_, Error>>()?;
        let mut report = RenderReport::default();
        for (page, made) in pages.iter().zip(made) {
            report.records.push(match made {
                Ok(record) => {
                    let overweight = record
                        .overweight
                        .map(|weight| scales.overweight(&self.assembly.site, page, weight));
                    report.diagnostics.extend(overweight.flatten());
                    Some(record)
                }
                Err(diagnostic) => {
                    report.diagnostics.push(diagnostic);
                    None
                }
            });
        }
        self.finish(&mut report.diagnostics);
        self.cache.end_generation();
        Ok(report)
    }

    /// Renders the first 20 pages of each kind and discards their bytes, for a check without a build.
    pub fn sample(&self) -> Sample {
        let scales = self.assembly.weigher;
        let mut n_of_kinds: HashMap<Discriminant<PageKind>, usize> = HashMap::new();
        let mut sample = Sample {
            diagnostics: Vec::new(),
            n_skipped: 0,
        };
        for page in self.assembly.plan.pages() {
            let n_of_kind = n_of_kinds.entry(discriminant(&page.kind)).or_default();
            *n_of_kind += 1;
            if *n_of_kind > SAMPLES {
                sample.n_skipped += 1;
                continue;
            }
            match &*self.page(page) {
                Ok(Rendered::Bytes(bytes)) => {
                    let weight = scales.weigh(page, bytes);
                    let found = weight
                        .and_then(|weight| scales.overweight(&self.assembly.site, page, weight));
                    sample.diagnostics.extend(found);
                }
                Ok(Rendered::File(_)) => {}
                Err(diagnostic) => sample.diagnostics.push(diagnostic.clone()),
            }
        }
        self.finish(&mut sample.diagnostics);
        sample
    }

    /// Renders every page, discards the bytes, and returns the pages that fail, each with its error; `None` if
    /// `progress` cancels it.
    pub fn failing(&self, progress: &dyn Progress) -> Option<Vec<(Route, Diagnostic)>> {
        // Without the preview's cache: it would hold the bytes of the whole site for pages that nobody has opened.
        let cache = Cache::off();
        let renderer = Renderer::new(self.assembly, &cache);
        let mut found = Vec::new();
        for page in self.assembly.plan.pages() {
            if !progress.should_continue() {
                return None;
            }
            if let Err(diagnostic) = &*renderer.page(page) {
                let error = self.error(diagnostic);
                found.extend(error.map(|error| (page.route.clone(), error)));
            }
        }
        Some(found)
    }

    /// Returns the rendering error `found` with its severity and place; `None` if the site's settings suppress it.
    pub fn error(&self, found: &Diagnostic) -> Option<Diagnostic> {
        let mut found = vec![found.clone()];
        self.finish(&mut found);
        found.pop()
    }

    /// Applies severities, resolves places, and merges errors that many pages share: one mistake in a template fails on
    /// every page that uses it.
    fn finish(&self, found: &mut Vec<Diagnostic>) {
        severities::apply(found, &self.assembly.site, &self.assembly.texts);
        places::resolve(found, &self.assembly.tree);
        found.dedup_by(|a, b| a.place == b.place && a.code == b.code && a.message == b.message);
    }

    fn reads(&self, page: &Page) -> Vec<BriefId> {
        page::reads(&self.assembly.site, page)
    }

    fn view(&self, page: &Page, reads: &[BriefId]) -> View {
        let context = self.assembly.context(reads);
        if !matches!(page.kind, PageKind::Feed(_)) {
            return page::view(&context, page);
        }
        let entries: Vec<_> = reads.iter().map(|id| self.feed_entry(*id)).collect();
        let entries = &entries;
        page::view(&Context { entries, ..context }, page)
    }

    /// Returns a brief as an entry of feeds, written once for all of them.
    fn feed_entry(&self, id: BriefId) -> Arc<FeedEntry> {
        let text = self.assembly.texts.shown[id.0 as usize].hash;
        let key = || Hash::of(&(self.assembly.base(), id.0, text));
        // An entry may read its own text alone: the key has no other.
        let entry = || render::write_entry(&page::feed_entry(&self.assembly.context(&[id]), id));
        self.cache.feed_entries.get_or(key, entry)
    }

    /// Returns the hash of everything that the bytes of a page depend on: its view, all templates, and the values that
    /// all pages see.
    fn view_hash(&self, view: &View) -> Hash {
        Hash::of(&(self.assembly.keys.templates, view))
    }

    fn rendered(&self, view: &View) -> Arc<Result<Rendered, Diagnostic>> {
        let render = || {
            let Some(templates) = &self.assembly.templates else {
                panic!("nothing is rendered while a template is broken");
            };
            render::render(templates, view)
        };
        self.cache.rendered.get_or(|| self.view_hash(view), render)
    }
}

/// The record of a rendered page, or the template error.
type RenderedPage = Result<PageRecord, Diagnostic>;

/// One run of [`Renderer::all`]; shared by its threads.
struct PageJob<'a> {
    renderer: Renderer<'a>,
    sink: &'a dyn Sink,
    freshness: Freshness<'a>,
}

impl PageJob<'_> {
    /// Renders a page into the sink, unless that of the last build can be kept; the outcome is then `None`.
    ///
    /// There are two tests. If site, plan, templates and the page's texts are unchanged, the view is not even built.
    /// If something has changed, the view is built and its hash compared: where it is equal, nothing is rendered.
    fn make(&self, page: &Page) -> (Result<RenderedPage, Error>, Option<PageOutcome>) {
        if let PageKind::File(path) = &page.kind {
            return match self.renderer.assembly.tree.get(path.as_str()) {
                Some(file) => self.copy(page, file),
                // Planned from this very tree, so it is there; a missing one leaves an empty record, not a panic.
                None => (Ok(Ok(PageRecord::default())), None),
            };
        }
        let reads = self.renderer.reads(page);
        let last = self.freshness.record(page);
        let mut why = RebuildReason::New;
        if let Some((file, record)) = last {
            match self.freshness.reason(&reads) {
                None if self.sink.keep(&page.route, &file.written) => {
                    return (Ok(Ok(*record)), None);
                }
                // Fresh, but the sink refused: the file in the output was changed or deleted.
                None => why = RebuildReason::Output,
                Some(reason) => why = reason,
            }
        }
        let view = self.renderer.view(page, &reads);
        let hash = self.renderer.view_hash(&view);
        if let Some((file, record)) = last
            && record.view == Some(hash)
            && self.sink.keep(&page.route, &file.written)
        {
            return (Ok(Ok(*record)), None);
        }
        let template = view.template().map(str::to_owned);
        let made = match &*self.renderer.rendered(&view) {
            Ok(Rendered::Bytes(bytes)) => {
                let overweight = self.renderer.assembly.weigher.weigh(page, bytes);
                let record = PageRecord {
                    view: Some(hash),
                    overweight,
                };
                self.sink.put(&page.route, bytes).map(|()| Ok(record))
            }
            Ok(Rendered::File(_)) => Ok(Ok(PageRecord::default())),
            Err(diagnostic) => Ok(Err(diagnostic.clone())),
        };
        let changed = match why {
            RebuildReason::Text(id) => {
                let node = self.renderer.assembly.site.node(id);
                Some(node.meta.path.clone())
            }
            _ => None,
        };
        (
            made,
            Some(PageOutcome {
                why,
                changed,
                template,
            }),
        )
    }

    /// Copies a static file into the sink, unless that of the last build can be kept.
    fn copy(
        &self,
        page: &Page,
        file: &SourceFile,
    ) -> (Result<RenderedPage, Error>, Option<PageOutcome>) {
        let record = PageRecord {
            view: Some(file.hash),
            overweight: None,
        };
        let last = self.freshness.record(page);
        if let Some((written, last)) = last
            && *last == record
            && self.sink.keep(&page.route, &written.written)
        {
            return (Ok(Ok(record)), None);
        }
        // Large files are never in memory; the sink copies them from path to path.
        let copied = match &file.contents {
            Contents::OnDisk { path, .. } => self.sink.copy(&page.route, path),
            Contents::Bytes(_) | Contents::Dropped { .. } => {
                self.sink.put(&page.route, file.bytes())
            }
        };
        let why = last.map_or(RebuildReason::New, |_| RebuildReason::Output);
        let made = PageOutcome {
            why,
            changed: None,
            template: None,
        };
        (copied.map(|()| Ok(record)), Some(made))
    }
}
