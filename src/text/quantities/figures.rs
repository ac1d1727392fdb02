//! Figures by their value: which of their signs parts a fraction, which groups of digits.

use super::scan::{Reading, Scan};
use super::spelled::SCALE_STEP;
use super::tokens::TokenKind;
use super::{Amount, Form, Hedge, Unit};

/// Digits, with the separators in them.
#[derive(Debug)]
pub(super) struct Figures {
    /// The values that they may have, the likeliest first.
    pub values: Vec<f64>,
    /// The digits before, between and after the separators.
    pub groups: Vec<String>,
    /// Digits of the fraction.
    pub n_decimals: i32,
    /// The first separator, if there is one.
    pub sign: Option<char>,
}

/// Returns the value of a decimal digit: European, Arabic-Indic, Persian or Devanagari.
pub(super) fn digit(letter: char) -> Option<u8> {
    let zero = match letter {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        _ => return None,
    };
    u8::try_from(u32::from(letter) - u32::from(zero)).ok()
}

impl Figures {
    /// Reads digits in `groups` with `signs` between them, in a language with this sign before fractions.
    pub(super) fn new(groups: Vec<String>, signs: &[char], decimal: char) -> Self {
        let value = |n_whole: usize| -> f64 {
            let (whole, rest) = (groups[..n_whole].concat(), groups[n_whole..].concat());
            format!("{whole}.{rest}").parse().unwrap_or_default()
        };
        let n = groups.len();
        let last = groups.last().map_or(0, String::len);
        let mut values = Vec::new();
        let mut n_decimals = 0;
        let is_even = signs.windows(2).all(|pair| pair[0] == pair[1]);
        let is_fraction = match signs.last() {
            None => false,
            // `1.234,5`
            Some(_) if !is_even => true,
            Some('٫') => true,
            Some('.' | ',') if n > 2 => false,
            Some(sign @ ('.' | ',')) => {
                last != 3 || groups[0].len() > 3 || groups[0] == "0" || *sign == decimal
            }
            Some(_) => false,
        };
        if is_fraction {
            values.push(value(n - 1));
            n_decimals = i32::try_from(last).unwrap_or_default();
            // Arabic and English figures mix: a point before three digits may group them after all.
            if last == 3
                && n == 2
                && groups[0].len() <= 3
                && groups[0] != "0"
                && decimal == '.'
                && signs == [decimal]
            {
                values.push(value(n));
            }
        } else {
            values.push(value(n));
        }
        Figures {
            values,
            groups,
            n_decimals,
            sign: signs.first().copied(),
        }
    }

    /// Returns whether they are a whole number, written without separators.
    pub(super) fn is_plain(&self) -> bool {
        self.groups.len() == 1
    }
}

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

impl Scan<'_> {
    /// Reads the figures at `idx`, with the scale that follows them.
    pub(super) fn figures(&self, idx: usize) -> Option<Reading> {
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
        let mut reading = Reading {
            amounts,
            form: Form::Figures,
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
