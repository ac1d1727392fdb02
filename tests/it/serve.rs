//! The live preview over HTTP: what it answers, whom it refuses, and that it stays true to its folder.

#[cfg(target_os = "linux")]
mod edits;
mod strangers;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Longest wait for something that is to happen.
const PATIENCE: Duration = Duration::from_secs(20);
const NOW: &str = "2026-06-01T12:00:00Z";

/// A preview that runs, ended when it is dropped.
pub(crate) struct Preview {
    child: Child,
    pub port: u16,
    /// The line that says where it is.
    pub line: String,
    stdout: BufReader<ChildStdout>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub status: u16,
    pub head: String,
    body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Preview {
    pub(crate) fn start(root: &Path, args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.stderr(Stdio::null());
        Self::run_by(command, root, args)
    }

    /// Starts it by a command that lacks its arguments only.
    pub(crate) fn run_by(mut command: Command, root: &Path, args: &[&str]) -> Self {
        command
            .args(["serve", "--root"])
            .arg(root)
            .args(["--now", NOW])
            .args(args);
        if !args.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        let mut child = command.stdout(Stdio::piped()).spawn().expect("it starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("it has an output"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("it says where it is");
        let url = line
            .split_whitespace()
            .find(|word| word.starts_with("http://"))
            .expect("an address");
        let port = url
            .trim_end_matches('/')
            .rsplit(':')
            .next()
            .and_then(|port| port.parse().ok());
        Preview {
            child,
            port: port.expect("a port"),
            line,
            stdout,
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("set");
        stream
    }

    /// Sends `head`, the lines of a request, and reads the answer.
    pub(crate) fn send(&self, head: &[u8]) -> Answer {
        let mut stream = self.connect();
        // The server may answer before it has read all of a request that is too long.
        let _ = stream.write_all(head);
        let _ = stream.write_all(b"\r\nConnection: close\r\n\r\n");
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .unwrap_or(0);
        Answer {
            status,
            head,
            body: bytes.get(end + 4..).unwrap_or_default().to_vec(),
        }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send(format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}", self.port).as_bytes())
    }

    /// Asks for `path` until the answer is as it should be.
    pub(crate) fn wait(&self, path: &str, is_right: impl Fn(&Answer) -> bool) -> Answer {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if is_right(&answer) {
                return answer;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "{path} stays {}: {}",
                answer.status,
                answer.text()
            );
            std::thread::yield_now();
        }
    }

    /// Waits until each of `files` is answered as it is there, but for the script tag in pages.
    pub(crate) fn wait_for_all(&self, files: &BTreeMap<String, Vec<u8>>) {
        for (path, bytes) in files {
            let want = String::from_utf8_lossy(bytes).into_owned();
            self.wait(path, |answer| {
                let text = answer.text();
                if answer.head.contains("text/html") {
                    without_script(&text) == want
                } else {
                    text == want
                }
            });
        }
    }

    /// The number of its process.
    #[cfg(target_os = "linux")]
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it says, if it was started with a pipe for that.
    pub(crate) fn stderr(&mut self) -> ChildStderr {
        self.child
            .stderr
            .take()
            .expect("it has a pipe for what it says")
    }

    /// Bytes of memory that it uses now.
    #[cfg(target_os = "linux")]
    fn resident(&self) -> u64 {
        let status =
            fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("it runs");
        let line = status
            .lines()
            .find(|line| line.starts_with("VmRSS:"))
            .expect("a size");
        line.split_whitespace()
            .nth(1)
            .and_then(|kib| kib.parse::<u64>().ok())
            .expect("a number")
            * 1024
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn brief(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-03-01\nsource: https://wire.example/a\n---\n{text}\n")
}

pub(crate) fn site(files: &[(&str, &str)]) -> TempDir {
    let site = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        write(site.path(), path, text);
    }
    site
}

pub(crate) fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    let beside = path.with_extension("tmp");
    fs::write(&beside, text).expect("written");
    fs::rename(beside, path).expect("renamed");
}

/// Builds the site at `root` and returns its files by the path that a browser asks for.
pub(crate) fn built(root: &Path, base: &str) -> BTreeMap<String, Vec<u8>> {
    let output = tempfile::tempdir().expect("a folder");
    let built = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["build", "--quiet", "--now", NOW, "--root"])
        .arg(root)
        .arg("--output")
        .arg(output.path().join("site"))
        .status()
        .expect("it runs");
    assert!(built.success(), "the site builds");
    let folder = output.path().join("site");
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&folder) {
        let entry = entry.expect("readable");
        if !entry.file_type().is_file() || entry.file_name() == ".dateline-manifest" {
            continue;
        }
        let below = entry
            .path()
            .strip_prefix(&folder)
            .expect("below")
            .to_str()
            .expect("UTF-8");
        let path = below.strip_suffix("index.html").unwrap_or(below);
        files.insert(
            format!("{base}{path}"),
            fs::read(entry.path()).expect("read"),
        );
    }
    files
}

