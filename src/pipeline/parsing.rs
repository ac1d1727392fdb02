//! Content files become values: each file by itself, all at once, and those that are as they were in the last run
//! not again.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::brief::{self, Brief, Known, PublisherIds, Remembered};
use crate::check;
use crate::config::Config;
use crate::content::ContentPath;
use crate::diag::{self, Checked, Diagnostic, Place, catalog};
use crate::entity::{self, Described, Entity};
use crate::hash::Hash;
use crate::kind::Kind;
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
    /// Hash of what parsing depends on besides the files.
    config: Hash,
    /// Hash of what the parsing of briefs depends on besides.
    publishers: Hash,
    rows: Vec<Row>,
}

/// What files are parsed with.
struct With<'a> {
    config: &'a Arc<Config>,
    config_hash: Hash,
    publishers: Arc<PublisherIds>,
    publishers_hash: Hash,
    memos: &'a Memos,
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
        let idx = self
            .rows
            .binary_search_by(|(known, ..)| known.cmp(path))
            .ok()?;
        self.rows[idx].2.as_ref()
    }

    /// Returns the path of every file below `content/`, in order, and what it says; `None` if nothing is made of it.
    pub fn paths(&self) -> impl Iterator<Item = (&SourcePath, Option<&ContentPath>)> {
        self.rows
            .iter()
            .map(|(path, _, item)| (path, item.as_ref().map(|item| &item.at)))
    }

    /// Returns the paths that begin with `start`.
    pub fn beginning(&self, start: &str) -> impl Iterator<Item = &SourcePath> {
        let first = self
            .rows
            .partition_point(|(path, ..)| path.as_str() < start);
        let n_paths =
            self.rows[first..].partition_point(|(path, ..)| path.as_str().starts_with(start));
        self.rows[first..first + n_paths]
            .iter()
            .map(|(path, ..)| path)
    }

    /// Returns what became of each of `files`, which are sorted by path, if it is here and was the same.
    fn known<'a>(&'a self, files: &[SourceFile]) -> Vec<Option<&'a Row>> {
        let mut rows = self.rows.iter().peekable();
        let known = |file: &SourceFile| {
            while rows.next_if(|(path, ..)| *path < file.path).is_some() {}
            rows.next_if(|(path, ..)| *path == file.path)
                .filter(|(_, hash, _)| *hash == file.hash)
        };
        files.iter().map(known).collect()
    }
}

impl Parsed {
    /// Sorts what the files of `rows` have become; what is wrong with them is added to `found`.
    fn sort(
        rows: Arc<Rows>,
        config: &Config,
        tree: &SourceTree,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
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
        Parsed {
            briefs,
            described,
            broken,
            faulty,
            rows,
            locked,
            links,
        }
    }
}

