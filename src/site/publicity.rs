//! What of the files things readers may see: which files, and which groups have a page.
//! A group has one if its file says `publish: always`, if something public names it, or if its address is on
//! `urls.lock`; never before its embargo, and never with `publish: never`. A file alone is not enough.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::Timestamp;

use crate::body::{Body, Target};
use crate::diag::{Diagnostic, Place, catalog};
use crate::entity::{Entity, EntityFile, Publish, Release};
use crate::kind::Kind;
use crate::site::target::FileTarget;
use crate::site::{Audience, GroupId, GroupPublicity, LanguageId, Site};
use crate::source::{FieldPath, SourcePath};
use crate::text;
use crate::url::{self, Route};

/// Longest name of an organization or a country that is looked for in a role, in words.
const MAX_NAME_WORDS: usize = 8;

/// Described files by whether they may be used for pages.
#[derive(Debug, Default)]
pub(super) struct ReleasedFiles {
    /// The files of groups, and the pages, editions and translations that may be shown; by path.
    pub shown: Vec<Arc<EntityFile>>,
    /// Pages, editions and translations that may not be shown.
    pub hidden: Vec<Arc<EntityFile>>,
    /// The next moment at which an embargo or the date of a page has come.
    pub next_release: Option<Timestamp>,
}

/// Sorts out `files`, which are unique. A translation is held to what its original states, too.
pub(super) fn released(
    files: Vec<Arc<EntityFile>>,
    now: Timestamp,
    show: Audience,
    found: &mut Vec<Diagnostic>,
) -> ReleasedFiles {
    let key = |file: &EntityFile| (file.kind, format!("{}/{}", file.below, file.slug));
    let is_original = |file: &&Arc<EntityFile>| file.language.is_none();
    let originals: HashMap<(Kind, String), Arc<EntityFile>> = files
        .iter()
        .filter(is_original)
        .map(|file| (key(file), Arc::clone(file)))
        .collect();
    let mut released = ReleasedFiles::default();
    for file in files {
        let mut release = file.release;
        let original = originals
            .get(&key(&file))
            .filter(|_| file.language.is_some());
        if let Some(original) = original {
            release = file.release.translated(&original.release);
            if let Some(stated) = file.release.laxer_key(file.kind, &original.release) {
                let place = Place::value(&file.path, &FieldPath::key(stated));
                found.push(catalog::site::translation_ahead(
                    place,
                    stated,
                    &original.path,
                ));
            }
        }
        if let Some(from) = release.from().filter(|from| *from > now) {
            released.next_release = Some(released.next_release.map_or(from, |next| next.min(from)));
        }
        let is_group = file.language.is_none() && file.kind.is_group();
        if is_group || may_be_shown(&release, now, show) {
            released.shown.push(file);
        } else {
            released.hidden.push(file);
        }
    }
    released
}

fn may_be_shown(release: &Release, now: Timestamp, show: Audience) -> bool {
    match (release.publish(), show) {
        (Publish::Never, _) | (Publish::Draft, Audience::Readers) => false,
        (_, Audience::Editors) => true,
        (Publish::Auto | Publish::Always, Audience::Readers) => release.has_come(now),
    }
}

/// What decides which groups have a page.
pub(super) struct Publicity<'a> {
    /// The site, linked but for the listings of its groups.
    pub site: &'a Site,
    /// Addresses that must not be lost.
    pub locked: &'a BTreeSet<Route>,
    /// The moment the site is built for.
    pub now: Timestamp,
    /// Which briefs are shown.
    pub show: Audience,
}

impl Publicity<'_> {
    /// Returns where each group has a page, by [`GroupId`]. References are followed until nothing changes.
    pub(super) fn listings(&self) -> Vec<GroupPublicity> {
        let groups = &self.site.groups;
        let is_open = |file: &Arc<EntityFile>| may_be_shown(&file.release, self.now, self.show);
        let listing = |is_open: bool| {
            if is_open {
                GroupPublicity::WithBriefs
            } else {
                GroupPublicity::Closed
            }
        };
        let mut listings: Vec<GroupPublicity> = groups
            .iter()
            .map(|group| listing(group.file.as_ref().is_none_or(is_open)))
            .collect();
        let references = GroupReferences::new(self.site);
        let named = (GroupPublicity::Named, self.roots(&references));
        for (reason, mut open) in [named, (GroupPublicity::Locked, self.locked())] {
            while let Some(id) = open.pop() {
                let listing = &mut listings[id.0 as usize];
                if *listing == GroupPublicity::WithBriefs {
                    *listing = reason;
                    open.extend(references.of_group(id));
                }
            }
        }
        listings
    }

    /// The groups whose addresses must not be lost.
    fn locked(&self) -> Vec<GroupId> {
        let is_locked = |id: &GroupId| {
            let route = || self.site.group_route(LanguageId(0), *id, None);
            self.site.group(*id).file.is_some() && self.locked.contains(&route())
        };
        self.site.group_ids().filter(is_locked).collect()
    }

    /// The groups that have a page whatever other groups say.
    fn roots(&self, references: &GroupReferences) -> Vec<GroupId> {
        let site = self.site;
        let mut roots = Vec::new();
        for node in &site.briefs {
            let publishers = node
                .groups
                .iter()
                .filter(|id| site.group(**id).kind == Kind::Publisher);
            roots.extend(node.tags.iter().chain(publishers));
            // The text of a withdrawn brief is gone.
            for (_, target) in node.meta.leads.iter().filter(|_| !node.meta.is_withdrawn()) {
                references.add(target, &node.meta.path, &mut roots);
            }
        }
        let menu = &site.config.path;
        for item in &site.config.nav {
            references.add(&site.config.nav_target(item), menu, &mut roots);
        }
        for file in site
            .pages
            .iter()
            .chain(site.editions.iter().map(|edition| &edition.file))
        {
            references.add_body(&file.body, &file.path, &mut roots);
        }
        roots.extend(site.group_ids().filter(|id| {
            let Some(file) = &site.group(*id).file else {
                return false;
            };
            self.show == Audience::Editors || file.release.publish() == Publish::Always
        }));
        roots
    }
}

