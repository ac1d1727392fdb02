//! `clip-junk` (English): reports lines that came along when a web page was copied: forms, counters, timestamps,
//! calls to subscribe, teasers of other articles.
//!
//! Only a whole line is junk; in a sentence the same words are news (`The council will share this article`). Lines
//! with a quotation or code are left alone, and a teaser that is a link was made here.

use std::cell::LazyCell;
use std::ops::Range;

use super::speech::is_any;
use crate::body::{BlockKind, InlineKind};
use crate::check::editorial::{BriefContext, ProseLanguage};
use crate::diag::{Diagnostic, catalog};
use crate::time::{MONTHS, WEEKDAYS};

/// Lines that no editor writes; in lower case, without punctuation at their ends.
const LINES: [&str; 74] = [
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
    "recommended for you",
    "recommended",
    "trending",
    "trending now",
    "most read",
    "most popular",
    "most viewed",
    "related stories",
    "related news",
    "related posts",
    "related content",
    "more stories",
    "more from this section",
    "top stories",
    "latest news",
    "editors' picks",
    "editor's picks",
    "sponsored",
    "sponsored content",
    "promoted content",
    "share this page",
    "copy link",
    "link copied",
    "listen to this article",
    "play video",
    "watch live",
    "report this ad",
    "show comments",
    "view comments",
    "load more",
    "show more",
    "close",
    "menu",
    "subscribe",
    "log in",
    "sign in",
    "already a subscriber",
    "already have an account",
];

/// Beginnings of such lines, in lower case: a page addressing its visitor.
const BEGINNINGS: [&str; 35] = [
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
    "subscribe to continue",
    "subscribe to read",
    "sign in to continue",
    "log in to continue",
    "register to continue",
    "already a subscriber?",
    "already have an account?",
    "create a free account",
    "this article was originally published",
    "this story was originally published",
    "this article originally appeared",
    "this story originally appeared",
];

/// Nouns that pages print a counter for.
const COUNTED: [&str; 11] = [
    "comment", "comments", "share", "shares", "view", "views", "like", "likes", "retweets",
    "replies", "claps",
];

/// Bytes of the longest line that is checked. Junk is short, and a paragraph is one line.
const MAX_LINE: usize = 200;

/// Reports lines that came along with a copied page.
pub(super) fn check(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    if ctx.language == ProseLanguage::Other {
        return;
    }
    for block in ctx
        .outline
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph)
    {
        // Computed only for a block with a suspicious line; most have none.
        let own = LazyCell::new(|| block.without(&[InlineKind::Quotation, InlineKind::Code]));
        let has_link = block.marked(InlineKind::Link).next().is_some();
        for line in lines(&block.text) {
            // A line with a quotation or code in it reports what somebody else wrote.
            let is_own = || {
                let idx = own.partition_point(|range| range.end < line.end);
                own.get(idx).is_some_and(|range| range.start <= line.start)
            };
            // `Related: [The dam](…)` is a link that the editor made.
            let text = &block.text[line.clone()];
            if (is_junk(text) || (!has_link && is_teaser(text))) && is_own() {
                let place = ctx.at(block.place(&line));
                found.push(catalog::prose::clip_junk(place, &block.text[line]));
            }
        }
    }
}

/// Returns the ranges of the lines of `text`, trimmed.
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
    // `© 2021 Wire. All rights reserved.`, with the sign perhaps typed as `(c)`.
    let is_notice = bare
        .strip_suffix("all rights reserved")
        .is_some_and(|rest| {
            rest.starts_with(['©', 'c']) && rest.contains(|letter: char| letter.is_ascii_digit())
        });
    let begins = |beginning: &str| {
        bare.strip_prefix(beginning)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    LINES.contains(&bare)
        || BEGINNINGS.iter().any(|beginning| begins(beginning))
        || is_notice
        || is_counter(bare)
        || is_label(bare)
        || is_stamp(bare)
}

/// Returns whether a line is a counter: `12 comments`, `1.2k shares`, `5 min read`.
fn is_counter(line: &str) -> bool {
    let Some((number, what)) = line.split_once([' ', '-']) else {
        return false;
    };
    let is_number = number.starts_with(|letter: char| letter.is_ascii_digit());
    is_number
        && (COUNTED.contains(&what)
            || matches!(
                what,
                "min read" | "mins read" | "minute read" | "minutes read"
            ))
}

/// Returns whether a line is only a timestamp of the page: `last updated on July 25, 2021`, `2 hours ago`.
fn is_stamp(line: &str) -> bool {
    const HEADS: [&str; 5] = [
        "last updated",
        "last modified",
        "published",
        "updated",
        "posted",
    ];
    const TIMES: &str = "on at ago am pm a.m p.m gmt utc bst est edt pst pdt cet cest ist hour hours minute minutes min mins day \
        days week weeks of the";
    let head = HEADS.iter().find_map(|head| line.strip_prefix(head));
    let rest = head
        .or_else(|| line.ends_with(" ago").then_some(line))
        .unwrap_or_default();
    let mut words = rest
        .split([' ', ',', ':', '/', '|', '-'])
        .filter(|word| !word.is_empty());
    let is_time = |word: &str| {
        let bare = word.trim_end_matches('.');
        // Abbreviated to three letters or more: `Jul`, `Sept`, `Mon`.
        let is_start = |name: &str| bare.len() >= 3 && name.starts_with(bare);
        bare.starts_with(|letter: char| letter.is_ascii_digit())
            || is_any(TIMES, bare)
            || MONTHS.iter().any(|month| is_start(month))
            || WEEKDAYS.iter().any(|(name, _)| is_start(name))
    };
    rest.contains(|letter: char| letter.is_ascii_digit()) && words.all(is_time)
}

/// Returns whether a line leads to another page of the copied site: `Read more: Mayor resigns`. A line that ends in a
/// full stop is a sentence.
fn is_teaser(line: &str) -> bool {
    const LABELS: [&str; 8] = [
        "read more",
        "read also",
        "also read",
        "read next",
        "see also",
        "related",
        "related story",
        "watch",
    ];
    let label = line
        .split_once(": ")
        .map(|(label, _)| label.to_ascii_lowercase());
    line.len() <= MAX_LINE
        && label.is_some_and(|label| LABELS.contains(&label.as_str()))
        && !line.ends_with(['.', '!', '?', ':'])
}

/// Returns whether a line is the placeholder of a lost picture: `photo1`.
fn is_label(line: &str) -> bool {
    ["photo", "image", "img", "picture"].iter().any(|word| {
        line.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_start_matches(['_', '-', ' ']);
            !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit())
        })
    })
}
