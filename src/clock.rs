//! The boundary of time: the only module that reads the clock.
//!
//! Commands resolve the build time here once and pass it on as a value, so that no other result depends on the clock.
//! Computing with moments is in `time`.
#![expect(clippy::disallowed_methods, reason = "the boundary of time")]

use std::env;
use std::time::{Instant, SystemTime};

use jiff::Timestamp;

use crate::error::Error;

/// The environment variable with which reproducible builds fix the time, in seconds since 1970
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// Returns the moment to build for: `given`, else `SOURCE_DATE_EPOCH`, else the current time.
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

/// Returns whether [`resolve`] reads the clock when no moment is given, because `SOURCE_DATE_EPOCH` is unset.
pub fn is_asked() -> bool {
    env::var_os(EPOCH).is_none()
}

/// Returns a name unique to this run: the current time in milliseconds and the process id, in hexadecimal.
pub fn stamp() -> String {
    format!(
        "{:x}.{:x}",
        Timestamp::now().as_millisecond(),
        std::process::id()
    )
}

/// Returns the system time in nanoseconds since 1970, for comparison with file times; 0 before 1970.
pub fn nanoseconds() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since
        .ok()
        .and_then(|since| i64::try_from(since.as_nanos()).ok())
        .unwrap_or_default()
}

/// Measures elapsed time with the monotonic clock.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch {
    start: Instant,
}

impl Stopwatch {
    pub fn start() -> Self {
        Stopwatch {
            start: Instant::now(),
        }
    }

    /// Returns the milliseconds since [`start`](Stopwatch::start).
    pub fn elapsed_ms(&self) -> f64 {
        self.start.elapsed().as_secs_f64() * 1e3
    }
}
