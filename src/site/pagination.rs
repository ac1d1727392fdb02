//! Pagination: cuts a long list into pages that do not change while the list grows.

use std::ops::Range;

/// One page of a list.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ListPage {
    /// Number from 1 for the oldest; `None` for the list's own route, which shows the newest.
    pub number: Option<usize>,
    /// Indexes into the list, newest first.
    pub range: Range<usize>,
    /// Number of the page with older briefs.
    pub older: Option<usize>,
    /// Page with newer briefs: its number, or `Some(None)` for the list's own route.
    pub newer: Option<Option<usize>>,
}

impl ListPage {
    /// Returns the items that this page is about: its own part of `list`, or all of it on the list's own route.
    pub fn of_page<'a, T>(&self, list: &'a [T]) -> &'a [T] {
        match self.number {
            Some(_) => list.get(self.range.clone()).unwrap_or_default(),
            None => list,
        }
    }
}

/// Cuts a list of `n_briefs` into pages of `size`, numbered from the oldest.
///
/// Page 1 holds the oldest `size`; the list's own route shows the remaining newest: `size` to 2 × `size` − 1 of them,
/// or all if there are fewer. A numbered page therefore never changes while the site grows. The list's own page comes
/// first, then the numbered ones from the newest.
///
/// ```
/// let parts = dateline::site::paginate(45, 20);
/// assert_eq!(parts[0].range, 0..25);
/// assert_eq!((parts[1].number, parts[1].range.clone()), (Some(1), 25..45));
/// ```
pub fn paginate(n_briefs: usize, size: usize) -> Vec<ListPage> {
    let size = size.max(1);
    // One page less than would fit: the list's own page keeps at least `size` briefs.
    let n_numbered = (n_briefs / size).saturating_sub(1);
    let n_newest = n_briefs - n_numbered * size;
    let newest = ListPage {
        number: None,
        range: 0..n_newest,
        older: (n_numbered > 0).then_some(n_numbered),
        newer: None,
    };
    let numbered = (1..=n_numbered).rev().map(|number| {
        let end = n_briefs - (number - 1) * size;
        ListPage {
            number: Some(number),
            range: end - size..end,
            older: (number > 1).then(|| number - 1),
            newer: Some((number < n_numbered).then_some(number + 1)),
        }
    });
    std::iter::once(newest).chain(numbered).collect()
}
