//! Page keys: one key for all addresses of one web page, so that two citations of it are recognised.
//! Comparison only: a key is never shown or linked. Removing trackers from an address is in `tracking`.

use std::borrow::Cow;

use super::{WebAddress, decode, tracking};

/// Key of a web page: addresses with equal keys lead to the same page. A key is not itself an address.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PageKey<'a>(Cow<'a, str>);

/// Files that servers return for their folder.
const INDEX_FILES: [&str; 2] = ["index.html", "index.htm"];

impl WebAddress {
    /// Returns the key of the page at this address.
    ///
    /// Ignores the scheme, a leading `www.`, a final `/`, the order of parameters, the fragment, tracking parts, and
    /// marks of an AMP version. A fragment that begins with `/` or `!` is kept: single-page applications route by it.
    pub fn page_key(&self) -> PageKey<'_> {
        plain_key(self.as_str()).map_or_else(|| self.reduced_key(), |key| PageKey(key.into()))
    }

    fn reduced_key(&self) -> PageKey<'static> {
        let plain = self.as_str().replace("&amp;", "&");
        let plain = tracking::untracked(&plain).map_or(plain, |(_, plain)| plain);
        let rest = plain
            .split_once("://")
            .map_or(plain.as_str(), |(_, rest)| rest);
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (page, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = page.split_once('/').unwrap_or((page, ""));
        let (host, path) = without_amp_cache(host, path);
        let host = host.strip_prefix("www.").unwrap_or(host);
        // `amp.example` itself is a site, not the AMP version of `example`.
        let host = host
            .strip_prefix("amp.")
            .filter(|rest| rest.contains('.'))
            .unwrap_or(host);
        let mut key = host.to_ascii_lowercase();
        for part in path
            .split('/')
            .filter(|part| !part.is_empty() && *part != "amp")
        {
            key.push('/');
            key.push_str(&decode(part));
        }
        for file in INDEX_FILES {
            if let Some(len) = key.strip_suffix(file).map(str::len)
                && key[..len].ends_with('/')
            {
                key.truncate(len - 1);
            }
        }
        // `/a.amp.html` and `/a.amp`, but not a host that ends in `.amp`.
        if let Some((page, extension)) = key.rsplit_once(".amp")
            && matches!(extension, "" | ".html" | ".htm")
            && page.contains('/')
        {
            key = format!("{page}{extension}");
        }
        let mut parameters: Vec<&str> = query
            .split('&')
            .filter(|one| !one.is_empty() && !is_amp(one))
            .collect();
        parameters.sort_unstable();
        for (idx, parameter) in parameters.into_iter().enumerate() {
            key.push(if idx == 0 { '?' } else { '&' });
            key.push_str(parameter);
        }
        if fragment.starts_with(['/', '!']) {
            key.push('#');
            key.push_str(fragment);
        }
        PageKey(key.into())
    }
}

impl PageKey<'_> {
    /// Returns a copy that does not borrow the address.
    pub fn into_owned(self) -> PageKey<'static> {
        PageKey(self.0.into_owned().into())
    }

    /// Returns whether this is the home page of its host.
    pub fn is_home(&self) -> bool {
        !self.0.contains(['/', '?', '#'])
    }

    /// Returns the host, in lower case and without `www.`.
    pub fn host(&self) -> &str {
        self.0
            .split(['/', '?', '#', ':'])
            .next()
            .unwrap_or_default()
    }
}

/// Returns the key of an `address` from which nothing has to be taken away: nearly all are like that, and the preview
/// needs the keys of all citations after each save.
fn plain_key(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'/');
    // Of index files and AMP versions: by the host, a part of the path, or an extension.
    let is_reduced = ["amp.", "/amp", ".amp", "index", "//"]
        .iter()
        .any(|part| rest.contains(part));
    if is_reduced || !rest.bytes().all(is_plain) {
        return None;
    }
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    Some(rest.trim_end_matches('/'))
}

