//! What search engines show below the title of a page: from its own text where it has one, else made of what it lists.
//! No two pages say the same, and none is cut within a word.

use crate::brief::summary_of;
use crate::entity::EntityFile;
use crate::i18n::MessageKey;
use crate::page::body_html;
use crate::page::context::Context;
use crate::site::{BriefId, LanguageId, LinkOrigin};

/// Names of a list that are told.
const MAX_NAMES: usize = 5;

/// A text in the language of `lang`, as much of it as is shown; nothing if there is none.
pub(crate) fn text(context: &Context, lang: LanguageId, text: &str) -> Option<String> {
    crate::text::first_of(&summary_of(text.trim(), &context.site.lang(lang).language))
}

/// The beginning of what `file` says, as a page of `lang` shows it.
pub(crate) fn file(context: &Context, lang: LanguageId, file: &EntityFile) -> Option<String> {
    let path = &file.path;
    let lead = body_html::lead(context.site, &file.body, LinkOrigin { path, lang });
    text(context, lang, &lead)
}

/// A list of briefs on a page that is called `title`: how many, and the headline of the newest.
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

/// The corrections, on a page that is called `title`: how many, and the brief of the newest.
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
    said: (MessageKey, &str),
    (n, newest): (usize, BriefId),
) -> Option<String> {
    let (word, title) = said;
    let newest = context.site.node(newest);
    let latest = context.typeset(&newest.meta.title, newest.lang);
    let parts = [("title", title), ("latest", latest.as_str())];
    text(context, lang, &context.catalog(lang).count(word, n, &parts))
}

/// A list of names on a page that is called `title`, with `between` them: the first of them, and how many more. Nothing
/// if there are none.
pub(crate) fn names(
    context: &Context,
    lang: LanguageId,
    title: &str,
    (names, between): (&[String], MessageKey),
) -> Option<String> {
    let catalog = context.catalog(lang);
    let shown = &names[..names.len().min(MAX_NAMES)];
    let mut said = shown.join(&catalog.format(between, &[]));
    if names.is_empty() {
        return None;
    }
    if names.len() > shown.len() {
        said = catalog.count(
            MessageKey::AndMore,
            names.len() - shown.len(),
            &[("names", &said)],
        );
    }
    text(
        context,
        lang,
        &catalog.format(
            MessageKey::DescribeNames,
            &[("title", title), ("names", &said)],
        ),
    )
}

/// A page of which there is nothing to say but its title.
pub(crate) fn title(context: &Context, lang: LanguageId, title: &str) -> String {
    context.catalog(lang).format(
        MessageKey::PageTitle,
        &[("page", title), ("site", context.title(lang))],
    )
}
