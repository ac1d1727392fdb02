//! `clip-junk`: what came along when a page was copied (English).

use std::ops::Range;
use std::sync::LazyLock;

use crate::check::editorial::{Language, Reading};
use crate::diag::{Diagnostic, catalog};
use crate::text::WordList;

/// Parts of lines that no editor writes; in lower case.
static PARTS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "leave a comment",
        "leave a reply",
        "your email address will not be published",
        "required fields are marked",
        "save my name, email",
        "notify me of",
        "share on facebook",
        "share on twitter",
        "share this article",
        "tweet this",
        "sign up for our newsletter",
        "subscribe to our newsletter",
        "click to enlarge",
        "read more:",
        "read also:",
        "related articles",
        "you may also like",
        "all rights reserved",
        "min read",
        "continue reading below",
        "story continues below",
        "photo credit:",
    ])
});
/// Whole lines that no editor writes; in lower case.
const LINES: [&str; 8] =
    ["advertisement", "advertisements", "sponsored", "share", "print", "email", "comments", "tags:"];

/// Looks for what came along with a copied page.
pub fn check(reading: &Reading, found: &mut Vec<Diagnostic>) {
    if reading.language == Language::Other {
        return;
    }
    for block in &reading.outline.blocks {
        let parts = PARTS.find(&block.text).map(|(_, range)| range);
        for range in parts.chain(junk_lines(&block.text)) {
            let place = reading.at(block.place(&range));
            found.push(catalog::prose::clip_junk(place, &block.text[range]));
        }
    }
}

/// The lines of `text` that are junk as a whole.
fn junk_lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = end + (line.len() - line.trim_start().len());
        end += line.len();
        is_junk_line(&line.trim().to_ascii_lowercase()).then(|| start..start + line.trim().len())
    })
}

/// Returns whether a line is a call, a counter (`12 comments`, `1.2k shares`) or a label of a picture (`photo1`).
fn is_junk_line(line: &str) -> bool {
    let counts = |line: &str| {
        let (number, what) = line.split_once(' ').unwrap_or((line, ""));
        let digits = number.starts_with(|letter: char| letter.is_ascii_digit());
        digits && matches!(what, "comments" | "comment" | "shares" | "views" | "likes" | "retweets")
    };
    let label = ["photo", "image", "img", "picture"].iter().any(|word| {
        line.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_start_matches(['_', '-', ' ']);
            !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit())
        })
    });
    LINES.contains(&line) || counts(line) || label
}
