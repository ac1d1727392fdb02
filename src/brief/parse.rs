//! Reads a brief's file: its front matter field by field, then its body.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::body::{self, Body, Target};
use crate::brief::citation;
use crate::brief::lead_ins;
use crate::brief::summary;
use crate::brief::{
    Autolink, Brief, Citation, Entry, GENRES, Genre, Head, MAX_SUMMARY, Picture, PublisherIds,
    Status, VersionFields,
};
use crate::config::{self, Config};
use crate::content::{self, ContentPath};
use crate::diag::{Checked, Diagnostic, Place, Severity, catalog};
use crate::locale::{self, Locale};
use crate::source::{FieldPath, SourceFile, SourcePath, SourceTree};
use crate::text;
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
        return Checked {
            value: None,
            diagnostics,
        };
    };
    let mut fields = Fields::new(&file.path, FieldPath::default(), &document.entries);
    let Front {
        brief,
        citations,
        sources_whole,
        language,
    } = front(&mut fields, &at, config, publishers);
    let mut found = fields.finish();
    if brief.head.status == Status::Draft {
        // A brief begins with a headline; readers do not see it before its status changes.
        let missing = found
            .iter_mut()
            .filter(|found| found.code == catalog::fields::SOURCE_MISSING);
        missing.for_each(|found| found.severity = Severity::Warning);
    }
    diagnostics.extend(found);
    let tag = language.as_deref().unwrap_or(&config.language);
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
        path: &file.path,
        base: document.body_at,
        citations: &ids,
        other_ids: &others.collect::<Vec<_>>(),
        style: body::Style::of(locale),
        direction: locale.direction(),
        lead_ins: &lead_ins::of(tag, config),
        page_ids: &PAGE_IDS,
        link_schemes: &config.link_schemes,
    };
    let mut parsed = body::parse(document.body, &options);
    if !sources_whole || publishers.n_broken > 0 {
        // Where a source or a publisher is broken, every citation of it in the text would be a mistake of its own.
        parsed
            .diagnostics
            .retain(|found| found.code != catalog::links::FOOTNOTE_UNKNOWN);
    }
    for found in parsed
        .diagnostics
        .iter_mut()
        .filter(|found| found.code == catalog::links::FOOTNOTE_UNKNOWN)
    {
        let label = found.message.split('`').nth(1).unwrap_or_default();
        if let Some(meant) = citations.iter().find(|citation| citation.is_called(label)) {
            found.hint = Some(format!("did you mean `[^{}]`?", meant.id));
        }
    }
    let body = parsed.take(&mut diagnostics);
    let summary = if brief.has_own_summary {
        brief.summary
    } else {
        summary::of_lead(&body.lead.text, tag)
    };
    let files = body_files(&body, brief.files.iter().chain(&brief.head.image));
    let times = |entries: &[Entry]| entries.iter().map(|entry| entry.at.at).collect::<Vec<_>>();
    let head = Head {
        language,
        cited: citations.iter().map(Citation::cited).collect(),
        corrected: times(&brief.corrections),
        clarified: times(&brief.clarifications),
        updated: times(&brief.updates),
        leads: leads(&body),
        files,
        ..Arc::unwrap_or_clone(brief.head)
    };
    let value = Brief {
        head: Arc::new(head),
        body,
        summary,
        citations,
        ..brief
    };
    Checked {
        value: Some(value),
        diagnostics,
    }
}

/// Returns the links of `body` that lead to this site.
fn leads(body: &Body) -> Vec<(usize, Target)> {
    let links = body.links.iter().enumerate();
    let own =
        links.filter(|(_, link)| !matches!(link.target, Target::External(_) | Target::Fragment(_)));
    own.map(|(idx, link)| (idx, link.target.clone())).collect()
}

/// Returns the paths of the files beside a brief that are named in its front matter or its text, each once.
fn body_files<'a>(body: &Body, stated: impl Iterator<Item = &'a String>) -> Vec<String> {
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

/// Returns the keys of a brief's front matter.
pub fn keys() -> Keys {
    let config = config::parse(&SourceTree::default()).value;
    let at =
        ContentPath::of(&SourcePath::new("content/briefs/a.md"), &[]).expect("a brief lies there");
    Keys::of("brief", |fields| {
        drop(front(fields, &at, &config, &PublisherIds::default()))
    })
}

/// What the front matter says.
struct Front {
    /// The brief without what follows.
    brief: Brief,
    citations: Vec<Citation>,
    sources_whole: bool,
    language: Option<String>,
}

fn front(
    fields: &mut Fields,
    at: &ContentPath,
    config: &Config,
    publishers: &PublisherIds,
) -> Front {
    let citations = citation::read(fields, publishers);
    let sources_whole = fields.is_clean();
    let language = language(fields, at, config).or_else(|| at.language.clone());
    Front {
        citations,
        sources_whole,
        language,
        brief: read(fields, at, config),
    }
}

/// Reads the front matter, but for what the text needs to be parsed: sources and language.
fn read(fields: &mut Fields, at: &ContentPath, config: &Config) -> Brief {
    let zone = &config.timezone;
    let typed = fields
        .required_text("title", "title: What happened")
        .unwrap_or_default();
    let plain = body::plain_headline(&typed);
    let marked_title = plain.is_some().then(|| typed.clone().into_boxed_str());
    let (head, picture) = read_head(fields, at, zone);
    let slug = head.slug.clone();
    let summary = read_summary(fields);
    Brief {
        head: Arc::new(head),
        citations: Vec::new(),
        has_own_summary: !summary.is_empty(),
        summary,
        review: fields.moment("review", zone),
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
            .take("extra")
            .map_or(Node::Map(Vec::new()), |field| field.node.clone()),
        body: Body::default(),
        id: fields.slug("id").unwrap_or(slug),
        title: plain.unwrap_or(typed),
        marked_title,
    }
}

/// Reads what decides where a brief is listed, and the picture.
fn read_head(fields: &mut Fields, at: &ContentPath, zone: &TimeZone) -> (Head, Option<Picture>) {
    let is_version = at.language.is_some();
    let date = match is_version {
        true => fields.moment("date", zone),
        false => {
            // Other programs take the day from the file's name.
            let day = at
                .name
                .get(..10)
                .filter(|day| day.parse::<jiff::civil::Date>().is_ok());
            fields.required_moment(
                "date",
                &format!("date: {}", day.unwrap_or("2021-07-25 09:00")),
                zone,
            )
        }
    };
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
        leads: Vec::new(),
        image: None,
        files: Vec::new(),
        version: None,
    };
    let (status, picture) = (stated_status(fields, zone), picture(fields));
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
        fields_needed(fields, &status, picture.as_ref());
    }
    let image = picture
        .as_ref()
        .map(|picture| picture.file.clone())
        .filter(|file| !file.is_empty());
    let picture = picture.filter(|_| is_version || image.is_some());
    (
        Head {
            status: status.status(),
            image,
            version,
            ..head
        },
        picture,
    )
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

