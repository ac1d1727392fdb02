//! Misleading web addresses: those that lead elsewhere than they seem to, or that programs parse differently.
//! Reports the fault and a corrected address; the diagnostic is made in `yaml` and `check`.

use url::Url;

/// A fault of a web address, with a correction where one is certain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AddressFault {
    /// Clause for a message: `it leads to …`.
    pub reason: String,
    /// The address without the fault, if it can be derived.
    pub instead: Option<String>,
}

/// Returns the first fault of `address`; `None` if it has none or is not http or https.
///
/// Faults are invisible characters, a user name (which looks like the host), a `\` in the path (which browsers read as
/// `/`), a `%` without two hexadecimal digits, an address that browsers cannot parse, and a host that mixes look-alike
/// letters of several scripts.
pub fn fault(address: &str) -> Option<AddressFault> {
    let address = address.trim();
    let (scheme, rest) = address.split_once(':')?;
    let rest = rest.strip_prefix("//")?;
    if !["http", "https"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
    {
        return None;
    }
    if is_plain(rest) {
        return None;
    }
    // Split by hand: the URL parser repairs most of these faults silently.
    let host_end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(host_end);
    let whole = |authority: &str, path: &str| Some(format!("{scheme}://{authority}{path}"));
    let found = |reason: String, instead| Some(AddressFault { reason, instead });
    if let Some(letter) = address.chars().find(|letter| is_unseen(*letter)) {
        let clean = address
            .chars()
            .filter(|letter| !is_unseen(*letter))
            .collect();
        return found(
            format!(
                "it contains U+{:04X}, which is invisible",
                u32::from(letter)
            ),
            Some(clean),
        );
    }
    if let Some((user, host)) = authority.rsplit_once('@') {
        let reason = format!("it leads to `{host}`; the part before `@` (`{user}`) is a user name");
        return found(reason, whole(host, path));
    }
    let path_end = path.find(['?', '#']).unwrap_or(path.len());
    if path[..path_end].contains('\\') {
        let slashes = path[..path_end].replace('\\', "/");
        return found(
            "browsers read `\\` as `/`".to_owned(),
            whole(authority, &(slashes + &path[path_end..])),
        );
    }
    if let Some(idx) = bare_percent(path) {
        let encoded = format!("{}%25{}", &path[..idx], &path[idx + 1..]);
        return found(
            "two hexadecimal digits must follow a `%`".to_owned(),
            whole(authority, &encoded),
        );
    }
    let Ok(url) = Url::parse(address) else {
        return found("no browser can read it".to_owned(), None);
    };
    // The parser has encoded other scripts as Punycode, so a host without it, which nearly all are, mixes none.
    let host = url.host_str()?;
    if !host.contains("xn--") {
        return None;
    }
    let shown = url::quirks::domain_to_unicode(host);
    let label = shown.split('.').find(|label| is_mixed(label))?;
    found(
        format!("`{label}` mixes letters of two scripts that look alike"),
        None,
    )
}

/// Returns whether `rest`, an address behind its `//`, is one that no parser can take for anything else: a host of ASCII
/// labels, then signs that need no escape. Nearly all are, and need not be parsed.
pub(super) fn is_plain(rest: &str) -> bool {
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let is_label = |label: &str| {
        let letters = label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        letters && !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
    };
    // A last label of digits makes an address of IPv4; one with `--` may be Punycode.
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_host =
        host.split('.').all(is_label) && last.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_host && !host.contains("--") && path.bytes().all(|byte| PLAIN[usize::from(byte)])
}

/// Bytes of paths that need no escape: a table, since every address of a site is looked up.
static PLAIN: [bool; 256] = super::letters_and(b"-/._~?=&#+");

/// Returns the byte position of the first `%` in `path` that two hexadecimal digits do not follow.
fn bare_percent(path: &str) -> Option<usize> {
    let is_code = |digits: Option<&[u8]>| {
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    path.match_indices('%')
        .map(|(idx, _)| idx)
        .find(|idx| !is_code(path.as_bytes().get(idx + 1..idx + 3)))
}

/// Returns whether `letter` is a control character, changes the reading direction, or has no width. The zero-width
/// joiners U+200C and U+200D are allowed, since scripts such as Persian need them.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        )
        || matches!(letter, '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Returns whether `label` has letters of two or more of Latin, Greek and Cyrillic, whose letters look alike.
fn is_mixed(label: &str) -> bool {
    let has = |is_of: fn(char) -> bool| label.chars().any(is_of);
    let latin = has(|letter| letter.is_alphabetic() && letter < '\u{250}');
    let greek = has(|letter| matches!(letter, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}'));
    let cyrillic = has(|letter| matches!(letter, '\u{400}'..='\u{52F}'));
    [latin, greek, cyrillic]
        .into_iter()
        .filter(|has| *has)
        .count()
        > 1
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[track_caller]
    fn check(address: &str, expected: &str) {
        let found = fault(address)
            .map(|fault| format!("{}; {}", fault.reason, fault.instead.unwrap_or_default()));
        assert_eq!(found.unwrap_or_default(), expected, "{address}");
    }

    #[test]
    fn addresses_lead_where_they_seem_to() {
        check(
            "https://bank.example@evil.example/",
            "it leads to `evil.example`; the part before `@` (`bank.example`) is a user name; https://evil.example/",
        );
        check(
            "https://x.example/%",
            "two hexadecimal digits must follow a `%`; https://x.example/%25",
        );
        check(
            "https://x.example/a?b=100%&c",
            "two hexadecimal digits must follow a `%`; https://x.example/a?b=100%25&c",
        );
        check(
            "https://x.example\\@evil.example/",
            "browsers read `\\` as `/`; https://x.example/@evil.example/",
        );
        check(
            "https://x.example/\u{202E}fdp",
            "it contains U+202E, which is invisible; https://x.example/fdp",
        );
        check(
            "https://x.example/a\tb",
            "it contains U+0009, which is invisible; https://x.example/ab",
        );
        check(
            "https://аpple.example/",
            "`аpple` mixes letters of two scripts that look alike; ",
        );
        check(
            "https://xn--pple-43d.example/",
            "`аpple` mixes letters of two scripts that look alike; ",
        );
        check("https://x.example:port/", "no browser can read it; ");
    }

    #[test]
    fn ordinary_addresses_have_no_fault() {
        for address in [
            "https://x.example/",
            "https://x.example/@user/a",
            "https://x.example/a?mail=a@b.example#c@d",
            "https://x.example/%D8%A7",
            "https://x.example/العراق",
            "https://fa.x.example/می\u{200C}خواهم",
            "https://пример.example/",
            "https://münchen.example/",
            "https://例え.example/",
            "https://x.example:8080/a?b=c\\d",
            "https://[::1]/",
            "http://127.0.0.1/",
            "mailto:a@b.example",
            "brief:a",
            "/a%",
        ] {
            check(address, "");
        }
    }
}
