//! Who may ask: those who call the preview by its own name, and pages of the preview itself.
//! A page of another site that had its name lead here is told nothing, and reads nothing.

use std::net::IpAddr;

use axum::http::{HeaderMap, Method, StatusCode, header};

/// Longest name of a host (RFC 1035).
const MAX_NAME: usize = 253;

/// The names that the preview answers to.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    reach: NetworkReach,
    /// Names that the editor allows, in lower case.
    allowed: Vec<String>,
}

/// From where the preview can be reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum NetworkReach {
    /// From this machine.
    Loopback,
    /// From wherever the address leads.
    Network,
}

impl Hosts {
    /// The names of a preview that listens at `host`, and those that are `allowed` besides.
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

    /// Returns whether `authority`, `HOST` or `HOST:PORT`, is one of them.
    ///
    /// A number is no name that could be made to lead here: on a network any is answered to, but no name is.
    fn knows(&self, authority: &str) -> bool {
        let host = host_of(authority);
        match host.parse::<IpAddr>() {
            Ok(address) if self.reach == NetworkReach::Network || address.is_loopback() => true,
            _ => host.eq_ignore_ascii_case("localhost") || self.allows(authority),
        }
    }

    /// Returns whether the editor allows the host of `authority`.
    fn allows(&self, authority: &str) -> bool {
        let host = host_of(authority).trim_end_matches('.');
        self.allowed
            .iter()
            .any(|allowed| allowed.eq_ignore_ascii_case(host))
    }
}

/// Returns the host of `HOST` or `HOST:PORT`, without brackets.
fn host_of(authority: &str) -> &str {
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    };
    host.trim_start_matches('[').trim_end_matches(']')
}

/// Whether a request is for a page of the site, or for what only pages of the preview ask.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum RequestScope {
    /// The site.
    Site,
    /// The preview's own.
    Own,
}

/// Why a request is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Refusal {
    /// It calls the preview by a name that is not its own; the name, if it is one.
    Host(Option<String>),
    /// A page of another site asks.
    Origin,
    /// It wants something changed.
    Method,
}

impl Refusal {
    /// Returns the HTTP status.
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Refusal::Host(_) | Refusal::Origin => StatusCode::FORBIDDEN,
            Refusal::Method => StatusCode::METHOD_NOT_ALLOWED,
        }
    }

    /// Says why, and what to type.
    pub(super) fn text(&self) -> String {
        match self {
            Refusal::Host(name) => {
                let name = name.as_deref().unwrap_or("NAME");
                format!(
                    "403 Forbidden\n\nThe preview answers to its own address only. If this name is to lead to it, end it \
                     and type:\n\n    dateline serve --allow-host {name}\n"
                )
            }
            Refusal::Origin => {
                "403 Forbidden\n\nOnly pages of the preview itself may ask for this.\n".to_owned()
            }
            Refusal::Method => "405 Method Not Allowed\n\nThe preview is read only.\n".to_owned(),
        }
    }
}

/// Returns why a request is refused, if it is.
pub(super) fn refuse(
    hosts: &Hosts,
    method: &Method,
    headers: &HeaderMap,
    room: RequestScope,
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
    if room == RequestScope::Site {
        return None;
    }
    // What leads here from a name that is allowed may speak TLS with the reader.
    let is_own = |origin: &str| match origin.split_once("://") {
        Some(("http", host)) => host == name,
        Some(("https", host)) => host == name && hosts.allows(name),
        _ => false,
    };
    let is_foreign = text(header::ORIGIN).is_some_and(|origin| !is_own(origin));
    let is_cross_site = headers
        .get("sec-fetch-site")
        .is_some_and(|site| site == "cross-site");
    (is_foreign || is_cross_site).then_some(Refusal::Origin)
}

/// Returns whether `text` could be the name or the number of a host. Whoever asks has written it.
pub fn is_name(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(is_plain);
    let is_dotted =
        text.len() <= MAX_NAME && text.split('.').all(is_label) && !text.starts_with('-');
    is_dotted || text.parse::<IpAddr>().is_ok()
}
