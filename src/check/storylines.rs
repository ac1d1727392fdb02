//! `storyline-date`: what is expected lies ahead of what has happened, and an ended story expects nothing.

use crate::check::Subject;
use crate::diag::{Diagnostic, Place, catalog};
use crate::entity::{Entity, Step, Storyline, StorylineStatus};
use crate::site::{BranchId, Group, GroupId};
use crate::time::Edtf;

/// Checks the steps of every storyline.
pub(super) fn site(subject: &Subject, found: &mut Vec<Diagnostic>) {
    for id in subject.site.group_ids() {
        let group = subject.site.group(id);
        if let Some(Entity::Storyline(storyline)) =
            group.described.as_ref().map(|file| &file.entity)
        {
            steps(subject, (id, group), storyline, found);
        }
    }
}

fn steps(
    subject: &Subject,
    group: (GroupId, &Group),
    storyline: &Storyline,
    found: &mut Vec<Diagnostic>,
) {
    let (id, group) = group;
    let Some(path) = group.described.as_ref().map(|file| &file.path) else {
        return;
    };
    let last = last_step(subject, id, storyline);
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
fn last_step(subject: &Subject, id: GroupId, storyline: &Storyline) -> Option<Edtf> {
    let steps = storyline
        .timeline
        .iter()
        .map(|Step { date, .. }| date.clone());
    let newest = subject.site.members(BranchId(0), id).listed.first();
    let brief = newest.map(|id| Edtf::day(subject.site.placed(*id).day));
    steps.chain(brief).max()
}
