//! Moments and EDTF dates.

use dateline::time::{Edtf, Moment, MomentError, Precision, rfc3339};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use proptest::prelude::{any, prop_assert, proptest};

fn zone(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).expect("a zone")
}

fn at(text: &str, name: &str) -> String {
    match Moment::parse(text, &zone(name)) {
        Ok(moment) => moment.rfc3339(&zone(name)),
        Err(error) => format!("{error:?}"),
    }
}

#[test]
fn a_time_without_offset_is_in_the_zone_of_the_site() {
    for (text, expected) in [
        ("2021-07-25", "2021-07-25T00:00:00+03:00"),
        ("2021-07-25 09:00", "2021-07-25T09:00:00+03:00"),
        ("2021-07-25T09:00:30", "2021-07-25T09:00:30+03:00"),
        ("2021-07-25T09:00:00Z", "2021-07-25T12:00:00+03:00"),
        ("2021-07-25 09:00+02:00", "2021-07-25T10:00:00+03:00"),
        ("2021-07-25T09:00:00.5-05:00", "2021-07-25T17:00:00+03:00"),
    ] {
        assert_eq!(at(text, "Asia/Baghdad"), expected, "{text}");
    }
    let day = Moment::parse("2021-07-25", &TimeZone::UTC).expect("a day");
    assert_eq!(day.precision, Precision::Day);
}

#[test]
fn what_is_not_a_time_is_said() {
    for text in [
        "",
        "yesterday",
        "2021-07-25 09",
        "2021-07-25 09:00 CET",
        "25 July 21",
        "25/7/21",
        "Monday, 25 July 2021",
        "July 2021",
        "2021-07-25 13:00 pm",
    ] {
        assert_eq!(at(text, "UTC"), "Form", "{text}");
    }
    for text in [
        "2021-02-30",
        "2021-13-01",
        "2021-07-25 25:00",
        "2021-07-25 09:61",
    ] {
        assert!(
            at(text, "UTC").starts_with("Value"),
            "{text}: {}",
            at(text, "UTC")
        );
    }
}

#[test]
fn what_can_be_read_in_one_way_is_read() {
    for (text, expected) in [
        ("2026-3-2", "2026-03-02T00:00:00+00:00"),
        ("2026/03/02", "2026-03-02T00:00:00+00:00"),
        ("2026-03-02T10:00", "2026-03-02T10:00:00+00:00"),
        ("2026-03-02 10:00 UTC", "2026-03-02T10:00:00+00:00"),
        ("2026-3-2 9:00", "2026-03-02T09:00:00+00:00"),
        ("2026-03-02 10:00 +0300", "2026-03-02T07:00:00+00:00"),
        ("2026-03-02 10:00 GMT+2", "2026-03-02T08:00:00+00:00"),
        ("March 2, 2026", "2026-03-02T00:00:00+00:00"),
        ("2 March 2026", "2026-03-02T00:00:00+00:00"),
        ("2nd Mar. 2026, 9:05 pm", "2026-03-02T21:05:00+00:00"),
        ("Mar 2 2026 at 12 a.m.", "2026-03-02T00:00:00+00:00"),
        ("Mon, 02 Mar 2026 10:00:30 GMT", "2026-03-02T10:00:30+00:00"),
        ("13/02/2026", "2026-02-13T00:00:00+00:00"),
        ("02/13/2026", "2026-02-13T00:00:00+00:00"),
        ("2.2.2026", "2026-02-02T00:00:00+00:00"),
    ] {
        assert_eq!(at(text, "UTC"), expected, "{text}");
    }
    assert_eq!(
        at("03/02/2026 10:00", "UTC"),
        r#"Ambiguous("2026-02-03 10:00", "2026-03-02 10:00")"#
    );
    assert!(at("2026-2-30", "UTC").starts_with("Value"));
    let read = |text| {
        Edtf::read(text)
            .map(|date| date.to_string())
            .unwrap_or_default()
    };
    let dates = [
        "March 2026",
        "2026-3",
        "2 March 2026~",
        "2026-03-02",
        "2026",
        "March",
        "03/02/2026",
    ]
    .map(read);
    assert_eq!(
        dates,
        [
            "2026-03",
            "2026-03",
            "2026-03-02~",
            "2026-03-02",
            "2026",
            "",
            ""
        ]
    );
}

#[test]
fn clocks_that_are_moved_are_never_guessed() {
    assert_eq!(at("2021-03-28 02:30", "Europe/Berlin"), "Gap");
    let fold = Moment::parse("2021-10-31 02:30", &zone("Europe/Berlin"));
    let Err(MomentError::Fold(earlier, later)) = fold else {
        panic!("{fold:?}")
    };
    assert_eq!(
        (earlier.as_str(), later.as_str()),
        ("2021-10-31 02:30:00+02:00", "2021-10-31 02:30:00+01:00")
    );
    assert_eq!(at(&earlier, "Europe/Berlin"), "2021-10-31T02:30:00+02:00");
    // The day begins at 01:00 where the clocks are put forward at midnight.
    assert_eq!(at("2021-03-26", "Asia/Amman"), "2021-03-26T01:00:00+03:00");
}

#[test]
fn edtf_dates_are_ordered_by_time() {
    let mut dates: Vec<Edtf> = ["2021-10~", "2021", "2020-08", "2021-07-26", "2021-07"]
        .iter()
        .map(|text| Edtf::parse(text).unwrap_or_else(|| panic!("{text}")))
        .collect();
    dates.sort();
    let texts: Vec<String> = dates.iter().map(Edtf::to_string).collect();
    assert_eq!(
        texts,
        ["2020-08", "2021", "2021-07", "2021-07-26", "2021-10~"]
    );
    for bad in [
        "",
        "21",
        "2021-1",
        "2021-02-30",
        "2021-13",
        "20211",
        "2021-07-26T10:00",
        "2021~~",
        "-2021",
    ] {
        assert_eq!(Edtf::parse(bad), None, "{bad}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_moment_or_not(text in any::<String>()) {
        let _ = Moment::parse(&text, &TimeZone::UTC);
        let _ = Edtf::parse(&text);
    }

    #[test]
    fn a_moment_survives_being_written(second in 0i64..4_000_000_000) {
        let zone = zone("America/New_York");
        let moment = Moment { at: jiff::Timestamp::from_second(second).expect("in range"), precision: Precision::Time };
        prop_assert!(Moment::parse(&moment.rfc3339(&zone), &zone) == Ok(moment));
    }
}

#[test]
fn moments_are_written_to_the_second_with_the_offset_of_their_zone() {
    for (moment, name, expected) in [
        (
            "2021-07-25T06:00:00Z",
            "Asia/Baghdad",
            "2021-07-25T09:00:00+03:00",
        ),
        ("2021-07-25T06:00:00Z", "UTC", "2021-07-25T06:00:00+00:00"),
        (
            "2021-07-25T06:00:00.9Z",
            "America/St_Johns",
            "2021-07-25T03:30:00-02:30",
        ),
        ("1969-12-31T23:59:58.5Z", "UTC", "1969-12-31T23:59:58+00:00"),
        ("0999-01-02T03:04:05Z", "UTC", "0999-01-02T03:04:05+00:00"),
    ] {
        assert_eq!(
            rfc3339(moment.parse().expect("a moment"), &zone(name)),
            expected
        );
    }
}
