//! Codes of sources and attribution: what a brief rests on, and whether it says so. The rules are in `check::editorial`,
//! `check::covered` and `check::tracking`.

use crate::diag::{Category, Diagnostic, Place, codes};
use crate::url::Tracker;

codes! {
    Category::Editorial;

    /// The brief rests on a single source. A second, independent one makes it more reliable; where there is none, the
    /// page shows that there is only one.
    SOURCE_SINGLE = Note "source-single" {
        in FrontMatter,
        wrong: "source: https://wire.example/river",
        right: "sources: [https://wire.example/river, https://other.example/river]",
    }

    /// A source has no date, so readers cannot tell how old the report is. Copies often drop it: look for it on the
    /// publisher's own site.
    SOURCE_NO_DATE = Note "source-no-date" {
        in FrontMatter,
        wrong: "source: https://wire.example/river",
        right: "source: { url: https://wire.example/river, date: 2026-02-28 }",
    }

    /// A source was published after the brief that cites it, and the brief has no update or correction as new as the
    /// source. One of the dates is wrong, or an update is missing.
    SOURCE_NEWER_THAN_BRIEF = Warning "source-newer-than-brief" {
        in FrontMatter,
        wrong: "
            date: 2026-03-01
            sources: [{ url: https://wire.example/river, date: 2026-03-04 }]
        ",
        right: "
            date: 2026-03-01
            updates: { 2026-03-04: The agency measured again. }
            sources: [{ url: https://wire.example/river, date: 2026-03-04 }]
        ",
    }

    /// A source is much older than the brief. News should rest on something new; a brief with `type: background` may
    /// rest on old sources.
    SOURCE_OLD = Note "source-old" {
        in FrontMatter,
        wrong: "
            date: 2026-03-01
            source: { url: https://wire.example/river, date: 2025-03-01 }
        ",
        right: "
            date: 2026-03-01
            type: background
            source: { url: https://wire.example/river, date: 2025-03-01 }
        ",
    }

    /// Two sources of one brief are the same report: they have the same address, or the same headline and publisher.
    SOURCE_DUPLICATE = Note "source-duplicate" {
        in FrontMatter,
        wrong: "sources: [https://wire.example/river, https://www.wire.example/river]",
        right: "sources: [https://wire.example/river, https://other.example/river]",
    }

    /// A report was read on a site that is not its publisher's. Copies lose dates and corrections: cite the original
    /// where it can be read.
    SOURCE_REPUBLISHER = Note "source-republisher" {
        in FrontMatter,
        with "content/publishers/wire.md": "
            name: Wire
            home: https://wire.example/
        ",
        wrong: "source: { publisher: Wire, url: https://copies.example/river }",
        right: "source: { publisher: Wire, url: https://wire.example/river }",
    }

    /// No footnote cites a source, although footnotes cite others, so it is unclear what the source supports.
    SOURCE_UNUSED = Warning "source-unused" {
        in Brief,
        wrong: "
            ---
            title: The river falls
            date: 2026-03-01
            sources:
              - { id: wire, url: https://wire.example/river }
              - { id: other, url: https://other.example/river }
            ---
            It fell by a metre.[^wire]
        ",
        right: "
            ---
            title: The river falls
            date: 2026-03-01
            sources:
              - { id: wire, url: https://wire.example/river }
              - { id: other, url: https://other.example/river }
            ---
            It fell by a metre[^wire] in a day.[^other]
        ",
    }

    /// An address contains parameters that only track readers, or leads through a service that counts them
    /// (`l.facebook.com/l.php?u=…`, `google.com/url?q=…`, safe links of mail programs). Such parameters follow readers
    /// and make one page look like several; such addresses stop working when the service does. Sources and links in the
    /// text are checked. The fix deletes the parameters, or writes the address behind the service, and leaves the rest
    /// as typed.
    TRACKING_PARAMETERS = Warning "tracking-parameters" {
        in FrontMatter,
        wrong: "source: https://wire.example/river?utm_source=mail",
        right: "source: https://wire.example/river",
    }

    /// Another brief, or an edition, cited the same page earlier, so its content may not be new to readers. Addresses
    /// are compared without tracking parameters, `www`, `amp`, the fragment, a final `/`, and the difference between
    /// http and https. The first to cite a page is not reported, nor are versions of one brief in other languages, nor
    /// an edition of its own briefs; home pages are not compared. Pages that many briefs cite, such as a table of
    /// figures, are excepted by address or host: `check: { covered-already: { except: [figures.example] } }` in
    /// `site.yaml`.
    COVERED_ALREADY = Note "covered-already" {
        in FrontMatter,
        with "content/briefs/dam-opens.md": "
            title: The dam opens
            date: 2026-02-01
            source: https://wire.example/dam
        ",
        wrong: "source: https://www.wire.example/dam?utm_source=mail",
        right: "source: https://wire.example/dam-closes",
    }

    /// No file describes a publisher. It has a page and a name, but nothing more is known about it.
    UNKNOWN_PUBLISHER = Note "unknown-publisher" {
        in FrontMatter,
        with "content/publishers/wire.md": "name: Wire",
        wrong: "source: { publisher: Wyre, url: https://elsewhere.example/river }",
        right: "source: { publisher: Wire, url: https://elsewhere.example/river }",
    }

    /// A quotation does not say whose words it is, so readers cannot weigh them. End a block quotation with `— Name, to
    /// Publisher`, or introduce it with a colon; in a paragraph, name the speaker beside it (English only). A verb of
    /// saying in the same paragraph or in one beside it is enough, as are a colon, a link and a footnote. Titles, terms
    /// and words that are part of a sentence (`the union demands “…”`) need no speaker.
    QUOTE_UNATTRIBUTED = Warning "quote-unattributed" {
        in Text,
        wrong: "> Nobody knew of the plan before Monday.",
        right: "
            > Nobody knew of the plan before Monday.
            >
            > — Ada Berg, to Wire
        ",
    }

    /// The text never says who reported what, so that all of it looks like the site's own knowledge: it has no
    /// footnote, no link and no verb of saying, and names no publisher (English only).
    ATTRIBUTION_MISSING = Note "attribution-missing" {
        in Text,
        wrong: "The dam will close in the summer, and nobody knows for how long.",
        right: "The dam will close in the summer, the ministry said.",
    }

    /// Someone is cited without a name: *sources*, *insiders*, bare groups (`experts say`), nobody (`it is believed`, `is said to`).
    /// Readers cannot judge what they know. Write at least what they are (`health officials`), or why they are not
    /// named; a group may be named by one of its members in the next sentence (English only).
    ANONYMOUS_SOURCE = Warning "anonymous-source" {
        in Text,
        wrong: "Sources say the dam will close.",
        right: "Ada Berg, an engineer of the ministry, said that the dam will close.",
    }

    /// A verb of speech in the headline or the text takes sides: *slammed*, *boasted*, *admitted that*, *claimed that*.
    /// It tells readers what to think of the speaker; *said* never does. Only verbs of speech are reported: a car slams
    /// into a wall, a flood claims lives. Quotations are not checked (English only).
    LOADED_VERB = Warning "loaded-verb" {
        in Text,
        wrong: "Ada Berg slammed the plan.",
        right: "Ada Berg said that the plan was late.",
    }
}

pub(crate) fn source_single(place: Place) -> Diagnostic {
    SOURCE_SINGLE
        .at(place, "the brief rests on one source")
        .hint("add a second source, if possible")
}

pub(crate) fn source_no_date(place: Place, bare: Option<&str>) -> Diagnostic {
    SOURCE_NO_DATE.at(place, "the source has no date").hint(match bare {
        Some(url) if url.contains([',', '[', ']', '{', '}', '#']) => {
            format!("write `{{ url: \"{url}\", date: 2021-07-24 }}` with its date, or only the month: `2021-07`")
        }
        Some(url) => {
            format!("write `{{ url: {url}, date: 2021-07-24 }}` with its date, or only the month: `2021-07`")
        }
        None => "add `date: 2021-07-24` with its date, or only the month: `2021-07`".to_owned(),
    })
}

pub(crate) fn source_newer_than_brief(place: Place, source: &str, brief: &str) -> Diagnostic {
    SOURCE_NEWER_THAN_BRIEF
        .at(
            place,
            format!("the source ({source}) is newer than the brief ({brief})"),
        )
        .hint("correct one of the dates, or write under `updates` what the source added")
}

pub(crate) fn source_old(place: Place, n_days: i64) -> Diagnostic {
    SOURCE_OLD
        .at(
            place,
            format!("the source is {n_days} days older than the brief"),
        )
        .hint("cite a newer source, or write `type: background`")
}

pub(crate) fn source_duplicate(place: Place, first: Place) -> Diagnostic {
    SOURCE_DUPLICATE
        .at(place, "this is the same report as another source")
        .related(first, "same as this source")
        .hint("delete one of them")
}

pub(crate) fn source_republisher(place: Place, publisher: &str, host: &str) -> Diagnostic {
    SOURCE_REPUBLISHER
        .at(place, format!("{publisher}'s report was read at {host}"))
        .hint(format!(
            "cite {publisher}'s own page, or add {host} to its `hosts` if the host is its own"
        ))
}

pub(crate) fn source_unused(place: Place, id: &str) -> Diagnostic {
    SOURCE_UNUSED
        .at(
            place,
            format!("nothing in the text cites the source `{id}`"),
        )
        .hint(format!(
            "write `[^{id}]` after what it supports, or delete the source"
        ))
}

pub(crate) fn tracked(place: Place, tracker: Tracker, clean: &str) -> Diagnostic {
    let message = match tracker {
        Tracker::Parameters => "the address contains parameters that track readers",
        Tracker::Redirect => "the address leads through a service that tracks readers",
    };
    TRACKING_PARAMETERS
        .at(place, message)
        .hint(format!("write `{clean}`"))
}

pub(crate) fn covered_already(place: Place, title: &str, first: Place) -> Diagnostic {
    COVERED_ALREADY
        .at(place, format!("`{title}` cites the same page"))
        .related(first, "also cited here")
        .hint("write what is new since then, and link to it")
}

pub(crate) fn unknown_publisher(place: Place, name: &str, nearest: Option<&str>) -> Diagnostic {
    UNKNOWN_PUBLISHER
        .at(place, format!("no file describes the publisher `{name}`"))
        .hint(match nearest {
            Some(nearest) => {
                format!(
                    "did you mean `{nearest}`? otherwise create a file in `content/publishers/`"
                )
            }
            None => "create a file in `content/publishers/`".to_owned(),
        })
}

pub(crate) fn quote_unattributed(place: Place) -> Diagnostic {
    QUOTE_UNATTRIBUTED
        .at(place, "the quotation does not say whose words it is")
        .hint(
            "name the speaker beside it; end a block quotation with a line `— Name, to Publisher`",
        )
}

pub(crate) fn attribution_missing(place: Place) -> Diagnostic {
    ATTRIBUTION_MISSING
        .at(place, "the text never says who reported this")
        .hint("cite the source where it matters, `[^afp]`, or write who said so")
}

pub(crate) fn anonymous_source(place: Place, words: &str) -> Diagnostic {
    ANONYMOUS_SOURCE
        .at(place, format!("`{words}` names nobody"))
        .hint("write who, or at least what they are, and who reported it")
}

pub(crate) fn loaded_verb(place: Place, verb: &str) -> Diagnostic {
    LOADED_VERB
        .at(place, format!("`{verb}` takes sides"))
        .hint("write `said`")
}
