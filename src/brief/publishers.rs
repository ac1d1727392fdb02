//! The publishers that a source is recognized by, for its id in footnotes: all that a brief knows of other files.

use std::collections::BTreeMap;

use crate::text;
use crate::url::Slug;

/// Who published a source, as far as it says.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CitedPublisher {
    /// A slug or a name.
    Name(String),
    /// The host of its address.
    Host(String),
    /// It does not.
    Nobody,
}

/// Slugs of described publishers, by their names and the hosts of their addresses.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct PublisherIds {
    by_name: BTreeMap<String, Slug>,
    by_host: BTreeMap<String, Slug>,
    /// Files that may describe a publisher and cannot be read: who their sources are is not known.
    pub n_broken: usize,
}

impl PublisherIds {
    /// Adds a publisher. Of two that share a name or a host, the first keeps it.
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

    /// Returns the slug of the publisher that is `cited`, if a file describes it.
    pub fn of(&self, cited: &CitedPublisher) -> Option<&Slug> {
        match cited {
            CitedPublisher::Name(name) => self.by_name.get(&text::fold(name)),
            CitedPublisher::Host(host) => self.by_host.get(host),
            CitedPublisher::Nobody => None,
        }
    }
}
