//! Sites made up for benchmarks: the same briefs for Dateline and for Hugo. The same number and seed give the same
//! bytes on every machine.
//!
//! A brief has 180 to 350 words in three to six paragraphs with a heading or two, a quotation, a list, emphasis,
//! links, at times a table, a footnote or a link to another brief; one to four topics and sources, one to three
//! countries, up to three people. Topics and countries are as unevenly common as they are in news (by Zipf's law).

mod hugo;
mod random;
mod words;

use std::fmt::Write as _;

use jiff::civil::{DateTime, date};
use jiff::{SignedDuration, ToSpan};

use random::Random;
use words::{
    ADJECTIVES, COUNTRIES, FIRST_NAMES, HEADINGS, INFINITIVES, NOUNS, PAPERS, SURNAMES, TOPICS,
    TOWNS, VERBS, WHEN, WHY,
};

/// Address of the site.
const ADDRESS: &str = "https://briefs.example";
/// Days over which the briefs are spread.
const DAYS: i64 = 730;
/// Briefs before one that it may link to.
const LINKED: usize = 400;

/// Which generator a site is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Flavour {
    /// Dateline.
    Dateline,
    /// Hugo.
    #[allow(dead_code, reason = "not every benchmark compares")]
    Hugo,
}

/// A file: its path in the site's folder, and its text.
pub(crate) type File = (String, String);

/// Makes the files of a site with `n_briefs`, one after the other, so that no more than one is held.
pub(crate) fn files(flavour: Flavour, n_briefs: usize) -> impl Iterator<Item = File> {
    let frame = match flavour {
        Flavour::Dateline => described(),
        Flavour::Hugo => hugo::frame(),
    };
    frame
        .into_iter()
        .chain((0..n_briefs).map(move |idx| brief(flavour, idx, n_briefs)))
}

/// `site.yaml`, and a file for each topic and person.
fn described() -> Vec<File> {
    let config = format!("title: World Briefs\nurl: {ADDRESS}/\nlanguage: en\ntimezone: UTC\n");
    let file = |folder: &str, name: &str| {
        (
            format!("content/{folder}/{}.md", slug(name)),
            format!("---\nname: {name}\n---\n"),
        )
    };
    let topics = TOPICS.iter().map(|name| file("topics", name));
    let people = (0..FIRST_NAMES.len() * SURNAMES.len()).map(|idx| file("people", &person(idx)));
    std::iter::once(("site.yaml".to_owned(), config))
        .chain(topics)
        .chain(people)
        .collect()
}

/// What a brief is, but for its text.
struct Front {
    title: String,
    date: DateTime,
    slug: String,
    summary: String,
    topics: Vec<&'static str>,
    countries: Vec<&'static str>,
    people: Vec<String>,
}

/// Makes what the brief `idx` of `n_briefs` is. Cheap: whoever links to a brief makes it again.
fn front(idx: usize, n_briefs: usize) -> Front {
    let mut random = Random::new("front", idx);
    let pick = &mut random;
    let (first, noun, verb) = (pick.one(&ADJECTIVES), pick.one(&NOUNS), pick.one(&VERBS));
    let mut title = format!(
        "{} {noun} {verb} {} {}",
        capital(first),
        pick.one(&ADJECTIVES),
        pick.one(&NOUNS)
    );
    if pick.chance(40) {
        let _ = write!(title, " {}", pick.one(&WHEN));
    }
    if pick.chance(5) {
        let _ = write!(title, ": “{} & {}”", pick.one(&NOUNS), pick.one(&NOUNS));
    }
    let before =
        (n_briefs - 1 - idx) as i64 * DAYS * 86_400 / n_briefs as i64 + pick.below(60) as i64;
    let date = date(2026, 6, 30)
        .at(18, 0, 0, 0)
        .saturating_sub(SignedDuration::from_secs(before));
    let mut short = slug(&title);
    short.truncate(short.floor_char_boundary(60));
    let n_topics = pick.weighted(&[30, 40, 20, 10]) + 1;
    let n_countries = pick.weighted(&[60, 30, 10]) + 1;
    let mut people: Vec<String> = Vec::new();
    for _ in 0..pick.weighted(&[40, 30, 20, 10]) {
        let person = person(pick.below(FIRST_NAMES.len() * SURNAMES.len()));
        if !people.contains(&person) {
            people.push(person);
        }
    }
    Front {
        slug: format!("{}-{idx}", short.trim_end_matches('-')),
        date,
        summary: format!(
            "The {} {} a {} {} {} {}.",
            pick.one(&NOUNS),
            pick.one(&VERBS),
            pick.one(&ADJECTIVES),
            pick.one(&NOUNS),
            pick.one(&WHEN),
            pick.one(&WHY)
        ),
        topics: pick.some(&TOPICS, n_topics),
        countries: pick.some(&COUNTRIES, n_countries),
        people,
        title,
    }
}

