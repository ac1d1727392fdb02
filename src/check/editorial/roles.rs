//! `role-out-of-date`: an office before a name that the person did not hold on the day (English).

use std::collections::BTreeSet;
use std::ops::Range;

use crate::body::{Block, BlockKind};
use crate::check::editorial::{BriefContext, ProseLanguage, names};
use crate::diag::{Diagnostic, catalog};
use crate::entity::{Entity, Person, Role};
use crate::site::GroupId;
use crate::text::WordList;
use crate::time::Edtf;

/// Words before an office that say it is not held, or is another one; in lower case.
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

/// Words before an office that speak of the time when it was held; in lower case.
const TIMES: [&str; 6] = ["during", "since", "under", "until", "when", "while"];

/// Bytes on each side of an office that say how it is meant.
const MAX_CONTEXT: usize = 400;
/// Most words of a noun phrase before the office.
const MAX_BEFORE: usize = 5;

/// An office before a name (`President Trump`) that was not held on the day, and is not said to be a former one.
pub(super) fn check(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    if ctx.language == ProseLanguage::Other {
        return;
    }
    let written = Edtf::day(ctx.brief.meta.date.date(&ctx.site.config.timezone));
    // A brief on a day long past speaks of its own day, too.
    let days = [
        ctx.brief
            .meta
            .event
            .clone()
            .unwrap_or_else(|| written.clone()),
        written,
    ];
    // Whom the text names in full is meant, tagged or not.
    let named = names::named(ctx).iter();
    let people: BTreeSet<&GroupId> = ctx.linked.tags.iter().chain(named).collect();
    for id in people {
        let group = ctx.site.group(*id);
        let Some(Entity::Person(person)) = group.file.as_ref().map(|file| &file.entity) else {
            continue;
        };
        let heads = heads(person, &days);
        if heads.is_empty() {
            continue;
        }
        let known = ctx.site.names_of(ctx.linked.lang, *id);
        let last = |name: &String| name.rsplit(' ').next().unwrap_or(name).to_owned();
        let mut names: Vec<String> = known.names.iter().chain(&known.surname).cloned().collect();
        // With its article, `al-Kadhemi`, where the surname is.
        let bare = known.surname.iter().flat_map(|surname| {
            let ends = move |name: &String| {
                name.strip_suffix(surname.as_str())
                    .is_some_and(|rest| rest.ends_with('-'))
            };
            known.names.iter().map(last).filter(ends)
        });
        names.extend(bare.collect::<Vec<_>>());
        let phrases = heads.iter().flat_map(|head| {
            names
                .iter()
                .map(move |name| format!("{} {name}", head.short))
        });
        let phrases: Vec<String> = phrases.collect();
        let list = WordList::new(phrases.iter().map(String::as_str));
        for block in ctx
            .blocks()
            .filter(|block| block.kind != BlockKind::Quotation)
        {
            for prose in block.prose() {
                for (idx, at) in list.find(&block.text[prose.clone()]) {
                    let range = prose.start + at.start..prose.start + at.end;
                    let head = &heads[idx / names.len()];
                    if is_current(block, &range, head) {
                        let place = ctx.place(block, &range);
                        found.push(catalog::prose::role_out_of_date(
                            place,
                            &block.text[range],
                            &head.role.title,
                        ));
                    }
                }
            }
        }
    }
}

/// An office that a person has, or had, but not on the day: as it stands before a name.
struct NamedOffice<'a> {
    short: &'a str,
    role: &'a Role,
}

fn heads<'a>(person: &'a Person, days: &[Edtf]) -> Vec<NamedOffice<'a>> {
    let head = |title: &'a str| {
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
        .map(|role| head(&role.title))
        .collect();
    let over = person.roles.iter().filter(|role| !holds(role));
    over.map(|role| NamedOffice {
        short: head(&role.title),
        role,
    })
    .filter(|head| !held.contains(&head.short))
    .collect()
}

/// Returns whether the office at `range` is said to be held when the brief is written.
fn is_current(block: &Block, range: &Range<usize>, head: &NamedOffice) -> bool {
    let text = &block.text;
    let from = text.ceil_char_boundary(range.start.saturating_sub(MAX_CONTEXT));
    let to = text.floor_char_boundary(range.end + MAX_CONTEXT);
    let (before, after) = (&text[from..range.start], &text[range.end..to]);
    let goes_on = after
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        || [" Jr", " Sr"].iter().any(|end| after.starts_with(end));
    let start = before.rfind([';', '\n']).map_or(0, |at| at + 1);
    let start = before[start..]
        .rfind(". ")
        .filter(|at| !is_initials(&before[..start + at]))
        .map_or(start, |at| start + at + 2);
    let end = after.find(". ").map_or(after.len(), |at| at + 1);
    let sentence = [&before[start..], &after[..end]];
    !goes_on
        && !is_qualified(&before[start..])
        && !sentence.iter().any(|part| names_time(part, head.role))
}

/// Returns whether the full stop behind `text` is that of initials: `U.S`.
fn is_initials(text: &str) -> bool {
    let word = text.split_whitespace().next_back().unwrap_or_default();
    word.contains('.') || word.chars().count() == 1
}

/// Returns whether the noun phrase that ends in the office begins with a word that takes it back, or follows one that
/// speaks of its time: `former US`, `then-`, `under`.
fn is_qualified(before: &str) -> bool {
    let mut words: Vec<&str> = before.split_whitespace().collect();
    // `then-President`, `ex-US President`: what is joined to the office itself has no space behind it.
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
        // `then President`; at the head of a sentence it says what followed.
        if first == "then"
            && (word.starts_with('t') || lower.len() > first.len() || (is_joined && n_looked == 0))
        {
            return true;
        }
        n_looked += 1;
        // Only what belongs to the phrase: `Norwegian`, `US`, `Norway's`, `the`, `USS`.
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
