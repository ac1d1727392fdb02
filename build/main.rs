//! Compiles the theme: translates `templates/` into Rust over the views of `src/page/view`, for `src/render/native`.
//!
//! The templates stay the only source. What they use of Tera's syntax beyond what is translated here fails the build at
//! its place.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a build script reads files and the environment, and prints what Cargo is to do"
)]

mod theme;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

/// Files that declare the views.
const VIEWS: [&str; 3] = [
    "src/page/view.rs",
    "src/page/view/brief.rs",
    "src/page/view/lists.rs",
];

fn main() -> ExitCode {
    match generate() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            println!("cargo::error={message}");
            ExitCode::FAILURE
        }
    }
}

fn generate() -> Result<(), String> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|error| error.to_string())?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|error| error.to_string())?);
    let read = |path: &str| {
        println!("cargo::rerun-if-changed={path}");
        fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"))
    };
    let mut templates = Vec::new();
    for name in names(&root.join("templates")).map_err(|error| format!("templates: {error}"))? {
        let text = read(&format!("templates/{name}"))?;
        templates.push((name, text));
    }
    println!("cargo::rerun-if-changed=build");
    let mut views = Vec::new();
    for path in VIEWS {
        views.push(read(path)?);
    }
    let code = theme::compile(&templates, &views)?;
    fs::write(out.join("theme.rs"), code).map_err(|error| format!("theme.rs: {error}"))
}

/// Returns the names of the templates in `folder` and in its folder `parts`, sorted.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for (folder, prefix) in [(folder.to_owned(), ""), (folder.join("parts"), "parts/")] {
        println!("cargo::rerun-if-changed={}", folder.display());
        for entry in fs::read_dir(folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.ends_with(".html") {
                names.push(format!("{prefix}{name}"));
            }
        }
    }
    names.sort();
    Ok(names)
}
