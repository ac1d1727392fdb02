//! Codes of the shape of a text: its length, paragraphs and headings. The rules are in `check::editorial`.

use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Editorial;

    /// The first paragraph is much longer than 60 words, so that it hides its point. It is the brief in short: readers
    /// may stop there. The limit is a rule of thumb: up to 72 words are accepted.
    LEAD_LENGTH = Note "lead-length" {
        in Text,
        wrong: "The dam will close, said [… 90 words]",
        right: "The dam will close, the ministry said.",
    }

    /// A paragraph is much longer than 120 words. Few readers finish it, least of all on a phone. The limit is a rule
    /// of thumb: up to 144 words are accepted.
    WALL_OF_TEXT = Note "wall-of-text" {
        in Text,
        wrong: "
            The river fell by a metre.

            Nobody knows why. [… 170 words]
        ",
        right: "
            The river fell by a metre.

            Nobody knows why.
        ",
    }

    /// A brief is much longer than 475 words, which take two minutes to read. The limit is a rule of thumb: up to 570
    /// words are accepted.
    BRIEF_LENGTH = Note "brief-length" {
        in Text,
        wrong: "The dam will close. [… 600 words]",
        right: "The dam will close.",
    }

    /// The brief has neither a text nor a summary, so its page is only a headline.
    TEXT_MISSING = Warning "text-missing" {
        in Brief,
        wrong: "
            ---
            title: The river falls
            date: 2026-03-01
            source: https://wire.example/river
            ---
        ",
        right: "
            ---
            title: The river falls
            date: 2026-03-01
            source: https://wire.example/river
            ---
            The river fell by a metre.
        ",
    }

    /// The text has a heading of the first level. The headline is the only one on a page, so this one is shown as
    /// second level. The fix adds the missing `#`, or replaces the line of `=` below it by one of `-`. There is no fix
    /// where the text also has headings of the second level: only the author knows which belong together.
    H1_IN_BODY = Warning "h1-in-body" {
        in Text,
        wrong: "# Why it fell",
        right: "## Why it fell",
    }

    /// A heading is more than one level below the one before it. People who listen to the page miss a step.
    HEADING_SKIP = Warning "heading-skip" {
        in Text,
        wrong: "
            ## Why it fell

            #### The dam
        ",
        right: "
            ## Why it fell

            ### The dam
        ",
    }
}

pub(crate) fn lead_length(place: Place, n_words: usize, limit: usize) -> Diagnostic {
    LEAD_LENGTH
        .at(
            place,
            format!("the first paragraph has {n_words} words; about {limit} are enough"),
        )
        .hint("keep who, what, where and when; move the rest below")
}

pub(crate) fn wall_of_text(place: Place, n_words: usize, limit: usize) -> Diagnostic {
    WALL_OF_TEXT
        .at(
            place,
            format!("the paragraph has {n_words} words; about {limit} are enough"),
        )
        .hint("split it; a bold lead-in (`**Why it matters:**`) helps")
}

pub(crate) fn brief_length(place: Place, n_words: usize, limit: usize) -> Diagnostic {
    BRIEF_LENGTH
        .at(
            place,
            format!("the brief has {n_words} words; about {limit} are enough"),
        )
        .hint("shorten it, or split it in two and join them by a storyline")
}

pub(crate) fn text_missing(place: Place) -> Diagnostic {
    TEXT_MISSING
        .at(place, "the brief has no text")
        .hint("write what happened below the front matter")
}

pub(crate) fn h1_in_body(place: Place) -> Diagnostic {
    H1_IN_BODY
        .at(
            place,
            "the text has a heading of the first level, which is reserved for the headline",
        )
        .hint("write `##`")
}

pub(crate) fn heading_skip(place: Place, level: u8, above: u8) -> Diagnostic {
    HEADING_SKIP
        .at(
            place,
            format!("a heading of level {level} follows one of level {above}"),
        )
        .hint(format!("write `{}`", "#".repeat(usize::from(above) + 1)))
}
