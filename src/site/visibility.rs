//! Visibility of briefs: whether readers see one at a given moment. That of groups, pages and editions is in
//! `publicity`.

use jiff::Timestamp;

use crate::brief::{BriefMeta, Status};

/// Audience of a build, which decides what it shows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Audience {
    /// Public briefs only, as on the built site.
    Readers,
    /// All briefs; those that are not public are marked.
    Editors,
}

/// Whether readers see a brief, and if not, why.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Visibility {
    /// Seen on its page and in lists.
    Public,
    /// Seen as a notice that it was withdrawn.
    Withdrawn,
    /// Hidden while it is being written.
    Draft,
    /// Hidden on purpose, although it is finished.
    Hold,
    /// Hidden until its date comes.
    Scheduled,
    /// Hidden until its embargo ends.
    Embargoed,
}

impl Visibility {
    /// Returns the visibility of `brief` at `now`.
    pub fn of(brief: &BriefMeta, now: Timestamp) -> Self {
        match &brief.status {
            // Order matters: a draft with a passed date stays a draft, and a withdrawal does not lift an embargo.
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

    /// Returns the name of the state in lower case: `embargoed`.
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
