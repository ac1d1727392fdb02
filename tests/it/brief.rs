//! Briefs: every field, every mistake in one.

use expect_test::expect;

use crate::support::{build, check};

#[test]
fn a_brief_needs_three_things() {
    check(
        "
//- content/briefs/empty.md
---
---
Text.
",
        expect![[""]],
    );
}

#[test]
fn several_mistakes_are_said_at_once() {
    check(
        "
//- content/briefs/flood.md
---
titel: Flood closes the valley road
date: 2026-02-30
source: wire.example/flood
countries: UK, Norway
status: finale
priority: 12
event: spring
embargo: tomorrow
---
Text.
",
        expect![[""]],
    );
}

#[test]
fn text_stays_text() {
    let built = build(
        "
//- content/briefs/year.md
---
title: 1984
date: 2026-03-01
source: https://wire.example/a
countries: NO, SE
author: Yes
---
Text.
//- content/briefs/list.md
---
title: True
date: 2026-03-02
source: https://wire.example/a
countries: [NO, SE]
---
Text.
",
    );
    assert_eq!(built.findings, "site.yaml");
}

#[test]
fn sources_take_many_forms() {
    check(
        "
//- content/briefs/a.md
---
title: A
date: 2026-03-01
sources:
  - https://wire.example/a
  - url: https://wire.example/b
    publishr: AFP
    date: 2026
    access: pay
  - title: only a title
    language: english
  - id: wire
    url: ftp://wire.example/
  - id: wire
    url: https://wire.example/
---
Text.
//- content/briefs/b.md
---
title: B
date: 2026-03-01
sources: []
---
Text.
//- content/briefs/c.md
---
title: C
date: 2026-03-01
source: https://wire.example/a
sources: [https://wire.example/b]
---
Text.
",
        expect![[""]],
    );
}

#[test]
fn a_withdrawal_says_when_and_why() {
    check(
        "
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
status: withdrawn
---
//- content/briefs/b.md
---
title: B
date: 2026-03-01
source: https://wire.example/a
reason: It was wrong.
---
",
        expect![[""]],
    );
}

#[test]
fn history_is_a_mapping_or_a_list_of_them() {
    check(
        "
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
updates:
  - 2026-03-02 10:00: One.
  - 2026-03-02 10:00: Two.
corrections:
  2026-03-02: Fine.
  second of March: Not fine.
clarifications: none
check: { title-length: off, other: the reason }
image: x.jpg
caption: A
aliases: [/old/, old, /a/../b/]
---
Text.
",
        expect![[""]],
    );
}

#[test]
fn a_file_name_is_a_slug() {
    check(
        "
//- content/briefs/Flood in Valley.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
---
Text.
//- content/briefs/page.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
slug: ../../etc
---
Text.
",
        expect![[""]],
    );
}
