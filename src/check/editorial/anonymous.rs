//! `anonymous-source`: somebody speaks, and it is not said who (English).
//!
//! Sources and insiders are never named; groups (`experts say`) are where nothing says which, and nobody of them is named in
//! the next sentence. What a group is of (`health officials`), and why somebody is not named, is enough.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

use super::speech::{first_word, is_any, last_word, sayings};
use crate::body::{Block, BlockKind, Mark};
use crate::check::editorial::{Language, Reading};
use crate::diag::{Diagnostic, catalog};
use crate::text::{self, WordList};

/// How words let somebody speak without a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Manner {
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
const WORDS: [(&str, Manner); 66] = [
    ("sources", Manner::Source),
    ("source", Manner::Source),
    ("insiders", Manner::Source),
    ("insider", Manner::Source),
    ("officials", Manner::Group),
    ("an official", Manner::Group),
    ("a senior official", Manner::Group),
    ("one official", Manner::Group),
    ("experts", Manner::Group),
    ("critics", Manner::Group),
    ("observers", Manner::Group),
    ("analysts", Manner::Group),
    ("commentators", Manner::Group),
    ("pundits", Manner::Group),
    ("opponents", Manner::Group),
    ("detractors", Manner::Group),
    ("supporters", Manner::Group),
    ("skeptics", Manner::Group),
    ("sceptics", Manner::Group),
    ("some", Manner::Group),
    ("many", Manner::Group),
    ("some people", Manner::Group),
    ("many people", Manner::Group),
    ("reports", Manner::Group),
    ("media reports", Manner::Group),
    ("press reports", Manner::Group),
    ("unconfirmed reports", Manner::Group),
    ("people familiar with", Manner::Insider),
    ("person familiar with", Manner::Insider),
    ("people briefed on", Manner::Insider),
    ("person briefed on", Manner::Insider),
    ("people with knowledge of", Manner::Insider),
    ("person with knowledge of", Manner::Insider),
    ("people with direct knowledge", Manner::Insider),
    ("person with direct knowledge", Manner::Insider),
    ("people close to", Manner::Insider),
    ("person close to", Manner::Insider),
    ("on condition of anonymity", Manner::Condition),
    ("on the condition of anonymity", Manner::Condition),
    ("granted anonymity", Manner::Condition),
    ("asked not to be named", Manner::Condition),
    ("asked not to be identified", Manner::Condition),
    ("asking not to be named", Manner::Condition),
    ("asking not to be identified", Manner::Condition),
    ("declined to be named", Manner::Condition),
    ("declined to be identified", Manner::Condition),
    ("did not want to be named", Manner::Condition),
    ("asked to remain anonymous", Manner::Condition),
    ("it is believed", Manner::Nobody),
    ("it is thought", Manner::Nobody),
    ("it is understood", Manner::Nobody),
    ("it is rumoured", Manner::Nobody),
    ("it is rumored", Manner::Nobody),
    ("is rumoured to", Manner::Nobody),
    ("is rumored to", Manner::Nobody),
    ("are rumoured to", Manner::Nobody),
    ("are rumored to", Manner::Nobody),
    ("it is said that", Manner::Nobody),
    ("is believed to", Manner::Nobody),
    ("are believed to", Manner::Nobody),
    ("is understood to", Manner::Nobody),
    ("are understood to", Manner::Nobody),
    ("is said to", Manner::Nobody),
    ("are said to", Manner::Nobody),
    ("rumour has it", Manner::Nobody),
    ("rumor has it", Manner::Nobody),
];

static WORD_LIST: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(WORDS.map(|(words, _)| words)));

/// Looks for somebody who speaks without a name.
pub(super) fn check(reading: &Reading, found: &mut Vec<Diagnostic>) {
    if reading.language == Language::Other {
        return;
    }
    for block in reading
        .outline
        .blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Attribution)
    {
        // A block is cut into sentences only where it may have a finding.
        let layout = LazyCell::new(|| Layout::of(block));
        for prose in block.prose() {
            for (idx, range) in WORD_LIST.find(&block.text[prose.clone()]) {
                let range = prose.start + range.start..prose.start + range.end;
                // Most groups are only named.
                if WORDS[idx].1 == Manner::Group && !says(&block.text[range.end..]) {
                    continue;
                }
                let context = Context::of(&block.text, range, &layout);
                if let Some(whole) = context.anonymous(WORDS[idx].1) {
                    let place = reading.at(block.place(&whole));
                    found.push(catalog::editorial::anonymous_source(
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
struct Layout {
    ends: Vec<usize>,
    links: Vec<Range<usize>>,
}

impl Layout {
    fn of(block: &Block) -> Self {
        let mut end = 0;
        let ends = text::sentences(&block.text, "en").map(|sentence| {
            end += sentence.len();
            end
        });
        Layout {
            ends: ends.collect(),
            links: block.marked(Mark::Link).cloned().collect(),
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
struct Context<'t> {
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
    layout: &'t Layout,
}

impl<'t> Context<'t> {
    fn of(text: &'t str, range: Range<usize>, layout: &'t Layout) -> Self {
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
        Context {
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
    fn anonymous(&self, manner: Manner) -> Option<Range<usize>> {
        let next = first_word(self.after).filter(|_| self.after.starts_with(char::is_whitespace));
        let next_end = || {
            self.range.end + self.after.len() - self.after.trim_start().len()
                + next.map_or(0, str::len)
        };
        let range = self.range.clone();
        match manner {
            Manner::Source if !self.is_bare() => None,
            Manner::Source if next.is_some_and(|next| is_any(SPEAKS, next)) => {
                Some(range.start..next_end())
            }
            Manner::Source => {
                let is_cited = self.is_accordingly() && !self.says_whose();
                self.close().or(is_cited.then_some(range))
            }
            Manner::Insider => (self.is_accordingly() || self.speaks()).then_some(range),
            Manner::Group => {
                let speaks = says(self.after);
                let whole = range.start..next_end();
                (speaks
                    && self.begins_clause()
                    && !self.says_little(&whole)
                    && !self.names_somebody(&whole))
                .then_some(whole)
            }
            Manner::Condition => (!self.says_why()).then_some(range),
            Manner::Nobody => (next != Some("by")).then_some(range),
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
