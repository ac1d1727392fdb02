//! Every name that the site knows, compiled into matchers: people, organizations and countries to find in prose,
//! wrong spellings to fix, banned words, publishers.
//!
//! Built once per run and shared by the rules in `editorial` and `claims`, which decide what a match means. Matching
//! itself is in `text`.

use std::collections::HashSet;
use std::ops::Range;

use crate::check::claims::clip_numbers;
use crate::check::claims::names::countries::CountryNames;
use crate::check::claims::names::tables::NameTables;
use crate::country::{Country, Frequency};
use crate::entity::Entity;
use crate::kind::Kind;
use crate::site::{GroupId, GroupNames, LanguageId, Site};
use crate::text::quantities::QuantityReader;
use crate::text::{Mention, NameIndex, NameMatcher, TokenizedText, WordList, fold, unified, words};

/// Name matchers for each language of the site, and the lists that are the same in all.
#[derive(Debug)]
pub struct Lexicon {
    /// Matchers, indexed by [`LanguageId`].
    words: Vec<LanguageLexicon>,
    /// All countries, in the order of [`Country::all`]; matchers refer to positions in it.
    countries: Vec<Country>,
    publishers: NameIndex,
    /// Words from `banned_words` of the site's settings.
    pub banned: WordList,
    /// Every word of every name that the site knows, folded.
    known: HashSet<String>,
    name_tables: NameTables,
}

/// The matchers of one language.
#[derive(Debug)]
struct LanguageLexicon {
    /// People and organizations with a file; the owner is a group.
    groups: NameMatcher,
    /// Names of all countries; the owner is a position among [`Country::all`].
    countries: NameMatcher,
    /// Spellings that this site does not use; the owner is a group.
    spellings: NameMatcher,
    /// Country names as the claim check compares them, by stem.
    country_names: CountryNames,
    /// Parser for numbers, with this language's separators and number words.
    quantities: QuantityReader,
}

impl Lexicon {
    /// Compiles the names of `site`. Costs a pass over all names in each language; the caller keeps it for the whole
    /// run.
    pub fn new(site: &Site) -> Self {
        let of_kind = site
            .groups
            .iter()
            .filter(|group| group.kind == Kind::Publisher);
        // A publisher without a file is a name from some citation, perhaps the misspelt one.
        let described = of_kind.filter(|group| group.file.is_some());
        Lexicon {
            words: site
                .language_ids()
                .map(|lang| LanguageLexicon::new(site, lang))
                .collect(),
            countries: Country::all().collect(),
            publishers: NameIndex::new(described.map(|group| group.name.as_str())),
            known: known(site),
            name_tables: NameTables::default(),
            banned: WordList::new(site.config.banned_words.iter().map(String::as_str)),
        }
    }

    /// Finds all names in `text` that the site knows, sorted by start; they may overlap.
    pub fn names(&self, lang: LanguageId, text: &str) -> Vec<Range<usize>> {
        let known = &self.words[lang.0 as usize];
        let all = [&known.groups, &known.countries, &known.spellings];
        let text = TokenizedText::new(text);
        let found = all.into_iter().flat_map(|names| names.find(&text));
        let mut ranges: Vec<Range<usize>> = found.map(|mention| mention.range).collect();
        ranges.sort_by_key(|range| (range.start, range.end));
        ranges
    }

    /// Returns the parser for numbers in texts of language `lang`.
    pub fn quantities(&self, lang: LanguageId) -> &QuantityReader {
        &self.words[lang.0 as usize].quantities
    }

    /// Returns the word lists by which the claim check tells names from other words.
    pub fn name_tables(&self) -> &NameTables {
        &self.name_tables
    }

    /// Returns all countries by any of their names in language `lang`.
    pub fn country_names(&self, lang: LanguageId) -> &CountryNames {
        &self.words[lang.0 as usize].country_names
    }

