//! `dateline new`: writes one content file and, on request, opens it in the user's editor.
//!
//! The text and the path of the file are decided in `starter`.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::cli::args::NewArgs;
use crate::cli::report::{self, Report, Volume};
use crate::clock;
use crate::config;
use crate::diag;
use crate::disk::{self, SiteListing};
use crate::error::Error;
use crate::kind::Kind;
use crate::starter::{self, Request, Surroundings};
use crate::text::{self, visible};

/// Writes the file, prints its path and, with `--open`, opens it.
pub(super) fn run(args: &NewArgs) -> ExitCode {
    match new(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            Report::new(Volume::Usual).failure(&error);
            ExitCode::from(2)
        }
    }
}

fn new(args: &NewArgs) -> Result<(), Error> {
    let (kind, name) = kind_and_name(&args.words)?;
    // Looked up first: with no editor set, nothing is written.
    let editor = if args.open { Some(editor()?) } else { None };
    let outline = disk::read_outline(&args.root)?;
    let config = read_config(&outline, &args.root)?;
    let site = Surroundings {
        config: &config,
        content: &outline.content,
        now: clock::resolve(None)?,
    };
    let request = Request {
        kind,
        name,
        slug: args.slug.as_deref(),
        language: args.language.as_deref(),
    };
    let file = starter::new_file(&request, &site)?;
    disk::create(&args.root, &[(&file.path, &file.text)])?;
    let path: PathBuf = args
        .root
        .components()
        .chain(Path::new(file.path.as_str()).components())
        .collect();
    // Without `./`, as other programs print it.
    let path = path.strip_prefix(".").unwrap_or(&path);
    report::print(&visible(&path.to_string_lossy()));
    editor.map_or(Ok(()), |editor| open(&editor, path))
}

/// Parses the arguments: a headline alone, or a kind and a name.
///
/// Anything else is most likely a headline without quotes, which the shell split; the hint shows the quoted command.
fn kind_and_name(words: &[String]) -> Result<(Kind, &str), Error> {
    match words {
        [word] => match Kind::named(word) {
            None => Ok((Kind::Brief, word)),
            // A single word that is a kind is more likely a kind without a name than a headline.
            Some(kind) => {
                let hint = format!(
                    "type `dateline new {kind} NAME`, or for a brief with this headline `dateline new brief {kind}`"
                );
                Err(Error::usage(format!("the new {kind} needs a name"), hint))
            }
        },
        [word, name] => Kind::named(word)
            .map(|kind| (kind, name.as_str()))
            .ok_or_else(|| {
                let kinds: Vec<&str> = Kind::with_files().map(Kind::as_str).collect();
                let near = text::nearest(word, kinds.iter().copied())
                    .map(|near| format!("did you mean `{near}`? "));
                let hint = format!(
                    "{}the kinds are `{}`; put a headline in quotes: `dateline new \"{}\"`",
                    near.unwrap_or_default(),
                    kinds.join("`, `"),
                    words.join(" "),
                );
                Error::usage(format!("there is no kind of content `{word}`"), hint)
            }),
        _ => {
            let (kind, name) = match words
                .split_first()
                .and_then(|(word, rest)| Some((Kind::named(word)?, rest)))
            {
                Some((kind, rest)) => (format!("{kind} "), rest),
                None => (String::new(), words),
            };
            let hint = format!(
                "put it in quotes: `dateline new {kind}\"{}\"`",
                name.join(" ")
            );
            Err(Error::usage(
                "a headline or a name must be a single argument",
                hint,
            ))
        }
    }
}

/// Parses the site's configuration; fails if it has errors or if `root` holds no site.
fn read_config(outline: &SiteListing, root: &Path) -> Result<config::Config, Error> {
    if outline.settings.config().is_none()
        && outline.unread.is_empty()
        && !outline.has_content_folder
    {
        let hint = "run `dateline init` to create one, or give the site's folder with `--root DIR`";
        return Err(Error::refused(
            "there is no site (neither `site.yaml` nor `content/`) in",
            root,
            hint,
        ));
    }
    // The language and time zone decide the file's name and date, so a guess from half a configuration will not do.
    let mut found = outline.unread.clone();
    let config = config::parse(&outline.settings).take(&mut found);
    if diag::has_errors(&found) {
        let file = root.join(outline.settings.config_path().as_str());
        let hint = "`dateline check` shows them; nothing was written";
        return Err(Error::refused("there are errors in", &file, hint));
    }
    Ok(config)
}

/// Returns the user's editor command: `$VISUAL`, else `$EDITOR`.
#[expect(
    clippy::disallowed_methods,
    reason = "the environment is read in `cli`"
)]
fn editor() -> Result<OsString, Error> {
    let set = ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(env::var_os)
        .find(|command| !command.is_empty());
    set.ok_or_else(|| {
        let hint =
            "set one of them, as in `EDITOR=nano`, or leave out `--open`; nothing was written";
        Error::usage(
            "`--open` needs `$VISUAL` or `$EDITOR`, and neither is set",
            hint,
        )
    })
}

/// Opens the file at `path` in `editor` and waits until the editor exits.
fn open(editor: &OsString, path: &Path) -> Result<(), Error> {
    let status = command(editor).arg(path).status();
    let name = editor.to_string_lossy();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            let message =
                format!("the file was written, but the editor `{name}` failed ({status}) on");
            Err(Error::refused(
                message,
                path,
                "check the values of `$VISUAL` and `$EDITOR`",
            ))
        }
        Err(cause) => {
            let message =
                format!("the file was written, but the editor `{name}` could not be started on");
            Err(Error::io(message, path, cause))
        }
    }
}

/// Returns `editor` as a command to which the path can be added.
///
/// Its value is a line of shell, as git reads it: it may have arguments (`code --wait`) and quotes. The path itself is
/// passed as an argument, never as shell text.
fn command(editor: &OsString) -> Command {
    if cfg!(unix) {
        // The last `sh` is `$0` of the script; the path becomes `$1`.
        let mut script = editor.clone();
        script.push(" \"$@\"");
        let mut command = Command::new("sh");
        command.arg("-c").arg(script).arg("sh");
        return command;
    }
    // Without a POSIX shell the line is split at spaces, so a path with spaces cannot be quoted.
    let text = editor.to_string_lossy();
    let mut words = text.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    command
}
