//! Parts of views that several kinds of pages share.

pub mod activity;
pub mod beside;
pub mod describe;
pub mod frame;
pub mod links;
pub mod list;
pub mod map;
pub mod site;
pub mod storyline;

pub use frame::{Frame, trail_home};
