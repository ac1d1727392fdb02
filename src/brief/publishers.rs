//! Publishers as one brief sees them: enough to give its citations their ids. The files of publishers are read in
//! `entity`, their names for readers are chosen in `site`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text;
use crate::url::Slug;

/// Publisher of a source, as the citation states it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
pub enum CitedPublisher {
    /// Slug or name, as typed.
    Name(String),
    /// Host of the source's URL.
    Host(String),
    /// Neither a publisher nor a URL.
    Nobody,
}

/// Slugs of the publishers that have files, by their names and hosts.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct PublisherIds {
    by_name: BTreeMap<String, Slug>,
    by_host: BTreeMap<String, Slug>,
    /// Number of unreadable files that may be publishers: their sources cannot be recognized.
    pub n_broken: usize,
}

impl PublisherIds {
    /// Adds a publisher. Of two that share a name or a host, the first wins.
    pub fn add<'a>(
        &mut self,
        slug: &Slug,
        names: impl IntoIterator<Item = &'a str>,
        hosts: impl IntoIterator<Item = String>,
    ) {
        for name in names {
            self.by_name
                .entry(text::fold(name))
                .or_insert_with(|| slug.clone());
        }
        for host in hosts {
            self.by_host.entry(host).or_insert_with(|| slug.clone());
        }
    }

    /// Returns the slug of the publisher `cited`, if it has a file.
    pub fn of(&self, cited: &CitedPublisher) -> Option<&Slug> {
        match cited {
            CitedPublisher::Name(name) => self.by_name.get(&text::fold(name)),
            CitedPublisher::Host(host) => self.by_host.get(host),
            CitedPublisher::Nobody => None,
        }
    }
}
