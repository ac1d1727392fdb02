//! Names that look like those of the site but mean something else: things called after somebody, other people of the
//! same surname, parts of longer words.
//!
//! Reports nothing by itself; used by `names` to drop such matches. Works on capitals and neighbouring words in
//! English; in other languages it drops nothing but parts of words.

use std::ops::Range;

use super::speech::{is_any, last_word};
use crate::body::{Block, BlockKind};
use crate::check::editorial::{BriefContext, ProseLanguage};
use crate::kind::Kind;
use crate::site::GroupId;
use crate::text;
use crate::time::{MONTHS, WEEKDAYS};

/// Bytes read on each side of a name.
const MAX_CONTEXT: usize = 200;

/// Nouns for things named after an organization.
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

/// Returns whether the name at `range` is part of another name (English).
///
/// A person's is if a capitalised word follows (`Kari Haugen Prize`), an organization's if a noun of [`NAMESAKES`]
/// does. A single word inside a shout of capitals (`WHO PAYS?`) is no name either.
pub(super) fn names_another(
    ctx: &BriefContext,
    block: &Block,
    (range, kind): (&Range<usize>, Kind),
) -> bool {
    // Headings in the text may be in title case, where capitals prove nothing.
    let is_heading = matches!(block.kind, BlockKind::Heading(_)) && !ctx.is_headline(block);
    if ctx.language == ProseLanguage::Other || is_heading {
        return false;
    }
    let written = &block.text[range.clone()];
    if !written.contains(char::is_lowercase) {
        return !written.contains(' ') && is_shouted(&block.text, range);
    }
    let after = &block.text[range.end..];
    // `Erik Brandt-Olsen`; not `Haugen-led`.
    if after
        // `Erik Brandt-Olsen` is another person; `Haugen-led` is not.
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(char::is_uppercase))
    {
        return kind == Kind::Person;
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
        Kind::Person => is_name && !next.ends_with("day"),
        _ => NAMESAKES.contains(&next),
    }
}

/// Returns whether the surname at `range` follows somebody else's first name (English): `Ali Kazimi`; not
/// `President Kazimi`, nor the person's own first name.
pub(super) fn follows_first_name(
    ctx: &BriefContext,
    block: &Block,
    (range, group): (&Range<usize>, GroupId),
) -> bool {
    const OFFICES: &str = "president premier minister prime pm chancellor king queen prince princess emir sheikh sultan pope \
        bishop rabbi imam ayatollah mayor governor senator congressman congresswoman judge justice general colonel major captain admiral \
        commander chief chairman chairwoman director coach doctor professor mr mrs ms dr prof gen sen rep gov sir lord lady dame \
        ambassador secretary leader incumbent candidate";
    let before = &block.text[..range.start];
    if ctx.language == ProseLanguage::Other
        || block.text[range.clone()].contains(' ')
        || !before.ends_with(' ')
    {
        return false;
    }
    let before = before.trim_end();
    let Some(word) = last_word(before.strip_suffix('.').unwrap_or(before)) else {
        return false;
    };
    let known = ctx.site.names_of(ctx.tagging.lang, group);
    let own = || {
        known
            .names
            .iter()
            .flat_map(|name| name.split(' '))
            .any(|own| text::fold(own) == text::fold(word))
    };
    let folded = word.to_lowercase();
    // Capitalised words that are no first names: offices, possessives, nationalities (`Iraqi`, `Danish`), initials,
    // months, days.
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

/// Returns whether all words around `range`, up to the next punctuation, are in capitals.
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

/// Returns whether the name is not part of a longer word or address: `Adems-Straße`, `@Adems`, `Adems.example`. A fix
/// writes only here.
pub(super) fn stands_alone(text: &str, range: &Range<usize>) -> bool {
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
