//! `dateline build`: builds the site's folder into a folder of static files.
//!
//! Orders the steps of a build and decides which of them the cache makes unnecessary. The stages are in `pipeline`,
//! reading, staging and committing in `disk`.

use std::path::Path;
use std::process::ExitCode;

use crate::cache::{BriefShard, Cache, LastBuild, PageRecord, WrittenFile};
use crate::check::{self, Scope, URLS_LOCK, UrlLock};
use crate::cli::args::BuildArgs;
use crate::cli::color::Color;
use crate::cli::content;
use crate::cli::report::{Report, Timings, Volume};
use crate::cli::site;
use crate::clock::{self, Stopwatch};
use crate::diag::{self, Checked, Diagnostic, Limits};
use crate::disk::{
    self, CacheEntry, CacheFolder, Committed, FileStamps, InputFiles, InputSnapshot, OutputDir,
    Staging, UnmanagedPolicy,
};
use crate::error::Error;
use crate::hash::Hash;
use crate::pipeline::{self, Assembly, BuildInputs, Extent, Options, Renderer, Sink};
use crate::render::Templates;
use crate::site::Audience;
use crate::source::SourceTree;
use crate::url::Route;

/// Builds the site and reports the result.
pub(super) fn run(args: &BuildArgs, color: Color) -> ExitCode {
    let volume = match (args.verbose || args.timings, args.quiet) {
        (_, true) => Volume::Quiet,
        (true, _) => Volume::Verbose,
        _ => Volume::Usual,
    };
    let mut report = Report::new(volume).in_color(color);
    report.watch_route(args.why.clone());
    match build(args, &mut report) {
        Ok(code) => code,
        Err(error) => {
            report.failure(&error);
            ExitCode::from(2)
        }
    }
}

fn build(args: &BuildArgs, report: &mut Report) -> Result<ExitCode, Error> {
    let watch = Stopwatch::start();
    let root = args.site.root();
    let options = Options {
        now: clock::resolve(site::resolve(args.now.as_ref(), root)?)?,
        audience: if args.drafts {
            Audience::Editors
        } else {
            Audience::Readers
        },
        base: args.base_url.clone(),
        locked: url_lock(args)?,
        scope: if args.check { Scope::All } else { Scope::Build },
    };
    let default_output = root.join("public");
    let output = args.output.as_deref().unwrap_or(&default_output);
    let unmanaged = if args.force {
        UnmanagedPolicy::Keep
    } else {
        UnmanagedPolicy::Refuse
    };
    let target = disk::guard(root, output, unmanaged)?;
    // A killed build may have left a journal: it is completed before the output is compared with the cache.
    disk::recover(&target, &|| report.waiting(output))?;
    let cache = CacheFolder::of(root, &target)?;
    let job = Job {
        args,
        options,
        target,
        cache,
        output,
        watch,
    };
    pipeline::with_jobs(args.jobs.map(usize::from), || job.run(report))
}

/// One build and its inputs.
struct Job<'a> {
    args: &'a BuildArgs,
    options: Options,
    target: OutputDir,
    cache: CacheFolder,
    output: &'a Path,
    watch: Stopwatch,
}

/// The result of building a source tree.
struct BuildResult {
    assembly: Assembly,
    /// Every problem found, sorted by place.
    found: Vec<Diagnostic>,
    /// Whether the parsed briefs could be saved for the next build.
    briefs_saved: Result<(), Error>,
    /// `None` if an error stopped the build: nothing was committed.
    output: Option<BuildOutput>,
}

/// The committed output of a build.
struct BuildOutput {
    committed: Committed,
    /// The new hash of `urls.lock`, if this build wrote it.
    lock: Option<Hash>,
    /// The inputs of each page, by position in the plan; `None` for pages without a record.
    pages: Vec<Option<PageRecord>>,
}

