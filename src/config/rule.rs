//! Reads what `check` of `site.yaml` says of one rule as a mapping: its severity, and where it does not hold.

use crate::diag::{Place, catalog};
use crate::source::FieldPath;
use crate::url::{PageKey, WebAddress};
use crate::yaml::{Field, FieldType, Fields, MappingSchema};

/// The rule that has exceptions.
pub const COVERED_ALREADY: &str = "covered-already";

/// An address, or all addresses of a host, that the rule `covered-already` leaves alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Exception {
    /// One page.
    Page(PageKey),
    /// A host, in lower case and without `www.`, and all hosts below it.
    Host(String),
}

impl Exception {
    /// Returns whether it is about `page`.
    pub fn holds_for(&self, page: &PageKey) -> bool {
        match self {
            Exception::Page(known) => known == page,
            Exception::Host(host) => {
                let above = page.host().strip_suffix(host.as_str());
                above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
            }
        }
    }

    /// Reads a host (`x.example`) or an address (`https://x.example/a`, `x.example/a`).
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let whole = if text.contains("://") {
            text.to_owned()
        } else {
            format!("https://{text}")
        };
        let address = WebAddress::parse(&whole).filter(|address| address.host().contains('.'))?;
        let page = address.page_key();
        // Home pages are not compared, so that the address of one means its host.
        Some(if page.is_home() {
            Exception::Host(page.host().to_owned())
        } else {
            Exception::Page(page)
        })
    }
}

/// What a mapping says of a rule.
#[derive(Debug, Default)]
pub(super) struct Setting {
    /// Its severity, as written, and where.
    pub severity: Option<(String, FieldPath)>,
    /// Where it does not hold.
    pub except: Vec<Exception>,
}

/// Returns what `check` may say of a rule.
pub(super) fn shape() -> FieldType {
    let keys = MappingSchema::of("rule", |fields| drop(setting(fields, COVERED_ALREADY)));
    FieldType::AnyOf(vec![FieldType::Text, FieldType::Map(keys)])
}

/// Reads the mapping in `field`, which is about `rule`.
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
