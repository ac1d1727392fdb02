//! What editors type for a topic, a person, an organization or a storyline: its slug, or one of its names.

use std::collections::HashMap;

use crate::entity::{Entity, EntityFile};
use crate::kind::Kind;
use crate::site::Group;
use crate::text;

/// The names of all that files describe, for tags.
#[derive(Clone, Debug, Default)]
pub(crate) struct TagNames {
    /// Slugs by kind and folded name, sorted, each once.
    names: HashMap<(Kind, String), Vec<String>>,
    /// The same by spellings that are not the site's: what an editor types by mistake is understood, too.
    spellings: HashMap<(Kind, String), Vec<String>>,
}

impl TagNames {
    /// Gathers the names that the files of `groups` give, in all languages.
    pub(crate) fn new<'a>(groups: impl IntoIterator<Item = &'a Group>) -> Self {
        let mut all = TagNames::default();
        for group in groups {
            for file in group.file.iter().chain(&group.translations) {
                let (names, spellings) = names_of(file);
                names
                    .into_iter()
                    .for_each(|name| add(&mut all.names, group, name));
                spellings
                    .iter()
                    .for_each(|name| add(&mut all.spellings, group, name));
            }
        }
        all
    }

    /// Returns the slugs of all things of this kind that are called `name`.
    pub(crate) fn find(&self, kind: Kind, name: &str) -> &[String] {
        let key = (kind, text::fold(name));
        self.names
            .get(&key)
            .or_else(|| self.spellings.get(&key))
            .map_or(&[], Vec::as_slice)
    }
}

fn add(names: &mut HashMap<(Kind, String), Vec<String>>, group: &Group, name: &str) {
    let slugs = names.entry((group.kind, text::fold(name))).or_default();
    if let Err(at) = slugs.binary_search(&group.slug) {
        slugs.insert(at, group.slug.clone());
    }
}

/// The names that `file` gives, and the spellings that are not the site's.
fn names_of(file: &EntityFile) -> (Vec<&str>, &[String]) {
    let mut names: Vec<&str> = file.name().into_iter().collect();
    let mut spellings = &[][..];
    if let Some(of) = file.entity.profile() {
        let others = of.short.iter().chain(&of.native).chain(&of.aka);
        names.extend(others.map(String::as_str));
        spellings = &of.spellings;
    } else if let Entity::Topic(topic) = &file.entity {
        names.extend(topic.aka.iter().map(String::as_str));
    }
    (names, spellings)
}
