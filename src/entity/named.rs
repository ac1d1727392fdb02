//! Topics, countries, people and organizations: entities with names, by which briefs are tagged and texts mention
//! them.

use jiff::civil::Date;

use crate::config;
use crate::country::Country;
use crate::diag::{Place, catalog};
use crate::source::FieldPath;
use crate::time::Edtf;
use crate::url::Slug;
use crate::yaml::{FieldType, Fields, ListItem, vocabulary};

/// A topic in the tree of topics.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Topic {
    /// Name for readers, as in lists.
    pub name: String,
    /// Other correct names, recognized in tags.
    pub aka: Vec<String>,
    /// Topic above it, by slug or name.
    pub parent: Option<String>,
    /// Code in the IPTC Media Topics, eight digits.
    pub iptc: Option<String>,
}

/// Additions of a file to a country of ISO 3166-1.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct CountryFile {
    pub country: Country,
    /// Name on this site, if not that of CLDR.
    pub name: Option<String>,
    /// Other correct names, recognized in texts.
    pub aka: Vec<String>,
    /// Regions that contain it, besides those of UN M49.
    pub regions: Vec<Slug>,
}

/// Fields that people and organizations share.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Profile {
    /// Full name, which tags and texts use.
    pub name: String,
    /// Short name, for second mention.
    pub short: Option<String>,
    /// Name as it is sorted: `Kadhemi, Mustafa al-`.
    pub sort: Option<String>,
    /// Name in its own script.
    pub native: Option<String>,
    /// Other correct names, recognized in tags and texts.
    pub aka: Vec<String>,
    /// Spellings that this site does not use; reported in texts.
    pub spellings: Vec<String>,
    /// Country that they are from.
    pub country: Option<Country>,
    /// Item of Wikidata: `Q6279`.
    pub wikidata: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Person {
    /// Names, and the country they are from.
    pub profile: Profile,
    /// Present and former roles, in the order of the file.
    pub roles: Vec<Role>,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Organization {
    /// Names, and the country it is from.
    pub profile: Profile,
    /// Kind of organization, if stated.
    pub kind: Option<OrganizationKind>,
    /// Organization that it is part of, by slug or name.
    pub parent: Option<String>,
    /// Topics that list it, by slug or name.
    pub topics: Vec<String>,
}

vocabulary! {
    /// Kind of an organization.
    pub enum OrganizationKind {
        /// Government or a part of one.
        Government = "government",
        Party = "party",
        Company = "company",
        ArmedGroup = "armed-group",
        Agency = "agency",
        /// NGO: a non-governmental organization.
        Ngo = "ngo",
    }
}

/// Role that a person holds or held.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Role {
    /// Title of the office: *Prime Minister of Iraq*.
    pub title: String,
    /// Beginning, if the period states one.
    pub since: Option<Edtf>,
    /// End, if the period states one.
    pub until: Option<Edtf>,
}

impl Topic {
    /// Reads the front matter of a topic; `None` without a name.
    pub fn read(fields: &mut Fields) -> Option<Self> {
        // Read first and unwrapped last, so that the other fields are checked even without a name.
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
    /// Reads the front matter of a country; the code is that of the file's `name` unless stated.
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
        // The file's name is what editors look for, and `site` indexes the country by its code.
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
    /// Reads the front matter of a person; `None` without a name.
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
    /// Reads the front matter of an organization; `None` without a name.
    pub fn read(fields: &mut Fields) -> Option<Self> {
        let profile = Profile::read(fields, "name: Popular Mobilization Forces");
        let organization = Organization {
            kind: fields.one_of("kind", OrganizationKind::WORDS),
            parent: fields.text("parent"),
            topics: fields.names("topics"),
            profile: profile?,
        };
        Some(organization)
    }
}

impl Role {
    /// Returns whether it is held on some day from `first` to `last`. A role without a period always is.
    pub fn holds(&self, first: Date, last: Date) -> bool {
        self.since
            .as_ref()
            .is_none_or(|since| since.first() <= last)
            && self
                .until
                .as_ref()
                .is_none_or(|until| first <= until.last())
    }

    /// Parses a role. The part after the last comma is its period only if it reads as one (`2020..2022`, `2020..`,
    /// `..2022`); otherwise it belongs to the title.
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

/// Reads `roles`: a list, or one text. Titles contain commas, so a text is never split at them.
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
        // Compared by their extremes: `2020..2020` is a valid period, and so is an end within the year of the
        // beginning.
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

/// Reads `country`: the one that an entity is from.
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

/// Reads `wikidata`: the id of an item.
pub(super) fn wikidata(fields: &mut Fields) -> Option<String> {
    fields.parsed("wikidata", "an item of Wikidata (`Q6279`)", |item| {
        let digits = item.strip_prefix('Q')?;
        (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| item.to_owned())
    })
}

/// Reads a list of texts whose places do not matter.
pub(super) fn texts(fields: &mut Fields, key: &'static str) -> Vec<String> {
    fields.list(key).into_iter().map(|item| item.text).collect()
}
