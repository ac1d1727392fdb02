//! Clips, the private texts of sources, prepared for looking up quotations, words and numbers. Reports clips that are
//! missing, unreadable or outside `clips/`; what is looked up is decided in the files beside this one.

use std::ops::Range;

use crate::brief::Citation;
use crate::check::claims::clip_numbers::{self, ClipNumbers};
use crate::diag::{Diagnostic, Place, catalog};
use crate::source::{Contents, SourcePath, SourceTree};
use crate::text;
use crate::text::quantities::QuantityReader;

/// A clip with its indexes. Each is built once per brief, since every claim of the brief searches it.
pub(super) struct Clip<'a> {
    pub path: SourcePath,
    /// The text as it is in the file; other fields refer to its bytes.
    pub text: &'a str,
    /// Language of the source, as a BCP 47 tag: its own, else the brief's.
    pub language: String,
    /// The text with typography evened out, for quotations.
    pub loose: LooseText,
    /// Its folded words with their ranges, in order.
    pub words: Vec<(String, Range<usize>)>,
    /// Its quantities, sorted by value.
    pub numbers: ClipNumbers,
    /// Whether the brief had to translate this source.
    pub translated: Translation,
    /// Byte at which each line begins.
    lines: Vec<usize>,
}

/// Whether the brief had to translate a source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Translation {
    /// Their primary languages differ: `de-AT` and `de` are one language.
    Yes,
    /// Both have the same primary language.
    No,
}

/// The language of a brief, shared by all its clips.
#[derive(Clone, Copy, Debug)]
pub(super) struct BriefLanguage<'a> {
    /// Its BCP 47 tag.
    pub tag: &'a str,
    /// The parser for its numbers, which is costly to build; `None` without a lexicon.
    pub quantities: Option<&'a QuantityReader>,
}

/// Reads the clip that `citation` names, if any; the error reports why it cannot be read. A clip counts as written in
/// the source's `language`, else in the brief's.
pub(super) fn read<'a>(
    citation: &Citation,
    tree: &'a SourceTree,
    at: &Place,
    brief: BriefLanguage,
) -> Result<Option<Clip<'a>>, Diagnostic> {
    let Some(name) = &citation.clip else {
        return Ok(None);
    };
    // Checked on the name as typed, so that a path cannot leave the private folder, where nothing is published.
    let plain = !name.starts_with('/')
        && !name.contains('\\')
        && !name.split('/').any(|part| matches!(part, "" | "." | ".."));
    if !plain {
        return Err(catalog::claims::clip_outside(at.clone(), name));
    }
    let path = SourcePath::new(&format!("clips/{name}"));
    let Some(file) = tree.get(path.as_str()) else {
        return Err(catalog::claims::clip_missing(at.clone(), name));
    };
    let reason = match &file.contents {
        Contents::OnDisk { .. } => Err("it is too large"),
        Contents::Bytes(_) | Contents::Dropped { .. } => match file.bytes() {
            // UTF-16 and binary files may be valid UTF-8; NUL bytes give them away.
            bytes if bytes.contains(&0) => Err("it contains a NUL byte"),
            bytes => str::from_utf8(bytes).map_err(|_| "it is not UTF-8 text"),
        },
    };
    match reason {
        Ok(text) => {
            let primary = |tag: &str| {
                tag.split('-')
                    .next()
                    .unwrap_or_default()
                    .to_ascii_lowercase()
            };
            let own = citation.language.as_deref().unwrap_or(brief.tag);
            let is_own = primary(own) == primary(brief.tag);
            let clip = match brief.quantities.filter(|_| is_own) {
                Some(quantities) => Clip::new(path, text, quantities),
                None => Clip::new(path, text, &clip_numbers::reader(own)),
            };
            let translated = if is_own {
                Translation::No
            } else {
                Translation::Yes
            };
            Ok(Some(Clip {
                language: own.to_owned(),
                translated,
                ..clip
            }))
        }
        Err(reason) => Err(catalog::claims::clip_unreadable(at.clone(), name, reason)),
    }
}

