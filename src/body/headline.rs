//! Headlines: one line of text with optional code and emphasis, and no other markup.
//!
//! The rules are CommonMark's with one addition: no letter may touch a mark from outside, so that `M*A*S*H`, `f**k` and
//! the apostrophes of `Qur`an` and `Shi`a` stay as typed.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::Direction;
use super::cjk::is_cjk;
use super::out::push_escaped;
use super::punctuation::{Punctuation, Style};

/// Prefix of the parsed text, so that nothing in it begins a block: white space to the rules of emphasis, but not to
/// those of blocks.
const GUARD: char = '\u{A0}';

/// Part of a headline: text, code, or a tag of emphasis.
#[derive(Debug)]
enum HeadlinePart<'t> {
    Text(&'t str),
    Code(String),
    Start(&'static str),
    End(&'static str),
}

/// Returns the headline `typed` as plain text, or `None` if it has no code or emphasis, and so is plain already.
pub fn plain_headline(typed: &str) -> Option<String> {
    let mut plain = String::with_capacity(typed.len());
    for part in parts(typed)? {
        match part {
            HeadlinePart::Text(text) => plain.push_str(text),
            HeadlinePart::Code(code) => plain.push_str(&code),
            HeadlinePart::Start(_) | HeadlinePart::End(_) => {}
        }
    }
    (!plain.trim().is_empty()).then_some(plain)
}

/// Returns the headline `typed` as HTML, with the punctuation of its language.
pub fn headline(typed: &str, style: Style, direction: Direction) -> String {
    let parts = parts(typed).unwrap_or_else(|| vec![HeadlinePart::Text(typed)]);
    let mut html = String::with_capacity(typed.len() + 32);
    let mut punctuation = Punctuation::new(style);
    for (idx, part) in parts.iter().enumerate() {
        match part {
            HeadlinePart::Text(text) => {
                let next = || parts[idx + 1..].iter().find_map(HeadlinePart::first);
                punctuation.write(text, next, |piece| push_escaped(&mut html, piece));
            }
            HeadlinePart::Code(code) => {
                html.push_str(match direction {
                    Direction::Ltr => "<code>",
                    Direction::Rtl => "<code dir=\"ltr\">",
                });
                push_escaped(&mut html, code);
                html.push_str("</code>");
                punctuation.pass('x');
            }
            HeadlinePart::Start(name) => html.push_str(&format!("<{name}>")),
            HeadlinePart::End(name) => html.push_str(&format!("</{name}>")),
        }
    }
    html
}

impl HeadlinePart<'_> {
    /// Returns the letter that it begins with, to the punctuation before it.
    fn first(&self) -> Option<char> {
        match self {
            HeadlinePart::Text(text) => text.chars().next(),
            // Any letter will do: code counts as a word.
            HeadlinePart::Code(_) => Some('x'),
            HeadlinePart::Start(_) | HeadlinePart::End(_) => None,
        }
    }
}

/// Returns the parts of `typed`, or `None` if nothing is marked in it.
fn parts(typed: &str) -> Option<Vec<HeadlinePart<'_>>> {
    // Few headlines have one of these signs, and it takes two to mark something.
    let first = typed.find(['`', '*', '_'])?;
    typed[first + 1..].contains(['`', '*', '_']).then_some(())?;
    // The guard keeps only the first line from beginning a block.
    if typed.contains(['\n', '\r']) {
        return None;
    }
    let guarded = format!("{GUARD}{typed}");
    let mut found: Vec<(Range<usize>, HeadlinePart)> = Vec::new();
    for (event, range) in Parser::new_ext(&guarded, Options::empty()).into_offset_iter() {
        let (name, n_signs) = match &event {
            Event::Start(Tag::Emphasis) => ("em", 1),
            // Not with underscores: `__init__` is a name.
            Event::Start(Tag::Strong) if guarded[range.clone()].starts_with('*') => ("strong", 2),
            Event::Code(_) => ("", 0),
            // Links, entities and raw HTML are text in a headline: it is copied from `typed`.
            _ => continue,
        };
        let range = range.start - GUARD.len_utf8()..range.end - GUARD.len_utf8();
        if !is_detached(typed, &range) {
            continue;
        }
        if let Event::Code(code) = event {
            found.push((range, HeadlinePart::Code(code.into_string())));
            continue;
        }
        found.push((
            range.start..range.start + n_signs,
            HeadlinePart::Start(name),
        ));
        found.push((range.end - n_signs..range.end, HeadlinePart::End(name)));
    }
    // All signs may be escaped, or part of an address.
    (!found.is_empty()).then_some(())?;
    found.sort_by_key(|(range, _)| range.start);
    let mut parts = Vec::with_capacity(found.len() * 2 + 1);
    let mut at = 0;
    for (range, part) in found {
        push_text(&mut parts, &typed[at..range.start]);
        parts.push(part);
        at = range.end;
    }
    push_text(&mut parts, &typed[at..]);
    Some(parts)
}

