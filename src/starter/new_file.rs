//! A new content file: its path, and its front matter with everything that can be known in advance.

use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::config::Config;
use crate::content::ContentPath;
use crate::country::{Country, NameVariant};
use crate::error::Error;
use crate::kind::Kind;
use crate::locale;
use crate::source::SourcePath;
use crate::text;
use crate::time::{self, Moment};
use crate::url::Slug;
use crate::yaml::{self, Node};

/// Maximum length of a slug made from a headline or a name, in bytes: the address still fits on a line.
const MAX_MADE_SLUG: usize = 100;

/// A file that does not exist yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewFile {
    pub path: SourcePath,
    pub text: String,
}

/// What the editor asks `dateline new` for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    pub kind: Kind,
    /// Headline, title or name; for a country, its code is enough.
    pub name: &'a str,
    /// Slug, if it is not to be made from the name.
    pub slug: Option<&'a str>,
    /// Language tag, if it is not the main language.
    pub language: Option<&'a str>,
}

/// The site that the file is for.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    pub config: &'a Config,
    /// Paths of its content files, sorted.
    pub content: &'a [SourcePath],
    pub now: Timestamp,
}

/// Returns the file that `request` asks for.
///
/// Fails if no slug can be made, the site does not list the language, or a file for the same thing exists.
pub fn new_file(request: &Request, site: &Surroundings) -> Result<NewFile, Error> {
    let name = text::one_line(request.name);
    let language = language(request.language, site.config)?;
    let country = if request.kind == Kind::Country {
        Some(country(&name)?)
    } else {
        None
    };
    if let (Some(country), Some(_)) = (country, request.slug) {
        let hint = format!(
            "leave `--slug` out: the file is `{}.md`",
            country.code().to_lowercase()
        );
        return Err(Error::usage(
            "the file of a country is named by its code",
            hint,
        ));
    }
    let slug = match (country, request.slug) {
        (Some(country), _) => country.code().to_lowercase(),
        (None, Some(slug)) => given_slug(slug)?.as_str().to_owned(),
        (None, None) => slug_of(&name, request.kind)?.as_str().to_owned(),
    };
    let slug = match request.kind {
        // Editions tend to have the same title every time, so the date keeps their slugs apart.
        Kind::Edition if request.slug.is_none() => format!("{}-{slug}", local(site).date()),
        _ => slug,
    };
    let of = FileNaming {
        kind: request.kind,
        slug: &slug,
        language,
    };
    let original = of.original(site);
    let path = of.path(site, original);
    of.refuse_second(&path, site)?;
    let front = FrontMatterDraft {
        kind: request.kind,
        name: &name,
        country,
        is_version: original.is_some(),
    };
    let text = front.write(&path, site)?;
    Ok(NewFile { path, text })
}

/// The parts that the path of a file is made from.
struct FileNaming<'a> {
    kind: Kind,
    slug: &'a str,
    /// Language tag, if it is not the main language.
    language: Option<&'a str>,
}

impl FileNaming<'_> {
    /// Returns the file in the main language that the new one translates; the last one by path if there are several.
    fn original<'s>(&self, site: &Surroundings<'s>) -> Option<&'s SourcePath> {
        self.language?;
        let is_original = |path: &&SourcePath| {
            ContentPath::of(path, &site.config.languages).is_some_and(|at| {
                at.kind == self.kind && at.name == self.slug && at.language.is_none()
            })
        };
        site.content.iter().rfind(is_original)
    }

    fn path(&self, site: &Surroundings, original: Option<&SourcePath>) -> SourcePath {
        let suffix = self
            .language
            .map(|tag| format!(".{tag}"))
            .unwrap_or_default();
        if let Some((original, stem)) =
            original.and_then(|path| Some((path, path.markdown_stem()?)))
        {
            // The original may be `SLUG/index.md`: its translation is `SLUG/index.ar.md`.
            let stem = stem.rsplit('/').next().unwrap_or(stem);
            return SourcePath::new(&format!("{}/{stem}{suffix}.md", original.folder()));
        }
        let folder = match self.kind {
            Kind::Brief => brief_folder(site),
            kind => format!("content/{}", kind.folder()),
        };
        SourcePath::new(&format!("{folder}/{}{suffix}.md", self.slug))
    }

    /// Fails if a file for the same thing exists, also with another extension or as a folder, or if the new file would
    /// be read as something else.
    fn refuse_second(&self, path: &SourcePath, site: &Surroundings) -> Result<(), Error> {
        let languages = &site.config.languages;
        let of = |path: &SourcePath| {
            // A brief that is a folder counts as being where the folder is.
            ContentPath::of(path, languages).map(|at| {
                let folder = at
                    .folder
                    .as_deref()
                    .and_then(|folder| folder.trim_end_matches('/').rsplit_once('/'));
                let folder = folder.map_or(path.folder(), |(above, _)| above).to_owned();
                (at.kind, at.name, at.language, folder)
            })
        };
        // Read the path back as a build would: a slug such as `index` means something else there.
        let own = of(path);
        let is_read_as_asked = own.as_ref().is_some_and(|(_, name, language, _)| {
            name == self.slug && language.as_deref() == self.language
        });
        if !is_read_as_asked {
            let message = format!("`{}` cannot be the name of a {}", self.slug, self.kind);
            return Err(Error::usage(
                message,
                "give it another one with `--slug NAME`",
            ));
        }
        let Some(known) = site.content.iter().find(|known| of(known) == own) else {
            return Ok(());
        };
        let hint = match self.kind {
            // A country's file is named by its code.
            Kind::Country => "open that file",
            _ => "open that file, or give the new one another name with `--slug NAME`",
        };
        Err(Error::usage(
            format!("there already is a {} `{}`: {known}", self.kind, self.slug),
            hint,
        ))
    }
}

