//! Codes of input files: what cannot be read, and what is not read. `disk` reports most of them; files that are copied
//! into the output are in `assets`.

use std::str::Utf8Error;

use crate::diag::{Category, Diagnostic, Place, codes};
use crate::source::{SourcePath, Span};

codes! {
    Category::Files;

    /// The file's name is not UTF-8, so it can have no address.
    FILE_NAME_NOT_UTF8 = Error "file-name-not-utf8" { no example: "bytes that are not text" }

    /// Two files have one name, written in two Unicode forms: some systems store `é` as one letter, others as two.
    FILE_NAME_TWICE = Error "file-name-twice" { no example: "two names that look the same" }

    /// Names of files end in a language that `site.yaml` does not list: `flood.ar.md` without `languages: ar`. Said once for
    /// each language; none of its files is read.
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

    /// The name of a file ends in the site's main language, which no name does: `flood.en.md` on a site in English.
    LANGUAGE_OF_SITE = Error "language-of-site" {
        in Files,
        wrong: "content/briefs/rain.en.md",
        right: "content/briefs/rain.md",
    }

    /// The file's bytes are not UTF-8 text.
    FILE_NOT_UTF8 = Error "file-not-utf8" { no example: "bytes that are not text" }

    /// The file holds a NUL byte, which no text does: it is damaged, or not saved as UTF-8.
    FILE_HAS_NUL = Error "file-has-nul" {
        in Text,
        wrong: "The river fell␀ by a metre.",
        right: "The river fell by a metre.",
    }

    /// A control character, as it is (by a slip of the keyboard, or out of a terminal), as an escape of YAML (`"\e"`) or by
    /// its number (`&#27;`). It is no text: pages cannot show it, feeds may not hold it, terminals obey it.
    CONTROL_CHARACTER = Error "control-character" {
        in FrontMatter,
        wrong: r#"title: "The dam\e opens""#,
        right: "title: The dam opens",
    }

    /// The file is larger than a text file of its kind may be. None of it is read.
    FILE_TOO_LARGE = Error "file-too-large" {
        in Text,
        wrong: "It fell. [… 2200000 letters]",
        right: "It fell.",
    }

    /// The file exists but cannot be opened or read.
    FILE_UNREADABLE = Error "file-unreadable" { no example: "a file of another user" }

    /// A pipe, a device or a socket lies where a file is expected. It is not opened.
    FILE_NOT_REGULAR = Error "file-not-regular" { no example: "a pipe or a device" }

    /// A symbolic link leads out of the site's folder, or nowhere. It is not followed.
    SYMLINK_LEAVES_SITE = Error "symlink-leaves-site" {
        in Files,
        wrong: "static/names.txt -> /etc/hostname",
        right: "static/names.txt",
    }

    /// A symbolic link leads to a private source text. Those are never published.
    SYMLINK_INTO_CLIPS = Error "symlink-into-clips" {
        in Files,
        wrong: "
            clips/wire.txt
            static/wire.txt -> ../clips/wire.txt
        ",
        right: "clips/wire.txt",
    }

    /// A symbolic link leads to a folder above itself, so that following it would never end. It is not followed.
    SYMLINK_LOOP = Error "symlink-loop" {
        in Files,
        wrong: "content/pages/all -> ..",
        right: "content/pages/all.md",
    }

    /// Two files with one name and two endings, `a.md` and `a.markdown`: which is the brief cannot be told.
    FILE_TWICE = Error "file-twice" {
        in Files,
        wrong: "
            content/briefs/rain.md
            content/briefs/rain.markdown
        ",
        right: "content/briefs/rain.md",
    }

    /// A file of which nothing is made: in `content/` one that is neither Markdown nor beside a brief that is a folder, in
    /// the site's folder one that has nearly the name of `site.yaml`, `content` and the like.
    FILE_UNKNOWN = Warning "file-unknown" {
        in Files,
        wrong: "content/briefs/rain.txt",
        right: "content/briefs/rain.md",
    }

    /// The settings of the site are in two files, `site.yaml` and `site.yml`: only one is read.
    CONFIG_TWICE = Error "config-twice" {
        in Files,
        wrong: "
            site.yaml
            site.yml
        ",
        right: "site.yaml",
    }

    /// Without `url` in `site.yaml`, what needs whole addresses is left out: feeds, sitemaps, and links that tell
    /// search engines which address is the right one.
    URL_MISSING = Note "url-missing" {
        in File("site.yaml"),
        wrong: "title: Two Rivers Brief",
        right: "
            title: Two Rivers Brief
            url: https://briefs.example/
        ",
    }

    /// A file about a topic, a person or the like in a folder of its own. These lie directly in the folder of their
    /// kind; only briefs and pages may lie in folders below it.
    FILE_TOO_DEEP = Error "file-too-deep" {
        in Files,
        wrong: "content/topics/rivers/tigris.md",
        right: "content/topics/tigris.md",
    }

    /// The file of a country that is not named by the two letters of its code, as `no.md` is: they are its address.
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
            format!("the site does not list the language `{tag}`, that of {files}"),
        )
        .hint(format!(
            "add `{tag}` to `languages` in site.yaml: `languages: {tag}`"
        ))
}

