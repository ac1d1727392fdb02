//! Assembly: runs the stages from the source tree to the plan.
//!
//! Rendering a page is in `render`, running the rules in `check`; both take an [`Assembly`]. Each cached stage computes
//! its own key here, next to the call.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::brief::{Brief, BriefMeta};
use crate::cache::{Cache, Rows};
use crate::check;
use crate::config::{self, Config};
use crate::diag::{Checked, Diagnostic, Place, Severity, catalog};
use crate::hash::Hash;
use crate::i18n::{self, Catalogs};
use crate::page::view::CardView;
use crate::page::{self, Context, Layout, PageTexts, Plan};
use crate::parse::{self, Content, ContentFile, ParseInputs, ParsedFile};
use crate::pipeline::weight::PageWeigher;
use crate::pipeline::{Options, Progress, Stage, dot_files, reuse};
use crate::render::{Engine, Shared, Templates};
use crate::shared_view::SharedView;
use crate::site::{self, BriefId, BriefTexts, Inputs, Linked, Site};
use crate::source::{SourceFile, SourcePath, SourceTree};
use crate::theme;

/// The assembled site: everything that rendering and checking need, as plain values.
#[derive(Debug)]
pub struct Assembly {
    /// The options of the run, with `scope` adjusted to the severities that `site.yaml` sets.
    pub options: Options,
    /// The input files, completed by the files of the default theme.
    pub tree: SourceTree,
    /// The linked model of the site.
    pub site: Arc<Site>,
    /// The briefs with their bodies, by id.
    pub texts: BriefTexts,
    /// The list of all outputs.
    pub plan: Plan,
    /// The message catalogs of the interface.
    pub catalogs: Arc<Checked<Catalogs>>,
    /// The card of each brief, by id.
    pub cards: Arc<[Arc<SharedView<CardView>>]>,
    /// The compiled templates; `None` if one of them does not compile.
    pub templates: Option<Templates>,
    /// The diagnostics of all stages, raw: severities are not applied, and places may still be fields.
    pub found: Vec<Diagnostic>,
    /// Content files that are left out of the site because of an error in them.
    pub broken: Vec<SourcePath>,
    /// The number of content files that cannot be parsed at all, so that no rule could check them.
    pub n_unread: usize,
    /// The hashes of its inputs, for the keys of later stages.
    pub keys: CacheKeys,
    /// The weigher of its pages, made once because it compresses the stylesheets.
    pub(super) weigher: PageWeigher,
}

/// Hashes of the values that many pages depend on.
#[derive(Clone, Copy, Debug)]
pub struct CacheKeys {
    /// The hash of the linked site.
    pub site: Hash,
    /// The hash of the plan and of the stylesheets' routes, whose names contain fingerprints.
    pub plan: Hash,
    /// The hash of all templates and of the values that every page sees in them.
    pub templates: Hash,
}

/// Parses, links and plans `tree`: no more than rendering a page needs. Runs no rule.
///
/// The files of the theme are added first: they are inputs like any other and belong in every hash. Cards are made
/// last, with a context that has no cards yet.
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
            // Cards may read no text: their cache keys contain metadata only.
            declared: &[],
        },
        cards: &[],
        entries: &[],
    };
    let form = CardForm::for_engine(engine.value.as_ref());
    let card_keys = CardKeys {
        base: Hash::of(&(plan_key, hash_under(i18n::FOLDER, &tree), form)),
        metas: site_keys.metas,
        form,
    };
    let cards = cards(&context, card_keys, cache);
    context.cards = &cards;
    let shared = shared(&context);
    let keys = CacheKeys {
        site: Hash::of(&(site_keys.links, site_keys.metas)),
        plan: Hash::of(&(plan_key, plan.stylesheets().collect::<Vec<_>>())),
        templates: Hash::of(&(Hash::of(&shared), templates_key)),
    };
    Assembly {
        keys,
        templates: engine
            .value
            .as_ref()
            .map(|engine| Templates::new(engine, shared, &catalogs.value)),
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
        weigher: PageWeigher::new(&tree, cache),
        tree,
        found,
    }
}

