//! Walk: lists the input files of the site's folder, decides which are skipped, and follows symbolic links inside it.
//!
//! Opens no file; `read` does.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{draft, sys};
use crate::check::URLS_LOCK;
use crate::diag::catalog::files;
use crate::diag::{Diagnostic, Place};
use crate::source::{CONFIG_NAMES, SourcePath};

/// The folder of private source texts, which are never published: not even through a symbolic link.
const CLIPS: &str = "clips";
const CONTENT: &str = "content";
/// Names of settings files in other generators, which get a hint.
const OTHER_CONFIGS: [&str; 2] = ["site.toml", "site.json"];
/// Maximal depth of nested folder links. Two links at each step would double the number of files each time.
const MAX_LINKS: usize = 8;

/// An input file to read.
pub(super) struct InputFile {
    /// The path in the site; that of the link, if the file was reached through one.
    pub path: SourcePath,
    /// The absolute path on disk, without links.
    pub real: PathBuf,
    pub part: InputKind,
}

/// A kind of input: one of the files and folders in the site's folder that are read. Everything else is ignored.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum InputKind {
    /// The settings, in `site.yaml` or `site.yml`.
    Config,
    /// Briefs and entity files, in `content/`.
    Content,
    /// Templates and message catalogs, in `templates/`.
    Templates,
    /// Files to copy, in `static/`.
    Static,
    /// Private source texts, in `clips/`.
    Clips,
    /// The list of published addresses, `urls.lock`.
    UrlsLock,
}

const PARTS: [(&str, InputKind); 7] = [
    (CLIPS, InputKind::Clips),
    (CONTENT, InputKind::Content),
    (CONFIG_NAMES[0], InputKind::Config),
    (CONFIG_NAMES[1], InputKind::Config),
    ("static", InputKind::Static),
    ("templates", InputKind::Templates),
    (URLS_LOCK, InputKind::UrlsLock),
];

/// Returns the kind of input with this name in the site's folder; `None` if it is no input.
pub(super) fn part_of(name: &OsStr) -> Option<InputKind> {
    PARTS
        .iter()
        .find(|(known, _)| name == *known)
        .map(|(_, part)| *part)
}

/// The contents of a site's folder.
#[derive(Default)]
pub(super) struct FolderListing {
    /// The input files to read.
    pub found: Vec<InputFile>,
    /// The diagnostics about files that cannot be read.
    pub diagnostics: Vec<Diagnostic>,
    /// Drafts that killed edits have left.
    pub drafts: Vec<PathBuf>,
}

/// Lists the input files of the site at `root`, which must be canonical.
pub(super) fn walk(root: &Path) -> FolderListing {
    let mut walk = Walk::new(root);
    for (name, part) in PARTS {
        walk.part(name, part);
    }
    walk.misnamed();
    walk.same_names();
    walk.listing
}

/// Lists the input files of only these `parts` of the site at `root`, which must be canonical.
pub(super) fn walk_parts(root: &Path, parts: &[InputKind]) -> FolderListing {
    let mut walk = Walk::new(root);
    for (name, part) in PARTS {
        if parts.contains(&part) {
            walk.part(name, part);
        }
    }
    walk.listing
}

struct Walk<'a> {
    root: &'a Path,
    /// The real folders of the links that the walk has followed to its current place.
    followed: Vec<PathBuf>,
    listing: FolderListing,
}

