//! The sources of a brief: what it cites, as typed. Who published a source is resolved in `site`, which knows the
//! files of publishers; here they only give citations their ids.

use serde::{Deserialize, Serialize};

use crate::brief::publishers::{CitedPublisher, PublisherIds};
use crate::diag::{Place, catalog};
use crate::source::{FieldPath, SourcePath};
use crate::time::Edtf;
use crate::url::{MAX_SLUG_BYTES, Slug, WebAddress};
use crate::yaml::{Field, FieldType, Fields, MappingSchema, Node, vocabulary};

/// A source that a brief cites.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub struct Citation {
    /// Key of its footnote: `[^afp]`.
    pub id: Slug,
    /// Other keys that mean it: the id that it would have if its publisher were unknown.
    pub other_ids: Vec<Slug>,
    /// Publisher as typed: a slug or a name.
    pub publisher: Option<String>,
    pub title: Option<String>,
    /// URL where it can be read.
    pub url: Option<WebAddress>,
    /// Date of its publication.
    pub date: Option<Edtf>,
    /// Author, as typed in the brief.
    pub author: Option<String>,
    /// Language, a BCP 47 tag.
    pub language: Option<String>,
    /// Dateline: the place named where its text begins.
    pub dateline: Option<String>,
    /// URL of an archived copy.
    pub archived: Option<WebAddress>,
    /// Conditions of reading it.
    pub access: Access,
    /// Path of the private copy below `clips/`.
    pub clip: Option<String>,
    /// Position in the front matter.
    pub at: FieldPath,
    /// Notation that the editor used.
    pub form: CitationForm,
}

/// Notation of a source.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub enum CitationForm {
    /// The URL and nothing else.
    Address,
    /// A mapping with keys.
    Mapping,
}

impl Citation {
    /// Returns whether an editor who knows its publisher or its host may call it `label` in a footnote.
    pub fn is_called(&self, label: &str) -> bool {
        let of_publisher = self.publisher.as_deref().and_then(Slug::of_name);
        let of_host = self
            .url
            .as_ref()
            .is_some_and(|url| url.host().split('.').any(|part| part == label));
        of_host || of_publisher.is_some_and(|slug| slug.as_str() == label)
    }

    /// Returns the position of its URL in the front matter.
    pub fn url_at(&self) -> FieldPath {
        match self.form {
            CitationForm::Address => self.at.clone(),
            CitationForm::Mapping => self.at.at_key("url"),
        }
    }

    /// Returns its publisher, as the citation states it.
    pub fn cited(&self) -> CitedPublisher {
        match (&self.publisher, &self.url) {
            (Some(name), _) => CitedPublisher::Name(name.clone()),
            (None, Some(url)) => CitedPublisher::Host(url.host().to_owned()),
            (None, None) => CitedPublisher::Nobody,
        }
    }
}

vocabulary! {
    /// Conditions of reading a source.
    pub enum Access {
        /// Readable by anyone, without an account.
        Free = "free",
        /// Readable after signing up.
        Registration = "registration",
        /// Readable by subscribers or for a fee.
        Paywall = "paywall",
        /// No longer available at its URL.
        Gone = "gone",
    }
}

/// Reads `source` or `sources`: one URL, or a list of URLs and mappings.
///
/// A citation without `id` gets that of its publisher, if it is one of `publishers`.
pub(super) fn read(fields: &mut Fields, publishers: &PublisherIds) -> Vec<Citation> {
    fields.declare_one_of(&["source", "sources"]);
    for key in ["source", "sources"] {
        fields.declare(key, source_type);
    }
    let (one, many) = (fields.get("source"), fields.get("sources"));
    if let (Some(_), Some(second)) = (&one, &many) {
        let place = Place::key(fields.path(), &second.at);
        fields.report(catalog::fields::keys_exclusive(place, "sources", "source"));
    }
    let Some(field) = many.or(one) else {
        let place = Place::key(fields.path(), &FieldPath::key("source"));
        fields.report(catalog::fields::source_missing(place));
        return Vec::new();
    };
    let parts: Vec<Field> = match field.node {
        Node::List(nodes) => {
            let item = |(idx, node)| Field {
                node,
                at: field.at.at_item(idx),
            };
            nodes.iter().enumerate().map(item).collect()
        }
        _ => vec![field],
    };
    if parts.is_empty() {
        let place = fields.place("sources");
        fields.report(catalog::fields::source_missing(place));
    }
    // Exact capacity: the citations are kept in memory as long as the brief.
    let mut citations: Vec<Citation> = Vec::with_capacity(parts.len());
    let mut generated = Vec::new();
    for part in parts {
        if let Some(citation) = read_one(fields, &part, &citations) {
            if !has_id(part.node) {
                generated.push(citations.len());
            }
            citations.push(citation);
        }
    }
    // Only when all sources are read: a publisher's slug must not take an id that a later source states.
    generated
        .into_iter()
        .for_each(|idx| recognize(&mut citations, idx, publishers));
    citations
}

fn has_id(node: &Node) -> bool {
    let is_id = |(key, value): &(String, Node)| key == "id" && *value != Node::Null;
    matches!(node, Node::Map(entries) if entries.iter().any(is_id))
}

/// Gives the citation at `idx` the id of its publisher, if that is known. The id that it had stays valid, so that
/// footnotes survive when an editor adds a file for the publisher.
fn recognize(citations: &mut [Citation], idx: usize, publishers: &PublisherIds) {
    let Some(preferred) = publishers
        .of(&citations[idx].cited())
        .filter(|slug| **slug != citations[idx].id)
    else {
        return;
    };
    // Footnotes may already use any of these ids, whether stated or generated.
    let is_free = |id: &Slug| {
        !citations
            .iter()
            .any(|other| other.id == *id || other.other_ids.contains(id))
    };
    if let Some(id) = numbered(preferred).find(is_free) {
        let generated = std::mem::replace(&mut citations[idx].id, id);
        citations[idx].other_ids.push(generated);
    }
}

