//! The command line: arguments in, an exit code out. Each command is one file; `report` alone prints.

mod args;
mod build;
mod check;
mod content;
mod patch;
mod report;
mod schema;
mod serve;

use std::process::ExitCode;

pub use args::{Args, Command};

/// Runs the command line of this process.
///
/// Exit codes: 0 fine; 1 the content has errors; 2 wrong usage, or the machine failed.
pub fn run() -> ExitCode {
    match Args::read() {
        Ok(args) => match args.command {
            Command::Build(options) => build::run(&options),
            Command::Check(options) => check::run(&options),
            Command::Schema(options) => schema::run(&options),
            Command::Serve(options) => serve::run(&options),
        },
        Err(code) => code,
    }
}
