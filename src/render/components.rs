//! Components of a site beside the theme's: a site's templates define those that they change, the theme supplies the rest.
//!
//! The engine takes each component once, from any template. So the theme's definition of a component that the site
//! defines is masked, and a file of the theme that the site replaces stays as a source of its other components.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::render::templates::theme_template;

/// Folder of the theme's files that a site replaces, among the names of templates.
///
/// Names that begin with a dot are skipped when a site is read, so that no template of a site has such a name.
const REPLACED: &str = ".theme/";

/// Returns the templates to compile: `sources`, by name, with the theme's components that no template of the site
/// defines.
pub(super) fn complete<'a>(sources: &BTreeMap<&'a str, &'a str>) -> BTreeMap<String, Cow<'a, str>> {
    let own = of_site(sources);
    let mut complete = BTreeMap::new();
    for (name, text) in sources {
        if is_own(name, text) {
            complete.insert((*name).to_owned(), Cow::Borrowed(*text));
            let theme = theme_template(name);
            if !definitions(theme).is_empty() {
                complete.insert(format!("{REPLACED}{name}"), components_only(theme, &own));
            }
        } else {
            complete.insert((*name).to_owned(), masked(text, &own));
        }
    }
    complete
}

/// Returns whether the template `name`, whose text is `text`, is not the theme's.
pub(super) fn is_own(name: &str, text: &str) -> bool {
    text != theme_template(name)
}

/// Returns the names of the components that the site's templates among `sources` define.
pub(super) fn of_site<'a>(sources: &BTreeMap<&'a str, &'a str>) -> BTreeSet<&'a str> {
    sources
        .iter()
        .filter(|(name, text)| is_own(name, text))
        .flat_map(|(_, text)| definitions(text))
        .map(|(name, _)| name)
        .collect()
}

/// Returns the span of the definition of `component` in `text`.
pub(super) fn definition(text: &str, component: &str) -> Option<Range<usize>> {
    let mut all = definitions(text).into_iter();
    all.find(|(name, _)| *name == component)
        .map(|(_, range)| range)
}

/// Returns the components that `text` defines, each with the range from its opening tag to the end of its closing tag.
fn definitions(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find("{%").map(|open| at + open) {
        let comment = text[at..open].find("{#").map(|start| at + start);
        if let Some(start) = comment {
            // What a comment holds defines nothing.
            match text[start..].find("#}") {
                Some(end) => at = start + end + 2,
                None => break,
            }
            continue;
        }
        at = open + 2;
        let Some(name) = name_in(&text[at..]) else {
            continue;
        };
        // Definitions do not nest, so that the next closing tag is its own. It need not repeat the name.
        let mut tags = text[at..]
            .match_indices("{%")
            .map(|(start, _)| at + start + 2);
        let end = tags.find(|tag| keyword(&text[*tag..], "endcomponent").is_some());
        let close = end.and_then(|end| Some(end + text[end..].find("%}")? + 2));
        if let Some(close) = close {
            found.push((name, open..close));
            at = close;
        }
    }
    found
}

/// Returns the name of the component that `tag`, the text behind `{%`, begins to define; `None` for another tag.
fn name_in(tag: &str) -> Option<&str> {
    let rest = keyword(tag, "component")?;
    let name = rest.trim_start();
    // Names may have dots: `ui.card`.
    let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.');
    let len = name.find(|letter: char| !is_part(letter))?;
    (name.len() < rest.len() && len > 0).then(|| &name[..len])
}

/// Returns what follows `word` in `tag`, the text behind `{%`; `None` if the tag begins otherwise.
fn keyword<'t>(tag: &'t str, word: &str) -> Option<&'t str> {
    tag.trim_start_matches('-').trim_start().strip_prefix(word)
}

/// Returns `text` without the components `names`. Lines and columns of the rest stay, for messages.
fn masked<'a>(text: &'a str, names: &BTreeSet<&str>) -> Cow<'a, str> {
    let defined = definitions(text);
    let hidden = defined.iter().filter(|(name, _)| names.contains(name));
    blanked(text, hidden.map(|(_, range)| range.clone()))
}

/// Returns the components of `text` but for `names`, and nothing else of it.
fn components_only<'a>(text: &'a str, names: &BTreeSet<&str>) -> Cow<'a, str> {
    let mut outside = Vec::new();
    let mut end = 0;
    for (name, range) in definitions(text) {
        outside.push(end..range.start);
        if names.contains(name) {
            outside.push(range.clone());
        }
        end = range.end;
    }
    outside.push(end..text.len());
    blanked(text, outside.into_iter())
}

fn blanked(text: &str, ranges: impl Iterator<Item = Range<usize>>) -> Cow<'_, str> {
    let mut blanked = Cow::Borrowed(text);
    for range in ranges {
        let blank: String = text[range.clone()]
            .bytes()
            .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
            .collect();
        blanked.to_mut().replace_range(range, &blank);
    }
    blanked
}

#[cfg(test)]
mod tests {
    use super::definitions;

    #[test]
    fn definitions_are_found_and_comments_hold_none() {
        let text = "{# {%- component Not() %}{% endcomponent Not %} #}\n{%- component One(a) -%}\nx\n{%- endcomponent One -%}\n{%component\nTwo(b=1)%}{% if b %}y{% endif %}{%endcomponent Two%}{% componentry %}{% component ui.three() %}z{% endcomponent %}";
        let names: Vec<&str> = definitions(text)
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["One", "Two", "ui.three"]);
    }
}
