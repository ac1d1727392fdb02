//! Look-up tables of a site, for finding things by slug, path or name. `index` fills them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::brief::BriefMeta;
use crate::kind::Kind;
use crate::site::groups::TagNames;
use crate::site::target::FileTarget;
use crate::site::{BriefId, BriefNode, GroupId, GroupNames, LinkableNames, Visibility};
use crate::source::SourcePath;
use crate::url::{Route, Slug};

/// Look-up tables. Never iterated for output: a hash map has no stable order.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    pub briefs: HashMap<Slug, Vec<BriefId>>,
    pub files: HashMap<SourcePath, FileTarget>,
    /// Groups by [`Kind`], then by slug.
    pub groups: [HashMap<Box<str>, GroupId>; Kind::ALL.len()],
    pub editions: HashMap<Slug, Option<usize>>,
    pub hidden: HashMap<Slug, Visibility>,
    /// Routes of everything that readers do not see.
    pub hidden_routes: HashSet<Route>,
    /// Metadata of briefs that readers do not see, by path.
    pub hidden_briefs: Vec<Arc<BriefMeta>>,
    /// Set if some brief, page, edition or translation is hidden.
    pub has_hidden: bool,
    /// By kind and file name: the slug in the front matter may be unreadable.
    pub broken: HashSet<(Kind, String)>,
    /// Names by language and group.
    pub group_names: Vec<Vec<GroupNames>>,
    pub tag_names: TagNames,
    /// All names by language.
    pub known_names: Vec<LinkableNames>,
}

impl Tables {
    /// Returns the brief with this slug among `briefs`; of versions in several languages, the one in the main
    /// language.
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
