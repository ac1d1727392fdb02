//! Place resolution: turns the field paths of diagnostics into byte spans of their files.
//!
//! Rules and parsers name only the field; positions are looked up here, for diagnostics alone, so that files without
//! mistakes never pay for them. Finding a position in YAML is in `yaml`, printing it in `cli::report`.

use crate::config::Config;
use crate::content;
use crate::diag::{self, At, Diagnostic, Fix, Place};
use crate::i18n;
use crate::source::{PathStep, SourceFile, SourcePath, SourceTree, Span};
use crate::yaml::Places;

/// Moves diagnostics about a default that `site.yaml` gives to all files of a folder to that default.
///
/// Without this, one mistake in `site.yaml` would be reported in every file of the folder, at a field it does not have.
pub(super) fn move_to_config(found: &mut Vec<Diagnostic>, tree: &SourceTree, config: &Config) {
    if config.defaults.is_empty() {
        return;
    }
    let mut fronts = FrontMatterCache { tree, last: None };
    for diagnostic in found.iter_mut() {
        fronts.move_to_config(&mut diagnostic.place, config);
        // A fix made for one file must not rewrite a default that all files of the folder share.
        diagnostic
            .fix
            .take_if(|fix| fronts.move_to_config(&mut fix.place, config));
    }
    diag::sort(found);
}

/// Resolves the places of `found` that are in the file at `path`, and moves those that `site.yaml` gives there.
///
/// For findings that are kept with the file: done once, where [`resolve`] would parse its front matter in every check.
/// Places in other files stay fields, since those files may change.
pub(super) fn resolve_own(
    found: &mut [Diagnostic],
    path: &SourcePath,
    tree: &SourceTree,
    config: &Config,
) {
    let mut fronts = FrontMatterCache { tree, last: None };
    for diagnostic in found {
        let place = &mut diagnostic.place;
        if place.path == *path && !fronts.move_to_config(place, config) {
            fronts.resolve(place);
        }
        for (place, _) in &mut diagnostic.related {
            if place.path == *path {
                fronts.resolve(place);
            }
        }
        diagnostic.fix.take_if(|fix| {
            fix.place.path == *path
                && (fronts.move_to_config(&mut fix.place, config) || !fronts.write(fix))
        });
    }
}

/// Resolves every place that is a field to a span of its file, drops fixes that cannot be written, and sorts `found` by
/// place.
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

/// The front matter of the most recent file. Diagnostics mostly come file by file, so one entry is enough.
struct FrontMatterCache<'a> {
    tree: &'a SourceTree,
    last: Option<(SourcePath, Option<FrontMatterPlaces<'a>>)>,
}

/// Positions in the front matter of a file.
struct FrontMatterPlaces<'a> {
    places: Places<'a>,
    /// The offset of the front matter in the file, in bytes.
    start: usize,
}

impl<'a> FrontMatterCache<'a> {
    /// Moves `place` to `site.yaml` if the field has its value from there; returns whether it did.
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
        // A value in the file itself overrides the default.
        if self.of(path).is_some_and(|front| front.places.has_key(key)) {
            return false;
        }
        given.0.extend(field.0.drain(1..));
        *field = given;
        *path = config.path.clone();
        true
    }

    /// Replaces a field in `place` by its span; by the whole file if the field is not there or cannot be found.
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

    /// Turns the new value in `fix` into the replacement of a span, written as YAML; returns whether that is possible.
    fn write(&mut self, fix: &mut Fix) -> bool {
        let (At::Value(field) | At::Key(field)) = &fix.place.at else {
            return matches!(fix.place.at, At::Span(_));
        };
        let Some(front) = self.of(&fix.place.path) else {
            return false;
        };
        // A key is replaced as it is; a value may need the quotes and the style of the old one.
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
    // These files are YAML as a whole; all others have their front matter between `---` lines.
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
