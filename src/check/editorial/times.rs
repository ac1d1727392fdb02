//! `date-future`, `entry-early`, `developing-stale`, `update-without-note`: reports dates of sources and history
//! entries that cannot be right, developing briefs past their review, and entries that say nothing.
//!
//! Compares dates in front matter with each other, with the site's clock and with today. Dates in prose are checked
//! in `days`; how a source's date relates to the brief's is checked in `sourcing`.

use crate::brief::{Brief, HistoryEntry, Status};
use crate::check::editorial::BriefContext;
use crate::diag::{Diagnostic, Place, catalog};
use crate::site::Site;
use crate::source::FieldPath;
use crate::text;

/// Fewest words of a history entry; a shorter one does not say what changed.
const MIN_NOTE_WORDS: usize = 3;

pub(super) fn check(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    let (site, brief) = (ctx.site, ctx.brief);
    let zone = &site.config.timezone;
    let sets = [
        ("update", &brief.updates),
        ("correction", &brief.corrections),
        ("clarification", &brief.clarifications),
    ];
    for (what, entries) in sets {
        for entry in entries {
            let place = Place::value(&brief.meta.path, &entry.field);
            check_note(entry, &place, found);
            let date = entry.at.date(zone);
            // Compared by day in the site's zone: a correction an hour after publication may be written without a
            // time.
            if date < brief.meta.date.date(zone) {
                let place = Place::key(&brief.meta.path, &entry.field);
                let of_brief = brief.meta.date.date(zone).to_string();
                found.push(catalog::dates::entry_early(
                    place,
                    (what, &date.to_string()),
                    &of_brief,
                ));
            }
            if entry.at.at > site.now {
                let date = entry.at.date(zone).to_string();
                let place = Place::key(&brief.meta.path, &entry.field);
                found.push(catalog::dates::date_future(place, what, &date));
            }
        }
    }
    for citation in &brief.citations {
        // By the first day that the date may mean: in March, `2026-03` is not in the future.
        if let Some(date) = citation
            .date
            .as_ref()
            .filter(|date| date.first() > ctx.today)
        {
            let place = Place::value(&brief.meta.path, &citation.at.at_key("date"));
            found.push(catalog::dates::date_future(
                place,
                "source",
                &date.to_string(),
            ));
        }
    }
    check_review(site, brief, found);
}

fn check_note(entry: &HistoryEntry, place: &Place, found: &mut Vec<Diagnostic>) {
    if text::count_words(&entry.text) < MIN_NOTE_WORDS {
        found.push(catalog::dates::update_without_note(
            place.clone(),
            &entry.text,
        ));
    }
}

fn check_review(site: &Site, brief: &Brief, found: &mut Vec<Diagnostic>) {
    let zone = &site.config.timezone;
    let due = brief.meta.review_due(zone);
    if brief.meta.status == Status::Developing && due <= site.now {
        let due = due.to_zoned_datetime(zone.clone()).date().to_string();
        let place = Place::value(&brief.meta.path, &FieldPath::key("status"));
        found.push(catalog::dates::developing_stale(place, &due));
    }
}
