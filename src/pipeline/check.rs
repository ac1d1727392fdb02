//! Checking: runs the rules over an assembled site, or over the part of it that the preview shows first.
//!
//! Decides which rules run on what, caches their results by brief, and finishes the diagnostics (severities, places,
//! order). The rules themselves are in `crate::check`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::brief::Brief;
use crate::cache::Cache;
use crate::check::claims::Claim;
use crate::check::{self, CheckContext, Lexicon, Scope, Suggestions, URLS_LOCK};
use crate::diag::{self, At, Diagnostic, Severity};
use crate::hash::Hash;
use crate::page::{Page, PageKind};
use crate::pipeline::{Assembly, Options, Progress, Stage, assemble, causes, places, severities};
use crate::site::{Audience, BriefId};
use crate::source::{SourcePath, SourceTree};
use crate::text;

/// The part of a site to check.
#[derive(Clone, Copy, Debug)]
pub enum Extent<'a> {
    /// The whole site, with every rule of the scope.
    Everything,
    /// The briefs in these files, with the assembly's own diagnostics about the same files.
    Files(&'a [SourcePath]),
    /// No rules: only the errors of the assembly itself, about files that cannot be parsed, linked or compiled.
    Assembled,
}

/// A site as readers will see it, with the diagnostics of everything in it, withheld briefs included.
#[derive(Debug)]
pub struct SiteCheck {
    /// The site with the briefs that readers see.
    pub assembly: Assembly,
    /// The diagnostics, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Assembles and checks the site of `tree`, including the briefs that readers do not see yet. `None` if `progress`
/// cancels it.
///
/// A site with withheld briefs is checked twice, as readers and as editors see it: a link from a public brief to a
/// draft is an error in the first only, and drafts exist in the second only.
pub fn survey(
    tree: &SourceTree,
    options: &Options,
    cache: &Cache,
    progress: &dyn Progress,
) -> Option<SiteCheck> {
    let with_audience = |audience| Options {
        audience,
        ..options.clone()
    };
    let assembly = assemble(tree, &with_audience(Audience::Readers), cache, progress);
    let mut diagnostics = check(&assembly, Extent::Everything, cache, progress)?;
    if assembly.site.has_hidden() {
        let everything = assemble(tree, &with_audience(Audience::Editors), cache, progress);
        let everything = check(&everything, Extent::Everything, cache, progress)?;
        // Public briefs were checked above. Files beside a withheld brief are published together with it, so their
        // diagnostics come from this pass, too.
        let of_hidden = |found: &Diagnostic| {
            assembly.site.is_hidden(&found.place.path) || check::published::is_of(found)
        };
        diagnostics.extend(everything.into_iter().filter(of_hidden));
    }
    diag::sort(&mut diagnostics);
    Some(SiteCheck {
        assembly,
        diagnostics,
    })
}

/// Returns the diagnostics of the given `extent` of `assembly`, sorted by place; `None` if `progress` cancels it.
pub fn check(
    assembly: &Assembly,
    extent: Extent,
    cache: &Cache,
    progress: &dyn Progress,
) -> Option<Vec<Diagnostic>> {
    let mut found = match extent {
        Extent::Everything => everything(assembly, cache, progress)?,
        Extent::Files(paths) => of_files(assembly, paths, progress)?,
        Extent::Assembled => assembly_errors(assembly),
    };
    // Before `resolve`: only a place that still is a field can be looked up in `site.yaml`.
    places::move_to_config(&mut found, &assembly.tree, &assembly.site.config);
    places::resolve(&mut found, &assembly.tree);
    if matches!(extent, Extent::Assembled) {
        found.retain(|found| found.severity == Severity::Error);
    }
    Some(found)
}

/// Returns the report on the claims of the brief with this slug or path; `None` if there is no such brief.
pub fn claims(assembly: &Assembly, brief: &str) -> Option<Vec<Claim>> {
    let site = &assembly.site;
    let brief = &*text::composed(brief);
    let path = brief.trim_start_matches("./");
    let at_path = |id: &BriefId| site.node(*id).meta.path.as_str() == path;
    let id = site
        .brief_called(brief)
        .or_else(|| site.brief_ids().find(at_path))?;
    let lexicon = Lexicon::new(site);
    let suggestions = Suggestions::default();
    Some(check::claims::report(
        &context(assembly, Some(&lexicon), &suggestions),
        id,
    ))
}

fn context<'a>(
    assembly: &'a Assembly,
    lexicon: Option<&'a Lexicon>,
    suggestions: &'a Suggestions,
) -> CheckContext<'a> {
    CheckContext {
        site: &assembly.site,
        texts: &assembly.texts,
        plan: &assembly.plan,
        tree: &assembly.tree,
        today: today(assembly),
        lexicon,
        suggestions,
    }
}

