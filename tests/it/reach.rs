//! Where the live preview is found, by which names, and what its answers say to browsers.

use std::process::Command;

use crate::serve::{Answer, Preview, brief, site};

fn location(answer: &Answer) -> Option<String> {
    let lines = answer.head.lines();
    lines
        .filter_map(|line| line.split_once(": "))
        .find(|(name, _)| *name == "location")
        .map(|(_, to)| to.to_owned())
}

#[test]
fn an_address_without_its_slash_or_with_its_file_leads_to_the_page() {
    let files = [
        ("content/briefs/a.md", &*brief("A", "Text.")),
        ("content/briefs/wörter.md", &*brief("B", "Text.")),
    ];
    let below = site(
        &[
            &files[..],
            &[("site.yaml", "url: https://x.example/news/\n")],
        ]
        .concat(),
    );
    let at_root = site(&files);
    for (root, cases) in [
        (
            below.path(),
            &[
                ("/news", "/news/"),
                ("/news?x=1", "/news/?x=1"),
                ("/news/index.html", "/news/"),
                ("/news/2026/03/01/a", "/news/2026/03/01/a/"),
                ("/news/2026/03/01/a/index.html", "/news/2026/03/01/a/"),
            ][..],
        ),
        (
            at_root.path(),
            &[
                ("/index.html", "/"),
                ("/2026/index.html?x=/index.html", "/2026/?x=/index.html"),
                ("/2026/03/01/w%C3%B6rter", "/2026/03/01/w%C3%B6rter/"),
                (
                    "/2026/03/01/w%C3%B6rter/index.html",
                    "/2026/03/01/w%C3%B6rter/",
                ),
                ("/_desk", "/_desk/"),
            ],
        ),
    ] {
        let preview = Preview::start(root, &[]);
        for (from, to) in cases {
            let answer = preview.get(from);
            assert_eq!(
                (answer.status, location(&answer).as_deref()),
                (308, Some(*to)),
                "{from}"
            );
        }
        let absent = [
            "/2026/03/01/b/index.html",
            "/x/index.html",
            "/xindex.html",
            "//index.html",
            "//evil.example/index.html",
        ];
        for path in absent {
            assert_eq!(preview.get(path).status, 404, "{path}");
        }
    }
}

#[test]
fn a_name_that_is_allowed_is_answered_to() {
    let site = site(&[("content/briefs/a.md", &brief("A", "Text."))]);
    let args = [
        "--allow-host",
        "newsroom.local",
        "--allow-host",
        "Preview.Tunnel.example",
        "--allow-host",
        "10.0.0.7",
    ];
    let preview = Preview::start(site.path(), &args);
    let ask = |host: &str, more: &str| {
        preview.send(format!("GET /_dateline/findings HTTP/1.1\r\nHost: {host}{more}").as_bytes())
    };
    for host in [
        "newsroom.local",
        "NEWSROOM.local:1717",
        "newsroom.local.",
        "preview.tunnel.example",
        "10.0.0.7:80",
        "localhost",
    ] {
        assert_eq!(ask(host, "").status, 200, "{host}");
    }
    for host in [
        "local",
        "x.newsroom.local",
        "newsroom.local.evil.example",
        "10.0.0.8",
        "tunnel.example",
    ] {
        assert_eq!(ask(host, "").status, 403, "{host}");
    }
    let origin =
        |origin: &str| ask("preview.tunnel.example", &format!("\r\nOrigin: {origin}")).status;
    assert_eq!(
        [
            origin("https://preview.tunnel.example"),
            origin("http://preview.tunnel.example")
        ],
        [200, 200]
    );
    assert_eq!(
        [
            origin("https://evil.example"),
            origin("https://newsroom.local")
        ],
        [403, 403]
    );
}

#[test]
fn whoever_is_refused_reads_what_to_type() {
    let site = site(&[("content/briefs/a.md", &brief("A", "Text."))]);
    let preview = Preview::start(site.path(), &[]);
    let ask = |host: &str| {
        preview
            .send(format!("GET / HTTP/1.1\r\nHost: {host}").as_bytes())
            .text()
    };
    for (host, name) in [
        ("x.local:1717", "x.local"),
        ("10.0.0.1", "10.0.0.1"),
        ("<b>x</b>", "NAME"),
        ("$(reboot)", "NAME"),
    ] {
        let text = ask(host);
        assert!(
            text.contains(&format!("dateline serve --allow-host {name}\n")),
            "{host}: {text}"
        );
    }
}

#[test]
fn only_a_name_can_be_allowed() {
    for name in [
        "https://x.local",
        "x.local:1717",
        "x.local/",
        "*",
        "*.example",
        "",
        "a b",
        "-x",
        "wörter.example",
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        let output = command
            .args([
                "serve",
                "--root",
                "/nowhere",
                &format!("--allow-host={name}"),
            ])
            .output();
        let said = String::from_utf8_lossy(&output.expect("it runs").stderr).into_owned();
        assert!(said.contains("write the name alone"), "{name}: {said}");
    }
}

