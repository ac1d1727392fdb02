//! Content files become values, each file by itself: `file` parses one, and [`Content`] is all of them, sorted by what
//! they are. Knows neither links nor addresses: `site` does.

mod unknown;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::brief::{self, Brief, ParseContext, PublisherIds};
use crate::config::Config;
use crate::content::ContentPath;
use crate::diag::{self, Checked, Diagnostic, Place, catalog};
use crate::entity::{self, Entity, EntityFile};
use crate::hash::Hash;
use crate::kind::Kind;
use crate::source::{SourceFile, SourcePath};

pub use unknown::{has_content, unread};

/// What files are parsed with.
#[derive(Clone, Debug)]
pub struct ParseInputs<'a> {
    /// What `site.yaml` says.
    pub config: &'a Config,
    /// The hash of its file.
    pub config_hash: Hash,
    /// What the publishers of sources are recognized by.
    pub publishers: PublisherIds,
    /// The hash of those.
    pub publishers_hash: Hash,
}

impl ParseInputs<'_> {
    /// Returns the hash of all that `file` is parsed from.
    pub fn key(&self, file: &SourceFile) -> Hash {
        let is_brief = file.path.as_str().starts_with("content/briefs/");
        let publishers = is_brief.then_some(self.publishers_hash);
        Hash::of(&(&file.path, file.hash, self.config_hash, publishers))
    }
}

/// A parsed content file.
#[derive(Debug)]
pub struct ParsedFile {
    /// What its path says.
    pub at: ContentPath,
    /// What it says; `None` if it cannot be read.
    pub entry: Option<FileEntry>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// The hash of all that linking looks at.
    link_hash: Hash,
    state: FileState,
}

/// What a content file says.
#[derive(Clone, Debug)]
pub enum FileEntry {
    /// A brief.
    Brief(Arc<Brief>),
    /// Anything else.
    Entity(Arc<EntityFile>),
}

/// Whether what a file says can be shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum FileState {
    Shown,
    /// A mistake hides it.
    Faulty,
    /// It cannot be read.
    Broken,
}

/// A file below `content/` and what was parsed from it; `None` if nothing is made of it.
pub type ContentFile = (SourcePath, Arc<Option<ParsedFile>>);

/// Parses `file`, whose [key](ParseInputs::key) is `key`; `None` if it lies in no known folder.
pub fn file(file: &SourceFile, key: Hash, with: &ParseInputs) -> Option<ParsedFile> {
    let at = ContentPath::of(&file.path, &with.config.languages)?;
    if at.unlisted_language().is_some() {
        return Some(ParsedFile {
            at,
            entry: None,
            diagnostics: Vec::new(),
            link_hash: Hash::of(&file.path),
            state: FileState::Broken,
        });
    }
    let (entry, link_hash, diagnostics) = if at.kind == Kind::Brief {
        let with = ParseContext {
            config: with.config,
            publishers: &with.publishers,
            hash: key,
        };
        let Checked { value, diagnostics } = brief::parse(file, at.clone(), &with);
        let hash = value.as_ref().map(|brief| brief.link_hash);
        let entry = value.map(|brief| FileEntry::Brief(Arc::new(brief)));
        (entry, hash, diagnostics)
    } else {
        let Checked { value, diagnostics } = entity::parse(file, at.clone(), with.config);
        let entry = value.map(|described| FileEntry::Entity(Arc::new(described)));
        (entry, Some(key), diagnostics)
    };
    let state = match &entry {
        None => FileState::Broken,
        Some(entry) if is_faulty(entry, &diagnostics, with.config) => FileState::Faulty,
        Some(_) => FileState::Shown,
    };
    Some(ParsedFile {
        link_hash: link_hash
            .filter(|_| entry.is_some())
            .unwrap_or_else(|| Hash::of(&file.path)),
        at,
        entry,
        diagnostics,
        state,
    })
}

/// Returns whether a mistake in a file keeps it from being shown: an error by what the site and the file
/// itself say of the rules.
fn is_faulty(entry: &FileEntry, diagnostics: &[Diagnostic], config: &Config) -> bool {
    if !diag::has_errors(diagnostics) {
        return false;
    }
    let mut found = diagnostics.to_vec();
    config.check.apply(&mut found);
    if let FileEntry::Brief(brief) = entry {
        found.retain(|diagnostic| !brief.silences(diagnostic));
    }
    diag::has_errors(&found)
}

