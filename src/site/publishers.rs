//! Publishers of the cited sources, found by slug, name, short name or host. Which publishers have a page is decided
//! in `publicity`.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::brief::{Citation, CitedPublisher};
use crate::entity::{Entity, EntityFile, Publisher};
use crate::text;
use crate::url::{Slug, WebAddress};

/// Publishers that have a file, indexed by name and host.
#[derive(Clone, Debug, Default)]
pub struct Publishers {
    files: Vec<Arc<EntityFile>>,
    by_name: HashMap<String, usize>,
    by_host: HashMap<String, usize>,
    /// Translated files, by slug and language.
    translations: BTreeMap<(String, String), Arc<EntityFile>>,
}

impl Publishers {
    /// Indexes `files`, which are all publishers and sorted by path. Of two that share a name or host, the first
    /// wins.
    pub fn new(files: Vec<Arc<EntityFile>>) -> Self {
        let (files, translated): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|file| file.language.is_none());
        let mut publishers = Publishers {
            files,
            ..Publishers::default()
        };
        for file in translated {
            let language = file.language.clone().unwrap_or_default();
            publishers
                .translations
                .insert((file.slug.as_str().to_owned(), language), file);
        }
        for (idx, file) in publishers.files.iter().enumerate() {
            let Entity::Publisher(publisher) = &file.entity else {
                continue;
            };
            // Editors may type the slug of a publisher instead of its name.
            let names = [
                Some(file.slug.as_str()),
                Some(publisher.name.as_str()),
                publisher.short.as_deref(),
            ];
            for name in names.into_iter().flatten() {
                publishers.by_name.entry(text::fold(name)).or_insert(idx);
            }
            for host in publisher.own_hosts() {
                publishers.by_host.entry(host).or_insert(idx);
            }
        }
        publishers
    }

    /// Returns the publisher of `citation`, if it has a file.
    pub fn of(&self, citation: &Citation) -> Option<&Publisher> {
        match &self.files[self.idx_of(&citation.cited())?].entity {
            Entity::Publisher(publisher) => Some(publisher),
            _ => None,
        }
    }

    /// Returns the publisher `cited` from its file in `language`, else from the one in the main language.
    fn of_in(&self, cited: &CitedPublisher, language: &str) -> Option<&Publisher> {
        let file = &self.files[self.idx_of(cited)?];
        let key = (file.slug.as_str().to_owned(), language.to_owned());
        let translation = self.translations.get(&key).map(|file| &file.entity);
        match (translation, &file.entity) {
            (Some(Entity::Publisher(publisher)), _) | (_, Entity::Publisher(publisher)) => {
                Some(publisher)
            }
            _ => None,
        }
    }

    fn idx_of(&self, cited: &CitedPublisher) -> Option<usize> {
        match cited {
            // Folding a name costs more than all else here, and many sites have no files of publishers.
            CitedPublisher::Name(_) if self.by_name.is_empty() => None,
            CitedPublisher::Name(name) => self.by_name.get(&text::fold(name)).copied(),
            CitedPublisher::Host(host) => self.by_host.get(host).copied(),
            CitedPublisher::Nobody => None,
        }
    }

    /// Returns the name of the publisher of `citation` for readers of `language`.
    ///
    /// That is the short name, the full name, the name in the brief, or the host of the URL, in this order.
    pub fn name<'a>(&'a self, citation: &'a Citation, language: &str) -> Option<&'a str> {
        let host = || citation.url.as_ref().map(WebAddress::host);
        self.known_name(&citation.cited(), language)
            .or(citation.publisher.as_deref())
            .or_else(host)
    }

    /// Returns the name of the publisher that a brief's metadata cites; see [`name`](Publishers::name).
    pub fn name_of<'a>(&'a self, cited: &'a CitedPublisher, language: &str) -> Option<&'a str> {
        self.known_name(cited, language).or(match cited {
            CitedPublisher::Name(name) | CitedPublisher::Host(name) => Some(name),
            CitedPublisher::Nobody => None,
        })
    }

    fn known_name(&self, cited: &CitedPublisher, language: &str) -> Option<&str> {
        let publisher = self.of_in(cited, language)?;
        Some(publisher.short.as_deref().unwrap_or(&publisher.name))
    }

    /// Returns slug and name of the publisher's page.
    ///
    /// They come from its file, else from the name in the brief, else from the host; `None` for a source without
    /// either.
    pub fn slug_and_name(&self, cited: &CitedPublisher) -> Option<(String, String)> {
        if let Some(idx) = self.idx_of(cited) {
            let file = &self.files[idx];
            return Some((file.slug.as_str().to_owned(), file.name()?.to_owned()));
        }
        let (CitedPublisher::Name(name) | CitedPublisher::Host(name)) = cited else {
            return None;
        };
        // `wire.example` becomes `wire-example`; a slug contains no dots.
        Some((
            Slug::from_text(&name.replace('.', "-"))?
                .as_str()
                .to_owned(),
            name.clone(),
        ))
    }
}
