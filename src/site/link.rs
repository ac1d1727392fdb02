//! Links everything into one [`Site`] in a single ordered pass that builds indexes only.
//!
//! It reads the metadata of briefs, never their texts: what depends on a text is left to the view of its page.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::brief::Brief;
use crate::config::Config;
use crate::diag::{Diagnostic, Place, catalog};
use crate::entity::{Entity, EntityFile};
use crate::hash::Hash;
use crate::kind::Kind;
use crate::locale::Locale;
use crate::site::brief_groups::{self, BriefGroups};
use crate::site::editions::{self, Choice};
use crate::site::groups::{self, GroupKey, GroupsBuilder, MentionIdx};
use crate::site::index;
use crate::site::inputs::Inputs;
use crate::site::publicity::{self, Publicity};
use crate::site::shown::{self, ShownBrief};
use crate::site::tables::Tables;
use crate::site::versions::{self, Versions};
use crate::site::{
    BriefTexts, Group, GroupId, LanguageId, Members, Publishers, Site, SiteLanguage, backlinks,
    lists,
};
use crate::source::SourcePath;
use crate::url::Route;

/// The result of linking.
#[derive(Clone, Debug)]
pub struct Linked {
    pub site: Arc<Site>,
    /// Problems found while linking. The places are in front matter, since no text is read.
    pub diagnostics: Vec<Diagnostic>,
    /// Index in [`Inputs::brief_metas`] of each brief of the site.
    chosen: Vec<u32>,
}

impl Linked {
    /// Returns the hash of the metadata of the site's briefs, taken from `briefs`.
    pub fn metas_hash(&self, briefs: &[Arc<Brief>]) -> Hash {
        let chosen = self.chosen.iter();
        Hash::of(
            &chosen
                .map(|idx| briefs[*idx as usize].meta_hash)
                .collect::<Vec<_>>(),
        )
    }

    /// Returns the same site with the metadata of `briefs`.
    ///
    /// These must link the same: only headlines and summaries may differ.
    #[must_use]
    pub fn with_metas(&self, briefs: &[Arc<Brief>]) -> Self {
        let mut site = Site::clone(&self.site);
        for (node, idx) in site.briefs.iter_mut().zip(&self.chosen) {
            node.meta = Arc::clone(&briefs[*idx as usize].meta);
        }
        Linked {
            site: Arc::new(site),
            ..self.clone()
        }
    }

    /// Returns the texts of the site's briefs, taken from `briefs`, which are in the order of the linked metadata.
    pub fn texts(&self, briefs: &[Arc<Brief>], faulty: Vec<Arc<Brief>>) -> BriefTexts {
        let chosen = self.chosen.iter();
        BriefTexts {
            shown: chosen
                .map(|idx| Arc::clone(&briefs[*idx as usize]))
                .collect(),
            faulty,
        }
    }
}

/// Links `inputs`.
///
/// Briefs that are not shown are dropped first, before anything counts or lists them.
pub fn link(inputs: &Inputs) -> Linked {
    let mut found = Vec::new();
    let (config, now) = (&inputs.config, inputs.now);
    let files = unique(&inputs.entity_files, &mut found);
    let files = publicity::released(files, now, inputs.audience, &mut found);
    let mut tables = Tables::default();
    index::broken(&mut tables, &inputs.broken);
    let mut languages = empty_languages(config);
    let chosen = shown::choose(inputs, &languages, &mut tables);
    let (shown, next_brief) = (chosen.shown, chosen.next_release);
    tables.has_hidden = shown.len() < inputs.brief_metas.len() || !files.hidden.is_empty();

    let publishers = Publishers::new(files_of_kind(&files.shown, Kind::Publisher));
    let builder = GroupsBuilder::new(config, &publishers, &files.shown, &mut found);
    let BriefReferences {
        groups,
        mentions,
        mentioned,
    } = collect_groups(builder, inputs, &shown, &mut found);
    index::groups(&mut tables, &groups, &languages, config);

    let own = BriefGroups::new(&groups, &tables, &mentioned);
    let mut nodes = Vec::with_capacity(shown.len());
    for (shown, mentions) in shown.iter().zip(&mentions) {
        let brief = shown.of(&inputs.brief_metas[shown.idx as usize], config);
        nodes.push(own.place(brief, mentions, &languages));
    }
    let versions = Versions {
        languages: &languages,
        tables: &tables,
        now,
        zone: &config.timezone,
    };
    versions::link(&mut nodes, &versions, &mut found);
    brief_groups::fill(&mut languages, &mut nodes, &groups, now);
    index::files(&mut tables, &nodes, &files.shown);
    index::hidden(&mut tables, &languages, &files.hidden);
    let choice = Choice {
        briefs: &nodes,
        tables: &tables,
        now,
        show: inputs.audience,
    };
    let edition_files = files_of_kind(&files.shown, Kind::Edition);
    let editions = editions::link(&edition_files, &choice, &mut found);
    index::editions(&mut tables, &edition_files, &editions);
    let locked_feeds = inputs.locked.iter().filter(|route| !route.is_page());
    let site = Site {
        now,
        validity: inputs.validity(),
        config: Arc::clone(config),
        briefs: nodes,
        groups,
        languages,
        editions,
        pages: files_of_kind(&files.shown, Kind::Page),
        publishers,
        next_release: next_brief.into_iter().chain(files.next_release).min(),
        locked_feeds: locked_feeds.cloned().collect(),
        backlinks: Vec::new(),
        lists: Vec::new(),
        tables: Arc::new(tables),
    };
    let site = with_listings(site, inputs);
    Linked {
        site: Arc::new(with_backlinks_and_lists(site, &mut found)),
        diagnostics: found,
        chosen: shown.into_iter().map(|shown| shown.idx).collect(),
    }
}

