//! Versions of a brief in other languages: each inherits from its original the fields that its own file does not
//! state. Which files are versions is decided by name in `content`; `site` links the versions to each other.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::brief::{Brief, BriefMeta, Picture, Status};
use crate::config::Config;
use crate::diag::{self, Diagnostic, Place, catalog};
use crate::hash::Hash;
use crate::source::{FieldPath, SourcePath};

/// Fields that a version may inherit, each set if its own file states it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Deserialize, Serialize)]
pub struct VersionFields {
    /// Set if it states `date`.
    pub date: bool,
    /// Set if it states `status`.
    pub status: bool,
    /// Set if it states `withdrawn`, with or without `status: withdrawn`.
    pub withdrawn: bool,
    /// Set if it states `reason`, with or without `status: withdrawn`.
    pub reason: bool,
    /// Set if it states texts about a picture without the picture.
    pub picture_text: bool,
}

/// Result of inheritance: complete briefs, incomplete ones, and problems.
#[derive(Debug, Default)]
pub struct VersionInheritance {
    /// Briefs that can be shown, in the order in which they were given.
    pub briefs: Vec<Arc<Brief>>,
    /// Versions that lack fields and have no original to inherit them from.
    pub incomplete: Vec<Arc<Brief>>,
    /// Missing fields of versions, and fields that would publish them before their originals.
    pub diagnostics: Vec<Diagnostic>,
}

/// Completes each version among `briefs` from its original.
///
/// A version takes `date`, `embargo`, `status`, `withdrawn`, `reason`, `review` and the picture from the original
/// where its own file does not state them. It may be stricter than the original, never laxer: it is public from the
/// later of both, and a draft, held or withdrawn original has no public version. Versions of the files in `broken`,
/// which have an error of their own, are incomplete without a message: what they may show is unknown.
pub fn inherit(
    briefs: Vec<Arc<Brief>>,
    broken: &[&SourcePath],
    config: &Config,
) -> VersionInheritance {
    // Most sites have one language; they pay for no table of originals.
    if briefs.iter().all(|brief| brief.meta.version.is_none()) {
        return VersionInheritance {
            briefs,
            ..VersionInheritance::default()
        };
    }
    let originals: HashMap<String, Arc<Brief>> = briefs
        .iter()
        .filter(|brief| brief.meta.version.is_none())
        .map(|brief| {
            (
                without_extension(&brief.meta.path).to_owned(),
                Arc::clone(brief),
            )
        })
        .collect();
    let broken: HashSet<&str> = broken.iter().map(|path| without_extension(path)).collect();
    let mut inherited = VersionInheritance {
        briefs: Vec::with_capacity(briefs.len()),
        ..VersionInheritance::default()
    };
    for brief in briefs {
        let Some(fields) = brief.meta.version else {
            inherited.briefs.push(brief);
            continue;
        };
        let stem = original_stem(&brief.meta);
        if let Some(original) = originals.get(stem) {
            let mut merge = Merge {
                own: &brief.meta,
                fields,
                original: &original.meta,
                found: Vec::new(),
            };
            let meta = merge.meta(config);
            let is_complete = !diag::has_errors(&merge.found);
            inherited.diagnostics.append(&mut merge.found);
            if is_complete {
                let language = original.meta.language.as_ref().unwrap_or(&config.language);
                let version = merged(&brief, original, language, meta);
                inherited.briefs.push(Arc::new(version));
            } else {
                inherited.incomplete.push(brief);
            }
        } else if broken.contains(stem) {
            inherited.incomplete.push(brief);
        } else {
            let missing = missing_alone(&brief.meta, fields);
            let list = if missing.is_empty() {
                &mut inherited.briefs
            } else {
                &mut inherited.incomplete
            };
            list.push(brief);
            inherited.diagnostics.extend(missing);
        }
    }
    inherited
}

fn without_extension(path: &SourcePath) -> &str {
    let path = path.as_str();
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

/// Returns the path of the original of the version `meta`, without extension.
fn original_stem(meta: &BriefMeta) -> &str {
    let stem = without_extension(&meta.path);
    stem.rsplit_once('.').map_or(stem, |(stem, _)| stem)
}

/// A version and its original while they are merged.
struct Merge<'a> {
    own: &'a BriefMeta,
    fields: VersionFields,
    original: &'a BriefMeta,
    found: Vec<Diagnostic>,
}

