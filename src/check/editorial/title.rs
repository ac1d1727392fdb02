//! `title-length`, `title-clickbait`, `title-ends-period`, `title-equals-source`: the headline.

use crate::brief::Citation;
use crate::check::editorial::{BriefContext, ProseLanguage, teaser};
use crate::diag::{Diagnostic, Place, catalog};
use crate::source::FieldPath;
use crate::text;

/// Characters of a headline that lists, cards and search results show (Google cuts at about 600 pixels).
const MAX_TITLE: usize = 70;
/// How many more are let pass: the limit is an average.
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
    let language = &ctx.site.lang(ctx.linked.lang).language;
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

/// Returns whether `title` is one sentence and ends in a full stop, which is not that of an abbreviation (`U.S.`, `Inc.`).
/// Headlines of two sentences need theirs.
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

/// Returns where the title of the source stands that the headline is the same as, word for word: signs, case and accents
/// apart, and without the name of the publisher that pages put behind it.
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

/// The words of `title`, folded, without any sign between them.
fn words(title: &str) -> Vec<String> {
    let parts =
        title.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’'));
    parts
        .map(text::fold)
        .filter(|word| !word.is_empty())
        .collect()
}
