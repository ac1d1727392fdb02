//! Arguments shared by `build`, `check` and `serve`: the site's folder, and the time given with `--now`.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::config;
use crate::disk;
use crate::error::Error;
use crate::time::{Moment, MomentError};

#[derive(Debug, clap::Args)]
pub struct SiteArgs {
    /// Folder of the site [default: the current folder].
    #[arg(value_name = "DIR", conflicts_with = "root")]
    dir: Option<PathBuf>,
    /// Folder of the site, given as an option.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

impl SiteArgs {
    /// Returns the site's folder, the current one by default.
    pub fn root(&self) -> &Path {
        self.dir
            .as_deref()
            .or(self.root.as_deref())
            .unwrap_or(Path::new("."))
    }
}

/// A `--now` argument. Without an offset of its own it is local time in the site's zone, known only after reading it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypedMoment(String);

impl TypedMoment {
    /// Checks the form of `text`, so that a typing error is reported before any file is read.
    ///
    /// Whether the time exists in the site's zone is decided by [`resolve`](Self::resolve).
    pub fn parse(text: &str) -> Result<Self, String> {
        // UTC has no clock changes, so only the form can be wrong here.
        let form = || "write `2021-07-25 09:00` or `2021-07-25T09:00:00Z`".to_owned();
        match Moment::parse(text, &TimeZone::UTC) {
            Ok(_) => Ok(TypedMoment(text.to_owned())),
            Err(MomentError::Value(reason)) => Err(format!("{reason}; {}", form())),
            Err(MomentError::Ambiguous(one, other)) => Err(format!("write `{one}` or `{other}`")),
            Err(_) => Err(form()),
        }
    }

    /// Returns the moment in the time zone of the site at `root`; fails if its clocks skip or repeat that time.
    pub fn resolve(&self, root: &Path) -> Result<Timestamp, Error> {
        // Errors in the configuration are dropped here: the command itself reports them.
        let zone = config::parse(&disk::read_settings(root)?).value.timezone;
        let text = self.0.trim();
        Moment::parse(text, &zone)
            .map(|moment| moment.at)
            .map_err(|error| {
                let hint = match error {
                    MomentError::Fold(one, other) => format!("write `{one}` or `{other}`"),
                    _ => "give a time an hour later, or its offset: `2021-03-28 02:30+01:00`"
                        .to_owned(),
                };
                let message = format!(
                    "`--now '{text}'` is not a single moment in the site's time zone: its clocks change then"
                );
                Error::usage(message, hint)
            })
    }
}

/// Resolves an optional `--now` for the site at `root`.
pub(super) fn resolve(now: Option<&TypedMoment>, root: &Path) -> Result<Option<Timestamp>, Error> {
    now.map(|now| now.resolve(root)).transpose()
}