/// The facts that the front matter of a new file is made from.
struct FrontMatterDraft<'a> {
    kind: Kind,
    name: &'a str,
    country: Option<Country>,
    /// Whether it translates another file, from which it inherits what it does not state.
    is_version: bool,
}

impl FrontMatterDraft<'_> {
    fn write(&self, path: &SourcePath, site: &Surroundings) -> Result<String, Error> {
        let defaults: Vec<&(String, Node)> = site.config.defaults_for(path.as_str()).collect();
        let mut text = String::from("---\n");
        for (key, value) in self.fields(site) {
            let default = defaults
                .iter()
                .find(|(known, _)| known == key)
                .map(|(_, node)| node);
            let is_given = match key {
                // A default cannot replace the headline, and a default `status` must not publish the draft.
                "title" | "name" | "code" | "date" => false,
                "status" => default == Some(&Node::Text(value.clone())),
                "source" => {
                    default.is_some() || defaults.iter().any(|(known, _)| known == "sources")
                }
                _ => default.is_some(),
            };
            if is_given {
                continue;
            }
            if value.is_empty() {
                text.push_str(&format!("{key}:\n"));
                continue;
            }
            text += &yaml::line(key, &value).ok_or_else(|| {
                let message = "the name holds characters that front matter cannot hold";
                Error::usage(message, "type it without control characters")
            })?;
        }
        text.push_str("---\n\n");
        if text.len() > yaml::MAX_FRONT_MATTER {
            let message = format!(
                "the name is too long: front matter has {} bytes",
                yaml::MAX_FRONT_MATTER
            );
            return Err(Error::usage(message, "give a shorter one"));
        }
        Ok(text)
    }

    /// Returns the fields in the order of the file; those without a value are for the editor to fill in.
    fn fields(&self, site: &Surroundings) -> Vec<(&'static str, String)> {
        let name = || self.name.to_owned();
        let empty = |keys: &[&'static str]| {
            keys.iter()
                .map(|key| (*key, String::new()))
                .collect::<Vec<_>>()
        };
        let (mut fields, others): (Vec<(&'static str, String)>, &[&'static str]) = match self.kind {
            Kind::Brief => (vec![("title", name())], &["source", "countries", "topics"]),
            Kind::Topic => (vec![("name", name())], &["aka", "parent"]),
            Kind::Country => {
                let code = self.country.map(|country| country.code().to_owned());
                (vec![("code", code.unwrap_or_default())], &[])
            }
            Kind::Person => (
                vec![("name", name())],
                &["short", "aka", "country", "roles"],
            ),
            Kind::Organization => (vec![("name", name())], &["short", "aka", "kind", "country"]),
            Kind::Publisher => (
                vec![("name", name())],
                &["short", "kind", "country", "home"],
            ),
            Kind::Storyline => (vec![("title", name())], &["countries", "topics"]),
            Kind::Region | Kind::Edition | Kind::Page => (vec![("title", name())], &[]),
        };
        if matches!(self.kind, Kind::Brief | Kind::Edition) && !self.is_version {
            fields.push(("date", current_time(site)));
        }
        match self.kind {
            Kind::Brief | Kind::Page => fields.push(("status", "draft".to_owned())),
            Kind::Storyline if !self.is_version => fields.push(("status", "ongoing".to_owned())),
            Kind::Edition if !self.is_version => fields.push(("briefs", "auto".to_owned())),
            _ => {}
        }
        match (self.kind, self.is_version) {
            // Sources are not inherited: each version cites its own.
            (Kind::Brief, true) => fields.extend(empty(&["source"])),
            (_, true) => {}
            (_, false) => fields.extend(empty(others)),
        }
        fields
    }
}

