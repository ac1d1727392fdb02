//! Names of groups as editors type them in tags: a slug, or any name that a file gives. Names as texts mention them
//! are in `names`.

use std::collections::HashMap;

use crate::entity::{Entity, EntityFile};
use crate::kind::Kind;
use crate::site::Group;
use crate::text;

/// Index of all names that files give to groups, for resolving tags.
#[derive(Clone, Debug, Default)]
pub(crate) struct TagNames {
    /// Slugs by kind and folded name, sorted, each once.
    names: HashMap<(Kind, String), Vec<String>>,
    /// The same for spellings that the site does not use. Editors type them anyway, and the meaning is clear.
    spellings: HashMap<(Kind, String), Vec<String>>,
}

impl TagNames {
    /// Indexes the names in the files of `groups`, in all languages.
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

    /// Returns the slugs of all groups of this kind that are called `name`.
    pub(crate) fn find(&self, kind: Kind, name: &str) -> &[String] {
        let key = (kind, text::fold(name));
        // Proper names win: a spelling must not make the name of another group ambiguous.
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

/// Returns the names that `file` gives, and the spellings that the site does not use.
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
