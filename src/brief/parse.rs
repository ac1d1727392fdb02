//! Parses the file of a brief: its front matter field by field, then its body. Values that span several keys have
//! modules of their own: `citation`, `status`, `summary`.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::body::{self, Body, Target};
use crate::brief::citation;
use crate::brief::lead_ins;
use crate::brief::status;
use crate::brief::summary;
use crate::brief::{
    Autolink, Brief, BriefMeta, Citation, Genre, HistoryEntry, MAX_SUMMARY, Picture, PublisherIds,
    Status, VersionFields,
};
use crate::config::{self, Config};
use crate::content::{self, ContentPath, MarkdownFile};
use crate::diag::{Checked, Diagnostic, Place, Severity, catalog};
use crate::hash::Hash;
use crate::locale::{self, Locale};
use crate::source::{FieldPath, SourceFile, SourcePath, SourceTree};
use crate::text;
use crate::theme;
use crate::time::{Moment, Precision};
use crate::url::Slug;
use crate::yaml::{Fields, MappingSchema, Node};

/// Inputs of parsing a brief besides its file.
#[derive(Clone, Copy, Debug)]
pub struct ParseContext<'a> {
    pub config: &'a Config,
    /// Publishers, by which citations get their ids.
    pub publishers: &'a PublisherIds,
    /// Hash of everything that the brief is parsed from.
    pub hash: Hash,
}

/// Parses the brief in `file`, whose path has the parts `at`.
///
/// The value is `None` if the front matter cannot be read. A brief with another mistake is returned for further
/// checks, with placeholders for missing values; callers that show briefs must leave it out.
pub fn parse(file: &SourceFile, at: ContentPath, with: &ParseContext) -> Checked<Option<Brief>> {
    let ParseContext {
        config, publishers, ..
    } = *with;
    let mut diagnostics = Vec::new();
    let path = &file.path;
    let Some(document) = content::open(file, config).take(&mut diagnostics) else {
        return Checked {
            value: None,
            diagnostics,
        };
    };
    let mut fields = Fields::new(path, FieldPath::default(), &document.entries);
    let front = front(&mut fields, &at, config, publishers);
    let mut found = fields.finish();
    if front.brief.meta.status == Status::Draft {
        // A brief begins with a headline; readers do not see it before its status changes.
        let missing = found
            .iter_mut()
            .filter(|found| found.code == catalog::fields::SOURCE_MISSING.name);
        missing.for_each(|found| found.severity = Severity::Warning);
    }
    diagnostics.extend(found);
    let mut body = parse_body(&document, path, &front, config);
    if !front.sources_are_clean || publishers.n_broken > 0 {
        // One broken source or publisher would otherwise make every citation of it in the text a mistake of its own.
        body.diagnostics
            .retain(|found| found.code != catalog::links::FOOTNOTE_UNKNOWN.name);
    }
    let body = body.take(&mut diagnostics);
    Checked {
        value: Some(complete(front, body, with)),
        diagnostics,
    }
}

/// Parses the text of the brief with this front matter.
fn parse_body(
    document: &MarkdownFile,
    path: &SourcePath,
    front: &ParsedFront,
    config: &Config,
) -> Checked<Body> {
    let tag = front.tag(config);
    let citations = &front.citations;
    let ids: Vec<String> = citations
        .iter()
        .map(|citation| citation.id.as_str().to_owned())
        .collect();
    let others = citations.iter().enumerate().flat_map(|(idx, citation)| {
        citation
            .other_ids
            .iter()
            .map(move |id| (id.as_str().to_owned(), idx))
    });
    let locale = Locale::of(tag);
    let options = body::Options {
        path,
        base: document.body_at,
        citations: &ids,
        other_ids: &others.collect::<Vec<_>>(),
        style: body::Style::of(locale),
        direction: locale.direction(),
        lead_ins: &lead_ins::of(tag, config),
        page_ids: &theme::BRIEF_PLACES,
        link_schemes: &config.link_schemes,
    };
    let mut parsed = body::parse(document.body, &options);
    for found in parsed
        .diagnostics
        .iter_mut()
        .filter(|found| found.code == catalog::links::FOOTNOTE_UNKNOWN.name)
    {
        // The diagnostic has the label in its message only; what else a source may be called is known here.
        let label = found.message.split('`').nth(1).unwrap_or_default();
        if let Some(citation) = citations.iter().find(|citation| citation.is_called(label)) {
            found.hint = Some(format!("did you mean `[^{}]`?", citation.id));
        }
    }
    parsed
}

