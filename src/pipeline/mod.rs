//! The line in one screen: source tree → briefs → site → pages → outputs.
//! The only user of threads and the owner of the memos; no stage knows of either.

mod causes;
mod dot_files;
mod linking;
mod memory;
mod memos;
mod parsing;
mod places;
mod progress;
mod run;
mod samples;
mod severities;
mod stages;
mod survey;
mod threads;
mod traces;
mod unknown;
mod weight;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

pub use linking::Planned;
pub use memory::{Briefs, OfBriefs, Recalled, of_pages};
pub use memos::Memos;
pub use progress::{Made, Progress, Stage};
pub use run::{Run, Summary, Withheld, hash_of_files, inputs};
pub use survey::{Survey, survey};
pub use threads::{in_background, with_jobs};
pub use traces::{Output, Trace, Traced, Traces, Why, Written};
pub use unknown::{has_content, unread};

use crate::check::claims::Claim;
use crate::check::{self, Lexicon, Locked, Scope, Subject};
use crate::config;
use crate::diag::{self, Checked, Diagnostic, Place, Severity, catalog};
use crate::error::Error;
use crate::hash::Hash;
use crate::page::View;
use crate::page::{self, Context, Page, PageKind, Plan, Shelf};
use crate::pipeline::parsing::Rows;
use crate::render::{self, Engine, Rendered, Shared, Templates};
use crate::site::{BriefId, Show, Site};
use crate::source::{Contents, SourceFile, SourcePath, SourceTree};
use crate::text;
use crate::theme;
use crate::time::Holds;
use crate::url::{Base, Route};
use crate::words::{self, Words};

/// What a run is told besides its input files.
#[derive(Clone, Debug)]
pub struct Options {
    /// The moment the site is built for.
    pub now: Timestamp,
    /// Which briefs are shown.
    pub show: Show,
    /// Where the site will stand, if not where `site.yaml` says.
    pub base: Option<Base>,
    /// What becomes of the addresses on `urls.lock`.
    pub locked: Locked,
    /// Which rules are asked.
    pub scope: Scope,
}

/// Where outputs go.
pub trait Sink: Sync {
    /// Takes `bytes` as the output at `route`.
    fn put(&self, route: &Route, bytes: &[u8]) -> Result<(), Error>;
    /// Takes the file at `from` as the output at `route`.
    fn copy(&self, route: &Route, from: &Path) -> Result<(), Error>;
    /// Leaves the output at `route` as an earlier run has `written` it, if it still is so. Returns whether it is.
    fn keep(&self, _route: &Route, _written: &Written) -> bool {
        false
    }
}

/// A site that is ready to be rendered, page by page.
#[derive(Debug)]
pub struct Prepared {
    /// The linked model.
    pub site: Site,
    /// What exists.
    pub plan: Plan,
    /// What the interface says.
    pub words: Arc<Checked<Words>>,
    /// The input files with the theme's behind them.
    pub tree: SourceTree,
    /// What is wrong so far, by place; empty if it was only assembled.
    pub diagnostics: Vec<Diagnostic>,
    /// What was found on the way here, as it was found.
    found: Vec<Diagnostic>,
    /// Content files with a mistake in them, which are not shown.
    broken: Vec<SourcePath>,
    /// What content files have become.
    parsed: Arc<Rows>,
    locked: Locked,
    /// Which rules are asked.
    pub scope: Scope,
    /// What many pages show.
    shelf: Shelf,
    templates: Option<Templates>,
    hashes: Hashes,
    /// Between which moments the skeleton and the plan hold.
    holds: Holds,
}

/// Hashes of what many things are made from.
#[derive(Clone, Copy, Debug)]
struct Hashes {
    skeleton: Hash,
    plan: Hash,
    /// All templates, and what all pages see in them.
    templates: Hash,
}

/// Reads, links, plans and checks `tree`: everything but the rendering.
pub fn prepare(
    tree: &SourceTree,
    options: &Options,
    memos: &Memos,
    progress: &dyn Progress,
) -> Prepared {
    let mut prepared = assemble(tree, options, memos, progress);
    prepared.diagnostics = prepared.check(memos, progress).unwrap_or_default();
    prepared
}

