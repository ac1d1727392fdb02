//! Dateline: a static site generator for curated news briefs. This page is the map of the code.
//!
//! # The line
//!
//! One straight line of values. Each arrow is one pure function in one module; code moves right, never
//! back.
//!
//! ```text
//!  content/ templates/ static/ site.yaml
//!       │ disk::read_tree
//!       ▼
//!  SourceTree ─brief::parse, entity::parse─▶ Brief, Described ─site::link─▶ Site ─page::plan─▶ Plan
//!   bytes+hash        each file by itself          │            indexes only    │    every page there is
//!                     memo: file → value           │                            │
//!                                                  ▼                            ▼
//!                                             Diagnostics ◀── check ──── page::view ─▶ View
//!                                                                   each page by itself │ render::render
//!                                                                  memo: view → bytes   ▼
//!                                                            disk::Staging ◀── Sink ── bytes at a route
//! ```
//!
//! | value | what it is |
//! |---|---|
//! | [`SourceTree`](source::SourceTree) | every input file, sorted by path, bytes and hash |
//! | [`Brief`](brief::Brief), [`Described`](entity::Described) | one parsed file: typed front matter, a body with holes for its links; knows no other file and no address |
//! | [`Site`](site::Site) | all of it linked: who belongs to what; immutable, addressed by small ids |
//! | [`Plan`](page::Plan) | everything that will exist, each at its address: the only list of what the site contains |
//! | [`View`](page::View) | what a template sees of one page: typed, complete, hashable |
//! | output | bytes at a [`Route`](url::Route), handed to a [`Sink`](pipeline::Sink) |
//!
//! # Floors
//!
//! A module may `use crate::` lower floors only. A test reads this table and holds the code to it.
//!
//! | floor | modules |
//! |---|---|
//! | 0 | kind hash error shared text url time locale media |
//! | 1 | memo shown source country |
//! | 2 | diag |
//! | 3 | yaml body |
//! | 4 | config theme |
//! | 5 | content words |
//! | 6 | brief entity starter |
//! | 7 | parse site |
//! | 8 | page schema |
//! | 9 | check render |
//! | 10 | cache |
//! | 11 | pipeline |
//! | 12 | clock |
//! | 13 | disk |
//! | 14 | serve |
//! | 15 | cli |
//!
//! # Doors
//!
//! Files are touched in `disk` alone, the time is asked for in `clock` alone, addresses are joined in
//! `url` alone, the terminal is written to in `cli::report` alone. `clippy.toml` locks the doors.
//!
//! # Two kinds of wrong
//!
//! The content is wrong: a [`Diagnostic`](diag::Diagnostic) in a [`Checked`](diag::Checked) value; keep
//! going, report everything at once. The machine is wrong: an [`Error`](error::Error).

pub mod error;
pub mod hash;
pub mod kind;
pub mod locale;
pub mod media;
pub mod shared;
pub mod text;
pub mod time;
pub mod url;

pub mod country;
pub mod shown;
pub mod source;

pub mod diag;

pub mod body;
pub mod yaml;

pub mod config;
pub mod theme;

pub mod content;
pub mod words;

pub mod brief;
pub mod entity;
pub mod starter;

pub mod parse;
pub mod site;

pub mod page;
pub mod schema;

pub mod check;
pub mod render;

pub mod cache;

pub mod pipeline;

pub mod clock;

pub mod disk;

pub mod serve;

pub mod cli;
