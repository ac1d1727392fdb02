//! Publishers: who reported the sources that briefs cite.

use crate::country::Country;
use crate::diag::{Place, catalog};
use crate::entity::named::{country, wikidata};
use crate::url::WebAddress;
use crate::yaml::Fields;

/// A publisher of sources.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Publisher {
    /// Full name.
    pub name: String,
    /// The name that stands beside a source.
    pub short: Option<String>,
    /// What it is.
    pub kind: Option<PublisherKind>,
    /// Where it is.
    pub country: Option<Country>,
    /// Its own site.
    pub home: Option<WebAddress>,
    /// Hosts of the addresses that are its own.
    pub hosts: Vec<String>,
    /// Item of Wikidata.
    pub wikidata: Option<String>,
}

/// What a publisher is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PublisherKind {
    /// A news agency.
    Agency,
    /// A newspaper.
    Newspaper,
    /// A broadcaster.
    Broadcaster,
    /// A medium of a state.
    StateMedia,
    /// A magazine.
    Magazine,
    /// A site that was never on paper or on air.
    Online,
    /// A government or a public body.
    Official,
    /// A non-governmental organization.
    Ngo,
    /// A university or a research institute.
    Research,
    /// A site that shows what others wrote.
    Republisher,
}

const KINDS: [(&str, PublisherKind); 10] = [
    ("agency", PublisherKind::Agency),
    ("newspaper", PublisherKind::Newspaper),
    ("broadcaster", PublisherKind::Broadcaster),
    ("state-media", PublisherKind::StateMedia),
    ("magazine", PublisherKind::Magazine),
    ("online", PublisherKind::Online),
    ("official", PublisherKind::Official),
    ("ngo", PublisherKind::Ngo),
    ("research", PublisherKind::Research),
    ("republisher", PublisherKind::Republisher),
];

impl PublisherKind {
    /// Returns its name among the words of the theme, where it follows `publisher_`.
    pub fn as_str(self) -> &'static str {
        match self {
            PublisherKind::Agency => "agency",
            PublisherKind::Newspaper => "newspaper",
            PublisherKind::Broadcaster => "broadcaster",
            PublisherKind::StateMedia => "state_media",
            PublisherKind::Magazine => "magazine",
            PublisherKind::Online => "online",
            PublisherKind::Official => "official",
            PublisherKind::Ngo => "ngo",
            PublisherKind::Research => "research",
            PublisherKind::Republisher => "republisher",
        }
    }
}

impl Publisher {
    /// Returns the hosts of addresses that are its own, without `www.`: those it lists, then that of its site.
    pub fn own_hosts(&self) -> impl Iterator<Item = String> {
        let home = self.home.as_ref().map(WebAddress::host);
        let hosts = self.hosts.iter().map(String::as_str).chain(home);
        hosts.map(|host| host.trim_start_matches("www.").to_lowercase())
    }

    /// Reads a publisher's front matter.
    pub fn read(fields: &mut Fields) -> Option<Self> {
        let name = fields.required_text("name", "name: Agence France-Presse");
        let publisher = Publisher {
            short: fields.text("short"),
            kind: fields.one_of("kind", &KINDS),
            country: country(fields),
            home: fields.web_address("home"),
            hosts: hosts(fields),
            wikidata: wikidata(fields),
            name: name?,
        };
        Some(publisher)
    }
}

/// Reads `hosts`: names of machines, without `https://` and what comes behind.
fn hosts(fields: &mut Fields) -> Vec<String> {
    let mut hosts = Vec::new();
    for item in fields.list("hosts") {
        let plain = item.text.to_lowercase();
        let plain = plain.strip_prefix("www.").unwrap_or(&plain);
        let address = WebAddress::parse(&format!("https://{plain}/"));
        match address.filter(|address| address.host() == plain) {
            Some(address) => hosts.push(address.host().to_owned()),
            None => {
                let place = Place::value(fields.path(), &item.at);
                fields.report(catalog::fields::value_invalid(
                    place,
                    &item.text,
                    "a host (`wire.example`)",
                ));
            }
        }
    }
    hosts
}
