//! `image-missing`: every picture exists.

use crate::check::Subject;
use crate::diag::{Diagnostic, Place, catalog};
use crate::page::pictures;
use crate::site::{BriefId, From};
use crate::source::FieldPath;

/// Checks the pictures of a brief: that of its front matter and those in its text.
pub fn brief(subject: &Subject, id: BriefId, found: &mut Vec<Diagnostic>) {
    let linked = subject.site.brief(id);
    let brief = &linked.brief;
    let from = From { path: &brief.path, branch: linked.branch };
    if let Some(picture) = &brief.picture {
        let resolution = pictures::of_front(&picture.file, subject.site, from);
        if pictures::route(&resolution, subject.plan).is_none() {
            let place = Place::value(&brief.path, &FieldPath::key("image"));
            found.push(missing(subject, place, &picture.file));
        }
    }
    for image in &brief.body.images {
        let resolution = subject.site.resolve(&image.target, from);
        if pictures::route(&resolution, subject.plan).is_none() {
            let place = Place::span(&brief.path, image.span);
            found.push(missing(subject, place, &image.target.written()));
        }
    }
}

fn missing(subject: &Subject, place: Place, file: &str) -> Diagnostic {
    let name = file.rsplit('/').next().unwrap_or(file);
    catalog::site::image_missing(place, file, subject.plan.nearest_file(name))
}
