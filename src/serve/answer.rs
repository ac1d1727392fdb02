//! What is answered to a request for an address of the site: the page or file that the plan has there, made now.
//! A request looks up an address in memory; none reads a file by its path.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use crate::cache::Cache;
use crate::diag::Diagnostic;
use crate::disk;
use crate::page::{NOT_FOUND_FILE, Page, PageKind};
use crate::pipeline::{Assembly, Renderer};
use crate::render::Rendered;
use crate::serve::Desk;
use crate::serve::empty;
use crate::serve::findings::{self, FindingView, Viewer};
use crate::serve::inject::{self, Additions};
use crate::serve::pages;
use crate::serve::snapshot::{PageError, Snapshot};
use crate::site::Audience;
use crate::source::Contents;
use crate::url::Route;

/// Pages that are remembered as they were last made, for when they cannot be.
const MAX_KEPT: usize = 64;
/// Errors that stand in place of a page; the overlay has more.
const MAX_ERRORS: usize = 5;

/// What a request is answered from.
pub(super) struct RequestContext<'a> {
    /// The newest snapshot.
    pub snapshot: &'a Snapshot,
    /// What was made before.
    pub cache: &'a Cache,
    /// Pages as they were last made.
    pub kept: &'a RecentPages,
    /// What the snapshot's revision is called.
    pub revision: &'a str,
    /// Which briefs are shown.
    pub audience: Audience,
    /// Who asks.
    pub reader: Viewer<'a>,
}

/// An answer.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The media type.
    pub media: String,
    /// The body.
    pub body: Vec<u8>,
    /// Where to go instead.
    pub location: Option<String>,
    /// Why the page could not be rendered.
    pub error: Option<PageError>,
}

impl Answer {
    /// A page of the preview's own.
    pub(super) fn html(page: String) -> Self {
        Answer::of(200, HTML.to_owned(), page.into_bytes())
    }

    /// A value for the script in the page.
    pub(super) fn json(text: String) -> Self {
        Answer::of(200, "application/json".to_owned(), text.into_bytes())
    }

    /// There is nothing, and no page that says so.
    pub(super) fn missing() -> Self {
        Answer::of(
            404,
            "text/plain; charset=utf-8".to_owned(),
            b"There is nothing here.\n".to_vec(),
        )
    }

    /// The page is at `to`.
    pub(super) fn moved(status: u16, to: String) -> Self {
        Answer {
            location: Some(to),
            ..Answer::of(status, HTML.to_owned(), Vec::new())
        }
    }

    fn of(status: u16, media: String, body: Vec<u8>) -> Self {
        Answer {
            status,
            media,
            body,
            ..Answer::default()
        }
    }
}

const HTML: &str = "text/html; charset=utf-8";

/// Pages as they were last made, the latest last.
#[derive(Default)]
pub(super) struct RecentPages(Mutex<VecDeque<(Route, Arc<Vec<u8>>)>>);

impl RecentPages {
    fn put(&self, route: &Route, bytes: &[u8]) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.retain(|(known, _)| known != route);
        if pages.len() == MAX_KEPT {
            pages.pop_front();
        }
        pages.push_back((route.clone(), Arc::new(bytes.to_vec())));
    }

    fn get(&self, route: &Route) -> Option<Arc<Vec<u8>>> {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages
            .iter()
            .find(|(known, _)| known == route)
            .map(|(_, bytes)| Arc::clone(bytes))
    }
}

/// Answers a request for `path`, which is as it came: percent-encoded.
pub(super) fn answer(context: &RequestContext, path: &str) -> Answer {
    let assembly = &context.snapshot.displayed;
    let base = &assembly.site.config.base;
    if path == "/" && base.path() != "/" {
        // Another site may be previewed here tomorrow.
        return Answer::moved(307, base.path().to_owned());
    }
    let planned = |path: &str| {
        base.route(path)
            .filter(|route| assembly.plan.page(route).is_some())
    };
    let page = planned(path).and_then(|route| assembly.plan.page(&route));
    let is_file = page.is_some_and(|page| matches!(page.kind, PageKind::File(_)));
    if empty::is_empty(context.snapshot) && !is_file && base.route(path).is_some() {
        let Viewer { root, desk, .. } = context.reader;
        let status = if base.route(path) == Some(Route::root()) {
            200
        } else {
            404
        };
        let page = empty::page(context.snapshot, context.revision, (root, desk));
        return Answer {
            status,
            ..Answer::html(page)
        };
    }
    if let Some(page) = page {
        return made(context, page, 200);
    }
    // As web servers do: a folder has one address, with its slash and without the name of its file.
    let folder = path.strip_suffix("/index.html").unwrap_or(path);
    match planned(&format!("{folder}/")) {
        Some(page) => Answer::moved(308, base.href(&page)),
        None => not_found(context),
    }
}

