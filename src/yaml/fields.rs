//! Reads the fields of a mapping by key and collects all mistakes. The keys that a reader asks for are its schema: at
//! the end every other key of the mapping is reported as unknown. Typed values (addresses, moments, slugs) are in
//! `values`.

use jiff::civil::Date;

use crate::diag::{Diagnostic, Place, catalog};
use crate::source::{FieldPath, SourcePath};
use crate::text;
use crate::yaml::Node;
use crate::yaml::habits;
use crate::yaml::keys::{FieldSchema, FieldType, MappingSchema};

/// A value with its path in the file.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    /// The value; [`Node::Null`] only inside lists and mappings.
    pub node: &'a Node,
    pub at: FieldPath,
}

/// One text of a list with its path in the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListItem {
    /// The trimmed text, never empty.
    pub text: String,
    pub at: FieldPath,
}

/// Reader for the fields of one mapping of one file.
#[derive(Debug)]
pub struct Fields<'a> {
    path: &'a SourcePath,
    at: FieldPath,
    entries: &'a [(String, Node)],
    /// Keys that were asked for.
    read: Vec<&'static str>,
    diagnostics: Vec<Diagnostic>,
    /// The schema collected so far; `Some` only in [`MappingSchema::of`].
    schema: Option<MappingSchema>,
}

impl<'a> Fields<'a> {
    /// Starts reading `entries`, the mapping at `at` in the file `path`.
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

    /// Returns the path to this mapping in its file.
    pub fn at(&self) -> &FieldPath {
        &self.at
    }

    /// Returns the path of the file that has these fields.
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

    /// Declares the type of `key`, if a schema is being collected.
    ///
    /// The first declaration wins: readers call each other, and the outermost, which knows the type best, declares
    /// first.
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

    /// Declares that exactly one of `keys` is required.
    pub fn declare_one_of(&mut self, keys: &[&'static str]) {
        if let Some(noted) = &mut self.schema {
            noted.one_of = keys.to_vec();
        }
    }

    /// Adds a diagnostic that the caller found while interpreting a value.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Returns whether no mistakes have been found so far.
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

    /// Reads a text. An empty one is absent; a list or a mapping is a mistake.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        self.declare(key, || FieldType::Text);
        let field = self.get(key)?;
        self.text_of(key, &field)
            .map(str::to_owned)
            .filter(|text| !text.is_empty())
    }

    /// Reads a required text; `example` shows in the message how it is written.
    pub fn required_text(&mut self, key: &'static str, example: &str) -> Option<String> {
        let n_before = self.diagnostics.len();
        let text = self.text(key);
        if let Some(noted) = &mut self.schema {
            let known = noted.keys.iter_mut().filter(|known| known.name == key);
            known.for_each(|known| known.required = Some(example.to_owned()));
        }
        // Of a wrong type it has been reported already: one mistake, one message.
        if text.is_none() && self.diagnostics.len() == n_before {
            let place = Place::key(self.path, &self.at.at_key(key));
            self.report(catalog::fields::field_missing(place, key, example));
        }
        text
    }

    /// Returns the trimmed text of `field`; a list or a mapping is a mistake.
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

    /// Reads a list of texts: a YAML list, or `a, b, c`. Empty items are skipped.
    pub fn list(&mut self, key: &'static str) -> Vec<ListItem> {
        self.declare(key, || FieldType::list(FieldType::Text));
        let Some(field) = self.get(key) else {
            return Vec::new();
        };
        self.items_of(key, &field)
    }

    /// Returns the list of texts in `field`, as [`Fields::list`] does.
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

    /// Reads one word of the table `words` and returns its value. Case matters.
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

    /// Reads a text and parses it with `read`; `expected` names in the message what the value must be.
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

    /// Reads a whole number from `least` to `most`, inclusive.
    pub fn number(&mut self, key: &'static str, least: u32, most: u32) -> Option<u32> {
        self.declare(key, || FieldType::Number(least, most));
        let expected = format!("a whole number from {least} to {most}");
        self.parsed(key, &expected, |text| {
            text.parse()
                .ok()
                .filter(|number| (least..=most).contains(number))
        })
    }

    /// Reads a list of slugs or names. A repeated one is reported and dropped.
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

    /// Reads the mapping under `key`: its entries and its path.
    pub fn map(&mut self, key: &'static str) -> Option<(&'a [(String, Node)], FieldPath)> {
        self.declare(key, || FieldType::map_of(FieldType::Any));
        let field = self.get(key)?;
        self.map_of(key, &field)
    }

    /// Returns entries and path of the mapping in `field`; any other value is a mistake.
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

    /// Reads pairs of a time and a text as [`pairs`](Fields::pairs) does; a single text gets a hint with an example
    /// time.
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
            // The hint uses the date of the brief, so that it can be pasted with few changes.
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

    /// Reads pairs of texts in their order, each with its path: a mapping, or a list of mappings, which may repeat a
    /// key.
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

    /// Reads pairs as [`Fields::pairs`] does, with values of any type.
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

    /// Finishes reading: reports every key that was not asked for as unknown, and returns all diagnostics.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        for (name, value) in self.entries {
            if self.read.contains(&name.as_str()) {
                continue;
            }
            let place = Place::key(self.path, &self.at.at_key(name));
            let nearest = text::nearest(name, self.read.iter().copied());
            let unknown = catalog::fields::unknown_key(place.clone(), name, nearest, &self.read);
            // A fix must not create a second key of the same name.
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
    /// Collects the keys that `read` asks for.
    ///
    /// `read` gets an empty mapping, so it must ask for every key before it returns early for lack of a value.
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

/// Returns the diagnostic for a `text` at `place` that is none of `words`. For a misspelling the fix replaces it.
pub fn value_unknown(place: Place, text: &str, words: &[&str]) -> Diagnostic {
    let nearest = text::nearest(text, words.iter().copied());
    let unknown = catalog::fields::value_unknown(place.clone(), text, words, nearest);
    match text::misspelt(text, words.iter().copied()) {
        Some(meant) => unknown.fix(place, meant),
        None => unknown,
    }
}
