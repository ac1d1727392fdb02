//! How long something that depends on the time of day stays the same.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// A stretch of time within which an answer is the same: from one moment on, up to before another.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub struct Validity {
    /// The first moment of it.
    #[serde(with = "jiff::fmt::serde::timestamp::nanosecond::required")]
    pub from: Timestamp,
    /// The first moment after it; the last one that there is never comes.
    #[serde(with = "jiff::fmt::serde::timestamp::nanosecond::required")]
    pub until: Timestamp,
}

impl Validity {
    /// All of time.
    pub const ALWAYS: Validity = Validity {
        from: Timestamp::MIN,
        until: Timestamp::MAX,
    };

    /// Returns the stretch around `now` in which none of `moments` is passed: whatever only asks which of them are
    /// past gets the same answers there.
    pub fn between(now: Timestamp, moments: impl Iterator<Item = Timestamp>) -> Self {
        let mut validity = Validity::ALWAYS;
        for moment in moments {
            if moment <= now {
                validity.from = validity.from.max(moment);
            } else {
                validity.until = validity.until.min(moment);
            }
        }
        validity
    }

    /// Returns the day of `now` in `zone`.
    pub fn of_day(now: Timestamp, zone: &TimeZone) -> Self {
        let today = now.to_zoned_datetime(zone.clone()).date();
        let start = |day: Date| {
            let start = day
                .to_zoned_datetime(zone.clone())
                .ok()?
                .start_of_day()
                .ok()?;
            Some(start.timestamp())
        };
        Validity {
            from: start(today).unwrap_or(now),
            until: today
                .tomorrow()
                .ok()
                .and_then(start)
                .unwrap_or(Timestamp::MAX),
        }
    }

    /// Returns whether `at` lies in it.
    pub fn contains(self, at: Timestamp) -> bool {
        self.from <= at && at < self.until
    }

    /// Returns what lies in both.
    #[must_use]
    pub fn intersect(self, other: Validity) -> Validity {
        Validity {
            from: self.from.max(other.from),
            until: self.until.min(other.until),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Validity;
    use jiff::Timestamp;

    #[test]
    fn the_nearest_moments_bound_it() {
        let at = |second| Timestamp::from_second(second).expect("in range");
        let validity = Validity::between(at(50), [10, 40, 50, 70, 90].map(at).into_iter());
        assert_eq!((validity.from, validity.until), (at(50), at(70)));
        assert!(validity.contains(at(69)) && !validity.contains(at(70)));
        assert_eq!(
            Validity::between(at(5), std::iter::empty()),
            Validity::ALWAYS
        );
    }
}