impl Merge<'_> {
    /// Returns the metadata of the version with the inherited fields.
    fn meta(&mut self, config: &Config) -> BriefMeta {
        let status = self.status(config);
        let embargo = self.embargo();
        // Texts of a picture translate those of the original's picture; without any picture they describe nothing.
        if self.fields.picture_text && self.own.image.is_none() && self.original.image.is_none() {
            self.found.push(picture_text_alone(self.own));
        }
        let image = self
            .own
            .image
            .clone()
            .or_else(|| self.original.image.clone());
        let mut files = self.own.files.clone();
        files.extend(image.clone().filter(|image| !files.contains(image)));
        BriefMeta {
            // Always the original's: route and feed id of a version keep its date.
            date: self.original.date,
            embargo,
            status,
            image,
            files,
            review: self.own.review.or(self.original.review),
            ..self.own.clone()
        }
    }

    /// Returns the later of the moments from which version and original may be public, if later than the original's
    /// date.
    fn embargo(&mut self) -> Option<jiff::Timestamp> {
        let original = self.original.public_from();
        let date = self.fields.date.then_some(self.own.date.at);
        if date.is_some_and(|date| date < self.original.date.at) {
            self.report_ahead("date");
        }
        if self.own.embargo.is_some_and(|embargo| embargo < original) {
            self.report_ahead("embargo");
        }
        let from = [date, self.own.embargo]
            .into_iter()
            .flatten()
            .fold(original, jiff::Timestamp::max);
        (from > self.original.date.at).then_some(from)
    }

    fn status(&mut self, config: &Config) -> Status {
        let own = self.fields.status.then_some(&self.own.status);
        match (own, &self.original.status) {
            // The stricter of both wins, in every combination of the two.
            (Some(own @ (Status::Draft | Status::Hold)), _) => own.clone(),
            (Some(_), hidden @ (Status::Draft | Status::Hold)) => {
                self.report_ahead("status");
                hidden.clone()
            }
            (Some(Status::Developing | Status::Final), Status::Withdrawn { .. }) => {
                self.report_ahead("status");
                self.withdrawn(config)
            }
            (Some(Status::Withdrawn { .. }) | None, Status::Withdrawn { .. }) => {
                self.withdrawn(config)
            }
            (Some(own), _) => {
                self.found
                    .extend(withdrawn_incomplete(self.own, self.fields));
                own.clone()
            }
            (None, inherited) => {
                self.found
                    .extend(withdrawn_incomplete(self.own, self.fields));
                inherited.clone()
            }
        }
    }

    /// Returns the withdrawal of the original, with the time and the reason that the version states itself.
    fn withdrawn(&self, config: &Config) -> Status {
        let Status::Withdrawn {
            at,
            reason,
            language,
        } = &self.original.status
        else {
            return self.original.status.clone();
        };
        let (own_at, own_reason) = match &self.own.status {
            Status::Withdrawn { at, reason, .. } => (*at, reason.clone()),
            _ => (*at, String::new()),
        };
        // An inherited reason is in the original's language, which pages mark with `lang`.
        let inherited_language = || language.clone().or_else(|| Some(config.language.clone()));
        Status::Withdrawn {
            at: if self.fields.withdrawn { own_at } else { *at },
            reason: if self.fields.reason {
                own_reason
            } else {
                reason.clone()
            },
            language: if self.fields.reason {
                None
            } else {
                inherited_language()
            },
        }
    }

    fn report_ahead(&mut self, key: &str) {
        let place = Place::value(&self.own.path, &FieldPath::key(key));
        self.found.push(catalog::site::translation_ahead(
            place,
            key,
            &self.original.path,
        ));
    }
}

/// Reports each key of a withdrawal that lacks another and cannot be inherited.
fn withdrawn_incomplete(meta: &BriefMeta, fields: VersionFields) -> Vec<Diagnostic> {
    let place = |key: &str| Place::value(&meta.path, &FieldPath::key(key));
    let stated = [("withdrawn", fields.withdrawn), ("reason", fields.reason)];
    if fields.status && meta.is_withdrawn() {
        let missing = stated.into_iter().filter(|(_, is_stated)| !is_stated);
        let needs = |(key, _): (&'static str, bool)| {
            let example = if key == "reason" {
                "reason: why it was taken back"
            } else {
                "withdrawn: 2021-07-26 10:00"
            };
            catalog::fields::key_needs(place("status"), "status: withdrawn", key, example)
        };
        return missing.map(needs).collect();
    }
    let alone = stated.into_iter().filter(|(_, is_stated)| *is_stated);
    alone
        .map(|(key, _)| catalog::fields::key_needs(place(key), key, "status", "status: withdrawn"))
        .collect()
}

/// Reports the fields that a version without an original lacks.
fn missing_alone(meta: &BriefMeta, fields: VersionFields) -> Vec<Diagnostic> {
    let mut missing = withdrawn_incomplete(meta, fields);
    if !fields.date {
        let place = Place::key(&meta.path, &FieldPath::key("date"));
        missing.push(catalog::fields::field_missing(
            place,
            "date",
            "date: 2021-07-25 09:00",
        ));
    }
    if fields.picture_text && meta.image.is_none() {
        missing.push(picture_text_alone(meta));
    }
    missing
}

fn picture_text_alone(meta: &BriefMeta) -> Diagnostic {
    let place = Place::file(&meta.path);
    catalog::fields::key_needs(place, "alt", "image", "image: picture.jpg")
}

/// Returns the version `own` of `original`, which is in `language`, with its complete metadata.
fn merged(own: &Brief, original: &Brief, language: &str, meta: BriefMeta) -> Brief {
    Brief {
        meta_hash: Hash::of(&meta),
        link_hash: meta.link_hash(),
        meta: Arc::new(meta),
        // The version must be rendered again whenever either file changes.
        hash: Hash::of(&(own.hash, original.hash)),
        picture: picture(own.picture.as_ref(), original.picture.as_ref(), language),
        ..own.clone()
    }
}

/// Returns the picture of a version: its own, else that of the original with the texts of the version, if it has any.
fn picture(own: Option<&Picture>, original: Option<&Picture>, language: &str) -> Option<Picture> {
    match (own, original) {
        (Some(own), _) if !own.file.is_empty() => Some(own.clone()),
        (Some(own), Some(original)) => Some(Picture {
            file: original.file.clone(),
            credit: own.credit.clone().or_else(|| original.credit.clone()),
            license: own.license.clone().or_else(|| original.license.clone()),
            ..own.clone()
        }),
        // Untranslated texts keep the language they are written in.
        (None, Some(original)) => Some(Picture {
            language: Some(language.to_owned()),
            ..original.clone()
        }),
        (_, None) => None,
    }
}
