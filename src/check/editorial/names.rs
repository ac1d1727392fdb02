//! `entity-untagged`, `entity-unmentioned`, `name-variant`, `name-mixed`: who and what the text names, and how.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::speech::{is_any, last_word};
use crate::body::{Block, BlockKind, Link, LinkKind, Target};
use crate::check::editorial::{Language, Reading};
use crate::diag::{Diagnostic, Place, catalog};
use crate::entity::Entity;
use crate::site::{Group, GroupId, GroupKind};
use crate::source::{FieldPath, Span};
use crate::text::{self, Mention, Text};
use crate::time::{MONTHS, WEEKDAYS};

/// Checks the names in a brief.
pub fn check(reading: &Reading, found: &mut Vec<Diagnostic>) {
    let seen = Seen::of(reading);
    // Others ask for them, too: now they are known.
    reading
        .named
        .get_or_init(|| seen.groups.keys().copied().collect());
    untagged(reading, &seen, found);
    unmentioned(reading, &seen, found);
    mixed(reading, &seen, found);
    variants(reading, &seen, found);
}

/// Returns the people and organizations that the prose of a brief names in full.
pub fn named<'r>(reading: &'r Reading) -> &'r BTreeSet<GroupId> {
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
                if kind == GroupKind::Person && another() {
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

/// Bytes on each side of a name that say how it is meant.
const MAX_CONTEXT: usize = 200;

/// What is named after an organization, and is not it.
const NAMESAKES: [&str; 10] = [
    "Award",
    "Avenue",
    "Bridge",
    "Foundation",
    "Museum",
    "Park",
    "Prize",
    "Stadium",
    "Street",
    "Tower",
];

/// Returns whether the name at `range` is a part of another thing's, as far as English shows it: a person's goes on with a
/// capital letter (`Kari Haugen Prize`), an organization's with what is named after things. A single word in a cry of
/// capital letters (`WHO PAYS?`) is no name either.
fn names_another(
    reading: &Reading,
    block: &Block,
    (range, kind): (&Range<usize>, GroupKind),
) -> bool {
    let is_heading = matches!(block.kind, BlockKind::Heading(_)) && !reading.is_headline(block);
    if reading.language == Language::Other || is_heading {
        return false;
    }
    let written = &block.text[range.clone()];
    if !written.contains(char::is_lowercase) {
        return !written.contains(' ') && is_shouted(&block.text, range);
    }
    let after = &block.text[range.end..];
    // `Erik Brandt-Olsen`; not `Haugen-led`.
    if after
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(char::is_uppercase))
    {
        return kind == GroupKind::Person;
    }
    let Some(rest) = after.strip_prefix(' ') else {
        return false;
    };
    let next = rest
        .split(|letter: char| !letter.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let is_name =
        next.starts_with(char::is_uppercase) && next.chars().nth(1).is_some_and(char::is_lowercase);
    match kind {
        GroupKind::Person => is_name && !next.ends_with("day"),
        _ => NAMESAKES.contains(&next),
    }
}

/// Returns whether the surname at `range` follows the first name of somebody else (English): `Ali Kazimi`; not `President
/// Kazimi`, nor the person's own first name.
fn follows_first_name(
    reading: &Reading,
    block: &Block,
    (range, group): (&Range<usize>, GroupId),
) -> bool {
    const OFFICES: &str = "president premier minister prime pm chancellor king queen prince princess emir sheikh sultan pope \
        bishop rabbi imam ayatollah mayor governor senator congressman congresswoman judge justice general colonel major captain admiral \
        commander chief chairman chairwoman director coach doctor professor mr mrs ms dr prof gen sen rep gov sir lord lady dame \
        ambassador secretary leader incumbent candidate";
    let before = &block.text[..range.start];
    if reading.language == Language::Other
        || block.text[range.clone()].contains(' ')
        || !before.ends_with(' ')
    {
        return false;
    }
    let before = before.trim_end();
    let Some(word) = last_word(before.strip_suffix('.').unwrap_or(before)) else {
        return false;
    };
    let known = reading.site.names_of(reading.linked.branch, group);
    let own = || {
        known
            .names
            .iter()
            .flat_map(|name| name.split(' '))
            .any(|own| text::fold(own) == text::fold(word))
    };
    let folded = word.to_lowercase();
    let is_usual = is_any(OFFICES, word)
        || text::begins_sentences(word, "en")
        || ["'s", "’s", "s'", "s’", "ian", "ish", "ese", "qi"]
            .iter()
            .any(|end| folded.ends_with(end))
        || word.chars().all(char::is_uppercase)
        || MONTHS.contains(&folded.as_str())
        || WEEKDAYS.iter().any(|(name, _)| *name == folded);
    word.starts_with(char::is_uppercase) && before.ends_with(word) && !is_usual && !own()
}

/// Returns whether all words around `range`, up to the next signs of punctuation, are in capital letters.
fn is_shouted(text: &str, range: &Range<usize>) -> bool {
    let is_sign =
        |letter: char| !letter.is_alphanumeric() && !matches!(letter, ' ' | '-' | '\'' | '’');
    let from = text.ceil_char_boundary(range.start.saturating_sub(MAX_CONTEXT));
    let to = text.floor_char_boundary(range.end + MAX_CONTEXT);
    let before = text[from..range.start]
        .rsplit(is_sign)
        .next()
        .unwrap_or_default();
    let after = text[range.end..to]
        .split(is_sign)
        .next()
        .unwrap_or_default();
    let mut around = before.chars().chain(after.chars());
    around.clone().any(char::is_alphabetic) && !around.any(char::is_lowercase)
}

/// The field that tags of a kind stand in.
fn field_of(kind: GroupKind) -> &'static str {
    if kind == GroupKind::Person {
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
            GroupKind::Person => &reading.brief.people,
            _ => &reading.brief.organizations,
        };
        // Behind the last tag; where there is none, the editor chooses the place.
        let end = Place::value(&reading.brief.path, &FieldPath::key(field).at_end());
        found.push(if tagged.is_empty() {
            diagnostic
        } else {
            diagnostic.fix(end, group.slug.clone())
        });
    }
}

