//! Storylines: running stories, with what went before the first brief and what is expected.

use crate::content;
use crate::country::Country;
use crate::diag::Place;
use crate::source::FieldPath;
use crate::time::Edtf;
use crate::yaml::Fields;

/// A running story.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Storyline {
    /// Its title.
    pub title: String,
    /// Whether it runs.
    pub status: StorylineStatus,
    /// Countries it is about.
    pub countries: Vec<Country>,
    /// Topics it belongs to.
    pub topics: Vec<String>,
    /// What went before, in the order of the file.
    pub timeline: Vec<StorylineStep>,
    /// What is expected, in the order of the file.
    pub next: Vec<StorylineStep>,
}

/// A step of a running story that has no brief.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct StorylineStep {
    /// When it happened, or is expected.
    pub date: Edtf,
    /// What happened.
    pub text: String,
    /// Where it stands in the file.
    pub at: FieldPath,
}

/// Whether a story runs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum StorylineStatus {
    /// It does.
    Ongoing,
    /// Nothing happens for now.
    Dormant,
    /// It is over.
    Ended,
}

impl StorylineStatus {
    /// Returns the word for it in front matter.
    pub fn as_str(self) -> &'static str {
        match self {
            StorylineStatus::Ongoing => "ongoing",
            StorylineStatus::Dormant => "dormant",
            StorylineStatus::Ended => "ended",
        }
    }
}

const STATUS: [(&str, StorylineStatus); 3] = [
    ("ongoing", StorylineStatus::Ongoing),
    ("dormant", StorylineStatus::Dormant),
    ("ended", StorylineStatus::Ended),
];

impl Storyline {
    /// Reads a storyline's front matter.
    pub fn read(fields: &mut Fields) -> Option<Self> {
        let title = fields.required_text("title", "title: US troops in Iraq");
        let storyline = Storyline {
            status: fields
                .one_of("status", &STATUS)
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
