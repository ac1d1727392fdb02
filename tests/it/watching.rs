//! What the live preview notices, and what it does where the system does not let it.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::SystemTime;

use crate::serve::{Answer, Preview, brief, built, site, write};
use crate::support::{as_another_user, program_in};

const PROGRAM: &str = env!("CARGO_BIN_EXE_dateline");
const FINDINGS: &str = "/_dateline/findings?page=/";

fn has(text: &str) -> impl Fn(&Answer) -> bool + '_ {
    move |answer| answer.text().contains(text)
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
}

/// Runs git in `root`.
fn git(root: &Path, args: &[&str]) {
    let who = [
        "-c",
        "user.name=Editor",
        "-c",
        "user.email=editor@briefs.example",
    ];
    let done = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(who)
        .args(args)
        .output();
    let done = done.expect("`git` is needed to test this: apt-get install git");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}

/// The revision of the preview that an answer was made from.
fn revision(answer: &Answer) -> u64 {
    let line = answer
        .head
        .lines()
        .find(|line| line.starts_with("dateline-revision:"))
        .expect("a revision");
    line.rsplit('-')
        .next()
        .and_then(|number| number.trim().parse().ok())
        .expect("a number")
}

#[test]
fn a_file_that_may_not_be_read_is_told_and_the_rest_stands() {
    let site = site(&[
        ("content/briefs/open.md", &brief("Open", "Open.")),
        ("content/briefs/closed.md", &brief("Closed", "Closed.")),
    ]);
    let closed = site.path().join("content/briefs/closed.md");
    set_mode(site.path(), 0o755);
    let mut command = as_another_user(program_in(site.path()));
    command.stderr(Stdio::null());
    let preview = Preview::run_by(command, site.path(), &[]);
    preview.wait("/2026/03/01/closed/", has("Closed."));
    set_mode(&closed, 0o000);
    let told = preview
        .wait(FINDINGS, has("content/briefs/closed.md"))
        .text();
    assert!(told.contains("ermission denied"), "{told}");
    write(
        site.path(),
        "content/briefs/open.md",
        &brief("Open", "Still open."),
    );
    preview.wait("/2026/03/01/open/", has("Still open."));
    set_mode(&closed, 0o644);
    preview.wait(FINDINGS, has("\"n_errors\":0"));
    preview.wait("/2026/03/01/closed/", has("Closed."));
}

#[cfg(target_os = "linux")]
#[test]
fn where_there_is_no_room_to_watch_the_folder_is_looked_through() {
    let site = site(&[("content/briefs/a.md", &brief("A", "First."))]);
    let may = Command::new("unshare")
        .args(["--user", "--map-root-user", "true"])
        .status();
    assert!(
        may.is_ok_and(|status| status.success()),
        "user namespaces are needed to test this: apt-get install util-linux; sysctl kernel.unprivileged_userns_clone=1"
    );
    // A user of its own, who may watch one folder.
    let mut command = Command::new("unshare");
    let script = "echo 1 > /proc/sys/user/max_inotify_watches && exec \"$0\" \"$@\"";
    command.args(["--user", "--map-root-user", "sh", "-c", script, PROGRAM]);
    command.stderr(Stdio::piped());
    let mut preview = Preview::run_by(command, site.path(), &[]);
    let mut said = String::new();
    BufReader::new(preview.stderr())
        .read_line(&mut said)
        .expect("it says so");
    assert!(
        said.contains("polling the site's folder") && said.contains("max_user_watches"),
        "{said}"
    );
    preview.wait("/2026/03/01/a/", has("First."));
    // Again and again, not only at first.
    for text in ["Second.", "Third."] {
        write(site.path(), "content/briefs/a.md", &brief("A", text));
        preview.wait("/2026/03/01/a/", has(text));
    }
}

/// The system keeps so many events for a process that does not fetch them; the next ones are lost.
#[cfg(target_os = "linux")]
fn max_queued_events() -> usize {
    let text =
        fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").expect("a file of the system");
    text.trim().parse().expect("a number")
}

#[cfg(target_os = "linux")]
#[test]
fn what_the_system_has_lost_is_looked_for() {
    use rustix::process::{Pid, Signal, kill_process};

    let site = site(&[("content/briefs/a.md", &brief("A", "First."))]);
    let preview = Preview::start(site.path(), &[]);
    preview.wait("/2026/03/01/a/", has("First."));
    let process = Pid::from_raw(i32::try_from(preview.id()).expect("a number")).expect("a process");
    kill_process(process, Signal::STOP).expect("stopped");
    // Each is written and closed: two events, one of which may be told together with the one before.
    for number in 0..max_queued_events() {
        fs::write(
            site.path()
                .join(format!("content/briefs/{}.txt", number % 2)),
            "Text.",
        )
        .expect("written");
    }
    write(site.path(), "content/briefs/a.md", &brief("A", "Second."));
    write(site.path(), "content/briefs/b.md", &brief("B", "New."));
    kill_process(process, Signal::CONT).expect("goes on");
    preview.wait("/2026/03/01/a/", has("Second."));
    preview.wait("/2026/03/01/b/", has("New."));
}

