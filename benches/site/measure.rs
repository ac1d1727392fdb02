//! Runs one build and says what it cost.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use wait4::Wait4;

use crate::NOW;

/// Threads of the program that only writes, as many as Dateline has on the machine of the published figures.
const WRITERS: usize = 2;

/// What one build cost.
#[derive(Clone, Copy)]
pub struct Cost {
    wall: Duration,
    cpu: Duration,
    /// Most memory held at once, in bytes.
    peak: u64,
    n_files: usize,
    n_bytes: u64,
}

impl Cost {
    /// Writes the medians of `costs` as the cells of a row; `None` if there are none.
    pub fn row(mut costs: Vec<Cost>) -> Option<String> {
        costs.sort_by_key(|cost| cost.wall);
        let median = *costs.get(costs.len() / 2)?;
        let seconds = |duration: Duration| format!("{:.2}", duration.as_secs_f64());
        let mut cpu: Vec<Duration> = costs.iter().map(|cost| cost.cpu).collect();
        cpu.sort();
        let peak = costs.iter().map(|cost| cost.peak).max().unwrap_or(0);
        Some(format!(
            "{} | {}–{} | {} | {} | {} | {:.0} | {:.0}",
            seconds(median.wall),
            seconds(costs.first()?.wall),
            seconds(costs.last()?.wall),
            seconds(cpu[cpu.len() / 2]),
            peak >> 20,
            median.n_files,
            median.n_bytes as f64 / 1e6,
            median.wall.as_secs_f64() * 1e6 / median.n_files.max(1) as f64,
        ))
    }
}

/// Builds `site` with Dateline into `output`.
pub fn dateline(site: &Path, output: &Path) -> Cost {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command
        .args(["build", "--quiet", "--now", NOW, "--root"])
        .arg(site)
        .arg("--output")
        .arg(output);
    run(command, output)
}

/// Builds `site` with Hugo into `output`.
pub fn hugo(program: &Path, site: &Path, output: &Path) -> Cost {
    let mut command = Command::new(program);
    command
        .args(["--quiet", "--noBuildLock", "-s"])
        .arg(site)
        .arg("-d")
        .arg(output);
    run(command, output)
}

fn run(mut command: Command, output: &Path) -> Cost {
    settle(output);
    let start = Instant::now();
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    let done = child.wait4().expect("the program ends");
    assert!(done.status.success(), "{command:?} failed");
    sync(output);
    let wall = start.elapsed();
    let (n_files, n_bytes) = volume(output);
    let cpu = done.rusage.utime + done.rusage.stime;
    Cost {
        wall,
        cpu,
        peak: done.rusage.maxrss,
        n_files,
        n_bytes,
    }
}

fn files(folder: &Path) -> impl Iterator<Item = walkdir::DirEntry> {
    let entries = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("readable"));
    entries.filter(|entry| entry.file_type().is_file())
}

/// How many files are below `folder`, and their bytes.
fn volume(folder: &Path) -> (usize, u64) {
    files(folder).fold((0, 0), |(n_files, n_bytes), entry| {
        (
            n_files + 1,
            n_bytes + entry.metadata().expect("a file").len(),
        )
    })
}

/// The argument that makes this program the plain writer: `--plain TREE DEST`.
pub const PLAIN: &str = "--plain";

/// Writes the files of `tree` into `output` with plain calls, in a process of its own: a process that holds much
/// would lend its size to those that it starts.
pub fn plain(tree: &Path, output: &Path) -> Cost {
    settle(output);
    let program = std::env::current_exe().expect("this program");
    let said = Command::new(program)
        .arg(PLAIN)
        .arg(tree)
        .arg(output)
        .output()
        .expect("it starts");
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let mut ms = said
        .split_whitespace()
        .filter_map(|ms| ms.parse().ok())
        .map(Duration::from_millis);
    let (wall, cpu) = (
        ms.next().expect("it tells its time"),
        ms.next().expect("and its processor time"),
    );
    let (n_files, n_bytes) = volume(output);
    Cost {
        wall,
        cpu,
        peak: 0,
        n_files,
        n_bytes,
    }
}

/// Is the plain writer: the folders, then the files of `tree`, which are in memory before. Nothing is computed in
/// between. Returns the milliseconds that it took, and those of the processor.
pub fn write_plainly(tree: &Path, output: &Path) -> (u128, u128) {
    let below = |entry: &walkdir::DirEntry| {
        entry
            .path()
            .strip_prefix(tree)
            .expect("below it")
            .to_owned()
    };
    let files: Vec<(PathBuf, Vec<u8>)> = files(tree)
        .map(|entry| (below(&entry), fs::read(entry.path()).expect("a file")))
        .collect();
    let folders: BTreeSet<&Path> = files
        .iter()
        .flat_map(|(path, _)| path.ancestors().skip(1))
        .collect();
    let folders: Vec<&Path> = folders.into_iter().collect();
    let before = cpu();
    let start = Instant::now();
    in_parts(&folders, |folder| {
        fs::create_dir_all(output.join(folder)).expect("a folder")
    });
    in_parts(&files, |(path, bytes)| {
        fs::write(output.join(path), bytes).expect("a file")
    });
    sync(output);
    (
        start.elapsed().as_millis(),
        cpu().saturating_sub(before).as_millis(),
    )
}

fn in_parts<T: Sync>(items: &[T], work: impl Fn(&T) + Sync) {
    thread::scope(|scope| {
        for part in items.chunks(items.len().div_ceil(WRITERS).max(1)) {
            scope.spawn(|| part.iter().for_each(&work));
        }
    });
}

/// Processor time that this process has taken so far, by Linux's count; zero elsewhere.
fn cpu() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|n| n.parse::<u64>().ok())
        .sum();
    Duration::from_millis(ticks * 10)
}

/// Lets what the last build has written reach the disk before the next one begins.
fn settle(output: &Path) {
    sync(output.parent().expect("an output lies in a folder"));
}

fn sync(folder: &Path) {
    let folder = File::open(folder).expect("a folder");
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(folder).expect("the disk takes it");
    #[cfg(not(target_os = "linux"))]
    folder.sync_all().expect("the disk takes it");
}
