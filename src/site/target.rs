//! What a content file became.

use crate::site::{BriefId, GroupId};

/// What a content file became, for links by file path.
#[derive(Clone, Debug)]
pub(super) enum FileTarget {
    Brief(BriefId),
    Group(GroupId),
    Page(usize),
    Edition(usize),
    Hidden,
    Broken,
}
