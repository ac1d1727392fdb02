//! Tracking parts of web addresses: query parameters that identify readers or campaigns, and redirects of social
//! networks and mail programs that count clicks. Removes both; `canonical` goes further and maps an address to its
//! page.

use url::Url;

use super::WebAddress;

/// Tracking parameters: those that Firefox's query stripping, Brave and ClearURLs have in common.
const PARAMETERS: [&str; 35] = [
    "__hsfp",
    "__hssc",
    "__hstc",
    "__s",
    "_hsenc",
    "_hsmi",
    "_openstat",
    "dclid",
    "fbclid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "guce_referrer",
    "guce_referrer_sig",
    "hsctatracking",
    "igsh",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "ml_subscriber",
    "ml_subscriber_hash",
    "msclkid",
    "rb_clickid",
    "ref_src",
    "s_cid",
    "srsltid",
    "ttclid",
    "twclid",
    "vero_conv",
    "vero_id",
    "wbraid",
    "wickedid",
    "yclid",
];
/// Prefixes of names of tracking parameters.
const PREFIXES: [&str; 5] = ["utm_", "hsa_", "mtm_", "oly_", "pk_"];

/// Redirect services: host (`*.` for all subdomains), path, and the parameters that may hold the target. Without
/// parameters the whole query is the target.
const REDIRECTS: [(&str, &str, &[&str]); 20] = [
    ("l.facebook.com", "/l.php", &["u"]),
    ("lm.facebook.com", "/l.php", &["u"]),
    ("l.messenger.com", "/l.php", &["u"]),
    ("l.instagram.com", "/", &["u"]),
    ("l.threads.net", "/", &["u"]),
    ("l.threads.com", "/", &["u"]),
    ("google.com", "/url", &["q", "url"]),
    ("out.reddit.com", "/", &["url"]),
    ("linkedin.com", "/redir/redirect", &["url"]),
    ("linkedin.com", "/safety/go", &["url"]),
    ("youtube.com", "/redirect", &["q"]),
    ("away.vk.com", "/away.php", &["to"]),
    ("vk.com", "/away.php", &["to"]),
    ("m.vk.com", "/away.php", &["to"]),
    ("t.umblr.com", "/redirect", &["z"]),
    ("safelinks.protection.outlook.com", "/", &["url"]),
    ("*.safelinks.protection.outlook.com", "/", &["url"]),
    ("href.li", "/", &[]),
    ("steamcommunity.com", "/linkfilter", &["url", "u"]),
    ("slack-redir.net", "/link", &["url"]),
];

/// Most nested redirects that are followed; an address could otherwise nest them without end.
const MAX_REDIRECTS: usize = 4;

/// Kind of tracking in an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tracker {
    /// Some parameters of the query.
    Parameters,
    /// The whole address: its host redirects to the address inside it.
    Redirect,
}

/// Returns the kind of tracking in `address` and the address without it; `None` if there is none.
///
/// The address may be escaped for HTML, with `&amp;` between parameters. The remaining parts keep their spelling, since
/// the result replaces the address in an author's file.
pub fn untracked(address: &str) -> Option<(Tracker, String)> {
    // Both kinds need a query, which most addresses lack.
    if !address.contains('?') {
        return None;
    }
    let mut target: Option<String> = None;
    for _ in 0..MAX_REDIRECTS {
        let Some(inner) = redirected(target.as_deref().unwrap_or(address)) else {
            break;
        };
        target = Some(inner);
    }
    match target {
        Some(target) => Some((
            Tracker::Redirect,
            without_parameters(&target).unwrap_or(target),
        )),
        None => without_parameters(address).map(|clean| (Tracker::Parameters, clean)),
    }
}

/// Returns the target that `address` redirects to, if its host is a known redirect service.
fn redirected(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest
        .split(['/', '?', '#', ':'])
        .next()?
        .to_ascii_lowercase();
    let bare = host.strip_prefix("www.").unwrap_or(&host);
    let is_host = |known: &str| match known.strip_prefix("*.") {
        // The dot must be there: `my-safelinks.example` is no subdomain of `safelinks.example`.
        Some(domain) => bare
            .strip_suffix(domain)
            .is_some_and(|name| name.ends_with('.')),
        None => bare == known,
    };
    // The host alone decides for nearly all addresses; parsing is left to the rest.
    if !REDIRECTS.iter().any(|(known, ..)| is_host(known)) {
        return None;
    }
    let url = Url::parse(&address.replace("&amp;", "&")).ok()?;
    let path = url.path().trim_end_matches('/');
    let is_here = |(known, known_path, _): &&(&str, &str, &[&str])| {
        is_host(known) && path == known_path.trim_end_matches('/')
    };
    let (_, _, parameters) = REDIRECTS.iter().find(is_here)?;
    let target = if parameters.is_empty() {
        url.query()?.to_owned()
    } else {
        let value = |name: &&str| url.query_pairs().find(|(key, _)| key == *name);
        parameters.iter().find_map(value)?.1.into_owned()
    };
    WebAddress::parse(&target).map(|target| target.as_str().to_owned())
}

