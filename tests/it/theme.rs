//! The default theme: the one in the binary is that of the folders, its text can be read, its stylesheet keeps its rules.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dateline::theme;

use crate::support::build;

#[test]
fn the_list_of_files_is_the_folders() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["static", "templates"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name() {
            let entry = entry.expect("readable");
            if entry.file_type().is_file() {
                let path = entry
                    .path()
                    .strip_prefix(root)
                    .expect("below")
                    .to_string_lossy()
                    .into_owned();
                found.push((path, fs::read(entry.path()).expect("read")));
            }
        }
    }
    let listed: Vec<(String, Vec<u8>)> = theme::FILES
        .iter()
        .map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()))
        .collect();
    assert!(listed.is_sorted(), "sorted by path");
    assert_eq!(listed.len(), found.len());
    assert!(
        listed == found,
        "the list in src/theme.rs is that of templates/ and static/"
    );
}

/// The theme's stylesheet without its comments.
fn stylesheet() -> String {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(theme::STYLESHEET))
        .expect("CSS");
    let mut rest = text.as_str();
    let mut bare = String::new();
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").expect("an end").1;
    }
    bare + rest
}

/// The colours in `block`, which is about one scheme, by name.
fn colours(block: &str) -> BTreeMap<String, [f64; 3]> {
    let declared = block.split(';').filter_map(|declaration| {
        let (name, value) = declaration.rsplit_once("--")?.1.split_once(": #")?;
        let part = |idx: usize| {
            let bits =
                u8::from_str_radix(&value.trim()[2 * idx..2 * idx + 2], 16).expect("hexadecimal");
            // WCAG 2.2, relative luminance.
            let part = f64::from(bits) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        Some((name.to_owned(), [part(0), part(1), part(2)]))
    });
    declared.collect()
}

/// Contrast of two colours (WCAG 2.2).
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |[red, green, blue]: [f64; 3]| 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

#[test]
fn text_can_be_read_in_light_and_dark() {
    let css = stylesheet();
    let tokens = css
        .split_once("@layer base {")
        .expect("tokens come first")
        .0;
    let (light, dark) = tokens
        .split_once("prefers-color-scheme: dark")
        .expect("a dark scheme");
    for (scheme, block) in [("light", light), ("dark", dark)] {
        let colours = colours(block);
        for text in ["ink", "soft", "accent"] {
            for ground in ["paper", "tint"] {
                let ratio = contrast(colours[text], colours[ground]);
                assert!(
                    ratio >= 4.5,
                    "{scheme}: {text} on {ground} has a contrast of {ratio:.2}"
                );
            }
        }
        // Shades of the map: each is told from its neighbour, and the strongest from the page as a graphic must be.
        let shades = ["land", "n1", "n2", "n3", "n4"];
        for pair in shades.windows(2) {
            let ratio = contrast(colours[pair[0]], colours[pair[1]]);
            assert!(
                ratio >= 1.15,
                "{scheme}: {} beside {} has a contrast of {ratio:.2}",
                pair[0],
                pair[1]
            );
        }
        for strong in ["n3", "n4"] {
            assert!(
                contrast(colours[strong], colours["paper"]) >= 3.0,
                "{scheme}: {strong}"
            );
        }
    }
}

#[test]
fn the_stylesheet_mirrors_by_itself_and_stays_in_its_layers() {
    let css = stylesheet();
    let physical = [
        "left:",
        "right:",
        "-left",
        "-right",
        " top:",
        "bottom:",
        " width:",
        " height:",
        "text-align: left",
    ];
    for word in physical {
        assert!(
            !css.contains(word),
            "`{word}` does not follow the direction of the script"
        );
    }
    assert!(
        !css.contains("!important") && !css.contains("url("),
        "no force, no request"
    );
    // Every rule is inside a layer, so that what a site writes wins.
    let mut depth = 0;
    for line in css.lines() {
        let outside = depth == 0 && line.contains('{');
        assert!(
            !outside || line.starts_with("@layer "),
            "outside of all layers: {line}"
        );
        depth += line.matches('{').count() as isize - line.matches('}').count() as isize;
    }
}

#[test]
fn a_site_s_own_stylesheet_comes_behind_the_theme_s() {
    let built = build("//- static/site.css\n:root { --accent: #14507a; }\n");
    let links: Vec<&str> = built
        .text("/")
        .lines()
        .filter(|line| line.contains("rel=\"stylesheet\""))
        .collect();
    assert!(
        links.len() == 2 && links[0].contains("/style.") && links[1].contains("/site."),
        "{links:?}"
    );
    assert!(
        built
            .outputs
            .keys()
            .any(|route| route.starts_with("/site.") && route.ends_with(".css"))
    );
}

#[test]
fn pages_have_no_style_and_no_script_in_them() {
    for (path, bytes) in theme::FILES
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        let text = String::from_utf8_lossy(bytes);
        let scripts = text.matches("<script").count();
        let data = text.matches("<script type=\"application/ld+json\"").count();
        assert!(
            !text.contains(" style=\"") && !text.contains("<style") && scripts == data,
            "{path}"
        );
    }
}