/// Everything that the brief says, in any place: its headline, its summary, its text.
fn all_text(reading: &Reading) -> String {
    let blocks = reading
        .outline
        .blocks
        .iter()
        .map(|block| block.text.as_str());
    let texts: Vec<&str> = [reading.brief.title.as_str(), reading.brief.summary.as_str()]
        .into_iter()
        .chain(blocks)
        .collect();
    texts.join("\n\n")
}

/// Languages that write a genitive without an apostrophe: `Haugens`.
const GENITIVE_S: [&str; 7] = ["da", "de", "nb", "nl", "nn", "no", "sv"];

fn unmentioned(reading: &Reading, seen: &Seen, found: &mut Vec<Diagnostic>) {
    let site = reading.site;
    let tags: Vec<GroupId> = reading
        .linked
        .tags
        .iter()
        .copied()
        .filter(|id| is_named(site.group(*id)))
        .collect();
    // Most tags are named in full.
    if tags.iter().all(|tag| seen.groups.contains_key(tag)) {
        return;
    }
    let known = tags.iter().enumerate().flat_map(|(owner, id)| {
        let known = site.names_of(reading.linked.branch, *id);
        let spellings = spellings_of(site.group(*id)).iter();
        known
            .names
            .iter()
            .chain(&known.surname)
            .chain(spellings)
            .map(move |name| (owner, name.clone()))
    });
    let language = &site.branch(reading.linked.branch).language;
    let has_genitive = GENITIVE_S.contains(&language.split('-').next().unwrap_or_default());
    let known: Vec<(usize, String)> = known.collect();
    let genitives: Vec<(usize, String)> = match has_genitive {
        true => known
            .iter()
            .map(|(owner, name)| (*owner, format!("{name}s")))
            .collect(),
        false => Vec::new(),
    };
    let names = known
        .iter()
        .chain(&genitives)
        .map(|(owner, name)| (*owner, name.as_str()));
    let names = text::Names::new(names);
    let names = names.in_any_case();
    let text = all_text(reading);
    let mentions = names.find(&Text::new(&text));
    // A name that two of the tags share may be either's.
    if mentions.iter().any(|mention| mention.owner.is_none()) {
        return;
    }
    let linked = linked(reading);
    let by_link = tags
        .iter()
        .enumerate()
        .filter(|(_, id)| linked.contains(id))
        .map(|(owner, _)| owner);
    let named: BTreeSet<usize> = mentions
        .into_iter()
        .filter_map(|mention| mention.owner)
        .chain(by_link)
        .collect();
    for (owner, id) in tags
        .iter()
        .enumerate()
        .filter(|(owner, _)| !named.contains(owner))
    {
        let group = site.group(*id);
        let tags = if group.kind == GroupKind::Person {
            &reading.brief.people
        } else {
            &reading.brief.organizations
        };
        let idx = tags
            .iter()
            .position(|tag| site.tagged(group.kind, tag) == Some(*id))
            .unwrap_or(owner);
        let place = Place::value(
            &reading.brief.path,
            &FieldPath::key(field_of(group.kind)).at_item(idx),
        );
        found.push(catalog::prose::entity_unmentioned(
            place,
            &group.kind.to_string(),
            &group.slug,
        ));
    }
}

