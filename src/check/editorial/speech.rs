//! Attribution in English: verbs of saying in all their forms, and other words that name a speaker or a document.
//! Word tests shared by the rules about English prose (`is_any`, `first_word`, `last_word`) are here too.
//!
//! Reports nothing by itself; used by the rules about quotations, attribution and anonymous sources. Verbs that take
//! sides are in `loaded`.

use std::ops::Range;
use std::sync::LazyLock;

use crate::text::WordList;

/// Regular verbs of saying, by their infinitives; [`forms`] derives the rest.
const VERBS: &str = "accuse acknowledge add admit advise affirm allege announce answer apologise apologize argue ask assert \
    assure blame boast caution charge chant cite claim clarify comment complain concede conclude confess confirm contend \
    counter criticise criticize declare decry demand denounce deny describe detail disclose dispute emphasise emphasize enthuse estimate \
    exclaim explain express forecast groan hint indicate inform insist joke lament maintain mention moan mock mourn mumble \
    murmur muse note observe opine pledge post praise predict proclaim promise propose quip quote recall reckon recommend recount reject remark \
    remind reply report respond reveal scoff scream shout sigh signal stammer state stress suggest summarise summarize testify \
    tweet urge vow wail warn whisper wonder yell";

/// Verbs whose infinitive is also a noun, and therefore no evidence: `demand fell`.
const NOUNS: &str = "answer charge claim comment counter demand detail estimate forecast groan hint joke moan murmur post promise \
    reply report scream shout sigh signal state stress wail whisper wonder";

/// Irregular verbs of saying in all forms, and other phrases that attribute.
const PHRASES: [&str; 53] = [
    "say",
    "says",
    "said",
    "saying",
    "tell",
    "tells",
    "told",
    "telling",
    "write",
    "writes",
    "wrote",
    "writing",
    "think",
    "thinks",
    "thought",
    "believe",
    "believes",
    "believed",
    "speak",
    "speaks",
    "spoke",
    "swear",
    "swears",
    "swore",
    "according to",
    "put it",
    "puts it",
    "puts the",
    "in the words of",
    "in a statement",
    "in a letter",
    "in a post",
    "in a blog post",
    "in an email",
    "in an interview",
    "in a speech",
    "in a memo",
    "in a filing",
    "in a report",
    "found that",
    "finds that",
    "ruled that",
    "show that",
    "shows that",
    "showed that",
    "shows how",
    "showed how",
    "expects",
    "fears",
    "hopes",
    "decline to",
    "declines to",
    "declined to",
];

/// Words that attribute only beside a quotation: what it is written on, what somebody calls it, how the speaker
/// looks.
const QUOTING: [&str; 46] = [
    "read", "reads", "reading", "call", "calls", "called", "calling", "label", "labels",
    "labelled", "labeled", "dub", "dubs", "dubbed", "term", "terms", "termed", "brand", "brands",
    "branded", "regards", "regarded", "words", "blunt", "adamant", "defiant", "shrugs", "shrugged",
    "nods", "nodded", "smiles", "smiled", "laughs", "laughed", "grins", "grinned", "weeps", "wept",
    "cries", "cried", "frowns", "frowned", "sobs", "sobbed", "chuckles", "chuckled",
];

/// Words after which an apparent verb is a noun or an adjective: `the report`, `its added cost`.
const DETERMINERS: &str = "a an the this these those its his her their our my no any some every each of for with more most much \
    many new first two";

static SAYING: LazyLock<WordList> = LazyLock::new(|| word_list(&[]));
// Compiled once per process: the list has several hundred forms.
static SAYING_OR_QUOTING: LazyLock<WordList> = LazyLock::new(|| word_list(&QUOTING));

/// Compiles the verbs and phrases, with `more` phrases, into one list.
fn word_list(more: &[&str]) -> WordList {
    // Only infinitives are dropped. Other forms (`claims`) count unless a determiner precedes, see `is_verb`.
    let is_noun = |form: &String| is_any(NOUNS, form);
    let forms = VERBS
        .split_ascii_whitespace()
        .flat_map(forms)
        .filter(|form| !is_noun(form));
    let forms: Vec<String> = forms.collect();
    WordList::new(
        forms
            .iter()
            .map(String::as_str)
            .chain(PHRASES)
            .chain(more.iter().copied()),
    )
}

/// Returns the infinitive, third person, past and participle of a regular verb.
fn forms(verb: &str) -> [String; 4] {
    let consonant_y = verb
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    if let Some(stem) = consonant_y {
        return [
            verb.to_owned(),
            format!("{stem}ies"),
            format!("{stem}ied"),
            format!("{verb}ing"),
        ];
    }
    let hisses = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|end| verb.ends_with(end));
    let third = format!("{verb}{}", if hisses { "es" } else { "s" });
    let stem = match verb {
        // The only verbs of the list that double their last consonant.
        "admit" | "quip" => format!("{verb}{}", &verb[verb.len() - 1..]),
        _ => verb.trim_end_matches('e').to_owned(),
    };
    [
        verb.to_owned(),
        third,
        format!("{stem}ed"),
        format!("{stem}ing"),
    ]
}

