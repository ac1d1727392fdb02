//! Quantity reader: finds counts, percentages, sums of money, times, dates and ordinals in a text, in figures or in
//! words, and returns their values. Comparing the quantities of two texts is the job of `check::claims`.
//!
//! Figures follow the separators of the text's language (Unicode CLDR); number words exist for the languages of
//! `tables`. A text is cut into `tokens`; `scan` reads one quantity at a time and calls `figures`, `spelled`, `clock`,
//! `hours`, `units` and `measures`; ranges and ratios are completed here and in `ratios`.

mod clock;
mod digits;
mod figures;
mod hours;
mod measures;
mod ratios;
mod scan;
mod spelled;
mod tables;
mod tokens;
mod units;

use std::ops::Range;

pub use measures::{Dimension, Measure, Measured};

use measures::Measures;
use scan::QuantityScan;
use tables::Vocabulary;

/// One quantity found in a text.
#[derive(Clone, PartialEq, Debug)]
pub struct Quantity {
    /// Possible readings, the likeliest first: `3` in `3 to 5 million` is three, or three million. Never empty.
    pub amounts: Vec<Amount>,
    /// Rounding that the words around it express.
    pub hedge: Hedge,
    pub form: QuantityForm,
    /// Byte range in the text, including sign and currency.
    pub range: Range<usize>,
    /// The unit of time, length, weight or area that follows, and the byte offset where that unit ends.
    pub measure: Option<(Measure, usize)>,
}

/// One reading of a quantity.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Amount {
    /// The value: of `$6 billion`, 6,000,000,000; of a time, minutes since midnight; of a time with seconds, 1,000,000
    /// plus seconds since midnight; of a date, 100 × month + day.
    pub value: f64,
    pub unit: Unit,
    /// The value of one unit of the last digit, if a scale follows the figures: of `2.7 million`, 100,000. Otherwise 0.
    pub step: f64,
    /// The scale that the number is written with, such as 1,000,000 for *million*; 1 without one.
    pub scale: f64,
}

/// Kinds of things that a quantity measures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// A number of things, or a number without a unit.
    Count,
    /// A number of four digits that may be a year.
    Year,
    /// A place in a row: `third`, `46th`.
    Ordinal,
    /// A part of a whole: `half`, `two thirds`, `two in three`.
    Fraction,
    /// Percent or percentage points, as a number of hundredths.
    Percent,
    /// Money, in the currency of this ISO 4217 code or family of currencies.
    Money(&'static str),
    /// A time of day.
    Time,
    /// A day of a month, without its year.
    Date,
}

/// Rounding of a quantity, as the words around it express it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hedge {
    /// No word suggests that the value is rounded.
    Exact,
    /// The value is approximate: *about*, *some*.
    About,
    /// The true value is higher: *more than*, *at least*.
    Over,
    /// The true value is lower: *nearly*, *up to*.
    Under,
}

/// How a quantity is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum QuantityForm {
    Figures,
    /// In number words: `twenty-five`, `fünfzig`.
    Words,
    /// In a word that is no number: `fortnight`, `noon`.
    Implied,
}

/// How a language writes numbers and months, from Unicode CLDR.
#[derive(Clone, Debug)]
pub struct Numerals<'a> {
    /// BCP 47 tag of the language.
    pub language: &'a str,
    /// The decimal separator, then the grouping separator.
    pub separators: (&'static str, &'static str),
    /// Names of months with their numbers, 1 to 12; a month may have several names.
    pub months: Vec<(&'static str, u8)>,
}

/// Reader of quantities for texts of one language. Expensive to make, so make one per language.
#[derive(Debug)]
pub struct QuantityReader {
    words: Vocabulary,
    measures: Measures,
    decimal: char,
    spaced: Spaced,
}

/// Whether an ordinary space may group digits: German `50 000`, but not English.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Spaced {
    Yes,
    No,
}

impl Amount {
    fn new(value: f64, unit: Unit) -> Self {
        Amount {
            value,
            unit,
            step: 0.0,
            scale: 1.0,
        }
    }
}

