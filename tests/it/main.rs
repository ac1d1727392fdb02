//! All tests of the program as a whole, in one binary; the modules mirror those of `src/`.
#![expect(clippy::disallowed_methods, reason = "tests run the program on a real disk")]

mod support;

mod addresses;
mod body;
mod brief;
mod check;
mod claims;
mod cli;
mod cli_check;
mod conservation;
mod content;
mod controls;
mod diag;
mod diagnostics;
mod docs;
mod entity;
mod faces;
mod failing;
mod files;
mod fixes;
mod golden;
mod hostile;
#[cfg(target_os = "linux")]
mod kill;
mod languages;
mod limits;
mod lists;
mod machines;
mod pipeline;
mod properties;
mod prose;
mod publicity;
mod reach;
mod related;
mod remember;
mod render;
mod schema;
mod schemes;
mod sentences;
mod serve;
mod site;
mod tags;
mod text;
mod theme;
mod tidy;
mod time;
mod url;
mod urls_lock;
mod versions;
mod watching;
mod weight;
mod words;
