//! One message: a text with named parts, in a form for each plural category where it counts something.

use crate::locale::{Locale, Plural};

/// Something the theme says.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Message {
    /// The language it is in, whose plural rules hold.
    pub(super) locale: Locale,
    /// Forms by category; one, of [`Plural::Other`], if it counts nothing.
    pub(super) forms: Vec<(Plural, Variant)>,
    /// Whether it counts something.
    pub(super) counts: bool,
}

/// A text with named parts: `Feed: {title}`.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Variant {
    pieces: Vec<Segment>,
}

/// A piece of a form.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub enum Segment {
    /// Text as it stands.
    Text(String),
    /// The part of this name.
    Part(String),
}

/// Why a text is no form: where the brace is, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LoneBrace(pub usize);

impl Message {
    /// Returns whether it has forms for different numbers of things, the part `n`.
    pub fn counts(&self) -> bool {
        self.counts
    }

    /// Returns the name of the part that picks its form, if it counts something.
    pub fn number(&self) -> Option<&'static str> {
        self.counts.then_some("n")
    }

    /// Returns the form for `n` things; the general one if there is no such form or number.
    pub fn form(&self, n: Option<u64>) -> &Variant {
        let category = n.map_or(Plural::Other, |n| self.locale.plural(n));
        let of = |wanted: Plural| self.forms.iter().find(|(known, _)| *known == wanted);
        let form = of(category)
            .or_else(|| of(Plural::Other))
            .or_else(|| self.forms.last());
        &form.expect("a message has a form").1
    }

    /// Returns the categories it has forms for; [`Plural::Other`] alone if it counts nothing.
    pub fn categories(&self) -> impl Iterator<Item = Plural> {
        self.forms.iter().map(|(category, _)| *category)
    }

    /// Returns the names of the parts of all its forms, each once.
    pub fn parts(&self) -> Vec<&str> {
        let mut parts: Vec<&str> = self
            .forms
            .iter()
            .flat_map(|(_, form)| form.parts())
            .collect();
        parts.sort_unstable();
        parts.dedup();
        parts
    }
}

impl Variant {
    /// Reads a text, in which `{name}` is a part.
    pub fn parse(text: &str) -> Result<Self, LoneBrace> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let here = text.len() - rest.len() + at;
            let (before, after) = rest.split_at(at);
            let end = after
                .find('}')
                .filter(|_| after.starts_with('{'))
                .ok_or(LoneBrace(here))?;
            let name = &after[1..end];
            if name.is_empty()
                || !name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
            {
                return Err(LoneBrace(here));
            }
            if !before.is_empty() {
                pieces.push(Segment::Text(before.to_owned()));
            }
            pieces.push(Segment::Part(name.to_owned()));
            rest = &after[end + 1..];
        }
        if !rest.is_empty() {
            pieces.push(Segment::Text(rest.to_owned()));
        }
        Ok(Variant { pieces })
    }

    /// Returns the whole text, if it has no parts.
    pub fn plain(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Segment::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Returns the names of its parts, repeats kept.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Segment::Part(name) => Some(name.as_str()),
            Segment::Text(_) => None,
        })
    }

    /// Returns its pieces, in order.
    pub fn pieces(&self) -> &[Segment] {
        &self.pieces
    }

    /// Returns the text with its parts written by `write`, which gets their names.
    pub fn fill(&self, mut write: impl FnMut(&str, &mut String)) -> String {
        let mut said = String::new();
        for piece in &self.pieces {
            match piece {
                Segment::Text(text) => said.push_str(text),
                Segment::Part(name) => write(name, &mut said),
            }
        }
        said
    }
}
