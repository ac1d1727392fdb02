//! The page of a brief. Reads the brief's own text, and those of the briefs that link to it, for the sentences they are
//! quoted with.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::body::Marks;
use crate::brief::{Access, Brief, Citation, HistoryEntry, Picture, Status};
use crate::diag::Place;
use crate::entity::Entity;
use crate::i18n::MessageKey;
use crate::kind::Kind;
use crate::page::body_html::{self, BodyLinks};
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::json_ld;
use crate::page::mentions::mentions;
use crate::page::pictures;
use crate::page::plan::{Page, PageKind};
use crate::page::view::{
    BriefLinkView, BriefView, EntryView, LanguageView, LinkView, NoteView, PersonView, PictureView,
    SourceView, TemplateContext,
};
use crate::page::views::{Frame, describe, links, list, related};
use crate::site::{BriefId, BriefTexts, GroupPublicity, LanguageId, LinkOrigin, LinkedBrief, Site};
use crate::text;
use crate::theme;
use crate::time::Edtf;
use crate::url::Route;

/// Maximum number of briefs of its storyline that a brief shows, before it and after it each.
const MAX_STEPS: usize = 2;

/// Maximum compressed size of a brief with its stylesheet, in bytes: what a server may send before the first
/// acknowledgement (ten segments of 1,460 bytes, RFC 6928), so that the whole page arrives after one round trip.
const BUDGET: usize = 14 * 1024;

impl PageFacts for BriefId {
    fn common(&self) -> Common {
        Common::page("brief").with_budget(BUDGET)
    }

    fn is_indexable(&self, site: &Site) -> bool {
        // Only listed briefs have a position: hidden and withdrawn ones do not.
        site.node(*self).position.is_some()
    }

    fn modified(&self, site: &Site) -> Option<Timestamp> {
        Some(site.node(*self).meta.modified(site.now))
    }

    fn origin(&self, site: &Site) -> Option<Place> {
        Some(Place::file(&site.node(*self).meta.path))
    }

    fn places(&self, _: &Site, texts: &BriefTexts) -> Vec<String> {
        let brief = &texts.shown[self.0 as usize];
        let sources = brief.citations.iter();
        let sources = sources.map(|citation| format!("source-{}", citation.id));
        let own = theme::BRIEF_PLACES.map(str::to_owned).into_iter();
        let all = own.chain(brief.body.anchors.iter().cloned());
        all.chain(sources).collect()
    }

    /// Returns the brief itself and those that link to it, whose sentences it quotes.
    fn texts(&self, site: &Site) -> Vec<BriefId> {
        let linking = site.backlinks_for(*self).into_iter();
        let linking = linking.take(related::MAX_BACKLINKS);
        let linking = linking.map(|backlink| backlink.from);
        [*self].into_iter().chain(linking).collect()
    }

    fn version(&self, site: &Site, lang: LanguageId) -> Option<Route> {
        let mut versions = site.node(*self).versions.iter().map(|id| site.node(*id));
        versions
            .find(|node| node.lang == lang)
            .map(|node| node.route.clone())
    }

    fn data(&self, context: &Context, _: &Route, _: &Frame) -> Option<String> {
        json_ld::article(context, &context.brief(*self))
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let linked = &context.brief(*self);
        let brief = &linked.brief;
        let shown = if brief.meta.is_withdrawn() {
            withdrawn(context, linked)
        } else {
            full_view(context, *self)
        };
        let mut frame = Frame {
            description: describe(context, linked, &shown),
            ..Frame::new(context, linked.node.lang, "brief", brief.meta.title.clone())
        };
        let topic = brief.meta.topics.first();
        if let Some(section) = topic.and_then(|topic| context.site.tagged(Kind::Topic, topic)) {
            // The breadcrumbs of a group end above it; for a brief, its section is the last step.
            frame.trail = links::trail_group(context, linked.node.lang, section);
            let section = links::link(context, linked.node.lang, section);
            frame.trail.push(section);
        }
        let template_context = TemplateContext {
            brief: Some(shown),
            ..frame.seen(context, page)
        };
        View::of(
            brief.template.as_deref(),
            Kind::Brief.template(),
            template_context,
        )
    }
}

