//! `entity-untagged`, `entity-unmentioned`, `name-variant`, `name-mixed`, `role-out-of-date`: who and what the
//! text names, and how.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::body::{Block, BlockKind, Link, LinkKind, Target};
use crate::check::editorial::{Language, Reading};
use crate::diag::{Diagnostic, Place, catalog};
use crate::entity::{Entity, Person, Role};
use crate::site::{Group, GroupId, GroupKind};
use crate::source::{FieldPath, Span};
use crate::text::{self, Mention, Text, WordList};
use crate::time::Edtf;

/// Checks the names in a brief.
pub fn check(reading: &Reading, found: &mut Vec<Diagnostic>) {
    let mut seen = Seen::default();
    for block in &reading.outline.blocks {
        for prose in block.prose() {
            seen.look(reading, block, &prose);
        }
    }
    untagged(reading, &seen, found);
    unmentioned(reading, &seen, found);
    mixed(reading, &seen, found);
    variants(reading, &seen, found);
    roles(reading, found);
}

/// What the prose names: where first, and as what.
#[derive(Default)]
struct Seen {
    /// Each name of a person or an organization: folded, as written, and its place.
    groups: BTreeMap<GroupId, Vec<(String, String, Span)>>,
    /// Spellings that are not the site's, and where a fix may write.
    variants: Vec<(GroupId, String, Span, Option<Place>)>,
}

impl Seen {
    fn look(&mut self, reading: &Reading, block: &Block, prose: &Range<usize>) {
        let text = Text::new(&block.text[prose.clone()]);
        let branch = reading.linked.branch;
        let place = |mention: &Mention| {
            block.place(&(prose.start + mention.range.start..prose.start + mention.range.end))
        };
        let known = reading.site.known_names(branch);
        for (group, mention) in reading.lexicon.groups(branch, &text) {
            if known.is_part(&text, &mention.range) {
                continue;
            }
            let names = self.groups.entry(group).or_default();
            let written = &text.text[mention.range.clone()];
            let folded = text::fold(written);
            if !names.iter().any(|(known, ..)| *known == folded) {
                names.push((folded, written.to_owned(), place(&mention)));
            }
        }
        if block.kind != BlockKind::Quotation {
            for (group, mention) in reading.lexicon.spellings(reading.site, branch, &text) {
                let written = text.text[mention.range.clone()].to_owned();
                let whole = prose.start + mention.range.start..prose.start + mention.range.end;
                let typed = reading.typed_at(block, &whole).filter(|_| stands_alone(&block.text, &whole));
                self.variants.push((group, written, place(&mention), typed));
            }
        }
    }
}

/// The field that tags of a kind stand in.
fn field_of(kind: GroupKind) -> &'static str {
    if kind == GroupKind::Person { "people" } else { "organizations" }
}

fn untagged(reading: &Reading, seen: &Seen, found: &mut Vec<Diagnostic>) {
    for (id, names) in seen.groups.iter().filter(|(id, _)| !reading.linked.tags.contains(id)) {
        let Some((_, written, span)) = names.first() else { continue };
        let group = reading.site.group(*id);
        let field = field_of(group.kind);
        let diagnostic = catalog::prose::entity_untagged(reading.at(*span), written, field, &group.slug);
        let tagged = match group.kind {
            GroupKind::Person => &reading.brief.people,
            _ => &reading.brief.organizations,
        };
        // Behind the last tag; where there is none, the editor chooses the place.
        let end = Place::value(&reading.brief.path, &FieldPath::key(field).at_end());
        found.push(if tagged.is_empty() { diagnostic } else { diagnostic.fix(end, group.slug.clone()) });
    }
}

/// Everything that the brief says, in any place: its headline, its summary, its text.
fn all_text(reading: &Reading) -> String {
    let blocks = reading.outline.blocks.iter().map(|block| block.text.as_str());
    let texts: Vec<&str> =
        [reading.brief.title.as_str(), reading.brief.summary.as_str()].into_iter().chain(blocks).collect();
    texts.join("\n\n")
}