/// Reads, links and plans `tree`: what must be there to render a page, and not more. No rule is asked.
pub fn assemble(
    tree: &SourceTree,
    options: &Options,
    memos: &Memos,
    progress: &dyn Progress,
) -> Prepared {
    let mut found = Vec::new();
    let tree = theme::complete(tree);
    let mut config = config::parse(&tree).take(&mut found);
    if let Some(base) = &options.base {
        config.base = base.clone();
    }
    if config.base.host().is_none() {
        found.push(catalog::files::url_missing(Place::file(&config.path)));
    }
    let tree = dot_files::leave_out(tree, &config, &mut found);
    progress.stage(Stage::Parse, 0);
    let config = Arc::new(config);
    let parsed = parsing::parse(&tree, &config, memos, &mut found);
    let broken = parsed.broken.iter().map(|(path, _)| path.clone()).collect();
    progress.stage(Stage::Link, 0);
    let linked = linking::link(&parsed, &config, options, memos);
    found.extend(linked.value.diagnostics.iter().cloned());
    progress.stage(Stage::Plan, 0);
    let planned = linking::plan(&linked, &tree, options, memos);
    found.extend(planned.diagnostics.iter().cloned());
    let plan =
        Plan::new(Arc::clone(&planned.layout), &tree, &linked.value.skeleton).take(&mut found);
    let site = linked
        .value
        .site(&parsed.briefs, parsed.faulty, options.now);
    let languages: Vec<&str> = site
        .branches
        .iter()
        .map(|branch| branch.language.as_str())
        .collect();
    let of_templates = Hash::of(&template_hashes(&tree));
    let key = || Hash::of(&(of_templates, &languages, &site.config.path));
    let (words, engine) = rayon::join(
        || memos.words.get_or(key, || words::read(&tree, &languages)),
        || {
            memos
                .compiled
                .get_or(|| of_templates, || Engine::compile(&tree))
        },
    );
    found.extend(words.diagnostics.iter().chain(&engine.diagnostics).cloned());
    let shelf = Shelf::new(&site);
    let context = Context {
        site: &site,
        plan: &plan,
        words: &words.value,
        shelf: &shelf,
    };
    let shared = shared(&context);
    let templates = |engine: &Engine| Templates::new(engine, &shared, &words.value);
    Prepared {
        holds: linked.value.holds.and(planned.holds),
        hashes: Hashes {
            skeleton: linked.hash,
            plan: Hash::of(&(planned.hash, plan.stylesheets().collect::<Vec<_>>())),
            templates: Hash::of(&(Hash::of(&shared), of_templates)),
        },
        templates: engine.value.as_ref().map(templates),
        diagnostics: Vec::new(),
        locked: options.locked,
        scope: options.scope.on(&site.config),
        site,
        plan,
        words,
        shelf,
        tree,
        found,
        broken,
        parsed: parsed.rows,
    }
}

/// What the pages of each language share.
fn shared(context: &Context) -> Vec<Shared> {
    let of_branch = |branch| Shared {
        language: context.site.branch(branch).language.clone(),
        site: page::site_view(context, branch),
        lists: page::lists_view(context, branch),
    };
    context.site.branch_ids().map(of_branch).collect()
}

fn template_hashes(tree: &SourceTree) -> Vec<(&str, Hash)> {
    tree.under("templates/")
        .iter()
        .map(|file| (file.path.as_str(), file.hash))
        .collect()
}

impl Prepared {
    /// Asks every rule, and returns all that is wrong, by place; `None` if `progress` stops it.
    pub fn check(&self, memos: &Memos, progress: &dyn Progress) -> Option<Vec<Diagnostic>> {
        let mut found = self.ask(memos, progress)?;
        places::rehome(&mut found, &self.tree, &self.site.config);
        places::resolve(&mut found, &self.tree);
        Some(found)
    }