/// The answer without the script tag, of which there must be one.
fn without_script(text: &str) -> String {
    let begin = text
        .find("<script src=\"/_dateline/client.js\"")
        .expect("the script tag");
    let end = begin + text[begin..].find("</script>").expect("its end") + "</script>".len();
    [&text[..begin], &text[end..]].concat()
}

/// A copy of the demonstration site at another address.
fn demonstration(url: &str) -> TempDir {
    let project = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let copy = tempfile::tempdir().expect("a folder");
    for part in ["content", "templates", "static"] {
        for entry in walkdir::WalkDir::new(project.join(part)) {
            let entry = entry.expect("readable");
            let to = copy
                .path()
                .join(entry.path().strip_prefix(&project).expect("below"));
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).expect("made");
            } else {
                fs::copy(entry.path(), to).expect("copied");
            }
        }
    }
    let config = fs::read_to_string(project.join("site.yaml")).expect("read");
    let is_url = |line: &&str| line.starts_with("url:");
    assert_eq!(
        config.lines().filter(is_url).count(),
        1,
        "the demonstration site says where it stands"
    );
    let lines = config.lines().map(|line| {
        if is_url(&line) {
            format!("url: {url}")
        } else {
            line.to_owned()
        }
    });
    fs::write(
        copy.path().join("site.yaml"),
        lines.collect::<Vec<_>>().join("\n") + "\n",
    )
    .expect("written");
    copy
}

#[test]
fn every_answer_is_what_build_writes_and_the_script_tag() {
    for (url, base) in [
        ("https://briefs.example/", "/"),
        ("https://x.example/news/", "/news/"),
    ] {
        let site = demonstration(url);
        let preview = Preview::start(site.path(), &["--no-drafts"]);
        for (path, bytes) in built(site.path(), base) {
            let answer = preview.get(&dateline::url::encode_path(&path));
            assert_eq!(answer.status, 200, "{path}");
            if answer.head.contains("text/html") {
                assert_eq!(
                    without_script(&answer.text()),
                    String::from_utf8_lossy(&bytes),
                    "{path}"
                );
            } else {
                assert!(answer.body == bytes, "{path} is as it was built");
            }
        }
    }
}

#[test]
fn the_preview_stands_at_the_path_of_the_site() {
    let site = site(&[
        ("site.yaml", "url: https://x.example/news/\n"),
        ("content/briefs/a.md", &brief("A", "Text.")),
    ]);
    let preview = Preview::start(site.path(), &[]);
    let root = preview.get("/");
    assert!(
        root.status == 307 && root.head.contains("location: /news/"),
        "{root:?}"
    );
    assert_eq!(preview.get("/news/2026/03/01/a/").status, 200);
    let without = preview.get("/news/2026/03/01/a");
    assert!(
        without.status == 308 && without.head.contains("location: /news/2026/03/01/a/"),
        "{without:?}"
    );
    assert_eq!(preview.get("/2026/03/01/a/").status, 404);
}

