//! Storylines: running stories, with earlier events that have no brief and with expected ones. Their briefs are put
//! in order in `site`.

use crate::content;
use crate::country::Country;
use crate::diag::Place;
use crate::source::FieldPath;
use crate::time::Edtf;
use crate::yaml::{Fields, vocabulary};

/// Running story as its file states it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Storyline {
    pub title: String,
    /// State of the story: ongoing by default.
    pub status: StorylineStatus,
    /// Countries that it is about.
    pub countries: Vec<Country>,
    /// Topics that list it, by slug or name.
    pub topics: Vec<String>,
    /// Earlier events, in the order of the file.
    pub timeline: Vec<StorylineStep>,
    /// Expected events, in the order of the file.
    pub next: Vec<StorylineStep>,
}

/// Event of a storyline that has no brief.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct StorylineStep {
    /// Time at which it happened or is expected.
    pub date: Edtf,
    /// Text of the event.
    pub text: String,
    /// Position in the file.
    pub at: FieldPath,
}

vocabulary! {
    /// State of a running story.
    pub enum StorylineStatus {
        /// More is happening now.
        Ongoing = "ongoing",
        /// Nothing happens for now.
        Dormant = "dormant",
        /// The story is over.
        Ended = "ended",
    }
}

impl Storyline {
    /// Reads the front matter of a storyline; `None` without a title.
    pub fn read(fields: &mut Fields) -> Option<Self> {
        let title = fields.required_text("title", "title: US troops in Iraq");
        let storyline = Storyline {
            status: fields
                .one_of("status", StorylineStatus::WORDS)
                .unwrap_or(StorylineStatus::Ongoing),
            countries: content::countries(fields),
            topics: fields.names("topics"),
            timeline: steps(fields, "timeline"),
            next: steps(fields, "next"),
            title: title?,
        };
        Some(storyline)
    }
}

fn steps(fields: &mut Fields, key: &'static str) -> Vec<StorylineStep> {
    let mut steps = Vec::new();
    for (date, text, at) in fields.dated(key) {
        let place = Place::key(fields.path(), &at);
        if let Some(date) = fields.edtf_of(
            &date,
            place,
            "a date of EDTF (`2014`, `2020-08`, `2021-10~`)",
        ) {
            steps.push(StorylineStep { date, text, at });
        }
    }
    steps
}
