//! Codes of templates: what cannot be rendered. `render` and `check::templates` report them.

use super::did_you_mean;
use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Build;

    /// A template that cannot be read, or that asks for something that a page does not have. No page that needs it can
    /// be made.
    TEMPLATE_FAILED = Error "template-failed" {
        in File("templates/brief.html"),
        wrong: r#"
            {% extends "base.html" %}
            {% block main %}{{ brief.title | shout }}{% endblock main %}
        "#,
        right: r#"
            {% extends "base.html" %}
            {% block main %}{{ brief.title | upper }}{% endblock main %}
        "#,
    }

    /// A template is named that neither the site's `templates/` nor the theme has.
    TEMPLATE_MISSING = Error "template-missing" {
        in FrontMatter,
        wrong: "template: breif.html",
        right: "template: brief.html",
    }

    /// A template of the site replaces one of the theme, and lacks a component that other templates take from there.
    COMPONENT_LOST = Error "component-lost" { no example: "a whole file of the theme" }
}

pub(crate) fn template_failed(place: Place, message: &str, page: Option<&str>) -> Diagnostic {
    let mut message = message.trim().trim_end_matches('.').to_owned();
    if let Some(first) = message.get(..1).map(str::to_lowercase) {
        message.replace_range(..1, &first);
    }
    let diagnostic = TEMPLATE_FAILED.at(place, message);
    match page {
        Some(page) => diagnostic.hint(format!(
            "docs/templates.md says what it sees; it failed on `{page}`"
        )),
        None => {
            diagnostic.hint("docs/templates.md says what a template sees and how it is written")
        }
    }
}

pub(crate) fn template_missing(place: Place, name: &str, nearest: Option<&str>) -> Diagnostic {
    TEMPLATE_MISSING
        .at(place, format!("there is no template `{name}`"))
        .hint(did_you_mean(nearest).unwrap_or_else(|| format!("write `templates/{name}`")))
}

pub(crate) fn component_lost(place: Place, component: &str) -> Diagnostic {
    COMPONENT_LOST
        .at(
            place,
            format!("the component `{component}` is missing, which the theme has here"),
        )
        .hint("copy it from the theme's file of this name")
}
