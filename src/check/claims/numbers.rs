//! `number-not-in-source`: numbers in digits and (in English) in words, by their value.

use std::ops::Range;

use crate::body::Mark;
use crate::check::claims::{Checking, Claim, ClaimKind, Verdict};
use crate::diag::{Diagnostic, catalog};
use crate::text;
use crate::time::MONTHS;

/// A number in a text.
#[derive(Clone, PartialEq, Debug)]
pub struct Number {
    /// Its value: of `$6 billion`, 6,000,000,000.
    pub value: f64,
    /// What it counts.
    pub unit: Unit,
    /// Whether the text says that it is rounded.
    pub precision: Precision,
    /// Where it stands, its sign and unit among it.
    pub range: Range<usize>,
}

/// What a number counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Things.
    Plain,
    /// Hundredths.
    Percent,
    /// Money.
    Money,
}

/// Whether a text says that a number is rounded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Precision {
    /// It does not.
    Exact,
    /// It does: *about*, *some*, *nearly*.
    Rounded,
}

/// How far a number that is said to be rounded may be off: a tenth.
const ROUNDING: f64 = 0.1;

const ROUNDERS: [&str; 15] = [
    "about",
    "some",
    "nearly",
    "around",
    "roughly",
    "almost",
    "approximately",
    "over",
    "least",
    "most",
    "up",
    "under",
    "circa",
    "estimated",
    "close",
];
const SMALL: [(&str, f64); 27] = [
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
    ("half", 0.5),
];
const SCALES: [(&str, f64); 8] = [
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
    ("mn", 1e6),
    ("bn", 1e9),
    ("m", 1e6),
];

/// Finds the numbers in `text`.
pub fn find(text: &str) -> Vec<Number> {
    let words = text::words(text);
    let mut numbers = Vec::new();
    let mut idx = 0;
    while idx < words.len() {
        match read(text, &words, idx) {
            Some((number, next)) => {
                numbers.push(number);
                idx = next.max(idx + 1);
            }
            None => idx += 1,
        }
    }
    numbers
}

/// Reads the number that begins with the word at `idx`. Returns it with the position after it.
fn read(text: &str, words: &[Range<usize>], idx: usize) -> Option<(Number, usize)> {
    let (mut value, mut next) = digits(text, words, idx).or_else(|| in_words(text, words, idx))?;
    let word = |at: usize| words.get(at).map(|range| text[range.clone()].to_lowercase());
    let start = words[idx].start;
    // `2.5 million`, `$6bn`
    while let Some((_, scale)) = word(next).and_then(|word| SCALES.iter().find(|(name, _)| *name == word)) {
        if !joined(text, words, next) {
            break;
        }
        value *= scale;
        next += 1;
    }
    let end = words[next - 1].end;
    let before = text[..start].trim_end();
    let money_sign = before.ends_with(['$', '€', '£', '¥', '₹']);
    let after = word(next).filter(|_| joined(text, words, next)).unwrap_or_default();
    let unit = if text[end..].trim_start().starts_with('%') || after == "percent" || after == "per" {
        Unit::Percent
    } else if money_sign
        || ["dollars", "euros", "pounds", "dinars", "yen", "rupees", "usd", "eur"].contains(&after.as_str())
    {
        Unit::Money
    } else {
        Unit::Plain
    };
    let said = |back: usize| idx.checked_sub(back).and_then(word).unwrap_or_default();
    let compared = said(1) == "than" && ["more", "less", "fewer"].contains(&said(2).as_str());
    let rounded = compared || ROUNDERS.contains(&said(1).as_str());
    let precision = if rounded { Precision::Rounded } else { Precision::Exact };
    let from =
        if money_sign { before.len() - before.chars().next_back().map_or(0, char::len_utf8) } else { start };
    Some((Number { value, unit, precision, range: from..end }, next))
}

/// Returns whether only a space or a hyphen stands before the word at `idx`.
fn joined(text: &str, words: &[Range<usize>], idx: usize) -> bool {
    idx > 0
        && text[words[idx - 1].end..words[idx].start]
            .chars()
            .all(|letter| letter.is_whitespace() || letter == '-')
}

/// Reads `2,500`, `2.5`, `6bn`, `26th`: words of digits, with the signs between them.
fn digits(text: &str, words: &[Range<usize>], idx: usize) -> Option<(f64, usize)> {
    let word = &text[words[idx].clone()];
    let n_digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if n_digits == 0 {
        return None;
    }
    let mut number = word[..n_digits].to_owned();
    let mut scale = 1.0;
    let rest = word[n_digits..].to_lowercase();
    match SCALES.iter().find(|(name, _)| *name == rest || (rest == "k" && *name == "thousand")) {
        Some((_, factor)) => scale = *factor,
        // `26th`; `2nd`. Anything else is a name: `F16`, `5G`.
        None if !matches!(rest.as_str(), "" | "st" | "nd" | "rd" | "th" | "s") => return None,
        None => {}
    }
    let mut next = idx + 1;
    while rest.is_empty() && scale == 1.0 {
        let Some(range) = words.get(next) else { break };
        let (gap, part) = (&text[words[next - 1].end..range.start], &text[range.clone()]);
        let all_digits = part.bytes().all(|byte| byte.is_ascii_digit());
        let groups = matches!(gap, "," | "\u{A0}" | "\u{202F}" | "'" | "’") && part.len() == 3;
        if !all_digits || !(groups || gap == ".") {
            break;
        }
        if gap == "." {
            number.push('.');
        }
        number.push_str(part);
        next += 1;
    }
    Some((number.parse::<f64>().ok()? * scale, next))
}

