//! Types of the views: reads the structures of `src/page/view*` and answers which fields they have.

use std::collections::BTreeMap;

/// The type of a field, as the view declares it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Field {
    String,
    /// `&'static str`.
    Static,
    /// An integer, of whatever width.
    Number,
    Bool,
    Option(Box<Field>),
    List(Box<Field>),
    Struct(String),
    /// `SharedView` of a structure.
    Shared(String),
    /// The lists that a site defines, by name.
    Lists,
    /// A type that templates of the theme do not look into.
    Opaque,
}

/// The structures that templates see, by name, each with its fields.
pub(crate) struct Views(BTreeMap<String, BTreeMap<String, Field>>);

impl Views {
    /// Reads the declarations in `sources`, which are formatted by rustfmt: a field is a line `pub name: Type,`.
    pub(crate) fn read<'s>(sources: impl IntoIterator<Item = &'s str>) -> Self {
        let mut structs: BTreeMap<String, BTreeMap<String, Field>> = BTreeMap::new();
        for source in sources {
            let mut current = None;
            for line in source.lines() {
                if let Some(name) = line.strip_prefix("pub struct ") {
                    let name = name.trim_end_matches(" {").to_owned();
                    current = Some(structs.entry(name).or_default());
                } else if line == "}" {
                    current = None;
                }
                let field = line
                    .strip_prefix("    pub ")
                    .and_then(|field| field.strip_suffix(','));
                let field = field.and_then(|field| field.split_once(": "));
                if let (Some(fields), Some((name, declared))) = (current.as_mut(), field) {
                    fields.insert(name.to_owned(), parse(declared));
                }
            }
        }
        Views(structs)
    }

    /// Returns the names of the fields of a structure, sorted.
    pub(crate) fn fields(&self, structure: &str) -> Vec<&str> {
        let fields = self.0.get(structure).into_iter().flatten();
        fields.map(|(name, _)| name.as_str()).collect()
    }

    /// Returns the type of a field; `None` if the structure has no such field.
    pub(crate) fn field(&self, structure: &str, name: &str) -> Option<&Field> {
        self.0.get(structure)?.get(name)
    }
}

fn parse(declared: &str) -> Field {
    let inner = |outer: &str| {
        let rest = declared.strip_prefix(outer)?.strip_prefix('<')?;
        rest.strip_suffix('>')
    };
    if let Some(inner) = inner("Option") {
        return Field::Option(Box::new(parse(inner)));
    }
    if let Some(inner) = inner("Vec") {
        return Field::List(Box::new(parse(inner)));
    }
    if let Some(inner) = inner("SharedView") {
        return Field::Shared(inner.to_owned());
    }
    match declared {
        "String" => Field::String,
        "&'static str" => Field::Static,
        "usize" | "u32" | "u64" => Field::Number,
        "bool" => Field::Bool,
        "ListsView" => Field::Lists,
        name if name.ends_with("View") => Field::Struct(name.to_owned()),
        _ => Field::Opaque,
    }
}

impl Field {
    /// Returns the type in Rust, as the generated code names it.
    pub(crate) fn rust(&self) -> String {
        match self {
            Field::String => "String".to_owned(),
            Field::Static => "&'static str".to_owned(),
            Field::Number => "usize".to_owned(),
            Field::Bool => "bool".to_owned(),
            Field::Option(inner) => format!("Option<{}>", inner.rust()),
            Field::List(inner) => format!("Vec<{}>", inner.rust()),
            Field::Struct(name) => format!("view::{name}"),
            Field::Shared(name) => format!("SharedView<view::{name}>"),
            Field::Lists => "view::ListsView".to_owned(),
            Field::Opaque => "Node".to_owned(),
        }
    }
}
