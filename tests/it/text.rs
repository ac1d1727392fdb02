//! Folding of names, the names that become links in a text, and spaces that do not break.

use std::fmt::Write as _;

use dateline::text;
use expect_test::{expect, expect_file};

use crate::support;

/// Each line of the table is a name, and the same folded.
#[test]
fn names_fold_without_what_readers_do_not_tell_apart() {
    let table = include_str!("../tables/folding.txt");
    let names = table
        .lines()
        .map(|line| line.split(" → ").next().unwrap_or_default());
    let folded: String = names
        .map(|name| format!("{name} → {}\n", text::fold(name)))
        .collect();
    expect_file!["../tables/folding.txt"].assert_eq(&folded);
}

/// Each case of the table is a line `FRONT MATTER | TEXT`, and below it the text as its page shows it.
#[test]
fn the_first_mention_of_what_is_tagged_becomes_a_link() {
    let table = include_str!("../tables/mentions.txt");
    let cases: Vec<&str> = table
        .split("\n\n")
        .filter_map(|case| case.lines().next())
        .collect();
    let mut site = SITE.trim_start().to_owned();
    for (idx, case) in cases.iter().enumerate() {
        let (fields, text) = case.split_once(" | ").expect("front matter, then a text");
        let (fields, text) = (fields.replace("; ", "\n"), text.replace("\\n", "\n"));
        write!(
            site,
            "//- content/briefs/case-{idx:03}.md\n---\ntitle: Case\ndate: 2021-07-25\n"
        )
        .expect("memory");
        write!(
            site,
            "source: https://wire.example/{idx}\n{fields}\n---\n{text}\n"
        )
        .expect("memory");
    }
    let built = support::build(&site);
    let shown = cases.iter().enumerate().map(|(idx, case)| {
        let language = LANGUAGES
            .into_iter()
            .find(|tag| case.contains(&format!("language: {tag}")));
        let folder = language.map_or(String::new(), |tag| format!("/{tag}"));
        format!(
            "{case}\n{}\n",
            text_of(&built, &format!("{folder}/2021/07/25/case-{idx:03}/"))
        )
    });
    expect_file!["../tables/mentions.txt"].assert_eq(&shown.collect::<Vec<_>>().join("\n"));
}

/// The text of the brief at `route`, as its page shows it.
fn text_of<'a>(built: &'a support::Built, route: &str) -> &'a str {
    let page = built.text(route);
    let text = page
        .split_once("<div class=\"d-body\">\n")
        .expect("the text begins")
        .1;
    text.split_once("\n</div>").expect("the text ends").0
}

const LANGUAGES: [&str; 7] = ["ar", "de", "fr", "hi", "it", "ru", "tr"];

const SITE: &str = "
//- site.yaml
languages: ar, de, fr, hi, it, ru, tr
//- content/people/kadhemi.md
---
name: Mustafa al-Kadhemi
short: Kadhemi
native: مصطفى الكاظمي
spellings: Kadhimi, al-Kazimi
---
//- content/people/hussein.md
---
name: Fuad Hussein
---
//- content/people/saddam.md
---
name: Saddam Hussein
---
//- content/people/rice.md
---
name: Condoleezza Rice
---
//- content/people/gore.md
---
name: Al Gore
---
//- content/people/putin.md
---
name: Vladimir Putin
native: Владимир Путин
---
//- content/people/king.md
---
name: Charles III
---
//- content/organizations/is.md
---
name: Islamic State
short: IS
aka: Islamic State group
---
//- content/organizations/pmf.md
---
name: Popular Mobilization Forces
short: PMF
aka: Hashd al-Shaabi, the Hashd
---
//- content/organizations/jj.md
---
name: Johnson & Johnson
---
//- content/organizations/bank.md
---
name: Bank of Georgia
---
//- content/people/thai.md
---
name: Prayut Chan-o-cha
native: ประยุทธ์ จันทร์โอชา
---
//- content/people/bengali.md
---
name: Sheikh Hasina
native: শেখ হাসিনা
---
//- content/people/tamil.md
---
name: Stalin Muthuvel
native: மு. க. ஸ்டாலின்
---
//- content/organizations/att.md
---
name: AT&T
---
//- content/organizations/mcd.md
---
name: McDonald's
---
";

#[test]
fn spaces_that_must_not_break_do_not() {
    let built = support::build(
        "
//- site.yaml
languages: cs, fr, ru
//- content/briefs/french.fr.md
---
title: French
date: 2021-07-25
source: https://wire.example/fr
---
Vraiment ? « Oui » : \"non\" ; fin !
//- content/briefs/czech.cs.md
---
title: Czech
date: 2021-07-25
source: https://wire.example/cs
---
V Praze a k *lesu*, s nimi.
//- content/briefs/english.md
---
title: English
date: 2021-07-25
source: https://wire.example/en
---
Why ? A man: I am.
",
    );
    let mut shown = String::new();
    for route in [
        "/fr/2021/07/25/french/",
        "/cs/2021/07/25/czech/",
        "/2021/07/25/english/",
    ] {
        let text = text_of(&built, route);
        shown += &(text
            .replace('\u{A0}', "[nbsp]")
            .replace('\u{202F}', "[thin]")
            + "\n");
    }
    expect![[r#"
        <p>Vraiment[thin]? «[nbsp]Oui[nbsp]»[nbsp]: «[nbsp]non[nbsp]»[thin]; fin[thin]!</p>
        <p>V[nbsp]Praze a[nbsp]k[nbsp]<em>lesu</em>, s[nbsp]nimi.</p>
        <p>Why ? A man: I am.</p>
    "#]]
    .assert_eq(&shown);
}