/// Returns host and path of the original page if the address is a copy at Google: `/amp/s/x.example/a` on its own site,
/// or `/c/s/x.example/a` in its AMP cache. Other addresses are returned unchanged.
fn without_amp_cache<'a>(host: &'a str, path: &'a str) -> (&'a str, &'a str) {
    let of_cache = host.ends_with(".cdn.ampproject.org");
    let copied = if of_cache {
        path.strip_prefix("c/").or_else(|| path.strip_prefix("v/"))
    } else if matches!(host, "google.com" | "www.google.com") {
        path.strip_prefix("amp/")
    } else {
        None
    };
    let copied = copied.map(|copied| copied.strip_prefix("s/").unwrap_or(copied));
    copied
        .and_then(|copied| copied.split_once('/'))
        .unwrap_or((host, path))
}

/// Returns whether a parameter only requests the AMP version of a page.
fn is_amp(parameter: &str) -> bool {
    matches!(
        parameter,
        "amp" | "amp=" | "amp=1" | "amp=true" | "outputType=amp"
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop, prop_assert_eq, proptest};

    use super::{PageKey, plain_key};
    use crate::url::WebAddress;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1024))]

        #[test]
        fn a_plain_key_is_the_reduced_one(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "a", "B", "www.", "amp", "amp.", ".example", "/", "//", "index.html", ".", "-", "_", "?a=b", "#c", "%61", "1",
                ]),
                0..8,
            ),
        ) {
            let text = format!("https://x{}", parts.concat());
            if let Some(address) = WebAddress::parse(&text)
                && let Some(plain) = plain_key(address.as_str())
            {
                prop_assert_eq!(plain, &*address.reduced_key().0, "{}", text);
            }
        }
    }

    fn key(address: &str) -> PageKey<'static> {
        let address = WebAddress::parse(address).expect(address);
        address.page_key().into_owned()
    }

    #[test]
    fn one_page_has_one_key() {
        for address in [
            "http://x.example/a/b?c=d&e=f",
            "https://www.x.example/a/b/?c=d&e=f",
            "https://X.example:443/a/b?e=f&c=d#part",
            "https://x.example/a/b?c=d&amp;e=f",
            "https://x.example/a/b?c=d&e=f&utm_source=g&fbclid=h",
            "https://amp.x.example/a/b?c=d&e=f",
            "https://x.example/a/b/amp/?c=d&e=f",
            "https://x.example/amp/a/b?c=d&e=f&amp=1",
            "https://www.google.com/amp/s/www.x.example/a/b?c=d&e=f",
            "https://x-example.cdn.ampproject.org/c/s/x.example/a/b?c=d&e=f",
            "https://x.example/a/b/index.html?c=d&e=f",
            "https://x.example/%61/b?c=d&e=f",
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fx.example%2Fa%2Fb%3Fc%3Dd%26e%3Df",
        ] {
            assert_eq!(
                key(address),
                key("https://x.example/a/b?c=d&e=f"),
                "{address}"
            );
        }
        assert_eq!(
            key("https://x.example/a.amp.html"),
            key("https://x.example/a.html")
        );
        assert_eq!(key("https://x.example/a.amp"), key("https://x.example/a"));
    }

    #[test]
    fn other_pages_have_other_keys() {
        let all = [
            "https://x.example/a",
            "https://x.example/A",
            "https://x.example/a/b",
            "https://x.example/a?p=1",
            "https://x.example/a?p=2",
            "https://x.example/?p=1",
            "https://news.x.example/a",
            "https://y.example/a",
            "https://x.example:8080/a",
            "https://x.example/amplifier",
            "https://x.example/#/a",
            "https://x.example/#!a",
            "https://x.example/",
        ];
        for (idx, one) in all.iter().enumerate() {
            for other in &all[..idx] {
                assert_ne!(key(one), key(other), "{one} {other}");
            }
        }
    }

    #[test]
    fn a_home_page_has_no_path_and_no_query() {
        for home in [
            "https://x.example",
            "https://www.x.example/",
            "https://x.example/index.html?utm_source=a#b",
        ] {
            assert!(key(home).is_home(), "{home}");
        }
        for page in [
            "https://x.example/?p=1",
            "https://x.example/en/",
            "https://x.example/#/a",
        ] {
            assert!(!key(page).is_home(), "{page}");
        }
        assert_eq!(key("https://www.X.example:8080/a").host(), "x.example");
    }
}
