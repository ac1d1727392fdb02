//! `entity-untagged`, `name-variant`, `name-mixed`: reports people and organizations that the text names but the
//! brief is not tagged with, spellings that the site does not use, and two names for one entity in one brief.
//!
//! Evidence comes from the full names and spellings in entity files, matched in the editor's own prose. Quotations, links
//! and code keep their spellings, as do other people of the same surname and things named after somebody (see
//! `namesakes`). Tags that the text never names are reported by `unmentioned`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::namesakes::{follows_first_name, names_another, stands_alone};
use super::speech::is_any;
use crate::body::{Block, BlockKind};
use crate::check::editorial::BriefContext;
use crate::diag::{Diagnostic, Place, catalog};
use crate::kind::Kind;
use crate::site::GroupId;
use crate::source::{FieldPath, Span};
use crate::text::{self, Mention, TokenizedText};

/// Checks the names in a brief.
pub(super) fn check(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    let mentioned = MentionedNames::of(ctx);
    // Other rules need the names as well; finding them here spares another pass.
    ctx.named
        .get_or_init(|| mentioned.groups.keys().copied().collect());
    untagged(ctx, &mentioned, found);
    mixed(ctx, &mentioned, found);
    variants(ctx, &mentioned, found);
}

/// Returns the people and organizations that the prose of a brief names in full. Computed once per brief.
pub(super) fn named<'r>(ctx: &'r BriefContext) -> &'r BTreeSet<GroupId> {
    ctx.named
        .get_or_init(|| MentionedNames::of(ctx).groups.into_keys().collect())
}

/// The names that the prose has, by entity, each at its first place.
#[derive(Default)]
struct MentionedNames {
    /// The distinct names used for each person or organization, in order of appearance.
    groups: BTreeMap<GroupId, Vec<Name>>,
    /// Spellings that the site does not use, with their places, and where a fix may write.
    variants: Vec<(GroupId, String, Place, Option<Place>)>,
}

/// A name where it occurs first.
struct Name {
    folded: String,
    written: String,
    place: Place,
    /// Its span in the text; none in the headline.
    span: Option<Span>,
}

impl MentionedNames {
    fn of(ctx: &BriefContext) -> Self {
        let mut mentioned = MentionedNames::default();
        // The text before the headline: a name in both is reported where a fix may write.
        for block in ctx.outline.blocks.iter().chain(&ctx.headline) {
            for prose in block.prose() {
                mentioned.add_from(ctx, block, &prose);
            }
        }
        mentioned
    }

    /// Adds the names and spellings in the stretch `prose` of `block`.
    fn add_from(&mut self, ctx: &BriefContext, block: &Block, prose: &Range<usize>) {
        let text = TokenizedText::new(&block.text[prose.clone()]);
        let lang = ctx.tagging.lang;
        let in_block =
            |mention: &Mention| prose.start + mention.range.start..prose.start + mention.range.end;
        let known = ctx.site.known_names(lang);
        let is_own = block.kind != BlockKind::Quotation;
        let named = if is_own {
            ctx.lexicon.groups(lang, &text)
        } else {
            Vec::new()
        };
        for (group, mention) in named {
            let at = in_block(&mention);
            let kind = ctx.site.group(group).kind;
            // Part of a longer known name, or of a thing called after somebody.
            if known.is_part(&text, &mention.range) || names_another(ctx, block, (&at, kind)) {
                continue;
            }
            let names = self.groups.entry(group).or_default();
            let written = &text.text[mention.range.clone()];
            let folded = text::fold(written);
            if !names.iter().any(|known| known.folded == folded) {
                let span = (!ctx.is_headline(block)).then(|| block.place(&at));
                let place = ctx.place(block, &at);
                names.push(Name {
                    folded,
                    written: written.to_owned(),
                    place,
                    span,
                });
            }
        }
        if block.kind != BlockKind::Quotation {
            for (group, mention) in ctx.lexicon.spellings(ctx.site, lang, &text) {
                let written = text.text[mention.range.clone()].to_owned();
                let at = in_block(&mention);
                let kind = ctx.site.group(group).kind;
                let another = || {
                    names_another(ctx, block, (&at, kind))
                        || follows_first_name(ctx, block, (&at, group))
                };
                // The same surname behind another first name is another person, whose spelling is right.
                if kind == Kind::Person && another() {
                    continue;
                }
                let typed = ctx
                    .typed_at(block, &at)
                    .filter(|_| stands_alone(&block.text, &at));
                self.variants
                    .push((group, written, ctx.place(block, &at), typed));
            }
        }
    }
}

/// Returns the front matter field that holds tags of `kind`.
pub(super) fn field_of(kind: Kind) -> &'static str {
    if kind == Kind::Person {
        "people"
    } else {
        "organizations"
    }
}

