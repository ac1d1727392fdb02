//! HTML output: text with a list of holes beside it, and the escaping of text.
//!
//! Offsets do not survive the sanitizer. For it, each hole is written as an element or attribute that carries the index
//! of the hole; `sanitize` turns these back into offsets.

use std::fmt::Write;

use super::tree::ORIGIN;
use super::{Hole, Html};

/// Destination of the text, which decides how holes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// The page: holes are recorded by offset.
    Final,
    /// The sanitizer: holes are written as markup, and their offsets mean nothing.
    ForSanitizer,
}

#[derive(Debug)]
pub(super) struct Out {
    pub text: String,
    /// Offset and hole, in ascending order.
    pub holes: Vec<(usize, Hole)>,
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

    /// Starts a new line unless the output is at the start of one.
    pub(super) fn fresh_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Leaves a hole between tags.
    pub(super) fn hole(&mut self, hole: Hole) {
        // A void element that any line of text may contain: nothing can be nested into it.
        self.hole_as("wbr", hole);
    }

    /// Leaves a hole between tags; for the sanitizer, the start tag of `element`.
    fn hole_as(&mut self, element: &str, hole: Hole) {
        if self.mode == Mode::Final {
            self.hole_in_tag(hole);
            return;
        }
        self.push("<");
        self.push(element);
        self.hole_in_tag(hole);
        self.push(">");
    }

    /// Leaves a hole for an id inside a start tag. Returns its index, for [`Out::set_id`].
    pub(super) fn hole_for_id(&mut self, id: &str) -> usize {
        self.hole_in_tag(Hole::Id(id.into()))
    }

    /// Writes the address of the picture with this index, inside its start tag.
    pub(super) fn image_address(&mut self, idx: usize) {
        let hole = Hole::ImageSrc(idx);
        if self.mode == Mode::ForSanitizer {
            self.hole_in_tag(hole);
            return;
        }
        self.push(" src=\"");
        self.hole_in_tag(hole);
        self.push("\"");
    }

    /// Opens the link with this index. The sanitizer must see a real element, or it could not repair the nesting.
    pub(super) fn open_link(&mut self, idx: usize) {
        self.hole_as("a", Hole::LinkOpen(idx));
    }

    pub(super) fn close_link(&mut self, idx: usize) {
        match self.mode {
            Mode::Final => self.hole(Hole::LinkClose(idx)),
            Mode::ForSanitizer => self.push("</a>"),
        }
    }

    fn hole_in_tag(&mut self, hole: Hole) -> usize {
        let idx = self.holes.len();
        self.holes.push((self.text.len(), hole));
        if self.mode == Mode::ForSanitizer {
            let _ = write!(self.text, " {ORIGIN}=\"h{idx}\"");
        }
        idx
    }

    /// Sets the id of hole `idx`, which [`Out::hole_for_id`] has left.
    pub(super) fn set_id(&mut self, idx: usize, id: &str) {
        self.holes[idx].1 = Hole::Id(id.into());
    }

    pub(super) fn into_html(mut self) -> Html {
        // The HTML is kept in memory for as long as the brief, and its capacity was a generous guess.
        self.text.shrink_to_fit();
        self.holes.shrink_to_fit();
        Html {
            text: self.text,
            holes: self.holes,
        }
    }
}

/// Escapes plain text for HTML, as text or in a double-quoted attribute.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_escaped(&mut html, text);
    html
}

/// Appends `text` escaped for HTML: safe as text and in a double-quoted attribute.
///
/// Characters that XML (and so a feed) excludes become U+FFFD.
pub(super) fn push_escaped(html: &mut String, text: &str) {
    let mut from = 0;
    let mut next = 0;
    // Whole words pass between two bytes that need care.
    while let Some(skipped) = text.as_bytes()[next..]
        .iter()
        .position(|byte| NEEDS_CARE[*byte as usize])
    {
        let at = next + skipped;
        let byte = text.as_bytes()[at];
        next = at + 1;
        let rest = &text.as_bytes()[at..];
        let (replacement, len) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            0..=0x1F | 0x7F => ("\u{FFFD}", 1),
            // U+0080 to U+009F, the control characters of C1.
            0xC2 if rest[1] < 0xA0 => ("\u{FFFD}", 2),
            // U+FFFE and U+FFFF.
            0xEF if rest[1] == 0xBF && rest[2] >= 0xBE => ("\u{FFFD}", 3),
            _ => continue,
        };
        html.push_str(&text[from..at]);
        html.push_str(replacement);
        from = at + len;
    }
    html.push_str(&text[from..]);
}

/// Returns whether XML excludes `letter`, so that no output may contain it.
pub(super) fn is_barred(letter: char) -> bool {
    match letter {
        '\t' | '\n' | '\r' => false,
        '\u{FFFE}' | '\u{FFFF}' => true,
        letter => letter.is_control(),
    }
}

/// First bytes of everything that [`push_escaped`] may replace. A table, since every byte of every text is looked up.
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
    table[0xEF] = true;
    table
};
