//! Reads a brief's file: its front matter field by field, then its body.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::body::{self, Body, LinkKind, Target};
use crate::brief::citation;
use crate::brief::lead_ins;
use crate::brief::summary;
use crate::brief::{
    Autolink, Brief, Citation, Entry, GENRES, Genre, Head, MAX_SUMMARY, Picture, PublisherIds, Status,
};
use crate::config::{self, Config};
use crate::content::{self, ContentPath};
use crate::diag::{Checked, Diagnostic, Place, catalog};
use crate::locale::Locale;
use crate::source::{FieldPath, SourceFile, SourcePath, SourceTree};
use crate::time::{Moment, Precision};
use crate::url::Slug;
use crate::yaml::{Fields, Keys, Node, Shape};

/// The words of `status`, as they are written.
const STATUS_WORDS: [&str; 5] = ["draft", "hold", "developing", "final", "withdrawn"];
/// What they say; `withdrawn` needs more than a word.
const STATUS: [(&str, Status); 4] = [
    ("draft", Status::Draft),
    ("hold", Status::Hold),
    ("developing", Status::Developing),
    ("final", Status::Final),
];

/// Ids that `brief.html` gives to parts of a brief, and `base.html` to parts of every page.
const PAGE_IDS: [&str; 13] = [
    "top",
    "main",
    "sources",
    "sources-title",
    "corrections",
    "updates",
    "updates-title",
    "method",
    "method-title",
    "more-title",
    "storyline",
    "related",
    "backlinks",
];

/// Reads the brief in `file`, which lies where `at` says. Its sources are recognized by `publishers`.
///
/// The value is `None` if the front matter cannot be read. A brief with another mistake is returned for
/// further checks, with stand-ins for what it lacks; whoever shows briefs must leave it out.
pub fn parse(
    file: &SourceFile,
    at: ContentPath,
    config: &Config,
    publishers: &PublisherIds,
) -> Checked<Option<Brief>> {
    let mut diagnostics = Vec::new();
    let Some(document) = content::open(file, config).take(&mut diagnostics) else {
        return Checked { value: None, diagnostics };
    };
    let mut fields = Fields::new(&file.path, FieldPath::default(), &document.entries);
    let Front { brief, citations, sources_whole, language } = front(&mut fields, &at, config, publishers);
    diagnostics.extend(fields.finish());
    let tag = language.as_deref().unwrap_or(&config.language);
    let ids: Vec<String> = citations.iter().map(|citation| citation.id.as_str().to_owned()).collect();
    let others = citations
        .iter()
        .enumerate()
        .flat_map(|(idx, citation)| citation.other_ids.iter().map(move |id| (id.as_str().to_owned(), idx)));
    let locale = Locale::of(tag);
    let options = body::Options {
        path: &file.path,
        base: document.body_at,
        citations: &ids,
        other_ids: &others.collect::<Vec<_>>(),
        quotes: Some(locale.quotes()),
        spacing: locale.spacing(),
        lead_ins: &lead_ins::of(tag, config),
        page_ids: &PAGE_IDS,
    };
    let mut parsed = body::parse(document.body, &options);
    if !sources_whole || publishers.n_broken > 0 {
        // Where a source or a publisher is broken, every citation of it in the text would be a mistake of its own.
        parsed.diagnostics.retain(|found| found.code != catalog::links::FOOTNOTE_UNKNOWN);
    }
    let body = parsed.take(&mut diagnostics);
    let summary = if brief.summary.is_empty() { summary::of_lead(&body.lead) } else { brief.summary };
    let times = |entries: &[Entry]| entries.iter().map(|entry| entry.at.at).collect::<Vec<_>>();
    let head = Head {
        language,
        cited: citations.iter().map(Citation::cited).collect(),
        corrected: times(&brief.corrections),
        amended: [times(&brief.updates), times(&brief.clarifications)].concat(),
        leads: leads(&body),
        ..Arc::unwrap_or_clone(brief.head)
    };
    let value = Brief { head: Arc::new(head), body, summary, citations, ..brief };
    Checked { value: Some(value), diagnostics }
}

/// Returns the links of `body` that are written so that they may lead to a brief.
fn leads(body: &Body) -> Vec<(usize, Target)> {
    let may_lead = |target: &Target| match target {
        Target::External(_) | Target::Fragment(_) => false,
        Target::Scheme { kind, .. } | Target::Wiki { kind: Some(kind), .. } => *kind == LinkKind::Brief,
        Target::Wiki { kind: None, .. } | Target::Absolute { .. } | Target::Relative { .. } => true,
    };
    let links = body.links.iter().enumerate().filter(|(_, link)| may_lead(&link.target));
    links.map(|(idx, link)| (idx, link.target.clone())).collect()
}

/// Returns the keys of a brief's front matter.
pub fn keys() -> Keys {
    let config = config::parse(&SourceTree::default()).value;
    let at = ContentPath::of(&SourcePath::new("content/briefs/a.md"), &[]).expect("a brief lies there");
    Keys::of("brief", |fields| drop(front(fields, &at, &config, &PublisherIds::default())))
}

/// What the front matter says.
struct Front {
    /// The brief without what follows.
    brief: Brief,
    citations: Vec<Citation>,
    sources_whole: bool,
    language: Option<String>,
}

fn front(fields: &mut Fields, at: &ContentPath, config: &Config, publishers: &PublisherIds) -> Front {
    let citations = citation::read(fields, publishers);
    let sources_whole = fields.is_clean();
    let language = language(fields, at, config).or_else(|| at.language.clone());
    Front { citations, sources_whole, language, brief: read(fields, at, config) }
}

