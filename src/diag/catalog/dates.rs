//! Codes of dates that readers see: in the text, in sources, in updates and corrections. The rules are in
//! `check::editorial`; a date that cannot be parsed is in `fields`.

use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Editorial;

    /// A word for a day in the headline or the text means a different day tomorrow: *yesterday*, *on Friday*, *since
    /// Monday*, *ruled Tuesday*, *over the weekend*. Briefs are read for years, so give the date (English only).
    /// `today` for the present age (`today's sensors`), names (`USA Today`), weekdays with a date and weekly events are
    /// not reported. The hint gives a date only where it is certain: the brief's own day, or the weekday before it for
    /// past events.
    RELATIVE_DATE = Warning "relative-date" {
        in Text,
        wrong: "The dam opened yesterday.",
        right: "The dam opened on 28 February 2026.",
    }

    /// A source, an update, a correction or a clarification has a date in the future. Correct the date.
    DATE_FUTURE = Warning "date-future" {
        in FrontMatter,
        wrong: "corrections: { 2099-03-05: It fell by two metres. }",
        right: "corrections: { 2026-03-05: It fell by two metres. }",
    }

    /// An update, a correction or a clarification has a date before that of the brief. One of the two is wrong, or the
    /// entry is not needed: changes made before publication need none.
    ENTRY_EARLY = Warning "entry-early" {
        in FrontMatter,
        wrong: "
            date: 2026-03-01
            corrections: { 2026-02-05: It fell by two metres. }
        ",
        right: "
            date: 2026-03-01
            corrections: { 2026-03-05: It fell by two metres. }
        ",
    }

    /// A developing brief is past its review date. Its page says when its review was due.
    DEVELOPING_STALE = Note "developing-stale" {
        in FrontMatter,
        wrong: "status: developing",
        right: "
            status: developing
            review: 2099-01-01
        ",
    }

    /// An update, a correction or a clarification does not say what changed. Readers need to know what is new, or what
    /// was wrong.
    UPDATE_WITHOUT_NOTE = Warning "update-without-note" {
        in FrontMatter,
        wrong: "updates: { 2026-03-02: Updated. }",
        right: "updates: { 2026-03-02: The river rose again. }",
    }
}

pub(crate) fn relative_date(place: Place, words: &str, date: Option<&str>) -> Diagnostic {
    RELATIVE_DATE
        .at(
            place,
            format!("`{words}` will mean a different day to later readers"),
        )
        .hint(match date {
            Some(date) => format!("write `{date}`"),
            None => "write the date".to_owned(),
        })
}

pub(crate) fn date_future(place: Place, what: &str, date: &str) -> Diagnostic {
    DATE_FUTURE
        .at(
            place,
            format!("the {what} is dated {date}, which is in the future"),
        )
        .hint("correct the date")
}

pub(crate) fn entry_early(place: Place, (what, date): (&str, &str), brief: &str) -> Diagnostic {
    ENTRY_EARLY
        .at(
            place,
            format!("the {what} ({date}) is older than the brief ({brief})"),
        )
        .hint("correct one of the dates; a change made before publication needs no entry")
}

pub(crate) fn developing_stale(place: Place, due: &str) -> Diagnostic {
    DEVELOPING_STALE
        .at(
            place,
            format!("the review of this developing brief was due on {due}"),
        )
        .hint("add an update, set a later `review`, or write `status: final`")
}

pub(crate) fn update_without_note(place: Place, text: &str) -> Diagnostic {
    UPDATE_WITHOUT_NOTE
        .at(place, format!("`{text}` does not say what changed"))
        .hint("write what is new, or what was wrong and what is right")
}
