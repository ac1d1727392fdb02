//! What search engines show below the title of a page: from its own text where it has one, else made of what it lists.
//! No two pages say the same, and none is cut within a word.

use crate::brief::summary_of;
use crate::entity::Described;
use crate::page::context::Context;
use crate::page::fill;
use crate::site::{BranchId, BriefId, From};
use crate::words::Word;

/// Names of a list that are told.
const MAX_NAMES: usize = 5;

/// A text in the language of `branch`, as much of it as is shown; nothing if there is none.
pub(crate) fn text(context: &Context, branch: BranchId, text: &str) -> Option<String> {
    crate::text::first_of(&summary_of(
        text.trim(),
        &context.site.branch(branch).language,
    ))
}

/// The beginning of what `file` says, as a page of `branch` shows it.
pub(crate) fn file(context: &Context, branch: BranchId, file: &Described) -> Option<String> {
    let path = &file.path;
    let lead = fill::lead(context.site, &file.body, From { path, branch });
    text(context, branch, &lead)
}

/// A list of briefs on a page that is called `title`: how many, and the headline of the newest.
pub(crate) fn briefs(
    context: &Context,
    branch: BranchId,
    title: &str,
    ids: &[BriefId],
) -> Option<String> {
    let Some(newest) = ids.first() else {
        return text(
            context,
            branch,
            &context
                .wording(branch)
                .say(Word::DescribeNone, &[("title", title)]),
        );
    };
    counted(
        context,
        branch,
        (Word::DescribeBriefs, title),
        (ids.len(), *newest),
    )
}

/// The corrections, on a page that is called `title`: how many, and the brief of the newest.
pub(crate) fn corrections(
    context: &Context,
    branch: BranchId,
    title: &str,
    ids: &[BriefId],
) -> Option<String> {
    let Some(newest) = ids.first() else {
        return Some(context.say(Word::NoCorrections, branch));
    };
    counted(
        context,
        branch,
        (Word::DescribeCorrections, title),
        (ids.len(), *newest),
    )
}

fn counted(
    context: &Context,
    branch: BranchId,
    said: (Word, &str),
    (n, newest): (usize, BriefId),
) -> Option<String> {
    let (word, title) = said;
    let newest = context.site.placed(newest);
    let latest = context.typeset(&newest.head.title, newest.branch);
    let parts = [("title", title), ("latest", latest.as_str())];
    text(
        context,
        branch,
        &context.wording(branch).count(word, n, &parts),
    )
}

/// A list of names on a page that is called `title`, with `between` them: the first of them, and how many more. Nothing
/// if there are none.
pub(crate) fn names(
    context: &Context,
    branch: BranchId,
    title: &str,
    (names, between): (&[String], Word),
) -> Option<String> {
    let wording = context.wording(branch);
    let shown = &names[..names.len().min(MAX_NAMES)];
    let mut said = shown.join(&wording.say(between, &[]));
    if names.is_empty() {
        return None;
    }
    if names.len() > shown.len() {
        said = wording.count(
            Word::AndMore,
            names.len() - shown.len(),
            &[("names", &said)],
        );
    }
    text(
        context,
        branch,
        &wording.say(Word::DescribeNames, &[("title", title), ("names", &said)]),
    )
}

/// A page of which there is nothing to say but its title.
pub(crate) fn title(context: &Context, branch: BranchId, title: &str) -> String {
    context.wording(branch).say(
        Word::PageTitle,
        &[("page", title), ("site", context.title(branch))],
    )
}