/// Which groups the files and texts of a site name.
struct GroupReferences<'a> {
    site: &'a Site,
    /// Of each group, those that its file says it belongs to, by [`GroupId`].
    belongs_to: Vec<Vec<GroupId>>,
    /// Described groups by the addresses that they would have, in each language.
    by_route: HashMap<Route, GroupId>,
    /// Described organizations and countries by their folded names.
    by_name: HashMap<String, GroupId>,
}

impl<'a> GroupReferences<'a> {
    fn new(site: &'a Site) -> Self {
        let mut belongs_to: Vec<Vec<GroupId>> = vec![Vec::new(); site.groups.len()];
        for (id, group) in site.group_ids().zip(&site.groups) {
            let is_region = |above: &GroupId| site.group(*above).kind == Kind::Region;
            let above = group
                .above
                .iter()
                .copied()
                .filter(|above| !is_region(above));
            belongs_to[id.0 as usize].extend(above.chain(group.parent));
            for part in &group.parts {
                belongs_to[part.0 as usize].push(id);
            }
        }
        GroupReferences {
            site,
            belongs_to,
            by_route: by_route(site),
            by_name: by_name(site),
        }
    }

    /// Returns the groups that a group names: what it belongs to, what its texts link to, where its people hold roles.
    fn of_group(&self, id: GroupId) -> Vec<GroupId> {
        let mut named = self.belongs_to[id.0 as usize].clone();
        let group = self.site.group(id);
        for file in group.file.iter().chain(&group.translations) {
            self.add_body(&file.body, &file.path, &mut named);
            if let Entity::Person(person) = &file.entity {
                person
                    .roles
                    .iter()
                    .for_each(|role| self.add_role(&role.title, &mut named));
            }
        }
        named
    }

    fn add_body(&self, body: &Body, from: &SourcePath, named: &mut Vec<GroupId>) {
        body.links
            .iter()
            .for_each(|link| self.add(&link.target, from, named));
    }

    /// Adds the groups that a link to `target` in the file `from` may lead to.
    fn add(&self, target: &Target, from: &SourcePath, named: &mut Vec<GroupId>) {
        let site = self.site;
        match target {
            Target::External(_) | Target::Fragment(_) => {}
            Target::Scheme { kind, slug, .. }
            | Target::Wiki {
                slug,
                kind: Some(kind),
                ..
            } => {
                named.extend(site.group_of_link(*kind, slug));
            }
            Target::Wiki {
                slug, kind: None, ..
            } => {
                named.extend(Kind::with_scheme().filter_map(|kind| site.group_of_link(kind, slug)));
            }
            Target::Relative { path, .. } => {
                let file = from.resolve(&url::decode(path));
                if let Some(FileTarget::Group(id)) =
                    file.and_then(|file| site.tables.files.get(&file))
                {
                    named.push(*id);
                }
            }
            Target::Absolute { path, .. } => {
                let route = Route::parse(path).map(|route| route.as_page());
                named.extend(route.and_then(|route| self.by_route.get(&route).copied()));
            }
        }
    }

    /// Adds the organizations and countries that a role is held in: *Director of the Dam Authority*.
    fn add_role(&self, role: &str, named: &mut Vec<GroupId>) {
        let folded = text::fold(role);
        let words: Vec<&str> = folded.split_whitespace().collect();
        for start in 0..words.len() {
            for end in (start + 1..=words.len()).take(MAX_NAME_WORDS) {
                named.extend(self.by_name.get(&words[start..end].join(" ")));
            }
        }
    }
}

/// Returns the files groups by the addresses that they would have, in each language.
fn by_route(site: &Site) -> HashMap<Route, GroupId> {
    let mut routes = HashMap::new();
    for id in site.group_ids() {
        if site.group(id).file.is_some() {
            for lang in site.language_ids() {
                routes.insert(site.group_route(lang, id, None), id);
            }
        }
    }
    routes
}

/// Returns the files organizations and countries by their folded names in the main language.
fn by_name(site: &Site) -> HashMap<String, GroupId> {
    let mut names = HashMap::new();
    for id in site.group_ids() {
        let group = site.group(id);
        let is_place = matches!(group.kind, Kind::Organization | Kind::Country);
        if is_place && group.file.is_some() {
            for name in &site.names_of(LanguageId(0), id).names {
                names.insert(text::fold(name), id);
            }
        }
    }
    names
}
