//! From the source tree to all that pages and rules are made from.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::brief::{Brief, BriefMeta};
use crate::cache::Cache;
use crate::check;
use crate::config::{self, Config};
use crate::diag::{Checked, Diagnostic, Place, Severity, catalog};
use crate::hash::Hash;
use crate::i18n::{self, Catalogs};
use crate::page::view::CardView;
use crate::page::{self, Context, Layout, PageTexts, Plan};
use crate::parse::{self, Content, ContentFile};
use crate::pipeline::weight::PageWeigher;
use crate::pipeline::{Options, Progress, Stage, dot_files};
use crate::render::{Engine, Shared, Templates};
use crate::shared_view::SharedView;
use crate::site::{self, BriefId, BriefTexts, Inputs, Linked, Site};
use crate::source::{SourceFile, SourcePath, SourceTree};
use crate::theme;

/// All that pages and rules are made from, as plain values.
#[derive(Debug)]
pub struct Assembly {
    /// How it was assembled. The rules that are asked are those that the site wants.
    pub options: Options,
    /// The input files with the theme's behind them.
    pub tree: SourceTree,
    /// The linked model.
    pub site: Arc<Site>,
    /// The briefs, whole.
    pub texts: BriefTexts,
    /// What exists.
    pub plan: Plan,
    /// What the interface says.
    pub catalogs: Arc<Checked<Catalogs>>,
    /// The card of each brief, by id.
    pub cards: Vec<Arc<SharedView<CardView>>>,
    /// The compiled templates; `None` if one is broken.
    pub templates: Option<Templates>,
    /// What was found on the way, as it was found: places may still be fields.
    pub found: Vec<Diagnostic>,
    /// Content files with a mistake in them, which are not shown.
    pub broken: Vec<SourcePath>,
    /// Content files that cannot be read, so that nothing but that is known of them.
    pub n_unread: usize,
    /// The hashes of what it was made from.
    pub keys: CacheKeys,
    /// What weighs its pages.
    pub(super) scales: PageWeigher,
}

/// Hashes of what many things are made from.
#[derive(Clone, Copy, Debug)]
pub struct CacheKeys {
    /// The linked model.
    pub site: Hash,
    /// The plan.
    pub plan: Hash,
    /// All templates, and what all pages see in them.
    pub templates: Hash,
}

/// Reads, links and plans `tree`: what must be there to render a page, and not more. No rule is asked.
pub fn assemble(
    tree: &SourceTree,
    options: &Options,
    cache: &Cache,
    progress: &dyn Progress,
) -> Assembly {
    let mut found = Vec::new();
    let tree = theme::complete(tree);
    let config = Arc::new(configure(&tree, options).take(&mut found));
    let tree = dot_files::leave_out(tree, &config, &mut found);
    progress.stage(Stage::Parse, 0);
    let content = parse_all(&tree, &config, cache).take(&mut found);
    progress.stage(Stage::Link, 0);
    let (linked, site_keys) = link(&content, &tree, &config, options, cache);
    found.extend(linked.diagnostics.iter().cloned());
    progress.stage(Stage::Plan, 0);
    let site = Arc::clone(&linked.site);
    let (layout, plan_key) = lay_out(&site, &tree, site_keys.links, cache);
    found.extend(layout.diagnostics.iter().cloned());
    let plan = Plan::new(Arc::clone(&layout.value), &tree, &site).take(&mut found);
    let templates_key = hash_under("templates/", &tree);
    let (catalogs, engine) = interface(&tree, &site, templates_key, cache);
    found.extend(
        catalogs
            .diagnostics
            .iter()
            .chain(&engine.diagnostics)
            .cloned(),
    );
    let texts = linked.texts(&content.briefs, content.faulty);
    let mut context = Context {
        site: &site,
        plan: &plan,
        catalogs: &catalogs.value,
        texts: PageTexts {
            all: &texts,
            declared: &[],
        },
        cards: &[],
    };
    let of_all = CardKeys {
        base: Hash::of(&(plan_key, hash_under(i18n::FOLDER, &tree))),
        metas: site_keys.metas,
    };
    let cards = cards(&context, of_all, cache);
    context.cards = &cards;
    let shared = shared(&context);
    Assembly {
        keys: CacheKeys {
            site: Hash::of(&(site_keys.links, site_keys.metas)),
            plan: Hash::of(&(plan_key, plan.stylesheets().collect::<Vec<_>>())),
            templates: Hash::of(&(Hash::of(&shared), templates_key)),
        },
        templates: engine
            .value
            .as_ref()
            .map(|engine| Templates::new(engine, &shared, &catalogs.value)),
        options: Options {
            scope: options.scope.on(&site.config),
            ..options.clone()
        },
        broken: content.broken.into_iter().map(|(path, _)| path).collect(),
        n_unread: content.n_unread,
        site,
        texts,
        plan,
        catalogs,
        cards,
        scales: PageWeigher::new(&tree),
        tree,
        found,
    }
}