/// Returns the type of both keys: one source, or a list of them.
fn source_type() -> FieldType {
    let keys = MappingSchema::of("source", |fields| drop(read_map(fields, &[])));
    let one = [FieldType::WebAddress, FieldType::Map(keys)];
    let list = FieldType::items(FieldType::AnyOf(one.to_vec()));
    FieldType::AnyOf(one.into_iter().chain([list]).collect())
}

fn read_one(fields: &mut Fields, part: &Field, before: &[Citation]) -> Option<Citation> {
    let path: &SourcePath = fields.path();
    match part.node {
        Node::Text(text) => {
            let place = Place::value(path, &part.at);
            // A bare name (`Reuters`) is no source that a reader can check.
            if !text.contains(['.', '/', ':']) {
                fields.report(catalog::fields::source_by_name(place, text.trim()));
                return None;
            }
            let url = fields.web_address_of(text, place)?;
            let id = free_id(&slug_of_host(url.host())?, before);
            Some(Citation {
                id,
                other_ids: Vec::new(),
                publisher: None,
                title: None,
                url: Some(url),
                date: None,
                author: None,
                language: None,
                dateline: None,
                archived: None,
                access: Access::Free,
                clip: None,
                at: part.at.clone(),
                form: CitationForm::Address,
            })
        }
        Node::Map(entries) => {
            let mut inner = Fields::new(path, part.at.clone(), entries);
            let citation = read_map(&mut inner, before);
            inner
                .finish()
                .into_iter()
                .for_each(|diagnostic| fields.report(diagnostic));
            citation
        }
        node => {
            let place = Place::value(path, &part.at);
            let expected = "a web address or a mapping";
            fields.report(catalog::fields::field_shape(
                place,
                "sources",
                expected,
                node.kind(),
            ));
            None
        }
    }
}

fn read_map(fields: &mut Fields, before: &[Citation]) -> Option<Citation> {
    let id = fields.slug("id");
    let publisher = fields.text("publisher");
    let title = fields.text("title");
    let url = fields.web_address("url");
    let citation = Citation {
        // Replaced below: the default needs publisher, host and title.
        id: Slug::stand_in(),
        other_ids: Vec::new(),
        date: source_date(fields),
        author: fields.text("author"),
        language: fields.parsed("language", "a language tag of BCP 47 (`ar`)", |tag| {
            crate::locale::is_known(tag).then(|| tag.to_owned())
        }),
        dateline: fields.text("dateline"),
        archived: fields.web_address("archived"),
        access: fields
            .one_of("access", Access::WORDS)
            .unwrap_or(Access::Free),
        clip: fields.text("clip"),
        at: fields.at().clone(),
        form: CitationForm::Mapping,
        publisher,
        title,
        url,
    };
    let host = citation.url.as_ref().map(WebAddress::host);
    // In the order in which editors would name a source: publisher, host, title.
    let named = citation.publisher.as_deref().and_then(Slug::from_text);
    let titled = || citation.title.as_deref().and_then(Slug::from_text);
    let by_content = named
        .or_else(|| host.and_then(slug_of_host))
        .or_else(titled);
    // A source whose publisher or URL is invalid does not lack one.
    if by_content.is_none() && fields.is_clean() {
        fields.report(catalog::fields::field_missing(
            fields.mapping_place(),
            "url",
            "url: https://…",
        ));
    }
    if let Some(id) = &id
        && before.iter().any(|other| other.id == *id)
    {
        fields.report(catalog::fields::value_repeated(
            fields.place("id"),
            id.as_str(),
        ));
    }
    let id = match id {
        Some(id) => id,
        None => free_id(&by_content?, before),
    };
    Some(Citation { id, ..citation })
}

/// Reads the date of a source, a day or a month; a time of day is accepted and dropped.
fn source_date(fields: &mut Fields) -> Option<Edtf> {
    let expected = "a date (`2021-07-24`, `2021-07`)";
    fields.declare("date", || FieldType::Parsed(expected.to_owned()));
    let text = fields.text("date")?;
    let day = Edtf::day_of(&text);
    day.or_else(|| fields.edtf_of(&text, fields.place("date"), expected))
}

fn slug_of_host(host: &str) -> Option<Slug> {
    Slug::from_text(&host.replace('.', "-"))
}

/// Returns `preferred`, or else the first of `-2`, `-3`, … that no earlier source has.
fn free_id(preferred: &Slug, before: &[Citation]) -> Slug {
    let taken = |id: &Slug| before.iter().any(|citation| citation.id == *id);
    numbered(preferred)
        .find(|id| !taken(id))
        .unwrap_or_else(|| preferred.clone())
}

/// Returns `afp`, `afp-2`, `afp-3`, …
fn numbered(preferred: &Slug) -> impl Iterator<Item = Slug> {
    // A slug near the limit is cut, or no number would fit behind it and the search for a free id would not end.
    let room = MAX_SLUG_BYTES - "-".len() - usize::MAX.to_string().len();
    let text = preferred.as_str();
    let stem = &text[..text.floor_char_boundary(room)];
    let stem = stem.trim_end_matches('-').to_owned();
    let others = (2usize..).filter_map(move |number| Slug::parse(&format!("{stem}-{number}")).ok());
    std::iter::once(preferred.clone()).chain(others)
}
