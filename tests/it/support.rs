//! The one way to write a test: a site as text in, what it becomes as text out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use dateline::cache::{Cache, FileRecord, LastBuild, WrittenFile};
use dateline::check::{Scope, UrlLock};
use dateline::diag;
use dateline::error::Error;
use dateline::hash::Hash;
use dateline::pipeline::{
    self, Assembly, Extent, Options, Progress, Renderer, Sink, SiteCheck, Stage,
};
use dateline::site::Audience;
use dateline::source::{SourceFile, SourcePath, SourceTree};
use dateline::theme;
use dateline::url::{Base, Route};
use expect_test::Expect;

/// The moment that tests are built for.
pub(crate) const NOW: &str = "2026-06-01T12:00:00Z";

/// A site that was built in memory.
pub(crate) struct Built {
    /// What was found wrong, one line each, by place; but for the next.
    pub findings: String,
    /// What the rules say of prose and sources: hardly a made-up brief is well written.
    pub prose: String,
    /// Every output by its address; empty if something was wrong.
    pub outputs: BTreeMap<String, Vec<u8>>,
}

impl Built {
    /// The output at `route`, which must exist, as text.
    pub(crate) fn text(&self, route: &str) -> &str {
        let bytes = self.outputs.get(route).unwrap_or_else(|| {
            let routes: Vec<&String> = self.outputs.keys().collect();
            panic!(
                "nothing at {route}; there is {routes:#?}; findings:\n{}",
                self.findings
            )
        });
        std::str::from_utf8(bytes).expect("the output is UTF-8")
    }

    /// The addresses of all outputs, one a line; the stylesheet's without its hash.
    pub(crate) fn routes(&self) -> String {
        let route = |route: &String| match route.strip_prefix("/style.") {
            Some(_) => "/style.HASH.css\n".to_owned(),
            None => format!("{route}\n"),
        };
        self.outputs.keys().map(route).collect()
    }
}

/// Rounds of a test that could go on for ever: `n_rounds`, or ten times as many where `DATELINE_THOROUGH` is set, as
/// `./test --all` does.
pub(crate) fn rounds(n_rounds: u32) -> u32 {
    match std::env::var_os("DATELINE_THOROUGH") {
        Some(_) => n_rounds * 10,
        None => n_rounds,
    }
}

/// Checks what is found wrong with the site in `fixture`, one line for each finding.
pub(crate) fn check(fixture: &str, expected: Expect) {
    expected.assert_eq(build(fixture).findings.trim_end());
}

/// Checks what the rules say of the prose and the sources of `fixture`, but for the codes in `but`.
pub(crate) fn check_prose(fixture: &str, but: &[&str], expected: Expect) {
    let prose = build(fixture).prose;
    let is_asked = |line: &&str| !but.iter().any(|code| line.contains(&format!("[{code}]")));
    let lines: Vec<&str> = prose.lines().filter(is_asked).collect();
    expected.assert_eq(&lines.join("\n"));
}

/// Whether a finding is of a rule about prose or sources.
fn is_of_prose(found: &diag::Diagnostic) -> bool {
    let category = diag::entry(found.code).map(|entry| entry.category);
    matches!(
        category,
        Some(diag::Category::Editorial | diag::Category::Prose | diag::Category::Pictures)
    )
}

/// Builds the site in `fixture`, each file of which begins with a line `//- PATH`. If it says no `url`, the
/// site stands at <https://briefs.example/>.
pub(crate) fn build(fixture: &str) -> Built {
    let tree = SourceTree::from_fixture(fixture.trim_start_matches('\n'));
    build_tree(&tree, &Cache::off())
}

/// Builds `tree` with what `cache` remember.
pub(crate) fn build_tree(tree: &SourceTree, cache: &Cache) -> Built {
    let config = tree.get("site.yaml").map_or(&[][..], |file| file.bytes());
    let says_url = String::from_utf8_lossy(config)
        .lines()
        .any(|line| line.starts_with("url:"));
    let base = if says_url {
        None
    } else {
        Base::parse("https://briefs.example/")
    };
    build_with(
        tree,
        cache,
        &Options {
            base,
            locked: UrlLock::Enforce,
            ..options(NOW)
        },
    )
}

