//! Figures with their suffixes: an ordinal ending (`3rd`), a scale (`250m`, `3 million`), a following half.
//! The digits themselves are read in `digits`; number words in `spelled`.

use super::scan::{QuantityMatch, QuantityScan};
use super::spelled::SCALE_STEP;
use super::tokens::TokenKind;
use super::{Amount, Hedge, QuantityForm, Unit};

/// Endings that may follow figures directly without being words: ordinals, decades, plurals of ages.
const ENDINGS: [&str; 20] = [
    "st", "nd", "rd", "th", "s", "er", "ers", "e", "eme", "ere", "re", "nde", "o", "a", "os", "as",
    "ers", "te", "ten", "ste",
];
/// Those of [`ENDINGS`] that make an ordinal.
const ORDINALS: [&str; 14] = [
    "st", "nd", "rd", "th", "er", "e", "eme", "ere", "re", "nde", "o", "a", "ten", "te",
];

/// A scale (`250m`) or an ending (`3rd`) attached to figures.
struct Suffix {
    unit: Unit,
    /// Possible scales, the likeliest first; `[1.0]` without a scale.
    scales: Vec<f64>,
    /// Index of the token after the suffix.
    next: usize,
}

impl QuantityScan<'_> {
    /// Reads the figures at token `idx` with their suffix and the scales that follow. `None` if they are part of a
    /// name.
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
        // `3.er`, `4.º`: the tokenizer makes the ending after the point a word. `a` is excluded, as it is also an
        // article.
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

    /// Reads the suffix attached to the figures at `idx`. `None` if it makes them a name: `5G`.
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

    /// Returns the scale that the word at `idx` names: `million`, `Mrd.`, `ألف`.
    pub(super) fn scale(&self, idx: usize) -> Option<f64> {
        let words = &self.reader.words;
        let scale = words.scale(self.word(idx))?;
        // `250 m` is a length; letters alone are scales beside money.
        let is_letter = self.written(idx).len() == 1;
        (!is_letter || self.is_sum(idx)).then_some(scale)
    }

    /// Returns whether the word at `idx` is an abbreviated scale directly before a currency sign: `412 M€`.
    fn is_sum(&self, idx: usize) -> bool {
        let Some(token) = self.tokens.get(idx) else {
            return false;
        };
        let is_scale = matches!(self.word(idx), "m" | "md" | "mds" | "k" | "mm");
        is_scale && self.text[token.range.end..].starts_with(['€', '$', '£', '¥', '₹'])
    }

    /// Returns whether a currency sign precedes the figures at `idx`.
    fn has_sign(&self, idx: usize) -> bool {
        self.text[..self.tokens[idx].range.start]
            .trim_end()
            .ends_with(['$', '€', '£', '¥', '₹'])
    }

    /// Returns whether the figures at `idx` are part of a name: `F16`, `CV-12`, `Aurora-3`.
    fn is_in_name(&self, idx: usize) -> bool {
        let Some(before) = idx.checked_sub(1) else {
            return false;
        };
        let is_capital = self.written(before).contains(char::is_uppercase);
        match self.gap(idx) {
            // Arabic attaches *and* and prepositions to figures; `Rs500` and `14h30` are no names either.
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