pub(crate) fn language_of_site(place: Place, tag: &str, name: &str) -> Diagnostic {
    LANGUAGE_OF_SITE
        .at(
            place,
            format!("`{tag}` is the site's main language, which stands in no name"),
        )
        .hint(format!("name the file `{name}`"))
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
        .at(place, "the file holds a NUL byte")
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
        "the control character U+{:04X}{name} is no text",
        u32::from(letter)
    );
    CONTROL_CHARACTER
        .at(place, message)
        .hint(match windows(letter) {
            Some(meant) => format!("write `{meant}`, or delete it"),
            None => "delete it".to_owned(),
        })
}

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
            format!("the file has {len} bytes; at most {limit} are read"),
        )
        .hint("split it")
}

pub(crate) fn file_unreadable(place: Place, reason: &str) -> Diagnostic {
    FILE_UNREADABLE
        .at(place, format!("the file cannot be read: {reason}"))
        .hint("check who may read it (`ls -l`)")
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
            format!("the symbolic link leads to `{target}`, outside the site"),
        )
        .hint("copy the file into the site")
}

pub(crate) fn symlink_into_clips(place: Place) -> Diagnostic {
    SYMLINK_INTO_CLIPS
        .at(
            place,
            "the symbolic link leads into `clips/`, which is private",
        )
        .hint("delete the link")
}

pub(crate) fn symlink_loop(place: Place) -> Diagnostic {
    SYMLINK_LOOP
        .at(place, "the symbolic link leads to a folder that holds it")
        .hint("delete the link")
}

pub(crate) fn file_twice(place: Place, other: &SourcePath) -> Diagnostic {
    let other = other.file_name();
    FILE_TWICE
        .at(
            place,
            format!("`{other}` beside it has the same name but for the ending"),
        )
        .hint("delete one of them, or give it another name")
}

pub(crate) fn file_unknown(place: Place, hint: &str) -> Diagnostic {
    FILE_UNKNOWN
        .at(place, "nothing is made of this file")
        .hint(hint)
}

pub(crate) fn config_twice(place: Place, other: &SourcePath) -> Diagnostic {
    CONFIG_TWICE
        .at(
            place,
            format!("`{other}` is there as well, and only one of the two is read"),
        )
        .hint("put all of it into one of them, and delete the other")
}

pub(crate) fn url_missing(place: Place) -> Diagnostic {
    let hint = format!("add `url: https://…` to {}, or give --base-url", place.path);
    URL_MISSING
        .at(
            place,
            "the site has no `url`: no feeds, sitemaps or canonical links are written",
        )
        .hint(hint)
}

pub(crate) fn file_too_deep(place: Place, folder: &str, hint: String) -> Diagnostic {
    FILE_TOO_DEEP
        .at(place, format!("files lie directly in `content/{folder}/`"))
        .hint(hint)
}

pub(crate) fn country_file_name(place: Place, name: &str, code: &str) -> Diagnostic {
    let renamed = format!("name it `{}.md`", code.to_lowercase());
    COUNTRY_FILE_NAME
        .at(place, format!("the file `{name}.md` describes `{code}`"))
        .hint(renamed)
}