impl Assembly {
    /// Returns the files that a mistake in them keeps from being shown: content, templates, `site.yaml`.
    pub fn hidden_by_mistakes(&self) -> BTreeSet<SourcePath> {
        let mut hidden: BTreeSet<SourcePath> = self.broken.iter().cloned().collect();
        for found in self
            .found
            .iter()
            .filter(|found| found.severity == Severity::Error)
        {
            let path = &found.place.path;
            let is_template = self.templates.is_none() && path.as_str().starts_with("templates/");
            if is_template || path.is_config() {
                hidden.insert(path.clone());
            }
        }
        hidden
    }

    /// Drops the bytes of content files but of those that `found` is about: pages are made of what files were parsed
    /// to, and only messages show excerpts.
    pub fn drop_texts_but_of(&mut self, found: &[Diagnostic]) {
        let mut shown: BTreeSet<&SourcePath> = BTreeSet::new();
        for found in found {
            shown.insert(&found.place.path);
            shown.extend(found.related.iter().map(|(place, _)| &place.path));
        }
        self.tree = self.tree.without_bytes(|file| {
            file.path.is_markdown()
                && file.path.as_str().starts_with("content/")
                && !shown.contains(&file.path)
        });
    }

    /// Returns what views of pages that show the texts `declared` are made from.
    pub(super) fn context<'a>(&'a self, declared: &'a [BriefId]) -> Context<'a> {
        Context {
            site: &self.site,
            plan: &self.plan,
            catalogs: &self.catalogs.value,
            texts: PageTexts {
                all: &self.texts,
                declared,
            },
            cards: &self.cards,
        }
    }

    /// Returns the hash of what all pages are made from: of texts, each page declares its own.
    pub(super) fn base(&self) -> Hash {
        let CacheKeys {
            site,
            plan,
            templates,
        } = self.keys;
        Hash::of(&(site, plan, templates, self.scales))
    }
}

fn configure(tree: &SourceTree, options: &Options) -> Checked<Config> {
    let mut config = config::parse(tree);
    if let Some(base) = &options.base {
        config.value.base = base.clone();
    }
    if config.value.base.host().is_none() {
        let place = Place::file(&config.value.path);
        config.diagnostics.push(catalog::files::url_missing(place));
    }
    config
}

/// Parses every content file of `tree`.
fn parse_all(tree: &SourceTree, config: &Config, cache: &Cache) -> Checked<Content> {
    let files = tree.under("content/");
    let of_config = tree.config().map(|file| Hash::of(&(&file.path, file.hash)));
    let mut with = parse::ParseInputs {
        config,
        config_hash: of_config.unwrap_or(Hash(0)),
        publishers: Default::default(),
        publishers_hash: Hash(0),
    };
    let parse = |files: &[SourceFile], with: &parse::ParseInputs| -> Vec<ContentFile> {
        let parse = |file: &SourceFile| {
            let key = with.key(file);
            let parsed = cache.parsed.get_or(|| key, || parse::file(file, key, with));
            (file.path.clone(), parsed)
        };
        files.par_iter().map(parse).collect()
    };
    // Briefs know the hosts of publishers, so these are first; they lie beside each other.
    let Range { start, end } = publishers(files);
    let publishers = parse(&files[start..end], &with);
    with.publishers = parse::publisher_ids(&publishers);
    with.publishers_hash = Hash::of(&with.publishers);
    let mut parsed = parse(&files[..start], &with);
    parsed.extend(publishers);
    parsed.extend(parse(&files[end..], &with));
    Content::new(&parsed, &with)
}

/// Returns where the files of publishers are among `files`, which are sorted by path.
fn publishers(files: &[SourceFile]) -> Range<usize> {
    let before = |end: &str| files.partition_point(|file| file.path.as_str() < end);
    before("content/publishers/")..before("content/publishers0")
}

/// The keys of a linked site.
#[derive(Clone, Copy, Debug)]
struct SiteKeys {
    /// What is linked, but for headlines and summaries: the plan follows from it.
    links: Hash,
    /// The metadata of its briefs.
    metas: Hash,
}

