//! What a build remembers: the next one writes what a first one would, and no file more than has changed.

mod not_kept;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use proptest::prelude::{ProptestConfig, Strategy, prop, prop_assert_eq, prop_oneof, proptest};
use tempfile::TempDir;

const NOW: &str = "2026-06-01T12:00:00Z";

/// A site on the disk.
struct Site(TempDir);

impl Site {
    /// A site with two topics, a person and three briefs.
    fn new() -> Self {
        let site = Site(tempfile::tempdir().expect("a folder"));
        site.put(
            "site.yaml",
            "title: Briefs\nurl: https://briefs.example/\npage_size: 2\n",
        );
        site.put("content/topics/t0.md", "---\nname: Topic 0\n---\n");
        site.put(
            "content/topics/t1.md",
            "---\nname: Topic 1\nparent: t0\n---\n",
        );
        site.put("content/people/ada.md", "---\nname: Ada Adams\n---\n");
        (0..3).for_each(|number| site.put(&brief_path(number), &brief(number, 0, 0)));
        site
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn remove(&self, path: &str) {
        let _ = fs::remove_file(self.0.path().join(path));
    }

    fn build(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .arg("build")
            .args(args)
            .current_dir(self.0.path())
            .env_remove("SOURCE_DATE_EPOCH");
        command.output().expect("runs")
    }

    /// Builds for the usual moment, and returns what was said besides the last line.
    fn build_well(&self, args: &[&str]) -> String {
        let output = self.build(&[&["--now", NOW], args].concat());
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        String::from_utf8(output.stderr).expect("UTF-8")
    }

    /// The same input files, never built.
    fn afresh(&self) -> Site {
        let other = Site(tempfile::tempdir().expect("a folder"));
        for (path, bytes) in files(self.0.path()) {
            if !path.starts_with("public/") && !path.starts_with(".dateline/") {
                let path = other.0.path().join(path);
                fs::create_dir_all(path.parent().expect("it is in a folder")).expect("made");
                fs::write(path, bytes).expect("written");
            }
        }
        other
    }

    fn public(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.0.path().join("public"))
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.0.path().join(path)
    }
}

fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| {
        path.strip_prefix(root)
            .expect("below")
            .to_string_lossy()
            .into_owned()
    };
    files
        .map(|entry| (name(entry.path()), fs::read(entry.path()).expect("read")))
        .collect()
}

/// By which a file that was not written again is known.
fn marks(site: &Site) -> BTreeMap<String, (u64, i64, i64)> {
    let mark = |path: &String| {
        let metadata = fs::metadata(site.path("public").join(path)).expect("it is there");
        (metadata.ino(), metadata.mtime(), metadata.mtime_nsec())
    };
    site.public()
        .keys()
        .map(|path| (path.clone(), mark(path)))
        .collect()
}

fn brief_path(number: usize) -> String {
    format!("content/briefs/b{number}.md")
}

fn brief(number: usize, title: usize, link: usize) -> String {
    let day = number % 27 + 1;
    format!(
        "---\ntitle: Title {title}\ndate: 2026-05-{day:02}T09:00:00Z\nsource: https://wire.example/{number}\n\
         topics: t{}\npeople: ada\n---\nText {title}. See [x](brief:b{link}) and Ada Adams.\n",
        title % 2
    )
}

/// Something that an editor does.
#[derive(Clone, Debug)]
enum Edit {
    Brief(usize, usize, usize),
    Say(usize, usize),
    Remove(usize),
    Rename(usize, usize),
    Entity(usize),
    Template(usize),
    Config(usize),
    Picture(usize),
    Clip(usize),
    Later(u32),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        4 => (0usize..6, 0usize..4, 0usize..6).prop_map(|(number, title, link)| Edit::Brief(number, title, link)),
        4 => (0usize..6, 0usize..9).prop_map(|(number, text)| Edit::Say(number, text)),
        1 => (0usize..6).prop_map(Edit::Remove),
        1 => (0usize..6, 0usize..6).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => (0usize..4).prop_map(Edit::Entity),
        1 => (0usize..3).prop_map(Edit::Template),
        1 => (1usize..4).prop_map(Edit::Config),
        1 => (0usize..3).prop_map(Edit::Picture),
        1 => (0usize..3).prop_map(Edit::Clip),
        1 => (1u32..60).prop_map(Edit::Later),
    ];
    prop::collection::vec(edit, 4..10)
}

