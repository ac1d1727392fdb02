//! What one run remembers for the next, as values that can be kept as bytes: each by itself, since none relies on
//! another. Knows no file: `disk` keeps the bytes, and where they are damaged or another program's, there is no memory.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::brief::Remembered;
use crate::diag::{Checked, Diagnostic, Findings};
use crate::hash::Hash;
use crate::memo::Memo;
use crate::pipeline::parsing::{Content, Item};
use crate::pipeline::traces::{Coming, Output, Traced, Traces, Written};
use crate::pipeline::{Memos, Prepared, stages};

/// What one run remembers of its briefs for the next.
#[derive(Debug)]
pub struct OfBriefs {
    /// The briefs.
    pub briefs: Briefs,
    /// What the rules have said.
    pub checked: Option<Arc<Traces<Findings>>>,
}

/// What is remembered of the last run. Only the briefs are needed at once: the rest may still be read meanwhile.
pub struct Recalled {
    /// The briefs.
    pub briefs: Briefs,
    /// What the rules have said.
    pub checked: Coming<Findings>,
    /// What became of pages.
    pub outputs: Coming<Output>,
}

impl Default for Recalled {
    fn default() -> Self {
        Recalled {
            briefs: Briefs::default(),
            checked: Box::new(|| None),
            outputs: Box::new(|| None),
        }
    }
}

/// The head of each brief and what is wrong with its file, by the hash of what it was parsed from.
/// And the copied files in which nothing is wrong.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Briefs {
    all: Vec<(Hash, Remembered, Vec<Diagnostic>)>,
    harmless: BTreeSet<Hash>,
}

impl Recalled {
    /// Memos for a run that begins where the one with this memory has ended, and is remembered itself.
    pub fn memos(self) -> Memos {
        let Recalled {
            briefs,
            checked,
            outputs,
        } = self;
        let Briefs { all, harmless } = briefs;
        Memos {
            harmless,
            remembered: all
                .into_iter()
                .map(|(key, value, diagnostics)| (key, Checked { value, diagnostics }))
                .collect(),
            checked: Traced::remembering(checked),
            outputs: Traced::remembering(outputs),
            compiled: Memo::off(),
            ..Memos::off()
        }
    }
}

impl OfBriefs {
    /// Returns what is to be remembered of the briefs of `prepared`, once the rules were asked. What they have said is
    /// taken out of `memos`: there is much of it, and no page needs it.
    pub fn take(prepared: &Prepared, memos: &Memos) -> Self {
        let brief = |item: &Arc<Item>| match &item.content {
            Some(Content::Brief(brief)) => {
                Some((item.key, brief.remember(), item.diagnostics.clone()))
            }
            _ => None,
        };
        let briefs = prepared.parsed.items().filter_map(brief).collect();
        let checked = memos.checked.take();
        checked
            .iter()
            .for_each(|traces| prepared.site.now.note(traces.hold()));
        OfBriefs {
            briefs: Briefs {
                all: briefs,
                harmless: stages::keys_of_files(prepared),
            },
            checked,
        }
    }
}

/// Returns what is to be remembered of the pages of `prepared`; `written` are the files that they were written to, by
/// path.
pub fn of_pages(
    prepared: &Prepared,
    memos: &Memos,
    written: &[(String, Written)],
) -> Option<Arc<Traces<Output>>> {
    let written: HashMap<&str, &Written> = written
        .iter()
        .map(|(path, written)| (path.as_str(), written))
        .collect();
    let mut traces = memos.outputs.take()?;
    prepared.site.now.note(traces.hold());
    for (slot, page) in Arc::make_mut(&mut traces)
        .all
        .iter_mut()
        .zip(prepared.plan.pages())
    {
        let Some(trace) = slot.as_mut().filter(|trace| trace.value.written.is_none()) else {
            continue;
        };
        match written.get(page.route.output_path().as_str()) {
            Some(written) => Arc::make_mut(trace).value.written = Some(**written),
            None => *slot = None,
        }
    }
    Some(traces)
}
