//! Editions: numbered selections of briefs that were sent or printed together.

use jiff::tz::TimeZone;

use crate::time::Moment;
use crate::url::Slug;
use crate::yaml::{FieldType, Fields};

/// An edition.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Edition {
    /// Its title.
    pub title: String,
    /// When it appears.
    pub date: Moment,
    /// What is in it.
    pub briefs: EditionBriefs,
}

/// What is in an edition.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum EditionBriefs {
    /// Everything since the edition before.
    Auto,
    /// These, in this order where their priority is the same.
    Listed(Vec<Slug>),
}

impl Edition {
    /// Reads an edition's front matter, with times in `zone`.
    pub fn read(fields: &mut Fields, zone: &TimeZone) -> Option<Self> {
        let title = fields.required_text("title", "title: Morning brief");
        let date = fields.required_moment("date", "date: 2021-07-25 09:30", zone);
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
