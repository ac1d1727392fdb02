//! Pages that are more than a list of briefs: the front, the map, the calendar, names from A to Z, what a country and
//! a topic share.

use expect_test::{Expect, expect};

use crate::support::{Built, build};

/// A brief for each line of `briefs`: its date, and what follows in the front matter, `; ` between fields.
fn site(briefs: &[&str]) -> Built {
    build(&fixture(briefs))
}

fn fixture(briefs: &[&str]) -> String {
    let mut fixture =
        "//- site.yaml\nlanguage: en-GB\nentities: open\nemail: desk@x.example\n".to_owned();
    for (idx, brief) in briefs.iter().enumerate() {
        let (date, fields) = brief.split_once("; ").unwrap_or((brief, ""));
        let fields: String = fields
            .split("; ")
            .map(|field| format!("{field}\n"))
            .collect();
        fixture.push_str(&format!(
            "//- content/briefs/b{idx}.md\n---\ntitle: Brief {idx}\ndate: {date}\nsource: https://wire.example/{idx}\n{}---\nText {idx}.\n",
            fields.trim_start_matches('\n')
        ));
    }
    fixture
}

/// Checks the lines of `main` on the page at `route` that hold one of `marks`.
fn check(built: &Built, route: &str, marks: &[&str], expected: Expect) {
    let page = built.text(route);
    let main = page
        .split_once("<main")
        .and_then(|(_, rest)| rest.split_once("</main>"))
        .expect("a page")
        .0;
    let lines = main
        .lines()
        .filter(|line| marks.iter().any(|mark| line.contains(mark)));
    expected.assert_eq(&lines.map(|line| format!("{line}\n")).collect::<String>());
}

