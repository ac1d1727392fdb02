//! Units of time, length, weight and area, so that `two weeks` equals `14 days`; and words that imply a quantity
//! without a number: `fortnight`, `noon`, Arabic duals. Percent signs and currencies are in `units`.

use std::collections::HashMap;
use std::ops::Range;

use super::scan::{QuantityMatch, QuantityScan};
use super::{Amount, Hedge, Quantity, QuantityForm, Unit};
use crate::text::fold;

/// Physical dimensions, each with the base unit that values are converted to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dimension {
    /// Durations; the base unit is the day.
    Time,
    /// Lengths; the base unit is the metre.
    Length,
    /// Weights; the base unit is the kilogram.
    Weight,
    /// Areas; the base unit is the square metre.
    Area,
}

/// A unit that follows a number.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Measure {
    pub dimension: Dimension,
    /// Base units in one of this unit: 7 for a week. 0 for a sum of several units, which has none of its own.
    pub factor: f64,
}

/// Units: dimension, factor, and names in any language. Months and years are averages (365.25 days a year).
const MEASURES: [(Dimension, f64, &str); 20] = [
    (
        Dimension::Time,
        3652.5,
        "decade decades jahrzehnt jahrzehnte jahrzehnten décennie décennies década décadas decenio decenios عقد عقود",
    ),
    (
        Dimension::Time,
        1.0 / 1440.0,
        "minute minutes minuten minuto minutos دقيقة دقائق",
    ),
    (
        Dimension::Time,
        1.0 / 24.0,
        "hour hours stunde stunden stündige stündigen heure heures hora horas ساعة ساعات",
    ),
    (
        Dimension::Time,
        1.0,
        "day days tag tage tagen tägige tägigen jour jours día días يوم يوما أيام",
    ),
    (
        Dimension::Time,
        7.0,
        "week weeks woche wochen wöchige wöchigen semaine semaines semana semanas أسبوع أسبوعا أسابيع",
    ),
    (
        Dimension::Time,
        30.4375,
        "month months monat monate monaten monatige monatigen mois mes meses شهر شهرا أشهر شهور",
    ),
    (
        Dimension::Time,
        365.25,
        "year years jahr jahre jahren jährige jährigen an ans année années año años سنة سنوات عام عاما أعوام",
    ),
    (
        Dimension::Length,
        0.001,
        "mm millimetre millimetres millimeter millimetern millimètres milímetros ملم مليمتر مليمترا مليمترات",
    ),
    (
        Dimension::Length,
        0.01,
        "cm centimetre centimetres centimeter centimeters zentimeter zentimetern centimètre centimètres centímetro centímetros سنتيمتر سنتيمترا",
    ),
    (
        Dimension::Length,
        1.0,
        "m metre metres meter meters metern mètre mètres metro metros متر مترا أمتار",
    ),
    (
        Dimension::Length,
        1_000.0,
        "km kilometre kilometres kilometer kilometers kilometern kilomètre kilomètres kilómetro kilómetros كيلومتر \
         كيلومترا كيلومترات كم",
    ),
    (
        Dimension::Length,
        1_609.344,
        "mile miles meile meilen milla millas ميل أميال",
    ),
    (
        Dimension::Length,
        0.3048,
        "foot feet ft fuß pied pieds pie pies قدم أقدام قدما",
    ),
    (
        Dimension::Weight,
        0.001,
        "g gram grams gramm gramme grammes gramo gramos غرام غراما",
    ),
    (
        Dimension::Weight,
        1.0,
        "kg kilo kilos kilogram kilograms kilogramm kilogramme kilogrammes kilogramo kilogramos كيلوغرام كيلوغراما",
    ),
    (
        Dimension::Weight,
        1_000.0,
        "t tonne tonnes tonnen ton tons tonelada toneladas طن طنا أطنان",
    ),
    (Dimension::Area, 1.0, "quadratmeter quadratmetern"),
    (
        Dimension::Area,
        10_000.0,
        "ha hectare hectares hektar hectárea hectáreas هكتار هكتارا هكتارات",
    ),
    (Dimension::Area, 4_046.856, "acre acres"),
    (Dimension::Area, 1e6, "quadratkilometer quadratkilometern"),
];

/// Words that imply a duration: number, days in its unit, and words in any language.
const IMPLIED: [(f64, f64, &str); 7] = [
    (2.0, 3652.5, "عقدين عقدان"),
    (2.0, 1.0 / 24.0, "ساعتين ساعتان"),
    (2.0, 1.0, "يومين يومان"),
    (2.0, 7.0, "fortnight أسبوعين أسبوعان"),
    (2.0, 30.4375, "شهرين شهران"),
    (2.0, 365.25, "عامين عامان سنتين سنتان"),
    (3.0, 30.4375, "quartal trimestre"),
];