#[test]
fn whatever_happens_to_the_folder_it_is_shown() {
    let site = site(&[
        ("site.yaml", "title: Before\n"),
        ("content/briefs/a.md", &brief("A", "First.")),
    ]);
    let preview = Preview::start(site.path(), &[]);
    let page = "/2026/03/01/a/";
    let has = |text: &'static str| move |answer: &Answer| answer.text().contains(text);
    preview.wait(page, has("First."));
    // A new folder, with a file in it at once.
    write(
        site.path(),
        "content/briefs/new/b.md",
        &brief("B", "In a new folder."),
    );
    preview.wait("/2026/03/01/b/", has("In a new folder."));
    fs::rename(
        site.path().join("content/briefs/new"),
        site.path().join("content/briefs/renamed"),
    )
    .expect("renamed");
    write(
        site.path(),
        "content/briefs/renamed/b.md",
        &brief("B", "In a renamed folder."),
    );
    preview.wait("/2026/03/01/b/", has("In a renamed folder."));
    fs::remove_dir_all(site.path().join("content/briefs/renamed")).expect("removed");
    preview.wait("/2026/03/01/b/", |answer| answer.status == 404);
    // All content away, and back.
    let away = tempfile::tempdir_in(site.path()).expect("a folder");
    fs::rename(site.path().join("content"), away.path().join("content")).expect("renamed");
    preview.wait(page, |answer| answer.status == 404);
    fs::rename(away.path().join("content"), site.path().join("content")).expect("renamed");
    preview.wait(page, has("First."));
    write(site.path(), "content/briefs/a.md", &brief("A", "Second."));
    preview.wait(page, has("Second."));
    // `site.yaml` broken, and mended: the last good one holds meanwhile.
    write(site.path(), "site.yaml", "title: [\n");
    preview.wait("/_dateline/findings?page=/", |answer| {
        !answer.text().contains("\"n_errors\":0")
    });
    assert!(preview.get("/").text().contains("Before"));
    write(site.path(), "site.yaml", "title: After\n");
    preview.wait("/", has("After"));
    preview.wait("/_dateline/findings?page=/", has("\"n_errors\":0"));
}

#[cfg(unix)]
#[test]
fn links_inside_the_site_are_followed() {
    let site = site(&[
        ("content/briefs/a.md", &brief("A", "Text.")),
        ("content/desk/b.md", ""),
    ]);
    fs::remove_dir_all(site.path().join("content/desk")).expect("removed");
    write(site.path(), "static/real/b.md", &brief("B", "Linked."));
    std::os::unix::fs::symlink(
        site.path().join("static/real"),
        site.path().join("content/briefs/linked"),
    )
    .expect("linked");
    let preview = Preview::start(site.path(), &[]);
    preview.wait("/2026/03/01/b/", |answer| answer.text().contains("Linked."));
    write(
        site.path(),
        "static/real/b.md",
        &brief("B", "Changed behind the link."),
    );
    preview.wait("/2026/03/01/b/", |answer| {
        answer.text().contains("Changed behind the link.")
    });
}

#[test]
fn a_taken_port_is_passed_over() {
    let site = site(&[("content/briefs/a.md", &brief("A", "Text."))]);
    let taken = TcpListener::bind(("127.0.0.1", 0)).expect("bound");
    let port = taken.local_addr().expect("an address").port();
    let preview = Preview::start(site.path(), &["--port", &port.to_string()]);
    assert!(preview.port > port && preview.port <= port + 20);
    assert_eq!(preview.get("/").status, 200);
}

#[cfg(unix)]
#[test]
fn it_ends_at_once_when_told_to() {
    let site = site(&[("content/briefs/a.md", &brief("A", "Text."))]);
    let mut preview = Preview::start(site.path(), &[]);
    let mut listening = preview.connect();
    listening
        .write_all(
            format!(
                "GET /_dateline/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
                preview.port
            )
            .as_bytes(),
        )
        .expect("asked");
    let mut first = [0; 1];
    listening.read_exact(&mut first).expect("it answers");
    let id = rustix::process::Pid::from_child(&preview.child);
    let start = Instant::now();
    rustix::process::kill_process(id, rustix::process::Signal::INT).expect("told");
    let mut rest = String::new();
    preview
        .stdout
        .read_to_string(&mut rest)
        .expect("its output ends");
    assert!(preview.child.wait().expect("it ended").success());
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "{:?}",
        start.elapsed()
    );
    assert!(!site.path().join("public").exists());
}
