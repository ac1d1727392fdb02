//! Media types of published files: by name, and by content, since browsers sniff the bytes. Active content of SVG
//! drawings is found in `svg`, with `css` and `address` for their references. Takes bytes and returns plain values; the
//! rules that report them are in `check::published`.

mod address;
mod css;
mod svg;

pub use svg::{Danger, Flaw, dangers};

/// Number of bytes at the beginning of a file that [`sniff`] needs.
pub const HEAD: usize = 4096;

/// Lower-case extensions of bitmap pictures, which contain no markup.
const PICTURES: [&str; 13] = [
    "png", "jpg", "jpeg", "jpe", "jfif", "gif", "webp", "avif", "apng", "bmp", "ico", "tif", "tiff",
];
/// Lower-case extensions of HTML pages, which may contain any active content.
const PAGES: [&str; 3] = ["html", "htm", "xhtml"];

/// Type of a file by the extension of its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NameType {
    /// A bitmap picture, which contains no markup.
    Picture,
    Svg,
    /// A gzip-compressed SVG drawing.
    Svgz,
    /// An HTML or XHTML page.
    Page,
    Other,
}

/// Type of a file by its first bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Media {
    Svg,
    /// An HTML page or fragment.
    Html,
    /// XML other than SVG and XHTML.
    Xml,
    /// A Git LFS pointer: the placeholder for a large file that was not fetched.
    GitLfsPointer,
    Other,
}

impl NameType {
    /// Returns the type that the extension of `name` promises; case is ignored.
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

/// Elements that identify HTML when they come first (WHATWG MIME Sniffing, 7.1).
const HTML: [&str; 19] = [
    "a", "b", "body", "br", "div", "font", "form", "h1", "head", "html", "iframe", "img", "link",
    "meta", "p", "script", "style", "table", "title",
];

/// Returns the type of a file by its first bytes, of which it needs [`HEAD`] or all.
///
/// Skips comments, processing instructions and document types, and then decides by the first element.
pub fn sniff(head: &[u8]) -> Media {
    // Quick rejection of nearly every picture: markup begins with `<`, white space, a byte order mark or (UTF-16) a
    // zero byte, and an LFS pointer with `v`.
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
            // An internal subset in brackets contains `>` itself.
            if rest.find('[') < rest.find('>') && rest.contains('[') {
                "]>"
            } else {
                ">"
            }
        } else {
            // An unknown element without an XML declaration is more likely plain text.
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

/// Returns the type of a text by the element with which it begins; namespace prefixes are ignored.
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

/// Decodes `head` as UTF-8 or UTF-16, with or without byte order mark; browsers accept markup in both.
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