fn unmentioned(reading: &Reading, seen: &Seen, found: &mut Vec<Diagnostic>) {
    let site = reading.site;
    let tags: Vec<GroupId> =
        reading.linked.tags.iter().copied().filter(|id| is_named(site.group(*id))).collect();
    // Most tags are named in full.
    if tags.iter().all(|tag| seen.groups.contains_key(tag)) {
        return;
    }
    let names = text::Names::new(tags.iter().enumerate().flat_map(|(owner, id)| {
        let known = site.names_of(reading.linked.branch, *id);
        let spellings = spellings_of(site.group(*id)).iter();
        known.names.iter().chain(&known.surname).chain(spellings).map(move |name| (owner, name.as_str()))
    }));
    let names = names.in_any_case();
    let text = all_text(reading);
    let mentions = names.find(&Text::new(&text));
    // A name that two of the tags share may be either's.
    if mentions.iter().any(|mention| mention.owner.is_none()) {
        return;
    }
    let linked = linked(reading);
    let by_link = tags.iter().enumerate().filter(|(_, id)| linked.contains(id)).map(|(owner, _)| owner);
    let named: BTreeSet<usize> =
        mentions.into_iter().filter_map(|mention| mention.owner).chain(by_link).collect();
    for (owner, id) in tags.iter().enumerate().filter(|(owner, _)| !named.contains(owner)) {
        let group = site.group(*id);
        let tags = if group.kind == GroupKind::Person {
            &reading.brief.people
        } else {
            &reading.brief.organizations
        };
        let idx = tags.iter().position(|tag| site.tagged(group.kind, tag) == Some(*id)).unwrap_or(owner);
        let place = Place::value(&reading.brief.path, &FieldPath::key(field_of(group.kind)).at_item(idx));
        found.push(catalog::prose::entity_unmentioned(place, &group.kind.to_string(), &group.slug));
    }
}

/// The groups that the text links to by hand, whatever it calls them.
fn linked(reading: &Reading) -> BTreeSet<GroupId> {
    let slug_and_kind = |link: &Link| match &link.target {
        Target::Scheme { kind, slug, .. } => Some((*kind, slug.clone())),
        Target::Wiki { kind, slug, .. } => Some(((*kind)?, slug.clone())),
        _ => None,
    };
    let named = reading.brief.body.links.iter().filter_map(slug_and_kind).filter_map(|(kind, slug)| {
        let kind = match kind {
            LinkKind::Person => GroupKind::Person,
            LinkKind::Organization => GroupKind::Organization,
            _ => return None,
        };
        reading.site.group_of(kind, &slug)
    });
    named.collect()
}

fn is_named(group: &Group) -> bool {
    matches!(group.kind, GroupKind::Person | GroupKind::Organization) && group.described.is_some()
}

/// Two names of one thing in one brief. The short form is no second name, nor one that the other holds.
fn mixed(reading: &Reading, seen: &Seen, found: &mut Vec<Diagnostic>) {
    for (id, names) in &seen.groups {
        let short = match reading.site.group(*id).described.as_ref().map(|file| &file.entity) {
            Some(Entity::Organization(of)) => of.short.as_ref().map(|short| text::fold(short)),
            _ => None,
        };
        let long: Vec<_> = names.iter().filter(|(folded, ..)| Some(folded) != short.as_ref()).collect();
        if let [(first_folded, first, at), others @ ..] = long.as_slice() {
            for (folded, written, span) in others {
                if !folded.contains(first_folded.as_str()) && !first_folded.contains(folded.as_str()) {
                    let diagnostic =
                        catalog::prose::name_mixed(reading.at(*span), written, first, reading.at(*at));
                    found.push(diagnostic);
                }
            }
        }
    }
}

fn spellings_of(group: &Group) -> &[String] {
    match group.described.as_ref().map(|file| &file.entity) {
        Some(Entity::Person(person)) => &person.spellings,
        Some(Entity::Organization(organization)) => &organization.spellings,
        _ => &[],
    }
}

fn variants(reading: &Reading, seen: &Seen, found: &mut Vec<Diagnostic>) {
    // Signs of Markdown in a name would be marks in the text.
    let is_plain =
        |name: &str| !name.contains(['*', '_', '`', '[', ']', '<', '>', '&', '\\', '|', '~', '{', '}']);
    for (id, written, span, typed) in &seen.variants {
        let instead = site_form(reading, *id, written);
        let diagnostic = catalog::prose::name_variant(reading.at(*span), written, &instead);
        found.push(match typed {
            Some(place) if is_plain(&instead) => diagnostic.fix(place.clone(), instead),
            _ => diagnostic,
        });
    }
}

