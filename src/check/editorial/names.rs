//! `entity-untagged`, `name-variant`, `name-mixed`: who and what the text names, and how.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::namesakes::{follows_first_name, names_another, stands_alone};
use super::speech::is_any;
use crate::body::{Block, BlockKind};
use crate::check::editorial::Reading;
use crate::diag::{Diagnostic, Place, catalog};
use crate::kind::Kind;
use crate::site::GroupId;
use crate::source::{FieldPath, Span};
use crate::text::{self, Mention, Text};

/// Checks the names in a brief.
pub(super) fn check(reading: &Reading, found: &mut Vec<Diagnostic>) {
    let seen = Seen::of(reading);
    // Others ask for them, too: now they are known.
    reading
        .named
        .get_or_init(|| seen.groups.keys().copied().collect());
    untagged(reading, &seen, found);
    mixed(reading, &seen, found);
    variants(reading, &seen, found);
}

/// Returns the people and organizations that the prose of a brief names in full.
pub(super) fn named<'r>(reading: &'r Reading) -> &'r BTreeSet<GroupId> {
    reading
        .named
        .get_or_init(|| Seen::of(reading).groups.into_keys().collect())
}

/// What the prose names: where first, and as what.
#[derive(Default)]
struct Seen {
    /// Each name of a person or an organization.
    groups: BTreeMap<GroupId, Vec<Name>>,
    /// Spellings that are not the site's, their places, and where a fix may write.
    variants: Vec<(GroupId, String, Place, Option<Place>)>,
}

/// A name where it stands first.
struct Name {
    folded: String,
    written: String,
    place: Place,
    /// Its place in the text; none in the headline.
    span: Option<Span>,
}

impl Seen {
    fn of(reading: &Reading) -> Self {
        let mut seen = Seen::default();
        // The text first: there a fix may write.
        for block in reading.outline.blocks.iter().chain(&reading.headline) {
            for prose in block.prose() {
                seen.look(reading, block, &prose);
            }
        }
        seen
    }

    fn look(&mut self, reading: &Reading, block: &Block, prose: &Range<usize>) {
        let text = Text::new(&block.text[prose.clone()]);
        let branch = reading.linked.branch;
        let whole =
            |mention: &Mention| prose.start + mention.range.start..prose.start + mention.range.end;
        let known = reading.site.known_names(branch);
        let is_own = block.kind != BlockKind::Quotation;
        let named = if is_own {
            reading.lexicon.groups(branch, &text)
        } else {
            Vec::new()
        };
        for (group, mention) in named {
            let at = whole(&mention);
            let kind = reading.site.group(group).kind;
            if known.is_part(&text, &mention.range) || names_another(reading, block, (&at, kind)) {
                continue;
            }
            let names = self.groups.entry(group).or_default();
            let written = &text.text[mention.range.clone()];
            let folded = text::fold(written);
            if !names.iter().any(|known| known.folded == folded) {
                let span = (!reading.is_headline(block)).then(|| block.place(&at));
                let place = reading.place(block, &at);
                names.push(Name {
                    folded,
                    written: written.to_owned(),
                    place,
                    span,
                });
            }
        }
        if block.kind != BlockKind::Quotation {
            for (group, mention) in reading.lexicon.spellings(reading.site, branch, &text) {
                let written = text.text[mention.range.clone()].to_owned();
                let at = whole(&mention);
                let kind = reading.site.group(group).kind;
                let another = || {
                    names_another(reading, block, (&at, kind))
                        || follows_first_name(reading, block, (&at, group))
                };
                if kind == Kind::Person && another() {
                    continue;
                }
                let typed = reading
                    .typed_at(block, &at)
                    .filter(|_| stands_alone(&block.text, &at));
                self.variants
                    .push((group, written, reading.place(block, &at), typed));
            }
        }
    }
}

/// The field that tags of a kind stand in.
pub(super) fn field_of(kind: Kind) -> &'static str {
    if kind == Kind::Person {
        "people"
    } else {
        "organizations"
    }
}

