//! Slugs, routes and bases.

use dateline::url::{Base, Route, Slug, SlugError, SlugFault, WebAddress};
use proptest::prelude::{ProptestConfig, any, prop, prop_assert, prop_assert_eq, proptest};

#[test]
fn slugs_are_lower_case_words_of_any_script() {
    for good in ["kadhemi", "a-b", "2021", "الكاظمي", "हिन्दी", "北京", "a_b"]
    {
        assert_eq!(
            Slug::parse(good).map(|slug| slug.to_string()),
            Ok(good.to_owned())
        );
    }
    for (bad, why) in [
        ("", SlugError::Empty),
        ("Iraq", SlugError::Letter('I')),
        ("a b", SlugError::Letter(' ')),
        ("../../etc", SlugError::Letter('.')),
        ("a/b", SlugError::Letter('/')),
        ("page", SlugError::Reserved),
        ("_desk", SlugError::Reserved),
        ("a\0b", SlugError::Letter('\0')),
    ] {
        assert_eq!(Slug::parse(bad), Err(why), "{bad}");
    }
    assert_eq!(Slug::parse(&"a".repeat(201)), Err(SlugError::TooLong));
}

#[test]
fn a_published_slug_may_have_a_fault_and_a_new_one_not() {
    use SlugFault::{Device, Hyphen, Letter};

    let faults = [
        "aux", "con", "com1", "lpt9", "-", "--help", "a-", "a--b", "a_b", "x²", "ﬁn", "①",
    ]
    .map(Slug::fault_of);
    let expected = [
        Device,
        Device,
        Device,
        Device,
        Hyphen,
        Hyphen,
        Hyphen,
        Hyphen,
        Letter('_'),
        Letter('²'),
    ];
    assert_eq!(faults[..10], expected.map(Some));
    assert_eq!(faults[10..], [Some(Letter('ﬁ')), Some(Letter('①'))]);
    for good in [
        "auxiliary",
        "com10",
        "com",
        "a-b",
        "2021",
        "الكاظمي",
        "हिन्दी",
        "北京",
        "٢٠٢١",
        "คำ",
        "zażółć",
    ] {
        assert_eq!(Slug::fault_of(good), None, "{good}");
    }
}

#[test]
fn slugs_are_made_of_headlines() {
    for (text, slug) in [
        (
            "Iraq's Kadhemi to raise US troop exit",
            "iraqs-kadhemi-to-raise-us-troop-exit",
        ),
        ("  50 % — more! ", "50-more"),
        ("Zażółć GĘŚLĄ", "zażółć-gęślą"),
        ("../../etc", "etc"),
        ("--help", "help"),
        ("snake_case", "snake-case"),
        ("CO² ﬁlter", "co2-filter"),
        ("Aux", "aux-1"),
    ] {
        assert_eq!(
            Slug::from_text(text)
                .map(|slug| slug.to_string())
                .as_deref(),
            Some(slug)
        );
    }
    assert_eq!(Slug::from_text("…"), None);
}

#[test]
fn routes_become_files() {
    let brief = Route::root().page("2021").page("07").page("x");
    assert_eq!(
        (brief.as_str(), brief.output_path().as_str()),
        ("/2021/07/x/", "2021/07/x/index.html")
    );
    assert_eq!(Route::root().output_path(), "index.html");
    assert_eq!(brief.file("feed.xml").output_path(), "2021/07/x/feed.xml");
    for bad in [
        "x",
        "//",
        "//x",
        "/a//b",
        "/../x",
        "/a/..",
        "/a/./b",
        "/%2e%2e/x",
        "/a\\b",
        "/%00",
        "/%ff",
    ] {
        assert_eq!(Route::parse(bad), None, "{bad}");
    }
    assert_eq!(
        Route::parse("/caf%C3%A9/")
            .map(|route| route.to_string())
            .as_deref(),
        Some("/café/")
    );
}

#[test]
fn a_base_with_a_path_is_before_every_link() {
    let base = Base::parse("https://x.example/news").expect("an address");
    let route = Route::root().page("café & co");
    assert_eq!(base.href(&route), "/news/caf%C3%A9%20&%20co/");
    assert_eq!(
        base.permalink(&route).as_deref(),
        Some("https://x.example/news/caf%C3%A9%20&%20co/")
    );
    assert_eq!(Base::unknown().permalink(&route), None);
    for bad in [
        "x.example",
        "ftp://x.example/",
        "https://x.example/?q",
        "https://u@x.example/",
        "https://",
    ] {
        assert_eq!(Base::parse(bad), None, "{bad}");
    }
}

#[test]
fn sources_are_on_the_web() {
    for bad in [
        "javascript:alert(1)",
        "/x",
        "x.example",
        "data:text/html,x",
        "file:///etc/passwd",
    ] {
        assert_eq!(WebAddress::parse(bad), None, "{bad}");
    }
    let address = WebAddress::parse("https://www.x.example/a?b").expect("an address");
    assert_eq!(
        (address.as_str(), address.host()),
        ("https://www.x.example/a?b", "x.example")
    );
}

proptest! {
    #[test]
    fn a_slug_of_a_slug_is_itself(text in any::<String>()) {
        if let Some(slug) = Slug::from_text(&text) {
            prop_assert_eq!(Slug::from_text(slug.as_str()), Some(slug.clone()));
            prop_assert_eq!(Slug::fault_of(slug.as_str()), None);
            prop_assert_eq!(Slug::parse(slug.as_str()), Ok(slug));
        }
    }

    #[test]
    fn no_address_leaves_the_output(text in any::<String>()) {
        if let Some(route) = Route::parse(&format!("/{text}")) {
            let path = route.output_path();
            prop_assert!(!path.starts_with('/') && path.split('/').all(|part| !matches!(part, "" | "." | "..")));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    /// Plain addresses are not given to the URL parser: it would leave them as they are.
    #[test]
    fn addresses_are_normalised_as_browsers_do(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "a", "B", "www.", "wire", ".example", ".", "..", "/", "//", "?", "#", "=", "&", "+", "-", "--", "_", "~", "1", "0x7f",
                "é", "%20", "%", ":80", "@", " ", "\\", "[", "xn--a", "'", "\"", "|", "^", "`", "{", "*", "!", "$", ";", ",", "(",
            ]),
            0..9,
        ),
        scheme in prop::sample::select(vec!["http://", "https://", "HTTP://"]),
    ) {
        let text = format!("{scheme}{}", parts.concat());
        if let (Some(address), Ok(url)) = (WebAddress::parse(&text), ::url::Url::parse(text.trim())) {
            prop_assert_eq!(address.as_str(), url.as_str());
            prop_assert_eq!(Some(address.host()), url.host_str().map(|host| host.trim_start_matches("www.")));
        } else {
            prop_assert_eq!(WebAddress::parse(&text), None, "{}", text);
        }
    }
}
