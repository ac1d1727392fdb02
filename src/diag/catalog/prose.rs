//! Codes of names, words and punctuation in prose. The rules are in `check::editorial`.

use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Prose;

    /// The brief seems to be about a country that it is not tagged with, so it will be missing from that country's
    /// page. A brief is about a country that it names in the headline, at the beginning of the text, or twice. Names
    /// within longer ones do not count: people (`Michael Jordan`), organizations (`Bank of England`), places (`Lebanon,
    /// Pennsylvania`), things (`Panama hat`).
    COUNTRY_MISSING = Note "country-missing" {
        in FrontMatter,
        wrong: "title: Norway opens a dam",
        right: "
            title: Norway opens a dam
            countries: NO
        ",
    }

    /// The headline or the text names a person or an organization that a file describes, but the brief is not tagged
    /// with it, so it is not linked and the brief is missing from that page. Quotations, links, addresses and code are
    /// not checked, nor are things named after somebody (`Kari Haugen Prize`). The fix adds the tag.
    ENTITY_UNTAGGED = Warning "entity-untagged" {
        in Brief,
        with "content/people/berg.md": "name: Ada Berg",
        wrong: "
            ---
            title: The river falls
            date: 2026-03-01
            source: https://wire.example/river
            ---
            Ada Berg saw it fall.
        ",
        right: "
            ---
            title: The river falls
            date: 2026-03-01
            source: https://wire.example/river
            people: berg
            ---
            Ada Berg saw it fall.
        ",
    }

    /// The brief is tagged with a person or an organization that its headline, summary and text never name, under any
    /// name. Either the tag is left over, or the name is missing.
    ENTITY_UNMENTIONED = Warning "entity-unmentioned" {
        in FrontMatter,
        with "content/people/berg.md": "name: Ada Berg",
        wrong: "people: berg",
        right: "
            people: berg
            summary: Ada Berg of the ministry sees the river fall.
        ",
    }

    /// The headline or the text uses a spelling that this site does not use. Quotations, links and sources keep theirs,
    /// as do other people (`Ali Kazimi`) and things named after somebody (English). The fix writes the site's own
    /// spelling where the name is by itself in the text.
    NAME_VARIANT = Warning "name-variant" {
        in Text,
        with "content/people/berg.md": "
            name: Ada Berg
            spellings: Ada Birg
        ",
        wrong: "Ada Birg saw it fall.",
        right: "Ada Berg saw it fall.",
    }

    /// One brief calls the same person or organization by two names, so that readers take them for two. A short form
    /// does not count as a second name, nor does one that explains the first (`Popular Mobilization Forces, known as
    /// Hashd al-Shaabi,`); quotations keep theirs.
    NAME_MIXED = Warning "name-mixed" {
        in Text,
        with "content/organizations/pmf.md": "
            name: Popular Mobilization Forces
            aka: Hashd al-Shaabi
        ",
        wrong: "The Popular Mobilization Forces left. Then Hashd al-Shaabi came back.",
        right: "The Popular Mobilization Forces left. Then they came back.",
    }

    /// An office before a name (`President Trump`) was not held on the day of the event by this person, who is tagged
    /// or named in full. A *former*, *late* or *acting* one is accepted, as is one of a year that the sentence names;
    /// quotations and links are not checked (English only).
    ROLE_OUT_OF_DATE = Warning "role-out-of-date" {
        in Brief,
        with "content/people/berg.md": "
            name: Ada Berg
            roles:
              - Prime Minister of Norway, 2020..2022
        ",
        wrong: "
            ---
            title: The river falls
            date: 2026-03-01
            source: https://wire.example/river
            people: berg
            ---
            Prime Minister Ada Berg saw it fall.
        ",
        right: "
            ---
            title: The river falls
            date: 2026-03-01
            source: https://wire.example/river
            people: berg
            ---
            Former Prime Minister Ada Berg saw it fall.
        ",
    }

    /// The headline or the text uses a word from `banned_words` in `site.yaml`, which the site has agreed not to write.
    /// Quotations, the words of links, code and addresses are not checked.
    BANNED_WORD = Warning "banned-word" {
        in Text,
        with "site.yaml": "banned_words: regime",
        wrong: "The regime closed the dam.",
        right: "The government closed the dam.",
    }

    /// A quantity of five digits or more has no commas, so that readers have to count, or a sentence begins with
    /// figures (English only). The fix groups the digits of money and of things that are counted (`25000 people`).
    /// Codes, postcodes, years, versions and anything else that may be a name are not reported.
    NUMBER_STYLE = Warning "number-style" {
        in Text,
        wrong: "The dam moved 25000 people.",
        right: "The dam moved 25,000 people.",
    }

    /// Punctuation is typed as on a typewriter: a hyphen between spaces for a dash, a space before a comma, a doubled
    /// mark; in English, a space before `?`, `!` and `;`, and two full stops. It looks unedited, and lines break in the
    /// wrong place. Scores, ranges, sums, chess, code, and a hyphen between two names are not reported. The fix writes
    /// the right characters where they are between words and can mean nothing else.
    TYPOGRAPHY = Warning "typography" {
        in Text,
        wrong: "The river - as she said - fell , and rose.",
        right: "The river – as she said – fell, and rose.",
    }

    /// The words of a link do not say where it leads: *here*, *read more*, or an address. People who listen to a list
    /// of links hear nothing else. Code, names (*The Page*) and an address without other words are not reported.
    /// A link without text is reported in every language, empty words in English only.
    LINK_TEXT = Warning "link-text" {
        in Text,
        wrong: "The report is [here](https://wire.example/river).",
        right: "The agency [reported the fall](https://wire.example/river).",
    }

    /// A line came along when a page was copied: forms, counters, times of changes, calls to subscribe, lines that lead
    /// to other pages (`Read more: …`, unless it is a link) (English only). It reads as part of the brief. Only whole
    /// lines are reported: in a sentence, the same words may be news.
    CLIP_JUNK = Warning "clip-junk" {
        in Text,
        wrong: "
            The river fell.

            Advertisement
        ",
        right: "The river fell.",
    }
}

