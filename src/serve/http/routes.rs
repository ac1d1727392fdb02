//! Which request is answered by what. Pages are made on threads of their own, so that none keeps another waiting.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Extension, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use crate::page::{HEADERS_FILE, POLICY, Page, PageKind};
use crate::serve::answer::{self, Answer, RequestContext};
use crate::serve::http::connections::AtWork;
use crate::serve::http::guard::{self, RequestScope};
use crate::serve::http::{Preview, events};
use crate::serve::loop_event::LoopEvent;
use crate::serve::snapshot::Snapshot;
use crate::serve::{Desk, cards, desk, findings};
use crate::url::{self, Route};

const CLIENT: &str = concat!(
    include_str!("../assets/idiomorph.min.js"),
    "\n",
    include_str!("../assets/client.js")
);
const STYLE: &str = include_str!("../assets/preview.css");

/// The header that says which revision an answer was made from.
const REVISION: HeaderName = HeaderName::from_static("dateline-revision");

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Everything that is answered.
pub(super) fn router(preview: Arc<Preview>) -> Router {
    let own = Router::new()
        .route(
            "/_dateline/client.js",
            get(|| async { asset("text/javascript; charset=utf-8", CLIENT) }),
        )
        .route(
            "/_dateline/preview.css",
            get(|| async { asset("text/css; charset=utf-8", STYLE) }),
        )
        .route("/_dateline/events", get(events::events))
        .route("/_dateline/findings", get(found))
        .route("/_desk", get(async || Redirect::permanent("/_desk/")))
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
    let room = if is_own {
        RequestScope::Own
    } else {
        RequestScope::Site
    };
    let mut response =
        match guard::refuse(&preview.hosts, request.method(), request.headers(), room) {
            Some(refusal) => (
                refusal.status(),
                [(header::ALLOW, "GET, HEAD")],
                refusal.text(),
            )
                .into_response(),
            None => next.run(request).await,
        };
    protect(response.headers_mut());
    if room == RequestScope::Own || !has_own_headers(&preview) {
        let policy = HeaderValue::from_str(&format!("{POLICY}; frame-ancestors 'self'"));
        response.headers_mut().extend(
            policy
                .ok()
                .map(|policy| (header::CONTENT_SECURITY_POLICY, policy)),
        );
    }
    response
}

/// Adds the headers that every answer has.
fn protect(headers: &mut HeaderMap) {
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::X_FRAME_OPTIONS,
        HeaderValue::from_static("SAMEORIGIN"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-cache"));
}

/// Returns whether the site has a list of headers of its own: then what its pages may load is for that and them to say.
fn has_own_headers(preview: &Preview) -> bool {
    let snapshot = preview.reader.borrow();
    let page = |snapshot: &Snapshot| {
        snapshot
            .displayed
            .plan
            .page(&Route::root().file(HEADERS_FILE))
            .cloned()
    };
    matches!(
        snapshot.as_deref().and_then(page),
        Some(Page {
            kind: PageKind::File(_),
            ..
        })
    )
}

fn asset(media: &'static str, text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, media)], text)
}

/// A page or a file of the site.
async fn site(State(preview): State<Arc<Preview>>, uri: Uri) -> Response {
    make(preview, move |preview, snapshot| {
        let context = RequestContext {
            snapshot,
            cache: &preview.cache,
            kept: &preview.kept,
            revision: &preview.revision(snapshot),
            audience: preview.audience,
            reader: preview.asker(),
        };
        let answer = answer::answer(&context, uri.path());
        let query = uri
            .query()
            .map(|query| format!("?{query}"))
            .unwrap_or_default();
        Answer {
            location: answer.location.map(|to| to + &query),
            ..answer
        }
    })
    .await
}

/// What is wrong, for the page that asks.
async fn found(State(preview): State<Arc<Preview>>, uri: Uri) -> Response {
    make(preview, move |preview, snapshot| {
        let page = uri.query().and_then(|query| query.strip_prefix("page="));
        let page = page.map(url::decode).unwrap_or_default();
        Answer::json(findings::of_page(snapshot, &page, &preview.asker()))
    })
    .await
}

async fn show_desk(State(preview): State<Arc<Preview>>) -> Response {
    if preview.desk == Desk::Closed {
        return StatusCode::NOT_FOUND.into_response();
    }
    make(preview, move |preview, snapshot| {
        Answer::html(desk::page(
            snapshot,
            &preview.revision(snapshot),
            &preview.asker(),
        ))
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
    make(preview, move |preview, snapshot| {
        match cards::page(snapshot, &preview.revision(snapshot), &slug) {
            Some(page) => Answer::html(page),
            None => Answer::missing(),
        }
    })
    .await
}

impl Preview {
    /// Names a revision of this run.
    pub(crate) fn revision(&self, snapshot: &Snapshot) -> String {
        format!("{}-{}", self.run, snapshot.revision)
    }

    /// Who asks.
    fn asker(&self) -> findings::Viewer<'_> {
        findings::Viewer {
            root: &self.root,
            editor: self.editor,
            desk: self.desk,
        }
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
        let mut answer = work(&preview, &snapshot);
        if let Some(error) = answer.error.take() {
            // If nobody listens, the preview is about to end.
            let _ = preview
                .sender
                .send(LoopEvent::Failed(snapshot.revision, error));
        }
        (answer, revision)
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
