//! A text as Dateline reads it: the Markdown parser's events, corrected where Dateline reads more than CommonMark.

use super::comments::{self, BadComment};
use super::edits::{Edits, restored};
use super::events::{Events, TooDeep, events, index_ends};
use super::raw_html::{self, RawHtml};
use super::{addresses, braces, brackets, flanking};

/// How often a text is read again: a correction may show more of the same.
const MAX_ROUNDS: usize = 3;

/// What a text says.
#[derive(Debug)]
pub(super) struct ParsedText<'t> {
    /// What was read: up to the first comment that is none, since what is behind may not be printed.
    pub text: &'t str,
    pub events: Events<'t>,
    /// Comments that are none, in order; the first ends the text.
    pub comments: Vec<BadComment>,
    /// What was found in the raw HTML.
    pub html: RawHtml,
}

/// Reads `text`, leaving out what begins before `skip`.
pub(super) fn read(text: &str, skip: usize) -> Result<ParsedText<'_>, TooDeep> {
    let mut text = text;
    let mut comments: Vec<BadComment> = Vec::new();
    let mut read = corrected(text, skip)?;
    for round in 0.. {
        let found = comments::find(&read.items, text);
        if comments.is_empty() {
            comments.clone_from(&found);
        }
        let Some(first) = found.first().filter(|first| first.cut < text.len()) else {
            break;
        };
        // What has been cut off may have hidden another one; but not for ever.
        text = if round < MAX_ROUNDS {
            &text[..first.cut]
        } else {
            &text[..skip]
        };
        read = corrected(text, skip)?;
    }
    let mut html = RawHtml::default();
    if text.contains('<') || text.contains("://") {
        html = raw_html::repair(&mut read.items, text)?;
        addresses::link(&mut read.items, text);
        index_ends(&mut read.items);
    }
    Ok(ParsedText {
        text,
        events: read,
        comments,
        html,
    })
}

/// Reads `text` so often that the parser takes everything in it as it is meant.
fn corrected(text: &str, skip: usize) -> Result<Events<'_>, TooDeep> {
    let mut read = events(text, skip)?;
    let mut edits = Edits::default();
    let mut hidden = brackets::MaskedText::default();
    for _ in 0..MAX_ROUNDS {
        let n_edits = edits.len();
        flanking::find(&read.items, text, &mut edits);
        braces::find(&read.items, text, &mut edits);
        raw_html::find(&read.items, text, &mut edits);
        addresses::find(&read.items, text, &mut edits);
        brackets::find(&read, text, &mut edits, &mut hidden);
        if edits.len() == n_edits {
            break;
        }
        let edited = edits.apply(text);
        let again = events(&edited, skip)?;
        read = Events {
            items: restored(again.items, &edited, text),
            unknown_references: again.unknown_references,
            definitions: again.definitions,
        };
    }
    hidden.restore(&mut read, text);
    Ok(read)
}
