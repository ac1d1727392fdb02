//! The timeline of a storyline: what went before, the briefs, what is expected, in one order of time.

use std::sync::Arc;

use jiff::civil::Date;

use crate::entity::{Described, Entity, Step, Storyline};
use crate::page::context::Context;
use crate::page::view::StepView;
use crate::page::views::list;
use crate::site::{BranchId, BriefId, Part};
use crate::time::Edtf;

/// Makes the steps of one page of a storyline, oldest first.
///
/// A page has the `briefs` of its `part`, and the steps without a brief from its oldest brief on, up to the
/// next newer page; the last page has all that went before. What is expected is on the storyline's own page.
pub fn timeline(
    context: &Context,
    branch: BranchId,
    of: (Option<&Arc<Described>>, &Storyline),
    briefs: &[BriefId],
    part: &Part,
) -> Vec<StepView> {
    let (file, main) = of;
    // A translation without steps of its own shows those of the main language.
    let own = match file.map(|file| &file.entity) {
        Some(Entity::Storyline(own)) if !own.timeline.is_empty() || !own.next.is_empty() => own,
        _ => main,
    };
    let day = |idx: usize| context.site.placed(briefs[idx]).day;
    let from = part.older.map(|_| day(part.range.end - 1));
    let until = part.newer.map(|_| day(part.range.start - 1));
    let is_here = |date: Date| from.is_none_or(|from| from <= date) && until.is_none_or(|until| date < until);

    let mut dated: Vec<(Edtf, u8, StepView)> = Vec::new();
    let step = |step: &Step, kind| StepView {
        kind,
        date: context.edtf(&step.date, branch),
        text: step.text.clone(),
        brief: None,
    };
    for past in own.timeline.iter().filter(|step| is_here(step.date.first())) {
        dated.push((past.date.clone(), 0, step(past, "past")));
    }
    for id in briefs[part.range.clone()].iter().rev() {
        let brief = &context.site.brief(*id).brief;
        let day = || Edtf::day(brief.date.date(&context.site.config.timezone));
        let date = brief.event.clone().unwrap_or_else(day);
        let shown = context.edtf(&date, branch);
        let text = brief.title.clone();
        let card = Some(list::card(context, *id));
        dated.push((date, 1, StepView { kind: "brief", date: shown, text, brief: card }));
    }
    if part.number.is_none() {
        dated.extend(own.next.iter().map(|next| (next.date.clone(), 2, step(next, "expected"))));
    }
    // Stable: what is dated alike stays in the order of the file, briefs in that of publication.
    dated.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    dated.into_iter().map(|(_, _, step)| step).collect()
}