#[test]
fn the_front_has_the_newest_day_by_section_and_what_was_before() {
    let topics = "//- content/topics/war.md\n---\nname: War\n---\n//- content/topics/arms.md\n---\nname: Arms\nparent: war\n---\n";
    let briefs = [
        "2026-03-01 09:00; topics: arms",
        "2026-03-02 08:00",
        "2026-03-02 09:00; topics: arms",
        "2026-03-02 10:00; topics: trade",
        "2026-03-02 11:00; topics: war",
    ];
    let built = build(&(fixture(&briefs) + topics));
    check(
        &built,
        "/",
        &["<h2", "<h3", "<h4"],
        expect![[r#"
            <h2 class="d-day" id="_day"><time datetime="2026-03-02">Monday, 2 March 2026</time></h2>
            <h3 class="d-when" id="_section-1"><a href="/topics/war/">War</a></h3>
            <h4><a href="/2026/03/02/b4/">Brief 4</a></h4>
            <h4><a href="/2026/03/02/b2/">Brief 2</a></h4>
            <h3 class="d-when" id="_section-2"><a href="/topics/trade/">Trade</a></h3>
            <h4><a href="/2026/03/02/b3/">Brief 3</a></h4>
            <h4><a href="/2026/03/02/b1/">Brief 1</a></h4>
            <h2 id="_earlier">Earlier</h2>
            <h3><a href="/2026/03/01/b0/">Brief 0</a></h3>
        "#]],
    );
}

#[test]
fn a_country_and_a_topic_that_share_three_briefs_have_a_page() {
    let briefs = [
        "2026-03-01; countries: NO, SE; topics: fish",
        "2026-03-02; countries: NO; topics: fish",
        "2026-03-03; countries: NO; topics: fish",
        "2026-03-04; countries: SE; topics: fish",
    ];
    let two = site(&briefs[..2]);
    assert!(!two.routes().contains("/countries/no/fish/"));
    let built = site(&briefs);
    assert!(
        built.routes().contains("/countries/no/fish/\n")
            && !built.routes().contains("/countries/se/fish/")
    );
    assert!(
        built
            .text("/sitemap.xml")
            .contains("/countries/no/fish/</loc>")
    );
    check(
        &built,
        "/countries/no/fish/",
        &["<h1", "<h3", "note"],
        expect![[r#"
        <h1><a href="/countries/no/">Norway</a> <span class="d-and"><a href="/topics/fish/">Fish</a></span></h1>
        <h3><a href="/2026/03/03/b2/">Brief 2</a></h3>
        <h3><a href="/2026/03/02/b1/">Brief 1</a></h3>
        <h3><a href="/2026/03/01/b0/">Brief 0</a></h3>
        <p class="d-part d-note">All briefs: <a href="/countries/no/">Norway</a>, <a href="/topics/fish/">Fish</a></p>
    "#]],
    );
    check(
        &built,
        "/countries/no/",
        &["/countries/no/fish/"],
        expect![[r#"
        <li><a href="/countries/no/fish/">Fish</a> <span class="d-count">3 briefs</span></li>
    "#]],
    );
    check(
        &built,
        "/topics/fish/",
        &["/countries/no/fish/"],
        expect![[r#"
        <li><a href="/countries/no/fish/">Norway</a> <span class="d-count">3 briefs</span></li>
    "#]],
    );
}

#[test]
fn many_shared_briefs_become_cards_then_links() {
    let briefs: Vec<String> = (0..130)
        .map(|idx| {
            format!(
                "2026-01-01 {:02}:{:02}; countries: NO; topics: fish",
                idx / 60,
                idx % 60
            )
        })
        .collect();
    let built = site(&briefs.iter().map(String::as_str).collect::<Vec<_>>());
    let page = built.text("/countries/no/fish/");
    assert_eq!(
        (
            page.matches("class=\"d-card\"").count(),
            page.matches("<li><time").count()
        ),
        (20, 100)
    );
}

#[test]
fn a_chart_shows_the_months_up_to_the_newest_brief_of_the_site() {
    let briefs = [
        "2025-11-30; topics: fish",
        "2026-01-02; topics: fish",
        "2026-01-03; topics: fish",
        "2026-02-01; topics: ice",
    ];
    let built = site(&briefs);
    check(
        &built,
        "/topics/fish/",
        &["<svg", "<rect", "axis", "activity-range"],
        expect![[r#"
            <svg class="d-months" viewBox="0 0 38 100" preserveAspectRatio="none" role="img" aria-labelledby="_activity _activity-range">
            <rect x="0" y="50" width="8" height="50"><title>November 2025: 1</title></rect>
            <rect x="20" y="0" width="8" height="100"><title>January 2026: 2</title></rect>
            <p class="d-axis d-note" aria-hidden="true"><span>November 2025</span> <span>February 2026</span></p>
            <p class="d-note" id="_activity-range">Busiest month: January 2026, 2 briefs</p>
        "#]],
    );
    assert!(
        !built.text("/topics/ice/").contains("<svg"),
        "one month is nothing to compare"
    );
}

#[test]
fn countries_are_shaded_on_the_map_and_counted_in_the_table() {
    let built = site(&[
        "2026-03-01; countries: NO, SG",
        "2026-03-02; countries: NO",
        "2026-03-03; countries: NO, SE",
    ]);
    let page = built.text("/countries/");
    let map = page
        .split_once("<svg")
        .and_then(|(_, rest)| rest.split_once("</svg>"))
        .expect("a map")
        .0;
    assert!(map.contains("aria-hidden=\"true\"") && map.matches("<a ").count() == 3);
    assert_eq!(
        map.matches("tabindex=\"-1\"").count(),
        3,
        "out of the tab order"
    );
    assert!(map.len() < 60 * 1024, "{}", map.len());
    check(
        &built,
        "/countries/",
        &["scope=", "legend", "<li>"],
        expect![[r#"
        <ul class="d-legend" aria-hidden="true">
        <li><svg width="12" height="12" focusable="false"><rect class="d-n1" width="12" height="12"/></svg> 1</li>
        <li><svg width="12" height="12" focusable="false"><rect class="d-n2" width="12" height="12"/></svg> 2 or more</li>
        <tr><th scope="col">Country</th><th scope="col" class="d-end">Briefs</th><th scope="col">Latest</th></tr>
        <tr><th scope="rowgroup" colspan="3"><a href="/regions/northern-europe/">Northern Europe</a></th></tr>
        <tr><th scope="row"><a href="/countries/no/">Norway</a></th><td class="d-end">3</td><td><time datetime="2026-03-03">3 March 2026</time></td></tr>
        <tr><th scope="row"><a href="/countries/se/">Sweden</a></th><td class="d-end">1</td><td><time datetime="2026-03-03">3 March 2026</time></td></tr>
        <tr><th scope="rowgroup" colspan="3"><a href="/regions/southeast-asia/">Southeast Asia</a></th></tr>
        <tr><th scope="row"><a href="/countries/sg/">Singapore</a></th><td class="d-end">1</td><td><time datetime="2026-03-01">1 March 2026</time></td></tr>
    "#]],
    );
}

#[test]
fn the_archive_is_a_calendar() {
    let built = site(&["2026-02-01", "2026-02-28", "2026-02-28", "2024-02-29"]);
    check(
        &built,
        "/2026/",
        &["<h1", "<caption", "<tr>", "years", "<li>"],
        expect![[r#"
            <h1>2026</h1>
            <caption><a href="/2026/02/">February</a> <span class="d-count">3 briefs</span></caption>
            <tr><th scope="col"><abbr title="Monday">Mo</abbr></th><th scope="col"><abbr title="Tuesday">Tu</abbr></th><th scope="col"><abbr title="Wednesday">We</abbr></th><th scope="col"><abbr title="Thursday">Th</abbr></th><th scope="col"><abbr title="Friday">Fr</abbr></th><th scope="col"><abbr title="Saturday">Sa</abbr></th><th scope="col"><abbr title="Sunday">Su</abbr></th></tr>
            <tr><td></td><td></td><td></td><td></td><td></td><td></td><td><a href="/2026/02/01/"><b>1</b> <small>1 brief</small></a></td></tr>
            <tr><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td><td>7</td><td>8</td></tr>
            <tr><td>9</td><td>10</td><td>11</td><td>12</td><td>13</td><td>14</td><td>15</td></tr>
            <tr><td>16</td><td>17</td><td>18</td><td>19</td><td>20</td><td>21</td><td>22</td></tr>
            <tr><td>23</td><td>24</td><td>25</td><td>26</td><td>27</td><td><a href="/2026/02/28/"><b>28</b> <small>2 briefs</small></a></td><td></td></tr>
            <section class="d-part" aria-labelledby="_years">
            <h2 id="_years">Other years</h2>
            <li><a href="/2024/">2024</a> <span class="d-count">1 brief</span></li>
        "#]],
    );
    check(
        &built,
        "/2026/02/",
        &["<h1", "<h2", "<li>"],
        expect![[r#"
            <h1>February 2026</h1>
            <h2 class="d-when" id="_day-1"><a href="/2026/02/28/"><time datetime="2026-02-28">Saturday, 28 February 2026</time></a></h2>
            <li><a class="d-quiet" href="/2026/02/28/b1/">Brief 1</a></li>
            <li><a class="d-quiet" href="/2026/02/28/b2/">Brief 2</a></li>
            <h2 class="d-when" id="_day-2"><a href="/2026/02/01/"><time datetime="2026-02-01">Sunday, 1 February 2026</time></a></h2>
            <li><a class="d-quiet" href="/2026/02/01/b0/">Brief 0</a></li>
        "#]],
    );
    check(
        &built,
        "/2026/02/28/",
        &["<h1", "rel="],
        expect![[r#"
        <h1><time datetime="2026-02-28">Saturday, 28 February 2026</time></h1>
        <a rel="next" href="/2026/02/01/"><small>Older</small> 1 February 2026</a>
    "#]],
    );
}

#[test]
fn people_are_from_a_to_z_by_surname() {
    let people = "//- content/people/a.md\n---\nname: Åsa Öberg\npublish: always\n---\n//- content/people/b.md\n---\nname: Zoe Adams\npublish: always\n---\n//- content/people/c.md\n---\nname: Mustafa al-Kadhemi\nsort: Kadhemi, Mustafa al-\nnative: مصطفى الكاظمي\npublish: always\n---\n";
    let built = build(people);
    check(
        &built,
        "/people/",
        &["<h2", "<li>"],
        expect![[r#"
            <h2 id="_letter-1">A</h2>
            <li><a href="/people/b/">Zoe Adams</a> <span class="d-count">0 briefs</span></li>
            <h2 id="_letter-2">K</h2>
            <li><a href="/people/c/">Mustafa al-Kadhemi</a> <bdi class="d-soft">مصطفى الكاظمي</bdi> <span class="d-count">0 briefs</span></li>
            <h2 id="_letter-3">O</h2>
            <li><a href="/people/a/">Åsa Öberg</a> <span class="d-count">0 briefs</span></li>
        "#]],
    );
    let swedish = build(&format!("//- site.yaml\nlanguage: sv\n{people}"));
    check(
        &swedish,
        "/people/",
        &["<h2"],
        expect![[r#"
            <h2 id="_letter-1">A</h2>
            <h2 id="_letter-2">K</h2>
            <h2 id="_letter-3">Ö</h2>
        "#]],
    );
}

#[test]
fn an_error_is_reported_with_the_address_filled_in() {
    let built = site(&["2026-03-01"]);
    check(
        &built,
        "/2026/03/01/b0/",
        &["mailto:"],
        expect![[r#"
        <p class="d-report"><a href="mailto:desk@x.example?subject=Brief%200&amp;body=https%3A%2F%2Fbriefs.example%2F2026%2F03%2F01%2Fb0%2F">Report an error</a></p>
    "#]],
    );
}

#[test]
fn a_summary_of_its_own_stands_below_the_headline() {
    let built = site(&["2026-03-01; summary: What it means.", "2026-03-02"]);
    assert!(
        built
            .text("/2026/03/01/b0/")
            .contains("<p class=\"d-lede\">What it means.</p>")
    );
    assert!(
        !built.text("/2026/03/02/b1/").contains("class=\"d-lede\""),
        "the text begins with it"
    );
}

#[test]
fn storylines_are_listed_by_whether_they_run() {
    let stories = "//- content/storylines/s.md\n---\ntitle: Over\nstatus: ended\n---\n//- content/storylines/t.md\n---\ntitle: Going on\n---\n";
    let built =
        build(&(fixture(&["2026-03-01; storyline: s", "2026-03-02; storyline: t"]) + stories));
    check(
        &built,
        "/storylines/",
        &["<h2", "<h3", "<p>"],
        expect![[r#"
            <h2 id="_ongoing">Ongoing</h2>
            <div class="d-card"><h3><a href="/storylines/t/">Going on</a></h3>
            <p><time datetime="2026-03-02">2 March 2026</time> <a class="d-quiet" href="/2026/03/02/b1/">Brief 1</a></p>
            <h2 id="_ended">Ended</h2>
            <div class="d-card"><h3><a href="/storylines/s/">Over</a></h3>
            <p><time datetime="2026-03-01">1 March 2026</time> <a class="d-quiet" href="/2026/03/01/b0/">Brief 0</a></p>
        "#]],
    );
    check(
        &built,
        "/",
        &["/storylines/"],
        expect![[r#"
        <li><b><a href="/storylines/t/">Going on</a></b>
    "#]],
    );
}
