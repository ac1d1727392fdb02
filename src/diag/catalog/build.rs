//! Templates and the plan: what cannot be rendered.

use super::{did_you_mean, error};
use crate::diag::{Diagnostic, Place};

/// A template that cannot be read, or that asks for something that a page does not have. No page that needs it can
/// be made.
pub fn template_failed(place: Place, message: &str, page: Option<&str>) -> Diagnostic {
    let mut message = message.trim().trim_end_matches('.').to_owned();
    if let Some(first) = message.get(..1).map(str::to_lowercase) {
        message.replace_range(..1, &first);
    }
    let diagnostic = error("template-failed", place, message);
    match page {
        Some(page) => diagnostic.hint(format!(
            "docs/templates.md says what it sees; it failed on `{page}`"
        )),
        None => {
            diagnostic.hint("docs/templates.md says what a template sees and how it is written")
        }
    }
}

/// A template is named that neither the site's `templates/` nor the theme has.
pub fn template_missing(place: Place, name: &str, nearest: Option<&str>) -> Diagnostic {
    error(
        "template-missing",
        place,
        format!("there is no template `{name}`"),
    )
    .hint(did_you_mean(nearest).unwrap_or_else(|| format!("write `templates/{name}`")))
}

/// A template of the site replaces one of the theme, and lacks a component that other templates take from there.
pub fn component_lost(place: Place, component: &str) -> Diagnostic {
    error(
        "component-lost",
        place,
        format!("the component `{component}` is missing, which the theme has here"),
    )
    .hint("copy it from the theme's file of this name")
}
