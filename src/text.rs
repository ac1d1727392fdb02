//! Words and names as text: folding for comparison, the nearest of several names.
//! Knows nothing of content; used wherever two spellings are compared.

use unicode_normalization::UnicodeNormalization;

/// Folds `text` for comparison: compatibility decomposition, no accents, lower case, one space between
/// words, hyphens and underscores as spaces, apostrophes gone.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd() {
        match letter {
            '\'' | '’' | '‘' | 'ʼ' | 'ʾ' | 'ʿ' | '`' => {}
            '-' | '_' | '‐' | '‑' => push_space(&mut folded),
            letter if letter.is_whitespace() => push_space(&mut folded),
            letter if unicode_normalization::char::is_combining_mark(letter) => {}
            letter => folded.extend(letter.to_lowercase()),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn push_space(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

/// Lowest similarity (Jaro–Winkler, 0 to 1) at which a name is offered instead of a mistyped one.
const NEAR: f64 = 0.8;

/// Returns the candidate most like `word`, if any is near enough; the first of equals.
///
/// Near is what is alike in its beginning, as mistyped words are, and at most a third of its letters
/// away; or what `word` is the beginning of.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    let n_letters = word.chars().count();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let folded = fold(candidate);
        let likeness = strsim::jaro_winkler(&word, &folded);
        if likeness < NEAR || best.is_some_and(|(known, _)| likeness <= known) {
            continue;
        }
        let begins = n_letters >= 3 && folded.starts_with(&word);
        if begins || strsim::osa_distance(&word, &folded) <= (n_letters / 3).max(1) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Counts the words of `text`: runs that hold a letter or a digit.
pub fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Returns `text` with control characters (line ends too) as spaces, runs of white space as one, trimmed.
pub fn one_line(text: &str) -> String {
    text.split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Returns `text` if there is any.
pub fn first_of(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