fn untagged(reading: &Reading, seen: &Seen, found: &mut Vec<Diagnostic>) {
    for (id, names) in seen
        .groups
        .iter()
        .filter(|(id, _)| !reading.linked.tags.contains(id))
    {
        let Some(Name { written, place, .. }) = names.first() else {
            continue;
        };
        let group = reading.site.group(*id);
        let field = field_of(group.kind);
        let diagnostic =
            catalog::prose::entity_untagged(place.clone(), written, field, &group.slug);
        let tagged = match group.kind {
            Kind::Person => &reading.brief.head.people,
            _ => &reading.brief.head.organizations,
        };
        // Behind the last tag; where there is none, the editor chooses the place.
        let end = Place::value(&reading.brief.head.path, &FieldPath::key(field).at_end());
        found.push(if tagged.is_empty() {
            diagnostic
        } else {
            diagnostic.fix(end, group.slug.clone())
        });
    }
}

/// Two names of one thing in one brief. The short form is no second name, nor one that the other holds.
fn mixed(reading: &Reading, seen: &Seen, found: &mut Vec<Diagnostic>) {
    for (id, names) in &seen.groups {
        let group = reading.site.group(*id);
        let of = group.profile().filter(|_| group.kind == Kind::Organization);
        let short = of
            .and_then(|of| of.short.as_ref())
            .map(|short| text::fold(short));
        let long = names
            .iter()
            .filter(|name| Some(&name.folded) != short.as_ref());
        let long: Vec<(&Name, Span)> = long.filter_map(|name| Some((name, name.span?))).collect();
        if let [(first, at), others @ ..] = long.as_slice() {
            for (name, span) in others {
                let is_same = is_within(&name.folded, &first.folded)
                    || is_within(&first.folded, &name.folded);
                if !is_same && !is_gloss(reading.source, (*at, *span)) {
                    let (place, there) = (name.place.clone(), first.place.clone());
                    found.push(catalog::prose::name_mixed(
                        place,
                        &name.written,
                        &first.written,
                        there,
                    ));
                }
            }
        }
    }
}

/// Returns whether all words of `short` are words of `long`.
fn is_within(short: &str, long: &str) -> bool {
    short
        .split(' ')
        .all(|word| long.split(' ').any(|known| known == word))
}

/// Most words between a name and another one that explains it.
const MAX_GLOSS: usize = 6;

/// Returns whether the second name explains the first: `Forces (Hashd)`, `Forces, known as Hashd, left`.
fn is_gloss(source: &str, (first, second): (Span, Span)) -> bool {
    let Some(between) = source.get(first.end..second.start) else {
        return false;
    };
    let between = between.trim_start_matches(['*', '_', '”', '"', ']', ' ']);
    let begins = between.starts_with(['(', ',', '–', '—', '-', '/']);
    // `Doctors Without Borders' French name is …`
    let is_named = between
        .split(|letter: char| !letter.is_alphabetic())
        .any(|word| {
            is_any(
                "name names named renamed called known acronym alias abbreviated",
                word,
            )
        });
    let is_short = between
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .count();
    (begins || is_named)
        && is_short <= MAX_GLOSS
        && !between.contains(['.', ';', '\n', ')', '!', '?'])
}

fn variants(reading: &Reading, seen: &Seen, found: &mut Vec<Diagnostic>) {
    // Signs of Markdown in a name would be marks in the text.
    let is_plain = |name: &str| {
        !name.contains([
            '*', '_', '`', '[', ']', '<', '>', '&', '\\', '|', '~', '{', '}',
        ])
    };
    for (id, written, place, typed) in &seen.variants {
        let instead = site_form(reading, *id, written);
        let diagnostic = catalog::prose::name_variant(place.clone(), written, &instead);
        found.push(match typed {
            Some(place) if is_plain(&instead) => diagnostic.fix(place.clone(), instead),
            _ => diagnostic,
        });
    }
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
    let name =
        text::most_like(written, &alike).unwrap_or_else(|| reading.site.group(id).name.as_str());
    let article = written
        .split_once('-')
        .filter(|(article, _)| article.len() == 2);
    match article {
        Some((article, _)) if wanted == 1 && !name.contains('-') => format!("{article}-{name}"),
        _ => name.to_owned(),
    }
}
