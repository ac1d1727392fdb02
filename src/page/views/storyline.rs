//! The timeline of a storyline: earlier events, briefs and expected events in chronological order; and the storyline's
//! card in lists.

use std::sync::Arc;

use jiff::civil::Date;

use crate::entity::{Entity, EntityFile, Storyline, StorylineStatus, StorylineStep};
use crate::kind::Kind;
use crate::page::context::Context;
use crate::page::view::{StepView, StorylineCardView};
use crate::page::views::{links, list, related};
use crate::site::{BriefId, GroupId, LanguageId, ListPage};
use crate::time::Edtf;

/// Makes the steps of one page of a storyline, oldest first.
///
/// A page holds the `briefs` of its `part`, and the steps without a brief that are dated from its oldest brief up to
/// the next newer page; the last page holds all earlier steps. Expected events are on the storyline's main page.
pub(crate) fn timeline(
    context: &Context,
    lang: LanguageId,
    of: (Option<&Arc<EntityFile>>, &Storyline),
    briefs: &[BriefId],
    part: &ListPage,
) -> Vec<StepView> {
    let (file, main) = of;
    // A translation without steps of its own shows those of the main language.
    let own = match file.map(|file| &file.entity) {
        Some(Entity::Storyline(own)) if !own.timeline.is_empty() || !own.next.is_empty() => own,
        _ => main,
    };
    let day = |idx: usize| context.site.node(briefs[idx]).day;
    let from = part.older.map(|_| day(part.range.end - 1));
    let until = part.newer.map(|_| day(part.range.start - 1));
    let is_here =
        |date: Date| from.is_none_or(|from| from <= date) && until.is_none_or(|until| date < until);

    let mut dated: Vec<(Edtf, u8, StepView)> = Vec::new();
    let of = if std::ptr::eq(own, main) {
        LanguageId(0)
    } else {
        context
            .site
            .lang_of(file.and_then(|file| file.language.as_deref()))
    };
    let language = links::language(context, lang, of);
    let step = |step: &StorylineStep, kind| StepView {
        kind,
        date: context.edtf(&step.date, lang),
        text: context.typeset(&step.text, of),
        language: language.clone(),
        brief: None,
    };
    for past in own
        .timeline
        .iter()
        .filter(|step| is_here(step.date.first()))
    {
        dated.push((past.date.clone(), 0, step(past, "past")));
    }
    for id in briefs[part.range.clone()].iter().rev() {
        let brief = &context.site.node(*id).meta;
        let day = || Edtf::day(brief.date.date(&context.site.config.timezone));
        let date = brief.event.clone().unwrap_or_else(day);
        let shown = context.edtf(&date, lang);
        let own = context.site.node(*id).lang;
        let text = context.typeset(&brief.title, own);
        let card = Some(list::card(context, lang, *id));
        let step = StepView {
            kind: "brief",
            date: shown,
            text,
            language: links::language(context, lang, own),
            brief: card,
        };
        dated.push((date, 1, step));
    }
    if part.number.is_none() {
        dated.extend(
            own.next
                .iter()
                .map(|next| (next.date.clone(), 2, step(next, "expected"))),
        );
    }
    // The number puts earlier events before briefs and expected ones after them on the same date. The sort is stable:
    // otherwise the order of the file, or of publication, decides.
    dated.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    dated.into_iter().map(|(_, _, step)| step).collect()
}

/// Returns the storylines with this status that have a page in `lang`, the one with the newest brief first.
pub(crate) fn all(
    context: &Context,
    lang: LanguageId,
    status: StorylineStatus,
) -> Vec<StorylineCardView> {
    let ids = with_status(context, lang, status);
    ids.into_iter().map(|id| card(context, lang, id)).collect()
}

/// Returns at most `limit` ongoing storylines with briefs in `lang`, the one with the newest brief first.
pub(crate) fn running(context: &Context, lang: LanguageId, limit: usize) -> Vec<StorylineCardView> {
    let ids = with_status(context, lang, StorylineStatus::Ongoing).into_iter();
    let written = ids.filter(|id| !context.site.members(lang, *id).listed.is_empty());
    written
        .take(limit)
        .map(|id| card(context, lang, id))
        .collect()
}

fn with_status(context: &Context, lang: LanguageId, status: StorylineStatus) -> Vec<GroupId> {
    let site = context.site;
    let all = site
        .group_ids()
        .filter(|id| site.group(*id).kind == Kind::Storyline);
    let mut ids: Vec<GroupId> = all
        .filter(|id| status_of(context, *id) == status && site.has_page(lang, *id))
        .collect();
    // Ids of briefs are newest first, so the smallest id is the newest brief; storylines without briefs come last.
    ids.sort_by_key(|id| {
        site.members(lang, *id)
            .listed
            .first()
            .map_or(u32::MAX, |brief| brief.0)
    });
    ids
}

/// Returns the status given in the storyline's file. Without a file it is ongoing: briefs still name it.
fn status_of(context: &Context, id: GroupId) -> StorylineStatus {
    match context
        .site
        .group(id)
        .file
        .as_ref()
        .map(|file| &file.entity)
    {
        Some(Entity::Storyline(storyline)) => storyline.status,
        _ => StorylineStatus::Ongoing,
    }
}

fn card(context: &Context, lang: LanguageId, id: GroupId) -> StorylineCardView {
    let site = context.site;
    StorylineCardView {
        name: links::name(context, lang, id),
        language: links::name_language(context, lang, id),
        href: context.href(&site.group_route(lang, id, None)),
        status: status_of(context, id).as_str(),
        count: site.members(lang, id).listed.len(),
        last: site
            .steps(lang, id)
            .last()
            .map(|brief| related::link(context, lang, *brief)),
    }
}
