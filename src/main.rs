//! The `dateline` program; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::cli::run()
}
