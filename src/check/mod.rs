//! Rules: what may be wrong with a site as a whole. One rule a file; `RULES` is the table of them.
//! A rule looks and reports; it changes nothing. `edits` makes the changes that diagnostics propose, in memory.

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

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub struct CheckContext<'a> {
    /// The linked model.
    pub site: &'a Site,
    /// The texts of briefs.
    pub texts: &'a BriefTexts,
    /// What exists.
    pub plan: &'a Plan,
    /// The input files.
    pub tree: &'a SourceTree,
    /// The day, in the site's zone.
    pub today: Date,
    /// All names that the site knows; `None` where no rule that is asked reads prose.
    pub lexicon: Option<&'a Lexicon>,
    /// What may have been meant by what leads nowhere.
    pub suggestions: &'a Suggestions,
}

impl<'a> CheckContext<'a> {
    /// Returns the brief of this id.
    pub fn brief(&self, id: BriefId) -> LinkedBrief<'a> {
        self.texts.linked(self.site, id)
    }
}

/// Returns the briefs whose texts the rules about the brief `id` look at: its own, and those on whose pages it links
/// to a place.
pub fn reads(site: &Site, id: BriefId) -> Vec<BriefId> {
    let node = site.node(id);
    let from = LinkOrigin {
        path: &node.meta.path,
        lang: node.lang,
    };
    let mut reads = vec![id];
    for (_, target) in node
        .meta
        .leads
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
        reads.extend(site.brief_at(&route));
    }
    reads
}

/// Returns whether `target` is a place on another page.
fn has_fragment(target: &Target) -> bool {
    match target {
        Target::Scheme { fragment, .. }
        | Target::Wiki { fragment, .. }
        | Target::Absolute { fragment, .. }
        | Target::Relative { fragment, .. } => fragment.is_some(),
        Target::External(_) | Target::Fragment(_) => false,
    }
}

/// Which rules are asked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub enum Scope {
    /// All of them.
    All,
    /// Those of a build: whatever can be an error, and what costs little. Rules about prose are for `check`.
    Build,
}

impl Scope {
    /// Returns which rules are asked on a site with `config`: where a rule about prose is an error, a build asks them
    /// all; where nobody wants to hear of prose, nothing does.
    pub fn on(self, config: &Config) -> Self {
        match self {
            Scope::All if config.check.leave_prose() => Scope::Build,
            Scope::Build if config.check.make_errors_of_prose() => Scope::All,
            scope => scope,
        }
    }
}

/// A rule about one brief.
pub type BriefRule = fn(&CheckContext, BriefId, &mut Vec<Diagnostic>);
/// A rule about everything else.
pub type SiteRule = fn(&CheckContext, &mut Vec<Diagnostic>);

/// Rules about each brief by itself that every build asks.
const BRIEF_RULES: &[BriefRule] = &[
    claims::brief,
    links::brief,
    pictures::brief,
    templates::brief,
];
/// Rules about the rest of the site.
const SITE_RULES: &[SiteRule] = &[
    links::others,
    names::site,
    pictures::others,
    slugs::site,
    storylines::site,
    templates::others,
];
/// Rules about sources and addresses of the site as a whole, which are asked where those about prose are.
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

/// Runs the rules about prose on a brief that a mistake keeps from being shown; it is in some fields of its front matter,
/// the names of which are `mistaken`.
pub fn faulty(ctx: &CheckContext, brief: &Brief, mistaken: &BTreeSet<String>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    editorial::faulty(ctx, brief, mistaken, &mut found);
    if !["source", "sources"]
        .iter()
        .any(|field| mistaken.contains(*field))
    {
        claims::faulty(ctx, brief, &mut found);
    }
    tracking::links(ctx, &brief.meta.path, &brief.body, &mut found);
    found
}

/// Runs the rules of `scope` about the rest of the site.
pub fn site(ctx: &CheckContext, scope: Scope) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    SITE_RULES.iter().for_each(|rule| rule(ctx, &mut found));
    if scope == Scope::All {
        SOURCE_RULES.iter().for_each(|rule| rule(ctx, &mut found));
    }
    found
}
