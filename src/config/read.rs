//! Parses `site.yaml` key by key: reports every mistake and falls back to the default of the key.

use std::str;

use jiff::tz::TimeZone;

use crate::body;
use crate::config::names::name_of_slug;
use crate::config::{
    Config, CountryName, Defaults, DotFile, Entities, FEED_SIZE, FeedKind, NameSettings, NavItem,
    OwnRegion, PAGE_SIZE,
};
use crate::config::{rules, versions};
use crate::country::{Country, NameVariant, Region};
use crate::diag::{Checked, Diagnostic, Place, catalog};
use crate::locale;
use crate::source::{CONFIG_NAMES, FieldPath, SourceTree};
use crate::text;
use crate::time::Edtf;
use crate::url::{self, Base};
use crate::yaml::{self, FieldType, Fields, ListItem, MappingSchema, Node};

const FEEDS: [(&str, FeedKind); 2] = [("atom", FeedKind::Atom), ("json", FeedKind::Json)];

/// Parses the settings in `tree`, from `site.yaml` or `site.yml`; without either, all defaults.
pub fn parse(tree: &SourceTree) -> Checked<Config> {
    let path = tree.config_path();
    let mut diagnostics = Vec::new();
    let mut entries = Vec::new();
    let others = CONFIG_NAMES
        .iter()
        .filter_map(|name| tree.get(name))
        .filter(|file| file.path != path);
    for other in others {
        diagnostics.push(catalog::files::config_twice(
            Place::file(&other.path),
            &path,
        ));
    }
    if let Some(file) = tree.config() {
        match str::from_utf8(file.bytes()) {
            Ok(text) => {
                if let Some(Node::Map(found)) = yaml::parse(&path, text, 0).take(&mut diagnostics) {
                    entries = found;
                }
            }
            Err(error) => diagnostics.push(catalog::files::file_not_utf8(&path, error)),
        }
    }
    let mut fields = Fields::new(&path, FieldPath::default(), &entries);
    let config = read(&mut fields);
    diagnostics.extend(fields.finish());
    Checked {
        value: config,
        diagnostics,
    }
}

/// Returns the schema of `site.yaml`, without `lists`, which `site` parses.
pub fn keys() -> MappingSchema {
    MappingSchema::of("site", |fields| drop(read(fields)))
}

fn read(fields: &mut Fields) -> Config {
    // The languages need the regions, which they may translate.
    let regions = regions(fields);
    let versions = versions::read(fields, &regions);
    let mut languages: Vec<String> = versions
        .iter()
        .map(|version| version.language.clone())
        .collect();
    languages.sort();
    languages.dedup();
    Config {
        path: fields.path().clone(),
        title: fields.text("title").unwrap_or_else(|| "Briefs".to_owned()),
        description: fields.text("description"),
        base: base(fields),
        language: language(fields),
        timezone: timezone(fields),
        languages,
        versions,
        id_domain: fields.parsed("id_domain", "a domain name (`briefs.example`)", domain),
        id_date: fields.parsed("id_date", "a date (`2021`, `2021-07-25`)", id_date),
        author: fields.text("author"),
        editor: fields.text("editor"),
        license: fields
            .web_address("license")
            .map(|address| address.as_str().to_owned()),
        email: fields.parsed("email", "an e-mail address", email),
        entities: fields
            .one_of(
                "entities",
                &[("closed", Entities::Closed), ("open", Entities::Open)],
            )
            .unwrap_or(Entities::Closed),
        names: NameSettings {
            regions,
            countries: country_names(fields),
        },
        country_label: fields.text("country_label"),
        lead_ins: lead_ins(fields),
        page_size: fields
            .number("page_size", 1, 1000)
            .map_or(PAGE_SIZE, |size| size as usize),
        feed_size: fields
            .number("feed_size", 1, 1000)
            .map_or(FEED_SIZE, |size| size as usize),
        lists: fields
            .map("lists")
            .map(|(entries, _)| entries.to_vec())
            .unwrap_or_default(),
        nav: nav(fields),
        feeds: feeds(fields),
        check: rules::read(fields),
        link_schemes: link_schemes(fields),
        banned_words: fields
            .list("banned_words")
            .into_iter()
            .map(|item| item.text)
            .collect(),
        defaults: defaults(fields),
        robots: fields.text("robots"),
        icon: fields
            .text("icon")
            .map(|icon| text::composed(icon.trim_start_matches('/')).into_owned()),
        dot_files: dot_files(fields),
        extra: fields
            .get("extra")
            .map_or(Node::Map(Vec::new()), |field| field.node.clone()),
    }
}

fn base(fields: &mut Fields) -> Base {
    let base = fields.parsed("url", "a web address (`https://briefs.example/`)", |text| {
        // A misleading address would parse as well, so it must be refused first.
        url::fault(text)
            .map(Err)
            .or_else(|| Base::parse(text).map(Ok))
    });
    match base {
        Some(Ok(base)) => base,
        Some(Err(fault)) => {
            let text = fields.text("url").unwrap_or_default();
            let place = fields.place("url");
            fields.report(catalog::links::address_misleading(place, &text, &fault));
            Base::unknown()
        }
        None => Base::unknown(),
    }
}

