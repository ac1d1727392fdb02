//! Sites at random, with briefs in every state: no word of a hidden one is in any output.

use proptest::prelude::{Just, ProptestConfig, Strategy, prop, prop_assert, prop_oneof, proptest};

use crate::support::build;

/// The states of a brief, as front matter; the last three are public.
const STATES: [&str; 7] = [
    "date: 2026-03-01\nstatus: draft\n",
    "date: 2026-03-01\nstatus: hold\n",
    "date: 2026-07-01\n",
    "date: 2026-03-01\nembargo: 2026-07-01\n",
    "date: 2026-03-01\n",
    "date: 2026-03-01\nstatus: developing\n",
    "date: 2026-03-01\nstatus: withdrawn\nwithdrawn: 2026-03-02\nreason: No.\n",
];

/// What a version or the file of a thing states of itself.
fn stated() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just(""),
        Just("embargo: 2026-07-01\n"),
        Just("embargo: 2026-01-01\n"),
        Just("status: draft\n"),
        Just("status: final\n"),
        Just("date: 2026-02-01\n"),
        Just("date: 2026-08-01\n"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Each brief with its version, its folder, its comment, its note and its own topic has words of its own. Those of a
    /// brief that is not public are in no output and no address; a withdrawn brief keeps its headline only.
    #[test]
    fn no_canary_is_seen_before_its_time(
        briefs in prop::collection::vec((0..STATES.len(), stated(), prop::bool::ANY, 0..4usize), 1..6),
    ) {
        let mut site = String::from("//- site.yaml\nlanguages: ar\nurl: https://briefs.example/\n");
        for (idx, (state, version, folder, link)) in briefs.iter().enumerate() {
            let file = if *folder { format!("b{idx}/index") } else { format!("b{idx}") };
            let other = (idx + 1) % briefs.len();
            let words = [format!("[words](brief:b{other})"), format!("[[b{other}|words]]"), String::new(), format!("[words](topic:t{other})")];
            let link = &words[*link];
            let picture = if *folder { format!("image: canary{idx}.png\nalt: A\ncredit: B\nfiles: data{idx}x.csv\n") } else { String::new() };
            site += &format!(
                "//- content/briefs/{file}.md\n---\ntitle: Canary{idx}title\nsource: https://canary{idx}.example/a\n\
                 topics: t{idx}\nstoryline: s{idx}\nnote: Canary{idx}note\n{picture}{}---\nCanary{idx}text {link}. <!-- Canary{idx}comment -->\n\
                 //- content/briefs/{file}.ar.md\n---\ntitle: Canary{idx}version\nsource: https://wire.example/a\n{version}---\nCanary{idx}matn.\n\
                 //- content/topics/t{idx}.md\n---\nname: Canary{idx}topic\n---\n\
                 //- content/storylines/s{idx}.md\n---\ntitle: Canary{idx}storyline\nnext: {{ 2026-09-01: Canary{idx}next }}\n---\n",
                STATES[*state]
            );
            if *folder {
                site += &format!("//- content/briefs/b{idx}/canary{idx}.png\nPNG\n//- content/briefs/b{idx}/data{idx}x.csv\nCanary{idx}data\n//- content/briefs/b{idx}/unused{idx}x.txt\nCanary{idx}unused\n");
            }
        }
        let built = build(&site);
        prop_assert!(!built.findings.contains("error["), "{}", built.findings);
        let is_named = |idx: usize| {
            // A public brief may link to the topic of another, which then has a page.
            let links_to = |(from, (state, _, _, link)): (usize, &(usize, &str, bool, usize))| {
                *state >= 4 && *state < 6 && (from + 1) % briefs.len() == idx && *link == 3
            };
            briefs.iter().enumerate().any(links_to)
        };
        for (route, bytes) in &built.outputs {
            let text = String::from_utf8_lossy(bytes).to_lowercase() + route;
            for (idx, (state, version, ..)) in briefs.iter().enumerate() {
                let seen = |word: &str| text.contains(&format!("canary{idx}{word}"));
                prop_assert!(!seen("note") && !seen("comment") && !seen("unused"), "{idx} at {route}");
                prop_assert!(!text.contains(&format!("unused{idx}x")), "{idx} at {route}");
                if *state < 4 {
                    for word in ["title", "text", "version", "matn", ".png", ".example", "data", "next"] {
                        prop_assert!(!seen(word) || (word == "next" && is_named(idx)), "{word} of {idx} at {route}");
                    }
                    prop_assert!(is_named(idx) || !seen("topic"), "topic of {idx} at {route}");
                    prop_assert!(!seen("storyline"), "storyline of {idx} at {route}");
                }
                if *state == 6 {
                    prop_assert!(!seen("text") && !seen("matn"), "withdrawn {idx} at {route}");
                }
                if matches!(*version, "embargo: 2026-07-01\n" | "status: draft\n" | "date: 2026-08-01\n") {
                    prop_assert!(!seen("version") && !seen("matn"), "version of {idx} at {route}");
                }
            }
        }
    }
}
