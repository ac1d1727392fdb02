//! Finds addresses in CSS that a browser loads: `url(…)`, `@import`, `image-set(…)`. A scanner, not a parser: it
//! ignores everything else and never fails on broken CSS. `address` classifies the results.

use std::borrow::Cow;

/// Returns every address that `css` makes a browser load, in order, without quotes.
pub(super) fn addresses(css: &str) -> Vec<String> {
    // Escapes are resolved first, or `\75 rl(…)` would hide a `url(…)`.
    let css = unescaped(css);
    let mut found = Vec::new();
    let mut rest = &*css;
    // The current declaration so far, in lower case: it decides whether a string is an address.
    let mut before = String::new();
    while let Some(letter) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.find("*/").map_or("", |end| &comment[end + 2..]);
        } else if rest
            .get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case("url("))
        {
            let (address, after) = in_brackets(&rest[4..]);
            // A namespace is named by an address but never loaded.
            if !before.contains("@namespace") {
                found.push(address.to_owned());
            }
            before.push('u');
            rest = after;
        } else if matches!(letter, '"' | '\'') {
            let text = &rest[1..];
            let end = text.find(letter).unwrap_or(text.len());
            if is_loaded(&before) {
                found.push(text[..end].to_owned());
            }
            rest = text.get(end + 1..).unwrap_or_default();
        } else {
            if matches!(letter, ';' | '{' | '}') {
                before.clear();
            } else {
                before.extend(letter.to_lowercase());
            }
            rest = &rest[letter.len_utf8()..];
        }
    }
    found
}

/// Returns whether a string is loaded as an address, by the text `before` it in its declaration.
fn is_loaded(before: &str) -> bool {
    before.contains("@import")
        || ["image-set(", "image(", "src("]
            .iter()
            .any(|name| before.contains(name))
}

/// Returns the argument of `url(` without quotes, and the text after it. A missing closing mark ends it at the end.
fn in_brackets(text: &str) -> (&str, &str) {
    let inner = text.trim_start();
    if let Some(quote @ ('"' | '\'')) = inner.chars().next() {
        let inner = &inner[1..];
        let end = inner.find(quote).unwrap_or(inner.len());
        return (&inner[..end], inner.get(end + 1..).unwrap_or_default());
    }
    let end = inner.find(')').unwrap_or(inner.len());
    (
        inner[..end].trim_end(),
        inner.get(end + 1..).unwrap_or_default(),
    )
}

/// Returns `css` with each escape (`\75 rl`) replaced by its character.
fn unescaped(css: &str) -> Cow<'_, str> {
    const MAX_DIGITS: usize = 6;
    if !css.contains('\\') {
        return Cow::Borrowed(css);
    }
    let mut plain = String::with_capacity(css.len());
    let mut parts = css.split('\\');
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let n_digits = part
            .bytes()
            .take(MAX_DIGITS)
            .take_while(u8::is_ascii_hexdigit)
            .count();
        let letter = u32::from_str_radix(&part[..n_digits], 16)
            .ok()
            .and_then(char::from_u32);
        match letter {
            Some(letter) => {
                plain.push(letter);
                let after = &part[n_digits..];
                // One white space character ends the escape and belongs to it.
                plain.push_str(
                    after
                        .strip_prefix([' ', '\t', '\n', '\r', '\u{c}'])
                        .unwrap_or(after),
                );
            }
            None => plain.push_str(part),
        }
    }
    Cow::Owned(plain)
}
