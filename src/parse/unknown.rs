//! Reports files below `content/` that are not read, by their paths alone: unknown folders and extensions, two files
//! with one name, unlisted languages.

use std::collections::{BTreeMap, HashSet};

use crate::content::ContentPath;
use crate::diag::{Diagnostic, Place, catalog};
use crate::kind::Kind;
use crate::parse::ContentFile;
use crate::source::{self, SourcePath, SourceTree};
use crate::text;

/// Folder of content, with the final `/`.
const CONTENT: &str = "content/";
/// Extensions, in lower case, of files that were probably meant to be Markdown.
const TEXTS: [&str; 8] = ["mdx", "mdown", "mdwn", "mkd", "mkdn", "txt", "text", "rmd"];
/// Extensions of HTML files, in lower case.
const PAGES: [&str; 3] = ["html", "htm", "xhtml"];

/// Returns whether `tree` has a content file, valid or not.
pub fn has_content(tree: &SourceTree) -> bool {
    tree.under(CONTENT)
        .iter()
        .any(|file| ContentPath::of(&file.path, &[]).is_some())
}

/// Reports every file below `content/` in `tree`; for trees without content files.
pub fn unread(tree: &SourceTree) -> Vec<Diagnostic> {
    tree.under(CONTENT)
        .iter()
        .map(|file| unknown(&file.path))
        .collect()
}

/// Returns the path of each file with its parts; `None` for a file that is not content.
fn paths<'a>(
    files: &[ContentFile<'a>],
) -> impl Iterator<Item = (&'a SourcePath, Option<&'a ContentPath>)> {
    files
        .iter()
        .map(|(path, file)| (*path, file.map(|file| &file.at)))
}

/// Reports files that are neither content nor beside a brief that is a folder.
pub(super) fn among(files: &[ContentFile]) -> Vec<Diagnostic> {
    let folders: HashSet<&str> = paths(files)
        .filter_map(|(_, at)| at?.folder.as_deref())
        .collect();
    let is_beside = |path: &str| {
        // Every folder above the file counts: a brief may have its pictures in subfolders.
        path.match_indices('/')
            .any(|(end, _)| folders.contains(&path[..=end]))
    };
    let mut found = Vec::new();
    for (path, at) in paths(files) {
        // A Markdown file is never an attachment: beside a brief, too, it is a mistake.
        if at.is_none() && (path.is_markdown() || !is_beside(path.as_str())) {
            found.push(unknown(path));
        }
    }
    found
}

/// Returns the files that differ from another one in their extension only, each with that other one.
pub(super) fn twice<'a>(files: &[ContentFile<'a>]) -> BTreeMap<&'a SourcePath, &'a SourcePath> {
    let mut twice = BTreeMap::new();
    for (path, _) in files.iter().copied() {
        // Nearly every file ends with `.md`, of which there is one for each name: only the rest needs a search.
        if path.as_str().ends_with(".md") || !path.is_markdown() {
            continue;
        }
        let Some(stem) = path.markdown_stem() else {
            continue;
        };
        let start = format!("{stem}.");
        let first = files.partition_point(|(path, _)| path.as_str() < start.as_str());
        let same = files[first..]
            .iter()
            .map(|(other, _)| *other)
            .take_while(|other| other.as_str().starts_with(&start))
            .filter(|other| other.markdown_stem() == Some(stem));
        // The file ending with `.md` stays; among others, the first by path.
        let first = same.min_by_key(|other| !other.as_str().ends_with(".md"));
        twice.extend(
            first
                .filter(|first| *first != path)
                .map(|first| (path, first)),
        );
    }
    twice
}

/// Reports languages in file names that the site, whose main language is `main`, does not list.
pub(super) fn languages(files: &[ContentFile], main: &str) -> Vec<Diagnostic> {
    let mut unlisted: BTreeMap<&str, Vec<&SourcePath>> = BTreeMap::new();
    for (path, file) in files {
        // Only the name of a file that was not parsed can end in such a language.
        let unread = file.filter(|file| file.entry.is_none());
        if let Some(tag) = unread.and_then(|file| file.at.unlisted_language()) {
            unlisted.entry(tag).or_default().push(path);
        }
    }
    let mut found = Vec::new();
    for (tag, paths) in unlisted {
        if tag == main {
            // The main language needs no suffix, so these files must be renamed, each to another name.
            for path in paths {
                let name = path.file_name().replacen(&format!(".{tag}."), ".", 1);
                found.push(catalog::files::language_of_site(
                    Place::file(path),
                    tag,
                    &name,
                ));
            }
        } else {
            // One report per language: the fix is a line in `site.yaml`, however many files there are.
            found.push(catalog::files::language_unlisted(
                Place::file(paths[0]),
                tag,
                paths.len(),
            ));
        }
    }
    found
}

fn unknown(path: &SourcePath) -> Diagnostic {
    let hint = if path.is_markdown() {
        folder_hint(path)
    } else {
        ending_hint(path)
    };
    catalog::files::file_unknown(Place::file(path), &hint)
}

/// Returns the hint for a Markdown file outside the folders of the kinds.
fn folder_hint(path: &SourcePath) -> String {
    let folders: Vec<&str> = Kind::with_files().map(Kind::folder).collect();
    let folder = path.as_str().split('/').nth(1).unwrap_or_default();
    match text::nearest(folder, folders.iter().copied()) {
        Some(near) => format!("did you mean the folder `content/{near}/`?"),
        None => format!("the folders of `content/` are {}", folders.join(", ")),
    }
}

/// Returns the hint for a file that is not Markdown.
fn ending_hint(path: &SourcePath) -> String {
    let name = path.file_name();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let ending = ending.to_lowercase();
    let is_text = ending.is_empty() || TEXTS.contains(&ending.as_str());
    // `a.md.txt` is how some editors and mail programs save `a.md`.
    if source::markdown_stem(stem).is_some() && is_text {
        return format!("rename it to `{stem}`");
    }
    if is_text {
        return format!(
            "Dateline reads Markdown: rename it to `{stem}.md`; if it is a note, move it out of `content/` or begin \
             its name with a dot"
        );
    }
    if PAGES.contains(&ending.as_str()) {
        return format!("save it as `{stem}.md`, which may contain HTML, or move it to `static/`");
    }
    if path.as_str().starts_with("content/briefs/") {
        return "make the brief that shows it a folder, `SLUG/index.md`, and move it there; or move it to `static/`"
            .to_owned();
    }
    "move it to `static/`, or out of `content/`".to_owned()
}
