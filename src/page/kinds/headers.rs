//! The HTTP headers for all files, in the format of Netlify and Cloudflare Pages.

use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::plan::{Page, PageKind};
use crate::url::Route;

/// File name that these hosts look for.
pub const FILE: &str = "_headers";

/// Content security policy: pages load and run only files from their own host.
///
/// Pages contain no inline script or style. JSON-LD in a `<script>` is data, which browsers do not run.
pub const POLICY: &str = "default-src 'self'; base-uri 'self'; form-action 'self'";

/// The page with the headers of all files.
pub(crate) struct Headers;

impl PageFacts for Headers {
    fn common(&self) -> Common {
        Common::machine("headers")
    }

    /// Writes the policy for all files, and lets browsers keep stylesheets for ever: their names change with their
    /// contents.
    fn view(&self, context: &Context, _: &Page) -> View {
        let all = context.href(&Route::root());
        // `frame-ancestors` is ignored in a `<meta>` element, so it is only here and not in `POLICY`.
        let mut text = format!(
            "{all}*\n  Content-Security-Policy: {POLICY}; frame-ancestors 'self'\n  \
             X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n"
        );
        for stylesheet in context.plan.stylesheets() {
            let href = context.href(stylesheet);
            text.push_str(&format!(
                "\n{href}\n  Cache-Control: public, max-age=31536000, immutable\n"
            ));
        }
        View::Machine(text.into_bytes())
    }
}

/// Returns the page, unless the site has a `_headers` of its own among `pages`.
pub(crate) fn page(pages: &[Page]) -> Option<Page> {
    let route = Route::root().file(FILE);
    let is_free = pages.iter().all(|page| page.route != route);
    is_free.then_some(Page {
        route,
        kind: PageKind::Headers,
    })
}