    /// Asks every rule. Where in its file a thing is wrong may still be a field.
    fn ask(&self, memos: &Memos, progress: &dyn Progress) -> Option<Vec<Diagnostic>> {
        progress.stage(Stage::Check, 0);
        let mut found = self.found.clone();
        let lexicon = self.lexicon();
        let subject = self.subject(lexicon.as_ref());
        found.extend(stages::check(self, lexicon.as_ref(), memos, progress)?);
        found.extend(stages::look_at_files(self, memos));
        if self.broken.is_empty() {
            // The address of a file that cannot be read is not known, so it would seem lost.
            check::urls::check(&subject, self.locked, &mut found);
        }
        severities::settle(&mut found, &self.site, self.scope);
        causes::merge(&mut found);
        Some(found)
    }

    /// Returns the names that rules about prose look for; `None` if none of those is asked.
    fn lexicon(&self) -> Option<Lexicon> {
        let reads_prose = self.scope == Scope::All || !self.tree.under("clips/").is_empty();
        reads_prose.then(|| Lexicon::new(&self.site))
    }

    fn subject<'a>(&'a self, lexicon: Option<&'a Lexicon>) -> Subject<'a> {
        Subject {
            site: &self.site,
            plan: &self.plan,
            tree: &self.tree,
            lexicon,
        }
    }

    /// Asks the rules about the briefs in these files only; `None` if `progress` stops it.
    pub fn check_files(
        &self,
        paths: &[SourcePath],
        progress: &dyn Progress,
    ) -> Option<Vec<Diagnostic>> {
        let is_among = |id: &BriefId| paths.contains(&self.site.placed(*id).head.path);
        let ids: Vec<BriefId> = self.site.brief_ids().filter(is_among).collect();
        if ids.is_empty() {
            return Some(Vec::new());
        }
        let lexicon = Lexicon::new(&self.site);
        let subject = self.subject(Some(&lexicon));
        let is_here = |found: &&Diagnostic| paths.contains(&found.place.path);
        let mut found: Vec<Diagnostic> = self.found.iter().filter(is_here).cloned().collect();
        for id in ids {
            found.extend(
                progress
                    .goes_on()
                    .then(|| check::brief(&subject, id, self.scope))?,
            );
        }
        self.settle(&mut found);
        Some(found)
    }

    /// Returns the errors that are known before any rule is asked, by place: what cannot be read, linked or compiled.
    pub fn errors_so_far(&self) -> Vec<Diagnostic> {
        // A site may call errors what usually are none.
        let is_usual = self.site.config.check.are_usual();
        let may_be = |found: &&Diagnostic| !is_usual || found.severity == Severity::Error;
        let mut found: Vec<Diagnostic> = self.found.iter().filter(may_be).cloned().collect();
        self.settle(&mut found);
        found.retain(|found| found.severity == Severity::Error);
        found
    }

    /// Gives what was found the severities of the site and of its files, and finds its places.
    fn settle(&self, found: &mut Vec<Diagnostic>) {
        severities::apply(found, &self.site);
        places::rehome(found, &self.tree, &self.site.config);
        places::resolve(found, &self.tree);
    }

    /// Returns the files that a mistake in them keeps from being shown: content, templates, `site.yaml`.
    pub fn hidden_by_mistakes(&self) -> BTreeSet<SourcePath> {
        let errors = self
            .found
            .iter()
            .filter(|found| found.severity == Severity::Error);
        let hiding = errors.map(|found| &found.place.path).filter(|path| {
            let is_template = self.templates.is_none() && path.as_str().starts_with("templates/");
            is_template || path.is_config()
        });
        self.broken.iter().chain(hiding).cloned().collect()
    }

    /// Returns how many content files cannot be read, so that nothing but that is known of them.
    pub fn n_unread(&self) -> usize {
        self.parsed
            .items()
            .filter(|item| item.content.is_none())
            .count()
    }

    /// Returns whether pages can be rendered: every template compiles.
    pub fn can_render(&self) -> bool {
        self.templates.is_some()
    }

    /// Renders one page of the plan.
    pub fn render(&self, page: &Page, memos: &Memos) -> Arc<Result<Rendered, Diagnostic>> {
        if let PageKind::File(path) = &page.kind {
            return Arc::new(Ok(Rendered::File(path.clone())));
        }
        let view = self.view(page, &self.site);
        memos
            .rendered
            .get_or(|| self.view_hash(&view), || self.render_view(&view))
    }

