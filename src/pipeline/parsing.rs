//! Content files become values: each file by itself, all at once, and those that are as they were in the last run
//! not again.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::brief::{self, Brief, Known, Remembered};
use crate::check;
use crate::config::Config;
use crate::content::{ContentPath, Kind};
use crate::diag::{self, Checked, Diagnostic, Place, catalog};
use crate::entity::{self, Described};
use crate::hash::Hash;
use crate::pipeline::{Memos, severities, unknown};
use crate::source::{SourceFile, SourcePath, SourceTree};
use crate::url::Route;

/// What a content file says.
#[derive(Clone, Debug)]
pub enum Content {
    /// A brief.
    Brief(Arc<Known>),
    /// Anything else.
    Described(Arc<Described>),
}

/// All parsed content files, by path.
#[derive(Debug)]
pub struct Parsed {
    /// The briefs.
    pub briefs: Vec<Arc<Known>>,
    /// Everything else.
    pub described: Vec<Arc<Described>>,
    /// Files with a mistake in them, which are not shown.
    pub broken: Vec<(SourcePath, ContentPath)>,
    /// The briefs among those, as far as they could be read: for their other mistakes.
    pub faulty: Vec<Arc<Known>>,
    /// What each file has become.
    pub rows: Arc<Rows>,
    /// The addresses on `urls.lock`.
    pub locked: BTreeSet<Route>,
    /// The hash of all that linking looks at.
    pub links: Hash,
}

/// What became of every file below `content/`, by path: the next run begins with it.
#[derive(Debug)]
pub struct Rows {
    /// Hash of all that parsing depends on besides the files.
    config: Hash,
    rows: Vec<Row>,
}

/// A file below `content/`: its path, its hash, and what it has become; `None` if it lies in no known folder.
type Row = (SourcePath, Hash, Option<Arc<Item>>);

/// A parsed content file.
#[derive(Debug)]
pub struct Item {
    /// What its path says.
    at: ContentPath,
    /// The hash of what it was made from.
    pub key: Hash,
    /// What it says; `None` if it cannot be read.
    pub content: Option<Content>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    became: Became,
}

/// What became of a content file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Became {
    Shown,
    Faulty,
    Broken,
}

impl Rows {
    /// Returns every content file, by path.
    pub fn items(&self) -> impl Iterator<Item = &Arc<Item>> {
        self.rows.iter().filter_map(|(_, _, item)| item.as_ref())
    }

    /// Returns what became of the file at `path`, if it is content.
    fn item(&self, path: &SourcePath) -> Option<&Arc<Item>> {
        let idx = self.rows.binary_search_by(|(known, ..)| known.cmp(path)).ok()?;
        self.rows[idx].2.as_ref()
    }

    /// Returns the path of every file below `content/`, in order, and what it says; `None` if nothing is made of it.
    pub fn paths(&self) -> impl Iterator<Item = (&SourcePath, Option<&ContentPath>)> {
        self.rows.iter().map(|(path, _, item)| (path, item.as_ref().map(|item| &item.at)))
    }

    /// Returns the paths that begin with `start`.
    pub fn beginning(&self, start: &str) -> impl Iterator<Item = &SourcePath> {
        let first = self.rows.partition_point(|(path, ..)| path.as_str() < start);
        let n_paths = self.rows[first..].partition_point(|(path, ..)| path.as_str().starts_with(start));
        self.rows[first..first + n_paths].iter().map(|(path, ..)| path)
    }

    /// Returns what became of each of `files`, which are sorted by path, if it is here and was the same.
    fn known<'a>(&'a self, files: &[SourceFile]) -> Vec<Option<&'a Row>> {
        let mut rows = self.rows.iter().peekable();
        let known = |file: &SourceFile| {
            while rows.next_if(|(path, ..)| *path < file.path).is_some() {}
            rows.next_if(|(path, ..)| *path == file.path).filter(|(_, hash, _)| *hash == file.hash)
        };
        files.iter().map(known).collect()
    }
}

impl Parsed {
    /// Sorts what the files of `rows` have become; what is wrong with them is added to `found`.
    fn sort(rows: Arc<Rows>, config: &Config, tree: &SourceTree, found: &mut Vec<Diagnostic>) -> Self {
        let (mut briefs, mut described) = (Vec::with_capacity(rows.rows.len()), Vec::new());
        let (mut broken, mut faulty) = (Vec::new(), Vec::new());
        let mut links = Vec::with_capacity(rows.rows.len());
        let twice = unknown::twice(&rows);
        for (path, _, item) in &rows.rows {
            let Some(item) = item else { continue };
            if let Some(first) = twice.get(path) {
                found.push(catalog::files::file_twice(Place::file(path), first));
                broken.push((path.clone(), item.at.clone()));
                links.push((Hash::of(path), Became::Broken));
                continue;
            }
            found.extend(item.diagnostics.iter().cloned());
            if item.became != Became::Shown {
                broken.push((path.clone(), item.at.clone()));
            }
            links.push((item.link(path), item.became));
            match &item.content {
                Some(Content::Brief(brief)) if item.became == Became::Faulty => {
                    faulty.push(Arc::clone(brief))
                }
                Some(Content::Brief(brief)) => briefs.push(Arc::clone(brief)),
                Some(Content::Described(file)) => described.push(Arc::clone(file)),
                None => {}
            }
        }
        let locked = check::urls::addresses(tree);
        let links = Hash::of(&(links, rows.config, &locked));
        let unread: Vec<&SourcePath> = broken.iter().map(|(path, _)| path).collect();
        let inherited = brief::inherit(briefs, &unread, config);
        found.extend(inherited.diagnostics);
        for brief in inherited.incomplete {
            let path = &brief.head.path;
            let at = rows.item(path).map(|item| item.at.clone());
            broken.extend(at.map(|at| (path.clone(), at)));
            faulty.push(brief);
        }
        let briefs = inherited.briefs;
        Parsed { briefs, described, broken, faulty, rows, locked, links }
    }
}

