//! `banned-word`, `typography`, `link-text` (English): reports words that the site does not use, typewriter
//! punctuation, and links whose words do not say where they lead.
//!
//! Typography is reported where a sign is probably a slip, and fixed only where it can be nothing else. Sums, ranges,
//! scores, chess moves, emoticons, pairs of names, and the spaces of French punctuation are left alone. Block
//! quotations, code and addresses are not read at all. `link-text` and a few signs are for English only.

use std::ops::Range;

use super::speech::is_any;
use crate::body::{Block, BlockKind};
use crate::check::editorial::{BriefContext, ProseLanguage};
use crate::diag::{Diagnostic, catalog};

/// Words that say nothing about the target of a link; in lower case (English).
const EMPTY_WORDS: [&str; 29] = [
    "article",
    "check",
    "click",
    "continue",
    "details",
    "follow",
    "here",
    "info",
    "information",
    "learn",
    "link",
    "links",
    "more",
    "page",
    "post",
    "read",
    "reading",
    "see",
    "site",
    "source",
    "sources",
    "story",
    "tap",
    "there",
    "this",
    "via",
    "view",
    "visit",
    "website",
];
/// Words that may accompany them without saying more.
const FILLERS: [&str; 36] = [
    "a",
    "about",
    "above",
    "all",
    "an",
    "at",
    "available",
    "be",
    "below",
    "can",
    "dig",
    "down",
    "find",
    "for",
    "found",
    "from",
    "full",
    "further",
    "go",
    "in",
    "is",
    "it",
    "jump",
    "keep",
    "now",
    "on",
    "one",
    "our",
    "out",
    "right",
    "text",
    "these",
    "that",
    "the",
    "to",
    "you",
];
/// Calls to action, which no name begins with: `Read More` is a button, `The Page` a magazine.
const CALLS: [&str; 11] = [
    "check", "click", "continue", "find", "go", "keep", "learn", "read", "see", "tap", "view",
];

/// Typewriter signs and their replacements. Spaces belong to a sign; a doubled mark may be repeated any number of
/// times.
static SIGNS: [(&str, &str); 12] = [
    (" - ", " – "),
    (" ,", ","),
    (" .", "."),
    (",,", ","),
    ("!!", "!"),
    ("??", "?"),
    ("( ", "("),
    (" )", ")"),
    (" ?", "?"),
    (" !", "!"),
    (" ;", ";"),
    ("..", "."),
];
/// Signs that are wrong in English alone: French sets spaces there.
const ENGLISH_SIGNS: [&str; 4] = [" ?", " !", " ;", ".."];

/// Bytes read on each side of a sign.
const MAX_CONTEXT: usize = 400;

/// Checks the words and signs of a brief, its headline included.
pub(super) fn check(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    for block in ctx
        .blocks()
        .filter(|block| block.kind != BlockKind::Quotation)
    {
        for prose in block.prose() {
            banned(ctx, block, &prose, found);
            signs(ctx, block, &prose, found);
        }
    }
    links(ctx, found);
}

/// Reports words of the site's own list. They are matched as whole words, never as patterns.
fn banned(ctx: &BriefContext, block: &Block, prose: &Range<usize>, found: &mut Vec<Diagnostic>) {
    let text = &block.text[prose.clone()];
    for (_, range) in ctx.lexicon.banned.find(text) {
        let whole = prose.start + range.start..prose.start + range.end;
        found.push(catalog::prose::banned_word(
            ctx.place(block, &whole),
            &text[range],
        ));
    }
}

fn signs(ctx: &BriefContext, block: &Block, prose: &Range<usize>, found: &mut Vec<Diagnostic>) {
    let text = &block.text[prose.clone()];
    for (range, written, instead) in find_signs(text) {
        if ctx.language == ProseLanguage::Other && ENGLISH_SIGNS.contains(&written) {
            continue;
        }
        let Some(context) = SignContext::of(block, prose, &range) else {
            continue;
        };
        let whole = prose.start + range.start..prose.start + range.end;
        // A picture has no words, nor has an empty link, so that the signs on both sides of it seem to touch.
        let span = block.place(&whole);
        let typed = ctx.source.get(span.start..span.end).unwrap_or_default();
        if typed.contains("](") {
            continue;
        }
        let diagnostic = catalog::prose::typography(ctx.place(block, &whole), written, instead);
        let place = ctx
            .typed_at(block, &whole)
            .filter(|_| context.is_plain(written));
        found.push(match place {
            Some(place) => diagnostic.fix(place, instead),
            None => diagnostic,
        });
    }
}

/// A sign with the text on both sides.
struct SignContext<'t> {
    before: &'t str,
    after: &'t str,
    /// Whether a bracket is open before the sign, on the same line.
    in_bracket: bool,
}

