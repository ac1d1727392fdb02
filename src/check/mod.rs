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
mod templates;
mod tracking;
pub mod urls;

pub use edits::{FileEdit, edits};
pub use urls::{Locked, URLS_LOCK};

pub use lexicon::Lexicon;

use crate::diag::Diagnostic;
use crate::page::Plan;
use crate::site::{BriefId, Site};
use crate::source::SourceTree;

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The linked model.
    pub site: &'a Site,
    /// What exists.
    pub plan: &'a Plan,
    /// The input files.
    pub tree: &'a SourceTree,
    /// All names that the site knows.
    pub lexicon: &'a Lexicon,
}

/// A rule about one brief.
pub type BriefRule = fn(&Subject, BriefId, &mut Vec<Diagnostic>);
/// A rule about everything else.
pub type SiteRule = fn(&Subject, &mut Vec<Diagnostic>);

/// Rules about each brief by itself; they run beside each other.
pub const BRIEF_RULES: &[BriefRule] =
    &[claims::brief, editorial::brief, links::brief, pictures::brief, templates::brief, tracking::brief];
/// Rules about the rest of the site.
pub const SITE_RULES: &[SiteRule] = &[
    covered::site,
    links::others,
    names::site,
    pictures::others,
    slugs::site,
    storylines::site,
    templates::others,
    tracking::others,
];

/// Runs the rules about one brief.
pub fn brief(subject: &Subject, id: BriefId) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    BRIEF_RULES.iter().for_each(|rule| rule(subject, id, &mut found));
    found
}

/// Runs the rules about the rest of the site.
pub fn site(subject: &Subject) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    SITE_RULES.iter().for_each(|rule| rule(subject, &mut found));
    found
}
