//! Addresses, titles and existence of feeds, for the pages that link to them. Their entries are in `kinds::feed`, their
//! formats in `render`.

use crate::config::FeedKind;
use crate::i18n::MessageKey;
use crate::page::context::Context;
use crate::page::plan::{Feed, FeedOf};
use crate::page::routes;
use crate::site::{GroupId, GroupPublicity, LanguageId, Members, Site};
use crate::url::Route;

/// File name of an Atom feed.
pub const ATOM_FILE: &str = "feed.xml";
/// File name of a JSON Feed.
pub const JSON_FILE: &str = "feed.json";

/// Returns the address of a feed, which is below that of its page.
pub(super) fn route(site: &Site, feed: Feed) -> Route {
    page_route(site, feed.lang, feed.of).file(file_name(feed.kind))
}

pub(super) fn file_name(kind: FeedKind) -> &'static str {
    match kind {
        FeedKind::Atom => ATOM_FILE,
        FeedKind::Json => JSON_FILE,
    }
}

pub(super) fn media_type(kind: FeedKind) -> &'static str {
    match kind {
        FeedKind::Atom => "application/atom+xml",
        FeedKind::Json => "application/feed+json",
    }
}

/// Returns whether a group that has a page in `lang` has a feed there: its kind has feeds, and at least one brief was
/// listed, even if it was withdrawn since.
///
/// Subscribers keep a feed that is on `urls.lock` for as long as the group has a page, and that of a group whose page
/// only exists because it is on the lock.
pub(super) fn has_feed(site: &Site, lang: LanguageId, group: GroupId) -> bool {
    let of = site.group(group);
    let is_locked = |kind: &FeedKind| {
        let feed = Feed {
            lang,
            of: FeedOf::Group(group),
            kind: *kind,
        };
        site.locked_feeds.contains(&route(site, feed))
    };
    let Members { listed, withdrawn } = site.members(lang, group);
    of.kind.has_feed()
        && (!listed.is_empty()
            || !withdrawn.is_empty()
            || of.publicity == GroupPublicity::Locked
            // Checked last, and only if any feed is locked: comparing makes routes for every group of the site.
            || (!site.locked_feeds.is_empty() && site.config.feeds.iter().any(is_locked)))
}

/// Returns the address of the page that the feeds of a subject belong to.
pub(super) fn page_route(site: &Site, lang: LanguageId, of: FeedOf) -> Route {
    match of {
        FeedOf::Site => routes::home(site, lang, None),
        FeedOf::Group(group) => site.group_route(lang, group, None),
        FeedOf::Corrections => routes::corrections(site, lang, None),
    }
}

/// Returns the title of a feed: the site's name, with that of the group if it has one.
pub(super) fn title(context: &Context, lang: LanguageId, of: FeedOf) -> String {
    let site = context.title(lang);
    let part = match of {
        FeedOf::Site => return site.to_owned(),
        FeedOf::Group(group) => context.site.name_of(lang, group),
        FeedOf::Corrections => context.format(MessageKey::Corrections, lang),
    };
    context
        .catalog(lang)
        .format(MessageKey::FeedTitle, &[("site", site), ("part", &part)])
}
