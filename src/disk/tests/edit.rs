//! Tests of edits of source files.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::{put, site};
use crate::disk::edit;
use crate::hash::Hash;
use crate::source::SourcePath;

#[test]
fn a_file_that_was_changed_meanwhile_is_left() {
    let folder = site();
    let (root, path) = (
        folder.path().join("site"),
        SourcePath::new("content/briefs/a.md"),
    );
    let read = Hash::of_bytes(b"A");
    put(&root, "content/briefs/a.md", "Changed");
    let refused = edit(&root, &path, read, b"Mended").expect_err("it was changed");
    assert!(
        refused.to_string().contains("changed meanwhile"),
        "{refused}"
    );
    assert_eq!(
        fs::read_to_string(root.join("content/briefs/a.md")).unwrap(),
        "Changed"
    );
}

#[test]
fn a_mended_file_keeps_its_mode_and_its_link() {
    let folder = site();
    let (root, path) = (
        folder.path().join("site"),
        SourcePath::new("content/briefs/b.md"),
    );
    let file = root.join("content/briefs/a.md");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("a.md", root.join("content/briefs/b.md")).unwrap();
    edit(&root, &path, Hash::of_bytes(b"A"), b"Mended").expect("it can be mended");
    assert_eq!(fs::read_to_string(&file).unwrap(), "Mended");
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert!(
        fs::symlink_metadata(root.join("content/briefs/b.md"))
            .unwrap()
            .is_symlink()
    );
}