/// Makes the file of the brief `idx` of `n_briefs`, counted from the oldest.
pub(crate) fn brief(flavour: Flavour, idx: usize, n_briefs: usize) -> File {
    let front = front(idx, n_briefs);
    let mut random = Random::new("text", idx);
    let names = |names: &mut dyn Iterator<Item = &str>| -> String {
        let names: Vec<String> = names
            .map(|name| match flavour {
                Flavour::Dateline => format!("{:?}", slug(name)),
                Flavour::Hugo => format!("{name:?}"),
            })
            .collect();
        names.join(", ")
    };
    let mut text = format!(
        "---\ntitle: {:?}\ndate: {}Z\nsummary: {:?}\ntopics: [{}]\ncountries: [{}]\npeople: [{}]\nsources:\n",
        front.title,
        front.date,
        front.summary,
        names(&mut front.topics.iter().copied()),
        front.countries.join(", "),
        names(&mut front.people.iter().map(String::as_str)),
    );
    for _ in 0..=random.weighted(&[30, 40, 20, 10]) {
        source(&mut text, &mut random, front.date);
    }
    text.push_str("---\n\n");
    let link = (idx > 0 && random.chance(33)).then(|| {
        let linked = self::front(
            idx.saturating_sub(random.below(LINKED.min(idx)) + 1),
            n_briefs,
        );
        match flavour {
            Flavour::Dateline => format!("brief:{}", linked.slug),
            Flavour::Hugo => format!("{{{{< relref \"/{}\" >}}}}", path(&linked)),
        }
    });
    body(&mut text, &mut random, &front, link);
    (format!("content/{}", path(&front)), text)
}

fn path(front: &Front) -> String {
    format!(
        "briefs/{}/{:02}/{}.md",
        front.date.year(),
        front.date.month(),
        front.slug
    )
}

fn source(text: &mut String, random: &mut Random, date: DateTime) {
    let (town, paper) = (random.one(&TOWNS), random.one(&PAPERS));
    let day = date.date().saturating_sub((random.below(4) as i64).days());
    let (adjective, noun) = (random.one(&ADJECTIVES), random.one(&NOUNS));
    let title = format!(
        "{} {noun} {} the {}",
        capital(adjective),
        random.one(&VERBS),
        random.one(&NOUNS)
    );
    let host = format!("{town}{paper}").to_lowercase();
    let _ = write!(
        text,
        "  - title: {title:?}\n    publisher: \"{town} {paper}\"\n    url: \"https://www.{host}.example/{}/{}\"\n    \
         date: \"{day}\"\n",
        day.strftime("%Y/%m/%d"),
        slug(&title),
    );
}

/// Words of a text that its quotation and its list bring.
const WORDS_BESIDE: usize = 45;

