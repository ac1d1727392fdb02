//! `relative-date` (English): reports words for days that mean another day to later readers: `yesterday`,
//! `on Friday`, `ruled Tuesday`.
//!
//! Briefs are read for years, so the date belongs in the text. Left alone: names (`USA Today`), `today` for the
//! present age, weekdays with a date, and what happens every week. The hint names a date only where it is certain.
//! Dates in front matter are checked in `times`.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::speech::{first_word, is_any, last_word};
use crate::body::BlockKind;
use crate::check::editorial::{BriefContext, ProseLanguage};
use crate::diag::Diagnostic;
use crate::diag::catalog;
use crate::text::WordList;
use crate::time::{Edtf, MONTHS, WEEKDAYS};

/// The context in which words for a day mean a certain day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sense {
    /// Any context at all: `yesterday`.
    Day,
    /// Beside a verb in the past or future; in the present tense `today` means nowadays.
    Nowadays,
    /// Without an article before or `of` behind: `the last week of May` is named.
    Period,
    /// Behind a number: `two days ago`.
    Ago,
}

/// Words for days, with the distance in days from the brief's own; `None` where no single day is meant.
const DAYS: [(&str, Sense, Option<i64>); 24] = [
    ("yesterday", Sense::Day, Some(-1)),
    ("today", Sense::Nowadays, Some(0)),
    ("tomorrow", Sense::Day, Some(1)),
    ("tonight", Sense::Day, Some(0)),
    ("this morning", Sense::Day, Some(0)),
    ("this afternoon", Sense::Day, Some(0)),
    ("this evening", Sense::Day, Some(0)),
    ("last night", Sense::Day, Some(-1)),
    ("last week", Sense::Period, None),
    ("next week", Sense::Period, None),
    ("this week", Sense::Period, None),
    ("last month", Sense::Period, None),
    ("next month", Sense::Period, None),
    ("last year", Sense::Period, None),
    ("next year", Sense::Period, None),
    ("days ago", Sense::Ago, None),
    ("weeks ago", Sense::Ago, None),
    ("hours ago", Sense::Ago, None),
    ("a week ago", Sense::Day, None),
    ("a month ago", Sense::Day, None),
    ("this weekend", Sense::Period, None),
    ("last weekend", Sense::Period, None),
    ("next weekend", Sense::Period, None),
    ("over the weekend", Sense::Period, None),
];
/// Words before a weekday. Without any, as American papers write, it counts behind a verb in the past:
/// `ruled Tuesday`.
const BEFORE: [&str; 7] = ["on", "last", "next", "since", "until", "by", ""];
/// The words of [`DAYS`], then each weekday with each word of [`BEFORE`]: a match's position tells both apart.
static DAY_WORDS: LazyLock<WordList> = LazyLock::new(|| {
    let weekdays = WEEKDAYS.into_iter().flat_map(|(name, _)| {
        BEFORE.map(|before| format!("{before} {name}").trim_start().to_owned())
    });
    let words: Vec<String> = DAYS
        .iter()
        .map(|(words, ..)| (*words).to_owned())
        .chain(weekdays)
        .collect();
    WordList::new(words.iter().map(String::as_str))
});

/// Bytes of a sentence read on each side of a word.
const MAX_CONTEXT: usize = 300;

/// Reports the relative days in a brief, its headline included.
pub(super) fn check(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    if ctx.language == ProseLanguage::Other {
        return;
    }
    for block in ctx
        .blocks()
        .filter(|block| block.kind != BlockKind::Attribution)
    {
        for prose in block.prose() {
            for (idx, range) in DAY_WORDS.find(&block.text[prose.clone()]) {
                let range = prose.start + range.start..prose.start + range.end;
                if let Some(day) = day(ctx, &DayContext::of(&block.text, &range), idx) {
                    let place = ctx.place(block, &range);
                    found.push(catalog::dates::relative_date(
                        place,
                        &block.text[range],
                        day.as_deref(),
                    ));
                }
            }
        }
    }
}

