//! `dateline check --explain`: the manual.

use dateline::diag;
use expect_test::expect;

use super::{check, said};

#[test]
fn the_manual_is_printed_by_code() {
    let nowhere = tempfile::tempdir().expect("a folder");
    let explain = |code| said(&check(&nowhere, &["--explain", code]));
    expect![[r#"
        relative-date (warning)

        A word for a day that means another one tomorrow, in the headline or the text: *yesterday*, *on
        Friday*, *since Monday*, *ruled Tuesday*, *over the weekend*. Briefs are read for years (English
        only). `today` for the present age (`today's sensors`), names (`USA Today`), weekdays with a
        date and what is so every week are not meant. The hint has a date only where one is certain: the
        brief's own day, or the weekday before it for what has been.

        in the text of a brief
        wrong: The dam opened yesterday.
        right: The dam opened on 28 February 2026.

        To switch it off for the site, or to set how bad it is (`note`, `warning`, `error`), in site.yaml:
            check: { relative-date: off }
        To switch it off for one brief, with the reason, in its front matter:
            check: { relative-date: why not here }
        To switch off all rules about sources, prose and claims, in site.yaml:
            check: { profile: links }

        `check`, `serve` and `build --check` look for it; `build` does so only on a site that calls a
        rule of this kind an `error`.
    "#]]
    .assert_eq(&explain("relative-date"));
    expect![[r#"
        url-lost (error)

        An address that readers know, since it is on `urls.lock`, has neither a page nor a redirect any
        more: links and bookmarks would break. The `aliases` of the file that took its place redirect
        it.

        in the front matter of a brief
        with urls.lock: /2026/03/01/the-river/
        found in urls.lock
        wrong: title: The river falls
        right:
            title: The river falls
            aliases: /2026/03/01/the-river/

        To switch it off for the site, or to set how bad it is (`note`, `warning`, `error`), in site.yaml:
            check: { url-lost: off }

        `build`, `check` and `serve` look for it.
    "#]]
    .assert_eq(&explain("url-lost"));
    expect![[r#"
        unknown-key (error)

        A key that this kind of file does not have. It would do nothing, and nothing is ever ignored in
        silence: correct it, or delete it. Keys of your own belong below `extra`.

        in the front matter of a brief
        wrong: topic: water
        right: topics: water

        It cannot be switched off.

        `build`, `check` and `serve` look for it.
    "#]]
    .assert_eq(&explain("unknown-key"));
    expect![[r#"
        template-failed (error)

        A template that cannot be read, or that asks for something that a page does not have. No page
        that needs it can be made.

        in templates/brief.html
        wrong:
            {% extends "base.html" %}
            {% block main %}{{ brief.title | shout }}{% endblock main %}
        right:
            {% extends "base.html" %}
            {% block main %}{{ brief.title | upper }}{% endblock main %}

        It cannot be switched off.

        `build` and `serve` look for it; `check` does so on 20 pages of each kind.
    "#]]
    .assert_eq(&explain("template-failed"));
}

#[test]
fn the_manual_lists_its_codes() {
    let nowhere = tempfile::tempdir().expect("a folder");
    let all = said(&check(&nowhere, &["--explain", "all"]));
    let n_codes = all.lines().filter(|line| line.starts_with("  ")).count();
    assert_eq!(n_codes, diag::manual().len(), "{all}");
    assert!(
        all.starts_with("Front matter as YAML\n  duplicate-key (error): A key that is given twice"),
        "{all}"
    );
    assert!(all.lines().all(|line| line.chars().count() < 260), "{all}");
    for code in ["relative-dat", "nothing-like-it"] {
        let unknown = check(&nowhere, &["--explain", code]);
        assert_eq!(
            (unknown.status.code(), said(&unknown).as_str()),
            (Some(2), "")
        );
        let told = String::from_utf8_lossy(&unknown.stderr).into_owned();
        assert!(
            told.contains("did you mean `relative-date`?")
                || told.contains("`dateline check --explain all`"),
            "{told}"
        );
    }
}
