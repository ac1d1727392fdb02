//! One pass over the tokens of a text: where a quantity begins, what it is, and what the words around it say.

use super::tables::NumberLanguage;
use super::tokens::{Token, TokenKind};
use super::{Amount, Hedge, Quantity, QuantityForm, QuantityReader, Unit};

/// A quantity that is being read: its amounts without a unit, and the position after it.
pub(super) struct QuantityMatch {
    pub amounts: Vec<Amount>,
    pub form: QuantityForm,
    pub hedge: Hedge,
    pub next: usize,
}

/// A text that is being read.
pub(super) struct QuantityScan<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    pub reader: &'a QuantityReader,
}

impl QuantityScan<'_> {
    /// Reads the quantity that begins with the token at `idx`. Returns it with the position after it.
    pub(super) fn quantity(&self, idx: usize) -> Option<(Quantity, usize)> {
        let clock = self.clock(idx).or_else(|| self.hours(idx));
        if let Some((amounts, next)) = clock.or_else(|| self.date(idx)) {
            let range = self.tokens[idx].range.start..self.tokens[next - 1].range.end;
            let is_time = amounts.iter().any(|amount| amount.unit == Unit::Time);
            let of_time = if is_time {
                self.hedge_of_time(idx)
            } else {
                Hedge::Exact
            };
            let hedge = if of_time == Hedge::Exact {
                self.hedge(idx, next)
            } else {
                of_time
            };
            return Some((
                Quantity {
                    amounts,
                    hedge,
                    form: QuantityForm::Figures,
                    range,
                    measure: None,
                },
                next,
            ));
        }
        if let Some(implied) = self.implied(idx) {
            return Some((implied, idx + 1));
        }
        let mut reading = self.figures(idx).or_else(|| self.spelled(idx))?;
        let mut range = self.tokens[idx].range.start..self.tokens[reading.next - 1].range.end;
        if self.is_abbreviation(reading.next - 1) && self.text[range.end..].starts_with('.') {
            range.end += 1;
        }
        self.unit(idx, &mut reading, &mut range);
        let hedge = if reading.hedge == Hedge::Exact {
            self.hedge(idx, reading.next)
        } else {
            reading.hedge
        };
        let measure = self.measure(idx, &reading);
        if self.is_points(reading.next) && self.joins(reading.next) {
            // `0.5 points` may be of a percentage.
            let points = reading
                .amounts
                .first()
                .filter(|amount| amount.unit != Unit::Percent);
            reading
                .amounts
                .extend(points.map(|amount| Amount::new(amount.value, Unit::Percent)));
        }
        Some((
            Quantity {
                amounts: reading.amounts,
                hedge,
                form: reading.form,
                range,
                measure,
            },
            reading.next,
        ))
    }

    /// Returns the token at `idx` as a word, folded; empty if it is none.
    pub(super) fn word(&self, idx: usize) -> &str {
        self.tokens
            .get(idx)
            .map_or("", |token| token.folded.as_str())
    }

    /// Returns what is between the token at `idx` and the one before it.
    pub(super) fn gap(&self, idx: usize) -> &str {
        match (
            idx.checked_sub(1)
                .and_then(|before| self.tokens.get(before)),
            self.tokens.get(idx),
        ) {
            (Some(before), Some(token)) => &self.text[before.range.end..token.range.start],
            _ => "?",
        }
    }

    /// Returns whether only a space or a hyphen parts the token at `idx` from the one before it.
    pub(super) fn joins(&self, idx: usize) -> bool {
        idx > 0 && idx < self.tokens.len() && {
            let gap = self.gap(idx);
            let gap = if self.is_abbreviation(idx - 1) {
                gap.strip_prefix('.').unwrap_or(gap)
            } else {
                gap
            };
            let is_joint = |letter: char| matches!(letter, '-' | '‑' | '\u{200E}' | '\u{200F}');
            gap.chars()
                .all(|letter| letter.is_whitespace() || is_joint(letter))
        }
    }

    /// Returns whether the word at `idx` is a scale that is written with a full stop: `Mio.`
    pub(super) fn is_abbreviation(&self, idx: usize) -> bool {
        matches!(
            self.word(idx),
            "mio" | "mrd" | "mia" | "tsd" | "mln" | "bln" | "approx"
        )
    }

    pub(super) fn is_points(&self, idx: usize) -> bool {
        matches!(
            self.word(idx),
            "point"
                | "points"
                | "punkt"
                | "punkte"
                | "punkten"
                | "punto"
                | "puntos"
                | "نقطه"
                | "نقاط"
        )
    }

    pub(super) fn written(&self, idx: usize) -> &str {
        self.tokens
            .get(idx)
            .map_or("", |token| &self.text[token.range.clone()])
    }

    /// Returns the figures at `idx`, if they are a whole number without groups.
    pub(super) fn whole(&self, idx: usize) -> Option<f64> {
        match &self.tokens.get(idx)?.kind {
            TokenKind::Figures(figures) if figures.is_plain() => figures.values.first().copied(),
            _ => None,
        }
    }

    /// Returns what the words around the tokens from `idx` to `next` say about how exact the quantity is.
    pub(super) fn hedge(&self, idx: usize, next: usize) -> Hedge {
        let words = &self.reader.words;
        for back in 1..=4 {
            let Some(at) = idx.checked_sub(back) else {
                break;
            };
            let gap = self.gap(at + 1);
            let is_abbreviated = matches!(self.word(at), "ca" | "c" | "approx");
            if gap.contains(['.', ',', ';', ':', '(', ')', '!', '?', '،']) && !is_abbreviated {
                break;
            }
            let is_compared = back > 1 && words.is_than(self.word(at + 1));
            match words.hedge(self.word(at)) {
                Some(hedge) if is_compared || !words.compares(self.word(at)) => return hedge,
                _ => {}
            }
            let goes_on = back > 1 && words.language == NumberLanguage::Arabic;
            if !goes_on && !words.is_than(self.word(at)) {
                break;
            }
        }
        let is_after = |at: usize| matches!(self.word(at), "so" | "odd" | "تقريبا");
        if is_after(next) && self.joins(next) || self.word(next) == "or" && is_after(next + 1) {
            return Hedge::About;
        }
        Hedge::Exact
    }
}