/// Reports entities that the text names in full and the brief is not tagged with.
fn untagged(ctx: &BriefContext, mentioned: &MentionedNames, found: &mut Vec<Diagnostic>) {
    for (id, names) in mentioned
        .groups
        .iter()
        .filter(|(id, _)| !ctx.tagging.tags.contains(id))
    {
        let Some(Name { written, place, .. }) = names.first() else {
            continue;
        };
        let group = ctx.site.group(*id);
        let field = field_of(group.kind);
        let diagnostic =
            catalog::prose::entity_untagged(place.clone(), written, field, &group.slug);
        let tagged = match group.kind {
            Kind::Person => &ctx.brief.meta.people,
            _ => &ctx.brief.meta.organizations,
        };
        // The fix appends to the list. Without a list there is no safe place to insert one: the editor chooses.
        let end = Place::value(&ctx.brief.meta.path, &FieldPath::key(field).at_end());
        found.push(if tagged.is_empty() {
            diagnostic
        } else {
            diagnostic.fix(end, group.slug.clone())
        });
    }
}

/// Reports two names of one entity in one brief. The short form of an organization, a name that contains the other,
/// and one that explains the other are not second names.
fn mixed(ctx: &BriefContext, mentioned: &MentionedNames, found: &mut Vec<Diagnostic>) {
    for (id, names) in &mentioned.groups {
        let group = ctx.site.group(*id);
        let of = group.profile().filter(|_| group.kind == Kind::Organization);
        let short = of
            .and_then(|of| of.short.as_ref())
            .map(|short| text::fold(short));
        let long = names
            .iter()
            .filter(|name| Some(&name.folded) != short.as_ref());
        let long: Vec<(&Name, Span)> = long.filter_map(|name| Some((name, name.span?))).collect();
        if let [(first, at), others @ ..] = long.as_slice() {
            for (name, span) in others {
                let is_same = is_within(&name.folded, &first.folded)
                    || is_within(&first.folded, &name.folded);
                if !is_same && !is_gloss(ctx.source, (*at, *span)) {
                    let (place, there) = (name.place.clone(), first.place.clone());
                    found.push(catalog::prose::name_mixed(
                        place,
                        &name.written,
                        &first.written,
                        there,
                    ));
                }
            }
        }
    }
}

/// Returns whether all words of `short` are words of `long`.
fn is_within(short: &str, long: &str) -> bool {
    short
        .split(' ')
        .all(|word| long.split(' ').any(|known| known == word))
}

/// Most words between a name and another one that explains it.
const MAX_GLOSS: usize = 6;

/// Returns whether the second name explains the first: `Forces (Hashd)`, `Forces, known as Hashd, left`.
fn is_gloss(source: &str, (first, second): (Span, Span)) -> bool {
    let Some(between) = source.get(first.end..second.start) else {
        return false;
    };
    let between = between.trim_start_matches(['*', '_', '”', '"', ']', ' ']);
    let begins = between.starts_with(['(', ',', '–', '—', '-', '/']);
    // `Doctors Without Borders' French name is …`
    let is_named = between
        .split(|letter: char| !letter.is_alphabetic())
        .any(|word| {
            is_any(
                "name names named renamed called known acronym alias abbreviated",
                word,
            )
        });
    let is_short = between
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .count();
    (begins || is_named)
        && is_short <= MAX_GLOSS
        && !between.contains(['.', ';', '\n', ')', '!', '?'])
}

/// Reports spellings that the site does not use. The fix writes the site's form if the name is not part of a longer
/// one in the text.
fn variants(ctx: &BriefContext, mentioned: &MentionedNames, found: &mut Vec<Diagnostic>) {
    // A name with Markdown signs would turn into markup when written into the text.
    let is_plain = |name: &str| {
        !name.contains([
            '*', '_', '`', '[', ']', '<', '>', '&', '\\', '|', '~', '{', '}',
        ])
    };
    for (id, written, place, typed) in &mentioned.variants {
        let instead = site_form(ctx, *id, written);
        let diagnostic = catalog::prose::name_variant(place.clone(), written, &instead);
        found.push(match typed {
            Some(place) if is_plain(&instead) => diagnostic.fix(place.clone(), instead),
            _ => diagnostic,
        });
    }
}

/// Returns the site's form of `written`: among its names of as many words and the same script, the most similar one.
/// The article that was written (`al-`) is kept.
fn site_form(ctx: &BriefContext, id: GroupId, written: &str) -> String {
    let known = ctx.site.names_of(ctx.tagging.lang, id);
    let n_words = |name: &str| text::fold(name).split(' ').count();
    let wanted = n_words(written);
    let alike: Vec<&str> = known
        .names
        .iter()
        .chain(&known.surname)
        .map(String::as_str)
        .filter(|name| n_words(name) == wanted && name.is_ascii() == written.is_ascii())
        .collect();
    let name = text::most_like(written, &alike).unwrap_or_else(|| ctx.site.group(id).name.as_str());
    let article = written
        .split_once('-')
        .filter(|(article, _)| article.len() == 2);
    match article {
        Some((article, _)) if wanted == 1 && !name.contains('-') => format!("{article}-{name}"),
        _ => name.to_owned(),
    }
}
