//! `image-missing`, `alt-missing`, `credit-missing`, `image-heavy`: pictures that are there, described and light.

use std::collections::HashSet;

use crate::brief::Brief;
use crate::check::CheckContext;
use crate::diag::{Diagnostic, Place, catalog};
use crate::page::{PageKind, pictures};
use crate::site::{BriefId, LanguageId, LinkOrigin, Resolution};
use crate::source::{FieldPath, SourceFile, SourcePath};
use crate::url::Route;

/// Checks the pictures of a brief: that of its front matter and those in its text.
pub(super) fn brief(ctx: &CheckContext, id: BriefId, found: &mut Vec<Diagnostic>) {
    let linked = &ctx.brief(id);
    // What a withdrawn brief has shown is gone with its text.
    if linked.brief.meta.is_withdrawn() {
        return;
    }
    for (resolution, place, written) in named(ctx, linked.brief, linked.node.lang) {
        if pictures::route(&resolution, ctx.plan).is_none() {
            found.push(missing(ctx, place.clone(), &written));
        }
        weigh(ctx, &resolution, place, found);
    }
    described(linked.brief, found);
    for (idx, file) in linked.brief.files.iter().enumerate() {
        let path = linked.node.meta.path.resolve(file);
        if path
            .and_then(|path| ctx.plan.route_of_file(&path))
            .is_none()
        {
            let place = Place::value(
                &linked.node.meta.path,
                &FieldPath::key("files").at_item(idx),
            );
            found.push(catalog::targets::file_missing(
                place,
                file,
                linked.node.meta.folder.as_deref(),
            ));
        }
    }
}

/// Reports the files in the folders of briefs that no version names, so that they are not published.
fn unused(ctx: &CheckContext, found: &mut Vec<Diagnostic>) {
    let metas = || {
        let shown = ctx.site.briefs.iter().map(|node| &node.meta);
        let faulty = ctx.texts.faulty.iter().map(|brief| &brief.meta);
        shown.chain(faulty).chain(ctx.site.hidden())
    };
    let folders: HashSet<&str> = metas().filter_map(|meta| meta.folder.as_deref()).collect();
    if folders.is_empty() {
        return;
    }
    let named: HashSet<&SourcePath> = metas()
        .flat_map(|meta| pictures::beside(meta, ctx.tree))
        .map(|file| &file.path)
        .collect();
    let mut shown: Vec<&str> = ctx
        .site
        .briefs
        .iter()
        .filter_map(|node| node.meta.folder.as_deref())
        .collect();
    shown.sort_unstable();
    shown.dedup();
    for folder in shown {
        for file in pictures::in_folder(folder, ctx.tree) {
            // A brief may lie in the folder of another, with files of its own.
            let ends = file
                .path
                .as_str()
                .match_indices('/')
                .map(|(end, _)| &file.path.as_str()[..=end]);
            let owner = ends.rev().find(|part| folders.contains(part));
            if owner == Some(folder) && !named.contains(&file.path) {
                found.push(catalog::targets::file_unused(
                    Place::file(&file.path),
                    file.path.file_name(),
                ));
            }
        }
    }
}

/// Checks the pictures of briefs with another mistake, and the icon of the site.
pub(super) fn others(ctx: &CheckContext, found: &mut Vec<Diagnostic>) {
    for brief in &ctx.texts.faulty {
        for (resolution, place, written) in named(ctx, brief, LanguageId(0)) {
            // A brief that has no page has no address for what lies beside it.
            let lies = matches!(&resolution, Resolution::File(path) if ctx.tree.get(path.as_str()).is_some());
            if !lies && pictures::route(&resolution, ctx.plan).is_none() {
                found.push(missing(ctx, place, &written));
            }
        }
        described(brief, found);
    }
    unused(ctx, found);
    if let Some(icon) = &ctx.site.config.icon
        && ctx.plan.page(&Route::root().file(icon)).is_none()
    {
        let place = Place::value(&ctx.site.config.path, &FieldPath::key("icon"));
        found.push(missing(ctx, place, icon));
    }
}

/// Returns each picture that a brief names: what it is, where it is named, and how.
fn named(ctx: &CheckContext, brief: &Brief, lang: LanguageId) -> Vec<(Resolution, Place, String)> {
    let from = LinkOrigin {
        path: &brief.meta.path,
        lang,
    };
    let front = brief.picture.iter().map(|picture| {
        let place = Place::value(&brief.meta.path, &FieldPath::key("image"));
        (
            pictures::of_front(&picture.file, ctx.site, from),
            place,
            picture.file.clone(),
        )
    });
    let text = brief.body.images.iter().map(|image| {
        let place = Place::span(&brief.meta.path, image.span);
        (
            ctx.site.resolve(&image.target, from),
            place,
            image.target.written(),
        )
    });
    front.chain(text).collect()
}

/// Checks that every picture of a brief is described, and that of its front matter says who made it.
fn described(brief: &Brief, found: &mut Vec<Diagnostic>) {
    if let Some(picture) = &brief.picture {
        let place = || Place::key(&brief.meta.path, &FieldPath::key("image"));
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
            &brief.meta.path,
            image.span,
        )));
    }
}

/// Kilobytes of a picture: what a phone on a slow line (1.6 Mbit/s, as Lighthouse assumes) loads in 2.5 s.
const MAX_KILOBYTES: u64 = 500;

/// Says that a picture is too large, if it is.
fn weigh(ctx: &CheckContext, resolution: &Resolution, place: Place, found: &mut Vec<Diagnostic>) {
    let route = pictures::route(resolution, ctx.plan);
    let page = route.and_then(|route| ctx.plan.page(&route));
    let Some(PageKind::File(path)) = page.map(|page| &page.kind) else {
        return;
    };
    let n_bytes = ctx.tree.get(path.as_str()).map_or(0, SourceFile::len);
    if n_bytes > MAX_KILOBYTES * 1024 {
        found.push(catalog::pictures::image_heavy(
            place,
            n_bytes / 1024,
            MAX_KILOBYTES,
        ));
    }
}

fn missing(ctx: &CheckContext, place: Place, file: &str) -> Diagnostic {
    let name = file.rsplit('/').next().unwrap_or(file);
    catalog::targets::image_missing(place, file, ctx.suggestions.copied_file(ctx.plan, name))
}
