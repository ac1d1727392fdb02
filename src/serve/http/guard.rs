//! Who may ask: those who call the preview by its own name, and pages of the preview itself.
//! A page of another site that had its name lead here is told nothing, and reads nothing.

use std::net::IpAddr;

use axum::http::{HeaderMap, Method, StatusCode, header};

/// The names that the preview answers to.
#[derive(Clone, Debug)]
pub struct Hosts {
    reach: Reach,
}

/// From where the preview can be reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Reach {
    /// From this machine.
    Loopback,
    /// From wherever the address leads.
    Network,
}

impl Hosts {
    /// The names of a preview that listens at `host`.
    pub fn of(host: IpAddr) -> Self {
        Hosts { reach: if host.is_loopback() { Reach::Loopback } else { Reach::Network } }
    }

    /// Returns whether `authority`, `HOST` or `HOST:PORT`, is one of them.
    ///
    /// A number is no name that could be made to lead here: on a network any is answered to, but no name is.
    fn knows(&self, authority: &str) -> bool {
        let host = match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => authority,
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        match host.parse::<IpAddr>() {
            Ok(address) => self.reach == Reach::Network || address.is_loopback(),
            Err(_) => host.eq_ignore_ascii_case("localhost"),
        }
    }
}

/// Whether a request is for a page of the site, or for what only pages of the preview ask.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Room {
    /// The site.
    Site,
    /// The preview's own.
    Own,
}

/// Returns why a request is refused, if it is.
pub fn refuse(hosts: &Hosts, method: &Method, headers: &HeaderMap, room: Room) -> Option<StatusCode> {
    let text =
        |name| headers.get(name).map(|value: &axum::http::HeaderValue| value.to_str().unwrap_or_default());
    let mut names = headers.get_all(header::HOST).iter();
    let is_known = |value: &axum::http::HeaderValue| value.to_str().is_ok_and(|name| hosts.knows(name));
    if !names.next().is_some_and(is_known) || names.next().is_some() {
        return Some(StatusCode::FORBIDDEN);
    }
    if !matches!(*method, Method::GET | Method::HEAD) {
        return Some(StatusCode::METHOD_NOT_ALLOWED);
    }
    if room == Room::Site {
        return None;
    }
    let own = text(header::HOST).map(|host| format!("http://{host}"));
    let is_foreign = text(header::ORIGIN).is_some_and(|origin| own.is_none_or(|own| own != origin));
    let is_cross_site = headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site");
    (is_foreign || is_cross_site).then_some(StatusCode::FORBIDDEN)
}
