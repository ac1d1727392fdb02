//! Reads the fields of a mapping by schema, collecting everything that is wrong.
//! The keys a reader asks for are the keys there are: what nobody asked for is unknown.

use jiff::civil::Date;

use crate::diag::{Diagnostic, Place, catalog};
use crate::source::{FieldPath, SourcePath};
use crate::text;
use crate::yaml::Node;
use crate::yaml::habits;
use crate::yaml::keys::{FieldSchema, FieldType, MappingSchema};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    /// The value; never [`Node::Null`].
    pub node: &'a Node,
    /// Where it stands.
    pub at: FieldPath,
}

/// One text of a list and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListItem {
    /// The text, trimmed.
    pub text: String,
    /// Where it stands.
    pub at: FieldPath,
}

/// The fields of one mapping of one file.
#[derive(Debug)]
pub struct Fields<'a> {
    path: &'a SourcePath,
    at: FieldPath,
    entries: &'a [(String, Node)],
    read: Vec<&'static str>,
    diagnostics: Vec<Diagnostic>,
    /// What was asked for and how, where nothing else is wanted.
    schema: Option<MappingSchema>,
}

impl<'a> Fields<'a> {
    /// Starts reading `entries`, which stand at `at` in the file `path`.
    pub fn new(path: &'a SourcePath, at: FieldPath, entries: &'a [(String, Node)]) -> Self {
        Fields {
            path,
            at,
            entries,
            read: Vec::new(),
            diagnostics: Vec::new(),
            schema: None,
        }
    }

    /// Returns the way to this mapping in its file.
    pub fn at(&self) -> &FieldPath {
        &self.at
    }