/// Finds the words in `text` that attribute something to a speaker.
pub(super) fn sayings(text: &str) -> impl Iterator<Item = Range<usize>> {
    SAYING
        .find(text)
        .map(|(_, range)| range)
        .filter(|range| is_verb(text, range))
}

/// Returns whether `text` attributes something to a speaker.
pub(super) fn attributes(text: &str) -> bool {
    sayings(text).next().is_some() || has_speaker(text)
}

/// Returns whether `text`, which surrounds a quotation, attributes it. Beside a quotation more words do so than
/// elsewhere.
pub(super) fn attributes_quotation(text: &str) -> bool {
    SAYING_OR_QUOTING
        .find(text)
        .any(|(_, range)| is_verb(text, &range))
        || has_speaker(text)
}

/// Returns whether `text`, a block quotation without inner marks, attributes itself: by a verb of saying whose
/// subject is not the speaker (*I*, *we*, *you*), whose own verbs say nothing about who speaks.
pub(super) fn attributes_within(text: &str) -> bool {
    const SPEAKERS: &str = "i we you me us i've we've you've i'd we'd you'd i'm we're let";
    let is_others = |range: &Range<usize>| {
        let before = &text[..range.start];
        // The subject of the verb is in its own clause.
        let clause = before
            .rfind(['.', '!', '?', ';', ','])
            .map_or(before, |at| &before[at + 1..]);
        !clause
            .split_whitespace()
            .any(|word| is_any(SPEAKERS, &word.replace('’', "'")))
    };
    let mut found = SAYING_OR_QUOTING.find(text);
    found.any(|(_, range)| is_verb(text, &range) && is_others(&range)) || has_speaker(text)
}

/// Returns whether the possible verb of saying at `range` is one, judged by the word before and hyphens.
fn is_verb(text: &str, range: &Range<usize>) -> bool {
    let word = &text[range.clone()];
    // `said` is hardly ever anything but a verb, and phrases of several words are unambiguous.
    if word.eq_ignore_ascii_case("said") || word.contains(' ') {
        return true;
    }
    let is_compound = text[range.end..].starts_with('-') || text[..range.start].ends_with('-');
    !is_compound
        && !last_word(&text[..range.start]).is_some_and(|before| is_any(DETERMINERS, before))
}

/// Returns whether a line of `text` begins with a speaker and a colon (`Police: two dead`), or names a document
/// (`per the council`).
fn has_speaker(text: &str) -> bool {
    let heads = text
        .split(['\n', '.'])
        .filter_map(|line| line.split_once(": "));
    let is_speaker = |head: &str| {
        let n_words = head.split_whitespace().count();
        (1..=6).contains(&n_words) && head.trim_start().starts_with(char::is_uppercase)
    };
    heads.into_iter().any(|(head, _)| is_speaker(head)) || PER.is_in(text)
}

static PER: LazyLock<WordList> = LazyLock::new(|| WordList::new(["per the", "per a", "per its"]));

/// Returns the word at the very end of `text`, ignoring white space; `None` behind punctuation.
pub(super) fn last_word(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let start = text
        .rfind(|letter: char| !is_word(letter))
        .map_or(0, |at| text.ceil_char_boundary(at + 1));
    Some(&text[start..]).filter(|word| !word.is_empty())
}

/// Returns the word at the very start of `text`, ignoring white space; `None` before punctuation.
pub(super) fn first_word(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let end = text
        .find(|letter: char| !is_word(letter))
        .unwrap_or(text.len());
    Some(&text[..end]).filter(|word| !word.is_empty())
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '\'' | '’')
}

/// Returns whether `word` is in `words`, a list separated by white space, ignoring ASCII case.
pub(super) fn is_any(words: &str, word: &str) -> bool {
    words
        .split_ascii_whitespace()
        .any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::{attributes, forms};

    #[test]
    fn verbs_have_their_forms() {
        assert_eq!(forms("deny"), ["deny", "denies", "denied", "denying"]);
        assert_eq!(forms("argue"), ["argue", "argues", "argued", "arguing"]);
        assert_eq!(
            forms("stress"),
            ["stress", "stresses", "stressed", "stressing"]
        );
        assert_eq!(forms("admit"), ["admit", "admits", "admitted", "admitting"]);
    }

    #[test]
    fn a_noun_says_nothing() {
        for text in [
            "The noted author died.",
            "The added cost is small.",
            "A report of 1990.",
            "The called-off match",
        ] {
            assert!(!attributes(text), "{text}");
        }
        for text in [
            "The author noted that.",
            "Police: two dead.",
            "Per the council, it is closed.",
        ] {
            assert!(attributes(text), "{text}");
        }
    }
}
