//! Tests of the locale tables and their formatting.

use jiff::civil::{date, time};

use super::{Direction, Locale, Quotes, cldr, fallbacks};

#[track_caller]
fn check_dates(tag: &str, long: &str, short: &str, month: &str) {
    let locale = Locale::of(tag);
    let day = date(2021, 4, 5);
    let written = [
        locale.date(day),
        locale.date_short(day),
        locale.month_year(2021, 4),
    ];
    assert_eq!(written, [long, short, month], "{tag}");
}

#[test]
fn dates_are_written_as_the_language_does() {
    check_dates("en", "April 5, 2021", "Apr 5, 2021", "April 2021");
    check_dates("en-GB", "5 April 2021", "5 Apr 2021", "April 2021");
    check_dates("en-ZA", "05 April 2021", "05 Apr 2021", "April 2021");
    check_dates("de", "5. April 2021", "05.04.2021", "April 2021");
    check_dates("es", "5 de abril de 2021", "5 abr 2021", "abril de 2021");
    check_dates("ja", "2021年4月5日", "2021/04/05", "2021年4月");
    check_dates(
        "ar",
        "5 أبريل 2021",
        "05\u{200f}/04\u{200f}/2021",
        "أبريل 2021",
    );
}

#[test]
fn month_in_a_date_is_not_the_month_alone() {
    check_dates("cs", "5. dubna 2021", "5. 4. 2021", "duben 2021");
    check_dates("el", "5 Απριλίου 2021", "5 Απρ 2021", "Απρίλιος 2021");
    check_dates(
        "ru",
        "5 апреля 2021\u{202f}г.",
        "5 апр. 2021\u{202f}г.",
        "апрель 2021\u{202f}г.",
    );
    assert_eq!(Locale::of("pl").month_name(4), "kwiecień");
}

#[track_caller]
fn check_week(tag: &str, full: &str, first: (&str, &str), n_before_monday: usize) {
    let locale = Locale::of(tag);
    let monday = date(2021, 4, 5);
    assert_eq!(locale.date_full(monday), full, "{tag}");
    assert_eq!(locale.weekdays().next(), Some(first), "{tag}");
    assert_eq!(locale.days_into_week(monday), n_before_monday, "{tag}");
    assert_eq!(locale.weekdays().count(), 7);
}

#[test]
fn weeks_begin_where_the_language_has_it() {
    check_week("en", "Monday, April 5, 2021", ("Sunday", "Su"), 1);
    check_week("en-GB", "Monday, 5 April 2021", ("Monday", "Mo"), 0);
    check_week("fi", "maanantai 5. huhtikuuta 2021", ("maanantai", "ma"), 0);
    check_week("ar", "الاثنين، 5 أبريل 2021", ("السبت", "سبت"), 2);
}

#[test]
fn persian_has_digits_of_its_own() {
    check_dates("fa", "۵ آوریل ۲۰۲۱", "۵ آوریل ۲۰۲۱", "آوریل ۲۰۲۱");
    assert_eq!(Locale::of("fa").number(-1234), "\u{200e}−۱٬۲۳۴");
}

#[test]
fn separators_are_those_of_the_language() {
    let separators = |tag| Locale::of(tag).separators();
    assert_eq!(separators("en"), (".", ","));
    assert_eq!(separators("de"), (",", "."));
    assert_eq!(separators("fr"), (",", "\u{202f}"));
    assert_eq!(separators("fa"), ("٫", "٬"));
    assert!(Locale::of("pl").months().any(|month| month == ("lipca", 7)));
}

#[test]
fn times_follow_the_clock_of_the_language() {
    let times =
        |tag| [(0, 7), (12, 0), (21, 45)].map(|(h, m)| Locale::of(tag).time(time(h, m, 59, 0)));
    assert_eq!(
        times("en"),
        ["12:07\u{202f}AM", "12:00\u{202f}PM", "9:45\u{202f}PM"]
    );
    assert_eq!(times("en-GB"), ["00:07", "12:00", "21:45"]);
    assert_eq!(times("es"), ["0:07", "12:00", "21:45"]);
    assert_eq!(times("fi"), ["0.07", "12.00", "21.45"]);
    assert_eq!(times("ko"), ["오전 12:07", "오후 12:00", "오후 9:45"]);
    assert_eq!(times("zh-Hant"), ["凌晨12:07", "中午12:00", "晚上9:45"]);
}

#[test]
fn date_and_time_are_joined() {
    let both = |tag| Locale::of(tag).datetime(date(2021, 7, 25), time(14, 5, 0, 0));
    assert_eq!(both("en-GB"), "25 July 2021, 14:05");
    assert_eq!(both("vi"), "14:05 25 tháng 7, 2021");
}

#[track_caller]
fn check_resolves(tag: &str, expected: &str) {
    assert_eq!(
        fallbacks(tag).collect::<Vec<_>>().join(" "),
        expected,
        "{tag}"
    );
}

#[test]
fn tags_resolve_as_in_cldr() {
    check_resolves("en-GB", "en-GB en-001 en");
    check_resolves("EN-us", "en");
    check_resolves("en-FR", "en-150 en-001 en");
    check_resolves("en-XX", "en-001 en");
    check_resolves("en-Latn-GB", "en-GB en-001 en");
    check_resolves("de-AT-1996", "de en");
    check_resolves("pt-AO", "pt-PT pt en");
    check_resolves("nb-NO", "no en");
    check_resolves("iw", "he en");
    check_resolves("tlh", "en");
    check_resolves("", "en");
}

#[test]
fn script_decides_the_table() {
    check_resolves("zh-TW", "zh-Hant en");
    check_resolves("zh-Hant-HK", "zh-Hant en");
    check_resolves("zh-Hans-TW", "zh en");
    check_resolves("sr-Latn-RS", "sr-Latn en");
    check_resolves("sr-ME", "sr-Latn en");
    check_resolves("ru-Latn", "en");
}

#[test]
fn direction_is_that_of_the_script() {
    let rtl = |tag| Locale::of(tag).direction() == Direction::Rtl;
    assert!(
        [
            "ar", "he", "fa", "ur", "ckb", "yi", "az-Arab", "az-IR", "pa-PK", "ff-Adlm"
        ]
        .into_iter()
        .all(rtl)
    );
    assert!(
        !["en", "az", "pa", "ru", "ar-Latn", "sd-IN", "x"]
            .into_iter()
            .any(rtl)
    );
}

#[test]
fn quotes_are_those_of_the_language() {
    let quotes = Quotes {
        open: "„",
        close: "“",
        alt_open: "‚",
        alt_close: "‘",
    };
    assert_eq!(Locale::of("de-AT").quotes(), quotes);
    assert_eq!(Locale::of("ru").quotes().open, "«");
}

#[test]
fn lists_of_every_locale_are_whole() {
    for row in &cldr::LOCALES {
        for months in [row.months, row.months_alone, row.months_short] {
            assert_eq!(
                months.split('|').filter(|name| !name.is_empty()).count(),
                12,
                "{}",
                row.tag
            );
        }
        assert!(
            [2, 24].contains(&row.periods.split('|').count()),
            "{}",
            row.tag
        );
    }
}
