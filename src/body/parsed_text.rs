//! Corrected reading of a text: the Markdown parser's events, with corrections where Dateline reads more than
//! CommonMark. Each kind of correction has a module of its own; this one applies them in order.

use super::comments::{self, BadComment};
use super::edits::{Edits, restored};
use super::events::{Events, TooDeep, events, index_ends};
use super::raw_html::{self, RawHtml};
use super::{addresses, braces, brackets, flanking};

/// Maximum number of times that a text is parsed again: one correction may reveal the need for another.
const MAX_ROUNDS: usize = 3;

/// Result of parsing a text.
#[derive(Debug)]
pub(super) struct ParsedText<'t> {
    /// Text that was read: up to the first broken comment, since what follows it must not be published.
    pub text: &'t str,
    pub events: Events<'t>,
    /// Broken comments in order; the first ends the text.
    pub comments: Vec<BadComment>,
    /// Findings in the raw HTML.
    pub html: RawHtml,
}

/// Parses `text`, and drops what begins before `skip`.
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
        // Without its end the text may reveal another broken comment. After some rounds show nothing at all: a note to
        // colleagues must not be published.
        text = if round < MAX_ROUNDS {
            &text[..first.cut]
        } else {
            &text[..skip]
        };
        read = corrected(text, skip)?;
    }
    // Only now: tags and addresses must not be taken from the part that is cut off.
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

/// Parses `text` until no correction is left, or [`MAX_ROUNDS`] are over.
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
