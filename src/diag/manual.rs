//! The manual of the codes: all entries that the catalog declares, and the categories that they belong to. `explain` prints
//! them, and `docs/diagnostics.md` is made from them.

use std::sync::LazyLock;

use crate::diag::{Example, Severity, catalog};

/// What the manual says of one code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ManualEntry {
    pub code: &'static str,
    /// Its severity unless `site.yaml` sets another.
    pub severity: Severity,
    pub category: Category,
    // The lines of its doc comment.
    pub(super) lines: &'static [&'static str],
    /// What is wrong and what is right; `None` for what no text can show, such as bytes that are not text.
    pub example: Option<Example>,
}

impl ManualEntry {
    /// Returns what the code reports, why it matters and what to do, in one line.
    pub fn text(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|line| line.trim()).collect();
        lines.join(" ")
    }

    /// Returns whether a brief can switch it off for itself: it is a rule, and not about other files.
    pub fn is_of_briefs(&self) -> bool {
        self.category.is_configurable() && self.example.as_ref().is_none_or(Example::is_in_brief)
    }

    /// Returns whether every build looks for it: not for what is a matter of style, unless it shows when a file is read.
    pub fn is_asked_by_build(&self) -> bool {
        !self.category.is_of_prose() || self.code == catalog::headlines::SUMMARY_LENGTH.name
    }
}

/// A chapter of the manual.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Category {
    /// YAML that cannot be parsed.
    FrontMatter,
    /// Keys and values that are not part of the format.
    Fields,
    /// Files that cannot be read or published.
    Files,
    /// Templates and the plan.
    Build,
    /// Text, markup, and links as they are written.
    Text,
    /// Names, slugs and addresses across files.
    Site,
    /// Sources, attribution, headlines, structure, dates.
    Editorial,
    /// Names, wording and punctuation in prose.
    Prose,
    /// Pictures: descriptions, credits, weight.
    Pictures,
    /// Claims of a brief that its sources do not make.
    Claims,
    /// Strings of the theme and their translations.
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
            Category::FrontMatter => "Front matter and YAML",
            Category::Fields => "Keys and values",
            Category::Files => "Files",
            Category::Build => "Templates",
            Category::Text => "Text and markup",
            Category::Site => "Names, links and addresses",
            Category::Editorial => "Sources, headlines, structure and dates",
            Category::Prose => "Names, wording and punctuation",
            Category::Pictures => "Pictures",
            Category::Claims => "Claims and sources",
            Category::Words => "Interface strings",
        }
    }

    /// Returns whether a site may change the severity of its codes: they are then called rules. What cannot be parsed
    /// cannot be built, whatever the settings.
    pub fn is_configurable(self) -> bool {
        let is_of_readers = matches!(
            self,
            Category::Text | Category::Site | Category::Pictures | Category::Claims
        );
        is_of_readers || self.is_of_prose()
    }

    /// Returns whether its codes are about sources and prose: matters of style, which no build needs.
    pub fn is_of_prose(self) -> bool {
        matches!(self, Category::Editorial | Category::Prose)
    }
}

static MANUAL: LazyLock<Vec<ManualEntry>> = LazyLock::new(|| {
    let mut entries = catalog::MANUALS.concat();
    entries.sort_by_key(|entry| entry.code);
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
