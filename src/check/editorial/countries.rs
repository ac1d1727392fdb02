//! `country-missing`: reports countries that a brief is about but is not tagged with.
//!
//! A brief is about a country if its headline, its first two sentences, or two mentions in the text name it. Names
//! inside longer ones are left alone: of people (`Michael Jordan`), organizations (`Bank of England`), towns
//! (`Lebanon, Pa.`), things (`Panama hat`). The words beside a name tell, in languages where capitals mark names;
//! elsewhere every mention counts. Which words are names of countries is decided in `Lexicon::countries`.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::speech::{first_word, is_any, last_word};
use crate::body::{Block, BlockKind};
use crate::check::editorial::BriefContext;
use crate::country::Country;
use crate::diag::{Diagnostic, Place, catalog};
use crate::source::FieldPath;
use crate::text::{self, TokenizedText, WordList};
use crate::time::{MONTHS, WEEKDAYS};

/// Sentences at the beginning of the text that say what it is about.
const LEAD_SENTENCES: usize = 2;

/// Reports the countries that a brief is about and lacks among its tags.
pub(super) fn check(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    let mut named = NamedCountries::default();
    let title = ctx.brief.meta.title.as_str();
    let everything = 0..title.len();
    named.add_from(ctx, title, &everything, |_| {
        (
            Place::value(&ctx.brief.meta.path, &FieldPath::key("title")),
            2,
        )
    });
    let mut is_lead = true;
    for block in &ctx.outline.blocks {
        let in_lead = is_lead && block.kind == BlockKind::Paragraph;
        // Splitting into sentences is left until a country is found.
        let lead_end = LazyCell::new(|| if in_lead { lead_end(ctx, block) } else { 0 });
        is_lead &= block.kind != BlockKind::Paragraph;
        for prose in block.prose() {
            named.add_from(ctx, &block.text, &prose, |range| {
                let weight = if range.start < *lead_end { 2 } else { 1 };
                (ctx.at(block.place(range)), weight)
            });
        }
    }
    report(ctx, &named, found);
}

/// Returns the byte at which the lead sentences of `block` end.
fn lead_end(ctx: &BriefContext, block: &Block) -> usize {
    let language = &ctx.site.lang(ctx.tagging.lang).language;
    text::sentences(&block.text, language)
        .take(LEAD_SENTENCES)
        .map(str::len)
        .sum()
}

fn report(ctx: &BriefContext, named: &NamedCountries, found: &mut Vec<Diagnostic>) {
    let tagged = &ctx.brief.meta.countries;
    let is_about =
        |country: Country| tagged.contains(&country) || named.countries.contains_key(&country);
    let is_missing = |(country, mention): &(&Country, &FirstMention)| {
        // Georgia is a country and a US state: if the brief is about the United States or speaks of governors and
        // Republicans, it may be either.
        let mut namesakes = country.namesakes(&mention.written).peekable();
        let is_other =
            namesakes.peek().is_some() && (speaks_of_states(ctx) || namesakes.any(is_about));
        !tagged.contains(country) && mention.weight >= 2 && !is_other
    };
    let missing: Vec<(&Country, &FirstMention)> =
        named.countries.iter().filter(is_missing).collect();
    // The hint shows the complete list, so that it can replace the field.
    let codes: Vec<&str> = tagged
        .iter()
        .chain(missing.iter().map(|(country, _)| *country))
        .map(|country| country.code())
        .collect();
    let language = &ctx.site.lang(ctx.tagging.lang).language;
    for (country, mention) in missing {
        let name = ctx.site.config.names.country(*country, language);
        found.push(catalog::prose::country_missing(
            mention.place.clone(),
            &name,
            &codes.join(", "),
        ));
    }
}

/// The countries that a brief names, as found so far.
#[derive(Default)]
struct NamedCountries {
    countries: BTreeMap<Country, FirstMention>,
    /// Countries whose names occurred as surnames (Michael Jordan): later mentions without a preposition are taken
    /// for the person.
    people: BTreeSet<Country>,
}

/// The first mention of a country, which is where it is reported.
struct FirstMention {
    written: String,
    place: Place,
    /// Number of mentions; one in the headline or lead counts twice.
    weight: usize,
}

