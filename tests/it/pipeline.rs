//! The line as a whole: warm is cold, order and threads change nothing.

use std::collections::BTreeMap;

use dateline::cache::Cache;
use dateline::check::UrlLock;
use dateline::pipeline::{self, Options};
use dateline::source::{SourceFile, SourcePath, SourceTree};
use dateline::url::Base;
use proptest::prelude::{
    ProptestConfig, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest,
};

use crate::support::{
    Built, Memory, NOW, Remains, build, build_into, build_tree, cache_after, options, rounds,
};

/// A change to a site.
#[derive(Clone, Debug)]
enum Edit {
    Brief {
        number: usize,
        title: usize,
        topic: usize,
        country: usize,
        link: usize,
        status: usize,
    },
    Remove {
        number: usize,
    },
    Topic {
        number: usize,
        parent: Option<usize>,
    },
    Template {
        text: usize,
    },
    Config {
        page_size: usize,
    },
    Break {
        number: usize,
    },
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        6 => (0usize..12, 0usize..5, 0usize..4, 0usize..4, 0usize..12, 0usize..4).prop_map(
            |(number, title, topic, country, link, status)| Edit::Brief { number, title, topic, country, link, status }
        ),
        1 => (0usize..12).prop_map(|number| Edit::Remove { number }),
        1 => (0usize..4, prop::option::of(0usize..4)).prop_map(|(number, parent)| Edit::Topic { number, parent }),
        1 => (0usize..3).prop_map(|text| Edit::Template { text }),
        1 => (1usize..5).prop_map(|page_size| Edit::Config { page_size }),
        1 => (0usize..12).prop_map(|number| Edit::Break { number }),
    ];
    prop::collection::vec(edit, 1..25)
}

fn apply(edit: &Edit, files: &mut BTreeMap<String, String>) {
    let brief = |number: usize| format!("content/briefs/b{number}.md");
    match edit {
        Edit::Brief {
            number,
            title,
            topic,
            country,
            link,
            status,
        } => {
            let status = ["final", "developing", "draft", "hold"][*status];
            let country = ["IQ", "US", "IR", "NO"][*country];
            let day = number + 1;
            files.insert(
                brief(*number),
                format!(
                    "---\ntitle: Title {title}\ndate: 2026-03-{day:02}\nsource: https://wire.example/{title}\n\
                     topics: t{topic}\ncountries: {country}\nstatus: {status}\n---\nText {title}. [x](brief:b{link})\n"
                ),
            );
        }
        Edit::Remove { number } => drop(files.remove(&brief(*number))),
        Edit::Topic { number, parent } => {
            let parent = parent
                .map(|parent| format!("parent: t{parent}\n"))
                .unwrap_or_default();
            files.insert(
                format!("content/topics/t{number}.md"),
                format!("---\nname: Topic {number}\n{parent}---\n"),
            );
        }
        Edit::Template { text } => {
            let text = ["", "{{ page.title }}", "{{ page.titel }}"][*text];
            files.insert("templates/404.html".to_owned(), text.to_owned());
        }
        Edit::Config { page_size } => {
            let text = format!("url: https://briefs.example/\npage_size: {page_size}\n");
            files.insert("site.yaml".to_owned(), text);
        }
        Edit::Break { number } => {
            drop(files.insert(brief(*number), "---\ntitle: \"x\n---\n".to_owned()))
        }
    }
}

fn tree<'a>(files: impl Iterator<Item = (&'a String, &'a String)>) -> SourceTree {
    let file = |(path, text): (&String, &String)| {
        SourceFile::new(SourcePath::new(path), text.clone().into_bytes())
    };
    SourceTree::new(files.map(file).collect())
}

fn same(a: &Built, b: &Built) -> bool {
    a.findings == b.findings && a.outputs == b.outputs
}

/// A folder that is built again and again: its cache and its output.
#[derive(Default)]
struct Folder {
    remains: Remains,
    outputs: BTreeMap<String, Vec<u8>>,
}

