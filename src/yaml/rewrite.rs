//! Rewrites one value of a document in the author's own style: same quotes, same kind of list.
//! Every edit is parsed again and compared with the expected document, so that no other value can change.

use crate::source::{FieldPath, PathStep, Span};
use crate::yaml::Node;
use crate::yaml::exact::{self, NodeKind, SpannedNode};
use crate::yaml::repair::closing_quote;

/// Returns the span of `text` to replace and the new text, so that the value at `field` becomes `value`.
pub(super) fn rewrite(text: &str, field: &FieldPath, value: &str) -> Option<(Span, String)> {
    let document = exact::parse(text).ok()?;
    let mut expected = document.to_node();
    set(&mut expected, &field.0, value)?;
    let candidates = candidates(text, &document, &field.0, value)?;
    let (span, written) = candidates.into_iter().find(|(span, written)| {
        let new = [&text[..span.start], written, &text[span.end..]].concat();
        exact::parse(&new).is_ok_and(|new| new.to_node() == expected)
    })?;
    Some((span, written))
}

/// Returns the line `key: value`, with quotes if the value needs them; `None` if no line can hold it.
pub(super) fn line(key: &str, value: &str) -> Option<String> {
    let text = format!("{key}: x\n");
    let (span, written) = rewrite(&text, &FieldPath::key(key), value)?;
    Some([&text[..span.start], &written, &text[span.end..]].concat())
}

/// Sets the scalar at `steps` in `node`, or appends it where they lead to the end of a list. `None` if there is no such
/// scalar or list.
fn set(node: &mut Node, steps: &[PathStep], value: &str) -> Option<()> {
    let Some((step, rest)) = steps.split_first() else {
        let Node::Text(text) = node else { return None };
        value.clone_into(text);
        return Some(());
    };
    match (node, step) {
        (Node::Map(entries), PathStep::Key(name, nth)) => {
            let mut same = entries.iter_mut().filter(|(known, _)| **known == **name);
            set(&mut same.nth(*nth)?.1, rest, value)
        }
        (Node::List(items), PathStep::Item(usize::MAX)) => {
            items.push(Node::Text(value.to_owned()));
            Some(())
        }
        (Node::List(items), PathStep::Item(idx)) => set(items.get_mut(*idx)?, rest, value),
        (Node::Text(text), PathStep::Item(idx)) => {
            *text = in_line(text, *idx, value)?;
            Some(())
        }
        _ => None,
    }
}

/// Returns a list written `a, b, c` with item `idx` replaced by `value`, or appended for `usize::MAX`. Keeps the
/// spacing.
fn in_line(text: &str, idx: usize, value: &str) -> Option<String> {
    if value.contains(',') {
        return None;
    }
    if idx == usize::MAX {
        return Some(format!(
            "{}, {value}",
            text.trim_end().trim_end_matches(',')
        ));
    }
    let mut parts: Vec<&str> = text.split(',').collect();
    let part = parts.get_mut(idx)?;
    let indent = &part[..part.len() - part.trim_start().len()];
    let written = format!("{indent}{value}");
    *part = &written;
    Some(parts.join(","))
}

/// Returns the possible edits, the best first; the caller takes the first that parses to the expected document.
fn candidates(
    text: &str,
    mut at: &SpannedNode,
    steps: &[PathStep],
    value: &str,
) -> Option<Vec<(Span, String)>> {
    for step in steps {
        at = match (&at.kind, step) {
            (NodeKind::Map(entries), PathStep::Key(name, nth)) => {
                let mut same = entries.iter().filter(|(known, _, _)| **known == **name);
                &same.nth(*nth)?.2
            }
            (NodeKind::List(items), PathStep::Item(usize::MAX)) => {
                return Some(vec![item(text, at, items, value)?]);
            }
            (NodeKind::List(items), PathStep::Item(idx)) => items.get(*idx)?,
            (NodeKind::Plain(line) | NodeKind::Quoted(line), PathStep::Item(idx)) => {
                return scalar(text, at.span, &in_line(line, *idx, value)?);
            }
            _ => return None,
        };
    }
    scalar(text, at.span, value)
}

/// Returns the edits that replace the scalar at `span` by `value`, in its quotes; without quotes, plain and then
/// quoted.
///
/// `None` for block and multi-line scalars, whose layout cannot be kept.
fn scalar(text: &str, span: Span, value: &str) -> Option<Vec<(Span, String)>> {
    let span = own_span(text, span)?;
    let source = &text[span.start..span.end];
    let written = match source.as_bytes().first()? {
        _ if source.contains('\n') => return None,
        b'"' => vec![double_quoted(value)],
        b'\'' => vec![format!("'{}'", value.replace('\'', "''"))],
        b'|' | b'>' => return None,
        _ => vec![value.to_owned(), double_quoted(value)],
    };
    Some(written.into_iter().map(|written| (span, written)).collect())
}

