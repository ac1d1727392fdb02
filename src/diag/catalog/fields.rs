//! Fields of front matter and of `site.yaml`: keys and values that are not of the format.

use super::{did_you_mean, error, note};
use crate::diag::{Diagnostic, Place};

/// A key that this kind of file does not have. It would do nothing, and nothing is ever ignored in silence: correct
/// it, or delete it. Keys of your own belong below `extra`.
pub fn unknown_key(place: Place, key: &str, nearest: Option<&str>, known: &[&str]) -> Diagnostic {
    let mut known = known.to_vec();
    known.sort_unstable();
    error(
        "unknown-key",
        place,
        format!("there is no key `{key}` here"),
    )
    .hint(did_you_mean(nearest).unwrap_or_else(|| format!("the keys are {}", known.join(", "))))
}

/// A key without which nothing can be made of the file, such as the `title` and the `date` of a brief.
pub fn field_missing(place: Place, key: &str, example: &str) -> Diagnostic {
    error("field-missing", place, format!("`{key}` is missing")).hint(format!("add `{example}`"))
}

/// A value of the wrong shape: a list where a text belongs, and the like.
pub fn field_shape(place: Place, key: &str, expected: &str, found: &str) -> Diagnostic {
    error(
        "field-shape",
        place,
        format!("`{key}` is {found}; it takes {expected}"),
    )
}

/// A value that is none of those the key takes.
pub fn value_unknown(
    place: Place,
    value: &str,
    known: &[&str],
    nearest: Option<&str>,
) -> Diagnostic {
    error(
        "value-unknown",
        place,
        format!("`{value}` is not one of {}", known.join(", ")),
    )
    .hint_if(did_you_mean(nearest))
}

/// A value that cannot be read as what the key takes; the message says what that is.
pub fn value_invalid(place: Place, value: &str, expected: &str) -> Diagnostic {
    error(
        "value-invalid",
        place,
        format!("`{value}` is not {expected}"),
    )
}

/// A source that is called by a name where its address belongs. Readers look up what they can follow.
pub fn source_by_name(place: Place, name: &str) -> Diagnostic {
    value_invalid(place, name, "a web address (`https://…`)").hint(format!(
        "write where the report can be read, `source: https://…`; under `sources`, `publisher: {name}` says who made it"
    ))
}

/// An old address with a place behind `#`, which browsers do not send: the redirect would never be asked for.
pub fn alias_fragment(place: Place, alias: &str, without: &str) -> Diagnostic {
    error(
        "value-invalid",
        place,
        format!("`{alias}` is not an old address: nobody is asked for what follows `#`"),
    )
    .hint(format!(
        "write `{without}`: browsers keep the `#…` of the old link by themselves"
    ))
}

/// A value given twice in one list: one of them is meant to be another, or can go.
pub fn value_repeated(place: Place, value: &str) -> Diagnostic {
    error(
        "value-repeated",
        place,
        format!("`{value}` is in the list twice"),
    )
    .hint("delete one of them")
}

/// Two keys that say the same, of which only one may be there.
pub fn keys_exclusive(place: Place, key: &str, other: &str) -> Diagnostic {
    error(
        "keys-exclusive",
        place,
        format!("`{key}` and `{other}` cannot both be given"),
    )
    .hint("keep one")
}

/// A key that means nothing without another one beside it, such as `status: withdrawn` without `reason`.
pub fn key_needs(place: Place, key: &str, other: &str, example: &str) -> Diagnostic {
    error("key-needs", place, format!("`{key}` needs `{other}`")).hint(format!("add `{example}`"))
}

/// A slug with letters that slugs do not have, or one that addresses need for themselves.
pub fn slug_invalid(place: Place, slug: &str, reason: &str, instead: Option<&str>) -> Diagnostic {
    error(
        "slug-invalid",
        place,
        format!("`{slug}` is not a slug: {reason}"),
    )
    .hint(match instead {
        Some(instead) => format!("write `{instead}`"),
        None => "use lower-case letters, digits and hyphens".to_owned(),
    })
}

