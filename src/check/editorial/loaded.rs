//! `loaded-verb`: verbs of speech that take sides (English). Most of them have a plain meaning too (a car slams into a wall,
//! a flood claims lives), so each counts only in the company that speech keeps.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::body::{BlockKind, Mark};
use crate::check::editorial::{Language, Reading};
use crate::diag::catalog;
use crate::text::WordList;

/// Verbs with what must follow them; in lower case. `*` is any word that ends so.
const FRAMES: [(&[&str], &[&str]); 9] = [
    (&["boasted", "boasts", "boast", "bragged", "brags"], &["that", "about", "of"]),
    (&["lashed", "lashes"], &["out"]),
    (&["ranted", "rants", "railed", "rails"], &["about", "against", "at", "that", "for"]),
    (&["scoffed", "scoffs", "sneered", "sneers"], &["at", "that"]),
    (&["gushed", "gushes"], &["about", "over", "that"]),
    (&["fumed", "fumes", "whined", "whines"], &["that", "about", "at"]),
    (
        &["admitted", "admits", "admit"],
        &["that", "he", "she", "they", "it", "there", "having", "lying", "knowing"],
    ),
    (&["claimed", "claims", "claim"], &["that", "he", "she", "they", "there", "nobody"]),
    (
        &["refuted", "refutes", "refute"],
        &[
            "the allegations",
            "the allegation",
            "the accusations",
            "the accusation",
            "the charge",
            "the charges",
            "the claims",
            "the claim",
            "the suggestion",
            "the report",
            "reports",
            "allegations",
            "accusations",
            "charges",
            "claims",
            "suggestions",
            "rumours",
            "rumors",
        ],
    ),
];

/// Verbs that hit things as well as people.
const BLOWS: [&str; 12] = [
    "slammed",
    "slams",
    "slam",
    "blasted",
    "blasts",
    "blast",
    "bashed",
    "bashes",
    "ripped",
    "skewered",
    "savaged",
    "lambasted",
];

/// Verbs that follow a quotation.
const QUOTING: [&str; 12] = [
    "gushed", "gushes", "fumed", "fumes", "whined", "whines", "scoffed", "scoffs", "boasted", "sneered",
    "ranted", "crowed",
];

/// What hits things: not a speaker.
const FORCES: [&str; 35] = [
    "blizzard",
    "boat",
    "bomb",
    "bombs",
    "bus",
    "car",
    "cars",
    "crews",
    "cyclone",
    "dog",
    "door",
    "driver",
    "drivers",
    "flood",
    "gunmen",
    "hurricane",
    "lorry",
    "loudspeaker",
    "loudspeakers",
    "missile",
    "plane",
    "quake",
    "rocket",
    "ship",
    "storm",
    "storms",
    "tornado",
    "train",
    "truck",
    "typhoon",
    "van",
    "wave",
    "waves",
    "wind",
    "winds",
];

/// What is answered for: objects of reproach.
const REPROACHED: [&str; 47] = [
    "administration",
    "agency",
    "approach",
    "bank",
    "bill",
    "board",
    "budget",
    "cabinet",
    "chancellor",
    "comments",
    "commission",
    "company",
    "council",
    "court",
    "critics",
    "cuts",
    "deal",
    "decision",
    "delay",
    "draft",
    "failure",
    "government",
    "handling",
    "judge",
    "judges",
    "law",
    "leaders",
    "lawmakers",
    "media",
    "minister",
    "move",
    "opponents",
    "opposition",
    "ministry",
    "offer",
    "plan",
    "plans",
    "police",
    "policy",
    "president",
    "press",
    "proposal",
    "report",
    "rules",
    "ruling",
    "verdict",
    "broadcaster",
];

/// What tells a reproach from a blow, behind the object.
const REASONS: [&str; 3] = ["as", "for", "over"];

/// What makes *claim*, *claims* a noun before it.
const DETERMINERS: [&str; 40] = [
    "a", "about", "against", "all", "and", "any", "baseless", "by", "deny", "disputed", "earlier", "every",
    "false", "for", "from", "her", "his", "its", "legal", "many", "my", "no", "of", "on", "or", "other",
    "our", "over", "some", "such", "that", "the", "their", "these", "this", "those", "to", "what", "with",
    "your",
];

/// Bytes on each side of a verb that say how it is meant.
const MAX_CONTEXT: usize = 400;

static VERBS: LazyLock<WordList> = LazyLock::new(|| {
    let framed = FRAMES.iter().flat_map(|(verbs, _)| verbs.iter());
    WordList::new(framed.chain(&BLOWS).chain(&QUOTING).copied())
});

/// Looks for verbs that take sides.
pub fn check(reading: &Reading, found: &mut Vec<crate::diag::Diagnostic>) {
    if reading.language == Language::Other {
        return;
    }
    for block in &reading.outline.blocks {
        if matches!(block.kind, BlockKind::Attribution | BlockKind::Quotation) {
            continue;
        }
        let prose = block.prose();
        let ends: HashSet<usize> = block.marked(Mark::Quotation).map(|quoted| quoted.end).collect();
        for range in prose {
            let quotation_end = ends.contains(&range.start).then_some(range.start);
            for (_, at) in VERBS.find(&block.text[range.clone()]) {
                let verb = range.start + at.start..range.start + at.end;
                let sentence = Sentence::around(&block.text, &verb, quotation_end);
                if let Some(words) = sentence.loaded() {
                    found.push(catalog::editorial::loaded_verb(reading.at(block.place(&verb)), &words));
                }
            }
        }
    }
}