/// Returns what the publishers that `files` describe are recognized by.
pub fn publisher_ids(files: &[ContentFile]) -> PublisherIds {
    let mut ids = PublisherIds::default();
    for file in files.iter().filter_map(|(_, file)| Option::as_ref(file)) {
        let Some(FileEntry::Entity(file)) = &file.entry else {
            ids.n_broken += 1;
            continue;
        };
        let Entity::Publisher(publisher) = &file.entity else {
            continue;
        };
        if file.language.is_none() {
            let names = [
                Some(file.slug.as_str()),
                Some(publisher.name.as_str()),
                publisher.short.as_deref(),
            ];
            let names = names.into_iter().flatten();
            ids.add(&file.slug, names, publisher.own_hosts());
        }
    }
    ids
}

/// All parsed content files.
#[derive(Debug)]
pub struct Content {
    /// The briefs that can be shown, by path; versions in other languages have inherited what they do not state.
    pub briefs: Vec<Arc<Brief>>,
    /// Everything else, by path.
    pub entity_files: Vec<Arc<EntityFile>>,
    /// Files with a mistake in them, which are not shown.
    pub broken: Vec<(SourcePath, ContentPath)>,
    /// The briefs among those, as far as they could be read: for their other mistakes.
    pub faulty: Vec<Arc<Brief>>,
    /// The hash of all that linking looks at.
    pub link_hash: Hash,
    /// Content files that cannot be read, so that nothing but that is known of them.
    pub n_unread: usize,
}

impl Content {
    /// Sorts `files`, which are all below `content/`, by path, and were parsed `with` this.
    pub fn new(files: &[ContentFile], with: &ParseInputs) -> Checked<Self> {
        let mut found = unknown::among(files);
        found.extend(unknown::languages(files, &with.config.language));
        let mut content = Content {
            briefs: Vec::with_capacity(files.len()),
            entity_files: Vec::new(),
            broken: Vec::new(),
            faulty: Vec::new(),
            link_hash: Hash(0),
            n_unread: 0,
        };
        let mut links = Vec::with_capacity(files.len());
        let twice = unknown::twice(files);
        for (path, file) in files {
            let Some(file) = &**file else { continue };
            content.n_unread += usize::from(file.entry.is_none());
            if let Some(first) = twice.get(path) {
                found.push(catalog::files::file_twice(Place::file(path), first));
                content.broken.push((path.clone(), file.at.clone()));
                links.push((Hash::of(path), FileState::Broken));
                continue;
            }
            found.extend(file.diagnostics.iter().cloned());
            links.push((file.link_hash, file.state));
            if file.state != FileState::Shown {
                content.broken.push((path.clone(), file.at.clone()));
            }
            match &file.entry {
                Some(FileEntry::Brief(brief)) if file.state == FileState::Faulty => {
                    content.faulty.push(Arc::clone(brief));
                }
                Some(FileEntry::Brief(brief)) => content.briefs.push(Arc::clone(brief)),
                Some(FileEntry::Entity(file)) => content.entity_files.push(Arc::clone(file)),
                None => {}
            }
        }
        content.link_hash = Hash::of(&(links, with.config_hash));
        content.inherit(files, with.config, &mut found);
        Checked {
            value: content,
            diagnostics: found,
        }
    }

    /// Lets versions in other languages inherit what they do not state.
    fn inherit(&mut self, files: &[ContentFile], config: &Config, found: &mut Vec<Diagnostic>) {
        let unread: BTreeSet<&SourcePath> = self.broken.iter().map(|(path, _)| path).collect();
        let briefs = std::mem::take(&mut self.briefs);
        let inherited = brief::inherit(briefs, &unread.into_iter().collect::<Vec<_>>(), config);
        found.extend(inherited.diagnostics);
        self.briefs = inherited.briefs;
        for brief in inherited.incomplete {
            let path = &brief.meta.path;
            let idx = files.binary_search_by(|(known, _)| known.cmp(path));
            if let Some(file) = idx.ok().and_then(|idx| Option::as_ref(&files[idx].1)) {
                self.broken.push((path.clone(), file.at.clone()));
            }
            self.faulty.push(brief);
        }
    }
}
