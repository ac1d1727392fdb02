//! Splits a template into text and tags, and a tag into tokens. Trims text beside `{%-` and `-%}` as Tera does.

use super::syntax::Problem;

/// A piece of a template at the outermost level.
pub(crate) enum Piece<'t> {
    Text(&'t str),
    /// `{{ … }}`.
    Output(Vec<Token<'t>>),
    /// `{% … %}`.
    Tag(Vec<Token<'t>>),
}

/// A token in a tag, with its byte offset in the template.
#[derive(Clone, Debug)]
pub(crate) struct Token<'t> {
    pub(crate) at: usize,
    pub(crate) kind: TokenKind<'t>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TokenKind<'t> {
    Name(&'t str),
    /// A text in quotes, without them. The theme uses no escapes in quotes.
    Quoted(&'t str),
    Number(i64),
    Sign(&'t str),
}

/// Signs, the longer ones first.
const SIGNS: [&str; 22] = [
    "==", "!=", "?.", "</", "/>", "<", ">", "=", "(", ")", "[", "]", "{", "}", ",", ".", "|", "+",
    "-", "*", "~", "/",
];

/// Splits `text` into pieces.
pub(crate) fn split(text: &str) -> Result<Vec<Piece<'_>>, Problem> {
    let mut pieces = Vec::new();
    let mut at = 0;
    // Whether the tag before ended with `-`: then the text behind it loses its leading white space.
    let mut trims_next = false;
    while at < text.len() {
        let open = next_tag(&text[at..]).map(|open| at + open);
        let end = open.unwrap_or(text.len());
        let trims = |tag: usize| text[tag + 2..].starts_with('-');
        let mut between = &text[at..end];
        if trims_next {
            between = between.trim_start();
        }
        if open.is_some_and(trims) {
            between = between.trim_end();
        }
        if !between.is_empty() {
            pieces.push(Piece::Text(between));
        }
        let Some(open) = open else {
            break;
        };
        let (piece, close) = tag(text, open)?;
        trims_next = text[..close - 2].ends_with('-');
        pieces.extend(piece);
        at = close;
    }
    Ok(pieces)
}

/// Returns the offset of the next `{{`, `{%` or `{#` in `text`.
fn next_tag(text: &str) -> Option<usize> {
    text.match_indices('{')
        .map(|(at, _)| at)
        .find(|at| text[at + 1..].starts_with(['{', '%', '#']))
}

/// Reads the tag at `open`, and returns it with the offset of its end; a comment gives no piece.
fn tag(text: &str, open: usize) -> Result<(Option<Piece<'_>>, usize), Problem> {
    let closing = match &text[open..open + 2] {
        "{{" => "}}",
        "{%" => "%}",
        _ => "#}",
    };
    let start = open + 2 + usize::from(text[open + 2..].starts_with('-'));
    if closing == "#}" {
        let close = text[open + 2..].find(closing);
        let close = close.ok_or_else(|| Problem::new(open, "the comment is not closed"))?;
        return Ok((None, open + 2 + close + 2));
    }
    let mut tokens = Vec::new();
    let mut at = start;
    loop {
        let rest = &text[at..];
        let skipped = rest.len() - rest.trim_start().len();
        let rest = &rest[skipped..];
        at += skipped;
        if rest.starts_with(closing)
            || rest
                .strip_prefix('-')
                .is_some_and(|rest| rest.starts_with(closing))
        {
            let close = at + rest.find(closing).unwrap_or_default() + 2;
            let piece = if closing == "}}" {
                Piece::Output(tokens)
            } else {
                Piece::Tag(tokens)
            };
            return Ok((Some(piece), close));
        }
        let (kind, len) = token(rest)
            .ok_or_else(|| Problem::new(at, "unknown sign, or the tag is not closed"))?;
        tokens.push(Token { at, kind });
        at += len;
    }
}

/// Reads the token at the beginning of `rest`, and returns it with its length.
fn token(rest: &str) -> Option<(TokenKind<'_>, usize)> {
    let first = rest.chars().next()?;
    if first.is_ascii_alphabetic() || first == '_' {
        let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        let name = &rest[..end.unwrap_or(rest.len())];
        return Some((TokenKind::Name(name), name.len()));
    }
    if first.is_ascii_digit() {
        let end = rest.find(|letter: char| !letter.is_ascii_digit());
        let digits = &rest[..end.unwrap_or(rest.len())];
        return Some((TokenKind::Number(digits.parse().ok()?), digits.len()));
    }
    if matches!(first, '"' | '`' | '\'') {
        let end = rest[1..].find(first)?;
        let quoted = &rest[1..=end];
        return (!quoted.contains('\\')).then_some((TokenKind::Quoted(quoted), end + 2));
    }
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign))?;
    Some((TokenKind::Sign(sign), sign.len()))
}
