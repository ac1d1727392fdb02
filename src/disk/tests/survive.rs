//! Tests of builds that fail, are killed, run at the same time, or lack permissions.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rustix::fs::{Mode, OFlags};

use super::{
    NOBODY, as_another_user, build, check_output, is_root, names, put, set_mode, shared_site, site,
    tree,
};
use crate::disk::unmanaged::{self, Existing};
use crate::disk::{Staging, UnmanagedPolicy, sys};

fn begin(folder: &Path) -> Staging {
    let output = check_output(
        &folder.join("site"),
        &folder.join("site/public"),
        UnmanagedPolicy::Refuse,
    )
    .unwrap();
    Staging::begin(&output, &|| {}).unwrap()
}

#[test]
fn dropped_without_commit_nothing_has_happened() {
    let folder = site();
    build(folder.path(), &[("index.html", "1")]).unwrap();
    let before = tree(&folder.path().join("site"));
    let staging = begin(folder.path());
    staging.write("index.html", b"2").unwrap();
    assert_ne!(tree(&folder.path().join("site")), before);
    drop(staging);
    assert_eq!(tree(&folder.path().join("site")), before);
}

#[test]
fn a_reader_sees_the_old_site_or_the_new_one() {
    let folder = site();
    let build_version = |n: usize| {
        let text = n.to_string();
        build(folder.path(), &[("a.txt", &text), ("b/c.txt", &text)]).unwrap();
    };
    build_version(0);
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut n_whole = 0;
            while !is_over.load(Ordering::Relaxed) {
                n_whole += usize::from(is_whole(&folder.path().join("site/public")));
            }
            n_whole
        });
        (1..=50).for_each(build_version);
        is_over.store(true, Ordering::Relaxed);
        assert!(reader.join().unwrap() > 0, "the reader has read");
    });
}

/// Asserts that the site is complete and of a single version. Returns `false` for an old tree that is being removed.
fn is_whole(public: &Path) -> bool {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY;
    let site = rustix::fs::open(public, flags, Mode::empty()).expect("a site is always there");
    let read = |path| {
        let mut text = String::new();
        let file = rustix::fs::openat(&site, path, OFlags::RDONLY, Mode::empty()).ok()?;
        File::from(file).read_to_string(&mut text).unwrap();
        Some(text)
    };
    let (a, b) = (read("a.txt"), read("b/c.txt"));
    if let (Some(a), Some(b)) = (&a, &b) {
        assert_eq!(a, b, "all old or all new");
        return true;
    }
    let opened = rustix::fs::fstat(&site).unwrap();
    assert_ne!(
        opened.st_ino,
        fs::metadata(public).unwrap().ino(),
        "the site that is shown is complete"
    );
    false
}

#[test]
fn a_second_build_waits_and_says_so() {
    let folder = site();
    let staging = begin(folder.path());
    staging.write("index.html", b"first").unwrap();
    let output = check_output(
        &folder.path().join("site"),
        &folder.path().join("site/public"),
        UnmanagedPolicy::Refuse,
    );
    // The first build ends when the second has reported that it waits.
    let (waits, is_waiting) = std::sync::mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || {
            is_waiting.recv().unwrap();
            staging.commit().unwrap();
        });
        let second = Staging::begin(&output.unwrap(), &|| waits.send(()).unwrap()).unwrap();
        assert_eq!(names(&folder.path().join("site/public")), "index.html");
        second.write("second.html", b"second").unwrap();
        second.commit().unwrap();
    });
    assert_eq!(
        names(&folder.path().join("site")),
        "content/ content/briefs/ content/briefs/a.md public/ public/second.html"
    );
}

#[test]
fn many_builds_at_once_take_turns() {
    let folder = site();
    thread::scope(|scope| {
        for n in 0..6 {
            let folder = folder.path();
            scope.spawn(move || {
                for _ in 0..3 {
                    let staging = begin(folder);
                    staging.write(&format!("{n}.html"), b"x").unwrap();
                    staging.commit().unwrap();
                }
            });
        }
    });
    assert_eq!(tree(&folder.path().join("site/public")).len(), 1);
    assert_eq!(
        fs::read_dir(folder.path().join("site")).unwrap().count(),
        2,
        "nothing is left beside it"
    );
}

