//! Editions: which briefs are in each one, and in which order. Reading their files is in `entity`.

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

/// An edition with its number and its briefs.
#[derive(Clone, Debug)]
pub struct LinkedEdition {
    pub file: Arc<EntityFile>,
    pub edition: Edition,
    /// Number in order of appearance; the oldest edition is 1.
    pub number: usize,
    /// Briefs by priority; those of equal priority as listed in the file, or newest first.
    pub briefs: Vec<BriefId>,
}

/// The briefs that editions choose from.
pub(super) struct Choice<'a> {
    /// Every brief of the site, newest first.
    pub briefs: &'a [BriefNode],
    /// Tables with briefs by slug.
    pub tables: &'a Tables,
    /// The moment the site is built for.
    pub now: Timestamp,
    /// Audience of the build; editors see future editions, too.
    pub show: Audience,
}

/// Links the editions in `files`, oldest first. Future ones are left out, except for editors.
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
    // Oldest first and one at a time: `auto` begins where the edition before ends.
    for (edition, file) in editions {
        let mut briefs = match &edition.briefs {
            EditionBriefs::Listed(slugs) => choice.listed(slugs, &file, found),
            EditionBriefs::Auto => choice.since(linked.last().map(|last| &last.edition), &edition),
        };
        // Stable: briefs of equal priority keep the order of the list.
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
    /// Returns the briefs of these slugs; reports and omits those that are not public.
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
                // The error in the brief's own file is reported there.
                None if self
                    .tables
                    .broken
                    .contains(&(Kind::Brief, slug.as_str().to_owned())) => {}
                None => {
                    let names = self.briefs.iter().map(|node| node.meta.slug.as_str());
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

    /// Returns the listed briefs of the main language that became public after the edition `before`, up to this one.
    fn since(&self, before: Option<&Edition>, edition: &Edition) -> Vec<BriefId> {
        // `briefs` is sorted newest first, so each boundary is found by bisection.
        let after = |at: Timestamp| self.briefs.partition_point(|node| node.released > at);
        let new = after(edition.date.at)
            ..before.map_or(self.briefs.len(), |before| after(before.date.at));
        let is_listed = |idx: &usize| {
            let node = &self.briefs[*idx];
            node.position.is_some() && node.lang.0 == 0
        };
        new.filter(is_listed)
            .map(|idx| BriefId(idx as u32))
            .collect()
    }
}
