//! Folding: one form for all spellings of a name that differ in nothing that a reader would call a
//! difference. The only place that knows which those are.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Returns `text` in Unicode form C, in which one name has one spelling.
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Folds `text` for comparison.
///
/// Case, accents and compatibility forms go (NFKD), as do apostrophes and the marks of hamza and ayn;
/// hyphens, underscores and white space become one space. Marks go from Latin, Greek, Cyrillic, Arabic and
/// Hebrew letters only: in other scripts they are vowels, tones or other consonants, and `पर` is not `पेरू`.
/// Of Arabic letters, the forms of alef, yeh, kaf and heh are one each. The article goes (`al-Kadhemi`, `el-Sisi`, `ash-Shaabi`, `الكاظمي`), unless
/// nothing would be left; a first word `Al` before a space may be somebody's name, and stays.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut pieces = NamePieces { rest: text }.peekable();
    while let Some(piece) = pieces.next() {
        let piece = NamePiece {
            is_first: folded.is_empty(),
            ..piece
        };
        if is_article(&piece, pieces.peek().map(|next| next.word)) {
            continue;
        }
        push_space(&mut folded);
        fold_word(piece.word, &mut folded);
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Returns `name` with its letters composed (NFC) and all apostrophes alike, and nothing else changed: what
/// tells spellings apart.
pub fn unified(name: &str) -> String {
    name.nfc()
        .map(|letter| if is_apostrophe(letter) { '\'' } else { letter })
        .collect()
}

/// Appends the folded form of one word to `folded`.
pub(super) fn fold_word(word: &str, folded: &mut String) {
    // Most words are plain ASCII, which has nothing to decompose.
    if word.is_ascii() {
        let letters = word.bytes().filter(|byte| !matches!(byte, b'\'' | b'`'));
        letters.for_each(|byte| folded.push(char::from(byte.to_ascii_lowercase())));
        return;
    }
    let start = folded.len();
    let mut base = ' ';
    for letter in word.nfkd() {
        if is_combining_mark(letter) {
            // The marks that all scripts share have a base of ours, or none.
            if !loses_marks(base) {
                folded.push(letter);
            }
        } else if !is_sign(letter) {
            base = letter;
            letter
                .to_lowercase()
                .for_each(|letter| push_plain(letter, folded));
        }
    }
    if let Some(bare) = without_arabic_article(&folded[start..]) {
        folded.replace_range(start..folded.len() - bare, "");
    }
}

/// Returns whether `piece` is an Arabic article in Latin letters, which belongs to the word that follows:
/// `al-`, `el-`, or one that has taken on the sound of the next letter (`ash-Shaabi`).
pub(super) fn is_article(piece: &NamePiece, follows: Option<&str>) -> bool {
    let Some(follows) = follows else { return false };
    let word = piece.word;
    let plain = word.eq_ignore_ascii_case("al") || word.eq_ignore_ascii_case("el");
    if plain {
        let small = word.starts_with(|letter: char| letter.is_ascii_lowercase());
        return piece.hyphen || small || !piece.is_first;
    }
    let sun = matches!(word.len(), 2..=3) && piece.hyphen && word.is_ascii();
    sun && word
        .get(..1)
        .is_some_and(|first| matches!(first, "a" | "A" | "e" | "E"))
        && follows
            .get(..word.len() - 1)
            .is_some_and(|start| start.eq_ignore_ascii_case(&word[1..]))
        && word[1..]
            .bytes()
            .all(|letter| b"tdrzsnhTDRZSNH".contains(&letter))
}

/// A part of a name between spaces or hyphens.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamePiece<'t> {
    /// The part.
    pub(super) word: &'t str,
    /// Whether a hyphen follows it at once.
    pub(super) hyphen: bool,
    /// Whether the name begins with it.
    pub(super) is_first: bool,
}

struct NamePieces<'t> {
    rest: &'t str,
}

