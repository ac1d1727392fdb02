//! Finds where in its file each diagnostic stands, once there is one: files without mistakes never pay
//! for positions.

use std::collections::HashMap;

use crate::config;
use crate::content;
use crate::diag::{At, Diagnostic, Place};
use crate::source::{SourcePath, SourceTree, Span};
use crate::{words, yaml};

/// Turns every place that is a field into a span of its file.
pub fn resolve(diagnostics: &mut [Diagnostic], tree: &SourceTree) {
    let mut fronts = Fronts { tree, found: HashMap::new() };
    for diagnostic in diagnostics {
        fronts.resolve(&mut diagnostic.place);
        diagnostic.related.iter_mut().for_each(|(place, _)| fronts.resolve(place));
        diagnostic.fix.iter_mut().for_each(|fix| fronts.resolve(&mut fix.place));
    }
}

/// The front matter of files, each cut once.
struct Fronts<'a> {
    tree: &'a SourceTree,
    found: HashMap<SourcePath, Option<(&'a str, usize)>>,
}

impl Fronts<'_> {
    fn resolve(&mut self, place: &mut Place) {
        let span = match &place.at {
            At::Value(field) => self.locate(&place.path, |text| yaml::locate_value(text, field)),
            At::Key(field) => self.locate(&place.path, |text| yaml::locate_key(text, field)),
            At::File | At::Span(_) => return,
        };
        place.at = span.map_or(At::File, At::Span);
    }

    fn locate(&mut self, path: &SourcePath, find: impl Fn(&str) -> Option<Span>) -> Option<Span> {
        let tree = self.tree;
        let front = self.found.entry(path.clone()).or_insert_with(|| {
            let file = tree.get(path.as_str())?;
            if path.as_str() == config::PATH || path.as_str().starts_with(words::FOLDER) {
                return Some((str::from_utf8(file.bytes()).ok()?, 0));
            }
            let (text, parts) = content::cut(file).ok()?;
            Some((&text[parts.front.clone()], parts.front.start))
        });
        let (text, base) = (*front)?;
        let span = find(text)?;
        Some(Span::new(span.start + base, span.end + base))
    }
}
