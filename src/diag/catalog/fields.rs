//! Codes of keys and values that are not part of the format, in front matter and `site.yaml`. `yaml::Fields` and the
//! parsers of `brief`, `entity` and `config` report them.

use super::did_you_mean;
use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Fields;

    /// A key does not exist in this kind of file. It would have no effect, and Dateline ignores nothing in silence:
    /// correct it, or delete it. Your own keys belong below `extra`.
    UNKNOWN_KEY = Error "unknown-key" {
        in FrontMatter,
        wrong: "topic: water",
        right: "topics: water",
    }

    /// A required key is missing, such as the `title` or the `date` of a brief.
    FIELD_MISSING = Error "field-missing" {
        in Brief,
        wrong: "
            ---
            title: The river falls
            source: https://wire.example/river
            ---
            The river fell by a metre.
        ",
        right: "
            ---
            title: The river falls
            date: 2026-03-01
            source: https://wire.example/river
            ---
            The river fell by a metre.
        ",
    }

    /// A value has the wrong shape, such as a list where text belongs.
    FIELD_SHAPE = Error "field-shape" {
        in FrontMatter,
        wrong: "title: [The dam opens]",
        right: "title: The dam opens",
    }

    /// A value is not one of those that the key accepts.
    VALUE_UNKNOWN = Error "value-unknown" {
        in FrontMatter,
        wrong: "status: finished",
        right: "status: final",
    }

    /// A value is not of the form that the key expects. The message says which form that is.
    VALUE_INVALID = Error "value-invalid" {
        in FrontMatter,
        wrong: "source: Wire",
        right: "source: https://wire.example/river",
    }

    /// A value appears twice in one list. Correct one of them, or delete it.
    VALUE_REPEATED = Error "value-repeated" {
        in FrontMatter,
        wrong: "topics: water, dam, water",
        right: "topics: water, dam",
    }

    /// Two keys that say the same are both given. Only one of them may be used.
    KEYS_EXCLUSIVE = Error "keys-exclusive" {
        in FrontMatter,
        wrong: "
            source: https://wire.example/a
            sources: [https://other.example/b]
        ",
        right: "sources: [https://wire.example/a, https://other.example/b]",
    }

    /// A key has no meaning without another one, such as `status: withdrawn` without `reason`. Add the other key.
    KEY_NEEDS = Error "key-needs" {
        in FrontMatter,
        wrong: "status: withdrawn",
        right: "
            status: withdrawn
            withdrawn: 2026-03-02
            reason: The dam did not open.
        ",
    }

    /// A slug contains characters that slugs cannot have, or is a word that is reserved for addresses.
    SLUG_INVALID = Error "slug-invalid" {
        in FrontMatter,
        wrong: "slug: The_Dam",
        right: "slug: the-dam",
    }

    /// A date or time has an unknown form, or is not in the calendar.
    TIME_INVALID = Error "time-invalid" {
        in FrontMatter,
        wrong: "date: 2026-02-30",
        right: "date: 2026-02-28",
    }

    /// A date could be either of two days, because both the day and the month could come first. Write the year first.
    TIME_AMBIGUOUS = Error "time-ambiguous" {
        in FrontMatter,
        wrong: "date: 03/02/2026",
        right: "date: 2026-02-03",
    }

    /// A time does not exist in the site's time zone, because the clocks skip it when they go forward.
    TIME_GAP = Error "time-gap" {
        in FrontMatter,
        with "site.yaml": "timezone: Europe/Berlin",
        wrong: "date: 2025-03-30 02:30",
        right: "date: 2025-03-30 03:30",
    }

    /// A time happens twice in the site's time zone, because the clocks repeat it when they go back. Add the offset.
    TIME_FOLD = Error "time-fold" {
        in FrontMatter,
        with "site.yaml": "timezone: Europe/Berlin",
        wrong: "date: 2025-10-26 02:30",
        right: "date: 2025-10-26T02:30:00+02:00",
    }

    /// The brief cites no source. A curated brief rests on at least one that its readers can look up. While its status
    /// is `draft`, this is a warning.
    SOURCE_MISSING = Error "source-missing" {
        in Brief,
        wrong: "
            ---
            title: The river falls
            date: 2026-03-01
            ---
            The river fell by a metre.
        ",
        right: "
            ---
            title: The river falls
            date: 2026-03-01
            source: https://wire.example/river
            ---
            The river fell by a metre.
        ",
    }

    /// A country code is not in ISO 3166-1.
    UNKNOWN_COUNTRY = Error "unknown-country" {
        in FrontMatter,
        wrong: "countries: BU",
        right: "countries: BG",
    }

    /// A rule is switched off for this file without a reason. The reason tells the next editor whether the switch is
    /// still needed.
    SWITCH_WITHOUT_REASON = Error "switch-without-reason" {
        in FrontMatter,
        wrong: "check: { source-single: off }",
        right: "check: { source-single: nobody else was there }",
    }

    /// A role ends before it begins. Correct the period.
    ROLE_PERIOD = Error "role-period" {
        in File("content/people/berg.md"),
        wrong: "
            name: Ada Berg
            roles:
              - Minister of Water, 2022..2020
        ",
        right: "
            name: Ada Berg
            roles:
              - Minister of Water, 2020..2022
        ",
    }

    /// A rule is switched off for this file but reports nothing in it. The switch can be deleted.
    SWITCH_UNUSED = Note "switch-unused" {
        in FrontMatter,
        wrong: "
            title: The river falls
            check: { alt-missing: the map is described in the text }
        ",
        right: "title: The river falls",
    }

    /// A name in `check` is not a rule, so it would switch nothing off. `dateline check --explain all` lists the rules.
    UNKNOWN_RULE = Error "unknown-rule" {
        in File("site.yaml"),
        wrong: "check: { relative-dates: off }",
        right: "check: { relative-date: off }",
    }

    /// A name in `check` belongs to a code that no site can switch off: what cannot be parsed cannot be built.
    RULE_FIXED = Error "rule-fixed" {
        in File("site.yaml"),
        wrong: "check: { unknown-key: off }",
        right: "check: { title-length: off }",
    }
}

