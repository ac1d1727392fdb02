//! Addresses of lists that many pages link to. All other addresses are in `site` or with their kind in `kinds`.

use crate::kind::Kind;
use crate::site::{self, LanguageId, Site};
use crate::url::Route;

/// Returns the address of the home page of `lang`, or of page `number` of its list.
pub(super) fn home(site: &Site, lang: LanguageId, number: Option<usize>) -> Route {
    site::part(&site.lang(lang).root, number)
}

/// Returns the address of the list of all groups of a kind.
pub fn index(site: &Site, lang: LanguageId, kind: Kind) -> Route {
    site.lang(lang).root.page(kind.folder())
}

/// Returns the address of the corrections page of `lang`, or of page `number` of its list.
pub(super) fn corrections(site: &Site, lang: LanguageId, number: Option<usize>) -> Route {
    site::part(&site.lang(lang).root.page("corrections"), number)
}