/// The options of a build for the moment `now`.
pub(crate) fn options(now: &str) -> Options {
    Options {
        now: now.parse().expect("a moment"),
        audience: Audience::Readers,
        base: None,
        locked: UrlLock::Off,
        scope: Scope::All,
    }
}

/// Builds `tree` with `options`. A thorough run builds each site twice more: from the briefs that the first build has
/// left on disk, and with every page rendered by the template engine. All must write the same.
pub(crate) fn build_with(tree: &SourceTree, cache: &Cache, options: &Options) -> Built {
    let built = build_into(tree, cache, options, Memory::default()).0;
    if std::env::var_os("DATELINE_THOROUGH").is_some() {
        let first = cache_after(&Remains::default());
        let shards = build_into(tree, &first, options, Memory::default())
            .1
            .shards;
        let second = cache_after(&Remains { last: None, shards });
        let warm = build_into(tree, &second, options, Memory::default()).0;
        assert_eq!(warm.findings, built.findings);
        assert!(
            warm.prose == built.prose && warm.outputs == built.outputs,
            "pages made of stored briefs differ"
        );
    }
    // Where a site has its own templates, copies of the theme's beside them are another site.
    let is_plain = !built.outputs.is_empty() && tree.under("templates/").is_empty();
    if is_plain && std::env::var_os("DATELINE_THOROUGH").is_some() {
        let interpreted = build_into(
            &interpreted(tree),
            &Cache::off(),
            options,
            Memory::default(),
        );
        assert!(
            built.outputs == interpreted.0.outputs,
            "compiled and interpreted pages differ"
        );
    }
    built
}

/// What a build leaves for the next one of the same output.
#[derive(Default)]
pub(crate) struct Remains {
    /// The record of the build; `None` if it has failed.
    pub last: Option<LastBuild>,
    /// The shards of parsed briefs that it has written, by number.
    pub shards: BTreeMap<usize, Vec<u8>>,
}

/// Returns the cache of a build that finds `last` and `shards` on disk.
pub(crate) fn cache_after(Remains { last, shards }: &Remains) -> Cache {
    let shards = pipeline::load_briefs(|number| shards.get(&number).cloned());
    Cache::after(last.clone(), shards)
}

/// Returns the shards of parsed briefs that a build with `cache` writes.
fn written_shards(cache: &Cache) -> BTreeMap<usize, Vec<u8>> {
    let shards = Mutex::new(BTreeMap::new());
    let put = |number, bytes: &[u8]| {
        let mut shards = shards.lock().expect("no thread failed");
        shards.insert(number, bytes.to_vec());
        Ok(())
    };
    pipeline::save_briefs(cache, put).expect("memory does not fail");
    shards.into_inner().expect("no thread failed")
}

/// Builds `tree` into `sink`. Returns what it leaves for the next build as well.
pub(crate) fn build_into(
    tree: &SourceTree,
    cache: &Cache,
    options: &Options,
    sink: Memory,
) -> (Built, Remains) {
    let SiteCheck {
        assembly,
        diagnostics: mut all,
    } = assembled(tree, options, cache);
    let shards = written_shards(cache);
    let mut built = (BTreeMap::new(), None);
    if !diag::has_errors(&all) {
        let renderer = Renderer::new(&assembly, cache);
        let outcome = renderer.all(&sink, &Silent).expect("memory does not fail");
        all.extend(outcome.diagnostics);
        if !diag::has_errors(&all) {
            let outputs = sink.outputs.into_inner().expect("no thread failed");
            let files = outputs.iter().map(|(path, bytes)| file_record(path, bytes));
            let last = pipeline::last_build(&assembly, &all, outcome.records, files.collect());
            built = (outputs, Some(last));
        }
    }
    let (prose, findings): (Vec<_>, Vec<_>) = all.into_iter().partition(is_of_prose);
    let findings = Built {
        findings: lines(&assembly, &findings),
        prose: lines(&assembly, &prose),
        outputs: built.0,
    };
    let remains = Remains {
        last: built.1,
        shards,
    };
    (findings, remains)
}

