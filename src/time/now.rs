//! The moment a site is built for, as a value that remembers what was asked of it.

use std::cell::Cell;

use jiff::Timestamp;

/// The moment a site is built for. Remembers between which other moments all its answers would be the same.
#[derive(Debug)]
pub struct Now {
    at: Timestamp,
    holds: Cell<Holds>,
}

/// A stretch of time: from one moment on, up to before another.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Holds {
    /// The first moment of it.
    pub from: Timestamp,
    /// The first moment after it; the last one that there is never comes.
    pub until: Timestamp,
}

impl Holds {
    /// All of time.
    pub const ALWAYS: Holds = Holds { from: Timestamp::MIN, until: Timestamp::MAX };

    /// Returns whether `at` lies in it.
    pub fn at(self, at: Timestamp) -> bool {
        self.from <= at && at < self.until
    }

    /// Returns what lies in both.
    #[must_use]
    pub fn and(self, other: Holds) -> Holds {
        Holds { from: self.from.max(other.from), until: self.until.min(other.until) }
    }
}

impl Now {
    /// The moment `at`, of which nothing was asked yet.
    pub fn new(at: Timestamp) -> Self {
        Now { at, holds: Cell::new(Holds::ALWAYS) }
    }

    /// Returns whether it is `moment` or later.
    pub fn has_come(&self, moment: Timestamp) -> bool {
        let has_come = moment <= self.at;
        let bound = if has_come {
            Holds { from: moment, ..Holds::ALWAYS }
        } else {
            Holds { until: moment, ..Holds::ALWAYS }
        };
        self.holds.set(self.holds.get().and(bound));
        has_come
    }

    /// Returns between which moments all answers so far would be the same.
    pub fn holds(&self) -> Holds {
        self.holds.get()
    }
}
