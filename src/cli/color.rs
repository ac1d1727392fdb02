//! Colour choice: `--color` first, then `NO_COLOR`, then whether the stream is a terminal.
//!
//! Covers diagnostics, drawn by annotate-snippets, and usage errors, printed by clap; `report` writes both.
#![expect(
    clippy::disallowed_methods,
    reason = "the environment is read in `cli`"
)]

use std::env;
use std::ffi::OsString;
use std::io::IsTerminal;

use annotate_snippets::Renderer;
use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use clap::{ColorChoice, ValueEnum};

/// The values of `--color`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Color {
    /// In a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always, even into files and pipes.
    Always,
    /// Never, not even in a terminal.
    Never,
}

/// Returns a renderer of diagnostics for `stream`.
pub(super) fn renderer(color: Color, stream: &impl IsTerminal) -> Renderer {
    let is_colored = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            // An empty NO_COLOR counts as unset: https://no-color.org.
            stream.is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        }
    };
    let renderer = if is_colored {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    // A fixed width, so that output does not depend on the size of the window.
    renderer.term_width(DEFAULT_TERM_WIDTH)
}

/// Scans `args` for `--color` without parsing the rest, since usage errors are printed before parsing succeeds.
///
/// The last valid value wins; invalid values are left to clap to report.
pub(super) fn choice(args: impl IntoIterator<Item = OsString>) -> ColorChoice {
    // Everything after `--` is a positional argument, even if it looks like an option.
    let mut args = args
        .into_iter()
        .map(|arg| arg.to_string_lossy().into_owned())
        .take_while(|arg| arg != "--");
    let mut choice = ColorChoice::Auto;
    while let Some(arg) = args.next() {
        let value = match arg.strip_prefix("--color") {
            Some("") => args.next(),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        match value.and_then(|value| Color::from_str(&value, false).ok()) {
            Some(Color::Always) => choice = ColorChoice::Always,
            Some(Color::Never) => choice = ColorChoice::Never,
            Some(Color::Auto) => choice = ColorChoice::Auto,
            None => {}
        }
    }
    choice
}