#[test]
fn whoever_lets_others_in_keeps_the_desk_to_himself() {
    let site = site(&[("content/briefs/a.md", &brief("A", "Text."))]);
    let desk = |args: &[&str]| Preview::start(site.path(), args).get("/_desk/").status;
    assert_eq!(desk(&["--allow-host", "x.local"]), 404);
    assert_eq!(desk(&["--allow-host", "x.local", "--share-desk"]), 200);
}

#[test]
fn the_address_that_is_printed_can_be_opened() {
    let site = site(&[("content/briefs/a.md", &brief("A", "Text."))]);
    let line = |args: &[&str]| {
        let preview = Preview::start(site.path(), args);
        (preview.line.trim().to_owned(), preview.port)
    };
    let (said, port) = line(&[]);
    assert_eq!(
        said,
        format!("serving http://127.0.0.1:{port}/ (press Ctrl-C to stop)")
    );
    let (said, port) = line(&["--host", "0.0.0.0"]);
    assert!(
        said.starts_with(&format!("serving http://localhost:{port}/ and ")),
        "{said}"
    );
    let is_elsewhere =
        said.contains("and every address of this machine") || said.matches("http://").count() == 2;
    assert!(is_elsewhere && !said.contains("0.0.0.0"), "{said}");
}

#[test]
fn every_answer_says_what_browsers_may_do_with_it() {
    let site = site(&[
        ("content/briefs/a.md", &brief("A", "Text.")),
        ("static/a.txt", "text"),
    ]);
    let preview = Preview::start(site.path(), &[]);
    let built = "content-security-policy: default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";
    for path in [
        "/",
        "/2026/03/01/a/",
        "/a.txt",
        "/nothing",
        "/_desk/",
        "/_desk/cards/a",
        "/_dateline/client.js",
        "/_desk",
    ] {
        let head = preview.get(path).head.to_lowercase();
        for line in [
            built,
            "cross-origin-resource-policy: same-origin",
            "x-content-type-options: nosniff",
        ] {
            assert_eq!(
                head.lines().filter(|known| *known == line).count(),
                1,
                "{path}: {line}: {head}"
            );
        }
    }
    let refused = preview
        .send(b"GET / HTTP/1.1\r\nHost: evil.example")
        .head
        .to_lowercase();
    assert!(
        refused.contains("cross-origin-resource-policy: same-origin")
            && refused.contains("nosniff")
    );
}

#[test]
fn a_site_with_headers_of_its_own_decides_what_its_pages_load() {
    let site = site(&[
        ("content/briefs/a.md", &brief("A", "Text.")),
        (
            "static/_headers",
            "/*\n  Content-Security-Policy: default-src 'self' https://maps.example\n",
        ),
    ]);
    let preview = Preview::start(site.path(), &[]);
    assert!(
        !preview
            .get("/2026/03/01/a/")
            .head
            .to_lowercase()
            .contains("content-security-policy")
    );
    assert!(
        preview
            .get("/_desk/")
            .head
            .to_lowercase()
            .contains("content-security-policy")
    );
}

#[test]
fn moments_are_shown_as_people_write_them() {
    let scheduled =
        "---\ntitle: A\ndate: 2026-12-01 09:00\nsource: https://wire.example/a\n---\nText.\n";
    let files = [("content/briefs/a.md", scheduled)];
    let of = |config: &'static str| {
        let site = site(&[&files[..], &[("site.yaml", config)]].concat());
        let preview = Preview::start(site.path(), &[]);
        ["/2026/12/01/a/", "/_desk/", "/_desk/cards/a"].map(|path| preview.get(path).text())
    };
    for (config, moment, day) in [
        (
            "language: en-GB\ntimezone: Europe/Athens\n",
            "1 December 2026, 09:00",
            "1 December 2026",
        ),
        (
            "language: de\ntimezone: Europe/Athens\n",
            "1. Dezember 2026, 09:00",
            "1. Dezember 2026",
        ),
        (
            "language: ar\ntimezone: Europe/Athens\n",
            "\u{2068}1 ديسمبر 2026",
            "\u{2068}1 ديسمبر 2026\u{2069}",
        ),
    ] {
        let [page, desk, cards] = of(config);
        let strip = page
            .split("<aside class=\"dateline-strip\"")
            .nth(1)
            .and_then(|rest| rest.split("</aside>").next());
        let strip = strip.expect("a strip");
        let said = format!("Scheduled: readers see this from {moment}");
        assert!(strip.contains(&said) && cards.contains(&said), "{strip}");
        let machine = "<time datetime=\"2026-12-01T09:00:00+02:00\">";
        assert!(
            strip.contains(&format!("next release: {machine}{moment}")),
            "{strip}"
        );
        assert!(desk.contains(&format!("{machine}{moment}")), "{desk}");
        assert!(cards.contains(&format!("· {day}</p>")), "{cards}");
        for text in [strip, &*desk] {
            assert!(!text.replace(machine, "").contains("2026-12-01T"), "{text}");
        }
    }
}
