//! What editors are told of their sources, attributions, headlines and times. The rules are in `check`.

use super::{note, warning};
use crate::diag::{Diagnostic, Place};
use crate::url::Tracker;

/// The brief rests on one source alone. A second, independent one would carry it further; where there is none, the
/// reader sees that there is one.
pub fn source_single(place: Place) -> Diagnostic {
    note("source-single", place, "the brief rests on one source")
        .hint("add a second one, if there is one")
}

/// A source has no date, so a reader cannot tell how old the report is. Copies often drop it: look for it at the
/// publisher's own.
pub fn source_no_date(place: Place, bare: Option<&str>) -> Diagnostic {
    note("source-no-date", place, "the source has no date").hint(match bare {
        Some(url) if url.contains([',', '[', ']', '{', '}', '#']) => {
            format!("write `{{ url: \"{url}\", date: 2021-07-24 }}` with its day, or the month: `2021-07`")
        }
        Some(url) => {
            format!("write `{{ url: {url}, date: 2021-07-24 }}` with its day, or the month: `2021-07`")
        }
        None => "add `date: 2021-07-24` with its day, or the month: `2021-07`".to_owned(),
    })
}

/// A source was published after the brief that cites it, and no update or correction of the brief is as new. One of the
/// dates is wrong, or an update is missing.
pub fn source_newer_than_brief(place: Place, source: &str, brief: &str) -> Diagnostic {
    warning(
        "source-newer-than-brief",
        place,
        format!("the source is of {source}, the brief of {brief}"),
    )
    .hint("mend one of the dates, or say under `updates` what it added")
}

/// A source is much older than the brief. News should rest on something new; a brief of `type: background` may rest on
/// old sources.
pub fn source_old(place: Place, n_days: i64) -> Diagnostic {
    note(
        "source-old",
        place,
        format!("the source is {n_days} days older than the brief"),
    )
    .hint("cite what is new, or give the brief `type: background`")
}

/// Two sources of one brief are the same report: the same address, or the same headline by the same publisher.
pub fn source_duplicate(place: Place, first: Place) -> Diagnostic {
    note(
        "source-duplicate",
        place,
        "this is the same report as another source",
    )
    .related(first, "the first is")
    .hint("delete one of them")
}

/// A report was read on a site that is not its publisher's. Copies lose dates and corrections: cite the original where
/// it can be read.
pub fn source_republisher(place: Place, publisher: &str, host: &str) -> Diagnostic {
    note(
        "source-republisher",
        place,
        format!("{publisher}'s report was read at {host}"),
    )
    .hint(format!(
        "give the address at {publisher}, or add {host} to its `hosts` if it is its own"
    ))
}

/// A source is listed, and no footnote cites it, though footnotes cite others: it is not clear what rests on it.
pub fn source_unused(place: Place, id: &str) -> Diagnostic {
    warning(
        "source-unused",
        place,
        format!("nothing in the text cites the source `{id}`"),
    )
    .hint(format!(
        "write `[^{id}]` behind what rests on it, or delete the source"
    ))
}

/// An address carries parameters that only tell who came from where, or leads through a service that counts who follows
/// it (`l.facebook.com/l.php?u=…`, `google.com/url?q=…`, safe links of mail programs). They follow readers, make one page
/// look like several, and stop working when the service does. Sources and links of the text are looked at. The fix takes
/// the parameters out, or writes the address behind the service, and leaves the rest as it is written.
pub fn tracked(place: Place, tracker: Tracker, clean: &str) -> Diagnostic {
    let message = match tracker {
        Tracker::Parameters => "the address carries parameters that track readers",
        Tracker::Redirect => "the address leads through a service that tracks readers",
    };
    warning("tracking-parameters", place, message).hint(format!("write `{clean}`"))
}

/// Another brief, or an edition, has cited the same page before: what readers are told may not be new. Addresses are
/// compared without what tracks readers, `www`, `amp`, the fragment, a final `/`, and the difference of http and https. The
/// first to cite a page is not told, nor are versions of one brief in other languages, nor an edition of its own briefs;
/// home pages are not compared. Pages that many briefs cite, such as a table of figures, are excepted by address or host:
/// `check: { covered-already: { except: [figures.example] } }` in `site.yaml`.
pub fn covered_already(place: Place, title: &str, first: Place) -> Diagnostic {
    note(
        "covered-already",
        place,
        format!("`{title}` cites the same page"),
    )
    .related(first, "there")
    .hint("say what is new since then, and link to it")
}

