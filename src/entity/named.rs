//! Topics, countries, people and organizations: things with a name that briefs are tagged with.

use jiff::civil::Date;

use crate::config;
use crate::country::Country;
use crate::diag::{Place, catalog};
use crate::source::FieldPath;
use crate::time::Edtf;
use crate::url::Slug;
use crate::yaml::{FieldType, Fields, ListItem};

/// A topic, in a tree of topics.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Topic {
    /// Its name for readers.
    pub name: String,
    /// Other good names.
    pub aka: Vec<String>,
    /// The topic above it.
    pub parent: Option<String>,
    /// Its code in the IPTC Media Topics, eight digits.
    pub iptc: Option<String>,
}

/// What a file adds to a country that ISO 3166-1 knows.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct CountryFile {
    /// The country.
    pub country: Country,
    /// Its name on this site, if not CLDR's.
    pub name: Option<String>,
    /// Other good names.
    pub aka: Vec<String>,
    /// Regions it belongs to, besides those of UN M49.
    pub regions: Vec<Slug>,
}

/// What is said of people and organizations alike.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Profile {
    /// Full name.
    pub name: String,
    /// The name of second mention.
    pub short: Option<String>,
    /// The name as it is sorted: `Kadhemi, Mustafa al-`.
    pub sort: Option<String>,
    /// The name in its own script.
    pub native: Option<String>,
    /// Other good names.
    pub aka: Vec<String>,
    /// Variants that are not this site's.
    pub spellings: Vec<String>,
    /// Where they are from.
    pub country: Option<Country>,
    /// Item of Wikidata, `Q6279`.
    pub wikidata: Option<String>,
}

/// A person.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Person {
    /// Their names and where they are from.
    pub profile: Profile,
    /// What they are or were, in the order of the file.
    pub roles: Vec<Role>,
}

/// An organization.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Organization {
    /// Its names and where it is.
    pub profile: Profile,
    /// What it is.
    pub kind: Option<OrganizationKind>,
    /// The organization it is part of.
    pub parent: Option<String>,
    /// Topics it belongs to.
    pub topics: Vec<String>,
}

/// What an organization is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum OrganizationKind {
    /// A government or a part of one.
    Government,
    /// A political party.
    Party,
    /// A company.
    Company,
    /// An armed group.
    ArmedGroup,
    /// A public agency.
    Agency,
    /// A non-governmental organization.
    Ngo,
}

const ORGANIZATION_KINDS: [(&str, OrganizationKind); 6] = [
    ("government", OrganizationKind::Government),
    ("party", OrganizationKind::Party),
    ("company", OrganizationKind::Company),
    ("armed-group", OrganizationKind::ArmedGroup),
    ("agency", OrganizationKind::Agency),
    ("ngo", OrganizationKind::Ngo),
];

/// What somebody is or was.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Role {
    /// The office: *Prime Minister of Iraq*.
    pub title: String,
    /// Since when, if the period says.
    pub since: Option<Edtf>,
    /// Until when, if the period says.
    pub until: Option<Edtf>,
}

impl OrganizationKind {
    /// Returns its name among the words of the theme, where it follows `organization_`.
    pub fn as_str(self) -> &'static str {
        match self {
            OrganizationKind::Government => "government",
            OrganizationKind::Party => "party",
            OrganizationKind::Company => "company",
            OrganizationKind::ArmedGroup => "armed_group",
            OrganizationKind::Agency => "agency",
            OrganizationKind::Ngo => "ngo",
        }
    }
}

impl Topic {
    /// Reads a topic's front matter.
    pub fn read(fields: &mut Fields) -> Option<Self> {
        let name = fields.required_text("name", "name: Armed groups");
        let topic = Topic {
            aka: texts(fields, "aka"),
            parent: fields.text("parent"),
            iptc: fields.parsed(
                "iptc",
                "a code of the IPTC Media Topics (eight digits)",
                |code| {
                    let digits = code.bytes().all(|byte| byte.is_ascii_digit());
                    (code.len() == 8 && digits).then(|| code.to_owned())
                },
            ),
            name: name?,
        };
        Some(topic)
    }
}