pub(crate) fn country_missing(place: Place, name: &str, countries: &str) -> Diagnostic {
    COUNTRY_MISSING
        .at(
            place,
            format!("the text names {name}, which is not among the brief's countries"),
        )
        .hint(format!(
            "write `countries: {countries}` if the brief is about it"
        ))
}

pub(crate) fn entity_untagged(place: Place, name: &str, field: &str, slug: &str) -> Diagnostic {
    ENTITY_UNTAGGED
        .at(place, format!("`{name}` is not among the brief's {field}"))
        .hint(format!("add `{slug}` to `{field}`"))
}

pub(crate) fn entity_unmentioned(place: Place, kind: &str, slug: &str) -> Diagnostic {
    ENTITY_UNMENTIONED
        .at(place, format!("the text never names the {kind} `{slug}`"))
        .hint("delete the tag, or say what the brief has to do with it")
}

pub(crate) fn name_variant(place: Place, written: &str, name: &str) -> Diagnostic {
    NAME_VARIANT
        .at(
            place,
            format!("`{written}` is not the spelling of this site"),
        )
        .hint(format!("write `{name}`"))
}

pub(crate) fn name_mixed(place: Place, name: &str, first: &str, other: Place) -> Diagnostic {
    NAME_MIXED
        .at(
            place,
            format!("`{name}` is called `{first}` earlier in the brief"),
        )
        .related(other, "first name used here")
        .hint("choose one of them")
}

pub(crate) fn role_out_of_date(place: Place, words: &str, role: &str) -> Diagnostic {
    ROLE_OUT_OF_DATE
        .at(
            place,
            format!("`{words}`: the role `{role}` was not held on the day of the event"),
        )
        .hint("write `former`, or correct the period of the role in the person's file")
}

pub(crate) fn banned_word(place: Place, word: &str) -> Diagnostic {
    BANNED_WORD
        .at(place, format!("`{word}` is not used on this site"))
        .hint("use another word")
}

pub(crate) fn number_style(place: Place, number: &str, instead: &str) -> Diagnostic {
    NUMBER_STYLE
        .at(place, format!("`{number}` is hard to read"))
        .hint(instead.to_owned())
}

pub(crate) fn typography(place: Place, written: &str, instead: &str) -> Diagnostic {
    TYPOGRAPHY
        .at(place, format!("`{written}` is typewriter punctuation"))
        .hint(format!("write `{instead}`"))
}

pub(crate) fn link_text(place: Place, text: &str) -> Diagnostic {
    LINK_TEXT
        .at(place, format!("`{text}` does not say where the link leads"))
        .hint("link the words that name the target")
}

pub(crate) fn link_without_text(place: Place) -> Diagnostic {
    LINK_TEXT
        .at(
            place,
            "the link has no text, so nobody can see or follow it",
        )
        .hint("write what it leads to: `[the report](…)`")
}

pub(crate) fn clip_junk(place: Place, words: &str) -> Diagnostic {
    CLIP_JUNK
        .at(place, format!("`{words}` looks copied from a web page"))
        .hint("delete it")
}
