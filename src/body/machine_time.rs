//! Dates, times and durations that HTML accepts in `<time>`. Dates in front matter are no concern of this module.

use jiff::civil::Date;

/// Returns whether `text` is a date, time, zone or duration that HTML accepts.
pub(super) fn is_machine_time(text: &str) -> bool {
    let is_one_of = |shapes: &[&str]| shapes.iter().any(|shape| has_shape(text, shape));
    if is_one_of(&["Y-M-D", "Y-M-DT*", "Y-M-D *"]) {
        // The shape alone would admit 30 February.
        return text[..10].parse::<Date>().is_ok();
    }
    is_one_of(&["Y", "Y-M", "M-D", "Y-WW", "*", "z"]) || is_duration(text)
}

/// Returns whether `text` matches `shape`, in which `Y` is a year, `M` a month, `D` a day, `WW` a week, `*` a time with
/// or without a zone, `z` a zone, `h`, `m` and `s` hours, minutes and seconds; any other character is itself.
fn has_shape(text: &str, shape: &str) -> bool {
    let Some(field) = shape.chars().next() else {
        return text.is_empty();
    };
    let after = &shape[1..];
    let number = |len: usize, most: u32| {
        let (digits, rest) = text.split_at_checked(len)?;
        // `parse` alone would accept a sign.
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        (is_number && digits.parse::<u32>().ok()? <= most).then_some(rest)
    };
    let rest = match field {
        'Y' => number(4, 9999),
        'M' => number(2, 12),
        'D' => number(2, 31),
        'h' => number(2, 23),
        'm' | 's' => number(2, 59),
        'W' if after.starts_with('W') => text.strip_prefix('W'),
        'W' => number(2, 53),
        '*' => {
            let zone = text.find(['Z', '+', '-']).unwrap_or(text.len());
            let (time, zone) = text.split_at(zone);
            let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
            let is_time = has_shape(time, "h:m:s") || has_shape(time, "h:m");
            let is_number = fraction.parse::<u32>().is_ok();
            return is_time && is_number && (zone.is_empty() || has_shape(zone, "z"));
        }
        'z' => {
            let Some(offset) = text.strip_prefix(['+', '-']) else {
                return text == "Z";
            };
            return has_shape(offset, "h:m") || has_shape(offset, "hm");
        }
        sign => text.strip_prefix(sign),
    };
    rest.is_some_and(|rest| has_shape(rest, after))
}

/// Returns whether `text` is a duration: `PT4H18M`, `4h 18m`. The order of the units is not checked.
fn is_duration(text: &str) -> bool {
    let parts = text.trim_start_matches('P').replace(['T', ' '], "");
    let mut units = parts.split_inclusive(|letter: char| letter.is_ascii_alphabetic());
    !parts.is_empty()
        && units.all(|part| {
            let number = part.strip_suffix(['W', 'D', 'H', 'M', 'S', 'w', 'd', 'h', 'm', 's']);
            number.is_some_and(|number| number.parse::<f32>().is_ok())
        })
}

#[cfg(test)]
mod tests {
    use super::is_machine_time;

    #[test]
    fn what_machines_read() {
        for text in [
            "2021",
            "2021-07",
            "2021-07-25",
            "07-25",
            "2021-W30",
            "14:30",
            "14:30:05.5",
            "+02:00",
            "2021-07-25T14:30",
            "2021-07-25 14:30:05Z",
            "2021-07-25T14:30+0200",
            "PT4H18M",
            "4h 18m",
            "P2D",
        ] {
            assert!(is_machine_time(text), "{text}");
        }
        for text in [
            "",
            "today",
            "2021-13",
            "2021-02-30",
            "25 July 2021",
            "24:00",
            "14:3",
            "2021-07-25T",
            "2021-7-25",
            "P",
            "4",
            "2021-07-25T14:30 Uhr",
            "٢٠٢١",
        ] {
            assert!(!is_machine_time(text), "{text}");
        }
    }
}
