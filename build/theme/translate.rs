//! Translates nodes of templates into Rust: one function for each component and the types that it is called with.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::syntax::{Call, Component, Expr, ExprKind, Node, Problem};
use super::values::{Condition, Type, Value};
use super::views::{Field, Views};

/// The component that the function `card` renders, once for each brief.
pub(crate) const CARD: &str = "CardContent";

/// Folder of the parts of the frame.
pub(crate) const PARTS: &str = "parts/";

/// The components of a theme, each with the template that defines it.
pub(crate) type Components<'t> = BTreeMap<&'t str, (&'t str, &'t Component)>;

/// A problem with the template that it is in.
pub(crate) type Failure<'t> = (&'t str, Problem);

/// The generated program, so far.
pub(crate) struct Program<'t> {
    pub(crate) views: &'t Views,
    pub(crate) components: Components<'t>,
    /// Names of the functions, by component and the types of its arguments.
    functions: BTreeMap<(&'t str, Vec<Type>), String>,
    /// Which components each unit (a page, a part, a component) calls.
    pub(crate) calls: BTreeMap<String, BTreeSet<&'t str>>,
    /// Keys of messages; the code has their positions.
    pub(crate) keys: Vec<String>,
    pub(crate) code: String,
}

/// A function under construction.
pub(crate) struct Function<'t> {
    /// Template whose text is translated, for problems.
    pub(crate) template: &'t str,
    /// Name of the unit that calls.
    pub(crate) unit: String,
    /// Variables in scope, the innermost last.
    pub(crate) variables: Vec<(String, Value)>,
    /// Names of the page's variables that the function reads: `page`, `brief`. `None` in a component, which sees none.
    pub(crate) roots: Option<BTreeSet<String>>,
    /// Bodies of each block, the one of the page itself first, then those it replaces.
    pub(crate) blocks: BTreeMap<&'t str, Vec<(&'t str, &'t [Node])>>,
    /// Block that is being written, and which of its bodies.
    block: Option<(&'t str, usize)>,
    /// Rust variables of the theme's `set`.
    sets: BTreeMap<String, String>,
    pub(crate) code: String,
    /// Text to output before the next statement.
    literal: String,
    n_locals: usize,
}

impl<'t> Function<'t> {
    pub(crate) fn new(template: &'t str, unit: impl Into<String>) -> Self {
        Function {
            template,
            unit: unit.into(),
            variables: Vec::new(),
            roots: None,
            blocks: BTreeMap::new(),
            block: None,
            sets: BTreeMap::new(),
            code: String::new(),
            literal: String::new(),
            n_locals: 0,
        }
    }

    /// Appends a statement.
    pub(crate) fn push(&mut self, statement: &str) {
        self.flush();
        self.code.push_str(statement);
        self.code.push('\n');
    }

    pub(crate) fn flush(&mut self) {
        if !self.literal.is_empty() {
            let literal = std::mem::take(&mut self.literal);
            // Writing to a text cannot fail.
            let _ = writeln!(self.code, "w.html({literal:?});");
        }
    }

    /// Returns a new name for a Rust variable.
    pub(crate) fn local(&mut self) -> String {
        self.n_locals += 1;
        format!("x{}", self.n_locals)
    }
}

impl<'t> Program<'t> {
    pub(crate) fn new(views: &'t Views, components: Components<'t>) -> Self {
        Program {
            views,
            components,
            functions: BTreeMap::new(),
            calls: BTreeMap::new(),
            keys: Vec::new(),
            code: String::new(),
        }
    }

