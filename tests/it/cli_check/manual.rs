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

        A word for a day in the headline or the text means a different day tomorrow: *yesterday*, *on
        Friday*, *since Monday*, *ruled Tuesday*, *over the weekend*. Briefs are read for years, so give
        the date (English only). `today` for the present age (`today's sensors`), names (`USA Today`),
        weekdays with a date and weekly events are not reported. The hint gives a date only where it is
        certain: the brief's own day, or the weekday before it for past events.

        in the text of a brief
        wrong: The dam opened yesterday.
        right: The dam opened on 28 February 2026.

        To switch it off for the site, or to change its severity (`note`, `warning`, `error`), in site.yaml:
            check: { relative-date: off }
        To switch it off for one brief, with the reason, in its front matter:
            check: { relative-date: why not here }
        To switch off all rules about sources, prose and claims, in site.yaml:
            check: { profile: links }

        `check`, `serve` and `build --check` look for it; `build` does so only if the site makes a rule
        of this kind an `error`.
    "#]]
    .assert_eq(&explain("relative-date"));
    expect![[r#"
        url-lost (error)

        An address that readers know, because it is in `urls.lock`, has neither a page nor a redirect
        any more, so that links and bookmarks would break. Add it to `aliases` in the file that replaced
        it, which redirects it.

        in the front matter of a brief
        with urls.lock: /2026/03/01/the-river/
        found in urls.lock
        wrong: title: The river falls
        right:
            title: The river falls
            aliases: /2026/03/01/the-river/

        To switch it off for the site, or to change its severity (`note`, `warning`, `error`), in site.yaml:
            check: { url-lost: off }

        `build`, `check` and `serve` look for it.
    "#]]
    .assert_eq(&explain("url-lost"));
    expect![[r#"
        unknown-key (error)

        A key does not exist in this kind of file. It would have no effect, and Dateline ignores nothing
        in silence: correct it, or delete it. Your own keys belong below `extra`.

        in the front matter of a brief
        wrong: topic: water
        right: topics: water

        It cannot be switched off.

        `build`, `check` and `serve` look for it.
    "#]]
    .assert_eq(&explain("unknown-key"));
    expect![[r#"
        template-failed (error)

        A template cannot be parsed, or uses something that a page does not have. No page that needs the
        template can be built.

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
        all.starts_with("Front matter and YAML\n  duplicate-key (error): A key appears twice in the same mapping."),
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
