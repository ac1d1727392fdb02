//! How far a command is, and what became of each page: the bar, the timings of stages, the counts of pages.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cache::RebuildReason;
use crate::cli::report::{Report, Volume, count};
use crate::clock::Stopwatch;
use crate::page::Page;
use crate::pipeline::{PageOutcome, Progress, Stage};
use crate::url::Route;

/// Pages after which the progress bar is looked at again: some milliseconds' work.
const STEPS_A_LOOK: u64 = 64;
/// Milliseconds after which a progress bar appears.
const BAR_AFTER_MS: f64 = 500.0;

#[derive(Default)]
pub(super) struct ProgressState {
    pub stage: Option<(&'static str, f64)>,
    pub timings: Vec<(&'static str, f64)>,
    /// Of a stage, how much it did.
    pub counts: BTreeMap<&'static str, String>,
    pub bar: Option<ProgressBar>,
    pub bar_shown: bool,
    /// By kind of page, and by template: how many were made, and in how many milliseconds.
    pub kinds: BTreeMap<&'static str, (usize, f64)>,
    pub templates: BTreeMap<String, (usize, f64)>,
    pub n_kept: usize,
    pub asked: Option<Route>,
    pub answer: Option<String>,
}

/// Whether the timings of pages are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Timings {
    /// They are.
    Wanted,
    /// They are not.
    Unwanted,
}

impl Report {
    /// Says what became of the page that was asked for, how many pages were made and, if they are wanted, the
    /// `timings` of them.
    pub(crate) fn pages(&self, timings: Timings) {
        self.finish_stage();
        let state = self.state();
        if let Some(route) = &state.asked {
            let answer = state.answer.as_deref().unwrap_or("there is no such page");
            self.line(&format!("{route}: {answer}"));
        }
        let n_made: usize = state.kinds.values().map(|(n_made, _)| n_made).sum();
        if self.volume == Volume::Verbose {
            self.line(&format!(
                "{}, {} kept",
                count(n_made, "page made", "pages made"),
                state.n_kept
            ));
        }
        if timings == Timings::Wanted {
            let kinds = state.kinds.iter().map(|(name, made)| (*name, made));
            let templates = state
                .templates
                .iter()
                .map(|(name, made)| (name.as_str(), made));
            for (name, (n_made, ms)) in kinds.chain(templates) {
                self.line(&format!("{name:>20} {n_made:8} {ms:10.1} ms"));
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
        let watch = Stopwatch::start();
        let made = work();
        if !self.counts_pages {
            return;
        }
        let ms = watch.elapsed_ms();
        let mut state = self.state();
        if state.asked.as_ref() == Some(&page.route) {
            state.answer = Some(answer(made.as_ref()));
        }
        let Some(made) = made else {
            state.n_kept += 1;
            return;
        };
        let add = |(n_made, sum): &mut (usize, f64)| (*n_made, *sum) = (*n_made + 1, *sum + ms);
        add(state
            .kinds
            .entry(page.kind.facts().common().label)
            .or_default());
        made.template
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
        // No thread waits for another at every page.
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

/// Says why a page was made, or that it was not.
fn answer(made: Option<&PageOutcome>) -> String {
    match made.map(|made| (made.why, &made.changed)) {
        None => "kept: all that it shows is as it was".to_owned(),
        Some((RebuildReason::New, _)) => "made: no build remembers it".to_owned(),
        Some((RebuildReason::Base, _)) => {
            "made: what all pages follow from has changed (addresses, tags, dates, settings, templates), and it \
             looks otherwise now"
                .to_owned()
        }
        Some((RebuildReason::Text(_), Some(path))) => {
            format!("made: {path} has changed, and the page shows it")
        }
        Some((RebuildReason::Text(_), None)) => "made: a text that it shows has changed".to_owned(),
        Some((RebuildReason::Output, _)) => {
            "made: the file in the output is not as the last build left it".to_owned()
        }
    }
}