/// Links `content`. Where an earlier run has linked the same, its site is taken; if only headlines or summaries are other
/// ones now, with those.
fn link(
    content: &Content,
    tree: &SourceTree,
    config: &Arc<Config>,
    options: &Options,
    cache: &Cache,
) -> (Arc<Linked>, SiteKeys) {
    let locked = check::urls::addresses(tree);
    let key = Hash::of(&(content.link_hash, &locked, &options.base, options.audience));
    let known = cache.linked.get(key);
    let known = known.filter(|known| known.0.site.validity.contains(options.now));
    let known = known.unwrap_or_else(|| {
        let metas = |briefs: &[Arc<Brief>]| -> Vec<Arc<BriefMeta>> {
            briefs.iter().map(|brief| Arc::clone(&brief.meta)).collect()
        };
        let linked = site::link(&Inputs {
            config: Arc::clone(config),
            brief_metas: metas(&content.briefs),
            entity_files: content.entity_files.clone(),
            broken: content.broken.clone(),
            faulty: metas(&content.faulty),
            audience: options.audience,
            locked,
            now: options.now,
        });
        let metas = linked.metas_hash(&content.briefs);
        cache.linked.put(key, (Arc::new(linked), metas))
    });
    let (linked, metas_then) = &*known;
    let keys = SiteKeys {
        links: Hash::of(&(key, linked.site.validity)),
        metas: linked.metas_hash(&content.briefs),
    };
    let linked = if keys.metas == *metas_then {
        Arc::clone(linked)
    } else {
        Arc::new(linked.with_metas(&content.briefs))
    };
    (linked, keys)
}

/// Plans the pages of `site`, unless an earlier run has planned the same. Returns the hash of the plan, too.
fn lay_out(
    site: &Site,
    tree: &SourceTree,
    site_key: Hash,
    cache: &Cache,
) -> (Arc<Checked<Arc<Layout>>>, Hash) {
    let key = Hash::of(&(site_key, page::planned_files(tree).collect::<Vec<_>>()));
    let layout = cache
        .planned
        .get_or(|| key, || page::lay_out(site, tree).map(Arc::new));
    (layout, key)
}

/// Returns what the interface says in every language of `site`, and the compiled templates.
fn interface(
    tree: &SourceTree,
    site: &Site,
    templates_key: Hash,
    cache: &Cache,
) -> (Arc<Checked<Catalogs>>, Arc<Checked<Option<Engine>>>) {
    let languages = site.languages.iter();
    let languages: Vec<&str> = languages.map(|lang| lang.language.as_str()).collect();
    let key = || Hash::of(&(templates_key, &languages, &site.config.path));
    rayon::join(
        || cache.catalogs.get_or(key, || i18n::read(tree, &languages)),
        || {
            cache
                .engines
                .get_or(|| templates_key, || Engine::compile(tree))
        },
    )
}

/// The hashes of what cards are made from besides the brief's own metadata.
#[derive(Clone, Copy, Debug)]
struct CardKeys {
    /// What every card is: the plan and the messages of the interface.
    base: Hash,
    /// All metadata: what a link in a summary leads to is named there.
    metas: Hash,
}

/// Makes the card of each brief, but those that an earlier run has made of the same.
fn cards(context: &Context, of_all: CardKeys, cache: &Cache) -> Vec<Arc<SharedView<CardView>>> {
    let ids: Vec<_> = context.site.brief_ids().collect();
    let of_brief = |id: BriefId| {
        let key = || {
            let meta = &context.site.node(id).meta;
            let others = meta.lead.is_some().then_some(of_all.metas);
            Hash::of(&(
                of_all.base,
                context.texts.all.shown[id.0 as usize].meta_hash,
                others,
            ))
        };
        cache.cards.get_or(key, || page::card(context, id))
    };
    ids.into_par_iter().map(of_brief).collect()
}

/// Returns what all pages see, for each language.
fn shared(context: &Context) -> Vec<Shared> {
    let mut shared = Vec::new();
    for lang in context.site.language_ids() {
        shared.push(Shared {
            language: context.site.lang(lang).language.clone(),
            site: page::site_view(context, lang),
            lists: page::lists_view(context, lang),
        });
    }
    shared
}

/// Returns the hash of the files of `tree` in `folder`.
fn hash_under(folder: &str, tree: &SourceTree) -> Hash {
    let files = tree.under(folder).iter();
    let files = files.map(|file| (&file.path, file.hash));
    Hash::of(&files.collect::<Vec<_>>())
}
