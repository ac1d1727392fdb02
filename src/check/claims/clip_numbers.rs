//! Quantities of a clip, indexed by value, and the comparison with those of a brief: which rounding and which change
//! of unit leaves a number the same.
//!
//! Parsing is done by `text::quantities`; the rule that reports is in `numbers`. The tolerances below are measured on
//! the labelled claims in `tests/tables/claims`.

use crate::locale::Locale;
use crate::text;
use crate::text::quantities::{
    Amount, Dimension, Hedge, Measured, Numerals, Quantity, QuantityReader, Unit,
};

/// Tolerance for a number that the brief rounds (*about 20*): a tenth.
const ROUNDING: f64 = 0.1;
/// Tolerance in the stated direction: *more than 20* may be 23.
const ROUNDING_DIRECTED: f64 = 0.15;
/// Tolerance for an exact number where the source rounds.
const ROUNDING_OF_SOURCE: f64 = 0.05;
/// Tolerance for a number with a scale: `2.7 million` for 2,712,000.
const ROUNDING_OF_SCALE: f64 = 0.02;
/// Tolerance between a fraction in words and a percentage: a third is 33 %.
const ROUNDING_OF_FRACTION: f64 = 0.01;
/// Tolerance between spans of time in different units: two weeks are fifteen days.
const ROUNDING_OF_TIME: f64 = 0.08;
/// Tolerance between other measures in different units.
const ROUNDING_OF_MEASURE: f64 = 0.05;
/// Minutes of tolerance for a time with *shortly before* or *about*.
const ROUNDING_OF_CLOCK: f64 = 30.0;
/// Scale from which sums of money are often written without a currency.
const SCALE_OF_SUMS: f64 = 1e6;
/// Most numbers of a clip that one number is compared with: bounds the search in a clip of any size.
const MAX_NEAR: usize = 500;
/// Relative error of floating-point arithmetic, which is all that exact numbers may differ by.
const EXACT: f64 = 1e-9;

/// One reading of a quantity in a clip.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClipNumber {
    amount: Amount,
    hedge: Hedge,
    /// Byte in the clip at which the quantity begins.
    pub at: usize,
}

/// Returns a parser for the quantities of a language. Costly: callers keep it.
pub(crate) fn reader(language: &str) -> QuantityReader {
    let locale = Locale::of(language);
    QuantityReader::new(&Numerals {
        language,
        separators: locale.separators(),
        months: locale.months().collect(),
    })
}

/// The quantities of a clip, in two sorted lists for binary search.
#[derive(Debug, Default)]
pub(crate) struct ClipNumbers {
    /// All readings, by value as written.
    values: Vec<ClipNumber>,
    /// Quantities with a unit of measurement, by value in the base unit of their dimension.
    measured: Vec<(Measured, ClipNumber)>,
}

/// Indexes the quantities of a clip.
pub(crate) fn known(text: &str, reader: &QuantityReader) -> ClipNumbers {
    let mut known = ClipNumbers::default();
    let quantities = reader.find(text);
    for (idx, quantity) in quantities.iter().enumerate() {
        let of = |amount: Amount| ClipNumber {
            amount,
            hedge: quantity.hedge,
            at: quantity.range.start,
        };
        known
            .values
            .extend(quantity.amounts.iter().map(|amount| of(*amount)));
        let Some(first) = quantity.amounts.first().copied() else {
            continue;
        };
        // `1850 houses` parses as a year; both readings are kept, for the brief may mean either.
        if first.unit == Unit::Year && is_counted(text, quantity) {
            known.values.push(of(Amount {
                unit: Unit::Count,
                ..first
            }));
        }
        let sum = quantities
            .get(idx + 1)
            .and_then(|next| quantity.sum(next, text));
        known.measured.extend(
            quantity
                .measured()
                .into_iter()
                .chain(sum)
                .map(|measured| (measured, of(first))),
        );
    }
    known
        .values
        .sort_by(|a, b| a.amount.value.total_cmp(&b.amount.value));
    known
        .values
        .dedup_by_key(|known| (known.amount, known.hedge));
    known
        .measured
        .sort_by(|a, b| a.0.value.total_cmp(&b.0.value));
    known
}