impl Job<'_> {
    fn run(&self, report: &mut Report) -> Result<ExitCode, Error> {
        let root = self.args.site.root();
        let (stamps, last) = self.load_cache(report);
        let files = disk::list(root)?;
        files.clear_drafts();
        // First shortcut: unchanged stamps mean that no input file has to be opened at all.
        if let Some(last) = self.unchanged(&files, stamps.as_ref(), last.as_ref()) {
            report.timing("read", &self.watch);
            report.count("read", 0, "file", "files");
            self.report_unchanged(last, report);
            return Ok(ExitCode::SUCCESS);
        }
        let InputSnapshot { tree, stamps } = files.read();
        let Checked {
            value: tree,
            diagnostics: mut unread,
        } = tree;
        // A build that neither enforces nor writes `urls.lock` must not fail because the file is unreadable.
        if self.options.locked == UrlLock::Off {
            unread.retain(|found| found.place.path.as_str() != URLS_LOCK);
        }
        content::require(root, &tree, &unread, report)?;
        report.timing("read", &self.watch);
        report.count("read", tree.files().len(), "file", "files");
        let lock = tree.get(URLS_LOCK).map(|file| file.hash);
        let hashes = tree.files().iter().map(|file| (&file.path, file.hash));
        let files = pipeline::hash_of_files(hashes);
        let inputs = self.inputs(files, &unread).hash(lock);
        // Second shortcut: files were touched or cloned, but their bytes are the same. Only the stamps are renewed.
        if let Some(last) = self.last_if_current(last.as_ref(), inputs) {
            let saved = self.save_cache(&stamps, None);
            report_unsaved(saved, report);
            self.report_unchanged(last, report);
            return Ok(ExitCode::SUCCESS);
        }
        let cache = Cache::after(last, self.load_briefs());
        let built = self.build(tree, &unread, &cache, report)?;
        let BuildResult {
            assembly,
            found,
            briefs_saved,
            output: Some(output),
        } = built
        else {
            self.report_found(&built.found, &built.assembly.tree, &cache, report);
            return Ok(ExitCode::from(1));
        };
        report.begin_remember();
        // The lock file is an input of the next build: one that was just written counts with its new hash, or the next
        // build would not recognise its own output.
        let last = LastBuild {
            inputs: self.inputs(files, &unread).hash(output.lock.or(lock)),
            ..pipeline::last_build(&assembly, &found, output.pages, output.committed.files)
        };
        let saved = briefs_saved.and_then(|()| self.save_cache(&stamps, Some(&last)));
        report_unsaved(saved, report);
        self.count(&assembly, output.committed.n_written, report);
        self.report_found(&found, &assembly.tree, &cache, report);
        let interpreted = assembly.templates.as_ref().map(Templates::interpreted);
        report.pages(match interpreted.filter(|_| self.args.timings) {
            Some(interpreted) => Timings::Wanted(interpreted),
            None => Timings::Unwanted,
        });
        report.summary(&last.summary, self.output, &self.watch);
        // The process ends here, which frees all memory at once: dropping a large site value by value takes longer.
        std::mem::forget((assembly, cache));
        Ok(ExitCode::SUCCESS)
    }

    /// Builds `tree` into the output; errors, before or during rendering, leave the output untouched.
    fn build(
        &self,
        tree: SourceTree,
        unread: &[Diagnostic],
        cache: &Cache,
        report: &mut Report,
    ) -> Result<BuildResult, Error> {
        let mut assembly = pipeline::assemble(&tree, &self.options, cache, report);
        // The assembly has its own handle on the files; this one would keep dropped texts alive while pages render.
        drop(tree);
        // Also for a site with errors: the build after they are fixed need not parse the other briefs.
        let briefs_saved = self.save_briefs(cache);
        let found = pipeline::check(&assembly, Extent::Everything, cache, report);
        let mut found = found.unwrap_or_default();
        found.extend(unread.iter().cloned());
        let mut output = None;
        if !diag::has_errors(&found) {
            // Bounds memory: from here on pages are made from parsed values, and only diagnostics need source text.
            assembly.drop_texts_except(&found);
            let staging = Staging::begin(&self.target, &|| report.waiting(self.output))?;
            let outcome = Renderer::new(&assembly, cache).all(&StagingSink(&staging), report)?;
            found.extend(outcome.diagnostics);
            if !diag::has_errors(&found) {
                let (committed, lock) = self.commit(staging, &assembly, report)?;
                output = Some(BuildOutput {
                    committed,
                    lock,
                    pages: outcome.records,
                });
            }
        }
        diag::sort(&mut found);
        Ok(BuildResult {
            assembly,
            found,
            briefs_saved,
            output,
        })
    }

    /// Commits the staged files over the last output and updates `urls.lock`; returns its hash if it changed.
    fn commit(
        &self,
        staging: Staging,
        assembly: &Assembly,
        report: &mut Report,
    ) -> Result<(Committed, Option<Hash>), Error> {
        report.begin_commit();
        let committed = staging.commit()?;
        // Only after the commit: if that fails, `urls.lock` still lists the addresses of the published site.
        let Assembly {
            site, plan, tree, ..
        } = assembly;
        let lock = check::urls::update(site, plan, tree, self.options.locked);
        if let Some(text) = &lock {
            disk::write_urls_lock(self.args.site.root(), text)?;
        }
        Ok((committed, lock.map(|text| Hash::of_bytes(text.as_bytes()))))
    }

    /// Loads the stamps of the input files and the record of this output's last build, each `None` if unusable.
    ///
    /// Reports a cache that is damaged or of another version, but not one that is merely missing.
    fn load_cache(&self, report: &mut Report) -> (Option<FileStamps>, Option<LastBuild>) {
        let stamps = self.cache.get(CacheEntry::Stamps);
        let last = self.cache.get(CacheEntry::LastBuild);
        let unusable = [stamps.as_ref().err(), last.as_ref().err()];
        let notice = unusable
            .into_iter()
            .flatten()
            .find_map(|unusable| unusable.notice());
        notice.into_iter().for_each(|notice| report.notice(notice));
        let stamps = stamps.ok().and_then(|bytes| FileStamps::decode(&bytes));
        let last = last.ok().and_then(|bytes| LastBuild::decode(&bytes));
        (stamps, last)
    }

    /// Returns the last build if the stamps of all `files` show that nothing has changed since.
    fn unchanged<'a>(
        &self,
        files: &InputFiles,
        stamps: Option<&FileStamps>,
        last: Option<&'a LastBuild>,
    ) -> Option<&'a LastBuild> {
        let hashes = files.unchanged(stamps?)?;
        // Nothing is read here, so nothing can be unreadable; a last build that had unreadable files never matches.
        let lock = hashes.iter().find(|(path, _)| path.as_str() == URLS_LOCK);
        let lock = lock.map(|(_, hash)| *hash);
        let files = pipeline::hash_of_files(hashes.iter().map(|(path, hash)| (path, *hash)));
        self.last_if_current(last, self.inputs(files, &[]).hash(lock))
    }

    fn inputs<'a>(&'a self, files: Hash, unread: &'a [Diagnostic]) -> BuildInputs<'a> {
        BuildInputs {
            files,
            unread,
            options: &self.options,
            output: self.output,
        }
    }

    /// Returns the last build if it had the same `inputs`, is still valid at this time, and its output is untouched.
    fn last_if_current<'a>(
        &self,
        last: Option<&'a LastBuild>,
        inputs: Hash,
    ) -> Option<&'a LastBuild> {
        let BuildArgs {
            all,
            timings,
            accept_url_loss,
            ..
        } = self.args;
        // These options ask for something that only a real run can report or do.
        if self.args.why.is_some() || *all || *timings || *accept_url_loss {
            return None;
        }
        let is_same = |last: &&LastBuild| {
            last.is_same(inputs, self.options.now) && disk::is_as_left(&self.target, &last.files)
        };
        last.filter(is_same)
    }

    /// Loads the parsed briefs of the last build of this site. Those that cannot be used are parsed again.
    fn load_briefs(&self) -> Vec<BriefShard> {
        pipeline::load_briefs(|shard| self.cache.get(CacheEntry::Briefs(shard)).ok())
    }

    /// Saves the parsed briefs for the next build.
    fn save_briefs(&self, cache: &Cache) -> Result<(), Error> {
        let put = |shard, bytes: &[u8]| self.cache.put(CacheEntry::Briefs(shard), bytes);
        pipeline::save_briefs(cache, put)
    }

    /// Saves `stamps` and the record of this build for the next one.
    fn save_cache(&self, stamps: &FileStamps, last: Option<&LastBuild>) -> Result<(), Error> {
        if let Some(last) = last {
            self.cache.put(CacheEntry::LastBuild, &last.encode())?;
        }
        self.cache.put(CacheEntry::Stamps, &stamps.encode())
    }

    /// Reports problems; those that the last build already reported are only counted, unless `--all` is given.
    fn report_found(
        &self,
        found: &[Diagnostic],
        tree: &SourceTree,
        cache: &Cache,
        report: &mut Report,
    ) {
        let limits = match (self.args.quiet, self.args.all) {
            (true, _) => Limits::QUIET,
            (false, true) => Limits::NONE,
            (false, false) => Limits::BUILD,
        };
        let last = cache.last().filter(|_| !self.args.all);
        report.found(found, last, (limits, tree));
    }

    fn count(&self, assembly: &Assembly, n_written: usize, report: &mut Report) {
        let n_files = assembly.tree.under("content/").len();
        report.count("parse", n_files, "file", "files");
        report.count("link", assembly.site.briefs.len(), "brief", "briefs");
        report.count("plan", assembly.plan.n_pages(), "page", "pages");
        report.count("commit", n_written, "file", "files");
    }

    /// Reports a build that had nothing to do, with the figures of the last one.
    fn report_unchanged(&self, last: &LastBuild, report: &mut Report) {
        report.as_before(last.counts);
        report.nothing_changed(last.files.len());
        report.pages(Timings::Unwanted);
        report.summary(&last.summary, self.output, &self.watch);
    }
}

