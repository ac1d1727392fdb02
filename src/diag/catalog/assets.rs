//! Codes of files that are copied into the output: hidden files, drawings with scripts, pictures that are something else.
//! The rules are in `check::published` and `pipeline::dot_files`.

use crate::diag::{Category, Diagnostic, Place, codes};
use crate::source::SourcePath;

codes! {
    Category::Files;

    /// A file or folder in `static/` whose name begins with a dot is not published. Passwords and keys often have such
    /// names. Only `.well-known` is published, and what `dot_files` in the site's settings lists.
    DOT_FILE = Warning "dot-file" {
        in Files,
        wrong: "static/.htpasswd",
        right: "static/.well-known/security.txt",
    }

    /// A published SVG drawing contains a script, an event handler or an address on another host, or cannot be checked
    /// for them. A drawing that is opened at its own address is a page of the site, and its scripts would run as the
    /// site's own.
    SVG_UNSAFE = Error "svg-unsafe" {
        in File("static/dams.svg"),
        wrong: r#"<svg xmlns="http://www.w3.org/2000/svg"><script>go()</script></svg>"#,
        right: r#"<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>"#,
    }

    /// A published file has the name of a picture but is something else, so browsers may not show it. Save the picture
    /// itself, or rename the file.
    IMAGE_TYPE = Error "image-type" {
        in Files,
        wrong: r#"static/dams.png = <svg xmlns="http://www.w3.org/2000/svg"></svg>"#,
        right: r#"static/dams.svg = <svg xmlns="http://www.w3.org/2000/svg"></svg>"#,
    }

    /// `dot_files` lists something that does not exist. Correct the name, or delete it from the list.
    DOT_FILE_MISSING = Warning "dot-file-missing" {
        in File("site.yaml"),
        with "static/.nojekyll": ".",
        wrong: "dot_files: [.nojekil]",
        right: "dot_files: [.nojekyll]",
    }
}

pub(crate) fn dot_file(
    place: Place,
    name: &str,
    n_files: Option<usize>,
    config: &SourcePath,
) -> Diagnostic {
    let message = match n_files {
        None => format!("`{name}` begins with a dot, so it is not published"),
        Some(1) => format!("`{name}/` begins with a dot, so the file in it is not published"),
        Some(n_files) => {
            format!("`{name}/` begins with a dot, so the {n_files} files in it are not published")
        }
    };
    DOT_FILE.at(place, message).hint(format!(
        "move it out of `static/`; to publish it, add `dot_files: [{name}]` to {config}"
    ))
}

pub(crate) fn svg_unsafe(place: Place, what: &str, hint: &str) -> Diagnostic {
    SVG_UNSAFE
        .at(place, format!("the drawing {what}"))
        .hint(hint)
}

pub(crate) fn svg_too_large(place: Place, len: u64) -> Diagnostic {
    SVG_UNSAFE
        .at(
            place,
            format!("the drawing has {len} bytes, too many to check it for scripts"),
        )
        .hint("simplify it, or save it as PNG")
}

pub(crate) fn svg_compressed(place: Place) -> Diagnostic {
    SVG_UNSAFE
        .at(
            place,
            "the drawing is compressed, so it cannot be checked for scripts",
        )
        .hint("save it uncompressed, as `.svg`")
}

pub(crate) fn image_is_page(place: Place, what: &str) -> Diagnostic {
    IMAGE_TYPE
        .at(
            place,
            format!("the file is named like a picture, but is {what}"),
        )
        .hint("save the picture itself; this is what a server sent instead")
}

pub(crate) fn image_is_svg(place: Place, name: &str) -> Diagnostic {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    IMAGE_TYPE
        .at(
            place,
            "the file is an SVG drawing, but is named like another kind of picture",
        )
        .hint(format!("rename it to `{stem}.svg`"))
}

pub(crate) fn image_not_fetched(place: Place) -> Diagnostic {
    IMAGE_TYPE
        .at(
            place,
            "the file only points to a picture, which Git LFS has not fetched",
        )
        .hint("run `git lfs pull`")
}

pub(crate) fn dot_file_missing(place: Place, name: &str) -> Diagnostic {
    DOT_FILE_MISSING
        .at(place, format!("there is no `{name}` in `static/`"))
        .hint("correct the name, or delete it")
}
