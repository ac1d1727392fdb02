//! What many pages show, made when the first of them asks for it and then shared: the cards of briefs.
//! How a card is made is in `views`.

use std::sync::OnceLock;

use crate::page::view::CardView;
use crate::shown::Shown;
use crate::site::{BriefId, Site};

/// The cards of one site. Threads may ask at once.
#[derive(Debug)]
pub struct Shelf {
    /// By position in [`Site::briefs`].
    cards: Vec<OnceLock<Shown<CardView>>>,
}

impl Shelf {
    /// An empty shelf for the briefs of `site`.
    pub fn new(site: &Site) -> Self {
        Shelf { cards: site.briefs.iter().map(|_| OnceLock::new()).collect() }
    }

    /// Returns the card of a brief, which `make` makes if nobody has asked for it before.
    pub fn card(&self, id: BriefId, make: impl FnOnce() -> CardView) -> Shown<CardView> {
        self.cards[id.0 as usize].get_or_init(|| Shown::new(make())).clone()
    }
}
