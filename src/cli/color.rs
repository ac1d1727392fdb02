//! Whether what is printed has colours: `--color`, else `NO_COLOR` and whether a terminal reads it.
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

/// When findings are printed in colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Color {
    /// In a terminal, unless the environment says `NO_COLOR`.
    Auto,
    /// Always, also into files and pipes.
    Always,
    /// Never.
    Never,
}

/// Returns a renderer of findings for `stream`.
pub(super) fn renderer(color: Color, stream: &impl IsTerminal) -> Renderer {
    let is_colored = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            stream.is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        }
    };
    let renderer = if is_colored {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.term_width(DEFAULT_TERM_WIDTH)
}

/// Returns what `--color` says in `args`, before anything else in them is read: mistakes in them are printed, too.
pub(super) fn choice(args: impl IntoIterator<Item = OsString>) -> ColorChoice {
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
