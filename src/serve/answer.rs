//! What is answered to a request for an address of the site: the page or file that the plan has there, made now.
//! A request looks up an address in memory; none reads a file by its path.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::disk;
use crate::page::{Page, PageKind};
use crate::pipeline::{Memos, Prepared};
use crate::render::Rendered;
use crate::serve::Desk;
use crate::serve::empty;
use crate::serve::inject::{self, Additions};
use crate::serve::snapshot::Snapshot;
use crate::site::{NOT_FOUND_FILE, Show};
use crate::source::Contents;
use crate::url::Route;

/// Pages that are remembered as they were last made, for when they cannot be.
const MAX_KEPT: usize = 64;

/// What a request is answered from.
pub struct Asked<'a> {
    /// The newest snapshot.
    pub snapshot: &'a Snapshot,
    /// What was made before.
    pub memos: &'a Memos,
    /// Pages as they were last made.
    pub kept: &'a Kept,
    /// What the snapshot's revision is called.
    pub revision: &'a str,
    /// Which briefs are shown.
    pub show: Show,
    /// Who sees the editors' notes.
    pub desk: Desk,
    /// The site's folder.
    pub root: &'a Path,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The media type.
    pub media: String,
    /// The body.
    pub body: Vec<u8>,
    /// Where to go instead.
    pub location: Option<String>,
}

impl Answer {
    /// A page of the preview's own.
    pub fn html(page: String) -> Self {
        Answer { status: 200, media: HTML.to_owned(), body: page.into_bytes(), location: None }
    }

    /// A value for the script in the page.
    pub fn json(text: String) -> Self {
        Answer { status: 200, media: "application/json".to_owned(), body: text.into_bytes(), location: None }
    }

    /// There is nothing, and no page that says so.
    pub fn missing() -> Self {
        let body = b"There is nothing here.\n".to_vec();
        Answer { status: 404, media: "text/plain; charset=utf-8".to_owned(), body, location: None }
    }

    fn moved(to: String) -> Self {
        Answer { status: 307, media: HTML.to_owned(), body: Vec::new(), location: Some(to) }
    }
}

const HTML: &str = "text/html; charset=utf-8";

/// Pages as they were last made, the latest last.
#[derive(Default)]
pub struct Kept(Mutex<VecDeque<(Route, Arc<Vec<u8>>)>>);

impl Kept {
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
        pages.iter().find(|(known, _)| known == route).map(|(_, bytes)| Arc::clone(bytes))
    }
}

/// Answers a request for `path`, which is as it came: percent-encoded.
pub fn answer(asked: &Asked, path: &str) -> Answer {
    let prepared = &asked.snapshot.shown;
    let base = &prepared.site.config.base;
    if path == "/" && base.path() != "/" {
        return Answer::moved(base.path().to_owned());
    }
    let Some(route) = base.route(path) else { return not_found(asked) };
    let page = prepared.plan.page(&route);
    let is_file = page.is_some_and(|page| matches!(page.kind, PageKind::File(_)));
    if empty::is_empty(asked.snapshot) && !is_file {
        let page = empty::page(asked.snapshot, asked.revision, (asked.root, asked.desk));
        let status = if route == Route::root() { 200 } else { 404 };
        return Answer { status, ..Answer::html(page) };
    }
    if let Some(page) = page {
        return made(asked, page, 200);
    }
    let nearest = prepared.plan.nearest_route(&route);
    if nearest == route { not_found(asked) } else { Answer::moved(base.href(&nearest)) }
}

fn not_found(asked: &Asked) -> Answer {
    let route = Route::root().file(NOT_FOUND_FILE);
    match asked.snapshot.shown.plan.page(&route) {
        Some(page) => made(asked, page, 404),
        None => Answer::missing(),
    }
}

/// Makes `page`; if it cannot be made, answers with what it was when it last could.
fn made(asked: &Asked, page: &Page, status: u16) -> Answer {
    let prepared = &asked.snapshot.shown;
    let media = media_type(&page.route);
    if let PageKind::File(_) = page.kind {
        return match file(prepared, page) {
            Some(body) => Answer { status, media, body, location: None },
            None => Answer::missing(),
        };
    }
    let rendered = prepared.can_render().then(|| prepared.render(page, asked.memos));
    let bytes = match rendered.as_deref() {
        Some(Ok(Rendered::Bytes(bytes))) => Some(bytes),
        _ => None,
    };
    if media != HTML {
        return match bytes {
            Some(bytes) => Answer { status, media, body: bytes.clone(), location: None },
            None => Answer::missing(),
        };
    }
    if let Some(bytes) = bytes {
        asked.kept.put(&page.route, bytes);
    }
    let last = bytes.is_none().then(|| asked.kept.get(&page.route)).flatten();
    let html = bytes.map(Vec::as_slice).or(last.as_deref().map(Vec::as_slice));
    let additions = Additions { revision: asked.revision, show: asked.show, desk: asked.desk };
    match html {
        Some(html) => {
            let body = inject::into(html, page, asked.snapshot, &additions);
            Answer { status, media, body, location: None }
        }
        None => {
            let body = inject::into(UNMADE.as_bytes(), page, asked.snapshot, &additions);
            Answer { status: 500, media, body, location: None }
        }
    }
}

/// What stands where a page could never be made.
const UNMADE: &str = include_str!("assets/unmade.html");

fn file(prepared: &Prepared, page: &Page) -> Option<Vec<u8>> {
    let PageKind::File(path) = &page.kind else { return None };
    let file = prepared.tree.get(path.as_str())?;
    match &file.contents {
        Contents::Bytes(_) | Contents::OnCall(_) => Some(file.bytes().to_vec()),
        Contents::OnDisk { path, .. } => disk::read_whole(path).ok(),
    }
}

fn media_type(route: &Route) -> String {
    if route.is_page() {
        return HTML.to_owned();
    }
    let media = mime_guess::from_path(route.as_str()).first_or_octet_stream();
    let is_text =
        media.type_() == "text" || matches!(media.subtype().as_str(), "json" | "xml" | "javascript");
    if is_text { format!("{media}; charset=utf-8") } else { media.to_string() }
}
