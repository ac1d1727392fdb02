//! Settings of one rule under `check` of `site.yaml`, if they are a mapping: severity and exceptions. Settings that
//! are one word are read in `rules`.

use crate::diag::{Place, catalog};
use crate::source::FieldPath;
use crate::url::{PageKey, WebAddress};
use crate::yaml::{Field, FieldType, Fields, MappingSchema};

/// Code of the only rule with exceptions.
pub const COVERED_ALREADY: &str = "covered-already";

/// Exception from the rule `covered-already`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Exception {
    /// A single page, by its address.
    Page(PageKey<'static>),
    /// A host in lower case and without `www.`, with all its subdomains.
    Host(String),
}

impl Exception {
    /// Returns whether it covers `page`.
    pub fn holds_for(&self, page: &PageKey) -> bool {
        match self {
            Exception::Page(known) => known == page,
            Exception::Host(host) => {
                let above = page.host().strip_suffix(host.as_str());
                // `ample` is a suffix of `x.example`, but no domain above it: the rest must end at a dot.
                above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
            }
        }
    }

    /// Parses a host (`x.example`) or an address (`https://x.example/a`, `x.example/a`).
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let url = if text.contains("://") {
            text.to_owned()
        } else {
            format!("https://{text}")
        };
        let address = WebAddress::parse(&url).filter(|address| address.host().contains('.'))?;
        let page = address.page_key();
        // The rule does not compare home pages, so the address of one means its whole host.
        Some(if page.is_home() {
            Exception::Host(page.host().to_owned())
        } else {
            Exception::Page(page.into_owned())
        })
    }
}

/// Settings of one rule.
#[derive(Debug, Default)]
pub(super) struct Setting {
    /// Severity as typed, and its position.
    pub severity: Option<(String, FieldPath)>,
    /// Addresses that the rule ignores.
    pub except: Vec<Exception>,
}

/// Returns the type of one rule's settings: a word, or a mapping.
pub(super) fn shape() -> FieldType {
    let keys = MappingSchema::of("rule", |fields| drop(setting(fields, COVERED_ALREADY)));
    FieldType::AnyOf(vec![FieldType::Text, FieldType::Map(keys)])
}

/// Reads the mapping in `field`, the settings of `rule`.
pub(super) fn read<'a>(fields: &mut Fields<'a>, rule: &str, field: &Field<'a>) -> Setting {
    let Some((entries, at)) = fields.map_of(rule, field) else {
        return Setting::default();
    };
    let mut inner = Fields::new(fields.path(), at, entries);
    let setting = setting(&mut inner, rule);
    inner
        .finish()
        .into_iter()
        .for_each(|diagnostic| fields.report(diagnostic));
    setting
}

fn setting(fields: &mut Fields, rule: &str) -> Setting {
    let at = fields.at().at_key("severity");
    let severity = fields.text("severity").map(|word| (word, at));
    let mut except = Vec::new();
    let items = if rule == COVERED_ALREADY {
        fields.list("except")
    } else {
        Vec::new()
    };
    for item in items {
        match Exception::parse(&item.text) {
            Some(exception) => except.push(exception),
            None => {
                let place = Place::value(fields.path(), &item.at);
                let expected = "a host (`x.example`) or a web address (`https://x.example/a`)";
                fields.report(catalog::fields::value_invalid(place, &item.text, expected));
            }
        }
    }
    Setting { severity, except }
}
