//! Error recovery: parses documents with mistakes and reports several at once, the common ones of headlines by name.
//!
//! A value with such a mistake is masked in a copy of the text, the copy is parsed again, and the intended value is put
//! back into the result, so that the rest of the file is checked too. The parser itself is in `exact`.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Checked, Diagnostic, Place, catalog};
use crate::source::{SourcePath, Span};
use crate::yaml::Node;
use crate::yaml::exact::{self, NodeKind, SpannedNode, YamlFailure};

/// Most lines that are masked before the rest of the document is given up.
const MAX_REPAIRS: usize = 20;

/// Parses `text` with positions, reporting every mistake that can be distinguished.
pub(super) fn parse(path: &SourcePath, text: &str, base: usize) -> Checked<Option<Node>> {
    let document = YamlText { path, text, base };
    let repaired = repair(text);
    let fixable = fixable(text, &repaired);
    let diagnostic = |mistake: &Mistake| {
        let place = document.place(mistake.value);
        let diagnostic = mistake.diagnostic(text, place.clone());
        match fixable.contains(&mistake.value.start) {
            true => diagnostic.fix(place, quoted(mistake.text(text))),
            false => diagnostic,
        }
    };
    let mut found: Vec<Diagnostic> = repaired.mistakes.iter().map(diagnostic).collect();
    match repaired.result {
        Ok(exact) => {
            document.repeated_keys(&exact, &mut found);
            document.cut_texts(&exact, &mut found);
            Checked {
                value: Some(exact.to_node()),
                diagnostics: found,
            }
        }
        Err(failure) => {
            // A syntax error that remains after other mistakes may be their consequence.
            if found.is_empty() {
                found.push(document.failure(&failure));
            }
            Checked {
                value: None,
                diagnostics: found,
            }
        }
    }
}

/// Parses `text` with positions, recovering from the mistakes that [`parse`] reports. `None` if that fails.
pub(super) fn exact(text: &str) -> Option<SpannedNode> {
    repair(text).result.ok()
}

/// Result of error recovery.
struct Repaired {
    /// The document as its author intended it.
    result: Result<SpannedNode, YamlFailure>,
    mistakes: Vec<Mistake>,
}

fn repair(text: &str) -> Repaired {
    let mut copy = text.to_owned();
    let mut all: Vec<Mistake> = Vec::new();
    let mut result = exact::parse(&copy);
    // More than one round: the value of a line that is indented with a tab is only examined once the tab is masked.
    while let Err(YamlFailure::Syntax(..)) = result {
        let new = mistakes(&copy);
        if new.is_empty() || all.len() >= MAX_REPAIRS {
            break;
        }
        new.iter()
            .for_each(|mistake| mask(&mut copy, mistake.value));
        all.extend(new);
        result = exact::parse(&copy);
    }
    let intended: BTreeMap<usize, String> = all
        .iter()
        .map(|mistake| (mistake.value.start, mistake.intended(text)))
        .collect();
    let result = result.map(|mut exact| {
        exact.put_back(&intended);
        exact
    });
    Repaired {
        result,
        mistakes: all,
    }
}

/// A mistake that is confined to one line.
#[derive(Clone, Copy, Debug)]
struct Mistake {
    kind: MistakeKind,
    /// Span of the faulty value, or of the tab.
    value: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum MistakeKind {
    /// A colon in an unquoted value: `title: Iraq: PM meets`.
    Colon,
    /// Text after a closing quote: `title: "Redefinition" of mission`.
    Quote,
    /// A quote that is not closed: `title: "Redefinition`.
    Unclosed,
    /// A line indented with a tab.
    Tab,
    /// A reserved character or a bracket at the start: `title: @home`, `title: %`, `title: [Update] Dam holds`.
    Sign,
}

impl Mistake {
    /// Returns the value that the author intended.
    fn intended(&self, text: &str) -> String {
        let value = text
            .get(self.value.start..self.value.end)
            .unwrap_or_default();
        match self.kind {
            MistakeKind::Unclosed => value[1..].to_owned(),
            _ => value.to_owned(),
        }
    }

    fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.value.start..self.value.end)
            .unwrap_or_default()
    }

    fn diagnostic(&self, text: &str, place: Place) -> Diagnostic {
        let value = self.text(text);
        match self.kind {
            MistakeKind::Colon => catalog::front::yaml_colon(place, &quoted(value)),
            MistakeKind::Quote => catalog::front::yaml_quote(place, &quoted(value)),
            MistakeKind::Unclosed => catalog::front::yaml_unclosed_quote(place, &value[..1]),
            MistakeKind::Tab => catalog::front::yaml_tab(place),
            MistakeKind::Sign => catalog::front::yaml_sign(place, &value[..1], &quoted(value)),
        }
    }

    /// Returns whether quotes around the whole value are certainly what its author intended: they would swallow no
    /// comment and turn no list into one text.
    fn is_one_text(&self, text: &str, exact: &SpannedNode) -> bool {
        let value = self.text(text);
        let is_quotable = match self.kind {
            MistakeKind::Colon | MistakeKind::Sign => true,
            MistakeKind::Quote => {
                let rest = value
                    .chars()
                    .next()
                    .and_then(|quote| Some(&value[closing_quote(value, quote)? + 1..]));
                rest.is_some_and(|rest| !rest.trim_start().starts_with([',', ']', '}']))
            }
            MistakeKind::Unclosed | MistakeKind::Tab => false,
        };
        is_quotable
            && !value.contains(" #")
            && !value.contains("\t#")
            && !exact.is_in_flow(text, self.value.start)
    }
}

