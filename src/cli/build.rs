//! `dateline build`: the site's folder becomes a folder that any web server can serve.

use std::path::Path;
use std::process::ExitCode;

use crate::check::{self, Locked, URLS_LOCK};
use crate::cli::args::BuildArgs;
use crate::cli::report::{MAX_WARNINGS, Report, Volume};
use crate::clock::{self, Stopwatch};
use crate::disk::{self, Foreign, Staging};
use crate::error::Error;
use crate::pipeline::{self, Memos, Options, Prepared, Sink};
use crate::site::Show;
use crate::url::Route;

/// Builds the site and reports on it.
pub fn run(args: &BuildArgs) -> ExitCode {
    let mut report = Report::new(match (args.verbose, args.quiet) {
        (_, true) => Volume::Quiet,
        (true, _) => Volume::Verbose,
        _ => Volume::Usual,
    });
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
    let options = Options {
        now: clock::resolve(args.now)?,
        show: if args.drafts { Show::Everything } else { Show::Public },
        base: args.base_url.clone(),
        locked: locked(args)?,
    };
    let usual = args.root.join("public");
    let output = args.output.as_deref().unwrap_or(&usual);
    let foreign = if args.force { Foreign::Keep } else { Foreign::Refuse };
    let target = disk::guard(&args.root, output, foreign)?;
    disk::recover(&target, &|| report.waiting(output))?;
    let mut found = Vec::new();
    let tree = disk::read_tree(&args.root)?.take(&mut found);
    if options.locked == Locked::Ignored {
        found.retain(|found| found.place.path.as_str() != URLS_LOCK);
    }
    report.timing("read", &watch);

    pipeline::with_jobs(args.jobs.map(usize::from), || {
        let memos = Memos::off();
        let mut prepared = pipeline::assemble(&tree, &options, &memos, report);
        drop(tree);
        let (found, untold) = prepared.check_first(found, MAX_WARNINGS, report).unwrap_or_default();
        prepared.diagnostics = found;
        if prepared.has_errors() {
            report.diagnostics(&prepared.diagnostics, untold, &prepared.tree);
            return Ok(ExitCode::from(1));
        }
        let staging = Staging::begin(&target, &|| report.waiting(output))?;
        prepared.diagnostics.extend(prepared.render_all(&memos, &Stage(&staging), report)?);
        if prepared.has_errors() {
            report.diagnostics(&prepared.diagnostics, untold, &prepared.tree);
            return Ok(ExitCode::from(1));
        }
        report.begin_commit();
        let committed = staging.commit()?;
        let Prepared { site, plan, tree, .. } = &prepared;
        if let Some(text) = check::urls::update(site, plan, tree, options.locked) {
            disk::write_urls_lock(&args.root, &text)?;
        }
        report.diagnostics(&prepared.diagnostics, untold, &prepared.tree);
        report.summary(&prepared, &committed, output, &watch);
        // The process ends here: to take a whole site apart, piece by piece, would only make it end later.
        std::mem::forget(prepared);
        Ok(ExitCode::SUCCESS)
    })
}

/// Decides what becomes of `urls.lock`: it is of the site as readers get it, and of no other build.
fn locked(args: &BuildArgs) -> Result<Locked, Error> {
    let is_usual = args.output.is_none() && args.base_url.is_none() && clock::is_asked(args.now);
    match (is_usual, args.accept_url_loss) {
        (true, true) => Ok(Locked::Released),
        (true, false) => Ok(Locked::Kept),
        (false, false) => Ok(Locked::Ignored),
        (false, true) => {
            let message = "with SOURCE_DATE_EPOCH set, `urls.lock` is not written";
            Err(Error::usage(message, "unset it, or leave out --accept-url-loss"))
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
}
