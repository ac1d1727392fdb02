//! Destination of a link: parses it, refuses what may not be linked to, and finds its range in the file. Whether the
//! target exists is for the caller to decide, who knows the site.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::LinkType;

use super::Options;
use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Place, catalog};
use crate::kind::Kind;
use crate::text;
use crate::url::{self, AddressFault};

/// Parsed destination of a link. Paths, slugs and fragments are percent-decoded.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub enum Target {
    /// An address outside the site, such as `https:`, `mailto:` or `tel:`, ready for an attribute except for HTML
    /// escapes.
    External(String),
    /// Content of a given kind: `topic:energy`.
    Scheme {
        kind: Kind,
        /// Slug or code; for a brief it may be `2021-07-25/slug`.
        slug: String,
        /// Fragment, without its `#`.
        fragment: Option<String>,
    },
    /// Content by its slug: `[[slug]]`.
    Wiki {
        slug: String,
        /// Kind, if one is typed: `[[topic:slug]]`.
        kind: Option<Kind>,
        /// Fragment, without its `#`.
        fragment: Option<String>,
    },
    /// A path from the root of the site, which begins with `/`.
    Absolute {
        path: String,
        /// Query without its `?`, still encoded.
        query: Option<String>,
        /// Fragment, without its `#`.
        fragment: Option<String>,
    },
    /// A path from the file's folder.
    Relative {
        path: String,
        /// Query without its `?`, still encoded.
        query: Option<String>,
        /// Fragment, without its `#`.
        fragment: Option<String>,
    },
    /// An `#id` on the same page.
    Fragment(String),
}

impl Target {
    /// Returns the query after a path of this site, with its `?`; empty if there is none.
    pub fn query(&self) -> String {
        match self {
            Target::Absolute {
                query: Some(query), ..
            }
            | Target::Relative {
                query: Some(query), ..
            } => {
                format!("?{query}")
            }
            _ => String::new(),
        }
    }

    /// Returns the target roughly as typed, for messages.
    pub fn written(&self) -> String {
        match self {
            Target::External(href) => href.clone(),
            Target::Scheme { kind, slug, .. } => format!("{kind}:{slug}"),
            Target::Wiki {
                slug,
                kind: Some(kind),
                ..
            } => format!("[[{kind}:{slug}]]"),
            Target::Wiki { slug, .. } => format!("[[{slug}]]"),
            Target::Absolute { path, .. } | Target::Relative { path, .. } => path.clone(),
            Target::Fragment(id) => format!("#{id}"),
        }
    }
}

/// Reason why a destination is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BadTarget {
    Empty,
    /// Its scheme, given here, is not allowed.
    Scheme(String),
    /// It is an address of another site without its scheme or host.
    NoHost,
    /// It leads elsewhere than it seems to.
    Misleading(AddressFault),
}

/// Schemes of addresses outside the site, besides those that a site adds.
pub(super) const EXTERNAL_SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

/// Schemes that no site may add: their addresses run code in the page, or read from the reader's own machine.
pub(super) const UNSAFE_SCHEMES: [&str; 12] = [
    "javascript",
    "data",
    "vbscript",
    "file",
    "blob",
    "filesystem",
    "about",
    "view-source",
    "jar",
    "mhtml",
    "livescript",
    "mocha",
];

/// Returns whether `scheme` may be added by a site to those of its links. It must be in lower case.
pub fn is_link_scheme(scheme: &str) -> bool {
    let is_own = Kind::of_scheme(scheme).is_some() || UNSAFE_SCHEMES.contains(&scheme);
    split_scheme(&format!("{scheme}:")).is_some_and(|(_, rest)| rest.is_empty())
        && !scheme.contains(|letter: char| letter.is_uppercase())
        && !is_own
}

/// Parses a destination outside of a text, such as one in the menu.
///
/// A refused destination becomes a relative path, which leads nowhere. `schemes` are those that the site adds.
pub fn target(written: &str, schemes: &[String]) -> Target {
    classify(written, schemes).unwrap_or_else(|_| Target::Relative {
        path: written.to_owned(),
        query: None,
        fragment: None,
    })
}

/// Returns the diagnostic for a refused destination.
pub(super) fn refused(place: Place, dest: &str, why: BadTarget, options: &Options) -> Diagnostic {
    match why {
        BadTarget::Empty => catalog::links::link_empty(place),
        BadTarget::NoHost => catalog::links::link_without_host(place, dest),
        BadTarget::Misleading(fault) => catalog::links::address_misleading(place, dest, &fault),
        BadTarget::Scheme(scheme) => {
            let own = options.link_schemes.iter().map(String::as_str);
            let known = Kind::with_scheme()
                .map(|kind| kind.as_str())
                .chain(EXTERNAL_SCHEMES)
                .chain(own);
            let nearest = text::nearest(&scheme, known);
            catalog::links::link_scheme(place, &scheme, nearest)
        }
    }
}

