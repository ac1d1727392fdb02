//! The world map, shaded by number of briefs. Outlines are in `country::map`; colours are the stylesheet's.

use std::collections::BTreeMap;

use crate::country::{Country, map};
use crate::page::context::Context;
use crate::page::view::{MapCountryView, MapLevelView, MapView};
use crate::page::views::links;
use crate::site::{GroupId, LanguageId};

/// Smallest number of briefs for each shade, by the maximum for the busiest country.
///
/// Each step is about three times the one before: a few countries have most of the news, and equal steps would leave
/// all others in the lightest shade.
const STEPS: [(usize, [usize; 4]); 4] = [
    (9, [1, 2, 4, 8]),
    (99, [1, 3, 10, 30]),
    (999, [1, 10, 50, 200]),
    (usize::MAX, [1, 10, 100, 1000]),
];

/// Makes the map of the countries with briefs in `lang`.
pub(crate) fn map(context: &Context, lang: LanguageId) -> MapView {
    let site = context.site;
    let n_briefs = |id: GroupId| site.members(lang, id).listed.len();
    let groups = site
        .group_ids()
        .filter(|id| n_briefs(*id) > 0 && site.has_page(lang, *id));
    let by_country: BTreeMap<Country, GroupId> = groups
        .filter_map(|id| Some((site.group(id).country?, id)))
        .collect();
    let most = by_country
        .values()
        .map(|id| n_briefs(*id))
        .max()
        .unwrap_or(0);
    let steps: Vec<usize> = steps(most);
    // Steps ascend: the number of steps reached is the shade.
    let level = |count: usize| steps.iter().filter(|from| **from <= count).count();

    let (width, height) = map::size();
    let mut land = String::new();
    let mut countries = Vec::new();
    for shape in map::shapes() {
        let id = shape
            .country
            .and_then(|country| by_country.get(&country))
            .copied();
        if let Some(id) = id {
            let count = n_briefs(id);
            countries.push(MapCountryView {
                name: links::name(context, lang, id),
                href: context.href(&site.group_route(lang, id, None)),
                path: shape.path,
                count,
                level: level(count),
            });
        } else if !shape.is_dot() {
            land.push_str(shape.path);
        }
    }
    let next = steps
        .iter()
        .skip(1)
        .map(|from| Some(from - 1))
        .chain([None]);
    let levels = steps
        .iter()
        .zip(next)
        .map(|(from, to)| MapLevelView { from: *from, to });
    MapView {
        width,
        height,
        land,
        countries,
        levels: levels.collect(),
    }
}

/// Returns the smallest number of briefs for each shade in use, where the busiest country has `most`.
fn steps(most: usize) -> Vec<usize> {
    let (_, steps) = STEPS
        .iter()
        .find(|(up_to, _)| most <= *up_to)
        .unwrap_or(&STEPS[0]);
    steps.iter().copied().filter(|from| *from <= most).collect()
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn shades_are_those_that_are_there() {
        assert_eq!(steps(0), Vec::<usize>::new());
        assert_eq!(steps(1), [1]);
        assert_eq!(steps(9), [1, 2, 4, 8]);
        assert_eq!(steps(10), [1, 3, 10]);
        assert_eq!(steps(12_000), [1, 10, 100, 1000]);
    }
}
