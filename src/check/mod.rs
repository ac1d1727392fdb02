//! Rules: what may be wrong with a site as a whole. One rule a file; `RULES` is the table of them.
//! A rule looks and reports; it changes nothing.

mod links;
mod pictures;
mod templates;

use crate::diag::Diagnostic;
use crate::page::Plan;
use crate::site::{BriefId, Site};
use crate::source::SourceTree;

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The linked model.
    pub site: &'a Site,
    /// What exists.
    pub plan: &'a Plan,
    /// The input files.
    pub tree: &'a SourceTree,
}

/// A rule about one brief.
pub type BriefRule = fn(&Checked, BriefId, &mut Vec<Diagnostic>);
/// A rule about everything else.
pub type SiteRule = fn(&Checked, &mut Vec<Diagnostic>);

/// Rules about each brief by itself; they run beside each other.
pub const BRIEF_RULES: &[BriefRule] = &[links::brief, pictures::brief, templates::brief];
/// Rules about the rest of the site.
pub const SITE_RULES: &[SiteRule] = &[links::others, templates::others];

/// Runs the rules about one brief.
pub fn brief(checked: &Checked, id: BriefId) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    BRIEF_RULES.iter().for_each(|rule| rule(checked, id, &mut found));
    found
}

/// Runs the rules about the rest of the site.
pub fn site(checked: &Checked) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    SITE_RULES.iter().for_each(|rule| rule(checked, &mut found));
    found
}