fn language(fields: &mut Fields) -> String {
    let usual = || "en".to_owned();
    let Some(tag) = fields.text("language") else {
        return usual();
    };
    if locale::is_known(&tag) {
        return tag;
    }
    let unknown = versions::unknown_language(fields.place("language"), &tag);
    fields.report(unknown);
    usual()
}

fn timezone(fields: &mut Fields) -> TimeZone {
    let Some(name) = fields.text("timezone") else {
        return TimeZone::UTC;
    };
    // Only the bundled database: the zones of the machine must not change the site.
    let database = jiff::tz::TimeZoneDatabase::bundled();
    database.get(&name).unwrap_or_else(|_| {
        let names: Vec<String> = database
            .available()
            .map(|name| name.as_str().to_owned())
            .collect();
        let near = text::nearest(&name, names.iter().map(String::as_str));
        let expected = "a time zone of the IANA database (`Asia/Baghdad`)";
        let invalid = catalog::fields::value_invalid(fields.place("timezone"), &name, expected);
        fields.report(invalid.hint_if(near.map(|near| format!("did you mean `{near}`?"))));
        TimeZone::UTC
    })
}

fn domain(text: &str) -> Option<String> {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    (plain && text.contains('.')).then(|| text.to_lowercase())
}

// The date becomes part of tag URIs, which know no approximate dates.
fn id_date(text: &str) -> Option<String> {
    let date = Edtf::parse(text)?;
    (!date.is_approximate() && !date.is_uncertain()).then(|| text.to_owned())
}

fn email(text: &str) -> Option<String> {
    let (name, host) = text.split_once('@')?;
    let plain = |part: &str| {
        !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || "<>\"@".contains(c))
    };
    (plain(name) && plain(host)).then(|| text.to_owned())
}

/// Reads a country code; reports an unknown one with the country that was probably meant.
pub fn country(fields: &mut Fields, item: &ListItem) -> Option<Country> {
    let country = Country::from_written(&item.text);
    if country.is_none() {
        let nearest = Country::nearest(&item.text);
        let nearest = nearest.map(|near| (near.code(), near.name("en", NameVariant::Standard)));
        let place = Place::value(fields.path(), &item.at);
        fields.report(catalog::fields::unknown_country(place, &item.text, nearest));
    }
    country
}

fn regions(fields: &mut Fields) -> Vec<OwnRegion> {
    fields.declare("regions", || {
        FieldType::map_of(FieldType::list(FieldType::Text))
    });
    let Some((entries, at)) = fields.map("regions") else {
        return Vec::new();
    };
    let mut regions = Vec::new();
    for (name, node) in entries {
        let field = yaml::Field {
            node,
            at: at.at_key(name),
        };
        let Some(slug) = fields.slug_of(name, Place::key(fields.path(), &field.at)) else {
            continue;
        };
        let mut countries = Vec::new();
        for item in fields.items_of("regions", &field) {
            // A code of three digits is a region of M49, whose countries are meant; the rest are countries.
            match Region::from_code(&item.text) {
                Some(region) => countries.extend(region.countries()),
                None => countries.extend(country(fields, &item)),
            }
        }
        countries.sort();
        countries.dedup();
        regions.push(OwnRegion {
            name: name_of_slug(&slug),
            slug,
            countries,
        });
    }
    regions
}

fn country_names(fields: &mut Fields) -> Vec<(Country, CountryName)> {
    let mut names = Vec::new();
    for (code, text, at) in fields.pairs("names") {
        let key = ListItem { text: code, at };
        let Some(country) = country(fields, &key) else {
            continue;
        };
        // These words select one of CLDR's names, in all languages; any other text is a name in the main language.
        let name = match text.as_str() {
            "short" => CountryName::Variant(NameVariant::Short),
            "variant" => CountryName::Variant(NameVariant::Variant),
            _ => CountryName::Own(text),
        };
        names.push((country, name));
    }
    names.sort_by_key(|(country, _)| *country);
    names
}

fn lead_ins(fields: &mut Fields) -> Vec<(String, Vec<String>)> {
    fields.declare("lead_ins", || {
        FieldType::map_of(FieldType::list(FieldType::Text))
    });
    let Some((entries, at)) = fields.map("lead_ins") else {
        return Vec::new();
    };
    let mut sets = Vec::new();
    for (tag, node) in entries {
        let field = yaml::Field {
            node,
            at: at.at_key(tag),
        };
        let labels = fields
            .items_of("lead_ins", &field)
            .into_iter()
            .map(|item| item.text)
            .collect();
        sets.push((tag.clone(), labels));
    }
    sets
}

