//! What a site is linked from.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::brief::{Head, Status};
use crate::config::Config;
use crate::content::ContentPath;
use crate::entity::{Described, Entity};
use crate::site::Show;
use crate::source::SourcePath;
use crate::time::Validity;
use crate::url::Route;

/// What is linked: all that the [`Site`](crate::site::Site) of a site follows from.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// What `site.yaml` says.
    pub config: Arc<Config>,
    /// The head of every brief that could be read, by path.
    pub heads: Vec<Arc<Head>>,
    /// Every other content file that could be read, by path.
    pub described: Vec<Arc<Described>>,
    /// Content files that could not be read: links to them stay silent.
    pub broken: Vec<(SourcePath, ContentPath)>,
    /// The heads of the briefs among those, as far as they could be read.
    pub faulty: Vec<Arc<Head>>,
    /// Which briefs are shown.
    pub show: Show,
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
        let mut moments = Vec::with_capacity(self.heads.len() * 4);
        for head in &self.heads {
            let public_from = head.public_from();
            moments.extend([head.date.at, public_from]);
            // A moment at the end of time never gets old.
            moments.extend(public_from.checked_add(NEWS));
            moments.extend(
                head.corrected
                    .iter()
                    .chain(&head.clarified)
                    .chain(&head.updated),
            );
            match &head.status {
                Status::Withdrawn { at, .. } => moments.push(at.at),
                Status::Developing => moments.push(head.review_due(&self.config.timezone)),
                Status::Draft | Status::Hold | Status::Final => {}
            }
        }
        for file in &self.described {
            moments.extend(file.release.embargo.into_iter().chain(file.release.date));
            if let Entity::Edition(edition) = &file.entity {
                moments.push(edition.date.at);
            }
        }
        Validity::between(self.now, moments.into_iter())
    }
}
