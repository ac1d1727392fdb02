//! Severities of rules: `check` in `site.yaml`. Which rules exist is in `diag`; a brief switches rules off by itself.

use jiff::civil::Date;

use crate::config::rule::{self, Exception};
use crate::diag::{self, Diagnostic, ManualEntry, Place, Severity, catalog};
use crate::source::FieldPath;
use crate::text;
use crate::yaml::{self, FieldType, Fields, Node};

/// Names of severities; `None` switches a rule off.
const SEVERITIES: [(&str, Option<Severity>); 4] = [
    ("off", None),
    ("note", Some(Severity::Note)),
    ("warning", Some(Severity::Warning)),
    ("error", Some(Severity::Error)),
];

const PROFILES: [(&str, RuleProfile); 3] = [
    ("links", RuleProfile::Links),
    ("standard", RuleProfile::Standard),
    ("strict", RuleProfile::Strict),
];

/// Settings of the rules: which apply, and how severe each is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rules {
    /// Severities of rules that the site does not name.
    pub profile: RuleProfile,
    /// Briefs with an earlier date are exempt from the rules about sources and prose.
    pub since: Option<Date>,
    /// Severities of single rules by code; `None` is off.
    pub severities: Vec<(String, Option<Severity>)>,
    /// Exceptions from the rule `covered-already`.
    pub except: Vec<Exception>,
}

/// Preset of severities for all rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum RuleProfile {
    /// Only what is broken: front matter, links, pictures, leftovers of other programs. The first step of a
    /// migration.
    Links,
    /// The default severities, as the manual lists them.
    #[default]
    Standard,
    /// As standard, but notes about sources and prose are warnings.
    Strict,
}

impl Rules {
    /// Returns the severity of a diagnostic with this manual entry, whose default is `usual`; `None` if it is off.
    ///
    /// Rules that the site names come first, then the profile.
    pub fn severity(&self, entry: &ManualEntry, usual: Severity) -> Option<Severity> {
        if !entry.category.is_configurable() {
            return Some(usual);
        }
        if let Some((_, severity)) = self.severities.iter().find(|(code, _)| code == entry.code) {
            return *severity;
        }
        match self.profile {
            RuleProfile::Links
                if entry.category.is_of_prose() || entry.category == diag::Category::Claims =>
            {
                None
            }
            RuleProfile::Strict if entry.category.is_of_prose() => {
                Some(usual.max(Severity::Warning))
            }
            _ => Some(usual),
        }
    }

    /// Returns whether all rules have their default severities.
    pub fn are_usual(&self) -> bool {
        self.profile == RuleProfile::Standard && self.severities.is_empty()
    }

    /// Sets the severity of each diagnostic in `found`, and drops those that are off.
    pub fn apply(&self, found: &mut Vec<Diagnostic>) {
        if self.are_usual() {
            return;
        }
        found.retain_mut(|diagnostic| {
            let Some(entry) = diag::entry(diagnostic.code) else {
                return true;
            };
            let severity = self.severity(entry, diagnostic.severity);
            // Diagnostics share their contents; writing only on a change avoids copying them.
            if let Some(severity) = severity.filter(|severity| *severity != diagnostic.severity) {
                diagnostic.severity = severity;
            }
            severity.is_some()
        });
    }

    /// Returns whether the settings switch off all rules about prose: by profile, with no rule named separately.
    pub fn leave_prose(&self) -> bool {
        let is_wanted = |(code, severity): &(String, Option<Severity>)| {
            severity.is_some()
                && diag::entry(code).is_some_and(|entry| entry.category.is_of_prose())
        };
        self.profile == RuleProfile::Links && !self.severities.iter().any(is_wanted)
    }

    /// Returns whether a rule about prose may be an error.
    pub fn make_errors_of_prose(&self) -> bool {
        let is_of_prose =
            |code: &str| diag::entry(code).is_some_and(|entry| entry.category.is_of_prose());
        self.severities
            .iter()
            .any(|(code, severity)| *severity == Some(Severity::Error) && is_of_prose(code))
    }
}

/// Reads `check` of `site.yaml`.
pub(super) fn read(fields: &mut Fields) -> Rules {
    fields.declare("check", || FieldType::pairs_of(rule::shape()));
    let mut rules = Rules::default();
    for (key, value) in fields.entries("check") {
        // The keys of `check` are codes of rules, except for these two.
        let is_word = matches!(key.as_str(), "profile" | "since");
        if !is_word && !is_rule(fields, &key, &value.at) {
            continue;
        }
        let stated = if !is_word && matches!(value.node, Node::Map(_)) {
            let setting = rule::read(fields, &key, &value);
            rules.except.extend(setting.except);
            setting.severity
        } else {
            fields
                .text_of("check", &value)
                .map(|word| (word.to_owned(), value.at.clone()))
        };
        let Some((word, at)) = stated else { continue };
        match key.as_str() {
            "profile" => {
                rules.profile = named_value(fields, (&word, &at), &PROFILES).unwrap_or_default()
            }
            "since" => rules.since = since(fields, &word, &at),
            _ => {
                let severity = named_value(fields, (&word, &at), &SEVERITIES);
                rules
                    .severities
                    .extend(severity.map(|severity| (key, severity)));
            }
        }
    }
    rules
}

fn since(fields: &mut Fields, word: &str, at: &FieldPath) -> Option<Date> {
    let date = word.parse().ok();
    if date.is_none() {
        let place = Place::value(fields.path(), at);
        fields.report(catalog::fields::value_invalid(
            place,
            word,
            "a date (`2026-01-01`)",
        ));
    }
    date
}

/// Returns the value that the word at a position names; reports one that is not in `known`.
fn named_value<T: Copy>(
    fields: &mut Fields,
    (word, at): (&str, &FieldPath),
    known: &[(&str, T)],
) -> Option<T> {
    let found = known
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, value)| *value);
    if found.is_none() {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let place = Place::value(fields.path(), at);
        fields.report(yaml::value_unknown(place, word, &names));
    }
    found
}

/// Returns whether the severity of `rule`, a key of `check` at `at`, can be set; otherwise reports why not.
pub fn is_rule(fields: &mut Fields, rule: &str, at: &FieldPath) -> bool {
    let place = Place::key(fields.path(), at);
    match diag::entry(rule).map(|entry| entry.category.is_configurable()) {
        Some(true) => return true,
        Some(false) => fields.report(catalog::fields::rule_fixed(place, rule)),
        None => {
            let rules = diag::manual()
                .iter()
                .filter(|entry| entry.category.is_configurable());
            let nearest = text::nearest(rule, rules.map(|entry| entry.code));
            fields.report(catalog::fields::unknown_rule(place, rule, nearest));
        }
    }
    false
}
