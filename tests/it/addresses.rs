//! Addresses that are new, old and of others: slugs, links to the web, aliases.

use expect_test::expect;

use crate::support::{build, check};

#[test]
fn a_new_address_is_one_that_every_disk_holds() {
    check(
        "
//- site.yaml
regions: { con: IQ }
//- urls.lock
/2026/03/01/a_b/
/topics/nul/
//- content/briefs/a_b.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
---
Text.
//- content/briefs/aux.md
---
title: B
date: 2026-03-01
source: https://wire.example/b
---
Text.
//- content/briefs/--help/index.md
---
title: C
date: 2026-03-01
source: https://wire.example/c
---
Text.
//- content/briefs/d.md
---
title: D
slug: x²
date: 2026-03-01
source: https://wire.example/d
---
Text.
//- content/topics/nul.md
---
name: Nothing
---
//- content/people/com1.md
---
name: Com One
---
//- content/pages/prn/about.md
---
title: About
---
//- content/organizations/auxiliary-forces.md
---
name: Auxiliary Forces
---
",
        expect![[r#"
            content/briefs/--help/index.md error[slug-invalid]: `--help` is not a slug: hyphens belong between two words; hint: rename it to `help`, or add `slug: help`
            content/briefs/a_b.md warning[slug-locked]: `a_b` is not a slug: it contains '_'; hint: nothing to do: readers know the address; name new files differently
            content/briefs/aux.md error[slug-invalid]: `aux` is not a slug: Windows does not allow files of this name; hint: rename it to `aux-1`, or add `slug: aux-1`
            content/briefs/d.md:3:7 error[slug-invalid]: `x²` is not a slug: it contains '²'; hint: write `x2`
            content/pages/prn/about.md error[slug-invalid]: `prn` is not a slug: Windows does not allow files of this name; hint: rename the folder to `prn-1`
            content/people/com1.md error[slug-invalid]: `com1` is not a slug: Windows does not allow files of this name; hint: rename it to `com1-1`, or add `slug: com1-1`
            content/topics/nul.md warning[slug-locked]: `nul` is not a slug: Windows does not allow files of this name; hint: nothing to do: readers know the address; name new files differently
            site.yaml:1:12 error[slug-invalid]: `con` is not a slug: Windows does not allow files of this name; hint: write `con-1`"#]],
    );
}

#[test]
fn an_address_leads_where_it_seems_to() {
    check(
        "
//- site.yaml
url: https://bank.example@briefs.example/
nav: [{ title: Bank, link: https://bank.example@evil.example/ }]
//- content/publishers/wire.md
---
name: Wire
home: https://wire.example/100%
---
//- content/briefs/a.md
---
title: A
date: 2026-03-01
sources:
  - https://wire.example@evil.example/a
  - url: https://wire.example/%
    archived: https://archive.example\\@evil.example/
---
A [bank](https://bank.example@evil.example/), [a rate](https://x.example/%), <https://x.example/%zz>, \
<a href=\"https://bank.example@evil.example/\">raw</a>, [mixed](https://аpple.example/), \
[right](https://x.example/@user/a?b=a@b.example#50%25).
",
        expect![[r#"
            content/briefs/a.md:5:5 error[address-misleading]: `https://wire.example@evil.example/a` is misleading: it leads to `evil.example`; the part before `@` (`wire.example`) is a user name; hint: write `https://evil.example/a`
            content/briefs/a.md:6:10 error[address-misleading]: `https://wire.example/%` is misleading: two hexadecimal digits must follow a `%`; hint: write `https://wire.example/%25`
            content/briefs/a.md:7:15 error[address-misleading]: `https://archive.example\@evil.example/` is misleading: browsers read `\` as `/`; hint: write `https://archive.example/@evil.example/`
            content/briefs/a.md:9:10 error[address-misleading]: `https://bank.example@evil.example/` is misleading: it leads to `evil.example`; the part before `@` (`bank.example`) is a user name; hint: write `https://evil.example/`
            content/briefs/a.md:9:56 error[address-misleading]: `https://x.example/%` is misleading: two hexadecimal digits must follow a `%`; hint: write `https://x.example/%25`
            content/briefs/a.md:9:79 error[address-misleading]: `https://x.example/%zz` is misleading: two hexadecimal digits must follow a `%`; hint: write `https://x.example/%25zz`
            content/briefs/a.md:9:103 error[address-misleading]: `https://bank.example@evil.example/` is misleading: it leads to `evil.example`; the part before `@` (`bank.example`) is a user name; hint: write `https://evil.example/`
            content/briefs/a.md:9:165 error[address-misleading]: `https://аpple.example/` is misleading: `аpple` mixes letters of two scripts that look alike; hint: copy the address again from the page that it leads to
            content/publishers/wire.md:3:7 error[address-misleading]: `https://wire.example/100%` is misleading: two hexadecimal digits must follow a `%`; hint: write `https://wire.example/100%25`
            site.yaml note[url-missing]: the site has no `url`, so no feeds, sitemaps or canonical links are written; hint: add `url: https://…` to site.yaml, or pass --base-url
            site.yaml:1:6 error[address-misleading]: `https://bank.example@briefs.example/` is misleading: it leads to `briefs.example`; the part before `@` (`bank.example`) is a user name; hint: write `https://briefs.example/`
            site.yaml:2:28 error[address-misleading]: `https://bank.example@evil.example/` is misleading: it leads to `evil.example`; the part before `@` (`bank.example`) is a user name; hint: write `https://evil.example/`"#]],
    );
}

#[test]
fn old_addresses_are_read_as_browsers_ask_for_them() {
    let site = "
//- site.yaml
languages: ar
//- urls.lock
/OLD/
/2026/03/01/A/
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
aliases:
  - /old/
  - /OLD/
  - /old
  - /2026/03/01/A/
  - /2026/03/01/a/
  - /?p=123
  - /index.php?id=4
  - /100%3F/
---
Text.
";
    check(
        site,
        expect![[r#"
            content/briefs/a.md:11:5 warning[alias-query]: no file can answer `/?p=123`, so it leads nowhere: static hosts only look at the path; hint: delete it, and add a redirect to the server's configuration
            content/briefs/a.md:12:5 warning[alias-query]: no file can answer `/index.php?id=4`, so it leads nowhere: static hosts only look at the path; hint: delete it, and add a redirect to the server's configuration"#]],
    );
    let routes = build(site).routes();
    let redirects: Vec<&str> = routes
        .lines()
        .filter(|route| {
            ["old", "OLD", "p=", "php", "100", "/A/"]
                .iter()
                .any(|part| route.contains(part))
        })
        .collect();
    expect![[r#"
        /100?/
        /old/"#]]
    .assert_eq(&redirects.join("\n"));
}

#[test]
fn an_alias_that_cannot_be_says_where_it_stands() {
    check(
        "
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
aliases: /old/, /shared/
---
Text.
//- content/topics/c.md
---
name: C
aliases: /c/#place
---
//- content/topics/b.md
---
name: B
publish: always
aliases: [/b/, /SHARED/, /2026/03/01/a/]
---
",
        expect![[r#"
            content/briefs/a.md:5:17 error[route-collision]: the addresses `/shared/` and `/SHARED/` are the same on some machines; also used here: content/topics/b.md:4:16; hint: rename one of them
            content/topics/b.md:4:26 error[route-collision]: the address `/2026/03/01/a/` is used twice; also used here: content/briefs/a.md; hint: rename one of them
            content/topics/c.md:3:10 error[value-invalid]: `/c/#place` is not an old address: browsers do not send what follows `#`; hint: write `/c/`: browsers keep the `#…` of the old link by themselves"#]],
    );
}

#[test]
fn what_was_lost_is_looked_for_nearby() {
    check(
        "
//- urls.lock
/2026/03/01/flood/
/2026/03/01/port-strike/
/2026/03/02/flood-toll/
/2026/03/05/summit/
/people/ann-example/
/topics/water/
//- content/briefs/floods.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
---
Text.
//- content/briefs/summit.md
---
title: A
date: 2026-03-06
source: https://wire.example/a
---
Text.
//- content/briefs/port-strikes.md
---
title: A
date: 2026-03-04
source: https://wire.example/a
---
Text.
//- content/topics/waters.md
---
publish: always
name: Waters
---
//- content/topics/ann-example.md
---
publish: always
name: Ann
---
",
        expect![[r#"
            urls.lock:1:1 error[url-lost]: no page exists at `/2026/03/01/flood/` any more; the nearest address is `/2026/03/01/floods/`; hint: add `aliases: /2026/03/01/flood/` to the file that replaced it; if it was deleted, bring it back with `status: withdrawn`; or build with --accept-url-loss
            urls.lock:2:1 error[url-lost]: no page exists at `/2026/03/01/port-strike/` any more; hint: add `aliases: /2026/03/01/port-strike/` to the file that replaced it; if it was deleted, bring it back with `status: withdrawn`; or build with --accept-url-loss
            urls.lock:3:1 error[url-lost]: no page exists at `/2026/03/02/flood-toll/` any more; hint: add `aliases: /2026/03/02/flood-toll/` to the file that replaced it; if it was deleted, bring it back with `status: withdrawn`; or build with --accept-url-loss
            urls.lock:4:1 error[url-lost]: no page exists at `/2026/03/05/summit/` any more; the nearest address is `/2026/03/06/summit/`; hint: add `aliases: /2026/03/05/summit/` to the file that replaced it; if it was deleted, bring it back with `status: withdrawn`; or build with --accept-url-loss
            urls.lock:5:1 error[url-lost]: no page exists at `/people/ann-example/` any more; hint: add `aliases: /people/ann-example/` to the file that replaced it, or build with --accept-url-loss
            urls.lock:6:1 error[url-lost]: no page exists at `/topics/water/` any more; the nearest address is `/topics/waters/`; hint: add `aliases: /topics/water/` to the file that replaced it, or build with --accept-url-loss"#]],
    );
}

#[test]
fn a_link_may_have_a_query() {
    let site = "\
//- site.yaml
url: https://x.example/
nav: [{ title: Search, link: \"/about/?q=1\" }]
//- content/pages/about.md
---
title: About
---
## Who
//- content/briefs/a/index.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
---
[t](/about/?x=1&y=a%20b#who) [u](/about?x=1) [v](../../pages/about.md?x=1) [w](data.csv?v=2)
![p](/p.png?v=3)
//- content/briefs/a/data.csv
1
//- static/p.png
1
";
    let text = build(site).text("/2026/03/01/a/").to_owned();
    for part in [
        "<a href=\"/about/?x=1&amp;y=a%20b#who\">t</a>",
        "<a href=\"/about/?x=1\">u</a>",
        "<a href=\"/about/?x=1\">v</a>",
        "data.csv?v=2\">w</a>",
        "src=\"/p.png?v=3\"",
        "href=\"/about/?q=1\"",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    check(
        &site.replace("/about/?x=1&y=a%20b#who", "/abuot/?x=1"),
        expect![[r#"
            content/briefs/a/index.md:6:5 error[dead-link]: there is no page `/abuot/`; hint: did you mean `/about/`?"#]],
    );
}

#[test]
fn places_in_raw_html_can_be_linked_to() {
    check(
        "\
//- content/pages/about.md
---
title: About
---
<a name=\"who\"></a>Words. <section id=\"gone\">x</section>
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
---
[t](/about/#who) [u](#y) [v](/about/#gone) [w](#z)

<h3 id=\"y\">Y</h3>
",
        expect![[r#"
            content/briefs/a.md:6:30 error[dead-anchor]: the page `/about/` has no anchor `#gone`
            content/briefs/a.md:6:48 error[dead-anchor]: the page `/2026/03/01/a/` has no anchor `#z`
            content/pages/about.md:4:26 warning[html-removed]: `<section>` is not allowed in a brief and was removed; hint: write it in Markdown, or move it to a template"#]],
    );
}