/// What the front matter states of where a brief is in its life.
struct StatedStatus {
    /// `status`, if it is one of the words.
    word: Option<&'static str>,
    withdrawn: Option<Moment>,
    reason: Option<String>,
}

impl StatedStatus {
    /// What the word says, with stand-ins for what it lacks; final without one.
    fn status(&self) -> Status {
        let known = STATUS.iter().find(|(name, _)| Some(*name) == self.word);
        let moment = Moment {
            at: Timestamp::UNIX_EPOCH,
            precision: Precision::Day,
        };
        match self.word {
            _ if known.is_some() => known.map_or(Status::Final, |(_, status)| status.clone()),
            None if self.withdrawn.is_none() && self.reason.is_none() => Status::Final,
            _ => Status::Withdrawn {
                at: self.withdrawn.unwrap_or(moment),
                reason: self.reason.clone().unwrap_or_default(),
                language: None,
            },
        }
    }
}

/// Returns what to write for a status that other programs have.
fn status_elsewhere(word: &str) -> Option<String> {
    let hint = match word.to_ascii_lowercase().as_str() {
        "published" | "publish" | "public" | "live" | "posted" => {
            "write `final`, or nothing: that is what it is without"
        }
        "pending" | "ready" | "review" | "in review" | "scheduled" => {
            "write `hold`; what has a `date` to come appears by itself"
        }
        "private" | "unpublished" | "wip" | "todo" => "write `draft`",
        "ongoing" | "breaking" | "live updates" | "updating" => "write `developing`",
        "retracted" | "removed" | "deleted" | "trash" => {
            "write `withdrawn`, with `withdrawn: TIME` and `reason: …`"
        }
        _ => return None,
    };
    Some(hint.to_owned())
}

fn stated_status(fields: &mut Fields, zone: &TimeZone) -> StatedStatus {
    let (withdrawn, reason) = (fields.moment("withdrawn", zone), fields.text("reason"));
    fields.note("status", || Shape::Words(STATUS_WORDS.to_vec()));
    let text = fields.text("status");
    let word = text
        .as_deref()
        .and_then(|text| STATUS_WORDS.into_iter().find(|word| *word == text));
    if let Some(unknown) = text.filter(|_| word.is_none()) {
        let diagnostic =
            crate::yaml::value_unknown(fields.place("status"), &unknown, &STATUS_WORDS);
        fields.report(diagnostic.hint_if(status_elsewhere(&unknown)));
        // Nothing that is written for an unknown status may be shown.
        return StatedStatus {
            word: Some("draft"),
            withdrawn: None,
            reason: None,
        };
    }
    StatedStatus {
        word,
        withdrawn,
        reason,
    }
}

/// Reports what a brief that is no version states without the key that it belongs to.
fn fields_needed(fields: &mut Fields, status: &StatedStatus, picture: Option<&Picture>) {
    let stated = [
        (
            "withdrawn",
            status.withdrawn.is_some(),
            "withdrawn: 2021-07-26 10:00",
        ),
        (
            "reason",
            status.reason.is_some(),
            "reason: why it was taken back",
        ),
    ];
    let is_withdrawn = status.word == Some("withdrawn");
    for (key, is_stated, example) in stated {
        let needs = match (is_withdrawn, is_stated) {
            (true, false) => catalog::fields::key_needs(
                fields.place("status"),
                "status: withdrawn",
                key,
                example,
            ),
            (false, true) => {
                catalog::fields::key_needs(fields.place(key), key, "status", "status: withdrawn")
            }
            _ => continue,
        };
        fields.report(needs);
    }
    let Some(picture) = picture.filter(|picture| picture.file.is_empty()) else {
        return;
    };
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
        fields.report(catalog::editorial::summary_length(
            fields.place("summary"),
            n_chars,
            MAX_SUMMARY,
        ));
    }
    summary
}

fn entries(fields: &mut Fields, key: &'static str, zone: &TimeZone) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (time, text, field) in fields.dated(key) {
        let place = Place::key(fields.path(), &field);
        if let Some(at) = fields.moment_of(&time, zone, place) {
            entries.push(Entry { at, text, field });
        }
    }
    entries.sort_by_key(|entry| entry.at.at);
    entries
}

/// Reads the picture; its file is empty where the front matter has only texts about one.
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

/// Reads `files`: what is published from the folder of a brief besides the pictures and links of its text.
fn named_files(fields: &mut Fields) -> Vec<String> {
    fields
        .list("files")
        .into_iter()
        .map(|item| item.text)
        .collect()
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
