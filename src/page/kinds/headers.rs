//! What servers send along with the files, as Netlify and Cloudflare Pages read it.

use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::plan::{Page, PageKind};
use crate::url::Route;

/// Its name.
pub const FILE: &str = "_headers";

/// What pages may load and run: what lies on their own host. They hold no script and no style of their own; what
/// search engines read in them is data, which is not run.
pub const POLICY: &str = "default-src 'self'; base-uri 'self'; form-action 'self'";

/// The headers of all files.
pub(crate) struct Headers;

impl PageFacts for Headers {
    fn common(&self) -> Common {
        Common::machine("headers")
    }

    /// The policy for all files; leave to keep the stylesheets for ever, whose names change with what is in them.
    fn view(&self, context: &Context, _: &Page) -> View {
        let all = context.href(&Route::root());
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

/// Returns the page, unless the site has one of its own among `pages`.
pub(crate) fn page(pages: &[Page]) -> Option<Page> {
    let route = Route::root().file(FILE);
    let is_free = pages.iter().all(|page| page.route != route);
    is_free.then_some(Page {
        route,
        kind: PageKind::Headers,
    })
}
