//! Verbatim text of a block, which is no language, so that rules about prose skip it: the text of some raw elements,
//! addresses, names of files, numbers with a mark before them, shortcodes. `outline` marks it in its blocks.

use std::ops::Range;

use super::InlineKind;
use super::elements::{is_code, removes_content};
use super::html::ElementDepth;

/// Open elements of raw HTML whose text is verbatim.
#[derive(Debug, Default)]
pub(super) struct Elements {
    open: ElementDepth,
    /// Start of the outermost of them in the text of the open block.
    from: usize,
}

impl Elements {
    /// Reads the tags in `html`, which is at `at` in the text of the open block. Returns the start of the verbatim text
    /// that ends here, if any does.
    pub(super) fn read(&mut self, html: &str, at: usize) -> Option<usize> {
        let was_open = self.open.0 > 0;
        self.open.pass(html, is_verbatim_element);
        if !was_open {
            self.from = at;
        }
        (was_open && self.open.0 == 0).then_some(self.from)
    }

    /// Ends a block. Returns the start of the verbatim text in it that goes on in the next block, if any does.
    pub(super) fn end_block(&mut self) -> Option<usize> {
        // In the next block it begins at once.
        let from = std::mem::take(&mut self.from);
        (self.open.0 > 0).then_some(from)
    }
}

/// Returns whether the text of an element is code, another person's words, or no words.
fn is_verbatim_element(name: &str) -> bool {
    is_code(name)
        || removes_content(name)
        || matches!(
            name,
            "a" | "blockquote" | "button" | "cite" | "q" | "sub" | "sup" | "var"
        )
}

/// Adds the verbatim parts of `text`, the text of a block, to its `marks`.
pub(super) fn mark(marks: &mut Vec<(Range<usize>, InlineKind)>, text: &str) {
    if text.starts_with(":::") {
        marks.push((0..text.len(), InlineKind::Verbatim));
    }
    let shortcodes = braces(text).into_iter().chain(brackets(text));
    marks.extend(shortcodes.map(|range| (range, InlineKind::Verbatim)));
    if text.contains(['/', '@', '#', '\\', '_', '=', '.', '$']) || text.contains("--") {
        let mut at = 0;
        for word in text.split(char::is_whitespace) {
            if is_verbatim(word) {
                marks.push((at..at + word.len(), InlineKind::Verbatim));
            }
            at += word.len();
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
}

/// Returns text in braces: template calls, shortcodes, attributes. An unclosed brace reaches to the end.
fn braces(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, brace) in text.match_indices(['{', '}']) {
        if brace == "{" {
            start = if depth == 0 { at } else { start };
            depth += 1;
        } else if depth > 0 {
            depth -= 1;
            if depth == 0 {
                found.push(start..at + 1);
            }
        }
    }
    if depth > 0 {
        found.push(start..text.len());
    }
    found
}

/// Returns shortcodes in brackets: `[caption id="5"]`, `[/caption]`.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find('[') {
        let start = at + offset;
        at = start + 1;
        let Some(len) = text[at..].find([']', '[']) else {
            break;
        };
        let inner = &text[at..at + len];
        if text[at + len..].starts_with(']') && (inner.starts_with('/') || inner.contains('=')) {
            found.push(start..at + len + 1);
        }
        at += len;
    }
    found
}

/// Returns whether `word`, without white space, is an address, a path, or a name on the web or of a program.
fn is_verbatim(word: &str) -> bool {
    // A cheap test first: most words are letters, perhaps with a sign of punctuation after them.
    let letters = word
        .strip_suffix(['.', ',', ';', ':', '!', '?'])
        .unwrap_or(word);
    if letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return false;
    }
    if word.contains("://") || word.contains(['@', '\\', '_', '=']) || word.starts_with("www.") {
        return true;
    }
    let bare = word.trim_matches(|letter: char| "(),;:!?\"'“”‘’«»".contains(letter));
    if bare.starts_with(['/', '#', '~']) && bare.len() > 1 {
        return true;
    }
    // `--flag`, `$HOME`
    let name = bare.strip_prefix("--").or_else(|| bare.strip_prefix('$'));
    if name.is_some_and(|name| name.starts_with(|letter: char| letter.is_ascii_alphabetic())) {
        return true;
    }
    // `example.org/a`, but not `and/or`.
    let host = bare.split('/').next().unwrap_or(bare);
    if host.len() < bare.len() && host.contains('.') {
        return true;
    }
    // `.NET`, `example.org`, `index.html`
    let bare = bare.trim_end_matches('.');
    bare.rsplit_once('.').is_some_and(|(before, after)| {
        // Not `U.S.` or `J.K.`: only in lower case do letters with a full stop between them make a name.
        let is_end = after.len() > 1 && after.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_lower = after.bytes().all(|byte| byte.is_ascii_lowercase());
        is_end
            && (before.is_empty()
                || (is_lower && before.ends_with(|last: char| last.is_ascii_alphanumeric())))
    })
}

#[cfg(test)]
mod tests {
    use super::{InlineKind, is_verbatim, mark};

    #[test]
    fn addresses_and_marks_are_no_prose() {
        for word in [
            "https://x.example/12345",
            "www.x.example",
            "x.example/12345",
            "(example.org),",
            "#14427",
            "/usr/12345",
            "a@b.example",
            "@desk",
            "C:\\12345",
            "a_b",
            "x=12345",
            ".NET",
            "index.html",
            "--force",
            "(--no-verify)",
            "$HOME",
        ] {
            assert!(is_verbatim(word), "{word}");
        }
        for word in [
            "and/or", "U.S.", "end.", "12,345", "3.5", "…", "-", "p.m.", "(so)", "#", "Inc.",
            "J.K.", "--", "$20", "US$20",
        ] {
            assert!(!is_verbatim(word), "{word}");
        }
    }

    #[test]
    fn shortcodes_are_no_prose() {
        let marked = |text: &str| {
            let mut marks = Vec::new();
            mark(&mut marks, text);
            assert!(marks.iter().all(|(_, mark)| *mark == InlineKind::Verbatim));
            marks.sort_by_key(|(range, _)| (range.start, range.end));
            marks
                .into_iter()
                .map(|(range, _)| text[range].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            marked("a {{< x {id} >}} b {% c"),
            ["{{< x {id} >}}", "{% c"]
        );
        assert_eq!(
            marked("[caption id=\"1 2\"] x [so] y [/caption]"),
            ["[caption id=\"1 2\"]", "id=\"1", "[/caption]"]
        );
        assert_eq!(marked("::: note 12345"), ["::: note 12345"]);
    }
}
