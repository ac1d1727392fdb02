//! Times the stages of the line, and pages of each kind, on a site of 1,000 briefs in memory: `cargo bench --bench stages`.

#![allow(unreachable_pub, reason = "the corpus is shared by several benchmarks")]

#[path = "corpus/mod.rs"]
mod corpus;

use std::sync::LazyLock;

use dateline::brief;
use dateline::cache::Cache;
use dateline::check::{Scope, UrlLock};
use dateline::config::{self, Config};
use dateline::content::ContentPath;
use dateline::hash::Hash;
use dateline::page::{FeedOf, Page, PageKind};
use dateline::pipeline::{self, Assembly, Extent, Options, Progress, Renderer, Stage};
use dateline::site::Audience;
use dateline::source::{SourceFile, SourcePath, SourceTree};
use divan::Bencher;

use corpus::Flavour;

const N_BRIEFS: usize = 1_000;

static TREE: LazyLock<SourceTree> = LazyLock::new(|| {
    let files = corpus::files(Flavour::Dateline, N_BRIEFS);
    SourceTree::new(
        files
            .map(|(path, text)| SourceFile::new(SourcePath::new(&path), text.into_bytes()))
            .collect(),
    )
});
static ASSEMBLY: LazyLock<Assembly> =
    LazyLock::new(|| pipeline::assemble(&TREE, &options(), &Cache::off(), &Silent));

fn main() {
    divan::main();
}

fn options() -> Options {
    let now = "2026-06-30T18:00:00Z".parse().expect("a moment");
    Options {
        now,
        audience: Audience::Readers,
        base: None,
        locked: UrlLock::Off,
        scope: Scope::All,
    }
}

struct Silent;

impl Progress for Silent {
    fn stage(&self, _: Stage, _: usize) {}

    fn step(&self) {}
}

/// One brief, from text to values.
#[divan::bench]
fn parse(bencher: Bencher) {
    let config: Config = config::parse(&TREE).value;
    let file = TREE
        .under("content/briefs/")
        .first()
        .expect("there are briefs");
    let at = ContentPath::of(&file.path, &[]).expect("it lies among the briefs");
    let with = brief::ParseContext {
        config: &config,
        publishers: &brief::PublisherIds::default(),
        hash: Hash(0),
    };
    bencher.bench(|| brief::parse(file, at.clone(), &with));
}

/// All files, from text to the plan of all pages.
#[divan::bench(sample_count = 10)]
fn assemble(bencher: Bencher) {
    bencher.bench(|| pipeline::assemble(&TREE, &options(), &Cache::off(), &Silent));
}

/// The same where no file has changed: what is left is to link them and to plan.
#[divan::bench(sample_count = 10)]
fn assemble_again(bencher: Bencher) {
    let cache = Cache::in_memory();
    pipeline::assemble(&TREE, &options(), &cache, &Silent);
    bencher.bench(|| pipeline::assemble(&TREE, &options(), &cache, &Silent));
}

/// Every rule, about every brief.
#[divan::bench(sample_count = 10)]
fn check(bencher: Bencher) {
    bencher.bench(|| pipeline::check(&ASSEMBLY, Extent::Everything, &Cache::off(), &Silent));
}

/// One page, from the model to bytes.
#[divan::bench(args = ["home", "brief", "topic", "index", "day", "feed", "sitemap"])]
fn render(bencher: Bencher, kind: &str) {
    let page = ASSEMBLY
        .plan
        .pages()
        .find(|page| is(page, kind))
        .expect("there is such a page");
    let cache = Cache::off();
    bencher.bench(|| Renderer::new(&ASSEMBLY, &cache).page(page));
}

fn is(page: &Page, kind: &str) -> bool {
    match &page.kind {
        PageKind::Home(..) => kind == "home",
        PageKind::Brief(_) => kind == "brief",
        PageKind::Group(_) => kind == "topic" && page.route.as_str().starts_with("/topics/"),
        PageKind::Index(..) => kind == "index",
        PageKind::Day(_) => kind == "day",
        PageKind::Feed(feed) => kind == "feed" && feed.of == FeedOf::Site,
        PageKind::Sitemap(_) => kind == "sitemap",
        _ => false,
    }
}
