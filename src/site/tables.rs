//! The look-up tables of a site.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::brief::BriefMeta;
use crate::kind::Kind;
use crate::site::groups::TagNames;
use crate::site::target::FileTarget;
use crate::site::{BriefId, BriefNode, GroupId, GroupNames, LinkableNames, Visibility};
use crate::source::SourcePath;
use crate::url::{Route, Slug};

/// Look-up tables. Never iterated: their order is by accident.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    pub briefs: HashMap<Slug, Vec<BriefId>>,
    pub files: HashMap<SourcePath, FileTarget>,
    /// By [`Kind`], then by slug.
    pub groups: [HashMap<Box<str>, GroupId>; Kind::ALL.len()],
    pub editions: HashMap<Slug, Option<usize>>,
    pub hidden: HashMap<Slug, Visibility>,
    /// Addresses of what readers do not see.
    pub hidden_routes: HashSet<Route>,
    /// The briefs that readers do not see, by path.
    pub hidden_briefs: Vec<Arc<BriefMeta>>,
    /// Whether something will be seen later.
    pub has_hidden: bool,
    pub broken: HashSet<(Kind, String)>,
    /// By language and group.
    pub group_names: Vec<Vec<GroupNames>>,
    pub tag_names: TagNames,
    /// By language.
    pub known_names: Vec<LinkableNames>,
}

impl Tables {
    /// Returns the brief of this slug among `briefs`: of versions in several languages, the main one.
    pub(super) fn brief_called(&self, slug: &str, briefs: &[BriefNode]) -> Option<BriefId> {
        self.briefs
            .get(slug)?
            .iter()
            .copied()
            .min_by_key(|id| briefs[id.0 as usize].lang)
    }

    pub(super) fn group(&self, kind: Kind, slug: &str) -> Option<GroupId> {
        self.groups[kind as usize].get(slug).copied()
    }
}