#[test]
fn what_a_killed_build_left_is_cleared() {
    let folder = site();
    build(folder.path(), &[("index.html", "1")]).unwrap();
    put(
        folder.path(),
        "site/.public.dateline-staging-dead/half/index.html",
        "2",
    );
    put(folder.path(), "site/.public.dateline-lock", "");
    put(
        folder.path(),
        "site/.other.dateline-staging-live/index.html",
        "3",
    );
    build(folder.path(), &[("index.html", "2")]).unwrap();
    let left = names(&folder.path().join("site"));
    assert!(
        !left.contains(".public.") && left.contains(".other."),
        "{left}"
    );
}

#[test]
fn killed_after_the_exchange_nothing_foreign_is_lost() {
    let folder = site();
    build(folder.path(), &[("index.html", "1")]).unwrap();
    let public = folder.path().join("site/public");
    let old = folder.path().join("site/.public.dateline-staging-dead");
    fs::rename(&public, &old).unwrap();
    put(&old, "late/CNAME", "mine");
    put(&old, "index.html", "1");
    put(&public, ".dateline-manifest", "");
    build(folder.path(), &[("index.html", "2")]).unwrap();
    assert_eq!(names(&public), "index.html late/ late/CNAME");
    assert!(!old.exists());
}

#[test]
fn what_comes_between_listing_and_exchange_is_kept() {
    let folder = site();
    build(folder.path(), &[("index.html", "1")]).unwrap();
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    put(&old, "late/CNAME", "mine");
    put(&old, "changed", "after");
    put(&new, "changed", "before");
    let unmanaged = unmanaged::list(&old, &Default::default()).unwrap();
    unmanaged::recover(&unmanaged, &old, &new, Existing::Replace).unwrap();
    assert_eq!(
        format!("{:?}", tree(&new)),
        r#"{"changed": "after", "late/": "", "late/CNAME": "mine"}"#
    );
}

#[test]
fn threads_stage_together() {
    let folder = site();
    let staging = begin(folder.path());
    thread::scope(|scope| {
        for n in 0..4 {
            let staging = &staging;
            scope.spawn(move || {
                for m in 0..200 {
                    staging
                        .write(&format!("{}/{m}/{n}.html", m % 7), b"x")
                        .unwrap();
                }
            });
        }
    });
    assert_eq!(staging.commit().unwrap().files.len(), 800);
}

#[test]
fn where_the_parent_may_not_be_written_the_output_is_written_in_place() {
    let folder = shared_site();
    let public = folder.path().join("site/public");
    put(&public, ".keep", "mine");
    if is_root() {
        chown(&public, Some(NOBODY), None).unwrap();
    }
    set_mode(&folder.path().join("site"), 0o555);
    let built = as_another_user(|| {
        super::build_to(
            folder.path(),
            "site/public",
            &[("a/index.html", "1")],
            UnmanagedPolicy::Keep,
        )?;
        build(folder.path(), &[("index.html", "2")])
    });
    set_mode(&folder.path().join("site"), 0o755);
    built.unwrap();
    assert_eq!(names(&public), ".keep index.html");
}

#[test]
fn where_nothing_may_be_written_the_error_names_the_folder() {
    let folder = shared_site();
    set_mode(&folder.path().join("site"), 0o555);
    let built = as_another_user(|| build(folder.path(), &[("index.html", "1")]));
    set_mode(&folder.path().join("site"), 0o755);
    let error = built.unwrap_err();
    assert!(
        error
            .path
            .as_ref()
            .unwrap()
            .starts_with(folder.path().join("site")),
        "{error}"
    );
    assert!(error.to_string().contains("ermission denied"), "{error}");
}

#[test]
fn a_write_that_fails_names_the_output_and_leaves_the_old_site() {
    let folder = site();
    build(folder.path(), &[("index.html", "1")]).unwrap();
    let staging = begin(folder.path());
    staging.write("a/b.html", b"2").unwrap();
    fs::remove_dir_all(staging.folder.path()).unwrap();
    let public = folder.path().join("site/public");
    let error = staging.write("a/c.html", b"2").unwrap_err();
    assert_eq!(error.path.as_deref(), Some(&*public.join("a/c.html")));
    staging.commit().unwrap_err();
    assert_eq!(tree(&public)["index.html"], "1");
}

#[test]
fn mount_points_are_known() {
    assert!(sys::is_mount_point(Path::new("/proc")));
    assert!(!sys::is_mount_point(site().path()));
}
