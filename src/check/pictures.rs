//! `image-missing`, `file-missing`, `file-unused`, `alt-missing`, `credit-missing`, `image-heavy`: reports pictures
//! and files of briefs that do not exist, are not published, lack a description or a credit, or are too large.
//!
//! Evidence is the plan: a picture exists if a copied file has its address. Whether a file is the picture that its
//! name promises is checked in `published`. Nothing is reported of withdrawn briefs, which publish no text.

use std::collections::HashSet;

use crate::body::Body;
use crate::brief::Brief;
use crate::check::CheckContext;
use crate::diag::{Diagnostic, Place, catalog};
use crate::page::{PageKind, pictures};
use crate::site::{BriefId, LanguageId, LinkOrigin, Resolution};
use crate::source::{FieldPath, SourceFile, SourcePath};
use crate::url::Route;

/// Checks the pictures of a brief, in its front matter and in its text, and the files it lists.
pub(super) fn brief(ctx: &CheckContext, id: BriefId, found: &mut Vec<Diagnostic>) {
    let linked = &ctx.brief(id);
    // A withdrawn brief publishes neither its text nor its pictures.
    if linked.brief.meta.is_withdrawn() {
        return;
    }
    shown(ctx, named(ctx, linked.brief, linked.node.lang), found);
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

/// Reports files in the folders of briefs that no version names. Such files are not published.
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
    // Faulty and hidden versions count too: what only a draft translation names is not unused.
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
            // A brief may be nested in the folder of another, with files of its own: the innermost folder owns a
            // file.
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

/// Checks the pictures of faulty briefs, of pages and entities, unused files, and the icon of the site.
pub(super) fn others(ctx: &CheckContext, found: &mut Vec<Diagnostic>) {
    for brief in &ctx.texts.faulty {
        for (resolution, place, written) in named(ctx, brief, LanguageId(0)) {
            // A faulty brief has no page, so the files beside it have no address yet.
            let exists = matches!(&resolution, Resolution::File(path) if ctx.tree.get(path.as_str()).is_some());
            if !exists && pictures::route(&resolution, ctx.plan).is_none() {
                found.push(missing(ctx, place, &written));
            }
        }
        described(brief, found);
    }
    for (file, _) in ctx.site.entity_files() {
        let from = LinkOrigin {
            path: &file.path,
            lang: ctx.site.lang_of(file.language.as_deref()),
        };
        shown(ctx, in_text(ctx, &file.body, from), found);
        undescribed(&file.path, &file.body, found);
    }
    unused(ctx, found);
    if let Some(icon) = &ctx.site.config.icon
        && ctx.plan.page(&Route::root().file(icon)).is_none()
    {
        let place = Place::value(&ctx.site.config.path, &FieldPath::key("icon"));
        found.push(missing(ctx, place, icon));
    }
}

/// A picture that a file names: what it resolves to, the place of its name, and the name.
type NamedPicture = (Resolution, Place, String);

/// Reports the pictures of a page that do not exist or are too large.
fn shown(
    ctx: &CheckContext,
    pictures: impl IntoIterator<Item = NamedPicture>,
    found: &mut Vec<Diagnostic>,
) {
    for (resolution, place, written) in pictures {
        if pictures::route(&resolution, ctx.plan).is_none() {
            found.push(missing(ctx, place.clone(), &written));
        }
        weigh(ctx, &resolution, place, found);
    }
}

/// Returns the pictures of a brief: that of its front matter, and those of its text.
fn named(ctx: &CheckContext, brief: &Brief, lang: LanguageId) -> Vec<NamedPicture> {
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
    front.chain(in_text(ctx, &brief.body, from)).collect()
}

/// Returns the pictures of the text `body`.
fn in_text<'a>(
    ctx: &'a CheckContext,
    body: &'a Body,
    from: LinkOrigin<'a>,
) -> impl Iterator<Item = NamedPicture> + 'a {
    body.images.iter().map(move |image| {
        (
            ctx.site.resolve(&image.target, from),
            Place::span(from.path, image.span),
            image.target.written(),
        )
    })
}

/// Reports the pictures in `body` that have no description.
fn undescribed(path: &SourcePath, body: &Body, found: &mut Vec<Diagnostic>) {
    for image in &body.images {
        if image.alt.trim().is_empty() {
            let place = Place::span(path, image.span);
            found.push(catalog::pictures::alt_missing(place));
        }
    }
}

/// Reports pictures without a description, and a front matter picture without a credit. Pictures in the text have no
/// field for one.
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
    undescribed(&brief.meta.path, &brief.body, found);
}

/// Most kilobytes of a picture: what a phone on a slow line (1.6 Mbit/s, as Lighthouse assumes) loads in 2.5 s.
const MAX_KILOBYTES: u64 = 500;

/// Reports a picture larger than [`MAX_KILOBYTES`].
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
