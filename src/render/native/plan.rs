//! Decides which templates are rendered by compiled code: those that a site has left as the theme has them.

use std::collections::{BTreeMap, BTreeSet};

use super::generated::{BLOCKS, CARD_COMPONENTS, FRAME_COMPONENTS, PAGES, PARTS};
use super::parts::{self, PartInputs};
use super::{Page, PartTemplate};
use crate::i18n;

/// The frame around most pages.
const FRAME: &str = "base.html";

/// Its block for what a page shows.
const MAIN: &str = "main";

/// What of the theme a site's pages take from compiled code.
#[derive(Debug)]
pub(in crate::render) struct NativePlan {
    pages: BTreeMap<&'static str, &'static Page>,
    /// Why the engine interprets the other templates, by name.
    interpreted: BTreeMap<String, String>,
    pub framing: Framing,
    parts: BTreeMap<&'static str, PartPlan>,
    pub draws_cards: bool,
    /// Whether the engine renders a page as a whole, or one of the site's own templates.
    pub interprets_pages: bool,
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
        let is_of_frame =
            |name: &&&str| **name == FRAME || PARTS.iter().any(|part| part.name == **name);
        let interprets_pages =
            !interpreted.is_empty() || own.iter().any(|name| !is_of_frame(&name));
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
            interprets_pages,
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

/// Returns whether compiled pages fit into the site's own frame: it has the block `main` itself, and none of the blocks
/// that the theme's pages have inside.
fn fits(sources: &BTreeMap<String, String>) -> bool {
    let frame = sources.get(FRAME).map_or("", String::as_str);
    let mut has_main = false;
    for tag in i18n::tags(frame) {
        let mut words = frame[tag].trim_matches('-').split_whitespace();
        match (words.next(), words.next()) {
            (Some("extends"), _) => return false,
            (Some("block"), Some(MAIN)) => has_main = true,
            (Some("block"), Some(name)) if BLOCKS.contains(&name) => return false,
            _ => {}
        }
    }
    has_main
}
