//! Which request is answered by what. Pages are made on threads of their own, so that none keeps another waiting.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Extension, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::serve::answer::{self, Answer, Asked};
use crate::serve::http::connections::AtWork;
use crate::serve::http::guard::{self, Room};
use crate::serve::http::{Preview, events};
use crate::serve::snapshot::Snapshot;
use crate::serve::{Desk, cards, desk, findings};
use crate::url;

const CLIENT: &str =
    concat!(include_str!("../assets/idiomorph.min.js"), "\n", include_str!("../assets/client.js"));
const STYLE: &str = include_str!("../assets/preview.css");

/// The header that says which revision an answer was made from.
const REVISION: HeaderName = HeaderName::from_static("dateline-revision");

/// Everything that is answered.
pub fn router(preview: Arc<Preview>) -> Router {
    let own = Router::new()
        .route("/_dateline/client.js", get(|| async { asset("text/javascript; charset=utf-8", CLIENT) }))
        .route("/_dateline/preview.css", get(|| async { asset("text/css; charset=utf-8", STYLE) }))
        .route("/_dateline/events", get(events::events))
        .route("/_dateline/findings", get(found))
        .route("/_desk/", get(show_desk))
        .route("/_desk/cards/{slug}", get(show_cards));
    own.fallback(site)
        .method_not_allowed_fallback(|| async { StatusCode::METHOD_NOT_ALLOWED })
        .layer(middleware::from_fn_with_state(Arc::clone(&preview), admit))
        .with_state(preview)
}

/// Lets a request in, or says why not; adds what every answer says.
async fn admit(
    State(preview): State<Arc<Preview>>,
    Extension(at_work): Extension<AtWork>,
    request: Request,
    next: Next,
) -> Response {
    let _at_work = at_work.begin();
    let path = request.uri().path();
    let is_own = path.starts_with("/_dateline/") || path.starts_with("/_desk/");
    let room = if is_own { Room::Own } else { Room::Site };
    let mut response = match guard::refuse(&preview.hosts, request.method(), request.headers(), room) {
        Some(status) => (status, [(header::ALLOW, "GET, HEAD")], said(status)).into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    response
}

fn said(status: StatusCode) -> &'static str {
    match status {
        StatusCode::FORBIDDEN => "The preview answers to its own address only.\n",
        _ => "The preview is read only.\n",
    }
}

fn asset(media: &'static str, text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, media)], text)
}

/// A page or a file of the site.
async fn site(State(preview): State<Arc<Preview>>, uri: Uri) -> Response {
    make(preview, move |preview, snapshot| {
        let asked = Asked {
            snapshot,
            memos: &preview.memos,
            kept: &preview.kept,
            revision: &preview.revision(snapshot),
            show: preview.show,
            desk: preview.desk,
            root: preview.root(),
        };
        answer::answer(&asked, uri.path())
    })
    .await
}

/// What is wrong, for the page that asks.
async fn found(State(preview): State<Arc<Preview>>, uri: Uri) -> Response {
    make(preview, move |preview, snapshot| {
        let page = uri.query().and_then(|query| query.strip_prefix("page="));
        let page = page.map(url::decode).unwrap_or_default();
        let reader = findings::Reader { root: preview.root(), editor: preview.editor, desk: preview.desk };
        Answer::json(findings::of_page(snapshot, &page, &reader))
    })
    .await
}

async fn show_desk(State(preview): State<Arc<Preview>>) -> Response {
    if preview.desk == Desk::Closed {
        return StatusCode::NOT_FOUND.into_response();
    }
    make(preview, move |preview, snapshot| {
        let reader = findings::Reader { root: preview.root(), editor: preview.editor, desk: preview.desk };
        Answer::html(desk::page(snapshot, &preview.revision(snapshot), &reader))
    })
    .await
}

async fn show_cards(
    State(preview): State<Arc<Preview>>,
    axum::extract::Path(slug): axum::extract::Path<String>,
) -> Response {
    if preview.desk == Desk::Closed {
        return StatusCode::NOT_FOUND.into_response();
    }
    make(preview, move |preview, snapshot| match cards::page(snapshot, &preview.revision(snapshot), &slug) {
        Some(page) => Answer::html(page),
        None => Answer::missing(),
    })
    .await
}

impl Preview {
    /// Names a revision of this run.
    pub fn revision(&self, snapshot: &Snapshot) -> String {
        format!("{}-{}", self.run, snapshot.revision)
    }
}

/// Answers with what `work` makes of the newest snapshot.
async fn make(
    preview: Arc<Preview>,
    work: impl FnOnce(&Preview, &Snapshot) -> Answer + Send + 'static,
) -> Response {
    let Some(snapshot) = preview.newest().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let made = tokio::task::spawn_blocking(move || {
        let revision = preview.revision(&snapshot);
        (work(&preview, &snapshot), revision)
    });
    let Ok((answer, revision)) = made.await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Body::from(answer.body)).into_response();
    let headers = response.headers_mut();
    let mut put = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    put(header::CONTENT_TYPE, &answer.media);
    put(REVISION, &revision);
    if let Some(location) = &answer.location {
        put(header::LOCATION, location);
    }
    response
}
