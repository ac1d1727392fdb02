//! Where a link leads, by the way it is written.

use std::fmt;
use std::str::FromStr;

use crate::url::decode;

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub enum Target {
    /// Out of the site: http, https, mailto or tel.
    External(String),
    /// `topic:slug#fragment`
    Scheme {
        /// The kind of thing.
        kind: LinkKind,
        /// Its slug; of a brief, perhaps with its day before it.
        slug: String,
        /// The place on its page.
        fragment: Option<String>,
    },
    /// `[[slug]]`, `[[topic:slug]]`
    Wiki {
        /// The slug.
        slug: String,
        /// The kind of thing, if it is said.
        kind: Option<LinkKind>,
        /// The place on its page.
        fragment: Option<String>,
    },
    /// `/about/#fragment`
    Absolute {
        /// The address.
        path: String,
        /// The place on the page.
        fragment: Option<String>,
    },
    /// `other.md#fragment`
    Relative {
        /// The path, from the folder of the file.
        path: String,
        /// The place on the page.
        fragment: Option<String>,
    },
    /// `#fragment`
    Fragment(String),
}

/// A kind of thing that links name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LinkKind {
    /// `brief:`
    Brief,
    /// `topic:`
    Topic,
    /// `country:`
    Country,
    /// `person:`
    Person,
    /// `organization:`
    Organization,
    /// `storyline:`
    Storyline,
    /// `publisher:`
    Publisher,
    /// `edition:`
    Edition,
}

/// Every kind, as it is written.
pub const KINDS: [(&str, LinkKind); 8] = [
    ("brief", LinkKind::Brief),
    ("topic", LinkKind::Topic),
    ("country", LinkKind::Country),
    ("person", LinkKind::Person),
    ("organization", LinkKind::Organization),
    ("storyline", LinkKind::Storyline),
    ("publisher", LinkKind::Publisher),
    ("edition", LinkKind::Edition),
];

impl FromStr for LinkKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        KINDS.iter().find(|(name, _)| *name == text).map(|(_, kind)| *kind).ok_or(())
    }
}

impl fmt::Display for LinkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = KINDS.iter().find(|(_, kind)| kind == self).map_or("", |(name, _)| name);
        f.write_str(name)
    }
}

impl Target {
    /// Returns the target about as it was written, for messages.
    pub fn written(&self) -> String {
        match self {
            Target::External(href) => href.clone(),
            Target::Scheme { kind, slug, .. } => format!("{kind}:{slug}"),
            Target::Wiki { slug, kind: Some(kind), .. } => format!("[[{kind}:{slug}]]"),
            Target::Wiki { slug, .. } => format!("[[{slug}]]"),
            Target::Absolute { path, .. } | Target::Relative { path, .. } => path.clone(),
            Target::Fragment(id) => format!("#{id}"),
        }
    }
}

/// Reads the target of a link. What has a scheme that is not allowed is a relative path, which leads
/// nowhere; use [`classify`] to tell.
pub fn target(written: &str) -> Target {
    classify(written).unwrap_or_else(|_| Target::Relative { path: written.to_owned(), fragment: None })
}

/// Reads the target of a link; fails with the scheme if that is not one of those allowed.
pub fn classify(written: &str) -> Result<Target, String> {
    // Browsers ignore white space and control characters in a scheme, so `java\nscript:` is one.
    let plain: String = written.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let plain_scheme = scheme(&plain);
    let written = written.trim();
    if written.starts_with("//") || written.starts_with("\\\\") || written.starts_with("/\\") {
        return Err("//".to_owned());
    }
    let (path, fragment) = match written.split_once('#') {
        Some((path, fragment)) => (path, Some(decode(fragment)).filter(|id| !id.is_empty())),
        None => (written, None),
    };
    let Some(scheme) = plain_scheme else {
        return Ok(match (path, fragment) {
            ("", fragment) => Target::Fragment(fragment.unwrap_or_else(|| "top".to_owned())),
            (path, fragment) if path.starts_with('/') => Target::Absolute { path: path.to_owned(), fragment },
            (path, fragment) => Target::Relative { path: path.to_owned(), fragment },
        });
    };
    if matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel") {
        return Ok(Target::External(plain));
    }
    let kind = scheme.parse::<LinkKind>().map_err(|()| scheme.clone())?;
    let slug = path.split_once(':').map_or("", |(_, slug)| slug);
    Ok(Target::Scheme { kind, slug: decode(slug), fragment })
}

/// Reads what stands in `[[…]]`.
pub fn wiki(written: &str) -> Target {
    let (name, fragment) = match written.split_once('#') {
        Some((name, fragment)) => (name, Some(fragment.trim().to_owned())),
        None => (written, None),
    };
    let kind =
        name.split_once(':').and_then(|(kind, slug)| Some((kind.trim().parse::<LinkKind>().ok()?, slug)));
    match kind {
        Some((kind, slug)) => Target::Wiki { slug: slug.trim().to_owned(), kind: Some(kind), fragment },
        None => Target::Wiki { slug: name.trim().to_owned(), kind: None, fragment },
    }
}

/// Returns the scheme of an address, in lower case (RFC 3986, section 3.1).
fn scheme(written: &str) -> Option<String> {
    let (scheme, _) = written.split_once(':')?;
    let mut letters = scheme.chars();
    let first = letters.next()?;
    let rest = letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    (first.is_ascii_alphabetic() && rest).then(|| scheme.to_ascii_lowercase())
}
