//! Dateline: a static site generator for curated news briefs.
pub mod body;
pub mod brief;
pub mod config;
pub mod content;
pub mod country;
pub mod diag;
pub mod entity;
pub mod error;
pub mod hash;
pub mod locale;
pub mod memo;
pub mod site;
pub mod source;
pub mod text;
pub mod time;
pub mod url;
pub mod yaml;