/// Returns the edit that appends an item to a list: after a comma, or on a separate line with the same indent.
fn item(
    text: &str,
    list: &SpannedNode,
    items: &[SpannedNode],
    value: &str,
) -> Option<(Span, String)> {
    let last = own_span(text, items.last()?.span)?;
    let end = last.end;
    if text[list.span.start..].starts_with('[') {
        return Some((Span::new(end, end), format!(", {value}")));
    }
    let line_start = text[..last.start].rfind('\n').map_or(0, |idx| idx + 1);
    let indent = &text[line_start..last.start];
    // The last item must have only a dash before it: `- - a` has no indent that could be copied.
    if indent.trim() != "-" {
        return None;
    }
    let line = text[end..].split('\n').next().unwrap_or_default();
    let is_windows = line.ends_with('\r');
    let line_end = end + line.trim_end_matches('\r').len();
    let line_break = if is_windows { "\r\n" } else { "\n" };
    Some((
        Span::new(line_end, line_end),
        format!("{line_break}{indent}{value}"),
    ))
}

/// Returns `span` without the text after the value that the parser may include: a quoted value ends at its closing
/// quote, any other at its last visible character.
fn own_span(text: &str, span: Span) -> Option<Span> {
    let source = text.get(span.start..span.end)?;
    let quote = source
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\''));
    let len = match quote {
        Some(quote) => closing_quote(source, quote)? + quote.len_utf8(),
        None => source.trim_end().len(),
    };
    Some(Span::new(span.start, span.start + len))
}

fn double_quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::rewrite;
    use crate::source::FieldPath;

    fn rewritten(text: &str, field: &FieldPath, value: &str) -> Option<String> {
        let (span, written) = rewrite(text, field, value)?;
        Some([&text[..span.start], &written, &text[span.end..]].concat())
    }

    #[test]
    fn a_value_keeps_its_quotes() {
        let field = FieldPath::key("s").at_item(0);
        for (text, expected) in [
            (
                "s: [\"https://a?n=1,2&u=z\"] # c\n",
                "s: [\"https://b?n=1,2\"] # c\n",
            ),
            (
                "s: ['https://a?n=1,2&u=z', x]\n",
                "s: ['https://b?n=1,2', x]\n",
            ),
            ("s: [https://a?u=z]\n", "s: [\"https://b?n=1,2\"]\n"),
            (
                "s: [\"https://a\", x] # \"c\"\n",
                "s: [\"https://b?n=1,2\", x] # \"c\"\n",
            ),
            (
                "s:\n  - 'it''s' # c's\n",
                "s:\n  - 'https://b?n=1,2' # c's\n",
            ),
            (
                "s:\n  - https://a?u=z  # c\n  - x\n",
                "s:\n  - https://b?n=1,2  # c\n  - x\n",
            ),
        ] {
            assert_eq!(
                rewritten(text, &field, "https://b?n=1,2").as_deref(),
                Some(expected)
            );
        }
        assert_eq!(
            rewritten("s: a, b\n", &field, "x").as_deref(),
            Some("s: x, b\n")
        );
        assert_eq!(
            rewritten("s: \"a, b\"\n", &field, "x").as_deref(),
            Some("s: \"x, b\"\n")
        );
        for text in [
            "s: a, b\n",
            "s: [|\n",
            "s:\n  - >\n    a\n    b\n",
            "t: a\n",
            "s: {a: b}\n",
        ] {
            assert_eq!(rewritten(text, &field, "x, y"), None, "{text}");
        }
    }

    #[test]
    fn a_list_gets_an_item_in_its_own_way() {
        let field = FieldPath::key("p").at_end();
        for (text, expected) in [
            ("p: pm   # c\nq: r\n", "p: pm, bo   # c\nq: r\n"),
            ("p: \"pm\"\n", "p: \"pm, bo\"\n"),
            ("p: [pm]\n", "p: [pm, bo]\n"),
            ("p: [\"pm\", 'x' ] # c\n", "p: [\"pm\", 'x', bo ] # c\n"),
            ("p:\n  - pm # c\nq: r\n", "p:\n  - pm # c\n  - bo\nq: r\n"),
            ("p:\r\n- pm\r\nq: r\r\n", "p:\r\n- pm\r\n- bo\r\nq: r\r\n"),
            ("p:\n  - pm", "p:\n  - pm\n  - bo"),
        ] {
            assert_eq!(rewritten(text, &field, "bo").as_deref(), Some(expected));
        }
        assert_eq!(rewritten("p: {a: b}\n", &field, "bo"), None);
        assert_eq!(rewritten("p: >\n  a\n", &field, "bo"), None);
    }
}
