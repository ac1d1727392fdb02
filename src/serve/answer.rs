//! Answers to requests for the site's addresses: renders the page, or copies the file, that the plan has there.
//!
//! A request looks its path up in the plan; it never becomes a file path, so no request can reach a file outside of the
//! site. Routing and headers are in `http`, additions to pages in `inject`.

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

/// Most pages whose last good rendering is kept.
const MAX_KEPT: usize = 64;
/// Most errors shown in place of a page; the overlay above it has them all.
const MAX_ERRORS: usize = 5;

/// Everything that an answer is made from, besides the path.
pub(super) struct RequestContext<'a> {
    /// The newest snapshot when the request arrived.
    pub snapshot: &'a Snapshot,
    /// The cache shared with the event loop.
    pub cache: &'a Cache,
    /// The last good renderings of pages.
    pub kept: &'a RecentPages,
    /// The name of the snapshot's revision, unique across runs.
    pub revision: &'a str,
    /// Readers get plain pages, editors the additions of `inject`.
    pub audience: Audience,
    /// The person who reads the answer, and what they may see.
    pub reader: Viewer<'a>,
}

/// An HTTP answer, independent of the HTTP library.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// The HTTP status code.
    pub status: u16,
    /// The value of `Content-Type`.
    pub media: String,
    pub body: Vec<u8>,
    /// The value of `Location`, for redirects.
    pub location: Option<String>,
    /// The error that kept the page from rendering, for the event loop.
    pub error: Option<PageError>,
}

impl Answer {
    /// Makes an answer with one of the preview's own pages.
    pub(super) fn html(page: String) -> Self {
        Answer::of(200, HTML.to_owned(), page.into_bytes())
    }

    /// Makes an answer for the script in the page.
    pub(super) fn json(text: String) -> Self {
        Answer::of(200, "application/json".to_owned(), text.into_bytes())
    }

    /// Makes a plain 404, for sites without a 404 page and for missing files.
    pub(super) fn missing() -> Self {
        Answer::of(
            404,
            "text/plain; charset=utf-8".to_owned(),
            b"There is nothing here.\n".to_vec(),
        )
    }

    /// Makes a redirect to `to`.
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

/// The last good renderings of recently visited pages, the latest last.
#[derive(Default)]
pub(super) struct RecentPages(Mutex<VecDeque<(Route, Arc<Vec<u8>>)>>);

impl RecentPages {
    fn put(&self, route: &Route, bytes: &[u8]) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A page that is rendered again moves to the end, so that the one not visited longest is dropped first.
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

/// Answers a request for `path`, still percent-encoded as it arrived.
pub(super) fn answer(context: &RequestContext, path: &str) -> Answer {
    let assembly = &context.snapshot.displayed;
    let base = &assembly.site.config.base;
    if path == "/" && base.path() != "/" {
        // Temporary (307): browsers keep permanent redirects, and the next site on this port may be at `/`.
        return Answer::moved(307, base.path().to_owned());
    }
    let planned = |path: &str| {
        base.route(path)
            .filter(|route| assembly.plan.page(route).is_some())
    };
    let page = planned(path).and_then(|route| assembly.plan.page(&route));
    let is_file = page.is_some_and(|page| matches!(page.kind, PageKind::File(_)));
    if empty::is_empty(context.snapshot) && !is_file && base.route(path).is_some() {
        // Of a site without content only the front page exists; elsewhere the same placeholder is a 404.
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
        return respond(context, page, 200);
    }
    // As on static hosts: a page has one address, with a final slash and without `index.html`.
    let folder = path.strip_suffix("/index.html").unwrap_or(path);
    match planned(&format!("{folder}/")) {
        Some(page) => Answer::moved(308, base.href(&page)),
        None => not_found(context),
    }
}

fn not_found(context: &RequestContext) -> Answer {
    let route = Route::root().file(NOT_FOUND_FILE);
    match context.snapshot.displayed.plan.page(&route) {
        Some(page) => respond(context, page, 404),
        None => Answer::missing(),
    }
}

/// Renders `page`; if that fails, answers with its last good rendering, else with its errors and status 500.
fn respond(context: &RequestContext, page: &Page, status: u16) -> Answer {
    let assembly = &context.snapshot.displayed;
    let media = media_type(&page.route);
    if let PageKind::File(_) = page.kind {
        return match file(assembly, page) {
            Some(body) => Answer::of(status, media, body),
            None => Answer::missing(),
        };
    }
    // Templates that do not compile are already among the errors of the snapshot; only a failed rendering is news.
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
    // A feed has no overlay that could say that it is an old version, so one that fails to render is missing.
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
        None => {
            let page = error_page(context, error.as_ref());
            Answer::of(500, media, into(page.as_bytes()))
        }
    };
    Answer { error, ..answer }
}

#[derive(Serialize)]
struct ErrorPage {
    errors: Vec<FindingView>,
}

/// Renders the placeholder of a page without any good version. With a closed desk it lists no errors, since their
/// excerpts may be confidential.
fn error_page(context: &RequestContext, error: Option<&PageError>) -> String {
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
    pages::pages().render("unmade.html", &ErrorPage { errors })
}

fn file(assembly: &Assembly, page: &Page) -> Option<Vec<u8>> {
    let PageKind::File(path) = &page.kind else {
        return None;
    };
    let file = assembly.tree.get(path.as_str())?;
    match &file.contents {
        Contents::Bytes(_) | Contents::Dropped { .. } => Some(file.bytes().to_vec()),
        // Large files stay on disk. The path comes from the plan, never from the request.
        Contents::OnDisk { path, .. } => disk::read_whole(path).ok(),
    }
}

fn media_type(route: &Route) -> String {
    if route.is_page() {
        return HTML.to_owned();
    }
    let media = mime_guess::from_path(route.as_str()).first_or_octet_stream();
    // Without a charset browsers guess, and guess wrong for UTF-8 text without a byte order mark.
    let is_text = media.type_() == "text"
        || matches!(media.subtype().as_str(), "json" | "xml" | "javascript");
    if is_text {
        format!("{media}; charset=utf-8")
    } else {
        media.to_string()
    }
}
