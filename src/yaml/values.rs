//! Typed fields: reads web addresses, moments, EDTF dates and slugs, reporting each value that does not parse.
//! Plain texts, lists and mappings are read in `fields`; the types are in `time` and `url`.

use jiff::tz::TimeZone;

use crate::diag::{Place, catalog};
use crate::time::{Edtf, IsoFailure, Moment, MomentError};
use crate::url::{self, Slug, SlugError, WebAddress};
use crate::yaml::fields::Fields;
use crate::yaml::keys::FieldType;

impl Fields<'_> {
    /// Reads an absolute http or https address.
    pub fn web_address(&mut self, key: &'static str) -> Option<WebAddress> {
        self.declare(key, || FieldType::WebAddress);
        let text = self.text(key)?;
        self.web_address_of(&text, self.place(key))
    }

    /// Parses `text` as a web address; mistakes are reported at `place`.
    pub fn web_address_of(&mut self, text: &str, place: Place) -> Option<WebAddress> {
        if let Some(address) = WebAddress::plain(text) {
            return Some(address);
        }
        // Before parsing, which accepts most misleading addresses by repairing them.
        if let Some(fault) = url::fault(text) {
            self.report(catalog::links::address_misleading(
                place,
                text.trim(),
                &fault,
            ));
            return None;
        }
        let address = WebAddress::parse(text);
        if address.is_none() {
            let invalid =
                catalog::fields::value_invalid(place, text.trim(), "a web address (`https://…`)");
            let lacks_scheme = url::without_scheme(text.trim());
            self.report(invalid.hint_if(lacks_scheme.map(|address| format!("write `{address}`"))));
        }
        address
    }

    /// Reads a moment; one without an offset is in `zone`.
    pub fn moment(&mut self, key: &'static str, zone: &TimeZone) -> Option<Moment> {
        self.declare(key, || FieldType::Moment);
        let text = self.text(key)?;
        self.moment_of(&text, zone, self.place(key))
    }

    /// Reads a required moment in `zone`; `example` shows in the message how it is written.
    pub fn required_moment(
        &mut self,
        key: &'static str,
        example: &str,
        zone: &TimeZone,
    ) -> Option<Moment> {
        self.declare(key, || FieldType::Moment);
        let text = self.required_text(key, example)?;
        self.moment_of(&text, zone, self.place(key))
    }

    /// Parses `text` as a moment in `zone`; mistakes are reported at `place`.
    pub fn moment_of(&mut self, text: &str, zone: &TimeZone, place: Place) -> Option<Moment> {
        match Moment::parse(text, zone) {
            Ok(moment) => Some(moment),
            Err(error) => {
                self.report(match error {
                    MomentError::Form => {
                        catalog::fields::time_invalid(place, text, "its form is unknown")
                    }
                    MomentError::Ambiguous(one, other) => {
                        catalog::fields::time_ambiguous(place, text, &one, &other)
                    }
                    MomentError::Value(reason) => {
                        catalog::fields::time_invalid(place, text, &reason)
                    }
                    MomentError::Gap => catalog::fields::time_gap(place, text),
                    MomentError::Fold(earlier, later) => {
                        catalog::fields::time_fold(place, text, &earlier, &later)
                    }
                });
                None
            }
        }
    }

    /// Reads an EDTF date; `expected` names in the message what the value must be.
    pub fn edtf(&mut self, key: &'static str, expected: &str) -> Option<Edtf> {
        self.declare(key, || FieldType::Parsed(expected.to_owned()));
        let text = self.text(key)?;
        self.edtf_of(&text, self.place(key), expected)
    }

    /// Parses `text` as an EDTF date; mistakes are reported at `place`.
    pub fn edtf_of(&mut self, text: &str, place: Place, expected: &str) -> Option<Edtf> {
        match Edtf::read(text) {
            Ok(date) => return Some(date),
            Err(IsoFailure::Two(one, other)) => {
                self.report(catalog::fields::time_ambiguous(place, text, &one, &other))
            }
            Err(IsoFailure::Unknown) => {
                self.report(catalog::fields::value_invalid(place, text, expected))
            }
        }
        None
    }

    pub fn slug(&mut self, key: &'static str) -> Option<Slug> {
        self.declare(key, || FieldType::Slug);
        let text = self.text(key)?;
        self.slug_of(&text, self.place(key))
    }

    /// Reads a list of slugs in their order. A repeated slug is reported and dropped.
    pub fn slugs(&mut self, key: &'static str) -> Vec<Slug> {
        self.declare(key, || FieldType::list(FieldType::Slug));
        let mut slugs: Vec<Slug> = Vec::new();
        for item in self.list(key) {
            let place = Place::value(self.path(), &item.at);
            let Some(slug) = self.slug_of(&item.text, place.clone()) else {
                continue;
            };
            if slugs.contains(&slug) {
                self.report(catalog::fields::value_repeated(place, slug.as_str()));
            } else {
                slugs.push(slug);
            }
        }
        slugs
    }

    /// Parses `text` as a slug; mistakes are reported at `place`, with a valid slug as suggestion.
    pub fn slug_of(&mut self, text: &str, place: Place) -> Option<Slug> {
        match Slug::parse(text) {
            Ok(slug) => Some(slug),
            Err(error) => {
                let instead = Slug::from_text(text);
                let instead = instead.as_ref().map(Slug::as_str);
                self.report(catalog::fields::slug_invalid(
                    place,
                    text,
                    &slug_reason(error),
                    instead,
                ));
                None
            }
        }
    }
}

/// Returns the reason of a slug error as a clause for a message.
pub fn slug_reason(error: SlugError) -> String {
    match error {
        SlugError::Empty => "it is empty".to_owned(),
        SlugError::TooLong => format!("it is longer than {} bytes", url::MAX_SLUG_BYTES),
        SlugError::Reserved => "it is reserved for addresses".to_owned(),
        SlugError::Letter(letter) => format!("it contains {letter:?}"),
    }
}
