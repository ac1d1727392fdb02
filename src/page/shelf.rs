//! What many pages show, made when the first of them asks for it and then shared: the cards of briefs.
//! How a card is made is in `views`.

use std::sync::OnceLock;

use crate::page::view::CardView;
use crate::shown::Shown;
use crate::site::{BriefId, Reads, Site};

/// The cards of one site, each with what was read to make it. Threads may ask at once.
#[derive(Debug)]
pub struct Shelf {
    /// By position in the site's briefs.
    cards: Vec<OnceLock<(Shown<CardView>, Reads)>>,
}

impl Shelf {
    /// An empty shelf for the briefs of `site`.
    pub fn new(site: &Site) -> Self {
        Shelf {
            cards: site.briefs.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// Returns the card of a brief, which `make` makes if nobody has asked for it before. Whoever gets it has read
    /// what it was made from.
    pub fn card(
        &self,
        site: &Site,
        id: BriefId,
        make: impl FnOnce(&Site) -> CardView,
    ) -> Shown<CardView> {
        let (card, reads) = self.cards[id.0 as usize].get_or_init(|| {
            let reader = site.reader();
            let card = Shown::new(&make(&reader));
            (card, reader.reads())
        });
        site.note(reads);
        card.clone()
    }
}
