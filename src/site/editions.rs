//! Editions: which briefs are in each one, and in which order.

use std::sync::Arc;

use jiff::Timestamp;

use crate::diag::{Diagnostic, Place, catalog};
use crate::entity::{Edition, EditionBriefs, Entity, EntityFile};
use crate::kind::Kind;
use crate::site::tables::Tables;
use crate::site::{Audience, BriefId, BriefNode};
use crate::source::FieldPath;
use crate::text;
use crate::url::Slug;

/// An edition and what linking found out about it.
#[derive(Clone, Debug)]
pub struct LinkedEdition {
    /// Its file.
    pub file: Arc<EntityFile>,
    /// What it says of itself.
    pub edition: Edition,
    /// Its number, counted from the oldest, which is 1.
    pub number: usize,
    /// Its briefs: by priority, then as they were listed, or newest first.
    pub briefs: Vec<BriefId>,
}

/// What editions choose from.
pub(super) struct Choice<'a> {
    /// Every brief that is shown.
    pub briefs: &'a [BriefNode],
    /// Where briefs are found by slug.
    pub tables: &'a Tables,
    /// The moment the site is built for.
    pub now: Timestamp,
    /// Whether editions of the future are shown too.
    pub show: Audience,
}

/// Links the editions in `files`, oldest first. Those of the future are left out, unless everything is
/// shown.
pub(super) fn link(
    files: &[Arc<EntityFile>],
    choice: &Choice,
    found: &mut Vec<Diagnostic>,
) -> Vec<LinkedEdition> {
    let mut editions: Vec<(Edition, Arc<EntityFile>)> = files
        .iter()
        .filter_map(|file| match &file.entity {
            Entity::Edition(edition) => Some((edition.clone(), Arc::clone(file))),
            _ => None,
        })
        .filter(|(edition, _)| choice.show == Audience::Editors || edition.date.at <= choice.now)
        .collect();
    editions.sort_by(|(a, a_file), (b, b_file)| {
        (a.date.at, &a_file.path).cmp(&(b.date.at, &b_file.path))
    });
    let mut linked: Vec<LinkedEdition> = Vec::with_capacity(editions.len());
    for (edition, file) in editions {
        let mut briefs = match &edition.briefs {
            EditionBriefs::Listed(slugs) => choice.listed(slugs, &file, found),
            EditionBriefs::Auto => choice.since(linked.last().map(|last| &last.edition), &edition),
        };
        briefs.sort_by_key(|id| choice.briefs[id.0 as usize].meta.priority);
        linked.push(LinkedEdition {
            number: linked.len() + 1,
            file,
            edition,
            briefs,
        });
    }
    linked
}

impl Choice<'_> {
    /// The briefs of these slugs; what is not public is left out, and said.
    fn listed(
        &self,
        slugs: &[Slug],
        file: &EntityFile,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<BriefId> {
        let mut briefs = Vec::new();
        for (idx, slug) in slugs.iter().enumerate() {
            let place = Place::value(&file.path, &FieldPath::key("briefs").at_item(idx));
            match self.tables.brief_called(slug.as_str(), self.briefs) {
                Some(id) if self.briefs[id.0 as usize].position.is_some() => briefs.push(id),
                Some(_) => found.push(catalog::site::edition_unpublished(place, slug.as_str())),
                None if self.tables.hidden.contains_key(slug) => {
                    found.push(catalog::site::edition_unpublished(place, slug.as_str()));
                }
                None if self
                    .tables
                    .broken
                    .contains(&(Kind::Brief, slug.as_str().to_owned())) => {}
                None => {
                    let names = self.briefs.iter().map(|linked| linked.meta.slug.as_str());
                    found.push(catalog::targets::dead_link(
                        place,
                        "brief",
                        slug.as_str(),
                        text::nearest(slug.as_str(), names),
                    ));
                }
            }
        }
        briefs
    }

    /// The briefs that became public after the edition before, up to this one.
    fn since(&self, before: Option<&Edition>, edition: &Edition) -> Vec<BriefId> {
        // Briefs are sorted, newest first.
        let after = |at: Timestamp| self.briefs.partition_point(|linked| linked.released > at);
        let new = after(edition.date.at)
            ..before.map_or(self.briefs.len(), |before| after(before.date.at));
        let is_listed = |idx: &usize| {
            let linked = &self.briefs[*idx];
            linked.position.is_some() && linked.lang.0 == 0
        };
        new.filter(is_listed)
            .map(|idx| BriefId(idx as u32))
            .collect()
    }
}
