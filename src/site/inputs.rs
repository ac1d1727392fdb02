//! What a site is linked from.

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

/// What is linked: all that the [`Site`](crate::site::Site) of a site follows from.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// What `site.yaml` says.
    pub config: Arc<Config>,
    /// The metadata of every brief that could be read, by path.
    pub brief_metas: Vec<Arc<BriefMeta>>,
    /// Every other content file that could be read, by path.
    pub entity_files: Vec<Arc<EntityFile>>,
    /// Content files that could not be read: links to them stay silent.
    pub broken: Vec<(SourcePath, ContentPath)>,
    /// The metadata of the briefs among those, as far as they could be read.
    pub faulty: Vec<Arc<BriefMeta>>,
    /// Which briefs are shown.
    pub audience: Audience,
    /// Addresses that must not be lost: what a file describes keeps its page there.
    pub locked: BTreeSet<Route>,
    /// The moment the site is built for.
    pub now: Timestamp,
}

/// For how long a brief is news to search engines (Google News sitemaps: two days).
pub const NEWS: SignedDuration = SignedDuration::from_hours(48);

impl Inputs {
    /// Returns the stretch of time around `now` within which the site is the same: every moment that anything in it is
    /// compared with bounds it.
    pub(super) fn validity(&self) -> Validity {
        let mut moments = Vec::with_capacity(self.brief_metas.len() * 4);
        for meta in &self.brief_metas {
            let public_from = meta.public_from();
            moments.extend([meta.date.at, public_from]);
            // A moment at the end of time never gets old.
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
