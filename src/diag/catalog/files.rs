//! Files as they lie on the disk: what cannot be read, or is not read.

use std::str::Utf8Error;

use super::{error, note, warning};
use crate::diag::{Diagnostic, Place};
use crate::source::{SourcePath, Span};

/// The file's name is not UTF-8, so it can have no address.
pub fn file_name_not_utf8(place: Place) -> Diagnostic {
    error(
        "file-name-not-utf8",
        place,
        "the name of a file here is not UTF-8",
    )
    .hint("rename the file")
}

/// Two files have one name, written in two Unicode forms: some systems store `é` as one letter, others as two.
pub fn file_name_twice(place: Place) -> Diagnostic {
    error(
        "file-name-twice",
        place,
        "two files have this name, in two Unicode forms",
    )
    .hint("delete one of them, or give it another name")
}

/// Names of files end in a language that `site.yaml` does not list: `flood.ar.md` without `languages: ar`. Said once for
/// each language; none of its files is read.
pub fn language_unlisted(place: Place, tag: &str, n_files: usize) -> Diagnostic {
    let files = if n_files == 1 {
        "one file".to_owned()
    } else {
        format!("{n_files} files")
    };
    error(
        "language-unlisted",
        place,
        format!("the site does not list the language `{tag}`, that of {files}"),
    )
    .hint(format!(
        "add `{tag}` to `languages` in site.yaml: `languages: {tag}`"
    ))
}

/// The name of a file ends in the site's main language, which no name does: `flood.en.md` on a site in English.
pub fn language_of_site(place: Place, tag: &str, name: &str) -> Diagnostic {
    error(
        "language-of-site",
        place,
        format!("`{tag}` is the site's main language, which stands in no name"),
    )
    .hint(format!("name the file `{name}`"))
}

/// The file's bytes are not UTF-8 text.
pub fn file_not_utf8(path: &SourcePath, error: Utf8Error) -> Diagnostic {
    let at = error.valid_up_to();
    let place = Place::span(path, Span::new(at, at));
    super::error("file-not-utf8", place, "the file is not UTF-8 text").hint("save it as UTF-8")
}

/// The file holds a NUL byte, which no text does: it is damaged, or not saved as UTF-8.
pub fn file_has_nul(place: Place) -> Diagnostic {
    error("file-has-nul", place, "the file holds a NUL byte")
        .hint("delete it, or save the file as UTF-8 text")
}

/// A control character, as it is (by a slip of the keyboard, or out of a terminal), as an escape of YAML (`"\e"`) or by
/// its number (`&#27;`). It is no text: pages cannot show it, feeds may not hold it, terminals obey it.
pub fn control_character(place: Place, letter: char) -> Diagnostic {
    let name = match letter {
        '\0' => " (NUL)",
        '\u{7}' => " (bell)",
        '\u{8}' => " (backspace)",
        '\u{B}' => " (vertical tab)",
        '\u{C}' => " (form feed)",
        '\r' => " (carriage return)",
        '\u{1B}' => " (escape)",
        '\u{7F}' => " (delete)",
        '\u{85}' => " (next line)",
        _ => "",
    };
    let message = format!(
        "the control character U+{:04X}{name} is no text",
        u32::from(letter)
    );
    error("control-character", place, message).hint(match windows(letter) {
        Some(meant) => format!("write `{meant}`, or delete it"),
        None => "delete it".to_owned(),
    })
}

/// What Windows has at the places of control characters: texts of old programs come with these.
fn windows(letter: char) -> Option<char> {
    const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";
    let idx = u32::from(letter).checked_sub(0x80)?;
    WINDOWS
        .chars()
        .nth(idx as usize)
        .filter(|meant| *meant != letter)
}

/// The file is larger than a text file of its kind may be. None of it is read.
pub fn file_too_large(place: Place, len: u64, limit: u64) -> Diagnostic {
    error(
        "file-too-large",
        place,
        format!("the file has {len} bytes; at most {limit} are read"),
    )
    .hint("split it")
}

/// The file exists but cannot be opened or read.
pub fn file_unreadable(place: Place, reason: &str) -> Diagnostic {
    error(
        "file-unreadable",
        place,
        format!("the file cannot be read: {reason}"),
    )
    .hint("check who may read it (`ls -l`)")
}

/// A pipe, a device or a socket lies where a file is expected. It is not opened.
pub fn file_not_regular(place: Place) -> Diagnostic {
    error(
        "file-not-regular",
        place,
        "this is not a regular file, so it is not read",
    )
    .hint("move it out of the site's folder")
}

/// A symbolic link leads out of the site's folder, or nowhere. It is not followed.
pub fn symlink_leaves_site(place: Place, target: &str) -> Diagnostic {
    error(
        "symlink-leaves-site",
        place,
        format!("the symbolic link leads to `{target}`, outside the site"),
    )
    .hint("copy the file into the site")
}

/// A symbolic link leads to a private source text. Those are never published.
pub fn symlink_into_clips(place: Place) -> Diagnostic {
    error(
        "symlink-into-clips",
        place,
        "the symbolic link leads into `clips/`, which is private",
    )
    .hint("delete the link")
}

