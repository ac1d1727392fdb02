//! Days that a clip names by weekday, or as *yesterday* and *tomorrow*, resolved against the dates that the editor
//! gave. Used by `numbers` for dates that no clip spells out; dates that are spelled out are quantities.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::check::claims::ClaimContext;
use crate::check::claims::clip::Clip;
use crate::locale::Locale;
use crate::text;

/// Words for the day before, folded.
const YESTERDAY: [&str; 5] = ["yesterday", "gestern", "hier", "ayer", "امس"];
/// Words for the day after, folded.
const TOMORROW: [&str; 4] = ["tomorrow", "demain", "غدا", "غد"];

/// Returns the days, each as 100 × month + day, that the clips may mean by weekdays: those within a week of a date
/// that the editor gave. The clip's own date is unknown, so every one of these dates may be it.
pub(super) fn named(ctx: &ClaimContext) -> BTreeSet<i32> {
    let mut days = BTreeSet::new();
    for clip in &ctx.clips {
        let (weekdays, steps) = weekdays(clip);
        for anchor in &ctx.days {
            for step in -7..=7 {
                let Ok(day) = anchor.checked_add(i64::from(step).days()) else {
                    continue;
                };
                let weekday =
                    usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default();
                if weekdays.contains(&weekday) || steps.contains(&step) {
                    days.insert(of(day));
                }
            }
        }
    }
    days
}

/// Encodes a day as quantities do, without the year, which texts leave out.
fn of(day: Date) -> i32 {
    i32::from(day.month()) * 100 + i32::from(day.day())
}

/// Returns the weekdays that a clip names, 0 being Monday, and the distances in days that it names (-1, 1).
fn weekdays(clip: &Clip) -> (BTreeSet<usize>, BTreeSet<i32>) {
    let locale = Locale::of(&clip.language);
    // 1 January 2024 was a Monday: it tells where the locale's week begins.
    let first = locale.days_into_week(Date::constant(2024, 1, 1));
    let names: Vec<(String, usize)> = locale
        .weekdays()
        .enumerate()
        .map(|(idx, (name, _))| (text::fold(name), (idx + 7 - first) % 7))
        .collect();
    let mut weekdays = BTreeSet::new();
    let mut steps = BTreeSet::new();
    for (word, _) in &clip.words {
        // Compared by prefix: German compounds (`Montagmorgen`) name the day as well.
        weekdays.extend(
            names
                .iter()
                .filter(|(name, _)| word.starts_with(name.as_str()))
                .map(|(_, day)| *day),
        );
        steps.extend(YESTERDAY.contains(&word.as_str()).then_some(-1));
        steps.extend(TOMORROW.contains(&word.as_str()).then_some(1));
    }
    (weekdays, steps)
}
