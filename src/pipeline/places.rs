//! Finds where in its file each diagnostic stands, once there is one: files without mistakes never pay
//! for positions.

use crate::config::Config;
use crate::content;
use crate::diag::{self, At, Diagnostic, Fix, Place};
use crate::i18n;
use crate::source::{PathStep, SourceFile, SourcePath, SourceTree, Span};
use crate::yaml::Places;

/// Moves what is wrong with front matter that `site.yaml` gives to all files of a folder there, and says it once.
pub(super) fn move_to_config(found: &mut Vec<Diagnostic>, tree: &SourceTree, config: &Config) {
    if config.defaults.is_empty() {
        return;
    }
    let mut fronts = FrontMatterCache { tree, last: None };
    for diagnostic in found.iter_mut() {
        fronts.move_to_config(&mut diagnostic.place, config);
        // What all files of a folder share is not mended for the sake of one.
        diagnostic
            .fix
            .take_if(|fix| fronts.move_to_config(&mut fix.place, config));
    }
    diag::sort(found);
}

/// Turns every place that is a field into a span of its file, and sorts `found` by place.
pub(super) fn resolve(found: &mut Vec<Diagnostic>, tree: &SourceTree) {
    resolve_all(found, tree);
    diag::sort(found);
}

fn resolve_all(found: &mut [Diagnostic], tree: &SourceTree) {
    let mut fronts = FrontMatterCache { tree, last: None };
    for diagnostic in found {
        fronts.resolve(&mut diagnostic.place);
        diagnostic
            .related
            .iter_mut()
            .for_each(|(place, _)| fronts.resolve(place));
        diagnostic.fix.take_if(|fix| !fronts.write(fix));
    }
}

/// Front matter of files. What is found in one file comes together, so one is kept.
struct FrontMatterCache<'a> {
    tree: &'a SourceTree,
    last: Option<(SourcePath, Option<FrontMatterPlaces<'a>>)>,
}

/// The front matter of a file, and where it begins there.
struct FrontMatterPlaces<'a> {
    places: Places<'a>,
    start: usize,
}

impl<'a> FrontMatterCache<'a> {
    /// Moves `place` to `site.yaml`, if that gives the field and the file does not; returns whether it did.
    fn move_to_config(&mut self, place: &mut Place, config: &Config) -> bool {
        let Place {
            path,
            at: At::Value(field) | At::Key(field),
        } = place
        else {
            return false;
        };
        let Some(PathStep::Key(key, _)) = field.0.first() else {
            return false;
        };
        let Some(mut given) = config.default_at(path.as_str(), key) else {
            return false;
        };
        if self.of(path).is_some_and(|front| front.places.has_key(key)) {
            return false;
        }
        given.0.extend(field.0.drain(1..));
        *field = given;
        *path = config.path.clone();
        true
    }

    fn resolve(&mut self, place: &mut Place) {
        if matches!(place.at, At::File | At::Span(_)) {
            return;
        }
        let front = self.of(&place.path);
        let span = front.and_then(|front| {
            let span = match &place.at {
                At::Value(field) => front.places.value(field),
                At::Key(field) => front.places.key(field),
                At::File | At::Span(_) => None,
            }?;
            Some(Span::new(span.start + front.start, span.end + front.start))
        });
        place.at = span.map_or(At::File, At::Span);
    }

    /// Turns a new value into the bytes that write it; returns whether that can be done.
    fn write(&mut self, fix: &mut Fix) -> bool {
        let (At::Value(field) | At::Key(field)) = &fix.place.at else {
            return matches!(fix.place.at, At::Span(_));
        };
        let Some(front) = self.of(&fix.place.path) else {
            return false;
        };
        if matches!(fix.place.at, At::Key(_)) {
            let Some(span) = front.places.key(field) else {
                return false;
            };
            fix.place.at = At::Span(Span::new(span.start + front.start, span.end + front.start));
            return true;
        }
        let Some((span, text)) = front.places.rewrite(field, &fix.text) else {
            return false;
        };
        fix.place.at = At::Span(Span::new(span.start + front.start, span.end + front.start));
        fix.text = text;
        true
    }

    fn of(&mut self, path: &SourcePath) -> Option<&FrontMatterPlaces<'a>> {
        if self.last.as_ref().is_none_or(|(last, _)| last != path) {
            self.last = Some((path.clone(), self.tree.get(path.as_str()).and_then(front)));
        }
        self.last.as_ref().and_then(|(_, front)| front.as_ref())
    }
}

fn front(file: &SourceFile) -> Option<FrontMatterPlaces<'_>> {
    if file.path.is_config() || file.path.as_str().starts_with(i18n::FOLDER) {
        return Some(FrontMatterPlaces {
            places: Places::new(str::from_utf8(file.bytes()).ok()?),
            start: 0,
        });
    }
    let (text, parts) = content::cut(file).ok()?;
    Some(FrontMatterPlaces {
        places: Places::new(&text[parts.front.clone()]),
        start: parts.front.start,
    })
}
