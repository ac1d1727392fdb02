//! The archive: which years, months and days have briefs. Empty ones do not exist.

use jiff::civil::Date;

/// A year, a month or a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Period {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12, of a month or a day.
    pub month: Option<i8>,
    /// The day of the month, of a day.
    pub day: Option<i8>,
}

impl Period {
    /// Returns the year, the month and the day that `date` lies in.
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

    /// Returns the month of a day, the year of a month.
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

    /// Returns the month before a month.
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

    /// Returns its first day.
    pub fn first(self) -> Option<Date> {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }
}