impl<'t> SignContext<'t> {
    /// Reads the context of the sign at `range` of `prose`; `None` where the sign is certainly intended.
    fn of(block: &'t Block, prose: &Range<usize>, range: &Range<usize>) -> Option<Self> {
        let before = &block.text[..prose.start + range.start];
        let before = &before[before.ceil_char_boundary(before.len().saturating_sub(MAX_CONTEXT))..];
        let after = &block.text[prose.start + range.end..];
        let after = &after[..after.floor_char_boundary(MAX_CONTEXT)];
        let written = &block.text[prose.start + range.start..prose.start + range.end];
        let next = after.chars().next();
        let is_name = written == " ." && next.is_some_and(char::is_alphanumeric);
        // German quotation marks as typed on typewriters: `,,so nicht''`.
        let is_quote = written.starts_with(",,") && next.is_some_and(char::is_alphanumeric)
            || written == " ,"
                && after.starts_with(',')
                && after[1..].starts_with(char::is_alphanumeric);
        // `! ! !`, `. . .`
        let is_row = written == " ." && (before.ends_with('.') || after.starts_with(" ."));
        let line = before.rsplit('\n').next().unwrap_or(before);
        let in_bracket = line
            .rfind('(')
            .is_some_and(|open| line.rfind(')').is_none_or(|close| close < open));
        let context = SignContext {
            before,
            after,
            in_bracket,
        };
        (!is_name && !is_quote && !is_row && !context.is_meant(written)).then_some(context)
    }

