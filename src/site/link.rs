//! Links everything into one [`Site`]: one pass, in order, building indexes only.
//! Looks at the heads of briefs alone: what follows from their texts is left to the view of the page that
//! shows it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::brief::Brief;
use crate::config::Config;
use crate::diag::{Diagnostic, Place, catalog};
use crate::entity::{Described, Entity};
use crate::hash::Hash;
use crate::kind::Kind;
use crate::locale::Locale;
use crate::site::editions::{self, Choice};
use crate::site::groups::{self, Builder, Key, Mention};
use crate::site::index;
use crate::site::inputs::Inputs;
use crate::site::place::{self, OwnGroups};
use crate::site::publicity::{self, Publicity};
use crate::site::shown::{self, Shown};
use crate::site::tables::Tables;
use crate::site::versions::{self, Versions};
use crate::site::{
    Branch, BranchId, Group, GroupId, Members, Publishers, Site, Texts, backlinks, lists,
};
use crate::source::SourcePath;
use crate::url::Route;

/// A linked site.
#[derive(Clone, Debug)]
pub struct Linked {
    /// What belongs to what.
    pub site: Arc<Site>,
    /// What is wrong with that. Places are fields: no text was looked at.
    pub diagnostics: Vec<Diagnostic>,
    /// Of each brief of the site, its position in [`Inputs::heads`].
    chosen: Vec<u32>,
}

impl Linked {
    /// Returns the hash of the heads of the site's briefs among `briefs`.
    pub fn heads_hash(&self, briefs: &[Arc<Brief>]) -> Hash {
        let chosen = self.chosen.iter();
        Hash::of(
            &chosen
                .map(|idx| briefs[*idx as usize].head_hash)
                .collect::<Vec<_>>(),
        )
    }

    /// Returns the same with the heads of `briefs`, which link the same as those that were linked: only what lists show
    /// of them may differ.
    #[must_use]
    pub fn with_heads(&self, briefs: &[Arc<Brief>]) -> Self {
        let mut site = Site::clone(&self.site);
        for (placed, idx) in site.briefs.iter_mut().zip(&self.chosen) {
            placed.head = Arc::clone(&briefs[*idx as usize].head);
        }
        Linked {
            site: Arc::new(site),
            ..self.clone()
        }
    }

    /// Returns the briefs of the site among `briefs`, whose heads were linked.
    pub fn texts(&self, briefs: &[Arc<Brief>], faulty: Vec<Arc<Brief>>) -> Texts {
        let chosen = self.chosen.iter();
        Texts {
            shown: chosen
                .map(|idx| Arc::clone(&briefs[*idx as usize]))
                .collect(),
            faulty,
        }
    }
}

