//! The sources of a brief: what it cites, as the editor wrote it.
//! Who published a source is settled in `site`, which knows the publishers.

use crate::brief::publishers::{CitedPublisher, PublisherIds};
use crate::diag::{Place, catalog};
use crate::source::{FieldPath, SourcePath};
use crate::time::Edtf;
use crate::url::{Slug, WebAddress};
use crate::yaml::{Field, FieldType, Fields, MappingSchema, Node};

/// One source that a brief rests on.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Citation {
    /// Its key in footnotes: `[^afp]`.
    pub id: Slug,
    /// What may stand for it there: the id that it would have if nobody knew its publisher.
    pub other_ids: Vec<Slug>,
    /// Who reported it, as written: a slug or a name.
    pub publisher: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Where it can be read.
    pub url: Option<WebAddress>,
    /// When it was published.
    pub date: Option<Edtf>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
    /// The place named at its head.
    pub dateline: Option<String>,
    /// An archived copy.
    pub archived: Option<WebAddress>,
    /// How it can be read.
    pub access: Access,
    /// Path of the private copy below `clips/`.
    pub clip: Option<String>,
    /// Where it stands in the front matter.
    pub at: FieldPath,
    /// How it is written there.
    pub form: CitationForm,
}

/// How a source is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CitationForm {
    /// As its address alone.
    Address,
    /// As a mapping.
    Mapping,
}

impl Citation {
    /// Returns whether somebody who knows its publisher or where it was read may call it `label` in a footnote.
    pub fn is_called(&self, label: &str) -> bool {
        let of_publisher = self.publisher.as_deref().and_then(Slug::of_name);
        let of_host = self
            .url
            .as_ref()
            .is_some_and(|url| url.host().split('.').any(|part| part == label));
        of_host || of_publisher.is_some_and(|slug| slug.as_str() == label)
    }

    /// Returns where its address stands in the front matter.
    pub fn url_at(&self) -> FieldPath {
        match self.form {
            CitationForm::Address => self.at.clone(),
            CitationForm::Mapping => self.at.at_key("url"),
        }
    }

    /// Returns who published it, as far as it says.
    pub fn cited(&self) -> CitedPublisher {
        match (&self.publisher, &self.url) {
            (Some(name), _) => CitedPublisher::Name(name.clone()),
            (None, Some(url)) => CitedPublisher::Host(url.host().to_owned()),
            (None, None) => CitedPublisher::Nobody,
        }
    }
}

/// How a source can be read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Access {
    /// By anyone.
    Free,
    /// After signing up.
    Registration,
    /// By those who pay.
    Paywall,
    /// No longer.
    Gone,
}

impl Access {
    /// Returns the word for it in front matter.
    pub fn as_str(self) -> &'static str {
        match self {
            Access::Free => "free",
            Access::Registration => "registration",
            Access::Paywall => "paywall",
            Access::Gone => "gone",
        }
    }
}

const ACCESS: [(&str, Access); 4] = [
    ("free", Access::Free),
    ("registration", Access::Registration),
    ("paywall", Access::Paywall),
    ("gone", Access::Gone),
];

/// Reads `source` or `sources`: one address, or a list of addresses and mappings. One without an id has that of its
/// publisher, if it is one of `publishers`.
pub(super) fn read(fields: &mut Fields, publishers: &PublisherIds) -> Vec<Citation> {
    fields.declare_one_of(&["source", "sources"]);
    for key in ["source", "sources"] {
        fields.declare(key, shape);
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
    // Exactly as many as there are: they stay as long as the brief does.
    let mut citations: Vec<Citation> = Vec::with_capacity(parts.len());
    let mut made = Vec::new();
    for part in parts {
        if let Some(citation) = read_one(fields, &part, &citations) {
            if !has_id(part.node) {
                made.push(citations.len());
            }
            citations.push(citation);
        }
    }
    made.into_iter()
        .for_each(|idx| recognize(&mut citations, idx, publishers));
    citations
}

fn has_id(node: &Node) -> bool {
    let is_id = |(key, value): &(String, Node)| key == "id" && *value != Node::Null;
    matches!(node, Node::Map(entries) if entries.iter().any(is_id))
}

/// Gives the citation at `idx` the id of its publisher, if that is known; the one that it has stands for it as before.
fn recognize(citations: &mut [Citation], idx: usize, publishers: &PublisherIds) {
    let Some(wanted) = publishers
        .of(&citations[idx].cited())
        .filter(|slug| **slug != citations[idx].id)
    else {
        return;
    };
    let is_free = |id: &Slug| {
        !citations
            .iter()
            .any(|other| other.id == *id || other.other_ids.contains(id))
    };
    if let Some(id) = numbered(wanted).find(is_free) {
        let made = std::mem::replace(&mut citations[idx].id, id);
        citations[idx].other_ids.push(made);
    }
}

/// What both keys take: one source, or a list of them.
fn shape() -> FieldType {
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
        id: Slug::stand_in(),
        other_ids: Vec::new(),
        date: source_date(fields),
        author: fields.text("author"),
        language: fields.parsed("language", "a language tag of BCP 47 (`ar`)", |tag| {
            crate::locale::is_known(tag).then(|| tag.to_owned())
        }),
        dateline: fields.text("dateline"),
        archived: fields.web_address("archived"),
        access: fields.one_of("access", &ACCESS).unwrap_or(Access::Free),
        clip: fields.text("clip"),
        at: fields.at().clone(),
        form: CitationForm::Mapping,
        publisher,
        title,
        url,
    };
    let host = citation.url.as_ref().map(WebAddress::host);
    let named = citation.publisher.as_deref().and_then(Slug::from_text);
    let titled = || citation.title.as_deref().and_then(Slug::from_text);
    let by_content = named
        .or_else(|| host.and_then(slug_of_host))
        .or_else(titled);
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

/// Reads the day of a source, or its month; a time is read and left out.
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

/// Returns `wanted`, or with the first of `-2`, `-3`, … that no source before has.
fn free_id(wanted: &Slug, before: &[Citation]) -> Slug {
    let taken = |id: &Slug| before.iter().any(|citation| citation.id == *id);
    numbered(wanted)
        .find(|id| !taken(id))
        .unwrap_or_else(|| wanted.clone())
}

/// `afp`, `afp-2`, `afp-3`, …
fn numbered(wanted: &Slug) -> impl Iterator<Item = Slug> {
    let others = (2..).filter_map(move |number| Slug::parse(&format!("{wanted}-{number}")).ok());
    std::iter::once(wanted.clone()).chain(others)
}
