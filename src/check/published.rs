//! `svg-unsafe`, `image-type`: what is copied into the output is what its name says, and no drawing acts.

use crate::diag::{Diagnostic, Place, catalog};
use crate::media::{self, Danger, Flaw, Media, NameType};
use crate::source::{Contents, SourceFile, Span};

/// The codes of this rule.
const CODES: [&str; 2] = ["svg-unsafe", "image-type"];

/// Returns whether `found` is of this rule.
pub fn is_of(found: &Diagnostic) -> bool {
    CODES.contains(&found.code)
}

/// Looks at a file that is copied into the output.
pub fn file(file: &SourceFile) -> Vec<Diagnostic> {
    let named = NameType::of(file.path.file_name());
    let place = Place::file(&file.path);
    match (named, media::sniff(file.head())) {
        (NameType::Page, _)
        | (NameType::Other, Media::Html | Media::Xml | Media::Other | Media::GitLfsPointer) => {
            Vec::new()
        }
        (NameType::Svgz, _) => vec![catalog::assets::svg_compressed(place)],
        (NameType::Picture, Media::Other) => Vec::new(),
        (NameType::Picture, Media::Svg) => {
            vec![catalog::assets::image_is_svg(place, file.path.file_name())]
        }
        (NameType::Picture | NameType::Svg, Media::GitLfsPointer) => {
            vec![catalog::assets::image_not_fetched(place)]
        }
        (NameType::Picture | NameType::Svg, Media::Html) => {
            vec![catalog::assets::image_is_page(place, "an HTML page")]
        }
        (NameType::Picture, Media::Xml) => {
            vec![catalog::assets::image_is_page(place, "an XML file")]
        }
        (NameType::Svg, Media::Xml | Media::Other)
        | (NameType::Svg | NameType::Other, Media::Svg) => drawing(file),
    }
}

fn drawing(file: &SourceFile) -> Vec<Diagnostic> {
    if let Contents::OnDisk { len, .. } = &file.contents {
        return vec![catalog::assets::svg_too_large(
            Place::file(&file.path),
            *len,
        )];
    }
    media::dangers(file.bytes())
        .into_iter()
        .map(|flaw| unsafe_drawing(file, flaw))
        .collect()
}

fn unsafe_drawing(file: &SourceFile, flaw: Flaw) -> Diagnostic {
    let Flaw {
        at,
        danger,
        written,
    } = flaw;
    let place = Place::span(&file.path, Span::new(at.start, at.end));
    let (what, hint) = match danger {
        Danger::Element => (
            format!("contains `{written}`, which is active content"),
            "delete the element",
        ),
        Danger::Handler => (
            format!("contains `{written}`, which runs a script"),
            "delete the attribute",
        ),
        Danger::Script => (
            format!("contains `{written}`, which is a script"),
            "delete the address",
        ),
        Danger::Foreign => (
            format!("contains `{written}`, which is loaded from elsewhere"),
            "embed it in the drawing, or save it in `static/`",
        ),
        Danger::Embedded => (
            format!("contains `{written}`, which is not a picture"),
            "embed a PNG or a JPEG instead",
        ),
        Danger::DocumentType => (
            format!("contains `{written}`, which can redefine the rest of the file"),
            "delete the declaration",
        ),
        Danger::Stylesheet => (
            format!("contains `{written}`, which loads a stylesheet"),
            "write it as `<style>`",
        ),
        Danger::Encoding => (
            format!("has the encoding {written}, which cannot be checked"),
            "save it as UTF-8",
        ),
        Danger::Malformed => (
            format!("is not well-formed XML: {written}"),
            "save it again from the program that made it",
        ),
    };
    catalog::assets::svg_unsafe(place, &what, hint)
}