/// Returns the start offsets of the mistakes that quotes fix.
///
/// Verified by applying all of them at once and parsing: the document must equal the intended one, or none is offered.
fn fixable(text: &str, repaired: &Repaired) -> BTreeSet<usize> {
    let Ok(intended) = &repaired.result else {
        return BTreeSet::new();
    };
    let mut mistakes: Vec<&Mistake> = repaired.mistakes.iter().collect();
    mistakes.sort_by_key(|mistake| mistake.value.start);
    let (mut new, mut at) = (String::with_capacity(text.len()), 0);
    let (mut fixed, mut others) = (BTreeSet::new(), BTreeMap::new());
    for mistake in mistakes {
        new.push_str(text.get(at..mistake.value.start).unwrap_or_default());
        if mistake.is_one_text(text, intended) {
            fixed.insert(mistake.value.start);
            new.push_str(&quoted(mistake.text(text)));
        } else {
            let from = new.len();
            others.insert(from, mistake.intended(text));
            new.push_str(mistake.text(text));
            let end = new.len();
            mask(&mut new, Span::new(from, end));
        }
        at = mistake.value.end;
    }
    new.push_str(text.get(at..).unwrap_or_default());
    let is_same = !fixed.is_empty()
        && exact::parse(&new).is_ok_and(|mut exact| {
            exact.put_back(&others);
            exact.to_node() == intended.to_node()
        });
    if is_same { fixed } else { BTreeSet::new() }
}

/// Finds mistakes line by line. Lines inside block scalars (`|`, `>`), where everything is text, are skipped.
fn mistakes(text: &str) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let mut block_indent: Option<usize> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let line_start = start;
        start += line.len();
        let body = line.trim_end();
        let indent = body.len() - body.trim_start_matches([' ', '\t']).len();
        if block_indent.is_some_and(|block| body.is_empty() || indent > block) {
            continue;
        }
        block_indent = None;
        if let Some(tab) = body[..indent].find('\t') {
            let value = Span::new(line_start + tab, line_start + tab + 1);
            mistakes.push(Mistake {
                kind: MistakeKind::Tab,
                value,
            });
            continue;
        }
        let Some(at) = value_start(body) else {
            continue;
        };
        let value = &body[at..];
        if value.starts_with(['|', '>']) {
            block_indent = Some(indent);
        } else if let Some(kind) = mistake_in(value) {
            mistakes.push(Mistake {
                kind,
                value: Span::new(line_start + at, line_start + body.len()),
            });
        }
    }
    mistakes
}

/// Returns the byte offset of the value on a line `key: value` or `- value`.
fn value_start(line: &str) -> Option<usize> {
    let mut at = line.len() - line.trim_start().len();
    while let Some(rest) = line[at..].strip_prefix("- ") {
        at = line.len() - rest.trim_start().len();
    }
    let is_list_item = line[..at].contains('-');
    let key_end = line[at..]
        .find(": ")
        .filter(|end| !line[at..at + end].starts_with(['"', '\'', '[', '{', '#']));
    match key_end {
        Some(end) => {
            let rest = &line[at + end + 1..];
            Some(at + end + 1 + rest.len() - rest.trim_start().len())
        }
        None => (is_list_item && at < line.len()).then_some(at),
    }
}

fn mistake_in(value: &str) -> Option<MistakeKind> {
    let first = value.chars().next()?;
    match first {
        '"' | '\'' => {
            let close = closing_quote(value, first);
            let Some(close) = close else {
                return Some(MistakeKind::Unclosed);
            };
            let rest = value[close + 1..].trim();
            (!rest.is_empty() && !rest.starts_with('#')).then_some(MistakeKind::Quote)
        }
        '@' | '`' | '%' => Some(MistakeKind::Sign),
        '[' | '{' => goes_on_after_bracket(value).then_some(MistakeKind::Sign),
        // Valid YAML: a comment, or an anchor, alias or tag, which are reported as features.
        '#' | '&' | '*' | '!' => None,
        _ => (value.contains(": ") || value.ends_with(':')).then_some(MistakeKind::Colon),
    }
}

/// Returns whether text follows the bracket that closes the first one: `[Update] Dam holds` is no list.
fn goes_on_after_bracket(value: &str) -> bool {
    let mut depth = 0_usize;
    for (idx, letter) in value.char_indices() {
        match letter {
            '"' | '\'' => return false,
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            let rest = value[idx + 1..].trim_start();
            return !rest.is_empty() && !rest.starts_with(['#', ',']);
        }
    }
    false
}

