//! `image-missing`, `alt-missing`, `credit-missing`, `image-heavy`: pictures that are there, described and light.

use crate::check::Subject;
use crate::diag::{Diagnostic, Place, catalog};
use crate::page::{PageKind, pictures};
use crate::site::{BriefId, From, Resolution};
use crate::source::{FieldPath, SourceFile};

/// Checks the pictures of a brief: that of its front matter and those in its text.
pub fn brief(subject: &Subject, id: BriefId, found: &mut Vec<Diagnostic>) {
    let linked = &subject.site.brief(id);
    let brief = &linked.brief;
    let from = From { path: &brief.path, branch: linked.branch };
    if let Some(picture) = &brief.picture {
        let resolution = pictures::of_front(&picture.file, subject.site, from);
        if pictures::route(&resolution, subject.plan).is_none() {
            let place = Place::value(&brief.path, &FieldPath::key("image"));
            found.push(missing(subject, place, &picture.file));
        }
        if picture.alt.trim().is_empty() {
            found.push(catalog::prose::alt_missing(Place::key(&brief.path, &FieldPath::key("image"))));
        }
        if picture.credit.is_none() {
            found.push(catalog::prose::credit_missing(Place::key(&brief.path, &FieldPath::key("image"))));
        }
        weigh(subject, &resolution, Place::value(&brief.path, &FieldPath::key("image")), found);
    }
    for image in &brief.body.images {
        let resolution = subject.site.resolve(&image.target, from);
        if pictures::route(&resolution, subject.plan).is_none() {
            let place = Place::span(&brief.path, image.span);
            found.push(missing(subject, place, &image.target.written()));
        }
        if image.alt.trim().is_empty() {
            found.push(catalog::prose::alt_missing(Place::span(&brief.path, image.span)));
        }
        weigh(subject, &resolution, Place::span(&brief.path, image.span), found);
    }
}

/// Kilobytes of a picture: what a phone on a slow line (1.6 Mbit/s, as Lighthouse assumes) loads in 2.5 s.
const MAX_KILOBYTES: u64 = 500;

/// Says that a picture is too large, if it is.
fn weigh(subject: &Subject, resolution: &Resolution, place: Place, found: &mut Vec<Diagnostic>) {
    let route = pictures::route(resolution, subject.plan);
    let page = route.and_then(|route| subject.plan.page(&route));
    let Some(PageKind::File(path)) = page.map(|page| &page.kind) else { return };
    let n_bytes = subject.tree.get(path.as_str()).map_or(0, SourceFile::len);
    if n_bytes > MAX_KILOBYTES * 1024 {
        found.push(catalog::prose::image_heavy(place, n_bytes / 1024, MAX_KILOBYTES));
    }
}

fn missing(subject: &Subject, place: Place, file: &str) -> Diagnostic {
    let name = file.rsplit('/').next().unwrap_or(file);
    catalog::site::image_missing(place, file, subject.plan.nearest_file(name))
}
