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
//! | [`Content`](parse::Content) | each file parsed by itself: [`Brief`](brief::Brief), [`EntityFile`](entity::EntityFile), with a body whose links are unresolved; knows no other file and no URL |
//! | [`Site`](site::Site) | everything linked: which briefs belong to which topics, countries and storylines; addressed by small ids. Depends on the metadata of briefs, not on their texts |
//! | [`Plan`](page::Plan) | every output that will exist, each at its route: the only list of what the site contains |
//! | [`View`](page::View) | the data of one page, as its template sees it: typed, complete, hashable |
//! | output | bytes at a [`Route`](url::Route), handed to a [`Sink`](pipeline::Sink) |
//!
//! [`pipeline::assemble`] runs the stages up to the plan, [`pipeline::check`] runs the rules on the result, and
//! [`pipeline::Renderer`] renders its pages.
//!
//! Values are plain data: immutable, without locks, handles or caches inside. Everything that is reused between two
//! builds, or between two saves in the preview, is owned by [`cache`]. The pipeline asks it before it calls a stage;
//! readers of `site`, `page`, `check` and `render` can ignore it.
//!
//! # Layers
//!
//! A module may `use crate::` lower layers only. A test (`tests/it/tidy.rs`) reads this table and enforces it.
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
//! Only `disk` touches files, only `clock` reads the time, only `url` joins URLs, and only `cli::report` writes to the
//! terminal; `clippy.toml` enforces it. Tera is used in `render` (and, for its value type, in `shared_view`),
//! pulldown-cmark in `body`, the YAML crates in `yaml`, notify in `serve`.
//!
//! # Two kinds of errors
//!
//! A mistake in the content is a [`Diagnostic`](diag::Diagnostic) in a [`Checked`](diag::Checked) value: the run goes
//! on and reports all mistakes at once. A failure of the machine is an [`Error`](error::Error) with the path inside: it
//! ends the run.

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
