//! `name-not-in-source`: reports proper names that neither a clip nor an entity file has.
//!
//! What marks a name depends on the language: capitals (`cased`), capitals that nouns have too (`german`), or none
//! (`arabic`); `grammar` chooses. Countries are looked up in every language (`countries`). Titles, common words,
//! names of months and days, and words inside quotations and code are left alone. If a source is in another language,
//! nothing is reported.

mod arabic;
mod cased;
pub(crate) mod countries;
mod german;
mod grammar;
mod index;
mod nationals;
pub(crate) mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::body::{Block, BlockKind, InlineKind};
use crate::check::claims::clip::Translation;
use crate::check::claims::{Claim, ClaimContext, ClaimKind, ClaimVerdict};
use crate::country::Country;
use crate::diag::{Diagnostic, catalog};
use crate::locale::Locale;
use crate::text;
use crate::text::quantities::{Quantity, Unit};
use countries::CountryNames;
use grammar::Grammar;
use index::{ClipIndex, ClipWord, Gap, WordCase};
use tables::NameTables;

/// Everything that names are looked up in.
struct NameSources<'a> {
    claim_ctx: &'a ClaimContext<'a>,
    index: ClipIndex,
    /// Countries that the clips name, each with the name used.
    countries: BTreeSet<(Country, String)>,
    country_names: &'a CountryNames,
    tables: &'a NameTables,
    /// Keys of words that the brief itself writes in lower case, so that they are no names.
    small: BTreeSet<String>,
    /// Keys of the names of months and days, which need no source.
    times: BTreeSet<String>,
    /// Given names and surnames of people in Arabic clips, where no capitals mark them.
    people: (BTreeSet<String>, BTreeSet<String>),
    /// Places and organizations in Arabic clips: what follows each noun for one, and whether it has the article.
    places: BTreeMap<String, BTreeSet<(String, bool)>>,
}

/// A name in a block: the range of its words, and whether it is known.
struct NameCandidate {
    words: Range<usize>,
    verdict: ClaimVerdict,
}

impl NameCandidate {
    fn new(words: Range<usize>, is_known: impl FnOnce() -> bool) -> Self {
        let verdict = if is_known() {
            ClaimVerdict::Found
        } else {
            ClaimVerdict::Missing
        };
        NameCandidate { words, verdict }
    }
}

/// Looks up every proper name in the brief's own prose.
pub(crate) fn check(
    claim_ctx: &ClaimContext,
    claims: &mut Vec<Claim>,
    found: &mut Vec<Diagnostic>,
) {
    // Headings may be in title case, where every word looks like a name.
    let is_prose = |block: &&Block| {
        matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Cell
        )
    };
    let blocks: Vec<(&Block, Vec<ClipWord>)> = claim_ctx
        .outline
        .blocks
        .iter()
        .filter(is_prose)
        .map(|block| (block, index::words(&block.text, claim_ctx.tag)))
        .collect();
    let sources = NameSources::new(claim_ctx, &blocks);
    for (block, words) in &blocks {
        // Quoted names are looked up with their quotation.
        let prose = block.without(&[
            InlineKind::Quotation,
            InlineKind::Code,
            InlineKind::Verbatim,
        ]);
        let quantities = claim_ctx
            .lexicon
            .quantities(claim_ctx.lang)
            .find(&block.text);
        let is_measured: Vec<bool> = measured(words, &quantities);
        for candidate in sources.candidates(words, &is_measured) {
            let range =
                words[candidate.words.start].range.start..words[candidate.words.end - 1].range.end;
            let after = prose.partition_point(|prose| prose.start <= range.start);
            if !after
                .checked_sub(1)
                .is_some_and(|idx| prose[idx].contains(&range.start))
            {
                continue;
            }
            let written = &block.text[range.clone()];
            let place = claim_ctx.at(block.place(&range));
            // The first word that a clip has leads the editor to its line; it proves nothing.
            let seen = candidate
                .words
                .clone()
                .find_map(|idx| sources.index.first(&words[idx].key));
            let seen = seen.map(|(clip, at)| {
                let clip = &claim_ctx.clips[clip];
                (clip.path.clone(), clip.line(at))
            });
            let verdict = match candidate.verdict {
                ClaimVerdict::Missing if claim_ctx.is_translated() => ClaimVerdict::Translated,
                verdict => verdict,
            };
            if verdict == ClaimVerdict::Missing {
                found.push(catalog::claims::name_not_in_source(place.clone(), written));
            }
            claims.push(Claim {
                kind: ClaimKind::Name,
                text: written.to_owned(),
                place,
                verdict,
                seen,
            });
        }
    }
}

