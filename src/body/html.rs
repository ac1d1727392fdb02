//! HTML with holes, and the writer that makes it.
//!
//! While it is written, a hole is a marker of two private characters around its number, so that it goes
//! through the HTML cleaner like any text. [`Writer::finish`] takes the markers out.

/// What opens a marker. Both are taken out of the input before it is parsed.
pub const OPEN: char = '\u{e000}';
/// What closes a marker.
pub const CLOSE: char = '\u{e001}';

/// A piece of HTML with holes.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Html {
    /// The HTML without what fills the holes.
    pub text: String,
    /// The holes and where they are, in bytes of `text`, in order.
    pub holes: Vec<(usize, Hole)>,
}

/// What is filled in for each page.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Hole {
    /// The opening tag of the link of this index.
    LinkOpen(usize),
    /// The name of what the link of this index leads to.
    LinkText(usize),
    /// The closing tag of the link of this index.
    LinkClose(usize),
    /// The value of an `href` that the author wrote as HTML.
    LinkHref(usize),
    /// The value of the `src` of the picture of this index.
    ImageSrc(usize),
    /// An attribute `id`, in pages.
    Id(Box<str>),
    /// The mark that cites a source for the `nth` time, from 1.
    Cite {
        /// Position of the source.
        citation: usize,
        /// Its id.
        id: Box<str>,
        /// Which of the citations of this source it is.
        nth: usize,
    },
    /// The mark that refers to a footnote for the `nth` time, from 1.
    NoteRef {
        /// Position of the footnote.
        note: usize,
        /// Which of the references to this footnote it is.
        nth: usize,
    },
}

/// The holes of a body in the making, shared by all its pieces.
#[derive(Debug, Default)]
pub struct Holes {
    holes: Vec<Hole>,
}

impl Holes {
    /// Adds a hole; returns its marker.
    pub fn marker(&mut self, hole: Hole) -> String {
        self.holes.push(hole);
        Holes::marker_of(self.holes.len() - 1)
    }

    /// Returns the marker of the hole of this number.
    pub fn marker_of(number: usize) -> String {
        format!("{OPEN}{number}{CLOSE}")
    }

    /// Returns how many holes there are.
    pub fn len(&self) -> usize {
        self.holes.len()
    }

    /// Takes the markers out of `text`. What is left of a marker that was torn apart is dropped.
    pub fn split(&self, text: &str) -> Html {
        let mut html = Html { text: String::with_capacity(text.len()), holes: Vec::new() };
        let mut rest = text;
        while let Some(open) = rest.find(OPEN) {
            html.text.push_str(&rest[..open]);
            rest = &rest[open + OPEN.len_utf8()..];
            let Some(close) = rest.find(CLOSE) else { continue };
            let Some(hole) = rest[..close].parse::<usize>().ok().and_then(|number| self.holes.get(number))
            else {
                continue;
            };
            rest = &rest[close + CLOSE.len_utf8()..];
            if let Hole::Id(_) = hole
                && html.text.ends_with(" id=\"")
            {
                html.text.truncate(html.text.len() - " id=\"".len());
                rest = rest.strip_prefix('"').unwrap_or(rest);
            }
            html.holes.push((html.text.len(), hole.clone()));
        }
        html.text.push_str(&rest.replace(CLOSE, ""));
        html
    }
}

/// Adds `text` to `html`, escaped for text; control characters are left out.
pub fn push_text(html: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '\n' | '\t' => html.push(letter),
            letter if letter.is_control() => {}
            letter => html.push(letter),
        }
    }
}

/// Adds `text` to `html`, escaped for an attribute in double quotes.
pub fn push_attribute(html: &mut String, text: &str) {
    let mut escaped = String::with_capacity(text.len());
    push_text(&mut escaped, text);
    html.push_str(&escaped.replace('"', "&quot;"));
}
