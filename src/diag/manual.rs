//! The manual of the codes: read from the catalog's own doc comments, so that the two cannot differ.

use std::sync::LazyLock;

use crate::diag::Severity;
use crate::diag::examples::{self, Example};

/// What the manual says of one code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ManualEntry {
    /// The code.
    pub code: &'static str,
    /// How bad it is unless `site.yaml` says otherwise.
    pub severity: Severity,
    /// The part of the catalog it is in.
    pub chapter: Category,
    /// What it means and what to do: the doc comment of its constructor.
    pub text: String,
    /// What is wrong and what is right; `None` for what no text can show, such as bytes that are none.
    pub example: Option<Example>,
}

impl ManualEntry {
    /// Returns whether it is a rule that a brief can switch off for itself: one about other files is not.
    pub fn is_of_briefs(&self) -> bool {
        self.chapter.is_configurable() && self.example.as_ref().is_none_or(Example::is_in_brief)
    }

    /// Returns whether every build looks for it: not for what is a matter of style, unless it shows when a file is read.
    pub fn is_asked_by_build(&self) -> bool {
        !self.chapter.is_of_prose() || self.code == "summary-length"
    }
}

/// A part of the catalog.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Category {
    /// Front matter as YAML.
    FrontMatter,
    /// Keys and values.
    Fields,
    /// Files on the disk.
    Files,
    /// Templates and the plan.
    Build,
    /// The text and its links.
    Text,
    /// Names, slugs and addresses across files.
    Site,
    /// Sources, attribution, headlines, shape, times.
    Editorial,
    /// Names, words and signs in prose.
    Prose,
    /// Pictures.
    Pictures,
    /// What a brief claims and its sources do not.
    Claims,
    /// The words of the theme.
    Words,
}

impl Category {
    /// All of them, in the order of the manual.
    pub const ALL: [Category; 11] = [
        Category::FrontMatter,
        Category::Fields,
        Category::Files,
        Category::Build,
        Category::Text,
        Category::Site,
        Category::Editorial,
        Category::Prose,
        Category::Pictures,
        Category::Claims,
        Category::Words,
    ];

    /// Returns its title in the manual.
    pub fn title(self) -> &'static str {
        match self {
            Category::FrontMatter => "Front matter as YAML",
            Category::Fields => "Keys and values",
            Category::Files => "Files",
            Category::Build => "Templates",
            Category::Text => "The text",
            Category::Site => "Names, links and addresses",
            Category::Editorial => "Sources, attribution, headlines, shape, times",
            Category::Prose => "Names, words and signs",
            Category::Pictures => "Pictures",
            Category::Claims => "Claims and their sources",
            Category::Words => "The words of the theme",
        }
    }

    /// Returns whether a site may change how bad its codes are. What cannot be read cannot be built, whatever a
    /// site says.
    pub fn is_configurable(self) -> bool {
        let is_of_readers = matches!(
            self,
            Category::Text | Category::Site | Category::Pictures | Category::Claims
        );
        is_of_readers || self.is_of_prose()
    }

    /// Returns whether its codes are about sources and prose: matters of style, which no build needs to know.
    pub fn is_of_prose(self) -> bool {
        matches!(self, Category::Editorial | Category::Prose)
    }
}

/// The catalog's sources.
const SOURCES: [(&str, Category); 13] = [
    (include_str!("catalog/build.rs"), Category::Build),
    (include_str!("catalog/claims.rs"), Category::Claims),
    (include_str!("catalog/editorial.rs"), Category::Editorial),
    (include_str!("catalog/fields.rs"), Category::Fields),
    (include_str!("catalog/files.rs"), Category::Files),
    (include_str!("catalog/front.rs"), Category::FrontMatter),
    (include_str!("catalog/links.rs"), Category::Text),
    (include_str!("catalog/markup.rs"), Category::Text),
    (include_str!("catalog/pictures.rs"), Category::Pictures),
    (include_str!("catalog/prose.rs"), Category::Prose),
    (include_str!("catalog/site.rs"), Category::Site),
    (include_str!("catalog/urls.rs"), Category::Site),
    (include_str!("catalog/words.rs"), Category::Words),
];

static MANUAL: LazyLock<Vec<ManualEntry>> = LazyLock::new(|| {
    let of = |(source, chapter): &(&'static str, Category)| entries_of(source, *chapter);
    let mut entries: Vec<ManualEntry> = SOURCES.iter().flat_map(of).collect();
    entries.sort_by(|a, b| a.code.cmp(b.code));
    // A code with several constructors is described by the first.
    entries.dedup_by(|later, first| later.code == first.code);
    let mut examples = examples::read();
    for entry in &mut entries {
        entry.example = examples.remove(entry.code);
    }
    entries
});

/// Returns the manual: every code that the catalog has, sorted.
pub fn manual() -> &'static [ManualEntry] {
    &MANUAL
}

/// Returns what the manual says of `code`.
pub fn entry(code: &str) -> Option<&'static ManualEntry> {
    let idx = MANUAL.binary_search_by(|entry| entry.code.cmp(code)).ok()?;
    MANUAL.get(idx)
}

/// Reads one source of the catalog: a doc comment, then a function that names its codes.
fn entries_of(source: &'static str, chapter: Category) -> Vec<ManualEntry> {
    let mut entries = Vec::new();
    let mut text = String::new();
    for item in source.split("\n}\n") {
        text.clear();
        for line in item.lines() {
            match line.strip_prefix("///") {
                Some(line) => text = text + line.trim() + "\n",
                None if line.starts_with("pub fn") => break,
                None if line.starts_with("#[") => {}
                // That was the comment of something else.
                None => text.clear(),
            }
        }
        let Some((_, body)) = item.split_once("pub fn ") else {
            continue;
        };
        let severity = match [
            body.find(" error("),
            body.find(" warning("),
            body.find(" note("),
        ] {
            [_, Some(_), _] => Severity::Warning,
            [_, _, Some(_)] => Severity::Note,
            _ => Severity::Error,
        };
        let text = text.trim().to_owned();
        let entry = |code| ManualEntry {
            code,
            severity,
            chapter,
            text: text.clone(),
            example: None,
        };
        entries.extend(codes_of(body).map(entry));
    }
    entries
}

/// The codes in the text of a function: what it hands to `error`, `warning` or `note` first, and string literals in
/// kebab case.
fn codes_of(body: &'static str) -> impl Iterator<Item = &'static str> {
    let mut parts = body.split('"');
    let mut before = parts.next().unwrap_or_default();
    std::iter::from_fn(move || {
        loop {
            let literal = parts.next()?;
            let leads = std::mem::replace(&mut before, parts.next()?).trim_end();
            let first = ["error(", "warning(", "note(", "new("]
                .iter()
                .any(|call| leads.ends_with(call));
            let is_letter = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit();
            let kebab = literal
                .split('-')
                .all(|word| !word.is_empty() && word.bytes().all(is_letter));
            if kebab && (first || literal.contains('-')) {
                return Some(literal);
            }
        }
    })
}