    /// Translates `nodes` into statements of `function`.
    pub(crate) fn nodes(
        &mut self,
        nodes: &'t [Node],
        function: &mut Function<'t>,
    ) -> Result<(), Failure<'t>> {
        for node in nodes {
            match node {
                Node::Text(text) => function.literal.push_str(text),
                Node::Print(expr) => self.print(expr, function)?,
                Node::If { arms, otherwise } => self.conditions(arms, otherwise, function)?,
                Node::For {
                    item,
                    list,
                    body,
                    otherwise,
                } => {
                    let name = self.for_each((item, list), body, function)?;
                    if !otherwise.is_empty() {
                        function.push(&format!("if {name}.is_empty() {{"));
                        self.nested(otherwise, function)?;
                        function.push("}");
                    }
                }
                Node::Set(name, expr) => {
                    let value = self.value(expr, function)?;
                    self.set(name, value, (expr.at, function))?;
                }
                Node::SetBlock(name, body) => {
                    let html = self.captured(body, function)?;
                    self.set(name, html, (0, function))?;
                }
                Node::Include(name, at) => {
                    // A component has no page to give to a part.
                    if function.roots.is_none() || !name.starts_with(PARTS) {
                        let problem = Problem::new(*at, "only templates include, and only parts");
                        return Err((function.template, problem));
                    }
                    function.push(&format!("w.part({name:?}, c)?;"));
                }
                Node::Block(name, _) => self.block(name, 0, function)?,
                Node::Enclosing(call, body) => {
                    let html = self.captured(body, function)?;
                    self.component(call, Some(html), function)?;
                }
            }
        }
        Ok(())
    }

    /// Translates nodes with a scope of their own.
    fn nested(
        &mut self,
        nodes: &'t [Node],
        function: &mut Function<'t>,
    ) -> Result<(), Failure<'t>> {
        let n_variables = function.variables.len();
        self.nodes(nodes, function)?;
        function.flush();
        function.variables.truncate(n_variables);
        Ok(())
    }

    fn conditions(
        &mut self,
        arms: &'t [(Expr, Vec<Node>)],
        otherwise: &'t [Node],
        function: &mut Function<'t>,
    ) -> Result<(), Failure<'t>> {
        let Some(((condition, body), rest)) = arms.split_first() else {
            return self.nested(otherwise, function);
        };
        match self.condition(condition, function)? {
            Condition::Known(true) => self.nested(body, function),
            Condition::Known(false) => self.conditions(rest, otherwise, function),
            Condition::Code(code) => {
                function.push(&format!("if {code} {{"));
                self.nested(body, function)?;
                if !rest.is_empty() || !otherwise.is_empty() {
                    function.push("} else {");
                    self.conditions(rest, otherwise, function)?;
                    function.flush();
                }
                function.push("}");
                Ok(())
            }
        }
    }

    /// Translates a loop, and returns the Rust variable of its list.
    fn for_each(
        &mut self,
        (item, list): (&str, &'t Expr),
        body: &'t [Node],
        function: &mut Function<'t>,
    ) -> Result<String, Failure<'t>> {
        let value = self.value(list, function)?;
        let (field, code) = match value.kind {
            Type::List(field) => (field, value.code),
            Type::Option(inner) => match *inner {
                Type::List(field) => (field, format!("{}.unwrap_or_default()", value.code)),
                _ => return Err(fail(list, "a list is expected", function)),
            },
            _ => return Err(fail(list, "a list is expected", function)),
        };
        let (name, each, index) = (function.local(), function.local(), function.local());
        function.push(&format!("let {name} = {code};"));
        function.push(&format!(
            "for ({index}, {each}) in {name}.iter().enumerate() {{"
        ));
        let n_variables = function.variables.len();
        let counter = Value::new(Type::Number, format!("({index} as i64)"));
        function.variables.push(("loop".to_owned(), counter));
        let value = Value::load(&field, &format!("(*{each})"));
        function.variables.push((item.to_owned(), value));
        self.nested(body, function)?;
        function.variables.truncate(n_variables);
        function.push("}");
        Ok(name)
    }

    /// Translates `set`: a text of its own, which a later `set` of the name replaces.
    fn set(
        &mut self,
        name: &str,
        value: Value,
        (at, function): (usize, &mut Function<'t>),
    ) -> Result<(), Failure<'t>> {
        if !matches!(value.kind, Type::Text | Type::Html) {
            let problem = Problem::new(at, "`set` takes texts only");
            return Err((function.template, problem));
        }
        let code = value.code;
        if let Some(variable) = function.sets.get(name).cloned() {
            function.push(&format!("{variable} = String::from({code});"));
            return Ok(());
        }
        let variable = function.local();
        function.push(&format!("let mut {variable} = String::from({code});"));
        let value = Value::new(value.kind, format!("{variable}.as_str()"));
        function.variables.push((name.to_owned(), value));
        function.sets.insert(name.to_owned(), variable);
        Ok(())
    }

    /// Translates nodes into a value: their output, as HTML.
    fn captured(
        &mut self,
        nodes: &'t [Node],
        function: &mut Function<'t>,
    ) -> Result<Value, Failure<'t>> {
        let (name, mark) = (function.local(), function.local());
        function.push(&format!("let {mark} = w.mark();"));
        self.nested(nodes, function)?;
        function.push(&format!("let {name} = w.cut({mark});"));
        Ok(Value::new(Type::Html, format!("{name}.as_str()")))
    }

    /// Translates body `nth` of the block `name`: 0 is the page's own.
    pub(crate) fn block(
        &mut self,
        name: &'t str,
        nth: usize,
        function: &mut Function<'t>,
    ) -> Result<(), Failure<'t>> {
        let Some((template, body)) = function
            .blocks
            .get(name)
            .and_then(|bodies| bodies.get(nth))
            .copied()
        else {
            let problem = Problem::new(0, format!("the block `{name}` has no such body"));
            return Err((function.template, problem));
        };
        let outer = (function.template, function.block);
        (function.template, function.block) = (template, Some((name, nth)));
        self.nested(body, function)?;
        (function.template, function.block) = outer;
        Ok(())
    }

    pub(crate) fn print(
        &mut self,
        expr: &'t Expr,
        function: &mut Function<'t>,
    ) -> Result<(), Failure<'t>> {
        match &expr.kind {
            ExprKind::Component(call) => return self.component(call, None, function),
            ExprKind::Function(call) if call.name == "t" => {
                let (key, parts, _) = self.message(call, function)?;
                function.push(&format!("w.say({key}, &[{parts}])?;"));
                return Ok(());
            }
            ExprKind::Function(call) if call.name == "card" => return self.card(call, function),
            ExprKind::Function(call) if call.name == "super" => {
                let Some((block, nth)) = function.block else {
                    return Err(fail(expr, "`super()` stands in a block only", function));
                };
                return self.block(block, nth + 1, function);
            }
            _ => {}
        }
        let value = self.value(expr, function)?;
        let Some(code) = printed(&value) else {
            return Err(fail(expr, "this cannot be output", function));
        };
        function.push(&code);
        Ok(())
    }

    /// Translates the call of a component, with the HTML that it encloses.
    fn component(
        &mut self,
        call: &'t Call,
        body: Option<Value>,
        function: &mut Function<'t>,
    ) -> Result<(), Failure<'t>> {
        let mut args = Vec::new();
        let Some((_, component)) = self.components.get(call.name.as_str()).copied() else {
            let problem = Problem::new(call.at, format!("there is no component `{}`", call.name));
            return Err((function.template, problem));
        };
        let unknown = call
            .args
            .iter()
            .find(|(name, _)| !component.params.iter().any(|(param, _)| param == name));
        if let Some((name, value)) = unknown {
            return Err(fail(
                value,
                &format!("`{}` has no parameter `{name}`", call.name),
                function,
            ));
        }
        for (param, default) in &component.params {
            let given = call.args.iter().find(|(name, _)| name == param);
            args.push(match (given, default) {
                (Some((_, expr)), _) => self.value(expr, function)?,
                (None, Some(default)) => Value::new(Type::Text, format!("{default:?}")),
                (None, None) => {
                    let message = format!("`{}` needs `{param}`", call.name);
                    return Err((function.template, Problem::new(call.at, message)));
                }
            });
        }
        args.extend(body);
        let (kinds, passed) = split(args);
        let name = self.function(component.name.as_str(), kinds)?;
        self.calls
            .entry(function.unit.clone())
            .or_default()
            .insert(&component.name);
        function.push(&format!("{name}(w{passed})?;"));
        Ok(())
    }

    /// Translates `card(brief=…, heading=…)`.
    fn card(&mut self, call: &'t Call, function: &mut Function<'t>) -> Result<(), Failure<'t>> {
        let mut arg = |name: &str, function: &mut Function<'t>| {
            let found = call.args.iter().find(|(arg, _)| arg == name);
            let missing = || {
                (
                    function.template,
                    Problem::new(call.at, format!("`card` needs `{name}`")),
                )
            };
            let (_, expr) = found.ok_or_else(missing)?;
            self.value(expr, function)
        };
        let (brief, heading) = (arg("brief", function)?, arg("heading", function)?);
        let shared = Type::Shared("CardView".to_owned());
        let name = self.function(CARD, vec![shared.clone(), Type::Text])?;
        let draw = |brief: &str| format!("w.card({brief}, {}, {name})?;", heading.code);
        if brief.kind == shared {
            function.push(&draw(&brief.code));
        } else if brief.kind == Type::Option(Box::new(shared)) {
            function.push(&format!(
                "if let Some(v) = {} {{ {} }}",
                brief.code,
                draw("v")
            ));
        } else {
            let problem = Problem::new(call.at, "`card` draws the cards of briefs only");
            return Err((function.template, problem));
        }
        Ok(())
    }

    /// Returns the function of `component` for arguments of the types `kinds`; translates it if it is new.
    fn function(&mut self, component: &'t str, kinds: Vec<Type>) -> Result<String, Failure<'t>> {
        if let Some(name) = self.functions.get(&(component, kinds.clone())) {
            return Ok(name.clone());
        }
        let name = format!(
            "component_{}_{}",
            component.to_lowercase(),
            self.functions.len()
        );
        self.functions
            .insert((component, kinds.clone()), name.clone());
        let (template, definition) = self.components[component];
        let mut function = Function::new(template, component);
        let mut params = String::new();
        let names = definition
            .params
            .iter()
            .map(|(name, _)| name.as_str())
            .chain(["body"]);
        for (param, kind) in names.zip(kinds) {
            if let Some(rust) = kind.parameter() {
                let _ = write!(params, ", a_{param}: {rust}");
            }
            function
                .variables
                .push((param.to_owned(), Value::new(kind, format!("a_{param}"))));
        }
        self.nodes(&definition.body, &mut function)?;
        function.flush();
        let code = function.code;
        let _ = write!(
            self.code,
            "fn {name}(w: &mut Writer<'_>{params}) -> Option<()> {{\nlet site = w.site();\nlet lists = w.lists();\n{code}Some(())\n}}\n\n"
        );
        Ok(name)
    }
}

