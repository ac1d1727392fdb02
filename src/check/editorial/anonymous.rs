//! `anonymous-source` (English): reports speakers without a name.
//!
//! Sources, insiders and conditions of anonymity are reported wherever they speak; groups (`experts say`) only where
//! nothing says which ones and no member is named in the next sentence. A group that is qualified
//! (`health officials`), a reason for anonymity, a link or an example in the sentence is enough. Quotations and code
//! are left alone: they are not the editor's words.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

use super::speech::{first_word, is_any, last_word, sayings};
use crate::body::{Block, BlockKind, InlineKind};
use crate::check::editorial::{BriefContext, ProseLanguage};
use crate::diag::{Diagnostic, catalog};
use crate::text::{self, WordList};

/// The way in which words hide a speaker; each has its own test of what is enough to name one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Anonymity {
    /// A hidden person: `sources`.
    Source,
    /// A group without attributes: `experts`.
    Group,
    /// Somebody with knowledge: `people familiar with the matter`.
    Insider,
    /// A condition of speaking: `on condition of anonymity`.
    Condition,
    /// No speaker at all: `it is believed`.
    Nobody,
}

/// Words that may hide a speaker.
const WORDS: [(&str, Anonymity); 66] = [
    ("sources", Anonymity::Source),
    ("source", Anonymity::Source),
    ("insiders", Anonymity::Source),
    ("insider", Anonymity::Source),
    ("officials", Anonymity::Group),
    ("an official", Anonymity::Group),
    ("a senior official", Anonymity::Group),
    ("one official", Anonymity::Group),
    ("experts", Anonymity::Group),
    ("critics", Anonymity::Group),
    ("observers", Anonymity::Group),
    ("analysts", Anonymity::Group),
    ("commentators", Anonymity::Group),
    ("pundits", Anonymity::Group),
    ("opponents", Anonymity::Group),
    ("detractors", Anonymity::Group),
    ("supporters", Anonymity::Group),
    ("skeptics", Anonymity::Group),
    ("sceptics", Anonymity::Group),
    ("some", Anonymity::Group),
    ("many", Anonymity::Group),
    ("some people", Anonymity::Group),
    ("many people", Anonymity::Group),
    ("reports", Anonymity::Group),
    ("media reports", Anonymity::Group),
    ("press reports", Anonymity::Group),
    ("unconfirmed reports", Anonymity::Group),
    ("people familiar with", Anonymity::Insider),
    ("person familiar with", Anonymity::Insider),
    ("people briefed on", Anonymity::Insider),
    ("person briefed on", Anonymity::Insider),
    ("people with knowledge of", Anonymity::Insider),
    ("person with knowledge of", Anonymity::Insider),
    ("people with direct knowledge", Anonymity::Insider),
    ("person with direct knowledge", Anonymity::Insider),
    ("people close to", Anonymity::Insider),
    ("person close to", Anonymity::Insider),
    ("on condition of anonymity", Anonymity::Condition),
    ("on the condition of anonymity", Anonymity::Condition),
    ("granted anonymity", Anonymity::Condition),
    ("asked not to be named", Anonymity::Condition),
    ("asked not to be identified", Anonymity::Condition),
    ("asking not to be named", Anonymity::Condition),
    ("asking not to be identified", Anonymity::Condition),
    ("declined to be named", Anonymity::Condition),
    ("declined to be identified", Anonymity::Condition),
    ("did not want to be named", Anonymity::Condition),
    ("asked to remain anonymous", Anonymity::Condition),
    ("it is believed", Anonymity::Nobody),
    ("it is thought", Anonymity::Nobody),
    ("it is understood", Anonymity::Nobody),
    ("it is rumoured", Anonymity::Nobody),
    ("it is rumored", Anonymity::Nobody),
    ("is rumoured to", Anonymity::Nobody),
    ("is rumored to", Anonymity::Nobody),
    ("are rumoured to", Anonymity::Nobody),
    ("are rumored to", Anonymity::Nobody),
    ("it is said that", Anonymity::Nobody),
    ("is believed to", Anonymity::Nobody),
    ("are believed to", Anonymity::Nobody),
    ("is understood to", Anonymity::Nobody),
    ("are understood to", Anonymity::Nobody),
    ("is said to", Anonymity::Nobody),
    ("are said to", Anonymity::Nobody),
    ("rumour has it", Anonymity::Nobody),
    ("rumor has it", Anonymity::Nobody),
];

static WORD_LIST: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(WORDS.map(|(words, _)| words)));