/// Returns whether no letter touches `range` from outside and it is not part of an address. Letters of scripts without
/// spaces may touch it.
fn is_detached(typed: &str, range: &Range<usize>) -> bool {
    let word = typed[..range.start]
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    if word.contains("://") {
        return false;
    }
    let is_letter = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_alphanumeric() && !is_cjk(letter))
    };
    !is_letter(typed[..range.start].chars().next_back())
        && !is_letter(typed[range.end..].chars().next())
}

/// Adds text as typed, without the backslash before a sign that would mark something.
fn push_text<'t>(parts: &mut Vec<HeadlinePart<'t>>, text: &'t str) {
    let mut from = 0;
    for (at, _) in text.match_indices('\\') {
        if at >= from && text[at + 1..].starts_with(['`', '*', '_']) {
            parts.push(HeadlinePart::Text(&text[from..at]));
            from = at + 1;
        }
    }
    if from < text.len() {
        parts.push(HeadlinePart::Text(&text[from..]));
    }
}

#[cfg(test)]
mod tests {
    use super::{Style, headline, plain_headline};
    use crate::locale::{Direction, Locale};

    fn check(typed: &str, html: &str, plain: &str) {
        assert_eq!(
            headline(typed, Style::of(Locale::of("en")), Direction::Ltr),
            html,
            "of {typed}"
        );
        assert_eq!(plain_headline(typed).as_deref(), Some(plain), "of {typed}");
    }

    #[test]
    fn code_and_emphasis_are_marked() {
        check(
            "How `rm -rf` broke *The Wire*",
            "How <code>rm -rf</code> broke <em>The Wire</em>",
            "How rm -rf broke The Wire",
        );
        check(
            "**Live:** _a_ b",
            "<strong>Live:</strong> <em>a</em> b",
            "Live: a b",
        );
        check("***a***", "<em><strong>a</strong></em>", "a");
        check("*a **b** c*", "<em>a <strong>b</strong> c</em>", "a b c");
        check("``a`b`` \"c\"", "<code>a`b</code> “c”", "a`b \"c\"");
        check("“*a*”, (`b`)", "“<em>a</em>”, (<code>b</code>)", "“a”, (b)");
        check(
            "`<b> & -- \"c\"`",
            "<code>&lt;b&gt; &amp; -- &quot;c&quot;</code>",
            "<b> & -- \"c\"",
        );
        check("中*文*字", "中<em>文</em>字", "中文字");
        check("# *a*", "# <em>a</em>", "# a");
        check("- `a`", "- <code>a</code>", "- a");
        check(
            "[*a*](b) <i> &amp;",
            "[<em>a</em>](b) &lt;i&gt; &amp;amp;",
            "[a](b) <i> &amp;",
        );
        check("*a* \\*b\\*", "<em>a</em> *b*", "a *b*");
        check("\"*a*\"", "“<em>a</em>”", "\"a\"");
    }

    #[test]
    fn other_signs_are_text() {
        for typed in [
            "5* and 6*",
            "2 * 3 * 4",
            "2*3*4",
            "snake_case_name",
            "__init__.py of a",
            "M*A*S*H",
            "f**k and s**t",
            "A* search and B* trees",
            "Qur`an and Shi`a",
            "``quoted''",
            "* a",
            "a *",
            "a ** b ** c",
            "the ` key",
            "\\*a\\*",
            "https://x.example/_a_b_/",
            "*a",
            "<b title=\"*a*\">",
            "_",
            "**",
            "*\n*a*",
            "a_b_ c",
        ] {
            assert_eq!(plain_headline(typed), None, "{typed}");
        }
        assert_eq!(
            headline("a & b", Style::of(Locale::of("en")), Direction::Ltr),
            "a &amp; b"
        );
    }

    #[test]
    fn long_headlines_cost_little() {
        for typed in [
            "*a ".repeat(5_000),
            "`".repeat(15_000),
            "*_".repeat(7_000),
            "[*".repeat(7_000),
        ] {
            let _ = plain_headline(&typed);
        }
    }
}
