//! What a published file is, told by its bytes: names of files promise, browsers look. What in a drawing can act is
//! found in `svg`, with `css` and `address` for what it refers to. Knows no file and no diagnostic.

mod address;
mod css;
mod svg;

pub use svg::{Danger, Flaw, dangers};

/// Bytes at the beginning of a file that tell what it is.
pub const HEAD: usize = 4096;

/// Endings, in small letters, of pictures that are no markup.
const PICTURES: [&str; 13] = [
    "png", "jpg", "jpeg", "jpe", "jfif", "gif", "webp", "avif", "apng", "bmp", "ico", "tif", "tiff",
];
/// The same of pages, which may hold what they like.
const PAGES: [&str; 3] = ["html", "htm", "xhtml"];

/// What a file's name says it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NameType {
    /// A picture that is no markup.
    Picture,
    /// A drawing.
    Svg,
    /// A compressed drawing.
    Svgz,
    /// A page.
    Page,
    /// Anything else.
    Other,
}

/// What a file's bytes say it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Media {
    /// An SVG drawing.
    Svg,
    /// An HTML page, or a part of one.
    Html,
    /// XML of another kind.
    Xml,
    /// What Git leaves in the place of a large file that it has not fetched.
    GitLfsPointer,
    /// Anything else.
    Other,
}

impl NameType {
    /// Returns what a file of this name says it is.
    pub fn of(name: &str) -> Self {
        let ending = name
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_ascii_lowercase())
            .unwrap_or_default();
        match ending.as_str() {
            "svg" => NameType::Svg,
            "svgz" => NameType::Svgz,
            ending if PICTURES.contains(&ending) => NameType::Picture,
            ending if PAGES.contains(&ending) => NameType::Page,
            _ => NameType::Other,
        }
    }
}

/// Names of elements with which HTML begins (WHATWG, MIME Sniffing, 7.1).
const HTML: [&str; 19] = [
    "a", "b", "body", "br", "div", "font", "form", "h1", "head", "html", "iframe", "img", "link",
    "meta", "p", "script", "style", "table", "title",
];

/// Tells what a file is by its first bytes, of which there should be [`HEAD`].
pub fn sniff(head: &[u8]) -> Media {
    // Markup begins with `<`, behind white space and what tells the encoding; nearly every picture does not.
    let may_be = |byte: u8| {
        byte.is_ascii_whitespace() || matches!(byte, b'<' | b'v' | 0 | 0xef | 0xfe | 0xff)
    };
    if !head.first().is_some_and(|byte| may_be(*byte)) {
        return Media::Other;
    }
    let text = as_text(&head[..head.len().min(HEAD)]);
    let mut rest = text.as_str();
    if rest.starts_with("version https://git-lfs.") {
        return Media::GitLfsPointer;
    }
    let mut is_xml = false;
    loop {
        rest = rest.trim_start();
        let begins = |start: &str| {
            rest.get(..start.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(start))
        };
        let end = if begins("<!--") {
            "-->"
        } else if begins("<?") {
            is_xml = true;
            "?>"
        } else if begins("<!doctype html") {
            return Media::Html;
        } else if begins("<!doctype svg") {
            return Media::Svg;
        } else if begins("<!doctype") {
            is_xml = true;
            if rest.find('[') < rest.find('>') && rest.contains('[') {
                "]>"
            } else {
                ">"
            }
        } else {
            return match by_element(rest) {
                Media::Xml if !is_xml => Media::Other,
                media => media,
            };
        };
        match rest.find(end) {
            Some(at) => rest = &rest[at + end.len()..],
            None => return if is_xml { Media::Xml } else { Media::Other },
        }
    }
}

/// Tells what a text is by the name of the element that it begins with.
fn by_element(rest: &str) -> Media {
    let name = rest.strip_prefix('<').unwrap_or_default();
    let end = name.find(|letter: char| {
        !(letter.is_alphanumeric() || matches!(letter, '-' | '_' | ':' | '.'))
    });
    let name = name[..end.unwrap_or(name.len())].to_lowercase();
    let local = name.rsplit(':').next().unwrap_or_default();
    match local {
        "svg" => Media::Svg,
        local if HTML.contains(&local) => Media::Html,
        local if !local.is_empty() => Media::Xml,
        _ => Media::Other,
    }
}

/// Returns `head` as text, as far as it can be markup: UTF-16 too, for browsers read that as well.
fn as_text(head: &[u8]) -> String {
    let (bytes, is_little) = match head {
        [0xff, 0xfe, rest @ ..] => (rest, Some(true)),
        [0xfe, 0xff, rest @ ..] => (rest, Some(false)),
        [b'<', 0, ..] => (head, Some(true)),
        [0, b'<', ..] => (head, Some(false)),
        [0xef, 0xbb, 0xbf, rest @ ..] => (rest, None),
        _ => (head, None),
    };
    match is_little {
        None => String::from_utf8_lossy(bytes).into_owned(),
        Some(is_little) => {
            let unit = |pair: &[u8]| match *pair {
                [a, b] if is_little => u16::from_le_bytes([a, b]),
                [a, b] => u16::from_be_bytes([a, b]),
                _ => 0,
            };
            char::decode_utf16(bytes.chunks(2).map(unit))
                .map(|letter| letter.unwrap_or('\u{fffd}'))
                .collect()
        }
    }
}
