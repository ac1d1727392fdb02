//! The days that a clip names by their weekday, or as *yesterday* and *tomorrow*: worked out from the editor's own days.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::check::claims::ClaimContext;
use crate::check::claims::clip::Clip;
use crate::locale::Locale;
use crate::text;

/// Words for the day before and the day after, folded.
const YESTERDAY: [&str; 5] = ["yesterday", "gestern", "hier", "ayer", "امس"];
const TOMORROW: [&str; 4] = ["tomorrow", "demain", "غدا", "غد"];

/// Returns the days, as 100 × month + day, that the clips may mean by weekdays: within a week of a day of the editor's.
pub(super) fn named(checking: &ClaimContext) -> BTreeSet<i32> {
    let mut days = BTreeSet::new();
    for clip in &checking.clips {
        let (weekdays, steps) = weekdays(clip);
        for anchor in &checking.days {
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

fn of(day: Date) -> i32 {
    i32::from(day.month()) * 100 + i32::from(day.day())
}

/// Returns which weekdays a clip names, from Monday, and how many days from its own it names.
fn weekdays(clip: &Clip) -> (BTreeSet<usize>, BTreeSet<i32>) {
    let locale = Locale::of(&clip.language);
    let first = locale.days_into_week(Date::constant(2024, 1, 1));
    let names: Vec<(String, usize)> = locale
        .weekdays()
        .enumerate()
        .map(|(idx, (name, _))| (text::fold(name), (idx + 7 - first) % 7))
        .collect();
    let mut weekdays = BTreeSet::new();
    let mut steps = BTreeSet::new();
    for (word, _) in &clip.words {
        // `Montagmorgen`
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
