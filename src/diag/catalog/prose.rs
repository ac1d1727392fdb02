//! What editors are told of names, words and signs in their text. The rules are in `check`.

use super::{note, warning};
use crate::diag::{Diagnostic, Place};

/// The brief is about a country, it seems, and is not tagged with it: it will be missing from that country's page. About a
/// country is what names it in the headline, at the beginning of the text, or twice. Names within longer ones are not meant:
/// of people (`Michael Jordan`), organizations (`Bank of England`), places (`Lebanon, Pennsylvania`), things (`Panama hat`).
pub fn country_missing(place: Place, name: &str, countries: &str) -> Diagnostic {
    note(
        "country-missing",
        place,
        format!("the text names {name}, which is not among the brief's countries"),
    )
    .hint(format!(
        "write `countries: {countries}`, if the brief is about it"
    ))
}

/// The headline or the text names a person or an organization that a file describes, and the brief is not tagged with it: it is not
/// linked, and missing from that page. Quotations, links, addresses and code are not looked at, nor are things that are named
/// after it (`Kari Haugen Prize`). The fix adds the tag.
pub fn entity_untagged(place: Place, name: &str, field: &str, slug: &str) -> Diagnostic {
    warning(
        "entity-untagged",
        place,
        format!("`{name}` is not among the brief's {field}"),
    )
    .hint(format!("add `{slug}` to `{field}`"))
}

/// The brief is tagged with a person or an organization that neither its headline, its summary nor its text names, by any
/// name, in any place: a tag that came along, or a name that is missing.
pub fn entity_unmentioned(place: Place, kind: &str, slug: &str) -> Diagnostic {
    warning(
        "entity-unmentioned",
        place,
        format!("the text never names the {kind} `{slug}`"),
    )
    .hint("take the tag out, or say what the brief has to do with it")
}

/// A spelling that this site does not use, in the headline or the text. Quotations, links and sources keep theirs, as do
/// other people (`Ali Kazimi`) and what is named after somebody (English). The fix writes the site's
/// own where the name stands by itself in the text.
pub fn name_variant(place: Place, written: &str, name: &str) -> Diagnostic {
    warning(
        "name-variant",
        place,
        format!("`{written}` is not this site's spelling"),
    )
    .hint(format!("write `{name}`"))
}

/// One brief calls the same person or organization by two names: readers take them for two. A short name is no second one,
/// nor is one that explains the first (`Popular Mobilization Forces, known as Hashd al-Shaabi,`); quotations keep theirs.
pub fn name_mixed(place: Place, name: &str, first: &str, other: Place) -> Diagnostic {
    warning(
        "name-mixed",
        place,
        format!("`{name}` was called `{first}` before"),
    )
    .related(other, "there")
    .hint("choose one of them for the brief")
}

/// An office before a name (`President Trump`) that the person, tagged or named in full, did not hold on the day of the event. It may be a *former*,
/// *late* or *acting* one, or one of a year that the sentence names; quotations and links keep theirs (English only).
pub fn role_out_of_date(place: Place, words: &str, role: &str) -> Diagnostic {
    warning(
        "role-out-of-date",
        place,
        format!("`{words}`: the role `{role}` was not held on the day of the event"),
    )
    .hint("write `former`, or mend the period of the role in the person's file")
}

/// A word from `banned_words` in `site.yaml`, in the headline or the text: what the site has agreed not to write. Quotations, the words of links, code and
/// addresses keep theirs.
pub fn banned_word(place: Place, word: &str) -> Diagnostic {
    warning(
        "banned-word",
        place,
        format!("`{word}` is not used on this site"),
    )
    .hint("use another word")
}

/// A quantity of five digits or more without commas, which readers have to count, or a sentence of the text that begins with
/// figures (English only). The fix groups the digits of money and of what is counted (`25000 people`). Codes, postcodes, years,
/// versions and whatever else may be a name are never meant.
pub fn number_style(place: Place, number: &str, instead: &str) -> Diagnostic {
    warning("number-style", place, format!("`{number}` is hard to read")).hint(instead.to_owned())
}

/// Signs as typewriters had them: a hyphen between spaces for a dash, a space before a comma, a mark twice; in English, a
/// space before `?`, `!` and `;`, and two full stops. They show that
/// nobody read the text again, and break lines in the wrong place. Scores, ranges, sums, chess, code, and a hyphen between
/// two names are left alone. The fix writes the right ones, where they stand between words and can be nothing else.
pub fn typography(place: Place, written: &str, instead: &str) -> Diagnostic {
    warning(
        "typography",
        place,
        format!("`{written}` is typewriter's work"),
    )
    .hint(format!("write `{instead}`"))
}

/// A link whose words do not say where it leads: *here*, *read more*, or an address. Those who hear a list of links hear only
/// those. Code, names (*The Page*), and an address that is not given other words are left alone (English only).
pub fn link_text(place: Place, text: &str) -> Diagnostic {
    warning(
        "link-text",
        place,
        format!("`{text}` does not say where the link leads"),
    )
    .hint("link the words that name what is there")
}

/// A line that came along when a page was copied: forms, counters, times of changes, calls to
/// subscribe, lines that lead to other pages (`Read more: …`, unless it is a link) (English only). It reads as if the
/// brief said it. Only whole lines are meant: in a sentence the same words are news.
pub fn clip_junk(place: Place, words: &str) -> Diagnostic {
    warning(
        "clip-junk",
        place,
        format!("`{words}` came along with a copied page"),
    )
    .hint("delete it")
}