    fn view(&self, page: &Page, reader: &Site) -> View {
        let Prepared {
            plan, words, shelf, ..
        } = self;
        page::view(
            &Context {
                site: reader,
                plan,
                words: &words.value,
                shelf,
            },
            page,
        )
    }

    /// What a page looks like depends on all templates and on what all pages see.
    fn view_hash(&self, view: &View) -> Hash {
        Hash::of(&(self.hashes.templates, view))
    }

    fn render_view(&self, view: &View) -> Result<Rendered, Diagnostic> {
        let Some(templates) = &self.templates else {
            panic!("nothing is rendered while a template is broken");
        };
        render::render(templates, view)
    }

    /// Returns whether anything is wrong that stops the build.
    pub fn has_errors(&self) -> bool {
        diag::has_errors(&self.diagnostics)
    }

    /// Hands the output of one page to `sink`.
    pub fn send(&self, page: &Page, rendered: &Rendered, sink: &dyn Sink) -> Result<(), Error> {
        match rendered {
            Rendered::Bytes(bytes) => sink.put(&page.route, bytes),
            Rendered::File(path) => match self.tree.get(path.as_str()) {
                Some(SourceFile {
                    contents: Contents::OnDisk { path, .. },
                    ..
                }) => sink.copy(&page.route, path),
                Some(file) => sink.put(&page.route, file.bytes()),
                None => Ok(()),
            },
        }
    }

    /// Renders every page and hands it to `sink`, in any order.
    ///
    /// Returns what is wrong with the templates, and which pages are too heavy. An error is the sink's: the disk
    /// is full, and the like.
    pub fn render_all(
        &self,
        memos: &Memos,
        sink: &dyn Sink,
        progress: &dyn Progress,
    ) -> Result<Vec<Diagnostic>, Error> {
        progress.stage(Stage::Render, self.plan.n_pages());
        let found = self.tidy(stages::render_all(self, memos, sink, progress)?);
        memos.turn();
        Ok(found)
    }

    /// Lets go of the texts of content files. Pages are made of what they were parsed to.
    pub fn release_texts(&mut self) {
        self.tree = self.tree.released();
    }

    /// Returns whether everything has the place that it has in `other`, whatever the texts say.
    pub fn is_placed_as(&self, other: &Prepared) -> bool {
        self.hashes.skeleton == other.hashes.skeleton
    }

    /// Returns whether there are briefs that readers do not see yet.
    pub fn has_hidden(&self) -> bool {
        self.site.has_hidden()
    }

    /// Returns whether the file at `path` is a brief that readers do not see yet.
    pub fn is_hidden(&self, path: &SourcePath) -> bool {
        self.site.is_hidden(path)
    }

    /// Returns what became of the claims of the brief with this slug or path, if there is one.
    pub fn claims(&self, brief: &str) -> Option<Vec<Claim>> {
        let brief = &*text::composed(brief);
        let path = brief.trim_start_matches("./");
        let at_path = |id: &BriefId| self.site.placed(*id).head.path.as_str() == path;
        let id = self
            .site
            .brief_called(brief)
            .or_else(|| self.site.brief_ids().find(at_path))?;
        let lexicon = Lexicon::new(&self.site);
        let subject = self.subject(Some(&lexicon));
        Some(check::claims::report(&subject, id))
    }

    /// Returns `found`, for which a page could not be rendered, as it is said; `None` if the site does not want to know.
    pub fn page_error(&self, found: &Diagnostic) -> Option<Diagnostic> {
        self.tidy(vec![found.clone()]).pop()
    }

    /// Finds the places of what rendering has found, and says once what fails on many pages.
    fn tidy(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        severities::apply(&mut found, &self.site);
        places::resolve(&mut found, &self.tree);
        found.dedup_by(|a, b| a.place == b.place && a.code == b.code && a.message == b.message);
        found
    }

    /// Returns how many briefs readers see.
    pub fn n_briefs(&self) -> usize {
        self.site
            .branches
            .iter()
            .map(|branch| branch.all.listed.len())
            .sum()
    }
}