/// Reads the front matter, but for what the text needs to be parsed: sources and language.
fn read(fields: &mut Fields, at: &ContentPath, config: &Config) -> Brief {
    let zone = &config.timezone;
    let title = fields.required_text("title", "title: What happened");
    let date = fields.required_moment("date", "date: 2021-07-25 09:00", zone);
    let given_slug = fields.slug("slug");
    let slug = content::slug(fields.path(), &at.name, given_slug).unwrap_or_else(|error| {
        fields.report(error);
        Slug::stand_in()
    });
    let head = Head {
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
        genre: fields.one_of("type", &GENRES).unwrap_or(Genre::News),
        aliases: content::aliases(fields),
        priority: fields.number("priority", 1, 9).map_or(5, |priority| priority as u8),
        slug: slug.clone(),
        date: date.unwrap_or(Moment { at: Timestamp::UNIX_EPOCH, precision: Precision::Day }),
        status: status(fields, zone).unwrap_or(Status::Draft),
        cited: Vec::new(),
        corrected: Vec::new(),
        amended: Vec::new(),
        leads: Vec::new(),
    };
    Brief {
        head: Arc::new(head),
        citations: Vec::new(),
        summary: read_summary(fields),
        review: fields.moment("review", zone),
        updates: entries(fields, "updates", zone),
        corrections: entries(fields, "corrections", zone),
        clarifications: entries(fields, "clarifications", zone),
        author: fields.text("author"),
        editor: fields.text("editor"),
        method: fields.text("method"),
        note: fields.text("note"),
        picture: picture(fields),
        autolink: fields
            .one_of("autolink", &[("on", Autolink::On), ("off", Autolink::Off)])
            .unwrap_or(Autolink::On),
        template: fields.text("template"),
        check: switches(fields),
        extra: fields.take("extra").map_or(Node::Map(Vec::new()), |field| field.node.clone()),
        body: Body::default(),
        id: fields.slug("id").unwrap_or(slug),
        title: title.unwrap_or_default(),
    }
}

fn language(fields: &mut Fields, at: &ContentPath, config: &Config) -> Option<String> {
    let tag = fields.text("language")?;
    if let Some(of_name) = at.language.as_deref().filter(|of_name| *of_name != tag) {
        let expected = format!("`{of_name}`, the language in the file's name");
        fields.report(catalog::fields::value_invalid(fields.place("language"), &tag, &expected));
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
    fields.report(unknown.hint(format!("add `languages: {tag}` to site.yaml")));
    None
}

fn status(fields: &mut Fields, zone: &TimeZone) -> Option<Status> {
    let (withdrawn, reason) = (fields.moment("withdrawn", zone), fields.text("reason"));
    fields.note("status", || Shape::Words(STATUS_WORDS.to_vec()));
    let word = fields.text("status").unwrap_or_else(|| "final".to_owned());
    if word != "withdrawn" {
        for (key, given) in [("withdrawn", withdrawn.is_some()), ("reason", reason.is_some())] {
            if given {
                let needs = catalog::fields::key_needs(fields.place(key), key, "status", "status: withdrawn");
                fields.report(needs);
            }
        }
        let known = STATUS.iter().find(|(name, _)| *name == word);
        if known.is_none() {
            let nearest = crate::text::nearest(&word, STATUS_WORDS);
            let place = fields.place("status");
            fields.report(catalog::fields::value_unknown(place, &word, &STATUS_WORDS, nearest));
        }
        return known.map(|(_, status)| status.clone());
    }
    for (key, given, example) in [
        ("withdrawn", withdrawn.is_some(), "withdrawn: 2021-07-26 10:00"),
        ("reason", reason.is_some(), "reason: why it was taken back"),
    ] {
        if !given {
            fields.report(catalog::fields::key_needs(
                fields.place("status"),
                "status: withdrawn",
                key,
                example,
            ));
        }
    }
    Some(Status::Withdrawn { at: withdrawn?, reason: reason? })
}

fn read_summary(fields: &mut Fields) -> String {
    let summary = crate::text::one_line(&fields.text("summary").unwrap_or_default());
    let n_chars = summary.chars().count();
    if n_chars > MAX_SUMMARY {
        fields.report(catalog::editorial::summary_length(fields.place("summary"), n_chars, MAX_SUMMARY));
    }
    summary
}

fn entries(fields: &mut Fields, key: &'static str, zone: &TimeZone) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (time, text, field) in fields.pairs(key) {
        let place = Place::key(fields.path(), &field);
        if let Some(at) = fields.moment_of(&time, zone, place) {
            entries.push(Entry { at, text, field });
        }
    }
    entries.sort_by_key(|entry| entry.at.at);
    entries
}

fn picture(fields: &mut Fields) -> Option<Picture> {
    let file = fields.text("image");
    let picture = Picture {
        file: file.clone().unwrap_or_default(),
        alt: fields.text("alt").unwrap_or_default(),
        caption: fields.text("caption"),
        credit: fields.text("credit"),
        license: fields.text("license"),
    };
    let beside = [
        ("alt", !picture.alt.is_empty()),
        ("caption", picture.caption.is_some()),
        ("credit", picture.credit.is_some()),
        ("license", picture.license.is_some()),
    ];
    if file.is_none() {
        for (key, _) in beside.into_iter().filter(|(_, given)| *given) {
            let needs = catalog::fields::key_needs(fields.place(key), key, "image", "image: picture.jpg");
            fields.report(needs);
        }
    }
    file.map(|_| picture)
}

/// Reads `check`: rules that are switched off, each with its reason.
fn switches(fields: &mut Fields) -> Vec<(String, String)> {
    let mut switches = Vec::new();
    for (rule, reason, at) in fields.pairs("check") {
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