/// Returns the byte offset of the quotation mark that closes the one with which `value` begins.
pub(super) fn closing_quote(value: &str, quote: char) -> Option<usize> {
    let mut letters = value.char_indices().skip(1).peekable();
    while let Some((idx, letter)) = letters.next() {
        if letter == '\\' && quote == '"' {
            letters.next();
        } else if letter == quote {
            let doubled = quote == '\'' && letters.peek().is_some_and(|(_, next)| *next == quote);
            if !doubled {
                return Some(idx);
            }
            letters.next();
        }
    }
    None
}

/// Returns `value` as a quoted YAML scalar, in single quotes if that avoids escapes.
fn quoted(value: &str) -> String {
    let value = value.trim();
    if value.contains('"') && !value.contains('\'') {
        return format!("'{value}'");
    }
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Overwrites `span` with the same number of bytes that parse: spaces for a tab, otherwise a plain scalar.
fn mask(text: &mut String, span: Span) {
    let len = span.end - span.start;
    let is_tab = text.get(span.start..span.end) == Some("\t");
    text.replace_range(
        span.start..span.end,
        &(if is_tab { " " } else { "x" }).repeat(len),
    );
}

/// Returns the span of the character at `at`, or of the last one before the end of the line.
fn span_at(text: &str, at: usize) -> Span {
    let mut start = at.min(text.trim_end().len());
    while start > 0 && (!text.is_char_boundary(start) || text[start..].starts_with(['\n', '\r'])) {
        start -= 1;
    }
    let len = text[start..].chars().next().map_or(0, char::len_utf8);
    Span::new(start, start + len)
}

/// Translates a message of the parser for authors; unknown messages are kept.
fn plain(message: &str) -> String {
    let known = [
        ("mapping values are not allowed", "unexpected `:`"),
        ("simple key expect", "a `:` is missing after the key"),
        ("did not find expected key", "expected a key: `key: value`"),
        (
            "did not find expected <document start>",
            "expected a key: `key: value`",
        ),
        (
            "expected ',' or ']'",
            "a `,` or the `]` of the list is missing",
        ),
        (
            "expected ',' or '}'",
            "a `,` or the `}` of the mapping is missing",
        ),
        (
            "block sequence entries are not allowed",
            "unexpected list item (`- `)",
        ),
        (
            "invalid indentation",
            "the indentation does not match the lines above",
        ),
        ("tabs disallowed", "a tab is used where spaces are needed"),
    ];
    let found = known.iter().find(|(part, _)| message.contains(part));
    found.map_or_else(|| message.to_lowercase(), |(_, words)| (*words).to_owned())
}

/// A document with its position in a file, for making diagnostics.
struct YamlText<'a> {
    path: &'a SourcePath,
    text: &'a str,
    base: usize,
}

impl YamlText<'_> {
    fn place(&self, span: Span) -> Place {
        Place::span(
            self.path,
            Span::new(self.base + span.start, self.base + span.end),
        )
    }

    fn failure(&self, failure: &YamlFailure) -> Diagnostic {
        match failure {
            YamlFailure::Syntax(message, at) => {
                catalog::front::yaml_syntax(self.place(span_at(self.text, *at)), &plain(message))
            }
            YamlFailure::Feature(what, span) => {
                catalog::front::yaml_feature(self.place(*span), what)
            }
            YamlFailure::Documents(span) => catalog::front::yaml_documents(self.place(*span)),
        }
    }

    fn repeated_keys(&self, exact: &SpannedNode, found: &mut Vec<Diagnostic>) {
        exact.walk(&mut |value| {
            let NodeKind::Map(entries) = &value.kind else {
                return;
            };
            let mut known: BTreeMap<&str, Span> = BTreeMap::new();
            for (name, at, _) in entries {
                match known.get(name.as_str()) {
                    Some(first) => {
                        let first = self.place(*first);
                        found.push(catalog::front::duplicate_key(self.place(*at), name, first));
                    }
                    None => drop(known.insert(name, *at)),
                }
            }
        });
    }

    /// Reports unquoted text that ` #` cuts off. Comments usually have two or more spaces before the `#`; with one
    /// space the author may have meant `the #1 seed`.
    fn cut_texts(&self, exact: &SpannedNode, found: &mut Vec<Diagnostic>) {
        let text = self.text;
        exact.walk(&mut |value| {
            let NodeKind::Plain(_) = &value.kind else {
                return;
            };
            let end = value.span.start + text[value.span.start..value.span.end].trim_end().len();
            let line_end = text[end..].find('\n').map_or(text.len(), |idx| end + idx);
            let rest = text[end..line_end].trim_end();
            if rest.starts_with(" #") {
                let whole = &text[value.span.start..end + rest.len()];
                // No fix: only the author knows whether this is text or a comment.
                let place = self.place(Span::new(end + 1, end + rest.len()));
                found.push(catalog::front::text_cut(place, &quoted(whole)));
            }
        });
    }
}
