//! Codes of headlines and summaries: what stands alone in lists, cards and search results. The rules are in
//! `check::editorial`.

use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Editorial;

    /// A headline longer than lists, search results and cards show, which is about 70 characters; up to 77 pass.
    TITLE_LENGTH = Note "title-length" {
        in FrontMatter,
        wrong: "title: The ministry of water says that the river has fallen by a metre in one day, and will fall on",
        right: "title: The river falls by a metre in a day",
    }

    /// A headline that teases rather than tells: it promises (*you won't believe*, *here's why*), counts (*7 reasons to*), or
    /// cries. Readers of lists, feeds and search results see the headline alone. What it quotes is another's (English only).
    TITLE_CLICKBAIT = Warning "title-clickbait" {
        in FrontMatter,
        wrong: "title: You won't believe how far the river fell",
        right: "title: The river falls by a metre in a day",
    }

    /// A headline of one sentence ends in a full stop. Lists, cards and search results show headlines as labels, and labels have
    /// none. Headlines of two sentences keep theirs, as do abbreviations (`U.S.`, `Inc.`) and ellipses.
    TITLE_ENDS_PERIOD = Warning "title-ends-period" {
        in FrontMatter,
        wrong: "title: The river falls.",
        right: "title: The river falls",
    }

    /// The headline is that of a source, word for word: case, signs and accents apart, and without the name of the publisher
    /// behind it. A brief says it in its own words.
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

    /// A summary longer than lists and cards show.
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
        .hint("say who did what")
}

pub(crate) fn title_clickbait(place: Place, words: &str) -> Diagnostic {
    TITLE_CLICKBAIT
        .at(place, format!("`{words}` teases"))
        .hint("say what happened")
}

pub(crate) fn title_ends_period(place: Place) -> Diagnostic {
    TITLE_ENDS_PERIOD
        .at(place, "the headline ends in a full stop")
        .hint("take it off")
}

pub(crate) fn title_equals_source(place: Place, source: Place) -> Diagnostic {
    TITLE_EQUALS_SOURCE
        .at(place, "the headline is that of a source")
        .related(source, "of")
        .hint("write your own")
}

pub(crate) fn summary_length(place: Place, n_chars: usize, limit: usize) -> Diagnostic {
    SUMMARY_LENGTH
        .at(
            place,
            format!("the summary has {n_chars} characters; at most {limit} are shown"),
        )
        .hint("shorten it, or leave it out: the first sentences then stand in")
}