/// Reports speakers without a name.
pub(super) fn check(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    if ctx.language == ProseLanguage::Other {
        return;
    }
    for block in ctx
        .outline
        .blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Attribution)
    {
        // Splitting into sentences is left until a word matches: in most blocks none does.
        let layout = LazyCell::new(|| SentenceBounds::of(block));
        for prose in block.prose() {
            for (idx, range) in WORD_LIST.find(&block.text[prose.clone()]) {
                let range = prose.start + range.start..prose.start + range.end;
                // Most groups are only mentioned: `critics gathered`.
                if WORDS[idx].1 == Anonymity::Group && !says(&block.text[range.end..]) {
                    continue;
                }
                let context = SpeechContext::of(&block.text, range, &layout);
                if let Some(statement) = context.anonymous(WORDS[idx].1) {
                    let place = ctx.at(block.place(&statement));
                    found.push(catalog::sources::anonymous_source(
                        place,
                        &block.text[statement],
                    ));
                }
            }
        }
    }
}

/// Returns whether `after` begins with a verb of speaking or thinking, as groups are said to do.
fn says(after: &str) -> bool {
    let next = first_word(after).filter(|_| after.starts_with(char::is_whitespace));
    next.is_some_and(|next| is_any(SPEAKS, next) || is_any(THINKS, next))
}

/// Bytes of a sentence read on each side of the words, so that a sentence of any length stays cheap.
const MAX_CONTEXT: usize = 500;

/// The ends of a block's sentences, and its links.
struct SentenceBounds {
    ends: Vec<usize>,
    links: Vec<Range<usize>>,
}

impl SentenceBounds {
    fn of(block: &Block) -> Self {
        let mut end = 0;
        let ends = text::sentences(&block.text, "en").map(|sentence| {
            end += sentence.len();
            end
        });
        SentenceBounds {
            ends: ends.collect(),
            links: block.marked(InlineKind::Link).cloned().collect(),
        }
    }

    fn has_link(&self, range: &Range<usize>) -> bool {
        let idx = self.links.partition_point(|link| link.end <= range.start);
        self.links
            .get(idx)
            .is_some_and(|link| link.start < range.end)
    }
}

/// Words that hide a speaker, with the sentence around them.
struct SpeechContext<'t> {
    text: &'t str,
    range: Range<usize>,
    /// Their sentence, cut to [`MAX_CONTEXT`] on each side.
    sentence: Range<usize>,
    /// The part of the sentence before the words.
    before: &'t str,
    /// The part of the sentence behind the words.
    after: &'t str,
    /// The next sentence of the block, which may name a member of a group.
    next: &'t str,
    layout: &'t SentenceBounds,
}

impl<'t> SpeechContext<'t> {
    fn of(text: &'t str, range: Range<usize>, layout: &'t SentenceBounds) -> Self {
        let ends = &layout.ends;
        let idx = ends.partition_point(|end| *end <= range.start);
        let floor = |at: usize, from: usize| {
            text.floor_char_boundary(at.min(from + MAX_CONTEXT))
                .max(from)
        };
        let start = idx.checked_sub(1).map_or(0, |idx| ends[idx]);
        let start = start.max(text.ceil_char_boundary(range.start.saturating_sub(MAX_CONTEXT)));
        let sentence_end = ends.get(idx).copied().unwrap_or(text.len()).max(range.end);
        let end = floor(sentence_end, range.end);
        let next_end = ends
            .get(idx + 1)
            .copied()
            .unwrap_or(text.len())
            .max(sentence_end);
        SpeechContext {
            text,
            before: &text[start..range.start],
            after: &text[range.end..end],
            next: &text[sentence_end..floor(next_end, sentence_end)],
            sentence: start..end,
            range,
            layout,
        }
    }

    /// Returns the range to report if the words let somebody speak without a name.
    fn anonymous(&self, kind: Anonymity) -> Option<Range<usize>> {
        let next = first_word(self.after).filter(|_| self.after.starts_with(char::is_whitespace));
        let next_end = || {
            self.range.end + self.after.len() - self.after.trim_start().len()
                + next.map_or(0, str::len)
        };
        let range = self.range.clone();
        match kind {
            Anonymity::Source if !self.is_bare() => None,
            Anonymity::Source if next.is_some_and(|next| is_any(SPEAKS, next)) => {
                Some(range.start..next_end())
            }
            Anonymity::Source => {
                let is_cited = self.is_accordingly() && !self.says_whose();
                self.close().or(is_cited.then_some(range))
            }
            Anonymity::Insider => (self.is_accordingly() || self.speaks()).then_some(range),
            Anonymity::Group => {
                let speaks = says(self.after);
                let statement = range.start..next_end();
                (speaks
                    && self.begins_clause()
                    && !self.says_little(&statement)
                    && !self.names_somebody(&statement))
                .then_some(statement)
            }
            Anonymity::Condition => (!self.says_why()).then_some(range),
            // `it is believed by scientists` has a speaker.
            Anonymity::Nobody => (next != Some("by")).then_some(range),
        }
    }

