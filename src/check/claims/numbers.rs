//! `number-not-in-source`: counts, percentages, sums of money, times and dates, by their value and unit.

use crate::body::Mark;
use crate::check::claims::{Checking, Claim, ClaimKind, Verdict};
use crate::diag::Diagnostic;
use crate::diag::catalog;
use crate::locale::Locale;
use crate::text::quantities::{Amount, Form, Hedge, Numerals, Quantity, QuantityReader, Unit};

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
/// What is lost in calculating.
const EXACT: f64 = 1e-9;

/// One reading of a quantity in a clip, with what makes it match.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    amount: Amount,
    hedge: Hedge,
    /// Where it is.
    pub at: usize,
}

/// Makes a reader for the quantities of a language.
pub fn reader(language: &str) -> QuantityReader {
    let locale = Locale::of(language);
    QuantityReader::new(&Numerals {
        language,
        separators: locale.separators(),
        months: locale.months().collect(),
    })
}

/// Finds the quantities of a clip, by value.
pub fn known(text: &str, reader: &QuantityReader) -> Vec<Known> {
    let mut known = Vec::new();
    for quantity in reader.find(text) {
        let at = quantity.range.start;
        known.extend(quantity.amounts.iter().map(|amount| Known {
            amount: *amount,
            hedge: quantity.hedge,
            at,
        }));
    }
    known.sort_by(|a, b| a.amount.value.total_cmp(&b.amount.value));
    known
}

/// Looks every number of the brief up.
pub fn check(checking: &Checking, claims: &mut Vec<Claim>, found: &mut Vec<Diagnostic>) {
    let reader = checking.lexicon.quantities(checking.linked.branch);
    for block in &checking.outline.blocks {
        // What is quoted is looked up as a quotation.
        let prose = block.without(&[Mark::Quotation, Mark::Code, Mark::Verbatim]);
        for number in reader.find(&block.text) {
            let after = prose.partition_point(|range| range.start <= number.range.start);
            let is_own = after.checked_sub(1).is_some_and(|idx| prose[idx].contains(&number.range.start));
            if !is_own || is_exempt(checking, &number) {
                continue;
            }
            let seen = checking.clips.iter().find_map(|clip| {
                let same = look_up(&number, &clip.numbers)?;
                Some((clip.path.clone(), clip.line(same.at)))
            });
            let written = &block.text[number.range.clone()];
            let place = checking.at(block.place(&number.range));
            let verdict = match (&seen, number.hedge) {
                (None, _) => Verdict::Missing,
                (Some(_), Hedge::Exact) => Verdict::Found,
                (Some(_), _) => Verdict::About,
            };
            if verdict == Verdict::Missing {
                found.push(catalog::claims::number_not_in_source(place.clone(), written));
            }
            claims.push(Claim { kind: ClaimKind::Number, text: written.to_owned(), place, verdict, seen });
        }
    }
}

/// Finds a quantity among those of a clip, which are sorted by value.
fn look_up<'n>(number: &Quantity, known: &'n [Known]) -> Option<&'n Known> {
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
            let near = known[from..].iter().take_while(|known| known.amount.value <= value + room);
            near.into_iter().find(|known| matches(amount, number.hedge, known))
        })
    })
}

/// Returns whether an amount of the brief is the one that a clip has.
fn matches(amount: &Amount, hedge: Hedge, known: &Known) -> bool {
    let other = known.amount;
    // A year is not rounded; `about 2000` is none.
    let is_year = amount.unit == Unit::Year && hedge == Hedge::Exact
        || other.unit == Unit::Year && known.hedge == Hedge::Exact;
    let is_strict = is_year || matches!(other.unit, Unit::Time | Unit::Date);
    let (value, room) = match (amount.unit, other.unit) {
        _ if is_strict => {
            let is_same = amount.unit == other.unit || is_count(amount.unit) && is_count(other.unit);
            return is_same && (amount.value - other.value).abs() < EXACT.max(amount.value.abs() * EXACT);
        }
        (Unit::Fraction, Unit::Fraction) => (amount.value, EXACT),
        (Unit::Fraction, Unit::Percent) => (amount.value * 100.0, ROUNDING_OF_FRACTION * 100.0),
        (Unit::Percent, Unit::Fraction) => (amount.value / 100.0, ROUNDING_OF_FRACTION),
        (Unit::Fraction, Unit::Count) | (Unit::Count, Unit::Fraction) => (amount.value, EXACT),
        (one, other) if one == other || is_count(one) && is_count(other) => (amount.value, 0.0),
        _ => return false,
    };
    let size = other.value.abs();
    let of_scale = if other.scale == 1.0 { (amount.step / 2.0).min(size * ROUNDING_OF_SCALE) } else { 0.0 };
    let rounded = match (hedge, known.hedge) {
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

fn is_count(unit: Unit) -> bool {
    matches!(unit, Unit::Count | Unit::Year | Unit::Ordinal)
}

/// The brief's own days and years are the editor's, not a source's. One, in words, is an article as often as a number,
/// and the first of something is hardly a figure.
fn is_exempt(checking: &Checking, number: &Quantity) -> bool {
    let Some(amount) = number.amounts.first() else { return true };
    let is_one = amount.value < 2.0
        && (number.form == Form::Words && is_count(amount.unit) || amount.unit == Unit::Ordinal)
        || amount.value == 2.0 && number.form == Form::Words && amount.unit == Unit::Ordinal;
    let is_own = checking.days.iter().any(|day| match amount.unit {
        Unit::Year => amount.value == f64::from(day.year()),
        Unit::Date => amount.value == f64::from(day.month()) * 100.0 + f64::from(day.day()),
        _ => false,
    });
    is_one || is_own
}
