//! Small sites around the examples of the manual: each text of an example, completed to a site that is right but for it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use dateline::cache::Cache;
use dateline::check::{Scope, UrlLock};
use dateline::diag::{self, Category, Diagnostic, Example, ManualEntry, Position};
use dateline::disk;
use dateline::pipeline::{self, Options, Renderer, SiteCheck};
use dateline::source::{SourceFile, SourcePath, SourceTree};

use crate::support::{NOW, Silent, options};

/// What a brief needs to be one.
const NEEDED: [(&str, &str); 3] = [
    ("title:", "title: The river falls"),
    ("date:", "date: 2026-03-01"),
    ("source", ""),
];

/// A site of some files, each with its text or the target of a symbolic link.
pub(crate) struct Files {
    files: Vec<(String, String)>,
    links: Vec<(String, String)>,
    /// The path of the brief that the example is about.
    pub(crate) brief: String,
}

impl Files {
    /// The site around one of the two texts of `example`.
    pub(crate) fn around(example: &Example, text: &str) -> Self {
        let beside = example
            .given()
            .any(|(path, _)| path.starts_with("content/briefs/river/"));
        let brief = if beside {
            "content/briefs/river/index.md"
        } else {
            "content/briefs/river.md"
        };
        let mut site = Files {
            files: Vec::new(),
            links: Vec::new(),
            brief: brief.to_owned(),
        };
        for (path, given) in example.given() {
            site.put(path, &given);
        }
        let clip = example.given().any(|(path, _)| path == "clips/wire.txt");
        let source = if clip {
            "source: { url: https://wire.example/river, clip: wire.txt }\n"
        } else {
            ""
        };
        match example.position {
            Position::FrontMatter => site.put(brief, text),
            Position::Text => site.files.push((
                brief.to_owned(),
                completed(brief, &format!("{source}---\n{}", expanded(text))),
            )),
            Position::Brief => site.files.push((brief.to_owned(), expanded(text) + "\n")),
            Position::File(path) => {
                if path.starts_with("content/briefs/") {
                    path.clone_into(&mut site.brief);
                }
                site.put(path, text);
            }
            Position::Files => text.lines().for_each(|line| site.list(line)),
        }
        for (path, text) in [
            ("site.yaml", "url: https://briefs.example/"),
            ("content/topics/water.md", "name: Water"),
            ("content/topics/dam.md", "name: Dams"),
            (brief, "title: The river falls"),
        ] {
            if example.position != Position::Files
                && !site.files.iter().any(|(other, _)| other == path)
            {
                site.put(path, text);
            }
        }
        site
    }

    /// Adds a file; of one in `content/`, `text` is the front matter.
    fn put(&mut self, path: &str, text: &str) {
        let text = expanded(text);
        let text = match path.starts_with("content/") && path.ends_with(".md") {
            true => completed(
                path,
                &format!("{text}\n---\nThe river fell by a metre, the ministry said."),
            ),
            false => text + "\n",
        };
        self.files.push((path.to_owned(), text));
    }

    /// Adds a line of a list of files.
    fn list(&mut self, line: &str) {
        if let Some((path, target)) = line.split_once(" -> ") {
            self.links.push((path.to_owned(), target.to_owned()));
            return;
        }
        let (path, text) = line.split_once(" = ").unwrap_or((line, ""));
        let usual = match path.rsplit('/').nth(1) {
            Some("topics" | "tigris" | "rivers") => "name: Tigris",
            Some("pages" | "briefs") => "title: Rain",
            None => "title: Two Rivers Brief",
            _ => ".",
        };
        self.put(path, if text.is_empty() { usual } else { text });
    }

    /// Adds a line to the front matter of the brief, or to the settings of the site.
    pub(crate) fn add(&mut self, path: &str, line: &str) {
        let (_, text) = self
            .files
            .iter_mut()
            .find(|(other, _)| other == path)
            .expect("the site has it");
        *text = match text.strip_prefix("---\n") {
            Some(rest) => format!("---\n{line}\n{rest}"),
            None => format!("{text}{line}\n"),
        };
    }

    fn tree(&self) -> SourceTree {
        let file = |(path, text): &(String, String)| {
            SourceFile::new(SourcePath::new(path), text.clone().into_bytes())
        };
        SourceTree::new(self.files.iter().map(file).collect())
    }

    fn write(&self, root: &Path) {
        for (path, text) in &self.files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("written");
            fs::write(path, text).expect("written");
        }
        for (path, target) in &self.links {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("written");
            #[cfg(unix)]
            std::os::unix::fs::symlink(target, path).expect("written");
        }
    }
}

/// Gives the front matter of `rest` what a brief needs, if it is one.
fn completed(path: &str, rest: &str) -> String {
    let front = rest.split("---\n").next().unwrap_or_default();
    let stem = path.trim_start_matches("content/briefs/");
    let mut text = "---\n".to_owned();
    let is_translation = path.ends_with(".ar.md");
    for (key, line) in NEEDED
        .iter()
        .filter(|_| path.starts_with("content/briefs/"))
    {
        let is_said =
            front.lines().any(|line| line.starts_with(key)) || (*key == "date:" && is_translation);
        match *key {
            _ if is_said => {}
            "source" => writeln!(text, "source: https://wire.example/{stem}").expect("memory"),
            _ => writeln!(text, "{line}").expect("memory"),
        }
    }
    format!("{text}{rest}\n")
}

/// Writes out what an example only hints at: `[… 90 words]`, `[… 90 letters]`, `[… 90 × ">"]`, `␀`.
fn expanded(text: &str) -> String {
    let text = text.replace('␀', "\0");
    let Some((before, rest)) = text.split_once("[… ") else {
        return text;
    };
    let (what, after) = rest.split_once(']').expect("the end of the hint");
    let (count, what) = what.split_once(' ').expect("how many, and of what");
    let count = count.parse().expect("a number");
    let much = match what.split('"').nth(1) {
        Some(sign) => sign.repeat(count),
        None if matches!(what, "letters" | "bytes") => "x".repeat(count),
        None => words(count),
    };
    format!("{before}{much}{after}")
}

/// So many words, hardly two of which are the same.
fn words(count: usize) -> String {
    let mut seed: u64 = 1;
    let word = |_| {
        let mut word = String::new();
        for _ in 0..3 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let (first, second) = ((seed >> 33) as usize, (seed >> 45) as usize);
            word.push(char::from(b"bdfgklmnprstvz"[first % 14]));
            word.push(char::from(b"aeiou"[second % 5]));
        }
        word
    };
    (0..count).map(word).collect::<Vec<String>>().join(" ") + "."
}

/// Reports what is wrong with the site, as far as `entry` needs it: files are read from a disk, pages are rendered.
pub(crate) fn found(
    site: &Files,
    entry: &ManualEntry,
    (scope, cache): (Scope, &Cache),
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let tree = if entry.category == Category::Files {
        let folder = tempfile::tempdir().expect("a folder");
        site.write(folder.path());
        disk::read_tree(folder.path())
            .expect("readable")
            .take(&mut diagnostics)
    } else {
        site.tree()
    };
    let options = Options {
        scope,
        locked: UrlLock::Enforce,
        ..options(NOW)
    };
    let SiteCheck {
        assembly,
        diagnostics: of_site,
    } = pipeline::survey(&tree, &options, cache, &Silent).expect("nothing stops it");
    diagnostics.extend(of_site);
    let needs_pages = entry.category == Category::Build || entry.code == "page-weight";
    if needs_pages && !diag::has_errors(&diagnostics) {
        diagnostics.extend(Renderer::new(&assembly, cache).sample().diagnostics);
    }
    diagnostics
}