/// Returns whether a number of four digits counts something rather than being a year: a noun follows, and no
/// preposition of time precedes (`إن 1850 منزلا`, not `in 2013 killed`).
fn is_counted(text: &str, quantity: &Quantity) -> bool {
    let after = text[quantity.range.end..].strip_prefix([' ', '\u{A0}', '\u{202F}']);
    let has_noun = after.is_some_and(|after| after.starts_with(char::is_alphabetic));
    let before = text[..quantity.range.start].trim_end();
    let start = before
        .char_indices()
        .rev()
        .find(|(_, letter)| !letter.is_alphabetic());
    let word = text::fold(&before[start.map_or(0, |(at, letter)| at + letter.len_utf8())..]);
    let of_years = [
        "in", "since", "of", "from", "until", "to", "by", "before", "after", "and", "late",
        "early", "im", "seit", "von", "bis", "jahr", "jahre", "um", "ende", "anfang", "en", "de",
        "depuis", "des", "a", "desde", "del", "hasta", "ano", "annee", "عام", "سنه", "في", "منذ",
        "بين", "الي", "من", "حتي",
    ];
    has_noun && !word.is_empty() && !of_years.contains(&word.as_str())
}

/// Returns the number of a clip that agrees with `number`: as written first, then converted between units.
pub(crate) fn look_up<'n>(number: &Quantity, known: &'n ClipNumbers) -> Option<&'n ClipNumber> {
    look_up_value(number, &known.values).or_else(|| look_up_measure(number, &known.measured))
}

/// Finds a quantity with a unit of measurement among those in other units of its dimension.
fn look_up_measure<'n>(
    number: &Quantity,
    known: &'n [(Measured, ClipNumber)],
) -> Option<&'n ClipNumber> {
    let measured = number.measured()?;
    let rounding = match (number.hedge, measured.measure.dimension) {
        (Hedge::Over | Hedge::Under, _) => ROUNDING_DIRECTED,
        (Hedge::About, _) => ROUNDING,
        (Hedge::Exact, Dimension::Time) => ROUNDING_OF_TIME,
        (Hedge::Exact, _) => ROUNDING_OF_MEASURE,
    };
    let tolerance = measured.value * rounding;
    let from = known.partition_point(|(known, _)| known.value < measured.value - tolerance);
    let near = known[from..].iter().take(MAX_NEAR);
    let mut near = near.take_while(|(known, _)| known.value <= measured.value + tolerance);
    // Equal units were compared as written, by stricter rules.
    let is_same = |known: &Measured| {
        known.measure.dimension == measured.measure.dimension
            && known.measure.factor != measured.measure.factor
    };
    near.find(|(known, _)| is_same(known))
        .map(|(_, known)| known)
}

/// Finds a quantity among those of a clip, which are sorted by value.
fn look_up_value<'n>(number: &Quantity, known: &'n [ClipNumber]) -> Option<&'n ClipNumber> {
    number.amounts.iter().find_map(|amount| {
        // `half` is 50 %, and 50 % is `half`.
        let factor = match amount.unit {
            Unit::Fraction => Some(100.0),
            Unit::Percent | Unit::Count => Some(0.01),
            _ => None,
        };
        let same = std::iter::once(1.0).chain(factor);
        same.into_iter().find_map(|factor| {
            let value = amount.value * factor;
            // The widest tolerance of any rule in `matches`, which decides.
            let tolerance = value.abs() * 2.0 * ROUNDING_DIRECTED;
            let from = known.partition_point(|known| known.amount.value < value - tolerance);
            let exact =
                known.partition_point(|known| known.amount.value < value - value.abs() * EXACT);
            // Equal values first: in a clip with thousands of near ones, [`MAX_NEAR`] must not be spent before they
            // are reached.
            let same = known[exact..].iter().take(MAX_NEAR);
            let near = known[from..].iter().take(MAX_NEAR);
            let end = value + tolerance;
            same.take_while(|known| known.amount.value <= value + value.abs() * EXACT)
                .chain(near.take_while(|known| known.amount.value <= end))
                .find(|known| matches(amount, number.hedge, known))
        })
    })
}

