//! `url-lost`: reports an address that readers know and that leads nowhere any more. Known addresses are listed in
//! `urls.lock`.
//!
//! Also reports lines of the list that are no addresses, and pages of groups that disappeared with their last brief
//! (`listing-lost`). Compares and writes text only; `disk::urls_lock` stores the file.

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

/// Path of the list: one address per line, sorted by bytes, so that version control merges it line by line.
pub const URLS_LOCK: &str = "urls.lock";

/// How a build treats the addresses on the list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum UrlLock {
    /// Neither reads nor writes the list: this is not the build of the site itself (but one for another folder, base
    /// URL or date).
    Off,
    /// Requires each address to have a page or a redirect.
    Enforce,
    /// Removes addresses that lead nowhere: the loss is accepted.
    Prune,
}

/// Returns the addresses on the list of `tree`; none if there is no list or it is not UTF-8.
pub fn addresses(tree: &SourceTree) -> BTreeSet<Route> {
    let text = text_of(tree).and_then(Result::ok).unwrap_or_default();
    lines(text)
        .filter(|(_, line)| is_address(line))
        .filter_map(|(_, line)| Route::parse(line))
        .collect()
}

/// Checks that every address on the list has a page or a redirect, and that the list is readable.
///
/// With [`UrlLock::Prune`] no lost address is reported; with [`UrlLock::Off`] nothing is checked.
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
            // A topic or person without briefs loses its page and regains it with the next brief: a note, not an
            // error.
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
    let candidates = AddressCandidates::of(ctx, text);
    for (span, line) in lost {
        let (place, nearest) = (Place::span(&path, span), candidates.nearest(line));
        found.push(match Folder::of(parts(line).0) {
            Folder::Day(_) => catalog::urls::brief_lost(place, line, nearest),
            Folder::Other(_) => catalog::urls::url_lost(place, line, nearest),
        });
    }
}

/// Returns the new text of the list, or `None` if it would not change or is not wanted.
///
/// The list holds every address of the plan that comes from a file, plus the old list: redirects from old addresses
/// are needed as long as the site exists. Only [`UrlLock::Prune`] removes addresses that lead nowhere.
pub fn update(site: &Site, plan: &Plan, tree: &SourceTree, locked: UrlLock) -> Option<String> {
    if locked == UrlLock::Off {
        return None;
    }
    let old = text_of(tree).and_then(Result::ok).unwrap_or_default();
    let kept = old
        .lines()
        .filter(|line| is_address(line) && (locked == UrlLock::Enforce || has(plan, line)));
    let all: BTreeSet<&str> = chosen(site, plan).chain(kept).collect();
    // Compared by lines, not bytes: git on Windows checks the file out with CRLF, and that is no change.
    if old.lines().eq(all.iter().copied()) {
        return None;
    }
    Some(
        all.into_iter()
            .flat_map(|address| [address, "\n"])
            .collect(),
    )
}

/// New addresses, each a candidate for what a lost one has become.
struct AddressCandidates<'a> {
    /// By folder: everything but the last part, which holds kind, language and day.
    beside: HashMap<&'a str, Vec<&'a str>>,
    /// By last part and folder without the day, to find a brief whose date was changed.
    called: HashMap<(Folder<'a>, &'a str), &'a str>,
}

/// The folder of an address, with the day of a brief left out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Folder<'a> {
    /// A brief of any day below this folder, which is that of its language.
    Day(&'a str),
    /// Anything else, in exactly this folder.
    Other(&'a str),
}

impl<'a> AddressCandidates<'a> {
    fn of(ctx: &'a CheckContext, text: &str) -> Self {
        // Listed addresses were there before: only a new one can replace a lost one.
        let known: HashSet<&str> = text.lines().collect();
        let mut candidates = AddressCandidates {
            beside: HashMap::new(),
            called: HashMap::new(),
        };
        for address in chosen(ctx.site, ctx.plan).filter(|address| !known.contains(address)) {
            let (folder, name) = parts(address);
            candidates.beside.entry(folder).or_default().push(address);
            candidates
                .called
                .entry((Folder::of(folder), name))
                .or_insert(address);
        }
        candidates
    }

    /// Returns the address with the same name on another day, else the one of nearly the same name in the same
    /// folder.
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

/// Splits an address into its folder and its last part.
fn parts(address: &str) -> (&str, &str) {
    let address = address.strip_suffix('/').unwrap_or(address);
    address.split_at(address.rfind('/').map_or(0, |slash| slash + 1))
}

/// Returns the addresses that somebody chose by writing a file: briefs, pages, editions, entity files and their
/// feeds. Generated ones (lists, archives, second pages) come and go with the content and are not promised to anyone.
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

/// Returns the kind of group that had its page at `address`, if the site still knows the group. Such a group has lost
/// its page only, and regains it with the next brief that names it.
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

/// Returns whether `line` is the address of a page or feed in the exact form in which the list writes it.
fn is_address(line: &str) -> bool {
    let is_page_or_feed = |route: &Route| route.is_page() || page_of_feed(line).is_some();
    Route::parse(line).is_some_and(|route| is_page_or_feed(&route) && route.as_str() == line)
}

/// Returns the address of the page that the feed at `address` belongs to.
fn page_of_feed(address: &str) -> Option<&str> {
    let page = [ATOM_FILE, JSON_FILE]
        .into_iter()
        .find_map(|file| address.strip_suffix(file));
    page.filter(|page| page.ends_with('/'))
}

/// Returns whether `address` is a feed that disappeared together with its page, or with all feeds. The loss of the
/// page is reported already, and switching feeds off was intended.
fn is_with_page(ctx: &CheckContext, address: &str) -> bool {
    let has_feeds = ctx.site.config.base.host().is_some();
    page_of_feed(address).is_some_and(|page| !has_feeds || !has(ctx.plan, page))
}

/// Returns the text of the list in `tree`, if there is one; an error names the first byte that is not UTF-8.
fn text_of(tree: &SourceTree) -> Option<Result<&str, Utf8Error>> {
    Some(str::from_utf8(tree.get(URLS_LOCK)?.bytes()))
}

/// Returns the lines of `text` with their spans, without `\n` or `\r\n`.
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
