//! Codes of input files: what cannot be read, and what is not read. `disk` reports most of them; files that are copied
//! into the output are in `assets`.

use std::str::Utf8Error;

use crate::diag::{Category, Diagnostic, Place, codes};
use crate::source::{SourcePath, Span};

codes! {
    Category::Files;

    /// The name of a file is not UTF-8, so the file can have no address. Rename it.
    FILE_NAME_NOT_UTF8 = Error "file-name-not-utf8" { no example: "bytes that are not text" }

    /// Two files have the same name in two Unicode forms: some systems store `é` as one character, others as two. Only
    /// one of them can be published.
    FILE_NAME_TWICE = Error "file-name-twice" { no example: "two names that look the same" }

    /// File names end in a language that `site.yaml` does not list: `flood.ar.md` without `languages: ar`. None of
    /// these files is read. Reported once for each language.
    LANGUAGE_UNLISTED = Error "language-unlisted" {
        in Files,
        wrong: "
            content/briefs/rain.md
            content/briefs/rain.ar.md
        ",
        right: "
            site.yaml = languages: ar
            content/briefs/rain.md
            content/briefs/rain.ar.md
        ",
    }

    /// A file name ends in the site's main language, as `flood.en.md` does on a site in English. Files in the main
    /// language have no such ending.
    LANGUAGE_OF_SITE = Error "language-of-site" {
        in Files,
        wrong: "content/briefs/rain.en.md",
        right: "content/briefs/rain.md",
    }

    /// A file is not UTF-8 text, so it cannot be read. Save it as UTF-8.
    FILE_NOT_UTF8 = Error "file-not-utf8" { no example: "bytes that are not text" }

    /// A file contains a NUL byte, which text never does. It is damaged, or not saved as UTF-8.
    FILE_HAS_NUL = Error "file-has-nul" {
        in Text,
        wrong: "The river fell␀ by a metre.",
        right: "The river fell by a metre.",
    }

    /// A file contains a control character: as it is (a slip of the keyboard, or a copy from a terminal), as a YAML
    /// escape (`"\e"`) or by its number (`&#27;`). Pages cannot show it, feeds may not contain it, and terminals obey
    /// it.
    CONTROL_CHARACTER = Error "control-character" {
        in FrontMatter,
        wrong: r#"title: "The dam\e opens""#,
        right: "title: The dam opens",
    }

    /// A file is larger than a text file of its kind may be. None of it is read.
    FILE_TOO_LARGE = Error "file-too-large" {
        in Text,
        wrong: "It fell. [… 2200000 letters]",
        right: "It fell.",
    }

    /// A file exists but cannot be opened or read.
    FILE_UNREADABLE = Error "file-unreadable" { no example: "a file of another user" }

    /// A pipe, a device or a socket is where a file is expected. It is not opened.
    FILE_NOT_REGULAR = Error "file-not-regular" { no example: "a pipe or a device" }

    /// A symbolic link points outside the site's folder, or to nothing. It is not followed.
    SYMLINK_LEAVES_SITE = Error "symlink-leaves-site" {
        in Files,
        wrong: "static/names.txt -> /etc/hostname",
        right: "static/names.txt",
    }

    /// A symbolic link points to a private copy of a source. Those are never published.
    SYMLINK_INTO_CLIPS = Error "symlink-into-clips" {
        in Files,
        wrong: "
            clips/wire.txt
            static/wire.txt -> ../clips/wire.txt
        ",
        right: "clips/wire.txt",
    }

    /// A symbolic link points to a folder that contains the link, so following it would never end. It is not followed.
    SYMLINK_LOOP = Error "symlink-loop" {
        in Files,
        wrong: "content/pages/all -> ..",
        right: "content/pages/all.md",
    }

    /// Two files differ only in their extension, such as `a.md` and `a.markdown`, so it is unclear which one is the
    /// brief.
    FILE_TWICE = Error "file-twice" {
        in Files,
        wrong: "
            content/briefs/rain.md
            content/briefs/rain.markdown
        ",
        right: "content/briefs/rain.md",
    }

    /// Nothing is built from a file: in `content/`, one that is neither Markdown nor in the folder of a brief; in the
    /// site's folder, one with almost the name of `site.yaml`, `content` or the like.
    FILE_UNKNOWN = Warning "file-unknown" {
        in Files,
        wrong: "content/briefs/rain.txt",
        right: "content/briefs/rain.md",
    }

    /// The settings of the site are in two files, `site.yaml` and `site.yml`. Only one of them is read.
    CONFIG_TWICE = Error "config-twice" {
        in Files,
        wrong: "
            site.yaml
            site.yml
        ",
        right: "site.yaml",
    }

    /// `url` is missing in `site.yaml`. Without it, everything that needs complete addresses is left out: feeds,
    /// sitemaps, and the links that tell search engines which address is canonical.
    URL_MISSING = Note "url-missing" {
        in File("site.yaml"),
        wrong: "title: Two Rivers Brief",
        right: "
            title: Two Rivers Brief
            url: https://briefs.example/
        ",
    }

    /// A file about a topic, a person or the like is in a subfolder. Only briefs and pages may be in subfolders.
    FILE_TOO_DEEP = Error "file-too-deep" {
        in Files,
        wrong: "content/topics/rivers/tigris.md",
        right: "content/topics/tigris.md",
    }

    /// The file of a country is not named by the two letters of its code, as `no.md` is. They are its address.
    COUNTRY_FILE_NAME = Error "country-file-name" {
        in Files,
        wrong: "content/countries/norway.md = code: NO",
        right: "content/countries/no.md = code: NO",
    }
}

