//! "Did you mean": the names and addresses of the site most like one that does not exist. Distances are computed in
//! `text::NameIndex`; the rules that ask are in `links` and `pictures`.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::kind::Kind;
use crate::page::{PageKind, Plan};
use crate::site::{LinkQuery, Site};
use crate::source::SourcePath;
use crate::text::{self, NameIndex};
use crate::url::{self, Route};

/// Most files of one name that are compared by folder: bounds the work for a site of thousands of `index.md`.
const MAX_NAMESAKES: usize = 1_000;

/// Lazily built indexes of all names and addresses of a site: the first mistake that needs one builds it, and a site
/// without dead links pays for none.
#[derive(Debug, Default)]
pub struct Suggestions {
    names: OnceLock<SiteNames>,
    addresses: OnceLock<NameIndex>,
    copied_files: OnceLock<NameIndex>,
}

impl Suggestions {
    /// Returns the name most like `name`, among those of the kind that was asked for.
    pub fn name(&self, site: &Site, sought: LinkQuery, name: &str) -> Option<&str> {
        let names = self.names(site);
        let last = name.rsplit('/').next().unwrap_or(name);
        match sought {
            // Briefs are linked by slug; a date or folder before it is not part of that.
            LinkQuery::Kind(Kind::Brief) => names.briefs.nearest(last),
            LinkQuery::Kind(kind) => names.groups.get(&kind)?.nearest(name),
            LinkQuery::Any => {
                let groups = names.groups.values();
                let kinds = groups.filter_map(|index| index.nearest(name));
                text::nearest(name, names.briefs.nearest(name).into_iter().chain(kinds))
            }
            LinkQuery::File => names.files.nearest(&link_name(name)),
        }
    }

    /// Returns the file that the relative path `written`, which exists nowhere, may have meant, as a link from file
    /// `from`.
    ///
    /// Among files of nearly that name, the one sharing the most parent folders with `written` wins, then the one
    /// fewest steps away.
    pub fn file(&self, site: &Site, written: &str, from: &SourcePath) -> Option<String> {
        let names = self.names(site);
        let decoded = url::decode(written);
        let name = names.files.nearest(&link_name(&decoded))?;
        let all = names.paths.get(name)?.iter().take(MAX_NAMESAKES);
        let n_alike = |path: &SourcePath| {
            let parts = path.as_str().rsplit('/').zip(decoded.rsplit('/'));
            parts.skip(1).take_while(|(a, b)| a == b).count()
        };
        let all = all.map(|path| (Reverse(n_alike(path)), from.relative_to(path)));
        let (_, path) =
            all.min_by_key(|(alike, path)| (*alike, path.matches('/').count(), path.clone()))?;
        // The hint is pasted into Markdown, where these would end the address or be read as escapes.
        Some(if path.contains([' ', '(', ')', '%', '#', '<', '>']) {
            url::encode_path(&path)
        } else {
            path
        })
    }

    /// Returns the address of `plan` most like `route`.
    pub fn address(&self, plan: &Plan, route: &Route) -> Option<&str> {
        let index = || NameIndex::new(plan.pages().map(|page| page.route.as_str()));
        self.addresses.get_or_init(index).nearest(route.as_str())
    }

    /// Returns the name of a copied file of `plan` most like `name`, whatever folder it is in.
    pub fn copied_file(&self, plan: &Plan, name: &str) -> Option<&str> {
        let index = || {
            let files = plan
                .pages()
                .filter(|page| matches!(page.kind, PageKind::File(_)));
            let addresses = files.map(|page| page.route.as_str());
            NameIndex::new(addresses.map(|address| address.rsplit('/').next().unwrap_or_default()))
        };
        self.copied_files.get_or_init(index).nearest(name)
    }

    fn names(&self, site: &Site) -> &SiteNames {
        self.names.get_or_init(|| SiteNames::of(site))
    }
}

/// Name indexes of all content, one for each way to refer to it.
#[derive(Debug)]
struct SiteNames {
    briefs: NameIndex,
    /// File names as links write them, see [`link_name`].
    files: NameIndex,
    /// The files behind each such name, sorted.
    paths: BTreeMap<String, Vec<SourcePath>>,
    groups: BTreeMap<Kind, NameIndex>,
}

impl SiteNames {
    fn of(site: &Site) -> Self {
        let mut groups = BTreeMap::new();
        for kind in Kind::groups().filter(|kind| kind.has_files()) {
            let of_kind = site.groups.iter().filter(|group| group.kind == kind);
            groups.insert(
                kind,
                NameIndex::new(of_kind.map(|group| group.slug.as_str())),
            );
        }
        let mut files: Vec<&SourcePath> = site.linkable_files().collect();
        files.sort_unstable();
        let mut paths: BTreeMap<String, Vec<SourcePath>> = BTreeMap::new();
        for path in files {
            let name = link_name(path.as_str());
            paths.entry(name).or_default().push(path.clone());
        }
        SiteNames {
            briefs: NameIndex::new(site.briefs.iter().map(|linked| linked.meta.slug.as_str())),
            files: NameIndex::new(paths.keys().map(String::as_str)),
            paths,
            groups,
        }
    }
}

/// Returns the name by which links refer to a file. `dam/index.md` counts as `dam.md`: its own name says nothing.
fn link_name(path: &str) -> String {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or(path);
    match (name.strip_prefix("index."), parts.next()) {
        (Some(extension), Some(folder)) if !folder.starts_with('.') => {
            format!("{folder}.{extension}")
        }
        _ => name.to_owned(),
    }
}
