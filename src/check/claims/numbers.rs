//! `number-not-in-source`: counts, percentages, sums of money, times and dates, by their value and unit.

use std::cell::OnceCell;

use crate::body::InlineKind;
use crate::check::claims::clip_numbers::{is_count, look_up};
use crate::check::claims::{Claim, ClaimContext, ClaimKind, ClaimVerdict, days};
use crate::diag::Diagnostic;
use crate::diag::catalog;
use crate::text::quantities::{Amount, Hedge, Quantity, QuantityForm, Unit};

/// Looks every number of the brief up.
pub(super) fn check(checking: &ClaimContext, claims: &mut Vec<Claim>, found: &mut Vec<Diagnostic>) {
    let reader = checking.lexicon.quantities(checking.lang);
    let named_days = OnceCell::new();
    let is_named_day = |number: &Quantity| {
        let is_day = |amount: &Amount| {
            let days = || named_days.get_or_init(|| days::named(checking));
            amount.unit == Unit::Date && days().iter().any(|day| f64::from(*day) == amount.value)
        };
        number.amounts.iter().any(is_day)
    };
    for block in &checking.outline.blocks {
        // What is quoted is looked up as a quotation.
        let prose = block.without(&[
            InlineKind::Quotation,
            InlineKind::Code,
            InlineKind::Verbatim,
        ]);
        for number in reader.find(&block.text) {
            let after = prose.partition_point(|range| range.start <= number.range.start);
            let is_own = after
                .checked_sub(1)
                .is_some_and(|idx| prose[idx].contains(&number.range.start));
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
                (None, _) if is_named_day(&number) => ClaimVerdict::About,
                (None, _) => ClaimVerdict::Missing,
                (Some(_), Hedge::Exact) => ClaimVerdict::Found,
                (Some(_), _) => ClaimVerdict::About,
            };
            if verdict == ClaimVerdict::Missing {
                found.push(catalog::claims::number_not_in_source(
                    place.clone(),
                    written,
                ));
            }
            claims.push(Claim {
                kind: ClaimKind::Number,
                text: written.to_owned(),
                place,
                verdict,
                seen,
            });
        }
    }
}

/// The brief's own days and years are the editor's, not a source's. One, in words, is an article as often as a number,
/// and the first of something is hardly a figure.
fn is_exempt(checking: &ClaimContext, number: &Quantity) -> bool {
    let Some(amount) = number.amounts.first() else {
        return true;
    };
    if number.form == QuantityForm::Implied {
        return true;
    }
    let is_one = amount.value < 2.0
        && (number.form == QuantityForm::Words && is_count(amount.unit)
            || amount.unit == Unit::Ordinal)
        || amount.value == 2.0
            && number.form == QuantityForm::Words
            && amount.unit == Unit::Ordinal;
    let is_own = checking.days.iter().any(|day| match amount.unit {
        Unit::Year => amount.value == f64::from(day.year()),
        Unit::Date => amount.value == f64::from(day.month()) * 100.0 + f64::from(day.day()),
        _ => false,
    });
    is_one || is_own
}