/// Returns the pages of all briefs in `lang`.
pub(crate) fn pages(site: &Site, lang: LanguageId) -> Vec<Page> {
    let own = site.brief_ids().filter(|id| site.node(*id).lang == lang);
    own.map(|id| Page {
        route: site.node(id).route.clone(),
        kind: PageKind::Brief(id),
    })
    .collect()
}

/// Describes a brief for search engines: by its summary, or by its sources if it has no text.
fn describe(context: &Context, linked: &LinkedBrief, shown: &BriefView) -> Option<String> {
    let lang = linked.node.lang;
    let name = |citation| {
        context
            .site
            .publishers
            .name(citation, &context.site.lang(lang).language)
    };
    let sources = || {
        let mut names: Vec<String> = linked
            .brief
            .citations
            .iter()
            .filter_map(name)
            .map(str::to_owned)
            .collect();
        let mut listed = BTreeSet::new();
        names.retain(|name| listed.insert(name.clone()));
        describe::names(context, lang, &shown.title, (&names, MessageKey::Comma))
    };
    describe::text(context, lang, &shown.summary).or_else(sources)
}

/// Makes the view of a withdrawn brief: headline, date and reason. Everything else is empty.
fn withdrawn(context: &Context, linked: &LinkedBrief) -> BriefView {
    let brief = &linked.brief;
    let notice = match &brief.meta.status {
        Status::Withdrawn {
            at,
            reason,
            language,
        } => Some(EntryView {
            date: context.time(at, linked.node.lang),
            // A reason inherited from the original is in the original's language; the quotes of this page's would be
            // wrong there.
            text: match language {
                Some(_) => reason.clone(),
                None => context.typeset(reason, linked.node.lang),
            },
            language: language.as_deref().map(LanguageView::of),
        }),
        _ => None,
    };
    BriefView {
        // The description for search engines is made from the summary, so it must not repeat the withdrawn text.
        summary: notice
            .as_ref()
            .map(|notice| notice.text.clone())
            .unwrap_or_default(),
        withdrawn: notice,
        ..common_fields(context, linked)
    }
}

fn full_view(context: &Context, id: BriefId) -> BriefView {
    let site = context.site;
    let linked = &context.brief(id);
    let brief = &linked.brief;
    let lang = linked.node.lang;
    let from = LinkOrigin {
        path: &brief.meta.path,
        lang,
    };
    let links =
        BodyLinks::on_page(context, &brief.body, from).with_mentions(mentions(context, linked));
    let notes = brief.body.notes.iter().enumerate().map(|(idx, note)| {
        let number = brief.body.note_number(idx);
        NoteView {
            id: format!("_note-{number}"),
            number,
            html: links.note(note, &brief.body, Marks::Page),
            cited: body_html::cited(note.n_refs, |nth| format!("_noteref-{number}-{nth}")),
        }
    });
    let tags =
        |tags: &[String], kind| links::tagged(context, lang, kind, tags.iter().map(String::as_str));
    let (newer, older) = neighbours(context, linked);
    let (previously, next) = site.storyline_neighbours(id, MAX_STEPS);
    // The related briefs leave out those shown as steps of the storyline, so that no brief appears twice.
    let shown: Vec<BriefId> = previously.iter().chain(&next).copied().collect();
    let step = |ids: Vec<BriefId>| {
        ids.iter()
            .map(|id| related::link(context, lang, *id))
            .collect()
    };
    BriefView {
        html: links.text(&brief.body, Marks::Page),
        notes: notes.collect(),
        sources: sources(context, linked),
        topics: tags(&brief.meta.topics, Kind::Topic),
        countries: links::countries(context, lang, &brief.meta.countries),
        people: people(context, linked),
        organizations: tags(&brief.meta.organizations, Kind::Organization),
        storyline: tags(brief.meta.storyline.as_slice(), Kind::Storyline).pop(),
        updates: entries(context, linked, &brief.updates),
        corrections: entries(context, linked, &brief.corrections),
        clarifications: entries(context, linked, &brief.clarifications),
        method: brief.method.clone(),
        author: brief.author.clone().or_else(|| context.author(lang)),
        editor: brief.editor.clone().or_else(|| site.config.editor.clone()),
        picture: brief
            .picture
            .as_ref()
            .and_then(|file| picture(context, file, from)),
        versions: related::versions(context, linked),
        related: related::related(context, id, &shown),
        backlinks: related::backlinks(context, id),
        previously: step(previously),
        next: step(next),
        newer,
        older,
        ..common_fields(context, linked)
    }
}

