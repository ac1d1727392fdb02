//! Figures with what is written behind them: an ending, a scale, a half.

use super::scan::{QuantityMatch, QuantityScan};
use super::spelled::SCALE_STEP;
use super::tokens::TokenKind;
use super::{Amount, Hedge, QuantityForm, Unit};

/// What may follow figures at once without being a word of its own: ordinals, decades, plurals of ages.
const ENDINGS: [&str; 20] = [
    "st", "nd", "rd", "th", "s", "er", "ers", "e", "eme", "ere", "re", "nde", "o", "a", "os", "as",
    "ers", "te", "ten", "ste",
];
/// Endings that make an ordinal.
const ORDINALS: [&str; 14] = [
    "st", "nd", "rd", "th", "er", "e", "eme", "ere", "re", "nde", "o", "a", "ten", "te",
];

/// What is written together with figures: a scale (`250m`) or an ending (`3rd`).
struct Suffix {
    unit: Unit,
    /// The scales that it may be, the likeliest first.
    scales: Vec<f64>,
    /// The position after it.
    next: usize,
}

impl QuantityScan<'_> {
    /// Reads the figures at `idx`, with the scale that follows them.
    pub(super) fn figures(&self, idx: usize) -> Option<QuantityMatch> {
        let TokenKind::Figures(figures) = &self.tokens.get(idx)?.kind else {
            return None;
        };
        if self.is_in_name(idx) {
            return None;
        }
        let is_attached = self.gap(idx + 1).is_empty();
        let Suffix {
            unit,
            mut scales,
            mut next,
        } = self.suffix(idx)?;
        // `3.er`, `4.º`
        if self.gap(next) == "." && ENDINGS.contains(&self.word(next)) && self.word(next) != "a" {
            next += 1;
        }
        let mut is_scaled = scales != [1.0];
        while self.joins(next) && (is_attached || !self.gap(next).is_empty()) {
            let Some(scale) = self.scale(next) else { break };
            scales.iter_mut().for_each(|known| *known *= scale);
            is_scaled = true;
            next += 1;
        }
        let mut amounts = Vec::new();
        for value in &figures.values {
            for scale in &scales {
                let step = if is_scaled && *scale >= SCALE_STEP {
                    scale * 10_f64.powi(-figures.n_decimals)
                } else {
                    0.0
                };
                amounts.push(Amount {
                    value: value * scale,
                    unit,
                    step,
                    scale: *scale,
                });
            }
        }
        let is_year = figures.is_plain() && !is_scaled && figures.groups[0].len() == 4;
        if let Some(amount) = amounts
            .first_mut()
            .filter(|amount| is_year && (1100.0..2200.0).contains(&amount.value))
        {
            amount.unit = Unit::Year;
        }
        let mut reading = QuantityMatch {
            amounts,
            form: QuantityForm::Figures,
            hedge: Hedge::Exact,
            next,
        };
        self.add_half(&mut reading);
        Some(reading)
    }

    /// Reads what is written together with the figures at `idx`. `None` if it makes a name of them: `5G`.
    fn suffix(&self, idx: usize) -> Option<Suffix> {
        let next = idx + 1;
        let none = Suffix {
            unit: Unit::Count,
            scales: vec![1.0],
            next,
        };
        if !self.gap(next).is_empty() {
            return Some(none);
        }
        let word = self.word(next);
        if let Some(scale) = self.reader.words.suffixes.get(word) {
            // `250m` may be metres.
            let scales = if word == "m" && !self.has_sign(idx) {
                vec![*scale, 1.0]
            } else {
                vec![*scale]
            };
            return Some(Suffix {
                scales,
                next: next + 1,
                ..none
            });
        }
        if ENDINGS.contains(&word) {
            let unit = if ORDINALS.contains(&word) {
                Unit::Ordinal
            } else {
                Unit::Count
            };
            return Some(Suffix {
                unit,
                next: next + 1,
                ..none
            });
        }
        let is_name = self.written(next).starts_with(char::is_uppercase) && !self.is_sum(next);
        (!is_name).then_some(none)
    }

    /// Returns the scale that the word at `idx` is: `million`, `Mrd.`, `ألف`.
    pub(super) fn scale(&self, idx: usize) -> Option<f64> {
        let words = &self.reader.words;
        let scale = words.scale(self.word(idx))?;
        // `250 m` is a length; letters alone are scales beside money.
        let is_letter = self.written(idx).len() == 1;
        (!is_letter || self.is_sum(idx)).then_some(scale)
    }

    /// Returns whether the letter at `idx` has the sign of a currency behind it: `412 M€`.
    fn is_sum(&self, idx: usize) -> bool {
        let Some(token) = self.tokens.get(idx) else {
            return false;
        };
        let is_scale = matches!(self.word(idx), "m" | "md" | "mds" | "k" | "mm");
        is_scale && self.text[token.range.end..].starts_with(['€', '$', '£', '¥', '₹'])
    }

    /// Returns whether the sign of a currency is before the figures at `idx`.
    fn has_sign(&self, idx: usize) -> bool {
        self.text[..self.tokens[idx].range.start]
            .trim_end()
            .ends_with(['$', '€', '£', '¥', '₹'])
    }

    /// Returns whether the figures at `idx` belong to a name: `F16`, `CV-12`, `Aurora-3`.
    fn is_in_name(&self, idx: usize) -> bool {
        let Some(before) = idx.checked_sub(1) else {
            return false;
        };
        let is_capital = self.written(before).contains(char::is_uppercase);
        match self.gap(idx) {
            // In Arabic, *and* and prepositions are written together with figures.
            "" => {
                let is_arabic = self
                    .written(before)
                    .ends_with(|letter: char| matches!(letter, '\u{0600}'..='\u{06FF}'));
                !is_arabic && !matches!(self.word(before), "rs" | "us" | "h")
            }
            "-" | "‑" => is_capital,
            _ => false,
        }
    }
}
