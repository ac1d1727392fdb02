//! Where links may lead out of the site (`link_schemes`), and what is proposed for a file that is not there.

use expect_test::expect;

use crate::support::{build, check};

fn brief(text: &str) -> String {
    format!("---\ntitle: A\ndate: 2026-03-01\nsource: https://wire.example/a\n---\n{text}\n")
}

#[test]
fn a_site_adds_schemes_of_links() {
    let text = "[chat](irc://irc.example/news), [file](MAGNET:?xt=urn:btih:a&dn=b \"Title\"), [ref], <irc://irc.example/b>, \
                <a href=\"irc://irc.example/c\">raw</a> and <a href='javascript:alert(1)'>bad</a>.\n\n[ref]: magnet:?xt=1";
    let config =
        "link_schemes: irc, magnet\nnav: [{ title: Chat, link: \"irc://irc.example/nav\" }]\n";
    let built = build(&format!(
        "//- site.yaml\n{config}//- content/briefs/a.md\n{}",
        brief(text)
    ));
    expect!["content/briefs/a.md:6:149 error[link-scheme]: links may not begin with `javascript:`; hint: write `https://…`, a path, or one of `brief:` `topic:` `country:` `person:` and the like"]
        .assert_eq(built.findings.trim_end());
    let good = text.replace("javascript:alert(1)", "magnet:?xt=2");
    let built = build(&format!(
        "//- site.yaml\n{config}//- content/briefs/a.md\n{}",
        brief(&good)
    ));
    assert_eq!(built.findings, "");
    let page = built.text("/2026/03/01/a/");
    for href in [
        "irc://irc.example/news",
        "MAGNET:?xt=urn:btih:a&amp;dn=b",
        "magnet:?xt=1",
        "irc://irc.example/b",
        "irc://irc.example/c",
        "magnet:?xt=2",
        "irc://irc.example/nav",
    ] {
        assert!(page.contains(&format!("href=\"{href}\"")), "{href}: {page}");
    }
}

#[test]
fn without_the_list_such_a_link_is_an_error() {
    check(
        &format!(
            "//- site.yaml\nlink_schemes: magnet\n//- content/briefs/a.md\n{}",
            brief("[a](irc://x.example/), [b](magnt:?x), [c](magnet:)")
        ),
        expect![[r#"
            content/briefs/a.md:6:5 error[link-scheme]: links may not begin with `irc:`; hint: write `https://…`, a path, or one of `brief:` `topic:` `country:` `person:` and the like
            content/briefs/a.md:6:28 error[link-scheme]: links may not begin with `magnt:`; hint: did you mean `magnet:`?
            content/briefs/a.md:6:43 error[link-scheme]: `magnet:` is not a complete address; hint: add what follows the colon: `magnet:…`"#]],
    );
}

#[test]
fn no_site_adds_a_scheme_that_is_not_safe() {
    check(
        "//- site.yaml\nlink_schemes: [javascript, data, vbscript, file, blob, IRC, \"magnet:\", JavaScript, brief, a b, ok]\n",
        expect![[r#"
            site.yaml:1:16 error[value-invalid]: `javascript` is not a scheme that a site may allow in links (`irc`, `magnet`)
            site.yaml:1:28 error[value-invalid]: `data` is not a scheme that a site may allow in links (`irc`, `magnet`)
            site.yaml:1:34 error[value-invalid]: `vbscript` is not a scheme that a site may allow in links (`irc`, `magnet`)
            site.yaml:1:44 error[value-invalid]: `file` is not a scheme that a site may allow in links (`irc`, `magnet`)
            site.yaml:1:50 error[value-invalid]: `blob` is not a scheme that a site may allow in links (`irc`, `magnet`)
            site.yaml:1:56 error[value-invalid]: `IRC` is not a scheme that a site may allow in links (`irc`, `magnet`); hint: did you mean `irc`?
            site.yaml:1:61 error[value-invalid]: `magnet:` is not a scheme that a site may allow in links (`irc`, `magnet`); hint: did you mean `magnet`?
            site.yaml:1:72 error[value-invalid]: `JavaScript` is not a scheme that a site may allow in links (`irc`, `magnet`)
            site.yaml:1:84 error[value-invalid]: `brief` is not a scheme that a site may allow in links (`irc`, `magnet`)
            site.yaml:1:91 error[value-invalid]: `a b` is not a scheme that a site may allow in links (`irc`, `magnet`)"#]],
    );
}

#[test]
fn for_a_file_elsewhere_the_way_to_it_is_proposed() {
    let text = "[a](dock.md) [b](../2021/dok.md) [c](ferry.md) [d](../2021/water.md) [e](about.md) [f](two.md) [g](../x/two.md)";
    check(
        &format!(
            "//- content/briefs/2022/a.md\n{}//- content/briefs/2021/dock.md\n{}//- content/briefs/2021/ferry/index.md\n{}\
             //- content/topics/water.md\n---\nname: Water\npublish: always\n---\n//- content/pages/about.md\n---\ntitle: About\n---\nText.\n\
             //- content/briefs/x/two.md\n{}//- content/briefs/2022/y/two.md\n{}",
            brief(text),
            brief("Dock."),
            brief("Ferry."),
            brief("Two.").replace("-01\n", "-02\n"),
            brief("Two."),
        ),
        expect![[r#"
            content/briefs/2022/a.md:6:5 error[dead-link]: there is no file `dock.md`; hint: did you mean `../2021/dock.md`?
            content/briefs/2022/a.md:6:18 error[dead-link]: there is no file `../2021/dok.md`; hint: did you mean `../2021/dock.md`?
            content/briefs/2022/a.md:6:38 error[dead-link]: there is no file `ferry.md`; hint: did you mean `../2021/ferry/index.md`?
            content/briefs/2022/a.md:6:52 error[dead-link]: there is no file `../2021/water.md`; hint: did you mean `../../topics/water.md`?
            content/briefs/2022/a.md:6:74 error[dead-link]: there is no file `about.md`; hint: did you mean `../../pages/about.md`?
            content/briefs/2022/a.md:6:88 error[dead-link]: there is no file `two.md`; hint: did you mean `y/two.md`?"#]],
    );
}

#[test]
fn a_tag_that_says_text_is_a_text() {
    let front = |title: &str| {
        format!(
            "//- content/briefs/a.md\n---\ntitle: {title}\ndate: ! \"2026-03-01\"\nsource: !!str https://wire.example/a\n---\nText.\n"
        )
    };
    for (title, shown) in [
        ("! 'Dam holds'", "Dam holds"),
        ("!!str 1984", "1984"),
        ("! \"Dam: holds\"", "Dam: holds"),
        ("! null", "null"),
        ("! Dam holds", "Dam holds"),
    ] {
        let built = build(&front(title));
        assert_eq!(built.findings, "", "{title}");
        assert!(
            built
                .text("/2026/03/01/a/")
                .contains(&format!("<h1>{shown}</h1>")),
            "{title}: {}",
            built.text("/2026/03/01/a/")
        );
    }
    check(
        &front("!binary RGFt"),
        expect![
            "content/briefs/a.md:2:8 error[yaml-feature]: tags (`!name`) are not supported; hint: write the value out; put text that begins with `&`, `*` or `!` in quotes"
        ],
    );
    check(
        &front("! Dam holds # 2"),
        expect![[
            r#"content/briefs/a.md:2:20 error[text-cut]: everything after ` #` is cut off as a comment; hint: write `"Dam holds # 2"`, or put two spaces before a comment"#
        ]],
    );
}