/// Interprets the words at `idx` of [`DAY_WORDS`]. `None`: they mean no day. `Some(None)`: they do, but which one is
/// not certain. `Some(Some(date))`: the date to write instead.
fn day(ctx: &BriefContext, context: &DayContext, idx: usize) -> Option<Option<String>> {
    let written = ctx.brief.meta.date.date(&ctx.site.config.timezone);
    let date = match idx.checked_sub(DAYS.len()) {
        None => {
            let (_, sense, days) = DAYS[idx];
            if !context.means_day(sense) {
                return None;
            }
            days.and_then(|days| written.checked_add(days.days()).ok())
        }
        Some(weekday) => {
            let (weekday, before) = (
                WEEKDAYS[weekday / BEFORE.len()].1,
                BEFORE[weekday % BEFORE.len()],
            );
            if !context.means_weekday() || (before.is_empty() && !context.is_bare_day()) {
                return None;
            }
            nearest(written, weekday, before).filter(|_| match before {
                // `on Friday` may look back or ahead, unless the sentence is in the past; `by Friday` and
                // `since Monday` are left to the editor.
                "last" | "next" => true,
                _ => before == "on" && context.is_past(),
            })
        }
    };
    // If the event was on another day than the brief, the words may count from that day instead.
    let event = ctx.brief.meta.event.as_ref();
    let is_certain =
        |date: &Date| event.is_none_or(|event| [written, *date].map(Edtf::day).contains(event));
    let lang = ctx.site.lang(ctx.tagging.lang);
    Some(date.filter(is_certain).map(|date| lang.locale.date(date)))
}

/// Returns the date meant by `weekday` in a text written on `written`. News looks back, so only `next` looks ahead.
fn nearest(written: Date, weekday: Weekday, before: &str) -> Option<Date> {
    let n_days = match before {
        "next" => written.weekday().until(weekday),
        _ => written.weekday().since(weekday),
    };
    // `last Monday`, written on a Monday, is a week ago; `on Monday` is the day itself.
    let n_days = if n_days == 0 && before != "on" {
        7
    } else {
        i64::from(n_days)
    };
    let days = n_days.days();
    if before == "next" {
        written.checked_add(days)
    } else {
        written.checked_sub(days)
    }
    .ok()
}

/// Words for a day, with their sentence on both sides.
struct DayContext<'t> {
    before: &'t str,
    written: &'t str,
    after: &'t str,
}

impl<'t> DayContext<'t> {
    fn of(text: &'t str, range: &Range<usize>) -> Self {
        let before =
            &text[text.ceil_char_boundary(range.start.saturating_sub(MAX_CONTEXT))..range.start];
        let start = before.rfind(['.', '!', '?', ';', ':', '”', '"']);
        let before = start.map_or(before, |at| &before[before.ceil_char_boundary(at + 1)..]);
        let after = &text[range.end..];
        let after = &after[..after.floor_char_boundary(MAX_CONTEXT)];
        let end = after.find(['.', '!', '?', ';', ':', '“', '"']);
        DayContext {
            before,
            written: &text[range.clone()],
            after: &after[..end.unwrap_or(after.len())],
        }
    }

    fn begins_sentence(&self) -> bool {
        self.before.trim().is_empty()
    }

    /// Returns whether the words are part of a name: `USA Today`, `This Week in Rust`.
    fn is_name(&self) -> bool {
        let is_capital = |word: &str| word.starts_with(char::is_uppercase);
        let mut words = self.written.split(' ');
        let first = words.next().is_some_and(is_capital);
        words.any(is_capital) || first && !self.begins_sentence()
    }

    fn means_day(&self, sense: Sense) -> bool {
        if self.is_name() {
            return false;
        }
        let before = last_word(self.before).unwrap_or_default();
        if let Some(after) = self
            .after
            .strip_prefix("'s ")
            .or_else(|| self.after.strip_prefix("’s "))
        {
            // `today's vote` happens once; `today's sensors` are those of our age.
            return sense == Sense::Period || names_event(after);
        }
        match sense {
            // `the leaders of tomorrow`, `a better tomorrow`: an idea rather than a day.
            Sense::Day => {
                const IDEAS: &str = "of better brighter safer born like were for";
                !is_any(IDEAS, before)
            }
            Sense::Nowadays => self.means_this_day(before),
            Sense::Period => {
                const OTHERS: &str = "the every each that a his her its their very my our";
                let is_other = is_any(OTHERS, before) || first_word(self.after) == Some("of");
                !is_other && !self.is_dated()
            }
            Sense::Ago => is_number(before),
        }
    }

