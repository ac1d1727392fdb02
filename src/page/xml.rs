//! Writer for XML elements, on top of quick-xml. Adds indentation, the declaration, and drops characters that XML
//! cannot represent. Used for feeds, sitemaps and OPML.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An XML document being written.
pub struct Xml {
    writer: Writer<Vec<u8>>,
    /// Where the fragment begins, if only a part of the document is wanted.
    start: usize,
}

/// Attributes of an element, as names and values.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// Starts a document with its declaration.
    pub fn document() -> Self {
        let mut xml = Xml {
            writer: Writer::new_with_indent(Vec::new(), b' ', 2),
            start: 0,
        };
        xml.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    /// Starts a fragment that will stand in the element `outer` of a document: indented, without a declaration.
    pub fn inside(outer: &str) -> Self {
        let mut xml = Xml::document();
        xml.open(outer, &[]);
        xml.start = xml.writer.get_ref().len();
        xml
    }

    /// Ends a fragment, and returns what was written in it, line end first.
    pub fn into_fragment(self) -> String {
        let bytes = self.writer.into_inner().split_off(self.start);
        String::from_utf8(bytes).expect("the writer is given texts")
    }

    /// Writes a fragment that [`Xml::into_fragment`] has returned.
    pub fn raw(&mut self, fragment: &str) {
        self.writer.get_mut().extend_from_slice(fragment.as_bytes());
    }

    pub fn open(&mut self, name: &str, attributes: Attributes) {
        let element = element(name, attributes);
        self.put(Event::Start(element));
    }

    pub fn close(&mut self, name: &str) {
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// Writes an element without content.
    pub fn empty(&mut self, name: &str, attributes: Attributes) {
        let element = element(name, attributes);
        self.put(Event::Empty(element));
    }

    /// Writes an element with text content.
    pub fn text(&mut self, name: &str, attributes: Attributes, text: &str) {
        self.open(name, attributes);
        let text = legal(text);
        self.put(Event::Text(BytesText::new(&text)));
        self.close(name);
    }

    /// Ends the document with a newline and returns its bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn put(&mut self, event: Event) {
        self.writer
            .write_event(event)
            .expect("writing to memory does not fail");
    }
}

fn element<'a>(name: &'a str, attributes: Attributes) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (name, value) in attributes {
        element.push_attribute((*name, legal(value).as_ref()));
    }
    element
}

/// Removes characters that XML 1.0 cannot represent (section 2.2, production `Char`): most control characters.
fn legal(text: &str) -> Cow<'_, str> {
    let is_legal = |letter: &char| {
        let control = letter.is_control() && !matches!(letter, '\t' | '\n' | '\r');
        !control && !matches!(letter, '\u{fffe}' | '\u{ffff}')
    };
    // Hardly any text contains such a character, or a byte that may begin one. A fold without early exit lets the
    // compiler check many bytes at once; `&` and `|` instead of `&&` and `||` for the same reason.
    let may_begin = |byte: u8| {
        (byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r')
            | (byte == 0x7f)
            | (byte == 0xc2)
            | (byte == 0xef)
    };
    let may_hold = text
        .bytes()
        .fold(false, |found, byte| found | may_begin(byte));
    if !may_hold || text.chars().all(|letter| is_legal(&letter)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(is_legal).collect())
}