/// Returns the folder for a brief of today: by year, month or day, if the site organizes its briefs that way.
fn brief_folder(site: &Surroundings) -> String {
    let mut folder = String::from("content/briefs");
    let is_number = |part: &&str, len: usize| {
        part.len() == len && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    // Paths are sorted, so the last one is in the newest dated folder: follow its depth.
    let years = site.content.iter().rev().filter_map(|path| {
        let mut parts = path.folder().strip_prefix("content/briefs/")?.split('/');
        let first = parts.next()?;
        is_number(&first, 4).then(|| 1 + parts.take_while(|part| is_number(part, 2)).count())
    });
    let date = local(site).date();
    let parts = [
        format!("{:04}", date.year()),
        format!("{:02}", date.month()),
        format!("{:02}", date.day()),
    ];
    // The sum of at most one depth: 0 if no brief is in a dated folder.
    for part in parts.iter().take(years.take(1).sum()) {
        folder.push('/');
        folder.push_str(part);
    }
    folder
}

/// Returns the present time in the site's zone, without seconds.
fn local(site: &Surroundings) -> DateTime {
    let now = site
        .now
        .to_zoned_datetime(site.config.timezone.clone())
        .datetime();
    now.date().at(now.hour(), now.minute(), 0, 0)
}

/// Formats the present time for front matter, with an offset only where the local time is ambiguous.
fn current_time(site: &Surroundings) -> String {
    let zone = &site.config.timezone;
    let local = local(site).strftime("%Y-%m-%d %H:%M").to_string();
    // A time that the clocks show twice does not parse without an offset.
    match Moment::parse(&local, zone) {
        Ok(_) => local,
        Err(_) => time::rfc3339(site.now, zone),
    }
}

/// Returns the language for the file's name; `None` for the main language.
fn language<'a>(given: Option<&str>, config: &'a Config) -> Result<Option<&'a str>, Error> {
    let Some(given) = given else { return Ok(None) };
    let is_given = |tag: &&String| tag.eq_ignore_ascii_case(given);
    if is_given(&&config.language) {
        return Ok(None);
    }
    if let Some(known) = config.languages.iter().find(is_given) {
        return Ok(Some(known));
    }
    let own = std::iter::once(&config.language)
        .chain(&config.languages)
        .map(String::as_str);
    let near =
        text::nearest(given, own.clone()).or_else(|| own.clone().find(|tag| is_part(given, tag)));
    let hint = match near {
        Some(near) if near == config.language => {
            format!("leave `--language` out: `{near}` is the main one")
        }
        Some(near) => format!("did you mean `{near}`?"),
        None if !locale::is_known(given) => {
            "give a language tag of BCP 47, such as `ar` or `en-GB`".to_owned()
        }
        None if config.languages.is_empty() => {
            format!("add `languages: {given}` to {}", config.path)
        }
        None => format!("add it to `languages` in {}", config.path),
    };
    Err(Error::usage(
        format!("the site does not list the language `{given}`"),
        hint,
    ))
}

/// Returns whether `tag` is `language` with a region or script: `en-GB` is `en`.
fn is_part(language: &str, tag: &str) -> bool {
    tag.split('-')
        .next()
        .is_some_and(|first| first.eq_ignore_ascii_case(language))
}

fn country(name: &str) -> Result<Country, Error> {
    Country::named(name).ok_or_else(|| {
        let near = Country::nearest(name);
        let near = near.map(|near| {
            format!(
                "did you mean `{}` ({})?",
                near.code(),
                near.name("en", NameVariant::Standard)
            )
        });
        let hint =
            near.unwrap_or_else(|| "give its two letters of ISO 3166-1, such as `IQ`".to_owned());
        Error::usage(format!("there is no country `{name}`"), hint)
    })
}

fn given_slug(text: &str) -> Result<Slug, Error> {
    let slug = Slug::parse(text)
        .ok()
        .filter(|_| Slug::fault_of(text).is_none());
    slug.ok_or_else(|| {
        let hint = match Slug::of_name(text) {
            Some(slug) => format!("write `--slug {slug}`"),
            None => "write small letters and digits, joined by hyphens: `--slug river-floods`"
                .to_owned(),
        };
        Error::usage(format!("`{text}` is no slug"), hint)
    })
}

fn slug_of(name: &str, kind: Kind) -> Result<Slug, Error> {
    let slug = Slug::of_name(name).and_then(|slug| {
        let start = &slug.as_str()[..slug.as_str().floor_char_boundary(MAX_MADE_SLUG)];
        if start.len() == slug.as_str().len() {
            return Some(slug);
        }
        // Cut between words, in scripts that separate them.
        Slug::from_text(start.rsplit_once('-').map_or(start, |(words, _)| words))
    });
    slug.ok_or_else(|| {
        let message = format!("no file name can be made from `{name}`");
        Error::usage(
            message,
            format!("give the {kind} one: `--slug NAME`, letters and digits joined by hyphens"),
        )
    })
}
