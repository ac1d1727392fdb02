//! `role-out-of-date` (English): reports an office before a name (`President Trump`) that the person did not hold on
//! the day.
//!
//! Evidence comes from the `roles` in the person's file, compared with the dates of the brief and of its event. Left alone:
//! offices marked as former, acting or future, sentences that name a year in which the office was held, offices that
//! another current role gives as well, and quotations. Only persons that the brief tags or names in full are checked.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::body::{Block, BlockKind};
use crate::check::editorial::{BriefContext, ProseLanguage, names};
use crate::diag::{Diagnostic, catalog};
use crate::entity::{Entity, Person, Role};
use crate::site::GroupId;
use crate::text::WordList;
use crate::time::Edtf;

/// Words before an office that say it is not held, or is a different one; in lower case.
const QUALIFIERS: [&str; 26] = [
    "acting",
    "assistant",
    "deposed",
    "deputy",
    "disgraced",
    "elect",
    "emeritus",
    "erstwhile",
    "ex",
    "fallen",
    "former",
    "future",
    "honorary",
    "incoming",
    "interim",
    "late",
    "once",
    "one-time",
    "onetime",
    "ousted",
    "outgoing",
    "past",
    "previous",
    "retired",
    "shadow",
    "vice",
];

/// Words before an office that place it in its own time; in lower case.
const TIMES: [&str; 6] = ["during", "since", "under", "until", "when", "while"];

/// Bytes read on each side of an office.
const MAX_CONTEXT: usize = 400;
/// Most words of a noun phrase before the office.
const MAX_BEFORE: usize = 5;

/// Reports offices before names that were held neither when the brief was written nor on the day of its event.
pub(super) fn check(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    if ctx.language == ProseLanguage::Other {
        return;
    }
    let written = Edtf::day(ctx.brief.meta.date.date(&ctx.site.config.timezone));
    // A brief about a day long past may speak of that day or of its own.
    let days = [
        ctx.brief
            .meta
            .event
            .clone()
            .unwrap_or_else(|| written.clone()),
        written,
    ];
    // A person named in full is meant, tagged or not.
    let named = names::named(ctx).iter();
    let people: BTreeSet<&GroupId> = ctx.tagging.tags.iter().chain(named).collect();
    for id in people {
        let group = ctx.site.group(*id);
        let Some(Entity::Person(person)) = group.file.as_ref().map(|file| &file.entity) else {
            continue;
        };
        let offices_not_held = offices_not_held(person, &days);
        if offices_not_held.is_empty() {
            continue;
        }
        let known = ctx.site.names_of(ctx.tagging.lang, *id);
        let last = |name: &String| name.rsplit(' ').next().unwrap_or(name).to_owned();
        let mut names: Vec<String> = known.names.iter().chain(&known.surname).cloned().collect();
        // The surname may be written with its article: `President al-Kadhemi`.
        let bare = known.surname.iter().flat_map(|surname| {
            let ends = move |name: &String| {
                name.strip_suffix(surname.as_str())
                    .is_some_and(|rest| rest.ends_with('-'))
            };
            known.names.iter().map(last).filter(ends)
        });
        names.extend(bare.collect::<Vec<_>>());
        let phrases = offices_not_held.iter().flat_map(|office| {
            names
                .iter()
                .map(move |name| format!("{} {name}", office.short))
        });
        let phrases: Vec<String> = phrases.collect();
        // One list of every office with every name: a match's position tells which office it is.
        let list = WordList::new(phrases.iter().map(String::as_str));
        for block in ctx
            .blocks()
            .filter(|block| block.kind != BlockKind::Quotation)
        {
            for prose in block.prose() {
                for (idx, at) in list.find(&block.text[prose.clone()]) {
                    let range = prose.start + at.start..prose.start + at.end;
                    let office = &offices_not_held[idx / names.len()];
                    if is_current(block, &range, office) {
                        let place = ctx.place(block, &range);
                        found.push(catalog::prose::role_out_of_date(
                            place,
                            &block.text[range],
                            &office.role.title,
                        ));
                    }
                }
            }
        }
    }
}

