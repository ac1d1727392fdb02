//! The settings of a site: `site.yaml`, parsed into types that cannot be invalid. Every key is optional, and nothing
//! is taken from the folder's name, the machine or the environment. `read` parses the keys, `rules` those of `check`.

mod names;
mod read;
mod rule;
mod rules;
mod versions;

use jiff::tz::TimeZone;

pub use names::{CountryName, NameSettings, OwnRegion, name_of_slug};
pub use read::{country, keys, parse};
pub use rule::{COVERED_ALREADY, Exception};
pub use rules::{RuleProfile, Rules, is_rule};

use crate::body::{self, Target};
use crate::source::{FieldPath, SourcePath};
use crate::url::{Base, Slug};
use crate::yaml::Node;

/// Default of `page_size`: briefs on one page of a list.
pub const PAGE_SIZE: usize = 20;
/// Default of `feed_size`: entries in the site's feed.
pub const FEED_SIZE: usize = 50;
/// Entries in every feed but the site's.
pub const SMALL_FEED_SIZE: usize = 20;

/// Settings of the whole site.
#[derive(Clone, Debug)]
pub struct Config {
    /// Path of the settings file, even if there is none.
    pub path: SourcePath,
    /// Name of the site.
    pub title: String,
    /// Description of the site, in one sentence.
    pub description: Option<String>,
    /// Address at which the site will be published.
    pub base: Base,
    /// Main language, a BCP 47 tag.
    pub language: String,
    /// Time zone of all times without an offset.
    pub timezone: TimeZone,
    /// Further languages, sorted, each once.
    pub languages: Vec<String>,
    /// Names and texts of the site in its further languages.
    pub versions: Vec<Version>,
    /// Domain in feed ids; the host of `url` if not given.
    pub id_domain: Option<String>,
    /// Date in the ids of the feeds themselves: `2021`, `2021-07` or `2021-07-25`.
    pub id_date: Option<String>,
    /// Author of briefs that name none.
    pub author: Option<String>,
    /// Editor of briefs that name none.
    pub editor: Option<String>,
    /// E-mail address to which readers report errors.
    pub email: Option<String>,
    /// URL of the licence of the briefs.
    pub license: Option<String>,
    /// Rule for slugs without a file: error, or new group.
    pub entities: Entities,
    /// Names of countries, and the site's own regions.
    pub names: NameSettings,
    /// Label of lists of countries in the main language, if not the theme's.
    pub country_label: Option<String>,
    /// Bold lead-ins by language, besides the built-in ones.
    pub lead_ins: Vec<(String, Vec<String>)>,
    /// Number of briefs on one page of a list, at least 1.
    pub page_size: usize,
    /// Number of entries in the site's feed, at least 1.
    pub feed_size: usize,
    /// Named lists as YAML, by name; resolved in `site`.
    pub lists: Vec<(String, Node)>,
    /// Entries of the main menu.
    pub nav: Vec<NavItem>,
    /// Formats in which feeds are written.
    pub feeds: Vec<FeedKind>,
    /// Severities of the rules.
    pub check: Rules,
    /// Schemes of external links besides the usual ones, in lower case.
    pub link_schemes: Vec<String>,
    /// Words that briefs may not use.
    pub banned_words: Vec<String>,
    /// Default front matter by folder, shorter paths first.
    pub defaults: Vec<Defaults>,
    /// Text of robots.txt, if not the default one.
    pub robots: Option<String>,
    /// Path of the favicon below `static/`.
    pub icon: Option<String>,
    /// Files and folders of `static/` that are published although their names begin with a dot.
    pub dot_files: Vec<DotFile>,
    /// Free values for templates.
    pub extra: Node,
}

/// File or folder that is published although its name begins with a dot.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct DotFile {
    /// Path of it below `static/`.
    pub path: String,
    /// Position in the settings.
    pub at: FieldPath,
}

/// Names and texts of the site in a language that is not its main one.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Version {
    /// BCP 47 tag of the language.
    pub language: String,
    /// Name of the site.
    pub title: Option<String>,
    /// Description of the site, in one sentence.
    pub description: Option<String>,
    /// Author of briefs that name none.
    pub author: Option<String>,
    /// Label of lists of countries.
    pub country_label: Option<String>,
    /// Names of the site's own regions, by slug.
    pub regions: Vec<(String, String)>,
}

/// Whether topics, people, organizations and storylines need a file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Entities {
    /// A slug without a file is an error.
    Closed,
    /// A slug without a file creates a group.
    Open,
}

/// Format of a feed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FeedKind {
    /// Atom, written as `feed.xml`.
    Atom,
    /// JSON Feed, written as `feed.json`.
    Json,
}

