//! Where nothing can be remembered, or by somebody else: that is said once, and the site is the same.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use super::{NOW, Site};
use crate::support::{as_another_user, program_in};

#[test]
fn where_nothing_can_be_kept_that_is_said_once() {
    let site = Site::new();
    site.put(".dateline", "a file in its place");
    let said = site.build_well(&[]);
    assert!(said.contains("notice: cannot keep the cache in"), "{said}");
    assert_eq!(said.matches("notice: ").count(), 1, "{said}");
    assert!(!site.public().is_empty());
}

#[test]
fn what_is_remembered_is_nobody_elses() {
    let site = Site::new();
    site.build_well(&[]);
    assert_eq!(
        fs::read_to_string(site.path(".dateline/.gitignore")).expect("it is there"),
        "*\n"
    );
    let mode = fs::metadata(site.path(".dateline/last-build"))
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(
        mode & 0o077,
        0,
        "clips are private, and so is what was found in them"
    );
}

/// Builds by a shell that first does what `before` says.
fn build_behind(site: &Site, mut shell: Command, before: &str) -> String {
    let program = program_in(site.0.path());
    let script = format!("{before}\nexec \"$0\" build --check --now {NOW}");
    let output = shell
        .args(["-c", &script])
        .arg(&program)
        .current_dir(site.0.path())
        .output()
        .expect("runs");
    fs::remove_file(program).expect("removed");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

/// Asserts that a build has told once that nothing can be kept, and made the same site all the same.
fn check_not_kept(site: &Site, said: &str, cause: &str) {
    let notices: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("notice: "))
        .collect();
    assert!(
        matches!(notices[..], [one] if one.contains("cannot keep") && one.contains(cause)),
        "{said}"
    );
    let afresh = site.afresh();
    afresh.build_well(&[]);
    assert_eq!(site.public(), afresh.public());
}

#[test]
fn a_disk_without_room_for_what_is_remembered_is_no_failure() {
    let site = Site::new();
    // Of many small files that are not published more is kept than any file of the site has. Blocks are of 512 bytes or, for some shells, of 1024.
    (0..900).for_each(|idx| site.put(&format!("clips/{idx}.txt"), "A clip."));
    let said = build_behind(&site, Command::new("sh"), "trap '' XFSZ\nulimit -f 48");
    check_not_kept(&site, &said, "File too large");
    assert!(
        !site.build_well(&[]).contains("cannot keep"),
        "there is room again"
    );
}

#[test]
fn what_is_remembered_may_be_somebody_elses() {
    let site = Site::new();
    site.build_well(&["--output", "other"]);
    fs::remove_dir_all(site.path("other")).expect("removed");
    // Neither to be read nor to be written.
    for entry in fs::read_dir(site.path(".dateline")).expect("it is there") {
        let path = entry.expect("readable").path();
        fs::set_permissions(path, fs::Permissions::from_mode(0o000)).expect("set");
    }
    fs::set_permissions(site.path(".dateline"), fs::Permissions::from_mode(0o555)).expect("set");
    fs::set_permissions(site.0.path(), fs::Permissions::from_mode(0o777)).expect("set");
    let said = build_behind(&site, as_another_user("sh"), ":");
    fs::set_permissions(site.path(".dateline"), fs::Permissions::from_mode(0o755)).expect("set");
    for entry in fs::read_dir(site.path(".dateline")).expect("it is there") {
        let path = entry.expect("readable").path();
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).expect("set");
    }
    check_not_kept(&site, &said, "Permission denied");
}