/// A verb and the words around it, in lower case; none from other sentences.
struct Sentence {
    before: Vec<String>,
    verb: String,
    after: Vec<String>,
    /// As it is written: behind the verb.
    rest: String,
    /// Whether a quotation ends where the clause of the verb begins.
    follows_quotation: bool,
    is_name: bool,
}

impl Sentence {
    fn around(text: &str, verb: &Range<usize>, quotation_end: Option<usize>) -> Self {
        let is_end = |pair: &str| matches!(pair, ". " | "! " | "? " | ".\n" | "!\n" | "?\n");
        let ends = |part: &str| -> Vec<usize> {
            part.char_indices()
                .filter(|(at, _)| part.get(*at..*at + 2).is_some_and(is_end))
                .map(|(at, _)| at)
                .collect()
        };
        // A longer sentence says no more.
        let from = text.ceil_char_boundary(verb.start.saturating_sub(MAX_CONTEXT));
        let to = text.floor_char_boundary(verb.end + MAX_CONTEXT);
        let start = ends(&text[from..verb.start]).last().map_or(from, |at| from + at + 2);
        let end = ends(&text[verb.end..to]).first().map_or(to, |at| verb.end + at);
        let words = |part: &str| -> Vec<String> {
            let split =
                part.split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '-')));
            split.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
        };
        let written = &text[verb.clone()];
        Sentence {
            before: words(&text[start..verb.start]),
            verb: written.to_lowercase(),
            after: words(&text[verb.end..end]),
            rest: text[verb.end..end].to_owned(),
            follows_quotation: quotation_end.is_some_and(|end| end >= start),
            is_name: written.starts_with(char::is_uppercase),
        }
    }

    /// Returns the verb, with the word that makes it one of speech, if it takes sides.
    fn loaded(&self) -> Option<String> {
        let verb = self.verb.as_str();
        if self.is_name || self.is_noun() {
            return None;
        }
        if self.follows_quotation && QUOTING.contains(&verb) && self.before.len() <= 6 {
            return Some(self.verb.clone());
        }
        if BLOWS.contains(&verb) {
            return self.is_reproach().then(|| self.verb.clone());
        }
        let rest = self.after.join(" ");
        let (_, frames) = FRAMES.iter().find(|(verbs, _)| verbs.contains(&verb))?;
        let frame = frames.iter().find(|frame| {
            rest.strip_prefix(**frame).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })?;
        let is_physical = matches!(verb, "fumed" | "gushed" | "whined") && self.has_force();
        (!is_physical).then(|| format!("{} {frame}", self.verb))
    }

    /// Returns whether the word is a noun there: `the claims that`, `bomb blasts`, `the rants of`.
    fn is_noun(&self) -> bool {
        let Some(last) = self.before.last() else { return false };
        let is_plural =
            self.verb.ends_with('s') || matches!(self.verb.as_str(), "claim" | "boast" | "slam" | "blast");
        let is_noun = DETERMINERS.contains(&last.as_str())
            || last.ends_with("'s")
            || last.ends_with("’s")
            || last.ends_with("s'")
            || last.ends_with("s’")
            || ["ed", "ing", "less", "ous", "ful", "able"].iter().any(|end| last.ends_with(end));
        is_plural && is_noun && !(self.verb == "claims" && last == "and")
    }

    fn has_force(&self) -> bool {
        let force = |word: &String| FORCES.contains(&word.as_str());
        self.before.iter().rev().take(6).any(force)
    }

    /// Returns whether a blow is one of words: at what is answered for, or for a reason, and by no force of nature.
    fn is_reproach(&self) -> bool {
        let Some(first) = self.after.first() else { return false };
        let is_particle = matches!(
            first.as_str(),
            "against"
                | "apart"
                | "away"
                | "back"
                | "down"
                | "in"
                | "into"
                | "off"
                | "on"
                | "onto"
                | "open"
                | "out"
                | "past"
                | "shut"
                | "through"
                | "to"
                | "up"
        );
        if is_particle || self.has_force() || self.before.is_empty() {
            return false;
        }
        let object: Vec<&str> = self.after.iter().take(5).map(String::as_str).collect();
        let is_reproached =
            object.iter().any(|word| REPROACHED.contains(word)) || object.starts_with(&["each", "other"]);
        // `slammed Brussels for`: a name is not lower case.
        let is_reason = |pair: &[String]| {
            let is_span = pair[1].starts_with(|letter: char| letter.is_ascii_digit())
                || matches!(
                    pair[1].as_str(),
                    "two" | "three" | "four" | "five" | "several" | "hours" | "days"
                );
            REASONS.contains(&pair[0].as_str()) && !is_span
        };
        let has_reason = self.after.iter().take(10).cloned().collect::<Vec<_>>().windows(2).any(is_reason);
        let names = self.rest.trim_start().starts_with(char::is_uppercase);
        is_reproached || has_reason || names
    }
}
