//! `number-style` (English): reports quantities of five or more digits without commas, and sentences that begin with
//! figures.
//!
//! A long run of digits is reported only if the words around it prove a quantity: a currency, a unit that is counted,
//! a quantifier. Codes, postcodes, years, versions, phone numbers and whatever else may be a name are left alone: the
//! fix would corrupt them.

use std::ops::Range;

use super::days::is_past;
use super::speech::{first_word, is_any, last_word};
use crate::body::{Block, BlockKind};
use crate::check::editorial::{BriefContext, ProseLanguage};
use crate::diag::{Diagnostic, catalog};
use crate::text;
use crate::time::MONTHS;

/// Digits from which a number needs commas. Four may be a year or a model: `5000`.
const MIN_UNGROUPED: usize = 5;
/// Words behind a number among which the counted noun is looked for.
const MAX_WORDS: usize = 3;
/// Bytes read on each side of a number.
const MAX_CONTEXT: usize = 100;

/// Checks the numbers of a brief, its headline included.
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
        // Headlines, cells and items are labels rather than sentences: they may begin with figures.
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

/// A run of digits with the text around it.
struct Number<'t> {
    before: &'t str,
    digits: &'t str,
    after: &'t str,
}

/// Nouns that are counted and do not end in *s* in the plural.
const COUNTED: &str = "people men women children police dead sheep cattle yen feet troops personnel aircraft homeless";

/// Words that precede a quantity and never a name.
const QUANTIFIERS: &str = "about around some nearly almost over than least approximately roughly estimated another additional \
    further only";

/// Nouns for sizes, before `of`: `a population of 32000`.
const SIZES: &str = "population crowd total capacity attendance audience workforce force circulation membership maximum";

/// Words that may precede a quantity or a name: a plural noun must follow for the number to be a quantity.
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

    /// Returns whether the number is long, is not part of something else, and certainly counts something.
    fn needs_commas(&self) -> bool {
        self.digits.len() >= MIN_UNGROUPED
            && !self.is_part()
            && (self.is_money() || self.is_count())
    }

    /// Returns whether an adjoining letter or sign makes the number part of something else: `RFC-12345`, `1.25000`,
    /// `#14427`.
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

    /// Returns whether a counted noun follows, or the word before says that something is counted.
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
        // A verb between subject and number counts (`will hit 25000 users`); a noun there names
        // (`bug 48213 hits users`).
        let auxiliary = phrase
            .strip_suffix(before)
            .and_then(last_word)
            .unwrap_or_default();
        // `sold 25000 phones` counts; in `saw 25000 Iraqis` the next word may be a name.
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

    /// Returns whether one of the next words is a plural noun.
    fn counts_noun(&self) -> bool {
        self.next_words().enumerate().any(|(idx, word)| {
            let is_plural = word.len() > 3
                && word.ends_with('s')
                && !word.ends_with("ss")
                && !word.ends_with("us");
            // `25000 Iraqi soldiers` counts them, `10115 Berlin has` is a postcode: nationalities end in these
            // letters, most towns do not.
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

    /// Returns the words that follow in the same phrase, up to a preposition, conjunction or verb.
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

    /// Returns whether the number begins a sentence and counts something. Years, dates, times and names may begin
    /// one.
    fn begins_sentence(&self) -> bool {
        let before = self.before.trim_end();
        let is_first = before.is_empty()
            || before.len() < self.before.len()
                && before.ends_with(['.', '!', '?'])
                && self.is_new_sentence();
        // Emergency numbers are names: `911 calls went unanswered`.
        let is_name = is_any("101 112 911 988 999", self.digits);
        is_first && !is_name && self.digits.len() <= 3 && self.begins_phrase()
    }

    /// Returns whether the sentence splitter agrees that the number starts a sentence: the stop before may be an
    /// abbreviation's.
    fn is_new_sentence(&self) -> bool {
        let text = format!("{}{}", self.before, self.digits);
        text::sentences(&text, "en").last() == Some(self.digits)
    }

    /// Returns whether a lower-case phrase follows: `12 people`, `1,200 homes`, `16-year-old`, `40% of`.
    fn begins_phrase(&self) -> bool {
        let rest = self
            .after
            .trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ',');
        let rest = rest.strip_prefix('%').unwrap_or(rest);
        if rest.starts_with("-year") {
            return true;
        }
        // Times, measures and formulas (`5 pm`, `12 x 3`), and verbs behind a name or year.
        const OTHERS: &str = "a p am pm km kg mm cm x vs v or is was to";
        let Some(next) = rest.strip_prefix(' ').and_then(first_word) else {
            return false;
        };
        next.starts_with(char::is_lowercase)
            && !is_any(OTHERS, next)
            && !MONTHS.contains(&next.to_ascii_lowercase().as_str())
    }
}

/// Returns `digits` grouped as the language of the brief does; unchanged if too long to parse.
fn grouped(ctx: &BriefContext, digits: &str) -> String {
    let locale = ctx.site.lang(ctx.tagging.lang).locale;
    digits
        .parse()
        .map_or_else(|_| digits.to_owned(), |number| locale.number(number))
}