/// Assembles the front matter and the text of a brief.
fn complete(front: ParsedFront, body: Body, with: &ParseContext) -> Brief {
    let stated = &front.brief.meta.summary;
    let (summary, lead) = if stated.is_empty() {
        let has_titles = !body.lead.titles.is_empty();
        let summary = summary::of_lead(&body.lead.text, front.tag(with.config));
        (summary, has_titles.then(|| body.lead.clone()))
    } else {
        (stated.clone(), None)
    };
    let ParsedFront {
        brief,
        citations,
        language,
        ..
    } = front;
    // In the metadata, so that linking need not read the body, and an edit of the text alone relinks nothing.
    let files = mentioned_files(&body, brief.files.iter().chain(&brief.meta.image));
    let times =
        |entries: &[HistoryEntry]| entries.iter().map(|entry| entry.at.at).collect::<Vec<_>>();
    let meta = BriefMeta {
        summary,
        lead,
        language,
        cited: citations.iter().map(Citation::cited).collect(),
        corrected: times(&brief.corrections),
        clarified: times(&brief.clarifications),
        updated: times(&brief.updates),
        internal_links: leads(&body),
        files,
        ..Arc::unwrap_or_clone(brief.meta)
    };
    Brief {
        meta_hash: Hash::of(&meta),
        link_hash: meta.link_hash(),
        meta: Arc::new(meta),
        hash: with.hash,
        body,
        citations,
        ..brief
    }
}

/// Returns the links of `body` that lead into this site.
fn leads(body: &Body) -> Vec<(usize, Target)> {
    let links = body.links.iter().enumerate();
    let own =
        links.filter(|(_, link)| !matches!(link.target, Target::External(_) | Target::Fragment(_)));
    own.map(|(idx, link)| (idx, link.target.clone())).collect()
}

/// Returns the files that a brief names in its front matter or its text, as paths from its folder, each once.
fn mentioned_files<'a>(body: &Body, stated: impl Iterator<Item = &'a String>) -> Vec<String> {
    let targets = body
        .images
        .iter()
        .map(|image| &image.target)
        .chain(body.links.iter().map(|link| &link.target));
    let relative = targets.filter_map(|target| match target {
        Target::Relative { path, .. } => Some(crate::url::decode(path)),
        _ => None,
    });
    let mut files: Vec<String> = stated.cloned().chain(relative).collect();
    files.sort();
    files.dedup();
    files
}

/// Returns the schema of a brief's front matter, by reading an empty one.
pub fn keys() -> MappingSchema {
    let config = config::parse(&SourceTree::default()).value;
    let at =
        ContentPath::of(&SourcePath::new("content/briefs/a.md"), &[]).expect("a brief lies there");
    MappingSchema::of("brief", |fields| {
        drop(front(fields, &at, &config, &PublisherIds::default()))
    })
}

/// Front matter of a brief, and what parsing its text needs.
struct ParsedFront {
    /// The brief without its text and the fields below.
    brief: Brief,
    citations: Vec<Citation>,
    sources_are_clean: bool,
    language: Option<String>,
}

impl ParsedFront {
    /// Returns the BCP 47 tag of the brief's language.
    fn tag<'a>(&'a self, config: &'a Config) -> &'a str {
        self.language.as_deref().unwrap_or(&config.language)
    }
}

fn front(
    fields: &mut Fields,
    at: &ContentPath,
    config: &Config,
    publishers: &PublisherIds,
) -> ParsedFront {
    let citations = citation::read(fields, publishers);
    // Asked before any other field is read: only mistakes in the sources count.
    let sources_are_clean = fields.is_clean();
    let language = language(fields, at, config).or_else(|| at.language.clone());
    ParsedFront {
        citations,
        sources_are_clean,
        language,
        brief: read(fields, at, config),
    }
}

