//! Names in Arabic, which has no capitals. People are recognised in clips and brief by what precedes them (a title, a
//! verb of saying) and by common given names; places by the noun before them (`مدينة`).
//!
//! Without capitals an unknown word proves nothing. Reported is a name of which one half is the clip's and the other
//! is not, a near miss of a clip's name, and a known given name or city that no clip has.

use std::collections::BTreeSet;

use super::index::{ClipWord, Gap};
use super::tables::NameTables;
use super::{NameCandidate, NameSources};

/// Finds the names among `words`.
pub(super) fn find(
    sources: &NameSources,
    words: &[ClipWord],
    is_country: &[bool],
    found: &mut Vec<NameCandidate>,
) {
    let mut idx = 0;
    while idx < words.len() {
        if is_country[idx] {
            idx += 1;
            continue;
        }
        // A country inside is looked up by itself.
        match name_at(sources, words, idx)
            .filter(|(next, _)| !is_country[idx..*next].contains(&true))
        {
            Some((next, is_known)) => {
                found.push(NameCandidate::new(idx..next, || is_known));
                idx = next;
            }
            None => idx += 1,
        }
    }
}

/// Judges the name that begins at `idx`. Returns the position behind it, and whether it is known; `None` if there is
/// no name. The tests run from the strongest evidence to the weakest.
fn name_at(sources: &NameSources, words: &[ClipWord], idx: usize) -> Option<(usize, bool)> {
    let word = &words[idx];
    if !may_be_name(sources.tables, word) {
        return None;
    }
    let before = idx
        .checked_sub(1)
        .map(|before| &words[before])
        .filter(|_| word.gap == Gap::Joint);
    let is_announced = before.is_some_and(|before| {
        sources.tables.arabic_titles.has(&before.key)
            || sources.tables.arabic_saying.has(&before.key)
    });
    let is_given = sources.tables.arabic_given.has(&word.key);
    let is_known = sources.knows(word);
    if !is_known
        && (before.is_some_and(|before| is_other_place(sources, &before.key, word))
            || sources.tables.arabic_cities.has(bare_key(&word.key)))
    {
        return Some((idx + 1, false));
    }
    if !is_known && !is_given && !sources.is_other(word) && is_like_name(sources, &word.key) {
        return Some((idx + 1, false));
    }
    let next = words
        .get(idx + 1)
        .filter(|next| next.gap == Gap::Joint && may_be_name(sources.tables, next));
    let Some(next) = next else {
        // A single name after a verb of saying: `قالت برهان`.
        return (is_announced && is_known && is_name_in_clips(sources, &word.key))
            .then_some((idx + 1, true));
    };
    let is_next_known = sources.knows(next);
    let follows = sources.index.after(&word.key).contains(&next.key);
    if is_known && follows {
        let is_name = is_given || is_announced || is_name_in_clips(sources, &word.key);
        return is_name.then(|| with_particles(sources, words, idx + 2));
    }
    let is_person =
        is_given || is_announced && !sources.is_other(word) || is_name_in_clips(sources, &word.key);
    if is_known
        && is_person
        && !is_next_known
        && !sources.is_other(next)
        && is_name_in_clips(sources, &word.key)
        && is_always_in_full(sources, &word.key)
    {
        // The given name is the clip's, and what follows is not.
        return Some((idx + 2, false));
    }
    if is_near_miss(sources, word, next) {
        return Some((idx + 2, false));
    }
    if !is_known
        && is_next_known
        && (is_given || is_announced)
        && is_surname_in_clips(sources, &next.key)
    {
        return Some((idx + 2, false));
    }
    if is_known
        && is_next_known
        && is_name_in_clips(sources, &word.key)
        && is_surname_in_clips(sources, &next.key)
    {
        return Some((idx + 2, false));
    }
    (is_given && !is_known).then_some((idx + if is_next_known { 1 } else { 2 }, false))
}

/// Extends a name whose words before `end` are known, as long as it ends in a particle: `بيتر فان فيك`. Returns the
/// position behind it, and whether all of it is known.
fn with_particles(sources: &NameSources, words: &[ClipWord], end: usize) -> (usize, bool) {
    let mut end = end;
    while let Some(more) = words.get(end).filter(|more| more.gap == Gap::Joint) {
        let last = words[end - 1].key.as_str();
        let is_particle = matches!(last, "فان" | "دي" | "بن" | "لوك" | "ابو" | "عبد");
        if !is_particle || !may_be_name(sources.tables, more) {
            break;
        }
        end += 1;
        if !sources.index.after(last).contains(&more.key) {
            return (end, false);
        }
    }
    (end, true)
}

