//! How each language writes dates, times, numbers, quotes and plurals, and which way it runs: Unicode CLDR.
//! Names of countries are in `country`; words of the theme are not here. Regenerate with `tools/cldr`.

mod autonym;
mod collation;
mod number;
mod pattern;
mod plural;
mod tag;

#[cfg(test)]
mod tests;

use jiff::civil::{Date, Time};

pub use autonym::autonym;
pub use collation::Collation;
pub use plural::Plural;
use tag::ScriptTag;

/// The tables that `tools/cldr` generates.
mod cldr {
    use super::{LocaleRow, Plural, Quotes};

    include!("cldr/tables.rs.in");
}
pub use tag::{is_known, tags};

/// The way of writing of one language tag.
///
/// Made by [`Locale::of`]; small, and free to copy. Two tags that resolve alike are equal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Locale {
    row: u8,
    direction: Direction,
}

/// Which way a script runs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Direction {
    /// Left to right, as Latin.
    Ltr,
    /// Right to left, as Arabic and Hebrew.
    Rtl,
}

impl Direction {
    /// Returns what the attribute `dir` calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// Quotation marks: the outer pair, and the pair for a quote inside a quote.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Quotes {
    /// Opens a quote.
    pub open: &'static str,
    /// Closes a quote.
    pub close: &'static str,
    /// Opens a quote inside a quote.
    pub alt_open: &'static str,
    /// Closes a quote inside a quote.
    pub alt_close: &'static str,
}

impl Quotes {
    /// The marks of English.
    pub const ENGLISH: Quotes = Quotes {
        open: "“",
        close: "”",
        alt_open: "‘",
        alt_close: "’",
    };
}

/// Words of English that begin with an apostrophe, in lower case.
const ELISIONS_ENGLISH: &[&str] = &[
    "bout", "cause", "cos", "cuz", "em", "gainst", "n", "neath", "nother", "nuff", "round", "til",
    "tis", "tisn", "twas", "twasn", "tween", "twere", "twill", "twixt", "twould",
];

/// Where a space must not break the line, beyond what line breaking rules see by themselves.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Spacing {
    /// Nowhere.
    Plain,
    /// Before `; : ! ?` and inside guillemets, as the Imprimerie nationale sets French.
    French,
    /// After these words of one letter, in lower case, which may not end a line.
    ShortWords(&'static str),
}

impl Locale {
    /// Returns the locale of a BCP 47 tag, in any case: `en-GB`, `zh-tw`, `nb`.
    ///
    /// Resolves as CLDR does: `zh-TW` is Traditional Chinese, `nb` and `nn` are `no`, `en-FR` is the English
    /// of Europe, `de-AT` is `de`. English of an unknown region is the English of the world (`en-001`). A
    /// language or script without a table writes as English, in its own direction. Never fails.
    pub fn of(tag: &str) -> Locale {
        let tag = ScriptTag::parse(tag);
        Locale {
            row: row_of(&tag),
            direction: tag.direction(),
        }
    }

    /// Returns the direction of the tag's script: `az` runs left to right, `az-Arab` right to left.
    pub fn direction(self) -> Direction {
        self.direction
    }

    /// Returns `date` in CLDR's long form: `25 July 2021` in British, `July 25, 2021` in American English.
    ///
    /// Always of the Gregorian calendar, and in the language's usual digits, which of those with a table
    /// are other than 0 to 9 in Persian only. This holds for all that a locale writes.
    pub fn date(self, date: Date) -> String {
        pattern::fill(self.row(), self.row().date, date.into())
    }

    /// Returns `date` in CLDR's full form, with the day of the week: `Sunday, 25 July 2021` in British English.
    pub fn date_full(self, date: Date) -> String {
        pattern::fill(self.row(), self.row().date_full, date.into())
    }

    /// Returns the names of the days of a week as they stand alone, each whole and short, from the day that a
    /// week begins with: in British English from `("Monday", "Mo")`, in American from `("Sunday", "Su")`.
    pub fn weekdays(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let row = self.row();
        let names = row
            .weekdays_alone
            .split('|')
            .zip(row.weekdays_short.split('|'));
        names.cycle().skip(usize::from(row.first_weekday)).take(7)
    }

