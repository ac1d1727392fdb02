//! Codes of dates that readers see: in the text, in sources, in updates and corrections. The rules are in
//! `check::editorial`; a date that cannot be parsed is in `fields`.

use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Editorial;

    /// A word for a day that means another one tomorrow, in the headline or the text: *yesterday*, *on Friday*, *since Monday*,
    /// *ruled Tuesday*, *over the weekend*. Briefs are read for years (English only). `today` for the present age
    /// (`today's sensors`), names (`USA Today`), weekdays with a date and what is so every week are not meant. The hint has a date only where one is
    /// certain: the brief's own day, or the weekday before it for what has been.
    RELATIVE_DATE = Warning "relative-date" {
        in Text,
        wrong: "The dam opened yesterday.",
        right: "The dam opened on 28 February 2026.",
    }

    /// A source, an update or a correction bears a date that is still to come.
    DATE_FUTURE = Warning "date-future" {
        in FrontMatter,
        wrong: "corrections: { 2099-03-05: It fell by two metres. }",
        right: "corrections: { 2026-03-05: It fell by two metres. }",
    }

    /// An update, a correction or a clarification bears a date before that of the brief: one of the two is wrong.
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

    /// A developing brief is past its review: readers are told since when nobody looked at it.
    DEVELOPING_STALE = Note "developing-stale" {
        in FrontMatter,
        wrong: "status: developing",
        right: "
            status: developing
            review: 2099-01-01
        ",
    }

    /// An update, correction or clarification that says nothing of what changed.
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
            format!("`{words}` will mean another day to later readers"),
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
            format!("the {what} is of {date}, which is still to come"),
        )
        .hint("mend the date")
}

pub(crate) fn entry_early(place: Place, (what, date): (&str, &str), brief: &str) -> Diagnostic {
    ENTRY_EARLY
        .at(
            place,
            format!("the {what} is of {date}, the brief of {brief}"),
        )
        .hint("mend one of the dates; what was changed before anybody read it needs no entry")
}

pub(crate) fn developing_stale(place: Place, due: &str) -> Diagnostic {
    DEVELOPING_STALE
        .at(
            place,
            format!("the review of this developing brief was due on {due}"),
        )
        .hint("add an update, give a later `review`, or write `status: final`")
}

pub(crate) fn update_without_note(place: Place, text: &str) -> Diagnostic {
    UPDATE_WITHOUT_NOTE
        .at(place, format!("`{text}` does not say what changed"))
        .hint("say what is new, or what was wrong and what is right")
}
