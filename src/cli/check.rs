//! `dateline check`: everything that is wrong, everywhere, without writing.

use std::process::ExitCode;

use crate::check::Locked;
use crate::cli::args::{CheckArgs, Deny};
use crate::cli::content;
use crate::cli::report::{Report, Volume};
use crate::clock;
use crate::diag::{self, Diagnostic, Severity};
use crate::disk;
use crate::error::Error;
use crate::pipeline::{self, Memos, Options, Prepared, Survey};
use crate::site::Show;
use crate::source::SourceTree;
use crate::text;

/// Most rounds of mending: one fix may make room for another at the same place.
const MAX_ROUNDS: usize = 5;

/// Checks the site and reports on it.
pub fn run(args: &CheckArgs) -> ExitCode {
    let mut report = Report::new(Volume::Usual);
    match check(args, &mut report) {
        Ok(code) => code,
        Err(error) => {
            report.failure(&error);
            ExitCode::from(2)
        }
    }
}

fn check(args: &CheckArgs, report: &mut Report) -> Result<ExitCode, Error> {
    for code in args.only.iter().chain(&args.explain) {
        known(code)?;
    }
    if let Some(entry) = args.explain.as_deref().and_then(diag::entry) {
        report.explain(entry);
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(brief) = &args.claims {
        return claims(args, report, brief);
    }
    let mut found = look(args, report)?;
    let mut refused = Vec::new();
    if args.fix {
        found = mend(args, report, found, &mut refused)?;
    }
    let Found { mut diagnostics, prepared } = found;
    if !args.only.is_empty() {
        diagnostics.retain(|diagnostic| args.only.iter().any(|code| code == diagnostic.code));
    }
    report.check(&diagnostics, &prepared.tree, (args.format, args.all));
    let denied = match args.deny {
        Some(Deny::Warnings) => Severity::Warning,
        None => Severity::Error,
    };
    let fails = diagnostics.iter().any(|diagnostic| diagnostic.severity >= denied);
    Ok(ExitCode::from(if refused.is_empty() { u8::from(fails) } else { 2 }))
}

/// Fails if no diagnostic has this code.
fn known(code: &str) -> Result<(), Error> {
    if diag::entry(code).is_some() {
        return Ok(());
    }
    let near = text::nearest(code, diag::manual().iter().map(|entry| entry.code));
    let hint = near.map(|near| format!("did you mean `{near}`?"));
    let hint = hint.unwrap_or_else(|| "`docs/diagnostics.md` lists them".to_owned());
    Err(Error::usage(format!("there is no diagnostic `{code}`"), hint))
}

/// Prints what became of the claims of `brief`.
fn claims(args: &CheckArgs, report: &mut Report, brief: &str) -> Result<ExitCode, Error> {
    let mut unread = Vec::new();
    let tree = disk::read_tree(&args.root)?.take(&mut unread);
    content::require(&args.root, &tree, &unread, report)?;
    let now = clock::resolve(args.now)?;
    let options = Options { now, show: Show::Everything, base: None, locked: Locked::Ignored };
    let prepared = pipeline::prepare(&tree, &options, &Memos::off(), report);
    let Some(claims) = prepared.claims(brief) else {
        let names = prepared.site.briefs.iter().map(|placed| placed.head.slug.as_str());
        let near = text::nearest(brief, names).map(|near| format!("did you mean `{near}`?"));
        let hint = near.unwrap_or_else(|| "give the slug of a brief, or the path of its file".to_owned());
        return Err(Error::usage(format!("there is no brief `{brief}`, or it has a mistake"), hint));
    };
    report.claims(&claims, &prepared.tree);
    Ok(ExitCode::SUCCESS)
}

/// What is wrong, and the site it is wrong with.
struct Found {
    diagnostics: Vec<Diagnostic>,
    prepared: Prepared,
}

/// Looks at the whole site: what readers will see, and the briefs that they do not see yet.
fn look(args: &CheckArgs, report: &mut Report) -> Result<Found, Error> {
    let mut unread = Vec::new();
    let tree = disk::read_tree(&args.root)?.take(&mut unread);
    content::require(&args.root, &tree, &unread, report)?;
    let now = clock::resolve(args.now)?;
    // What a build of the site itself would say of `urls.lock`, this says too.
    let locked = if clock::is_asked(args.now) { Locked::Kept } else { Locked::Ignored };
    let found = pipeline::with_jobs(args.jobs.map(usize::from), || {
        let memos = Memos::keeping();
        let options = Options { now, show: Show::Public, base: None, locked };
        let survey = pipeline::survey(&tree, &options, &memos, report);
        let Survey { prepared, mut diagnostics } = survey.expect("a report stops nothing");
        if !diag::has_errors(&diagnostics) {
            diagnostics.extend(prepared.render_samples(&memos));
        }
        diagnostics.extend(unread);
        diag::sort(&mut diagnostics);
        Found { diagnostics, prepared }
    });
    Ok(found)
}

/// Mends what can be mended, until there is nothing more. What may not be written is said and left, and is then among
/// the `refused`.
fn mend(
    args: &CheckArgs,
    report: &mut Report,
    mut found: Found,
    refused: &mut Vec<String>,
) -> Result<Found, Error> {
    for _ in 0..MAX_ROUNDS {
        let mut n_fixes = 0;
        for file in diag::fixed(&chosen(args, &found.diagnostics), &found.prepared.tree) {
            if refused.iter().any(|path| path == file.path.as_str()) {
                continue;
            }
            match disk::edit(&args.root, &file.path, hash_of(&found.prepared.tree, &file), &file.bytes) {
                Ok(()) => {
                    n_fixes += file.n_fixes;
                    report.mended(&file);
                }
                Err(error) => {
                    report.failure(&error);
                    refused.push(file.path.as_str().to_owned());
                }
            }
        }
        if n_fixes == 0 {
            break;
        }
        found = look(args, report)?;
    }
    Ok(found)
}

fn chosen(args: &CheckArgs, diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_chosen = |diagnostic: &&Diagnostic| {
        args.only.is_empty() || args.only.iter().any(|code| code == diagnostic.code)
    };
    diagnostics.iter().filter(is_chosen).cloned().collect()
}

fn hash_of(tree: &SourceTree, file: &diag::Fixed) -> crate::hash::Hash {
    tree.get(file.path.as_str()).map_or(crate::hash::Hash(0), |file| file.hash)
}
