//! `relative-date`, `number-style`: days and numbers in English prose.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::body::{Block, BlockKind};
use crate::check::editorial::{Language, Reading};
use crate::diag::{Diagnostic, catalog};
use crate::text::WordList;
use crate::time::WEEKDAYS;

/// Words for days, and how many days from the brief's own each is; `None` where no single day is meant.
const DAYS: [(&str, Option<i64>); 17] = [
    ("yesterday", Some(-1)),
    ("today", Some(0)),
    ("tomorrow", Some(1)),
    ("tonight", Some(0)),
    ("this morning", Some(0)),
    ("this afternoon", Some(0)),
    ("this evening", Some(0)),
    ("last night", Some(-1)),
    ("last week", None),
    ("next week", None),
    ("this week", None),
    ("last month", None),
    ("next month", None),
    ("last year", None),
    ("next year", None),
    ("days ago", None),
    ("weeks ago", None),
];
/// The words of [`DAYS`], then each weekday with each word before it.
static DAY_WORDS: LazyLock<WordList> = LazyLock::new(|| {
    let weekdays = WEEKDAYS.into_iter().flat_map(|(name, _)| BEFORE.map(|before| format!("{before} {name}")));
    let words: Vec<String> = DAYS.iter().map(|(words, _)| (*words).to_owned()).chain(weekdays).collect();
    WordList::new(words.iter().map(String::as_str))
});
const BEFORE: [&str; 3] = ["on", "last", "next"];
/// Digits from which on a number needs commas: `5000` may be a year or a model.
const MIN_UNGROUPED: usize = 5;

/// Checks the days and numbers of a brief.
pub fn check(reading: &Reading, found: &mut Vec<Diagnostic>) {
    if reading.language == Language::Other {
        return;
    }
    for block in reading.outline.blocks.iter().filter(|block| block.kind != BlockKind::Attribution) {
        for prose in block.prose() {
            days(reading, block, &prose, found);
            numbers(reading, block, &prose, found);
        }
    }
}

fn days(reading: &Reading, block: &Block, prose: &Range<usize>, found: &mut Vec<Diagnostic>) {
    let text = &block.text[prose.clone()];
    let written = reading.brief.date.date(&reading.site.config.timezone);
    let mut report = |range: Range<usize>, date: Option<Date>| {
        let whole = prose.start + range.start..prose.start + range.end;
        let date = date.map(|date| reading.site.branches[0].locale.date(date));
        let place = reading.at(block.place(&whole));
        found.push(catalog::editorial::relative_date(place, &text[range], date.as_deref()));
    };
    for (idx, range) in DAY_WORDS.find(text) {
        let Some(weekday) = idx.checked_sub(DAYS.len()) else {
            report(range, DAYS[idx].1.and_then(|days| written.checked_add(days.days()).ok()));
            continue;
        };
        // `on Monday, 26 July` names its day.
        if !is_dated(&text[range.end..]) {
            let (weekday, before) = (WEEKDAYS[weekday / BEFORE.len()].1, BEFORE[weekday % BEFORE.len()]);
            report(range, nearest(written, weekday, before));
        }
    }
}

/// Returns whether a date follows a weekday.
fn is_dated(rest: &str) -> bool {
    let rest = rest.trim_start_matches([',', ' ', '(']);
    let month = |word: &str| {
        const MONTHS: [&str; 12] =
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        MONTHS.iter().any(|month| word.to_ascii_lowercase().starts_with(month))
    };
    let word = rest.split_whitespace().next().unwrap_or_default();
    word.starts_with(|letter: char| letter.is_ascii_digit()) || month(word)
}

/// Returns the day that is meant by a weekday in a text of the day `written`: news look back.
fn nearest(written: Date, weekday: Weekday, before: &str) -> Option<Date> {
    let n_days = match before {
        "next" => written.weekday().until(weekday),
        _ => written.weekday().since(weekday),
    };
    let n_days = if n_days == 0 && before != "on" { 7 } else { i64::from(n_days) };
    let days = n_days.days();
    if before == "next" { written.checked_add(days) } else { written.checked_sub(days) }.ok()
}

