//! Moments as the preview shows them to editors: in the site's main language and zone.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::locale::{Direction, Locale};
use crate::site::{LanguageId, Site};
use crate::time::rfc3339;

/// A moment for people and for machines.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(super) struct Time {
    /// `1 December 2026, 09:00`.
    pub text: String,
    /// RFC 3339.
    pub iso: String,
}

/// Shows a moment to the minute.
pub(super) fn time(site: &Site, at: Timestamp) -> Time {
    let zone = &site.config.timezone;
    let civil = at.to_zoned_datetime(zone.clone()).datetime();
    let locale = locale(site);
    Time {
        text: isolated(locale, locale.datetime(civil.date(), civil.time())),
        iso: rfc3339(at, zone),
    }
}

/// Shows a day.
pub(super) fn day(site: &Site, date: Date) -> String {
    let locale = locale(site);
    isolated(locale, locale.date(date))
}

fn locale(site: &Site) -> Locale {
    site.lang(LanguageId(0)).locale
}

/// Returns `text`, which stands among English words, so that it does not turn their order around.
fn isolated(locale: Locale, text: String) -> String {
    match locale.direction() {
        Direction::Ltr => text,
        Direction::Rtl => format!("\u{2068}{text}\u{2069}"),
    }
}
