//! Name folding: maps all spellings of a name that a reader would call the same to one string.
//! This file alone decides which differences count; `mentions` and `nearest` compare its results.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Returns `text` in Unicode form C (NFC), so that equal names are equal bytes. Borrows when nothing changes.
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Folds `text` into the form in which names are compared.
///
/// Case, accents and compatibility forms are removed (NFKD), as are apostrophes and the marks of hamza and ayn.
/// Hyphens, underscores and white space become one space.
///
/// Marks are removed from Latin, Greek, Cyrillic, Arabic and Hebrew letters only: in other scripts they are vowels,
/// tones or other consonants, and `पर` is not `पेरू`. The variants of the Arabic letters alef, yeh, kaf and heh become
/// one each.
///
/// The Arabic article is removed (`al-Kadhemi`, `el-Sisi`, `ash-Shaabi`, `الكاظمي`) unless nothing would be left. A
/// leading `Al` before a space is kept, since it may be a given name.
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

/// Returns `name` in NFC with every apostrophe as `'`, and nothing else changed.
///
/// Two names that fold alike but differ here are two spellings of one name.
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
            // Decided by the letter below: most accents belong to no script of their own, so the mark alone cannot say.
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

/// Returns whether `piece` is an Arabic article in Latin letters that belongs to the word `follows`:
/// `al-`, `el-`, or one assimilated to the next letter (`ash-Shaabi`).
pub(super) fn is_article(piece: &NamePiece, follows: Option<&str>) -> bool {
    let Some(follows) = follows else { return false };
    let word = piece.word;
    let plain = word.eq_ignore_ascii_case("al") || word.eq_ignore_ascii_case("el");
    if plain {
        // `Al Gore` is a person: a capital `Al` that begins a name and is followed by a space is kept.
        let small = word.starts_with(|letter: char| letter.is_ascii_lowercase());
        return piece.hyphen || small || !piece.is_first;
    }
    // Before a sun letter the `l` takes its sound. The hyphen is required, and the word must repeat the letter, or `an`
    // and `as` would be articles in English text.
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

/// One part of a name, between spaces, underscores or hyphens.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamePiece<'t> {
    pub(super) word: &'t str,
    /// Whether a hyphen follows directly.
    pub(super) hyphen: bool,
    /// Whether the name begins with this part.
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

/// Returns whether `letter` is dropped by folding: an apostrophe, straight gershayim, a lone hamza, a tatweel, a
/// zero-width space, joiner or direction mark.
fn is_sign(letter: char) -> bool {
    is_apostrophe(letter) || matches!(letter, '"' | 'ء' | 'ـ' | '\u{200B}'..='\u{200F}')
}

/// Returns whether marks on `letter` are accents or optional vowel signs, that is, whether it is Latin, Greek,
/// Cyrillic, Hebrew or Arabic.
fn loses_marks(letter: char) -> bool {
    matches!(letter, '\0'..='\u{08FF}' | '\u{1C80}'..='\u{1C8F}' | '\u{1D00}'..='\u{1FFF}' | '\u{2C60}'..='\u{2C7F}' | '\u{2DE0}'..='\u{2DFF}' | '\u{A640}'..='\u{A69F}' | '\u{A720}'..='\u{A7FF}')
        // Blocks of other scripts inside the first range: Armenian, Syriac, and Thaana to Mandaic.
        && !matches!(letter, '\u{0530}'..='\u{058F}' | '\u{0700}'..='\u{074F}' | '\u{0780}'..='\u{085F}')
}

/// Returns whether the Arabic text `written` can be `name`, by the differences that folding removes.
///
/// `written` must have the article exactly if `name` has it (`المالي` is *financial*, `مالي` is Mali), and no doubled
/// consonant or final *n* that `name` lacks (`عمّان` is Amman, `عُمان` is Oman). ASCII text always passes. Assumes that
/// both fold alike.
pub fn is_same_arabic(name: &str, written: &str) -> bool {
    let has_article = |text: &str| {
        text.nfkd()
            .filter(|letter| !is_combining_mark(*letter))
            .take(2)
            .eq(ARABIC_ARTICLE.chars())
    };
    // Tanwin and shadda change the word; the other vowel signs are usually left out and say nothing.
    let telling = |text: &str| {
        text.nfkd()
            .filter(|letter| matches!(letter, '\u{064B}'..='\u{064D}' | '\u{0651}'))
            .count()
    };
    written.is_ascii()
        || has_article(name) == has_article(written) && telling(written) <= telling(name)
}

/// Appends `letter`, replacing letters that have no Unicode decomposition (`ß`, `ł`, `ی`) by their plain form.
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

/// The Arabic article. A word joined in front of it (`والكاظمي`: *and* Kadhemi) is kept, since it separates two names.
const ARABIC_ARTICLE: &str = "ال";
/// Fewest letters that must remain without the article: in `الله` it is part of the name.
const MIN_BARE: usize = 3;

/// Returns the length in bytes of `word` without its Arabic article, if it has a removable one.
fn without_arabic_article(word: &str) -> Option<usize> {
    let bare = word.strip_prefix(ARABIC_ARTICLE)?;
    (bare.chars().count() >= MIN_BARE).then_some(bare.len())
}

fn push_space(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}
