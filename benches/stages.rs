//! Times the stages of the line on a site made up in memory: `cargo bench`, or
//! `cargo bench -- 50000` for another number of briefs.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a benchmark is its own clock and report"
)]

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use dateline::check::Locked;
use dateline::error::Error;
use dateline::pipeline::{self, Memos, Options, Progress, Sink, Stage};
use dateline::site::Show;
use dateline::source::{SourceFile, SourcePath, SourceTree};
use dateline::url::Route;

const N_BRIEFS: usize = 10_000;
const N_TOPICS: usize = 60;

fn main() {
    let given = std::env::args().skip(1).find_map(|arg| arg.parse().ok());
    let n_briefs: usize = given.unwrap_or(N_BRIEFS);
    let tree = site(n_briefs);
    let now = "2026-06-30T00:00:00Z".parse().expect("a moment");
    let options = Options { now, show: Show::Public, base: None, locked: Locked::Kept };
    let memos = Memos::keeping();
    for run in ["cold", "warm"] {
        let clock = Clock { start: Instant::now() };
        let prepared = pipeline::prepare(&tree, &options, &memos, &clock);
        assert!(!prepared.has_errors(), "the site is clean");
        let sink = Counter::default();
        let found = prepared.render_all(&memos, &sink, &clock).expect("counting does not fail");
        assert!(found.is_empty(), "no template fails");
        let ms = clock.start.elapsed().as_secs_f64() * 1e3;
        let (files, bytes) = (sink.files.into_inner(), sink.bytes.into_inner());
        println!("{run}: {n_briefs} briefs, {files} files, {} MB, {ms:.0} ms", bytes / 1_000_000);
    }
}

/// A site of `n_briefs`, the same at every run.
fn site(n_briefs: usize) -> SourceTree {
    let mut files = vec![file("site.yaml".to_owned(), "url: https://briefs.example/\n".to_owned())];
    for topic in 0..N_TOPICS {
        files.push(file(format!("content/topics/t{topic}.md"), format!("---\nname: Topic {topic}\n---\n")));
    }
    let countries = ["IQ", "US", "IR", "NO", "SE", "FR", "DE", "EG", "TR", "GB"];
    for brief in 0..n_briefs {
        let (day, month) = (brief % 28 + 1, brief / 28 % 12 + 1);
        let sentence = "The council approved the budget on Monday, although several members abstained. ";
        files.push(file(
            format!("content/briefs/brief-{brief}.md"),
            format!(
                "---\ntitle: Brief number {brief}\ndate: 2025-{month:02}-{day:02}T09:00:00Z\n\
                 topics: t{}, t{}\ncountries: {}, {}\nsources:\n  - url: https://wire.example/{brief}\n    \
                 title: A report\n    date: 2025-{month:02}-{day:02}\n---\n\n{}\n\n**Why it matters:** See \
                 [another](brief:brief-{}).[^wire-example]\n\n- one *thing*\n- another\n\n{}\n",
                brief % N_TOPICS,
                (brief * 7 + 1) % N_TOPICS,
                countries[brief % 10],
                countries[(brief + 3) % 10],
                sentence.repeat(6),
                (brief * 31 + 5) % n_briefs,
                sentence.repeat(9),
            ),
        ));
    }
    SourceTree::new(files)
}

fn file(path: String, text: String) -> SourceFile {
    SourceFile::new(SourcePath::new(&path), text.into_bytes())
}

struct Clock {
    start: Instant,
}

impl Progress for Clock {
    fn stage(&self, stage: Stage, _: usize) {
        println!("  {:8.1} ms {stage:?}", self.start.elapsed().as_secs_f64() * 1e3);
    }

    fn step(&self) {}
}

#[derive(Default)]
struct Counter {
    files: AtomicUsize,
    bytes: AtomicUsize,
}

impl Sink for Counter {
    fn put(&self, _: &Route, bytes: &[u8]) -> Result<(), Error> {
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes.len(), Ordering::Relaxed);
        Ok(())
    }

    fn copy(&self, _: &Route, _: &Path) -> Result<(), Error> {
        self.files.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}