pub(crate) fn unknown_key(
    place: Place,
    key: &str,
    nearest: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    let mut known = known.to_vec();
    known.sort_unstable();
    UNKNOWN_KEY
        .at(place, format!("there is no key `{key}` here"))
        .hint(did_you_mean(nearest).unwrap_or_else(|| format!("the keys are {}", known.join(", "))))
}

pub(crate) fn field_missing(place: Place, key: &str, example: &str) -> Diagnostic {
    FIELD_MISSING
        .at(place, format!("`{key}` is missing"))
        .hint(format!("add `{example}`"))
}

pub(crate) fn field_shape(place: Place, key: &str, expected: &str, found: &str) -> Diagnostic {
    FIELD_SHAPE.at(place, format!("`{key}` is {found}; it must be {expected}"))
}

pub(crate) fn value_unknown(
    place: Place,
    value: &str,
    known: &[&str],
    nearest: Option<&str>,
) -> Diagnostic {
    VALUE_UNKNOWN
        .at(
            place,
            format!("`{value}` is not one of {}", known.join(", ")),
        )
        .hint_if(did_you_mean(nearest))
}

pub(crate) fn value_invalid(place: Place, value: &str, expected: &str) -> Diagnostic {
    VALUE_INVALID.at(place, format!("`{value}` is not {expected}"))
}

/// Like `value_invalid`, for the name of a publisher where an address belongs.
pub(crate) fn source_by_name(place: Place, name: &str) -> Diagnostic {
    value_invalid(place, name, "a web address (`https://…`)").hint(format!(
        "write the address of the report, `source: https://…`; under `sources`, the name goes into `publisher: {name}`"
    ))
}

/// Like `value_invalid`, for an alias with a fragment: nobody would ever request its redirect.
pub(crate) fn alias_fragment(place: Place, alias: &str, without: &str) -> Diagnostic {
    VALUE_INVALID
        .at(
            place,
            format!("`{alias}` is not an old address: browsers do not send what follows `#`"),
        )
        .hint(format!(
            "write `{without}`: browsers keep the `#…` of the old link by themselves"
        ))
}

pub(crate) fn value_repeated(place: Place, value: &str) -> Diagnostic {
    VALUE_REPEATED
        .at(place, format!("`{value}` is in the list twice"))
        .hint("delete one of them")
}