/// Links `inputs`.
///
/// Briefs that are not shown are dropped here, before anything counts or lists them.
pub fn link(inputs: &Inputs) -> Linked {
    let mut found = Vec::new();
    let (config, now) = (&inputs.config, inputs.now);
    let described = unique(&inputs.described, &mut found);
    let described = publicity::released(described, now, inputs.show, &mut found);
    let mut tables = Tables::default();
    index::broken(&mut tables, &inputs.broken);
    let mut branches = empty_branches(config);
    let chosen = shown::choose(inputs, &branches, &mut tables);
    let (shown, next_brief) = (chosen.shown, chosen.next_release);
    tables.has_hidden = shown.len() < inputs.heads.len() || !described.hidden.is_empty();

    let publishers = Publishers::new(of_kind(&described.shown, Kind::Publisher));
    let builder = Builder::new(config, &publishers, &described.shown, &mut found);
    let References {
        groups,
        mentions,
        mentioned,
    } = refer(builder, inputs, &shown, &mut found);
    index::groups(&mut tables, &groups, &branches, config);

    let own = OwnGroups::new(&groups, &tables, &mentioned);
    let mut placed = Vec::with_capacity(shown.len());
    for (shown, mentions) in shown.iter().zip(&mentions) {
        let brief = shown.of(&inputs.heads[shown.idx as usize], config);
        placed.push(own.place(brief, mentions, &branches));
    }
    let languages = Versions {
        branches: &branches,
        tables: &tables,
        now,
        zone: &config.timezone,
    };
    versions::link(&mut placed, &languages, &mut found);
    place::fill(&mut branches, &mut placed, &groups, now);
    index::files(&mut tables, &placed, &described.shown);
    index::hidden(&mut tables, &branches, &described.hidden);
    let choice = Choice {
        briefs: &placed,
        tables: &tables,
        now,
        show: inputs.show,
    };
    let edition_files = of_kind(&described.shown, Kind::Edition);
    let editions = editions::link(&edition_files, &choice, &mut found);
    index::editions(&mut tables, &edition_files, &editions);
    let locked_feeds = inputs.locked.iter().filter(|route| !route.is_page());
    let site = Site {
        now,
        validity: inputs.validity(),
        config: Arc::clone(config),
        briefs: placed,
        groups,
        branches,
        editions,
        pages: of_kind(&described.shown, Kind::Page),
        publishers,
        next_release: next_brief.into_iter().chain(described.next_release).min(),
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

/// Drops all but the first of several files that describe one thing in one language, and says so.
fn unique(described: &[Arc<Described>], found: &mut Vec<Diagnostic>) -> Vec<Arc<Described>> {
    let mut known: HashMap<(Kind, String, Option<String>), SourcePath> = HashMap::new();
    let mut unique = Vec::with_capacity(described.len());
    for file in described {
        let slug = match &file.entity {
            Entity::Country(country) => country.country.code().to_lowercase(),
            // Pages of one name in different folders are different pages.
            _ => format!("{}/{}", file.below, file.slug),
        };
        let key = (file.kind, slug, file.language.clone());
        if let Some(first) = known.get(&key) {
            let kind = file.kind.to_string();
            found.push(catalog::site::described_twice(
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

/// Returns the files of one kind.
fn of_kind(files: &[Arc<Described>], kind: Kind) -> Vec<Arc<Described>> {
    let files = files.iter().filter(|file| file.kind == kind);
    files.cloned().collect()
}

/// What the briefs of a site refer to.
struct References {
    groups: Vec<Group>,
    /// Of each brief that is shown.
    mentions: Vec<Vec<Mention>>,
    /// What each [`Mention`] is of.
    mentioned: Vec<Key>,
}

/// Makes the groups of a site: those that files describe, and those that the briefs `shown` refer to.
fn refer<'a>(
    mut builder: Builder<'a>,
    inputs: &'a Inputs,
    shown: &[Shown],
    found: &mut Vec<Diagnostic>,
) -> References {
    let mut mentions = Vec::with_capacity(shown.len());
    for shown in shown {
        mentions.push(builder.refer(&inputs.heads[shown.idx as usize], found));
    }
    for head in &inputs.faulty {
        builder.check_tags(head, found);
    }
    References {
        mentions,
        mentioned: builder.take_mentioned(),
        groups: groups::finish(builder, found),
    }
}

fn empty_branches(config: &Config) -> Vec<Branch> {
    let languages = std::iter::once(&config.language).chain(config.languages.iter());
    let distinct = languages
        .enumerate()
        .filter(|(idx, language)| *idx == 0 || **language != config.language);
    distinct
        .map(|(idx, language)| Branch {
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
            crossings: BTreeMap::new(),
            archive: BTreeMap::new(),
            corrections: Vec::new(),
        })
        .collect()
}

/// Gives each group of `site` its listing.
fn with_listings(mut site: Site, inputs: &Inputs) -> Site {
    let publicity = Publicity {
        site: &site,
        locked: &inputs.locked,
        now: inputs.now,
        show: inputs.show,
    };
    let listings = publicity.listings();
    for (group, listing) in site.groups.iter_mut().zip(listings) {
        group.listing = listing;
    }
    let without_page =
        |id: &GroupId| site.group(*id).described.is_some() && !site.has_page(BranchId(0), *id);
    let routes = site
        .group_ids()
        .filter(without_page)
        .map(|id| site.group_route(BranchId(0), id, None));
    let routes: Vec<Route> = routes.collect();
    Arc::make_mut(&mut site.tables).hidden_routes.extend(routes);
    site
}

/// Finds what leads to each part of `site`, and reads the lists that the site names.
fn with_backlinks_and_lists(site: Site, found: &mut Vec<Diagnostic>) -> Site {
    Site {
        backlinks: backlinks::find(&site),
        lists: lists::read(&site, found),
        ..site
    }
}
