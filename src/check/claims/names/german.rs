//! Names in German, where nouns are capitalised too: runs of capitalised words without an article between them, and
//! single words where a noun would need an article.
//!
//! A single word counts beside a verb of saying, behind `in` or another preposition of place, or one letter off a
//! word of a clip. Words with the endings of common nouns, measures and times, and adjectives at the head of a
//! sentence are left alone. Stems are made by `grammar::key`.

use super::grammar::Grammar;
use super::index::{ClipWord, Gap, WordCase};
use super::{NameCandidate, NameSources, runs, tables};

/// Finds the names among `words`.
pub(super) fn find(
    sources: &NameSources,
    words: &[ClipWord],
    is_country: &[bool],
    found: &mut Vec<NameCandidate>,
) {
    let has_capital = |idx: usize| words[idx].case != WordCase::Small && !is_country[idx];
    for mut run in runs(words, has_capital) {
        // A measure, or a word that merely begins the sentence, is no part of the name.
        while run.len() > 1 && is_common(sources, &words[run.start]) {
            run.start += 1;
        }
        // `Private Schulden`: an adjective or a noun before a noun.
        let is_new = |idx: usize| !sources.knows(&words[idx]);
        let is_part = |idx: usize| sources.index.is_part(&words[idx].key);
        let is_adjective = |idx: usize| GERMAN_ADJECTIVES.contains(&words[idx].key.as_str());
        let is_noun_phrase =
            run.len() > 1 && words[run.start].gap == Gap::Start && is_adjective(run.start);
        let is_wrong = sources.index.is_turned(&words[run.start].key);
        if is_wrong && !sources.knows(&words[run.start]) {
            found.push(NameCandidate::new(run.start..run.start + 1, || false));
            run.start += 1;
            if run.is_empty() {
                continue;
            }
        }
        if is_noun_phrase
            || run.len() > 1
                && words[run.start].gap == Gap::Start
                && is_new(run.start)
                && !is_part(run.start + 1)
        {
            run.start += 1;
        }
        // `Anwalt Peter Voss`: the name is what follows the title. At least one word is left as the name.
        let titles = run.clone().take_while(|idx| is_title(&words[*idx])).count();
        let name = run.start + titles.min(run.len() - 1)..run.end;
        let is_after_title = name.start > run.start;
        if name.len() > 1 {
            if let Some(is_known) = judge(sources, &words[name.clone()]) {
                found.push(NameCandidate::new(name, || is_known));
            }
        } else {
            let idx = name.start;
            let is_known = sources.knows(&words[idx]) || sources.is_abbreviation(&words[idx]);
            let is_name = if is_known {
                sources.index.is_part(&words[idx].key)
            } else {
                is_after_title && !looks_like_noun(&words[idx].key)
                    || is_single_name(sources, words, idx)
            };
            if is_name {
                found.push(NameCandidate::new(name, || is_known));
            }
        }
    }
}

/// Adjectives that begin a sentence before a noun without an article; stems as `grammar::key` makes them.
const GERMAN_ADJECTIVES: [&str; 28] = [
    "neu",
    "neue",
    "alt",
    "gross",
    "klein",
    "klar",
    "hoh",
    "hohe",
    "nied",
    "viel",
    "viele",
    "wenig",
    "mehr",
    "stark",
    "schwer",
    "weit",
    "weiter",
    "lang",
    "kurz",
    "jung",
    "frei",
    "heft",
    "deutlich",
    "letzt",
    "nachst",
    "bess",
    "teur",
    "zahlreich",
];

/// Judges a run of capitalised words: whether it is known, or `None` if it is not a name.
fn judge(sources: &NameSources, words: &[ClipWord]) -> Option<bool> {
    let is_known = |word: &ClipWord| sources.knows(word) || sources.is_abbreviation(word);
    let n_unknown = words.iter().filter(|word| !is_known(word)).count();
    let is_part = |word: &ClipWord| sources.index.is_part(&word.key);
    if n_unknown == 0 {
        let is_together = words.windows(2).all(|pair| {
            sources.index.are_near(&pair[0].key, &pair[1].key)
                || sources.is_of_site(&pair[0])
                || !is_part(&pair[0])
                || !is_part(&pair[1])
        });
        let is_longer = words
            .last()
            .is_some_and(|last| is_part(last) && sources.index.is_longer(last));
        return words
            .iter()
            .any(is_part)
            .then_some(is_together && !is_longer);
    }
    if words
        .iter()
        .all(|word| !is_known(word) && looks_like_noun(&word.key))
    {
        return None;
    }
    // `Hauptstadt Athen`: the editor's noun before a name of the clips.
    let last = words.last().filter(|word| is_known(word));
    if last.is_some()
        && words[..words.len() - 1]
            .iter()
            .all(|word| looks_like_noun(&word.key))
    {
        return last.filter(|word| is_part(word)).map(|_| true);
    }
    // Two nouns that no clip has, or a noun and another word: `Grad Hilfe`.
    if looks_like_noun(&words[words.len() - 1].key) && !is_part(&words[0]) {
        return None;
    }
    Some(false)
}