impl NamedCountries {
    /// Adds the countries named in the stretch `prose` of `text`; `at` returns the place and weight of a mention.
    fn add_from(
        &mut self,
        ctx: &BriefContext,
        text: &str,
        prose: &Range<usize>,
        at: impl Fn(&Range<usize>) -> (Place, usize),
    ) {
        let lang = ctx.tagging.lang;
        let language = ctx.site.lang(lang).language.as_str();
        let words = TokenizedText::new(&text[prose.clone()]);

        for (country, mention) in ctx.lexicon.countries(ctx.site, lang, &words) {
            let range = prose.start + mention.range.start..prose.start + mention.range.end;
            let context = CountryContext::of(text, &range, language);
            let is_own = || {
                ctx.site
                    .known_names(lang)
                    .is_part_of_own(country, &words, &mention.range)
            };
            match context.role() {
                // `Mexico City` contains another name, but one of a place in that country.
                _ if is_own() => {}
                CountryNameRole::Country
                    if self.people.contains(&country) && !context.follows_preposition() =>
                {
                    continue;
                }
                CountryNameRole::Country => {}
                CountryNameRole::Surname => {
                    self.people.insert(country);
                    continue;
                }
                CountryNameRole::Part => continue,
            }
            let (place, weight) = at(&range);
            let written = text[range].to_owned();
            let first = self.countries.entry(country).or_insert(FirstMention {
                written,
                place,
                weight: 0,
            });
            first.weight += weight;
        }
    }
}

/// Words for institutions that US states have and countries have not.
static OF_STATES: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "gov.",
        "governor",
        "republican",
        "republicans",
        "democrat",
        "democrats",
        "gop",
        "statehouse",
    ])
});

fn speaks_of_states(ctx: &BriefContext) -> bool {
    OF_STATES.is_in(&ctx.brief.meta.title)
        || ctx
            .outline
            .blocks
            .iter()
            .any(|block| OF_STATES.is_in(&block.text))
}

/// The part that a country's name plays among the words beside it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum CountryNameRole {
    /// Names the country itself.
    Country,
    /// Ends the name of a person or of something else.
    Surname,
    /// Begins or is inside another name.
    Part,
}

/// A country's name with its sentence on both sides.
struct CountryContext<'t> {
    before: &'t str,
    written: &'t str,
    after: &'t str,
    language: &'t str,
}

/// Bytes read on each side of a name.
const MAX_CONTEXT: usize = 200;

/// States of the United States as they follow the name of a town: in full and as newsrooms shorten them.
const STATES: &str = "Alabama Ala Alaska Arizona Ariz Arkansas Ark California Calif Colorado Colo Connecticut Conn Delaware Del \
    Florida Fla Georgia Ga Hawaii Idaho Illinois Ill Indiana Ind Iowa Kansas Kan Kentucky Ky Louisiana La Maine Maryland Md \
    Massachusetts Mass Michigan Mich Minnesota Minn Mississippi Miss Missouri Mo Montana Mont Nebraska Neb Nevada Nev New \
    Ohio Oklahoma Okla Oregon Ore Pennsylvania Pa Rhode South North Tennessee Tenn Texas Tex Utah Vermont Vt Virginia Va \
    Washington Wash West Wisconsin Wis Wyoming Wyo Queens";

impl<'t> CountryContext<'t> {
    fn of(text: &'t str, range: &Range<usize>, language: &'t str) -> Self {
        let before =
            &text[text.ceil_char_boundary(range.start.saturating_sub(MAX_CONTEXT))..range.start];
        let sentence = text::sentences(before, language).last().unwrap_or_default();
        // The text before ends in a complete sentence: the name begins a new one, and nothing in it precedes the
        // name.
        let is_whole = sentence
            .trim_end()
            .ends_with(['.', '!', '?', '…', ':', '”', '"'])
            && !text::ends_in_abbreviation(sentence, language);
        let after = &text[range.end..];
        CountryContext {
            before: if is_whole { "" } else { sentence },
            written: &text[range.clone()],
            after: &after[..after.floor_char_boundary(MAX_CONTEXT)],
            language,
        }
    }

    fn role(&self) -> CountryNameRole {
        // German capitalises all nouns, so a capital next to the name proves nothing.
        let marks_names =
            self.written.starts_with(char::is_uppercase) && !self.language.starts_with("de");
        if !marks_names {
            return CountryNameRole::Country;
        }
        if self.follows_name() {
            return CountryNameRole::Surname;
        }
        let is_part = self.precedes_name()
            || self.is_of_organization()
            || self.is_thing()
            || self.is_in_state();
        if is_part || self.is_aged() || self.is_adjective() {
            CountryNameRole::Part
        } else {
            CountryNameRole::Country
        }
    }