    /// Returns how many days of its week lie before `date`: on a Monday 0 in British English, 1 in American.
    pub fn days_into_week(self, date: Date) -> usize {
        let since_monday =
            usize::try_from(date.weekday().to_monday_zero_offset()).expect("counted from 0");
        (since_monday + 7 - usize::from(self.row().first_weekday)) % 7
    }

    /// Returns `date` in CLDR's medium form: `25 Jul 2021` in British English, `25.07.2021` in German.
    pub fn date_short(self, date: Date) -> String {
        pattern::fill(self.row(), self.row().date_short, date.into())
    }

    /// Returns a month and year (CLDR's `yMMMM`), the month in the case that stands alone: `Juli 2021`.
    ///
    /// # Panics
    ///
    /// If `month` is not 1 to 12 or `year` not -9999 to 9999.
    pub fn month_year(self, year: i16, month: i8) -> String {
        let first = Date::new(year, month, 1).expect("a year and a month come from a date");
        pattern::fill(self.row(), self.row().month_year, first.into())
    }

    /// Returns the name of a month (1 to 12) as it stands alone: `červenec`, though a date has `července`.
    ///
    /// # Panics
    ///
    /// If `month` is not 1 to 12.
    pub fn month_name(self, month: i8) -> &'static str {
        pattern::month(self.row().months_alone, month)
    }

    /// Returns `time` in CLDR's short form, with 12 or 24 hours as the language has it: `14:05`, `2:05 PM`.
    ///
    /// American English has U+202F, a narrow space that does not break, before `PM`.
    pub fn time(self, time: Time) -> String {
        pattern::fill(self.row(), self.row().time, time.on(1970, 1, 1))
    }

    /// Returns `date` as [`Locale::date`] and `time` as [`Locale::time`] in one: `25 July 2021, 14:05`.
    ///
    /// Joined by CLDR's plain pattern, which suits a line of its own, not by the one for sentences, which
    /// has `at` between them.
    pub fn datetime(self, date: Date, time: Time) -> String {
        let joint = self.row().date_time;
        // The time goes in first: a date never contains `{0}`, and neither has braces of its own.
        joint
            .replace("{0}", &self.time(time))
            .replace("{1}", &self.date(date))
    }

    /// Returns `number` with its thousands grouped: `1,234,567`, Hindi `12,34,567`.
    ///
    /// Some languages leave four digits together: Spanish has `1234`, but `12.345`.
    pub fn number(self, number: i64) -> String {
        number::group(self.row(), number)
    }

    /// Returns `year` in the language's digits, never grouped.
    pub fn year(self, year: i16) -> String {
        let mut written = String::new();
        number::push_digits(&mut written, self.row(), year, 1);
        written
    }

    /// Returns the sign before the digits of a fraction, and the one between groups of digits: German `,` and `.`.
    pub fn separators(self) -> (&'static str, &'static str) {
        (self.row().decimal, self.row().group)
    }

    /// Returns the names of the months, each with its number: as they stand in a date, alone, and shortened.
    pub fn months(self) -> impl Iterator<Item = (&'static str, u8)> {
        let row = self.row();
        let lists = [row.months, row.months_alone, row.months_short];
        lists.into_iter().flat_map(|list| list.split('|').zip(1..))
    }

    /// Returns the quotation marks.
    pub fn quotes(self) -> Quotes {
        self.row().quotes
    }

    /// Returns where a space must not break the line.
    ///
    /// One-letter words: ČSN 01 6910 for Czech and Slovak, the Polish and the Russian typesetters' rules.
    pub fn spacing(self) -> Spacing {
        let tag = self.row().tag;
        match tag.split('-').next().unwrap_or(tag) {
            "fr" => Spacing::French,
            "cs" | "sk" => Spacing::ShortWords("aikosuvz"),
            "pl" => Spacing::ShortWords("aiouwz"),
            "ru" => Spacing::ShortWords("авикосуя"),
            "uk" => Spacing::ShortWords("авзійоую"),
            _ => Spacing::Plain,
        }
    }

    /// Returns words, in lower case, that begin with an apostrophe in place of what is left out: Dutch `'s avonds`.
    pub fn elisions(self) -> &'static [&'static str] {
        let tag = self.row().tag;
        match tag.split('-').next().unwrap_or(tag) {
            "en" => ELISIONS_ENGLISH,
            "nl" => &["d", "er", "k", "m", "n", "ns", "r", "s", "t"],
            "de" => &[
                "n", "ne", "nem", "nen", "ner", "ran", "raus", "rein", "rum", "runter", "s",
            ],
            "it" => &[
                "sta",
                "sto",
                "ndrangheta",
                "200",
                "300",
                "400",
                "500",
                "600",
                "700",
                "800",
                "900",
            ],
            _ => &[],
        }
    }

    /// Returns the cardinal plural category of `n` things: Polish 1 is `One`, 3 `Few`, 5 `Many`.
    pub fn plural(self, n: u64) -> Plural {
        (self.row().plural)(n)
    }

    /// Returns the plural categories that the language has for whole numbers, in CLDR's order.
    ///
    /// Those that hold for millions only, as French `Many`, are among them. `Other` is of every language.
    pub fn plurals(self) -> Vec<Plural> {
        // CLDR's rules look at the last two digits and at powers of a thousand.
        let counts = (0..=200).chain([1_000, 1_000_000, 1_000_001]);
        let mut categories: Vec<Plural> = counts
            .map(|n| self.plural(n))
            .chain([Plural::Other])
            .collect();
        categories.sort_unstable();
        categories.dedup();
        categories
    }

    fn row(self) -> &'static LocaleRow {
        &cldr::LOCALES[usize::from(self.row)]
    }
}

