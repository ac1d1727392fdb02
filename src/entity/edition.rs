//! Editions: numbered selections of briefs that were sent or printed together. Their briefs are resolved in `site`.

use jiff::tz::TimeZone;

use crate::time::Moment;
use crate::url::Slug;
use crate::yaml::{FieldType, Fields};

/// An edition as its file states it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Edition {
    pub title: String,
    /// Time at which it appears.
    pub date: Moment,
    /// Briefs that it contains.
    pub briefs: EditionBriefs,
}

/// How an edition selects its briefs.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum EditionBriefs {
    /// All briefs since the edition before.
    Auto,
    /// These briefs; those of equal priority stay in this order.
    Listed(Vec<Slug>),
}

impl Edition {
    /// Reads the front matter of an edition, with times in `zone`.
    pub fn read(fields: &mut Fields, zone: &TimeZone) -> Option<Self> {
        let title = fields.required_text("title", "title: Morning brief");
        let date = fields.required_moment("date", "date: 2021-07-25 09:30", zone);
        // Declared as a list of slugs, but read as texts first: `auto` is not a slug of a brief.
        fields.declare("briefs", || FieldType::list(FieldType::Slug));
        let listed = fields.list("briefs");
        let briefs = match listed.as_slice() {
            [] => EditionBriefs::Auto,
            [item] if item.text == "auto" => EditionBriefs::Auto,
            _ => EditionBriefs::Listed(fields.slugs("briefs")),
        };
        Some(Edition {
            title: title?,
            date: date?,
            briefs,
        })
    }
}
