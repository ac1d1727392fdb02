//! `anonymous-source`: somebody speaks, and it is not said who (English).
//!
//! Sources and insiders are never named; groups (`experts say`) are where nothing says which, and nobody of them is named in
//! the next sentence. What a group is of (`health officials`), and why somebody is not named, is enough.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

use super::speech::{first_word, is_any, last_word, sayings};
use crate::body::{Block, BlockKind, InlineKind};
use crate::check::editorial::{BriefContext, ProseLanguage};
use crate::diag::{Diagnostic, catalog};
use crate::text::{self, WordList};

/// How words let somebody speak without a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Anonymity {
    /// One who is hidden: `sources`.
    Source,
    /// A group of which nothing is said: `experts`.
    Group,
    /// One who knows: `people familiar with the matter`.
    Insider,
    /// A condition: `on condition of anonymity`.
    Condition,
    /// Nobody at all: `it is believed`.
    Nobody,
}

/// Words that may let somebody speak without a name.
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

/// Looks for somebody who speaks without a name.
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
        // A block is cut into sentences only where it may have a finding.
        let layout = LazyCell::new(|| SentenceBounds::of(block));
        for prose in block.prose() {
            for (idx, range) in WORD_LIST.find(&block.text[prose.clone()]) {
                let range = prose.start + range.start..prose.start + range.end;
                // Most groups are only named.
                if WORDS[idx].1 == Anonymity::Group && !says(&block.text[range.end..]) {
                    continue;
                }
                let context = SpeechContext::of(&block.text, range, &layout);
                if let Some(whole) = context.anonymous(WORDS[idx].1) {
                    let place = ctx.at(block.place(&whole));
                    found.push(catalog::sources::anonymous_source(
                        place,
                        &block.text[whole],
                    ));
                }
            }
        }
    }
}

/// Returns whether `after` begins with what a group is said to say or think.
fn says(after: &str) -> bool {
    let next = first_word(after).filter(|_| after.starts_with(char::is_whitespace));
    next.is_some_and(|next| is_any(SPEAKS, next) || is_any(THINKS, next))
}

/// Bytes on each side of words in which their sentence is looked at.
const MAX_CONTEXT: usize = 500;

/// Where the sentences of a block end, and its links.
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

/// Words, and what stands around them.
struct SpeechContext<'t> {
    text: &'t str,
    range: Range<usize>,
    /// The sentence that they stand in.
    sentence: Range<usize>,
    /// What stands before them in it.
    before: &'t str,
    /// What stands behind them in it.
    after: &'t str,
    /// The next sentence of the block.
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
        let whole_end = ends.get(idx).copied().unwrap_or(text.len()).max(range.end);
        let end = floor(whole_end, range.end);
        let next_end = ends
            .get(idx + 1)
            .copied()
            .unwrap_or(text.len())
            .max(whole_end);
        SpeechContext {
            text,
            before: &text[start..range.start],
            after: &text[range.end..end],
            next: &text[whole_end..floor(next_end, whole_end)],
            sentence: start..end,
            range,
            layout,
        }
    }

    /// Returns the words that let somebody speak without a name, if they do.
    fn anonymous(&self, manner: Anonymity) -> Option<Range<usize>> {
        let next = first_word(self.after).filter(|_| self.after.starts_with(char::is_whitespace));
        let next_end = || {
            self.range.end + self.after.len() - self.after.trim_start().len()
                + next.map_or(0, str::len)
        };
        let range = self.range.clone();
        match manner {
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
                let whole = range.start..next_end();
                (speaks
                    && self.begins_clause()
                    && !self.says_little(&whole)
                    && !self.names_somebody(&whole))
                .then_some(whole)
            }
            Anonymity::Condition => (!self.says_why()).then_some(range),
            Anonymity::Nobody => (next != Some("by")).then_some(range),
        }
    }

    /// Returns whether no word before the noun says what it is of: `police sources`, `open-source`.
    fn is_bare(&self) -> bool {
        const PLAIN: &str = "a an some several many multiple two three four other another unnamed anonymous undisclosed \
            unidentified senior well-placed informed reliable one to and";
        // `well-placed` is one word.
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

    /// Returns the words with those behind them that say how near somebody is: `sources close to`.
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

    /// Returns whether `according to` stands before the words, with an article or an adjective between.
    fn is_accordingly(&self) -> bool {
        let before = self.before.to_ascii_lowercase();
        let Some((_, between)) = before.rsplit_once("according to") else {
            return false;
        };
        text::count_words(between) <= 2 && !between.contains([',', ';'])
    }

    fn says_whose(&self) -> bool {
        first_word(self.after).is_some_and(|next| is_any("at in within from inside of", next))
    }

    /// Returns whether somebody speaks in the rest of the sentence.
    fn speaks(&self) -> bool {
        self.after
            .split(|letter: char| !letter.is_alphabetic())
            .any(|word| is_any(SPEAKS, word))
    }

    /// Returns whether the words begin a clause: nothing before them says which ones.
    fn begins_clause(&self) -> bool {
        const OPENERS: &str = "and but or while although though as that what which because however still yet meanwhile where \
            when than some several unnamed senior";
        let before = self.before.trim_end();
        before.is_empty()
            || before.ends_with([',', ';', ':', '—', '–', '('])
            || last_word(before).is_some_and(|word| is_any(OPENERS, word))
    }

    /// Returns whether what is said is no statement: `some say so`, `many believe in ghosts`, `some say “tomato”`.
    fn says_little(&self, whole: &Range<usize>) -> bool {
        let rest = self.text[whole.end..self.sentence.end].trim_start();
        rest.starts_with(['“', '"', '‘', ':'])
            || first_word(rest).is_some_and(|word| is_any("so in yes no on to", word))
    }

    /// Returns whether somebody is named: in this sentence by another verb of saying or as an example, by a link, or in the
    /// next sentence.
    fn names_somebody(&self, whole: &Range<usize>) -> bool {
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
            &self.text[self.sentence.start..whole.start],
            &self.text[whole.end..self.sentence.end],
        );
        let is_said = |text: &str| sayings(text).next().is_some();
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

    /// Returns whether the sentence says why nobody is named.
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

/// What hidden sources do.
const SPEAKS: &str = "say says said tell tells told claim claims claimed confirm confirms confirmed reveal reveals revealed \
    suggest suggests suggested added";

/// What groups do besides.
const THINKS: &str = "believe believed argue argued warn warned think fear feared contend contended worry insist insisted \
    complain allege alleged predict expect doubt hope";
