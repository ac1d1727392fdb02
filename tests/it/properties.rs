//! Front matter goes round: what is written as a brief is read as the same brief.

use proptest::prelude::{ProptestConfig, Strategy, prop, prop_assert_eq, proptest};

use dateline::body::{Style, typographic};
use dateline::locale::Locale;

use crate::support::{build, rounds};

/// Writes a text as YAML in double quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A template that says everything that a brief's front matter said.
const SAID: &str = "{{ brief.title | safe }}|{{ brief.summary | safe }}|{{ brief.date.iso }}|{{ brief.method | safe }}|\
{% for c in brief.countries %}{{ c.href }} {% endfor %}|\
{% for s in brief.sources %}{{ s.title | safe }} {{ s.href }} {{ s.date.iso }};{% endfor %}|\
{% for u in brief.updates %}{{ u.date.iso }} {{ u.text | safe }};{% endfor %}";

/// A headline or a line of a brief's history, as pages set it.
fn set(text: &str) -> String {
    typographic(text, Style::of(Locale::of("en")))
}

/// A text on one line, as editors type it.
fn text() -> impl Strategy<Value = String> {
    "[!-~à-ÿא-ת’“”—][ -~à-ÿא-ת’“”—]{0,58}[!-~à-ÿא-ת’“”—]"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(rounds(200)))]

    #[test]
    fn front_matter_goes_round(
        title in text(),
        // A summary stands in lists and feeds: runs of spaces in it are one.
        summary in text().prop_map(|text| text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")),
        method in text(),
        countries in prop::sample::subsequence(vec!["IQ", "NO", "SE", "US"], 0..4),
        sources in prop::collection::vec((text(), 1u8..28), 1..4),
        updates in prop::collection::btree_map(1u8..28, text(), 0..4),
    ) {
        let mut front = format!("title: {}\nsummary: {}\n", quoted(&title), quoted(&summary));
        front += &format!("method: {}\ndate: 2026-03-01 09:30\n", quoted(&method));
        front += &format!("countries: {}\nsources:\n", countries.join(", "));
        let mut said_sources = String::new();
        for (idx, (title, day)) in sources.iter().enumerate() {
            let url = format!("https://wire{idx}.example/");
            front += &format!("  - title: {}\n    url: {url}\n    date: 2026-02-{day:02}\n", quoted(title));
            said_sources += &format!("{title} {url} 2026-02-{day:02};");
        }
        let mut said_updates = String::new();
        for (idx, (day, text)) in updates.iter().enumerate() {
            front += if idx == 0 { "updates:\n" } else { "" };
            front += &format!("  2026-04-{day:02} 10:00: {}\n", quoted(text));
            said_updates.insert_str(0, &format!("2026-04-{day:02}T10:00:00+00:00 {};", set(text)));
        }
        let built = build(&format!(
            "//- templates/brief.html\n{SAID}\n//- content/briefs/a.md\n---\n{front}---\nText.\n"
        ));
        let plain_title = dateline::body::plain_headline(&title).unwrap_or(title);
        let links: String = countries.iter().map(|code| format!("/countries/{}/ ", code.to_lowercase())).collect();
        prop_assert_eq!(
            built.text("/2026/03/01/a/"),
            format!("{}|{summary}|2026-03-01T09:30:00+00:00|{method}|{links}|{said_sources}|{said_updates}\n", set(&plain_title))
        );
    }
}