impl Edit {
    /// Does it. Returns by how many hours time moves on.
    fn apply(&self, site: &Site) -> u32 {
        match self {
            Edit::Brief(number, title, link) => {
                site.put(&brief_path(*number), &brief(*number, *title, *link))
            }
            Edit::Say(number, text) => {
                if let Ok(old) = fs::read_to_string(site.path(&brief_path(*number))) {
                    site.put(&brief_path(*number), &format!("{old}\nAnd {text}.\n"));
                }
            }
            Edit::Remove(number) => site.remove(&brief_path(*number)),
            Edit::Rename(from, to) => {
                let _ = fs::rename(site.path(&brief_path(*from)), site.path(&brief_path(*to)));
            }
            Edit::Entity(text) => site.put(
                "content/people/ada.md",
                &format!("---\nname: Ada Adams\naka: A{text}\n---\nSaid {text}.\n"),
            ),
            Edit::Template(text) => {
                let text = ["{{ page.title }}", "<p>{{ page.title }}</p>", "404"][*text];
                site.put("templates/404.html", text);
            }
            Edit::Config(size) => site.put(
                "site.yaml",
                &format!("title: Briefs\nurl: https://briefs.example/\npage_size: {size}\n"),
            ),
            Edit::Picture(text) => site.put("static/a.txt", &format!("picture {text}")),
            Edit::Clip(text) => site.put("clips/a.txt", &format!("clip {text}")),
            Edit::Later(hours) => return *hours,
        }
        0
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn what_is_remembered_makes_no_difference(edits in edits()) {
        let site = Site::new();
        let mut now = "2026-05-20T00:00:00Z".parse::<jiff::Timestamp>().expect("a moment");
        for edit in &edits {
            now += jiff::SignedDuration::from_hours(i64::from(edit.apply(&site)));
            let (before, marks_before) = (site.public(), marks(&site));
            let moment = now.to_string();
            let warm = site.build(&["--now", &moment]);
            let cold = site.afresh();
            let first = cold.build(&["--now", &moment]);
            prop_assert_eq!(warm.status.code(), first.status.code());
            prop_assert_eq!(String::from_utf8_lossy(&warm.stderr), String::from_utf8_lossy(&first.stderr));
            if warm.status.success() {
                prop_assert_eq!(site.public(), cold.public());
            }
            let (after, marks_after) = (site.public(), marks(&site));
            for (path, bytes) in after.iter().filter(|(path, bytes)| before.get(*path) == Some(bytes)) {
                let _ = bytes;
                prop_assert_eq!(marks_before.get(path), marks_after.get(path), "{} is written once", path);
            }
        }
    }
}

#[test]
fn where_nothing_has_changed_nothing_is_made() {
    let site = Site::new();
    site.build_well(&[]);
    let before = marks(&site);
    let said = site.build_well(&["--verbose"]);
    assert!(said.contains("0 pages rendered"), "{said}");
    assert_eq!(marks(&site), before);
}

#[test]
fn only_pages_that_show_a_text_are_made_for_it() {
    let site = Site::new();
    site.build_well(&[]);
    site.put(
        &brief_path(1),
        &format!("{}\nAnother paragraph.\n", brief(1, 0, 0)),
    );
    let said = site.build_well(&["--verbose", "--why", "/2026/05/02/b1/"]);
    assert!(
        said.contains("/2026/05/02/b1/: rebuilt: content/briefs/b1.md has changed"),
        "{said}"
    );
    assert!(!said.contains(" 0 reused"), "{said}");
    let said = site.build_well(&["--why", "/2026/05/02/b1/"]);
    assert!(
        said.contains("/2026/05/02/b1/: reused: nothing that it shows has changed"),
        "{said}"
    );
    let said = site.build_well(&["--why", "/nowhere/"]);
    assert!(said.contains("/nowhere/: there is no such page"), "{said}");
}

#[test]
fn what_is_damaged_or_foreign_is_not_used() {
    let site = Site::new();
    site.build_well(&[]);
    let expected = site.public();
    for name in ["stamps", "last-build"] {
        is_not_used_if_damaged_or_foreign(&site, &format!(".dateline/{name}"), &expected);
    }
}

fn is_not_used_if_damaged_or_foreign(
    site: &Site,
    file: &str,
    expected: &BTreeMap<String, Vec<u8>>,
) {
    let whole = fs::read(site.path(file)).expect("it is there");
    let mut foreign = whole.clone();
    foreign[9] ^= 1;
    let mut damaged = whole.clone();
    *damaged.last_mut().expect("not empty") ^= 1;
    for (bytes, word) in [
        (&whole[..40], "damaged"),
        (&damaged, "damaged"),
        (&foreign, "another version"),
        (&[][..], "damaged"),
    ] {
        fs::write(site.path(file), bytes).expect("written");
        let said = site.build_well(&[]);
        assert!(
            said.contains(word) && said.matches("notice: ").count() == 1,
            "{said}"
        );
        assert_eq!(site.public(), *expected);
    }
}

#[test]
fn what_killed_builds_have_left_behind_is_swept_up() {
    let site = Site::new();
    site.build_well(&[]);
    let left = || {
        let kept = files(&site.path(".dateline"))
            .into_keys()
            // A new brief may be the first in a file of parsed briefs.
            .filter(|name| !name.starts_with("parsed-"))
            .map(|name| format!(".dateline/{name}"));
        let beside = fs::read_dir(site.path("")).expect("a folder").flatten();
        let beside = beside.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut left: Vec<String> = kept
            .chain(beside.filter(|name| name.contains(".dateline-")))
            .collect();
        left.extend(
            fs::exists(site.path("content/briefs/.b1.md.dateline-new"))
                .expect("asked")
                .then(String::new),
        );
        left.sort();
        left
    };
    let expected = left();
    let litter = [
        ".dateline/.seen.dateline-new",
        ".dateline/checkedAbC",
        ".urls.lock.dateline-new",
        ".urls.lock.dateline-x7Qk2p",
        ".public.dateline-lock",
        ".public.dateline-staging-x7Qk2p/index.html",
        ".public.dateline-staging-x7Qk2p/.dateline-manifest-new",
        "content/briefs/.b1.md.dateline-new",
    ];
    for changes in [true, false] {
        litter.iter().for_each(|path| site.put(path, "half of it"));
        site.put(".dateline/mine", "mine");
        if changes {
            site.put("content/briefs/b9.md", &brief(9, 0, 0));
        }
        site.build_well(&[]);
        fs::remove_file(site.path(".dateline/mine")).expect("what is not ours stays");
        assert_eq!(left(), expected, "{changes}");
    }
}

#[test]
fn what_another_build_is_writing_is_not_swept_up() {
    let site = Site::new();
    site.build_well(&[]);
    // Neither of the two is written by a build that finds nothing changed.
    let drafts = [".dateline/.briefs.dateline-new", ".urls.lock.dateline-new"];
    let held = drafts.map(|path| {
        site.put(path, "half of it");
        let file = fs::File::open(site.path(path)).expect("it is there");
        file.lock().expect("locked");
        file
    });
    site.build_well(&[]);
    drafts
        .iter()
        .for_each(|path| assert!(site.path(path).exists(), "{path}"));
    drop(held);
    site.build_well(&[]);
    drafts
        .iter()
        .for_each(|path| assert!(!site.path(path).exists(), "{path}"));
}

#[test]
fn what_somebody_did_to_the_output_is_mended() {
    let site = Site::new();
    site.build_well(&[]);
    let expected = site.public();
    fs::remove_file(site.path("public/index.html")).expect("removed");
    fs::write(site.path("public/404.html"), "by hand").expect("written");
    let said = site.build_well(&["--why", "/404.html"]);
    assert!(
        said.contains(
            "/404.html: rebuilt: its output file was changed or removed since the last build"
        ),
        "{said}"
    );
    assert_eq!(site.public(), expected);
}

#[test]
fn a_file_that_only_looks_unchanged_is_read_again() {
    let site = Site::new();
    site.build_well(&[]);
    let path = site.path(&brief_path(0));
    let modified = fs::metadata(&path)
        .and_then(|metadata| metadata.modified())
        .expect("it is there");
    site.put(
        &brief_path(0),
        &brief(0, 0, 0).replace("Text 0.", "Texp 0."),
    );
    fs::File::open(&path)
        .and_then(|file| file.set_modified(modified))
        .expect("set back");
    site.build_well(&[]);
    assert!(
        String::from_utf8_lossy(&site.public()["2026/05/01/b0/index.html"]).contains("Texp 0.")
    );
}

#[test]
fn a_clock_that_goes_back_and_other_numbers_of_threads_make_no_difference() {
    let site = Site::new();
    for args in [
        ["--now", "2026-05-20"],
        ["--now", "2026-05-02"],
        ["--now", "2026-06-01"],
    ] {
        for jobs in ["1", "2", "8"] {
            let all = [&args[..], &["--jobs", jobs]].concat();
            assert!(site.build(&all).status.success());
            let cold = site.afresh();
            assert!(cold.build(&all).status.success());
            assert_eq!(site.public(), cold.public(), "{all:?}");
        }
    }
}

#[test]
fn another_checkout_may_use_what_this_one_remembers() {
    let site = Site::new();
    site.build_well(&[]);
    let other = site.afresh();
    for (path, bytes) in files(&site.path(".dateline")) {
        other.put(&format!(".dateline/{path}"), "");
        fs::write(other.path(".dateline").join(path), bytes).expect("written");
    }
    assert_eq!(other.build_well(&[]), site.build_well(&[]));
    assert_eq!(other.public(), site.public());
}

#[test]
fn two_builds_at_once_leave_one_site() {
    let site = Site::new();
    thread::scope(|scope| {
        let builds: Vec<_> = (0..2)
            .map(|_| scope.spawn(|| site.build(&["--now", NOW]).status.code()))
            .collect();
        builds
            .into_iter()
            .for_each(|build| assert_eq!(build.join().expect("it runs"), Some(0)));
    });
    assert!(site.build_well(&["--verbose"]).contains("0 pages rendered"));
    assert_eq!(site.public(), {
        let cold = site.afresh();
        cold.build_well(&[]);
        cold.public()
    });
}

#[test]
fn a_file_that_changes_while_it_is_read_is_told_as_one_of_what_it_was() {
    let site = Site::new();
    let path = site.path(&brief_path(1));
    // Written in place: between the two there is nothing, and half of it.
    let texts = [
        brief(1, 1, 0),
        brief(1, 2, 0) + &"A sentence more. ".repeat(3000),
    ];
    let at_rest = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !at_rest.load(Ordering::Relaxed) {
                texts
                    .iter()
                    .for_each(|text| fs::write(&path, text).expect("written"));
            }
        });
        for _ in 0..20 {
            let output = site.build(&["--now", NOW]);
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(matches!(output.status.code(), Some(0 | 1)), "{said}");
            // Half of a file may be wrong in many ways, and all of them are told of that file.
            let wrong = said
                .lines()
                .filter_map(|line| line.trim_start().strip_prefix("--> "));
            wrong.for_each(|place| assert!(place.starts_with("content/briefs/"), "{said}"));
        }
        at_rest.store(true, Ordering::Relaxed);
    });
    fs::write(&path, &texts[0]).expect("written");
    site.build_well(&[]);
    let afresh = site.afresh();
    afresh.build_well(&[]);
    assert_eq!(site.public(), afresh.public());
}
