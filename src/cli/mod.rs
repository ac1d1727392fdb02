//! Command line interface: parses arguments and runs one command to an exit code.
//!
//! Each command is one file, `args` declares the grammar, and only `report` writes to the terminal. The work itself is
//! done by `pipeline`, `disk` and `serve`.

mod args;
mod build;
mod check;
mod color;
mod completions;
mod content;
mod init;
mod new;
mod patch;
mod report;
mod schema;
mod serve;
mod site;

use std::process::ExitCode;

pub use args::{Args, Command};

/// Runs the command line of this process.
///
/// Exit codes: 0 success; 1 the content has errors; 2 wrong usage, or the machine failed.
pub fn run() -> ExitCode {
    match Args::read() {
        Ok(Args { color, command }) => match command {
            Command::Init(options) => init::run(&options),
            Command::New(options) => new::run(&options),
            Command::Build(options) => build::run(&options, color),
            Command::Check(options) => check::run(&options, color),
            Command::Serve(options) => serve::run(&options, color),
            Command::Schema(options) => schema::run(&options),
            Command::Completions(options) => completions::run(&options),
        },
        Err(code) => code,
    }
}