/// Words for a time of day, with its minutes since midnight.
const TIMES: [(f64, &str); 2] = [
    (720.0, "noon midday midi mittag mediodía"),
    (0.0, "midnight minuit mitternacht medianoche"),
];

/// Words for *square*, folded, which turn a length into an area.
const SQUARE: [&str; 8] = [
    "square",
    "carre",
    "carres",
    "cuadrado",
    "cuadrados",
    "مربع",
    "مربعا",
    "مربعه",
];

/// Units, implied durations and times of day by folded word.
#[derive(Debug)]
pub(super) struct Measures {
    units: HashMap<String, Measure>,
    implied: HashMap<String, (f64, Measure)>,
    times: HashMap<String, f64>,
}

impl Default for Measures {
    fn default() -> Self {
        let words = |words: &'static str| words.split_whitespace().map(fold);
        let units = MEASURES.iter().flat_map(|(dimension, factor, names)| {
            words(names).map(|word| {
                (
                    word,
                    Measure {
                        dimension: *dimension,
                        factor: *factor,
                    },
                )
            })
        });
        let implied = IMPLIED.iter().flat_map(|(value, factor, names)| {
            let measure = Measure {
                dimension: Dimension::Time,
                factor: *factor,
            };
            words(names).map(move |word| (word, (*value, measure)))
        });
        Measures {
            units: units.collect(),
            implied: implied.collect(),
            times: TIMES
                .iter()
                .flat_map(|(value, names)| words(names).map(|word| (word, *value)))
                .collect(),
        }
    }
}

impl QuantityScan<'_> {
    /// Reads the unit after a number or inside it (`sept ans et demi`). Returns it with the byte offset where it ends.
    pub(super) fn measure(&self, idx: usize, reading: &QuantityMatch) -> Option<(Measure, usize)> {
        let is_count = |amount: &Amount| matches!(amount.unit, Unit::Count | Unit::Year);
        if !reading.amounts.first().is_some_and(is_count) {
            return None;
        }
        let units = &self.reader.measures.units;
        let mut at = reading.next;
        let is_square = SQUARE.contains(&self.word(at));
        at += usize::from(is_square);
        let inside = (idx + 1..reading.next).find(|at| units.contains_key(self.word(*at)));
        let at = match inside {
            Some(inside) => inside,
            None if self.joins(at) => at,
            None => return None,
        };
        let mut measure = *units.get(self.word(at))?;
        let end = self.tokens[at.max(reading.next - 1)].range.end;
        let is_area = is_square
            || self.joins(at + 1) && SQUARE.contains(&self.word(at + 1))
            || self.text[self.tokens[at].range.end..].starts_with('²');
        // `hectares` are an area by themselves; only a length can be squared.
        if is_area && measure.dimension == Dimension::Length {
            measure = Measure {
                dimension: Dimension::Area,
                factor: measure.factor * measure.factor,
            };
        }
        Some((measure, end))
    }

    /// Reads the word at `idx` as a quantity without a number: `fortnight`, `noon`.
    pub(super) fn implied(&self, idx: usize) -> Option<Quantity> {
        let word = self.word(idx);
        let measures = &self.reader.measures;
        let (amount, measure) = match (measures.implied.get(word), measures.times.get(word)) {
            (Some((value, measure)), _) => (Amount::new(*value, Unit::Count), Some(*measure)),
            (_, Some(minutes)) => (Amount::new(*minutes, Unit::Time), None),
            _ => return None,
        };
        let range = self.tokens[idx].range.clone();
        let measure = measure.map(|measure| (measure, range.end));
        Some(Quantity {
            amounts: vec![amount],
            hedge: Hedge::Exact,
            form: QuantityForm::Implied,
            range,
            measure,
        })
    }
}

/// A value converted to the base unit of its dimension.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Measured {
    /// The value in base units.
    pub value: f64,
    /// The unit that it was written in.
    pub measure: Measure,
}

impl Quantity {
    /// Converts the first reading to base units; `None` without a unit.
    pub fn measured(&self) -> Option<Measured> {
        let (measure, _) = self.measure?;
        let value = self.amounts.first()?.value * measure.factor;
        Some(Measured { value, measure })
    }

    /// Returns the sum of this and `next` if they form one quantity in `text`: `four years and six months`.
    ///
    /// The second unit must be the smaller one, and only a comma or *and* may come between.
    pub fn sum(&self, next: &Quantity, text: &str) -> Option<Measured> {
        let (one, other) = (self.measured()?, next.measured()?);
        let (_, end) = self.measure?;
        let gap = text.get::<Range<usize>>(end..next.range.start)?;
        let is_sum = one.measure.dimension == other.measure.dimension
            && other.measure.factor < one.measure.factor
            && matches!(gap.trim(), "" | "," | "and" | "und" | "et" | "y" | "و");
        let measure = Measure {
            factor: 0.0,
            ..one.measure
        };
        is_sum.then_some(Measured {
            value: one.value + other.value,
            measure,
        })
    }
}