/// Returns `address` without its tracking parameters; `None` if it has none.
fn without_parameters(address: &str) -> Option<String> {
    let (rest, fragment) = address
        .split_once('#')
        .map_or((address, None), |(rest, id)| (rest, Some(id)));
    let (page, query) = rest.split_once('?')?;
    let kept: Vec<&str> = query
        .split('&')
        .filter(|parameter| !tracks(parameter))
        .collect();
    if kept.len() == query.split('&').count() {
        return None;
    }
    let query = kept.join("&");
    // If the first parameters were removed, the next one has the `amp;` of its separator at the front.
    let query = query.strip_prefix("amp;").unwrap_or(&query);
    let mut clean = page.to_owned();
    if !query.is_empty() {
        clean = clean + "?" + query;
    }
    Some(fragment.map_or(clean.clone(), |id| format!("{clean}#{id}")))
}

/// Returns whether a parameter, `name=value` or `amp;name=value`, is a tracking parameter. Case is ignored.
fn tracks(parameter: &str) -> bool {
    let name = parameter
        .split('=')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let name = name.strip_prefix("amp;").unwrap_or(&name);
    PARAMETERS.contains(&name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::{Tracker, untracked};

    fn check(address: &str, clean: &str) {
        let found = untracked(address).map(|(_, clean)| clean);
        assert_eq!(found.unwrap_or_default(), clean, "{address}");
    }

    #[test]
    fn parameters_that_track_readers_go_and_others_stay() {
        check("https://x.example/a?utm_source=b", "https://x.example/a");
        check(
            "https://x.example/a?id=4&UTM_Source=b&c=d#e",
            "https://x.example/a?id=4&c=d#e",
        );
        check(
            "https://x.example/a?fbclid=1&gclid=2",
            "https://x.example/a",
        );
        check(
            "https://x.example/a?_hsenc=1&p=2&oly_enc_id=3&srsltid=4",
            "https://x.example/a?p=2",
        );
        check(
            "https://x.example/a?id=4&amp;utm_source=b&amp;c=d",
            "https://x.example/a?id=4&amp;c=d",
        );
        check(
            "https://x.example/a?utm_source=b&amp;c=d",
            "https://x.example/a?c=d",
        );
        for address in [
            "https://x.example/a",
            "https://x.example/a?id=4&ref=home&page=2",
            "https://x.example/a?q=utm_source",
            "https://x.example/utm_source=4",
            "https://x.example/a#?utm_source=4",
            "https://x.example/a?q=a&amp;b=c",
        ] {
            check(address, "");
        }
    }

    #[test]
    fn redirects_give_way_to_the_address_they_hold() {
        let inner = "https://x.example/a?b=c";
        for outer in [
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fx.example%2Fa%3Fb%3Dc%26fbclid%3D9&h=AT0",
            "https://lm.facebook.com/l.php?h=AT0&amp;u=https%3A%2F%2Fx.example%2Fa%3Fb%3Dc",
            "https://l.instagram.com/?u=https%3A%2F%2Fx.example%2Fa%3Fb%3Dc&e=AT1",
            "https://www.google.com/url?sa=t&url=https%3A%2F%2Fx.example%2Fa%3Fb%3Dc&usg=A",
            "http://google.com/url?q=https://x.example/a?b%3Dc&sa=D",
            "https://out.reddit.com/?url=https%3A%2F%2Fx.example%2Fa%3Fb%3Dc&token=A",
            "https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fx%2Eexample%2Fa%3Fb%3Dc&urlhash=A",
            "https://www.youtube.com/redirect?event=video&q=https%3A%2F%2Fx.example%2Fa%3Fb%3Dc",
            "https://away.vk.com/away.php?to=https%3A%2F%2Fx.example%2Fa%3Fb%3Dc",
            "https://t.umblr.com/redirect?z=https%3A%2F%2Fx.example%2Fa%3Fb%3Dc&t=A",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.example%2Fa%3Fb%3Dc&data=A",
            "https://href.li/?https://x.example/a?b=c",
            "https://steamcommunity.com/linkfilter/?url=https://x.example/a?b=c",
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fhref.li%2F%3Fhttps%3A%2F%2Fx.example%2Fa%3Fb%3Dc",
        ] {
            assert_eq!(
                untracked(outer),
                Some((Tracker::Redirect, inner.to_owned())),
                "{outer}"
            );
        }
        check(
            "https://www.google.com/url?q=https%3A%2F%2Fx.example%2Fa%2520b%3Fc%3D%25D8%25A7",
            "https://x.example/a%20b?c=%D8%A7",
        );
    }

    #[test]
    fn what_redirects_to_no_address_is_left_alone() {
        for address in [
            "https://t.co/abc?amp=1",
            "https://www.google.com/search?q=https%3A%2F%2Fx.example%2F",
            "https://www.google.com/url?q=water",
            "https://l.facebook.com/l.php?u=javascript%3Aalert",
            "https://www.youtube.com/watch?v=abc&q=https%3A%2F%2Fx.example%2F",
            "https://notgoogle.com/url?q=https%3A%2F%2Fx.example%2F",
            "https://x.example/redirect?url=https%3A%2F%2Fy.example%2F",
            "https://vk.com/wall?to=https%3A%2F%2Fx.example%2F",
        ] {
            check(address, "");
        }
    }
}