/// Returns whether the clips follow the given name `key` by surnames only. Then another word behind it is a wrong
/// surname; otherwise the sentence may simply go on.
fn is_always_in_full(sources: &NameSources, key: &str) -> bool {
    let after = sources.index.after(key);
    after.iter().all(|next| sources.people.1.contains(next))
}

/// Returns whether `word` differs from what the clips have after `head`, a noun for a place or an organization: it
/// resembles theirs, or it has the article and is the only such name.
fn is_other_place(sources: &NameSources, head: &str, word: &ClipWord) -> bool {
    let Some(known) = sources.places.get(bare_head(sources, head)) else {
        return false;
    };
    if sources.is_other(word) {
        return false;
    }
    known.iter().take(MAX_NAMES).any(|(name, article)| {
        let is_like = !is_inflected(&word.key, name) && strsim::levenshtein(&word.key, name) <= 2;
        *article == word.article && (word.article && known.len() == 1 || is_like)
    })
}

/// Returns whether a word that no clip has is one letter off a name of theirs, or two if it is long.
fn is_like_name(sources: &NameSources, key: &str) -> bool {
    let n_letters = key.chars().count();
    let room = if n_letters >= 7 { 2 } else { 1 };
    let names = sources
        .people
        .1
        .iter()
        .chain(sources.places.values().flatten().map(|(name, _)| name));
    n_letters >= 4
        && names.take(MAX_NAMES).any(|name| {
            name.chars().count().abs_diff(n_letters) <= room
                && name.chars().count() >= 4
                && !is_inflected(key, name)
                && strsim::levenshtein(key, name) <= room
        })
}

/// Most names of the clips that a word is compared with: bounds the search in a clip of any size.
const MAX_NAMES: usize = 200;

/// Returns whether two words are forms of one: one contains the other at an end, or both have the same stem.
fn is_inflected(one: &str, other: &str) -> bool {
    let endings = ["ها", "هم", "ات", "ين", "ون", "ه", "ي", "ا"];
    let bare = |word: &'_ str| {
        endings
            .iter()
            .find_map(|ending| word.strip_suffix(ending))
            .map_or(word.len(), str::len)
    };
    let (one_stem, other_stem) = (&one[..bare(one)], &other[..bare(other)]);
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    long.starts_with(short) || long.ends_with(short) || one_stem == other_stem
}

/// Returns a word without an attached preposition. Short words keep the letter, which is probably their own.
fn bare_key(key: &str) -> &str {
    key.strip_prefix(['ب', 'ل', 'ف', 'ك'])
        .filter(|bare| bare.chars().count() >= 4)
        .unwrap_or(key)
}

/// Returns the noun for a place or organization that `key` is, without an attached preposition.
fn bare_head<'k>(sources: &NameSources, key: &'k str) -> &'k str {
    if sources.tables.arabic_heads.has(key) {
        key
    } else {
        bare_key(key)
    }
}

/// Collects names after a noun for a place or an organization, or after a direction: each noun with the name, and
/// whether that has the article.
pub(super) fn places(tables: &NameTables, words: &[ClipWord]) -> Vec<(String, (String, bool))> {
    let mut places = Vec::new();
    for pair in words.windows(2).filter(|pair| pair[1].gap == Gap::Joint) {
        let head = if tables.arabic_heads.has(&pair[0].key) {
            &pair[0].key
        } else {
            bare_key(&pair[0].key)
        };
        // `شمال بغداد` names a place; with an article the direction is a noun (`الشمال`).
        let is_place = tables.arabic_directions.has(&pair[0].key) && !pair[0].article;
        let is_place = is_place && !pair[1].article;
        let is_name = tables.arabic_heads.has(head) && !pair[0].article || is_place;
        let name = &pair[1];
        // `منطقة صناعية` (an industrial area): an adjective, not a name.
        let is_plain = !name.article
            && (tables.arabic_directions.has(&name.key)
                || name.key.ends_with(['ه', 'ي'])
                || name.key.ends_with("ات"));
        if is_name && may_be_name(tables, name) && !is_plain {
            let head = if is_place {
                String::new()
            } else {
                head.to_owned()
            };
            places.push((head, (pair[1].key.clone(), pair[1].article)));
        }
    }
    places
}

