//! `number-style`: numbers in English prose.

use std::ops::Range;

use super::days::is_past;
use super::speech::{first_word, is_any, last_word};
use crate::body::{Block, BlockKind};
use crate::check::editorial::{BriefContext, ProseLanguage};
use crate::diag::{Diagnostic, catalog};
use crate::text;
use crate::time::MONTHS;

/// Digits from which on a number needs commas: `5000` may be a year or a model.
const MIN_UNGROUPED: usize = 5;
/// Words behind a number among which what it counts stands.
const MAX_WORDS: usize = 3;
/// Bytes on each side of a number that say what it is.
const MAX_CONTEXT: usize = 100;

/// Checks the numbers of a brief.
pub(super) fn check(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    if ctx.language == ProseLanguage::Other {
        return;
    }
    for block in ctx
        .blocks()
        .filter(|block| block.kind != BlockKind::Attribution)
    {
        for prose in block.prose() {
            numbers(ctx, block, &prose, found);
        }
    }
}

fn numbers(ctx: &BriefContext, block: &Block, prose: &Range<usize>, found: &mut Vec<Diagnostic>) {
    let bytes = block.text.as_bytes();
    let mut at = prose.start;
    while at < prose.end {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = at
            + bytes[at..prose.end]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
        let number = Number::of(&block.text, &(at..end));
        let place = || ctx.place(block, &(at..end));
        if number.needs_commas() {
            let grouped = grouped(ctx, number.digits);
            let instead = format!("write `{grouped}`");
            let diagnostic = catalog::prose::number_style(place(), number.digits, &instead);
            found.push(match ctx.typed_at(block, &(at..end)) {
                Some(place) => diagnostic.fix(place, grouped),
                None => diagnostic,
            });
        } else if block.kind == BlockKind::Paragraph && number.begins_sentence() {
            let instead = "write the number in words, or rephrase the beginning of the sentence";
            found.push(catalog::prose::number_style(
                place(),
                number.digits,
                instead,
            ));
        }
        at = end;
    }
}

/// A run of digits, and what stands on both sides of it.
struct Number<'t> {
    before: &'t str,
    digits: &'t str,
    after: &'t str,
}

/// What is counted besides nouns that end in *s*.
const COUNTED: &str = "people men women children police dead sheep cattle yen feet troops personnel aircraft homeless";

/// Words right before a quantity, and before no name.
const QUANTIFIERS: &str = "about around some nearly almost over than least approximately roughly estimated another additional \
    further only";

/// What has a size: `a population of 32000`.
const SIZES: &str = "population crowd total capacity attendance audience workforce force circulation membership maximum";

/// Words before a quantity that a noun must follow.
const INTRODUCTIONS: &str = "a the of to by for from with all its their his her and or in at up has have had cut sent lost are were";

impl<'t> Number<'t> {
    fn of(text: &'t str, range: &Range<usize>) -> Self {
        let start = text.ceil_char_boundary(range.start.saturating_sub(MAX_CONTEXT));
        let after = &text[range.end..];
        Number {
            before: &text[start..range.start],
            digits: &text[range.clone()],
            after: &after[..after.floor_char_boundary(MAX_CONTEXT)],
        }
    }

    /// Returns whether it is a quantity that is hard to read, without a doubt: other long numbers are codes.
    fn needs_commas(&self) -> bool {
        self.digits.len() >= MIN_UNGROUPED
            && !self.is_part()
            && (self.is_money() || self.is_count())
    }

    /// Returns whether a sign beside it makes it a part of something else.
    fn is_part(&self) -> bool {
        let is_joined =
            |letter: char| letter.is_alphanumeric() || ".,/-–+#№§&@_=:*~°′'’".contains(letter);
        if self.digits.starts_with('0') || self.before.ends_with(is_joined) {
            return true;
        }
        let mut follows = self.after.chars();
        match (follows.next(), follows.next()) {
            (Some(letter), _) if letter.is_alphanumeric() || "/_-@#:".contains(letter) => true,
            (Some('.' | ','), Some(letter)) => letter.is_ascii_digit(),
            _ => false,
        }
    }

    fn is_money(&self) -> bool {
        const CURRENCIES: &str = "dollars euros pounds yen dinars rupees yuan francs pesos rubles";
        self.before.ends_with(['$', '€', '£', '¥', '₹'])
            || first_word(self.after).is_some_and(|noun| is_any(CURRENCIES, noun))
    }