/// Returns whether the unknown word at `idx` is a name, judged by the words around it.
fn is_single_name(sources: &NameSources, words: &[ClipWord], idx: usize) -> bool {
    let word = &words[idx];
    if is_common(sources, word) || sources.tables.starters.has(&word.key) || sources.is_common(word)
    {
        return false;
    }
    if sources.index.is_misspelt(&word.key, Grammar::German)
        || sources.index.is_turned(&word.key)
        || word.case == WordCase::Capitals
    {
        return true;
    }
    let neighbour = |idx: Option<usize>| idx.and_then(|idx| words.get(idx));
    let before = neighbour(idx.checked_sub(1)).filter(|_| word.gap != Gap::Start);
    let after = neighbour(Some(idx + 1)).filter(|next| next.gap == Gap::Joint);
    let says = |word: Option<&ClipWord>| {
        word.is_some_and(|word| sources.tables.saying.has(&word.key) || word.key == "sagt")
    };
    if (says(before) && word.gap == Gap::Joint || says(after) && word.gap == Gap::Start)
        && !looks_like_noun(&word.key)
    {
        return true;
    }
    // `Pieter van Dyk`
    let is_after_particle = before.is_some_and(|before| {
        let particles = [
            "van", "von", "de", "del", "di", "da", "bin", "al", "el", "le", "ten",
        ];
        let given = idx.checked_sub(2).map(|given| &words[given]);
        particles.contains(&before.key.as_str())
            && given.is_some_and(|given| {
                given.case == WordCase::Capital && !is_title(given) && sources.knows(given)
            })
    });
    if is_after_particle && word.gap == Gap::Joint {
        return true;
    }
    if before.is_some_and(|before| PLACES.contains(&before.key.as_str()))
        && word.gap == Gap::Joint
        && is_like_place(sources, &word.key)
    {
        return true;
    }
    let is_place = before.is_some_and(|before| {
        matches!(before.key.as_str(), "in" | "aus" | "nach" | "nah" | "nahe")
    });
    // Plurals need no article either: `in Zimmern` is not a place.
    let is_plural = ["ern", "eln", "ungen", "schaften"]
        .iter()
        .any(|ending| word.whole.ends_with(ending));
    is_place
        && !is_plural
        && word.gap == Gap::Joint
        && !looks_like_noun(&word.key)
        && !sources.tables.german_bare.has(&word.key)
}

/// Prepositions before places without an article; stems as `grammar::key` makes them.
const PLACES: [&str; 9] = [
    "in", "aus", "nach", "bei", "vor", "nahe", "nah", "von", "zwisch",
];

/// Returns whether `key` begins like a place of the clips without being a form of its name.
fn is_like_place(sources: &NameSources, key: &str) -> bool {
    let Some(first) = key.chars().next() else {
        return false;
    };
    let mut candidates = sources
        .index
        .beginning_with(&key[..first.len_utf8()])
        .take(MAX_PLACES);
    candidates.any(|known| {
        let shared = key
            .bytes()
            .zip(known.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        // Forms of one name differ in their last two bytes at most.
        let is_inflected = shared + 2 >= key.len().max(known.len());
        let is_place = || {
            sources
                .index
                .before(known)
                .iter()
                .any(|word| PLACES.contains(&word.as_str()))
        };
        shared >= 4 && !is_inflected && !sources.index.is_small(known) && is_place()
    })
}

/// Most words of the clips that a place is compared with.
const MAX_PLACES: usize = 500;

/// Returns whether `word` is a measure or time, or a word that usually begins sentences and does so here.
fn is_common(sources: &NameSources, word: &ClipWord) -> bool {
    sources.tables.german_measures.has(&word.key)
        || word.gap == Gap::Start && sources.tables.starters.has(&word.key)
}

fn is_title(word: &ClipWord) -> bool {
    is_title_key(&word.key)
}

/// Returns whether `key` ends like a German noun that is not a name.
fn looks_like_noun(key: &str) -> bool {
    let endings = [
        "ung",
        "heit",
        "keit",
        "schaft",
        "tion",
        "sion",
        "tat",
        "ment",
        "ismus",
        "nis",
        "tum",
        "ling",
        "chen",
        "lein",
        "ungen",
        "haus",
        "hauser",
        "werk",
        "werft",
        "platz",
        "strass",
        "zeit",
        "tag",
        "jahr",
        "zahl",
        "kost",
        "hilf",
        "raum",
        "stell",
        "preis",
        "geld",
        "plan",
        "antrag",
        "vertrag",
        "verfahr",
        "gericht",
        "gesetz",
        "arbeit",
        "arbeiterin",
        "kind",
        "mensch",
        "opfer",
        "verletzt",
        "tot",
        "bewohn",
        "zuschau",
        "besuch",
        "mitglied",
        "ertrag",
        "gewinn",
        "verlust",
    ];
    endings.iter().any(|ending| key.ends_with(ending)) || is_title_key(key)
}

/// Returns whether a word is a title, or a compound with one. The stem of `Richterin` has lost its `n`.
fn is_title_key(key: &str) -> bool {
    let ends = |title: &str| {
        key.ends_with(title)
            || title
                .strip_suffix('n')
                .is_some_and(|stem| key.ends_with(stem) && title.ends_with("in"))
    };
    tables::GERMAN_TITLES.iter().any(|title| ends(title))
}