impl Folder {
    fn build(&mut self, tree: &SourceTree, options: &Options) -> Built {
        let cache = cache_after(&self.remains);
        let sink = Memory::over(std::mem::take(&mut self.outputs));
        let (built, Remains { last, shards }) = build_into(tree, &cache, options, sink);
        self.remains.last = last;
        self.remains.shards.extend(shards);
        self.outputs.clone_from(&built.outputs);
        built
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(rounds(24)))]

    /// Both as a preview does it, all in memory, and as one build after another.
    #[test]
    fn warm_is_cold(edits in edits()) {
        let mut files = BTreeMap::new();
        for number in 0..4 {
            apply(&Edit::Topic { number, parent: None }, &mut files);
        }
        apply(&Edit::Config { page_size: 2 }, &mut files);
        let memory = Cache::in_memory();
        let mut folder = Folder::default();
        for edit in &edits {
            apply(edit, &mut files);
            let tree = tree(files.iter());
            let cold = build_tree(&tree, &Cache::off());
            let again = build_tree(&tree, &memory);
            let options = Options {
                base: Base::parse("https://briefs.example/"),
                locked: UrlLock::Enforce,
                ..options(NOW)
            };
            let next = folder.build(&tree, &options);
            for warm in [&again, &next] {
                prop_assert_eq!(&warm.findings, &cold.findings);
                prop_assert_eq!(&warm.prose, &cold.prose);
                prop_assert_eq!(warm.outputs.keys().collect::<Vec<_>>(), cold.outputs.keys().collect::<Vec<_>>());
                for (route, bytes) in &warm.outputs {
                    prop_assert_eq!(String::from_utf8_lossy(bytes), String::from_utf8_lossy(&cold.outputs[route]));
                }
            }
        }
    }

    #[test]
    fn order_of_files_and_number_of_threads_change_nothing(
        edits in edits(), shuffled in any::<u64>(), n_jobs in 1usize..8
    ) {
        let mut files = BTreeMap::new();
        for number in 0..4 {
            apply(&Edit::Topic { number, parent: None }, &mut files);
        }
        edits.iter().for_each(|edit| apply(edit, &mut files));
        let usual = build_tree(&tree(files.iter()), &Cache::off());
        let mut order: Vec<_> = files.iter().collect();
        let len = order.len() as u64;
        order.sort_by_key(|(path, _)| (path.bytes().map(u64::from).sum::<u64>() ^ shuffled) % len.max(1));
        let other = pipeline::with_jobs(Some(n_jobs), || build_tree(&tree(order.into_iter()), &Cache::off()));
        prop_assert_eq!(&usual.findings, &other.findings);
        proptest::prop_assert!(same(&usual, &other));
    }

    #[test]
    fn any_bytes_anywhere_are_read_or_refused(
        front in any::<Vec<u8>>(), body in any::<Vec<u8>>(), config in any::<String>(), template in any::<String>()
    ) {
        let mut brief = b"---\n".to_vec();
        brief.extend(&front);
        brief.extend(b"\n---\n");
        brief.extend(&body);
        let file = |path: &str, bytes: &[u8]| SourceFile::new(SourcePath::new(path), bytes.to_vec());
        let _ = build_tree(&SourceTree::new(vec![file("content/briefs/a.md", &brief)]), &Cache::off());
        let _ = build_tree(&SourceTree::new(vec![file("content/topics/a.md", &body)]), &Cache::off());
        let _ = build_tree(&SourceTree::new(vec![file("site.yaml", config.as_bytes())]), &Cache::off());
        let _ = build_tree(&SourceTree::new(vec![file("templates/home.html", template.as_bytes())]), &Cache::off());
    }
}