    /// Returns whether `word`, already folded, is part of any name that the site knows.
    pub fn knows(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    /// Returns the described publisher whose name is most like `name`.
    pub fn nearest_publisher(&self, name: &str) -> Option<&str> {
        self.publishers.nearest(name)
    }

    /// Finds the people and organizations that `text` names in full. Names shared by several are left out.
    pub fn groups(&self, lang: LanguageId, text: &TokenizedText) -> Vec<(GroupId, Mention)> {
        let found = self.words[lang.0 as usize].groups.find(text);
        owned(found, |owner| GroupId(owner as u32))
    }

    /// Finds the countries that `text` certainly names.
    ///
    /// A name that is also a common word, or probably part of something longer, is left out, unless the longer name
    /// is that of a place in the country (`Mexico City`).
    pub fn countries(
        &self,
        site: &Site,
        lang: LanguageId,
        text: &TokenizedText,
    ) -> Vec<(Country, Mention)> {
        let found = self.words[lang.0 as usize].countries.find(text);
        let known = site.known_names(lang);
        let is_meant = |(country, mention): &(Country, Mention)| {
            !known.is_word(*country, Frequency::Low)
                && !known.is_doubtful(*country, text, &mention.range)
                || known.is_part_of_own(*country, text, &mention.range)
        };
        owned(found, |owner| self.countries[owner])
            .into_iter()
            .filter(is_meant)
            .collect()
    }

    /// Finds spellings in `text` that the site does not use and that a fix may replace.
    pub fn spellings(
        &self,
        site: &Site,
        lang: LanguageId,
        text: &TokenizedText,
    ) -> Vec<(GroupId, Mention)> {
        let found = owned(self.words[lang.0 as usize].spellings.find(text), |owner| {
            GroupId(owner as u32)
        });
        let is_so_written = |(group, mention): &(GroupId, Mention)| {
            let written = unified(&text.text[mention.range.clone()]);
            let good = site.names_of(lang, *group);
            let is_good = |bare: &str| {
                good.names
                    .iter()
                    .chain(&good.surname)
                    .any(|name| without_article(&unified(name)) == bare)
            };
            // The matcher folds, so that it also finds correct names. A spelling counts as wrong only as it was
            // written: exactly, behind a prefix (`al-`), or in capitals throughout, unless that is a correct name.
            site.group(*group)
                .spellings()
                .iter()
                .map(|spelling| unified(spelling))
                .any(|spelling| {
                    let (bare, wrong) = (without_article(&written), without_article(&spelling));
                    let is_shouted =
                        || !bare.contains(char::is_lowercase) && bare == wrong.to_uppercase();
                    written == spelling
                        || written
                            .strip_suffix(&spelling)
                            .is_some_and(|rest| rest.ends_with(['-', ' ']))
                        || ((bare == wrong || is_shouted()) && !is_good(wrong))
                })
        };
        found.into_iter().filter(is_so_written).collect()
    }
}

impl LanguageLexicon {
    fn new(site: &Site, lang: LanguageId) -> Self {
        let described = || site.group_ids().filter(|id| site.group(*id).file.is_some());
        let is_named =
            |id: &GroupId| matches!(site.group(*id).kind, Kind::Person | Kind::Organization);
        let groups = described().filter(is_named).flat_map(|id| {
            let names = site.names_of(lang, id).names.iter();
            names.map(move |name| (id.0 as usize, name.as_str()))
        });
        let language = &site.lang(lang).language;
        let names_of = |country| GroupNames::of_country(country, &site.config, language).names;
        let all: Vec<Country> = Country::all().collect();
        let countries: Vec<(usize, String)> = Country::all()
            .enumerate()
            .flat_map(|(owner, country)| {
                names_of(country).into_iter().map(move |name| (owner, name))
            })
            .collect();
        let spellings = described().flat_map(|id| {
            site.group(id)
                .spellings()
                .iter()
                .map(move |spelling| (id.0 as usize, spelling.as_str()))
        });
        LanguageLexicon {
            groups: NameMatcher::new(groups),
            countries: NameMatcher::new(
                countries
                    .iter()
                    .map(|(owner, name)| (*owner, name.as_str())),
            ),
            spellings: NameMatcher::new(spellings),
            quantities: clip_numbers::reader(language),
            country_names: CountryNames::new(
                language,
                countries
                    .iter()
                    .map(|(owner, name)| (all[*owner], name.clone())),
            ),
        }
    }
}

/// Returns the folded words of all names: of people, organizations and their spellings, of topics and publishers.
fn known(site: &Site) -> HashSet<String> {
    let mut known = HashSet::new();
    let mut add = |name: &str| {
        known.extend(
            words(name)
                .into_iter()
                .map(|range| fold(&name[range]))
                // Shorter words are particles (`al`, `de`): they would vouch for any name.
                .filter(|word| word.len() > 2),
        );
    };
    // A country is a group just by being tagged: its name must not vouch for itself in the claim check.
    let is_named = |id: &GroupId| !matches!(site.group(*id).kind, Kind::Country | Kind::Region);
    for id in site.group_ids().filter(is_named) {
        let group = site.group(id);
        add(&group.name);
        site.group(id)
            .spellings()
            .iter()
            .for_each(|spelling| add(spelling));
        for lang in site.language_ids() {
            let names = site.names_of(lang, id);
            names
                .names
                .iter()
                .chain(&names.surname)
                .for_each(|name| add(name));
        }
        if let Some(Entity::Publisher(of)) = group.file.as_ref().map(|file| &file.entity) {
            of.short.iter().for_each(|short| add(short));
        }
    }
    known
}

/// Returns `name` without a transliterated Arabic article: `Kadhemi` for `al-Kadhemi`.
fn without_article(name: &str) -> &str {
    let joined = name
        .split_once('-')
        .filter(|(article, _)| (2..=3).contains(&article.len()) && article.is_ascii());
    let is_article = |article: &str| article.starts_with(['a', 'A', 'e', 'E']);
    joined
        .filter(|(article, _)| is_article(article))
        .map_or(name, |(_, bare)| bare)
}

/// Pairs mentions with their owners; mentions that several owners share are dropped.
fn owned<T>(mentions: Vec<Mention>, of: impl Fn(usize) -> T) -> Vec<(T, Mention)> {
    mentions
        .into_iter()
        .filter_map(|mention| Some((of(mention.owner?), mention)))
        .collect()
}
