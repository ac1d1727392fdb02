//! The door of time: what moment it is, and how long things took.
#![expect(clippy::disallowed_methods, reason = "the door of time")]

use std::env;
use std::time::{Instant, SystemTime};

use jiff::Timestamp;

use crate::error::Error;

/// The variable by which build systems fix the time, in seconds since 1970
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// Returns the moment to build for: `given`, else that of `SOURCE_DATE_EPOCH`, else now.
///
/// Fails if `SOURCE_DATE_EPOCH` is set and is not a number of seconds.
pub fn resolve(given: Option<Timestamp>) -> Result<Timestamp, Error> {
    if let Some(given) = given {
        return Ok(given);
    }
    let Some(epoch) = env::var_os(EPOCH) else {
        return Ok(Timestamp::now());
    };
    let seconds = epoch
        .to_str()
        .and_then(|text| text.trim().parse::<i64>().ok());
    seconds
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .ok_or_else(|| {
            let message = format!(
                "{EPOCH} is `{}`, which is not a number of seconds",
                epoch.to_string_lossy()
            );
            Error::usage(
                message,
                "unset it, or set it to seconds since 1970: `date +%s`",
            )
        })
}

/// Returns whether [`resolve`] asks the clock where no moment is given: none is fixed by `SOURCE_DATE_EPOCH`.
pub fn is_asked() -> bool {
    env::var_os(EPOCH).is_none()
}

/// Returns a name for this moment that no other run of the program has: milliseconds, and the process.
pub fn stamp() -> String {
    format!(
        "{:x}.{:x}",
        Timestamp::now().as_millisecond(),
        std::process::id()
    )
}

/// Returns the time of the system's clock in nanoseconds since 1970, to compare with the times of files.
pub fn nanoseconds() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since
        .ok()
        .and_then(|since| i64::try_from(since.as_nanos()).ok())
        .unwrap_or_default()
}

/// Measures how long something takes.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch {
    start: Instant,
}

impl Stopwatch {
    /// Starts.
    pub fn start() -> Self {
        Stopwatch {
            start: Instant::now(),
        }
    }

    /// Returns the milliseconds since the start.
    pub fn elapsed_ms(&self) -> f64 {
        self.start.elapsed().as_secs_f64() * 1e3
    }
}
