//! `entity-unmentioned`: reports tags for people and organizations that the brief never names.
//!
//! Any mention counts: any name or spelling, in any case, in headline, summary or text, in quotations and links, or a
//! link to the entity's page. Where two tags share a name that occurs, nothing is reported, since either may be
//! meant. Tags for topics, countries and storylines need no mention. The reverse, names without a tag, is reported by
//! `names`.

use std::collections::BTreeSet;

use crate::body::{Link, Target};
use crate::check::editorial::{BriefContext, names};
use crate::diag::{Diagnostic, Place, catalog};
use crate::kind::Kind;
use crate::site::{Group, GroupId};
use crate::source::FieldPath;
use crate::text::{self, TokenizedText};

/// Languages that form a genitive without an apostrophe: `Haugens`.
const GENITIVE_S: [&str; 7] = ["da", "de", "nb", "nl", "nn", "no", "sv"];

/// Reports the tags of a brief whose people and organizations it never names.
pub(super) fn check(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    let site = ctx.site;
    let tags: Vec<GroupId> = ctx
        .tagging
        .tags
        .iter()
        .copied()
        .filter(|id| is_named(site.group(*id)))
        .collect();
    // Most tags are named in full, which is known already; only the rest need the wider search.
    let in_full = names::named(ctx);
    if tags.iter().all(|tag| in_full.contains(tag)) {
        return;
    }
    let Some(named) = named(ctx, &tags) else {
        return;
    };
    for (owner, id) in tags
        .iter()
        .enumerate()
        .filter(|(owner, _)| !named.contains(owner))
    {
        let group = site.group(*id);
        let tags = if group.kind == Kind::Person {
            &ctx.brief.meta.people
        } else {
            &ctx.brief.meta.organizations
        };
        let idx = tags
            .iter()
            .position(|tag| site.tagged(group.kind, tag) == Some(*id))
            .unwrap_or(owner);
        let place = Place::value(
            &ctx.brief.meta.path,
            &FieldPath::key(names::field_of(group.kind)).at_item(idx),
        );
        found.push(catalog::prose::entity_unmentioned(
            place,
            &group.kind.to_string(),
            &group.slug,
        ));
    }
}

/// Returns the positions of the `tags` that the brief names or links to; `None` if a name occurs that several of them
/// share.
fn named(ctx: &BriefContext, tags: &[GroupId]) -> Option<BTreeSet<usize>> {
    let site = ctx.site;
    let known = tags.iter().enumerate().flat_map(|(owner, id)| {
        let known = site.names_of(ctx.tagging.lang, *id);
        let spellings = site.group(*id).spellings().iter();
        known
            .names
            .iter()
            .chain(&known.surname)
            .chain(spellings)
            .map(move |name| (owner, name.clone()))
    });
    let language = &site.lang(ctx.tagging.lang).language;
    let has_genitive = GENITIVE_S.contains(&language.split('-').next().unwrap_or_default());
    let known: Vec<(usize, String)> = known.collect();
    let mut genitives = Vec::new();
    if has_genitive {
        for (owner, name) in &known {
            genitives.push((*owner, format!("{name}s")));
        }
    }
    let names = known
        .iter()
        .chain(&genitives)
        .map(|(owner, name)| (*owner, name.as_str()));
    let names = text::NameMatcher::new(names);
    // Only absence is reported, so that even a careless mention counts.
    let names = names.in_any_case();
    let text = all_text(ctx);
    let mentions = names.find(&TokenizedText::new(&text));
    // A name that two of the tags share may be either's.
    if mentions.iter().any(|mention| mention.owner.is_none()) {
        return None;
    }
    let linked = linked(ctx);
    let by_link = tags
        .iter()
        .enumerate()
        .filter(|(_, id)| linked.contains(id))
        .map(|(owner, _)| owner);
    let named = mentions.into_iter().filter_map(|mention| mention.owner);
    Some(named.chain(by_link).collect())
}

/// Joins all text of the brief, quotations and links included: headline, summary, body.
fn all_text(ctx: &BriefContext) -> String {
    let blocks = ctx.outline.blocks.iter().map(|block| block.text.as_str());
    let texts: Vec<&str> = [
        ctx.brief.meta.title.as_str(),
        ctx.brief.meta.summary.as_str(),
    ]
    .into_iter()
    .chain(blocks)
    .collect();
    texts.join("\n\n")
}

/// Returns the groups that the text links to by hand, whatever the words of the link.
fn linked(ctx: &BriefContext) -> BTreeSet<GroupId> {
    let named = |link: &Link| -> Vec<GroupId> {
        let (kinds, slug): (&[Kind], &str) = match &link.target {
            Target::Scheme { kind, slug, .. } => (std::slice::from_ref(kind), slug),
            Target::Wiki {
                kind: Some(kind),
                slug,
                ..
            } => (std::slice::from_ref(kind), slug),
            Target::Wiki {
                kind: None, slug, ..
            } => (&[Kind::Person, Kind::Organization], slug),
            _ => return Vec::new(),
        };
        let group = |kind: &Kind| match kind {
            Kind::Person => ctx.site.tagged(Kind::Person, slug),
            Kind::Organization => ctx.site.tagged(Kind::Organization, slug),
            _ => None,
        };
        kinds.iter().filter_map(group).collect()
    };
    ctx.brief.body.links.iter().flat_map(named).collect()
}

fn is_named(group: &Group) -> bool {
    matches!(group.kind, Kind::Person | Kind::Organization) && group.file.is_some()
}