/// Returns the types of `args`, and the code that passes those which have one.
fn split(args: Vec<Value>) -> (Vec<Type>, String) {
    let mut passed = String::new();
    let mut kinds = Vec::new();
    for Value { kind, code } in args {
        if kind.parameter().is_some() {
            let _ = write!(passed, ", {code}");
        }
        kinds.push(kind);
    }
    (kinds, passed)
}

/// Returns the statement that outputs `value`.
fn printed(value: &Value) -> Option<String> {
    let code = &value.code;
    Some(match &value.kind {
        Type::Text => format!("w.text({code});"),
        Type::Html => format!("w.html({code});"),
        Type::Number => format!("w.number({code});"),
        Type::Option(inner) => {
            let inner = printed(&Value::new((**inner).clone(), "v"))?;
            format!("if let Some(v) = {code} {{ {inner} }}")
        }
        _ => return None,
    })
}

pub(crate) fn fail<'t>(expr: &Expr, message: &str, function: &Function<'t>) -> Failure<'t> {
    (function.template, Problem::new(expr.at, message))
}

/// Returns the field of a page's variable: the type inside the `Option` of the context.
pub(crate) fn root(views: &Views, name: &str) -> Option<Field> {
    match views.field("TemplateContext", name)? {
        Field::Option(inner) => Some((**inner).clone()),
        _ => None,
    }
}