fn not_found(context: &RequestContext) -> Answer {
    let route = Route::root().file(NOT_FOUND_FILE);
    match context.snapshot.displayed.plan.page(&route) {
        Some(page) => made(context, page, 404),
        None => Answer::missing(),
    }
}

/// Makes `page`; if it cannot be made, answers with what it was when it last could.
fn made(context: &RequestContext, page: &Page, status: u16) -> Answer {
    let assembly = &context.snapshot.displayed;
    let media = media_type(&page.route);
    if let PageKind::File(_) = page.kind {
        return match file(assembly, page) {
            Some(body) => Answer::of(status, media, body),
            None => Answer::missing(),
        };
    }
    let can_render = assembly.templates.is_some();
    let rendered = can_render.then(|| Renderer::new(assembly, context.cache).page(page));
    let bytes = match rendered.as_deref() {
        Some(Ok(Rendered::Bytes(bytes))) => Some(bytes),
        _ => None,
    };
    let places = (&**assembly, &*context.snapshot.latest);
    let failed = bytes.is_none() && rendered.is_some();
    let error = failed
        .then(|| PageError::at(&page.route, places, context.cache))
        .flatten();
    if media != HTML {
        let answer = bytes.map_or_else(Answer::missing, |bytes| {
            Answer::of(status, media, bytes.clone())
        });
        return Answer { error, ..answer };
    }
    if let Some(bytes) = bytes {
        context.kept.put(&page.route, bytes);
    }
    let last = bytes
        .is_none()
        .then(|| context.kept.get(&page.route))
        .flatten();
    let html = bytes
        .map(Vec::as_slice)
        .or(last.as_deref().map(Vec::as_slice));
    let additions = Additions {
        revision: context.revision,
        audience: context.audience,
        desk: context.reader.desk,
    };
    let into = |html: &[u8]| inject::into(html, page, context.snapshot, &additions);
    let answer = match html {
        Some(html) => Answer::of(status, media, into(html)),
        None => Answer::of(500, media, into(unmade(context, error.as_ref()).as_bytes())),
    };
    Answer { error, ..answer }
}

#[derive(Serialize)]
struct Unmade {
    errors: Vec<FindingView>,
}

/// Makes what stands where a page could never be made: why, for those who may read excerpts of files.
fn unmade(context: &RequestContext, error: Option<&PageError>) -> String {
    let mut errors: Vec<&Diagnostic> = match error {
        Some(error) => vec![&error.found],
        None => context
            .snapshot
            .findings
            .errors()
            .take(MAX_ERRORS)
            .collect(),
    };
    if context.reader.desk == Desk::Closed {
        errors.clear();
    }
    let errors = findings::show(context.snapshot, &errors, &context.reader);
    pages::pages().render("unmade.html", &Unmade { errors })
}

fn file(assembly: &Assembly, page: &Page) -> Option<Vec<u8>> {
    let PageKind::File(path) = &page.kind else {
        return None;
    };
    let file = assembly.tree.get(path.as_str())?;
    match &file.contents {
        Contents::Bytes(_) | Contents::Dropped { .. } => Some(file.bytes().to_vec()),
        Contents::OnDisk { path, .. } => disk::read_whole(path).ok(),
    }
}

fn media_type(route: &Route) -> String {
    if route.is_page() {
        return HTML.to_owned();
    }
    let media = mime_guess::from_path(route.as_str()).first_or_octet_stream();
    let is_text = media.type_() == "text"
        || matches!(media.subtype().as_str(), "json" | "xml" | "javascript");
    if is_text {
        format!("{media}; charset=utf-8")
    } else {
        media.to_string()
    }
}
