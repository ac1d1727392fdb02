//! A message: a text with named parameters, in one variant for each plural category if it counts something. Parses and
//! fills texts; catalogs of messages are in `i18n`.

use crate::locale::{Locale, Plural};

/// A message of the interface in one language.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Message {
    /// Language of the message, whose plural rules apply.
    pub(super) locale: Locale,
    /// Variants by plural category; only [`Plural::Other`] if the message counts nothing.
    pub(super) forms: Vec<(Plural, PluralForm)>,
    /// Whether the variant depends on the parameter `n`.
    pub(super) counts: bool,
}

/// A text with named parameters, such as `Feed: {title}`.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct PluralForm {
    pieces: Vec<Segment>,
}

/// A piece of a variant, either literal or to be filled in.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub enum Segment {
    /// Literal text between parameters.
    Text(String),
    /// The parameter of this name.
    Part(String),
}

/// The error of a text with a brace that belongs to no parameter, at this byte offset.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LoneBrace(pub usize);

impl Message {
    /// Returns whether the message has variants for different values of the parameter `n`.
    pub fn counts(&self) -> bool {
        self.counts
    }

    /// Returns the name of the parameter that selects the variant, if the message counts something.
    pub fn number(&self) -> Option<&'static str> {
        self.counts.then_some("n")
    }

    /// Returns the variant for `n` things. Falls back to the general one if `n` is absent or its category has none.
    pub fn form(&self, n: Option<u64>) -> &PluralForm {
        let category = n.map_or(Plural::Other, |n| self.locale.plural(n));
        let of = |wanted: Plural| self.forms.iter().find(|(known, _)| *known == wanted);
        let form = of(category)
            .or_else(|| of(Plural::Other))
            // A catalog with a missing variant is reported, but the preview still shows the page.
            .or_else(|| self.forms.last());
        &form.expect("a message has a form").1
    }

    /// Returns the plural categories that have a variant; [`Plural::Other`] alone if the message counts nothing.
    pub fn categories(&self) -> impl Iterator<Item = Plural> {
        self.forms.iter().map(|(category, _)| *category)
    }

    /// Returns the names of the parameters of all variants, sorted, each once.
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

impl PluralForm {
    /// Parses a text in which `{name}` is a parameter. Names are lower-case ASCII letters and `_`.
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
        Ok(PluralForm { pieces })
    }

    /// Returns the whole text, if it has no parameters.
    pub fn plain(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Segment::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Returns the names of its parameters in order, repeats included.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Segment::Part(name) => Some(name.as_str()),
            Segment::Text(_) => None,
        })
    }

    pub fn pieces(&self) -> &[Segment] {
        &self.pieces
    }

    /// Returns the text with each parameter written by `write`, which receives its name.
    pub fn fill(&self, mut write: impl FnMut(&str, &mut String)) -> String {
        let mut output = String::new();
        for piece in &self.pieces {
            match piece {
                Segment::Text(text) => output.push_str(text),
                Segment::Part(name) => write(name, &mut output),
            }
        }
        output
    }
}
