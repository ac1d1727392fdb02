//! Times the stages of the line, and pages of each kind, on a site of 1,000 briefs in memory: `cargo bench --bench stages`.

#[path = "corpus/mod.rs"]
mod corpus;

use std::sync::LazyLock;

use dateline::brief;
use dateline::check::{Locked, Scope};
use dateline::config::{self, Config};
use dateline::content::ContentPath;
use dateline::page::{FeedOf, Page, PageKind};
use dateline::pipeline::{self, Memos, Options, Prepared, Progress, Stage};
use dateline::site::Show;
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
static PREPARED: LazyLock<Prepared> =
    LazyLock::new(|| pipeline::prepare(&TREE, &options(), &Memos::off(), &Silent));

fn main() {
    divan::main();
}

fn options() -> Options {
    let now = "2026-06-30T18:00:00Z".parse().expect("a moment");
    Options {
        now,
        show: Show::Public,
        base: None,
        locked: Locked::Ignored,
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
    bencher.bench(|| brief::parse(file, at.clone(), &config, &brief::PublisherIds::default()));
}

/// All files, from text to the plan of all pages.
#[divan::bench(sample_count = 10)]
fn assemble(bencher: Bencher) {
    bencher.bench(|| pipeline::assemble(&TREE, &options(), &Memos::off(), &Silent));
}

/// The same where no file has changed: what is left is to link them and to plan.
#[divan::bench(sample_count = 10)]
fn assemble_again(bencher: Bencher) {
    let memos = Memos::keeping();
    pipeline::assemble(&TREE, &options(), &memos, &Silent);
    bencher.bench(|| pipeline::assemble(&TREE, &options(), &memos, &Silent));
}

/// Every rule, about every brief.
#[divan::bench(sample_count = 10)]
fn check(bencher: Bencher) {
    bencher.bench(|| PREPARED.check(&Memos::off(), &Silent));
}

/// One page, from the model to bytes.
#[divan::bench(args = ["home", "brief", "topic", "index", "day", "feed", "sitemap"])]
fn render(bencher: Bencher, kind: &str) {
    let page = PREPARED
        .plan
        .pages()
        .find(|page| is(page, kind))
        .expect("there is such a page");
    bencher.bench(|| PREPARED.render(page, &Memos::off()));
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
