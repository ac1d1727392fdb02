//! Routes and headers: maps each request to its handler and sets the headers that every answer carries.
//!
//! Answers are made on blocking threads, so that a slow page delays neither other pages nor events. Their content comes
//! from `answer`, `desk`, `cards` and `findings`.

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

/// Header with the revision that an answer was made from; `client.js` compares it with the newest.
const REVISION: HeaderName = HeaderName::from_static("dateline-revision");

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Builds the router. Unknown paths belong to the site, whose URLs are known only to the snapshot.
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

/// Runs the guard before a handler, and adds the common headers to every answer, refusals included.
async fn admit(
    State(preview): State<Arc<Preview>>,
    Extension(at_work): Extension<AtWork>,
    request: Request,
    next: Next,
) -> Response {
    // Held until the answer is complete: a busy connection is not closed to make room for another.
    let _at_work = at_work.begin();
    let path = request.uri().path();
    let is_own = path.starts_with("/_dateline/") || path.starts_with("/_desk/");
    let scope = if is_own {
        RequestScope::Own
    } else {
        RequestScope::Site
    };
    let mut response =
        match guard::refuse(&preview.hosts, request.method(), request.headers(), scope) {
            Some(refusal) => (
                refusal.status(),
                [(header::ALLOW, "GET, HEAD")],
                refusal.text(),
            )
                .into_response(),
            None => next.run(request).await,
        };
    protect(response.headers_mut());
    // `frame-ancestors` works in a header only, not in the page's `<meta>`. The cards page frames pages of the site.
    if scope == RequestScope::Own || !has_own_headers(&preview) {
        let policy = HeaderValue::from_str(&format!("{POLICY}; frame-ancestors 'self'"));
        response.headers_mut().extend(
            policy
                .ok()
                .map(|policy| (header::CONTENT_SECURITY_POLICY, policy)),
        );
    }
    response
}

/// Adds the headers that every answer has; `Cache-Control` only if the answer has none.
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
    // Any answer may differ after the next save, so browsers must ask each time.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-cache"));
}

/// Returns whether the site copies a `_headers` file of its own. Its policy is the author's business then, and the
/// preview adds none to the site's pages.
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

/// Answers with a page or a file of the site.
async fn site(State(preview): State<Arc<Preview>>, uri: Uri) -> Response {
    make(preview, move |preview, snapshot| {
        let context = RequestContext {
            snapshot,
            cache: &preview.cache,
            kept: &preview.kept,
            revision: &preview.revision(snapshot),
            audience: preview.audience,
            reader: preview.viewer(),
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

/// Answers with the findings for the page given as `?page=`, as JSON.
async fn found(State(preview): State<Arc<Preview>>, uri: Uri) -> Response {
    make(preview, move |preview, snapshot| {
        let page = uri.query().and_then(|query| query.strip_prefix("page="));
        let page = page.map(url::decode).unwrap_or_default();
        Answer::json(findings::of_page(snapshot, &page, &preview.viewer()))
    })
    .await
}

async fn show_desk(State(preview): State<Arc<Preview>>) -> Response {
    // Not 403: others need not know that there is a desk.
    if preview.desk == Desk::Closed {
        return StatusCode::NOT_FOUND.into_response();
    }
    make(preview, move |preview, snapshot| {
        Answer::html(desk::page(
            snapshot,
            &preview.revision(snapshot),
            &preview.viewer(),
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
    /// Returns the name of a snapshot's revision. It includes the run: a restarted preview counts from 1 again.
    pub(crate) fn revision(&self, snapshot: &Snapshot) -> String {
        format!("{}-{}", self.run, snapshot.revision)
    }

    /// Returns what the person who asks may see.
    fn viewer(&self) -> findings::Viewer<'_> {
        findings::Viewer {
            root: &self.root,
            editor: self.editor,
            desk: self.desk,
        }
    }
}

/// Runs `work` on a blocking thread with the newest snapshot, and answers with its result.
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
            // Sending fails only after the event loop has ended.
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
        // A value that HTTP does not allow is left out, for an answer without it is better than none.
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