/// Returns the tags whose tables hold for `tag`, nearest first: `en-AU`, `en-001`, `en`. English is the last.
pub(crate) fn fallbacks(tag: &str) -> impl Iterator<Item = &'static str> {
    let first = &cldr::LOCALES[usize::from(row_of(&ScriptTag::parse(tag)))];
    let mut chain = vec![first.tag];
    chain.extend(std::iter::successors(first.parent, |tag| {
        cldr::LOCALES[usize::from(position(tag))].parent
    }));
    if chain.last() != Some(&ENGLISH) {
        chain.push(ENGLISH);
    }
    chain.into_iter()
}

const ENGLISH: &str = "en";

/// CLDR's table of how one tag writes. Lists are joined with `|`, to keep the tables small.
struct LocaleRow {
    tag: &'static str,
    /// The tag that this one inherits from, if that is not CLDR's root.
    parent: Option<&'static str>,
    /// The script of the tag where it names none.
    script: &'static str,
    /// Twelve names as they stand in a date.
    months: &'static str,
    /// Twelve names as they stand alone.
    months_alone: &'static str,
    /// Twelve short names as they stand in a date.
    months_short: &'static str,
    /// Seven names as they stand in a date, from Monday.
    weekdays: &'static str,
    /// Seven names as they stand alone, from Monday.
    weekdays_alone: &'static str,
    /// Seven short names as they stand alone, from Monday.
    weekdays_short: &'static str,
    /// The day that a week begins with, from 0 for Monday.
    first_weekday: u8,
    // Patterns of UTS 35, see `pattern`.
    date_full: &'static str,
    date: &'static str,
    date_short: &'static str,
    month_year: &'static str,
    time: &'static str,
    /// Where the date (`{1}`) and the time (`{0}`) go.
    date_time: &'static str,
    /// Names of parts of the day, all of one length: two halves, or 24 hours.
    periods: &'static str,
    /// The digit 0; the others follow it in Unicode.
    zero: char,
    minus: &'static str,
    /// What stands before the digits of a fraction.
    decimal: &'static str,
    /// What stands between groups of digits.
    group: &'static str,
    /// Digits in a group above the thousands: 3, in India 2.
    higher_group: usize,
    /// Digits that must stand before the thousands for groups to be marked at all.
    minimum_grouping: usize,
    quotes: Quotes,
    plural: fn(u64) -> Plural,
}

fn row_of(tag: &ScriptTag) -> u8 {
    let target = tag.keys().find_map(|key| {
        let known = cldr::RESOLUTIONS
            .binary_search_by(|(tag, _)| (*tag).cmp(&key))
            .ok()?;
        let target = cldr::RESOLUTIONS[known].1;
        tag.allows_script(cldr::LOCALES[usize::from(position(target))].script)
            .then_some(target)
    });
    position(target.unwrap_or(ENGLISH))
}

/// Returns the place of one of CLDR's own tags in the table.
fn position(tag: &str) -> u8 {
    let place = cldr::LOCALES.binary_search_by(|row| row.tag.cmp(tag));
    let place = place.expect("the generated tables name only tags that have a row");
    u8::try_from(place).expect("there are fewer than 256 locales")
}
