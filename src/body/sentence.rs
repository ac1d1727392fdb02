//! The sentence that a link stands in, as plain text: what a page shows of the pages that link to it.

use super::elements::is_inline;
use super::segments::{HtmlSegment, segments};
use super::{Body, Hole, Html};
use crate::text::{one_line, sentences};

/// Longest sentence that is shown, in characters; of a longer one, its beginning or its end.
const MAX_SENTENCE: usize = 300;

/// Returns the sentence of `body` in which the link with index `link` stands, on one line.
///
/// `title` returns what stands for the link of an index that is written without a text of its own: the name of what it
/// leads to. `language` is the body's. `None` if there is no such link.
pub fn sentence(
    body: &Body,
    link: usize,
    title: &dyn Fn(usize) -> String,
    language: &str,
) -> Option<String> {
    let htmls = std::iter::once(&body.main).chain(body.notes.iter().map(|note| &note.html));
    let (html, at) = htmls
        .filter_map(|html| Some((html, place_of(html, link)?)))
        .next()?;
    let (text, marker) = plain_block(html, at, title);
    let mut end = 0;
    for sentence in sentences(&text, language) {
        end += sentence.len();
        if end > marker || end == text.len() {
            return Some(shortened(&one_line(sentence)));
        }
    }
    None
}

fn place_of(html: &Html, link: usize) -> Option<usize> {
    let hole = html
        .holes
        .iter()
        .find(|(_, hole)| *hole == Hole::LinkOpen(link));
    hole.map(|(at, _)| *at)
}

/// Returns the text of the block that holds the byte `at` of `html`, and where in that text it is.
fn plain_block(html: &Html, at: usize, title: &dyn Fn(usize) -> String) -> (String, usize) {
    let (mut text, mut marker) = (String::new(), 0);
    for segment in segments(html) {
        match segment {
            HtmlSegment::Hole(offset, hole) => {
                if offset == at && matches!(hole, Hole::LinkOpen(_)) {
                    marker = text.len();
                }
                if let Hole::LinkText(link) = hole {
                    text.push_str(&title(*link));
                }
            }
            HtmlSegment::Tag { name: "br", .. } => text.push(' '),
            HtmlSegment::Tag { name, .. } if is_inline(name.trim_start_matches('/')) => {}
            HtmlSegment::Tag { range, .. } if range.start >= at => break,
            HtmlSegment::Tag { .. } => text.clear(),
            // A line end in HTML is a space, and ends no sentence.
            HtmlSegment::Text(range) => {
                push_unescaped(&mut text, &html.text[range].replace('\n', " "))
            }
        }
    }
    (text, marker)
}

/// Appends escaped text as what it stands for.
fn push_unescaped(text: &mut String, escaped: &str) {
    const REFERENCES: [(&str, &str); 5] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&nbsp;", "\u{A0}"),
    ];
    let mut rest = escaped;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = REFERENCES
            .iter()
            .find(|(reference, _)| rest.starts_with(reference));
        let (reference, letter) = known.copied().unwrap_or(("&", "&"));
        text.push_str(letter);
        rest = &rest[reference.len()..];
    }
    text.push_str(rest);
}

fn shortened(sentence: &str) -> String {
    if sentence.chars().count() <= MAX_SENTENCE {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(MAX_SENTENCE).collect();
    let whole = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!(
        "{}…",
        cut[..whole].trim_end_matches(|letter: char| !letter.is_alphanumeric())
    )
}
