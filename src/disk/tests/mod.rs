//! Tests of the boundary of files, each in a real folder of its own.
//!
//! On Linux only: other systems have no pipes, odd names or threads with another user's rights to test with.

#![cfg(target_os = "linux")]

mod edit;
mod guard;
mod journal;
mod read;
mod stage;
mod survive;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::thread;

use rustix::process::Uid;

use super::{Committed, Staging, UnmanagedPolicy, guard as check_output};
use crate::error::Error;

/// Makes a folder with a site in `site/`.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "site/content/briefs/a.md", "A");
    folder
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Builds `files` into the folder `public` of the site.
fn build(folder: &Path, files: &[(&str, &str)]) -> Result<Committed, Error> {
    build_to(folder, "site/public", files, UnmanagedPolicy::Refuse)
}

fn build_to(
    folder: &Path,
    output: &str,
    files: &[(&str, &str)],
    foreign: UnmanagedPolicy,
) -> Result<Committed, Error> {
    let output = check_output(&folder.join("site"), &folder.join(output), foreign)?;
    let staging = Staging::begin(&output, &|| panic!("nobody else builds here"))?;
    for (path, text) in files {
        staging.write(path, text.as_bytes())?;
    }
    staging.commit()
}

/// Returns every file below `folder` with its text, and folders with a final `/`; without manifests.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut tree = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry
            .path()
            .strip_prefix(folder)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        if entry.file_type().is_dir() {
            tree.insert(path + "/", String::new());
        } else if !path.ends_with(".dateline-manifest") {
            tree.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
    tree
}

/// Returns the paths below `folder`, in one line.
fn names(folder: &Path) -> String {
    tree(folder).into_keys().collect::<Vec<_>>().join(" ")
}

/// Makes a site that every user of the machine may read.
fn shared_site() -> tempfile::TempDir {
    let folder = site();
    set_mode(folder.path(), 0o755);
    folder
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

const NOBODY: u32 = 65534;

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Runs `act` without the rights of root, to whom no permission applies.
fn as_another_user<T: Send>(act: impl FnOnce() -> T + Send) -> T {
    if !is_root() {
        return act();
    }
    // In a thread of its own, because the bare system call changes the user of the calling thread only.
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            rustix::thread::set_thread_uid(Uid::from_raw(NOBODY)).unwrap();
            act()
        });
        other.join().unwrap()
    })
}
