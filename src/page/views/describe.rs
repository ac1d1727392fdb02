//! Descriptions of pages for search engines: from the page's own text, or else made from what it lists. Every page gets
//! a description of its own, never cut within a word.

use crate::brief::summary_of;
use crate::entity::EntityFile;
use crate::i18n::MessageKey;
use crate::page::body_html;
use crate::page::context::Context;
use crate::site::{BriefId, LanguageId, LinkOrigin};

/// Maximum number of names that a description lists.
const MAX_NAMES: usize = 5;

/// Shortens a text in the language `lang` to what search engines show; `None` if it is empty.
pub(crate) fn text(context: &Context, lang: LanguageId, text: &str) -> Option<String> {
    crate::text::first_of(&summary_of(text.trim(), &context.site.lang(lang).language))
}

/// Returns the beginning of the text of `file`, as a page of `lang` shows it.
pub(crate) fn file(context: &Context, lang: LanguageId, file: &EntityFile) -> Option<String> {
    let path = &file.path;
    let lead = body_html::lead(context.site, &file.body, LinkOrigin { path, lang });
    text(context, lang, &lead)
}

/// Describes a list of briefs on a page with the title `title`: their number, and the headline of the newest.
pub(crate) fn briefs(
    context: &Context,
    lang: LanguageId,
    title: &str,
    ids: &[BriefId],
) -> Option<String> {
    let Some(newest) = ids.first() else {
        return text(
            context,
            lang,
            &context
                .catalog(lang)
                .format(MessageKey::DescribeNone, &[("title", title)]),
        );
    };
    counted(
        context,
        lang,
        (MessageKey::DescribeBriefs, title),
        (ids.len(), *newest),
    )
}

/// Describes the corrections page with the title `title`: the number of entries, and the brief of the newest.
pub(crate) fn corrections(
    context: &Context,
    lang: LanguageId,
    title: &str,
    ids: &[BriefId],
) -> Option<String> {
    let Some(newest) = ids.first() else {
        return Some(context.format(MessageKey::NoCorrections, lang));
    };
    counted(
        context,
        lang,
        (MessageKey::DescribeCorrections, title),
        (ids.len(), *newest),
    )
}

fn counted(
    context: &Context,
    lang: LanguageId,
    message: (MessageKey, &str),
    (n, newest): (usize, BriefId),
) -> Option<String> {
    let (key, title) = message;
    let newest = context.site.node(newest);
    let latest = context.typeset(&newest.meta.title, newest.lang);
    let parts = [("title", title), ("latest", latest.as_str())];
    text(context, lang, &context.catalog(lang).count(key, n, &parts))
}

/// Describes a list of names on a page with the title `title`: the first of them, separated by `between`, and the
/// number of the others. `None` if there are none.
pub(crate) fn names(
    context: &Context,
    lang: LanguageId,
    title: &str,
    (names, between): (&[String], MessageKey),
) -> Option<String> {
    let catalog = context.catalog(lang);
    let shown = &names[..names.len().min(MAX_NAMES)];
    let mut list = shown.join(&catalog.format(between, &[]));
    if names.is_empty() {
        return None;
    }
    if names.len() > shown.len() {
        list = catalog.count(
            MessageKey::AndMore,
            names.len() - shown.len(),
            &[("names", &list)],
        );
    }
    text(
        context,
        lang,
        &catalog.format(
            MessageKey::DescribeNames,
            &[("title", title), ("names", &list)],
        ),
    )
}

/// Describes a page by its title alone, when there is nothing else to say.
pub(crate) fn title(context: &Context, lang: LanguageId, title: &str) -> String {
    context.catalog(lang).format(
        MessageKey::PageTitle,
        &[("page", title), ("site", context.title(lang))],
    )
}
