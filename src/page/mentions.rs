//! First mentions: turns the first place in a brief's text that names a tagged person, organization or country into a
//! link.
//!
//! How names are found in a text is in `text`; which names a group has is in `site::groups`.

use std::ops::Range;

use crate::body::{MentionFill, prose};
use crate::brief::Autolink;
use crate::kind::Kind;
use crate::page::context::Context;
use crate::site::{GroupId, LinkOrigin, LinkedBrief, Resolution};
use crate::text::{NameMatcher, TokenizedText};

/// Returns the names in the text of `linked` that become links, in order.
///
/// Skipped are groups that the editor has linked by hand, names that two tagged groups share, and names within a longer
/// known name, such as *Jersey* in *New Jersey*.
pub(super) fn mentions(context: &Context, linked: &LinkedBrief) -> Vec<MentionFill> {
    let brief = &linked.brief;
    let tagged = if brief.autolink == Autolink::On {
        tagged(context, linked)
    } else {
        Vec::new()
    };
    if tagged.is_empty() {
        return Vec::new();
    }
    let names = NameMatcher::new(tagged.iter().enumerate().flat_map(|(owner, (group, _))| {
        let known = context.site.names_of(linked.node.lang, *group);
        known
            .names
            .iter()
            .chain(&known.surname)
            .map(move |name| (owner, name.as_str()))
    }));
    let mut hrefs: Vec<Option<&String>> = tagged.iter().map(|(_, href)| Some(href)).collect();
    let mut fills = Vec::new();
    let quotes = context.locale(linked.node.lang).quotes();
    let means_group = |owner: usize, text: &TokenizedText, range: &Range<usize>| {
        let (site, id, known) = (
            context.site,
            tagged[owner].0,
            context.site.known_names(linked.node.lang),
        );
        match site.group(id).country {
            // Countries get the stricter test: their names may also be ordinary words or parts of place names.
            Some(country) => !known.is_doubtful(country, text, range),
            None => !known.is_part(text, range),
        }
    };
    // Runs of prose only: headings, quotations, code and links are never changed.
    for run in prose(&brief.body.main, quotes) {
        // The rest of the text can name nothing new.
        if hrefs.iter().all(Option::is_none) {
            break;
        }
        let text = &brief.body.main.text[run.clone()];
        if !names.may_occur(text) {
            continue;
        }
        let text = TokenizedText::new(text);
        for mention in names.find(&text) {
            // No owner: the name belongs to two tagged groups. No address: its group is linked already.
            let Some(owner) = mention.owner.filter(|owner| hrefs[*owner].is_some()) else {
                continue;
            };
            // Take the address only once the name is accepted: a doubtful first mention leaves the link to a later one.
            if means_group(owner, &text, &mention.range)
                && let Some(href) = hrefs[owner].take()
            {
                let range = run.start + mention.range.start..run.start + mention.range.end;
                fills.push(MentionFill {
                    range,
                    href: href.clone(),
                });
            }
        }
    }
    fills
}

/// Returns the groups that `linked` is tagged with, and their pages; without those that have no page or are linked in
/// the text already.
fn tagged(context: &Context, linked: &LinkedBrief) -> Vec<(GroupId, String)> {
    let site = context.site;
    let brief = &linked.brief;
    let from = LinkOrigin {
        path: &brief.meta.path,
        lang: linked.node.lang,
    };
    let linked_by_hand: Vec<String> = brief
        .body
        .links
        .iter()
        .filter_map(|link| match site.resolve(&link.target, from) {
            Resolution::Page { route, .. } | Resolution::Address { route, .. } => {
                Some(context.href(&route))
            }
            _ => None,
        })
        .collect();
    let named = |group: &&GroupId| {
        let kind = site.group(**group).kind;
        matches!(kind, Kind::Person | Kind::Organization | Kind::Country)
    };
    let with_page = |group: &GroupId| {
        let href = context.href(&site.group_route(
            site.page_lang(linked.node.lang, *group)?,
            *group,
            None,
        ));
        (!linked_by_hand.contains(&href)).then_some((*group, href))
    };
    linked
        .node
        .tags
        .iter()
        .filter(named)
        .filter_map(with_page)
        .collect()
}