    /// Returns whether `written` is probably intended here: in sums, ranges and scores, between two names, in chess
    /// moves, emoticons, or Spanish.
    fn is_meant(&self, written: &str) -> bool {
        let before = self
            .before
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let after = self
            .after
            .split(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let is_number = |word: &str| word.contains(|letter: char| letter.is_ascii_digit());
        // Numbers and single letters: `x - y`, `2 - 1`.
        let is_operand = |word: &str| {
            is_number(word)
                || word
                    .chars()
                    .filter(|letter| letter.is_alphanumeric())
                    .nth(1)
                    .is_none()
        };
        match written {
            " - " => {
                let is_name = |word: &str| {
                    let word = word.trim_start_matches(['(', '"', '“']);
                    word.starts_with(char::is_uppercase)
                };
                // `9 am - 5 pm`
                let is_hour = is_any("am pm a.m. p.m.", before) && is_number(after);
                // `Oslo - 3, Bergen - 1`
                let is_result = is_name(before)
                    && is_number(after)
                    && (after.ends_with([',', '.', ';']) || self.after.len() == after.len());
                let is_code = is_hour
                    || is_result
                    || is_number(after) && !before.contains(char::is_lowercase);
                // `46 - a narrow win` looks like a sum with a variable.
                let is_article = matches!(after, "a" | "A") && self.after.len() > after.len();
                is_operand(before) && is_operand(after) && !is_article
                    || is_name(before) && is_name(after)
                    || is_code
            }
            " ," => {
                is_number(before)
                    && after.is_empty()
                    && is_number(self.after.split_whitespace().next().unwrap_or_default())
            }
            "( " => self.before.ends_with([':', ';', '=', '-', '8']) || !self.after.contains(')'),
            " )" => !self.in_bracket,
            // A slip is behind a word and before white space; anything else may be an emoticon, operator or path.
            " ?" | " !" | " ;" | ".." => {
                let is_word = before.chars().all(|letter| {
                    letter.is_alphabetic() || matches!(letter, '’' | '\'' | '-' | ')')
                });
                let next = self.after.chars().next();
                before.chars().nth(1).is_none()
                    || !is_word
                    || next.is_some_and(|letter| !letter.is_whitespace())
            }
            "!!" | "??" => {
                // The operator `??` occurs between words in lower case; `¡¡Hola!!` is doubled on purpose.
                let goes_on =
                    self.after.trim_start().starts_with(char::is_lowercase) && before.is_empty();
                goes_on || is_number(before) || self.before.contains(['¡', '¿'])
            }
            _ => false,
        }
    }

    /// Returns whether `written` can be nothing but a slip, so that a fix may replace it.
    fn is_plain(&self, written: &str) -> bool {
        let last = self.before.chars().next_back();
        let next = self.after.chars().next();
        let is_end = next
            .is_none_or(|letter| letter.is_whitespace() || matches!(letter, '"' | '”' | '»' | ')'));
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
        let ends_word = is_word(last)
            || last.is_some_and(|letter| matches!(letter, '"' | '”' | '»' | ')' | '’'));
        match written {
            " - " => {
                let begins_word = is_word(next)
                    || next.is_some_and(|letter| matches!(letter, '"' | '“' | '«' | '„'));
                (ends_word || last == Some(',')) && begins_word
            }
            " ," => (ends_word || last.is_some_and(char::is_numeric)) && is_end,
            " ." => {
                let is_letter = self
                    .before
                    .split(char::is_whitespace)
                    .next_back()
                    .is_some_and(|word| word.chars().nth(1).is_none());
                let rest = self.after.trim_start();
                ends_word
                    && !is_letter
                    && is_end
                    && !rest.starts_with(|next: char| next.is_lowercase() || next == '.')
            }
            "( " => {
                let begins = self.before.is_empty() || self.before.ends_with(' ');
                begins && is_word(next) && self.after.contains(')')
            }
            " )" => self.in_bracket && ends_word && is_end,
            // One full stop too many, or one too few of an ellipsis: the fix cannot know.
            ".." => false,
            // `Nf3!!` is a chess move, `¡¡Hola!!` Spanish.
            _ => is_word(last) && is_end && !self.before.contains(['¡', '¿']),
        }
    }
}

/// Finds all signs in one pass: the place of each, the sign, and its replacement. A repeated mark is one find.
fn find_signs(text: &str) -> impl Iterator<Item = (Range<usize>, &'static str, &'static str)> {
    let bytes = text.as_bytes();
    let mut done = [0; SIGNS.len()];
    // Every sign begins with one of these pairs. Testing two bytes first skips nearly all positions.
    let may_be = |pair: &[u8]| match pair[0] {
        b' ' => matches!(pair[1], b'-' | b',' | b'.' | b')' | b'?' | b'!' | b';'),
        b',' | b'!' | b'?' | b'.' => pair[1] == pair[0],
        first => first == b'(' && pair[1] == b' ',
    };
    let starts = bytes
        .windows(2)
        .enumerate()
        .filter(move |(_, pair)| may_be(pair));
    starts.filter_map(move |(at, _)| {
        let is_here =
            |idx: &usize| at >= done[*idx] && bytes[at..].starts_with(SIGNS[*idx].0.as_bytes());
        let idx = (0..SIGNS.len()).find(is_here)?;
        let (written, instead) = SIGNS[idx];
        let mut rest = &text[at + written.len()..];
        // ` .5` and ` ...` are intended; French has spaces of its own.
        if written == " ."
            && rest.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.')
        {
            return None;
        }
        if written == instead.repeat(2) {
            rest = rest.trim_start_matches(instead);
        }
        done[idx] = text.len() - rest.len();
        // Three and more are an ellipsis.
        if written == ".." && done[idx] - at != 2 {
            return None;
        }
        Some((at..done[idx], written, instead))
    })
}

/// Reports links whose words say nothing about their target. A screen reader lists links without the text around
/// them.
fn links(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    for link in &ctx.outline.links {
        let typed = ctx
            .source
            .get(link.span.start..link.span.end)
            .unwrap_or_default();
        // An autolink shows its address on purpose, and code is a name.
        if !typed.starts_with('[') || typed.starts_with("[`") {
            continue;
        }
        if typed.starts_with("[](") || typed.starts_with("[][") {
            found.push(catalog::prose::link_without_text(ctx.at(link.span)));
            continue;
        }
        // The lists of empty words are English.
        if ctx.language != ProseLanguage::English {
            continue;
        }
        let plain = link.text.trim().to_ascii_lowercase();
        let bare = plain.starts_with("http://")
            || plain.starts_with("https://")
            || plain.starts_with("www.");
        // In `Here, a mapping company,` the word is a name.
        let after = ctx.source.get(link.span.end..).unwrap_or_default();
        let is_named = link.text.starts_with(char::is_uppercase)
            && [", a ", ", an ", ", the "]
                .iter()
                .any(|article| after.starts_with(article));
        if bare || is_empty(link.text.trim()) && !is_named {
            found.push(catalog::prose::link_text(
                ctx.at(link.span),
                link.text.trim(),
            ));
        }
    }
}

/// Returns whether all words of a link are empty or fillers, at least one of them empty.
fn is_empty(text: &str) -> bool {
    let words = text
        .split_whitespace()
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let Some(first) = lower.first() else {
        return false;
    };
    let is_shouted = !text.contains(char::is_lowercase);
    // `The Page`, `There There`: several capitals make a name, unless all letters are capitals or it is a call.
    let is_name = words.len() > 1
        && words[1..]
            .iter()
            .any(|word| word.starts_with(char::is_uppercase))
        && !is_shouted
        && !CALLS.contains(&first.as_str());
    let is_empty = |word: &String| EMPTY_WORDS.contains(&word.as_str());
    let is_filler = |word: &String| FILLERS.contains(&word.as_str());
    !is_name
        && lower.iter().any(is_empty)
        && lower.iter().all(|word| is_empty(word) || is_filler(word))
}
