//! Codes of templates: what cannot be rendered. `render` and `check::templates` report them.

use super::did_you_mean;
use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Build;

    /// A template cannot be parsed, or uses something that a page does not have. No page that needs the template can be
    /// built.
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

    /// A template is named that exists neither in the site's `templates/` nor in the theme. Correct the name, or create
    /// the file.
    TEMPLATE_MISSING = Error "template-missing" {
        in FrontMatter,
        wrong: "template: breif.html",
        right: "template: brief.html",
    }

    /// A file in `templates/` replaces none of the theme's, and no template and no file names it, so it changes nothing.
    /// Often its name is misspelt.
    TEMPLATE_UNUSED = Note "template-unused" {
        in Files,
        wrong: "templates/parts/futer.html",
        right: "templates/parts/footer.html",
    }
}

pub(crate) fn template_failed(place: Place, message: &str, page: Option<&str>) -> Diagnostic {
    // The engine writes sentences: a capital at the beginning, a full stop at the end.
    let mut message = message.trim().trim_end_matches('.').to_owned();
    if let Some(first) = message.get(..1).map(str::to_lowercase) {
        message.replace_range(..1, &first);
    }
    let diagnostic = TEMPLATE_FAILED.at(place, message);
    match page {
        Some(page) => diagnostic.hint(format!(
            "it failed on `{page}`; docs/templates.md lists what a template can use"
        )),
        None => {
            diagnostic.hint("docs/templates.md lists what a template can use, and how to write one")
        }
    }
}

pub(crate) fn template_unused(place: Place, name: &str, nearest: Option<&str>) -> Diagnostic {
    TEMPLATE_UNUSED
        .at(place, format!("nothing uses the template `{name}`"))
        .hint(match nearest {
            Some(nearest) => {
                format!("did you mean `{nearest}`, which replaces a part of the theme?")
            }
            None => "name it in `template:` of a file, or include it in a template".to_owned(),
        })
}

pub(crate) fn template_missing(place: Place, name: &str, nearest: Option<&str>) -> Diagnostic {
    TEMPLATE_MISSING
        .at(place, format!("there is no template `{name}`"))
        .hint(did_you_mean(nearest).unwrap_or_else(|| format!("create `templates/{name}`")))
}
