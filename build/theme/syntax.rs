//! Syntax of templates: the tree that the parser makes of a text. Knows no types; those are in `types`.

/// A template: what it extends, what it outputs, and the components that it defines.
pub(crate) struct Template {
    /// Name below `templates/`, such as `parts/head.html`.
    pub(crate) name: String,
    pub(crate) parent: Option<String>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) components: Vec<Component>,
}

/// The definition of a component.
pub(crate) struct Component {
    pub(crate) name: String,
    /// Names of the parameters, each with its default.
    pub(crate) params: Vec<(String, Option<String>)>,
    pub(crate) body: Vec<Node>,
}

/// A piece of a template.
pub(crate) enum Node {
    /// Text, output unchanged.
    Text(String),
    Print(Expr),
    If {
        /// Conditions with what is output when they are the first that hold.
        arms: Vec<(Expr, Vec<Node>)>,
        otherwise: Vec<Node>,
    },
    For {
        item: String,
        list: Expr,
        body: Vec<Node>,
        /// Output when the list is empty.
        otherwise: Vec<Node>,
    },
    Set(String, Expr),
    SetBlock(String, Vec<Node>),
    /// A part of the frame, and the place of the tag.
    Include(String, usize),
    Block(String, Vec<Node>),
    /// A component with what it encloses.
    Enclosing(Call, Vec<Node>),
}

/// An expression with its place.
pub(crate) struct Expr {
    /// Byte offset in the template.
    pub(crate) at: usize,
    pub(crate) kind: ExprKind,
}

pub(crate) enum ExprKind {
    Text(String),
    Number(i64),
    Variable(String),
    Field(Box<Expr>, String),
    Index(Box<Expr>, Box<Expr>),
    Not(Box<Expr>),
    Binary(Operator, Box<Expr>, Box<Expr>),
    Filter(Box<Expr>, Call),
    Function(Call),
    Component(Call),
    List(Vec<Expr>),
}

/// A call of a function, a filter or a component with its named arguments.
pub(crate) struct Call {
    pub(crate) at: usize,
    pub(crate) name: String,
    pub(crate) args: Vec<(String, Expr)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    Greater,
    Plus,
    Minus,
    Times,
    Concat,
}

impl Operator {
    /// Returns how tightly the operator binds to its left and to its right, as Tera 2 has it; a filter binds at 17.
    pub(crate) fn powers(self) -> (u8, u8) {
        match self {
            Operator::Or => (1, 2),
            Operator::And => (3, 4),
            Operator::Equal | Operator::NotEqual | Operator::Less | Operator::Greater => (7, 8),
            Operator::Plus | Operator::Minus => (11, 12),
            Operator::Times | Operator::Concat => (13, 14),
        }
    }
}

/// A construct that cannot be translated, at a byte offset of its template.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) at: usize,
    pub(crate) message: String,
}

impl Problem {
    pub(crate) fn new(at: usize, message: impl Into<String>) -> Self {
        Problem {
            at,
            message: message.into(),
        }
    }
}