/// Reads the front matter, except sources and language.
fn read(fields: &mut Fields, at: &ContentPath, config: &Config) -> Brief {
    let zone = &config.timezone;
    let (meta, picture) = read_meta(fields, at, zone);
    let slug = meta.slug.clone();
    Brief {
        meta: Arc::new(meta),
        meta_hash: Hash(0),
        link_hash: Hash(0),
        hash: Hash(0),
        citations: Vec::new(),
        updates: entries(fields, "updates", zone),
        corrections: entries(fields, "corrections", zone),
        clarifications: entries(fields, "clarifications", zone),
        author: fields.text("author"),
        editor: fields.text("editor"),
        method: fields.text("method"),
        note: fields.text("note"),
        picture,
        files: named_files(fields),
        autolink: fields
            .one_of("autolink", &[("on", Autolink::On), ("off", Autolink::Off)])
            .unwrap_or(Autolink::On),
        template: fields.text("template"),
        check: switches(fields),
        extra: fields
            .get("extra")
            .map_or(Node::Map(Vec::new()), |field| field.node.clone()),
        body: Body::default(),
        id: fields.slug("id").unwrap_or(slug),
    }
}

/// Returns the headline as plain text, and as typed if it marks code or emphasis.
fn read_title(fields: &mut Fields) -> (String, Option<Box<str>>) {
    let typed = fields.required_text("title", "title: What happened");
    let typed = typed.unwrap_or_default();
    match body::plain_headline(&typed) {
        Some(plain) => (plain, Some(typed.into_boxed_str())),
        None => (typed, None),
    }
}

/// Reads the slug; by default, that of the file's name.
fn read_slug(fields: &mut Fields, at: &ContentPath) -> Slug {
    let given = fields.slug("slug");
    content::slug(fields.path(), &at.name, given).unwrap_or_else(|error| {
        fields.report(error);
        Slug::stand_in()
    })
}

/// Reads the metadata, and the picture, whose file is part of it.
///
/// Missing fields of versions are checked in `versions`, since the original may have them.
fn read_meta(
    fields: &mut Fields,
    at: &ContentPath,
    zone: &TimeZone,
) -> (BriefMeta, Option<Picture>) {
    let is_version = at.language.is_some();
    let (title, marked_title) = read_title(fields);
    let date = date(fields, at, zone);
    let slug = read_slug(fields, at);
    let meta = BriefMeta {
        title,
        marked_title,
        summary: read_summary(fields),
        lead: None,
        review: fields.moment("review", zone),
        path: fields.path().clone(),
        folder: at.folder.clone(),
        language: None,
        countries: content::countries(fields),
        topics: fields.names("topics"),
        people: fields.names("people"),
        organizations: fields.names("organizations"),
        storyline: fields.text("storyline"),
        event: fields.edtf("event", "a date of EDTF (`2021-07-26`, `2021-10~`)"),
        embargo: fields.moment("embargo", zone).map(|moment| moment.at),
        genre: fields.one_of("type", Genre::WORDS).unwrap_or(Genre::News),
        aliases: content::aliases(fields),
        priority: fields
            .number("priority", 1, 9)
            .map_or(5, |priority| priority as u8),
        slug,
        date: date.unwrap_or(Moment {
            at: Timestamp::UNIX_EPOCH,
            precision: Precision::Day,
        }),
        status: Status::Final,
        cited: Vec::new(),
        corrected: Vec::new(),
        clarified: Vec::new(),
        updated: Vec::new(),
        internal_links: Vec::new(),
        image: None,
        files: Vec::new(),
        version: None,
    };
    let (status, picture) = (status::read(fields, zone), picture(fields));
    let version = is_version.then(|| VersionFields {
        date: date.is_some(),
        status: status.word.is_some(),
        withdrawn: status.withdrawn.is_some(),
        reason: status.reason.is_some(),
        picture_text: picture
            .as_ref()
            .is_some_and(|picture| picture.file.is_empty()),
    });
    if !is_version {
        status.report_missing(fields);
        if let Some(picture) = &picture {
            report_texts_without_image(fields, picture);
        }
    }
    let image = picture
        .as_ref()
        .map(|picture| picture.file.clone())
        .filter(|file| !file.is_empty());
    let picture = picture.filter(|_| is_version || image.is_some());
    (
        BriefMeta {
            status: status.status(),
            image,
            version,
            ..meta
        },
        picture,
    )
}

