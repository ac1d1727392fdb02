//! Holds the code to its architecture: layers, boundaries, sizes, module docs, words.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Longest file of code, in lines. Generated data lies in files of other kinds.
const MAX_FILE_LINES: usize = 500;

struct SourceText {
    path: PathBuf,
    text: String,
}

fn sources(folder: &str) -> Vec<SourceText> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    for entry in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name() {
        let entry = entry.expect("the tree can be read");
        if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "rs")
        {
            let path = entry
                .path()
                .strip_prefix(root)
                .expect("below the root")
                .to_path_buf();
            sources.push(SourceText {
                path,
                text: fs::read_to_string(entry.path()).expect("UTF-8"),
            });
        }
    }
    assert!(!sources.is_empty(), "there is code in {folder}");
    sources
}

fn layers() -> BTreeMap<String, usize> {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"))
        .expect("the map");
    let rows = map
        .lines()
        .filter_map(|line| line.strip_prefix("//! | "))
        .filter_map(|row| {
            let (layer, modules) = row.split_once(" | ")?;
            Some((
                layer.parse::<usize>().ok()?,
                modules.trim_end_matches([' ', '|']).to_owned(),
            ))
        });
    let mut layers = BTreeMap::new();
    for (layer, modules) in rows {
        for module in modules.split_whitespace() {
            layers.insert(module.to_owned(), layer);
        }
    }
    layers
}

fn module_of(path: &Path) -> String {
    let part = path
        .components()
        .nth(1)
        .expect("below src")
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    part.trim_end_matches(".rs").to_owned()
}

#[test]
fn every_module_has_a_layer() {
    let layers = layers();
    for source in sources("src") {
        let module = module_of(&source.path);
        let known = matches!(module.as_str(), "lib" | "main") || layers.contains_key(&module);
        assert!(
            known,
            "{} is on no layer of the table in src/lib.rs",
            source.path.display()
        );
    }
}

#[test]
fn modules_use_lower_layers_only() {
    let layers = layers();
    let mut wrong = Vec::new();
    for source in sources("src") {
        let module = module_of(&source.path);
        let Some(layer) = layers.get(&module) else {
            continue;
        };
        for (number, line) in source.text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for used in code.split("crate::").skip(1) {
                let names: Vec<&str> = if let Some(list) = used.strip_prefix('{') {
                    list.split(',')
                        .map(|name| name.trim().split("::").next().unwrap_or_default())
                        .collect()
                } else {
                    vec![used]
                };
                for name in names {
                    let end = name.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
                    let name = &name[..end.unwrap_or(name.len())];
                    let lower =
                        layers.get(name).is_none_or(|other| other < layer) || name == module;
                    if !lower {
                        wrong.push(format!(
                            "{}:{}: {module} uses {name}",
                            source.path.display(),
                            number + 1
                        ));
                    }
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "code moves right, never back:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn files_are_short() {
    // Functions, parameters and flags are clippy's: see `clippy.toml`.
    let long: Vec<String> = sources("src")
        .into_iter()
        .chain(sources("build"))
        .chain(sources("tests"))
        .map(|source| (source.text.lines().count(), source.path))
        .filter(|(n_lines, _)| *n_lines > MAX_FILE_LINES)
        .map(|(n_lines, path)| format!("{}: {n_lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "too long:\n{}", long.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    let all = sources("src").into_iter().chain(sources("build"));
    for source in all.chain(sources("tests")) {
        let documented = source.text.starts_with("//! ") || source.text.starts_with("#![");
        assert!(
            documented,
            "{} begins with a line `//! …`",
            source.path.display()
        );
    }
}

#[test]
fn nothing_is_imported_by_star() {
    for source in sources("src") {
        let starred = source
            .text
            .lines()
            .find(|line| line.contains("use ") && line.trim_end().ends_with("::*;"));
        assert!(starred.is_none(), "{}: {starred:?}", source.path.display());
    }
}

#[test]
fn only_their_own_modules_use_these_crates() {
    let modules: [(&str, &[&str]); 14] = [
        ("axum", &["src/serve/http"]),
        ("hyper", &["src/serve/http"]),
        ("notify", &["src/serve/watch.rs"]),
        ("tera", &["src/render", "src/shared_view.rs"]),
        ("pulldown_cmark", &["src/body"]),
        ("ammonia", &["src/body"]),
        ("serde_yaml", &["src/yaml"]),
        ("saphyr_parser", &["src/yaml"]),
        ("rayon", &["src/pipeline"]),
        ("quick_xml", &["src/media", "src/page"]),
        ("walkdir", &["src/disk"]),
        ("postcard", &["src/cache", "src/disk"]),
        ("similar", &["src/cli/patch.rs"]),
        ("icu_collator", &["src/locale"]),
    ];
    for source in sources("src") {
        for (name, homes) in modules {
            let used = source.text.contains(&format!("{name}::"))
                || source.text.contains(&format!("use {name};"));
            let at_home = homes.iter().any(|home| source.path.starts_with(home));
            assert!(!used || at_home, "{} uses {name}", source.path.display());
        }
    }
}

#[test]
fn the_project_speaks_of_itself_alone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let words = ["/work/", "../shared", "TODO", "FIXME", "XXX"];
    let files = [
        "src",
        "build",
        "tests",
        "templates",
        "static",
        "content",
        "docs",
    ]
    .iter()
    .flat_map(|folder| {
        walkdir::WalkDir::new(root.join(folder))
            .into_iter()
            .map(|entry| entry.expect("readable").into_path())
    });
    let is_ours = |path: &PathBuf| {
        !path
            .components()
            .any(|part| part.as_os_str() == "node_modules")
    };
    for path in files
        .filter(|path| path.is_file() && !path.ends_with("it/tidy.rs"))
        .filter(is_ours)
    {
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        for word in words {
            assert!(!text.contains(word), "{} holds `{word}`", path.display());
        }
    }
}
