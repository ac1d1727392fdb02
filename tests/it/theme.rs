//! The default theme in the binary is the one in the folders.

use std::fs;
use std::path::Path;

use dateline::theme;

#[test]
fn the_list_of_files_is_the_folders() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["static", "templates"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name() {
            let entry = entry.expect("readable");
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(root).expect("below").to_string_lossy().into_owned();
                found.push((path, fs::read(entry.path()).expect("read")));
            }
        }
    }
    let listed: Vec<(String, Vec<u8>)> =
        theme::FILES.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
    assert!(listed.is_sorted(), "sorted by path");
    assert_eq!(listed.len(), found.len());
    assert!(listed == found, "the list in src/theme.rs is that of templates/ and static/");
}
