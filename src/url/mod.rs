//! Addresses: slugs, routes inside the site, the base URL that turns routes into links, and addresses on the web.
//! The only module that joins paths of addresses or percent-encodes. Which route a page has is decided in `page`;
//! redirects and trackers are in `tracking`, comparison of web pages in `canonical`, misleading addresses in `fault`.
#![expect(clippy::disallowed_methods, reason = "the door of addresses")]

mod canonical;
mod fault;
mod slug;
mod tracking;

use std::fmt;
use std::sync::Arc;

use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode,
};
use unicode_normalization::UnicodeNormalization;
use url::Url;

pub use canonical::PageKey;
pub use fault::{AddressFault, fault};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use slug::{MAX_SLUG_BYTES, Slug, SlugError, SlugFault};
pub use tracking::{Tracker, untracked};

/// Characters to encode in a header value of a `mailto:` link: all but the unreserved characters of RFC 3986.
const HEADER_VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Characters to encode in a path segment: those that RFC 3986 forbids there, and `'`, which may delimit an HTML
/// attribute.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'\'')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// As [`SEGMENT`], for a path of several segments: `/` is kept.
const PATH: &AsciiSet = &SEGMENT.remove(b'/');

/// Bytes that a path keeps as they are: a table, since every link of every page is looked up.
static PLAIN: [bool; 256] = letters_and(b"-/._");

/// Makes a table of ASCII letters, digits and `signs`.
const fn letters_and(signs: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let mut idx = 0;
    while idx < signs.len() {
        table[signs[idx] as usize] = true;
        idx += 1;
    }
    table
}

/// An address inside the site, not encoded: begins with `/`, and ends with `/` exactly if it is a page.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Route(Arc<str>);

impl Serialize for Route {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Route {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|route| Route(route.into()))
    }
}

impl Route {
    /// Returns the route of the home page, `/`.
    pub fn root() -> Self {
        Route("/".into())
    }

    /// Returns the route of the page `segment` below this page.
    pub fn page(&self, segment: &str) -> Self {
        self.pages(&[segment])
    }

    /// Returns the route of the page at the path `segments` below this page.
    pub fn pages(&self, segments: &[&str]) -> Self {
        // Measured first: routes are made for every page and link of a site, and one allocation is enough.
        let n_bytes = segments
            .iter()
            .map(|segment| segment.len() + 1)
            .sum::<usize>();
        let mut route = String::with_capacity(self.0.len() + 1 + n_bytes);
        route.push_str(&self.0);
        if !self.is_page() {
            route.push('/');
        }
        for segment in segments {
            route.push_str(segment);
            route.push('/');
        }
        Route(route.into())
    }

    /// Returns the route of the file `name` below this page. `name` may contain folders.
    pub fn file(&self, name: &str) -> Self {
        let slash = if self.is_page() { "" } else { "/" };
        Route([&self.0, slash, name].concat().into())
    }

    /// Parses an address as an author writes it: `/about/`, `/about`, `/2021/07/`, percent-encoded or not.
    ///
    /// Returns `None` if it does not begin with `/`, has `.`, `..` or empty segments, a control character or a
    /// backslash, or does not decode to UTF-8. The route is in Unicode form C (NFC).
    pub fn parse(path: &str) -> Option<Self> {
        let decoded = percent_decode_str(path).decode_utf8().ok()?;
        let rest = decoded.strip_prefix('/')?;
        let rest_dir = rest.strip_suffix('/').unwrap_or(rest);
        let bad = |part: &str| {
            matches!(part, "" | "." | "..") || part.chars().any(|c| c.is_control() || c == '\\')
        };
        // `//` is checked apart: without its final `/` it looks like the home page.
        if !rest_dir.is_empty() && rest_dir.split('/').any(bad) || rest == "/" {
            return None;
        }
        Some(Route(decoded.nfc().collect::<String>().into()))
    }

    /// Returns the address as text, not encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether this is the route of a page, not of a file.
    pub fn is_page(&self) -> bool {
        self.0.as_bytes().last() == Some(&b'/')
    }

    /// Returns whether the last segment has an extension, such as `.html`.
    pub fn has_extension(&self) -> bool {
        self.0
            .rsplit('/')
            .next()
            .is_some_and(|name| name.contains('.'))
    }