fn nav(fields: &mut Fields) -> Vec<NavItem> {
    fields.declare("nav", || {
        let keys = MappingSchema::of("nav", |fields| drop(nav_item(fields)));
        FieldType::items(FieldType::Map(keys))
    });
    let Some(field) = fields.get("nav") else {
        return Vec::new();
    };
    let Node::List(nodes) = field.node else {
        let place = fields.place("nav");
        fields.report(catalog::fields::field_shape(
            place,
            "nav",
            "a list",
            field.node.kind(),
        ));
        return Vec::new();
    };
    let mut items = Vec::new();
    for (idx, node) in nodes.iter().enumerate() {
        let entry = yaml::Field {
            node,
            at: field.at.at_item(idx),
        };
        let Some((entries, at)) = fields.map_of("nav", &entry) else {
            continue;
        };
        let mut inner = Fields::new(fields.path(), at.clone(), entries);
        if let (Some(title), Some(link)) = nav_item(&mut inner) {
            items.push(NavItem {
                title,
                link,
                at: at.at_key("link"),
            });
        }
        let found: Vec<Diagnostic> = inner.finish();
        found
            .into_iter()
            .for_each(|diagnostic| fields.report(diagnostic));
    }
    items
}

fn nav_item(fields: &mut Fields) -> (Option<String>, Option<String>) {
    let title = fields.required_text("title", "title: About");
    (title, fields.required_text("link", "link: /about/"))
}

fn feeds(fields: &mut Fields) -> Vec<FeedKind> {
    fields.declare("feeds", || {
        FieldType::list(FieldType::Words(FEEDS.map(|(word, _)| word).to_vec()))
    });
    // An empty list means no feeds; only without the key are both written.
    if fields.get("feeds").is_none() {
        return vec![FeedKind::Atom, FeedKind::Json];
    }
    let mut kinds = Vec::new();
    for item in fields.list("feeds") {
        match FEEDS.iter().find(|(word, _)| *word == item.text) {
            Some((_, kind)) => kinds.push(*kind),
            None => {
                let place = Place::value(fields.path(), &item.at);
                let words = FEEDS.map(|(word, _)| word);
                let nearest = text::nearest(&item.text, words);
                fields.report(catalog::fields::value_unknown(
                    place, &item.text, &words, nearest,
                ));
            }
        }
    }
    kinds
}

fn link_schemes(fields: &mut Fields) -> Vec<String> {
    let mut schemes = Vec::new();
    for item in fields.list("link_schemes") {
        if body::is_link_scheme(&item.text) {
            schemes.push(item.text);
            continue;
        }
        let place = Place::value(fields.path(), &item.at);
        let expected = "a scheme that a site may allow in links (`irc`, `magnet`)";
        // `IRC://` and `irc:` are common ways to write it.
        let lower = item.text.trim_end_matches([':', '/']).to_ascii_lowercase();
        let nearest =
            Some(lower).filter(|lower| *lower != item.text && body::is_link_scheme(lower));
        let invalid = catalog::fields::value_invalid(place, &item.text, expected);
        fields.report(invalid.hint_if(nearest.map(|near| format!("did you mean `{near}`?"))));
    }
    schemes
}

fn dot_files(fields: &mut Fields) -> Vec<DotFile> {
    let expected = "a path below `static/` with a name that begins with a dot (`.nojekyll`)";
    fields.declare("dot_files", || {
        FieldType::list(FieldType::Parsed(expected.to_owned()))
    });
    let mut files = Vec::new();
    for item in fields.list("dot_files") {
        // The path may be given with or without `static/`, as the folder is obvious.
        let path = text::composed(item.text.trim_matches('/'));
        let path = path.strip_prefix("static/").unwrap_or(&path);
        let is_plain = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        if is_plain && path.split('/').any(|part| part.starts_with('.')) {
            files.push(DotFile {
                path: path.to_owned(),
                at: item.at,
            });
        } else {
            let place = Place::value(fields.path(), &item.at);
            fields.report(catalog::fields::value_invalid(place, &item.text, expected));
        }
    }
    files
}

fn defaults(fields: &mut Fields) -> Vec<Defaults> {
    fields.declare("defaults", || {
        FieldType::map_of(FieldType::map_of(FieldType::Any))
    });
    let Some((entries, at)) = fields.map("defaults") else {
        return Vec::new();
    };
    let mut defaults = Vec::new();
    for (folder, node) in entries {
        let field = yaml::Field {
            node,
            at: at.at_key(folder),
        };
        if let Some((front, _)) = fields.map_of("defaults", &field) {
            let folder = text::composed(folder.trim_matches('/'));
            let folder = folder.strip_prefix("content/").unwrap_or(&folder);
            defaults.push(Defaults {
                folder: format!("{folder}/"),
                fields: front.to_vec(),
                at: field.at,
            });
        }
    }
    defaults
        // `Config::defaults_for` relies on this order.
        .sort_by(|a: &Defaults, b| (a.folder.len(), &a.folder).cmp(&(b.folder.len(), &b.folder)));
    defaults
}
