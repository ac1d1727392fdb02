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
    command.args(["build", "--quiet", "--now", NOW, "--root"]).arg(site).arg("--output").arg(output);
    run(command, output)
}

/// Builds `site` with Hugo into `output`.
pub fn hugo(program: &Path, site: &Path, output: &Path) -> Cost {
    let mut command = Command::new(program);
    command.args(["--quiet", "--noBuildLock", "-s"]).arg(site).arg("-d").arg(output);
    run(command, output)
}

fn run(mut command: Command, output: &Path) -> Cost {
    settle(output);
    let start = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().expect("the program starts");
    let done = child.wait4().expect("the program ends");
    assert!(done.status.success(), "{command:?} failed");
    sync(output);
    let wall = start.elapsed();
    let tree = Tree::read(output);
    Cost {
        wall,
        cpu: done.rusage.utime + done.rusage.stime,
        peak: done.rusage.maxrss,
        n_files: tree.files.len(),
        n_bytes: tree.n_bytes(),
    }
}

/// Files in memory.
pub struct Tree {
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Tree {
    /// Reads every file below `folder`.
    pub fn read(folder: &Path) -> Tree {
        let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("readable"));
        let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below it").to_owned();
            (path, fs::read(entry.path()).expect("a file"))
        });
        Tree { files: files.collect() }
    }

    fn n_bytes(&self) -> u64 {
        self.files.iter().map(|(_, bytes)| bytes.len() as u64).sum()
    }
}

/// Writes `tree` into `output` with plain calls: the folders, then the files. Nothing is computed in between.
pub fn plain(tree: &Tree, output: &Path) -> Cost {
    let folders: BTreeSet<&Path> = tree.files.iter().flat_map(|(path, _)| path.ancestors().skip(1)).collect();
    let folders: Vec<&Path> = folders.into_iter().collect();
    settle(output);
    let before = cpu();
    let start = Instant::now();
    in_parts(&folders, |folder| fs::create_dir_all(output.join(folder)).expect("a folder"));
    in_parts(&tree.files, |(path, bytes)| fs::write(output.join(path), bytes).expect("a file"));
    sync(output);
    Cost {
        wall: start.elapsed(),
        cpu: cpu().saturating_sub(before),
        peak: 0,
        n_files: tree.files.len(),
        n_bytes: tree.n_bytes(),
    }
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
    let ticks: u64 =
        after_name.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
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
