//! Pages that are too heavy are told of, by what travels; and what servers are told.

use expect_test::expect;

use crate::support::{build, check};

/// Words that no compressor makes much of: `n` bytes of hexadecimal digits.
fn noise(n: usize) -> String {
    let mut state = 1u64;
    let mut text = String::new();
    while text.len() < n {
        // Knuth's linear congruential generator (MMIX).
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        text.push_str(&format!("{:08x} ", state >> 32));
    }
    text
}

fn site(more: &str, n_bytes: usize) -> String {
    format!(
        "
//- content/briefs/flood.md
---
title: Flood closes the valley road
date: 2026-03-01
source: https://wire.example/flood
{more}---
{}
",
        noise(n_bytes)
    )
}

#[test]
fn a_heavy_page_is_told_of_and_built() {
    // A theme of its own, so that the weight is this page's alone.
    let theme = "//- static/style.css\n//- templates/brief.html\n{{ brief.html | safe }}\n";
    let built = build(&format!("{theme}{}", site("", 40_000).trim_start()));
    expect![[r#"
        content/briefs/flood.md warning[page-weight]: the page `/2026/03/01/flood/` is 21.3 KB; its limit is 14 KB; hint: shorten it, set a smaller `page_size` for a list, or trim the stylesheet and the templates
    "#]].assert_eq(&built.findings);
    assert!(built.outputs.contains_key("/2026/03/01/flood/"));
    assert_eq!(build(&site("", 12_000)).findings, "");
}

#[test]
fn what_compresses_well_is_light() {
    let text = "The water rises. ".repeat(5_000);
    assert_eq!(
        build(&site("", 0).replace("---\n\n", &format!("---\n{text}\n"))).findings,
        ""
    );
}

#[test]
fn a_brief_that_must_be_heavy_says_why() {
    check(
        &site("check: { page-weight: it holds a table }\n", 40_000),
        expect![[""]],
    );
}

#[test]
fn a_site_decides_how_bad_a_heavy_page_is() {
    let site = format!(
        "//- site.yaml\ncheck: {{ page-weight: error }}\n{}",
        site("", 40_000)
    );
    let built = build(&site);
    assert!(
        built.findings.contains("error[page-weight]"),
        "{}",
        built.findings
    );
    assert!(built.outputs.is_empty());
}

#[test]
fn servers_are_told_what_pages_may_load_and_what_to_keep() {
    let built = build(&site("", 10));
    let page = built.text("/2026/03/01/flood/");
    let policy = "default-src 'self'; base-uri 'self'; form-action 'self'";
    assert!(page.contains(&policy.replace('\'', "&#39;")), "{page}");
    let headers = built.text("/_headers");
    let style = headers
        .lines()
        .find(|line| line.starts_with("/style."))
        .expect("the stylesheet");
    expect![[r#"
        /*
          Content-Security-Policy: default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'
          X-Content-Type-Options: nosniff
          Referrer-Policy: strict-origin-when-cross-origin

        /style.HASH.css
          Cache-Control: public, max-age=31536000, immutable
    "#]].assert_eq(&headers.replace(style, "/style.HASH.css"));
    assert!(built.outputs.contains_key(style), "{style}");
}

#[test]
fn paths_in_the_headers_are_those_of_the_host() {
    let built = build(&format!(
        "//- site.yaml\nurl: https://x.example/news/\n{}",
        site("", 10)
    ));
    let headers = built.text("/_headers");
    assert!(headers.starts_with("/news/*\n"), "{headers}");
    assert!(headers.contains("\n/news/style."), "{headers}");
}

#[test]
fn headers_of_the_sites_own_win() {
    let built = build(&format!(
        "//- static/_headers\n/*\n  X-Mine: yes\n{}",
        site("", 10)
    ));
    assert_eq!(built.text("/_headers").trim_end(), "/*\n  X-Mine: yes");
}