    /// Returns whether `today` means the day of the brief rather than the present age, judged by the tense of its
    /// clause.
    fn means_this_day(&self, before: &str) -> bool {
        let after = first_word(self.after).unwrap_or_default();
        if is_any("earlier later due expected", before) {
            return true;
        }
        if is_any("of even until till than still like", before)
            || is_any(PRESENT, after)
            || is_any("than as", after)
        {
            return false;
        }
        let is_verb = |word: &str| is_past(word) && !is_any(AUXILIARIES, word);
        // `The court today ruled`, `has today announced`, `is today releasing`; but in a relative clause the verb
        // behind belongs to the main clause: `The sun that we see today formed early`.
        let mut last = words(self.before).rev().take(4);
        let in_relative = last.any(|word| is_any("that which who whom", word));
        if !self.begins_sentence()
            && (is_verb(after) && !in_relative || after.ends_with("ing") && is_any(PRESENT, before))
        {
            return true;
        }
        let clause = if self.begins_sentence() {
            self.after
        } else {
            // A relative clause has its own verb: only what follows its pronoun counts.
            let start = [" that ", " which ", " who ", ", "]
                .into_iter()
                .filter_map(|word| Some(self.before.rfind(word)? + word.len()))
                .max();
            &self.before[start.unwrap_or(0)..]
        };
        let tense = if self.begins_sentence() {
            first_tense(words(clause))
        } else {
            last_tense(clause)
        };
        matches!(tense, Some(Tense::Past | Tense::Future))
    }

    /// Returns whether a weekday is one of a certain week and no date follows; `on Monday, 26 July` names its day.
    fn means_weekday(&self) -> bool {
        let next = first_word(self.after).unwrap_or_default();
        // `on Sunday Night Football`
        let is_name = !self.begins_sentence()
            && self.after.starts_with(' ')
            && next.starts_with(char::is_uppercase)
            && !MONTHS.contains(&next.to_ascii_lowercase().as_str());
        // `the last Friday of June` is a date rule.
        let is_counted = first_word(self.written).is_some_and(|word| is_any("last next", word))
            && last_word(self.before).is_some_and(|word| is_any("the every a", word));
        let is_usual = is_counted
            || is_any("mornings afternoons evenings nights", next)
            || words(self.before)
                .chain(words(self.after))
                .any(|word| is_any("every each", word));
        !is_name && !is_usual && !self.is_dated()
    }

    /// Returns whether a weekday without a preposition dates something: the clause goes on or ends behind it, and the
    /// sentence has a verb in the past before it.
    fn is_bare_day(&self) -> bool {
        let before = last_word(self.before).unwrap_or_default();
        let follows = self.before.ends_with(' ') && before.starts_with(char::is_lowercase);
        let is_end = self.after.trim().is_empty()
            || self.after.starts_with(',')
            || {
                let next = first_word(self.after).unwrap_or_default();
                // `Tuesday to Saturday`
                let is_span = next == "to"
                    && words(self.after)
                        .nth(1)
                        .is_some_and(|word| word.starts_with(char::is_uppercase));
                const JOINTS: &str = "that to after as when at in by and but with before during while because night \
                    morning afternoon evening";
                is_any(JOINTS, next) && !is_span
            };
        const OTHERS: &str = "a an the of or and to from through than every each any one called named per on last next since until \
            by this that following preceding previous first second third fourth final before after for like than is was be are were";
        follows && is_end && !is_any(OTHERS, before) && words(self.before).any(is_past)
    }

    /// Returns whether a date or a year follows.
    fn is_dated(&self) -> bool {
        let rest = self.after.trim_start_matches([',', ' ', '(']);
        let is_month = |word: &str| {
            let word = word.to_ascii_lowercase();
            word.len() >= 3
                && MONTHS
                    .iter()
                    .any(|month| month.starts_with(&word) || word == "sept")
        };
        rest.starts_with(|letter: char| letter.is_ascii_digit())
            || first_word(rest).is_some_and(is_month)
    }

