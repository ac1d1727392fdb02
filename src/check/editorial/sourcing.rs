//! `source-single`, `source-no-date`, `source-newer-than-brief`, `source-old`, `source-duplicate`,
//! `source-republisher`, `source-unused`, `tracking-parameters`, `unknown-publisher`: reports weaknesses of the
//! sources that a brief rests on.
//!
//! Evidence is the front matter, the footnotes of the text and the publishers' files; nothing is fetched. Left alone:
//! old sources of background briefs, sources no newer than the last update, hosts of publishers without a known home,
//! and unused sources where no footnote is used at all. Whether the text agrees with its sources is checked in
//! `claims`, sources shared by several briefs in `covered`.

use std::collections::HashMap;

use crate::brief::{Brief, Citation, CitationForm, Genre};
use crate::check::editorial::BriefContext;
use crate::diag::{Diagnostic, Place, catalog};
use crate::site::Site;
use crate::source::FieldPath;
use crate::text;
use crate::url::{self, PageKey, WebAddress};
use crate::yaml::{self, Places};

/// Days after which a source is old for news: about what *this month* means.
const OLD_DAYS: i64 = 30;

pub(super) fn check(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    let (site, brief) = (ctx.site, ctx.brief);
    if let [only] = brief.citations.as_slice() {
        found.push(catalog::sources::source_single(Place::key(
            &brief.meta.path,
            &field_of(only),
        )));
    }
    dates(site, brief, found);
    duplicates(brief, found);
    publishers(ctx, found);
    unused(brief, found);
    for citation in &brief.citations {
        tracking(ctx, citation, found);
    }
}

/// Returns the top-level key that holds the citation: `source` or `sources`.
fn field_of(citation: &Citation) -> FieldPath {
    FieldPath(citation.at.0.iter().take(1).cloned().collect())
}

fn place(brief: &Brief, citation: &Citation) -> Place {
    Place::value(&brief.meta.path, &citation.at)
}

fn dates(site: &Site, brief: &Brief, found: &mut Vec<Diagnostic>) {
    let zone = &site.config.timezone;
    let written = brief.meta.date.date(zone);
    // An update may cite a source newer than the brief itself.
    let changed = brief
        .meta
        .modified(site.now)
        .to_zoned_datetime(zone.clone())
        .date();
    for citation in &brief.citations {
        let at = || Place::value(&brief.meta.path, &citation.at.at_key("date"));
        let Some(date) = &citation.date else {
            // An address alone has no room for a date: the hint shows the mapping it must become.
            let bare = citation
                .url
                .as_ref()
                .filter(|_| citation.form == CitationForm::Address);
            found.push(catalog::sources::source_no_date(
                place(brief, citation),
                bare.map(WebAddress::as_str),
            ));
            continue;
        };
        if date.first() > changed.max(written) {
            let (source, brief) = (date.to_string(), written.to_string());
            found.push(catalog::sources::source_newer_than_brief(
                at(),
                &source,
                &brief,
            ));
        }
        // Counted from the last day that the date may mean: for `2026-03`, from 31 March.
        let n_days = i64::from((written - date.last()).get_days());
        if n_days > OLD_DAYS && brief.meta.genre != Genre::Background {
            found.push(catalog::sources::source_old(at(), n_days));
        }
    }
}

/// The identity of a cited report: two citations that share a key cite the same report.
#[derive(PartialEq, Eq, Hash)]
enum ReportKey<'a> {
    Page(PageKey<'a>),
    /// Folded publisher and title, for a report read at two addresses.
    Report(String, String),
}

fn duplicates(brief: &Brief, found: &mut Vec<Diagnostic>) {
    let mut known: HashMap<ReportKey, &Citation> = HashMap::new();
    for citation in &brief.citations {
        let page = citation
            .url
            .as_ref()
            .map(|url| ReportKey::Page(url.page_key()));
        let report = citation.publisher.as_ref().zip(citation.title.as_ref());
        let report = report
            .map(|(publisher, title)| ReportKey::Report(text::fold(publisher), text::fold(title)));
        let keys: Vec<ReportKey> = page.into_iter().chain(report).collect();
        if let Some(first) = keys.iter().find_map(|key| known.get(key)) {
            found.push(catalog::sources::source_duplicate(
                place(brief, citation),
                place(brief, first),
            ));
        }
        for key in keys {
            known.entry(key).or_insert(citation);
        }
    }
}

/// Reports publishers without a file, and reports read on a host that is not their publisher's.
fn publishers(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    let BriefContext {
        site,
        brief,
        lexicon,
        ..
    } = ctx;
    let publishers = &site.publishers;
    for citation in &brief.citations {
        let Some(written) = &citation.publisher else {
            continue;
        };
        let at = Place::value(&brief.meta.path, &citation.at.at_key("publisher"));
        let Some(publisher) = publishers.of(citation) else {
            let nearest = lexicon.nearest_publisher(written);
            found.push(catalog::sources::unknown_publisher(at, written, nearest));
            continue;
        };
        let home = publisher.home.as_ref().map(WebAddress::host);
        let own: Vec<&str> = publisher
            .hosts
            .iter()
            .map(String::as_str)
            .chain(home)
            .collect();
        let Some(host) = citation.url.as_ref().map(WebAddress::host) else {
            continue;
        };
        let is_own = |own: &&str| host == *own || host.ends_with(&format!(".{own}"));
        // Nothing is known of a publisher that names neither hosts nor a home.
        if !own.is_empty() && !own.iter().any(is_own) {
            let name = publisher.short.as_deref().unwrap_or(&publisher.name);
            found.push(catalog::sources::source_republisher(
                Place::value(&brief.meta.path, &citation.url_at()),
                name,
                host,
            ));
        }
    }
}

/// Reports sources that no footnote cites. A brief without footnotes rests on all its sources alike.
fn unused(brief: &Brief, found: &mut Vec<Diagnostic>) {
    if brief.body.citations.is_empty() {
        return;
    }
    for (idx, citation) in brief.citations.iter().enumerate() {
        if !brief.body.citations.contains(&idx) {
            found.push(catalog::sources::source_unused(
                place(brief, citation),
                citation.id.as_str(),
            ));
        }
    }
}

fn tracking(ctx: &BriefContext, citation: &Citation, found: &mut Vec<Diagnostic>) {
    let Some((tracker, usual)) = citation
        .url
        .as_ref()
        .and_then(|url| url::untracked(url.as_str()))
    else {
        return;
    };
    let (path, field) = (&ctx.brief.meta.path, citation.url_at());
    let at = Place::value(path, &field);
    // The fix starts from the typed address, not the parsed one, which is normalised in other ways as well.
    let front = yaml::split(path, ctx.source)
        .ok()
        .map(|parts| &ctx.source[parts.front]);
    let written = front.and_then(|front| Places::new(front).text(&field).and_then(url::untracked));
    found.push(match written {
        Some((_, written)) => {
            catalog::sources::tracked(at.clone(), tracker, &written).fix(at, written)
        }
        None => catalog::sources::tracked(at, tracker, &usual),
    });
}
