//! `url-lost`: an address that was given out leads somewhere for ever. The list of them is `urls.lock`.
//! Compares and writes text; `disk` keeps the file.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::str::Utf8Error;

use crate::diag::{Diagnostic, Place, catalog};
use crate::kind::Kind;
use crate::page::{self, ATOM_FILE, Feed, FeedOf, JSON_FILE, Page, PageKind, Plan};
use crate::site::Site;
use crate::source::{SourcePath, SourceTree, Span};
use crate::text;
use crate::url::Route;

use super::CheckContext;

/// Path of the list: one address a line, sorted by its bytes.
pub const URLS_LOCK: &str = "urls.lock";

/// What a build does about the addresses on the list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum UrlLock {
    /// It is not the build of the site itself, so it neither looks at the list nor writes it.
    Off,
    /// Each must still be there.
    Enforce,
    /// Those that are gone are struck off.
    Prune,
}

/// Returns the addresses on the list of `tree`; none if there is no list or it cannot be read.
pub fn addresses(tree: &SourceTree) -> BTreeSet<Route> {
    let text = text_of(tree).and_then(Result::ok).unwrap_or_default();
    lines(text)
        .filter(|(_, line)| is_address(line))
        .filter_map(|(_, line)| Route::parse(line))
        .collect()
}

/// Checks that every address on the list has a page or a redirect, and that the list can be read.
///
/// With [`UrlLock::Prune`] none is missed; with [`UrlLock::Off`] nothing is looked at.
pub fn check(ctx: &CheckContext, locked: UrlLock, found: &mut Vec<Diagnostic>) {
    let Some(text) = text_of(ctx.tree).filter(|_| locked != UrlLock::Off) else {
        return;
    };
    let path = SourcePath::new(URLS_LOCK);
    let text = match text {
        Ok(text) => text,
        Err(error) => {
            let damaged = catalog::files::file_not_utf8(&path, error);
            return found.push(damaged.hint(catalog::urls::LOCK_UNREADABLE));
        }
    };
    let mut lost = Vec::new();
    for (span, line) in lines(text) {
        if !is_address(line) {
            found.push(catalog::urls::lock_line(Place::span(&path, span), line));
        } else if !has(ctx.plan, line) {
            if is_with_page(ctx, line) {
                continue;
            }
            match group_at(ctx.site, line) {
                Some(kind) => found.push(catalog::urls::listing_lost(
                    Place::span(&path, span),
                    line,
                    kind,
                )),
                None => lost.push((span, line)),
            }
        }
    }
    if locked == UrlLock::Prune || lost.is_empty() {
        return;
    }
    let heirs = AddressCandidates::of(ctx, text);
    for (span, line) in lost {
        let (place, nearest) = (Place::span(&path, span), heirs.nearest(line));
        found.push(match Folder::of(parts(line).0) {
            Folder::Day(_) => catalog::urls::brief_lost(place, line, nearest),
            Folder::Other(_) => catalog::urls::url_lost(place, line, nearest),
        });
    }
}

/// Returns the list as it should be now: `None` if the one in `tree` says the same, or is not looked at.
///
/// On it are the addresses of the plan that come from a file, and those of the old list: the redirects among
/// them are needed as long as the site is. Only [`UrlLock::Prune`] strikes off what leads nowhere.
pub fn update(site: &Site, plan: &Plan, tree: &SourceTree, locked: UrlLock) -> Option<String> {
    if locked == UrlLock::Off {
        return None;
    }
    let old = text_of(tree).and_then(Result::ok).unwrap_or_default();
    let kept = old
        .lines()
        .filter(|line| is_address(line) && (locked == UrlLock::Enforce || has(plan, line)));
    let all: BTreeSet<&str> = chosen(site, plan).chain(kept).collect();
    if old.lines().eq(all.iter().copied()) {
        return None;
    }
    Some(
        all.into_iter()
            .flat_map(|address| [address, "\n"])
            .collect(),
    )
}

/// Addresses that are not on the list, so that they may be what an old one has become. By all but their last part, which
/// says the kind, the language and the day; and by that.
struct AddressCandidates<'a> {
    beside: HashMap<&'a str, Vec<&'a str>>,
    called: HashMap<(Folder<'a>, &'a str), &'a str>,
}