fn numbers(reading: &Reading, block: &Block, prose: &Range<usize>, found: &mut Vec<Diagnostic>) {
    let text = &block.text[prose.clone()];
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let whole = prose.start + at..prose.start + end;
        let (before, after) = (&block.text[..whole.start], &block.text[whole.end..]);
        if end - at >= MIN_UNGROUPED && is_quantity(before, after, &text[at..end]) {
            let grouped = grouped(reading, &text[at..end]);
            let is_certain = is_counted(before, after);
            let condition = if is_certain { "" } else { ", if it is a quantity" };
            let instead = format!("write `{grouped}`{condition}");
            let place = reading.at(block.place(&whole));
            let diagnostic = catalog::prose::number_style(place, &text[at..end], &instead);
            found.push(match reading.typed_at(block, &whole).filter(|_| is_certain) {
                Some(place) => diagnostic.fix(place, grouped),
                None => diagnostic,
            });
        } else if prose.start + at == 0
            && block.kind == BlockKind::Paragraph
            && !starts_with_year(&text[at..])
        {
            let place = reading.at(block.place(&(prose.start + at..prose.start + end)));
            let instead = "write the number as a word, or begin the sentence otherwise";
            found.push(catalog::prose::number_style(place, &text[at..end], instead));
        }
        at = end;
    }
}

fn starts_with_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4
}

/// Words before a number that is a name: of a place, a norm, a file, a person at a desk.
const NUMBERED: [&str; 34] = [
    "no", "nos", "number", "numbers", "order", "case", "bill", "file", "flight", "room", "box", "code",
    "postcode", "zip", "pin", "id", "iso", "din", "rfc", "error", "issue", "ticket", "item", "unit", "model",
    "type", "version", "build", "asteroid", "docket", "serial", "phone", "call", "dial",
];

/// Words after a number that is a quantity.
const COUNTED: [&str; 58] = [
    "people",
    "persons",
    "men",
    "women",
    "children",
    "students",
    "workers",
    "employees",
    "residents",
    "refugees",
    "migrants",
    "soldiers",
    "troops",
    "fighters",
    "police",
    "officers",
    "civilians",
    "voters",
    "votes",
    "members",
    "protesters",
    "demonstrators",
    "prisoners",
    "patients",
    "cases",
    "deaths",
    "dead",
    "homes",
    "houses",
    "households",
    "buildings",
    "jobs",
    "cars",
    "vehicles",
    "sheep",
    "cattle",
    "dollars",
    "euros",
    "pounds",
    "yen",
    "dinars",
    "barrels",
    "tons",
    "tonnes",
    "kilograms",
    "litres",
    "liters",
    "gallons",
    "acres",
    "hectares",
    "miles",
    "kilometres",
    "kilometers",
    "metres",
    "meters",
    "feet",
    "copies",
    "tickets",
];

/// Returns whether `digits`, between these texts, may be a quantity: no mark, letter or word makes a name of it.
fn is_quantity(before: &str, after: &str, digits: &str) -> bool {
    let is_joined = |letter: char| letter.is_alphanumeric() || ".,/-–+#№§&@_=:*~°′'’".contains(letter);
    if digits.starts_with('0') || before.ends_with(is_joined) {
        return false;
    }
    let mut follows = after.chars();
    match (follows.next(), follows.next()) {
        (Some(letter), _) if letter.is_alphanumeric() || "/_-@#:".contains(letter) => return false,
        (Some('.' | ','), Some(letter)) if letter.is_ascii_digit() && is_dotted(after) => return false,
        _ => {}
    }
    // `ISO 27001`, `NJ 17302`, `order 66000`; `10115 Berlin` may be `25000 Iraqis`, so it is said, and not mended.
    let word =
        before.trim_end().rsplit(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty());
    word.is_none_or(|word| {
        let is_code = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        !is_code && !NUMBERED.contains(&word.to_lowercase().as_str())
    })
}

/// Returns whether what follows a number has a second dot or a comma: `12345.6.7` is no quantity.
fn is_dotted(after: &str) -> bool {
    let end = after.find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ','));
    let tail = &after[..end.unwrap_or(after.len())];
    tail.starts_with(',') || tail[1..].trim_end_matches(['.', ',']).contains(['.', ','])
}

/// Returns whether a number between these texts counts something: money before it, or a noun behind it.
fn is_counted(before: &str, after: &str) -> bool {
    let is_money = before.ends_with(['$', '€', '£', '¥', '₹']) && !after.starts_with(char::is_alphanumeric);
    let noun = after.strip_prefix(' ').unwrap_or_default();
    let end = noun.find(|letter: char| !letter.is_alphabetic()).unwrap_or(noun.len());
    let goes_on = noun[end..].starts_with(['-', '_']);
    is_money || (COUNTED.contains(&&noun[..end]) && !goes_on)
}

/// Writes a number as the language of the brief groups it.
fn grouped(reading: &Reading, digits: &str) -> String {
    let locale = reading.site.branch(reading.linked.branch).locale;
    digits.parse().map_or_else(|_| digits.to_owned(), |number| locale.number(number))
}
