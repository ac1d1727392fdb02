//! First mentions: the first place in a brief's text that names a tagged person, organization or country
//! becomes a link.

use crate::body::{MentionFill, prose};
use crate::brief::Autolink;
use crate::page::context::Context;
use crate::site::{From, GroupId, GroupKind, LinkedBrief, Resolution};
use crate::text::{Names, Text};

/// Returns the names in the text of `linked` that become links, in order.
///
/// What the editor has linked by hand is left to the editor. A name that two of the tagged share links to
/// neither.
pub fn mentions(context: &Context, linked: &LinkedBrief) -> Vec<MentionFill> {
    let brief = &linked.brief;
    let tagged = if brief.autolink == Autolink::On { tagged(context, linked) } else { Vec::new() };
    if tagged.is_empty() {
        return Vec::new();
    }
    let names = Names::new(tagged.iter().enumerate().flat_map(|(owner, (group, _))| {
        let known = context.site.names_of(linked.branch, *group);
        known.names.iter().chain(&known.surname).map(move |name| (owner, name.as_str()))
    }));
    let mut hrefs: Vec<Option<&String>> = tagged.iter().map(|(_, href)| Some(href)).collect();
    let mut fills = Vec::new();
    let quotes = context.locale(linked.branch).quotes();
    for run in prose(&brief.body.main, quotes) {
        for mention in names.find(&Text::new(&brief.body.main.text[run.clone()])) {
            if let Some(href) = mention.owner.and_then(|owner| hrefs[owner].take()) {
                let range = run.start + mention.range.start..run.start + mention.range.end;
                fills.push(MentionFill { range, href: href.clone() });
            }
        }
    }
    fills
}

/// Returns what `linked` is tagged with and has a page that no link in the text leads to, and that page.
fn tagged(context: &Context, linked: &LinkedBrief) -> Vec<(GroupId, String)> {
    let site = context.site;
    let brief = &linked.brief;
    let from = From { path: &brief.path, branch: linked.branch };
    let linked_by_hand: Vec<String> = brief
        .body
        .links
        .iter()
        .filter_map(|link| match site.resolve(&link.target, from) {
            Resolution::Page { route, .. } | Resolution::Address { route, .. } => Some(context.href(&route)),
            _ => None,
        })
        .collect();
    let named = |group: &&GroupId| {
        let kind = site.group(**group).kind;
        matches!(kind, GroupKind::Person | GroupKind::Organization | GroupKind::Country)
    };
    let with_page = |group: &GroupId| {
        let href = context.href(&site.group_route(site.page_branch(linked.branch, *group)?, *group, None));
        (!linked_by_hand.contains(&href)).then_some((*group, href))
    };
    linked.tags.iter().filter(named).filter_map(with_page).collect()
}
