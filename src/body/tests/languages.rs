//! Tests of everything that depends on the language: apostrophes, quotation marks, and the direction of code, addresses
//! and numbers.

use super::{body_in, stitched};
use crate::body::Marks;

/// Checks that in `language`, `markdown` becomes one paragraph of `expected`, on a page and in a feed.
fn check_in(language: &str, markdown: &str, expected: &str) {
    let body = body_in(markdown, language).value;
    for marks in [Marks::Page, Marks::Feed] {
        assert_eq!(
            stitched(&body, marks),
            format!("<p>{expected}</p>\n"),
            "of {markdown}"
        );
    }
}

/// Checks that each of `parts` is isolated in an Arabic sentence, and not in an English one.
fn check_apart(parts: &[&str]) {
    for part in parts {
        check_in(
            "ar",
            &format!("اتصل {part} الآن"),
            &format!("اتصل <bdi dir=\"ltr\">{part}</bdi> الآن"),
        );
        check_in(
            "ar",
            &format!("اتصل ({part})، ثم"),
            &format!("اتصل (<bdi dir=\"ltr\">{part}</bdi>)، ثم"),
        );
        check_in(
            "en",
            &format!("call {part} now"),
            &format!("call {part} now"),
        );
    }
}

/// Checks that none of `parts` is isolated in Arabic.
fn check_together(parts: &[&str]) {
    for part in parts {
        check_in("ar", &format!("في {part} من"), &format!("في {part} من"));
    }
}

#[test]
fn code_runs_left_to_right() {
    check_in(
        "ar",
        "اكتب `--flag` هنا",
        "اكتب <code dir=\"ltr\">--flag</code> هنا",
    );
    check_in(
        "he",
        "כתבו `a@b.example` כאן",
        "כתבו <code dir=\"ltr\">a@b.example</code> כאן",
    );
    check_in(
        "ar",
        "<kbd>Ctrl+</kbd> <samp dir=\"rtl\">س</samp>",
        "<kbd dir=\"ltr\">Ctrl+</kbd> <samp dir=\"rtl\">س</samp>",
    );
    let html = |language, markdown| stitched(&body_in(markdown, language).value, Marks::Feed);
    assert_eq!(
        html("fa", "```sh\na -b\n```"),
        "<pre dir=\"ltr\"><code class=\"language-sh\">a -b\n</code></pre>\n"
    );
    assert_eq!(
        html("en", "```sh\na -b\n```"),
        "<pre><code class=\"language-sh\">a -b\n</code></pre>\n"
    );
    assert_eq!(html("ar-Latn", "`-b`"), "<p><code>-b</code></p>\n");
}

#[test]
fn telephone_numbers_run_left_to_right() {
    check_apart(&[
        "+964 770 123 4567",
        "(0)30 123-456",
        "+49 (0)30 123456",
        "0770-123-4567",
        "00964 770 1234567",
    ]);
    check_apart(&[
        "+9647701234567",
        "01 23 45 67 89",
        "(030) 123 456",
        "1-800-555-0199",
        "030/1234567",
    ]);
    check_apart(&["٠٧٧٠ ١٢٣ ٤٥٦٧", "978-3-16-148410-0", "1 234 567", "*123#"]);
    check_in(
        "ar",
        "اتصل 0770 123 4567/0771 123 4567",
        "اتصل <bdi dir=\"ltr\">0770 123 4567</bdi>/<bdi dir=\"ltr\">0771 123 4567</bdi>",
    );
    check_in(
        "ar",
        "[555-0199](tel:+15550199) و[الهاتف](tel:+15550199)",
        "<a href=\"tel:+15550199\"><bdi dir=\"ltr\">555-0199</bdi></a> و<a href=\"tel:+15550199\">الهاتف</a>",
    );
}

#[test]
fn other_numbers_stay_as_they_are() {
    check_together(&[
        "2021-07-25",
        "05/06/2021",
        "12/2021",
        "10-20",
        "2020-2021",
        "19:30",
        "09.30-17.00",
        "-5",
    ]);
    check_together(&[
        "1,234,567",
        "3.5%",
        "4-3-3",
        "0.25 1.5 2.75",
        "2021-07-25 2021-07-26",
        "05-06-2021 07-06-2021",
    ]);
    check_together(&[
        "1990 1994 1998",
        "192.168.0.1",
        "$5",
        "*5",
        "10 000",
        "1234567",
        "(2021)",
        "30 (2021) 12",
    ]);
}

#[test]
fn addresses_run_left_to_right() {
    check_apart(&[
        "@desk",
        "C++",
        "C#",
        "#election",
        "a.example/",
        "24.example",
        "/etc/hosts",
    ]);
    let link = |address: &str| {
        format!("<a rel=\"external\" href=\"{address}\"><bdi dir=\"ltr\">{address}</bdi></a>")
    };
    for address in [
        "https://a.example/",
        "https://a.example/a?b=1&amp;c=2/",
        "https://a.example/a_(b)",
    ] {
        let typed = address.replace("&amp;", "&");
        check_in(
            "ar",
            &format!("انظر {typed} هنا"),
            &format!("انظر {} هنا", link(address)),
        );
        check_in(
            "ar",
            &format!("انظر <{typed}>."),
            &format!("انظر {}.", link(address)),
        );
    }
    check_in(
        "he",
        "<2@b.example> [b.example/c/](https://b.example/c/)",
        "<a href=\"mailto:2@b.example\"><bdi dir=\"ltr\">2@b.example</bdi></a> <a rel=\"external\" href=\"https://b.example/c/\"><bdi dir=\"ltr\">b.example/c/</bdi></a>",
    );
    check_in(
        "ar",
        "<span>a.example/&nbsp;و<bdi>b.example/</bdi></span>",
        "<span><bdi dir=\"ltr\">a.example/</bdi>&nbsp;و<bdi>b.example/</bdi></span>",
    );
    check_together(&[
        "a.example",
        "AT&amp;T",
        "km/h",
        "و/أو",
        "U.S.",
        "#تاج",
        "Yahoo",
    ]);
}

