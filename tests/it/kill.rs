//! Builds that are killed, meet each other, or find the disk full or closed: the program itself, on a real disk.
//! On Linux only, where a folder can be exchanged for another. The steps one by one are in `src/disk/tests`.

mod refused;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, ErrorKind, Read as _};
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::support::rounds;

const PROGRAM: &str = env!("CARGO_BIN_EXE_dateline");
const N_BRIEFS: usize = 60;
/// The versions of the site, in turn: every other time a single brief changes, and then every page.
const VERSIONS: [(&str, &str); 4] = [("One", "a"), ("One", "b"), ("Two", "b"), ("Two", "a")];

/// The files of a folder with their bytes, by path.
type Snapshot = BTreeMap<String, Vec<u8>>;

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

fn put_brief(root: &Path, name: &str, text: &str) {
    let front =
        format!("title: Brief {name}\ndate: 2026-03-01\nsource: https://wire.example/{name}");
    put(
        root,
        &format!("content/briefs/{name}.md"),
        &format!("---\n{front}\n---\n{text}\n"),
    );
}

fn put_title(root: &Path, title: &str) {
    put(
        root,
        "site.yaml",
        &format!("title: {title}\nurl: https://briefs.example/\n"),
    );
}

/// Makes the site in `root` the given one of the versions.
fn put_version(root: &Path, version: usize) {
    let (title, text) = VERSIONS[version];
    put_title(root, title);
    put_brief(root, "b33", text);
    // Files that come and go, and one that becomes a folder.
    let _ = fs::remove_dir_all(root.join("static"));
    put(root, &format!("static/{text}.txt"), text);
    put(
        root,
        if text == "a" {
            "static/turn"
        } else {
            "static/turn/in"
        },
        text,
    );
}

fn command(root: &Path, output: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .args([
            "build",
            "--quiet",
            "--jobs",
            "1",
            "--now",
            "2026-06-01",
            "--root",
        ])
        .arg(root);
    command.arg("--output").arg(output).stdin(Stdio::null());
    command
}

fn build(root: &Path, output: &Path) -> Output {
    command(root, output).output().expect("runs")
}

fn build_well(root: &Path, output: &Path) {
    let run = build(root, output);
    assert!(run.status.success(), "{run:?}");
}

/// The files of the site in `folder`, and its manifest; without what else is Dateline's own.
fn snapshot(folder: &Path) -> Snapshot {
    let mut files = Snapshot::new();
    for entry in walkdir::WalkDir::new(folder.join(".")) {
        let entry = entry.expect("readable");
        let path = entry
            .path()
            .strip_prefix(folder.join("."))
            .expect("below")
            .to_str()
            .expect("UTF-8");
        let is_own = path.starts_with(".dateline-") && path != ".dateline-manifest";
        if entry.file_type().is_file() && !is_own {
            files.insert(path.to_owned(), fs::read(entry.path()).expect("read"));
        }
    }
    files
}

/// What is Dateline's own in `folder` and is no manifest.
fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .expect("readable")
        .map(|entry| entry.expect("readable").path());
    entries
        .filter(|path| {
            path.to_string_lossy().contains(".dateline-") && !path.ends_with(".dateline-manifest")
        })
        .collect()
}

/// Numbers without pattern, the same in every run (xorshift64*).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) % bound
    }
}

/// An output whose builds are killed, and what may be seen there.
struct Victim {
    site: TempDir,
    output: PathBuf,
    journal: PathBuf,
    /// Each version, as a build that nobody disturbs writes it.
    versions: Vec<Snapshot>,
    /// How long a build takes, in microseconds.
    duration: u64,
}

/// How often the kills left the old site, the new one, and a journal.
#[derive(Debug, Default)]
struct Seen {
    old: usize,
    new: usize,
    journal: usize,
}