/// What is told by an address without its last part, but for the day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Folder<'a> {
    /// A brief below this folder, that of a language.
    Day(&'a str),
    /// Anything else in this folder.
    Other(&'a str),
}

impl<'a> AddressCandidates<'a> {
    fn of(ctx: &'a CheckContext, text: &str) -> Self {
        let known: HashSet<&str> = text.lines().collect();
        let mut heirs = AddressCandidates {
            beside: HashMap::new(),
            called: HashMap::new(),
        };
        for address in chosen(ctx.site, ctx.plan).filter(|address| !known.contains(address)) {
            let (folder, name) = parts(address);
            heirs.beside.entry(folder).or_default().push(address);
            heirs
                .called
                .entry((Folder::of(folder), name))
                .or_insert(address);
        }
        heirs
    }

    /// Returns what has the same name on another day, else what lies beside it and has nearly the same.
    fn nearest(&self, address: &str) -> Option<&str> {
        let (folder, name) = parts(address);
        let same = self.called.get(&(Folder::of(folder), name)).copied();
        same.or_else(|| {
            let beside = self.beside.get(folder)?;
            let near = text::nearest(name, beside.iter().map(|address| parts(address).1))?;
            beside
                .iter()
                .find(|address| parts(address).1 == near)
                .copied()
        })
    }
}

impl<'a> Folder<'a> {
    fn of(folder: &'a str) -> Self {
        // `/ar/2026/03/01/`
        let day = folder
            .len()
            .checked_sub("2026/03/01/".len())
            .and_then(|at| folder.split_at_checked(at));
        let is_day = |day: &str| {
            day.bytes().enumerate().all(|(idx, byte)| match idx {
                4 | 7 | 10 => byte == b'/',
                _ => byte.is_ascii_digit(),
            })
        };
        match day {
            Some((above, day)) if above.ends_with('/') && is_day(day) => Folder::Day(above),
            _ => Folder::Other(folder),
        }
    }
}

/// Cuts an address into its folder and its name.
fn parts(address: &str) -> (&str, &str) {
    let address = address.strip_suffix('/').unwrap_or(address);
    address.split_at(address.rfind('/').map_or(0, |slash| slash + 1))
}

/// The addresses that come from a file: briefs, pages, editions, described things and their feeds. What the generator
/// makes by itself (lists, archives) comes and goes with them.
fn chosen<'a>(site: &'a Site, plan: &'a Plan) -> impl Iterator<Item = &'a str> {
    let is_chosen = |page: &&Page| match &page.kind {
        PageKind::Brief(_) | PageKind::Text(_) | PageKind::Edition(_) => true,
        PageKind::Group(of) => of.part.number.is_none() && site.group(of.group).file.is_some(),
        PageKind::Feed(Feed {
            of: FeedOf::Group(group),
            ..
        }) => site.group(*group).file.is_some(),
        _ => false,
    };
    plan.pages()
        .filter(is_chosen)
        .map(|page| page.route.as_str())
        .filter(|address| is_address(address))
}

/// Returns what kind of group had its page at `address`, if the site still knows the group: it has lost only its page, and
/// gets it back with the next brief that names it.
fn group_at(site: &Site, address: &str) -> Option<Kind> {
    let kinds = site
        .language_ids()
        .flat_map(|lang| Kind::groups().map(move |kind| (lang, kind)));
    let mut known = kinds.filter_map(|(lang, kind)| {
        let index = page::index_route(site, lang, kind);
        let slug = address.strip_prefix(index.as_str())?.strip_suffix('/')?;
        site.group_of(kind, slug).map(|_| kind)
    });
    known.next()
}

fn has(plan: &Plan, address: &str) -> bool {
    Route::parse(address).is_some_and(|route| plan.page(&route).is_some())
}

/// Returns whether `line` is the address of a page or of a feed as the list has them.
fn is_address(line: &str) -> bool {
    let is_page_or_feed = |route: &Route| route.is_page() || page_of_feed(line).is_some();
    Route::parse(line).is_some_and(|route| is_page_or_feed(&route) && route.as_str() == line)
}

/// Returns the address of the page whose feed is at `address`.
fn page_of_feed(address: &str) -> Option<&str> {
    let page = [ATOM_FILE, JSON_FILE]
        .into_iter()
        .find_map(|file| address.strip_suffix(file));
    page.filter(|page| page.ends_with('/'))
}

/// Returns whether `address` is that of a feed that is lost with its page, or with all feeds: that is said, or meant.
fn is_with_page(ctx: &CheckContext, address: &str) -> bool {
    let has_feeds = ctx.site.config.base.host().is_some();
    page_of_feed(address).is_some_and(|page| !has_feeds || !has(ctx.plan, page))
}

/// Returns the list in `tree`, if there is one; where it is not UTF-8, the first byte that is not.
fn text_of(tree: &SourceTree) -> Option<Result<&str, Utf8Error>> {
    Some(str::from_utf8(tree.get(URLS_LOCK)?.bytes()))
}

/// The lines of `text`, each with its place and without its end.
fn lines(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |whole| {
        let line = whole.strip_suffix('\n').unwrap_or(whole);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let span = Span::new(start, start + line.len());
        start += whole.len();
        (span, line)
    })
}