#[test]
fn holes_stay_in_their_places() {
    let body = body_in(
        "# أ `b`\n\nاتصل +964 770 123 4567[^afp] و[[x]]\n\n![a](c.jpg)",
        "ar",
    )
    .value;
    let expected = "<h2 id=\"أ-b\">أ <code dir=\"ltr\">b</code></h2>\n<p>اتصل <bdi dir=\"ltr\">+964 770 123 4567</bdi><sup class=\"d-cite\"><a id=\"_cite-afp-1\" href=\"#source-afp\" role=\"doc-noteref\">1</a></sup> و<a href=\"/x/\">Title of x</a></p>\n<figure>\n<img src=\"/img/c.jpg\" alt=\"a\">\n</figure>\n";
    assert_eq!(stitched(&body, Marks::Page), expected);
}

#[test]
fn apostrophes_before_a_word() {
    check_in(
        "nl",
        "Hij komt 's avonds, 't is laat",
        "Hij komt ’s avonds, ’t is laat",
    );
    check_in(
        "nl",
        "'n boek in 's-Hertogenbosch, 'k weet",
        "’n boek in ’s-Hertogenbosch, ’k weet",
    );
    check_in(
        "nl",
        "\"'s Avonds 'laat' in '68\"",
        "‘’s Avonds ‘laat’ in ’68’",
    );
    check_in("af", "Dit is 'n huis", "Dit is ’n huis");
    check_in(
        "de",
        "Die '90er und '68er, wie 's ist",
        "Die ’90er und ’68er, wie ’s ist",
    );
    check_in(
        "de",
        "in den '90ern 'ne Idee, 'gut'",
        "in den ’90ern ’ne Idee, ‚gut‘",
    );
    check_in(
        "en",
        "'90s rock 'n' roll, 'tis 'a' and '90s'",
        "’90s rock ’n’ roll, ’tis ‘a’ and ’90s’",
    );
    check_in(
        "en",
        "'Twould be 'em, 'twill 'be so'",
        "’Twould be ’em, ’twill ‘be so’",
    );
    check_in("en", "'19' and 's'", "‘19’ and ‘s’");
    check_in("cs", "řekl 's tebou'", "řekl ‚s\u{A0}tebou‘");
    check_in("it", "nel '900 e '68, l'anno", "nel ’900 e ’68, l’anno");
}

#[test]
fn single_quotes_in_french() {
    check_in(
        "fr",
        "Il a dit 'non' à l'an",
        "Il a dit «\u{A0}non\u{A0}» à l’an",
    );
    check_in(
        "fr",
        "\"Il a dit 'non'.\"",
        "«\u{A0}Il a dit «\u{A0}non\u{A0}».\u{A0}»",
    );
    check_in(
        "fr",
        "'l'an qu'*on* d'*hier*' aujourd'hui",
        "«\u{A0}l’an qu’<em>on</em> d’<em>hier</em>\u{A0}» aujourd’hui",
    );
    check_in("es", "dijo 'no' a O'Neill", "dijo ‘no’ a O’Neill");
}

#[test]
fn hebrew_abbreviations_and_sounds() {
    check_in(
        "he",
        "צה\"ל וארה\"ב, מנכ\"לית, ד\"ר",
        "צה״ל וארה״ב, מנכ״לית, ד״ר",
    );
    check_in(
        "he",
        "ג'ירפה, צ'רצ'יל, ג'ורג' ופרופ' כהן",
        "ג׳ירפה, צ׳רצ׳יל, ג׳ורג׳ ופרופ׳ כהן",
    );
    check_in("he", "\"צה\"ל\" אמר \"שלום\"", "”צה״ל” אמר ”שלום”");
    check_in(
        "he",
        "ב\"הארץ\" נכתב, ה'קטן' וש\"ס",
        "ב”הארץ” נכתב, ה’קטן’ וש״ס",
    );
    check_in("en", "the צה\"ל of \"today\"", "the צה״ל of “today”");
}

#[test]
fn options_of_commands_are_no_dashes() {
    check_in(
        "en",
        "Run gauge --reset, or (--no-cache) then",
        "Run gauge --reset, or (--no-cache) then",
    );
    check_in("en", "--quiet helps", "--quiet helps");
    // Between words, between numbers and around an aside it is a dash.
    check_in(
        "en",
        "The dam -- it opened--rose 3--4 m",
        "The dam – it opened–rose 3–4 m",
    );
    check_in(
        "en",
        "The mayor --who was absent-- wrote",
        "The mayor –who was absent– wrote",
    );
    check_in("en", "He left --Wire", "He left –Wire");
}

#[test]
fn code_with_an_id_keeps_it_from_right_to_left() {
    let body = body_in("<kbd title=\"xyz\" id=\"z\">Ctrl</kbd>", "ar").value;
    let html = stitched(&body, Marks::Page);
    assert!(
        html.contains("<kbd dir=\"ltr\" title=\"xyz\" id=\"z\">"),
        "{html}"
    );
}
