//! Codes of headlines and summaries: texts that are shown alone in lists, cards and search results. The rules are in
//! `check::editorial`.

use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Editorial;

    /// A headline is longer than lists, search results and cards show, which is about 70 characters; up to 77 are
    /// accepted.
    TITLE_LENGTH = Note "title-length" {
        in FrontMatter,
        wrong: "title: The ministry of water says that the river has fallen by a metre in one day, and will fall on",
        right: "title: The river falls by a metre in a day",
    }

    /// A headline teases instead of informing: it promises (*you won't believe*, *here's why*), counts (*7 reasons
    /// to*), or shouts. Readers of lists, feeds and search results see the headline alone. Words in quotation marks are
    /// not checked (English only).
    TITLE_CLICKBAIT = Warning "title-clickbait" {
        in FrontMatter,
        wrong: "title: You won't believe how far the river fell",
        right: "title: The river falls by a metre in a day",
    }

    /// A headline of one sentence ends in a full stop. Lists, cards and search results show headlines as labels, and
    /// labels have none. Headlines of two sentences keep theirs, as do abbreviations (`U.S.`, `Inc.`) and ellipses.
    TITLE_ENDS_PERIOD = Warning "title-ends-period" {
        in FrontMatter,
        wrong: "title: The river falls.",
        right: "title: The river falls",
    }

    /// The headline repeats that of a source word for word. Case, punctuation, accents and a final name of the
    /// publisher are ignored. A brief has a headline in its own words.
    TITLE_EQUALS_SOURCE = Warning "title-equals-source" {
        in FrontMatter,
        wrong: "
            title: River at its lowest since 1950
            source: { title: River at its lowest since 1950, url: https://wire.example/river }
        ",
        right: "
            title: The river falls by a metre
            source: { title: River at its lowest since 1950, url: https://wire.example/river }
        ",
    }

    /// A summary is longer than lists and cards show.
    SUMMARY_LENGTH = Note "summary-length" {
        in FrontMatter,
        wrong: "summary: The river fell. [… 50 words]",
        right: "summary: The river fell by a metre.",
    }
}

pub(crate) fn title_length(place: Place, n_chars: usize, limit: usize) -> Diagnostic {
    TITLE_LENGTH
        .at(
            place,
            format!("the headline has {n_chars} characters; about {limit} are shown"),
        )
        .hint("write who did what")
}

pub(crate) fn title_clickbait(place: Place, words: &str) -> Diagnostic {
    TITLE_CLICKBAIT
        .at(place, format!("`{words}` is a teaser"))
        .hint("write what happened")
}

pub(crate) fn title_ends_period(place: Place) -> Diagnostic {
    TITLE_ENDS_PERIOD
        .at(place, "the headline ends in a full stop")
        .hint("delete it")
}

pub(crate) fn title_equals_source(place: Place, source: Place) -> Diagnostic {
    TITLE_EQUALS_SOURCE
        .at(place, "the headline is copied from a source")
        .related(source, "title of the source")
        .hint("write your own")
}

pub(crate) fn summary_length(place: Place, n_chars: usize, limit: usize) -> Diagnostic {
    SUMMARY_LENGTH
        .at(
            place,
            format!("the summary has {n_chars} characters; at most {limit} are recommended"),
        )
        .hint("shorten it, or delete it: the first sentences are then shown instead")
}