/// An office that the person holds at other times but not on the day.
struct NamedOffice<'a> {
    /// The office as it precedes a name: `President` of `President of Norway`.
    short: &'a str,
    role: &'a Role,
}

/// Returns the offices of a person not held on any of `days`. A short title that is also held under another role
/// (minister of something else) is left out.
fn offices_not_held<'a>(person: &'a Person, days: &[Edtf]) -> Vec<NamedOffice<'a>> {
    let office = |title: &'a str| {
        title
            .split([',', ';'])
            .next()
            .and_then(|part| part.split(" of ").next())
            .unwrap_or(title)
    };
    let holds = |role: &&Role| days.iter().any(|day| role.holds(day.first(), day.last()));
    let held: Vec<&str> = person
        .roles
        .iter()
        .filter(holds)
        .map(|role| office(&role.title))
        .collect();
    let over = person.roles.iter().filter(|role| !holds(role));
    over.map(|role| NamedOffice {
        short: office(&role.title),
        role,
    })
    .filter(|office| !held.contains(&office.short))
    .collect()
}

/// Returns whether the office at `range` is claimed for the time of writing.
fn is_current(block: &Block, range: &Range<usize>, office: &NamedOffice) -> bool {
    let text = &block.text;
    let from = text.ceil_char_boundary(range.start.saturating_sub(MAX_CONTEXT));
    let to = text.floor_char_boundary(range.end + MAX_CONTEXT);
    let (before, after) = (&text[from..range.start], &text[range.end..to]);
    let goes_on = after
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        || [" Jr", " Sr"].iter().any(|end| after.starts_with(end));
    let start = before.rfind([';', '\n']).map_or(0, |at| at + 1);
    // A stop behind initials (`the U.S. President`) ends no sentence.
    let start = before[start..]
        .rfind(". ")
        .filter(|at| !is_initials(&before[..start + at]))
        .map_or(start, |at| start + at + 2);
    let end = after.find(". ").map_or(after.len(), |at| at + 1);
    let sentence = [&before[start..], &after[..end]];
    !goes_on
        && !is_qualified(&before[start..])
        && !sentence.iter().any(|part| names_time(part, office.role))
}

/// Returns whether the full stop behind `text` belongs to initials: `U.S`.
fn is_initials(text: &str) -> bool {
    let word = text.split_whitespace().next_back().unwrap_or_default();
    word.contains('.') || word.chars().count() == 1
}

/// Returns whether the noun phrase ending in the office contains a qualifier, or follows a word for its time:
/// `former US`, `then-`, `under`.
fn is_qualified(before: &str) -> bool {
    let mut words: Vec<&str> = before.split_whitespace().collect();
    // `then-President`, `ex-US President`: what is hyphenated to the office has no space behind it.
    let is_joined = !before.is_empty() && !before.ends_with(char::is_whitespace);
    let mut n_looked = 0;
    while let Some(word) = words.pop() {
        let lower = word
            .trim_matches(|letter: char| !letter.is_alphanumeric())
            .to_lowercase();
        let first = lower.split('-').next().unwrap_or_default();
        if QUALIFIERS.contains(&lower.as_str())
            || QUALIFIERS.contains(&first)
            || TIMES.contains(&lower.as_str())
        {
            return true;
        }
        // `the then President` qualifies; `Then President …` at the head of a sentence says what happened next.
        if first == "then"
            && (word.starts_with('t') || lower.len() > first.len() || (is_joined && n_looked == 0))
        {
            return true;
        }
        n_looked += 1;
        // Walk back only over words of the noun phrase: `Norwegian`, `US`, `Norway's`, `the`. The `USS` is a ship.
        let is_of_phrase = word.starts_with(char::is_uppercase)
            || matches!(lower.as_str(), "the" | "a" | "by" | "and");
        if lower == "uss" || !is_of_phrase || word.ends_with([',', ':']) || n_looked == MAX_BEFORE {
            return lower == "uss";
        }
    }
    false
}

/// Returns whether `text` names a year in which `role` was held.
fn names_time(text: &str, role: &Role) -> bool {
    let years = text
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| word.len() == 4);
    years
        .filter_map(|year| Edtf::read(year).ok())
        .any(|year| role.holds(year.first(), year.last()))
}
