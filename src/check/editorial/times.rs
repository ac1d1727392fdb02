//! `date-future`, `entry-early`, `developing-stale`, `update-without-note`: dates that cannot be, and what is due.

use crate::brief::{Brief, HistoryEntry, Status};
use crate::check::editorial::BriefContext;
use crate::diag::{Diagnostic, Place, catalog};
use crate::site::Site;
use crate::source::FieldPath;
use crate::text;

/// Words that an update has at least: one that says less says nothing.
const MIN_NOTE_WORDS: usize = 3;

/// Checks the times of a brief.
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
            note(entry, &place, found);
            let date = entry.at.date(zone);
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
    stale(site, brief, found);
}

fn note(entry: &HistoryEntry, place: &Place, found: &mut Vec<Diagnostic>) {
    if text::count_words(&entry.text) < MIN_NOTE_WORDS {
        found.push(catalog::dates::update_without_note(
            place.clone(),
            &entry.text,
        ));
    }
}

fn stale(site: &Site, brief: &Brief, found: &mut Vec<Diagnostic>) {
    let zone = &site.config.timezone;
    let due = brief.meta.review_due(zone);
    if brief.meta.status == Status::Developing && due <= site.now {
        let due = due.to_zoned_datetime(zone.clone()).date().to_string();
        let place = Place::value(&brief.meta.path, &FieldPath::key("status"));
        found.push(catalog::dates::developing_stale(place, &due));
    }
}
