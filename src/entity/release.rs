//! Whether readers may see what a file describes, and from when: `publish`, `status`, `embargo` and `date`.
//! Knows no brief: which things public briefs name is found in `site`.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::kind::Kind;
use crate::yaml::Fields;

/// What a file states of its own publication.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Release {
    /// `publish` of a thing, `status` of a page or an edition, if stated.
    pub publish: Option<Publish>,
    /// `embargo`, if stated.
    pub embargo: Option<Timestamp>,
    /// `date` of a page, if stated.
    pub date: Option<Timestamp>,
}

/// When a thing has a page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Publish {
    /// Always, whether or not something names it.
    Always,
    /// As soon as something public names it.
    Auto,
    /// Not before it is finished: only a preview shows it.
    Draft,
    /// Never.
    Never,
}

const PUBLISH: [(&str, Publish); 3] = [
    ("auto", Publish::Auto),
    ("always", Publish::Always),
    ("never", Publish::Never),
];
const PAGE_STATUS: [(&str, Publish); 2] = [("final", Publish::Always), ("draft", Publish::Draft)];

impl Release {
    /// Reads what the file of a thing of this `kind` states; times without an offset are in `zone`.
    pub fn read(fields: &mut Fields, kind: Kind, zone: &TimeZone) -> Self {
        let moment = |fields: &mut Fields, key| fields.moment(key, zone).map(|moment| moment.at);
        Release {
            publish: match kind {
                Kind::Page | Kind::Edition => fields.one_of("status", &PAGE_STATUS),
                _ => fields.one_of("publish", &PUBLISH),
            },
            embargo: moment(fields, "embargo"),
            date: if kind == Kind::Page {
                moment(fields, "date")
            } else {
                None
            },
        }
    }

    /// Returns when it has a page.
    pub fn publish(&self) -> Publish {
        self.publish.unwrap_or(Publish::Auto)
    }

    /// Returns the moment before which readers must not see it.
    pub fn from(&self) -> Option<Timestamp> {
        self.embargo.max(self.date)
    }

    /// Returns whether the moment from which readers may see it has come by `now`.
    pub fn has_come(&self, now: Timestamp) -> bool {
        self.from().is_none_or(|from| from <= now)
    }

    /// Returns what holds for a translation of what `original` states: the stricter of both.
    #[must_use]
    pub fn translated(&self, original: &Release) -> Release {
        Release {
            publish: Some(self.publish().max(original.publish())),
            embargo: self.from().max(original.from()),
            date: None,
        }
    }

    /// Returns the key under which a translation states less than `original` asks for, if there is one.
    pub fn laxer_key(&self, kind: Kind, original: &Release) -> Option<&'static str> {
        let word = if matches!(kind, Kind::Page | Kind::Edition) {
            "status"
        } else {
            "publish"
        };
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
