//! Percent signs and currencies beside a number. Units of time, length, weight and area are in `measures`.

use std::ops::Range;

use super::Unit;
use super::scan::{QuantityMatch, QuantityScan};
use super::tables::NumberLanguage;

/// Currency signs with their codes. Longer signs come before those that end them: `US$` before `$`.
const SIGNS: [(&str, &str); 14] = [
    ("US$", "USD"),
    ("R$", "BRL"),
    ("C$", "USD"),
    ("A$", "USD"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("₪", "SHE"),
    ("₩", "KRW"),
    ("₦", "NGN"),
];

/// Words that may come between a number and its currency: `five Swiss francs`.
const ADJECTIVES: [&str; 22] = [
    "us",
    "american",
    "swiss",
    "canadian",
    "australian",
    "egyptian",
    "iraqi",
    "kuwaiti",
    "saudi",
    "hong",
    "new",
    "schweizer",
    "britische",
    "pakistani",
    "indian",
    "de",
    "d",
    "syrian",
    "lebanese",
    "turkish",
    "russian",
    "japanese",
];

impl QuantityScan<'_> {
    /// Reads the percent sign or currency of the number that begins at token `idx`, and widens `range` to include it.
    pub(super) fn unit(&self, idx: usize, reading: &mut QuantityMatch, range: &mut Range<usize>) {
        let unit = self
            .percent(reading, range)
            .or_else(|| self.money(idx, reading, range));
        if let Some(unit) = unit {
            for amount in &mut reading.amounts {
                amount.unit = unit;
            }
        }
    }

    fn percent(&self, reading: &mut QuantityMatch, range: &mut Range<usize>) -> Option<Unit> {
        let after = self.text[range.end..].trim_start_matches([' ', '\u{A0}', '\u{202F}']);
        if let Some(sign) = after
            .chars()
            .next()
            .filter(|sign| matches!(sign, '%' | '٪'))
        {
            range.end = self.text.len() - after.len() + sign.len_utf8();
            return Some(Unit::Percent);
        }
        let next = reading.next;
        if !self.joins(next) {
            return None;
        }
        let second = self.word(next + 1);
        let n_words = match self.word(next) {
            "percent" | "percentage" | "pct" | "pc" | "prozent" | "prozentige" | "prozentigen" => 1,
            "per" | "pour" if matches!(second, "cent") => 2,
            "por" if second == "ciento" => 2,
            "في" | "ب" if matches!(second, "ميه" | "مايه" | "ماءه") => 2,
            "بالميه" | "بالمايه" | "بالماءه" => 1,
            "نقطه" if second.starts_with("ميوي") => 2,
            word if word.starts_with("prozentpunkt") => 1,
            _ => return None,
        };
        reading.next = next + n_words;
        range.end = self.tokens[reading.next - 1].range.end;
        Some(Unit::Percent)
    }

    fn money(
        &self,
        idx: usize,
        reading: &mut QuantityMatch,
        range: &mut Range<usize>,
    ) -> Option<Unit> {
        let before = self.text[..range.start].trim_end_matches([' ', '\u{A0}', '\u{202F}']);
        let sign = SIGNS.iter().find(|(sign, _)| before.ends_with(sign));
        if let Some((sign, code)) = sign {
            range.start = before.len() - sign.len();
            return Some(Unit::Money(code));
        }
        let after = self.text[range.end..].trim_start_matches([' ', '\u{A0}', '\u{202F}']);
        if let Some((sign, code)) = SIGNS.iter().find(|(sign, _)| after.starts_with(sign)) {
            range.end = self.text.len() - after.len() + sign.len();
            return Some(Unit::Money(code));
        }
        let codes = &self.reader.words.currencies;
        let from = reading.next;
        for at in from..from + 3 {
            if !self.joins(at) && self.gap(at) != "’" && self.gap(at) != "'" {
                break;
            }
            if let Some(code) = codes.get(self.word(at)).filter(|_| self.is_currency(at)) {
                reading.next = at + 1;
                range.end = self.tokens[at].range.end;
                return Some(Unit::Money(code));
            }
            if !ADJECTIVES.contains(&self.word(at)) {
                break;
            }
        }
        // `Rs 1.2bn`, `EUR 5m`: before a number only a code in capitals or `rs` counts; names of currencies follow it.
        let code = idx
            .checked_sub(1)
            .filter(|_| self.joins(idx) || matches!(self.gap(idx), ". " | "." | ""))?;
        let is_code = self.written(code).chars().all(char::is_uppercase) || self.word(code) == "rs";
        let found = codes
            .get(self.word(code))
            .filter(|_| is_code && self.written(code).is_ascii())?;
        range.start = self.tokens[code].range.start;
        Some(Unit::Money(found))
    }

    /// Returns whether the word at `idx` is a currency in this language; several are ordinary words in one or another
    /// (`won`, `try`, `livre`, `franco`).
    fn is_currency(&self, idx: usize) -> bool {
        let language = self.reader.words.language;
        match self.word(idx) {
            "won" | "try" | "real" => false,
            "livre" | "libra" | "lire" | "pfund" => language != NumberLanguage::English,
            "franco" => language == NumberLanguage::Spanish,
            _ => true,
        }
    }
}
