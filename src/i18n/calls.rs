//! Finds the calls of `t` in templates: `{{ t(key="n_briefs", n=list.total) }}`.
//!
//! Scans as much of the template syntax as that needs. Whether the template is valid is for the engine to report;
//! whether the keys exist is checked in `check`.

use std::ops::Range;

/// A call of `t` in a template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct TranslateCall<'a> {
    /// Byte range of the function's name.
    pub span: Range<usize>,
    /// Key of the message that it formats.
    pub key: CallKey<'a>,
    /// Names of its arguments, except `key`.
    pub parts: Vec<&'a str>,
}

/// The key of a call, as much of it as the template states.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum CallKey<'a> {
    /// A literal key, as in `t(key="topics")`.
    Whole(&'a str),
    /// The beginning of a computed key, as in `t(key="kind_" ~ group.kind)`.
    Prefix(&'a str),
    /// A key known only when the page is rendered.
    Unknown,
}

/// Returns the calls of `t` in `template`, in order.
pub(super) fn calls(template: &str) -> Vec<TranslateCall<'_>> {
    let mut calls = Vec::new();
    for tag in tags(template) {
        let code = &template[tag.clone()];
        let strings = strings(code);
        for at in call_starts(code, &strings) {
            let call = read_call(code, at, &strings);
            calls.push(TranslateCall {
                span: tag.start + at..tag.start + at + 1,
                ..call
            });
        }
    }
    calls
}

/// Returns the insides of `{{ … }}` and `{% … %}`; comments are skipped.
pub fn tags(template: &str) -> Vec<Range<usize>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = template[at..].find('{').map(|open| at + open) {
        let close = match template.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                at = open + 1;
                continue;
            }
        };
        let start = open + 2;
        let end = end_of_tag(template, start, close);
        if close != "#}" {
            tags.push(start..end);
        }
        at = end;
    }
    tags
}

/// Returns the end of the tag that begins at `start`: the first `close` outside of strings and of nested braces.
fn end_of_tag(template: &str, start: usize, close: &str) -> usize {
    let bytes = template.as_bytes();
    let is_code = close != "#}";
    // Component calls have braces inside a tag, `{{ <Time time={x.date} /> }}`: the first `}}` may belong to them.
    let (mut quote, mut n_open) = (None, 0usize);
    for at in start..bytes.len() {
        let byte = bytes[at];
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if n_open == 0 && bytes[at..].starts_with(close.as_bytes()) => return at,
            None if is_code && matches!(byte, b'"' | b'\'' | b'`') => quote = Some(byte),
            None if is_code && byte == b'{' => n_open += 1,
            None if is_code && byte == b'}' => n_open = n_open.saturating_sub(1),
            None => {}
        }
    }
    bytes.len()
}

/// Returns the string literals of `code`, without their quotes.
fn strings(code: &str) -> Vec<Range<usize>> {
    let mut strings = Vec::new();
    let mut open: Option<(usize, u8)> = None;
    for (at, byte) in code.bytes().enumerate() {
        match open {
            Some((start, quote)) if byte == quote => {
                strings.push(start..at);
                open = None;
            }
            None if matches!(byte, b'"' | b'\'' | b'`') => open = Some((at + 1, byte)),
            _ => {}
        }
    }
    strings
}

/// Returns the offsets in `code` at which calls of `t` begin.
fn call_starts(code: &str, strings: &[Range<usize>]) -> Vec<usize> {
    let found = code.match_indices('t').map(|(at, _)| at).filter(|at| {
        // `at(…)` and `x.t(…)` are other functions.
        let before = code[..*at].chars().next_back();
        let is_whole_name =
            before.is_none_or(|letter| !letter.is_alphanumeric() && !"_.".contains(letter));
        is_whole_name && code[at + 1..].trim_start().starts_with('(') && !is_text(*at, strings)
    });
    found.collect()
}

fn is_text(at: usize, strings: &[Range<usize>]) -> bool {
    strings.iter().any(|string| string.contains(&at))
}

/// Parses the call at `at`: its arguments up to the closing parenthesis.
fn read_call<'a>(code: &'a str, at: usize, strings: &[Range<usize>]) -> TranslateCall<'a> {
    let mut call = TranslateCall {
        span: at..at,
        key: CallKey::Unknown,
        parts: Vec::new(),
    };
    let start = at + code[at..].find('(').unwrap_or_default() + 1;
    let (mut from, mut depth) = (start, 0usize);
    for (offset, letter) in code[start..].char_indices() {
        let here = start + offset;
        // Commas and parentheses inside strings separate nothing.
        if is_text(here, strings) {
            continue;
        }
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => {
                read_argument(&code[from..here], &mut call);
                break;
            }
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                read_argument(&code[from..here], &mut call);
                from = here + 1;
            }
            _ => {}
        }
    }
    call
}

/// Parses one argument, `name=value`.
fn read_argument<'a>(argument: &'a str, call: &mut TranslateCall<'a>) {
    let Some((name, value)) = argument.split_once('=') else {
        return;
    };
    let (name, value) = (name.trim(), value.trim());
    if name != "key" {
        call.parts.push(name);
        return;
    }
    let Some(quote) = value.chars().next().filter(|first| "\"'`".contains(*first)) else {
        return;
    };
    let Some((key, rest)) = value[1..].split_once(quote) else {
        return;
    };
    call.key = match rest.trim_start() {
        "" => CallKey::Whole(key),
        rest if rest.starts_with('~') => CallKey::Prefix(key),
        _ => CallKey::Unknown,
    };
}

#[cfg(test)]
mod tests {
    use super::{CallKey, calls};

    #[track_caller]
    fn check(template: &str, expected: &[(CallKey, &[&str])]) {
        let found: Vec<_> = calls(template)
            .into_iter()
            .map(|call| (call.key, call.parts))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(key, parts)| (*key, parts.to_vec()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn calls_are_found_with_what_they_hand_over() {
        check(
            r#"{{ t(key="topics") }}"#,
            &[(CallKey::Whole("topics"), &[])],
        );
        check(
            "{%- if t( key = 'a', n = list.total ) %}",
            &[(CallKey::Whole("a"), &["n"])],
        );
        check(
            r#"{{ t(key="kind_" ~ group.kind) | capitalize }}"#,
            &[(CallKey::Prefix("kind_"), &[])],
        );
        check("{{ t(key=group.kind) }}", &[(CallKey::Unknown, &[])]);
    }

    #[test]
    fn a_call_may_stand_inside_another_and_hold_a_component() {
        check(
            r#"<p>{{ t(key="a", date=<Time time={x.date} />, why=t(key="b_" ~ x, sep=", ")) }}</p>"#,
            &[
                (CallKey::Whole("a"), &["date", "why"]),
                (CallKey::Prefix("b_"), &["sep"]),
            ],
        );
    }

    #[test]
    fn text_comments_and_other_functions_ask_for_nothing() {
        check(
            r#"t(key="a") {# {{ t(key="b") }} #} {{ at(key="c") }} {{ x.t(key="d") }} {{ "t(key='e')" }}"#,
            &[],
        );
        check("{{ t(key=", &[(CallKey::Unknown, &[])]);
    }
}