/// Reads `date`, which only versions may leave out.
fn date(fields: &mut Fields, at: &ContentPath, zone: &TimeZone) -> Option<Moment> {
    if at.language.is_some() {
        return fields.moment("date", zone);
    }
    // Other programs put the day into the name of the file; it makes a better example than an arbitrary one.
    let day = at
        .name
        .get(..10)
        .filter(|day| day.parse::<jiff::civil::Date>().is_ok());
    let example = format!("date: {}", day.unwrap_or("2021-07-25 09:00"));
    fields.required_moment("date", &example, zone)
}

fn language(fields: &mut Fields, at: &ContentPath, config: &Config) -> Option<String> {
    let tag = fields.text("language")?;
    if let Some(of_name) = at.language.as_deref().filter(|of_name| *of_name != tag) {
        let expected = format!("`{of_name}`, the language in the file's name");
        fields.report(catalog::fields::value_invalid(
            fields.place("language"),
            &tag,
            &expected,
        ));
        return None;
    }
    if tag == config.language {
        return None;
    }
    if config.languages.contains(&tag) {
        return Some(tag);
    }
    let mut known = vec![config.language.as_str()];
    known.extend(config.languages.iter().map(String::as_str));
    let unknown = catalog::fields::value_unknown(fields.place("language"), &tag, &known, None);
    fields.report(unknown.hint(if locale::is_known(&tag) {
        format!("add `languages: {tag}` to {}", config.path)
    } else {
        "write the tag of the language, such as `ar` or `pt-BR` (BCP 47)".to_owned()
    }));
    None
}

/// Reports texts about a picture without a picture.
fn report_texts_without_image(fields: &mut Fields, picture: &Picture) {
    if !picture.file.is_empty() {
        return;
    }
    let texts = [
        ("alt", !picture.alt.is_empty()),
        ("caption", picture.caption.is_some()),
        ("credit", picture.credit.is_some()),
        ("license", picture.license.is_some()),
    ];
    for (key, _) in texts.into_iter().filter(|(_, is_stated)| *is_stated) {
        let needs =
            catalog::fields::key_needs(fields.place(key), key, "image", "image: picture.jpg");
        fields.report(needs);
    }
}

fn read_summary(fields: &mut Fields) -> String {
    let summary = text::one_line(&fields.text("summary").unwrap_or_default());
    let n_chars = summary.chars().count();
    if n_chars > MAX_SUMMARY {
        fields.report(catalog::headlines::summary_length(
            fields.place("summary"),
            n_chars,
            MAX_SUMMARY,
        ));
    }
    summary
}

fn entries(fields: &mut Fields, key: &'static str, zone: &TimeZone) -> Vec<HistoryEntry> {
    let mut entries = Vec::new();
    for (time, text, field) in fields.dated(key) {
        let place = Place::key(fields.path(), &field);
        if let Some(at) = fields.moment_of(&time, zone, place) {
            entries.push(HistoryEntry { at, text, field });
        }
    }
    entries.sort_by_key(|entry| entry.at.at);
    entries
}

/// Reads the picture; its `file` is empty if the front matter has only texts about one.
fn picture(fields: &mut Fields) -> Option<Picture> {
    let picture = Picture {
        file: fields.text("image").unwrap_or_default(),
        alt: fields.text("alt").unwrap_or_default(),
        caption: fields.text("caption"),
        credit: fields.text("credit"),
        license: fields.text("license"),
        language: None,
    };
    let texts = [&picture.caption, &picture.credit, &picture.license];
    let is_stated = !picture.file.is_empty()
        || !picture.alt.is_empty()
        || texts.iter().any(|text| text.is_some());
    is_stated.then_some(picture)
}

/// Reads `files`: files in the brief's folder to publish besides the pictures and links of its text.
fn named_files(fields: &mut Fields) -> Vec<String> {
    fields
        .list("files")
        .into_iter()
        .map(|item| item.text)
        .collect()
}

/// Reads `check`: rules that are switched off, each with the reason.
fn switches(fields: &mut Fields) -> Vec<(String, String)> {
    let mut switches = Vec::new();
    for (rule, reason, at) in fields.pairs("check") {
        // In `site.yaml`, `check` takes severities; in a brief, one of them is no reason.
        if matches!(reason.as_str(), "" | "off" | "note" | "warning" | "error") {
            let place = Place::value(fields.path(), &at);
            let diagnostic: Diagnostic = catalog::fields::switch_without_reason(place, &rule);
            fields.report(diagnostic);
        } else if config::is_rule(fields, &rule, &at) {
            switches.push((rule, reason));
        }
    }
    switches
}
