//! All tests of the program as a whole, in one binary; the modules mirror those of `src/`.
#![expect(
    clippy::disallowed_methods,
    reason = "tests run the program on a real disk"
)]

mod support;

mod addresses;
mod body;
mod brief;
mod check;
mod claims;
mod claims_measure;
mod cli;
mod cli_check;
mod conservation;
mod content;
mod controls;
mod covered;
mod diag;
mod diagnostics;
mod docs;
mod entity;
mod explain;
mod faces;
mod failing;
mod fallback;
mod files;
mod fixes;
mod golden;
mod hostile;
mod i18n;
mod ids;
#[cfg(target_os = "linux")]
mod kill;
mod labelled;
mod languages;
mod limits;
mod lists;
mod long;
mod machines;
mod marks;
mod mistakes;
mod native;
mod new_files;
mod outputs;
mod pipeline;
mod properties;
mod prose;
mod publicity;
mod published;
mod reach;
mod related;
mod remember;
mod render;
mod rules;
mod samples;
mod scale;
mod schema;
mod schemes;
mod screens;
mod sentences;
mod serve;
mod site;
mod starting;
mod tags;
mod text;
mod theme;
mod tidy;
mod time;
mod tracking;
mod url;
mod urls_lock;
mod versions;
mod watching;
mod weight;
