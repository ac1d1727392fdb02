//! `number-not-in-source`: reports counts, percentages, sums of money, times and dates that no clip has, compared by
//! value and unit.
//!
//! Rounding is allowed as far as the text admits it (see `clip_numbers`). Left alone: the editor's own dates (of the
//! brief, its event, its sources), `one` and `first` in words, numbers inside quotations, code and addresses. Numbers
//! are looked up in clips of any language.

use std::cell::OnceCell;

use crate::body::InlineKind;
use crate::check::claims::clip_numbers::{is_count, look_up};
use crate::check::claims::{Claim, ClaimContext, ClaimKind, ClaimVerdict, days};
use crate::diag::Diagnostic;
use crate::diag::catalog;
use crate::text::quantities::{Amount, Hedge, Quantity, QuantityForm, Unit};

/// Looks up every number in the brief's own prose.
pub(super) fn check(ctx: &ClaimContext, claims: &mut Vec<Claim>, found: &mut Vec<Diagnostic>) {
    let reader = ctx.lexicon.quantities(ctx.lang);
    // Clips say `Monday` where the brief says `1 March`. Days are computed only for a date that is not found
    // otherwise.
    let named_days = OnceCell::new();
    let is_named_day = |number: &Quantity| {
        let is_day = |amount: &Amount| {
            let days = || named_days.get_or_init(|| days::named(ctx));
            amount.unit == Unit::Date && days().iter().any(|day| f64::from(*day) == amount.value)
        };
        number.amounts.iter().any(is_day)
    };
    for block in &ctx.outline.blocks {
        // Quoted numbers are looked up with their quotation.
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
            if !is_own || is_exempt(ctx, &number) {
                continue;
            }
            let seen = ctx.clips.iter().find_map(|clip| {
                let same = look_up(&number, &clip.numbers)?;
                Some((clip.path.clone(), clip.line(same.at)))
            });
            let written = &block.text[number.range.clone()];
            let place = ctx.at(block.place(&number.range));
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

/// Returns whether a number needs no source. The editor's own days and years do not; `one` in words is as often an
/// article, `first` and `second` are hardly figures, and `fortnight` is not written as a number.
fn is_exempt(ctx: &ClaimContext, number: &Quantity) -> bool {
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
    let is_own = ctx.days.iter().any(|day| match amount.unit {
        Unit::Year => amount.value == f64::from(day.year()),
        Unit::Date => amount.value == f64::from(day.month()) * 100.0 + f64::from(day.day()),
        _ => false,
    });
    is_one || is_own
}
