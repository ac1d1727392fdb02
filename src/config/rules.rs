//! What the site says of the rules: `check` in `site.yaml`.

use jiff::civil::Date;

use crate::config::rule::{self, Exception};
use crate::diag::{self, Diagnostic, ManualEntry, Place, Severity, catalog};
use crate::source::FieldPath;
use crate::text;
use crate::yaml::{self, FieldType, Fields, Node};

/// Words for severities; `None` is off.
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

/// Which rules hold on the site, and how bad each is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rules {
    /// How bad rules are that the site does not name.
    pub profile: RuleProfile,
    /// Briefs with an earlier date are spared the rules about sources and prose.
    pub since: Option<Date>,
    /// Severities of single rules; `None` is off.
    pub severities: Vec<(String, Option<Severity>)>,
    /// What the rule `covered-already` leaves alone.
    pub except: Vec<Exception>,
}

/// How much the rules ask for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum RuleProfile {
    /// Only what is broken: front matter, links, pictures, leftovers of other programs. The first step of a migration.
    Links,
    /// What the manual says.
    #[default]
    Standard,
    /// What the rules about sources and prose usually only note is a warning.
    Strict,
}

impl Rules {
    /// Returns how bad a finding of the kind `entry` is, which is `usual` by itself: what the site says of this rule,
    /// else what its profile says; `None` if it is off.
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

    /// Returns whether every rule is as bad as it is by itself.
    pub fn are_usual(&self) -> bool {
        self.profile == RuleProfile::Standard && self.severities.is_empty()
    }

    /// Gives every one of `found` the severity that it has on this site, and drops what is switched off.
    pub fn apply(&self, found: &mut Vec<Diagnostic>) {
        if self.are_usual() {
            return;
        }
        found.retain_mut(|diagnostic| {
            let Some(entry) = diag::entry(diagnostic.code) else {
                return true;
            };
            let severity = self.severity(entry, diagnostic.severity);
            // What is not changed is shared with those who keep it.
            if let Some(severity) = severity.filter(|severity| *severity != diagnostic.severity) {
                diagnostic.severity = severity;
            }
            severity.is_some()
        });
    }

    /// Returns whether no finding about prose is wanted: the profile is without them, and no rule is named all the same.
    pub fn leave_prose(&self) -> bool {
        let is_wanted = |(code, severity): &(String, Option<Severity>)| {
            severity.is_some()
                && diag::entry(code).is_some_and(|entry| entry.category.is_of_prose())
        };
        self.profile == RuleProfile::Links && !self.severities.iter().any(is_wanted)
    }

    /// Returns whether a finding about prose may be an error.
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
        let is_word = matches!(key.as_str(), "profile" | "since");
        if !is_word && !is_rule(fields, &key, &value.at) {
            continue;
        }
        let said = if !is_word && matches!(value.node, Node::Map(_)) {
            let setting = rule::read(fields, &key, &value);
            rules.except.extend(setting.except);
            setting.severity
        } else {
            fields
                .text_of("check", &value)
                .map(|word| (word.to_owned(), value.at.clone()))
        };
        let Some((word, at)) = said else { continue };
        match key.as_str() {
            "profile" => {
                rules.profile = one_of(fields, (&word, &at), &PROFILES).unwrap_or_default()
            }
            "since" => rules.since = since(fields, &word, &at),
            _ => {
                let severity = one_of(fields, (&word, &at), &SEVERITIES);
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

/// Returns what the word of a value stands for, which is at a place; reports one that is not among `known`.
fn one_of<T: Copy>(
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

/// Returns whether `rule`, a key of `check` at `at`, is one whose severity can be set; else says why not.
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
