//! Sentence around a link, as plain text: a page shows it for each of the pages that link to it. Splitting a text into
//! sentences is in `text`.

use super::elements::is_inline;
use super::segments::{HtmlSegment, segments};
use super::{Body, Hole, Html};
use crate::text::{one_line, sentences};

/// Maximum length of a sentence, in characters. Of a longer one only the beginning is shown.
const MAX_SENTENCE: usize = 300;

/// Returns the sentence of `body` around the link with index `link`, on one line.
///
/// `title` returns the text of a link that is typed without one, by its index: the name of its target. `language` is
/// that of the body. `None` if there is no such link.
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
        // A link at the very end is in the last sentence.
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

/// Returns the text of the block around byte `at` of `html`, and the position of that byte in the text.
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
            // In HTML a line break is a space; as a line break it would end the sentence.
            HtmlSegment::Text(range) => {
                push_unescaped(&mut text, &html.text[range].replace('\n', " "))
            }
        }
    }
    (text, marker)
}

/// Appends escaped text without its escapes.
fn push_unescaped(text: &mut String, escaped: &str) {
    const REFERENCES: [(&str, &str); 5] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&nbsp;", "\u{A0}"),
    ];
    // In one pass: of `&amp;lt;` only the first escape is undone.
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
    let end = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!(
        "{}…",
        cut[..end].trim_end_matches(|letter: char| !letter.is_alphanumeric())
    )
}
