//! `dateline init`: writes a starter site that builds and checks without a problem.
//!
//! The files come from `starter`; `disk::create` writes all of them or none.

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

/// Writes the site and prints the commands to run next.
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

/// Writes the site into `dir` and returns the number of files.
fn init(dir: &Path) -> Result<usize, Error> {
    // The starter site sets `timezone: UTC`, so its dates are computed in UTC too.
    let today = clock::resolve(None)?
        .to_zoned_datetime(TimeZone::UTC)
        .date();
    let files = starter::site(today);
    let configs = CONFIG_NAMES.map(SourcePath::new);
    // A settings file under another of its names (`site.yml`) would compete with the new `site.yaml`.
    let others = configs
        .iter()
        .filter(|path| files.iter().all(|file| file.path != **path));
    let existing = disk::existing(dir, files.iter().map(|file| &file.path).chain(others))?;
    if !existing.is_empty() {
        let names: Vec<String> = existing.iter().map(|path| format!("`{path}`")).collect();
        let exist = if names.len() == 1 { "exists" } else { "exist" };
        let message = format!(
            "nothing was written: {} already {exist} in",
            names.join(", ")
        );
        return Err(Error::refused(
            message,
            dir,
            "move the files away, or choose another folder: `dateline init DIR`",
        ));
    }
    let texts: Vec<(&SourcePath, &str)> = files
        .iter()
        .map(|NewFile { path, text }| (path, text.as_str()))
        .collect();
    disk::create(dir, &texts)?;
    Ok(files.len())
}

/// Returns the closing message: what was created and the next three commands.
fn next(dir: &Path, n_files: usize) -> String {
    let folder = dir.to_string_lossy();
    let new = "dateline new \"What happened\"   # draft your first brief";
    let serve = "dateline serve --open          # preview the site in your browser as you write";
    let build = "dateline build                 # build the site into public/";
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
        "created a site of {n_files} files in `{}`; next steps:\n\n{}",
        visible(&folder),
        commands.trim_end()
    )
}

/// Returns `folder` quoted, if need be, so that a POSIX shell reads it as one argument of `cd`.
fn quoted(folder: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-~+,@".contains(letter);
    // A leading `-` would be an option of `cd`, a leading `~` somebody's home folder.
    if folder.chars().all(is_plain) && !folder.starts_with(['-', '~']) {
        return folder.to_owned();
    }
    let folder = if folder.starts_with('-') {
        format!("./{folder}")
    } else {
        folder.to_owned()
    };
    // Nothing is special between single quotes but the quote itself: close, escape it, reopen.
    format!("'{}'", visible(&folder).replace('\'', r"'\''"))
}
