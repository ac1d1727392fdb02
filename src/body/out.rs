//! Where HTML is written to: text with holes beside it, or, for text that will be cleaned, markers in it.

use super::{Hole, Html};

/// Begins a marker: a private-use character, which never stands in escaped text (see [`push_escaped`]).
pub(super) const MARK: char = '\u{E000}';

/// Ends a marker.
pub(super) const MARK_END: char = '\u{E001}';

/// Whether the text will be cleaned before it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// No: holes are kept by offset.
    Direct,
    /// Yes: offsets would not survive, so a hole is a marker in the text that holds its index.
    Marked,
}

/// HTML being written.
#[derive(Debug)]
pub(super) struct Out {
    pub(super) text: String,
    /// In order; in `Marked` mode the offsets mean nothing.
    pub(super) holes: Vec<(usize, Hole)>,
    mode: Mode,
}

impl Out {
    pub(super) fn new(mode: Mode, capacity: usize) -> Self {
        Out {
            text: String::with_capacity(capacity),
            holes: Vec::new(),
            mode,
        }
    }

    pub(super) fn push(&mut self, html: &str) {
        self.text.push_str(html);
    }

    /// Starts a new line unless one has just been started.
    pub(super) fn fresh_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Leaves a hole between tags or inside an attribute's value. Returns its index.
    pub(super) fn hole(&mut self, hole: Hole) -> usize {
        let idx = self.holes.len();
        self.holes.push((self.text.len(), hole));
        if self.mode == Mode::Marked {
            self.text.push(MARK);
            self.text.push_str(&idx.to_string());
            self.text.push(MARK_END);
        }
        idx
    }

    /// Leaves a hole for an id inside a start tag. Returns its index.
    pub(super) fn hole_for_id(&mut self, id: &str) -> usize {
        let hole = Hole::Id(id.into());
        match self.mode {
            Mode::Direct => self.hole(hole),
            Mode::Marked => self.in_attribute("id", hole),
        }
    }

    /// Opens the link with this index. A cleaner must see a real element, or it could not mend its nesting.
    pub(super) fn open_link(&mut self, idx: usize) {
        match self.mode {
            Mode::Direct => {
                self.hole(Hole::LinkOpen(idx));
            }
            Mode::Marked => {
                self.push("<a");
                self.in_attribute("href", Hole::LinkOpen(idx));
                self.push(">");
            }
        }
    }

    /// Closes the link with this index.
    pub(super) fn close_link(&mut self, idx: usize) {
        match self.mode {
            Mode::Direct => {
                self.hole(Hole::LinkClose(idx));
            }
            Mode::Marked => self.push("</a>"),
        }
    }

    fn in_attribute(&mut self, name: &str, hole: Hole) -> usize {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        let idx = self.hole(hole);
        self.text.push('"');
        idx
    }

    /// Gives the hole at `idx`, left by [`Out::hole_for_id`], its id.
    pub(super) fn set_id(&mut self, idx: usize, id: &str) {
        self.holes[idx].1 = Hole::Id(id.into());
    }

    pub(super) fn into_html(mut self) -> Html {
        // It stays as long as the brief does.
        self.text.shrink_to_fit();
        self.holes.shrink_to_fit();
        Html {
            text: self.text,
            holes: self.holes,
        }
    }
}

/// Escapes plain text for HTML: as text, or in an attribute in double quotes.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_escaped(&mut html, text);
    html
}

/// Writes `text` so that it is text in HTML, and safe inside a double-quoted attribute.
///
/// Markers, and characters that XML (so a feed) cannot hold, become U+FFFD.
pub(super) fn push_escaped(html: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !NEEDS_CARE[byte as usize] {
            continue;
        }
        let rest = &text.as_bytes()[at..];
        let (replacement, len) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            0..=0x1F | 0x7F => ("\u{FFFD}", 1),
            0xC2 if rest[1] < 0xA0 => ("\u{FFFD}", 2),
            0xEE if rest[1] == 0x80 && rest[2] <= 0x81 => ("\u{FFFD}", 3),
            0xEF if rest[1] == 0xBF && rest[2] >= 0xBE => ("\u{FFFD}", 3),
            _ => continue,
        };
        html.push_str(&text[from..at]);
        html.push_str(replacement);
        from = at + len;
    }
    html.push_str(&text[from..]);
}

/// Returns whether text may not hold `letter`: markers, and what XML excludes.
pub(super) fn is_barred(letter: char) -> bool {
    match letter {
        '\t' | '\n' | '\r' => false,
        MARK | MARK_END | '\u{FFFE}' | '\u{FFFF}' => true,
        letter => letter.is_control(),
    }
}

/// First bytes of everything that [`push_escaped`] may have to replace.
static NEEDS_CARE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = !matches!(byte as u8, b'\t' | b'\n' | b'\r');
        byte += 1;
    }
    table[0x7F] = true;
    table[b'&' as usize] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'"' as usize] = true;
    table[0xC2] = true;
    table[0xEE] = true;
    table[0xEF] = true;
    table
};