/// Reads `two thousand five hundred`, `twenty-five`, `a dozen`, `half a million`.
fn in_words(text: &str, words: &[Range<usize>], idx: usize) -> Option<(f64, usize)> {
    let word = |at: usize| words.get(at).map(|range| text[range.clone()].to_lowercase());
    let (mut total, mut part) = (0.0, 0.0);
    let mut next = idx;
    while let Some(name) = word(next) {
        if next > idx && !joined(text, words, next) {
            break;
        }
        let small = SMALL.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        // `twenty-five`, not `nineteen eighty-four`.
        let fits =
            |value: f64| part % 100.0 == 0.0 || (part % 100.0 >= 20.0 && part % 10.0 == 0.0 && value < 10.0);
        match (small, scale_of(&name)) {
            (Some(value), _) if fits(value) => part += value,
            // `a dozen` and `one million` begin with a word that is no number by itself.
            (None, Some(scale)) if next > idx => {
                let counted = if part == 0.0 { 1.0 } else { part };
                if scale < 1e3 {
                    part = counted * scale;
                } else {
                    (total, part) = (total + counted * scale, 0.0);
                }
            }
            (None, None)
                if is_article(&name) && word(next + 1).and_then(|name| scale_of(&name)).is_some() => {}
            // `two hundred and fifty`
            (None, None)
                if name == "and" && next > idx && word(next + 1).is_some_and(|name| is_small(&name)) => {}
            _ => break,
        }
        next += 1;
    }
    (next > idx && total + part > 0.0).then_some((total + part, next))
}

fn is_article(word: &str) -> bool {
    matches!(word, "a" | "an" | "one")
}

fn is_small(word: &str) -> bool {
    word != "half" && SMALL.iter().any(|(known, _)| *known == word)
}

/// The scales that are written as words, and a dozen; no abbreviations.
fn scale_of(word: &str) -> Option<f64> {
    let dozen = (word == "dozen").then_some(12.0);
    dozen.or_else(|| SCALES.iter().take(5).find(|(known, _)| *known == word).map(|(_, value)| *value))
}

/// Looks every number of the brief up.
pub fn check(checking: &Checking, claims: &mut Vec<Claim>, found: &mut Vec<Diagnostic>) {
    for block in &checking.outline.blocks {
        // What is quoted is looked up as a quotation.
        let prose = block.without(&[Mark::Quotation]);
        for number in find(&block.text) {
            let after = prose.partition_point(|range| range.start <= number.range.start);
            let own = after.checked_sub(1).is_some_and(|idx| prose[idx].contains(&number.range.start));
            if !own || is_exempt(checking, &block.text, &number) {
                continue;
            }
            let seen = checking.clips.iter().find_map(|clip| {
                let same = look_up(&number, &clip.numbers)?;
                Some((clip.path.clone(), clip.line(same.range.start)))
            });
            let written = &block.text[number.range.clone()];
            let place = checking.at(block.place(&number.range));
            let verdict = match (&seen, number.precision) {
                (None, _) => Verdict::Missing,
                (Some(_), Precision::Rounded) => Verdict::About,
                (Some(_), Precision::Exact) => Verdict::Found,
            };
            if verdict == Verdict::Missing {
                found.push(catalog::claims::number_not_in_source(place.clone(), written));
            }
            claims.push(Claim { kind: ClaimKind::Number, text: written.to_owned(), place, verdict, seen });
        }
    }
}

/// Finds `number` among those of a clip, which are sorted by value.
fn look_up<'n>(number: &Number, known: &'n [Number]) -> Option<&'n Number> {
    // The widest that a match may lie off: the source's own number may be the rounded one.
    let room = number.value.abs() * 2.0 * ROUNDING;
    let from = known.partition_point(|known| known.value < number.value - room);
    let near = known[from..].iter().take_while(|known| known.value <= number.value + room);
    near.into_iter().find(|known| matches(number, known))
}

/// A plain number matches any unit: `50 rockets` and `50%` are told apart, `50` is not.
fn matches(number: &Number, known: &Number) -> bool {
    let unit = number.unit == known.unit || number.unit == Unit::Plain || known.unit == Unit::Plain;
    let rounded = number.precision == Precision::Rounded || known.precision == Precision::Rounded;
    let room = if rounded { known.value.abs() * ROUNDING } else { known.value.abs() * 1e-9 };
    unit && (number.value - known.value).abs() <= room
}

/// The brief's own days and years are the editor's, not a source's.
fn is_exempt(checking: &Checking, text: &str, number: &Number) -> bool {
    if number.unit != Unit::Plain {
        return false;
    }
    checking.days.iter().any(|day| {
        let year = number.value == f64::from(day.year());
        let of_month = number.value == f64::from(day.day()) && {
            let month = MONTHS[usize::try_from(day.month() - 1).unwrap_or_default()];
            let letter = |letter: char| !letter.is_alphanumeric();
            let after = text[number.range.end..].trim_start_matches(letter);
            let after: String = after.chars().take(3).flat_map(char::to_lowercase).collect();
            let before = text[..number.range.start].trim_end_matches(letter);
            let before = before.rsplit(letter).next().unwrap_or_default().to_lowercase();
            after == month[..3] || before == month || before == month[..3]
        };
        year || of_month
    })
}
