//! The life of a brief: whether readers see it at a given moment.

use jiff::Timestamp;

use crate::brief::{BriefMeta, Status};

/// Which briefs a build shows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Audience {
    /// Those that are public.
    Readers,
    /// All of them, those that are not public marked.
    Editors,
}

/// Whether readers see a brief, and if not, why.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Visibility {
    /// They do.
    Public,
    /// They see that it was withdrawn.
    Withdrawn,
    /// It is being written.
    Draft,
    /// It is held back.
    Hold,
    /// Its date is in the future.
    Scheduled,
    /// It must not be public before a moment that is in the future.
    Embargoed,
}

impl Visibility {
    /// Returns how visible `brief` is at `now`.
    pub fn of(brief: &BriefMeta, now: Timestamp) -> Self {
        match &brief.status {
            Status::Draft => Visibility::Draft,
            Status::Hold => Visibility::Hold,
            _ if brief.embargo.is_some_and(|embargo| embargo > now) => Visibility::Embargoed,
            _ if brief.date.at > now => Visibility::Scheduled,
            Status::Withdrawn { .. } => Visibility::Withdrawn,
            Status::Developing | Status::Final => Visibility::Public,
        }
    }

    /// Returns whether readers may know that the brief exists.
    pub fn is_public(self) -> bool {
        matches!(self, Visibility::Public | Visibility::Withdrawn)
    }

    /// Returns the word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Visibility::Public => "public",
            Visibility::Withdrawn => "withdrawn",
            Visibility::Draft => "draft",
            Visibility::Hold => "hold",
            Visibility::Scheduled => "scheduled",
            Visibility::Embargoed => "embargoed",
        }
    }
}
