//! Lookup of names in CLDR's tables: text with lines of code, standard, short and variant name, sorted by code.
//! The text is searched in place by bisection, without parsing, so that a build pays only for the names it uses.

use crate::country::{NameVariant, cldr};
use crate::locale;

/// Names of one country or region in one language; empty where the language has no such variant.
#[derive(Clone, Copy, Debug)]
pub(super) struct TerritoryNames {
    pub(super) code: &'static str,
    standard: &'static str,
    short: &'static str,
    variant: &'static str,
}

impl TerritoryNames {
    /// Returns the name of this `variant`, or the standard name if the language lacks it.
    pub(super) fn get(self, variant: NameVariant) -> &'static str {
        let name = match variant {
            NameVariant::Standard => self.standard,
            NameVariant::Short => self.short,
            NameVariant::Variant => self.variant,
        };
        if name.is_empty() { self.standard } else { name }
    }

    /// Returns the names that the language has, the standard one first.
    pub(super) fn each(self) -> impl Iterator<Item = &'static str> {
        [self.standard, self.short, self.variant]
            .into_iter()
            .filter(|name| !name.is_empty())
    }
}

/// Returns the names of the country or region `code` in `language` or the nearest fallback that has it.
pub(super) fn find(language: &str, code: &str) -> TerritoryNames {
    let tables = locale::fallbacks(language).filter_map(table);
    let line = tables.into_iter().find_map(|table| line_of(table, code));
    names_of(line.expect("English names every country and region"))
}

/// Returns the names of all countries in the table of `tag`. A tag with a parent lists only those that differ from it.
pub(super) fn countries_in(tag: &str) -> impl Iterator<Item = TerritoryNames> {
    let names = table(tag).unwrap_or_default().lines().map(names_of);
    // Regions are in the same tables, under three digits.
    names.filter(|names| names.code.len() == 2)
}

fn table(tag: &str) -> Option<&'static str> {
    let place = cldr::NAMES
        .binary_search_by(|(known, _)| (*known).cmp(tag))
        .ok()?;
    Some(cldr::NAMES[place].1)
}

fn names_of(line: &'static str) -> TerritoryNames {
    let mut fields = line.split('\t');
    let mut next = || fields.next().unwrap_or_default();
    TerritoryNames {
        code: next(),
        standard: next(),
        short: next(),
        variant: next(),
    }
}

/// Returns the line of `table` that begins with `code` and a tab, by bisection.
fn line_of(table: &'static str, code: &str) -> Option<&'static str> {
    let bytes = table.as_bytes();
    // Invariant: both are the start of a line or the end of the table.
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let before = bytes[low..middle].iter().rposition(|byte| *byte == b'\n');
        let start = before.map_or(low, |newline| low + newline + 1);
        let line = table[start..].lines().next().unwrap_or_default();
        let (found, _) = line.split_once('\t').expect("a line has a code and a name");
        match found.cmp(code) {
            std::cmp::Ordering::Less => low = start + line.len() + 1,
            std::cmp::Ordering::Greater => high = start,
            std::cmp::Ordering::Equal => return Some(line),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{countries_in, line_of, names_of};
    use crate::country::cldr;

    #[test]
    fn bisection_finds_every_line() {
        for (tag, table) in cldr::NAMES {
            for line in table.lines() {
                assert_eq!(line_of(table, names_of(line).code), Some(line), "{tag}");
            }
        }
    }

    #[test]
    fn only_tags_with_a_parent_leave_countries_out() {
        let tags = cldr::NAMES.into_iter().map(|(tag, _)| tag);
        let partial: Vec<_> = tags
            .filter(|tag| countries_in(tag).count() != 250)
            .collect();
        assert_eq!(partial, ["en-001", "en-AU", "en-CA", "pt-PT"]);
    }

    #[test]
    fn bisection_finds_nothing_between_lines() {
        let table = "AD\tAndorra\nGB\tUnited Kingdom\tUK\n";
        assert_eq!(
            ["AA", "AE", "ZZ", ""].map(|code| line_of(table, code)),
            [None; 4]
        );
        assert_eq!(line_of("", "AD"), None);
    }
}