/// Returns the people in a brief, each with the roles held at the time of the event.
fn people(context: &Context, linked: &LinkedBrief) -> Vec<PersonView> {
    let site = context.site;
    let brief = &linked.brief;
    let day = || Edtf::day(brief.meta.date.date(&site.config.timezone));
    // Without `event`, what the brief reports happened on its own date.
    let event = brief.meta.event.clone().unwrap_or_else(day);
    let ids = brief
        .meta
        .people
        .iter()
        .filter_map(|name| site.tagged(Kind::Person, name));
    ids.map(|id| {
        let LinkView {
            text,
            href,
            language,
        } = links::link(context, linked.node.lang, id);
        let group = site.group(id);
        let file = group.file(&site.lang(linked.node.lang).language);
        // An unpublished file must not show through: the name alone is in the text anyway.
        let file = file.filter(|_| group.publicity != GroupPublicity::Closed);
        let role_language = file.and_then(|file| {
            links::file_language(context, linked.node.lang, file.language.as_deref())
        });
        let roles = match file.map(|file| &file.entity) {
            Some(Entity::Person(person)) => person.roles.as_slice(),
            _ => &[],
        };
        let held = roles
            .iter()
            .filter(|role| role.holds(event.first(), event.last()));
        let held: Vec<&str> = held.map(|role| role.title.as_str()).collect();
        PersonView {
            text,
            href,
            language,
            role: text::first_of(&held.join(", ")),
            role_language,
        }
    })
    .collect()
}

/// Returns the summary, unless it is the beginning of the text, which the reader is about to read anyway.
fn dek(brief: &Brief) -> Option<String> {
    // A summary cut from the text ends with `…` where the text goes on.
    let summary = brief.meta.summary.trim_end_matches('…').trim_end();
    (!brief.body.lead.text.starts_with(summary)).then(|| brief.meta.summary.clone())
}

/// Makes the fields that a brief has in every state of its life.
fn common_fields(context: &Context, linked: &LinkedBrief) -> BriefView {
    let brief = &linked.brief;
    let lang = linked.node.lang;
    let developing = brief.meta.status == Status::Developing;
    let stale =
        developing && brief.meta.review_due(&context.site.config.timezone) <= context.site.now;
    let last_change = || context.instant(brief.meta.modified(context.site.now), lang);
    BriefView {
        title: context.typeset(&brief.meta.title, lang),
        title_html: context.title_html(&brief.meta, lang),
        summary: body_html::summary(context.site, linked.node).into_owned(),
        dek: dek(brief).map(|dek| context.typeset(&dek, lang)),
        date: context.time(&brief.meta.date, lang),
        modified: list::modified(context, lang, linked.node),
        event: brief
            .meta
            .event
            .as_ref()
            .map(|event| context.edtf(event, lang)),
        status: brief.meta.status.word(),
        stale_since: stale.then(last_change),
        label: list::label(brief.meta.genre),
        report: report(context, linked),
        hidden: list::hidden(linked.node),
        extra: brief.extra.clone(),
        ..BriefView::default()
    }
}

