//! `title-length`, `title-ends-period`, `title-clickbait`, `title-equals-source`: reports headlines that are too long
//! for lists, end in a full stop, tease (English), or copy a source's title.
//!
//! Headlines of two sentences keep their full stops, and quoted words do not count as teasing. Phrases that tease are
//! listed in `teaser`; loaded verbs, numbers and dates in headlines are reported by the rules about prose.

use crate::brief::Citation;
use crate::check::editorial::{BriefContext, ProseLanguage, teaser};
use crate::diag::{Diagnostic, Place, catalog};
use crate::source::FieldPath;
use crate::text;

/// Characters of a headline that lists, cards and search results show (Google cuts at about 600 pixels).
const MAX_TITLE: usize = 70;
/// Characters beyond the limit that pass: the limit is an average, and letters differ in width.
const TITLE_TOLERANCE: usize = 7;

/// Checks the headline of a brief.
pub(super) fn check(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    let brief = ctx.brief;
    let place = || Place::value(&brief.meta.path, &FieldPath::key("title"));
    let n_chars = brief.meta.title.chars().count();
    if n_chars > MAX_TITLE + TITLE_TOLERANCE {
        found.push(catalog::headlines::title_length(
            place(),
            n_chars,
            MAX_TITLE,
        ));
    }
    let language = &ctx.site.lang(ctx.tagging.lang).language;
    if ends_in_period(&brief.meta.title, language) {
        found.push(catalog::headlines::title_ends_period(place()));
    }
    if ctx.language == ProseLanguage::English
        && let Some(words) = ctx.headline.as_ref().and_then(teaser::teaser)
    {
        found.push(catalog::headlines::title_clickbait(place(), &words));
    }
    if let Some(at) = copied(ctx) {
        let source = Place::value(&brief.meta.path, &at);
        found.push(catalog::headlines::title_equals_source(place(), source));
    }
}

/// Returns whether `title` is a single sentence that ends in a full stop, other than that of an abbreviation (`U.S.`,
/// `Inc.`) or an ellipsis. Headlines of two sentences need theirs.
fn ends_in_period(title: &str, language: &str) -> bool {
    let title = title.trim_end();
    let Some(rest) = title.strip_suffix('.') else {
        return false;
    };
    let is_ellipsis = rest.trim_end().ends_with(['.', '…']);
    !is_ellipsis
        && !text::ends_in_abbreviation(title, language)
        && text::sentences(title, language).count() == 1
}

/// Returns the field of a source title that the headline copies word for word. Punctuation, case and accents are
/// ignored, as is the publisher's name that pages append to their titles.
fn copied(ctx: &BriefContext) -> Option<FieldPath> {
    let own = words(&ctx.brief.meta.title);
    let is_same = |citation: &&Citation| {
        let Some(title) = &citation.title else {
            return false;
        };
        if words(title) == own {
            return true;
        }
        let Some((bare, tail)) = title.rsplit_once(['|', '–', '—', '-']) else {
            return false;
        };
        let publisher = ctx.site.publishers.of(citation);
        let names = publisher
            .into_iter()
            .flat_map(|publisher| [Some(&publisher.name), publisher.short.as_ref()]);
        // A bar is never part of a headline; a dash may be, so what follows it must be the publisher's name.
        let is_publisher = title.contains(" | ")
            || names
                .flatten()
                .chain(&citation.publisher)
                .any(|name| words(name) == words(tail));
        is_publisher && words(bare) == own
    };
    let copied = ctx.brief.citations.iter().find(is_same)?;
    Some(copied.at.at_key("title"))
}

/// Returns the folded words of `title`; apostrophes stay inside words.
fn words(title: &str) -> Vec<String> {
    let parts =
        title.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’'));
    parts
        .map(text::fold)
        .filter(|word| !word.is_empty())
        .collect()
}