impl<'a> Walk<'a> {
    fn new(root: &'a Path) -> Self {
        Walk {
            root,
            followed: Vec::new(),
            listing: FolderListing::default(),
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.listing.diagnostics.push(diagnostic);
    }

    /// Reports files and folders that are named almost like an input, such as `Content` or `site.toml`.
    fn misnamed(&mut self) {
        let mut names: Vec<String> = fs::read_dir(self.root)
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect();
        names.sort();
        for name in names {
            let Some(meant) = intended_name(&name) else {
                continue;
            };
            let metadata =
                [name.as_str(), meant].map(|name| fs::symlink_metadata(self.root.join(name)));
            // On a file system that ignores case, both names are of one file, which has been read.
            if !matches!(metadata, [Ok(own), Ok(part)] if sys::is_same_file(&own, &part)) {
                let place = Place::file(&SourcePath::new(&name));
                self.report(files::file_unknown(
                    place,
                    &format!("rename it to `{meant}`"),
                ));
            }
        }
    }

    /// Reports files whose names differ only in Unicode form, and keeps the first of each.
    fn same_names(&mut self) {
        let mut known: HashSet<SourcePath> = HashSet::new();
        let FolderListing {
            found, diagnostics, ..
        } = &mut self.listing;
        found.retain(|file| {
            // ASCII names have a single form, so they need no lookup.
            let is_first = file.path.as_str().is_ascii() || known.insert(file.path.clone());
            if !is_first {
                diagnostics.push(files::file_name_twice(Place::file(&file.path)));
            }
            is_first
        });
    }

    fn part(&mut self, name: &str, part: InputKind) {
        let path = SourcePath::new(name);
        let real = self.root.join(name);
        let file_type = match fs::symlink_metadata(&real) {
            Ok(metadata) => metadata.file_type(),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return,
            Err(cause) => {
                return self.report(files::file_unreadable(
                    Place::file(&path),
                    &cause.to_string(),
                ));
            }
        };
        if file_type.is_file() && !part.is_one_file() && part != InputKind::Clips {
            let hint = format!("`{name}` must be a folder");
            return self.report(files::file_unknown(Place::file(&path), &hint));
        }
        self.entry(part, path, &real, file_type);
    }

    fn entry(&mut self, part: InputKind, path: SourcePath, real: &Path, file_type: FileType) {
        if part == InputKind::Clips && !file_type.is_file() && !file_type.is_dir() {
            // Skipped in silence, links included: clips are never published, and a brief that names one is reported as
            // naming a missing clip.
        } else if file_type.is_symlink() {
            self.link(part, path, real);
        } else if file_type.is_dir() && !part.is_one_file() {
            self.folder(part, &path, real);
        } else if file_type.is_file() {
            self.listing.found.push(InputFile {
                path,
                real: real.to_path_buf(),
                part,
            });
        } else {
            self.report(files::file_not_regular(Place::file(&path)));
        }
    }

    /// Lists a folder, at any depth.
    fn folder(&mut self, part: InputKind, folder: &SourcePath, real: &Path) {
        let mut entries = WalkDir::new(real)
            .min_depth(1)
            .sort_by_file_name()
            .into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(cause) => {
                    self.unreadable(folder, real, &cause);
                    continue;
                }
            };
            let file_type = entry.file_type();
            if part.skips(entry.file_name(), file_type) {
                if draft::is_draft(entry.file_name().as_encoded_bytes()) {
                    self.listing.drafts.push(entry.path().to_path_buf());
                }
                if file_type.is_dir() {
                    entries.skip_current_dir();
                }
                continue;
            }
            match path_below(folder, real, entry.path()) {
                Ok(_) if file_type.is_dir() => {}
                Ok(path) => self.entry(part, path, entry.path(), file_type),
                Err(parent) => {
                    self.report(files::file_name_not_utf8(Place::file(&parent)));
                    if file_type.is_dir() {
                        entries.skip_current_dir();
                    }
                }
            }
        }
    }

    /// Follows a symbolic link, if it stays in the site's folder and does not lead in a circle.
    fn link(&mut self, part: InputKind, path: SourcePath, link: &Path) {
        let place = Place::file(&path);
        let real = match fs::canonicalize(link) {
            // Private texts would be published under another name.
            Ok(real) if real.starts_with(self.root.join(CLIPS)) => {
                return self.report(files::symlink_into_clips(place));
            }
            Ok(real) if real.starts_with(self.root) => real,
            Err(cause) if sys::is_link_loop(&cause) => {
                return self.report(files::symlink_loop(place));
            }
            _ => {
                let target = fs::read_link(link).unwrap_or_default();
                let target = target.to_string_lossy();
                return self.report(files::symlink_leaves_site(place, &target));
            }
        };
        let file_type = match fs::symlink_metadata(&real) {
            Ok(metadata) => metadata.file_type(),
            Err(cause) => {
                return self.report(files::file_unreadable(place, &cause.to_string()));
            }
        };
        // A link back to a folder above it is no circle for the system, but endless for the walk.
        let holder = link.parent().unwrap_or(self.root).to_path_buf();
        self.followed.push(holder);
        let loops = self.followed.iter().any(|holder| holder.starts_with(&real));
        if file_type.is_dir() && (loops || self.followed.len() > MAX_LINKS) {
            self.report(files::symlink_loop(place));
        } else {
            self.entry(part, path, &real, file_type);
        }
        self.followed.pop();
    }

    fn unreadable(&mut self, folder: &SourcePath, real: &Path, cause: &walkdir::Error) {
        if cause
            .io_error()
            .is_some_and(|cause| cause.kind() == io::ErrorKind::NotFound)
        {
            // Deleted after its folder was listed, as editors do when they save: not a mistake.
            return;
        }
        let path = cause.path().map_or_else(
            || folder.clone(),
            |path| path_below(folder, real, path).unwrap_or_else(|parent| parent),
        );
        let reason = cause
            .io_error()
            .map_or_else(|| cause.to_string(), io::Error::to_string);
        self.report(files::file_unreadable(Place::file(&path), &reason));
    }
}

