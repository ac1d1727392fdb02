//! `clip-junk`: lines that came along when a page was copied (English). Only a whole line is junk: in a sentence the same
//! words are news.

use std::cell::LazyCell;
use std::ops::Range;

use crate::body::{BlockKind, Mark};
use crate::check::editorial::{Language, Reading};
use crate::diag::{Diagnostic, catalog};

/// Lines that no editor writes; in small letters, without signs at their ends.
const LINES: [&str; 36] = [
    "advertisement",
    "advertisements",
    "share",
    "print",
    "email",
    "comments",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "add a comment",
    "view all comments",
    "log in to comment",
    "login to comment",
    "share this",
    "share this article",
    "share this story",
    "share this post",
    "tweet this",
    "click to enlarge",
    "click to share",
    "read more",
    "continue reading",
    "continue reading below",
    "story continues below",
    "story continues below advertisement",
    "article continues below",
    "article continues below advertisement",
    "you may also like",
    "you might also like",
    "skip to content",
    "skip to main content",
    "all rights reserved",
    "back to top",
    "related articles",
    "required fields are marked",
    "loading",
];

/// What such lines begin with: a page speaks to its visitor.
const BEGINNINGS: [&str; 23] = [
    "your email address will not be published",
    "save my name, email",
    "notify me of follow-up",
    "notify me of new",
    "sign up for our",
    "sign up to our",
    "subscribe to our",
    "subscribe now",
    "follow us on",
    "like us on facebook",
    "share on facebook",
    "share on twitter",
    "share on linkedin",
    "share on whatsapp",
    "share on x",
    "share via email",
    "we use cookies",
    "this site uses cookies",
    "this website uses cookies",
    "please enable javascript",
    "javascript is disabled",
    "click to share on",
    "click here to",
];

/// What pages count.
const COUNTED: [&str; 11] = [
    "comment", "comments", "share", "shares", "view", "views", "like", "likes", "retweets", "replies",
    "claps",
];

/// Bytes of the longest line that is looked at: a paragraph is none.
const MAX_LINE: usize = 200;

/// Looks for what came along with a copied page.
pub fn check(reading: &Reading, found: &mut Vec<Diagnostic>) {
    if reading.language == Language::Other {
        return;
    }
    for block in reading.outline.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
        let own = LazyCell::new(|| block.without(&[Mark::Quotation, Mark::Code]));
        for line in lines(&block.text) {
            // A line with a quotation or code in it is another's.
            let is_own = || {
                let idx = own.partition_point(|range| range.end < line.end);
                own.get(idx).is_some_and(|range| range.start <= line.start)
            };
            if is_junk(&block.text[line.clone()]) && is_own() {
                let place = reading.at(block.place(&line));
                found.push(catalog::prose::clip_junk(place, &block.text[line]));
            }
        }
    }
}

/// The lines of `text`, without the white space around them.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = end + (line.len() - line.trim_start().len());
        end += line.len();
        start..start + line.trim().len()
    })
}

fn is_junk(line: &str) -> bool {
    if line.is_empty() || line.len() > MAX_LINE {
        return false;
    }
    let line = line.to_ascii_lowercase();
    let bare = line.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '©');
    let is_notice = bare.strip_suffix("all rights reserved").is_some_and(|rest| {
        rest.starts_with(['©', 'c']) && rest.contains(|letter: char| letter.is_ascii_digit())
    });
    let begins = |beginning: &str| {
        bare.strip_prefix(beginning).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    LINES.contains(&bare)
        || BEGINNINGS.iter().any(|beginning| begins(beginning))
        || is_notice
        || is_counter(bare)
        || is_label(bare)
}

/// Returns whether a line is a counter: `12 comments`, `1.2k shares`, `5 min read`.
fn is_counter(line: &str) -> bool {
    let Some((number, what)) = line.split_once([' ', '-']) else { return false };
    let is_number = number.starts_with(|letter: char| letter.is_ascii_digit());
    is_number
        && (COUNTED.contains(&what)
            || matches!(what, "min read" | "mins read" | "minute read" | "minutes read"))
}

/// Returns whether a line is what remains of a picture: `photo1`.
fn is_label(line: &str) -> bool {
    ["photo", "image", "img", "picture"].iter().any(|word| {
        line.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_start_matches(['_', '-', ' ']);
            !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit())
        })
    })
}