impl Assembly {
    /// Returns the files that an error keeps out of the site: content, templates, `site.yaml`.
    ///
    /// The preview takes these from its last good revision.
    pub fn hidden_by_mistakes(&self) -> BTreeSet<SourcePath> {
        let mut hidden: BTreeSet<SourcePath> = self.broken.iter().cloned().collect();
        for found in self
            .found
            .iter()
            .filter(|found| found.severity == Severity::Error)
        {
            let path = &found.place.path;
            // While the engine compiles, an error below `templates/` keeps nothing from being rendered.
            let is_template = self.templates.is_none() && path.as_str().starts_with("templates/");
            if is_template || path.is_config() {
                hidden.insert(path.clone());
            }
        }
        hidden
    }

    /// Drops the bytes of content files, except those that the diagnostics `found` point at.
    ///
    /// Pages are rendered from parsed files; only messages quote the source. Called before the first page is rendered.
    pub fn drop_texts_except(&mut self, found: &[Diagnostic]) {
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

    /// Returns the context for the view of a page that may read the texts `declared`.
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
            entries: &[],
        }
    }

    /// Returns the hash of what every page depends on. Texts are not part of it: each page declares its own.
    pub(super) fn base(&self) -> Hash {
        let CacheKeys {
            site,
            plan,
            templates,
        } = self.keys;
        Hash::of(&(site, plan, templates, self.weigher))
    }
}

fn configure(tree: &SourceTree, options: &Options) -> Checked<Config> {
    let mut config = config::parse(tree);
    // Before the check for a missing URL: `--base-url` makes up for one.
    if let Some(base) = &options.base {
        config.value.base = base.clone();
    }
    if config.value.base.host().is_none() {
        let place = Place::file(&config.value.path);
        config.diagnostics.push(catalog::files::url_missing(place));
    }
    config
}

/// Parses every content file of `tree`, in parallel.
fn parse_all(tree: &SourceTree, config: &Config, cache: &Cache) -> Checked<Content> {
    let files = tree.under("content/");
    let of_config = tree.config().map(|file| Hash::of(&(&file.path, file.hash)));
    let mut inputs = ParseInputs {
        config,
        config_hash: of_config.unwrap_or(Hash(0)),
        publishers: Default::default(),
        publishers_hash: Hash(0),
    };
    let parse = |files: &[&SourceFile], rows: &Rows<Option<ParsedFile>>, inputs: &ParseInputs| {
        let key = |file: &&SourceFile| inputs.key(file);
        let parse = |file: &&SourceFile, key| parse::file(file, key, inputs);
        reuse::all(files, rows, key, parse)
    };
    // Publishers first: briefs recognize the hosts of their sources by them. In path order they are one range.
    let Range { start, end } = publishers(files);
    let of_publishers: Vec<&SourceFile> = files[start..end].iter().collect();
    let publishers = parse(&of_publishers, &cache.publishers, &inputs);
    inputs.publishers =
        parse::publisher_ids(publishers.iter().filter_map(|file| (**file).as_ref()));
    inputs.publishers_hash = Hash::of(&inputs.publishers);
    let others: Vec<&SourceFile> = files[..start].iter().chain(&files[end..]).collect();
    let others = parse(&others, &cache.parsed, &inputs);
    // Joined in path order, in which `Content` must get them.
    let parsed = others[..start].iter().chain(&*publishers);
    let parsed = parsed.chain(&others[start..]);
    let parsed: Vec<ContentFile> = files
        .iter()
        .zip(parsed)
        .map(|(file, parsed)| (&file.path, (**parsed).as_ref()))
        .collect();
    Content::new(&parsed, &inputs)
}

