//! Components of a site beside the theme's: a site's templates define those that they change, the theme supplies the rest.
//!
//! The engine takes each component once, from any template. So the theme's definition of a component that the site
//! defines is masked, and a file of the theme that the site replaces stays as a source of its other components.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::render::templates::theme_template;

/// Folder of the theme's files that a site replaces, among the names of templates.
const REPLACED: &str = "theme/";

/// Returns the templates to compile: `sources`, by name, with the theme's components that no template of the site
/// defines.
pub(super) fn complete<'a>(sources: &BTreeMap<&'a str, &'a str>) -> BTreeMap<String, Cow<'a, str>> {
    let is_own = |name: &str, text: &str| text != theme_template(name);
    let own: BTreeSet<&str> = sources
        .iter()
        .filter(|(name, text)| is_own(name, text))
        .flat_map(|(_, text)| definitions(text))
        .map(|(name, _)| name)
        .collect();
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
        let tag = text[at..].trim_start_matches('-').trim_start();
        let Some(rest) = tag.strip_prefix("component ") else {
            continue;
        };
        let name = rest.trim_start();
        let name = &name[..name
            .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .unwrap_or(0)];
        let closing = format!("endcomponent {name} ");
        let Some(end) = text[at..].find(&closing).map(|start| at + start) else {
            continue;
        };
        let Some(close) = text[end..].find("%}").map(|start| end + start + 2) else {
            continue;
        };
        found.push((name, open..close));
        at = close;
    }
    found
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
        let text = "{# {%- component Not() %}{% endcomponent Not %} #}\n{%- component One(a) -%}\nx\n{%- endcomponent One -%}\n{% component Two(b=1) %}{% if b %}y{% endif %}{% endcomponent Two %}";
        let names: Vec<&str> = definitions(text)
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["One", "Two"]);
    }
}
