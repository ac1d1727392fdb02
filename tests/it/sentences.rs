//! Where sentences end, as readers see it: automatic summaries, and the sentences that link to a brief. The splitter's
//! own table is `tests/tables/sentences.txt`.

use crate::support::build;

/// The summary that a brief with this text has in lists, in a site of this language.
fn summary(language: &str, text: &str) -> String {
    let built = build(&format!(
        "//- site.yaml\nurl: https://x.example/\nlanguage: {language}\n//- content/briefs/a.md\n---\ntitle: A\n\
         date: 2026-03-01\nsource: https://wire.example/a\n---\n{text}\n"
    ));
    let page = built.text("/2026/03/01/a/");
    let (_, rest) = page
        .split_once("<meta name=\"description\" content=\"")
        .expect("a description");
    rest.split_once('"').expect("its end").0.to_owned()
}

#[test]
fn a_summary_does_not_stop_at_an_abbreviation() {
    let long = " It is a sentence that is too long for the rest of the summary".repeat(3);
    let us = format!(
        "The U.S. Treasury wrote to Gen. Berg and J. K. Vik at 5 p.m. Eastern time.{long}."
    );
    assert_eq!(
        summary("en", &us),
        "The U.S. Treasury wrote to Gen. Berg and J. K. Vik at 5 p.m. Eastern time."
    );
    let de = format!("Am 2. März stieg der Fluss, z. B. Die Elbe.{long}.");
    assert_eq!(
        summary("de", &de),
        "Am 2. März stieg der Fluss, z. B. Die Elbe."
    );
    let fr = format!("M. Macron a parlé.{long}.");
    assert_eq!(summary("fr", &fr), "M. Macron a parlé.");
    let ar = format!("قال د. أحمد إن السد صامد.{long}.");
    assert_eq!(summary("ar", &ar), "قال د. أحمد إن السد صامد.");
}

#[test]
fn a_sentence_that_ends_with_an_abbreviation_ends() {
    let long = " and on".repeat(30);
    assert_eq!(
        summary("en", &format!("It began at 5 p.m. The rain went on{long}.")),
        "It began at 5 p.m."
    );
    assert_eq!(
        summary("es", &format!("Vive en EE. UU. El río{long}.")),
        "Vive en EE. UU."
    );
}

#[test]
fn a_backlink_shows_the_whole_sentence() {
    let built = build(
        "//- content/briefs/a.md\n---\ntitle: A\ndate: 2026-03-01\nsource: https://wire.example/a\n---\nText.\n\
         //- content/briefs/b.md\n---\ntitle: B\ndate: 2026-03-02\nsource: https://wire.example/b\n---\n\
         Before. The U.S. Army\nsaid [so](brief:a) to Mr. Berg\nand others. After.\n",
    );
    let page = built.text("/2026/03/01/a/");
    assert!(
        page.contains("The U.S. Army said so to Mr. Berg and others."),
        "{page}"
    );
}
