//! `storyline-date`: what is expected lies ahead of what has happened, and an ended story expects nothing.

use crate::check::CheckContext;
use crate::diag::{Diagnostic, Place, catalog};
use crate::entity::{Entity, Storyline, StorylineStatus, StorylineStep};
use crate::site::{Group, GroupId, LanguageId};
use crate::time::Edtf;

/// Checks the steps of every storyline.
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

/// Returns the date of the last thing that has happened in a storyline: a step, or a brief.
fn last_step(ctx: &CheckContext, id: GroupId, storyline: &Storyline) -> Option<Edtf> {
    let steps = storyline
        .timeline
        .iter()
        .map(|StorylineStep { date, .. }| date.clone());
    let newest = ctx.site.members(LanguageId(0), id).listed.first();
    let brief = newest.map(|id| Edtf::day(ctx.site.node(*id).day));
    steps.chain(brief).max()
}
