//! `image-missing`: every picture exists.

use crate::check::Checked;
use crate::diag::{Diagnostic, Place, catalog};
use crate::page::pictures;
use crate::site::{BriefId, From};
use crate::source::FieldPath;

/// Checks the pictures of a brief: that of its front matter and those in its text.
pub fn brief(checked: &Checked, id: BriefId, found: &mut Vec<Diagnostic>) {
    let linked = checked.site.brief(id);
    let brief = &linked.brief;
    let from = From { path: &brief.path, branch: linked.branch };
    if let Some(picture) = &brief.picture {
        let resolution = pictures::of_front(&picture.file, checked.site, from);
        if pictures::route(&resolution, checked.plan).is_none() {
            let place = Place::value(&brief.path, &FieldPath::key("image"));
            found.push(missing(checked, place, &picture.file));
        }
    }
    for image in &brief.body.images {
        let resolution = checked.site.resolve(&image.target, from);
        if pictures::route(&resolution, checked.plan).is_none() {
            let place = Place::span(&brief.path, image.span);
            found.push(missing(checked, place, &image.target.written()));
        }
    }
}

fn missing(checked: &Checked, place: Place, file: &str) -> Diagnostic {
    let name = file.rsplit('/').next().unwrap_or(file);
    catalog::site::image_missing(place, file, checked.plan.nearest_file(name))
}