impl Item {
    /// Parses `file`, unless an earlier run has noted what it says; `None` if it lies in no known folder.
    fn of(file: &SourceFile, with: &With) -> Option<Self> {
        let config = with.config;
        let at = ContentPath::of(&file.path, &config.languages)?;
        if at.unlisted_language().is_some() {
            return Some(Item {
                at,
                key: file.hash,
                content: None,
                diagnostics: Vec::new(),
                became: Became::Broken,
            });
        }
        let publishers = (at.kind == Kind::Brief).then_some(with.publishers_hash);
        let key = Hash::of(&(&file.path, file.hash, with.config_hash, publishers));
        let Checked {
            value: content,
            diagnostics,
        } = match with.memos.remembered.get(&key) {
            Some(known) => remembered(file, &at, (key, with), known),
            None => parse_one(file, at.clone(), (key, with)),
        };
        let became = match &content {
            None => Became::Broken,
            Some(content) if is_faulty(content, &diagnostics, config) => Became::Faulty,
            Some(_) => Became::Shown,
        };
        Some(Item {
            at,
            key,
            content,
            diagnostics,
            became,
        })
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
pub fn parse(
    tree: &SourceTree,
    config: &Arc<Config>,
    memos: &Memos,
    found: &mut Vec<Diagnostic>,
) -> Parsed {
    let files = tree.under("content/");
    let config_hash = tree
        .config()
        .map_or(Hash(0), |file| Hash::of(&(&file.path, file.hash)));
    let last = memos.parsed.get().filter(|last| last.config == config_hash);
    let mut known = last
        .as_ref()
        .map_or_else(|| vec![None; files.len()], |last| last.known(files));
    let row = |with: &With, file: &SourceFile, known: &Option<&Row>| {
        let make = || Item::of(file, with).map(Arc::new);
        known
            .cloned()
            .unwrap_or_else(|| (file.path.clone(), file.hash, make()))
    };
    // Briefs know the hosts of publishers, so these are first; they lie beside each other.
    let begin = files.partition_point(|file| file.path.as_str() < "content/publishers/");
    let end =
        begin + files[begin..].partition_point(|file| file.path.as_str() < "content/publishers0");
    let mut with = With {
        config,
        config_hash,
        publishers: Arc::default(),
        publishers_hash: Hash(0),
        memos,
    };
    let first: Vec<Row> = (begin..end)
        .map(|idx| row(&with, &files[idx], &known[idx]))
        .collect();
    with.publishers = Arc::new(publisher_ids(&first));
    with.publishers_hash = Hash::of(&with.publishers);
    if last
        .as_ref()
        .is_some_and(|last| last.publishers != with.publishers_hash)
    {
        let is_brief = |row: &Row| {
            row.2
                .as_ref()
                .is_some_and(|item| item.at.kind == Kind::Brief)
        };
        known
            .iter_mut()
            .for_each(|known| *known = known.filter(|row| !is_brief(row)));
    }
    let rows_of = |range: Range<usize>| -> Vec<Row> {
        files[range.clone()]
            .par_iter()
            .zip(&known[range])
            .map(|(file, known)| row(&with, file, known))
            .collect()
    };
    let rows = [rows_of(0..begin), first, rows_of(end..files.len())].concat();
    let rows = Arc::new(Rows {
        config: config_hash,
        publishers: with.publishers_hash,
        rows,
    });
    memos.parsed.put(&rows);
    found.extend(unknown::among(&rows));
    found.extend(unknown::languages(&rows, &config.language));
    Parsed::sort(rows, config, tree, found)
}

/// Returns what the publishers of `rows` are recognized by.
fn publisher_ids(rows: &[Row]) -> PublisherIds {
    let mut ids = PublisherIds::default();
    for item in rows.iter().filter_map(|(_, _, item)| item.as_ref()) {
        let Some(Content::Described(file)) = &item.content else {
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
            ids.add(
                &file.slug,
                names.into_iter().flatten(),
                publisher.own_hosts(),
            );
        }
    }
    ids
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

fn parse_one(file: &SourceFile, at: ContentPath, by: (Hash, &With)) -> Checked<Option<Content>> {
    let (
        key,
        With {
            config, publishers, ..
        },
    ) = by;
    if at.kind == Kind::Brief {
        let Checked { value, diagnostics } = brief::parse(file, at, config, publishers);
        let value = value.map(|brief| Content::Brief(Arc::new(Known::new(brief, key))));
        Checked { value, diagnostics }
    } else {
        let Checked { value, diagnostics } = entity::parse(file, at, config);
        Checked {
            value: value.map(|described| Content::Described(Arc::new(described))),
            diagnostics,
        }
    }
}

/// A brief that an earlier run has parsed; its text is read when it is asked for.
fn remembered(
    file: &SourceFile,
    at: &ContentPath,
    by: (Hash, &With),
    known: &Checked<Remembered>,
) -> Checked<Option<Content>> {
    let (key, with) = by;
    let (file, at) = (file.clone(), at.clone());
    let (config, publishers) = (Arc::clone(with.config), Arc::clone(&with.publishers));
    let head = Arc::clone(&known.value.head);
    let read = move || {
        let parsed = brief::parse(&file, at.clone(), &config, &publishers).value;
        Arc::new(parsed.unwrap_or_else(|| Brief::stand_in(Arc::clone(&head))))
    };
    let known_brief = Known::remembered(known.value.clone(), key, Box::new(read));
    Checked {
        value: Some(Content::Brief(Arc::new(known_brief))),
        diagnostics: known.diagnostics.clone(),
    }
}
