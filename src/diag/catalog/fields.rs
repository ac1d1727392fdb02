//! Codes of keys and values that are not part of the format, in front matter and `site.yaml`. `yaml::Fields` and the
//! parsers of `brief`, `entity` and `config` report them.

use super::did_you_mean;
use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Fields;

    /// A key that this kind of file does not have. It would do nothing, and nothing is ever ignored in silence: correct
    /// it, or delete it. Keys of your own belong below `extra`.
    UNKNOWN_KEY = Error "unknown-key" {
        in FrontMatter,
        wrong: "topic: water",
        right: "topics: water",
    }

    /// A key without which nothing can be made of the file, such as the `title` and the `date` of a brief.
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

    /// A value of the wrong shape: a list where a text belongs, and the like.
    FIELD_SHAPE = Error "field-shape" {
        in FrontMatter,
        wrong: "title: [The dam opens]",
        right: "title: The dam opens",
    }

    /// A value that is none of those the key takes.
    VALUE_UNKNOWN = Error "value-unknown" {
        in FrontMatter,
        wrong: "status: finished",
        right: "status: final",
    }

    /// A value that cannot be read as what the key takes; the message says what that is.
    VALUE_INVALID = Error "value-invalid" {
        in FrontMatter,
        wrong: "source: Wire",
        right: "source: https://wire.example/river",
    }

    /// A value given twice in one list: one of them is meant to be another, or can go.
    VALUE_REPEATED = Error "value-repeated" {
        in FrontMatter,
        wrong: "topics: water, dam, water",
        right: "topics: water, dam",
    }

    /// Two keys that say the same, of which only one may be there.
    KEYS_EXCLUSIVE = Error "keys-exclusive" {
        in FrontMatter,
        wrong: "
            source: https://wire.example/a
            sources: [https://other.example/b]
        ",
        right: "sources: [https://wire.example/a, https://other.example/b]",
    }

    /// A key that means nothing without another one beside it, such as `status: withdrawn` without `reason`.
    KEY_NEEDS = Error "key-needs" {
        in FrontMatter,
        wrong: "status: withdrawn",
        right: "
            status: withdrawn
            withdrawn: 2026-03-02
            reason: The dam did not open.
        ",
    }

    /// A slug with letters that slugs do not have, or one that addresses need for themselves.
    SLUG_INVALID = Error "slug-invalid" {
        in FrontMatter,
        wrong: "slug: The_Dam",
        right: "slug: the-dam",
    }

    /// A date or time in a form that is not known, or that no calendar has.
    TIME_INVALID = Error "time-invalid" {
        in FrontMatter,
        wrong: "date: 2026-02-30",
        right: "date: 2026-02-28",
    }

    /// A date that may be either of two days, as the day or the month stands first.
    TIME_AMBIGUOUS = Error "time-ambiguous" {
        in FrontMatter,
        wrong: "date: 03/02/2026",
        right: "date: 2026-02-03",
    }

    /// A time that the clocks of the site's zone skip when they are put forward.
    TIME_GAP = Error "time-gap" {
        in FrontMatter,
        with "site.yaml": "timezone: Europe/Berlin",
        wrong: "date: 2025-03-30 02:30",
        right: "date: 2025-03-30 03:30",
    }

    /// A time that the clocks of the site's zone show twice when they are put back.
    TIME_FOLD = Error "time-fold" {
        in FrontMatter,
        with "site.yaml": "timezone: Europe/Berlin",
        wrong: "date: 2025-10-26 02:30",
        right: "date: 2025-10-26T02:30:00+02:00",
    }

    /// The brief cites no source. A curated brief rests on at least one, which its readers can look up. As long as its
    /// status is `draft`, this is a warning.
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

    /// A country code that ISO 3166-1 does not have.
    UNKNOWN_COUNTRY = Error "unknown-country" {
        in FrontMatter,
        wrong: "countries: BU",
        right: "countries: BG",
    }

    /// A rule is switched off for this file without saying why. The reason tells the next editor whether it still
    /// holds.
    SWITCH_WITHOUT_REASON = Error "switch-without-reason" {
        in FrontMatter,
        wrong: "check: { source-single: off }",
        right: "check: { source-single: nobody else was there }",
    }

    /// A role whose end precedes its start.
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

    /// A rule is switched off for this file, and finds nothing in it: the switch can go.
    SWITCH_UNUSED = Note "switch-unused" {
        in FrontMatter,
        wrong: "
            title: The river falls
            check: { alt-missing: the map is described in the text }
        ",
        right: "title: The river falls",
    }

    /// A name in `check` that is no rule: it would switch nothing off. `dateline check --explain all` lists the rules.
    UNKNOWN_RULE = Error "unknown-rule" {
        in File("site.yaml"),
        wrong: "check: { relative-dates: off }",
        right: "check: { relative-date: off }",
    }

    /// A name in `check` of something that no site can switch off: what cannot be read cannot be built.
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
    FIELD_SHAPE.at(place, format!("`{key}` is {found}; it takes {expected}"))
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

/// A source that is called by a name where its address belongs. Readers look up what they can follow.
pub(crate) fn source_by_name(place: Place, name: &str) -> Diagnostic {
    value_invalid(place, name, "a web address (`https://…`)").hint(format!(
        "write where the report can be read, `source: https://…`; under `sources`, `publisher: {name}` says who made it"
    ))
}

/// An old address with a place behind `#`, which browsers do not send: the redirect would never be asked for.
pub(crate) fn alias_fragment(place: Place, alias: &str, without: &str) -> Diagnostic {
    VALUE_INVALID
        .at(
            place,
            format!("`{alias}` is not an old address: nobody is asked for what follows `#`"),
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
        .at(place, format!("`{key}` and `{other}` cannot both be given"))
        .hint("keep one")
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
        .at(place, format!("`{text}` may be either of two days"))
        .hint(format!("write `{one}` or `{other}`"))
}

pub(crate) fn time_gap(place: Place, text: &str) -> Diagnostic {
    TIME_GAP
        .at(
            place,
            format!("`{text}` never is: the clocks are put forward over it"),
        )
        .hint("give a time an hour later, or the offset: `2021-03-28 02:30+01:00`")
}

pub(crate) fn time_fold(place: Place, text: &str, earlier: &str, later: &str) -> Diagnostic {
    TIME_FOLD
        .at(
            place,
            format!("`{text}` is twice: the clocks are put back over it"),
        )
        .hint(format!("write `{earlier}` or `{later}`"))
}

pub(crate) fn source_missing(place: Place) -> Diagnostic {
    SOURCE_MISSING
        .at(place, "the brief cites no source")
        .hint("add `source: https://…`")
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
            None => "use the two letters of ISO 3166-1, such as `IQ`".to_owned(),
        })
}

pub(crate) fn switch_without_reason(place: Place, rule: &str) -> Diagnostic {
    SWITCH_WITHOUT_REASON
        .at(
            place,
            format!("`{rule}` is switched off here without a reason"),
        )
        .hint(format!("write why: `check: {{ {rule}: the reason }}`"))
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
            format!("`{rule}` finds nothing here, so the switch does nothing"),
        )
        .hint("delete it")
}

pub(crate) fn unknown_rule(place: Place, rule: &str, nearest: Option<&str>) -> Diagnostic {
    UNKNOWN_RULE
        .at(place, format!("there is no rule `{rule}`"))
        .hint(
            did_you_mean(nearest)
                .unwrap_or_else(|| "`dateline check --explain all` lists them".to_owned()),
        )
}

pub(crate) fn rule_fixed(place: Place, rule: &str) -> Diagnostic {
    RULE_FIXED
        .at(place, format!("`{rule}` cannot be changed"))
        .hint("mend what it says instead")
}
