//! `dateline completions`: prints a shell's completion script, generated from the grammar in `args`.

use std::process::ExitCode;

use clap::CommandFactory as _;

use crate::cli::args::{Args, CompletionsArgs};
use crate::cli::report;

/// Prints the completion script for the requested shell.
pub(super) fn run(args: &CompletionsArgs) -> ExitCode {
    let mut command = Args::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, name, &mut script);
    report::print(String::from_utf8_lossy(&script).trim_end());
    ExitCode::SUCCESS
}