/// Reports that the cache could not be saved. It is only a notice: the site is built, and the next build merely takes
/// longer.
fn report_unsaved(saved: Result<(), Error>, report: &mut Report) {
    if let Err(error) = saved {
        report.notice(&format!("{error}: the next build rebuilds everything"));
    }
}

/// Returns how `urls.lock` is treated.
///
/// The file records the addresses of the published site. A build elsewhere, for another time or another address may
/// have other pages, so it neither enforces nor changes the file.
fn url_lock(args: &BuildArgs) -> Result<UrlLock, Error> {
    let is_usual =
        args.output.is_none() && args.base_url.is_none() && args.now.is_none() && clock::is_asked();
    match (is_usual, args.accept_url_loss) {
        (true, true) => Ok(UrlLock::Prune),
        (true, false) => Ok(UrlLock::Enforce),
        (false, false) => Ok(UrlLock::Off),
        (false, true) => {
            let message = "with SOURCE_DATE_EPOCH set, `urls.lock` is not written";
            Err(Error::usage(
                message,
                "unset it, or leave out --accept-url-loss",
            ))
        }
    }
}

/// Adapter that lets the renderer write into the staging area.
struct StagingSink<'a>(&'a Staging);

impl Sink for StagingSink<'_> {
    fn put(&self, route: &Route, bytes: &[u8]) -> Result<(), Error> {
        self.0.write(&route.output_path(), bytes)
    }

    fn copy(&self, route: &Route, from: &Path) -> Result<(), Error> {
        self.0.copy(&route.output_path(), from)
    }

    fn keep(&self, route: &Route, written: &WrittenFile) -> bool {
        self.0.keep(&route.output_path(), written)
    }
}
