//! Rules: checks over the linked site, one rule or family of rules per file; the tables of them are `BRIEF_RULES`,
//! `SITE_RULES` and `SOURCE_RULES` below, and `RULES` in `editorial`.
//!
//! A rule reads and reports; it changes nothing. Messages, codes and severities are declared in `diag::catalog`;
//! `edits` applies the fixes that diagnostics propose, in memory; `pipeline::check` decides which rules run and
//! caches their results.

pub mod claims;
mod covered;
mod editorial;
mod edits;
mod lexicon;
mod links;
mod names;
mod pictures;
pub mod published;
mod slugs;
mod storylines;
mod suggestions;
mod templates;
mod tracking;
pub mod urls;

pub use edits::{FileEdit, edits};
pub use urls::{URLS_LOCK, UrlLock};

pub use lexicon::Lexicon;
pub use suggestions::Suggestions;

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::body::Target;
use crate::brief::Brief;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::page::Plan;
use crate::site::{BriefId, BriefTexts, LinkOrigin, LinkedBrief, Resolution, Site, Title};
use crate::source::SourceTree;

/// The inputs of every rule. Plain references: a rule depends on nothing else, so that its result can be cached.
#[derive(Clone, Copy, Debug)]
pub struct CheckContext<'a> {
    pub site: &'a Site,
    /// Loaded briefs with their bodies; `site` itself has metadata only.
    pub texts: &'a BriefTexts,
    /// Every output that will exist: the only answer to whether a link leads somewhere.
    pub plan: &'a Plan,
    /// Input files as bytes, for rules that read a text as it was typed.
    pub tree: &'a SourceTree,
    /// Today's date in the site's time zone.
    pub today: Date,
    /// Every name the site knows; `None` where no rule in scope reads prose, since building it costs a pass over all
    /// names.
    pub lexicon: Option<&'a Lexicon>,
    /// Indexes for "did you mean" hints.
    pub suggestions: &'a Suggestions,
}

impl<'a> CheckContext<'a> {
    pub fn brief(&self, id: BriefId) -> LinkedBrief<'a> {
        self.texts.linked(self.site, id)
    }
}

/// Returns the briefs whose texts the rules about brief `id` read: its own, and those it links to by fragment.
///
/// These are the dependencies of its cached diagnostics. A link without a fragment needs metadata only.
pub fn reads(site: &Site, id: BriefId) -> Vec<BriefId> {
    let node = site.node(id);
    let from = LinkOrigin {
        path: &node.meta.path,
        lang: node.lang,
    };
    let mut reads = vec![id];
    for (_, target) in node
        .meta
        .internal_links
        .iter()
        .filter(|(_, target)| has_fragment(target))
    {
        let route = match site.resolve(target, from) {
            Resolution::Page {
                title: Title::OfBrief(id),
                ..
            } => {
                reads.push(id);
                continue;
            }
            Resolution::Address { route, .. } => route,
            _ => continue,
        };
        // A link by address may lead to a brief as well.
        reads.extend(site.brief_at(&route));
    }
    reads
}

/// Returns whether `target` names a place on another page, so that checking it takes the other page's text.
fn has_fragment(target: &Target) -> bool {
    match target {
        Target::Scheme { fragment, .. }
        | Target::Wiki { fragment, .. }
        | Target::Absolute { fragment, .. }
        | Target::Relative { fragment, .. } => fragment.is_some(),
        Target::External(_) | Target::Fragment(_) => false,
    }
}

/// The set of rules to run.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub enum Scope {
    /// Every rule: what `check` runs.
    All,
    /// Rules of a plain build: those that can be errors, and cheap ones. Rules about prose are left to `check`.
    Build,
}

impl Scope {
    /// Returns the effective scope on a site with `config`. If the site calls a rule about prose an error, a build
    /// runs them all; if it wants none of them, `check` runs none.
    pub fn on(self, config: &Config) -> Self {
        match self {
            Scope::All if config.check.leave_prose() => Scope::Build,
            Scope::Build if config.check.make_errors_of_prose() => Scope::All,
            scope => scope,
        }
    }
}

/// A rule that needs one brief at a time, so that its result can be cached by brief.
pub type BriefRule = fn(&CheckContext, BriefId, &mut Vec<Diagnostic>);
/// A rule that compares files with each other, or checks files other than briefs.
pub type SiteRule = fn(&CheckContext, &mut Vec<Diagnostic>);

/// Rules about each brief by itself that every build runs.
const BRIEF_RULES: &[BriefRule] = &[
    claims::brief,
    links::brief,
    pictures::brief,
    templates::brief,
];
/// Rules about the rest of the site that every build runs.
const SITE_RULES: &[SiteRule] = &[
    links::others,
    names::site,
    pictures::others,
    slugs::site,
    storylines::site,
    templates::others,
];
/// Rules about citations and addresses across the site. They run only where the rules about prose do.
const SOURCE_RULES: &[SiteRule] = &[covered::site, tracking::others];

/// Runs the rules of `scope` about one brief.
pub fn brief(ctx: &CheckContext, id: BriefId, scope: Scope) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    BRIEF_RULES
        .iter()
        .for_each(|rule| rule(ctx, id, &mut found));
    if scope == Scope::All {
        editorial::brief(ctx, id, &mut found);
        tracking::brief(ctx, id, &mut found);
    }
    found
}

/// Runs the rules about prose on a brief that errors in its front matter keep off the site. `mistaken` names the
/// faulty fields; a rule that reads one of them is skipped, so that one mistake is reported once.
pub fn faulty(ctx: &CheckContext, brief: &Brief, mistaken: &BTreeSet<String>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    editorial::faulty(ctx, brief, mistaken, &mut found);
    // Clips hang on sources: with those unreadable, every claim would look unbacked.
    if !["source", "sources"]
        .iter()
        .any(|field| mistaken.contains(*field))
    {
        claims::faulty(ctx, brief, &mut found);
    }
    tracking::links(ctx, &brief.meta.path, &brief.body, &mut found);
    found
}

/// Runs the rules of `scope` about everything but single briefs.
pub fn site(ctx: &CheckContext, scope: Scope) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    SITE_RULES.iter().for_each(|rule| rule(ctx, &mut found));
    if scope == Scope::All {
        SOURCE_RULES.iter().for_each(|rule| rule(ctx, &mut found));
    }
    found
}
