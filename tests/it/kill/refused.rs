//! Disks that are full, mounted inside the output, or closed to the build: the old site stays.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{PROGRAM, build, build_well, leftovers, put, put_title, small_site, snapshot};
use crate::support::{as_another_user, program_in};

/// A small disk of its own, mounted until it is dropped.
struct Disk {
    path: PathBuf,
}

impl Disk {
    /// Mounts it at `path`. Returns `None` to who may not mount.
    fn mount(path: &Path) -> Option<Disk> {
        fs::create_dir_all(path).expect("made");
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"])
            .arg(path)
            .stderr(Stdio::null());
        mount
            .status()
            .is_ok_and(|status| status.success())
            .then(|| Disk {
                path: path.to_path_buf(),
            })
    }

    /// Leaves so many bytes free.
    fn fill_but(&self, free: usize) {
        let ballast = self.path.join("ballast");
        let _ = fs::remove_file(&ballast);
        let size = (1..)
            .map(|n| n * 4096)
            .find(|&size| fs::write(&ballast, vec![0; size]).is_err());
        let size = size.expect("the disk has an end");
        fs::write(&ballast, vec![0; size.saturating_sub(4096 + free)]).expect("it fits");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.path).status();
    }
}

/// Builds into `output` on a disk with ever more room: each build succeeds, or leaves what was there.
fn check_full(disk: &Disk, output: &Path) {
    let site = small_site("One");
    build_well(site.path(), output);
    let old = snapshot(output);
    put_title(site.path(), "Two");
    let mut n_failed = 0;
    for free in (0..1 << 20).step_by(4096) {
        disk.fill_but(free);
        let run = build(site.path(), output);
        if run.status.success() {
            break;
        }
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{said}");
        assert!(
            said.starts_with("error: cannot ") && said.contains("No space left on device"),
            "{said}"
        );
        assert!(
            said.contains(&format!("`{}", disk.path.display())),
            "{said}"
        );
        let now = snapshot(output);
        assert!(
            old.iter().all(|(path, bytes)| now.get(path) == Some(bytes)),
            "with {free} bytes: {said}"
        );
        assert_eq!(
            leftovers(&disk.path),
            [""; 0].map(PathBuf::from),
            "with {free} bytes"
        );
        n_failed += 1;
    }
    assert!(n_failed > 5, "{n_failed}");
    assert!(snapshot(output)["index.html"] != old["index.html"]);
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let folder = tempfile::tempdir().expect("a folder");
    // Who may not mount has the test of large files, below.
    let Some(disk) = Disk::mount(&folder.path().join("disk")) else {
        return;
    };
    check_full(&disk, &disk.path.join("public"));
}

#[test]
fn a_full_disk_that_is_the_output_leaves_the_old_site() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(disk) = Disk::mount(&folder.path().join("disk")) else {
        return;
    };
    check_full(&disk, &disk.path);
}

#[test]
fn a_disk_in_the_output_is_refused_where_files_would_go_there() {
    let site = small_site("One");
    let output = site.path().join("public");
    put(site.path(), "static/media/a.txt", "1");
    build_well(site.path(), &output);
    let Some(disk) = Disk::mount(&output.join("media")) else {
        return;
    };
    put(&disk.path, "mine.txt", "mine");
    put_title(site.path(), "Two");
    let old = snapshot(&output);
    let run = build(site.path(), &output);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(2), "{said}");
    let expected = format!(
        "error: another file system is mounted in the output: `{}`\n",
        disk.path.display()
    );
    assert!(said.starts_with(&expected), "{said}");
    assert!(snapshot(&output) == old);
    put(&disk.path, "a.txt", "1");
    build_well(site.path(), &output);
    assert_eq!(snapshot(&output)["media/mine.txt"], b"mine");
    assert!(snapshot(&output)["index.html"] != old["index.html"]);
}

#[test]
fn a_file_that_may_not_be_so_large_leaves_the_old_site() {
    let site = small_site("One");
    let output = site.path().join("public");
    build_well(site.path(), &output);
    let old = snapshot(&output);
    put(site.path(), "static/large.bin", &"x".repeat(2 << 20));
    let limited = "trap '' XFSZ; ulimit -f 512; exec \"$0\" build --root \"$1\"";
    let run = Command::new("sh")
        .args(["-c", limited, PROGRAM])
        .arg(site.path())
        .output()
        .expect("runs");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(2), "{said}");
    assert!(
        said.contains(&format!(
            "cannot write `{}",
            output.join("large.bin").display()
        )),
        "{said}"
    );
    assert!(said.contains("File too large"), "{said}");
    assert!(snapshot(&output) == old);
    assert_eq!(leftovers(site.path()), [""; 0].map(PathBuf::from));
}

#[test]
fn an_output_that_may_not_be_written_stays() {
    let site = small_site("One");
    let (root, output) = (site.path(), site.path().join("public"));
    build_well(root, &output);
    let old = snapshot(&output);
    put_title(root, "Two");
    let program = program_in(root);
    set_modes(&[root, &output], 0o555);
    let run = as_another_user(&program)
        .args(["build", "--root"])
        .arg(root)
        .output()
        .expect("it runs");
    set_modes(&[root, &output], 0o755);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(2), "{said}");
    assert!(
        said.contains(&format!("`{}", output.display())) && said.contains("Permission denied"),
        "{said}"
    );
    assert!(snapshot(&output) == old);
    assert_eq!(leftovers(root), [""; 0].map(PathBuf::from));
}

fn set_modes(paths: &[&Path], mode: u32) {
    for path in paths {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
    }
}
