//! `dateline new`: writes one new file of content, and opens it.

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

/// Writes the file, prints its path, and opens it if that is asked for.
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
    let editor = if args.open { Some(editor()?) } else { None };
    let outline = disk::read_outline(&args.root)?;
    let config = settings(&outline, &args.root)?;
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

/// Reads what is to be made, and how it is called: a headline alone, or a kind and a name.
fn kind_and_name(words: &[String]) -> Result<(Kind, &str), Error> {
    match words {
        [word] => match Kind::named(word) {
            None => Ok((Kind::Brief, word)),
            Some(kind) => {
                let hint = format!(
                    "`dateline new {kind} NAME`; a brief of this headline: `dateline new brief {kind}`"
                );
                Err(Error::usage(format!("the new {kind} has no name"), hint))
            }
        },
        [word, name] => Kind::named(word)
            .map(|kind| (kind, name.as_str()))
            .ok_or_else(|| {
                let kinds: Vec<&str> = Kind::with_files().map(Kind::as_str).collect();
                let near = text::nearest(word, kinds.iter().copied())
                    .map(|near| format!("did you mean `{near}`? "));
                let hint = format!(
                    "{}the kinds are `{}`; a headline needs quotes: `dateline new \"{}\"`",
                    near.unwrap_or_default(),
                    kinds.join("`, `"),
                    words.join(" "),
                );
                Error::usage(format!("there is no kind of file `{word}`"), hint)
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
            Err(Error::usage("a headline or a name is one argument", hint))
        }
    }
}

/// Reads the settings; fails if they have mistakes, or if there is no site.
fn settings(outline: &SiteListing, root: &Path) -> Result<config::Config, Error> {
    if outline.settings.config().is_none()
        && outline.unread.is_empty()
        && !outline.has_content_folder
    {
        let hint = "`dateline init` makes one; or give the site's folder with `--root DIR`";
        return Err(Error::refused(
            "there is no site, neither `site.yaml` nor `content/`, in",
            root,
            hint,
        ));
    }
    let mut found = outline.unread.clone();
    let config = config::parse(&outline.settings).take(&mut found);
    if diag::has_errors(&found) {
        let file = root.join(outline.settings.config_path().as_str());
        let hint = "`dateline check` shows them; nothing was written";
        return Err(Error::refused("there are mistakes in", &file, hint));
    }
    Ok(config)
}

/// Returns the command of the user's editor.
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

/// Opens the file at `path` in the `editor`, and waits for it.
fn open(editor: &OsString, path: &Path) -> Result<(), Error> {
    let status = command(editor).arg(path).status();
    let shown = editor.to_string_lossy();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            let message = format!(
                "the file is written, but the editor `{shown}` failed ({status}): it was to open"
            );
            Err(Error::refused(
                message,
                path,
                "see what `$VISUAL` and `$EDITOR` are set to",
            ))
        }
        Err(cause) => {
            let message = format!(
                "the file is written, but the editor `{shown}` cannot be run: it was to open"
            );
            Err(Error::io(message, path, cause))
        }
    }
}

/// Returns the `editor` as a command that takes a path: it may have arguments of its own (`code --wait`), as a shell
/// reads them.
fn command(editor: &OsString) -> Command {
    if cfg!(unix) {
        let mut script = editor.clone();
        script.push(" \"$@\"");
        let mut command = Command::new("sh");
        command.arg("-c").arg(script).arg("sh");
        return command;
    }
    let text = editor.to_string_lossy();
    let mut words = text.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    command
}
