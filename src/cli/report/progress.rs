//! Progress of a command: the bar, the durations of stages, and the outcome of each page.
//!
//! Implements the pipeline's [`Progress`] for [`Report`]. Worker threads call it for every page, so it locks as little
//! as it can. Everything else that is printed is in the parent module.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cache::RebuildReason;
use crate::cli::report::{Report, Volume, count};
use crate::clock::Stopwatch;
use crate::page::Page;
use crate::pipeline::{PageOutcome, Progress, Stage};
use crate::url::Route;

/// Pages between two updates of the progress bar: a few milliseconds of work.
const STEPS_A_LOOK: u64 = 64;
/// Milliseconds before a progress bar appears; most commands end sooner and print none.
const BAR_AFTER_MS: f64 = 500.0;

#[derive(Default)]
pub(super) struct ProgressState {
    pub stage: Option<(&'static str, f64)>,
    pub timings: Vec<(&'static str, f64)>,
    /// The items that each stage processed, ready to print.
    pub counts: BTreeMap<&'static str, String>,
    pub bar: Option<ProgressBar>,
    pub bar_shown: bool,
    /// Rendered pages and their total milliseconds, by kind; for templates alike below.
    pub kinds: BTreeMap<&'static str, (usize, f64)>,
    pub templates: BTreeMap<String, (usize, f64)>,
    pub n_kept: usize,
    pub asked: Option<Route>,
    pub answer: Option<String>,
}

/// Whether the durations of pages are printed (`--timings`).
#[derive(Clone, Copy, Debug)]
pub(crate) enum Timings<'a> {
    /// With the templates of the theme that the engine interprets, each with the reason.
    Wanted(&'a BTreeMap<String, String>),
    Unwanted,
}

impl Report {
    /// Prints the answer to `--why`, the counts of rendered and reused pages and, if wanted, `timings` by kind and
    /// template, and why templates are interpreted.
    pub(crate) fn pages(&self, timings: Timings<'_>) {
        self.finish_stage();
        let state = self.state();
        if let Some(route) = &state.asked {
            let answer = state.answer.as_deref().unwrap_or("there is no such page");
            self.line(&format!("{route}: {answer}"));
        }
        let n_rendered: usize = state.kinds.values().map(|(n_pages, _)| n_pages).sum();
        if self.volume == Volume::Verbose {
            self.line(&format!(
                "{}, {} reused",
                count(n_rendered, "page rendered", "pages rendered"),
                state.n_kept
            ));
        }
        if let Timings::Wanted(interpreted) = timings {
            let kinds = state.kinds.iter().map(|(name, made)| (*name, made));
            let templates = state
                .templates
                .iter()
                .map(|(name, made)| (name.as_str(), made));
            for (name, (n_pages, ms)) in kinds.chain(templates) {
                self.line(&format!("{name:>20} {n_pages:8} {ms:10.1} ms"));
            }
            for (name, reason) in interpreted {
                self.line(&format!("{name:>20} interpreted: {reason}"));
            }
        }
    }

    pub(super) fn begin(&self, name: &'static str) {
        self.finish_stage();
        self.state().stage = Some((name, self.watch.elapsed_ms()));
    }

    pub(super) fn finish_stage(&self) {
        let now = self.watch.elapsed_ms();
        let mut state = self.state();
        if let Some((name, began)) = state.stage.take() {
            state.timings.push((name, now - began));
        }
    }

    pub(super) fn end_bar(&self) {
        if let Some(bar) = self.state().bar.take() {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Report {
    fn page(&self, page: &Page, work: &mut dyn FnMut() -> Option<PageOutcome>) {
        // Timed here, since `pipeline` is a layer below the clock.
        let watch = Stopwatch::start();
        let outcome = work();
        // Without a question to answer, no thread waits for the lock.
        if !self.counts_pages {
            return;
        }
        let ms = watch.elapsed_ms();
        let mut state = self.state();
        if state.asked.as_ref() == Some(&page.route) {
            state.answer = Some(explain(outcome.as_ref()));
        }
        let Some(outcome) = outcome else {
            state.n_kept += 1;
            return;
        };
        let add = |(n_pages, sum): &mut (usize, f64)| (*n_pages, *sum) = (*n_pages + 1, *sum + ms);
        add(state
            .kinds
            .entry(page.kind.facts().common().label)
            .or_default());
        outcome
            .template
            .into_iter()
            .for_each(|name| add(state.templates.entry(name).or_default()));
    }

    fn stage(&self, stage: Stage, n_steps: usize) {
        self.begin(match stage {
            Stage::Parse => "parse",
            Stage::Link => "link",
            Stage::Plan => "plan",
            Stage::Check => "check",
            Stage::Render => "render",
        });
        self.n_steps.store(0, Ordering::Relaxed);
        if n_steps > 0 && self.terminal && self.volume != Volume::Quiet {
            // Hidden at first: `step` shows it once the command has run long enough to be worth a bar.
            let bar = ProgressBar::hidden();
            bar.set_length(n_steps as u64);
            if let Ok(style) =
                ProgressStyle::with_template("{bar:30} {pos}/{len} pages, {eta} left")
            {
                bar.set_style(style);
            }
            self.state().bar = Some(bar);
        }
    }

    fn step(&self) {
        let n_steps = self.n_steps.fetch_add(1, Ordering::Relaxed) + 1;
        // The lock is taken once in many pages, or the threads would spend their time waiting for it.
        if !self.terminal || !n_steps.is_multiple_of(STEPS_A_LOOK) {
            return;
        }
        let mut state = self.state();
        let late = !state.bar_shown && self.watch.elapsed_ms() > BAR_AFTER_MS;
        let ProgressState {
            bar: Some(bar),
            bar_shown,
            ..
        } = &mut *state
        else {
            return;
        };
        if late {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            *bar_shown = true;
        }
        bar.set_position(n_steps);
    }
}

/// Explains why a page was rebuilt, or that it was reused (`None`).
fn explain(outcome: Option<&PageOutcome>) -> String {
    match outcome.map(|outcome| (outcome.why, &outcome.changed)) {
        None => "reused: nothing that it shows has changed".to_owned(),
        Some((RebuildReason::New, _)) => "rebuilt: it is not in the cache".to_owned(),
        Some((RebuildReason::Base, _)) => {
            "rebuilt: something that all pages depend on has changed (addresses, tags, dates, settings, templates), \
             and its content differs"
                .to_owned()
        }
        Some((RebuildReason::Text(_), Some(path))) => {
            format!("rebuilt: {path} has changed, and the page shows it")
        }
        Some((RebuildReason::Text(_), None)) => {
            "rebuilt: a text that it shows has changed".to_owned()
        }
        Some((RebuildReason::Output, _)) => {
            "rebuilt: its output file was changed or removed since the last build".to_owned()
        }
    }
}
