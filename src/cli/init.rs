//! `dateline init`: writes a small site that builds.

use std::path::Path;
use std::process::ExitCode;

use jiff::tz::TimeZone;

use crate::cli::args::InitArgs;
use crate::cli::report::{self, Report, Volume};
use crate::clock;
use crate::disk;
use crate::error::Error;
use crate::source::CONFIG_NAMES;
use crate::source::SourcePath;
use crate::starter::{self, NewFile};
use crate::text::visible;

/// Writes the site and says what to type next.
pub(super) fn run(args: &InitArgs) -> ExitCode {
    match init(&args.dir) {
        Ok(n_files) => {
            report::print(&next(&args.dir, n_files));
            ExitCode::SUCCESS
        }
        Err(error) => {
            Report::new(Volume::Usual).failure(&error);
            ExitCode::from(2)
        }
    }
}

/// Writes the site into `dir`; returns the number of its files.
fn init(dir: &Path) -> Result<usize, Error> {
    // The starter site says that its zone is UTC.
    let today = clock::resolve(None)?
        .to_zoned_datetime(TimeZone::UTC)
        .date();
    let files = starter::site(today);
    let configs = CONFIG_NAMES.map(SourcePath::new);
    let others = configs
        .iter()
        .filter(|path| files.iter().all(|file| file.path != **path));
    let existing = disk::existing(dir, files.iter().map(|file| &file.path).chain(others))?;
    if !existing.is_empty() {
        let names: Vec<String> = existing.iter().map(|path| format!("`{path}`")).collect();
        let are = if names.len() == 1 { "is" } else { "are" };
        let message = format!(
            "nothing was written: {} {are} there already, in",
            names.join(", ")
        );
        return Err(Error::refused(
            message,
            dir,
            "move them away, or give another folder: `dateline init DIR`",
        ));
    }
    let texts: Vec<(&SourcePath, &str)> = files
        .iter()
        .map(|NewFile { path, text }| (path, text.as_str()))
        .collect();
    disk::create(dir, &texts)?;
    Ok(files.len())
}

/// Returns what is said at the end: the next three commands.
fn next(dir: &Path, n_files: usize) -> String {
    let folder = dir.to_string_lossy();
    let new = "dateline new \"What happened\"   # a draft of your first brief";
    let serve = "dateline serve --open          # the site in your browser, as you write";
    let build = "dateline build                 # the finished site, in public/";
    let commands = match dir.components().eq([std::path::Component::CurDir]) {
        true => [new.to_owned(), serve.to_owned(), build.to_owned()],
        false => [
            format!("cd {}", quoted(&folder)),
            new.to_owned(),
            serve.to_owned(),
        ],
    };
    let commands = commands.map(|command| format!("  {command}\n")).concat();
    format!(
        "a site of {n_files} files is in `{}`; next:\n\n{}",
        visible(&folder),
        commands.trim_end()
    )
}

/// Returns `folder` as a shell takes it for one word.
fn quoted(folder: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-~+,@".contains(letter);
    if folder.chars().all(is_plain) && !folder.starts_with(['-', '~']) {
        return folder.to_owned();
    }
    let folder = if folder.starts_with('-') {
        format!("./{folder}")
    } else {
        folder.to_owned()
    };
    format!("'{}'", visible(&folder).replace('\'', r"'\''"))
}
