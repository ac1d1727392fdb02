//! What the feeds of both formats have in common: entries are written once for all feeds, and a feed has a greatest size.

use std::borrow::Cow;
use std::sync::Arc;

use crate::body;
use crate::hash::Hash;
use crate::page::view::{EntryText, FeedEntry, FeedEntryView};
use crate::render::{atom, json_feed};

/// Bytes of entries from which on the next ones have their summary alone: readers fetch the whole feed after every
/// change.
const MAX_FEED_BYTES: usize = 512 * 1024;

/// What an entry has as its content.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Content {
    Whole,
    Summary,
}

impl Content {
    /// Returns the content of `entry` as HTML.
    pub(super) fn of(self, entry: &FeedEntryView) -> Cow<'_, str> {
        match self {
            Content::Whole => Cow::Borrowed(&entry.html),
            Content::Summary => Cow::Owned(format!("<p>{}</p>\n", body::escape(&entry.summary))),
        }
    }
}

/// Bytes of text up to which an entry stays whole in every feed: a hundredth of the greatest size.
const SHORT_ENTRY: usize = MAX_FEED_BYTES / 100;

/// Writes an entry in one format, with its summary as well if its text is long.
pub(super) fn entry_text(entry: &FeedEntryView, write: impl Fn(Content) -> String) -> EntryText {
    let is_long = entry.html.len() > SHORT_ENTRY;
    EntryText {
        whole: write(Content::Whole),
        short: is_long.then(|| write(Content::Summary)),
    }
}

/// Writes an entry in both formats, for all feeds that have it.
pub fn write_entry(entry: &FeedEntryView) -> FeedEntry {
    FeedEntry {
        hash: Hash::of(entry),
        atom: atom::entry(entry),
        json: json_feed::entry(entry),
    }
}

/// The entries of a feed in one format, whole as long as the feed is not too long.
pub(super) struct Entries<'a, F> {
    entries: &'a [Arc<FeedEntry>],
    text: F,
}

impl<'a, F: Fn(&'a FeedEntry) -> &'a EntryText> Entries<'a, F> {
    pub(super) fn new(entries: &'a [Arc<FeedEntry>], text: F) -> Self {
        Entries { entries, text }
    }

    pub(super) fn for_each(&mut self, mut write: impl FnMut(&str)) {
        let mut n_bytes = 0;
        for entry in self.entries {
            let EntryText { whole, short } = (self.text)(entry);
            let text = match short {
                Some(short) if n_bytes + whole.len() > MAX_FEED_BYTES => short,
                _ => whole,
            };
            n_bytes += text.len();
            write(text);
        }
    }
}
