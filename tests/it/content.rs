//! Files below `content/`: what their paths and their first lines say.

use expect_test::expect;

use crate::support::check;

#[test]
fn a_file_without_front_matter_says_how_to_begin() {
    check(
        "
//- content/briefs/a.md
# A headline
Text.
//- content/briefs/b.md
---
title: B
Text.
//- content/briefs/c.md
//- content/topics/deep/d.md
---
name: D
---
//- content/breifs/e.md
---
title: E
---
//- content/f.md
---
title: F
---
",
        expect![[r#"
            content/breifs/e.md warning[file-unknown]: nothing is built from this file; hint: did you mean the folder `content/briefs/`?
            content/briefs/a.md:1:1 error[front-matter-missing]: the file does not begin with front matter; hint: begin it with a line `---`, then `title: …` and the other fields, then a line `---`
            content/briefs/b.md:1:1 error[front-matter-unclosed]: the front matter is not closed; hint: put a line `---` between the fields and the text
            content/briefs/c.md:1:1 error[front-matter-missing]: the file does not begin with front matter; hint: begin it with a line `---`, then `title: …` and the other fields, then a line `---`
            content/f.md warning[file-unknown]: nothing is built from this file; hint: the folders of `content/` are briefs, topics, countries, people, organizations, storylines, publishers, editions, pages
            content/topics/deep/d.md error[file-too-deep]: the file must be directly in `content/topics/`; hint: move it to `content/topics/d.md`"#]],
    );
}

#[test]
fn folders_give_front_matter_to_their_files() {
    check(
        "
//- site.yaml
defaults:
  briefs/iraq/: { countries: IQ, titel: x }
  briefs/: { source: https://wire.example/ }
//- content/briefs/iraq/a.md
---
title: A
date: 2026-03-01
---
Text.
//- content/briefs/b.md
---
title: B
date: 2026-03-01
---
Text.
",
        expect![
            "site.yaml:2:34 error[unknown-key]: there is no key `titel` here; hint: did you mean `title`?"
        ],
    );
}

#[test]
fn a_broken_file_is_one_mistake() {
    check(
        "
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
topics: water
---
See [b](brief:b), [[b]] and [b](b.md).
//- content/briefs/b.md
---
titel: B
---
Text.
//- content/topics/water.md
---
nane: Water
---
",
        expect![[r#"
            content/briefs/a.md:5:9 error[unknown-topic]: no topic has the slug `water`; hint: create `content/topics/water.md`
            content/briefs/b.md:2:1 error[field-missing]: `date` is missing; hint: add `date: 2021-07-25 09:00`
            content/briefs/b.md:2:1 error[field-missing]: `title` is missing; hint: add `title: What happened`
            content/briefs/b.md:2:1 error[source-missing]: the brief cites no source; hint: write `source: https://…`
            content/briefs/b.md:2:1 error[unknown-key]: there is no key `titel` here; hint: did you mean `title`?; fix: `title`
            content/topics/water.md:2:1 error[field-missing]: `name` is missing; hint: add `name: Armed groups`
            content/topics/water.md:2:1 error[unknown-key]: there is no key `nane` here; hint: did you mean `name`?; fix: `name`"#]],
    );
}

#[test]
fn another_version_of_a_broken_file_is_no_judge_of_its_anchors() {
    check(
        "
//- site.yaml
title: Briefs
url: https://x.example/
languages: ar
entities: open
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
---
See [b](brief:b#the-dam), [[b#the-dam]], and [itself](brief:a#nowhere).
//- content/briefs/b.md
---
titel: B
date: 2026-03-01
source: https://wire.example/b
---
## The dam
//- content/briefs/b.ar.md
---
title: ب
date: 2026-03-01
source: https://wire.example/b
---
نص.
",
        expect![[r#"
            content/briefs/a.md:6:55 error[dead-anchor]: the page `/2026/03/01/a/` has no anchor `#nowhere`
            content/briefs/b.md:2:1 error[field-missing]: `title` is missing; hint: add `title: What happened`
            content/briefs/b.md:2:1 error[unknown-key]: there is no key `titel` here; hint: did you mean `title`?; fix: `title`"#]],
    );
}