impl<'a> NameSources<'a> {
    fn new(claim_ctx: &'a ClaimContext<'a>, blocks: &[(&Block, Vec<ClipWord>)]) -> Self {
        let country_names = claim_ctx.lexicon.country_names(claim_ctx.lang);
        let tables = claim_ctx.lexicon.name_tables();
        let mut index = ClipIndex::default();
        let mut countries = BTreeSet::new();
        let mut people = (BTreeSet::new(), BTreeSet::new());
        let mut places: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (idx, clip) in claim_ctx.clips.iter().enumerate() {
            // One tag for brief and clips, so that their keys compare; a translated clip has a grammar of its own.
            let words = index::words(
                clip.text,
                if clip.translated == Translation::Yes {
                    &clip.language
                } else {
                    claim_ctx.tag
                },
            );
            for mention in country_names.find(&words) {
                let name: Vec<&str> = words[mention.words]
                    .iter()
                    .map(|word| word.key.as_str())
                    .collect();
                countries.insert((mention.country, name.join(" ")));
            }
            index.add(idx, &words);
            if Grammar::of(claim_ctx.tag) == Grammar::Arabic {
                let (given, others) = arabic::people(tables, &words);
                people.0.extend(given);
                people.1.extend(others);
                for (head, name) in arabic::places(tables, &words) {
                    places.entry(head).or_default().insert(name);
                }
            }
        }
        index.finish();
        let small = blocks
            .iter()
            .flat_map(|(_, words)| words)
            .filter(|word| word.case == WordCase::Small);
        let small = small.map(|word| word.key.clone()).collect();
        let locale = Locale::of(claim_ctx.tag);
        let grammar = Grammar::of(claim_ctx.tag);
        let times = locale
            .months()
            .map(|(name, _)| name)
            .chain(locale.weekdays().map(|(name, _)| name));
        let times = times
            .map(|name| grammar::key(name.trim_end_matches('.'), grammar))
            .collect();
        NameSources {
            claim_ctx,
            index,
            countries,
            country_names,
            tables,
            small,
            times,
            people,
            places,
        }
    }

    /// Finds the names among `words`, sorted: countries, then those of the language's grammar.
    fn candidates(&self, words: &[ClipWord], is_measured: &[bool]) -> Vec<NameCandidate> {
        let mut candidates = Vec::new();
        let mentions = self.country_names.find(words);
        let mut is_country = is_measured.to_vec();
        for mention in mentions {
            // `US$12m` is money and names no country.
            if is_measured[mention.words.clone()].contains(&true) {
                continue;
            }
            is_country[mention.words.clone()].fill(true);
            candidates.push(NameCandidate::new(mention.words.clone(), || {
                self.knows_country(mention.country, &words[mention.words.clone()])
            }));
        }
        match Grammar::of(self.claim_ctx.tag) {
            Grammar::Cased => cased::find(self, words, &is_country, &mut candidates),
            Grammar::German => german::find(self, words, &is_country, &mut candidates),
            Grammar::Arabic => arabic::find(self, words, &is_country, &mut candidates),
            Grammar::Uncased => {}
        }
        candidates.sort_by_key(|candidate| (candidate.words.start, candidate.words.end));
        candidates
    }