impl QuantityReader {
    /// Makes a reader for the language of `numerals`. A language without number words gets figures only.
    pub fn new(numerals: &Numerals) -> Self {
        let language = numerals.language.split('-').next().unwrap_or_default();
        let decimal = numerals.separators.0.chars().next().unwrap_or('.');
        let spaced = if matches!(language, "en" | "ar" | "he" | "fa" | "zh" | "ja") {
            Spaced::No
        } else {
            Spaced::Yes
        };
        QuantityReader {
            words: Vocabulary::new(language, &numerals.months),
            measures: Measures::default(),
            decimal,
            spaced,
        }
    }

    /// Finds the quantities in `text`, in order and without overlap.
    pub fn find(&self, text: &str) -> Vec<Quantity> {
        let scan = QuantityScan {
            text,
            tokens: tokens::tokens(text, self),
            reader: self,
        };
        let mut quantities = Vec::new();
        let mut idx = 0;
        while idx < scan.tokens.len() {
            match scan.quantity(idx) {
                Some((quantity, next)) => {
                    quantities.push(quantity);
                    idx = next.max(idx + 1);
                }
                None => idx += 1,
            }
        }
        // Ratios compare plain counts, so the units of ranges must be in place before.
        self.share_units(text, &mut quantities);
        self.add_ratios(text, &mut quantities);
        quantities
    }

