//! Runs the rules over what was assembled: over all of it, or over as much as somebody waits for.

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

/// How much of a site is checked.
#[derive(Clone, Copy, Debug)]
pub enum Extent<'a> {
    /// All of it.
    Everything,
    /// The briefs in these files, and what else was found in those when the site was assembled.
    Files(&'a [SourcePath]),
    /// Nothing more: the errors that were found when the site was assembled, in files that cannot be read, linked or
    /// compiled.
    Assembled,
}

/// A site as readers will see it, and all that is wrong with it and with what they do not see yet.
#[derive(Debug)]
pub struct SiteCheck {
    /// The site.
    pub assembly: Assembly,
    /// What is wrong, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Returns all that is wrong with the site as it is written: with what readers will see, and with the briefs that
/// they do not see yet; by place. `None` if `progress` stops it.
pub fn survey(
    tree: &SourceTree,
    options: &Options,
    cache: &Cache,
    progress: &dyn Progress,
) -> Option<SiteCheck> {
    let showing = |show| Options {
        audience: show,
        ..options.clone()
    };
    let assembly = assemble(tree, &showing(Audience::Readers), cache, progress);
    let mut diagnostics = check(&assembly, Extent::Everything, cache, progress)?;
    if assembly.site.has_hidden() {
        let everything = assemble(tree, &showing(Audience::Editors), cache, progress);
        let everything = check(&everything, Extent::Everything, cache, progress)?;
        // What lies beside a brief will be published with it.
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

/// Returns what is wrong with as much of `assembly` as is asked for, by place; `None` if `progress` stops it.
pub fn check(
    assembly: &Assembly,
    extent: Extent,
    cache: &Cache,
    progress: &dyn Progress,
) -> Option<Vec<Diagnostic>> {
    let mut found = match extent {
        Extent::Everything => everything(assembly, cache, progress)?,
        Extent::Files(paths) => of_files(assembly, paths, progress)?,
        Extent::Assembled => errors_so_far(assembly),
    };
    places::move_to_config(&mut found, &assembly.tree, &assembly.site.config);
    places::resolve(&mut found, &assembly.tree);
    if matches!(extent, Extent::Assembled) {
        found.retain(|found| found.severity == Severity::Error);
    }
    Some(found)
}

/// Returns what became of the claims of the brief with this slug or path, if there is one.
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
        &subject(assembly, Some(&lexicon), &suggestions),
        id,
    ))
}

fn subject<'a>(
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

/// Runs every rule. Where in its file a thing is wrong may still be a field.
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
    let reads_prose = options.scope == Scope::All || !assembly.tree.under("clips/").is_empty();
    let lexicon = reads_prose.then(|| Lexicon::new(site));
    let suggestions = Suggestions::default();
    let subject = subject(assembly, lexicon.as_ref(), &suggestions);
    let mut found = assembly.found.clone();
    found.extend(briefs(assembly, &subject, cache, progress)?);
    found.extend(check::site(&subject, options.scope));
    if options.scope == Scope::All {
        found.extend(faulty(&subject, &assembly.found));
    }
    found.extend(copied_files(assembly, cache));
    if assembly.broken.is_empty() {
        // The address of a file that cannot be read is not known, so it would seem lost.
        check::urls::check(&subject, options.locked, &mut found);
    }
    severities::finish(&mut found, site, texts, options.scope);
    causes::merge(&mut found);
    Some(found)
}

/// Runs the rules about each brief by itself, but where their answer is known.
fn briefs(
    assembly: &Assembly,
    subject: &CheckContext,
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
        Some(
            cache
                .findings
                .get_or(key, || check::brief(subject, id, scope)),
        )
    };
    let ids: Vec<BriefId> = assembly.site.brief_ids().collect();
    let all: Option<Vec<Arc<Vec<Diagnostic>>>> = ids.into_par_iter().map(of_brief).collect();
    Some(
        all?.iter()
            .flat_map(|found| found.iter().cloned())
            .collect(),
    )
}

/// Returns the hash of what the rules look at besides the texts of briefs: the site, the plan, the day, and of other
/// files the text of clips, the size of pictures, and which templates there are. The list of addresses, which every
/// build may write, is for another rule.
fn findings_base(assembly: &Assembly) -> Hash {
    let mut others = Vec::new();
    for file in assembly.tree.files() {
        let path = file.path.as_str();
        let is_brief = path.starts_with("content/briefs/") && file.path.is_markdown();
        if !is_brief && path != URLS_LOCK {
            let is_clip = path.starts_with("clips/");
            others.push((&file.path, file.len(), is_clip.then_some(file.hash)));
        }
    }
    let scope = assembly.options.scope;
    let day = (scope == Scope::All).then(|| today(assembly).to_string());
    Hash::of(&(assembly.keys.site, assembly.keys.plan, scope, day, others))
}

/// Runs the rules about prose on the briefs that a mistake keeps from being shown, but what looks at the fields that
/// are among those `found`.
fn faulty(subject: &CheckContext, found: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut mistaken: BTreeMap<&SourcePath, BTreeSet<String>> = BTreeMap::new();
    for finding in found
        .iter()
        .filter(|found| found.severity == Severity::Error)
    {
        let fields = mistaken.entry(&finding.place.path).or_default();
        if let At::Value(field) | At::Key(field) = &finding.place.at {
            fields.extend(field.first_key().map(str::to_owned));
        }
        if finding.code == "field-missing" {
            fields.extend(finding.message.split('`').nth(1).map(str::to_owned));
        }
    }
    let none = BTreeSet::new();
    let of_brief = |brief: &Arc<Brief>| {
        check::faulty(
            subject,
            brief,
            mistaken.get(&brief.meta.path).unwrap_or(&none),
        )
    };
    subject
        .texts
        .faulty
        .par_iter()
        .flat_map_iter(of_brief)
        .collect()
}

/// Looks at every file that is copied.
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

/// Runs the rules about the briefs in the files `paths`.
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
    let subject = subject(assembly, Some(&lexicon), &suggestions);
    let is_here = |found: &&Diagnostic| paths.contains(&found.place.path);
    let mut found: Vec<Diagnostic> = assembly.found.iter().filter(is_here).cloned().collect();
    for id in ids {
        if !progress.should_continue() {
            return None;
        }
        found.extend(check::brief(&subject, id, assembly.options.scope));
    }
    severities::apply(&mut found, site, &assembly.texts);
    Some(found)
}

fn errors_so_far(assembly: &Assembly) -> Vec<Diagnostic> {
    // A site may call errors what usually are none.
    let is_usual = assembly.site.config.check.are_usual();
    let may_be = |found: &&Diagnostic| !is_usual || found.severity == Severity::Error;
    let mut found: Vec<Diagnostic> = assembly.found.iter().filter(may_be).cloned().collect();
    severities::apply(&mut found, &assembly.site, &assembly.texts);
    found
}
