//! `dateline build`: the site's folder becomes a folder that any web server can serve.

use std::path::Path;
use std::process::ExitCode;

use crate::check::{self, Locked, Scope, URLS_LOCK};
use crate::cli::args::BuildArgs;
use crate::cli::color::Color;
use crate::cli::content;
use crate::cli::report::{Report, Timings, Volume};
use crate::cli::site;
use crate::clock::{self, Stopwatch};
use crate::diag::{self, Limits};
use crate::disk::{self, Foreign, MemoryFolder, OutputDir, Remembered, Remembering, Staging};
use crate::error::Error;
use crate::hash::Hash;
use crate::pipeline::{self, OfBriefs, Options, Prepared, Run, Sink, Written};
use crate::site::Show;
use crate::source::{SourceFile, SourceTree};
use crate::url::Route;

/// Builds the site and reports on it.
pub fn run(args: &BuildArgs, color: Color) -> ExitCode {
    let volume = match (args.verbose || args.timings, args.quiet) {
        (_, true) => Volume::Quiet,
        (true, _) => Volume::Verbose,
        _ => Volume::Usual,
    };
    let mut report = Report::new(volume).in_color(color);
    report.ask(args.explain.clone());
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
        show: if args.drafts {
            Show::Everything
        } else {
            Show::Public
        },
        base: args.base_url.clone(),
        locked: locked(args)?,
        scope: if args.check { Scope::All } else { Scope::Build },
    };
    let usual = root.join("public");
    let output = args.output.as_deref().unwrap_or(&usual);
    let foreign = if args.force {
        Foreign::Keep
    } else {
        Foreign::Refuse
    };
    let target = disk::guard(root, output, foreign)?;
    disk::recover(&target, &|| report.waiting(output))?;
    let memory = MemoryFolder::of(root, &target)?;
    let job = Job {
        args,
        options,
        target,
        memory,
        output,
        watch,
    };
    pipeline::with_jobs(args.jobs.map(usize::from), || {
        let remembered = disk::read_remembered(root, &job.memory)?;
        match job.run(remembered, report)? {
            Some(code) => Ok(code),
            // A file has changed under our hands: what we hold is of two states of the site. Once more, and now
            // every file is read before anything is made of it.
            None => job.run(disk::read_afresh(root)?, report)?.ok_or_else(|| {
                let message = "files keep changing while the site is built from";
                Error::refused(message, root, "build again when they are at rest")
            }),
        }
    })
}

/// One build.
struct Job<'a> {
    args: &'a BuildArgs,
    options: Options,
    target: OutputDir,
    memory: MemoryFolder,
    output: &'a Path,
    watch: Stopwatch,
}

