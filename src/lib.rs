//! Dateline: a static site generator for curated news briefs.
pub mod diag;
pub mod error;
pub mod hash;
pub mod memo;
pub mod source;
pub mod text;
pub mod time;
pub mod url;