    /// Returns whether the sentence is in the past and nothing in it points ahead.
    fn is_past(&self) -> bool {
        let all = || words(self.before).chain(words(self.after));
        all().any(is_past) && !all().any(|word| is_any(FUTURE, word))
    }
}

/// The tense of a verb, as far as it tells a day from an age.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Tense {
    Past,
    Present,
    Future,
}

/// Verb forms of the present, auxiliaries included: they leave `today` the present age.
const PRESENT: &str =
    "is are has have do does be been being can may must am own use need cost live";
const FUTURE: &str = "will would shall due plans plan scheduled expected";
const AUXILIARIES: &str = "was were did had could";

/// Past tenses of irregular verbs that are frequent in news.
const PAST: &str = "was were did had said told went came became began took made gave found won lost left met held led fell \
    rose died sent brought bought sold paid struck hit shot broke spoke wrote drew grew kept fled fought \
    sank sat saw stood ran beat put cut set shut quit dug fed built swore chose flew drove rode woke threw \
    withdrew overturned";

static IRREGULAR: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| PAST.split_ascii_whitespace().collect());

/// Returns whether a word is a verb in the past. Regular ones end in *ed*, but not in *eed* (`need`, `proceed`), and
/// are in lower case, unlike names.
pub(super) fn is_past(word: &str) -> bool {
    let is_regular = word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed");
    is_regular && word.starts_with(char::is_lowercase) || IRREGULAR.contains(word)
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’' | '-'))
        .filter(|word| !word.is_empty())
}

fn tense(word: &str) -> Option<Tense> {
    if is_any("will shall", word) {
        Some(Tense::Future)
    } else if is_any(PRESENT, word) {
        Some(Tense::Present)
    } else {
        is_past(word).then_some(Tense::Past)
    }
}

fn first_tense<'t>(mut words: impl Iterator<Item = &'t str>) -> Option<Tense> {
    words.find_map(tense)
}

/// Returns the tense of the last verb in `clause`. A participle takes the tense of its auxiliary: `is used` is
/// present.
fn last_tense(clause: &str) -> Option<Tense> {
    let mut words = words(clause).rev();
    let last = words.find(|word| tense(word).is_some())?;
    let is_participle = last.ends_with("ed") && !is_any(PAST, last);
    let before = if is_participle {
        first_tense(words.take(2))
    } else {
        None
    };
    before.or(tense(last))
}

/// Returns whether `text` begins with a noun for something that happens once: `vote`, `7–2 ruling`; not `sensors`,
/// `world`.
fn names_event(text: &str) -> bool {
    const EVENTS: &str = "announcement attack ballot bombing briefing budget crash deadline debate decision defeat edition \
        election explosion final game hearing launch march match meeting news operation protest race raid rally referendum \
        release report results ruling sentencing session shooting sitting speech statement storm strike summit talks trial \
        verdict victory vote";
    let phrase = words(text)
        .take(3)
        .take_while(|word| !is_any("for of in and that who at on", word));
    phrase
        .take_while(|word| !word.ends_with('s') || is_any(EVENTS, word))
        .any(|word| is_any(EVENTS, word))
}

fn is_number(word: &str) -> bool {
    const NUMBERS: &str = "two three four five six seven eight nine ten eleven twelve few several couple of some many working";
    word.starts_with(|letter: char| letter.is_ascii_digit()) || is_any(NUMBERS, word)
}

#[cfg(test)]
mod tests {
    use super::{DayContext, Sense};

    #[test]
    fn today_is_a_day_or_the_present_age() {
        let days = [
            "The court today ruled that it is void.",
            "The ministry has today confirmed it.",
            "Two men were arrested today.",
        ];
        let ages = [
            "Phones sold today have two cameras.",
            "The church that stands there today was built in 1702.",
            "It is used today by thousands.",
            "By today half of all homes own one.",
        ];
        for (text, is_day) in days
            .map(|text| (text, true))
            .into_iter()
            .chain(ages.map(|text| (text, false)))
        {
            let at = text.find("today").expect("it is there");
            let context = DayContext::of(text, &(at..at + "today".len()));
            assert_eq!(context.means_day(Sense::Nowadays), is_day, "{text}");
        }
    }
}
