//! Addresses in CSS, as far as they are loaded: `url(…)`, `@import`, `image-set(…)`.

use std::borrow::Cow;

/// Returns every address that `css` has loaded.
pub(super) fn addresses(css: &str) -> Vec<String> {
    let css = unescaped(css);
    let mut found = Vec::new();
    let mut rest = &*css;
    // What stands before, as far as it says what a text is for.
    let mut before = String::new();
    while let Some(letter) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.find("*/").map_or("", |end| &comment[end + 2..]);
        } else if rest
            .get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case("url("))
        {
            let (address, after) = in_brackets(&rest[4..]);
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

/// Returns whether a text is an address that is loaded, by what stands `before` it in its declaration.
fn is_loaded(before: &str) -> bool {
    before.contains("@import")
        || ["image-set(", "image(", "src("]
            .iter()
            .any(|name| before.contains(name))
}

/// Returns what stands in brackets, without quotation marks, and what follows them.
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

/// Returns `css` with each of its escapes (`\75 rl`) as the letter that it stands for.
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