    /// Returns the same address as a page, with a final `/`.
    pub fn as_page(&self) -> Self {
        Route(self.folder().into())
    }

    /// Returns this route with the prefix `from` replaced by `to`; `None` if it is not below `from`.
    pub fn moved(&self, from: &Route, to: &Route) -> Option<Self> {
        let rest = self.0.strip_prefix(from.folder().as_str())?;
        Some(Route(format!("{}{rest}", to.folder()).into()))
    }

    /// Returns the path of the output file, relative to the output folder: `about/index.html` for `/about/`.
    pub fn output_path(&self) -> String {
        let path = self.0.trim_start_matches('/');
        if self.is_page() {
            format!("{path}index.html")
        } else {
            path.to_owned()
        }
    }

    /// Returns the key under which routes collide: two routes with one key may be the same file on file systems that
    /// ignore case or Unicode form.
    pub fn collision_key(&self) -> String {
        let path = self.output_path();
        // Most addresses are plain ASCII, which has one Unicode form only.
        if path.is_ascii() {
            return path.to_ascii_lowercase();
        }
        // Lowering case can undo the normal form, so it is restored.
        path.nfkc().flat_map(char::to_lowercase).nfkc().collect()
    }

    fn folder(&self) -> String {
        if self.is_page() {
            self.0.to_string()
        } else {
            format!("{}/", self.0)
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Base URL of the site: its origin, if known, and the path of the site on that host.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Base {
    origin: Option<String>,
    host: Option<String>,
    path: String,
}

impl Base {
    /// Returns the base of a site without a configured address: links begin with `/`, and there are no permalinks.
    pub fn unknown() -> Self {
        Base {
            origin: None,
            host: None,
            path: "/".to_owned(),
        }
    }

    /// Parses the site's address, `https://x.example/` or `https://x.example/news/`.
    ///
    /// Returns `None` unless it is an http or https address without query, fragment, user name and password.
    pub fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let plain = matches!(url.scheme(), "http" | "https")
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if !plain {
            return None;
        }
        let path = url.path();
        let path = if path.ends_with('/') {
            path.to_owned()
        } else {
            format!("{path}/")
        };
        Some(Base {
            origin: Some(url.origin().ascii_serialization()),
            host: url.host_str().map(str::to_owned),
            path,
        })
    }

    /// Returns the host, without port, if the address is known.
    pub fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// Returns the site's path on its host, with a final `/`: `/` or `/news/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the link to `route` from any page of the site: the encoded path, without host.
    pub fn href(&self, route: &Route) -> String {
        self.link("", route)
    }

    /// Returns the route that the request path `path` leads to; `None` if it is outside this site.
    pub fn route(&self, path: &str) -> Option<Route> {
        Route::parse(&format!("/{}", path.strip_prefix(self.path.as_str())?))
    }

    /// Returns the absolute address of `route`; `None` if the site's origin is unknown.
    pub fn permalink(&self, route: &Route) -> Option<String> {
        Some(self.link(self.origin.as_deref()?, route))
    }

    /// Joins `origin`, the site's path and `route` into one encoded address.
    fn link(&self, origin: &str, route: &Route) -> String {
        let mut link = String::with_capacity(origin.len() + self.path.len() + route.0.len());
        link.push_str(origin);
        link.push_str(&self.path);
        let route = &route.0[1..];
        // Nearly all addresses are made of slugs, which need no encoding.
        if route.bytes().all(|byte| PLAIN[usize::from(byte)]) {
            link.push_str(route);
        } else {
            link.extend(utf8_percent_encode(route, PATH));
        }
        link
    }

    /// Returns `href` with the site's origin prepended; unchanged if the origin is unknown.
    pub fn absolute(&self, href: &str) -> String {
        [self.origin.as_deref().unwrap_or_default(), href].concat()
    }
}

/// A normalised http or https address on the web, with a host.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
pub struct WebAddress {
    href: String,
    host: String,
}

impl WebAddress {
    /// Parses an absolute http or https address; `None` for anything else, and for several addresses in one text.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(address) = WebAddress::plain(text) {
            return Some(address);
        }
        // The URL parser would encode the space and take both for one.
        let is_address = |word: &str| word.starts_with("http://") || word.starts_with("https://");
        if text.split_whitespace().skip(1).any(is_address) {
            return None;
        }
        let url = Url::parse(text.trim()).ok()?;
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        let host = url.host_str()?.trim_start_matches("www.").to_owned();
        Some(WebAddress {
            href: url.into(),
            host,
        })
    }

