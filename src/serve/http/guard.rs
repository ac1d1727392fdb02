//! Request guard: admits only requests to the preview's own host names, and to its internal URLs only its own pages.
//!
//! Without it any web page could read unpublished briefs by DNS rebinding: a foreign name resolves to this machine, and
//! the browser sees a single origin. Runs before routing, for every request.

use std::net::IpAddr;

use axum::http::{HeaderMap, Method, StatusCode, header};

/// Most characters in a host name (RFC 1035).
const MAX_NAME: usize = 253;

/// The host names that the preview answers to.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    reach: NetworkReach,
    /// The names from `--allow-host`, in lower case.
    allowed: Vec<String>,
}

/// The network from which the preview can be reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum NetworkReach {
    /// From this machine only.
    Loopback,
    /// From every network of the listening address.
    Network,
}

impl Hosts {
    /// Makes the names of a preview that listens on `host`, and those `allowed` by the editor.
    pub(super) fn of(host: IpAddr, allowed: &[String]) -> Self {
        let reach = if host.is_loopback() {
            NetworkReach::Loopback
        } else {
            NetworkReach::Network
        };
        Hosts {
            reach,
            allowed: allowed.to_vec(),
        }
    }

    /// Returns whether `authority`, `HOST` or `HOST:PORT`, names this preview.
    ///
    /// DNS cannot rebind an IP address to this machine, so on a network every address is accepted. It can rebind a
    /// name, so that must be `localhost` or allowed.
    fn knows(&self, authority: &str) -> bool {
        let host = host_of(authority);
        match host.parse::<IpAddr>() {
            Ok(address) if self.reach == NetworkReach::Network || address.is_loopback() => true,
            _ => host.eq_ignore_ascii_case("localhost") || self.allows(authority),
        }
    }

    /// Returns whether the host of `authority` is allowed by `--allow-host`.
    fn allows(&self, authority: &str) -> bool {
        // `newsroom.local.` is the same name, written as absolute.
        let host = host_of(authority).trim_end_matches('.');
        self.allowed
            .iter()
            .any(|allowed| allowed.eq_ignore_ascii_case(host))
    }
}

/// Returns the host of `HOST` or `HOST:PORT`, without brackets.
fn host_of(authority: &str) -> &str {
    // The last colon of `[::1]` is no port separator: what follows it has a bracket.
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    };
    host.trim_start_matches('[').trim_end_matches(']')
}

/// The part of the preview that a request is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum RequestScope {
    /// Pages and files of the site.
    Site,
    /// The preview's own URLs, below `/_dateline/` and `/_desk/`.
    Own,
}

/// Reasons to refuse a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Refusal {
    /// The `Host` header is not a name of the preview. Holds the host if it is well formed, for the hint.
    Host(Option<String>),
    /// The request comes from a page of another site.
    Origin,
    /// The method is neither GET nor HEAD.
    Method,
}

impl Refusal {
    /// Returns the HTTP status of the refusal.
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Refusal::Host(_) | Refusal::Origin => StatusCode::FORBIDDEN,
            Refusal::Method => StatusCode::METHOD_NOT_ALLOWED,
        }
    }

    /// Returns the body of the refusal: the reason, and what to type.
    pub(super) fn text(&self) -> String {
        match self {
            Refusal::Host(name) => {
                let name = name.as_deref().unwrap_or("NAME");
                format!(
                    "403 Forbidden\n\nThe preview only answers requests for its own address. To allow this name, stop the \
                     preview and start it with:\n\n    dateline serve --allow-host {name}\n"
                )
            }
            Refusal::Origin => {
                "403 Forbidden\n\nOnly pages of the preview itself may request this.\n".to_owned()
            }
            Refusal::Method => "405 Method Not Allowed\n\nThe preview is read-only.\n".to_owned(),
        }
    }
}

/// Returns the reason to refuse a request to `scope`; `None` admits it.
pub(super) fn refuse(
    hosts: &Hosts,
    method: &Method,
    headers: &HeaderMap,
    scope: RequestScope,
) -> Option<Refusal> {
    let text = |name| {
        headers
            .get(name)
            .map(|value: &axum::http::HeaderValue| value.to_str().unwrap_or_default())
    };
    let mut names = headers.get_all(header::HOST).iter();
    let name = names
        .next()
        .and_then(|value| value.to_str().ok())
        // Two `Host` headers: a proxy in front may have checked the other one.
        .filter(|_| names.next().is_none());
    let Some(name) = name.filter(|name| hosts.knows(name)) else {
        let host = name.map(|name| host_of(name).trim_end_matches('.'));
        return Some(Refusal::Host(
            host.filter(|host| is_name(host))
                .map(str::to_ascii_lowercase),
        ));
    };
    if !matches!(*method, Method::GET | Method::HEAD) {
        return Some(Refusal::Method);
    }
    // A link on another site may lead to a page here; only the preview's own URLs are closed to other origins.
    if scope == RequestScope::Site {
        return None;
    }
    // A tunnel or a proxy with an allowed name may speak TLS with the reader and plain HTTP with the preview.
    let is_own = |origin: &str| match origin.split_once("://") {
        Some(("http", host)) => host == name,
        Some(("https", host)) => host == name && hosts.allows(name),
        _ => false,
    };
    let is_foreign = text(header::ORIGIN).is_some_and(|origin| !is_own(origin));
    // Plain GETs carry no `Origin`; browsers describe them with `Sec-Fetch-Site`.
    let is_cross_site = headers
        .get("sec-fetch-site")
        .is_some_and(|site| site == "cross-site");
    (is_foreign || is_cross_site).then_some(Refusal::Origin)
}

/// Returns whether `text` is a plausible host name or IP address.
///
/// Strict, because names from requests are printed as part of a shell command to copy.
pub fn is_name(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(is_plain);
    let is_dotted =
        text.len() <= MAX_NAME && text.split('.').all(is_label) && !text.starts_with('-');
    is_dotted || text.parse::<IpAddr>().is_ok()
}