impl Victim {
    /// `output` and `journal` are relative to the site.
    fn new(output: &str, journal: &str) -> Victim {
        let site = tempfile::tempdir().expect("a folder");
        let root = site.path();
        for n in 10..10 + N_BRIEFS {
            put_brief(root, &format!("b{n}"), "Text.");
        }
        fs::create_dir(root.join("www")).expect("made");
        symlink("www", root.join("link")).expect("linked");
        let mut versions = Vec::new();
        let mut duration = 0;
        for version in 0..VERSIONS.len() {
            put_version(root, version);
            let started = Instant::now();
            build_well(root, &root.join("undisturbed"));
            duration = u64::try_from(started.elapsed().as_micros()).expect("short");
            versions.push(snapshot(&root.join("undisturbed")));
        }
        let (output, journal) = (root.join(output), root.join(journal));
        put_version(root, 0);
        build_well(root, &output);
        assert_eq!(snapshot(&output), versions[0]);
        Victim {
            site,
            output,
            journal,
            versions,
            duration,
        }
    }

    /// Begins a build and kills it: at any time, late, or as soon as it has a journal or has exchanged the output, or
    /// a little later.
    fn kill(&self, round: u32, numbers: &mut Numbers) {
        let folder = inode(&self.output);
        let mut child = command(self.site.path(), &self.output)
            .spawn()
            .expect("runs");
        let mut wait_for = |path: &Path| {
            while !path.exists()
                && inode(&self.output) == folder
                && child.try_wait().expect("waited").is_none()
            {
                thread::sleep(Duration::from_micros(20));
            }
        };
        let micros = match round % 4 {
            0 => numbers.below(self.duration),
            1 => self.duration * 3 / 5 + numbers.below(self.duration / 2),
            2 => {
                wait_for(&self.journal);
                numbers.below(100)
            }
            _ => {
                wait_for(&self.journal);
                numbers.below(self.duration / 20)
            }
        };
        thread::sleep(Duration::from_micros(micros));
        child.kill().expect("killed");
        child.wait().expect("waited");
    }

    /// Kills `n_rounds` builds. After each there must be the site from before, or the new one, or a
    /// journal; and after a journal the new one, even if the run that finishes it is killed as well.
    fn kill_many(&self, n_rounds: u32, seed: u64) -> Seen {
        let mut numbers = Numbers(seed);
        let mut seen = Seen::default();
        let (mut shown, mut begun) = (0, None);
        for round in 0..n_rounds {
            let next = begun.unwrap_or((shown + 1) % VERSIONS.len());
            put_version(self.site.path(), next);
            self.kill(round, &mut numbers);
            if self.journal.exists() {
                seen.journal += 1;
                begun = Some(next);
                if numbers.below(2) == 0 {
                    continue;
                }
                self.finish_without_building();
            }
            let found = snapshot(&self.output);
            if found == self.versions[next] {
                seen.new += 1;
                shown = next;
            } else {
                assert!(
                    found == self.versions[shown],
                    "round {round}: neither old nor new"
                );
                assert!(
                    begun.is_none(),
                    "round {round}: what was begun is not finished"
                );
                seen.old += 1;
            }
            begun = None;
        }
        seen
    }

    /// Runs a build that fails for its content: even it finishes what another has begun.
    fn finish_without_building(&self) {
        put(
            self.site.path(),
            "content/briefs/broken.md",
            "---\ntitle: Broken\n---\n",
        );
        let run = build(self.site.path(), &self.output);
        fs::remove_file(self.site.path().join("content/briefs/broken.md")).expect("removed");
        assert_eq!(run.status.code(), Some(1), "{run:?}");
        assert!(!self.journal.exists());
    }

    /// Reads files of the output again and again: each is always there, and is that of some version.
    fn read_until(&self, is_over: &AtomicBool) -> usize {
        let paths = [
            "index.html",
            "2026/03/01/b33/index.html",
            "feed.xml",
            "sitemap.xml",
            "404.html",
        ];
        let mut n_read = 0;
        while !is_over.load(Ordering::Relaxed) {
            for path in paths {
                let folder = inode(&self.output);
                match fs::read(self.output.join(path)) {
                    Ok(bytes) => {
                        let is_whole = self.versions.iter().any(|version| version[path] == bytes);
                        assert!(
                            is_whole,
                            "{path} is of no version:\n{}",
                            String::from_utf8_lossy(&bytes)
                        );
                        n_read += 1;
                    }
                    // Asked of a folder that was exchanged for another at this very moment.
                    Err(cause)
                        if cause.kind() == ErrorKind::NotFound && inode(&self.output) != folder => {
                    }
                    Err(cause) => panic!("{path} is always there: {cause}"),
                }
            }
            thread::sleep(Duration::from_micros(500));
        }
        n_read
    }
}

