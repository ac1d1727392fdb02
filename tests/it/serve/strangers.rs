//! Whom the preview refuses, and what it shows to nobody.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::{Preview, brief, site};

#[test]
fn nothing_is_read_by_a_path() {
    let site = site(&[
        ("content/briefs/a.md", &brief("A", "Text.")),
        ("clips/secret.txt", "SECRET"),
        ("static/open.txt", "open"),
    ]);
    let preview = Preview::start(site.path(), &[]);
    assert_eq!(preview.get("/open.txt").text(), "open");
    for path in [
        "/../clips/secret.txt",
        "/static/../clips/secret.txt",
        "/%2e%2e/clips/secret.txt",
        "/%252e%252e/clips/secret.txt",
        "/..%2fclips%2fsecret.txt",
        "/..%5cclips%5csecret.txt",
        "/..\\clips\\secret.txt",
        "/open.txt%00.html",
        "//clips/secret.txt",
        "/clips/secret.txt",
        "/site.yaml",
        "/content/briefs/a.md",
        "/etc/passwd",
        "/%2fetc%2fpasswd",
        "/%ff%fe",
    ] {
        let answer = preview.get(path);
        assert!(
            matches!(answer.status, 400 | 404),
            "{path}: {}",
            answer.status
        );
        assert!(
            !answer.text().contains("SECRET") && !answer.text().contains("root:"),
            "{path}"
        );
    }
}

#[test]
fn strangers_are_refused() {
    let site = site(&[("content/briefs/a.md", &brief("A", "Text."))]);
    let preview = Preview::start(site.path(), &[]);
    let port = preview.port;
    let status = |head: String| preview.send(head.as_bytes()).status;
    let host = |host: &str| status(format!("GET / HTTP/1.1\r\nHost: {host}"));
    assert_eq!(host(&format!("localhost:{port}")), 200);
    assert_eq!(host(&format!("[::1]:{port}")), 200);
    for foreign in [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:80",
        "10.0.0.1",
        "",
    ] {
        assert_eq!(host(foreign), 403, "{foreign}");
    }
    assert_eq!(status("GET / HTTP/1.1\r\nAccept: x".to_owned()), 403);
    let origin = |origin: &str| {
        let head = format!(
            "HEAD /_dateline/findings?page=/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}"
        );
        status(head)
    };
    assert_eq!(origin(&format!("http://127.0.0.1:{port}")), 200);
    for foreign in [
        "http://evil.example",
        "null",
        "https://127.0.0.1",
        "http://127.0.0.1:1",
    ] {
        assert_eq!(origin(foreign), 403, "{foreign}");
    }
    let events = format!(
        "GET /_dateline/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://evil.example"
    );
    assert_eq!(status(events), 403);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        for path in ["/", "/_desk/", "/_dateline/findings"] {
            assert_eq!(
                status(format!(
                    "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}"
                )),
                405,
                "{method} {path}"
            );
        }
    }
    let answer = preview.get("/").head.to_lowercase();
    assert!(!answer.contains("access-control"), "{answer}");
}

#[test]
fn long_heads_and_idle_connections_keep_nobody_waiting() {
    let site = site(&[("content/briefs/a.md", &brief("A", "Text."))]);
    let preview = Preview::start(site.path(), &[]);
    let long = format!(
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: {}",
        "x".repeat(64 * 1024)
    );
    assert!(matches!(preview.send(long.as_bytes()).status, 0 | 431));
    let idle: Vec<TcpStream> = (0..500).map(|_| preview.connect()).collect();
    let start = Instant::now();
    assert_eq!(preview.get("/2026/03/01/a/").status, 200);
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
    drop(idle);
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn on_a_network_the_desk_is_closed_unless_it_is_shared() {
    let draft = "---\ntitle: A\ndate: 2026-03-01\nsource: https://wire.example/a\nstatus: draft\nnote: Ask her.\n---\nText.\n";
    let site = site(&[("content/briefs/a.md", draft)]);
    let open = |args: &[&str]| {
        let preview = Preview::start(site.path(), args);
        let page = preview.get("/2026/03/01/a/").text();
        (
            preview.get("/_desk/").status,
            preview.get("/_desk/cards/a").status,
            page.contains("Ask her."),
        )
    };
    assert_eq!(open(&[]), (200, 200, true));
    assert_eq!(open(&["--host", "0.0.0.0"]), (404, 404, false));
    assert_eq!(
        open(&["--host", "0.0.0.0", "--share-desk"]),
        (200, 200, true)
    );
}
