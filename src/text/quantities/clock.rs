//! Times of day and dates written in figures, in the order and with the words of each language.
//! Times in words (`half past ten`) are read in `hours`.

use super::digits::Figures;
use super::scan::QuantityScan;
use super::tables::NumberLanguage;
use super::tokens::TokenKind;
use super::{Amount, Unit};

/// Half of the day that words such as `pm` or `soir` name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum DayHalf {
    Morning,
    Afternoon,
    Unknown,
}

/// An hour and a minute read from figures.
struct HourMinute {
    hour: u16,
    minute: u16,
    /// Whether the form alone makes it a time (`14:05`); otherwise the words around it must.
    is_sure: bool,
    /// Index of the token after the time.
    next: usize,
}

impl QuantityScan<'_> {
    /// Reads the time of day at token `idx`: `14:05`, `2:05 pm`, `6.30 Uhr`, `14 h 52`, `9 مساء`.
    ///
    /// Returns its readings in minutes and the index of the token after it. A time without a half of the day has two
    /// readings in languages with a 12-hour clock, unless a leading zero (`09:00`) marks the 24-hour clock.
    pub(super) fn clock(&self, idx: usize) -> Option<(Vec<Amount>, usize)> {
        let TokenKind::Figures(figures) = &self.tokens.get(idx)?.kind else {
            return None;
        };
        let HourMinute {
            hour,
            minute,
            is_sure,
            mut next,
        } = self.hour_minute(idx, figures)?;
        // `2:06:58` in seconds, moved past every count of minutes (at most 1,499): the two must never compare equal.
        if is_sure && self.gap(next) == ":" && self.minutes(next).is_some() {
            let seconds = f64::from(hour) * 3600.0
                + f64::from(minute) * 60.0
                + f64::from(self.minutes(next)?);
            return Some((vec![Amount::new(seconds + 1e6, Unit::Time)], next + 1));
        }
        let mut amounts = Vec::new();
        let is_hour = self.joins_any(next) && self.is_hour_word(next);
        if is_hour {
            next += 1;
            if let Some(minutes) = self
                .minutes(next)
                .filter(|_| self.joins(next) && minute == 0 && !is_sure)
            {
                amounts.push(Amount::new(f64::from(hour * 60 + minutes), Unit::Time));
            }
        }
        let (half, after) = self.day_half(next);
        if !is_sure && !is_hour && half == DayHalf::Unknown {
            return None;
        }
        next = after;
        let hour = match half {
            DayHalf::Afternoon if hour < 12 => hour + 12,
            DayHalf::Morning if hour == 12 => 0,
            _ => hour,
        };
        amounts.push(Amount::new(f64::from(hour * 60 + minute), Unit::Time));
        let words = &self.reader.words;
        let has_halves = matches!(
            words.language,
            NumberLanguage::English | NumberLanguage::Arabic | NumberLanguage::Spanish
        );
        let is_short = figures.groups[0].len() == 1 || figures.groups[0].as_str() >= "10";
        if half == DayHalf::Unknown && has_halves && (1..12).contains(&hour) && is_short {
            amounts.push(Amount::new(
                f64::from((hour + 12) * 60 + minute),
                Unit::Time,
            ));
        }
        // `24 heures` may be a duration, unless a preposition of time is before it.
        let before = idx.checked_sub(1).map_or("", |before| self.word(before));
        let is_point = matches!(
            before,
            "a" | "las" | "vers" | "jusqu" | "depuis" | "des" | "entre"
        );
        if is_hour
            && half == DayHalf::Unknown
            && !is_sure
            && self.word(next - 1) != "uhr"
            && !is_point
        {
            amounts.extend(
                figures
                    .values
                    .iter()
                    .map(|value| Amount::new(*value, Unit::Count)),
            );
        }
        Some((amounts, next))
    }

    /// Reads hour and minute from `figures`, the token at `idx`, without the words around it. `None` past 24:59.
    fn hour_minute(&self, idx: usize, figures: &Figures) -> Option<HourMinute> {
        let mut is_sure = true;
        let (hour, minute, next) = match figures.groups.as_slice() {
            [hour] if self.gap(idx + 1) == ":" => {
                let TokenKind::Figures(minutes) = &self.tokens.get(idx + 1)?.kind else {
                    return None;
                };
                let minute = minutes.groups.first().filter(|group| group.len() == 2)?;
                (hour.parse().ok()?, minute.parse().ok()?, idx + 2)
            }
            [hour] if self.is_hour_letter(idx + 1) && self.minutes(idx + 2).is_some() => {
                (hour.parse().ok()?, self.minutes(idx + 2)?, idx + 3)
            }
            [hour, minute] if figures.sign == Some('.') && minute.len() == 2 && hour.len() <= 2 => {
                is_sure = idx > 0 && self.word(idx - 1) == "las";
                (hour.parse().ok()?, minute.parse().ok()?, idx + 1)
            }
            [hour] if hour.len() <= 2 => {
                is_sure = false;
                (hour.parse().ok()?, 0, idx + 1)
            }
            _ => return None,
        };
        let time = HourMinute {
            hour,
            minute,
            is_sure,
            next,
        };
        (hour <= 24 && minute <= 59).then_some(time)
    }

    /// Returns the two digits at `idx` as minutes below 60.
    fn minutes(&self, idx: usize) -> Option<u16> {
        let TokenKind::Figures(figures) = &self.tokens.get(idx)?.kind else {
            return None;
        };
        let [minute] = figures.groups.as_slice() else {
            return None;
        };
        minute
            .parse()
            .ok()
            .filter(|value| minute.len() == 2 && *value < 60)
    }

    fn is_hour_letter(&self, idx: usize) -> bool {
        self.word(idx) == "h" && self.gap(idx + 1).chars().all(char::is_whitespace)
    }

    fn is_hour_word(&self, idx: usize) -> bool {
        let word = self.word(idx);
        match self.reader.words.language {
            NumberLanguage::German => word == "uhr",
            NumberLanguage::French => matches!(word, "h" | "heure" | "heures"),
            NumberLanguage::Spanish => matches!(word, "h" | "hs" | "horas"),
            _ => false,
        }
    }

    fn joins_any(&self, idx: usize) -> bool {
        idx < self.tokens.len() && self.gap(idx).chars().all(char::is_whitespace)
    }

    /// Reads the half of the day named at `idx`: whether it is the second, `None` if none is named. Returns it with the
    /// index of the token after it.
    pub(super) fn half_of_day(&self, idx: usize) -> (Option<bool>, usize) {
        let (half, next) = self.day_half(idx);
        match half {
            DayHalf::Morning => (Some(false), next),
            DayHalf::Afternoon => (Some(true), next),
            DayHalf::Unknown => (None, next),
        }
    }

    /// Reads the half of the day named at `idx`. Returns it with the index of the token after it.
    fn day_half(&self, idx: usize) -> (DayHalf, usize) {
        if !self.joins_any(idx) {
            return (DayHalf::Unknown, idx);
        }
        let word = |at: usize| self.word(at);
        let of_day = |name: &str| match name {
            "morning" | "matin" | "manana" | "madrugada" | "صباحا" | "صباح" | "فجرا"
            | "morgens" | "fruh" => DayHalf::Morning,
            "afternoon" | "evening" | "soir" | "midi" | "tarde" | "noche" | "مساء" | "مسا"
            | "ظهرا" | "ليلا" | "عصرا" | "abends" | "nachmittags" => DayHalf::Afternoon,
            _ => DayHalf::Unknown,
        };
        match (word(idx), self.reader.words.language) {
            ("am", NumberLanguage::English) => (DayHalf::Morning, idx + 1),
            ("pm", NumberLanguage::English) => (DayHalf::Afternoon, idx + 1),
            ("a" | "p", NumberLanguage::English)
                if self.gap(idx + 1).starts_with('.') && word(idx + 1) == "m" =>
            {
                let half = if word(idx) == "a" {
                    DayHalf::Morning
                } else {
                    DayHalf::Afternoon
                };
                (half, idx + 2)
            }
            ("in", NumberLanguage::English) if word(idx + 1) == "the" => {
                named(of_day(word(idx + 2)), idx, 3)
            }
            ("بعد", _) if word(idx + 1) == "ظهر" => (DayHalf::Afternoon, idx + 2),
            ("du" | "de", NumberLanguage::French) => match of_day(word(idx + 1)) {
                DayHalf::Unknown => named(of_day(word(idx + 4)), idx, 5),
                half => (half, idx + 2),
            },
            ("de", NumberLanguage::Spanish) if word(idx + 1) == "la" => {
                named(of_day(word(idx + 2)), idx, 3)
            }
            (name, NumberLanguage::Arabic | NumberLanguage::German) => named(of_day(name), idx, 1),
            _ => (DayHalf::Unknown, idx),
        }
    }

    /// Reads the date at token `idx`: `24 July`, `July 24th`, `24. Juli`, `24 de julio`, `24.7.2021`. Ignores the year.
    pub(super) fn date(&self, idx: usize) -> Option<(Vec<Amount>, usize)> {
        let TokenKind::Figures(figures) = &self.tokens.get(idx)?.kind else {
            return self.date_after_month(idx);
        };
        if let [day, month, year] = figures.groups.as_slice()
            && figures.sign == Some('.')
            && (year.len() == 4 || year.len() == 2)
        {
            return Some((
                vec![day_of(month.parse().ok()?, day.parse().ok()?)?],
                idx + 1,
            ));
        }
        let day = self.whole(idx)?;
        let mut next = idx + 1;
        let is_ordinal = self.gap(next).is_empty()
            && matches!(self.word(next), "st" | "nd" | "rd" | "th" | "er" | "o");
        next += usize::from(is_ordinal);
        next += usize::from(matches!(self.word(next), "de" | "of" | "من"));
        let month = self.month(next)?;
        // Punctuation separates a number from a month that follows it by chance.
        let gap = self.gap(next);
        if gap.contains([',', ';', ':', '\n']) || gap.len() > 4 {
            return None;
        }
        Some((
            vec![day_of(month, day)?],
            next + usize::from(self.is_split_month(next)) + 1,
        ))
    }

    fn date_after_month(&self, idx: usize) -> Option<(Vec<Amount>, usize)> {
        if self.reader.words.language != NumberLanguage::English {
            return None;
        }
        let month = self.month(idx)?;
        let day = self
            .whole(idx + 1)
            .filter(|_| matches!(self.gap(idx + 1), " " | "\u{A0}" | ". "))?;
        let is_ordinal =
            self.gap(idx + 2).is_empty() && matches!(self.word(idx + 2), "st" | "nd" | "rd" | "th");
        Some((vec![day_of(month, day)?], idx + 2 + usize::from(is_ordinal)))
    }

    /// Returns the month that the word at `idx` names. In English and German it needs a capital: `may` is a verb.
    fn month(&self, idx: usize) -> Option<u8> {
        let words = &self.reader.words;
        // Levantine months of two words; the vocabulary has single words only.
        if words.language == NumberLanguage::Arabic {
            match (self.word(idx), self.word(idx + 1)) {
                ("كانون", "ثاني") => return Some(1),
                ("كانون", "اول") => return Some(12),
                ("تشرين", "اول") => return Some(10),
                ("تشرين", "ثاني") => return Some(11),
                _ => {}
            }
        }
        let month = *words.months.get(self.word(idx))?;
        let has_capital = self.written(idx).starts_with(char::is_uppercase);
        (has_capital
            || !matches!(
                words.language,
                NumberLanguage::English | NumberLanguage::German
            ))
        .then_some(month)
    }

    fn is_split_month(&self, idx: usize) -> bool {
        matches!(self.word(idx), "كانون" | "تشرين")
    }
}

fn named(half: DayHalf, idx: usize, n_words: usize) -> (DayHalf, usize) {
    if half == DayHalf::Unknown {
        (half, idx)
    } else {
        (half, idx + n_words)
    }
}

fn day_of(month: u8, day: f64) -> Option<Amount> {
    let is_day = (1..=12).contains(&month) && (1.0..=31.0).contains(&day);
    is_day.then(|| Amount::new(f64::from(month) * 100.0 + day, Unit::Date))
}
