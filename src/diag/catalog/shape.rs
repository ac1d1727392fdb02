//! Codes of the shape of a text: its length, paragraphs and headings. The rules are in `check::editorial`.

use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Editorial;

    /// The first paragraph is the brief: a reader may stop there. One that is much longer than 60 words hides its point. The
    /// limit is a rule of thumb: up to 72 words pass.
    LEAD_LENGTH = Note "lead-length" {
        in Text,
        wrong: "The dam will close, said [… 90 words]",
        right: "The dam will close, the ministry said.",
    }

    /// A paragraph that few read to its end, on a phone least of all: much more than 120 words. The limit is a rule of thumb:
    /// up to 144 words pass.
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

    /// A brief that is no longer brief: much more than 475 words, which is what is read in two minutes. The limit is a rule of
    /// thumb: up to 570 words pass.
    BRIEF_LENGTH = Note "brief-length" {
        in Text,
        wrong: "The dam will close. [… 600 words]",
        right: "The dam will close.",
    }

    /// The brief has neither a text nor a summary: its page is a headline.
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

    /// A heading of the first level stands in the text. The headline is the page's only one; it is shown as second. The fix
    /// adds the missing `#`, or makes the line of `=` below it one of `-`. There is none where the text has headings of the
    /// second level, too: which of them belong together only its author knows.
    H1_IN_BODY = Warning "h1-in-body" {
        in Text,
        wrong: "# Why it fell",
        right: "## Why it fell",
    }

    /// A heading lies more than one level below the one before it: those who hear the page miss a step.
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
            format!("the first paragraph has {n_words} words; about {limit} are plenty"),
        )
        .hint("keep who, what, where and when; move the rest below")
}

pub(crate) fn wall_of_text(place: Place, n_words: usize, limit: usize) -> Diagnostic {
    WALL_OF_TEXT
        .at(
            place,
            format!("the paragraph has {n_words} words; about {limit} are plenty"),
        )
        .hint("break it up; a bold lead-in (`**Why it matters:**`) helps")
}

pub(crate) fn brief_length(place: Place, n_words: usize, limit: usize) -> Diagnostic {
    BRIEF_LENGTH
        .at(
            place,
            format!("the brief has {n_words} words; about {limit} are plenty"),
        )
        .hint("cut it, or make two of it with a storyline")
}

pub(crate) fn text_missing(place: Place) -> Diagnostic {
    TEXT_MISSING
        .at(place, "the brief has no text")
        .hint("write below the front matter what happened")
}

pub(crate) fn h1_in_body(place: Place) -> Diagnostic {
    H1_IN_BODY
        .at(place, "the headline is the only heading of the first level")
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
