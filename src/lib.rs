//! Dateline: a static site generator for curated news briefs. This page is the map of the code.
//!
//! # The pipeline
//!
//! One straight line of plain values. Each arrow is one pure function in one module; data moves right, never back.
//!
//! ```text
//!  content/ templates/ static/ site.yaml
//!       │ disk::list, read
//!       ▼
//!  SourceTree ──parse──▶ Content ──site::link──▶ Site ──page::lay_out──▶ Plan ──page::view──▶ View ──render──▶ output
//!  bytes, hash  file by      │      one pass      │     one pass           each page by itself, in parallel     │
//!               file         │                    │                                                        Sink ◀┘
//!                            └──────────┬─────────┘                                                           │
//!                                       ▼                                                                     ▼
//!                                     check ──▶ Diagnostics                                       disk: staged, committed
//! ```
//!
//! | value | what it is |
//! |---|---|
//! | [`SourceTree`](source::SourceTree) | every input file, sorted by path, bytes and hash |
//! | [`Content`](parse::Content) | each file parsed by itself: [`Brief`](brief::Brief), [`EntityFile`](entity::EntityFile), with a body that has holes for its links; knows no other file and no address |
//! | [`Site`](site::Site) | everything linked: who belongs to what; addressed by small ids. Follows from the heads of briefs, not from their texts |
//! | [`Plan`](page::Plan) | every output that will exist, each at its address: the only list of what the site contains |
//! | [`View`](page::View) | what a template sees of one page: typed, complete, hashable |
//! | output | bytes at a [`Route`](url::Route), handed to a [`Sink`](pipeline::Sink) |
//!
//! [`pipeline::assemble`] makes these values as far as the plan, [`pipeline::check`] runs the rules over them,
//! [`pipeline::Renderer`] makes pages of them.
//!
//! Values are plain data: nothing in them changes, waits or remembers. Whatever is reused between two builds or two saves
//! is the business of [`cache`], which the pipeline asks before it calls a stage. A reader of `site`, `page`, `check` or
//! `render` need not know of it.
//!
//! # Layers
//!
//! A module may `use crate::` lower layers only. A test reads this table and holds the code to it.
//!
//! | layer | modules |
//! |---|---|
//! | 0 | kind hash error text url time locale media |
//! | 1 | shared_view source country |
//! | 2 | diag |
//! | 3 | yaml body |
//! | 4 | config theme |
//! | 5 | content i18n |
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
//! # Boundaries
//!
//! Files are touched in `disk` alone, the time is asked for in `clock` alone, addresses are joined in `url` alone, the
//! terminal is written to in `cli::report` alone; `clippy.toml` enforces it. Tera is used in `render` (and, for its type of
//! values, in `shared_view`), pulldown-cmark in `body`, the YAML crates in `yaml`, notify in `serve`.
//!
//! # Two kinds of errors
//!
//! The content is wrong: a [`Diagnostic`](diag::Diagnostic) in a [`Checked`](diag::Checked) value; keep going, report
//! everything at once. The machine fails: an [`Error`](error::Error) with the path inside.

pub mod error;
pub mod hash;
pub mod kind;
pub mod locale;
pub mod media;
pub mod text;
pub mod time;
pub mod url;

pub mod country;
pub mod shared_view;
pub mod source;

pub mod diag;

pub mod body;
pub mod yaml;

pub mod config;
pub mod theme;

pub mod content;
pub mod i18n;

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
