//! The status of a brief: reads `status`, and `withdrawn` and `reason`, which belong to one of its values. How a
//! status affects readers is in `site`.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::brief::Status;
use crate::diag::catalog;
use crate::time::{Moment, Precision};
use crate::yaml::{self, FieldType, Fields};

/// Values of `status`, as written.
const STATUS_WORDS: [&str; 5] = ["draft", "hold", "developing", "final", "withdrawn"];
/// Statuses that follow from the word alone; `withdrawn` needs a time and a reason.
const STATUS: [(&str, Status); 4] = [
    ("draft", Status::Draft),
    ("hold", Status::Hold),
    ("developing", Status::Developing),
    ("final", Status::Final),
];

/// Status as the front matter states it.
pub(super) struct StatedStatus {
    /// Value of `status`, if it is a known one.
    pub word: Option<&'static str>,
    /// Time of the withdrawal, if stated.
    pub withdrawn: Option<Moment>,
    /// Reason of the withdrawal, if stated.
    pub reason: Option<String>,
}

/// Reads `status` and the keys that belong to it.
pub(super) fn read(fields: &mut Fields, zone: &TimeZone) -> StatedStatus {
    let (withdrawn, reason) = (fields.moment("withdrawn", zone), fields.text("reason"));
    fields.declare("status", || FieldType::Words(STATUS_WORDS.to_vec()));
    let text = fields.text("status");
    let word = text
        .as_deref()
        .and_then(|text| STATUS_WORDS.into_iter().find(|word| *word == text));
    if let Some(unknown) = text.filter(|_| word.is_none()) {
        let diagnostic = yaml::value_unknown(fields.place("status"), &unknown, &STATUS_WORDS);
        fields.report(diagnostic.hint_if(status_elsewhere(&unknown)));
        // A misspelt status may have meant `draft`, so the brief must not become public.
        return StatedStatus {
            word: Some("draft"),
            withdrawn: None,
            reason: None,
        };
    }
    StatedStatus {
        word,
        withdrawn,
        reason,
    }
}

impl StatedStatus {
    /// Returns the stated status, with placeholders for a missing time or reason; final by default.
    pub(super) fn status(&self) -> Status {
        let known = STATUS.iter().find(|(name, _)| Some(*name) == self.word);
        let moment = Moment {
            at: Timestamp::UNIX_EPOCH,
            precision: Precision::Day,
        };
        match self.word {
            _ if known.is_some() => known.map_or(Status::Final, |(_, status)| status.clone()),
            None if self.withdrawn.is_none() && self.reason.is_none() => Status::Final,
            // `withdrawn` or `reason` alone is reported elsewhere; until it is fixed, the text must stay hidden.
            _ => Status::Withdrawn {
                at: self.withdrawn.unwrap_or(moment),
                reason: self.reason.clone().unwrap_or_default(),
                language: None,
            },
        }
    }

    /// Reports `status: withdrawn` without its keys, and the keys without that status.
    pub(super) fn report_missing(&self, fields: &mut Fields) {
        let stated = [
            (
                "withdrawn",
                self.withdrawn.is_some(),
                "withdrawn: 2021-07-26 10:00",
            ),
            (
                "reason",
                self.reason.is_some(),
                "reason: why it was taken back",
            ),
        ];
        let is_withdrawn = self.word == Some("withdrawn");
        for (key, is_stated, example) in stated {
            let needs = match (is_withdrawn, is_stated) {
                (true, false) => catalog::fields::key_needs(
                    fields.place("status"),
                    "status: withdrawn",
                    key,
                    example,
                ),
                (false, true) => catalog::fields::key_needs(
                    fields.place(key),
                    key,
                    "status",
                    "status: withdrawn",
                ),
                _ => continue,
            };
            fields.report(needs);
        }
    }
}

/// Returns the hint for a status of other publishing programs.
fn status_elsewhere(word: &str) -> Option<String> {
    let hint = match word.to_ascii_lowercase().as_str() {
        "published" | "publish" | "public" | "live" | "posted" => {
            "write `final`, or nothing: that is what it is without"
        }
        "pending" | "ready" | "review" | "in review" | "scheduled" => {
            "write `hold`; what has a `date` to come appears by itself"
        }
        "private" | "unpublished" | "wip" | "todo" => "write `draft`",
        "ongoing" | "breaking" | "live updates" | "updating" => "write `developing`",
        "retracted" | "removed" | "deleted" | "trash" => {
            "write `withdrawn`, with `withdrawn: TIME` and `reason: …`"
        }
        _ => return None,
    };
    Some(hint.to_owned())
}