fn today(assembly: &Assembly) -> Date {
    let zone = assembly.site.config.timezone.clone();
    assembly.options.now.to_zoned_datetime(zone).date()
}

/// Runs every rule of the scope. Places in the result may still be fields; see [`places::resolve`].
fn everything(
    assembly: &Assembly,
    cache: &Cache,
    progress: &dyn Progress,
) -> Option<Vec<Diagnostic>> {
    progress.stage(Stage::Check, 0);
    let Assembly {
        options,
        site,
        texts,
        ..
    } = assembly;
    // The lexicon indexes all names of the site, which takes time: only rules of prose and clips search for them.
    let reads_prose = options.scope == Scope::All || !assembly.tree.under("clips/").is_empty();
    let lexicon = reads_prose.then(|| Lexicon::new(site));
    let suggestions = Suggestions::default();
    let context = context(assembly, lexicon.as_ref(), &suggestions);
    let mut found = assembly.found.clone();
    found.extend(briefs(assembly, &context, cache, progress)?);
    found.extend(check::site(&context, options.scope));
    if options.scope == Scope::All {
        found.extend(faulty(&context, &assembly.found));
    }
    found.extend(copied_files(assembly, cache));
    if assembly.broken.is_empty() {
        // The route of a broken file is not known, so each one would be reported as a lost address.
        check::urls::check(&context, options.locked, &mut found);
    }
    severities::finish(&mut found, site, texts, options.scope);
    causes::merge(&mut found);
    Some(found)
}

/// Runs the rules about single briefs, reusing the cached diagnostics of those whose inputs are unchanged.
fn briefs(
    assembly: &Assembly,
    context: &CheckContext,
    cache: &Cache,
    progress: &dyn Progress,
) -> Option<Vec<Diagnostic>> {
    let scope = assembly.options.scope;
    let base = findings_base(assembly);
    let of_brief = |id: BriefId| {
        if !progress.should_continue() {
            return None;
        }
        let key = || {
            let reads = check::reads(&assembly.site, id);
            let texts = reads
                .iter()
                .map(|id| assembly.texts.shown[id.0 as usize].hash);
            Hash::of(&(base, texts.collect::<Vec<_>>()))
        };
        let rules = || {
            let mut found = check::brief(context, id, scope);
            let path = &assembly.site.node(id).meta.path;
            places::resolve_own(&mut found, path, &assembly.tree, &assembly.site.config);
            found
        };
        Some(cache.findings.get_or(key, rules))
    };
    // Oldest first: many sites name their files by dates, and what is nearly sorted by path is sorted in no time.
    let mut ids: Vec<BriefId> = assembly.site.brief_ids().collect();
    ids.reverse();
    let all: Option<Vec<Arc<Vec<Diagnostic>>>> = ids.into_par_iter().map(of_brief).collect();
    Some(
        all?.iter()
            .flat_map(|found| found.iter().cloned())
            .collect(),
    )
}

/// Returns the hash of everything that the rules about single briefs read besides texts: the site, the plan, the day,
/// and of other files the text of clips, the size of pictures, and the list of templates.
///
/// `urls.lock`, which every build may write, is left out: only `check::urls` reads it, which is not cached.
fn findings_base(assembly: &Assembly) -> Hash {
    let mut others = Vec::new();
    for file in assembly.tree.files() {
        let path = file.path.as_str();
        let is_brief = path.starts_with("content/briefs/") && file.path.is_markdown();
        if !is_brief && path != URLS_LOCK {
            // Rules read the bytes of clips only; of all others they check existence and size. So the save of a
            // stylesheet or template keeps the findings, if its length stays the same.
            let is_clip = path.starts_with("clips/");
            others.push((&file.path, file.len(), is_clip.then_some(file.hash)));
        }
    }
    let scope = assembly.options.scope;
    let day = (scope == Scope::All).then(|| today(assembly).to_string());
    Hash::of(&(assembly.keys.site, assembly.keys.plan, scope, day, others))
}

