//! Front matter goes round: what is written as a brief is read as the same brief.

use proptest::prelude::{ProptestConfig, prop, prop_assert_eq, proptest};

use crate::support::build;

/// Writes a text as YAML in double quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_title_is_shown_as_it_was_typed(
        title in "[ -~à-ÿא-ת’“”—]{1,60}", countries in prop::sample::subsequence(vec!["IQ", "NO", "SE", "US"], 0..4)
    ) {
        let title = title.trim();
        if title.is_empty() {
            return Ok(());
        }
        let list = countries.join(", ");
        let built = build(&format!(
            "//- templates/brief.html\n{{{{ brief.title | safe }}}}|{{% for c in brief.countries %}}{{{{ c.href }}}} {{% endfor %}}\n\
             //- content/briefs/a.md\n---\ntitle: {}\ndate: 2026-03-01\nsource: https://wire.example/\ncountries: {list}\n---\nText.\n",
            quoted(title)
        ));
        let links: String = countries.iter().map(|code| format!("/countries/{}/ ", code.to_lowercase())).collect();
        prop_assert_eq!(built.text("/2026/03/01/a/"), format!("{title}|{links}\n"));
    }
}
