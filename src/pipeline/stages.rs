//! The stages that look at many things at once, each thing by itself: in parallel, in order.

use std::sync::Arc;

use rayon::prelude::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator,
};

use crate::brief::{self, Brief};
use crate::check;
use crate::config::Config;
use crate::content::{ContentPath, Kind};
use crate::diag::{self, Checked, Diagnostic, Place, catalog};
use crate::entity::{self, Described};
use crate::error::Error;
use crate::hash::Hash;
use crate::pipeline::severities;
use crate::pipeline::weight::Scales;
use crate::pipeline::{Memos, Prepared, Progress, Sink};
use crate::render::Rendered;
use crate::source::{SourceFile, SourcePath, SourceTree};

/// One parsed content file.
#[derive(Clone, Debug)]
pub enum Content {
    /// A brief, and the hash of its head.
    Brief(Arc<Brief>, Hash),
    /// Anything else.
    Described(Arc<Described>),
}

/// All parsed content files, by path.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The briefs.
    pub briefs: Vec<Arc<Brief>>,
    /// Everything else.
    pub described: Vec<Arc<Described>>,
    /// Files with a mistake in them, which are not shown.
    pub broken: Vec<(SourcePath, ContentPath)>,
    /// The briefs among those, as far as they could be read: for their other mistakes.
    pub faulty: Vec<Arc<Brief>>,
    /// Hash of all that parsing depends on besides the files.
    pub config_hash: Hash,
    /// Of each file, by path, the hash of all that linking may look at, and what became of it.
    links: Vec<(Hash, Became)>,
}

/// What became of a content file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Became {
    Shown,
    Faulty,
    Broken,
}

impl Parsed {
    /// Returns the hash of all that linking looks at in the files.
    pub fn links_hash(&self) -> Hash {
        Hash::of(&self.links)
    }
}

/// Parses every content file of `tree`.
pub fn parse(tree: &SourceTree, config: &Arc<Config>, memos: &Memos, found: &mut Vec<Diagnostic>) -> Parsed {
    let config_hash = config_hash(tree);
    let (mut files, mut others) = (Vec::new(), Vec::new());
    for file in tree.under("content/") {
        match ContentPath::of(&file.path, &config.languages) {
            Some(at) => files.push((file, at, Hash::of(&(&file.path, file.hash, config_hash)))),
            None => others.push(file),
        }
    }
    let known = memos.parsed.known(files.iter().map(|(_, _, key)| *key));
    let parse = |((file, at, key), known): (&(&SourceFile, ContentPath, Hash), Option<_>)| {
        known.unwrap_or_else(|| memos.parsed.get_or(|| *key, || parse_one(file, at.clone(), config)))
    };
    let parsed: Vec<_> = files.par_iter().zip(known).map(parse).collect();
    let mut all = Parsed { config_hash, ..Parsed::default() };
    for ((file, at, key), checked) in files.into_iter().zip(parsed) {
        found.extend(checked.diagnostics.iter().cloned());
        let faulty = is_faulty(&checked, config);
        if faulty || checked.value.is_none() {
            all.broken.push((file.path.clone(), at));
        }
        all.links.push(match &checked.value {
            Some(Content::Brief(brief, head)) if faulty => {
                all.faulty.push(Arc::clone(brief));
                (*head, Became::Faulty)
            }
            Some(Content::Brief(brief, head)) => {
                all.briefs.push(Arc::clone(brief));
                (*head, Became::Shown)
            }
            Some(Content::Described(described)) => {
                all.described.push(Arc::clone(described));
                (key, if faulty { Became::Faulty } else { Became::Shown })
            }
            None => (Hash::of(&file.path), Became::Broken),
        });
    }
    found.extend(misplaced(&others));
    all
}

/// Returns whether a mistake in a file keeps it from being shown: an error by what the site and the file
/// itself say of the rules.
fn is_faulty(checked: &Checked<Option<Content>>, config: &Config) -> bool {
    if !diag::has_errors(&checked.diagnostics) {
        return false;
    }
    let mut found = checked.diagnostics.clone();
    severities::of_site(&mut found, config);
    if let Some(Content::Brief(brief, _)) = &checked.value {
        found.retain(|diagnostic| !severities::is_silent(diagnostic, brief));
    }
    diag::has_errors(&found)
}

/// The hash of all that the parsing of a content file depends on besides the file.
fn config_hash(tree: &SourceTree) -> Hash {
    tree.get(crate::config::PATH).map_or(Hash(0), |file| file.hash)
}

fn parse_one(file: &SourceFile, at: ContentPath, config: &Config) -> Checked<Option<Content>> {
    if at.kind == Kind::Brief {
        let Checked { value, diagnostics } = brief::parse(file, at, config);
        let value = value.map(|brief| {
            let head = Hash::of(&brief.head);
            Content::Brief(Arc::new(brief), head)
        });
        Checked { value, diagnostics }
    } else {
        let Checked { value, diagnostics } = entity::parse(file, at, config);
        Checked { value: value.map(|described| Content::Described(Arc::new(described))), diagnostics }
    }
}

/// Reports the Markdown files among `others`, which lie in no known folder.
fn misplaced(others: &[&SourceFile]) -> Vec<Diagnostic> {
    let unknown = others.iter().filter(|file| file.path.as_str().ends_with(".md"));
    unknown
        .map(|file| {
            let folders = Kind::ALL.map(Kind::folder);
            let folder = file.path.as_str().split('/').nth(1).unwrap_or_default();
            let near = crate::text::nearest(folder, folders);
            let hint = match near {
                Some(near) => format!("did you mean the folder `content/{near}/`?"),
                None => format!("the folders of `content/` are {}", folders.join(", ")),
            };
            catalog::files::file_unknown(Place::file(&file.path), &hint)
        })
        .collect()
}

/// Asks every rule; `None` if `progress` stops it.
pub fn check(subject: &check::Subject, progress: &dyn Progress, found: &mut Vec<Diagnostic>) -> Option<()> {
    let ids: Vec<_> = subject.site.brief_ids().collect();
    let of_brief = |id| progress.goes_on().then(|| check::brief(subject, id));
    let of_briefs: Option<Vec<Vec<Diagnostic>>> = ids.into_par_iter().map(of_brief).collect();
    found.extend(of_briefs?.into_iter().flatten());
    found.extend(check::site(subject));
    Some(())
}

/// Renders every page of `prepared` into the sink; stops at the sink's first error.
pub fn render_all(
    prepared: &Prepared,
    memos: &Memos,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> Result<Vec<Diagnostic>, Error> {
    let scales = Scales::new(&prepared.tree);
    let found = prepared.plan.pages.par_iter().filter_map(|page| {
        let rendered = prepared.render(page, memos);
        progress.step();
        match &*rendered {
            Ok(rendered) => {
                let heavy = match rendered {
                    Rendered::Bytes(bytes) => scales.weigh(&prepared.site, page, bytes).map(Ok),
                    Rendered::File(_) => None,
                };
                prepared.send(page, rendered, sink).err().map(Err).or(heavy)
            }
            Err(diagnostic) => Some(Ok((**diagnostic).clone())),
        }
    });
    found.collect()
}