pub(crate) fn file_name_not_utf8(place: Place) -> Diagnostic {
    FILE_NAME_NOT_UTF8
        .at(place, "the name of a file here is not UTF-8")
        .hint("rename the file")
}

pub(crate) fn file_name_twice(place: Place) -> Diagnostic {
    FILE_NAME_TWICE
        .at(place, "two files have this name, in two Unicode forms")
        .hint("delete one of them, or give it another name")
}

pub(crate) fn language_unlisted(place: Place, tag: &str, n_files: usize) -> Diagnostic {
    let files = if n_files == 1 {
        "one file".to_owned()
    } else {
        format!("{n_files} files")
    };
    LANGUAGE_UNLISTED
        .at(
            place,
            format!("the site does not list the language `{tag}`, used by {files}"),
        )
        .hint(format!(
            "add `{tag}` to `languages` in site.yaml: `languages: {tag}`"
        ))
}

pub(crate) fn language_of_site(place: Place, tag: &str, name: &str) -> Diagnostic {
    LANGUAGE_OF_SITE
        .at(
            place,
            format!("`{tag}` is the site's main language, which is not part of file names"),
        )
        .hint(format!("rename the file to `{name}`"))
}

pub(crate) fn file_not_utf8(path: &SourcePath, error: Utf8Error) -> Diagnostic {
    let at = error.valid_up_to();
    let place = Place::span(path, Span::new(at, at));
    FILE_NOT_UTF8
        .at(place, "the file is not UTF-8 text")
        .hint("save it as UTF-8")
}

pub(crate) fn file_has_nul(place: Place) -> Diagnostic {
    FILE_HAS_NUL
        .at(place, "the file contains a NUL byte")
        .hint("delete it, or save the file as UTF-8 text")
}

pub(crate) fn control_character(place: Place, letter: char) -> Diagnostic {
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
        "the control character U+{:04X}{name} is not allowed",
        u32::from(letter)
    );
    CONTROL_CHARACTER
        .at(place, message)
        .hint(match windows(letter) {
            Some(meant) => format!("write `{meant}`, or delete it"),
            None => "delete it".to_owned(),
        })
}

/// Returns the character that Windows-1252 has in place of the control character `letter`: old programs saved text in
/// that encoding, and it was later taken for Latin-1.
fn windows(letter: char) -> Option<char> {
    const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";
    let idx = u32::from(letter).checked_sub(0x80)?;
    WINDOWS
        .chars()
        .nth(idx as usize)
        .filter(|meant| *meant != letter)
}

pub(crate) fn file_too_large(place: Place, len: u64, limit: u64) -> Diagnostic {
    FILE_TOO_LARGE
        .at(
            place,
            format!("the file is {len} bytes long; the limit is {limit}"),
        )
        .hint("split it")
}

pub(crate) fn file_unreadable(place: Place, reason: &str) -> Diagnostic {
    FILE_UNREADABLE
        .at(place, format!("the file cannot be read: {reason}"))
        .hint("check who has permission to read it (`ls -l`)")
}

pub(crate) fn file_not_regular(place: Place) -> Diagnostic {
    FILE_NOT_REGULAR
        .at(place, "this is not a regular file, so it is not read")
        .hint("move it out of the site's folder")
}

pub(crate) fn symlink_leaves_site(place: Place, target: &str) -> Diagnostic {
    SYMLINK_LEAVES_SITE
        .at(
            place,
            format!("the symbolic link points to `{target}`, outside the site"),
        )
        .hint("copy the file into the site")
}

pub(crate) fn symlink_into_clips(place: Place) -> Diagnostic {
    SYMLINK_INTO_CLIPS
        .at(
            place,
            "the symbolic link points into `clips/`, which is private",
        )
        .hint("delete the link")
}

pub(crate) fn symlink_loop(place: Place) -> Diagnostic {
    SYMLINK_LOOP
        .at(
            place,
            "the symbolic link points to a folder that contains it",
        )
        .hint("delete the link")
}

pub(crate) fn file_twice(place: Place, other: &SourcePath) -> Diagnostic {
    let other = other.file_name();
    FILE_TWICE
        .at(
            place,
            format!("`{other}` in the same folder differs only in its extension"),
        )
        .hint("delete one of them, or give it another name")
}

pub(crate) fn file_unknown(place: Place, hint: &str) -> Diagnostic {
    FILE_UNKNOWN
        .at(place, "nothing is built from this file")
        .hint(hint)
}

pub(crate) fn config_twice(place: Place, other: &SourcePath) -> Diagnostic {
    CONFIG_TWICE
        .at(
            place,
            format!("`{other}` exists as well, and only one of the two is read"),
        )
        .hint("move everything into one of them, and delete the other")
}

pub(crate) fn url_missing(place: Place) -> Diagnostic {
    let hint = format!("add `url: https://…` to {}, or pass --base-url", place.path);
    URL_MISSING
        .at(
            place,
            "the site has no `url`, so no feeds, sitemaps or canonical links are written",
        )
        .hint(hint)
}

pub(crate) fn file_too_deep(place: Place, folder: &str, hint: String) -> Diagnostic {
    FILE_TOO_DEEP
        .at(
            place,
            format!("the file must be directly in `content/{folder}/`"),
        )
        .hint(hint)
}

pub(crate) fn country_file_name(place: Place, name: &str, code: &str) -> Diagnostic {
    let renamed = format!("rename it to `{}.md`", code.to_lowercase());
    COUNTRY_FILE_NAME
        .at(place, format!("the file `{name}.md` describes `{code}`"))
        .hint(renamed)
}