impl CountryFile {
    /// Reads a country's front matter; the code is that of the file's `name` unless given.
    pub fn read(fields: &mut Fields, name: &str) -> Option<Self> {
        fields.declare("code", || FieldType::Country);
        let code = fields.text("code").unwrap_or_else(|| name.to_uppercase());
        let item = ListItem {
            text: code,
            at: FieldPath::key("code"),
        };
        let country = config::country(fields, &item);
        let file = CountryFile {
            name: fields.text("name"),
            aka: texts(fields, "aka"),
            regions: fields.slugs("regions"),
            country: country?,
        };
        if !name.eq_ignore_ascii_case(country?.code()) {
            let place = Place::file(fields.path());
            fields.report(catalog::files::country_file_name(
                place,
                name,
                country?.code(),
            ));
        }
        Some(file)
    }
}

impl Profile {
    fn read(fields: &mut Fields, example: &str) -> Option<Self> {
        let name = fields.required_text("name", example);
        let profile = Profile {
            short: fields.text("short"),
            sort: fields.text("sort"),
            native: fields.text("native"),
            aka: texts(fields, "aka"),
            spellings: texts(fields, "spellings"),
            country: country(fields),
            wikidata: wikidata(fields),
            name: name?,
        };
        Some(profile)
    }
}

impl Person {
    /// Reads a person's front matter.
    pub fn read(fields: &mut Fields) -> Option<Self> {
        let profile = Profile::read(fields, "name: Mustafa al-Kadhemi");
        let roles = roles(fields);
        Some(Person {
            profile: profile?,
            roles,
        })
    }
}

impl Organization {
    /// Reads an organization's front matter.
    pub fn read(fields: &mut Fields) -> Option<Self> {
        let profile = Profile::read(fields, "name: Popular Mobilization Forces");
        let organization = Organization {
            kind: fields.one_of("kind", &ORGANIZATION_KINDS),
            parent: fields.text("parent"),
            topics: fields.names("topics"),
            profile: profile?,
        };
        Some(organization)
    }
}

impl Role {
    /// Returns whether it is held on some day from `first` to `last`. One without a period always is.
    pub fn holds(&self, first: Date, last: Date) -> bool {
        self.since
            .as_ref()
            .is_none_or(|since| since.first() <= last)
            && self
                .until
                .as_ref()
                .is_none_or(|until| first <= until.last())
    }

    /// Reads a role: the part after the last comma is its period only if it reads as one
    /// (`2020..2022`, `2020..`, `..2022`).
    fn parse(text: &str) -> Self {
        let dated = text.rsplit_once(',').and_then(|(title, period)| {
            let (since, until) = period.trim().split_once("..")?;
            let end = |text: &str| match text.trim() {
                "" => Some(None),
                text => Edtf::read(text).ok().map(Some),
            };
            Some(Role {
                title: title.trim().to_owned(),
                since: end(since)?,
                until: end(until)?,
            })
        });
        dated.unwrap_or_else(|| Role {
            title: text.trim().to_owned(),
            since: None,
            until: None,
        })
    }
}

/// Reads `roles`: a list, or one text. A role holds commas, so it is never cut at them.
fn roles(fields: &mut Fields) -> Vec<Role> {
    fields.declare("roles", || FieldType::list(FieldType::Text));
    let Some(field) = fields.get("roles") else {
        return Vec::new();
    };
    let items = match field.node {
        crate::yaml::Node::Text(text) => vec![ListItem {
            text: text.clone(),
            at: field.at,
        }],
        _ => fields.items_of("roles", &field),
    };
    let mut roles = Vec::with_capacity(items.len());
    for item in items {
        let role = Role::parse(&item.text);
        let ends_first = role
            .since
            .as_ref()
            .zip(role.until.as_ref())
            .is_some_and(|(a, b)| b.last() < a.first());
        if ends_first {
            let place = Place::value(fields.path(), &item.at);
            fields.report(catalog::fields::role_period(place, &role.title));
        }
        roles.push(role);
    }
    roles
}

/// Reads the country that a thing belongs to.
pub(super) fn country(fields: &mut Fields) -> Option<Country> {
    fields.declare("country", || FieldType::Country);
    let text = fields.text("country")?;
    config::country(
        fields,
        &ListItem {
            text,
            at: FieldPath::key("country"),
        },
    )
}

/// Reads an item of Wikidata.
pub(super) fn wikidata(fields: &mut Fields) -> Option<String> {
    fields.parsed("wikidata", "an item of Wikidata (`Q6279`)", |item| {
        let digits = item.strip_prefix('Q')?;
        (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| item.to_owned())
    })
}

/// Reads a list of texts without their places.
pub(super) fn texts(fields: &mut Fields, key: &'static str) -> Vec<String> {
    fields.list(key).into_iter().map(|item| item.text).collect()
}
