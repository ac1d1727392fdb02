//! Scanner over the tokens of a text: tries each kind of quantity at a token and adds unit, measure and hedge.
//! The grammars of the kinds are in the sibling modules, as methods of [`QuantityScan`].

use super::tables::NumberLanguage;
use super::tokens::{Token, TokenKind};
use super::{Amount, Hedge, Quantity, QuantityForm, QuantityReader, Unit};

/// A number that was matched, before its unit is known.
pub(super) struct QuantityMatch {
    pub amounts: Vec<Amount>,
    pub form: QuantityForm,
    pub hedge: Hedge,
    /// Index of the token after the number.
    pub next: usize,
}

/// A tokenized text with its reader. Every method takes an index of a token, which may be out of range.
pub(super) struct QuantityScan<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    pub reader: &'a QuantityReader,
}

impl QuantityScan<'_> {
    /// Reads the quantity that begins with the token at `idx`. Returns it with the index of the token after it.
    pub(super) fn quantity(&self, idx: usize) -> Option<(Quantity, usize)> {
        // Times and dates first: `14.05 Uhr` is also a number with a fraction, `24 July` also a count.
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
            // `0.5 points` may be percentage points.
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

    /// Returns the folded word at `idx`; empty for figures and past the ends.
    pub(super) fn word(&self, idx: usize) -> &str {
        self.tokens
            .get(idx)
            .map_or("", |token| token.folded.as_str())
    }

    /// Returns the text between the token at `idx` and the one before it; `?`, which joins nothing, if there is no such
    /// pair.
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

    /// Returns whether only white space or hyphens separate the token at `idx` from the one before it. The full stop of
    /// an abbreviation and direction marks do not separate either.
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

    /// Returns whether the word at `idx` may be an abbreviation with a full stop: `Mio.`
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

    /// Returns the figures at `idx` if they are a whole number without separators.
    pub(super) fn whole(&self, idx: usize) -> Option<f64> {
        match &self.tokens.get(idx)?.kind {
            TokenKind::Figures(figures) if figures.is_plain() => figures.values.first().copied(),
            _ => None,
        }
    }

    /// Returns the hedge that the words around the tokens from `idx` to `next` express.
    pub(super) fn hedge(&self, idx: usize, next: usize) -> Hedge {
        let words = &self.reader.words;
        // `more than the 20`, `close to a 100`: up to three small words may come between hedge and number.
        for back in 1..=4 {
            let Some(at) = idx.checked_sub(back) else {
                break;
            };
            let gap = self.gap(at + 1);
            let is_abbreviated = matches!(self.word(at), "ca" | "c" | "approx");
            if gap.contains(['.', ',', ';', ':', '(', ')', '!', '?', '،']) && !is_abbreviated {
                break;
            }
            // `more 5` hedges nothing: a comparative needs its *than* before the number.
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