fn inode(folder: &Path) -> u64 {
    fs::metadata(folder)
        .expect("the output is always there")
        .ino()
}

/// Kills builds into `output` while somebody reads there.
fn check_kills(output: &str, journal: &str, n_rounds: u32) {
    let victim = Victim::new(output, journal);
    let is_over = AtomicBool::new(false);
    let (seen, n_read) = thread::scope(|scope| {
        let reader = scope.spawn(|| victim.read_until(&is_over));
        let killed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            victim.kill_many(n_rounds, 42)
        }));
        is_over.store(true, Ordering::Relaxed);
        let n_read = reader.join().expect("what was read is whole");
        (
            killed.unwrap_or_else(|cause| std::panic::resume_unwind(cause)),
            n_read,
        )
    });
    assert!(
        seen.old > 0 && seen.new > 0 && seen.journal > 0 && n_read > 0,
        "{seen:?}, {n_read} reads"
    );
    put_version(victim.site.path(), 2);
    build_well(victim.site.path(), &victim.output);
    assert!(snapshot(&victim.output) == victim.versions[2]);
    assert_eq!(
        [leftovers(victim.site.path()), leftovers(&victim.output)].concat(),
        [""; 0].map(PathBuf::from)
    );
}

#[test]
fn killed_at_any_instant_the_site_is_old_or_new_or_can_be_finished() {
    check_kills("public", ".public.dateline-journal", rounds(200));
}

#[test]
fn killed_while_writing_through_a_link_the_site_is_old_or_new_or_can_be_finished() {
    check_kills("link", "www/.dateline-journal", rounds(60));
}

/// A site with one brief.
fn small_site(title: &str) -> TempDir {
    let site = tempfile::tempdir().expect("a folder");
    put_title(site.path(), title);
    put_brief(site.path(), "a", "Text.");
    site
}

#[test]
fn two_builds_at_once_wait_and_one_follows_the_other() {
    let (one, two, shared) = (
        small_site("One"),
        small_site("Two"),
        tempfile::tempdir().expect("a folder"),
    );
    let output = shared.path().join("out");
    // A third one, whose turn ends when both have said that they wait.
    let path = shared.path().join(".out.dateline-lock");
    let lock = File::create(&path).expect("made");
    lock.lock().expect("locked");
    let begin = |site: &TempDir| {
        let mut command = Command::new(PROGRAM);
        command
            .args(["build", "--root"])
            .arg(site.path())
            .arg("--output")
            .arg(&output);
        let mut child = command
            .args(["--now", "2026-06-01"])
            .stderr(Stdio::piped())
            .spawn()
            .expect("runs");
        let said = BufReader::new(child.stderr.take().expect("a pipe"));
        (child, said)
    };
    let mut builds = [begin(&one), begin(&two)];
    for (_, said) in &mut builds {
        let line = said.lines().next().expect("a line").expect("UTF-8");
        assert_eq!(
            line,
            format!(
                "waiting for another build of `{}` to finish",
                output.display()
            )
        );
    }
    fs::remove_file(path).expect("removed");
    drop(lock);
    for (mut child, mut said) in builds {
        let mut rest = String::new();
        said.read_to_string(&mut rest).expect("UTF-8");
        assert!(child.wait().expect("waited").success(), "{rest}");
    }
    let found = snapshot(&output);
    let is_of = |site: &TempDir| {
        build_well(site.path(), &shared.path().join("alone"));
        snapshot(&shared.path().join("alone")) == found
    };
    assert!(is_of(&one) || is_of(&two));
    assert_eq!(leftovers(shared.path()), [""; 0].map(PathBuf::from));
}