    /// Parses an address that is normalised as it stands and without a [`fault`]: nearly all are. `None` for any other.
    pub fn plain(text: &str) -> Option<Self> {
        let text = text.trim();
        let host = normalised_host(text)?;
        Some(WebAddress {
            href: text.to_owned(),
            host: host.trim_start_matches("www.").to_owned(),
        })
    }

    /// Returns the normalised address as text.
    pub fn as_str(&self) -> &str {
        &self.href
    }

    /// Returns the host without a leading `www.`.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Returns the last meaningful segment of the path, decoded and without a page's extension: `dam-reopens` of
    /// `https://x.example/2026/dam-reopens.html`. Skips empty segments, `index` and `default`; `None` if none is left.
    pub fn last_part(&self) -> Option<String> {
        let path = self.href.split(['?', '#']).next()?;
        let (_, path) = path.split_once("://")?.1.split_once('/')?;
        let part = path
            .rsplit('/')
            .map(stem)
            .find(|part| !matches!(*part, "" | "index" | "default"))?;
        let decoded = decode(part);
        // Shown to readers as text: invisible characters and those that reverse the reading direction stay encoded.
        let hides = |letter: char| {
            letter.is_control()
                || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        Some(if decoded.contains(hides) || decoded.trim().is_empty() {
            part.to_owned()
        } else {
            decoded
        })
    }
}

/// Percent-encodes a fragment, the part after `#` in a link.
pub fn encode_fragment(fragment: &str) -> String {
    utf8_percent_encode(fragment, SEGMENT).to_string()
}

/// Returns the host of an `address` that is normalised as it stands: plain, in lower case up to the path, which has no
/// `.` or `..` to be resolved. Nearly all are, and need not be parsed.
fn normalised_host(address: &str) -> Option<&str> {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))?;
    let (host, path) = rest.split_at(rest.find('/')?);
    let is_lower = !host.bytes().any(|byte| byte.is_ascii_uppercase());
    (is_lower && !path.contains("/.") && fault::is_plain(rest)).then_some(host)
}

/// Returns `name` without its extension if that is one of pages or documents; other points are part of the name.
fn stem(name: &str) -> &str {
    const PAGES: [&str; 14] = [
        "html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "jsp", "cfm", "pdf", "txt", "xml",
        "json", "md",
    ];
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    if PAGES
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
    {
        stem
    } else {
        name
    }
}

/// Returns a `mailto:` link that opens a message to `address` with `subject` and `text` (RFC 6068).
pub fn mailto(address: &str, subject: &str, text: &str) -> String {
    let encode = |text| utf8_percent_encode(text, HEADER_VALUE);
    let address = utf8_percent_encode(address, SEGMENT);
    format!(
        "mailto:{address}?subject={}&body={}",
        encode(subject),
        encode(text)
    )
}

/// Percent-encodes a relative path, keeping its `/`.
pub fn encode_path(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// Percent-decodes `text`; returns it unchanged if the result is not UTF-8.
pub fn decode(text: &str) -> String {
    percent_decode_str(text)
        .decode_utf8()
        .map_or_else(|_| text.to_owned(), |text| text.into_owned())
}

/// File extensions that look like top-level domains in `report.pdf`; a name with one is no host.
const FILES: [&str; 16] = [
    "md", "markdown", "html", "htm", "txt", "pdf", "jpg", "jpeg", "png", "gif", "svg", "webp",
    "avif", "mp3", "mp4", "csv",
];

/// Returns `text` with `https://` if that is all it lacks to be a web address: `www.wire.example/a`, `//wire.example`.
pub fn without_scheme(text: &str) -> Option<String> {
    let bare = text.strip_prefix("//").unwrap_or(text);
    let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
    let (_, last) = host.rsplit_once('.')?;
    let is_name = last.len() >= 2 && last.bytes().all(|letter| letter.is_ascii_alphabetic());
    if !is_name
        || FILES.contains(&last.to_ascii_lowercase().as_str())
        || bare.contains(char::is_whitespace)
    {
        return None;
    }
    let address = format!("https://{bare}");
    WebAddress::parse(&address).map(|_| address)
}
