//! The file of an entity: fields that all kinds share (slug, release, aliases, text), and dispatch to the reader of
//! the kind.

use crate::body::{self, Body};
use crate::config::{self, Config};
use crate::content::{self, Alias, ContentPath};
use crate::diag::{self, Checked, Place, catalog};
use crate::entity::{
    CountryFile, Edition, Organization, Person, Profile, Publisher, ReleaseConditions, Storyline,
    Topic,
};
use crate::kind::Kind;
use crate::locale::Locale;
use crate::source::{FieldPath, SourceFile, SourcePath, SourceTree};
use crate::text;
use crate::theme;
use crate::url::Slug;
use crate::yaml::{Fields, MappingSchema, Node};

/// File that describes something other than a brief.
#[derive(Clone, Debug)]
pub struct EntityFile {
    pub path: SourcePath,
    /// Kind, by the folder of the file.
    pub kind: Kind,
    /// Slug, the last segment of its route; a country's route has the code in lower case instead.
    pub slug: Slug,
    /// For a page, the folders above it: `team`; otherwise empty.
    pub below: String,
    /// Language, if it is not the main one.
    pub language: Option<String>,
    /// Conditions of publication, as the file states them.
    pub release: ReleaseConditions,
    /// Fields of its kind.
    pub entity: Entity,
    /// Text below the front matter.
    pub body: Body,
    /// Old routes, which redirect to the present one.
    pub aliases: Vec<Alias>,
    /// Template, if not the default one of the kind.
    pub template: Option<String>,
    /// Free values for templates.
    pub extra: Node,
}

/// Fields that only files of one kind have.
#[derive(Clone, Debug)]
pub enum Entity {
    Topic(Topic),
    Country(CountryFile),
    Person(Person),
    Organization(Organization),
    Storyline(Storyline),
    /// Outlet that published cited sources.
    Publisher(Publisher),
    Edition(Edition),
    /// Hand-written page, with its title.
    Page(String),
}

impl Entity {
    /// Returns the profile of a person or an organization.
    pub fn profile(&self) -> Option<&Profile> {
        match self {
            Entity::Person(person) => Some(&person.profile),
            Entity::Organization(of) => Some(&of.profile),
            _ => None,
        }
    }
}

impl EntityFile {
    /// Returns the name for readers; a country's file may leave it to CLDR.
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

/// Parses the file of an entity, whose path has the parts `at`.
///
/// The value is `None` if the file has an error.
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

/// Returns the schema of the front matter of files of this kind, which is not `Brief`.
pub fn keys(kind: Kind) -> MappingSchema {
    let config = config::parse(&SourceTree::default()).value;
    let path = SourcePath::new(&format!("content/{}/a.md", kind.folder()));
    let at = ContentPath::of(&path, &[]).expect("things of this kind lie there");
    MappingSchema::of(kind.as_str(), |fields| drop(read(fields, &at, &config)))
}

fn read(fields: &mut Fields, at: &ContentPath, config: &Config) -> Option<EntityFile> {
    let given = fields.slug("slug");
    // Reading goes on with a placeholder, so that all mistakes are reported at once.
    let slug = content::slug(fields.path(), &at.name, given).unwrap_or_else(|error| {
        fields.report(error);
        Slug::stand_in()
    });
    // Only pages keep their folders in the route; elsewhere two files in different folders could share one.
    if at.kind != Kind::Page && !at.below.is_empty() {
        let hint = format!("move it to `content/{}/{}.md`", at.kind.folder(), at.name);
        let place = Place::file(fields.path());
        fields.report(catalog::files::file_too_deep(place, at.kind.folder(), hint));
    }
    let entity = match at.kind {
        // Briefs have a parser of their own, and regions have no files.
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
        release: ReleaseConditions::read(fields, at.kind, &config.timezone),
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