impl<'t> Iterator for NamePieces<'t> {
    type Item = NamePiece<'t>;

    fn next(&mut self) -> Option<NamePiece<'t>> {
        let rest = self.rest.trim_start_matches(is_separator);
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(is_separator).unwrap_or(rest.len());
        self.rest = &rest[end..];
        Some(NamePiece {
            word: &rest[..end],
            hyphen: self.rest.starts_with(is_hyphen),
            is_first: false,
        })
    }
}

pub(super) fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '‐' | '‑')
}

fn is_separator(letter: char) -> bool {
    letter.is_whitespace() || letter == '_' || is_hyphen(letter)
}

/// Returns whether `letter` is an apostrophe, the mark of hamza or ayn, or a Hebrew geresh or gershayim.
pub(super) fn is_apostrophe(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʻ' | 'ʾ' | 'ʿ' | 'ʹ' | '′' | '׳' | '״'
    )
}

/// Returns whether `letter` stands for no sound of its own: an apostrophe, straight gershayim, a tatweel, a joiner.
fn is_sign(letter: char) -> bool {
    is_apostrophe(letter) || matches!(letter, '"' | 'ء' | 'ـ' | '\u{200B}'..='\u{200F}')
}

/// Returns whether the marks on `letter` are accents or optional vowel signs: it is Latin, Greek, Cyrillic,
/// Hebrew or Arabic.
fn loses_marks(letter: char) -> bool {
    matches!(letter, '\0'..='\u{08FF}' | '\u{1C80}'..='\u{1C8F}' | '\u{1D00}'..='\u{1FFF}' | '\u{2C60}'..='\u{2C7F}' | '\u{2DE0}'..='\u{2DFF}' | '\u{A640}'..='\u{A69F}' | '\u{A720}'..='\u{A7FF}')
        && !matches!(letter, '\u{0530}'..='\u{058F}' | '\u{0700}'..='\u{074F}' | '\u{0780}'..='\u{085F}')
}

/// Returns whether the Arabic `written` is the Arabic `name` letter by letter, so far as folding cannot say: it has the
/// article if `name` has it (`المالي` is *financial*, `مالي` is Mali), and no doubled consonant or final *n* that
/// `name` lacks (`عمّان` is Amman, `عُمان` is Oman). Other scripts are left to folding.
pub fn is_same_arabic(name: &str, written: &str) -> bool {
    let has_article = |text: &str| {
        text.nfkd()
            .filter(|letter| !is_combining_mark(*letter))
            .take(2)
            .eq(ARABIC_ARTICLE.chars())
    };
    let telling = |text: &str| {
        text.nfkd()
            .filter(|letter| matches!(letter, '\u{064B}'..='\u{064D}' | '\u{0651}'))
            .count()
    };
    written.is_ascii()
        || has_article(name) == has_article(written) && telling(written) <= telling(name)
}

/// Appends `letter`, with letters that no decomposition makes plain written plainly.
fn push_plain(letter: char, folded: &mut String) {
    let plain = match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ٱ' => "ا",
        'ى' | 'ی' | 'ے' => "ي",
        'ک' | 'ڪ' => "ك",
        'ة' | 'ۀ' | 'ہ' | 'ە' => "ه",
        letter => return folded.push(letter),
    };
    folded.push_str(plain);
}

/// The Arabic article. Words joined to it (`والكاظمي`: *and* Kadhemi) stay: between two names they part them.
const ARABIC_ARTICLE: &str = "ال";
/// Letters that must be left: in `الله` the article is a part of the name.
const MIN_BARE: usize = 3;

/// Returns the length in bytes of `word` without its article, if it has one.
fn without_arabic_article(word: &str) -> Option<usize> {
    let bare = word.strip_prefix(ARABIC_ARTICLE)?;
    (bare.chars().count() >= MIN_BARE).then_some(bare.len())
}

fn push_space(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}