/// The text of one brief stands on pages of others: a heading that is linked to, a sentence with a link, a correction,
/// an entry of a feed.
#[test]
fn warm_is_cold_where_a_text_stands_on_pages_of_others() {
    let texts = [
        ("## Vote", "Calm. [x](brief:a)", "The count was wrong."),
        (
            "## Vote",
            "Talks opened. [x](brief:a)",
            "The count was wrong.",
        ),
        ("## Vote", "Calm. [x](brief:a)", "The date was wrong."),
        ("## Count", "Calm. [x](brief:a)", "The date was wrong."),
        ("## Vote", "Calm. [x](brief:a)", "The count was wrong."),
    ];
    let memory = Cache::in_memory();
    let mut folder = Folder::default();
    let mut seen = Vec::new();
    for (heading, sentence, correction) in texts {
        let front = |day: usize| {
            let source = "source: https://wire.example/x";
            format!("---\ntitle: Brief {day}\ndate: 2026-03-0{day}\n{source}\n")
        };
        let corrections = format!("corrections:\n  2026-03-04 10:00: {correction}\n");
        let tree = SourceTree::from_fixture(&format!(
            "//- site.yaml\nurl: https://briefs.example/\n\
             //- content/briefs/a.md\n{}{corrections}---\nText.\n\n{heading}\n\nMore.\n\
             //- content/briefs/b.md\n{}---\nSee [x](brief:a#vote).\n\n{sentence}\n",
            front(1),
            front(2),
        ));
        let cold = build_tree(&tree, &Cache::off());
        let again = build_tree(&tree, &memory);
        let options = Options {
            locked: UrlLock::Enforce,
            ..options(NOW)
        };
        let next = folder.build(&tree, &options);
        for warm in [&again, &next] {
            assert_eq!(warm.findings, cold.findings);
            assert_eq!(warm.prose, cold.prose);
            assert!(
                warm.outputs == cold.outputs,
                "{heading} {sentence} {correction}"
            );
        }
        seen.push((cold.findings, cold.outputs));
    }
    for other in [&seen[1], &seen[2]] {
        assert!(other.0 == seen[0].0 && other.1 != seen[0].1);
    }
    assert!(seen[3].0.contains("dead-anchor"), "{}", seen[3].0);
    assert!(seen[4] == seen[0]);
}

/// The address of a stylesheet follows from what it says, and pages may link to it.
#[test]
fn a_link_to_a_stylesheet_that_was_changed_is_dead() {
    let cache = Cache::in_memory();
    let address = |style: &str| {
        let built = build(&format!("//- static/style.css\n{style}\n"));
        built
            .outputs
            .keys()
            .find(|route| route.starts_with("/style."))
            .expect("a stylesheet")
            .clone()
    };
    let linked = address("a {}");
    let tree = |style: &str| {
        let front = "---\ntitle: A\ndate: 2026-03-01\nsource: https://wire.example/a\n---\n";
        let brief = format!("//- content/briefs/a.md\n{front}See [the style]({linked}).\n");
        SourceTree::from_fixture(&format!("//- static/style.css\n{style}\n{brief}"))
    };
    assert_eq!(build_tree(&tree("a {}"), &cache).findings, "");
    let warm = build_tree(&tree("b {}"), &cache);
    assert!(warm.findings.contains("dead-link"), "{}", warm.findings);
    assert_eq!(
        warm.findings,
        build_tree(&tree("b {}"), &Cache::off()).findings
    );
}

/// A file that is named like a stylesheet, but for the case, would be the same on some disks.
#[test]
fn nothing_else_lies_where_a_stylesheet_does() {
    let built = build("//- static/style.css\na {}\n");
    let route = built
        .outputs
        .keys()
        .find(|route| route.starts_with("/style."))
        .expect("a stylesheet");
    let name = route.trim_start_matches('/');
    for path in [
        name.to_owned(),
        name.to_uppercase(),
        format!("{name}/a.txt"),
    ] {
        let built = build(&format!(
            "//- static/style.css\na {{}}\n//- static/{path}\nb {{}}\n"
        ));
        assert!(
            built.findings.contains("route-collision"),
            "{path}: {}",
            built.findings
        );
    }
}

/// One edit rewrites one file of the cache.
#[test]
fn only_shards_with_a_change_are_written() {
    let brief = |name: &str, text: &str| {
        let front = "title: A\ndate: 2026-03-01\nsource: https://wire.example/a";
        format!("//- content/briefs/{name}.md\n---\n{front}\n---\n{text}\n")
    };
    let tree = |text| SourceTree::from_fixture(&(brief("a", "First.") + &brief("b", text)));
    let build = |tree: &SourceTree, before: &Remains| {
        let cache = cache_after(before);
        build_into(tree, &cache, &options(NOW), Memory::default())
            .1
            .shards
            .len()
    };
    let first = build_into(
        &tree("One."),
        &cache_after(&Remains::default()),
        &options(NOW),
        Memory::default(),
    )
    .1;
    assert_eq!(first.shards.len(), 2);
    assert_eq!(build(&tree("One."), &first), 0);
    assert_eq!(build(&tree("Two."), &first), 1);
}
