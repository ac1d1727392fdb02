//! Parser for the part of Tera's syntax that the theme uses. Whatever else is met is a problem at its place.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::expressions::Tokens;
use super::lexer::{self, Piece};
use super::syntax::{Component, Node, Problem, Template};

/// Parses the template `name`, whose text is `text`.
pub(crate) fn parse(name: &str, text: &str) -> Result<Template, Problem> {
    let mut parser = Parser {
        pieces: lexer::split(text)?.into_iter().peekable(),
        end: text.len(),
        parent: None,
        components: Vec::new(),
    };
    let (nodes, closing) = parser.nodes(&[])?;
    debug_assert!(closing.is_none(), "nothing closes a whole template");
    Ok(Template {
        name: name.to_owned(),
        parent: parser.parent,
        nodes,
        components: parser.components,
    })
}

struct Parser<'t> {
    pieces: Peekable<IntoIter<Piece<'t>>>,
    /// Length of the text, the place of what is missing at its end.
    end: usize,
    parent: Option<String>,
    components: Vec<Component>,
}

/// The tag that ended a run of nodes: its first word, and the rest.
type Closing<'t> = Option<(&'t str, Tokens<'t>)>;

impl<'t> Parser<'t> {
    /// Parses nodes up to a tag that begins with one of `closing`; to the end of the text if there are none.
    fn nodes(&mut self, closing: &[&str]) -> Result<(Vec<Node>, Closing<'t>), Problem> {
        let mut nodes = Vec::new();
        while let Some(piece) = self.pieces.next() {
            let mut tokens = match piece {
                Piece::Text(text) => {
                    nodes.push(Node::Text(text.to_owned()));
                    continue;
                }
                Piece::Output(tokens) => {
                    let mut tokens = Tokens::new(tokens);
                    let printed = tokens.expression()?;
                    tokens.end()?;
                    nodes.push(Node::Print(printed));
                    continue;
                }
                Piece::Tag(tokens) => Tokens::new(tokens),
            };
            let at = tokens.at();
            let word = tokens.word()?;
            if closing.contains(&word) {
                return Ok((nodes, Some((word, tokens))));
            }
            nodes.extend(self.tag(word, at, tokens)?);
        }
        match closing {
            [] => Ok((nodes, None)),
            _ => Err(Problem::new(
                self.end,
                format!("`{}` is missing", closing.join("` or `")),
            )),
        }
    }

    /// Parses the tag that begins with `word`, up to the one that closes it.
    fn tag(
        &mut self,
        word: &str,
        at: usize,
        mut tokens: Tokens<'t>,
    ) -> Result<Option<Node>, Problem> {
        let node = match word {
            "extends" => {
                self.parent = Some(tokens.quoted()?.to_owned());
                None
            }
            "include" => Some(Node::Include(tokens.quoted()?.to_owned(), at)),
            "block" => {
                let name = tokens.name()?.to_owned();
                tokens.end()?;
                let (body, closing) = self.nodes(&["endblock"])?;
                tokens = after(closing);
                tokens.take_name();
                Some(Node::Block(name, body))
            }
            "component" => {
                let component = self.component(&mut tokens)?;
                self.components.push(component);
                None
            }
            "if" => return self.conditions(tokens).map(Some),
            "for" => return self.loop_over(tokens).map(Some),
            "set" => {
                let name = tokens.name()?.to_owned();
                if tokens.take("=") {
                    Some(Node::Set(name, tokens.expression()?))
                } else {
                    tokens.end()?;
                    let (body, closing) = self.nodes(&["endset"])?;
                    tokens = after(closing);
                    Some(Node::SetBlock(name, body))
                }
            }
            "<" => {
                let call = tokens.component()?;
                tokens.expect(">")?;
                tokens.end()?;
                let (body, closing) = self.nodes(&["</"])?;
                tokens = after(closing);
                tokens.name()?;
                tokens.expect(">")?;
                Some(Node::Enclosing(call, body))
            }
            _ => {
                return Err(Problem::new(
                    at,
                    format!("the tag `{word}` is not supported"),
                ));
            }
        };
        tokens.end()?;
        Ok(node)
    }

    fn component(&mut self, tokens: &mut Tokens<'t>) -> Result<Component, Problem> {
        let name = tokens.name()?.to_owned();
        tokens.expect("(")?;
        let mut params = Vec::new();
        while !tokens.take(")") {
            let param = tokens.name()?.to_owned();
            let default = if tokens.take("=") {
                Some(tokens.quoted()?.to_owned())
            } else {
                None
            };
            params.push((param, default));
            tokens.take(",");
        }
        tokens.end()?;
        let (body, closing) = self.nodes(&["endcomponent"])?;
        *tokens = after(closing);
        tokens.take_name();
        Ok(Component { name, params, body })
    }

    /// Parses `if`, with the condition in `tokens`, up to its `endif`.
    fn conditions(&mut self, mut tokens: Tokens<'t>) -> Result<Node, Problem> {
        let mut arms = Vec::new();
        let mut otherwise = Vec::new();
        loop {
            let condition = tokens.expression()?;
            tokens.end()?;
            let (body, closing) = self.nodes(&["elif", "else", "endif"])?;
            arms.push((condition, body));
            let Some((word, rest)) = closing else {
                break;
            };
            tokens = rest;
            if word == "else" {
                tokens.end()?;
                let (body, closing) = self.nodes(&["endif"])?;
                otherwise = body;
                after(closing).end()?;
            }
            if word != "elif" {
                break;
            }
        }
        Ok(Node::If { arms, otherwise })
    }

    fn loop_over(&mut self, mut tokens: Tokens<'t>) -> Result<Node, Problem> {
        let item = tokens.name()?.to_owned();
        tokens.expect("in")?;
        let list = tokens.expression()?;
        tokens.end()?;
        let (body, closing) = self.nodes(&["else", "endfor"])?;
        let mut otherwise = Vec::new();
        if closing.is_some_and(|(word, _)| word == "else") {
            let (nodes, closing) = self.nodes(&["endfor"])?;
            otherwise = nodes;
            after(closing).end()?;
        }
        Ok(Node::For {
            item,
            list,
            body,
            otherwise,
        })
    }
}

/// Returns the rest of the tag that closed a run of nodes.
fn after(closing: Closing<'_>) -> Tokens<'_> {
    closing.map_or_else(|| Tokens::new(Vec::new()), |(_, tokens)| tokens)
}
