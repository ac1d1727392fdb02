//! What feeds are called, and where they are.

use crate::config::FeedKind;
use crate::i18n::MessageKey;
use crate::page::context::Context;
use crate::page::plan::{Feed, FeedOf};
use crate::page::routes;
use crate::site::{GroupId, GroupPublicity, LanguageId, Members, Site};
use crate::url::Route;

/// Name of an Atom feed.
pub const ATOM_FILE: &str = "feed.xml";
/// Name of a JSON Feed.
pub const JSON_FILE: &str = "feed.json";

/// Returns the address of a feed.
pub(super) fn route(site: &Site, feed: Feed) -> Route {
    page_route(site, feed).file(match feed.kind {
        FeedKind::Atom => ATOM_FILE,
        FeedKind::Json => JSON_FILE,
    })
}

/// Returns the media type of a feed.
pub(super) fn media_type(kind: FeedKind) -> &'static str {
    match kind {
        FeedKind::Atom => "application/atom+xml",
        FeedKind::Json => "application/feed+json",
    }
}

/// Returns whether a group that has a page in `lang` has a feed there: it is of a kind that does, and there is
/// something in it, be it that a brief was withdrawn. For those who have subscribed to it, a feed that is on `urls.lock` stays
/// with its page; so does that of a page which nothing but the list keeps.
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
            || of.listing == GroupPublicity::Locked
            || (!site.locked_feeds.is_empty() && site.config.feeds.iter().any(is_locked)))
}

/// Returns the address of the page that a feed is of.
pub(super) fn page_route(site: &Site, feed: Feed) -> Route {
    match feed.of {
        FeedOf::Site => routes::home(site, feed.lang, None),
        FeedOf::Group(group) => site.group_route(feed.lang, group, None),
        FeedOf::Corrections => routes::corrections(site, feed.lang, None),
    }
}

/// Returns the title of a feed.
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
