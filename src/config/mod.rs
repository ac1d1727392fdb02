//! `site.yaml`: what the editor says of the site as a whole, read into types that cannot be wrong.
//! Everything is optional, and nothing is taken from the folder's name, the machine or the environment.

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

/// Briefs on a list page, unless `page_size` says otherwise.
pub const PAGE_SIZE: usize = 20;
/// Entries in the site's feed, unless `feed_size` says otherwise.
pub const FEED_SIZE: usize = 50;
/// Entries in every other feed.
pub const SMALL_FEED_SIZE: usize = 20;

/// The site as a whole.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file that says all this, or would.
    pub path: SourcePath,
    /// Its name.
    pub title: String,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// Where it will stand.
    pub base: Base,
    /// Its main language, a BCP 47 tag.
    pub language: String,
    /// The zone of every time without an offset.
    pub timezone: TimeZone,
    /// The other languages that are built, sorted.
    pub languages: Vec<String>,
    /// What the site calls itself in those of them that say so.
    pub versions: Vec<Version>,
    /// The domain in feed ids; the host of `url` if not given.
    pub id_domain: Option<String>,
    /// The date in the ids of the feeds themselves: `2021`, `2021-07` or `2021-07-25`.
    pub id_date: Option<String>,
    /// Who writes, unless a brief says otherwise.
    pub author: Option<String>,
    /// Who edits, unless a brief says otherwise.
    pub editor: Option<String>,
    /// Where readers report errors.
    pub email: Option<String>,
    /// The address of the licence that briefs have.
    pub license: Option<String>,
    /// Whether a slug that no file describes is an error.
    pub entities: Entities,
    /// Names of countries, and the site's own regions.
    pub names: NameSettings,
    /// What lists of countries are called in the main language, if not what the theme calls them.
    pub country_label: Option<String>,
    /// Bold lead-ins of each language besides the known ones.
    pub lead_ins: Vec<(String, Vec<String>)>,
    /// Briefs on a list page, at least 1.
    pub page_size: usize,
    /// Entries in the site's feed, at least 1.
    pub feed_size: usize,
    /// Named queries, read by name.
    pub lists: Vec<(String, Node)>,
    /// The main menu.
    pub nav: Vec<NavItem>,
    /// Which kinds of feed are written.
    pub feeds: Vec<FeedKind>,
    /// What it says of the rules.
    pub check: Rules,
    /// Schemes of links out of the site besides the usual ones, in lower case.
    pub link_schemes: Vec<String>,
    /// Words that may not be used.
    pub banned_words: Vec<String>,
    /// Front matter by folder, shorter paths first.
    pub defaults: Vec<Defaults>,
    /// The text of robots.txt, if it is the site's own.
    pub robots: Option<String>,
    /// Path of the favicon below `static/`.
    pub icon: Option<String>,
    /// What of `static/` is published although its name begins with a dot.
    pub dot_files: Vec<DotFile>,
    /// Anything, for templates.
    pub extra: Node,
}

/// A file or folder that is published although its name begins with a dot.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct DotFile {
    /// Its path below `static/`.
    pub path: String,
    /// Where the settings name it.
    pub at: FieldPath,
}

/// What a site calls itself in a language that is not its main one.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Version {
    /// The language, a BCP 47 tag.
    pub language: String,
    /// The site's name.
    pub title: Option<String>,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// Who writes, unless a brief says otherwise.
    pub author: Option<String>,
    /// What lists of countries are called.
    pub country_label: Option<String>,
    /// Names of the site's own regions, by slug.
    pub regions: Vec<(String, String)>,
}

/// Whether topics, people, organizations and storylines must be described by a file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Entities {
    /// A slug without a file is a mistake.
    Closed,
    /// A slug without a file is a new thing.
    Open,
}

/// A kind of feed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FeedKind {
    /// Atom, `feed.xml`.
    Atom,
    /// JSON Feed, `feed.json`.
    Json,
}