    /// Returns whether a name directly precedes: `Michael Jordan`, `Air India`, `Mr. Jordan`; not `Southern Iraq`.
    fn follows_name(&self) -> bool {
        let before = self
            .before
            .strip_suffix([' ', '\n', '\u{A0}'])
            .unwrap_or_default();
        let before = before.strip_suffix('.').unwrap_or(before);
        let Some(word) = last_word(before).filter(|word| before.ends_with(word)) else {
            return false;
        };
        let folded = word.to_lowercase();
        // Capitalised words that are no first names: directions, participles, adverbs, days, months, possessives.
        let is_usual = ["ern", "ing", "ly"].iter().any(|end| folded.ends_with(end))
            || is_any(
                "the in from to into across of and inside outside near against per via versus upper lower",
                word,
            )
            || text::begins_sentences(word, self.language)
            || MONTHS.contains(&folded.as_str())
            || WEEKDAYS.iter().any(|(name, _)| *name == folded)
            || word.ends_with("'s")
            || word.ends_with("’s");
        word.starts_with(char::is_uppercase) && !is_usual
    }

    /// Returns whether the name goes on behind: `Jordan Peterson`, `China Daily`; not `Ukraine President Zelenskyy`.
    fn precedes_name(&self) -> bool {
        let Some(rest) = self.after.strip_prefix([' ', '\n', '\u{A0}']) else {
            return false;
        };
        let next = first_word(rest)
            .filter(|word| rest.starts_with(word))
            .unwrap_or_default();
        let is_office = is_any(
            "president prime foreign defence defense finance minister king queen chancellor premier",
            next,
        );
        next.starts_with(char::is_uppercase) && !is_office
    }

    /// Returns whether the name follows `of` in that of an organization: `the Bank of England`; not
    /// `the President of Mexico`.
    fn is_of_organization(&self) -> bool {
        let before = self.before.trim_end();
        let Some(of) = last_word(before).filter(|word| is_any("of de di do für", word)) else {
            return false;
        };
        let head = before[..before.len() - of.len()].trim_end();
        let Some(noun) = last_word(head).filter(|word| word.starts_with(char::is_uppercase)) else {
            return false;
        };
        const OFFICES: &str = "president minister king queen prince chancellor premier republic kingdom state states government people \
            parliament embassy court ministry emirate sultanate federation north south east west président république \
            royaume roi presidente república reino rey gobierno";
        const ORGANIZATIONS: &str = "bank university museum church institute college academy radio banque banco universidad université";
        // Any word has a capital at the beginning of a sentence, so there the noun must be a known one.
        let is_first = head.len() == noun.len();
        !is_any(OFFICES, noun) && (!is_first || is_any(ORGANIZATIONS, noun))
    }

    /// Returns whether the name begins the word for a thing: `Guinea pig`, `Panama hats`.
    fn is_thing(&self) -> bool {
        const THINGS: &str = "pig pigs fowl worm hat hats nut nuts ink clay cow cows almonds spruce sandwich sandwiches prices farmers";
        let is_bird = is_any("turkey", self.written);
        let next = first_word(self.after)
            .filter(|_| self.after.starts_with(' '))
            .unwrap_or_default();
        if is_any("prices farmers sandwich sandwiches", next) {
            is_bird
        } else {
            is_any(THINGS, next)
        }
    }

    /// Returns whether this is a town before a US state, or a state behind a town: `Lebanon, Pa.`,
    /// `Augusta, Georgia`.
    fn is_in_state(&self) -> bool {
        let follows = self.after.strip_prefix(", ").and_then(first_word);
        let is_town = follows.is_some_and(|word| {
            // `N.H.`
            let is_initial = word.len() == 1 && self.after.get(3..4) == Some(".");
            word.starts_with(char::is_uppercase) && (is_initial || is_any(STATES, word))
        });
        let town = self.before.trim_end().strip_suffix(',').and_then(last_word);
        let is_state = is_any(STATES, self.written);
        is_town || is_state && town.is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    /// Returns whether a person's age follows: `Jordan, 34, was found guilty`.
    fn is_aged(&self) -> bool {
        let Some(rest) = self.after.strip_prefix(", ") else {
            return false;
        };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&digits) && rest[digits..].starts_with(',')
    }

    /// Returns whether this is an abbreviation used as an adjective, as in `UK scientists`; `the UK` is the country.
    fn is_adjective(&self) -> bool {
        let is_abbreviation =
            self.written.len() <= 3 && self.written.chars().all(char::is_uppercase);
        is_abbreviation
            && !last_word(self.before).is_some_and(|word| is_any("the in from to", word))
    }

    /// Returns whether a preposition of place precedes, which speaks for the country.
    fn follows_preposition(&self) -> bool {
        last_word(self.before).is_some_and(|word| {
            is_any("in from to into across with against near outside inside through at en au de a dans", word)
        })
    }
}