#[test]
fn after_a_checkout_of_hundreds_of_files_every_page_is_as_a_cold_build_has_it() {
    let site = site(&[("site.yaml", "title: Repository\nentities: open\n")]);
    let root = site.path();
    let path = |number: u32| format!("content/briefs/{}/b{number}.md", number % 7);
    for number in 0..300 {
        write(
            root,
            &path(number),
            &brief(&format!("Main {number}"), "Of the main branch."),
        );
    }
    git(root, &["init", "--quiet", "--initial-branch=main"]);
    git(root, &["add", "."]);
    git(root, &["commit", "--quiet", "--message=Main"]);
    git(root, &["checkout", "--quiet", "-b", "other"]);
    for number in 0..200 {
        write(
            root,
            &path(number),
            &brief(&format!("Other {number}"), "Of the other branch."),
        );
    }
    (200..260).for_each(|number| fs::remove_file(root.join(path(number))).expect("removed"));
    (300..400).for_each(|number| {
        write(
            root,
            &path(number),
            &brief(&format!("New {number}"), "New."),
        )
    });
    git(root, &["add", "."]);
    git(root, &["commit", "--quiet", "--message=Other"]);
    git(root, &["checkout", "--quiet", "main"]);
    let preview = Preview::start(root, &["--no-drafts"]);
    for lang in ["other", "main"] {
        git(root, &["checkout", "--quiet", lang]);
        preview.wait_for_all(&built(root, "/"));
    }
}

#[test]
fn a_save_that_changes_nothing_is_no_revision() {
    let site = site(&[
        ("content/briefs/a.md", &brief("A", "First.")),
        ("content/briefs/b.md", &brief("B", "First.")),
    ]);
    let preview = Preview::start(site.path(), &[]);
    let page = "/2026/03/01/a/";
    let before = revision(&preview.wait(page, has("First.")));
    let b = fs::File::options()
        .append(true)
        .open(site.path().join("content/briefs/b.md"))
        .expect("it is there");
    b.set_modified(SystemTime::now()).expect("touched");
    drop(b);
    write(site.path(), "content/briefs/b.md", &brief("B", "First."));
    write(site.path(), "content/briefs/a.md", &brief("A", "Second."));
    let after = revision(&preview.wait(page, has("Second.")));
    assert_eq!(after, before + 1);
}

#[test]
fn a_brief_may_be_saved_in_place_or_by_way_of_a_backup() {
    let site = site(&[("content/briefs/a.md", &brief("A", "First."))]);
    let preview = Preview::start(site.path(), &[]);
    let page = "/2026/03/01/a/";
    preview.wait(page, has("First."));
    let path = site.path().join("content/briefs/a.md");
    fs::write(&path, brief("A", "In place.")).expect("written");
    preview.wait(page, has("In place."));
    fs::rename(&path, site.path().join("content/briefs/a.md~")).expect("renamed");
    fs::write(&path, brief("A", "Behind a backup.")).expect("written");
    preview.wait(page, has("Behind a backup."));
}

#[test]
fn a_browser_is_opened_at_the_address() {
    let site = site(&[("content/briefs/a.md", &brief("A", "First."))]);
    // It waits until somebody reads what the browser was given.
    let pipe = site.path().join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(
        made.is_ok_and(|status| status.success()),
        "`mkfifo` is needed: apt-get install coreutils"
    );
    let browser = site.path().join("browser");
    let script = format!("#!/bin/sh\necho \"$1\" > '{}'\n", pipe.display());
    let mut copy = Command::new("sh");
    copy.args(["-c", "cat > \"$0\" && chmod 755 \"$0\""])
        .arg(&browser)
        .stdin(Stdio::piped());
    let mut copy = copy.spawn().expect("a shell");
    std::io::Write::write_all(
        &mut copy.stdin.take().expect("its input"),
        script.as_bytes(),
    )
    .expect("written");
    assert!(copy.wait().is_ok_and(|status| status.success()));
    let mut command = Command::new(PROGRAM);
    command.stderr(Stdio::null()).env("BROWSER", &browser);
    let preview = Preview::run_by(command, site.path(), &["--open"]);
    let opened = fs::read_to_string(&pipe).expect("read");
    assert_eq!(opened.trim(), format!("http://127.0.0.1:{}/", preview.port));
}

#[test]
fn without_content_it_waits_and_says_so() {
    let site = tempfile::tempdir().expect("a folder");
    let preview = Preview::start(site.path(), &[]);
    let looked = format!(
        "{}/content",
        site.path().canonicalize().expect("there").display()
    );
    let answer = preview.wait("/", has("No content yet"));
    assert!(
        answer.text().contains(&looked) && answer.text().contains("/_dateline/client.js"),
        "{answer:?}"
    );
    write(site.path(), "content/briefs/a.mdx", &brief("A", "Text."));
    preview.wait(
        "/2026/03/01/a/",
        has("content/briefs/a.mdx</code>: Dateline reads Markdown"),
    );
    fs::rename(
        site.path().join("content/briefs/a.mdx"),
        site.path().join("content/briefs/a.markdown"),
    )
    .expect("renamed");
    preview.wait("/2026/03/01/a/", has("Text."));
    write(site.path(), "site.yml", "title: Named\n");
    preview.wait("/", has("Named"));
    fs::remove_dir_all(site.path().join("content")).expect("removed");
    preview.wait("/", has("No content yet"));
}
