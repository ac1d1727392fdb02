//! Makes pages of what was assembled: one, some, or all of them into a sink.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::cache::{Cache, Freshness, PageRecord, RebuildReason};
use crate::diag::Diagnostic;
use crate::error::Error;
use crate::hash::Hash;
use crate::page::{self, Page, PageKind, View};
use crate::pipeline::{Assembly, Progress, Sink, Stage, places, severities};
use crate::render::{self, Rendered};
use crate::site::BriefId;
use crate::source::{Contents, SourceFile, SourcePath};
use crate::url::Route;

/// Pages of each kind that are rendered to find mistakes in templates without building the site.
const SAMPLES: usize = 20;

/// Makes pages of one site.
#[derive(Clone, Copy, Debug)]
pub struct Renderer<'a> {
    assembly: &'a Assembly,
    cache: &'a Cache,
}

/// How a page was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PageOutcome {
    /// Why it was.
    pub why: RebuildReason,
    /// The file that has changed, if one text is why.
    pub changed: Option<SourcePath>,
    /// The template that has rendered it, if one has.
    pub template: Option<String>,
}

/// What became of all pages.
#[derive(Debug, Default)]
pub struct RenderReport {
    /// What each is made from, by position in the plan; `None` for those that could not be made.
    pub records: Vec<Option<PageRecord>>,
    /// What is wrong with the templates, and which pages are too heavy.
    pub diagnostics: Vec<Diagnostic>,
}

/// What is wrong with some pages of each kind.
#[derive(Debug)]
pub struct Sample {
    /// What is wrong with the templates, and which pages are too heavy.
    pub diagnostics: Vec<Diagnostic>,
    /// Pages that were not looked at.
    pub n_skipped: usize,
}

impl<'a> Renderer<'a> {
    /// A renderer of the pages of `assembly`.
    pub fn new(assembly: &'a Assembly, cache: &'a Cache) -> Self {
        Renderer { assembly, cache }
    }

    /// Renders one page of the plan.
    pub fn page(&self, page: &Page) -> Arc<Result<Rendered, Diagnostic>> {
        if let PageKind::File(path) = &page.kind {
            return Arc::new(Ok(Rendered::File(path.clone())));
        }
        let view = self.view(page, &self.reads(page));
        self.rendered(&view)
    }

    /// Renders every page that is not there already and hands it to `sink`, in any order.
    ///
    /// An error is the sink's: the disk is full, and the like.
    pub fn all(&self, sink: &dyn Sink, progress: &dyn Progress) -> Result<RenderReport, Error> {
        let Assembly { plan, texts, .. } = self.assembly;
        progress.stage(Stage::Render, plan.n_pages());
        let scales = self.assembly.scales;
        let text_hashes: Vec<Hash> = texts.shown.iter().map(|brief| brief.hash).collect();
        let making = PageJob {
            renderer: *self,
            sink,
            freshness: self.cache.freshness(self.assembly.base(), &text_hashes),
        };
        let pages: Vec<&Page> = plan.pages().collect();
        let made = pages.par_iter().map(|page| {
            let mut made = None;
            progress.page(page, &mut || {
                let (page, how) = making.make(page);
                made = Some(page);
                how
            });
            progress.step();
            made.unwrap_or_else(|| making.make(page).0)
        });
        let made: Vec<RenderedPage> = made.collect::<Result<_, Error>>()?;
        let mut outcome = RenderReport::default();
        for (page, made) in pages.iter().zip(made) {
            outcome.records.push(match made {
                Ok(record) => {
                    let overweight = record
                        .overweight
                        .map(|weight| scales.overweight(&self.assembly.site, page, weight));
                    outcome.diagnostics.extend(overweight.flatten());
                    Some(record)
                }
                Err(diagnostic) => {
                    outcome.diagnostics.push(diagnostic);
                    None
                }
            });
        }
        self.finish(&mut outcome.diagnostics);
        self.cache.end_generation();
        Ok(outcome)
    }

    /// Renders some pages of each kind, and keeps none.
    pub fn sample(&self) -> Sample {
        let scales = self.assembly.scales;
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

    /// Renders every page, keeps none, and returns those that cannot be rendered, each with the reason; `None` if
    /// `progress` stops it.
    pub fn failing(&self, progress: &dyn Progress) -> Option<Vec<(Route, Diagnostic)>> {
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

    /// Returns `found`, for which a page could not be rendered, as it is reported; `None` if the site does not want to
    /// know.
    pub fn error(&self, found: &Diagnostic) -> Option<Diagnostic> {
        let mut found = vec![found.clone()];
        self.finish(&mut found);
        found.pop()
    }

    /// Finds the places of what rendering has found, and says once what fails on many pages.
    fn finish(&self, found: &mut Vec<Diagnostic>) {
        severities::apply(found, &self.assembly.site, &self.assembly.texts);
        places::resolve(found, &self.assembly.tree);
        found.dedup_by(|a, b| a.place == b.place && a.code == b.code && a.message == b.message);
    }

    fn reads(&self, page: &Page) -> Vec<BriefId> {
        page::reads(&self.assembly.site, page)
    }

    fn view(&self, page: &Page, reads: &[BriefId]) -> View {
        page::view(&self.assembly.context(reads), page)
    }

    /// What a page looks like depends on all templates and on what all pages see.
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

/// What a page was made from, or the template's mistake.
type RenderedPage = Result<PageRecord, Diagnostic>;

/// Pages on their way to the sink.
struct PageJob<'a> {
    renderer: Renderer<'a>,
    sink: &'a dyn Sink,
    freshness: Freshness<'a>,
}

impl PageJob<'_> {
    /// Makes a page, unless it is there already. Returns how, if so.
    fn make(&self, page: &Page) -> (Result<RenderedPage, Error>, Option<PageOutcome>) {
        if let PageKind::File(path) = &page.kind {
            return match self.renderer.assembly.tree.get(path.as_str()) {
                Some(file) => self.copy(page, file),
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
                let overweight = self.renderer.assembly.scales.weigh(page, bytes);
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
