//! World map: the outline of each country as an SVG path, from Natural Earth's public-domain data.
//! Precise enough for shading, not for measuring. The map page is made in `page`; regenerate the data with `tools/map`.

use crate::country::Country;

/// A line with the size, then lines of alpha-2 code and outline, sorted; the first outline is land of no country.
const SHAPES: &str = include_str!("map/shapes.tsv");

/// Outline of one country on the map.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CountryShape {
    /// The country; `None` for land that ISO 3166-1 assigns to none.
    pub country: Option<Country>,
    /// SVG path in whole units. A country too small for an outline is a line of no length, which round line caps draw
    /// as a dot.
    pub path: &'static str,
}

impl CountryShape {
    /// Returns whether the country is too small for an outline and drawn as a dot.
    pub fn is_dot(&self) -> bool {
        self.path.ends_with("h0")
    }
}

/// Returns width and height of the map, in the units of its paths.
pub fn size() -> (u32, u32) {
    let line = SHAPES.lines().next().unwrap_or_default();
    let mut sides = line
        .split(' ')
        .map(|side| side.parse().expect("the map begins with its size"));
    (sides.next().unwrap_or(0), sides.next().unwrap_or(0))
}

/// Returns the shapes, sorted by alpha-2 code. Some twenty countries that Natural Earth counts as parts of others, such
/// as French Guiana, have none.
pub fn shapes() -> impl Iterator<Item = CountryShape> {
    let lines = SHAPES
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'));
    lines.map(|(code, path)| CountryShape {
        country: Country::from_code(code),
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::{shapes, size};

    #[test]
    fn most_countries_are_on_the_map_once() {
        let countries: Vec<_> = shapes().map(|shape| shape.country).collect();
        assert!(
            countries.is_sorted_by(|one, next| one < next),
            "by code, land of no country first"
        );
        assert!(countries.len() > 230, "{}", countries.len());
        assert_eq!(
            countries.iter().filter(|country| country.is_none()).count(),
            1
        );
    }

    #[test]
    fn paths_begin_on_the_map() {
        let (width, height) = size();
        for shape in shapes() {
            let (x, rest) = shape
                .path
                .strip_prefix('M')
                .and_then(|path| path.split_once(' '))
                .expect("M x y");
            let y = rest
                .split(|letter: char| !letter.is_ascii_digit())
                .next()
                .expect("y");
            assert!(x.parse::<u32>().expect("x") <= width, "{:?}", shape.country);
            assert!(
                y.parse::<u32>().expect("y") <= height,
                "{:?}",
                shape.country
            );
        }
    }
}