fn body(text: &mut String, random: &mut Random, front: &Front, link: Option<String>) {
    let n_words = 180 + random.below(171) - WORDS_BESIDE;
    let mut sentences: Vec<String> = Vec::new();
    while sentences
        .iter()
        .map(|sentence| sentence.split(' ').count())
        .sum::<usize>()
        < n_words
    {
        sentences.push(sentence(random));
    }
    dress(&mut sentences, random, link);
    let n_paragraphs = (3 + random.below(4)).min(sentences.len());
    let n_headings = 1 + random.below(2);
    let headings = random.some(&HEADINGS, n_headings);
    let (quotation, list) = (random.below(n_paragraphs), random.below(n_paragraphs));
    let has_note = random.chance(10);
    for (idx, paragraph) in sentences
        .chunks(sentences.len().div_ceil(n_paragraphs))
        .enumerate()
    {
        if let Some(heading) = idx.checked_sub(1).and_then(|idx| headings.get(idx)) {
            let _ = write!(text, "## {heading}\n\n");
        }
        text.push_str(&paragraph.join(" "));
        text.push_str(if has_note && idx == 0 {
            "[^1]\n\n"
        } else {
            "\n\n"
        });
        if idx == quotation {
            let official = || format!("a {} official", NOUNS[front.title.len() % NOUNS.len()]);
            let _ = write!(
                text,
                "> We cannot {} the {} without a {} {}, said {}.\n\n",
                random.one(&INFINITIVES),
                random.one(&NOUNS),
                random.one(&ADJECTIVES),
                random.one(&NOUNS),
                front.people.first().cloned().unwrap_or_else(official),
            );
        }
        if idx == list {
            for _ in 0..2 + random.below(3) {
                let (adjective, noun) = (random.one(&ADJECTIVES), random.one(&NOUNS));
                let (verb, object) = (random.one(&INFINITIVES), random.one(&NOUNS));
                let _ = writeln!(text, "- The {adjective} {noun} must {verb} the {object}");
            }
            text.push('\n');
        }
    }
    if random.chance(8) {
        text.push_str("| Item | Amount | Share |\n| --- | ---: | ---: |\n");
        for _ in 0..3 + random.below(3) {
            let noun = capital(random.one(&NOUNS));
            let _ = writeln!(
                text,
                "| {noun} | {} | {}% |",
                1 + random.below(998),
                1 + random.below(98)
            );
        }
        text.push('\n');
    }
    if has_note {
        let _ = writeln!(text, "[^1]: {}", sentence(random));
    }
}

fn sentence(random: &mut Random) -> String {
    let r = random;
    let (adjective, noun, object) = (r.one(&ADJECTIVES), r.one(&NOUNS), r.one(&NOUNS));
    let (verb, infinitive, when, why) = (
        r.one(&VERBS),
        r.one(&INFINITIVES),
        r.one(&WHEN),
        r.one(&WHY),
    );
    match r.below(6) {
        0 => format!("The {adjective} {noun} {verb} the {object} {when} {why}."),
        1 => format!(
            "A {noun} spokesman said the {adjective} {object} would {infinitive} the {noun} {why}."
        ),
        2 => format!(
            "{}, the {noun} and the {object} {verb} a {adjective} {noun}.",
            capital(when)
        ),
        3 => format!(
            "According to the {noun}, spending on the {adjective} {object} rose by {} per cent to {} million {when}.",
            2 + r.below(46),
            12 + r.below(978)
        ),
        4 => format!("Critics want the {noun} to {infinitive} the {adjective} {object} {why}."),
        _ => {
            format!(
                "It was not clear whether the {noun} would {infinitive} the {adjective} {object} {when}."
            )
        }
    }
}

/// Gives some sentences emphasis, and links: one to three to other sites, and `link`.
fn dress(sentences: &mut [String], random: &mut Random, link: Option<String>) {
    let mut marks = vec![
        ("*".to_owned(), "*".to_owned()),
        ("**".to_owned(), "**".to_owned()),
    ];
    for _ in 0..1 + random.below(3) {
        let host = format!("{}{}", random.one(&TOWNS), random.one(&PAPERS)).to_lowercase();
        let page = format!("{}-{}", random.one(&ADJECTIVES), random.one(&NOUNS));
        marks.push((
            "[".to_owned(),
            format!("](https://www.{host}.example/{page})"),
        ));
    }
    marks.extend(link.map(|to| ("[".to_owned(), format!("]({to})"))));
    let step = (sentences.len() / marks.len()).max(1);
    for (sentence, (open, close)) in sentences.iter_mut().step_by(step).zip(marks) {
        let words: Vec<&str> = sentence.split(' ').collect();
        let at = 1 + random.below(words.len() - 4);
        let (before, marked, after) = (&words[..at], &words[at..at + 2], &words[at + 2..]);
        *sentence = format!(
            "{} {open}{}{close} {}",
            before.join(" "),
            marked.join(" "),
            after.join(" ")
        );
    }
}

fn person(idx: usize) -> String {
    format!(
        "{} {}",
        FIRST_NAMES[idx % FIRST_NAMES.len()],
        SURNAMES[idx / FIRST_NAMES.len()]
    )
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn slug(text: &str) -> String {
    let parts = text
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-").to_lowercase()
}
