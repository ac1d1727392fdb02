//! Times of day in words: `half past ten`, `halb drei`, `las diez y media`, `الثامنة والنصف مساء`. Also the hedges that
//! only times have (`shortly before`). Times in figures are read in `clock`.

use super::scan::QuantityScan;
use super::tables::{NumberLanguage, Numeral};
use super::{Amount, Hedge, Unit};

impl QuantityScan<'_> {
    /// Reads the time of day in words at token `idx`. Returns its readings and the index of the token after it.
    pub(super) fn hours(&self, idx: usize) -> Option<(Vec<Amount>, usize)> {
        match self.reader.words.language {
            NumberLanguage::English => self.hours_english(idx),
            NumberLanguage::German => self.hours_german(idx),
            NumberLanguage::French => self.hours_french(idx),
            NumberLanguage::Spanish => self.hours_spanish(idx),
            NumberLanguage::Arabic => self.hours_arabic(idx),
            NumberLanguage::Other => None,
        }
    }

    /// Returns the number at `idx`, in figures or as a single number word.
    fn small(&self, idx: usize) -> Option<f64> {
        self.whole(idx)
            .or_else(|| match self.reader.words.numerals.get(self.word(idx))? {
                Numeral::Small(value) => Some(*value),
                Numeral::One => Some(1.0),
                _ => None,
            })
    }

    fn hour(&self, idx: usize) -> Option<f64> {
        self.small(idx).filter(|hour| (1.0..=24.0).contains(hour))
    }

    fn hours_english(&self, idx: usize) -> Option<(Vec<Amount>, usize)> {
        let minutes = match (self.word(idx), self.word(idx + 1)) {
            ("half", "past") => 30.0,
            ("quarter", "past") => 15.0,
            ("quarter", "to") => -15.0,
            _ => {
                let is_clock = self.word(idx + 1) == "o" && self.word(idx + 2) == "clock";
                let hour = self.hour(idx).filter(|_| is_clock)?;
                return Some(self.with_half(hour * 60.0, idx + 3));
            }
        };
        let hour = self.hour(idx + 2)?;
        Some(self.with_half(hour * 60.0 + minutes, idx + 3))
    }

    fn hours_german(&self, idx: usize) -> Option<(Vec<Amount>, usize)> {
        let (minutes, hour) = match (self.word(idx), self.word(idx + 1)) {
            ("halb", _) => (-30.0, idx + 1),
            ("viertel", "nach") => (15.0, idx + 2),
            ("viertel", "vor") => (-15.0, idx + 2),
            // `14 Uhr` in figures is left to `clock`.
            (_, "uhr") if self.whole(idx).is_none() => (0.0, idx),
            _ => return None,
        };
        let value = self.hour(hour).filter(|value| *value <= 12.0)?;
        let next = hour + 1 + usize::from(self.word(hour + 1) == "uhr");
        Some(self.with_half(value * 60.0 + minutes, next))
    }

    /// Reads French times. `dix heures` may also be a duration, which then is the first reading.
    fn hours_french(&self, idx: usize) -> Option<(Vec<Amount>, usize)> {
        let is_hours = matches!(self.word(idx + 1), "heure" | "heures");
        let hour = self.hour(idx).filter(|_| is_hours)?;
        let (minutes, next) = match (self.word(idx + 2), self.word(idx + 3)) {
            ("et", half) if half.starts_with("demi") => (30.0, idx + 4),
            ("et", "quart") => (15.0, idx + 4),
            ("moins", "le") if self.word(idx + 4) == "quart" => (-15.0, idx + 5),
            _ => (0.0, idx + 2),
        };
        let (mut amounts, after) = self.with_half(hour * 60.0 + minutes, next);
        let is_sure = after > next || minutes == 15.0 || minutes == -15.0;
        if self.whole(idx).is_some() && minutes == 0.0 {
            return None;
        }
        if !is_sure {
            amounts.insert(0, Amount::new(hour + minutes / 60.0, Unit::Count));
        }
        Some((amounts, after))
    }

    fn hours_spanish(&self, idx: usize) -> Option<(Vec<Amount>, usize)> {
        let hour = self.hour(idx)?;
        let before = |back: usize| idx.checked_sub(back).map_or("", |at| self.word(at));
        let is_after_article = matches!(before(1), "las" | "la");
        let (minutes, next) = match (self.word(idx + 1), self.word(idx + 2)) {
            ("y", "media") if is_after_article => (30.0, idx + 3),
            ("y", "cuarto") if is_after_article => (15.0, idx + 3),
            ("menos", "cuarto") if is_after_article => (-15.0, idx + 3),
            ("en", "punto") => (0.0, idx + 3),
            ("y" | "menos", _) if is_after_article && hour <= 12.0 => {
                match self.small(idx + 2).filter(|minutes| *minutes < 60.0) {
                    Some(minutes) if self.word(idx + 1) == "y" => (minutes, idx + 3),
                    Some(minutes) => (-minutes, idx + 3),
                    None => (0.0, idx + 1),
                }
            }
            _ => (0.0, idx + 1),
        };
        let (amounts, after) = self.with_half(hour * 60.0 + minutes, next);
        let is_at =
            is_after_article && matches!(before(2), "a" | "hacia" | "hasta" | "desde" | "sobre");
        let is_time = next > idx + 1 || after > next || is_at && self.whole(idx).is_none();
        is_time.then_some((amounts, after))
    }

    fn hours_arabic(&self, idx: usize) -> Option<(Vec<Amount>, usize)> {
        let ordinals = &self.reader.words.ordinals;
        let before = idx.checked_sub(1).map_or("", |at| self.word(at));
        let mut next = idx + 1;
        // Arabic counts hours by feminine ordinals, which end in `ه` after folding; one and eleven are irregular.
        let hour = match self.word(idx) {
            "واحده" => 1.0,
            "حاديه" => 11.0,
            word => *ordinals.get(word).filter(|_| word.ends_with('ه'))?,
        };
        let is_teen = matches!(self.word(next), "عشره" | "عشر");
        let hour = if is_teen && hour < 10.0 {
            hour + 10.0
        } else {
            hour
        };
        next += usize::from(is_teen);
        let minutes = match (self.word(next), self.word(next + 1)) {
            ("والنصف" | "ونصف", _) => (30.0, 1),
            ("والربع" | "وربع", _) => (15.0, 1),
            ("والثلث" | "وثلث", _) => (20.0, 1),
            ("الا", "ربعا" | "ربع" | "الربع") => (-15.0, 2),
            _ => (0.0, 0),
        };
        next += minutes.1;
        let (amounts, after) = self.with_half(hour * 60.0 + minutes.0, next);
        let is_time = before == "ساعه" || after > next || minutes.1 > 0;
        is_time.then_some((amounts, after))
    }

    /// Returns the time `minutes` in the half of the day named at `next`, or in both halves if none is named, with the
    /// index of the token after it.
    fn with_half(&self, minutes: f64, next: usize) -> (Vec<Amount>, usize) {
        let (is_afternoon, after) = self.half_of_day(next);
        let later = if minutes < 720.0 {
            minutes + 720.0
        } else {
            minutes
        };
        let values = match is_afternoon {
            Some(true) => vec![later],
            Some(false) => vec![minutes % 720.0],
            None => vec![minutes, later],
        };
        (
            values
                .into_iter()
                .map(|value| Amount::new(value, Unit::Time))
                .collect(),
            after,
        )
    }

    /// Returns the hedge that the words before the time at `idx` express: `shortly before`, `gegen`.
    pub(super) fn hedge_of_time(&self, idx: usize) -> Hedge {
        // Up to three articles and prepositions may come between: `poco antes de las 3`.
        let mut at = idx;
        while let Some(before) = at.checked_sub(1) {
            let is_filler = matches!(
                self.word(before),
                "las" | "la" | "de" | "the" | "ساعه" | "at" | "a" | "um"
            );
            if !is_filler || idx - before > 3 {
                break;
            }
            at = before;
        }
        let word = |back: usize| at.checked_sub(back).map_or("", |at| self.word(at));
        let is_little = matches!(
            word(2),
            "shortly" | "just" | "soon" | "little" | "kurz" | "peu" | "juste" | "poco" | "justo"
        );
        match word(1) {
            "after" | "past" | "nach" | "apres" | "despues" if is_little => Hedge::Over,
            "before" | "vor" | "avant" | "antes" if is_little => Hedge::Under,
            "pasadas" | "بعيد" => Hedge::Over,
            "قبيل" => Hedge::Under,
            "gegen" | "vers" | "hacia" | "sobre" | "around" | "about" | "نحو" | "حوالي" => {
                Hedge::About
            }
            _ => Hedge::Exact,
        }
    }
}
