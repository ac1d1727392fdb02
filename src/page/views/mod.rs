//! Parts of views that several kinds of pages share: the frame, links, lists, timelines, the map. What only one kind
//! needs is in its file in `kinds`.

pub(super) mod activity;
pub(super) mod describe;
pub(super) mod frame;
pub(super) mod links;
pub(super) mod list;
pub(super) mod map;
pub(super) mod related;
pub(super) mod site;
pub(super) mod storyline;

pub(super) use frame::{Frame, trail_home};