/// Makes a `mailto:` link for reporting an error, with the headline as its subject and the address in its text.
fn report(context: &Context, linked: &LinkedBrief) -> Option<String> {
    let email = context.site.config.email.as_deref()?;
    Some(crate::url::mailto(
        email,
        &linked.brief.meta.title,
        &context.permalink(&linked.node.route),
    ))
}

fn neighbours(
    context: &Context,
    linked: &LinkedBrief,
) -> (Option<BriefLinkView>, Option<BriefLinkView>) {
    let listed = &context.site.lang(linked.node.lang).all.listed;
    let Some(position) = linked.node.position.map(|position| position as usize) else {
        return (None, None);
    };
    let at = |position: Option<usize>| position.and_then(|position| listed.get(position));
    let link = |id: &BriefId| related::link(context, linked.node.lang, *id);
    (
        // The list is newest first: the newer neighbour comes before.
        at(position.checked_sub(1)).map(link),
        at(position.checked_add(1)).map(link),
    )
}

/// Returns the entries of a brief's history that readers may see by now, newest first.
fn entries(context: &Context, linked: &LinkedBrief, entries: &[HistoryEntry]) -> Vec<EntryView> {
    let past = entries
        .iter()
        // Stored oldest first; entries dated in the future do not count yet.
        .rev()
        .filter(|entry| entry.at.at <= context.site.now);
    past.map(|entry| EntryView {
        date: context.time(&entry.at, linked.node.lang),
        text: context.typeset(&entry.text, linked.node.lang),
        // History is not inherited from the original, so it is in the language of the page.
        language: None,
    })
    .collect()
}

fn sources(context: &Context, linked: &LinkedBrief) -> Vec<SourceView> {
    let brief = &linked.brief;
    let cited = |idx: usize| {
        let times = brief
            .body
            .citations
            .iter()
            .filter(|cited| **cited == idx)
            .count();
        let id = &brief.citations[idx].id;
        body_html::cited(times, |nth| format!("_cite-{id}-{nth}"))
    };
    let page = &context.site.lang(linked.node.lang).language;
    let foreign = |language: &String| language != page;
    let date = |date: &Edtf| context.edtf(date, linked.node.lang);
    let sources = brief
        .citations
        .iter()
        .enumerate()
        .map(|(idx, citation)| SourceView {
            id: format!("source-{}", citation.id),
            number: idx + 1,
            publisher: links::publisher(context, linked.node.lang, citation),
            title: citation.title.clone(),
            text: source_text(citation),
            // Only a language that differs from the page's needs `lang` and `dir`.
            title_language: citation
                .language
                .as_ref()
                .filter(|tag| foreign(tag))
                .map(|tag| LanguageView::of(tag)),
            href: citation.url.as_ref().map(|url| url.as_str().to_owned()),
            host: citation.url.as_ref().map(|url| url.host().to_owned()),
            date: citation.date.as_ref().map(date),
            author: citation.author.clone(),
            language: citation.language.clone(),
            dateline: citation.dateline.clone(),
            archived: citation
                .archived
                .as_ref()
                .map(|url| url.as_str().to_owned()),
            access: (citation.access != Access::Free).then(|| citation.access.as_str()),
            cited: cited(idx),
        });
    sources.collect()
}

/// Returns the text of the link to a source: its headline, else the last part of its address, else the host.
fn source_text(citation: &Citation) -> String {
    let title = citation.title.clone();
    let name = || {
        citation
            .url
            .as_ref()
            .map(|url| url.last_part().unwrap_or_else(|| url.host().to_owned()))
    };
    title.or_else(name).unwrap_or_default()
}

fn picture(context: &Context, picture: &Picture, from: LinkOrigin) -> Option<PictureView> {
    let resolution = pictures::of_front(&picture.file, context.site, from);
    let route = pictures::route(&resolution, context.plan)?;
    Some(PictureView {
        src: context.href(&route),
        alt: picture.alt.clone(),
        caption: picture.caption.clone(),
        credit: picture.credit.clone(),
        license: picture.license.clone(),
        language: picture.language.as_deref().map(LanguageView::of),
    })
}