/// Returns whether a name is no part of a longer one: `Adems-Straße`, `@Adems`, `Adems.example`.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let is_joint = |letter: char| matches!(letter, '-' | '–' | '@' | '#' | '_' | '/' | '.' | '=' | '&' | '+');
    let mut after = text[range.end..].chars();
    let goes_on = after.next().is_some_and(is_joint) && after.next().is_some_and(char::is_alphanumeric);
    !goes_on && !text[..range.start].ends_with(is_joint)
}

/// Returns the site's own form of `written`: the name with as many words that is most like it, with the article that
/// was written.
fn site_form(reading: &Reading, id: GroupId, written: &str) -> String {
    let known = reading.site.names_of(reading.linked.branch, id);
    let n_words = |name: &str| text::fold(name).split(' ').count();
    let wanted = n_words(written);
    let alike: Vec<&str> = known
        .names
        .iter()
        .chain(&known.surname)
        .map(String::as_str)
        .filter(|name| n_words(name) == wanted && name.is_ascii() == written.is_ascii())
        .collect();
    let name = text::most_like(written, &alike).unwrap_or_else(|| reading.site.group(id).name.as_str());
    let article = written.split_once('-').filter(|(article, _)| article.len() == 2);
    match article {
        Some((article, _)) if wanted == 1 && !name.contains('-') => format!("{article}-{name}"),
        _ => name.to_owned(),
    }
}

/// An office before a name (`President Trump`) that was not held on the day, and is not said to be a former one.
fn roles(reading: &Reading, found: &mut Vec<Diagnostic>) {
    if reading.language == Language::Other {
        return;
    }
    let written = Edtf::day(reading.brief.date.date(&reading.site.config.timezone));
    // A brief on a day long past speaks of its own day, too.
    let days = [reading.brief.event.clone().unwrap_or_else(|| written.clone()), written];
    for id in &reading.linked.tags {
        let group = reading.site.group(*id);
        let Some(Entity::Person(person)) = group.described.as_ref().map(|file| &file.entity) else {
            continue;
        };
        let heads = heads(person, &days);
        if heads.is_empty() {
            continue;
        }
        let known = reading.site.names_of(reading.linked.branch, *id);
        let names: Vec<&String> = known.names.iter().chain(&known.surname).collect();
        let phrases =
            heads.iter().flat_map(|(head, _)| names.iter().map(move |name| format!("{head} {name}")));
        let phrases: Vec<String> = phrases.collect();
        let list = WordList::new(phrases.iter().map(String::as_str));
        for block in &reading.outline.blocks {
            for (idx, range) in list.find(&block.text) {
                if !is_former(&block.text[..range.start].to_ascii_lowercase()) {
                    let place = reading.at(block.place(&range));
                    let title = heads[idx / names.len()].1;
                    found.push(catalog::prose::role_out_of_date(place, &block.text[range], title));
                }
            }
        }
    }
}

/// The offices that a person has, or had, but held on none of `days`: as they stand before a name, and in full.
fn heads<'a>(person: &'a Person, days: &[Edtf]) -> Vec<(&'a str, &'a str)> {
    let head = |title: &'a str| {
        title.split([',', ';']).next().and_then(|part| part.split(" of ").next()).unwrap_or(title)
    };
    let holds = |role: &&Role| days.iter().any(|day| role.holds(day.first(), day.last()));
    let held: Vec<&str> = person.roles.iter().filter(holds).map(|role| head(&role.title)).collect();
    let over = person.roles.iter().filter(|role| !holds(role));
    over.map(|role| (head(&role.title), role.title.as_str()))
        .filter(|(head, _)| !held.contains(head))
        .collect()
}

fn is_former(before: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let last = last.trim_end_matches('-');
    ["former", "then", "ex", "late", "acting", "future", "onetime"].contains(&last)
        || before.ends_with("then-")
}
