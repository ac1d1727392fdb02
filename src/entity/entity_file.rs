//! What every file thing has: its file, its slug, its text, its old addresses.

use crate::body::{self, Body};
use crate::config::{self, Config};
use crate::content::{self, Alias, ContentPath};
use crate::diag::{self, Checked, Place, catalog};
use crate::entity::{
    CountryFile, Edition, Organization, Person, Profile, Publisher, Release, Storyline, Topic,
};
use crate::kind::Kind;
use crate::locale::Locale;
use crate::source::{FieldPath, SourceFile, SourcePath, SourceTree};
use crate::text;
use crate::theme;
use crate::url::Slug;
use crate::yaml::{Fields, MappingSchema, Node};

/// A file that describes something other than a brief.
#[derive(Clone, Debug)]
pub struct EntityFile {
    /// The file.
    pub path: SourcePath,
    /// What it describes.
    pub kind: Kind,
    /// Its name in addresses; of a country, its code in lower case.
    pub slug: Slug,
    /// For a page, the folders above it; else empty.
    pub below: String,
    /// Its language, if it is not the site's.
    pub language: Option<String>,
    /// Whether readers may see it, and from when, as the file states it.
    pub release: Release,
    /// What it says of the thing.
    pub entity: Entity,
    /// The text below the front matter.
    pub body: Body,
    /// Old addresses, which lead here.
    pub aliases: Vec<Alias>,
    /// The template, if not the kind's own.
    pub template: Option<String>,
    /// Anything, for templates.
    pub extra: Node,
}

/// What a file says of the thing it describes.
#[derive(Clone, Debug)]
pub enum Entity {
    /// A topic.
    Topic(Topic),
    /// A country.
    Country(CountryFile),
    /// A person.
    Person(Person),
    /// An organization.
    Organization(Organization),
    /// A running story.
    Storyline(Storyline),
    /// A publisher of sources.
    Publisher(Publisher),
    /// An edition.
    Edition(Edition),
    /// A page: its title.
    Page(String),
}

impl Entity {
    /// Returns the names of a person or an organization, and where it is from.
    pub fn profile(&self) -> Option<&Profile> {
        match self {
            Entity::Person(person) => Some(&person.profile),
            Entity::Organization(of) => Some(&of.profile),
            _ => None,
        }
    }
}

impl EntityFile {
    /// Returns its name for readers.
    pub fn name(&self) -> Option<&str> {
        match &self.entity {
            Entity::Topic(topic) => Some(&topic.name),
            Entity::Country(country) => country.name.as_deref(),
            Entity::Person(person) => Some(&person.profile.name),
            Entity::Organization(of) => Some(&of.profile.name),
            Entity::Storyline(storyline) => Some(&storyline.title),
            Entity::Publisher(publisher) => Some(&publisher.name),
            Entity::Edition(edition) => Some(&edition.title),
            Entity::Page(title) => Some(title),
        }
    }
}

/// Reads the file of a thing, of the kind that `at` says.
///
/// The value is `None` if its front matter has a mistake.
pub fn parse(file: &SourceFile, at: ContentPath, config: &Config) -> Checked<Option<EntityFile>> {
    let mut diagnostics = Vec::new();
    let Some(document) = content::open(file, config).take(&mut diagnostics) else {
        return Checked {
            value: None,
            diagnostics,
        };
    };
    let mut fields = Fields::new(&file.path, FieldPath::default(), &document.entries);
    let entity_file = read(&mut fields, &at, config);
    diagnostics.extend(fields.finish());
    let locale = Locale::of(at.language.as_deref().unwrap_or(&config.language));
    let options = body::Options {
        path: &file.path,
        base: document.body_at,
        citations: &[],
        other_ids: &[],
        style: body::Style::of(locale),
        direction: locale.direction(),
        lead_ins: &[],
        page_ids: &theme::PAGE_PLACES,
        link_schemes: &config.link_schemes,
    };
    let body = body::parse(document.body, &options).take(&mut diagnostics);
    let value = entity_file
        .filter(|_| !diag::has_errors(&diagnostics))
        .map(|parsed| EntityFile { body, ..parsed });
    Checked { value, diagnostics }
}

/// Returns the keys of the front matter of things of this kind, which is not a brief's.
pub fn keys(kind: Kind) -> MappingSchema {
    let config = config::parse(&SourceTree::default()).value;
    let path = SourcePath::new(&format!("content/{}/a.md", kind.folder()));
    let at = ContentPath::of(&path, &[]).expect("things of this kind lie there");
    MappingSchema::of(kind.as_str(), |fields| drop(read(fields, &at, &config)))
}

fn read(fields: &mut Fields, at: &ContentPath, config: &Config) -> Option<EntityFile> {
    let given = fields.slug("slug");
    let slug = content::slug(fields.path(), &at.name, given).unwrap_or_else(|error| {
        fields.report(error);
        Slug::stand_in()
    });
    if at.kind != Kind::Page && !at.below.is_empty() {
        let hint = format!("move it to `content/{}/{}.md`", at.kind.folder(), at.name);
        let place = Place::file(fields.path());
        fields.report(catalog::files::file_too_deep(place, at.kind.folder(), hint));
    }
    let entity = match at.kind {
        Kind::Brief | Kind::Region => None,
        Kind::Topic => Topic::read(fields).map(Entity::Topic),
        Kind::Country => CountryFile::read(fields, &at.name).map(Entity::Country),
        Kind::Person => Person::read(fields).map(Entity::Person),
        Kind::Organization => Organization::read(fields).map(Entity::Organization),
        Kind::Storyline => Storyline::read(fields).map(Entity::Storyline),
        Kind::Publisher => Publisher::read(fields).map(Entity::Publisher),
        Kind::Edition => Edition::read(fields, &config.timezone).map(Entity::Edition),
        Kind::Page => fields
            .required_text("title", "title: About us")
            .map(Entity::Page),
    };
    let file = EntityFile {
        path: fields.path().clone(),
        kind: at.kind,
        slug,
        below: at.below.clone(),
        language: at.language.clone(),
        release: Release::read(fields, at.kind, &config.timezone),
        aliases: content::aliases(fields),
        template: fields
            .text("template")
            .map(|name| text::composed(&name).into_owned()),
        extra: fields
            .get("extra")
            .map(|field| field.node.clone())
            .unwrap_or_default(),
        body: Body::default(),
        entity: entity?,
    };
    Some(file)
}
