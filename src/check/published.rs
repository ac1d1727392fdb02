//! `svg-unsafe`, `image-type`: reports files copied into the output whose content is not what their name promises,
//! and SVG drawings that run scripts or load from other hosts.
//!
//! The verdict rests on the first bytes of a file (`media::sniff`) and, for drawings, on all of it
//! (`media::dangers`). Pages and files with other names are published as they are: a site may publish what it likes,
//! as long as the name says so.

use crate::diag::{Diagnostic, Place, catalog};
use crate::media::{self, Danger, Flaw, Media, NameType};
use crate::source::{Contents, SourceFile, Span};

/// The codes that this file reports.
const CODES: [&str; 2] = ["svg-unsafe", "image-type"];

/// Returns whether `found` comes from this file. Files beside a draft have no visibility of their own, but are
/// published with it, so these diagnostics are reported for hidden content too.
pub fn is_of(found: &Diagnostic) -> bool {
    CODES.contains(&found.code)
}

/// Checks one file that is copied into the output.
pub fn file(file: &SourceFile) -> Vec<Diagnostic> {
    let named = NameType::of(file.path.file_name());
    let place = Place::file(&file.path);
    match (named, media::sniff(file.head())) {
        (NameType::Page, _)
        | (NameType::Other, Media::Html | Media::Xml | Media::Other | Media::GitLfsPointer) => {
            Vec::new()
        }
        (NameType::Svgz, _) => vec![catalog::assets::svg_compressed(place)],
        // Formats that `sniff` does not know are not wrong: new ones appear faster than releases.
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

/// Reports what is dangerous in a drawing, or that it cannot be looked into.
fn drawing(file: &SourceFile) -> Vec<Diagnostic> {
    // Large files are copied without being read into memory; a drawing that nobody has looked into is not safe.
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