impl InputKind {
    /// Returns whether the input is a single file, not a folder.
    pub(super) fn is_one_file(self) -> bool {
        matches!(self, InputKind::Config | InputKind::UrlsLock)
    }

    /// Returns whether an entry of this name in the input is skipped, because it is hidden or an editor's backup.
    pub(super) fn skips(self, name: &OsStr, file_type: FileType) -> bool {
        let name = name.as_encoded_bytes();
        let hidden = match self {
            // Other dot files are listed; `pipeline::dot_files` decides which of them are published.
            InputKind::Static => {
                name.starts_with(b".git") || name == b".DS_Store" || draft::is_draft(name)
            }
            InputKind::Config
            | InputKind::UrlsLock
            | InputKind::Content
            | InputKind::Templates
            | InputKind::Clips => name.starts_with(b"."),
        };
        hidden || !file_type.is_dir() && is_backup(name)
    }
}

/// Returns whether `name` is that of a temporary or backup file of Vim, Emacs and others, or one that desktops leave.
fn is_backup(name: &[u8]) -> bool {
    const ENDINGS: [&[u8]; 6] = [b"~", b".swp", b".swo", b".bak", b".tmp", b".orig"];
    let is_emacs_save = name.len() > 1 && name.starts_with(b"#") && name.ends_with(b"#");
    // Vim creates a file of this name to test whether a folder is writable.
    let is_vim_probe = name == b"4913";
    is_emacs_save
        || is_vim_probe
        || name == b"Thumbs.db"
        || name.eq_ignore_ascii_case(b"desktop.ini")
        || name.starts_with(b".#")
        || ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Returns the site path of `path`, which is below `real`, the place on disk of the site's `folder`.
///
/// If a name is not UTF-8, the error is the path of the folder that contains it.
fn path_below(folder: &SourcePath, real: &Path, path: &Path) -> Result<SourcePath, SourcePath> {
    let mut below = folder.as_str().to_owned();
    for part in path.strip_prefix(real).unwrap_or(path) {
        let Some(part) = part.to_str() else {
            return Err(SourcePath::new(&below));
        };
        below.push('/');
        below.push_str(part);
    }
    Ok(SourcePath::new(&below))
}

/// Returns the name of the input that a file or folder called `name` is probably intended to be.
fn intended_name(name: &str) -> Option<&'static str> {
    if part_of(name.as_ref()).is_some() {
        return None;
    }
    let plain = name.to_lowercase();
    let plain = plain.strip_suffix(".txt").unwrap_or(&plain);
    if OTHER_CONFIGS.contains(&plain) {
        return Some(CONFIG_NAMES[0]);
    }
    PARTS
        .iter()
        .map(|(known, _)| *known)
        .find(|known| *known == plain)
}
