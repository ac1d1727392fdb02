//! Release conditions of an entity file: `publish`, `status`, `embargo` and `date`. Which entities public briefs
//! refer to is found in `site`, where the final decision is made.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::kind::Kind;
use crate::yaml::Fields;

/// Release conditions that a file states.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct ReleaseConditions {
    /// Value of `publish`, or of `status` for a page or an edition, if stated.
    pub publish: Option<Publish>,
    /// Value of `embargo`, if stated.
    pub embargo: Option<Timestamp>,
    /// Value of `date` of a page, if stated.
    pub date: Option<Timestamp>,
}

/// When an entity has a page; later variants are stricter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Publish {
    /// Always, even if nothing refers to it.
    Always,
    /// As soon as something public refers to it.
    Auto,
    /// Never on the built site; a preview shows it.
    Draft,
    /// Never, not even in a preview.
    Never,
}

const PUBLISH: [(&str, Publish); 3] = [
    ("auto", Publish::Auto),
    ("always", Publish::Always),
    ("never", Publish::Never),
];
const PAGE_STATUS: [(&str, Publish); 2] = [("final", Publish::Always), ("draft", Publish::Draft)];

impl ReleaseConditions {
    /// Reads the conditions of an entity of this `kind`; times without an offset are in `zone`.
    pub fn read(fields: &mut Fields, kind: Kind, zone: &TimeZone) -> Self {
        let moment = |fields: &mut Fields, key| fields.moment(key, zone).map(|moment| moment.at);
        ReleaseConditions {
            publish: match kind {
                Kind::Page | Kind::Edition => fields.one_of("status", &PAGE_STATUS),
                _ => fields.one_of("publish", &PUBLISH),
            },
            embargo: moment(fields, "embargo"),
            // The `date` of an edition is read by `edition`, as it also orders editions.
            date: if kind == Kind::Page {
                moment(fields, "date")
            } else {
                None
            },
        }
    }

    /// Returns when it has a page; by default, as soon as something public refers to it.
    pub fn publish(&self) -> Publish {
        self.publish.unwrap_or(Publish::Auto)
    }

    /// Returns the moment before which readers must not see it.
    pub fn from(&self) -> Option<Timestamp> {
        self.embargo.max(self.date)
    }

    /// Returns whether readers may see it at `now`, as far as the time matters.
    pub fn has_come(&self, now: Timestamp) -> bool {
        self.from().is_none_or(|from| from <= now)
    }

    /// Returns the conditions of a translation: the stricter ones of the translation and its `original`.
    #[must_use]
    pub fn translated(&self, original: &ReleaseConditions) -> ReleaseConditions {
        ReleaseConditions {
            // `Publish` is sorted from lax to strict, so the maximum is the stricter one.
            publish: Some(self.publish().max(original.publish())),
            embargo: self.from().max(original.from()),
            date: None,
        }
    }

    /// Returns the key by which a translation is laxer than its `original`, if there is one.
    pub fn laxer_key(&self, kind: Kind, original: &ReleaseConditions) -> Option<&'static str> {
        let word = if matches!(kind, Kind::Page | Kind::Edition) {
            "status"
        } else {
            "publish"
        };
        // Between `always` and `auto` nothing is private: only a closed original can be contradicted.
        let is_closed = matches!(original.publish(), Publish::Draft | Publish::Never);
        let is_laxer = |own: Option<Timestamp>| own.is_some() && own < original.from();
        if is_closed && self.publish.is_some_and(|own| own < original.publish()) {
            Some(word)
        } else if is_laxer(self.embargo) {
            Some("embargo")
        } else if is_laxer(self.date) {
            Some("date")
        } else {
            None
        }
    }
}
