//! Dates and times for editors, in the site's main language and time zone.
//!
//! The preview's own pages are in English, so text in a right-to-left language is isolated here.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::locale::{Direction, Locale};
use crate::site::{LanguageId, Site};
use crate::time::rfc3339;

/// A moment as text for people and for machines.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(super) struct Time {
    /// Localised text, such as `1 December 2026, 09:00`.
    pub text: String,
    /// RFC 3339, for the `datetime` attribute.
    pub iso: String,
}

/// Formats a moment to the minute.
pub(super) fn time(site: &Site, at: Timestamp) -> Time {
    let zone = &site.config.timezone;
    let civil = at.to_zoned_datetime(zone.clone()).datetime();
    let locale = locale(site);
    Time {
        text: isolated(locale, locale.datetime(civil.date(), civil.time())),
        iso: rfc3339(at, zone),
    }
}

/// Formats a date without a time.
pub(super) fn day(site: &Site, date: Date) -> String {
    let locale = locale(site);
    isolated(locale, locale.date(date))
}

fn locale(site: &Site) -> Locale {
    site.lang(LanguageId(0)).locale
}

/// Isolates right-to-left `text` with U+2068 and U+2069, so that it does not reorder the English words around it.
fn isolated(locale: Locale, text: String) -> String {
    match locale.direction() {
        Direction::Ltr => text,
        Direction::Rtl => format!("\u{2068}{text}\u{2069}"),
    }
}
