//! The numbers of a clip, by value, and whether one of them is that of a brief.

use crate::locale::Locale;
use crate::text;
use crate::text::quantities::{
    Amount, Dimension, Hedge, Measured, Numerals, Quantity, QuantityReader, Unit,
};

/// How far a number that the brief rounds may be off: a tenth.
const ROUNDING: f64 = 0.1;
/// How far, where the brief says in which direction: *more than 20* may be 23.
const ROUNDING_DIRECTED: f64 = 0.15;
/// How far an exact number may be off one that the source rounds.
const ROUNDING_OF_SOURCE: f64 = 0.05;
/// How far a number may be off that has a scale: `2.7 million` for 2,712,000.
const ROUNDING_OF_SCALE: f64 = 0.02;
/// How far a fraction in words may be off a percentage: a third is 33 %.
const ROUNDING_OF_FRACTION: f64 = 0.01;
/// How far a span of time may be off one in another unit: two weeks are fifteen days.
const ROUNDING_OF_TIME: f64 = 0.08;
/// How far another measure may be off one in another unit.
const ROUNDING_OF_MEASURE: f64 = 0.05;
/// Minutes that a time may be off that is told with *shortly before* or *about*.
const ROUNDING_OF_CLOCK: f64 = 30.0;
/// From this scale on, a sum of money is often written without its currency.
const SCALE_OF_SUMS: f64 = 1e6;
/// Most numbers of a clip that one of the brief is compared with: an end to the search in a clip of any size.
const MAX_NEAR: usize = 500;
/// What is lost in calculating.
const EXACT: f64 = 1e-9;

/// One reading of a quantity in a clip, with what makes it match.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClipNumber {
    amount: Amount,
    hedge: Hedge,
    /// Where it is.
    pub at: usize,
}

/// Makes a reader for the quantities of a language.
pub(crate) fn reader(language: &str) -> QuantityReader {
    let locale = Locale::of(language);
    QuantityReader::new(&Numerals {
        language,
        separators: locale.separators(),
        months: locale.months().collect(),
    })
}

/// The numbers of a clip, sorted.
#[derive(Debug, Default)]
pub(crate) struct ClipNumbers {
    /// By the values as they are written.
    values: Vec<ClipNumber>,
    /// Those with a unit of measurement, by their value in the unit of its dimension.
    measured: Vec<(Measured, ClipNumber)>,
}

/// Finds the quantities of a clip, by value.
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

/// Returns whether a number of four digits counts something and is no year: a noun follows it, and no preposition or
/// month is before it (`إن 1850 منزلا`, not `in 2013 killed`).
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

/// Finds a quantity among those of a clip.
pub(crate) fn look_up<'n>(number: &Quantity, known: &'n ClipNumbers) -> Option<&'n ClipNumber> {
    look_up_value(number, &known.values).or_else(|| look_up_measure(number, &known.measured))
}

/// Finds a quantity that has a unit of measurement among those in other units of its dimension.
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
    let room = measured.value * rounding;
    let from = known.partition_point(|(known, _)| known.value < measured.value - room);
    let near = known[from..].iter().take(MAX_NEAR);
    let mut near = near.take_while(|(known, _)| known.value <= measured.value + room);
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
            // The widest that a match may lie off.
            let room = value.abs() * 2.0 * ROUNDING_DIRECTED;
            let from = known.partition_point(|known| known.amount.value < value - room);
            let exact =
                known.partition_point(|known| known.amount.value < value - value.abs() * EXACT);
            let same = known[exact..].iter().take(MAX_NEAR);
            let near = known[from..].iter().take(MAX_NEAR);
            let end = value + room;
            same.take_while(|known| known.amount.value <= value + value.abs() * EXACT)
                .chain(near.take_while(|known| known.amount.value <= end))
                .find(|known| matches(amount, number.hedge, known))
        })
    })
}

/// Returns whether an amount of the brief is the one that a clip has.
fn matches(amount: &Amount, hedge: Hedge, known: &ClipNumber) -> bool {
    let other = known.amount;
    // A year is not rounded; `about 2000` is none.
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
    let (value, room) = match (amount.unit, other.unit) {
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
        // `280 millones` may be of euros.
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
        // `près d’un tiers`: 30 %
        (Hedge::About, _) if amount.unit == Unit::Fraction => size * ROUNDING_DIRECTED,
        (Hedge::About, _) => size * ROUNDING,
        (Hedge::Over | Hedge::Under, _) => size * ROUNDING_DIRECTED,
        (Hedge::Exact, Hedge::Exact) => size * EXACT,
        (Hedge::Exact, _) => size * ROUNDING_OF_SOURCE,
    };
    let is_wrong_side = known.hedge == Hedge::Exact
        && match hedge {
            Hedge::Over => value > size * (1.0 + EXACT),
            Hedge::Under => value < size * (1.0 - EXACT),
            _ => false,
        };
    (value - other.value).abs() <= room.max(rounded).max(of_scale) && !is_wrong_side
}

/// Returns whether it is a number of things, or may be read as one.
pub(crate) fn is_count(unit: Unit) -> bool {
    matches!(unit, Unit::Count | Unit::Year | Unit::Ordinal)
}
