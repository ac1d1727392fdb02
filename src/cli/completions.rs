//! `dateline completions`: prints the script by which a shell completes commands and options.

use std::process::ExitCode;

use clap::CommandFactory as _;

use crate::cli::args::{Args, CompletionsArgs};
use crate::cli::report;

/// Prints the script.
pub(super) fn run(args: &CompletionsArgs) -> ExitCode {
    let mut command = Args::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, name, &mut script);
    report::print(String::from_utf8_lossy(&script).trim_end());
    ExitCode::SUCCESS
}