/// A symbolic link leads to a folder above itself, so that following it would never end. It is not followed.
pub fn symlink_loop(place: Place) -> Diagnostic {
    error(
        "symlink-loop",
        place,
        "the symbolic link leads to a folder that holds it",
    )
    .hint("delete the link")
}

/// A file or folder of `static/` whose name begins with a dot is not published: passwords and keys have such names.
/// Only `.well-known` is, and what `dot_files` of the site's settings names.
pub fn dot_file(
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
    warning("dot-file", place, message).hint(format!(
        "move it out of `static/`; if readers are to get it, add `dot_files: [{name}]` to {config}"
    ))
}

/// An SVG drawing that is published holds a script, an event handler or an address of another host, or cannot be
/// looked into. Opened by its own address it is a page of the site, and its scripts would be the site's.
pub fn svg_unsafe(place: Place, what: &str, hint: &str) -> Diagnostic {
    error("svg-unsafe", place, format!("the drawing holds {what}")).hint(hint)
}

/// An SVG drawing that is too large to be looked into.
pub fn svg_too_large(place: Place, len: u64) -> Diagnostic {
    error(
        "svg-unsafe",
        place,
        format!("the drawing has {len} bytes, which is too much to look into"),
    )
    .hint("simplify it, or save it as PNG")
}

/// A compressed SVG drawing is not looked into.
pub fn svg_compressed(place: Place) -> Diagnostic {
    error(
        "svg-unsafe",
        place,
        "the drawing is compressed, so it is not looked into",
    )
    .hint("save it as `.svg`")
}

/// A published file has the name of a picture and is something else.
pub fn image_is_page(place: Place, what: &str) -> Diagnostic {
    error(
        "image-type",
        place,
        format!("the file has the name of a picture, but is {what}"),
    )
    .hint("save the picture itself: this is what a server sent in its place")
}

/// An SVG drawing under the name of another kind of picture.
pub fn image_is_svg(place: Place, name: &str) -> Diagnostic {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    error(
        "image-type",
        place,
        "the file has the name of a picture of another kind, but is an SVG drawing",
    )
    .hint(format!("name it `{stem}.svg`"))
}

/// A picture that Git LFS has not fetched.
pub fn image_not_fetched(place: Place) -> Diagnostic {
    error(
        "image-type",
        place,
        "the file only points to a picture that Git LFS has not fetched",
    )
    .hint("run `git lfs pull`")
}

/// `dot_files` names something that is not there.
pub fn dot_file_missing(place: Place, name: &str) -> Diagnostic {
    warning(
        "dot-file-missing",
        place,
        format!("there is no `{name}` in `static/`"),
    )
    .hint("correct the name, or delete it")
}

/// Two files with one name and two endings, `a.md` and `a.markdown`: which is the brief cannot be told.
pub fn file_twice(place: Place, other: &SourcePath) -> Diagnostic {
    let other = other.file_name();
    error(
        "file-twice",
        place,
        format!("`{other}` beside it has the same name but for the ending"),
    )
    .hint("delete one of them, or give it another name")
}

/// A file of which nothing is made: in `content/` one that is neither Markdown nor beside a brief that is a folder, in
/// the site's folder one that has nearly the name of `site.yaml`, `content` and the like.
pub fn file_unknown(place: Place, hint: &str) -> Diagnostic {
    warning("file-unknown", place, "nothing is made of this file").hint(hint)
}

/// The settings of the site are in two files, `site.yaml` and `site.yml`: only one is read.
pub fn config_twice(place: Place, other: &SourcePath) -> Diagnostic {
    error(
        "config-twice",
        place,
        format!("`{other}` is there as well, and only one of the two is read"),
    )
    .hint("put all of it into one of them, and delete the other")
}

/// Without `url` in `site.yaml`, what needs whole addresses is left out: feeds, sitemaps, and links that tell
/// search engines which address is the right one.
pub fn url_missing(place: Place) -> Diagnostic {
    let hint = format!("add `url: https://…` to {}, or give --base-url", place.path);
    note(
        "url-missing",
        place,
        "the site has no `url`: no feeds, sitemaps or canonical links are written",
    )
    .hint(hint)
}

/// A file about a topic, a person or the like in a folder of its own. These lie directly in the folder of their
/// kind; only briefs and pages may lie in folders below it.
pub fn file_too_deep(place: Place, folder: &str, hint: String) -> Diagnostic {
    error(
        "file-too-deep",
        place,
        format!("files lie directly in `content/{folder}/`"),
    )
    .hint(hint)
}

/// The file of a country that is not named by the two letters of its code, as `no.md` is: they are its address.
pub fn country_file_name(place: Place, name: &str, code: &str) -> Diagnostic {
    let renamed = format!("name it `{}.md`", code.to_lowercase());
    error(
        "country-file-name",
        place,
        format!("the file `{name}.md` describes `{code}`"),
    )
    .hint(renamed)
}