impl Item {
    /// Parses `file`, unless an earlier run has noted what it says; `None` if it lies in no known folder.
    fn of(file: &SourceFile, config_hash: Hash, config: &Arc<Config>, memos: &Memos) -> Option<Self> {
        let at = ContentPath::of(&file.path, &config.languages)?;
        let key = Hash::of(&(&file.path, file.hash, config_hash));
        let Checked { value: content, diagnostics } = match memos.remembered.get(&key) {
            Some(known) => remembered(file, &at, (key, config), known),
            None => parse_one(file, at.clone(), (key, config)),
        };
        let became = match &content {
            None => Became::Broken,
            Some(content) if is_faulty(content, &diagnostics, config) => Became::Faulty,
            Some(_) => Became::Shown,
        };
        Some(Item { at, key, content, diagnostics, became })
    }

    /// The hash of all that linking may look at.
    fn link(&self, path: &SourcePath) -> Hash {
        match &self.content {
            Some(Content::Brief(brief)) => brief.head_hash,
            Some(Content::Described(_)) => self.key,
            None => Hash::of(path),
        }
    }
}

/// Parses every content file of `tree`; what is wrong is added to `found`.
pub fn parse(tree: &SourceTree, config: &Arc<Config>, memos: &Memos, found: &mut Vec<Diagnostic>) -> Parsed {
    let files = tree.under("content/");
    let config_hash = tree.config().map_or(Hash(0), |file| Hash::of(&(&file.path, file.hash)));
    let last = memos.parsed.get().filter(|last| last.config == config_hash);
    let known = last.as_ref().map_or_else(|| vec![None; files.len()], |last| last.known(files));
    let row = |(file, known): (&SourceFile, &Option<&Row>)| {
        let make = || Item::of(file, config_hash, config, memos).map(Arc::new);
        known.cloned().unwrap_or_else(|| (file.path.clone(), file.hash, make()))
    };
    let rows = files.par_iter().zip(&known).map(row).collect();
    let rows = Arc::new(Rows { config: config_hash, rows });
    memos.parsed.put(&rows);
    found.extend(unknown::among(&rows));
    Parsed::sort(rows, config, tree, found)
}

/// Returns whether a mistake in a file keeps it from being shown: an error by what the site and the file
/// itself say of the rules.
fn is_faulty(content: &Content, diagnostics: &[Diagnostic], config: &Config) -> bool {
    if !diag::has_errors(diagnostics) {
        return false;
    }
    let mut found = diagnostics.to_vec();
    severities::of_site(&mut found, config);
    if let Content::Brief(brief) = content {
        found.retain(|diagnostic| !severities::is_silent(diagnostic, &brief.switches));
    }
    diag::has_errors(&found)
}

fn parse_one(file: &SourceFile, at: ContentPath, with: (Hash, &Config)) -> Checked<Option<Content>> {
    let (key, config) = with;
    if at.kind == Kind::Brief {
        let Checked { value, diagnostics } = brief::parse(file, at, config);
        let value = value.map(|brief| Content::Brief(Arc::new(Known::new(brief, key))));
        Checked { value, diagnostics }
    } else {
        let Checked { value, diagnostics } = entity::parse(file, at, config);
        Checked { value: value.map(|described| Content::Described(Arc::new(described))), diagnostics }
    }
}

/// A brief that an earlier run has parsed; its text is read when it is asked for.
fn remembered(
    file: &SourceFile,
    at: &ContentPath,
    with: (Hash, &Arc<Config>),
    known: &Checked<Remembered>,
) -> Checked<Option<Content>> {
    let (key, config) = with;
    let (file, at, config) = (file.clone(), at.clone(), Arc::clone(config));
    let head = Arc::clone(&known.value.head);
    let read = move || {
        let parsed = brief::parse(&file, at.clone(), &config).value;
        Arc::new(parsed.unwrap_or_else(|| Brief::stand_in(Arc::clone(&head))))
    };
    let known_brief = Known::remembered(known.value.clone(), key, Box::new(read));
    Checked { value: Some(Content::Brief(Arc::new(known_brief))), diagnostics: known.diagnostics.clone() }
}
