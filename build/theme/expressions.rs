//! Parser for what stands inside a tag: expressions, calls, component calls.

use super::lexer::{Token, TokenKind};
use super::syntax::{Call, Expr, ExprKind, Operator, Problem};

/// How tightly a filter and `not` bind, as in Tera 2.
const FILTER: u8 = 17;
const NOT: u8 = 5;

/// The tokens of a tag, read from the left.
pub(crate) struct Tokens<'t> {
    tokens: Vec<Token<'t>>,
    next: usize,
}

impl<'t> Tokens<'t> {
    pub(crate) fn new(tokens: Vec<Token<'t>>) -> Self {
        Tokens { tokens, next: 0 }
    }

    /// Returns the place of the next token, or of the last one.
    pub(crate) fn at(&self) -> usize {
        let token = self.tokens.get(self.next).or(self.tokens.last());
        token.map_or(0, |token| token.at)
    }

    fn peek(&self) -> Option<TokenKind<'t>> {
        self.tokens.get(self.next).map(|token| token.kind)
    }

    fn problem<T>(&self, message: &str) -> Result<T, Problem> {
        Err(Problem::new(self.at(), message))
    }

    /// Takes the first word of a tag, which may be the `<` or `</` of a component.
    pub(crate) fn word(&mut self) -> Result<&'t str, Problem> {
        match self.peek() {
            Some(TokenKind::Name(word) | TokenKind::Sign(word)) => {
                self.next += 1;
                Ok(word)
            }
            _ => self.problem("a tag begins with a word"),
        }
    }

    pub(crate) fn name(&mut self) -> Result<&'t str, Problem> {
        match self.take_name() {
            Some(name) => Ok(name),
            None => self.problem("a name is expected"),
        }
    }

    pub(crate) fn take_name(&mut self) -> Option<&'t str> {
        match self.peek() {
            Some(TokenKind::Name(name)) => {
                self.next += 1;
                Some(name)
            }
            _ => None,
        }
    }

    pub(crate) fn quoted(&mut self) -> Result<&'t str, Problem> {
        match self.peek() {
            Some(TokenKind::Quoted(text)) => {
                self.next += 1;
                Ok(text)
            }
            _ => self.problem("a text in quotes is expected"),
        }
    }

    /// Takes `wanted`, a sign or a word, if it is next.
    pub(crate) fn take(&mut self, wanted: &str) -> bool {
        let is_next = matches!(self.peek(), Some(TokenKind::Sign(word) | TokenKind::Name(word)) if word == wanted);
        self.next += usize::from(is_next);
        is_next
    }

    pub(crate) fn expect(&mut self, wanted: &str) -> Result<(), Problem> {
        if self.take(wanted) {
            return Ok(());
        }
        self.problem(&format!("`{wanted}` is expected"))
    }

    /// Requires that nothing follows.
    pub(crate) fn end(&self) -> Result<(), Problem> {
        match self.peek() {
            None => Ok(()),
            Some(_) => self.problem("this is not supported here"),
        }
    }

    pub(crate) fn expression(&mut self) -> Result<Expr, Problem> {
        self.binding(0)
    }

    /// Parses an expression whose operators bind at least as tightly as `power` (Pratt's method, as Tera's).
    fn binding(&mut self, power: u8) -> Result<Expr, Problem> {
        let mut left = self.operand()?;
        loop {
            let at = self.at();
            if matches!(self.peek(), Some(TokenKind::Sign("|"))) && FILTER >= power {
                self.next += 1;
                let name = self.name()?.to_owned();
                let args = self.arguments()?;
                let filter = ExprKind::Filter(Box::new(left), Call { at, name, args });
                left = Expr { at, kind: filter };
                continue;
            }
            let Some(operator) = self.operator() else {
                return Ok(left);
            };
            let (left_power, right_power) = operator.powers();
            if left_power < power {
                return Ok(left);
            }
            self.next += 1;
            let right = self.binding(right_power)?;
            let kind = ExprKind::Binary(operator, Box::new(left), Box::new(right));
            left = Expr { at, kind };
        }
    }

    fn operator(&self) -> Option<Operator> {
        Some(match self.peek()? {
            TokenKind::Name("or") => Operator::Or,
            TokenKind::Name("and") => Operator::And,
            TokenKind::Sign("==") => Operator::Equal,
            TokenKind::Sign("!=") => Operator::NotEqual,
            TokenKind::Sign("<") => Operator::Less,
            TokenKind::Sign(">") => Operator::Greater,
            TokenKind::Sign("+") => Operator::Plus,
            TokenKind::Sign("-") => Operator::Minus,
            TokenKind::Sign("*") => Operator::Times,
            TokenKind::Sign("~") => Operator::Concat,
            _ => return None,
        })
    }

    fn operand(&mut self) -> Result<Expr, Problem> {
        let at = self.at();
        let Some(token) = self.peek() else {
            return self.problem("an expression is expected");
        };
        self.next += 1;
        let kind = match token {
            TokenKind::Quoted(text) => ExprKind::Text(text.to_owned()),
            TokenKind::Number(number) => ExprKind::Number(number),
            TokenKind::Sign("-") => match self.peek() {
                Some(TokenKind::Number(number)) => {
                    self.next += 1;
                    ExprKind::Number(-number)
                }
                _ => return self.problem("`-` stands before a number only"),
            },
            TokenKind::Name("not") => ExprKind::Not(Box::new(self.binding(NOT)?)),
            TokenKind::Sign("<") => {
                let call = self.component()?;
                self.expect("/>")?;
                ExprKind::Component(call)
            }
            TokenKind::Sign("(") => {
                let inner = self.expression()?;
                self.expect(")")?;
                inner.kind
            }
            TokenKind::Sign("[") => {
                let mut items = Vec::new();
                while !self.take("]") {
                    items.push(self.expression()?);
                    self.take(",");
                }
                ExprKind::List(items)
            }
            TokenKind::Name(name) => return self.path(name, at),
            TokenKind::Sign(_) => {
                self.next -= 1;
                return self.problem("an expression is expected");
            }
        };
        Ok(Expr { at, kind })
    }

    /// Parses a function call, or a variable with the fields and indexes behind it.
    fn path(&mut self, name: &str, at: usize) -> Result<Expr, Problem> {
        let name = name.to_owned();
        if matches!(self.peek(), Some(TokenKind::Sign("("))) {
            let args = self.arguments()?;
            let kind = ExprKind::Function(Call { at, name, args });
            return Ok(Expr { at, kind });
        }
        let mut path = Expr {
            at,
            kind: ExprKind::Variable(name),
        };
        loop {
            let kind = if self.take(".") || self.take("?.") {
                ExprKind::Field(Box::new(path), self.name()?.to_owned())
            } else if self.take("[") {
                let index = self.expression()?;
                self.expect("]")?;
                ExprKind::Index(Box::new(path), Box::new(index))
            } else {
                return Ok(path);
            };
            path = Expr { at, kind };
        }
    }

    /// Parses arguments in parentheses, if there are any.
    fn arguments(&mut self) -> Result<Vec<(String, Expr)>, Problem> {
        let mut args = Vec::new();
        if !self.take("(") {
            return Ok(args);
        }
        while !self.take(")") {
            let name = self.name()?.to_owned();
            self.expect("=")?;
            args.push((name, self.expression()?));
            self.take(",");
        }
        Ok(args)
    }

    /// Parses the name and the arguments of a component, without the signs around them.
    pub(crate) fn component(&mut self) -> Result<Call, Problem> {
        let at = self.at();
        let name = self.name()?.to_owned();
        let mut args = Vec::new();
        while let Some(arg) = self.take_name() {
            self.expect("=")?;
            let value = if self.take("{") {
                let value = self.expression()?;
                self.expect("}")?;
                value
            } else {
                let at = self.at();
                let kind = ExprKind::Text(self.quoted()?.to_owned());
                Expr { at, kind }
            };
            args.push((arg.to_owned(), value));
        }
        Ok(Call { at, name, args })
    }
}
