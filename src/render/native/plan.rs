//! Decides which templates are rendered by compiled code: those that a site has left as the theme has them.

use std::collections::{BTreeMap, BTreeSet};

use super::generated::{CARD_COMPONENTS, FRAME_COMPONENTS, PAGES, PARTS};
use super::parts::{self, PartInputs};
use super::{Page, PartTemplate};

/// The frame around most pages.
const FRAME: &str = "base.html";

/// Blocks that pages of the theme fill, besides `main`. A frame of a site's own that has one of them must see them.
const INNER_BLOCKS: [&str; 3] = ["members", "content", "briefs"];

/// What of the theme a site's pages take from compiled code.
#[derive(Debug)]
pub(in crate::render) struct NativePlan {
    pages: BTreeMap<&'static str, &'static Page>,
    /// Why the engine interprets the other templates, by name.
    interpreted: BTreeMap<String, String>,
    pub framing: Framing,
    parts: BTreeMap<&'static str, PartPlan>,
    pub draws_cards: bool,
}

/// Who renders the frame of compiled pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::render) enum Framing {
    Compiled,
    /// The engine: the site has a frame of its own.
    Interpreted(PartInputs),
}

/// Who renders a part of the frame.
#[derive(Clone, Copy, Debug)]
pub(super) enum PartPlan {
    Compiled(&'static PartTemplate),
    /// The engine, with the variables that the part reads.
    Interpreted(PartInputs),
}

impl NativePlan {
    /// Plans for the templates `sources`, of which `own` are the site's, which define the components `components`.
    pub(in crate::render) fn new(
        sources: &BTreeMap<String, String>,
        own: &BTreeSet<&str>,
        components: &BTreeSet<&str>,
    ) -> Self {
        let replaced = |calls: &[&'static str]| -> Option<String> {
            let component = calls.iter().find(|name| components.contains(*name))?;
            Some(format!("the site has its own component `{component}`"))
        };
        let own_file = |names: &[&'static str]| -> Option<String> {
            let name = names.iter().find(|name| own.contains(*name))?;
            Some(format!("the site has its own `{name}`"))
        };
        let mut interpreted = BTreeMap::new();
        let frame = own_file(&[FRAME]).or_else(|| replaced(FRAME_COMPONENTS));
        let framing = match &frame {
            None => Some(Framing::Compiled),
            Some(_) if fits(sources) => Some(Framing::Interpreted(parts::inputs(FRAME, sources))),
            Some(_) => None,
        };
        let mut pages = BTreeMap::new();
        for page in PAGES {
            let frame = frame
                .clone()
                .filter(|_| page.is_framed && framing.is_none());
            match own_file(page.files)
                .or_else(|| replaced(page.components))
                .or(frame)
            {
                None => drop(pages.insert(page.name, page)),
                Some(reason) => drop(interpreted.insert(page.name.to_owned(), reason)),
            }
        }
        let mut plans = BTreeMap::new();
        for part in PARTS {
            let reason = own_file(&[part.name]).or_else(|| replaced(part.components));
            plans.insert(
                part.name,
                match &reason {
                    None => PartPlan::Compiled(part),
                    Some(_) => PartPlan::Interpreted(parts::inputs(part.name, sources)),
                },
            );
            interpreted.extend(reason.map(|reason| (part.name.to_owned(), reason)));
        }
        interpreted.extend(frame.map(|reason| (FRAME.to_owned(), reason)));
        let cards = replaced(CARD_COMPONENTS);
        let draws_cards = cards.is_none();
        interpreted.extend(cards.map(|reason| ("<Card>".to_owned(), reason)));
        NativePlan {
            pages,
            interpreted,
            framing: framing.unwrap_or(Framing::Compiled),
            parts: plans,
            draws_cards,
        }
    }

    /// Returns the compiled template `name`, if pages use it.
    pub(in crate::render) fn page(&self, name: &str) -> Option<&'static Page> {
        self.pages.get(name).copied()
    }

    pub(super) fn part(&self, name: &str) -> Option<PartPlan> {
        self.parts.get(name).copied()
    }

    /// Returns why the engine interprets templates of the theme, by name.
    pub(in crate::render) fn interpreted(&self) -> &BTreeMap<String, String> {
        &self.interpreted
    }
}

/// Returns whether compiled pages fit into the site's own frame: it has the block `main`, and none of the blocks inside.
fn fits(sources: &BTreeMap<String, String>) -> bool {
    let Some(frame) = sources.get(FRAME) else {
        return false;
    };
    let blocks: Vec<&str> = parts::tags(frame)
        .filter_map(|tag| tag.trim_start().strip_prefix("block "))
        .map(|rest| rest.trim())
        .collect();
    let has = |name: &str| blocks.contains(&name);
    has("main") && !INNER_BLOCKS.iter().any(|name| has(name))
}
