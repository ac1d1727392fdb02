//! Segments of finished HTML: a body cut at its tags and holes. Relies on the way in which `write` and `sanitize` write
//! HTML; typed HTML is read by `html`.

use std::ops::Range;

use super::{Hole, Html};

/// Segment of finished HTML, with its range in [`Html::text`].
#[derive(Debug)]
pub(super) enum HtmlSegment<'h> {
    Text(Range<usize>),
    Tag {
        /// Name of the element, in an end tag with `/` before it.
        name: &'h str,
        range: Range<usize>,
        /// Holes inside the tag: ids and addresses.
        holes: &'h [(usize, Hole)],
    },
    Hole(usize, &'h Hole),
}

/// Returns the segments of `html`, in order.
pub(super) fn segments(html: &Html) -> impl Iterator<Item = HtmlSegment<'_>> {
    let (mut at, mut holes) = (0, html.holes.as_slice());
    std::iter::from_fn(move || {
        // A hole precedes the text or tag at the same offset.
        if let Some(((offset, hole), rest)) = holes.split_first()
            && *offset <= at
        {
            holes = rest;
            return Some(HtmlSegment::Hole(at, hole));
        }
        let rest = html.text.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        if let Some(tag) = rest.strip_prefix('<') {
            // The first `>` ends the tag, since it is escaped in attributes.
            let close = tag.bytes().position(|byte| byte == b'>');
            at += close.map_or(rest.len(), |len| len + 2);
            let n_inside = holes.partition_point(|(offset, _)| *offset < at);
            let inside;
            (inside, holes) = holes.split_at(n_inside);
            let bare = tag.strip_prefix('/').unwrap_or(tag);
            let bare_len = bare
                .bytes()
                .position(|byte| !byte.is_ascii_alphanumeric())
                .unwrap_or(bare.len());
            let name_len = tag.len() - bare.len() + bare_len;
            return Some(HtmlSegment::Tag {
                name: &tag[..name_len],
                range: start..at,
                holes: inside,
            });
        }
        let tag = at + memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        at = holes.first().map_or(tag, |(offset, _)| tag.min(*offset));
        Some(HtmlSegment::Text(start..at))
    })
}