    /// Returns the file these fields are in.
    pub fn path(&self) -> &'a SourcePath {
        self.path
    }

    /// Returns the place of the value of `key`.
    pub fn place(&self, key: &str) -> Place {
        Place::value(self.path, &self.at.at_key(key))
    }

    /// Returns the place of the mapping itself.
    pub fn mapping_place(&self) -> Place {
        Place::value(self.path, &self.at)
    }

    /// Notes what `key` takes, where that is wanted. What was noted first stays: the outermost reader, which
    /// knows most of it, asks first.
    pub fn declare(&mut self, key: &'static str, shape: impl FnOnce() -> FieldType) {
        if let Some(noted) = &mut self.schema
            && !noted.keys.iter().any(|known| known.name == key)
        {
            noted.keys.push(FieldSchema {
                name: key,
                shape: shape(),
                required: None,
            });
        }
    }

    /// Notes that one of `keys` must be there, and one only.
    pub fn declare_one_of(&mut self, keys: &[&'static str]) {
        if let Some(noted) = &mut self.schema {
            noted.one_of = keys.to_vec();
        }
    }

    /// Adds what was found wrong with a value by its reader.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Returns whether anything was found wrong so far.
    pub fn is_clean(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Returns the value of `key`, unless it is absent or empty.
    pub fn get(&mut self, key: &'static str) -> Option<Field<'a>> {
        self.declare(key, || FieldType::Any);
        self.read.push(key);
        let (_, node) = self.entries.iter().find(|(name, _)| name == key)?;
        (*node != Node::Null).then(|| Field {
            node,
            at: self.at.at_key(key),
        })
    }

    /// Reads a text. A list or a mapping is a mistake.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        self.declare(key, || FieldType::Text);
        let field = self.get(key)?;
        self.text_of(key, &field)
            .map(str::to_owned)
            .filter(|text| !text.is_empty())
    }

    /// Reads a text that must be there; `example` says how it is written.
    pub fn required_text(&mut self, key: &'static str, example: &str) -> Option<String> {
        let n_before = self.diagnostics.len();
        let text = self.text(key);
        if let Some(noted) = &mut self.schema {
            let known = noted.keys.iter_mut().filter(|known| known.name == key);
            known.for_each(|known| known.required = Some(example.to_owned()));
        }
        if text.is_none() && self.diagnostics.len() == n_before {
            let place = Place::key(self.path, &self.at.at_key(key));
            self.report(catalog::fields::field_missing(place, key, example));
        }
        text
    }

    /// Reads the text of `field`; a list or a mapping is a mistake.
    pub fn text_of(&mut self, key: &str, field: &Field<'a>) -> Option<&'a str> {
        match field.node {
            Node::Text(text) => Some(text.trim()),
            node => {
                let place = Place::value(self.path, &field.at);
                self.report(catalog::fields::field_shape(
                    place,
                    key,
                    "text",
                    node.kind(),
                ));
                None
            }
        }
    }

    /// Reads a list of texts: a YAML list, or `a, b, c`. Empty items are left out.
    pub fn list(&mut self, key: &'static str) -> Vec<ListItem> {
        self.declare(key, || FieldType::list(FieldType::Text));
        let Some(field) = self.get(key) else {
            return Vec::new();
        };
        self.items_of(key, &field)
    }

    /// Reads the list of texts in `field`.
    pub fn items_of(&mut self, key: &str, field: &Field<'a>) -> Vec<ListItem> {
        let texts: Vec<(&str, FieldPath)> = match field.node {
            Node::Text(text) => text
                .split(',')
                .enumerate()
                .map(|(idx, part)| (part, field.at.at_item(idx)))
                .collect(),
            Node::List(nodes) => {
                let mut texts = Vec::new();
                for (idx, node) in nodes.iter().enumerate() {
                    let item = Field {
                        node,
                        at: field.at.at_item(idx),
                    };
                    if *node != Node::Null
                        && let Some(text) = self.text_of(key, &item)
                    {
                        texts.push((text, item.at));
                    }
                }
                texts
            }
            node => {
                let place = Place::value(self.path, &field.at);
                self.report(catalog::fields::field_shape(
                    place,
                    key,
                    "a list",
                    node.kind(),
                ));
                Vec::new()
            }
        };
        let items = texts.into_iter().map(|(text, at)| ListItem {
            text: text.trim().to_owned(),
            at,
        });
        items.filter(|item| !item.text.is_empty()).collect()
    }

    /// Reads one of a few words, by a table of them.
    pub fn one_of<T: Copy>(&mut self, key: &'static str, words: &[(&'static str, T)]) -> Option<T> {
        self.declare(key, || {
            FieldType::Words(words.iter().map(|(word, _)| *word).collect())
        });
        let text = self.text(key)?;
        let known = words.iter().find(|(word, _)| *word == text);
        if known.is_none() {
            let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.report(value_unknown(self.place(key), &text, &names));
        }
        known.map(|(_, value)| *value)
    }

    /// Reads a text through `read`; `expected` names what it must be, for the message.
    pub fn parsed<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        self.declare(key, || FieldType::Parsed(expected.to_owned()));
        let text = self.text(key)?;
        let value = read(&text);
        if value.is_none() {
            self.report(catalog::fields::value_invalid(
                self.place(key),
                &text,
                expected,
            ));
        }
        value
    }

    /// Reads a whole number between `least` and `most`.
    pub fn number(&mut self, key: &'static str, least: u32, most: u32) -> Option<u32> {
        self.declare(key, || FieldType::Number(least, most));
        let expected = format!("a whole number from {least} to {most}");
        self.parsed(key, &expected, |text| {
            text.parse()
                .ok()
                .filter(|number| (least..=most).contains(number))
        })
    }

    /// Reads a list of slugs or names of things; one that is there twice is a mistake.
    pub fn names(&mut self, key: &'static str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for item in self.list(key) {
            if names.contains(&item.text) {
                let place = Place::value(self.path, &item.at);
                self.report(catalog::fields::value_repeated(place, &item.text));
            } else {
                names.push(item.text);
            }
        }
        names
    }

    /// Reads the mapping under `key`.
    pub fn map(&mut self, key: &'static str) -> Option<(&'a [(String, Node)], FieldPath)> {
        self.declare(key, || FieldType::map_of(FieldType::Any));
        let field = self.get(key)?;
        self.map_of(key, &field)
    }

    /// Reads the mapping in `field`.
    pub fn map_of(
        &mut self,
        key: &str,
        field: &Field<'a>,
    ) -> Option<(&'a [(String, Node)], FieldPath)> {
        match field.node {
            Node::Map(entries) => Some((entries, field.at.clone())),
            node => {
                let place = Place::value(self.path, &field.at);
                self.report(catalog::fields::field_shape(
                    place,
                    key,
                    "a mapping",
                    node.kind(),
                ));
                None
            }
        }
    }

    /// Reads texts by the time that each is of, in their order, as [`pairs`](Fields::pairs) does.
    pub fn dated(&mut self, key: &'static str) -> Vec<(String, String, FieldPath)> {
        self.declare(key, FieldType::pairs);
        if let Some(Field {
            node: Node::Text(text),
            at,
        }) = self.get(key)
        {
            let shape = catalog::fields::field_shape(
                Place::value(self.path, &at),
                key,
                "a mapping of times to texts",
                "text",
            );
            let date = self.entries.iter().find_map(|(key, node)| match node {
                Node::Text(text) if key == "date" => text.get(..10),
                _ => None,
            });
            let day = date
                .filter(|day| day.parse::<Date>().is_ok())
                .unwrap_or("2021-07-26");
            self.report(shape.hint(format!(
                "write `{key}: {{ {day} 10:00: {} }}` with its time",
                text.trim()
            )));
            return Vec::new();
        }
        self.pairs(key)
    }

    /// Reads pairs in their order: a mapping, or a list of mappings with one entry each (which may
    /// repeat a key).
    pub fn pairs(&mut self, key: &'static str) -> Vec<(String, String, FieldPath)> {
        self.declare(key, FieldType::pairs);
        let mut pairs = Vec::new();
        for (name, value) in self.entries(key) {
            if let Some(text) = self.text_of(key, &value) {
                pairs.push((name, text.to_owned(), value.at));
            }
        }
        pairs
    }

    /// Reads pairs as [`Fields::pairs`] does, each with any value.
    pub fn entries(&mut self, key: &'static str) -> Vec<(String, Field<'a>)> {
        self.declare(key, || FieldType::pairs_of(FieldType::Any));
        let Some(field) = self.get(key) else {
            return Vec::new();
        };
        let maps: Vec<Field<'a>> = match field.node {
            Node::List(nodes) => {
                let item = |(idx, node)| Field {
                    node,
                    at: field.at.at_item(idx),
                };
                nodes.iter().enumerate().map(item).collect()
            }
            _ => vec![field],
        };
        let mut pairs = Vec::new();
        for map in maps {
            let Some((entries, at)) = self.map_of(key, &map) else {
                continue;
            };
            pairs.extend(entries.iter().map(|(name, node)| {
                (
                    name.clone(),
                    Field {
                        node,
                        at: at.at_key(name),
                    },
                )
            }));
        }
        pairs
    }

    /// Ends the reading: every key that was not asked for is unknown. Returns what is wrong.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        for (name, value) in self.entries {
            if self.read.contains(&name.as_str()) {
                continue;
            }
            let place = Place::key(self.path, &self.at.at_key(name));
            let nearest = text::nearest(name, self.read.iter().copied());
            let unknown = catalog::fields::unknown_key(place.clone(), name, nearest, &self.read);
            let is_free = |meant: &&str| !self.entries.iter().any(|(other, _)| other == meant);
            self.diagnostics
                .push(match habits::answer(name, value, &self.read) {
                    Some(answer) => unknown.hint(answer),
                    None => match text::misspelt(name, self.read.iter().copied()).filter(is_free) {
                        Some(meant) => unknown.fix(place, meant),
                        None => unknown,
                    },
                });
        }
        self.diagnostics
    }
}

impl MappingSchema {
    /// Notes the keys that `read` asks for. It is given a mapping that holds nothing, so it must ask for all
    /// of them before it gives up.
    pub fn of(name: &str, read: impl FnOnce(&mut Fields)) -> Self {
        let path = SourcePath::new(name);
        let mut fields = Fields::new(&path, FieldPath::default(), &[]);
        fields.schema = Some(MappingSchema {
            name: name.to_owned(),
            keys: Vec::new(),
            one_of: Vec::new(),
        });
        read(&mut fields);
        fields.schema.take().expect("it was put there above")
    }
}

/// Says that `text`, at `place`, is none of `words`; where it is one of them but for a slip, the fix writes that.
pub fn value_unknown(place: Place, text: &str, words: &[&str]) -> Diagnostic {
    let nearest = text::nearest(text, words.iter().copied());
    let unknown = catalog::fields::value_unknown(place.clone(), text, words, nearest);
    match text::misspelt(text, words.iter().copied()) {
        Some(meant) => unknown.fix(place, meant),
        None => unknown,
    }
}
