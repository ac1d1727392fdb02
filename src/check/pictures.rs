//! `image-missing`, `alt-missing`, `credit-missing`, `image-heavy`: pictures that are there, described and light.

use std::collections::HashSet;

use crate::brief::Brief;
use crate::check::Subject;
use crate::diag::{Diagnostic, Place, catalog};
use crate::page::{PageKind, pictures};
use crate::site::{BranchId, BriefId, From, Resolution};
use crate::source::{FieldPath, SourceFile, SourcePath};
use crate::url::Route;

/// Checks the pictures of a brief: that of its front matter and those in its text.
pub(super) fn brief(subject: &Subject, id: BriefId, found: &mut Vec<Diagnostic>) {
    let linked = &subject.brief(id);
    // What a withdrawn brief has shown is gone with its text.
    if linked.brief.head.is_withdrawn() {
        return;
    }
    for (resolution, place, written) in named(subject, linked.brief, linked.placed.branch) {
        if pictures::route(&resolution, subject.plan).is_none() {
            found.push(missing(subject, place.clone(), &written));
        }
        weigh(subject, &resolution, place, found);
    }
    described(linked.brief, found);
    for (idx, file) in linked.brief.files.iter().enumerate() {
        let path = linked.placed.head.path.resolve(file);
        if path
            .and_then(|path| subject.plan.route_of_file(&path))
            .is_none()
        {
            let place = Place::value(
                &linked.placed.head.path,
                &FieldPath::key("files").at_item(idx),
            );
            found.push(catalog::site::file_missing(
                place,
                file,
                linked.placed.head.folder.as_deref(),
            ));
        }
    }
}

/// Reports the files in the folders of briefs that no version names, so that they are not published.
fn unused(subject: &Subject, found: &mut Vec<Diagnostic>) {
    let heads = || {
        let shown = subject.site.briefs.iter().map(|placed| &placed.head);
        let faulty = subject.texts.faulty.iter().map(|brief| &brief.head);
        shown.chain(faulty).chain(subject.site.hidden())
    };
    let folders: HashSet<&str> = heads().filter_map(|head| head.folder.as_deref()).collect();
    if folders.is_empty() {
        return;
    }
    let named: HashSet<&SourcePath> = heads()
        .flat_map(|head| pictures::beside(head, subject.tree))
        .map(|file| &file.path)
        .collect();
    let mut shown: Vec<&str> = subject
        .site
        .briefs
        .iter()
        .filter_map(|placed| placed.head.folder.as_deref())
        .collect();
    shown.sort_unstable();
    shown.dedup();
    for folder in shown {
        for file in pictures::in_folder(folder, subject.tree) {
            // A brief may lie in the folder of another, with files of its own.
            let ends = file
                .path
                .as_str()
                .match_indices('/')
                .map(|(end, _)| &file.path.as_str()[..=end]);
            let owner = ends.rev().find(|part| folders.contains(part));
            if owner == Some(folder) && !named.contains(&file.path) {
                found.push(catalog::site::file_unused(
                    Place::file(&file.path),
                    file.path.file_name(),
                ));
            }
        }
    }
}

/// Checks the pictures of briefs with another mistake, and the icon of the site.
pub(super) fn others(subject: &Subject, found: &mut Vec<Diagnostic>) {
    for brief in &subject.texts.faulty {
        for (resolution, place, written) in named(subject, brief, BranchId(0)) {
            // A brief that has no page has no address for what lies beside it.
            let lies = matches!(&resolution, Resolution::File(path) if subject.tree.get(path.as_str()).is_some());
            if !lies && pictures::route(&resolution, subject.plan).is_none() {
                found.push(missing(subject, place, &written));
            }
        }
        described(brief, found);
    }
    unused(subject, found);
    if let Some(icon) = &subject.site.config.icon
        && subject.plan.page(&Route::root().file(icon)).is_none()
    {
        let place = Place::value(&subject.site.config.path, &FieldPath::key("icon"));
        found.push(missing(subject, place, icon));
    }
}

/// Returns each picture that a brief names: what it is, where it is named, and how.
fn named(subject: &Subject, brief: &Brief, branch: BranchId) -> Vec<(Resolution, Place, String)> {
    let from = From {
        path: &brief.head.path,
        branch,
    };
    let front = brief.picture.iter().map(|picture| {
        let place = Place::value(&brief.head.path, &FieldPath::key("image"));
        (
            pictures::of_front(&picture.file, subject.site, from),
            place,
            picture.file.clone(),
        )
    });
    let text = brief.body.images.iter().map(|image| {
        let place = Place::span(&brief.head.path, image.span);
        (
            subject.site.resolve(&image.target, from),
            place,
            image.target.written(),
        )
    });
    front.chain(text).collect()
}

/// Checks that every picture of a brief is described, and that of its front matter says who made it.
fn described(brief: &Brief, found: &mut Vec<Diagnostic>) {
    if let Some(picture) = &brief.picture {
        let place = || Place::key(&brief.head.path, &FieldPath::key("image"));
        if picture.alt.trim().is_empty() {
            found.push(catalog::pictures::alt_missing(place()));
        }
        if picture.credit.is_none() {
            found.push(catalog::pictures::credit_missing(place()));
        }
    }
    for image in brief
        .body
        .images
        .iter()
        .filter(|image| image.alt.trim().is_empty())
    {
        found.push(catalog::pictures::alt_missing(Place::span(
            &brief.head.path,
            image.span,
        )));
    }
}

/// Kilobytes of a picture: what a phone on a slow line (1.6 Mbit/s, as Lighthouse assumes) loads in 2.5 s.
const MAX_KILOBYTES: u64 = 500;

/// Says that a picture is too large, if it is.
fn weigh(subject: &Subject, resolution: &Resolution, place: Place, found: &mut Vec<Diagnostic>) {
    let route = pictures::route(resolution, subject.plan);
    let page = route.and_then(|route| subject.plan.page(&route));
    let Some(PageKind::File(path)) = page.map(|page| &page.kind) else {
        return;
    };
    let n_bytes = subject.tree.get(path.as_str()).map_or(0, SourceFile::len);
    if n_bytes > MAX_KILOBYTES * 1024 {
        found.push(catalog::pictures::image_heavy(
            place,
            n_bytes / 1024,
            MAX_KILOBYTES,
        ));
    }
}

fn missing(subject: &Subject, place: Place, file: &str) -> Diagnostic {
    let name = file.rsplit('/').next().unwrap_or(file);
    catalog::site::image_missing(
        place,
        file,
        subject.suggestions.copied_file(subject.plan, name),
    )
}