/// Entry of the main menu.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct NavItem {
    /// Text of the entry.
    pub title: String,
    /// Target: `country:IQ`, `/about/`, `https://…`.
    pub link: String,
    /// Position of the link in `site.yaml`.
    pub at: FieldPath,
}

/// Default front matter for the files of a folder.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Defaults {
    /// Folder below `content/`, with the final `/`.
    pub folder: String,
    /// Fields with their values.
    pub fields: Vec<(String, Node)>,
    /// Position of these fields in `site.yaml`.
    pub at: FieldPath,
}

impl Config {
    /// Returns the link target of a menu entry.
    pub fn nav_target(&self, item: &NavItem) -> Target {
        body::target(&item.link, &self.link_schemes)
    }

    /// Returns the name of the site in `language`.
    pub fn title_in(&self, language: &str) -> &str {
        self.version(language)
            .and_then(|version| version.title.as_deref())
            .unwrap_or(&self.title)
    }

    /// Returns the description of the site in `language`, else in the main language.
    pub fn description_in(&self, language: &str) -> Option<&str> {
        let own = self
            .version(language)
            .and_then(|version| version.description.as_deref());
        own.or(self.description.as_deref())
    }

    /// Returns whether the site has a description in `language`, which is not the main one.
    pub fn describes_itself_in(&self, language: &str) -> bool {
        self.version(language)
            .is_some_and(|version| version.description.is_some())
    }

    /// Returns the author in `language`, else as the main language has it.
    pub fn author_in(&self, language: &str) -> Option<&str> {
        let own = self
            .version(language)
            .and_then(|version| version.author.as_deref());
        own.or(self.author.as_deref())
    }

    /// Returns the label of lists of countries in `language`, if the site has one.
    pub fn country_label_in(&self, language: &str) -> Option<&str> {
        // No fallback to the main language: the theme has a translated label of its own.
        let own = if language == self.language {
            self.country_label.as_ref()
        } else {
            self.version(language)
                .and_then(|version| version.country_label.as_ref())
        };
        own.map(String::as_str)
    }

    fn version(&self, language: &str) -> Option<&Version> {
        self.versions
            .iter()
            .find(|version| version.language == language)
    }

    /// Returns the default front matter for a file at `path`, nearest folder first.
    pub fn defaults_for<'a>(&'a self, path: &str) -> impl Iterator<Item = &'a (String, Node)> {
        let below = path.strip_prefix("content/").unwrap_or(path).to_owned();
        // Shorter paths come first in `defaults`, and a folder inside another one has the longer path.
        let nearest_first = self.defaults.iter().rev();
        let folders = nearest_first.filter(move |defaults| below.starts_with(&defaults.folder));
        folders.flat_map(|defaults| &defaults.fields)
    }

    /// Returns the position in `site.yaml` of the default that a file at `path` gets for `key`, if it gets one.
    pub fn default_at(&self, path: &str, key: &str) -> Option<FieldPath> {
        let below = path.strip_prefix("content/")?;
        let gives = |defaults: &&Defaults| {
            below.starts_with(&defaults.folder)
                && defaults.fields.iter().any(|(known, _)| known == key)
        };
        Some(self.defaults.iter().rev().find(gives)?.at.at_key(key))
    }

    /// Returns the domain for feed ids, if there is one.
    pub fn id_domain(&self) -> Option<&str> {
        self.id_domain.as_deref().or(self.base.host())
    }

    /// Returns the lead-ins of `language` that the site adds to the built-in ones.
    pub fn lead_ins(&self, language: &str) -> impl Iterator<Item = &str> {
        // `en-GB` and `en` share their lead-ins.
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        let primary_subtag = primary(language);
        let sets = self
            .lead_ins
            .iter()
            .filter(move |(tag, _)| primary(tag) == primary_subtag);
        sets.flat_map(|(_, labels)| labels).map(String::as_str)
    }

    /// Returns the site's own region with this slug.
    pub fn own_region(&self, slug: &str) -> Option<&OwnRegion> {
        self.names
            .regions
            .iter()
            .find(|region| region.slug.as_str() == slug)
    }

    /// Returns the name of one of the site's own regions in `language`, if the site gives it.
    pub fn own_region_in(&self, slug: &str, language: &str) -> Option<&str> {
        let regions = &self.version(language)?.regions;
        regions
            .iter()
            .find(|(known, _)| known == slug)
            .map(|(_, name)| name.as_str())
    }

    pub fn own_region_slugs(&self) -> impl Iterator<Item = &Slug> {
        self.names.regions.iter().map(|region| &region.slug)
    }
}