impl<'a> Clip<'a> {
    fn new(path: SourcePath, text: &'a str, quantities: &QuantityReader) -> Self {
        let words = words(text);
        let numbers = clip_numbers::known(text, quantities);
        let ends = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        Clip {
            path,
            text,
            language: String::new(),
            loose: LooseText::new(text),
            words,
            numbers,
            translated: Translation::No,
            lines,
        }
    }

    /// Returns the line number of byte `at`, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at)
    }
}

/// Splits `text` into folded words with their ranges.
pub(super) fn words(text: &str) -> Vec<(String, Range<usize>)> {
    text::words(text)
        .into_iter()
        .map(|range| (text::fold(&text[range.clone()]), range))
        .filter(|(word, _)| !word.is_empty())
        .collect()
}

/// A text with all quotation marks, dashes, ellipses and white space made alike, so that a quotation matches whatever
/// typography its source has.
#[derive(Debug, Default)]
pub(super) struct LooseText {
    /// The text after evening out.
    pub text: String,
    /// For each byte of it, the byte in the original.
    at: Vec<usize>,
}

impl LooseText {
    /// Evens out the typography of `text`.
    pub(super) fn new(text: &str) -> Self {
        let mut loose = LooseText::default();
        let mut after_dash = false;
        for (at, letter) in text.char_indices() {
            if after_dash && letter.is_whitespace() {
                continue;
            }
            // Some set dashes with spaces, some without; a hyphen between spaces is a dash.
            let spaced = loose.text.ends_with(' ');
            after_dash = matches!(letter, '–' | '—' | '―') || (letter == '-' && spaced);
            if after_dash && spaced {
                loose.text.pop();
                loose.at.pop();
            }
            match letter {
                '“' | '”' | '„' | '«' | '»' | '"' | '‘' | '’' | '‚' | '‹' | '›' | '`' => {
                    loose.push("'", at)
                }
                '–' | '—' | '―' | '‐' | '‑' | '-' => loose.push("-", at),
                '…' => loose.push("...", at),
                // Soft hyphens and zero-width characters, which copies of web pages are full of.
                '\u{AD}' | '\u{200B}'..='\u{200F}' => {}
                // Arabic vowel signs, and the stroke that stretches a word (tatweel): optional in writing.
                '\u{0640}' | '\u{064B}'..='\u{0652}' => {}
                // French sets a space before these.
                '!' | '?' | ';' | ':' if loose.text.ends_with(' ') => {
                    loose.text.pop();
                    loose.at.pop();
                    loose.push(letter.encode_utf8(&mut [0; 4]), at);
                }
                letter if letter.is_whitespace() => {
                    if !loose.text.ends_with(' ') {
                        loose.push(" ", at);
                    }
                }
                letter => loose.push(letter.encode_utf8(&mut [0; 4]), at),
            }
        }
        loose
    }

    fn push(&mut self, text: &str, at: usize) {
        self.text.push_str(text);
        self.at.extend(std::iter::repeat_n(at, text.len()));
    }

    /// Finds `part` at or after byte `from`, its first letter in either case: a quotation may begin mid-sentence.
    /// Returns its range here, and its start in the original text.
    pub(super) fn find(&self, part: &str, from: usize) -> Option<(Range<usize>, usize)> {
        let toggled = toggle_first(part);
        let found = [part, toggled.as_str()]
            .into_iter()
            .filter_map(|part| self.find_words(part, from));
        let range = found.min_by_key(|range| range.start)?;
        Some((
            range.clone(),
            self.at.get(range.start).copied().unwrap_or_default(),
        ))
    }

    /// Finds `part` where it is not inside a longer word.
    fn find_words(&self, part: &str, from: usize) -> Option<Range<usize>> {
        let rest = self.text.get(from..)?;
        let inside = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let mut found = rest
            .match_indices(part)
            .map(|(at, part)| from + at..from + at + part.len());
        found.find(|range| {
            !inside(self.text[..range.start].chars().next_back())
                && !inside(self.text[range.end..].chars().next())
        })
    }
}

fn toggle_first(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let other: String = if first.is_uppercase() {
        first.to_lowercase().collect()
    } else {
        first.to_uppercase().collect()
    };
    other + letters.as_str()
}
