//! `dateline check`: everything that is wrong, everywhere, without writing.

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

/// Most rounds of mending: one fix may make room for another at the same place.
const MAX_ROUNDS: usize = 20;

/// The word that asks for the list of all codes.
const ALL: &str = "all";

/// Checks the site and reports on it.
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
    for code in &args.only {
        known(code)?;
    }
    if let Some(code) = &args.explain {
        let text = if code == ALL {
            diag::explain_all()
        } else {
            diag::explain(known(code)?)
        };
        report.manual(&text);
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(brief) = &args.claims {
        return claims(args, report, brief);
    }
    let mut found = look(args, report)?;
    let mut refused = Vec::new();
    if args.fix && !args.diff {
        found = mend(args, report, found, &mut refused)?;
    }
    let mut diagnostics = chosen(args, &found.diagnostics);
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
        show(args, report, found)?;
    } else if args.format != Format::Human {
        report.check(
            &diagnostics,
            &found.assembly.tree,
            (args.format, Limits::NONE),
        );
    } else if fails || !args.quiet {
        // What was asked for by name is shown in full.
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
    Ok(ExitCode::from(if refused.is_empty() {
        u8::from(fails)
    } else {
        2
    }))
}

/// Returns what the manual says of `code`; fails if no diagnostic has it.
fn known(code: &str) -> Result<&'static ManualEntry, Error> {
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

/// Prints what became of the claims of `brief`.
fn claims(args: &CheckArgs, report: &mut Report, brief: &str) -> Result<ExitCode, Error> {
    let mut unread = Vec::new();
    let tree = disk::read_tree(args.site.root())?.take(&mut unread);
    content::require(args.site.root(), &tree, &unread, report)?;
    let now = clock::resolve(site::resolve(args.now.as_ref(), args.site.root())?)?;
    let options = Options {
        now,
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
            format!("there is no brief `{brief}`, or it has a mistake"),
            hint,
        ));
    };
    report.claims(&claims, &assembly.tree);
    Ok(ExitCode::SUCCESS)
}

/// What is wrong, and the site it is wrong with.
struct CheckedSite {
    diagnostics: Vec<Diagnostic>,
    assembly: Assembly,
    /// Pages that were not rendered, so that neither their templates nor their weight are known.
    n_skipped: usize,
}

/// Reads the whole site and looks at it.
fn look(args: &CheckArgs, report: &mut Report) -> Result<CheckedSite, Error> {
    let mut unread = Vec::new();
    let tree = disk::read_tree(args.site.root())?.take(&mut unread);
    content::require(args.site.root(), &tree, &unread, report)?;
    look_at(&tree, unread, args, report)
}

/// Looks at a whole site: what readers will see, and the briefs that they do not see yet. What was `unread` of it is
/// added.
fn look_at(
    tree: &SourceTree,
    unread: Vec<Diagnostic>,
    args: &CheckArgs,
    report: &Report,
) -> Result<CheckedSite, Error> {
    let now = clock::resolve(site::resolve(args.now.as_ref(), args.site.root())?)?;
    // What a build of the site itself would say of `urls.lock`, this says too.
    let locked = if args.now.is_none() && clock::is_asked() {
        UrlLock::Enforce
    } else {
        UrlLock::Off
    };
    let found = pipeline::with_jobs(args.jobs.map(usize::from), || {
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

/// Mends what can be mended, until there is nothing more. What may not be written is said and left, and is then among
/// the `refused`.
fn mend(
    args: &CheckArgs,
    report: &mut Report,
    mut found: CheckedSite,
    refused: &mut Vec<String>,
) -> Result<CheckedSite, Error> {
    for _ in 0..MAX_ROUNDS {
        let mut n_fixes = 0;
        for file in check::edits(&chosen(args, &found.diagnostics), &found.assembly.tree) {
            if refused.iter().any(|path| path == file.path.as_str()) {
                continue;
            }
            match disk::edit(
                args.site.root(),
                &file.path,
                hash_of(&found.assembly.tree, &file),
                &file.bytes,
            ) {
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

/// Prints what [`mend`] would change, as a patch: its rounds are made in memory.
fn show(args: &CheckArgs, report: &Report, mut found: CheckedSite) -> Result<(), Error> {
    let old = found.assembly.tree.clone();
    let mut tree = old.clone();
    let mut changed = BTreeSet::new();
    let mut n_fixes = 0;
    for _ in 0..MAX_ROUNDS {
        let edits = check::edits(&chosen(args, &found.diagnostics), &tree);
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
        found = look_at(&tree, Vec::new(), args, report)?;
    }
    let text = |tree: &SourceTree, path: &SourcePath| {
        let bytes = tree.get(path.as_str()).map(|file| file.bytes().to_vec());
        String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
    };
    let patches = changed
        .iter()
        .map(|path| patch(path, &text(&old, path), &text(&tree, path)));
    report.patch(&patches.collect::<String>(), (n_fixes, changed.len()));
    Ok(())
}

fn chosen(args: &CheckArgs, diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_chosen = |diagnostic: &&Diagnostic| {
        args.only.is_empty() || args.only.iter().any(|code| code == diagnostic.code)
    };
    diagnostics.iter().filter(is_chosen).cloned().collect()
}

fn hash_of(tree: &SourceTree, file: &FileEdit) -> crate::hash::Hash {
    tree.get(file.path.as_str())
        .map_or(crate::hash::Hash(0), |file| file.hash)
}