/// The groups that the text links to by hand, whatever it calls them.
fn linked(reading: &Reading) -> BTreeSet<GroupId> {
    let named = |link: &Link| -> Vec<GroupId> {
        let (kinds, slug): (&[LinkKind], &str) = match &link.target {
            Target::Scheme { kind, slug, .. } => (std::slice::from_ref(kind), slug),
            Target::Wiki {
                kind: Some(kind),
                slug,
                ..
            } => (std::slice::from_ref(kind), slug),
            Target::Wiki {
                kind: None, slug, ..
            } => (&[LinkKind::Person, LinkKind::Organization], slug),
            _ => return Vec::new(),
        };
        let group = |kind: &LinkKind| match kind {
            LinkKind::Person => reading.site.tagged(GroupKind::Person, slug),
            LinkKind::Organization => reading.site.tagged(GroupKind::Organization, slug),
            _ => None,
        };
        kinds.iter().filter_map(group).collect()
    };
    reading.brief.body.links.iter().flat_map(named).collect()
}

fn is_named(group: &Group) -> bool {
    matches!(group.kind, GroupKind::Person | GroupKind::Organization) && group.described.is_some()
}

/// Two names of one thing in one brief. The short form is no second name, nor one that the other holds.
fn mixed(reading: &Reading, seen: &Seen, found: &mut Vec<Diagnostic>) {
    for (id, names) in &seen.groups {
        let short = match reading
            .site
            .group(*id)
            .described
            .as_ref()
            .map(|file| &file.entity)
        {
            Some(Entity::Organization(of)) => of.short.as_ref().map(|short| text::fold(short)),
            _ => None,
        };
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

fn spellings_of(group: &Group) -> &[String] {
    match group.described.as_ref().map(|file| &file.entity) {
        Some(Entity::Person(person)) => &person.spellings,
        Some(Entity::Organization(organization)) => &organization.spellings,
        _ => &[],
    }
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

/// Returns whether a name is no part of a longer one: `Adems-Straße`, `@Adems`, `Adems.example`.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let is_joint = |letter: char| {
        matches!(
            letter,
            '-' | '–' | '@' | '#' | '_' | '/' | '.' | '=' | '&' | '+'
        )
    };
    let mut after = text[range.end..].chars();
    let goes_on =
        after.next().is_some_and(is_joint) && after.next().is_some_and(char::is_alphanumeric);
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