    /// Returns whether no word before the noun qualifies it, as in `police sources` and `open-source`.
    fn is_bare(&self) -> bool {
        // Adjectives and counts that say nothing of who the source is.
        const PLAIN: &str = "a an some several many multiple two three four other another unnamed anonymous undisclosed \
            unidentified senior well-placed informed reliable one to and";
        // Split at spaces rather than by `last_word`: `well-placed` is one word.
        let before = self
            .before
            .split_whitespace()
            .next_back()
            .unwrap_or_default();
        let begins = self
            .before
            .trim_end()
            .ends_with([',', ';', ':', '—', '–', '('])
            || self.before.trim().is_empty();
        begins || (is_any(PLAIN, before) && !self.before.ends_with('-'))
    }

    /// Returns the words together with those behind them that claim closeness: `sources close to`.
    fn close(&self) -> Option<Range<usize>> {
        const NEAR: [&str; 5] = [
            " close to ",
            " familiar with ",
            " with knowledge of ",
            " with direct knowledge of ",
            " briefed on ",
        ];
        let words = NEAR.iter().find(|words| self.after.starts_with(**words))?;
        Some(self.range.start..self.range.end + words.trim_end().len())
    }

    /// Returns whether `according to` precedes, with at most an article or an adjective between.
    fn is_accordingly(&self) -> bool {
        let before = self.before.to_ascii_lowercase();
        let Some((_, between)) = before.rsplit_once("according to") else {
            return false;
        };
        text::count_words(between) <= 2 && !between.contains([',', ';'])
    }

    /// Returns whether a preposition follows that places the source: `sources at the ministry`.
    fn says_whose(&self) -> bool {
        first_word(self.after).is_some_and(|next| is_any("at in within from inside of", next))
    }

    /// Returns whether the rest of the sentence has a verb of speaking.
    fn speaks(&self) -> bool {
        self.after
            .split(|letter: char| !letter.is_alphabetic())
            .any(|word| is_any(SPEAKS, word))
    }

    /// Returns whether the words begin a clause. Anything else before the noun qualifies it: `health experts say`.
    fn begins_clause(&self) -> bool {
        const OPENERS: &str = "and but or while although though as that what which because however still yet meanwhile where \
            when than some several unnamed senior";
        let before = self.before.trim_end();
        before.is_empty()
            || before.ends_with([',', ';', ':', '—', '–', '('])
            || last_word(before).is_some_and(|word| is_any(OPENERS, word))
    }

    /// Returns whether what follows is no statement of fact: `some say so`, `many believe in ghosts`,
    /// `some say “tomato”`.
    fn says_little(&self, statement: &Range<usize>) -> bool {
        let rest = self.text[statement.end..self.sentence.end].trim_start();
        rest.starts_with(['“', '"', '‘', ':'])
            || first_word(rest).is_some_and(|word| is_any("so in yes no on to", word))
    }

    /// Returns whether somebody is named: in this sentence by another verb of saying, an example or a link, or in the
    /// next sentence by a verb of saying and a capitalised word.
    fn names_somebody(&self, statement: &Range<usize>) -> bool {
        const EXAMPLES: [&str; 6] = [
            " among them",
            " including ",
            " such as ",
            " led by ",
            " polled by ",
            " among ",
        ];
        let is_linked = self.layout.has_link(&self.sentence);
        let (before, after) = (
            &self.text[self.sentence.start..statement.start],
            &self.text[statement.end..self.sentence.end],
        );
        let is_said = |text: &str| sayings(text).next().is_some();
        // The first word has a capital anyway.
        let has_name = |text: &str| {
            text.split_whitespace()
                .skip(1)
                .any(|word| word.starts_with(char::is_uppercase) && word.len() > 1)
        };
        is_linked
            || EXAMPLES
                .iter()
                .any(|words| self.text[self.sentence.clone()].contains(words))
            || is_said(before)
            || is_said(after)
            || is_said(self.next) && has_name(self.next)
    }

    /// Returns whether the sentence gives a reason for the anonymity.
    fn says_why(&self) -> bool {
        const REASONS: [&str; 13] = [
            "because",
            "since",
            " as he ",
            " as she ",
            " as they ",
            "fear",
            "due to",
            "authoris",
            "authoriz",
            "citing",
            "in order",
            "protect",
            "retaliation",
        ];
        REASONS
            .iter()
            .any(|reason| self.text[self.sentence.clone()].contains(reason))
    }
}

/// Verbs of speaking, for hidden sources.
const SPEAKS: &str = "say says said tell tells told claim claims claimed confirm confirms confirmed reveal reveals revealed \
    suggest suggests suggested added";

/// Verbs of opinion, for groups in addition.
const THINKS: &str = "believe believed argue argued warn warned think fear feared contend contended worry insist insisted \
    complain allege alleged predict expect doubt hope";
