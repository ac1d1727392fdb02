//! `dateline schema`: prints the JSON Schema of a kind of file. The schemas themselves are made in `crate::schema`.

use std::process::ExitCode;

use crate::cli::args::SchemaArgs;
use crate::cli::report;

/// Prints the schema, indented for reading.
pub(super) fn run(args: &SchemaArgs) -> ExitCode {
    report::print(&format!("{:#}", args.document.schema()));
    ExitCode::SUCCESS
}
