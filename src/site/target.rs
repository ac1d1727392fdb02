//! The result of linking a content file, as links by path find it.

use crate::site::{BriefId, GroupId};

/// Result of linking a content file.
#[derive(Clone, Debug)]
pub(super) enum FileTarget {
    Brief(BriefId),
    Group(GroupId),
    // Indexes into the pages and editions of the site.
    Page(usize),
    Edition(usize),
    // Links to a hidden file are warnings; links to a broken one are silent, since its error is reported already.
    Hidden,
    Broken,
}
