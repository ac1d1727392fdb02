//! Number words: composes cardinals, ordinals and fractions by the grammar of each language.
//! The words themselves are in `tables`; figures are read in `figures`.

use super::scan::{QuantityMatch, QuantityScan};
use super::tables::{And, NumberLanguage, Numeral};
use super::{Amount, Hedge, QuantityForm, Unit};

/// Smallest scale at which figures count as rounded to their last digit: `2.7 million`, but not `2.7 thousand`.
pub(super) const SCALE_STEP: f64 = 1e6;

/// Running value of a cardinal while its words are read.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    /// Value of the words up to the last scale.
    total: f64,
    /// Value of the words since the last scale.
    part: f64,
    /// Largest scale read so far; 0 without one.
    scale: f64,
}

impl QuantityScan<'_> {
    /// Reads the number words at token `idx`: `two hundred and fifty`, `a third`, `seventh`.
    pub(super) fn spelled(&self, idx: usize) -> Option<QuantityMatch> {
        // Fractions first: `two thirds` also begins with a cardinal.
        let mut reading = self
            .fraction(idx)
            .or_else(|| self.cardinal(idx))
            .or_else(|| self.ordinal(idx))?;
        if reading.amounts[0].unit == Unit::Count {
            self.add_half(&mut reading);
        }
        Some(reading)
    }

    fn cardinal(&self, idx: usize) -> Option<QuantityMatch> {
        let words = &self.reader.words;
        let mut sum = Sum::default();
        let mut hedge = Hedge::Exact;
        let mut next = idx;
        let mut and = And::No;
        while next == idx || self.joins(next) {
            let Some((numeral, joined)) = self.numeral(next) else {
                let goes_on = next > idx && and == And::No && words.is_and(self.word(next));
                if goes_on && self.joins(next + 1) && self.numeral(next + 1).is_some() {
                    and = And::Yes;
                    next += 1;
                    continue;
                }
                break;
            };
            let with = if joined == And::Yes && next > idx {
                And::Yes
            } else {
                and
            };
            let is_alone = next > idx
                || words
                    .alone
                    .iter()
                    .any(|word| word == self.word(next).trim_start_matches('و'));
            let Some(more) = self.added(sum, numeral, (with, is_alone)) else {
                break;
            };
            if matches!(numeral, Numeral::Dozen(value) if value != 12.0) {
                hedge = Hedge::About;
            }
            sum = more;
            and = And::No;
            next += 1;
        }
        // `twenty and counting`: an *and* that joined nothing is not part of the number.
        if and == And::Yes {
            next -= 1;
        }
        let value = sum.total + sum.part;
        // `a` and `un` alone are articles.
        let is_article = next == idx + 1
            && value == 1.0
            && !matches!(self.word(idx), "one" | "eins" | "uno" | "واحد" | "واحده");
        (value > 0.0 && !is_article).then(|| {
            let amount = Amount {
                value,
                unit: Unit::Count,
                step: 0.0,
                scale: sum.scale.max(1.0),
            };
            QuantityMatch {
                amounts: vec![amount],
                form: QuantityForm::Words,
                hedge,
                next,
            }
        })
    }

    /// Returns the number word at `idx`, and whether it has *and* attached. German composes numbers into one word.
    fn numeral(&self, idx: usize) -> Option<(Numeral, And)> {
        let words = &self.reader.words;
        let word = self.word(idx);
        words.numeral(word).or_else(|| {
            let is_german = words.language == NumberLanguage::German && word.len() > 5;
            let value = if is_german { self.german(word) } else { None };
            value.map(|value| (Numeral::Small(value), And::No))
        })
    }

    /// Returns `sum` with a number word added; `None` if the word begins another number.
    fn added(&self, sum: Sum, numeral: Numeral, (and, is_alone): (And, bool)) -> Option<Sum> {
        let Sum { total, part, scale } = sum;
        let is_french = self.reader.words.language == NumberLanguage::French;
        match numeral {
            Numeral::One if total + part == 0.0 || self.fits(sum, 1.0, and) => Some(Sum {
                part: part + 1.0,
                ..sum
            }),
            // `quatre-vingts`
            Numeral::Small(20.0) if is_french && part == 4.0 => Some(Sum { part: 80.0, ..sum }),
            Numeral::Small(value) if self.fits(sum, value, and) => Some(Sum {
                part: part + value,
                ..sum
            }),
            Numeral::Dozen(value) if total == 0.0 && part < 100.0 => Some(Sum {
                part: part.max(1.0) * value,
                ..sum
            }),
            Numeral::Hundred if is_alone && part < 100.0 => {
                // `two thousand one hundred`
                Some(Sum {
                    part: part.max(1.0) * 100.0,
                    ..sum
                })
            }
            Numeral::Scale(factor) if is_alone && (total + part > 0.0 || total == 0.0) => {
                let counted = if total == 0.0 && part == 0.0 {
                    1.0
                } else {
                    part
                };
                if factor > total && total > 0.0 {
                    // `mil millones`, `two thousand five hundred million`
                    Some(Sum {
                        total: (total + part) * factor,
                        part: 0.0,
                        scale: factor,
                    })
                } else if part == 0.0 && total > 0.0 {
                    None
                } else {
                    Some(Sum {
                        total: total + counted * factor,
                        part: 0.0,
                        scale: scale.max(factor),
                    })
                }
            }
            _ => None,
        }
    }

    /// Returns whether the language lets a word of this `value` follow the words of `sum`: `twenty five`, not
    /// `five twenty`.
    fn fits(&self, sum: Sum, value: f64, and: And) -> bool {
        let Sum { total, part, .. } = sum;
        let rest = part % 100.0;
        let is_ten = rest >= 20.0 && rest % 10.0 == 0.0;
        let language = self.reader.words.language;
        if part == 0.0 {
            return total == 0.0
                || value < total && (and == And::No || language != NumberLanguage::Spanish);
        }
        if rest == 0.0 {
            return value < 100.0;
        }
        match language {
            NumberLanguage::English | NumberLanguage::Other => {
                and == And::No && is_ten && value < 10.0
            }
            NumberLanguage::German => false,
            NumberLanguage::Spanish => and == And::Yes && is_ten && value < 10.0,
            // `vingt-cinq`, `soixante et onze`, `dix-sept`, `soixante-dix-sept`
            NumberLanguage::French => {
                is_ten && value < 10.0
                    || matches!(rest, 60.0 | 80.0) && (10.0..20.0).contains(&value)
                    || rest == 10.0 && (7.0..10.0).contains(&value)
                    || matches!(rest, 70.0 | 90.0) && value < 10.0
            }
            // The unit comes before the ten: `خمسة وعشرون` is 25, `خمسة عشر` is 15.
            NumberLanguage::Arabic => {
                rest < 10.0
                    && (and == And::Yes && (20.0..100.0).contains(&value)
                        || and == And::No && value == 10.0)
            }
        }
    }

    /// Returns the value of a German number in one word: `siebenundvierzig`, `zweitausendfünfhundert`, `siebeneinhalb`.
    fn german(&self, word: &str) -> Option<f64> {
        if word.is_empty() {
            return None;
        }
        if let Some(whole) = word.strip_suffix("einhalb") {
            return Some(self.german_part(whole)? + 0.5);
        }
        if let Some(times) = word.strip_suffix("mal") {
            return self.german_part(times);
        }
        if word == "anderthalb" || word == "eineinhalb" {
            return Some(1.5);
        }
        self.german_part(word)
    }

    fn german_part(&self, word: &str) -> Option<f64> {
        let numerals = &self.reader.words.numerals;
        match numerals.get(word) {
            Some(Numeral::Small(value)) => return Some(*value),
            Some(Numeral::One) => return Some(1.0),
            _ => {}
        }
        for (name, factor) in [("tausend", 1e3), ("hundert", 1e2)] {
            if let Some((many, rest)) = word.split_once(name) {
                let many = if many.is_empty() {
                    1.0
                } else {
                    self.german_part(many)?
                };
                let rest = rest.strip_prefix("und").unwrap_or(rest);
                let rest = if rest.is_empty() {
                    0.0
                } else {
                    self.german_part(rest)?
                };
                return (rest < factor).then_some(many * factor + rest);
            }
        }
        let (one, ten) = word
            .split_once("und")
            .filter(|(one, ten)| !one.is_empty() && !ten.is_empty())?;
        let (one, ten) = (self.german_part(one)?, self.german_part(ten)?);
        (one < 10.0 && ten >= 20.0 && ten % 10.0 == 0.0).then_some(one + ten)
    }

    fn ordinal(&self, idx: usize) -> Option<QuantityMatch> {
        let words = &self.reader.words;
        let word = self.word(idx);
        let (value, next) = match words.language {
            NumberLanguage::German => (self.german_ordinal(word)?, idx + 1),
            _ => {
                let bare = if words.language == NumberLanguage::Arabic {
                    word.trim_start_matches('و')
                } else {
                    word
                };
                let tens = self.numeral(idx).and_then(|(numeral, _)| match numeral {
                    Numeral::Small(value) => Some(value),
                    _ => None,
                });
                // `الحادية والستون`
                let one = if matches!(bare, "حادي" | "حاديه") {
                    Some(&1.0)
                } else {
                    words.ordinals.get(bare)
                };
                let ten = self
                    .numeral(idx + 1)
                    .and_then(|(numeral, and)| match numeral {
                        Numeral::Small(ten) if and == And::Yes && (20.0..100.0).contains(&ten) => {
                            Some(ten)
                        }
                        _ => None,
                    });
                match (one, tens) {
                    (Some(one), _) if *one < 10.0 && ten.is_some() && self.joins(idx + 1) => {
                        (one + ten.unwrap_or_default(), idx + 2)
                    }
                    _ if matches!(bare, "حادي" | "حاديه") => return None,
                    (Some(value), _) => (*value, idx + 1),
                    _ => return None,
                }
            }
        };
        Some(QuantityMatch {
            amounts: vec![Amount::new(value, Unit::Ordinal)],
            form: QuantityForm::Words,
            hedge: Hedge::Exact,
            next,
        })
    }

    fn german_ordinal(&self, word: &str) -> Option<f64> {
        let stem = ["en", "er", "es", "em", "e"]
            .into_iter()
            .find_map(|ending| word.strip_suffix(ending))?;
        match stem {
            "erst" => Some(1.0),
            "dritt" => Some(3.0),
            "siebt" => Some(7.0),
            // `achten` is a verb.
            "acht" => (!word.ends_with('n')).then_some(8.0),
            _ => {
                let root = stem
                    .strip_suffix("st")
                    .filter(|root| root.ends_with("ig") || root.ends_with("hundert"));
                self.german_part(root.or_else(|| stem.strip_suffix('t'))?)
            }
        }
    }

    /// Reads a fraction: `half of`, `two thirds`, `three-quarters`, `un quart`. `half a million` is a count.
    fn fraction(&self, idx: usize) -> Option<QuantityMatch> {
        let words = &self.reader.words;
        let bare = |at: usize| match words.language {
            NumberLanguage::Arabic => self
                .word(at)
                .trim_start_matches('و')
                .trim_start_matches('ب'),
            _ => self.word(at),
        };
        let part = |at: usize| {
            let known = words
                .parts
                .get(bare(at))
                .or_else(|| words.parts.get(self.word(at)));
            // With a possessive ending: `ثلاثة أرباعهم`.
            let of_them = || {
                ["هم", "ها", "هن", "ه"]
                    .into_iter()
                    .find_map(|of| words.parts.get(bare(at).strip_suffix(of)?))
            };
            // `خمس` is also five; with the article it is a fifth.
            let fifth = (self.word(at) == "خمس" && self.written(at).contains("الخ")).then_some(5.0);
            known.or_else(of_them).copied().or(fifth)
        };
        let amounts = |value: f64, unit: Unit| vec![Amount::new(value, unit)];
        let reading = |amounts: Vec<Amount>, next: usize| QuantityMatch {
            amounts,
            form: QuantityForm::Words,
            hedge: Hedge::Exact,
            next,
        };
        if let Some((Numeral::Small(many), _)) = self.numeral(idx)
            && many < 10.0
            && self.joins(idx + 1)
            && let Some(of) = part(idx + 1).filter(|of| *of > 2.0 && many < *of)
        {
            // `two third places` are ordinals: a numerator needs the plural.
            let is_plural = !matches!(
                self.word(idx + 1),
                "third" | "quarter" | "fifth" | "tercera" | "cuarta"
            );
            return is_plural.then(|| reading(amounts(many / of, Unit::Fraction), idx + 2));
        }
        if matches!(self.word(idx), "ثلثا" | "ثلثي" | "ثلثين" | "ثلثان") {
            return Some(reading(amounts(2.0 / 3.0, Unit::Fraction), idx + 1));
        }
        let of = part(idx)?;
        let before = idx.checked_sub(1).map_or("", |before| self.word(before));
        // `a year and a half`: `add_half` has added this half to the number before it.
        let is_after_and = of == 2.0 && before == "a" && idx > 1 && self.word(idx - 2) == "and"
            || self.word(idx) == "ونصف";
        if is_after_and {
            return None;
        }
        if of == 2.0 {
            // `half a million`
            let at = idx + 1 + usize::from(matches!(self.word(idx + 1), "a" | "of"));
            if self.joins(at)
                && let Some(scale) = words.scale(self.word(at))
            {
                return Some(reading(amounts(0.5 * scale, Unit::Count), at + 1));
            }
            if self.word(at) == "dozen" {
                return Some(reading(amounts(6.0, Unit::Count), at + 1));
            }
        }
        let is_part = self.is_part_of_whole(idx, of);
        is_part.then(|| reading(amounts(1.0 / of, Unit::Fraction), idx + 1))
    }

    /// Returns whether the word for `1 / of` at `idx` is a fraction: `a quarter` is, `the first quarter` is not.
    fn is_part_of_whole(&self, idx: usize, of: f64) -> bool {
        let words = &self.reader.words;
        let before = idx.checked_sub(1).map_or("", |before| self.word(before));
        let after = self.word(idx + 1);
        match words.language {
            NumberLanguage::English if of == 2.0 => {
                matches!(
                    after,
                    "of" | "the" | "its" | "their" | "his" | "her" | "all" | "were" | "a"
                ) && !matches!(self.word(idx + 2), "hour" | "year" | "century" | "time")
                    && !words.ordinals.contains_key(before)
                    || matches!(before, "by" | "than" | "almost" | "nearly" | "about")
            }
            NumberLanguage::English => {
                matches!(before, "a" | "one" | "another") || self.word(idx).ends_with('s')
            }
            NumberLanguage::German if self.word(idx).starts_with("halb") => {
                after.starts_with("prozentpunkt")
            }
            NumberLanguage::German => of == 2.0 || before.starts_with("ein"),
            NumberLanguage::French => {
                of == 2.0 && (self.word(idx).starts_with("moi") || after == "point")
                    || of > 2.0 && matches!(before, "un" | "le" | "du" | "d") && after != "heure"
            }
            NumberLanguage::Spanish if matches!(self.word(idx), "medio" | "media") => {
                after == "punto"
            }
            NumberLanguage::Spanish if self.word(idx).ends_with('a') => after.starts_with("parte"),
            NumberLanguage::Spanish => of == 2.0 || before == "un",
            NumberLanguage::Arabic => !matches!(after, "ساعه" | "نهاءي" | "نهايي" | "قرن" | "سنوي"),
            NumberLanguage::Other => false,
        }
    }

    /// Adds a half that follows a number or its unit: `seven and a half years`, `sept ans et demi`.
    pub(super) fn add_half(&self, reading: &mut QuantityMatch) {
        let words = &self.reader.words;
        for at in [reading.next, reading.next + 1] {
            let n_words = match words.language {
                NumberLanguage::English
                    if self.word(at) == "and"
                        && self.word(at + 1) == "a"
                        && self.word(at + 2) == "half" =>
                {
                    3
                }
                NumberLanguage::French
                    if self.word(at) == "et" && self.word(at + 1).starts_with("demi") =>
                {
                    2
                }
                NumberLanguage::Spanish
                    if self.word(at) == "y" && matches!(self.word(at + 1), "medio" | "media") =>
                {
                    2
                }
                NumberLanguage::Arabic if self.word(at) == "ونصف" => 1,
                _ => continue,
            };
            if !(self.joins(reading.next) && self.joins(at) && self.joins(at + n_words - 1)) {
                continue;
            }
            let is_scaled = reading.amounts.iter().any(|amount| amount.scale > 1.0);
            reading.next = at + n_words;
            if is_scaled {
                // The half is one of the scale: `ثلاثة ملايين ونصف مليون`, `cinco millones y medio`.
                reading
                    .amounts
                    .iter_mut()
                    .for_each(|amount| amount.value += 0.5 * amount.scale);
                reading.next += usize::from(words.scale(self.word(reading.next)).is_some());
                return;
            }
            reading
                .amounts
                .iter_mut()
                .for_each(|amount| amount.value += 0.5);
            if let Some(scale) = words.scale(self.word(reading.next)) {
                reading
                    .amounts
                    .iter_mut()
                    .for_each(|amount| amount.value *= scale);
                reading.next += 1;
            }
            return;
        }
    }
}
