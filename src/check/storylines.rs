//! `storyline-date`: reports an expected step (`next`) dated before what has already happened, and one in a storyline
//! that has ended.
//!
//! Evidence is the newest date in `timeline` and of the storyline's newest listed brief in the main language. A step
//! whose period has only begun is not reported: `2026-03` may still come true on its last day.

use crate::check::CheckContext;
use crate::diag::{Diagnostic, Place, catalog};
use crate::entity::{Entity, Storyline, StorylineStatus, StorylineStep};
use crate::site::{Group, GroupId, LanguageId};
use crate::time::Edtf;

pub(super) fn site(ctx: &CheckContext, found: &mut Vec<Diagnostic>) {
    for id in ctx.site.group_ids() {
        let group = ctx.site.group(id);
        if let Some(Entity::Storyline(storyline)) = group.file.as_ref().map(|file| &file.entity) {
            steps(ctx, (id, group), storyline, found);
        }
    }
}

fn steps(
    ctx: &CheckContext,
    group: (GroupId, &Group),
    storyline: &Storyline,
    found: &mut Vec<Diagnostic>,
) {
    let (id, group) = group;
    let Some(path) = group.file.as_ref().map(|file| &file.path) else {
        return;
    };
    let last = last_step(ctx, id, storyline);
    for step in &storyline.next {
        let place = Place::key(path, &step.at);
        if storyline.status == StorylineStatus::Ended {
            found.push(catalog::site::storyline_ended(place));
        } else if let Some(last) = last.as_ref().filter(|last| step.date.last() < last.first()) {
            found.push(catalog::site::storyline_date(
                place,
                &step.date.to_string(),
                &last.to_string(),
            ));
        }
    }
}

/// Returns the date of the last event in a storyline: a step of its timeline or a brief.
fn last_step(ctx: &CheckContext, id: GroupId, storyline: &Storyline) -> Option<Edtf> {
    let steps = storyline
        .timeline
        .iter()
        .map(|StorylineStep { date, .. }| date.clone());
    let newest = ctx.site.members(LanguageId(0), id).listed.first();
    let brief = newest.map(|id| Edtf::day(ctx.site.node(*id).day));
    steps.chain(brief).max()
}
