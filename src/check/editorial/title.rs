//! `title-length`, `title-clickbait`, `title-ends-period`, `title-equals-source`: the headline.

use crate::brief::Brief;
use crate::check::editorial::{Language, Reading};
use crate::diag::{Diagnostic, Place, catalog};
use crate::source::FieldPath;
use crate::text;

/// Characters of a headline that lists, cards and search results show (Google cuts at about 600 pixels).
const MAX_TITLE: usize = 70;

/// Checks the headline of a brief.
pub fn check(reading: &Reading, found: &mut Vec<Diagnostic>) {
    let brief = reading.brief;
    let place = || Place::value(&brief.path, &FieldPath::key("title"));
    let n_chars = brief.title.chars().count();
    if n_chars > MAX_TITLE {
        found.push(catalog::editorial::title_length(place(), n_chars, MAX_TITLE));
    }
    let language = &reading.site.branch(reading.linked.branch).language;
    if ends_in_period(&brief.title, language) {
        found.push(catalog::editorial::title_ends_period(place()));
    }
    if reading.language == Language::English
        && let Some(words) = teaser(&brief.title)
    {
        found.push(catalog::editorial::title_clickbait(place(), words));
    }
    let same = |brief: &Brief| {
        let title = text::fold(&brief.title);
        let is_same = |own: &Option<String>| own.as_ref().is_some_and(|own| text::fold(own) == title);
        brief
            .citations
            .iter()
            .find(|citation| is_same(&citation.title))
            .map(|citation| citation.at.at_key("title"))
    };
    if let Some(at) = same(brief) {
        let source = Place::value(&brief.path, &at);
        found.push(catalog::editorial::title_equals_source(place(), source));
    }
}

/// Returns whether `title` is one sentence and ends in a full stop, which is not that of an abbreviation (`U.S.`, `Inc.`).
/// Headlines of two sentences need theirs.
fn ends_in_period(title: &str, language: &str) -> bool {
    let title = title.trim_end();
    let Some(rest) = title.strip_suffix('.') else { return false };
    let is_ellipsis = rest.trim_end().ends_with(['.', '…']);
    !is_ellipsis
        && !text::ends_in_abbreviation(title, language)
        && text::sentences(title, language).len() == 1
}

/// Beginnings and parts of headlines that tease; in lower case.
const TEASERS: [&str; 18] = [
    "you won't believe",
    "you need to know",
    "what happened next",
    "this is why",
    "here's why",
    "here is why",
    "here's what",
    "here's how",
    "the reason why",
    "will shock you",
    "shocking",
    "mind-blowing",
    "jaw-dropping",
    "game-changer",
    "goes viral",
    "the internet",
    "what you should know",
    "things to know",
];

/// Returns the words of `title` that tease.
fn teaser(title: &str) -> Option<&'static str> {
    let plain = title.to_lowercase().replace('’', "'");
    if let Some(words) = TEASERS.into_iter().find(|words| plain.contains(words)) {
        return Some(words);
    }
    plain.trim_end().ends_with('!').then_some("!")
}