/// A publisher that no file describes: it has a page and a name, and nothing more is known of it.
pub fn unknown_publisher(place: Place, name: &str, nearest: Option<&str>) -> Diagnostic {
    note(
        "unknown-publisher",
        place,
        format!("no file describes the publisher `{name}`"),
    )
    .hint(match nearest {
        Some(nearest) => {
            format!("did you mean `{nearest}`? else write a file in `content/publishers/`")
        }
        None => "write a file in `content/publishers/`".to_owned(),
    })
}

/// A quotation does not say whose words it is, so that readers cannot weigh them. A block quotation ends in
/// `— Name, to Publisher`, or follows a colon; in a paragraph, the speaker is named beside it (English only). A verb of
/// saying in the same paragraph or in one beside it is enough, as are a colon, a link and a footnote. Titles, terms and
/// words that a sentence governs (`the union demands “…”`) need no speaker.
pub fn quote_unattributed(place: Place) -> Diagnostic {
    warning(
        "quote-unattributed",
        place,
        "the quotation does not say whose words it is",
    )
    .hint("name the speaker beside it; in a block, end it with a line `— Name, to Publisher`")
}

/// The text never says who reported what, so that all of it seems to be the site's own knowledge: it has no footnote, no
/// link and no verb of saying, and names no publisher (English only).
pub fn attribution_missing(place: Place) -> Diagnostic {
    note(
        "attribution-missing",
        place,
        "the text never says who reported it",
    )
    .hint("cite the source where it counts: `[^afp]`, or write who said so")
}

/// Somebody speaks without a name: sources, insiders, bare groups (`experts say`), nobody (`it is believed`, `is said to`). Readers cannot
/// judge what these know. Say at least what they are (`health officials`), or why they are not named; a group is named by
/// one of its members in the next sentence (English only).
pub fn anonymous_source(place: Place, words: &str) -> Diagnostic {
    warning("anonymous-source", place, format!("`{words}` names nobody"))
        .hint("say who, or at least of what, and who reported it")
}

/// A verb of speech that takes sides, in the headline or the text: *slammed*, *boasted*, *admitted that*, *claimed that*. It tells readers what to think of
/// the speaker; *said* never does. Only where the verb is one of speech: a car slams into a wall, a flood claims lives.
/// Quotations keep their words (English only).
pub fn loaded_verb(place: Place, verb: &str) -> Diagnostic {
    warning("loaded-verb", place, format!("`{verb}` takes sides")).hint("write `said`")
}

/// A headline longer than lists, search results and cards show, which is about 70 characters; up to 77 pass.
pub fn title_length(place: Place, n_chars: usize, limit: usize) -> Diagnostic {
    note(
        "title-length",
        place,
        format!("the headline has {n_chars} characters; about {limit} are shown"),
    )
    .hint("say who did what")
}

/// A headline that teases rather than tells: it promises (*you won't believe*, *here's why*), counts (*7 reasons to*), or
/// cries. Readers of lists, feeds and search results see the headline alone. What it quotes is another's (English only).
pub fn title_clickbait(place: Place, words: &str) -> Diagnostic {
    warning("title-clickbait", place, format!("`{words}` teases")).hint("say what happened")
}

/// A headline of one sentence ends in a full stop. Lists, cards and search results show headlines as labels, and labels have
/// none. Headlines of two sentences keep theirs, as do abbreviations (`U.S.`, `Inc.`) and ellipses.
pub fn title_ends_period(place: Place) -> Diagnostic {
    warning(
        "title-ends-period",
        place,
        "the headline ends in a full stop",
    )
    .hint("take it off")
}

/// The headline is that of a source, word for word: case, signs and accents apart, and without the name of the publisher
/// behind it. A brief says it in its own words.
pub fn title_equals_source(place: Place, source: Place) -> Diagnostic {
    warning(
        "title-equals-source",
        place,
        "the headline is that of a source",
    )
    .related(source, "of")
    .hint("write your own")
}

/// The first paragraph is the brief: a reader may stop there. One that is much longer than 60 words hides its point. The
/// limit is a rule of thumb: up to 72 words pass.
pub fn lead_length(place: Place, n_words: usize, limit: usize) -> Diagnostic {
    note(
        "lead-length",
        place,
        format!("the first paragraph has {n_words} words; about {limit} are plenty"),
    )
    .hint("keep who, what, where and when; move the rest below")
}

