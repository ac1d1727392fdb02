//! Isolation of left-to-right text (code, addresses, phone numbers) in a body whose language runs right to left.
//!
//! Without it, `+964 770 123` is shown as `123 770 964+`. Isolation is part of the HTML rather than of a style sheet,
//! since feeds have none. The numbers are found in `numbers`.

use super::elements::is_code;
use super::numbers::{NumberContext, numbers};
use super::segments::{HtmlSegment, segments};
use super::{Hole, Html, Link, Target};

const OPEN: &str = "<bdi dir=\"ltr\">";
const CLOSE: &str = "</bdi>";

/// Signs that belong to the sentence, not to the address before them.
const TRAILING: &str = ".,;:!?'*…·،؛؟’–—";

/// Returns `html`, of a right-to-left language, with everything isolated that runs left to right.
pub(super) fn isolated(html: Html, links: &[Link]) -> Html {
    let mut isolator = Isolator {
        text: String::with_capacity(html.text.len() + 64),
        depth: 0,
        context: NumberContext::Text,
    };
    let mut placed = Vec::with_capacity(html.holes.len());
    for segment in segments(&html) {
        match segment {
            HtmlSegment::Hole(_, hole) => {
                isolator.track_link(hole, links);
                placed.push((isolator.text.len(), hole.clone()));
            }
            HtmlSegment::Tag { name, range, holes } => {
                let start = isolator.text.len();
                let tag = &html.text[range.clone()];
                isolator.tag(name, tag);
                // A direction is put behind the name of the element, before every hole of the tag.
                let grown = isolator.text.len() - start - tag.len();
                for (offset, hole) in holes {
                    placed.push((start + grown + offset - range.start, hole.clone()));
                }
            }
            HtmlSegment::Text(range) => isolator.run(&html.text[range]),
        }
    }
    isolator.text.shrink_to_fit();
    Html {
        text: isolator.text,
        holes: placed,
    }
}

struct Isolator {
    text: String,
    /// Number of open elements whose text is isolated already.
    depth: usize,
    /// Context of the text that is being written.
    context: NumberContext,
}

impl Isolator {
    fn track_link(&mut self, hole: &Hole, links: &[Link]) {
        match hole {
            Hole::LinkOpen(idx) => {
                let target = links.get(*idx).map(|link| &link.target);
                let is_phone =
                    matches!(target, Some(Target::External(href)) if href.starts_with("tel:"));
                self.context = if is_phone {
                    NumberContext::PhoneLink
                } else {
                    NumberContext::Text
                };
            }
            Hole::LinkClose(_) => self.context = NumberContext::Text,
            _ => {}
        }
    }

    /// Adds a tag; `name` begins with `/` in an end tag.
    fn tag(&mut self, name: &str, tag: &str) {
        let element = name.trim_start_matches('/');
        let is_isolated = is_code(element) || matches!(element, "bdi" | "bdo");
        if is_isolated && element.len() < name.len() {
            self.depth = self.depth.saturating_sub(1);
        } else if is_isolated {
            self.depth += 1;
            // A typed direction is meant; code inside code has one already.
            if self.depth == 1 && is_code(element) && !tag.contains(" dir=\"") {
                let head = 1 + name.len();
                self.text.push_str(&tag[..head]);
                self.text.push_str(" dir=\"ltr\"");
                self.text.push_str(&tag[head..]);
                return;
            }
        }
        self.text.push_str(tag);
    }

    /// Adds `run`, escaped text without tags and holes.
    fn run(&mut self, run: &str) {
        // A cheap test: only digits and Latin letters, with signs beside them, need isolation.
        if self.depth > 0
            || !run
                .chars()
                .any(|letter| letter.is_ascii_alphanumeric() || letter.is_numeric())
        {
            self.text.push_str(run);
            return;
        }
        let mut from = 0;
        let mut at = 0;
        for token in run.split_inclusive(char::is_whitespace) {
            let start = at;
            at += token.len();
            let Some((head, len)) = address(token) else {
                continue;
            };
            self.numbers(&run[from..start + head]);
            from = start + head + len;
            self.isolate(&run[start + head..from]);
        }
        self.numbers(&run[from..]);
    }

