//! The number of briefs per month in a list, for a small chart on the pages of countries and topics.

use jiff::civil::Date;

use crate::page::context::Context;
use crate::page::view::{ActivityView, MonthView};
use crate::site::{BriefId, LanguageId, Period};

/// Maximum number of months in a chart.
const MAX_MONTHS: usize = 24;

/// Counts the briefs of `ids`, newest first, in each month up to that of the newest brief of `lang`.
///
/// All charts of a site therefore end with the same month. `None` if only one month has briefs: there is nothing to
/// compare.
pub(crate) fn activity(
    context: &Context,
    lang: LanguageId,
    ids: &[BriefId],
) -> Option<ActivityView> {
    let newest = month_of(context, *context.site.lang(lang).all.listed.first()?);
    let mut months: Vec<(Period, usize)> = Vec::new();
    let mut at = Some(newest);
    let mut rest = ids;
    while let Some(period) = at.filter(|_| months.len() < MAX_MONTHS && !rest.is_empty()) {
        // Binary search instead of counting: a list may have ten thousand briefs.
        let n_briefs = rest.partition_point(|id| month_of(context, *id) >= period);
        rest = &rest[n_briefs..];
        months.push((period, n_briefs));
        at = period.month_before();
    }
    let n_nonempty = months.iter().filter(|(_, n_briefs)| *n_briefs > 0).count();
    if n_nonempty < 2 {
        return None;
    }
    let most = months.iter().map(|(_, n_briefs)| *n_briefs).max()?;
    let locale = context.locale(lang);
    let view = |(period, count): &(Period, usize)| MonthView {
        name: locale.month_year(period.year, period.month.unwrap_or(1)),
        count: *count,
        percent: (100 * count).div_ceil(most),
    };
    let peak = view(months.iter().find(|(_, n_briefs)| *n_briefs == most)?);
    Some(ActivityView {
        months: months.iter().rev().map(view).collect(),
        peak,
    })
}

/// Returns the month in which a brief became public, which also orders lists.
fn month_of(context: &Context, id: BriefId) -> Period {
    let site = context.site;
    let [_, month, _] = Period::all_of(published(context, site.node(id).released));
    month
}

/// Returns the day of a moment in the site's time zone.
pub(crate) fn published(context: &Context, at: jiff::Timestamp) -> Date {
    at.to_zoned_datetime(context.site.config.timezone.clone())
        .date()
}
