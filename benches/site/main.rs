//! What a build costs: cold and warm, beside Hugo where that is on the path, and beside a program that only writes
//! the same files. `cargo bench --bench site`; `docs/performance.md` says how, and what came out.

#![allow(unreachable_pub, reason = "the corpus is shared by several benchmarks")]
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a benchmark is its own clock, disk and report"
)]

#[path = "../corpus/mod.rs"]
mod corpus;
mod measure;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use corpus::Flavour;
use measure::{Cost, PLAIN, dateline, hugo, plain, write_plainly};

/// Moment that every site is built for.
const NOW: &str = "2026-06-30T18:00:00Z";

/// What is measured, and how often.
struct Plan {
    sizes: Vec<usize>,
    n_runs: usize,
    folder: PathBuf,
    hugo: Option<PathBuf>,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [PLAIN, tree, output] = args
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        let (wall, cpu) = write_plainly(Path::new(tree), Path::new(output));
        return println!("{wall} {cpu}");
    }
    let plan = plan();
    println!("{}\n", machine(plan.hugo.as_deref()));
    println!("| briefs | build | wall s | (min–max) | CPU s | peak MiB | files | MB | µs a file |");
    println!("|---:|---|---:|---:|---:|---:|---:|---:|---:|");
    for n_briefs in &plan.sizes {
        size(&plan, *n_briefs);
    }
    println!(
        "\nmedians of {}; every build writes into a folder of its own and ends with one `syncfs`",
        plan.n_runs
    );
}

fn plan() -> Plan {
    let mut plan = Plan {
        sizes: Vec::new(),
        n_runs: 5,
        folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench"),
        hugo: on_path("hugo"),
    };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--runs" => plan.n_runs = args.next().and_then(|n| n.parse().ok()).expect("--runs N"),
            "--dir" => plan.folder = args.next().expect("--dir DIR").into(),
            // `cargo bench` adds it.
            "--bench" => {}
            size => plan.sizes.push(size.parse().expect("a number of briefs")),
        }
    }
    if plan.sizes.is_empty() {
        plan.sizes = vec![1_000, 10_000];
    }
    plan
}

/// Measures every kind of build in turn, as often as planned, so that what the machine does beside is shared.
fn size(plan: &Plan, n_briefs: usize) {
    let folder = plan.folder.join(n_briefs.to_string());
    let site = folder.join("dateline");
    write(&site, Flavour::Dateline, n_briefs);
    let outputs = folder.join("out");
    let _ = fs::remove_dir_all(&outputs);
    fs::create_dir_all(&outputs).expect("a folder for the outputs");
    let edited = edit(&site, n_briefs);
    let hugo_site = plan.hugo.as_ref().map(|_| folder.join("hugo"));
    if let Some(site) = &hugo_site {
        write(site, Flavour::Hugo, n_briefs);
    }
    let names = [
        "dateline, cold",
        "dateline, nothing changed",
        "dateline, one brief edited",
        "plain writer",
        "hugo",
    ];
    let mut costs: [Vec<Cost>; 5] = Default::default();
    for run in 0..plan.n_runs {
        let output = outputs.join(format!("dateline-{run}"));
        let _ = fs::remove_dir_all(site.join(".dateline"));
        costs[0].push(dateline(&site, &output));
        costs[3].push(plain(&output, &outputs.join(format!("plain-{run}"))));
        costs[1].push(dateline(&site, &output));
        edited.apply(run);
        costs[2].push(dateline(&site, &output));
        edited.restore();
        if let (Some(program), Some(site)) = (&plan.hugo, &hugo_site) {
            costs[4].push(hugo(program, site, &outputs.join(format!("hugo-{run}"))));
        }
    }
    for (name, costs) in names.into_iter().zip(costs) {
        if let Some(row) = Cost::row(costs) {
            println!("| {n_briefs} | {name} | {row} |");
        }
    }
    let _ = fs::remove_dir_all(&outputs);
}

/// A brief in the middle of the site, to be edited.
struct Edited {
    path: PathBuf,
    text: String,
}

fn edit(site: &Path, n_briefs: usize) -> Edited {
    let (path, text) = corpus::brief(Flavour::Dateline, n_briefs / 2, n_briefs);
    Edited {
        path: site.join(path),
        text,
    }
}

impl Edited {
    fn apply(&self, run: usize) {
        fs::write(
            &self.path,
            format!("{}\nA sentence was added in run {run}.\n", self.text),
        )
        .expect("written");
    }

    fn restore(&self) {
        fs::write(&self.path, &self.text).expect("written");
    }
}

/// Writes a corpus, unless it lies there whole.
fn write(site: &Path, flavour: Flavour, n_briefs: usize) {
    let done = site.with_extension("done");
    if done.exists() {
        return;
    }
    let _ = fs::remove_dir_all(site);
    for (path, text) in corpus::files(flavour, n_briefs) {
        let path = site.join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    fs::write(done, "").expect("a file");
}

fn machine(hugo: Option<&Path>) -> String {
    let said = |program: &Path, args: &[&str]| {
        let output = Command::new(program).args(args).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let cpu = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .unwrap_or("an unknown processor");
    let n_cores = std::thread::available_parallelism().map_or(1, |n| n.get());
    let commit = said(Path::new("git"), &["rev-parse", "--short", "HEAD"]).unwrap_or_default();
    let hugo = hugo.and_then(|program| said(program, &["version"]));
    // `hugo v0.168.0-…+extended linux/amd64 …`
    let hugo = hugo.as_deref().and_then(|said| {
        said.split([' ', '-', '+', '\n'])
            .find(|word| is_version(word))
    });
    format!(
        "{} ({n_cores} cores), {}, commit {commit}, Hugo: {}",
        cpu.trim_start_matches([' ', '\t', ':']),
        jiff::Timestamp::now().strftime("%Y-%m-%d"),
        hugo.unwrap_or("not on the path")
    )
}

fn is_version(word: &str) -> bool {
    word.strip_prefix('v')
        .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

fn on_path(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}
