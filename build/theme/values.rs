//! Types of expressions, and the Rust code that reads, tests and compares values of each type.

use super::views::{Field, Views};

/// The type of an expression. Decides which Rust code stands for it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Type {
    /// `&str`, escaped when it is output.
    Text,
    /// `&str` that is HTML already.
    Html,
    /// `i64`.
    Number,
    Bool,
    /// `Option` of the inner type.
    Option(Box<Type>),
    /// A slice of fields.
    List(Field),
    /// A reference to a view.
    Struct(String),
    /// A reference to a shared view.
    Shared(String),
    Lists,
    /// An argument of a message, of a type known only at run time: `Part`.
    Part,
    /// A field that the view does not have: false in a condition.
    Missing,
    /// A field of a type that is not translated.
    Opaque,
}

/// An expression in Rust, with its type.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub(crate) kind: Type,
    pub(crate) code: String,
}

/// A condition, as far as it is known when the templates are compiled.
pub(crate) enum Condition {
    Known(bool),
    Code(String),
}

impl Value {
    pub(crate) fn new(kind: Type, code: impl Into<String>) -> Self {
        Value {
            kind,
            code: code.into(),
        }
    }

    /// Returns the value of a field, which lies at `place`.
    pub(crate) fn load(field: &Field, place: &str) -> Self {
        match field {
            Field::String => Value::new(Type::Text, format!("{place}.as_str()")),
            Field::Static => Value::new(Type::Text, place),
            Field::Number => Value::new(Type::Number, format!("({place} as i64)")),
            Field::Bool => Value::new(Type::Bool, place),
            Field::List(inner) => {
                Value::new(Type::List((**inner).clone()), format!("{place}.as_slice()"))
            }
            Field::Struct(name) => Value::new(Type::Struct(name.clone()), format!("(&{place})")),
            Field::Shared(name) => Value::new(Type::Shared(name.clone()), format!("(&{place})")),
            Field::Lists => Value::new(Type::Lists, format!("(&{place})")),
            Field::Opaque => Value::new(Type::Opaque, ""),
            Field::Option(inner) => {
                let loaded = Value::load(inner, "(*v)");
                let code = format!("{place}.as_ref().map(|v| {})", loaded.code);
                Value::new(Type::Option(Box::new(loaded.kind)), code)
            }
        }
    }

    /// Returns the field `name` of the value; of a type without it, [`Type::Missing`].
    pub(crate) fn field(&self, name: &str, views: &Views) -> Self {
        let missing = Value::new(Type::Missing, "");
        match &self.kind {
            Type::Struct(structure) => views.field(structure, name).map_or(missing, |field| {
                Value::load(field, &format!("{}.{name}", self.code))
            }),
            Type::Shared(structure) => {
                let inner = Value::new(
                    Type::Struct(structure.clone()),
                    format!("{}.view()", self.code),
                );
                inner.field(name, views)
            }
            Type::Lists => {
                let cards = Type::List(Field::Shared("CardView".to_owned()));
                let code = format!("list_named({}, {name:?})", self.code);
                Value::new(Type::Option(Box::new(cards)), code)
            }
            Type::Option(inner) => {
                let field = Value::new((**inner).clone(), "v").field(name, views);
                match field.kind {
                    Type::Missing => missing,
                    Type::Option(_) => Value::new(
                        field.kind,
                        format!("{}.and_then(|v| {})", self.code, field.code),
                    ),
                    kind => Value::new(
                        Type::Option(Box::new(kind)),
                        format!("{}.map(|v| {})", self.code, field.code),
                    ),
                }
            }
            _ => missing,
        }
    }

    /// Returns whether the value counts as true, as Tera has it: texts and lists that are not empty, numbers but 0.
    pub(crate) fn truth(&self) -> Condition {
        let code = &self.code;
        Condition::Code(match &self.kind {
            Type::Text | Type::Html | Type::List(_) => format!("!{code}.is_empty()"),
            Type::Number => format!("({code} != 0)"),
            Type::Bool => code.clone(),
            Type::Struct(_) | Type::Shared(_) | Type::Lists | Type::Part => {
                return Condition::Known(true);
            }
            Type::Missing | Type::Opaque => return Condition::Known(false),
            Type::Option(inner) => match Value::new((**inner).clone(), "v").truth() {
                Condition::Known(true) => format!("{code}.is_some()"),
                Condition::Known(false) => return Condition::Known(false),
                Condition::Code(inner) => format!("{code}.is_some_and(|v| {inner})"),
            },
        })
    }

    /// Returns the value as an argument of a message.
    pub(crate) fn part(&self) -> Option<String> {
        let code = &self.code;
        Some(match &self.kind {
            Type::Text => format!("Part::Text({code})"),
            Type::Html => format!("Part::Html({code})"),
            Type::Number => format!("Part::Number({code})"),
            Type::Part => code.clone(),
            Type::Option(inner) => {
                let inner = Value::new((**inner).clone(), "v").part()?;
                format!("{code}.map_or(Part::Text(\"\"), |v| {inner})")
            }
            _ => return None,
        })
    }

    /// Returns the code that compares the value with `other`; `None` for types that do not compare.
    pub(crate) fn equals(&self, other: &Value) -> Option<Condition> {
        let optional = |value: &Value| matches!(value.kind, Type::Option(_));
        let plain = |kind: &Type| match kind {
            Type::Option(inner) => (**inner).clone(),
            kind => kind.clone(),
        };
        if self.kind == Type::Missing || other.kind == Type::Missing {
            return Some(Condition::Known(false));
        }
        if plain(&self.kind) != plain(&other.kind)
            || !matches!(plain(&self.kind), Type::Text | Type::Number)
        {
            return None;
        }
        let code = match (optional(self), optional(other)) {
            (true, false) => format!("({} == Some({}))", self.code, other.code),
            (false, true) => format!("(Some({}) == {})", self.code, other.code),
            _ => format!("({} == {})", self.code, other.code),
        };
        Some(Condition::Code(code))
    }
}

impl Condition {
    pub(crate) fn not(self) -> Self {
        match self {
            Condition::Known(known) => Condition::Known(!known),
            Condition::Code(code) => Condition::Code(format!("!({code})")),
        }
    }

    pub(crate) fn and(self, other: Condition) -> Self {
        match (self, other) {
            (Condition::Known(false), _) | (_, Condition::Known(false)) => Condition::Known(false),
            (Condition::Known(true), other) => other,
            (this, Condition::Known(true)) => this,
            (Condition::Code(this), Condition::Code(other)) => {
                Condition::Code(format!("({this} && {other})"))
            }
        }
    }

    pub(crate) fn or(self, other: Condition) -> Self {
        self.not().and(other.not()).not()
    }
}

impl Type {
    /// Returns the type in Rust of a parameter of this type; `None` for a value that is not passed.
    pub(crate) fn parameter(&self) -> Option<String> {
        Some(match self {
            Type::Text | Type::Html => "&str".to_owned(),
            Type::Number => "i64".to_owned(),
            Type::Bool => "bool".to_owned(),
            Type::Option(inner) => format!("Option<{}>", inner.parameter()?),
            Type::List(field) => format!("&[{}]", field.rust()),
            Type::Struct(name) => format!("&view::{name}"),
            Type::Shared(name) => format!("&SharedView<view::{name}>"),
            Type::Lists => "&view::ListsView".to_owned(),
            Type::Part => "Part<'_>".to_owned(),
            Type::Missing | Type::Opaque => return None,
        })
    }
}
