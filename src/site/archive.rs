//! The periods of the archive: years, months and days. Only those with briefs exist; which these are is in
//! [`SiteLanguage::archive`](crate::site::SiteLanguage::archive), their pages are in `page`.

use jiff::civil::Date;

/// A year, a month or a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Period {
    pub year: i16,
    /// Month, 1 to 12; `None` for a year.
    pub month: Option<i8>,
    /// Day of the month, from 1; `None` for a year or a month.
    pub day: Option<i8>,
}

impl Period {
    /// Returns the year, month and day that contain `date`.
    pub fn all_of(date: Date) -> [Period; 3] {
        let year = Period {
            year: date.year(),
            month: None,
            day: None,
        };
        let month = Period {
            month: Some(date.month()),
            ..year
        };
        [
            year,
            month,
            Period {
                day: Some(date.day()),
                ..month
            },
        ]
    }

    /// Returns the month of a day or the year of a month; `None` for a year.
    pub fn above(self) -> Option<Period> {
        match (self.month, self.day) {
            (Some(_), Some(_)) => Some(Period { day: None, ..self }),
            (Some(_), None) => Some(Period {
                month: None,
                ..self
            }),
            (None, _) => None,
        }
    }

    /// Returns the month before this one; `None` if this is a year or a day.
    pub fn month_before(self) -> Option<Period> {
        let before = match self.month? {
            1 => Period {
                year: self.year.checked_sub(1)?,
                month: Some(12),
                ..self
            },
            month => Period {
                month: Some(month - 1),
                ..self
            },
        };
        (self.day.is_none()).then_some(before)
    }

    /// Returns the first day of the period; `None` for a date that does not exist.
    pub fn first(self) -> Option<Date> {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }
}