/// Returns whether two words are a name of the clips with one of them slightly changed.
fn is_near_miss(sources: &NameSources, word: &ClipWord, next: &ClipWord) -> bool {
    let is_like = |one: &str, other: &str, part: usize| {
        let n_letters = one.chars().count().min(other.chars().count());
        let room = (n_letters / part).max(1);
        let is_inflected = one.starts_with(other) || other.starts_with(one);
        n_letters >= 3 && !is_inflected && strsim::levenshtein(one, other) <= room
    };
    let is_unlike_word =
        |word: &ClipWord| !word.article && !sources.is_other(word) && !sources.knows(word);
    // A surname with the right first letter may be half wrong, a given name only by a third.
    let is_surname = || {
        let others = sources.index.after(&word.key);
        sources.knows(word)
            && !word.article
            && is_unlike_word(next)
            && others.iter().any(|other| {
                next.key.chars().next() == other.chars().next() && is_like(&next.key, other, 2)
            })
    };
    let is_given = || {
        let others = sources.index.before(&next.key);
        sources.knows(next)
            && !next.article
            && is_unlike_word(word)
            && is_surname_in_clips(sources, &next.key)
            && others.iter().any(|other| is_like(&word.key, other, 3))
    };
    is_surname() || is_given()
}

impl NameSources<'_> {
    fn is_other(&self, word: &ClipWord) -> bool {
        self.tables.arabic_others.has(&word.key)
            || self.tables.arabic_saying.has(&word.key)
            || self.tables.arabic_titles.has(&word.key)
    }
}

/// Returns whether a word is long enough and no particle, number, verb of saying or title.
fn may_be_name(tables: &NameTables, word: &ClipWord) -> bool {
    let n_letters = word.key.chars().count();
    n_letters >= 2
        && !word.key.starts_with(char::is_numeric)
        && !tables.arabic_others.has(&word.key)
        && !tables.arabic_saying.has(&word.key)
        && !tables.arabic_titles.has(&word.key)
}

/// Returns whether `word` is a given name: a common one, or one that occurs where the clips name people.
fn is_name_in_clips(sources: &NameSources, word: &str) -> bool {
    sources.tables.arabic_given.has(word) || sources.people.0.contains(word)
}

fn is_surname_in_clips(sources: &NameSources, word: &str) -> bool {
    sources.people.1.contains(word)
}

/// Most words of a title before the name: `وزير المالية السابق دانيال`.
const MAX_OF_TITLE: usize = 4;

/// Collects the given names and the surnames of people among the words of a clip.
pub(super) fn people(
    tables: &NameTables,
    words: &[ClipWord],
) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut people = (BTreeSet::new(), BTreeSet::new());
    for (idx, word) in words.iter().enumerate() {
        let given = if tables.arabic_given.has(&word.key) {
            Some(idx)
        } else if is_title(tables, &word.key) || tables.arabic_saying.has(&word.key) {
            after_title(tables, words, idx)
        } else {
            None
        };
        let Some(given) = given else { continue };
        let Some(next) = words
            .get(given + 1)
            .filter(|next| next.gap == Gap::Joint && may_be_name(tables, next))
        else {
            continue;
        };
        people.0.insert(words[given].key.clone());
        people.1.insert(next.key.clone());
        // Three-part names are common: the third word may be the surname that the brief uses alone.
        let last = words.get(given + 2);
        if let Some(last) = last.filter(|last| last.gap == Gap::Joint && may_be_name(tables, last))
        {
            people.1.insert(last.key.clone());
        }
    }
    people
}

/// Returns whether `key` is a title, alone or with a possessive ending: `مهاجمه` (his striker).
fn is_title(tables: &NameTables, key: &str) -> bool {
    let bare = ["ها", "هم", "ه"]
        .into_iter()
        .find_map(|ending| key.strip_suffix(ending));
    tables.arabic_titles.has(key)
        || bare.is_some_and(|bare| {
            tables.arabic_titles.has(bare)
                || bare
                    .strip_suffix('ت')
                    .is_some_and(|stem| tables.arabic_titles.has(&format!("{stem}ه")))
        })
}

/// Returns where the name behind the title or verb of saying at `idx` begins, skipping the rest of the title.
fn after_title(tables: &NameTables, words: &[ClipWord], idx: usize) -> Option<usize> {
    let after = words.iter().enumerate().skip(idx + 1).take(MAX_OF_TITLE);
    for (at, word) in after {
        // `لشركة` (of the company) continues a title.
        let is_preposed = word.key.starts_with('ل') && word.key.chars().count() > 4;
        let is_of_title = word.article || is_preposed || is_title(tables, &word.key);
        // `مدير شركة …`: the title is one of an organization, whose name follows, not the person's.
        if word.gap != Gap::Joint || tables.arabic_heads.has(&word.key) && !word.article {
            return None;
        }
        if !is_of_title {
            return may_be_name(tables, word).then_some(at);
        }
    }
    None
}