/// Returns `tree` with the theme's templates among its own, changed so little that they output the same: all pages are
/// rendered by the template engine.
pub(crate) fn interpreted(tree: &SourceTree) -> SourceTree {
    let is_template = |path: &str| path.starts_with("templates/") && path.ends_with(".html");
    let templates = theme::FILES
        .iter()
        .filter(|(path, _)| is_template(path) && tree.get(path).is_none());
    let templates = templates.map(|(path, bytes)| {
        let path = SourcePath::new(path);
        let bytes = [bytes, &b"{# #}"[..]].concat();
        (path.clone(), Some(SourceFile::new(path, bytes)))
    });
    tree.with(templates.collect())
}

/// The file that a build has left for the output at `route`.
fn file_record(route: &str, bytes: &[u8]) -> FileRecord {
    let route = Route::parse(route).expect("it was one");
    FileRecord {
        path: route.output_path(),
        written: WrittenFile {
            hash: Hash::of_bytes(bytes),
            len: bytes.len() as u64,
            modified: 0,
            inode: 0,
        },
    }
}

/// Assembles `tree`, and returns all that is wrong with it.
pub(crate) fn assembled(tree: &SourceTree, options: &Options, cache: &Cache) -> SiteCheck {
    let assembly = pipeline::assemble(tree, options, cache, &Silent);
    let found = pipeline::check(&assembly, Extent::Everything, cache, &Silent);
    SiteCheck {
        assembly,
        diagnostics: found.expect("nothing stops it"),
    }
}

fn lines(assembly: &Assembly, found: &[diag::Diagnostic]) -> String {
    let mut positions = diag::Positions::new(&assembly.tree);
    found
        .iter()
        .map(|found| diag::line(found, &mut positions) + "\n")
        .collect()
}

/// Outputs in memory.
#[derive(Default)]
pub(crate) struct Memory {
    outputs: Mutex<BTreeMap<String, Vec<u8>>>,
    /// What the last build has left.
    before: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    /// Outputs in the place of those that the last build has left.
    pub(crate) fn over(before: BTreeMap<String, Vec<u8>>) -> Self {
        Memory {
            before,
            ..Memory::default()
        }
    }
}

impl Sink for Memory {
    fn put(&self, route: &Route, bytes: &[u8]) -> Result<(), Error> {
        let mut outputs = self.outputs.lock().expect("no thread failed");
        let before = outputs.insert(route.as_str().to_owned(), bytes.to_vec());
        assert!(before.is_none(), "{route} is written once");
        Ok(())
    }

    fn copy(&self, route: &Route, from: &Path) -> Result<(), Error> {
        let bytes = std::fs::read(from).expect("the file is there");
        self.put(route, &bytes)
    }

    fn keep(&self, route: &Route, written: &WrittenFile) -> bool {
        let kept = self.before.get(route.as_str());
        let kept = kept.filter(|bytes| Hash::of_bytes(bytes) == written.hash);
        kept.is_some_and(|bytes| self.put(route, bytes).is_ok())
    }
}

/// Progress that nobody watches.
pub(crate) struct Silent;

impl Progress for Silent {
    fn stage(&self, _: Stage, _: usize) {}
    fn step(&self) {}
}

/// Puts the program into `folder`, where another user can reach it.
#[cfg(unix)]
pub(crate) fn program_in(folder: &Path) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;

    let program = folder.join("program");
    // Copied by another process: if this one wrote it, a process that some other test begins meanwhile could hold it open
    // for writing, and it would not run.
    let copied = Command::new("cp")
        .arg(env!("CARGO_BIN_EXE_dateline"))
        .arg(&program)
        .status();
    assert!(copied.is_ok_and(|status| status.success()));
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("set");
    program
}

/// Runs `program` without the rights of root, for whom nothing is forbidden.
#[cfg(unix)]
pub(crate) fn as_another_user(program: impl AsRef<std::ffi::OsStr>) -> Command {
    if !rustix::process::geteuid().is_root() {
        return Command::new(program);
    }
    let may = Command::new("setpriv").arg("--version").output();
    assert!(
        may.is_ok(),
        "root needs `setpriv` to test this: apt-get install util-linux"
    );
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(program);
    command
}
