//! Publicity: decides which entity files readers may see, and which groups have a page. Briefs are in `visibility`.
//!
//! A group has a page if its file says `publish: always`, if something public names it, or if `urls.lock` lists its
//! route; never before its embargo, and never with `publish: never`. A file alone is not enough.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::Timestamp;

use crate::body::{Body, Target};
use crate::diag::{Diagnostic, Place, catalog};
use crate::entity::{Entity, EntityFile, Publish, ReleaseConditions};
use crate::kind::Kind;
use crate::site::target::FileTarget;
use crate::site::{Audience, GroupId, GroupPublicity, LanguageId, Site};
use crate::source::{FieldPath, SourcePath};
use crate::text;
use crate::url::{self, Route};

/// Longest name of an organization or country that is looked for in a role, in words.
const MAX_NAME_WORDS: usize = 8;

/// Entity files, split by whether pages may use them.
#[derive(Debug, Default)]
pub(super) struct ReleasedFiles {
    /// Files of groups, and the pages, editions and translations that may be shown; by path.
    pub shown: Vec<Arc<EntityFile>>,
    /// Pages, editions and translations that must not be shown.
    pub hidden: Vec<Arc<EntityFile>>,
    /// Next moment at which an embargo ends or the date of a page comes.
    pub next_release: Option<Timestamp>,
}

/// Splits `files`, of which there is one per entity and language.
///
/// A translation must also meet the conditions of its original. Files of groups are never hidden here: whether a
/// group has a page also depends on the references to it, see [`Publicity::listings`].
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
        // Counts files that something else still hides, too: the next build is then merely earlier than needed.
        if let Some(from) = release.from().filter(|from| *from > now) {
            released.next_release = Some(released.next_release.map_or(from, |next| next.min(from)));
        }
        // The file of a group that is not published is still needed: its names are recognized, and its tags are no
        // mistake.
        let is_group = file.language.is_none() && file.kind.is_group();
        if is_group || may_be_shown(&release, now, show) {
            released.shown.push(file);
        } else {
            released.hidden.push(file);
        }
    }
    released
}

fn may_be_shown(release: &ReleaseConditions, now: Timestamp, show: Audience) -> bool {
    match (release.publish(), show) {
        (Publish::Never, _) | (Publish::Draft, Audience::Readers) => false,
        (_, Audience::Editors) => true,
        (Publish::Auto | Publish::Always, Audience::Readers) => release.has_come(now),
    }
}

/// The inputs that decide which groups have a page.
pub(super) struct Publicity<'a> {
    /// The site, linked except for the listings of its groups.
    pub site: &'a Site,
    /// Routes that must not be lost.
    pub locked: &'a BTreeSet<Route>,
    /// The moment the site is built for.
    pub now: Timestamp,
    /// Audience of the build.
    pub show: Audience,
}

impl Publicity<'_> {
    /// Returns where each group has a page, by [`GroupId`].
    ///
    /// A reference counts only if it comes from something with a page, so references are followed until nothing
    /// changes.
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
        // Named groups go first: what is reachable from both is `Named`, and `Locked` stays with pages that would
        // otherwise be gone.
        for (reason, mut open) in [named, (GroupPublicity::Locked, self.locked())] {
            while let Some(id) = open.pop() {
                let listing = &mut listings[id.0 as usize];
                // `WithBriefs` means open and not visited yet. A closed group is never entered, so it publishes
                // nothing either.
                if *listing == GroupPublicity::WithBriefs {
                    *listing = reason;
                    open.extend(references.of_group(id));
                }
            }
        }
        listings
    }

    /// Returns the groups with a file whose routes must not be lost.
    fn locked(&self) -> Vec<GroupId> {
        let is_locked = |id: &GroupId| {
            let route = || self.site.group_route(LanguageId(0), *id, None);
            self.site.group(*id).file.is_some() && self.locked.contains(&route())
        };
        self.site.group_ids().filter(is_locked).collect()
    }

    /// Returns the groups that have a page regardless of other groups.
    fn roots(&self, references: &GroupReferences) -> Vec<GroupId> {
        let site = self.site;
        let mut roots = Vec::new();
        for node in &site.briefs {
            let publishers = node
                .groups
                .iter()
                .filter(|id| site.group(**id).kind == Kind::Publisher);
            roots.extend(node.tags.iter().chain(publishers));
            // The text of a withdrawn brief is gone, and its links with it.
            for (_, target) in node
                .meta
                .internal_links
                .iter()
                .filter(|_| !node.meta.is_withdrawn())
            {
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
            // Editors see all entity files, whether or not something names them.
            self.show == Audience::Editors || file.release.publish() == Publish::Always
        }));
        roots
    }
}

/// References from the files and texts of a site to groups.
struct GroupReferences<'a> {
    site: &'a Site,
    /// Groups that each group belongs to by its file, by [`GroupId`].
    belongs_to: Vec<Vec<GroupId>>,
    /// Groups with a file by their routes, in each language.
    by_route: HashMap<Route, GroupId>,
    /// Organizations and countries with a file, by folded name.
    by_name: HashMap<String, GroupId>,
}

impl<'a> GroupReferences<'a> {
    fn new(site: &'a Site) -> Self {
        let mut belongs_to: Vec<Vec<GroupId>> = vec![Vec::new(); site.groups.len()];
        for (id, group) in site.group_ids().zip(&site.groups) {
            // Regions mostly follow from the country's code: without briefs they need no page.
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

    /// Returns the groups that a group refers to: those it belongs to, those its texts link to, and those named in
    /// the roles of a person.
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
                // `[[slug]]` names no kind: every group with that slug counts, since an ambiguous link is reported
                // anyway.
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

    /// Adds the organizations and countries in which a role is held: *Director of the Dam Authority*.
    fn add_role(&self, role: &str, named: &mut Vec<GroupId>) {
        let folded = text::fold(role);
        let words: Vec<&str> = folded.split_whitespace().collect();
        // Roles are free text. Every sequence of words is looked up, which is cheap for a few words.
        for start in 0..words.len() {
            for end in (start + 1..=words.len()).take(MAX_NAME_WORDS) {
                named.extend(self.by_name.get(&words[start..end].join(" ")));
            }
        }
    }
}

/// Returns the groups with a file by their routes in each language, whether or not they have pages there.
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

/// Returns the organizations and countries with a file, by folded name in the main language.
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