    /// Adds to the first quantity of a range a reading with the unit and scale of the second: `3 to 5 million`,
    /// `from 49.5 to 47 percent`. A currency sign before the first also applies to the second: `€3–5m`.
    fn share_units(&self, text: &str, quantities: &mut [Quantity]) {
        for idx in (1..quantities.len()).rev() {
            let (before, after) = quantities.split_at_mut(idx);
            let (first, second) = (&mut before[idx - 1], &mut after[0]);
            let gap = text.get(first.range.end..second.range.start).unwrap_or("?");
            if !self.words.is_range(gap) {
                continue;
            }
            let (Some(low), Some(high)) = (
                first.amounts.first().copied(),
                second.amounts.first().copied(),
            ) else {
                continue;
            };
            let is_plain =
                |amount: Amount| matches!(amount.unit, Unit::Count | Unit::Year | Unit::Ordinal);
            if is_plain(low) {
                if low.scale == 1.0 && high.scale > 1.0 {
                    first.amounts.push(Amount {
                        value: low.value * high.scale,
                        unit: high.unit,
                        ..high
                    });
                }
                if high.unit == Unit::Time {
                    // `de 23.00 a 6.00 horas`, `from 9 to 11 am`
                    let minutes = low.value.trunc() * 60.0 + (low.value.fract() * 100.0).round();
                    let is_hour = low.value < 25.0 && low.value.fract() < 0.6;
                    first
                        .amounts
                        .extend(is_hour.then(|| Amount::new(minutes, Unit::Time)));
                } else if !is_plain(high) {
                    first.amounts.push(Amount {
                        unit: high.unit,
                        ..low
                    });
                }
            } else if is_plain(high) && matches!(low.unit, Unit::Money(_)) {
                second.amounts.push(Amount {
                    unit: low.unit,
                    ..high
                });
            }
            if first.hedge != Hedge::Exact && second.hedge == Hedge::Exact {
                second.hedge = first.hedge;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Hedge, Numerals, QuantityReader, Unit};

    /// Formats the quantities of `text` as `value unit`, the readings of one quantity separated by `|`, hedged ones
    /// with `~`.
    fn read(language: &str, text: &str) -> String {
        let (decimal, month) = if matches!(language, "en" | "ar") {
            (".", "July")
        } else {
            (",", "Juli")
        };
        let months = vec![(month, 7), ("يوليو", 7), ("juillet", 7), ("julio", 7)];
        let reader = QuantityReader::new(&Numerals {
            language,
            separators: (decimal, ""),
            months,
        });
        let found = reader.find(text).into_iter().map(|quantity| {
            let hedge = if quantity.hedge == Hedge::Exact {
                ""
            } else {
                "~"
            };
            let amounts = quantity.amounts.iter().map(|amount| match amount.unit {
                Unit::Money(code) => format!("{} {code}", amount.value),
                unit => format!("{} {unit:?}", amount.value),
            });
            hedge.to_owned() + &amounts.collect::<Vec<_>>().join("|")
        });
        found.collect::<Vec<_>>().join("; ")
    }

    #[track_caller]
    fn check(language: &str, text: &str, expected: &str) {
        assert_eq!(read(language, text), expected, "{text}");
    }

    #[test]
    fn figures_are_read_by_their_language() {
        check("en", "3,400 men, 3.4 miles", "3400 Count; 3.4 Count");
        check(
            "de",
            "3.400 Leute, 3,4 Meter, 50 000 Autos",
            "3400 Count; 3.4 Count; 50000 Count",
        );
        check(
            "fr",
            "18 500 voitures, 1\u{202f}430 kilos",
            "18500 Count; 1430 Count",
        );
        check("ar", "٣٬٤٠٠ و ٣٫٤ و3", "3400 Count; 3.4 Count; 3 Count");
        check("de", "50'000 Franken", "50000 CHF");
        check("en", "F16, CV-12, 5G, mid-2019", "2019 Year");
    }

    #[test]
    fn units_and_scales_are_told_apart() {
        check(
            "en",
            "$8.5m, €1.7bn, 5 %, 5 people",
            "8500000 USD; 1700000000 EUR; 5 Percent; 5 Count",
        );
        check(
            "de",
            "1,7 Mrd. €, 2,5 Mio. Euro",
            "1700000000 EUR; 2500000 EUR",
        );
        check(
            "es",
            "1.200 millones de euros, mil millones",
            "1200000000 EUR; 1000000000 Count",
        );
        check("ar", "5 ملايين يورو و12 في المئة", "5000000 EUR; 12 Percent");
        check(
            "en",
            "from 3 to 5 million",
            "3 Count|3000000 Count; 5000000 Count",
        );
        check(
            "en",
            "about 3,000, more than 20, more 5",
            "~3000 Count; ~20 Count; 5 Count",
        );
    }

    #[test]
    fn words_are_numbers() {
        check(
            "en",
            "twenty-five, two hundred and fifty, two dozen",
            "25 Count; 250 Count; 24 Count",
        );
        check(
            "fr",
            "quatre-vingt-quinze, soixante et onze, vingt-cinq",
            "95 Count; 71 Count; 25 Count",
        );
        check(
            "de",
            "fünfundzwanzig, zweitausenddreihundert, siebeneinhalb",
            "25 Count; 2300 Count; 7.5 Count",
        );
        check(
            "es",
            "treinta y cinco, veinticinco, doscientos mil",
            "35 Count; 25 Count; 200000 Count",
        );
        check(
            "ar",
            "خمسة وعشرون، أحد عشر، ثلاثمئة وخمسون",
            "25 Count; 11 Count; 350 Count",
        );
        check(
            "en",
            "half of them, two-thirds, third place",
            "0.5 Fraction; 0.6666666666666666 Fraction; 3 Ordinal",
        );
    }

    #[test]
    fn times_and_dates_are_no_counts() {
        check(
            "en",
            "2:05 pm, 14:05, July 24, 24 July",
            "845 Time; 845 Time; 724 Date; 724 Date",
        );
        check("de", "14.05 Uhr, 24. Juli", "845 Time; 724 Date");
        check("fr", "14 h 05, 24 juillet", "845 Time; 724 Date");
        check("es", "24 de julio", "724 Date");
        check("ar", "٢٤ يوليو", "724 Date");
    }

    #[test]
    fn times_in_words_and_shares_are_read() {
        check("es", "a las diez y media de la noche", "1350 Time");
        check(
            "en",
            "half past ten, ten o'clock",
            "630 Time|1350 Time; 600 Time|1320 Time",
        );
        check("de", "halb drei", "150 Time|870 Time");
        check(
            "de",
            "vier von fünf",
            "4 Count|0.8 Fraction; 5 Count|0.8 Fraction",
        );
        check("en", "shortly before 3 am", "~180 Time");
        check("ar", "ثلاثة ملايين ونصف مليون دولار", "3500000 USD");
    }
}
