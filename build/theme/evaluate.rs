//! Translates expressions into Rust: values, conditions, messages.

use std::fmt::Write;

use super::syntax::{Call, Expr, ExprKind, Operator, Problem};
use super::translate::{Failure, Function, Program, fail, root};
use super::values::{Condition, Type, Value};
use super::views::Field;

impl<'t> Program<'t> {
    /// Translates a condition.
    pub(crate) fn condition(
        &mut self,
        expr: &'t Expr,
        function: &mut Function<'t>,
    ) -> Result<Condition, Failure<'t>> {
        match &expr.kind {
            ExprKind::Not(inner) => Ok(self.condition(inner, function)?.not()),
            ExprKind::Binary(Operator::And, left, right) => {
                let left = self.condition(left, function)?;
                Ok(left.and(self.condition(right, function)?))
            }
            ExprKind::Binary(Operator::Or, left, right) => {
                let left = self.condition(left, function)?;
                Ok(left.or(self.condition(right, function)?))
            }
            ExprKind::Binary(operator, left, right) if compares(*operator) => {
                let sides = (self.value(left, function)?, self.value(right, function)?);
                compare(*operator, &sides.0, &sides.1)
                    .ok_or_else(|| fail(expr, "these do not compare", function))
            }
            _ => Ok(self.value(expr, function)?.truth()),
        }
    }

    /// Translates an expression; what must be made first becomes statements of `function`.
    pub(crate) fn value(
        &mut self,
        expr: &'t Expr,
        function: &mut Function<'t>,
    ) -> Result<Value, Failure<'t>> {
        Ok(match &expr.kind {
            ExprKind::Text(text) => Value::new(Type::Text, format!("{text:?}")),
            ExprKind::Number(number) => Value::new(Type::Number, format!("{number}_i64")),
            ExprKind::Variable(name) => return self.variable(name, expr, function),
            ExprKind::Field(of, name) => return self.field(of, name, function),
            ExprKind::Index(of, index) => return self.index(of, index, function),
            ExprKind::Binary(Operator::Plus | Operator::Minus | Operator::Times, ..) => {
                return self.arithmetic(expr, function);
            }
            ExprKind::Binary(Operator::Concat, ..) => {
                let mut pieces = Vec::new();
                self.pieces(expr, function, &mut pieces)?;
                kept(&format!("[{}].concat()", pieces.join(", ")), function)
            }
            ExprKind::Binary(Operator::Or, left, right) => {
                let left = self.value(left, function)?;
                let right = self.value(right, function)?;
                let code = match (left.truth(), left.part(), right.part()) {
                    (Condition::Code(truth), Some(left), Some(right)) => {
                        format!("(if {truth} {{ {left} }} else {{ {right} }})")
                    }
                    _ => {
                        return Err(fail(
                            expr,
                            "`or` chooses between texts and numbers",
                            function,
                        ));
                    }
                };
                Value::new(Type::Part, code)
            }
            ExprKind::Binary(..) | ExprKind::Not(_) => match self.condition(expr, function)? {
                Condition::Known(known) => Value::new(Type::Bool, known.to_string()),
                Condition::Code(code) => Value::new(Type::Bool, code),
            },
            ExprKind::Filter(of, call) => return self.filter(of, call, function),
            ExprKind::Function(call) if call.name == "t" => {
                let (key, parts, is_html) = self.message(call, function)?;
                let value = kept(&format!("w.message({key}, &[{parts}])?"), function);
                Value::new(if is_html { Type::Html } else { Type::Text }, value.code)
            }
            ExprKind::Component(_) => {
                let mark = function.local();
                function.push(&format!("let {mark} = w.mark();"));
                self.print(expr, function)?;
                let value = kept(&format!("w.cut({mark})"), function);
                Value::new(Type::Html, value.code)
            }
            ExprKind::List(items) => return self.list(items, expr, function),
            ExprKind::Function(call) => {
                return Err(fail(
                    expr,
                    &format!("the function `{}` is not supported here", call.name),
                    function,
                ));
            }
        })
    }

    fn variable(
        &mut self,
        name: &str,
        expr: &Expr,
        function: &mut Function<'t>,
    ) -> Result<Value, Failure<'t>> {
        let mut known = function.variables.iter().rev();
        if let Some((_, value)) = known.find(|(known, _)| known == name) {
            return Ok(value.clone());
        }
        match name {
            "site" => return Ok(Value::new(Type::Struct("SiteView".to_owned()), "site")),
            "lists" => return Ok(Value::new(Type::Lists, "lists")),
            _ => {}
        }
        let field = root(self.views, name);
        match (field, function.roots.as_mut()) {
            (Some(field), Some(roots)) => {
                roots.insert(name.to_owned());
                Ok(match &field {
                    Field::Struct(structure) => Value::new(Type::Struct(structure.clone()), name),
                    field => Value::load(field, name),
                })
            }
            _ => Err(fail(
                expr,
                &format!("there is no variable `{name}` here"),
                function,
            )),
        }
    }

    fn field(
        &mut self,
        of: &'t Expr,
        name: &str,
        function: &mut Function<'t>,
    ) -> Result<Value, Failure<'t>> {
        let value = self.value(of, function)?;
        if matches!(&of.kind, ExprKind::Variable(variable) if variable == "loop") {
            return match name {
                "index" => Ok(Value::new(Type::Number, format!("({} + 1)", value.code))),
                "index0" => Ok(value),
                "first" => Ok(Value::new(Type::Bool, format!("({} == 0)", value.code))),
                _ => Err(fail(
                    of,
                    &format!("`loop.{name}` is not supported"),
                    function,
                )),
            };
        }
        let field = value.field(name, self.views);
        if field.kind == Type::Opaque {
            let message = format!("the type of `{name}` is not supported");
            return Err(fail(of, &message, function));
        }
        Ok(field)
    }

    fn index(
        &mut self,
        of: &'t Expr,
        index: &'t Expr,
        function: &mut Function<'t>,
    ) -> Result<Value, Failure<'t>> {
        let list = self.value(of, function)?;
        let entry = match &index.kind {
            ExprKind::Number(-1) => "last()".to_owned(),
            _ => format!("get({} as usize)", self.value(index, function)?.code),
        };
        let (field, code) = match &list.kind {
            Type::List(field) => (field.clone(), format!("{}.{entry}", list.code)),
            Type::Option(inner) => match &**inner {
                Type::List(field) => (
                    field.clone(),
                    format!("{}.and_then(|v| v.{entry})", list.code),
                ),
                _ => return Err(fail(of, "a list is expected", function)),
            },
            _ => return Err(fail(of, "a list is expected", function)),
        };
        let loaded = Value::load(&field, "(*v)");
        Ok(match loaded.kind {
            Type::Option(_) => {
                Value::new(loaded.kind, format!("{code}.and_then(|v| {})", loaded.code))
            }
            kind => Value::new(
                Type::Option(Box::new(kind)),
                format!("{code}.map(|v| {})", loaded.code),
            ),
        })
    }

    fn list(
        &mut self,
        items: &'t [Expr],
        expr: &Expr,
        function: &mut Function<'t>,
    ) -> Result<Value, Failure<'t>> {
        let mut codes = Vec::new();
        let mut kind = None;
        for item in items {
            let value = self.value(item, function)?;
            let Type::Struct(name) = value.kind else {
                return Err(fail(item, "a list holds views only", function));
            };
            kind = Some(Field::Struct(name));
            codes.push(format!("{}.clone()", value.code));
        }
        let field = kind.ok_or_else(|| fail(expr, "an empty list has no type", function))?;
        let name = function.local();
        function.push(&format!("let {name} = [{}];", codes.join(", ")));
        Ok(Value::new(Type::List(field), format!("{name}.as_slice()")))
    }

    fn arithmetic(
        &mut self,
        expr: &'t Expr,
        function: &mut Function<'t>,
    ) -> Result<Value, Failure<'t>> {
        let ExprKind::Binary(operator, left, right) = &expr.kind else {
            return self.value(expr, function);
        };
        let sign = match operator {
            Operator::Plus => "+",
            Operator::Minus => "-",
            _ => "*",
        };
        let sides = (self.value(left, function)?, self.value(right, function)?);
        if sides.0.kind != Type::Number || sides.1.kind != Type::Number {
            return Err(fail(expr, "numbers are expected", function));
        }
        Ok(Value::new(
            Type::Number,
            format!("({} {sign} {})", sides.0.code, sides.1.code),
        ))
    }

    /// Collects the texts that `~` joins.
    fn pieces(
        &mut self,
        expr: &'t Expr,
        function: &mut Function<'t>,
        pieces: &mut Vec<String>,
    ) -> Result<(), Failure<'t>> {
        if let ExprKind::Binary(Operator::Concat, left, right) = &expr.kind {
            self.pieces(left, function, pieces)?;
            return self.pieces(right, function, pieces);
        }
        let value = self.value(expr, function)?;
        pieces.push(match &value.kind {
            Type::Text => value.code,
            Type::Option(inner) if **inner == Type::Text => {
                format!("{}.unwrap_or_default()", value.code)
            }
            _ => return Err(fail(expr, "`~` joins texts only", function)),
        });
        Ok(())
    }

    fn filter(
        &mut self,
        of: &'t Expr,
        call: &'t Call,
        function: &mut Function<'t>,
    ) -> Result<Value, Failure<'t>> {
        let value = self.value(of, function)?;
        let mut args = Vec::new();
        for (name, arg) in &call.args {
            args.push((name.as_str(), self.value(arg, function)?));
        }
        let arg = |wanted: &str| {
            args.iter()
                .find(|(name, arg)| *name == wanted && arg.kind == Type::Text)
        };
        let code = &value.code;
        let template = function.template;
        let refuse = |message: &str| (template, Problem::new(call.at, message));
        let text = |code: String, function: &mut Function<'t>| Ok(kept(&code, function));
        match (call.name.as_str(), &value.kind) {
            ("length", Type::List(_)) => {
                Ok(Value::new(Type::Number, format!("({code}.len() as i64)")))
            }
            ("length", Type::Option(inner)) if matches!(**inner, Type::List(_)) => Ok(Value::new(
                Type::Number,
                format!("{code}.map_or(0, |v| v.len() as i64)"),
            )),
            ("safe", Type::Text | Type::Html) => Ok(Value::new(Type::Html, code)),
            ("safe", Type::Option(inner)) if **inner == Type::Text => {
                Ok(Value::new(Type::Option(Box::new(Type::Html)), code))
            }
            ("escape_html", Type::Text) => text(format!("escaped({code})"), function),
            ("join", Type::List(Field::String)) => match arg("sep") {
                Some((_, sep)) => text(format!("{code}.join({})", sep.code), function),
                None => Err(refuse("`join` needs `sep`")),
            },
            ("replace", Type::Text) => match (arg("from"), arg("to")) {
                (Some((_, from)), Some((_, to))) => text(
                    format!("{code}.replace({}, {})", from.code, to.code),
                    function,
                ),
                _ => Err(refuse("`replace` needs `from` and `to`")),
            },
            (name, _) => Err(refuse(&format!(
                "the filter `{name}` is not supported here"
            ))),
        }
    }

    /// Translates the arguments of `t`: the key, the parts, and whether the message is HTML.
    pub(crate) fn message(
        &mut self,
        call: &'t Call,
        function: &mut Function<'t>,
    ) -> Result<(String, String, bool), Failure<'t>> {
        let mut key = None;
        let mut parts = String::new();
        let mut is_html = false;
        for (name, arg) in &call.args {
            if name != "key" {
                let value = self.value(arg, function)?;
                is_html |= value.kind == Type::Html;
                let part = value
                    .part()
                    .ok_or_else(|| fail(arg, "a text or a number is expected", function))?;
                let _ = write!(parts, "({name:?}, {part}), ");
            } else if let ExprKind::Text(literal) = &arg.kind {
                let known = self.keys.iter().position(|known| known == literal);
                let position = known.unwrap_or_else(|| {
                    self.keys.push(literal.clone());
                    self.keys.len() - 1
                });
                key = Some(format!("Key::Known({position})"));
            } else {
                let value = self.value(arg, function)?;
                key = Some(format!("Key::Named({})", value.code));
            }
        }
        let problem = || (function.template, Problem::new(call.at, "`t` needs `key`"));
        Ok((key.ok_or_else(problem)?, parts, is_html))
    }
}

/// Keeps the text that `code` makes in a variable.
fn kept(code: &str, function: &mut Function<'_>) -> Value {
    let name = function.local();
    function.push(&format!("let {name} = {code};"));
    Value::new(Type::Text, format!("&*{name}"))
}

fn compares(operator: Operator) -> bool {
    matches!(
        operator,
        Operator::Equal | Operator::NotEqual | Operator::Less | Operator::Greater
    )
}

fn compare(operator: Operator, left: &Value, right: &Value) -> Option<Condition> {
    let sign = match operator {
        Operator::Equal => return left.equals(right),
        Operator::NotEqual => return Some(left.equals(right)?.not()),
        Operator::Less => "<",
        _ => ">",
    };
    let are_numbers = left.kind == Type::Number && right.kind == Type::Number;
    are_numbers.then(|| Condition::Code(format!("({} {sign} {})", left.code, right.code)))
}
