//! Publishers: the outlets that published the sources which briefs cite. Sources are matched to them in `site`.

use crate::country::Country;
use crate::diag::{Place, catalog};
use crate::entity::named::{country, wikidata};
use crate::url::WebAddress;
use crate::yaml::{Fields, vocabulary};

/// Publisher of cited sources.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Publisher {
    /// Full name, as on its page.
    pub name: String,
    /// Short name, shown beside a source.
    pub short: Option<String>,
    /// Kind of publisher, if stated.
    pub kind: Option<PublisherKind>,
    /// Country that it is based in.
    pub country: Option<Country>,
    /// URL of its own site.
    pub home: Option<WebAddress>,
    /// Hosts whose pages are its own, besides that of `home`.
    pub hosts: Vec<String>,
    /// Item of Wikidata: `Q40464`.
    pub wikidata: Option<String>,
}

vocabulary! {
    /// Kind of a publisher.
    pub enum PublisherKind {
        Agency = "agency",
        Newspaper = "newspaper",
        Broadcaster = "broadcaster",
        /// Outlet that belongs to a state.
        StateMedia = "state-media",
        Magazine = "magazine",
        /// Site that was never on paper or on air.
        Online = "online",
        /// Government or a public body.
        Official = "official",
        /// NGO: a non-governmental organization.
        Ngo = "ngo",
        /// University or a research institute.
        Research = "research",
        /// Site that republishes the articles of others.
        Republisher = "republisher",
    }
}

impl Publisher {
    /// Returns its hosts without `www.`: those it lists, then that of its site.
    pub fn own_hosts(&self) -> impl Iterator<Item = String> {
        let home = self.home.as_ref().map(WebAddress::host);
        let hosts = self.hosts.iter().map(String::as_str).chain(home);
        hosts.map(|host| host.trim_start_matches("www.").to_lowercase())
    }

    /// Reads the front matter of a publisher; `None` without a name.
    pub fn read(fields: &mut Fields) -> Option<Self> {
        let name = fields.required_text("name", "name: Agence France-Presse");
        let publisher = Publisher {
            short: fields.text("short"),
            kind: fields.one_of("kind", PublisherKind::WORDS),
            country: country(fields),
            home: fields.web_address("home"),
            hosts: hosts(fields),
            wikidata: wikidata(fields),
            name: name?,
        };
        Some(publisher)
    }
}

/// Reads `hosts`: host names, without `https://` and without a path.
fn hosts(fields: &mut Fields) -> Vec<String> {
    let mut hosts = Vec::new();
    for item in fields.list("hosts") {
        let plain = item.text.to_lowercase();
        let plain = plain.strip_prefix("www.").unwrap_or(&plain);
        // Only an address made of it shows whether it is a host: the parser changes or refuses anything else.
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