/// A date or time in a form that is not known, or that no calendar has.
pub fn time_invalid(place: Place, text: &str, reason: &str) -> Diagnostic {
    error(
        "time-invalid",
        place,
        format!("`{text}` is not a time: {reason}"),
    )
    .hint("write `2021-07-25`, `2021-07-25 09:00` or `2021-07-25T09:00:00+03:00`")
}

/// A date that may be either of two days, as the day or the month stands first.
pub fn time_ambiguous(place: Place, text: &str, one: &str, other: &str) -> Diagnostic {
    error(
        "time-ambiguous",
        place,
        format!("`{text}` may be either of two days"),
    )
    .hint(format!("write `{one}` or `{other}`"))
}

/// A time that the clocks of the site's zone skip when they are put forward.
pub fn time_gap(place: Place, text: &str) -> Diagnostic {
    error(
        "time-gap",
        place,
        format!("`{text}` never is: the clocks are put forward over it"),
    )
    .hint("give a time an hour later, or the offset: `2021-03-28 02:30+01:00`")
}

/// A time that the clocks of the site's zone show twice when they are put back.
pub fn time_fold(place: Place, text: &str, earlier: &str, later: &str) -> Diagnostic {
    error(
        "time-fold",
        place,
        format!("`{text}` is twice: the clocks are put back over it"),
    )
    .hint(format!("write `{earlier}` or `{later}`"))
}

/// The code of [`source_missing`], which is milder for drafts.
pub const SOURCE_MISSING: &str = "source-missing";

/// The brief cites no source. A curated brief rests on at least one, which its readers can look up. As long as its
/// status is `draft`, this is a warning.
pub fn source_missing(place: Place) -> Diagnostic {
    error("source-missing", place, "the brief cites no source").hint("add `source: https://…`")
}

/// A country code that ISO 3166-1 does not have.
pub fn unknown_country(place: Place, code: &str, nearest: Option<(&str, &str)>) -> Diagnostic {
    error(
        "unknown-country",
        place,
        format!("no country has the code `{code}`"),
    )
    .hint(match nearest {
        Some((code, name)) => format!("did you mean `{code}` ({name})?"),
        None => "use the two letters of ISO 3166-1, such as `IQ`".to_owned(),
    })
}

/// A rule is switched off for this file without saying why. The reason tells the next editor whether it still
/// holds.
pub fn switch_without_reason(place: Place, rule: &str) -> Diagnostic {
    error(
        "switch-without-reason",
        place,
        format!("`{rule}` is switched off here without a reason"),
    )
    .hint(format!("write why: `check: {{ {rule}: the reason }}`"))
}

/// A role whose end precedes its start.
pub fn role_period(place: Place, role: &str) -> Diagnostic {
    error(
        "role-period",
        place,
        format!("the role `{role}` ends before it begins"),
    )
    .hint("write the period as `START..END`: `2020..2022`")
}

/// A rule is switched off for this file, and finds nothing in it: the switch can go.
pub fn switch_unused(place: Place, rule: &str) -> Diagnostic {
    note(
        "switch-unused",
        place,
        format!("`{rule}` finds nothing here, so the switch does nothing"),
    )
    .hint("delete it")
}

/// A name in `check` that is no rule: it would switch nothing off. `dateline check --explain all` lists the rules.
pub fn unknown_rule(place: Place, rule: &str, nearest: Option<&str>) -> Diagnostic {
    error("unknown-rule", place, format!("there is no rule `{rule}`")).hint(
        did_you_mean(nearest)
            .unwrap_or_else(|| "`dateline check --explain all` lists them".to_owned()),
    )
}

/// A name in `check` of something that no site can switch off: what cannot be read cannot be built.
pub fn rule_fixed(place: Place, rule: &str) -> Diagnostic {
    error("rule-fixed", place, format!("`{rule}` cannot be changed"))
        .hint("mend what it says instead")
}
