//! `dateline check`: reports every problem of a site, drafts included, and applies fixes on request.
//!
//! The rules are in `crate::check`, the order in which they run in `pipeline`. Without `--fix` nothing is written.

use std::collections::BTreeSet;
use std::process::ExitCode;

use crate::cache::Cache;
use crate::check::{self, FileEdit, Scope, UrlLock};
use crate::cli::args::{CheckArgs, Deny, Format};
use crate::cli::color::Color;
use crate::cli::content;
use crate::cli::patch::patch;
use crate::cli::report::{Report, Volume};
use crate::cli::site;
use crate::clock;
use crate::diag::{self, Diagnostic, Limits, ManualEntry, Severity};
use crate::disk;
use crate::error::Error;
use crate::pipeline::{self, Assembly, Options, Renderer, SiteCheck};
use crate::site::Audience;
use crate::source::{SourceFile, SourcePath, SourceTree};
use crate::text;

/// Most rounds of fixing: a fix may uncover another problem, or clear the place for a fix that overlapped it.
const MAX_ROUNDS: usize = 20;

/// Argument of `--explain` that lists every code.
const ALL: &str = "all";

/// Checks the site and reports the result.
pub(super) fn run(args: &CheckArgs, color: Color) -> ExitCode {
    let mut report = Report::new(Volume::Usual).in_color(color);
    match check(args, &mut report) {
        Ok(code) => code,
        Err(error) => {
            report.failure(&error);
            ExitCode::from(2)
        }
    }
}

fn check(args: &CheckArgs, report: &mut Report) -> Result<ExitCode, Error> {
    // A misspelt code would match nothing, and the check would pass.
    for code in &args.only {
        manual_entry(code)?;
    }
    if let Some(code) = &args.explain {
        let text = if code == ALL {
            diag::explain_all()
        } else {
            diag::explain(manual_entry(code)?)
        };
        report.manual(&text);
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(brief) = &args.claims {
        return claims(args, report, brief);
    }
    let mut found = check_site(args, report)?;
    let mut refused = Vec::new();
    if args.fix && !args.diff {
        found = apply_fixes(args, report, found, &mut refused)?;
    }
    let mut diagnostics = selected(args, &found.diagnostics);
    let denied = match args.deny {
        Some(Deny::Warnings) => Severity::Warning,
        None => Severity::Error,
    };
    if args.quiet {
        diagnostics.retain(|diagnostic| diagnostic.severity >= denied);
    }
    let fails = diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity >= denied);
    if args.diff {
        print_patch(args, report, found)?;
    } else if args.format != Format::Human {
        report.check(
            &diagnostics,
            &found.assembly.tree,
            (args.format, Limits::NONE),
        );
    } else if fails || !args.quiet {
        // Codes that were named with `--only` are shown in full.
        let limits = if args.all || !args.only.is_empty() {
            Limits::NONE
        } else {
            Limits::CHECK
        };
        report.check(&diagnostics, &found.assembly.tree, (args.format, limits));
        if !args.quiet {
            report.unseen(found.assembly.n_unread, found.n_skipped);
        }
    }
    // A fix that could not be written is a failure of the machine, whatever the content is like.
    Ok(ExitCode::from(if refused.is_empty() {
        u8::from(fails)
    } else {
        2
    }))
}

/// Returns the manual entry of `code`; fails with the nearest code if there is none.
fn manual_entry(code: &str) -> Result<&'static ManualEntry, Error> {
    if let Some(entry) = diag::entry(code) {
        return Ok(entry);
    }
    let near = text::nearest(code, diag::manual().iter().map(|entry| entry.code));
    let hint = near.map(|near| format!("did you mean `{near}`?"));
    let hint = hint.unwrap_or_else(|| format!("`dateline check --explain {ALL}` lists them"));
    Err(Error::usage(
        format!("there is no diagnostic `{code}`"),
        hint,
    ))
}

/// Prints every claim of `brief`, a slug or a path, and whether its sources' clips support it.
fn claims(args: &CheckArgs, report: &mut Report, brief: &str) -> Result<ExitCode, Error> {
    let mut unread = Vec::new();
    let tree = disk::read_tree(args.site.root())?.take(&mut unread);
    content::require(args.site.root(), &tree, &unread, report)?;
    let now = clock::resolve(site::resolve(args.now.as_ref(), args.site.root())?)?;
    let options = Options {
        now,
        // Claims are looked up while a brief is still a draft.
        audience: Audience::Editors,
        base: None,
        locked: UrlLock::Off,
        scope: Scope::All,
    };
    let assembly = pipeline::assemble(&tree, &options, &Cache::off(), report);
    let Some(claims) = pipeline::claims(&assembly, brief) else {
        let names = assembly
            .site
            .briefs
            .iter()
            .map(|placed| placed.meta.slug.as_str());
        let near = text::nearest(brief, names).map(|near| format!("did you mean `{near}`?"));
        let hint =
            near.unwrap_or_else(|| "give the slug of a brief, or the path of its file".to_owned());
        return Err(Error::usage(
            format!("there is no brief `{brief}`, or it has errors"),
            hint,
        ));
    };
    report.claims(&claims, &assembly.tree);
    Ok(ExitCode::SUCCESS)
}

