//! Addresses of lists that many pages lead to.

use crate::kind::Kind;
use crate::site::{self, BranchId, Site};
use crate::url::Route;

/// Returns the address of the home page of `branch`, or of one page of it.
pub(super) fn home(site: &Site, branch: BranchId, number: Option<usize>) -> Route {
    site::part(&site.branch(branch).root, number)
}

/// Returns the address of the list of all groups of a kind.
pub fn index(site: &Site, branch: BranchId, kind: Kind) -> Route {
    site.branch(branch).root.page(kind.folder())
}

/// Returns the address of the corrections page of `branch`, or of one page of it.
pub(super) fn corrections(site: &Site, branch: BranchId, number: Option<usize>) -> Route {
    site::part(&site.branch(branch).root.page("corrections"), number)
}