/// An entry of the main menu.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct NavItem {
    /// What it says.
    pub title: String,
    /// Where it leads: `country:IQ`, `/about/`, `https://…`.
    pub link: String,
    /// Where the link stands in `site.yaml`.
    pub at: FieldPath,
}

/// Front matter that a folder gives to its files.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Defaults {
    /// The folder below `content/`, with its final `/`.
    pub folder: String,
    /// The fields.
    pub fields: Vec<(String, Node)>,
    /// Where they stand in `site.yaml`.
    pub at: FieldPath,
}

impl Config {
    /// Returns what an entry of the menu leads to.
    pub fn nav_target(&self, item: &NavItem) -> Target {
        body::target(&item.link, &self.link_schemes)
    }

    /// Returns the site's name in `language`.
    pub fn title_in(&self, language: &str) -> &str {
        self.version(language)
            .and_then(|version| version.title.as_deref())
            .unwrap_or(&self.title)
    }

    /// Returns what the site is, in `language` if it says so, else in the main one.
    pub fn description_in(&self, language: &str) -> Option<&str> {
        let own = self
            .version(language)
            .and_then(|version| version.description.as_deref());
        own.or(self.description.as_deref())
    }

    /// Returns whether what the site is is said in `language`, which is not the main one.
    pub fn describes_itself_in(&self, language: &str) -> bool {
        self.version(language)
            .is_some_and(|version| version.description.is_some())
    }

    /// Returns who writes, as it is said in `language`.
    pub fn author_in(&self, language: &str) -> Option<&str> {
        let own = self
            .version(language)
            .and_then(|version| version.author.as_deref());
        own.or(self.author.as_deref())
    }

    /// Returns what the site calls lists of countries in `language`, if it says so.
    pub fn country_label_in(&self, language: &str) -> Option<&str> {
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

    /// Returns the front matter that the folder of `path` gives to a file, nearest folder first.
    pub fn defaults_for<'a>(&'a self, path: &str) -> impl Iterator<Item = &'a (String, Node)> {
        let below = path.strip_prefix("content/").unwrap_or(path).to_owned();
        let nearest_first = self.defaults.iter().rev();
        let folders = nearest_first.filter(move |defaults| below.starts_with(&defaults.folder));
        folders.flat_map(|defaults| &defaults.fields)
    }

    /// Returns where the front matter that the folder of `path` gives under `key` stands in `site.yaml`, if it does.
    pub fn default_at(&self, path: &str, key: &str) -> Option<FieldPath> {
        let below = path.strip_prefix("content/")?;
        let gives = |defaults: &&Defaults| {
            below.starts_with(&defaults.folder)
                && defaults.fields.iter().any(|(known, _)| known == key)
        };
        Some(self.defaults.iter().rev().find(gives)?.at.at_key(key))
    }

    /// Returns the domain that feed ids are built from, if there is one.
    pub fn id_domain(&self) -> Option<&str> {
        self.id_domain.as_deref().or(self.base.host())
    }

    /// Returns the lead-ins of `language` that the site adds to the known ones.
    pub fn lead_ins(&self, language: &str) -> impl Iterator<Item = &str> {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        let wanted = primary(language);
        let sets = self
            .lead_ins
            .iter()
            .filter(move |(tag, _)| primary(tag) == wanted);
        sets.flat_map(|(_, labels)| labels).map(String::as_str)
    }

    /// Returns the own region of this slug.
    pub fn own_region(&self, slug: &str) -> Option<&OwnRegion> {
        self.names
            .regions
            .iter()
            .find(|region| region.slug.as_str() == slug)
    }

    /// Returns the name of one of the site's own regions in `language`, if the site says it.
    pub fn own_region_in(&self, slug: &str, language: &str) -> Option<&str> {
        let regions = &self.version(language)?.regions;
        regions
            .iter()
            .find(|(known, _)| known == slug)
            .map(|(_, name)| name.as_str())
    }

    /// Returns the slugs of the site's own regions.
    pub fn own_region_slugs(&self) -> impl Iterator<Item = &Slug> {
        self.names.regions.iter().map(|region| &region.slug)
    }
}