/// A checked site and its problems.
struct CheckedSite {
    diagnostics: Vec<Diagnostic>,
    assembly: Assembly,
    /// Number of pages that were not rendered, so that template errors and page weight in them are unknown.
    n_skipped: usize,
}

/// Reads and checks the whole site.
fn check_site(args: &CheckArgs, report: &mut Report) -> Result<CheckedSite, Error> {
    let mut unread = Vec::new();
    let tree = disk::read_tree(args.site.root())?.take(&mut unread);
    content::require(args.site.root(), &tree, &unread, report)?;
    check_tree(&tree, unread, args, report)
}

/// Checks the site in `tree`: public pages as readers will see them, and briefs that are not public yet.
///
/// Adds `unread`, the problems of files that could not be read.
fn check_tree(
    tree: &SourceTree,
    unread: Vec<Diagnostic>,
    args: &CheckArgs,
    report: &Report,
) -> Result<CheckedSite, Error> {
    let now = clock::resolve(site::resolve(args.now.as_ref(), args.site.root())?)?;
    // `urls.lock` is enforced exactly when a plain build would enforce it, so that both report the same.
    let locked = if args.now.is_none() && clock::is_asked() {
        UrlLock::Enforce
    } else {
        UrlLock::Off
    };
    let found = pipeline::with_jobs(args.jobs.map(usize::from), || {
        // The two passes of the survey, for readers and for editors, share what they parse.
        let cache = Cache::in_memory();
        let options = Options {
            now,
            audience: Audience::Readers,
            base: None,
            locked,
            scope: Scope::All,
        };
        let survey = pipeline::survey(tree, &options, &cache, report);
        let SiteCheck {
            assembly,
            mut diagnostics,
        } = survey.expect("a report stops nothing");
        let mut n_skipped = assembly.plan.n_pages();
        // Rendering every page would make a check as slow as a build; a sample of each kind finds most template errors.
        if !diag::has_errors(&diagnostics) {
            let sample = Renderer::new(&assembly, &cache).sample();
            diagnostics.extend(sample.diagnostics);
            n_skipped = sample.n_skipped;
        }
        diagnostics.extend(unread);
        diag::sort(&mut diagnostics);
        CheckedSite {
            diagnostics,
            assembly,
            n_skipped,
        }
    });
    Ok(found)
}

/// Applies safe fixes until none is left, and returns the check of the result.
///
/// A file that cannot be written is reported once, skipped from then on, and added to `refused`.
fn apply_fixes(
    args: &CheckArgs,
    report: &mut Report,
    mut found: CheckedSite,
    refused: &mut Vec<String>,
) -> Result<CheckedSite, Error> {
    for _ in 0..MAX_ROUNDS {
        let mut n_fixes = 0;
        for file in check::edits(&selected(args, &found.diagnostics), &found.assembly.tree) {
            if refused.iter().any(|path| path == file.path.as_str()) {
                continue;
            }
            // The hash guards against overwriting what an editor saved since the file was read.
            match disk::edit(
                args.site.root(),
                &file.path,
                hash_of(&found.assembly.tree, &file),
                &file.bytes,
            ) {
                Ok(()) => {
                    n_fixes += file.n_fixes;
                    report.fixed(&file);
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
        found = check_site(args, report)?;
    }
    Ok(found)
}

/// Prints the changes that [`apply_fixes`] would make as a patch; its rounds run in memory.
fn print_patch(args: &CheckArgs, report: &Report, mut found: CheckedSite) -> Result<(), Error> {
    let old = found.assembly.tree.clone();
    let mut tree = old.clone();
    let mut changed = BTreeSet::new();
    let mut n_fixes = 0;
    for _ in 0..MAX_ROUNDS {
        let edits = check::edits(&selected(args, &found.diagnostics), &tree);
        if edits.is_empty() {
            break;
        }
        n_fixes += edits.iter().map(|edit| edit.n_fixes).sum::<usize>();
        changed.extend(edits.iter().map(|edit| edit.path.clone()));
        let files = edits.into_iter().map(|edit| {
            (
                edit.path.clone(),
                Some(SourceFile::new(edit.path, edit.bytes)),
            )
        });
        tree = tree.with(files.collect());
        found = check_tree(&tree, Vec::new(), args, report)?;
    }
    let text = |tree: &SourceTree, path: &SourcePath| {
        let bytes = tree.get(path.as_str()).map(|file| file.bytes().to_vec());
        String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
    };
    // One difference for each file, from the first version to the last, however many rounds it took.
    let patches = changed
        .iter()
        .map(|path| patch(path, &text(&old, path), &text(&tree, path)));
    report.patch(&patches.collect::<String>(), (n_fixes, changed.len()));
    Ok(())
}

/// Returns the diagnostics that `--only` selects; all of them without it.
fn selected(args: &CheckArgs, diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_selected = |diagnostic: &&Diagnostic| {
        args.only.is_empty() || args.only.iter().any(|code| code == diagnostic.code)
    };
    diagnostics.iter().filter(is_selected).cloned().collect()
}

fn hash_of(tree: &SourceTree, file: &FileEdit) -> crate::hash::Hash {
    tree.get(file.path.as_str())
        .map_or(crate::hash::Hash(0), |file| file.hash)
}