    /// Returns whether what it counts follows, or a word before it says that it counts.
    fn is_count(&self) -> bool {
        let before = last_word(self.before).unwrap_or_default();
        if is_any(QUANTIFIERS, before) {
            return true;
        }
        let phrase = self.before.trim_end();
        if let Some(of) = phrase.strip_suffix(" of").and_then(last_word)
            && is_any(SIZES, of)
        {
            return true;
        }
        // `bug 48213 hits users` has a noun before it.
        let auxiliary = phrase
            .strip_suffix(before)
            .and_then(last_word)
            .unwrap_or_default();
        // `sold 25000 phones`; what `saw 25000 Iraqis` counts may be a name.
        let is_small = || {
            self.next_words()
                .next()
                .is_some_and(|word| word.starts_with(char::is_lowercase))
        };
        let is_other_verb = (is_past(before)
            || is_any("hold need employ house cost own buy sell", before))
            && is_small();
        let is_verb = before.ends_with("ed")
            || before.ends_with('s')
            || is_other_verb
            || is_any(INTRODUCTIONS, before)
            || is_any("will would to can could may might must", auxiliary);
        let begins = phrase.is_empty() || phrase.ends_with(['.', ',', ';', ':', '—', '–', '(']);
        if before.is_empty() || begins || is_verb {
            self.counts_noun()
        } else {
            self.counts_people()
        }
    }

    /// Returns whether one of the next words is a noun in the plural.
    fn counts_noun(&self) -> bool {
        self.next_words().enumerate().any(|(idx, word)| {
            let is_plural = word.len() > 3
                && word.ends_with('s')
                && !word.ends_with("ss")
                && !word.ends_with("us");
            // `25000 Iraqi soldiers`; `10115 Berlin has` is a place.
            let is_name = idx == 0
                && word.starts_with(char::is_uppercase)
                && !word.ends_with(['i', 'n', 'h', 's', 'e']);
            !is_name && (is_plural || is_any(COUNTED, word))
        })
    }

    fn counts_people(&self) -> bool {
        self.next_words()
            .next()
            .is_some_and(|word| is_any("people men women children police soldiers residents", word))
    }

    /// Returns the next words in the same phrase.
    fn next_words(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        let phrase = self
            .after
            .split(|letter: char| !letter.is_alphanumeric() && letter != ' ')
            .next();
        let phrase = phrase
            .filter(|phrase| phrase.starts_with(' '))
            .unwrap_or_default();
        let is_inside = |word: &&str| {
            !is_any(
                "in of at for and or is are was were on by to from with",
                word,
            )
        };
        phrase
            .split_whitespace()
            .take(MAX_WORDS)
            .take_while(is_inside)
    }

    /// Returns whether it begins a sentence and counts something; years, dates, times and names may stand there.
    fn begins_sentence(&self) -> bool {
        let before = self.before.trim_end();
        let is_first = before.is_empty()
            || before.len() < self.before.len()
                && before.ends_with(['.', '!', '?'])
                && self.is_new_sentence();
        // `911 calls went unanswered`
        let is_name = is_any("101 112 911 988 999", self.digits);
        is_first && !is_name && self.digits.len() <= 3 && self.begins_phrase()
    }

    fn is_new_sentence(&self) -> bool {
        let text = format!("{}{}", self.before, self.digits);
        text::sentences(&text, "en").last() == Some(self.digits)
    }

    /// Returns whether a phrase in small letters follows: `12 people`, `1,200 homes`, `16-year-old`, `40% of`.
    fn begins_phrase(&self) -> bool {
        let rest = self
            .after
            .trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ',');
        let rest = rest.strip_prefix('%').unwrap_or(rest);
        if rest.starts_with("-year") {
            return true;
        }
        const OTHERS: &str = "a p am pm km kg mm cm x vs v or is was to";
        let Some(next) = rest.strip_prefix(' ').and_then(first_word) else {
            return false;
        };
        next.starts_with(char::is_lowercase)
            && !is_any(OTHERS, next)
            && !MONTHS.contains(&next.to_ascii_lowercase().as_str())
    }
}

/// Writes a number as the language of the brief groups it.
fn grouped(ctx: &BriefContext, digits: &str) -> String {
    let locale = ctx.site.lang(ctx.linked.lang).locale;
    digits
        .parse()
        .map_or_else(|_| digits.to_owned(), |number| locale.number(number))
}