pub(crate) fn keys_exclusive(place: Place, key: &str, other: &str) -> Diagnostic {
    KEYS_EXCLUSIVE
        .at(
            place,
            format!("`{key}` and `{other}` cannot be used together"),
        )
        .hint("keep one of them")
}

pub(crate) fn key_needs(place: Place, key: &str, other: &str, example: &str) -> Diagnostic {
    KEY_NEEDS
        .at(place, format!("`{key}` needs `{other}`"))
        .hint(format!("add `{example}`"))
}

pub(crate) fn slug_invalid(
    place: Place,
    slug: &str,
    reason: &str,
    instead: Option<&str>,
) -> Diagnostic {
    SLUG_INVALID
        .at(place, format!("`{slug}` is not a slug: {reason}"))
        .hint(match instead {
            Some(instead) => format!("write `{instead}`"),
            None => "use lower-case letters, digits and hyphens".to_owned(),
        })
}

pub(crate) fn time_invalid(place: Place, text: &str, reason: &str) -> Diagnostic {
    TIME_INVALID
        .at(place, format!("`{text}` is not a time: {reason}"))
        .hint("write `2021-07-25`, `2021-07-25 09:00` or `2021-07-25T09:00:00+03:00`")
}

pub(crate) fn time_ambiguous(place: Place, text: &str, one: &str, other: &str) -> Diagnostic {
    TIME_AMBIGUOUS
        .at(place, format!("`{text}` could be either of two days"))
        .hint(format!("write `{one}` or `{other}`"))
}

pub(crate) fn time_gap(place: Place, text: &str) -> Diagnostic {
    TIME_GAP
        .at(
            place,
            format!("`{text}` does not exist: the clocks skip it when they go forward"),
        )
        .hint("write a time an hour later, or add the offset: `2021-03-28 02:30+01:00`")
}

pub(crate) fn time_fold(place: Place, text: &str, earlier: &str, later: &str) -> Diagnostic {
    TIME_FOLD
        .at(
            place,
            format!("`{text}` happens twice: the clocks repeat it when they go back"),
        )
        .hint(format!("write `{earlier}` or `{later}`"))
}

pub(crate) fn source_missing(place: Place) -> Diagnostic {
    SOURCE_MISSING
        .at(place, "the brief cites no source")
        .hint("write `source: https://…`")
}

pub(crate) fn unknown_country(
    place: Place,
    code: &str,
    nearest: Option<(&str, &str)>,
) -> Diagnostic {
    UNKNOWN_COUNTRY
        .at(place, format!("no country has the code `{code}`"))
        .hint(match nearest {
            Some((code, name)) => format!("did you mean `{code}` ({name})?"),
            None => "write the two letters of ISO 3166-1, such as `IQ`".to_owned(),
        })
}

pub(crate) fn switch_without_reason(place: Place, rule: &str) -> Diagnostic {
    SWITCH_WITHOUT_REASON
        .at(
            place,
            format!("`{rule}` is switched off here without a reason"),
        )
        .hint(format!("add the reason: `check: {{ {rule}: the reason }}`"))
}

pub(crate) fn role_period(place: Place, role: &str) -> Diagnostic {
    ROLE_PERIOD
        .at(place, format!("the role `{role}` ends before it begins"))
        .hint("write the period as `START..END`: `2020..2022`")
}

pub(crate) fn switch_unused(place: Place, rule: &str) -> Diagnostic {
    SWITCH_UNUSED
        .at(
            place,
            format!("`{rule}` reports nothing here, so switching it off has no effect"),
        )
        .hint("delete it")
}

pub(crate) fn unknown_rule(place: Place, rule: &str, nearest: Option<&str>) -> Diagnostic {
    UNKNOWN_RULE
        .at(place, format!("there is no rule `{rule}`"))
        .hint(
            did_you_mean(nearest)
                .unwrap_or_else(|| "run `dateline check --explain all` for a list".to_owned()),
        )
}

pub(crate) fn rule_fixed(place: Place, rule: &str) -> Diagnostic {
    RULE_FIXED
        .at(place, format!("`{rule}` cannot be changed or switched off"))
        .hint("fix what it reports instead")
}
