//! The destination of a link: what it may lead to, how it is read, and its place in the file.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::LinkType;

use super::Options;
use crate::diag::{Diagnostic, Place, catalog};
use crate::kind::Kind;
use crate::text;
use crate::url::{self, AddressFault};

/// What a link is written to lead to. Paths, slugs and fragments are percent-decoded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// `http:`, `https:`, `mailto:` or `tel:`, ready for an attribute but for HTML escapes.
    External(String),
    /// `topic:energy`
    Scheme {
        /// What kind of content.
        kind: Kind,
        /// Slug or code; of a brief it may be `2021-07-25/slug`.
        slug: String,
        /// What follows `#`.
        fragment: Option<String>,
    },
    /// `[[slug]]`
    Wiki {
        /// Slug or code.
        slug: String,
        /// The kind, if it is written: `[[topic:slug]]`.
        kind: Option<Kind>,
        /// What follows `#`.
        fragment: Option<String>,
    },
    /// A path from the site's root: begins with `/`.
    Absolute {
        /// The path.
        path: String,
        /// What follows `?`, encoded.
        query: Option<String>,
        /// What follows `#`.
        fragment: Option<String>,
    },
    /// A path from the file's folder.
    Relative {
        /// The path.
        path: String,
        /// What follows `?`, encoded.
        query: Option<String>,
        /// What follows `#`.
        fragment: Option<String>,
    },
    /// `#id` on the same page.
    Fragment(String),
}

impl Target {
    /// Returns what follows the path of a page or file of this site, with its `?`; empty if nothing does.
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

    /// Returns the target about as it was written, for messages.
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

/// Why a destination is no target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BadTarget {
    /// Nothing is written.
    Empty,
    /// What stands before the colon is not allowed.
    Scheme(String),
    /// An address of another site without its scheme or its host.
    NoHost,
    /// An address that leads elsewhere than it seems to.
    Misleading(AddressFault),
}

/// Schemes of addresses outside the site, besides those that the site adds.
pub(super) const EXTERNAL_SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

/// Schemes that no site may add: what they lead to runs in the page, or reads the reader's own machine.
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

/// Returns whether `scheme`, in lower case, is one that a site may add to those of its links.
pub fn is_link_scheme(scheme: &str) -> bool {
    let is_own = Kind::of_scheme(scheme).is_some() || UNSAFE_SCHEMES.contains(&scheme);
    split_scheme(&format!("{scheme}:")).is_some_and(|(_, rest)| rest.is_empty())
        && !scheme.contains(|letter: char| letter.is_uppercase())
        && !is_own
}

/// Reads a destination that stands in no text, such as one of the menu.
///
/// What may not be linked to becomes a relative path, which leads nowhere. `schemes` are those that the site adds.
pub fn target(written: &str, schemes: &[String]) -> Target {
    classify(written, schemes).unwrap_or_else(|_| Target::Relative {
        path: written.to_owned(),
        query: None,
        fragment: None,
    })
}

/// Says what is wrong with the destination of a link.
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

/// Reads `dest`, which has its escapes and entities decoded; `schemes` are those that the site adds.
pub(super) fn classify(dest: &str, schemes: &[String]) -> Result<Target, BadTarget> {
    if let Some(fault) = url::fault(dest) {
        return Err(BadTarget::Misleading(fault));
    }
    let dest = as_browsers_read(dest);
    let dest = dest.as_ref();
    if dest.is_empty() {
        return Err(BadTarget::Empty);
    }
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

/// Reads what stands in `[[…]]`, before any `|`.
pub(super) fn wiki(text: &str) -> Target {
    // In a table the bar has a backslash before it, which stays behind.
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

/// Returns `dest` without what browsers ignore: control characters and spaces around it, tabs and line
/// ends anywhere in it. Otherwise `java\nscript:` would be a path here and a script there.
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

/// Percent-encodes what may not stand in an address. Letters beyond ASCII stay, `%` too.
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
    /// The text that was parsed.
    pub source: &'a str,
    /// How it is written.
    pub link_type: LinkType,
    /// The whole of it.
    pub range: Range<usize>,
    /// Where what stands between its brackets ends.
    pub inner_end: usize,
}

/// Returns where the destination stands; the whole link where it stands elsewhere.
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
