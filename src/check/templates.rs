//! `template-missing`: a template that a file asks for exists.

use crate::check::Subject;
use crate::diag::{Diagnostic, Place, catalog};
use crate::site::BriefId;
use crate::source::{FieldPath, SourcePath};

/// Checks the template of a brief.
pub(super) fn brief(subject: &Subject, id: BriefId, found: &mut Vec<Diagnostic>) {
    let brief = &subject.brief(id).brief;
    found.extend(missing(
        subject,
        &brief.head.path,
        brief.template.as_deref(),
    ));
}

/// Checks the templates of all other files.
pub(super) fn others(subject: &Subject, found: &mut Vec<Diagnostic>) {
    for brief in &subject.texts.faulty {
        found.extend(missing(
            subject,
            &brief.head.path,
            brief.template.as_deref(),
        ));
    }
    for (file, _) in subject.site.described() {
        found.extend(missing(subject, &file.path, file.template.as_deref()));
    }
}

fn missing(subject: &Subject, path: &SourcePath, template: Option<&str>) -> Option<Diagnostic> {
    let name = template?;
    let files = subject.tree.under("templates/");
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
