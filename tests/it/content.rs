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
        expect![[""]],
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
        expect![[""]],
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
        expect![[""]],
    );
}
