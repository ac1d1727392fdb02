//! What several commands are told of the site: its folder, and the moment that it is looked at.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::config;
use crate::disk;
use crate::error::Error;
use crate::time::{Moment, MomentError};

/// Where the site is.
#[derive(Debug, clap::Args)]
pub struct SiteArgs {
    /// The site's folder [default: the current one].
    #[arg(value_name = "DIR", conflicts_with = "root")]
    dir: Option<PathBuf>,
    /// The same, as an option.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

impl SiteArgs {
    /// Returns the site's folder.
    pub fn root(&self) -> &Path {
        self.dir
            .as_deref()
            .or(self.root.as_deref())
            .unwrap_or(Path::new("."))
    }
}

/// A moment as it was typed for `--now`: its zone, if it has none of its own, is the site's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypedMoment(String);

impl TypedMoment {
    /// Reads `text`, as far as that can be done without knowing the site's zone.
    pub fn parse(text: &str) -> Result<Self, String> {
        let form = || "write `2021-07-25 09:00` or `2021-07-25T09:00:00Z`".to_owned();
        match Moment::parse(text, &TimeZone::UTC) {
            Ok(_) => Ok(TypedMoment(text.to_owned())),
            Err(MomentError::Value(reason)) => Err(format!("{reason}; {}", form())),
            Err(MomentError::Ambiguous(one, other)) => Err(format!("write `{one}` or `{other}`")),
            Err(_) => Err(form()),
        }
    }

    /// Returns the moment in the zone of the site at `root`.
    pub fn resolve(&self, root: &Path) -> Result<Timestamp, Error> {
        // What is wrong with the settings, the command itself reports.
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
                    "`--now '{text}'` is not one moment in the site's zone: its clocks change then"
                );
                Error::usage(message, hint)
            })
    }
}

/// Returns the moment that was typed for the site at `root`, if one was.
pub(super) fn resolve(now: Option<&TypedMoment>, root: &Path) -> Result<Option<Timestamp>, Error> {
    now.map(|now| now.resolve(root)).transpose()
}