/// Runs the rules about prose on the briefs that an error keeps out of the site, so that authors see all mistakes of a
/// file at once. Rules that read a field with an error in `found` are left out: their results would be noise.
fn faulty(context: &CheckContext, found: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut mistaken: BTreeMap<&SourcePath, BTreeSet<String>> = BTreeMap::new();
    for finding in found
        .iter()
        .filter(|found| found.severity == Severity::Error)
    {
        let fields = mistaken.entry(&finding.place.path).or_default();
        if let At::Value(field) | At::Key(field) = &finding.place.at {
            fields.extend(field.first_key().map(str::to_owned));
        }
        // Some are reported at the mapping that lacks the field, so the name is taken from the message.
        if finding.code == "field-missing" {
            fields.extend(finding.message.split('`').nth(1).map(str::to_owned));
        }
    }
    let none = BTreeSet::new();
    let of_brief = |brief: &Arc<Brief>| {
        check::faulty(
            context,
            brief,
            mistaken.get(&brief.meta.path).unwrap_or(&none),
        )
    };
    context
        .texts
        .faulty
        .par_iter()
        .flat_map_iter(of_brief)
        .collect()
}

/// Checks the bytes of every copied file, reusing the cached diagnostics of unchanged ones.
fn copied_files(assembly: &Assembly, cache: &Cache) -> Vec<Diagnostic> {
    let of_file = |page: &Page| {
        let PageKind::File(path) = &page.kind else {
            return Vec::new();
        };
        let Some(file) = assembly.tree.get(path.as_str()) else {
            return Vec::new();
        };
        let key = || Hash::of(&(&file.path, file.hash));
        Vec::clone(
            &cache
                .copied_files
                .get_or(key, || check::published::file(file)),
        )
    };
    let pages: Vec<&Page> = assembly.plan.pages().collect();
    pages.into_par_iter().flat_map_iter(of_file).collect()
}

/// Runs the rules about single briefs on the files `paths`, without those that compare files: the preview wants a
/// first answer about the files just saved before the full check.
fn of_files(
    assembly: &Assembly,
    paths: &[SourcePath],
    progress: &dyn Progress,
) -> Option<Vec<Diagnostic>> {
    let site = &assembly.site;
    let is_among = |id: &BriefId| paths.contains(&site.node(*id).meta.path);
    let ids: Vec<BriefId> = site.brief_ids().filter(is_among).collect();
    if ids.is_empty() {
        return Some(Vec::new());
    }
    let lexicon = Lexicon::new(site);
    let suggestions = Suggestions::default();
    let context = context(assembly, Some(&lexicon), &suggestions);
    let is_here = |found: &&Diagnostic| paths.contains(&found.place.path);
    let mut found: Vec<Diagnostic> = assembly.found.iter().filter(is_here).cloned().collect();
    for id in ids {
        if !progress.should_continue() {
            return None;
        }
        found.extend(check::brief(&context, id, assembly.options.scope));
    }
    severities::apply(&mut found, site, &assembly.texts);
    Some(found)
}

/// Returns those diagnostics of the assembly that are, or may become, errors.
fn assembly_errors(assembly: &Assembly) -> Vec<Diagnostic> {
    // Filtering first saves cloning thousands of notes, but `site.yaml` may raise a note to an error.
    let is_usual = assembly.site.config.check.are_usual();
    let may_be = |found: &&Diagnostic| !is_usual || found.severity == Severity::Error;
    let mut found: Vec<Diagnostic> = assembly.found.iter().filter(may_be).cloned().collect();
    severities::apply(&mut found, &assembly.site, &assembly.texts);
    found
}