    /// Adds `text`, which contains no address, with its numbers isolated.
    fn numbers(&mut self, text: &str) {
        let mut from = 0;
        for range in numbers(text, self.context) {
            self.text.push_str(&text[from..range.start]);
            self.isolate(&text[range.clone()]);
            from = range.end;
        }
        self.text.push_str(&text[from..]);
    }

    fn isolate(&mut self, text: &str) {
        self.text.push_str(OPEN);
        self.text.push_str(text);
        self.text.push_str(CLOSE);
    }
}

/// Returns the start and length of the address in `token`, a word of escaped text with signs around it.
fn address(token: &str) -> Option<(usize, usize)> {
    if !token
        .bytes()
        .any(|byte| matches!(byte, b'/' | b'@' | b'.' | b'#' | b'+' | b':'))
    {
        return None;
    }
    let is_head =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '@' | '#' | '/');
    let mut start = token.find(is_head)?;
    // The text is escaped: the letters of `&quot;` begin no address.
    while token[..start].ends_with('&') {
        start += token[start..].find(';')? + 1;
        start += token[start..].find(is_head)?;
    }
    let rest = &token[start..];
    let ends = |letter: char| letter.is_whitespace() || "«»“”،؛؟\u{FFFC}".contains(letter);
    let mut end = rest.find(ends).unwrap_or(rest.len());
    for sign in ["&quot;", "&lt;", "&gt;", "&nbsp;"] {
        end = end.min(rest.find(sign).unwrap_or(end));
    }
    let mut word = &rest[..end];
    loop {
        let is_balanced = word.matches('(').count() >= word.matches(')').count();
        let shorter = match word.chars().next_back() {
            // A closing parenthesis belongs to the address if it is opened within it.
            Some(')') if is_balanced => word,
            Some(')' | ']') => &word[..word.len() - 1],
            Some(';') if word.ends_with("&amp;") => word,
            _ => word.trim_end_matches(|letter| TRAILING.contains(letter)),
        };
        if shorter.len() == word.len() {
            break;
        }
        word = shorter;
    }
    is_address(word).then_some((start, word.len()))
}

/// Returns whether `word` is an address, or a name with a sign at its edge: `@desk`, `C++`.
fn is_address(word: &str) -> bool {
    if let Some((scheme, rest)) = word.split_once("://") {
        return is_name(scheme) && !rest.is_empty();
    }
    if word.starts_with("mailto:") || word.starts_with("tel:") {
        return true;
    }
    if let Some(name) = word.strip_prefix(['@', '#', '/']) {
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || "_-./@".contains(letter);
        return name.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && name.chars().all(is_part);
    }
    if let Some((user, host)) = word.split_once('@') {
        let is_user = |letter: char| letter.is_ascii_alphanumeric() || "._+-".contains(letter);
        return user.chars().all(is_user) && is_host(host);
    }
    let name = word.trim_end_matches(['+', '#']);
    if name.len() < word.len() && word.len() <= name.len() + 2 {
        return is_name(name);
    }
    match word.split_once('/') {
        Some((host, _)) => is_host(host),
        // The dots of a name without a path are misplaced only beside digits.
        None => is_host(word) && word.starts_with(|letter: char| letter.is_ascii_digit()),
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Returns whether `word` is the name of a host: `a.example`, `a.example:8080`.
fn is_host(word: &str) -> bool {
    let name = word.split_once(':').map_or(word, |(name, _)| name);
    let Some((labels, last)) = name.rsplit_once('.') else {
        return false;
    };
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    labels.split('.').all(is_label)
        && last.len() >= 2
        && last.bytes().all(|byte| byte.is_ascii_alphabetic())
}