/// Returns the first file of each entity and language; reports the others.
fn unique(files: &[Arc<EntityFile>], found: &mut Vec<Diagnostic>) -> Vec<Arc<EntityFile>> {
    let mut known: HashMap<(Kind, String, Option<String>), SourcePath> = HashMap::new();
    let mut unique = Vec::with_capacity(files.len());
    for file in files {
        let slug = match &file.entity {
            // The slug of a country's file may be anything; its code is what identifies it.
            Entity::Country(country) => country.country.code().to_lowercase(),
            // Pages with the same name in different folders are different pages.
            _ => format!("{}/{}", file.below, file.slug),
        };
        let key = (file.kind, slug, file.language.clone());
        if let Some(first) = known.get(&key) {
            let kind = file.kind.to_string();
            found.push(catalog::names::described_twice(
                Place::file(&file.path),
                &kind,
                file.slug.as_str(),
                first,
            ));
        } else {
            known.insert(key, file.path.clone());
            unique.push(Arc::clone(file));
        }
    }
    unique
}

/// Returns the files of this kind.
fn files_of_kind(files: &[Arc<EntityFile>], kind: Kind) -> Vec<Arc<EntityFile>> {
    let files = files.iter().filter(|file| file.kind == kind);
    files.cloned().collect()
}

/// Groups of a site, and which of them its briefs mention.
struct BriefReferences {
    groups: Vec<Group>,
    /// Mentions of each shown brief.
    mentions: Vec<Vec<MentionIdx>>,
    /// Group of each [`MentionIdx`].
    mentioned: Vec<GroupKey>,
}

/// Builds the groups of a site: those with a file, and those that the briefs `shown` refer to.
fn collect_groups<'a>(
    mut builder: GroupsBuilder<'a>,
    inputs: &'a Inputs,
    shown: &[ShownBrief],
    found: &mut Vec<Diagnostic>,
) -> BriefReferences {
    let mut mentions = Vec::with_capacity(shown.len());
    for shown in shown {
        mentions.push(builder.collect_refs(&inputs.brief_metas[shown.idx as usize], found));
    }
    // Faulty briefs create no groups, but their tags are checked, so that all mistakes are reported at once.
    for meta in &inputs.faulty {
        builder.check_tags(meta, found);
    }
    BriefReferences {
        mentions,
        mentioned: builder.take_mentioned(),
        groups: groups::finish(builder, found),
    }
}

fn empty_languages(config: &Config) -> Vec<SiteLanguage> {
    let languages = std::iter::once(&config.language).chain(config.languages.iter());
    // The main language may be listed among `languages`, too; it must not get a second root.
    let distinct = languages
        .enumerate()
        .filter(|(idx, language)| *idx == 0 || **language != config.language);
    distinct
        .map(|(idx, language)| SiteLanguage {
            language: language.clone(),
            locale: Locale::of(language),
            root: if idx == 0 {
                Route::root()
            } else {
                Route::root().page(language)
            },
            all: Members::default(),
            members: Vec::new(),
            chronicles: BTreeMap::new(),
            country_topics: BTreeMap::new(),
            archive: BTreeMap::new(),
            corrections: Vec::new(),
        })
        .collect()
}

/// Sets the listing of each group of `site`.
fn with_listings(mut site: Site, inputs: &Inputs) -> Site {
    let publicity = Publicity {
        site: &site,
        locked: &inputs.locked,
        now: inputs.now,
        show: inputs.audience,
    };
    let listings = publicity.listings();
    for (group, listing) in site.groups.iter_mut().zip(listings) {
        group.publicity = listing;
    }
    // Links to such a group by its path are warnings, like those by its slug, and not dead links.
    let without_page =
        |id: &GroupId| site.group(*id).file.is_some() && !site.has_page(LanguageId(0), *id);
    let routes = site
        .group_ids()
        .filter(without_page)
        .map(|id| site.group_route(LanguageId(0), id, None));
    let routes: Vec<Route> = routes.collect();
    // The tables are not shared yet, so this copies nothing.
    Arc::make_mut(&mut site.tables).hidden_routes.extend(routes);
    site
}

/// Adds what needs a site with routes: backlinks, and the lists of `site.yaml`.
fn with_backlinks_and_lists(site: Site, found: &mut Vec<Diagnostic>) -> Site {
    Site {
        backlinks: backlinks::find(&site),
        lists: lists::read(&site, found),
        ..site
    }
}