/// Returns the range of the publisher files among `files`, which are sorted by path.
fn publishers(files: &[SourceFile]) -> Range<usize> {
    // `0` is the character after `/`: no path below the folder sorts behind `content/publishers0`.
    let before = |end: &str| files.partition_point(|file| file.path.as_str() < end);
    before("content/publishers/")..before("content/publishers0")
}

/// Cache keys of a linked site, split by what depends on them.
#[derive(Clone, Copy, Debug)]
struct SiteKeys {
    /// The hash of everything that linking reads, without headlines and summaries. The plan depends on it alone.
    links: Hash,
    /// The hash of the metadata of all briefs, headlines and summaries included.
    metas: Hash,
}

/// Links `content`, or reuses the site of an earlier run that linked the same.
///
/// If only headlines or summaries have changed, the cached site gets the new metadata: saving a headline or a first
/// paragraph in the preview of 10,000 briefs skips 200 ms of linking and planning.
fn link(
    content: &Content,
    tree: &SourceTree,
    config: &Arc<Config>,
    options: &Options,
    cache: &Cache,
) -> (Arc<Linked>, SiteKeys) {
    let locked = check::urls::addresses(tree);
    let key = Hash::of(&(content.link_hash, &locked, &options.base, options.audience));
    let cached = cache.linked.get(key);
    // `now` is no part of the key, or every run would miss. The site knows until when it stays the same.
    let cached = cached.filter(|cached| cached.0.site.validity.contains(options.now));
    let cached = cached.unwrap_or_else(|| {
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
    let (linked, metas_then) = &*cached;
    let keys = SiteKeys {
        // With the validity, which stands for the time: when an embargo ends, the same files link differently.
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

/// Lays out the pages of `site`, or reuses the layout of an earlier run. Returns its hash as well.
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

/// Returns the message catalogs of every language of `site`, and the compiled templates.
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

/// Hashes of the inputs of cards besides the brief's own metadata.
#[derive(Clone, Copy, Debug)]
struct CardKeys {
    /// The hash of the plan and the message catalogs, on which every card depends.
    base: Hash,
    /// The hash of the metadata of all briefs, on which a summary with links depends.
    metas: Hash,
    form: CardForm,
}

/// Whether cards are kept in the template engine's form as well.
#[derive(Clone, Copy, Debug, Hash)]
enum CardForm {
    ViewOnly,
    WithValue,
}

impl CardForm {
    fn for_engine(engine: Option<&Engine>) -> Self {
        if engine.is_some_and(Engine::interprets_pages) {
            CardForm::WithValue
        } else {
            CardForm::ViewOnly
        }
    }
}

/// Makes the card of each brief, by id; reuses those with the same inputs from an earlier run.
fn cards(
    context: &Context,
    card_keys: CardKeys,
    cache: &Cache,
) -> Arc<[Arc<SharedView<CardView>>]> {
    let ids: Vec<_> = context.site.brief_ids().collect();
    let key = |id: &BriefId| {
        let meta = &context.site.node(*id).meta;
        // A lead is kept where the summary shows titles of link targets: only such a card depends on other briefs.
        let others = meta.lead.is_some().then_some(card_keys.metas);
        Hash::of(&(
            card_keys.base,
            context.texts.all.shown[id.0 as usize].meta_hash,
            others,
        ))
    };
    let card = |id: &BriefId, _| match card_keys.form {
        CardForm::ViewOnly => page::card(context, *id),
        CardForm::WithValue => page::card(context, *id).with_value(),
    };
    reuse::all(&ids, &cache.cards, key, card)
}

/// Returns the values that all pages see, for each language.
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

/// Returns the hash of the paths and bytes of the files of `tree` in `folder`.
fn hash_under(folder: &str, tree: &SourceTree) -> Hash {
    let files = tree.under(folder).iter();
    let files = files.map(|file| (&file.path, file.hash));
    Hash::of(&files.collect::<Vec<_>>())
}