impl Job<'_> {
    /// Builds from what was read; `None` if an input file is no longer what it was known to be.
    fn run(&self, remembered: Remembered, report: &mut Report) -> Result<Option<ExitCode>, Error> {
        let Job {
            args,
            options,
            output,
            ..
        } = self;
        let mut remembered = remembered;
        let mut found = Vec::new();
        let tree = std::mem::take(&mut remembered.tree).take(&mut found);
        if options.locked == Locked::Ignored {
            found.retain(|found| found.place.path.as_str() != URLS_LOCK);
        }
        let lock = tree.get(URLS_LOCK).map(|file| file.hash);
        let files = pipeline::hash_of_files(&tree);
        let inputs = |lock, found| {
            pipeline::inputs(files, lock, found, (options, &output.to_string_lossy()))
        };
        content::require(args.site.root(), &tree, &found, report)?;
        report.timing("read", &self.watch);
        let n_read = tree.files().iter().filter(|file| file.is_loaded()).count();
        report.count("read", n_read, "file", "files");
        if self.is_same(&remembered, inputs(lock, &found)) {
            self.tell_again(&tree, &remembered, report);
            return Ok(Some(ExitCode::SUCCESS));
        }
        let memos = remembered.recall().memos();
        if let Some(notice) = remembered.notice {
            report.notice(notice);
        }
        let mut prepared = pipeline::assemble(&tree, options, &memos, report);
        drop(tree);
        prepared.diagnostics = prepared.check(&memos, report).unwrap_or_default();
        prepared.diagnostics.extend(found.iter().cloned());
        diag::sort(&mut prepared.diagnostics);
        if prepared.has_errors() {
            self.tell(&prepared, remembered.run.as_ref(), report);
            return Ok((!prepared.tree.has_changed()).then_some(ExitCode::from(1)));
        }
        // What was made of other bytes than those that are known is not kept.
        if prepared.tree.has_changed() {
            return Ok(None);
        }
        prepared.release_texts();
        let remembering = Remembering::begin(&self.memory, OfBriefs::take(&prepared, &memos));
        let staging = Staging::begin(&self.target, &|| report.waiting(output))?;
        let rendered = prepared.render_all(&memos, &Stage(&staging), report)?;
        if prepared.tree.has_changed() {
            return Ok(None);
        }
        prepared.diagnostics.extend(rendered);
        diag::sort(&mut prepared.diagnostics);
        if prepared.has_errors() {
            self.tell(&prepared, remembered.run.as_ref(), report);
            return Ok(Some(ExitCode::from(1)));
        }
        let Published { files, new_lock } = self.publish(&prepared, staging, report)?;
        report.begin_remember();
        let of_pages = pipeline::of_pages(&prepared, &memos, &files);
        let run = Run::of(&prepared, (inputs(new_lock.or(lock), &found), files));
        if let Err(error) =
            remembering.end(&self.memory, &remembered.seen, (of_pages.as_deref(), &run))
        {
            report.notice(&format!("{error}: the next build begins anew"));
        }
        self.tell(&prepared, remembered.run.as_ref(), report);
        self.sum_up(&run, report);
        // The process ends here: to take a whole site apart, piece by piece, would only make it end later.
        std::mem::forget((prepared, memos, of_pages, remembered));
        Ok(Some(ExitCode::SUCCESS))
    }

    /// Puts the outputs in place, and writes `urls.lock` anew if it has changed.
    fn publish(
        &self,
        prepared: &Prepared,
        staging: Staging,
        report: &mut Report,
    ) -> Result<Published, Error> {
        report.begin_commit();
        let committed = staging.commit()?;
        let Prepared {
            site, plan, tree, ..
        } = prepared;
        let lock = check::urls::update(site, plan, tree, self.options.locked);
        if let Some(text) = &lock {
            disk::write_urls_lock(self.args.site.root(), text)?;
        }
        report.count("parse", tree.under("content/").len(), "file", "files");
        report.count("link", site.briefs.len(), "brief", "briefs");
        report.count("plan", plan.n_pages(), "page", "pages");
        report.count("commit", committed.n_written, "file", "files");
        Ok(Published {
            files: committed.files,
            new_lock: lock.map(|text| Hash::of_bytes(text.as_bytes())),
        })
    }

    /// Prints the last lines about a build that has made something.
    fn sum_up(&self, run: &Run, report: &mut Report) {
        report.pages(if self.args.timings {
            Timings::Wanted
        } else {
            Timings::Unwanted
        });
        report.summary(&run.summary, self.output, &self.watch);
    }

    /// Tells what is wrong; what the last build has told is counted.
    fn tell(&self, prepared: &Prepared, last: Option<&Run>, report: &mut Report) {
        let limits = match (self.args.quiet, self.args.all) {
            (true, _) => Limits::QUIET,
            (false, true) => Limits::NONE,
            (false, false) => Limits::BUILD,
        };
        let last = last.filter(|_| !self.args.all);
        report.found(&prepared.diagnostics, last, (limits, &prepared.tree));
    }

    /// Returns whether a build from what has the hash `inputs` would be the last one again.
    fn is_same(&self, remembered: &Remembered, inputs: Hash) -> bool {
        let BuildArgs {
            all,
            timings,
            accept_url_loss,
            ..
        } = self.args;
        let asks = self.args.explain.is_some() || *all || *timings || *accept_url_loss;
        let is_same = |run: &&Run| {
            run.is_same(inputs, &self.options) && disk::is_as_left(&self.target, &run.files)
        };
        !asks && remembered.run.as_ref().filter(is_same).is_some()
    }

    /// Tells what the last build has told: this one would say the same.
    fn tell_again(&self, tree: &SourceTree, remembered: &Remembered, report: &mut Report) {
        let Some(run) = &remembered.run else { return };
        // Files that were too new to be trusted by their looks are known by now.
        if tree.files().iter().any(SourceFile::is_loaded) {
            let kept = disk::remember_seen(&self.memory, &remembered.seen);
            kept.err()
                .into_iter()
                .for_each(|error| report.notice(&error.to_string()));
        }
        report.as_before(run.counts);
        report.nothing_changed(run.files.len());
        report.pages(Timings::Unwanted);
        report.summary(&run.summary, self.output, &self.watch);
    }
}

/// A build that was put in place.
struct Published {
    /// All files of the output.
    files: Vec<(String, Written)>,
    /// The hash of `urls.lock`, if it was written anew.
    new_lock: Option<Hash>,
}

/// Decides what becomes of `urls.lock`: it is of the site as readers get it, and of no other build.
fn locked(args: &BuildArgs) -> Result<Locked, Error> {
    let is_usual =
        args.output.is_none() && args.base_url.is_none() && args.now.is_none() && clock::is_asked();
    match (is_usual, args.accept_url_loss) {
        (true, true) => Ok(Locked::Released),
        (true, false) => Ok(Locked::Kept),
        (false, false) => Ok(Locked::Ignored),
        (false, true) => {
            let message = "with SOURCE_DATE_EPOCH set, `urls.lock` is not written";
            Err(Error::usage(
                message,
                "unset it, or leave out --accept-url-loss",
            ))
        }
    }
}

/// The disk's staging area as a sink.
struct Stage<'a>(&'a Staging);

impl Sink for Stage<'_> {
    fn put(&self, route: &Route, bytes: &[u8]) -> Result<(), Error> {
        self.0.write(&route.output_path(), bytes)
    }

    fn copy(&self, route: &Route, from: &Path) -> Result<(), Error> {
        self.0.copy(&route.output_path(), from)
    }

    fn keep(&self, route: &Route, written: &Written) -> bool {
        self.0.keep(&route.output_path(), written)
    }
}
