//! `template-missing`: reports a `template` in front matter for which `templates/` has no file.
//!
//! Only whether the file exists is checked here, in briefs (faulty ones too) and entity files. Errors inside
//! templates are found by `render`.

use crate::check::CheckContext;
use crate::diag::{Diagnostic, Place, catalog};
use crate::site::BriefId;
use crate::source::{FieldPath, SourcePath};

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
