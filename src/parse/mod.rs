//! Parses content files into values, each file by itself. `file` parses one; [`Content`] collects all of them by what
//! they are. The formats are in `brief` and `entity`; links between files are resolved in `site`.

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

/// Inputs of parsing besides the file itself.
#[derive(Clone, Debug)]
pub struct ParseInputs<'a> {
    pub config: &'a Config,
    /// Hash of the file that `config` was parsed from.
    pub config_hash: Hash,
    /// Publishers, by which citations get their ids.
    pub publishers: PublisherIds,
    /// Hash of `publishers`, of the files that these come from.
    pub publishers_hash: Hash,
}

impl ParseInputs<'_> {
    /// Returns the cache key of parsing `file`: the hash of everything that the result depends on.
    pub fn key(&self, file: &SourceFile) -> Hash {
        // Only briefs cite publishers. Without this, an edit of one publisher would parse every file again.
        let is_brief = file.path.as_str().starts_with("content/briefs/");
        let publishers = is_brief.then_some(self.publishers_hash);
        Hash::of(&(&file.path, file.hash, self.config_hash, publishers))
    }
}

/// A content file after parsing, valid or not.
#[derive(Debug)]
pub struct ParsedFile {
    /// Kind, name and language by its path.
    pub at: ContentPath,
    /// Parsed value; `None` if the file cannot be read.
    pub entry: Option<FileEntry>,
    /// Problems found in the file alone.
    pub diagnostics: Vec<Diagnostic>,
    /// Hash of everything that linking reads of the file.
    link_hash: Hash,
    state: FileState,
}

impl ParsedFile {
    /// Returns the result of parsing a file at `at` that has given `brief` and no diagnostic.
    pub fn without_diagnostics(at: ContentPath, brief: Arc<Brief>) -> Self {
        ParsedFile {
            at,
            link_hash: brief.link_hash,
            entry: Some(FileEntry::Brief(brief)),
            diagnostics: Vec::new(),
            state: FileState::Shown,
        }
    }
}

/// Parsed value of a content file.
#[derive(Clone, Debug)]
pub enum FileEntry {
    Brief(Arc<Brief>),
    Entity(Arc<EntityFile>),
}

/// State of a content file after parsing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum FileState {
    Shown,
    /// Parsed, but hidden because of an error.
    Faulty,
    /// Not parsed: its front matter cannot be read.
    Broken,
}

/// The path of a file below `content/` and its parsed value; `None` if the path is not one of a content file.
pub type ContentFile<'a> = (&'a SourcePath, Option<&'a ParsedFile>);

/// Parses `file`, whose [key](ParseInputs::key) is `key`; `None` if it is in no folder of a kind.
pub fn file(file: &SourceFile, key: Hash, with: &ParseInputs) -> Option<ParsedFile> {
    let at = ContentPath::of(&file.path, &with.config.languages)?;
    // `a.ar.md` on a site without Arabic would become a brief of its own, called `a.ar`; `unknown::languages` reports
    // it once for all such files.
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
        // A file that cannot be read links the same as any other broken file at its path.
        link_hash: link_hash
            .filter(|_| entry.is_some())
            .unwrap_or_else(|| Hash::of(&file.path)),
        at,
        entry,
        diagnostics,
        state,
    })
}

/// Returns whether an error hides the file, after the severities set by the site and the file itself.
fn is_faulty(entry: &FileEntry, diagnostics: &[Diagnostic], config: &Config) -> bool {
    if !diag::has_errors(diagnostics) {
        return false;
    }
    // `site.yaml` or the file may have lowered an error to a warning, or switched it off.
    let mut found = diagnostics.to_vec();
    config.check.apply(&mut found);
    if let FileEntry::Brief(brief) = entry {
        found.retain(|diagnostic| !brief.silences(diagnostic));
    }
    diag::has_errors(&found)
}

/// Returns the names and hosts by which the publishers in `files` are recognized.
pub fn publisher_ids<'a>(files: impl Iterator<Item = &'a ParsedFile>) -> PublisherIds {
    let mut ids = PublisherIds::default();
    for file in files {
        let Some(FileEntry::Entity(file)) = &file.entry else {
            // It may be a publisher; while one is unreadable, citations of unknown publishers are not reported.
            ids.n_broken += 1;
            continue;
        };
        let Entity::Publisher(publisher) = &file.entity else {
            continue;
        };
        // Only originals count: a translation has the slug of its original, and its name is not how briefs cite it.
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

/// All parsed content files, by what they are.
#[derive(Debug)]
pub struct Content {
    /// Briefs that can be shown, by path; versions have inherited the fields that they do not state.
    pub briefs: Vec<Arc<Brief>>,
    /// Entity files that were parsed, by path.
    pub entity_files: Vec<Arc<EntityFile>>,
    /// Files with an error, which are not shown.
    pub broken: Vec<(SourcePath, ContentPath)>,
    /// Briefs among `broken` that could be parsed: checked for their other mistakes.
    pub faulty: Vec<Arc<Brief>>,
    /// Hash of everything that linking reads.
    pub link_hash: Hash,
    /// Number of content files that cannot be read, of which nothing but the path is known.
    pub n_unread: usize,
}

impl Content {
    /// Collects `files`, which are all files below `content/`, sorted by path and parsed with `with`.
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
        for (path, file) in files.iter().copied() {
            let Some(file) = file else { continue };
            content.n_unread += usize::from(file.entry.is_none());
            // Which of `a.md` and `a.markdown` is meant is unknown: one is shown, links to the other stay silent.
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

    /// Completes versions in other languages with the fields that they inherit.
    fn inherit(&mut self, files: &[ContentFile], config: &Config, found: &mut Vec<Diagnostic>) {
        let unread: BTreeSet<&SourcePath> = self.broken.iter().map(|(path, _)| path).collect();
        let briefs = std::mem::take(&mut self.briefs);
        let inherited = brief::inherit(briefs, &unread.into_iter().collect::<Vec<_>>(), config);
        found.extend(inherited.diagnostics);
        self.briefs = inherited.briefs;
        for brief in inherited.incomplete {
            let path = &brief.meta.path;
            // `files` is sorted by path.
            let idx = files.binary_search_by(|(known, _)| known.cmp(&path));
            if let Some(file) = idx.ok().and_then(|idx| files[idx].1) {
                self.broken.push((path.clone(), file.at.clone()));
            }
            self.faulty.push(brief);
        }
    }
}
