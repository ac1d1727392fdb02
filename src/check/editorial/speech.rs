//! Who says so, in English: verbs of saying in all their forms, and other words that name a speaker or a document.
//! Used by the rules about quotations, attribution and sources without a name.

use std::ops::Range;
use std::sync::LazyLock;

use crate::text::WordList;

/// Regular verbs of saying; their forms are made of them.
const VERBS: &str = "accuse acknowledge add admit advise affirm allege announce answer apologise apologize argue ask assert \
    assure blame boast caution charge chant cite claim clarify comment complain concede conclude confess confirm contend \
    counter criticise criticize declare decry demand denounce deny describe detail disclose dispute emphasise emphasize enthuse estimate \
    exclaim explain express forecast groan hint indicate inform insist joke lament maintain mention moan mock mourn mumble \
    murmur muse note observe opine pledge post praise predict proclaim promise propose quip quote recall reckon recommend recount reject remark \
    remind reply report respond reveal scoff scream shout sigh signal stammer state stress suggest summarise summarize testify \
    tweet urge vow wail warn whisper wonder yell";

/// Those of them that are nouns, too: `demand fell`.
const NOUNS: &str = "answer charge claim comment counter demand detail estimate forecast groan hint joke moan murmur post promise \
    reply report scream shout sigh signal state stress wail whisper wonder";

/// Verbs of saying that are not regular, in all their forms, and other ways to say whose words these are.
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

/// What else says so beside a quotation: what it stands on, what somebody calls it, and how somebody looks.
const QUOTING: [&str; 46] = [
    "read", "reads", "reading", "call", "calls", "called", "calling", "label", "labels",
    "labelled", "labeled", "dub", "dubs", "dubbed", "term", "terms", "termed", "brand", "brands",
    "branded", "regards", "regarded", "words", "blunt", "adamant", "defiant", "shrugs", "shrugged",
    "nods", "nodded", "smiles", "smiled", "laughs", "laughed", "grins", "grinned", "weeps", "wept",
    "cries", "cried", "frowns", "frowned", "sobs", "sobbed", "chuckles", "chuckled",
];

/// Words after which what looks like a verb is a noun or an adjective: `the report`, `its added cost`.
const DETERMINERS: &str = "a an the this these those its his her their our my no any some every each of for with more most much \
    many new first two";

static SAYING: LazyLock<WordList> = LazyLock::new(|| word_list(&[]));
static SAYING_OR_QUOTING: LazyLock<WordList> = LazyLock::new(|| word_list(&QUOTING));

fn word_list(more: &[&str]) -> WordList {
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

/// The forms of a regular verb.
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

/// Finds the words in `text` that say who says so.
pub(super) fn sayings(text: &str) -> impl Iterator<Item = Range<usize>> {
    SAYING
        .find(text)
        .map(|(_, range)| range)
        .filter(|range| is_verb(text, range))
}

/// Returns whether `text` says who says so.
pub(super) fn attributes(text: &str) -> bool {
    sayings(text).next().is_some() || has_speaker(text)
}

/// Returns whether `text`, what stands around a quotation, says whose words it is.
pub(super) fn attributes_quotation(text: &str) -> bool {
    SAYING_OR_QUOTING
        .find(text)
        .any(|(_, range)| is_verb(text, &range))
        || has_speaker(text)
}

/// Returns whether `text`, all of which is quoted, says whose words it is: by a verb of saying of somebody else than *I*,
/// *we*, *you*.
pub(super) fn attributes_within(text: &str) -> bool {
    const SPEAKERS: &str = "i we you me us i've we've you've i'd we'd you'd i'm we're let";
    let is_others = |range: &Range<usize>| {
        let before = &text[..range.start];
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

/// Returns whether the word at `range`, which may be a verb of saying, is one.
fn is_verb(text: &str, range: &Range<usize>) -> bool {
    let word = &text[range.clone()];
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

/// Returns the last word of `text`, if only white space is behind it.
pub(super) fn last_word(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let start = text
        .rfind(|letter: char| !is_word(letter))
        .map_or(0, |at| text.ceil_char_boundary(at + 1));
    Some(&text[start..]).filter(|word| !word.is_empty())
}

/// Returns the first word of `text`, if only white space is before it.
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

/// Returns whether `word` is one of `words`, which stand in small letters with spaces between.
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
