//! Templates that compile and fail on a page, in the live preview.

use crate::serve::{Answer, Preview, brief, site, write};

const PAGE: &str = "/2026/03/01/a/";
const FINDINGS: &str = "/_dateline/findings?page=/2026/03/01/a/";
/// Where [`FAILING`] fails.
const PLACE: &str = "templates/brief.html:2:16";
const FAILING: &str = "<body>\n{{ brief.title.nothing.there }}\n</body>\n";
const GOOD: &str = "<body>\n{{ brief.title }}\n</body>\n";

fn has(text: &str) -> impl Fn(&Answer) -> bool + '_ {
    move |answer| answer.text().contains(text)
}

/// Saves a brief again and again, so that nothing is ever done in the background, until `is_right`.
fn busy(root: &std::path::Path, mut is_right: impl FnMut() -> bool) {
    for number in 0..400 {
        write(
            root,
            "content/briefs/busy.md",
            &brief("Busy", &format!("Save {number}.")),
        );
        if is_right() {
            return;
        }
    }
    panic!("it never is");
}

#[test]
fn the_error_of_a_page_is_told_when_the_page_is_asked_for() {
    let site = site(&[
        ("templates/brief.html", GOOD),
        ("content/briefs/a.md", &brief("A", "Text.")),
    ]);
    let preview = Preview::start(site.path(), &[]);
    preview.wait(PAGE, has("A"));
    write(site.path(), "templates/brief.html", FAILING);
    let mut page = String::new();
    busy(site.path(), || {
        page = preview.get(PAGE).text();
        has(PLACE)(&preview.get(FINDINGS))
    });
    assert!(
        page.contains("\nA\n"),
        "the last good page is under it: {page}"
    );
    // Another save does not take it away for a moment.
    for number in 0..20 {
        write(
            site.path(),
            "content/briefs/busy.md",
            &brief("Busy", &format!("Later {number}.")),
        );
        let told = preview.get(FINDINGS);
        assert!(
            has(PLACE)(&told) && has("\"n_errors\":1")(&told),
            "{}",
            told.text()
        );
    }
    write(site.path(), "templates/brief.html", GOOD);
    preview.wait(FINDINGS, has("\"n_errors\":0"));
}

#[test]
fn a_page_that_was_never_good_says_why_and_comes_when_it_can() {
    let site = site(&[
        ("templates/brief.html", FAILING),
        ("content/briefs/a.md", &brief("A", "Text.")),
    ]);
    let preview = Preview::start(site.path(), &[]);
    let answer = preview.get(PAGE);
    assert_eq!(answer.status, 500);
    for part in [
        PLACE,
        "template-failed",
        "/_dateline/client.js",
        "data-revision",
        "vscode://file",
    ] {
        assert!(answer.text().contains(part), "{part}: {}", answer.text());
    }
    assert_eq!(preview.get("/").status, 200);
    write(site.path(), "templates/brief.html", GOOD);
    preview.wait(PAGE, |answer| answer.status == 200);
}

#[test]
fn a_component_that_fails_is_named_with_the_page_that_uses_it() {
    let component =
        "{% component Mine(title: string) %}{{ title.nothing.there }}{% endcomponent Mine %}";
    let page = "<body>\n{{ <Mine title={brief.title} /> }}\n</body>\n";
    let site = site(&[
        ("templates/mine.html", component),
        ("templates/brief.html", page),
        ("content/briefs/a.md", &brief("A", "Text.")),
    ]);
    let text = Preview::start(site.path(), &[]).get(PAGE).text();
    assert!(
        text.contains("templates/mine.html:1:") && text.contains("templates/brief.html:2"),
        "{text}"
    );
}

#[test]
fn others_on_the_network_see_no_excerpt() {
    let site = site(&[
        ("templates/brief.html", FAILING),
        ("content/briefs/a.md", &brief("A", "Text.")),
    ]);
    let answer = Preview::start(site.path(), &["--host", "0.0.0.0"]).get(PAGE);
    assert_eq!(answer.status, 500);
    assert!(
        !answer.text().contains("nothing.there")
            && answer.text().contains("cannot be rendered yet")
    );
}