/// Returns whether `amount` of the brief, hedged as stated, agrees with a number of a clip.
fn matches(amount: &Amount, hedge: Hedge, known: &ClipNumber) -> bool {
    let other = known.amount;
    // Years are never rounded; `about 2000` is a count.
    let is_year = amount.unit == Unit::Year && hedge == Hedge::Exact
        || other.unit == Unit::Year && known.hedge == Hedge::Exact;
    if amount.unit == Unit::Time && other.unit == Unit::Time && hedge != Hedge::Exact {
        let after = other.value - amount.value;
        return match hedge {
            Hedge::Over => (0.0..=ROUNDING_OF_CLOCK).contains(&after),
            Hedge::Under => (-ROUNDING_OF_CLOCK..=0.0).contains(&after),
            _ => after.abs() <= ROUNDING_OF_CLOCK / 2.0,
        };
    }
    let is_strict = is_year || matches!(other.unit, Unit::Time | Unit::Date);
    let (value, tolerance) = match (amount.unit, other.unit) {
        _ if is_strict => {
            let is_same =
                amount.unit == other.unit || is_count(amount.unit) && is_count(other.unit);
            return is_same
                && (amount.value - other.value).abs() < EXACT.max(amount.value.abs() * EXACT);
        }
        (Unit::Fraction, Unit::Fraction) => (amount.value, EXACT),
        (Unit::Fraction, Unit::Percent) => (amount.value * 100.0, ROUNDING_OF_FRACTION * 100.0),
        (Unit::Percent, Unit::Fraction) => (amount.value / 100.0, ROUNDING_OF_FRACTION),
        (Unit::Fraction, Unit::Count) | (Unit::Count, Unit::Fraction) => (amount.value, EXACT),
        // `280 millones` may be euros.
        (Unit::Count, Unit::Money(_)) | (Unit::Money(_), Unit::Count)
            if amount.scale >= SCALE_OF_SUMS && other.scale >= SCALE_OF_SUMS =>
        {
            (amount.value, 0.0)
        }
        (one, other) if one == other || is_count(one) && is_count(other) => (amount.value, 0.0),
        _ => return false,
    };
    let size = other.value.abs();
    let of_scale = if other.scale == 1.0 {
        (amount.step / 2.0).min(size * ROUNDING_OF_SCALE)
    } else {
        0.0
    };
    let rounded = match (hedge, known.hedge) {
        // `près d’un tiers` (nearly a third) for 30 %.
        (Hedge::About, _) if amount.unit == Unit::Fraction => size * ROUNDING_DIRECTED,
        (Hedge::About, _) => size * ROUNDING,
        (Hedge::Over | Hedge::Under, _) => size * ROUNDING_DIRECTED,
        (Hedge::Exact, Hedge::Exact) => size * EXACT,
        (Hedge::Exact, _) => size * ROUNDING_OF_SOURCE,
    };
    // *More than 20* is wrong for 19, however close.
    let is_wrong_side = known.hedge == Hedge::Exact
        && match hedge {
            Hedge::Over => value > size * (1.0 + EXACT),
            Hedge::Under => value < size * (1.0 - EXACT),
            _ => false,
        };
    (value - other.value).abs() <= tolerance.max(rounded).max(of_scale) && !is_wrong_side
}

/// Returns whether the unit is a count, or may be read as one.
pub(crate) fn is_count(unit: Unit) -> bool {
    matches!(unit, Unit::Count | Unit::Year | Unit::Ordinal)
}