    /// Returns whether a clip or the site knows `country` or its people, or the brief is tagged with it.
    fn knows_country(&self, country: Country, words: &[ClipWord]) -> bool {
        let name: Vec<&str> = words.iter().map(|word| word.key.as_str()).collect();
        let name = name.join(" ");
        self.countries.iter().any(|(known, _)| *known == country)
            || self.claim_ctx.brief.meta.countries.contains(&country)
            || words.len() > 1
                && words
                    .windows(2)
                    .all(|pair| self.index.are_near(&pair[0].key, &pair[1].key))
            || self.country_names.has_people(country, &name, &self.index)
            || words
                .iter()
                .all(|word| self.claim_ctx.lexicon.knows(&text::fold(&word.key)))
    }

    /// Returns whether a single word is known: from a clip, from the site, or as the name of a month or day.
    fn knows(&self, word: &ClipWord) -> bool {
        self.index.has(&word.key)
            || self.is_preposed(&word.key)
            || self.claim_ctx.lexicon.knows(&word.key)
            || self.times.contains(&word.key)
            || self.country_names.is_people(&word.key, &self.countries)
    }

    /// Returns whether a clip has an Arabic word without the preposition that is attached to it, or with another one:
    /// `لركلة`.
    fn is_preposed(&self, key: &str) -> bool {
        let bare = key.strip_prefix(['ب', 'ل', 'ف', 'ك']);
        let is_arabic = Grammar::of(self.claim_ctx.tag) == Grammar::Arabic;
        is_arabic
            && key.chars().count() >= 3
            && (bare.is_some_and(|bare| bare.chars().count() >= 3 && self.index.has(bare))
                || ['ب', 'ل', 'ف', 'ك']
                    .iter()
                    .any(|letter| self.index.has(&format!("{letter}{key}"))))
    }

    /// Returns whether the site has the word in a name, or it is the name of a month or day. Such words may be next
    /// to anything.
    fn is_of_site(&self, word: &ClipWord) -> bool {
        self.claim_ctx.lexicon.knows(&word.key) || self.times.contains(&word.key)
    }

    /// Returns whether the brief or a clip writes the word in lower case, which makes it a common word.
    fn is_common(&self, word: &ClipWord) -> bool {
        self.index.is_small(&word.key) || self.small.contains(&word.key)
    }

    /// Returns whether a word in capitals abbreviates what the clips have in full, or is an everyday abbreviation.
    fn is_abbreviation(&self, word: &ClipWord) -> bool {
        word.case == WordCase::Capitals
            && (self.index.has_initials(&word.key) || self.tables.abbreviations.has(&word.key))
    }
}

/// Returns, for each word, whether it belongs to a quantity and hence to no name: `Rs`, `Mrd`, `Juli`.
fn measured(words: &[ClipWord], quantities: &[Quantity]) -> Vec<bool> {
    let mut quantities = quantities.iter().peekable();
    let is_measured = words.iter().map(|word| {
        while quantities
            .next_if(|quantity| quantity.range.end <= word.range.start)
            .is_some()
        {}
        // An ordinal may be part of a name: `Second Avenue`.
        let is_ordinal = |quantity: &Quantity| {
            quantity
                .amounts
                .iter()
                .any(|amount| amount.unit == Unit::Ordinal)
        };
        quantities
            .peek()
            .is_some_and(|quantity| quantity.range.start < word.range.end && !is_ordinal(quantity))
    });
    is_measured.collect()
}

/// Groups the words for which `belongs` holds into runs joined by nothing but a space or hyphen.
fn runs(words: &[ClipWord], belongs: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for idx in (0..words.len()).filter(|idx| belongs(*idx)) {
        match runs.last_mut() {
            Some(run) if run.end == idx && words[idx].gap == Gap::Joint => run.end += 1,
            _ => runs.push(idx..idx + 1),
        }
    }
    runs
}