/// A paragraph that few read to its end, on a phone least of all: much more than 120 words. The limit is a rule of thumb:
/// up to 144 words pass.
pub fn wall_of_text(place: Place, n_words: usize, limit: usize) -> Diagnostic {
    note(
        "wall-of-text",
        place,
        format!("the paragraph has {n_words} words; about {limit} are plenty"),
    )
    .hint("break it up; a bold lead-in (`**Why it matters:**`) helps")
}

/// A brief that is no longer brief: much more than 475 words, which is what is read in two minutes. The limit is a rule of
/// thumb: up to 570 words pass.
pub fn brief_length(place: Place, n_words: usize, limit: usize) -> Diagnostic {
    note(
        "brief-length",
        place,
        format!("the brief has {n_words} words; about {limit} are plenty"),
    )
    .hint("cut it, or make two of it with a storyline")
}

/// The brief has neither a text nor a summary: its page is a headline.
pub fn text_missing(place: Place) -> Diagnostic {
    warning("text-missing", place, "the brief has no text")
        .hint("write below the front matter what happened")
}

/// A heading of the first level stands in the text. The headline is the page's only one; it is shown as second. The fix
/// adds the missing `#`, or makes the line of `=` below it one of `-`. There is none where the text has headings of the
/// second level, too: which of them belong together only its author knows.
pub fn h1_in_body(place: Place) -> Diagnostic {
    warning(
        "h1-in-body",
        place,
        "the headline is the only heading of the first level",
    )
    .hint("write `##`")
}

/// A heading lies more than one level below the one before it: those who hear the page miss a step.
pub fn heading_skip(place: Place, level: u8, above: u8) -> Diagnostic {
    warning(
        "heading-skip",
        place,
        format!("a heading of level {level} follows one of level {above}"),
    )
    .hint(format!("write `{}`", "#".repeat(usize::from(above) + 1)))
}

/// A word for a day that means another one tomorrow, in the headline or the text: *yesterday*, *on Friday*, *since Monday*,
/// *ruled Tuesday*, *over the weekend*. Briefs are read for years (English only). `today` for the present age
/// (`today's sensors`), names (`USA Today`), weekdays with a date and what is so every week are not meant. The hint has a date only where one is
/// certain: the brief's own day, or the weekday before it for what has been.
pub fn relative_date(place: Place, words: &str, date: Option<&str>) -> Diagnostic {
    warning(
        "relative-date",
        place,
        format!("`{words}` will mean another day to later readers"),
    )
    .hint(match date {
        Some(date) => format!("write `{date}`"),
        None => "write the date".to_owned(),
    })
}

/// A source, an update or a correction bears a date that is still to come.
pub fn date_future(place: Place, what: &str, date: &str) -> Diagnostic {
    warning(
        "date-future",
        place,
        format!("the {what} is of {date}, which is still to come"),
    )
    .hint("mend the date")
}

/// An update, a correction or a clarification bears a date before that of the brief: one of the two is wrong.
pub fn entry_early(place: Place, (what, date): (&str, &str), brief: &str) -> Diagnostic {
    warning(
        "entry-early",
        place,
        format!("the {what} is of {date}, the brief of {brief}"),
    )
    .hint("mend one of the dates; what was changed before anybody read it needs no entry")
}

/// A developing brief is past its review: readers are told since when nobody looked at it.
pub fn developing_stale(place: Place, due: &str) -> Diagnostic {
    note(
        "developing-stale",
        place,
        format!("the review of this developing brief was due on {due}"),
    )
    .hint("add an update, give a later `review`, or write `status: final`")
}

/// An update, correction or clarification that says nothing of what changed.
pub fn update_without_note(place: Place, text: &str) -> Diagnostic {
    warning(
        "update-without-note",
        place,
        format!("`{text}` does not say what changed"),
    )
    .hint("say what is new, or what was wrong and what is right")
}

/// A summary longer than lists and cards show.
pub fn summary_length(place: Place, n_chars: usize, limit: usize) -> Diagnostic {
    note(
        "summary-length",
        place,
        format!("the summary has {n_chars} characters; at most {limit} are shown"),
    )
    .hint("shorten it, or leave it out: the first sentences then stand in")
}
