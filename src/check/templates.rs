//! `template-missing`, `template-unused`: reports a `template` in front matter for which `templates/` has no file, and a
//! file there that nothing uses.
//!
//! Only whether files exist and are named is checked here, in briefs (faulty ones too) and entity files. Errors inside
//! templates are found by `render`.

use crate::check::CheckContext;
use crate::diag::{Diagnostic, Place, catalog};
use crate::site::BriefId;
use crate::source::{FieldPath, SourcePath};
use crate::theme;

pub(super) fn brief(ctx: &CheckContext, id: BriefId, found: &mut Vec<Diagnostic>) {
    let brief = &ctx.brief(id).brief;
    found.extend(missing(ctx, &brief.meta.path, brief.template.as_deref()));
}

/// Checks the templates of entity files and of faulty briefs, which have no id.
pub(super) fn others(ctx: &CheckContext, found: &mut Vec<Diagnostic>) {
    for brief in &ctx.texts.faulty {
        found.extend(missing(ctx, &brief.meta.path, brief.template.as_deref()));
    }
    for (file, _) in ctx.site.entity_files() {
        found.extend(missing(ctx, &file.path, file.template.as_deref()));
    }
    unused(ctx, found);
}

/// Reports templates of the site that replace none of the theme's, and that neither a template nor a file names.
///
/// A misspelt `parts/futer.html` would otherwise change nothing, without a word.
fn unused(ctx: &CheckContext, found: &mut Vec<Diagnostic>) {
    // A brief that is not shown may name one, and its front matter is not at hand.
    if !ctx.site.hidden().is_empty() {
        return;
    }
    let is_theme = |path: &SourcePath| {
        theme::FILES
            .iter()
            .any(|(known, _)| *known == path.as_str())
    };
    let files = ctx.tree.under("templates/");
    for file in files.iter().filter(|file| !is_theme(&file.path)) {
        let name = file
            .path
            .as_str()
            .strip_prefix("templates/")
            .unwrap_or_default();
        // Messages, and components, which any template may hold.
        if name.starts_with("i18n/") || file.text().contains("component ") {
            continue;
        }
        let quoted = [
            format!("\"{name}\""),
            format!("'{name}'"),
            format!("`{name}`"),
        ];
        let mut others = files.iter().filter(|other| other.path != file.path);
        let is_named = others.any(|other| quoted.iter().any(|name| other.text().contains(name)));
        if !is_named && !is_asked_for(ctx, name) {
            let theirs = theme::FILES.iter().map(|(path, _)| *path);
            let near = crate::text::nearest(
                name,
                theirs.filter_map(|path| path.strip_prefix("templates/")),
            );
            found.push(catalog::build::template_unused(
                Place::file(&file.path),
                name,
                near,
            ));
        }
    }
}

/// Returns whether the front matter of any file names the template `name`.
fn is_asked_for(ctx: &CheckContext, name: &str) -> bool {
    let briefs = ctx.texts.shown.iter().chain(&ctx.texts.faulty);
    let mut names = briefs.map(|brief| &brief.template);
    let mut of_files = ctx.site.entity_files().map(|(file, _)| &file.template);
    names.any(|template| template.as_deref() == Some(name))
        || of_files.any(|template| template.as_deref() == Some(name))
}

fn missing(ctx: &CheckContext, path: &SourcePath, template: Option<&str>) -> Option<Diagnostic> {
    let name = template?;
    let files = ctx.tree.under("templates/");
    // Built on demand: most briefs name no template, and the rest name one that exists.
    let names = || {
        files
            .iter()
            .filter_map(|file| file.path.as_str().strip_prefix("templates/"))
    };
    if names().any(|known| known == name) {
        return None;
    }
    let place = Place::value(path, &FieldPath::key("template"));
    Some(catalog::build::template_missing(
        place,
        name,
        crate::text::nearest(name, names()),
    ))
}
