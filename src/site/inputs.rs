//! The inputs of linking, and the range of time in which they link to the same site.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::brief::{BriefMeta, Status};
use crate::config::Config;
use crate::content::ContentPath;
use crate::entity::{Entity, EntityFile};
use crate::site::Audience;
use crate::source::SourcePath;
use crate::time::Validity;
use crate::url::Route;

/// Everything that a [`Site`](crate::site::Site) follows from.
#[derive(Clone, Debug)]
pub struct Inputs {
    pub config: Arc<Config>,
    /// Metadata of every brief that could be read, by path.
    pub brief_metas: Vec<Arc<BriefMeta>>,
    /// Every other content file that could be read, by path.
    pub entity_files: Vec<Arc<EntityFile>>,
    /// Content files with an error; links to them are not reported as dead.
    pub broken: Vec<(SourcePath, ContentPath)>,
    /// Metadata of the briefs among `broken` that could be parsed.
    pub faulty: Vec<Arc<BriefMeta>>,
    /// Which briefs the build shows.
    pub audience: Audience,
    /// Routes on `urls.lock`: an entity file keeps its page at one of them, even if nothing names it.
    pub locked: BTreeSet<Route>,
    /// The moment the site is built for.
    pub now: Timestamp,
}

/// Time for which a brief is news to search engines (Google News sitemaps: two days).
pub const NEWS: SignedDuration = SignedDuration::from_hours(48);

impl Inputs {
    /// Returns the range of time around `now` in which the site stays the same.
    ///
    /// Every moment that linking, a page or a rule compares with `now` must be listed here: a missing one lets a
    /// cached page outlive the change.
    pub(super) fn validity(&self) -> Validity {
        let mut moments = Vec::with_capacity(self.brief_metas.len() * 4);
        for meta in &self.brief_metas {
            let public_from = meta.public_from();
            moments.extend([meta.date.at, public_from]);
            // `checked_add` fails at the end of time; such a brief never stops being news.
            moments.extend(public_from.checked_add(NEWS));
            moments.extend(
                meta.corrected
                    .iter()
                    .chain(&meta.clarified)
                    .chain(&meta.updated),
            );
            match &meta.status {
                Status::Withdrawn { at, .. } => moments.push(at.at),
                Status::Developing => moments.push(meta.review_due(&self.config.timezone)),
                Status::Draft | Status::Hold | Status::Final => {}
            }
        }
        for file in &self.entity_files {
            moments.extend(file.release.embargo.into_iter().chain(file.release.date));
            if let Entity::Edition(edition) = &file.entity {
                moments.push(edition.date.at);
            }
        }
        Validity::between(self.now, moments.into_iter())
    }
}