/// Parses `dest`, whose escapes and entities are decoded; `schemes` are those that the site adds.
pub(super) fn classify(dest: &str, schemes: &[String]) -> Result<Target, BadTarget> {
    if let Some(fault) = url::fault(dest) {
        return Err(BadTarget::Misleading(fault));
    }
    let dest = as_browsers_read(dest);
    let dest = dest.as_ref();
    if dest.is_empty() {
        return Err(BadTarget::Empty);
    }
    // Two slashes of either kind: browsers take what follows for a host.
    if dest.len() > 1
        && dest
            .bytes()
            .take(2)
            .all(|byte| matches!(byte, b'/' | b'\\'))
    {
        return Err(BadTarget::NoHost);
    }
    if let Some((scheme, rest)) = split_scheme(dest) {
        return with_scheme(dest, scheme, rest, schemes);
    }
    if let Some(fragment) = dest.strip_prefix('#') {
        return Ok(Target::Fragment(decode(fragment)));
    }
    let (written, fragment) = dest
        .split_once('#')
        .map_or((dest, None), |(path, id)| (path, Some(decode(id))));
    // Split before decoding: an escaped `?` or `#` is a part of the path.
    let (path, query) = match written.split_once('?') {
        Some((path, query)) if !path.is_empty() => (decode(path), Some(encode(query))),
        _ => (decode(written), None),
    };
    Ok(if path.starts_with('/') {
        Target::Absolute {
            path,
            query,
            fragment,
        }
    } else {
        Target::Relative {
            path,
            query,
            fragment,
        }
    })
}

/// Parses the text in `[[…]]`, before any `|`.
pub(super) fn wiki(text: &str) -> Target {
    // In a table the bar is typed `\|`, and its backslash is left here.
    let text = text.trim().trim_end_matches('\\').trim_end();
    let known = text
        .split_once(':')
        .and_then(|(kind, rest)| Some((Kind::of_scheme(kind.trim())?, rest)));
    let (kind, rest) = match known {
        Some((kind, rest)) => (Some(kind), rest),
        None => (None, text),
    };
    let (slug, fragment) = split_fragment(rest.trim());
    Target::Wiki {
        slug,
        kind,
        fragment,
    }
}

fn with_scheme(
    dest: &str,
    scheme: &str,
    rest: &str,
    schemes: &[String],
) -> Result<Target, BadTarget> {
    if let Some(kind) = Kind::of_scheme(scheme) {
        let (slug, fragment) = split_fragment(rest);
        return Ok(Target::Scheme {
            kind,
            slug,
            fragment,
        });
    }
    let mut known = EXTERNAL_SCHEMES
        .into_iter()
        .chain(schemes.iter().map(String::as_str));
    let Some(known) = known.find(|known| scheme.eq_ignore_ascii_case(known)) else {
        return Err(BadTarget::Scheme(scheme.to_owned()));
    };
    // Browsers skip surplus slashes: in `https:///a` they take `a` for the host.
    let host_missing = match known {
        "http" | "https" => rest
            .strip_prefix("//")
            .is_none_or(|host| host.starts_with(['/', '\\']) || host.is_empty()),
        _ => rest.is_empty(),
    };
    if host_missing {
        Err(BadTarget::NoHost)
    } else {
        Ok(Target::External(encode(dest)))
    }
}

/// Returns `dest` without what browsers ignore: control characters and spaces around it, tabs and line breaks anywhere
/// in it. Otherwise `java\nscript:` would be a path here and a script there.
fn as_browsers_read(dest: &str) -> Cow<'_, str> {
    let dest = dest.trim_matches(|letter: char| {
        letter <= ' ' || letter.is_control() || letter.is_whitespace()
    });
    if dest.contains(char::is_control) {
        Cow::Owned(dest.replace(char::is_control, ""))
    } else {
        Cow::Borrowed(dest)
    }
}

/// Splits off the scheme of an address, by the grammar of RFC 3986.
fn split_scheme(dest: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = dest.split_once(':')?;
    let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme.then_some((scheme, rest))
}

fn split_fragment(dest: &str) -> (String, Option<String>) {
    match dest.split_once('#') {
        Some((path, fragment)) => (decode(path), Some(decode(fragment))),
        None => (decode(dest), None),
    }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Percent-encodes characters that an address may not contain. Letters beyond ASCII stay, and so does `%`.
fn encode(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for letter in address.chars() {
        match letter {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                encoded.push_str(&format!("%{:02X}", u32::from(letter)));
            }
            letter => encoded.push(letter),
        }
    }
    encoded
}

/// A link or picture as the parser found it.
pub(super) struct RawLink<'a> {
    /// Text that was parsed, as a whole.
    pub source: &'a str,
    pub link_type: LinkType,
    /// Range of the link or picture.
    pub range: Range<usize>,
    /// End of the events between its brackets.
    pub inner_end: usize,
}

/// Returns the range of the destination, or of the whole link if the destination is elsewhere.
pub(super) fn range_of_destination(found: &RawLink) -> Range<usize> {
    let RawLink { source, range, .. } = found;
    match found.link_type {
        LinkType::Inline => inline_destination(found).unwrap_or_else(|| range.clone()),
        LinkType::Autolink | LinkType::Email
            if range.len() > 2 && source[range.clone()].starts_with('<') =>
        {
            range.start + 1..range.end - 1
        }
        _ => range.clone(),
    }
}

/// Returns the range of the destination in `[text](destination)`. The parser does not report it, so it is parsed again.
fn inline_destination(found: &RawLink) -> Option<Range<usize>> {
    let tail = found.source.get(found.inner_end..found.range.end)?;
    let bracket = tail.find("](")? + 2;
    let blank = tail[bracket..].len() - tail[bracket..].trim_start().len();
    let start = bracket + blank;
    let rest = &tail[start..];
    let (from, len) = match rest.strip_prefix('<') {
        Some(inner) => (start + 1, inner.find('>')?),
        None => (start, bare_destination_len(rest)),
    };
    (len > 0).then(|| found.inner_end + from..found.inner_end + from + len)
}

fn bare_destination_len(rest: &str) -> usize {
    // As in CommonMark, parentheses in an address are balanced or escaped.
    let mut open = 0_usize;
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => open += 1,
            b')' if open == 0 => return at,
            b')' => open -= 1,
            byte if byte.is_ascii_whitespace() => return at,
            _ => {}
        }
    }
    rest.len()
}
