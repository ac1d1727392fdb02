//! `loaded-verb` (English): reports verbs of speech that take sides: *slammed*, *boasted that*, *admitted*, *claimed
//! that*.
//!
//! Most of these verbs also have a plain meaning (a car slams into a wall, a flood claims lives), so each counts only
//! in the company that speech keeps: a following `that`, a quotation before, an object that can be blamed. Nouns,
//! names, sport and forces of nature are left alone, and quotations keep their words. Neutral verbs of saying are in
//! `speech`.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::speech::is_any;
use crate::body::{BlockKind, InlineKind};
use crate::check::editorial::{BriefContext, ProseLanguage};
use crate::diag::catalog;
use crate::text::WordList;

/// Verbs with the phrases of which one must follow; in lower case.
const FRAMES: [(&[&str], &[&str]); 10] = [
    (
        &["boasted", "boasts", "boast", "bragged", "brags"],
        &["that", "about", "of"],
    ),
    (&["lashed", "lashes"], &["out"]),
    (
        &["ranted", "rants", "railed", "rails"],
        &["about", "against", "at", "that", "for"],
    ),
    (&["scoffed", "scoffs", "sneered", "sneers"], &["at", "that"]),
    (&["gushed", "gushes"], &["about", "over", "that"]),
    (
        &["fumed", "fumes", "whined", "whines"],
        &["that", "about", "at"],
    ),
    (
        &["admitted", "admits", "admit"],
        &[
            "that", "he", "she", "they", "it", "there", "having", "lying", "knowing",
        ],
    ),
    (&["conceded", "concedes"], &["that"]),
    (
        &["claimed", "claims", "claim"],
        &["that", "he", "she", "they", "there", "nobody"],
    ),
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

/// Verbs that hit things as well as people: they count only with an object or reason of blame.
const BLOWS: [&str; 13] = [
    "slammed",
    "slams",
    "slam",
    "blasted",
    "blasts",
    "blast",
    "bashed",
    "bashes",
    "ripped",
    "rips",
    "skewered",
    "savaged",
    "lambasted",
];

/// Verbs that take sides right behind a quotation.
const QUOTING: [&str; 12] = [
    "gushed", "gushes", "fumed", "fumes", "whined", "whines", "scoffed", "scoffs", "boasted",
    "sneered", "ranted", "crowed",
];

/// Verbs that take sides where they end the clause behind a quotation; elsewhere they have another meaning.
const CLOSING: [&str; 4] = ["claimed", "claims", "admitted", "admits"];

/// Verbs that follow the noun *blast*: `a gas blast kills nine`.
const HITS: &str = "at caused destroyed destroys hit hits hurt injured injures kill killed kills leave leaves left rips rock rocked \
    rocks wound wounded";

/// Things that are hit and thrown, in sport and at home.
const THROWN: &str = "ball balls brakes car door doors fist homer kick lid penalty phone puck rock rocks shot window";

/// Subjects that hit things and do not speak.
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

/// Objects that can be blamed with words.
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

/// Prepositions of blame, behind the object: they tell a reproach from a blow.
const REASONS: [&str; 3] = ["as", "for", "over"];

/// Words before *claim* and *claims* that make them nouns.
const DETERMINERS: [&str; 40] = [
    "a", "about", "against", "all", "and", "any", "baseless", "by", "deny", "disputed", "earlier",
    "every", "false", "for", "from", "her", "his", "its", "legal", "many", "my", "no", "of", "on",
    "or", "other", "our", "over", "some", "such", "that", "the", "their", "these", "this", "those",
    "to", "what", "with", "your",
];

/// Bytes read on each side of a verb.
const MAX_CONTEXT: usize = 400;

static VERBS: LazyLock<WordList> = LazyLock::new(|| {
    let framed = FRAMES.iter().flat_map(|(verbs, _)| verbs.iter());
    WordList::new(framed.chain(&BLOWS).chain(&QUOTING).copied())
});

/// Reports verbs that take sides, in the headline and the text.
pub(super) fn check(ctx: &BriefContext, found: &mut Vec<crate::diag::Diagnostic>) {
    if ctx.language == ProseLanguage::Other {
        return;
    }
    for block in ctx.blocks() {
        if matches!(block.kind, BlockKind::Attribution | BlockKind::Quotation) {
            continue;
        }
        let prose = block.prose();
        // Prose between quotations begins where one ends: there a verb may belong to the quotation before.
        let ends: HashSet<usize> = block
            .marked(InlineKind::Quotation)
            .map(|quoted| quoted.end)
            .collect();
        for range in prose {
            let quotation_end = ends.contains(&range.start).then_some(range.start);
            for (_, at) in VERBS.find(&block.text[range.clone()]) {
                let verb = range.start + at.start..range.start + at.end;
                let sentence = Sentence::around(&block.text, &verb, quotation_end);
                if let Some(words) = sentence.loaded() {
                    found.push(catalog::sources::loaded_verb(
                        ctx.place(block, &verb),
                        &words,
                    ));
                }
            }
        }
    }
}

/// A verb with the words around it in its sentence, in lower case.
struct Sentence {
    before: Vec<String>,
    verb: String,
    after: Vec<String>,
    /// The text behind the verb as written, for its capitals and punctuation.
    rest: String,
    /// Whether the verb's clause begins where a quotation ends.
    follows_quotation: bool,
    /// Whether the verb is capitalised, as in a title or a name.
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
        // Bounded, so that a sentence of any length costs the same.
        let from = text.ceil_char_boundary(verb.start.saturating_sub(MAX_CONTEXT));
        let to = text.floor_char_boundary(verb.end + MAX_CONTEXT);
        let start = ends(&text[from..verb.start])
            .last()
            .map_or(from, |at| from + at + 2);
        let end = ends(&text[verb.end..to])
            .first()
            .map_or(to, |at| verb.end + at);
        // Words inside the quotation are no part of the clause behind it.
        let quotation_end = quotation_end.filter(|end| *end >= start);
        let start = quotation_end.unwrap_or(start);
        let words = |part: &str| -> Vec<String> {
            let split = part.split(|letter: char| {
                !(letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '-'))
            });
            split
                .filter(|word| !word.is_empty())
                .map(str::to_lowercase)
                .collect()
        };
        let written = &text[verb.clone()];
        Sentence {
            before: words(&text[start..verb.start]),
            verb: written.to_lowercase(),
            after: words(&text[verb.end..end]),
            rest: text[verb.end..end].to_owned(),
            follows_quotation: quotation_end.is_some(),
            is_name: written.starts_with(char::is_uppercase),
        }
    }

    /// Returns the verb, with the word that marks it as speech, if it takes sides. Tests run from the most specific
    /// evidence to the least.
    fn loaded(&self) -> Option<String> {
        let verb = self.verb.as_str();
        if self.is_name || self.is_noun() {
            return None;
        }
        // A longer clause has another verb of its own.
        if self.follows_quotation && QUOTING.contains(&verb) && self.before.len() <= 6 {
            return Some(self.verb.clone());
        }
        if self.follows_quotation && self.closes() {
            return Some(self.verb.clone());
        }
        if self.claims_fact() {
            return Some(format!("{} {}", self.verb, self.after[0]));
        }
        if BLOWS.contains(&verb) {
            return self.is_reproach().then(|| self.verb.clone());
        }
        let rest = self.after.join(" ");
        let (_, frames) = FRAMES.iter().find(|(verbs, _)| verbs.contains(&verb))?;
        let frame = frames.iter().find(|frame| {
            rest.strip_prefix(**frame)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })?;
        // `the wind whined at the window`: only some framed verbs have a physical sense.
        let is_physical = matches!(verb, "fumed" | "gushed" | "whined") && self.has_force();
        (!is_physical).then(|| format!("{} {frame}", self.verb))
    }

    /// Returns whether the word is a noun here: `the claims that`, `bomb blasts`, `the rants of`.
    fn is_noun(&self) -> bool {
        let Some(last) = self.before.last() else {
            return false;
        };
        let next = self.after.first().map_or("", String::as_str);
        if matches!(self.verb.as_str(), "blast" | "blasts") && is_any(HITS, next) {
            return true;
        }
        let is_plural = self.verb.ends_with('s')
            || matches!(self.verb.as_str(), "claim" | "boast" | "slam" | "blast");
        let is_noun = DETERMINERS.contains(&last.as_str())
            || last.ends_with("'s")
            || last.ends_with("’s")
            || last.ends_with("s'")
            || last.ends_with("s’")
            || ["ed", "ing", "less", "ous", "ful", "able"]
                .iter()
                .any(|end| last.ends_with(end));
        // `says and claims` is a pair of verbs.
        is_plural && is_noun && !(self.verb == "claims" && last == "and")
    }

    /// Returns whether this is the verb of the clause behind a quotation: `“…,” the spokesman claimed`,
    /// `claimed Haugen`.
    fn closes(&self) -> bool {
        let rest = self.rest.trim_start();
        let is_end = rest.is_empty()
            || rest.starts_with([',', '.'])
            || (self.before.is_empty() && rest.starts_with(char::is_uppercase));
        let is_other = |word: &String| is_any("who which that and said says", word);
        CLOSING.contains(&self.verb.as_str())
            && is_end
            && self.before.len() <= 6
            && !self.before.iter().any(is_other)
    }

    /// Returns whether a clause with a verb of its own follows *claims* or *admits*, with `that` left out:
    /// `claims the water is safe`.
    fn claims_fact(&self) -> bool {
        const VERBS: &str = "is are was were has had have will would can could did";
        const HEADS: &str = "the its his her their a an all";
        const JOINTS: &str = "who which that and after when as while";
        let clause = self
            .rest
            .split([',', ';', ':', '(', '–', '—'])
            .next()
            .unwrap_or_default();
        let mut words = clause
            .split_whitespace()
            .take(7)
            .take_while(|word| !is_any(JOINTS, word))
            .skip(1);
        matches!(
            self.verb.as_str(),
            "claimed" | "claims" | "claim" | "admitted" | "admits"
        ) && self.after.first().is_some_and(|word| is_any(HEADS, word))
            && words.any(|word| is_any(VERBS, word))
    }

    /// Returns whether things are thrown or a score follows: `blasts Oslo 3-1`.
    fn is_sport(&self) -> bool {
        let is_goals = |word: &str| {
            (1..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_score = |word: &String| {
            word.split_once('-')
                .is_some_and(|(own, other)| is_goals(own) && is_goals(other))
        };
        self.after.iter().take(3).any(|word| is_any(THROWN, word))
            || self.after.iter().any(is_score)
            || self
                .after
                .windows(2)
                .any(|pair| pair.iter().all(|word| is_goals(word)))
    }

    /// Returns whether one of the six words before is a thing or force that hits.
    fn has_force(&self) -> bool {
        let force = |word: &String| FORCES.contains(&word.as_str());
        self.before.iter().rev().take(6).any(force)
    }

    /// Returns whether the blow is one of words: it has an object that can be blamed, a reason, or a name behind it,
    /// and neither a particle of motion, a score, nor a physical force beside it.
    fn is_reproach(&self) -> bool {
        let Some(first) = self.after.first() else {
            return false;
        };
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
        if is_particle || self.is_sport() || self.has_force() || self.before.is_empty() {
            return false;
        }
        let object: Vec<&str> = self.after.iter().take(5).map(String::as_str).collect();
        let is_reproached = object.iter().any(|word| REPROACHED.contains(word))
            || object.starts_with(&["each", "other"]);
        // `slammed Brussels for` gives a reason, `slammed the town for two days` a duration.
        let is_reason = |pair: &[String]| {
            let is_span = pair[1].starts_with(|letter: char| letter.is_ascii_digit())
                || matches!(
                    pair[1].as_str(),
                    "two" | "three" | "four" | "five" | "several" | "hours" | "days"
                );
            REASONS.contains(&pair[0].as_str()) && !is_span
        };
        let has_reason = self
            .after
            .iter()
            .take(10)
            .cloned()
            .collect::<Vec<_>>()
            .windows(2)
            .any(is_reason);
        // `slammed Brussels`: a capital shows a name that no list has.
        let names = self.rest.trim_start().starts_with(char::is_uppercase);
        is_reproached || has_reason || names
    }
}
