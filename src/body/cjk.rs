//! Classes of Chinese, Japanese and Korean characters, on which emphasis beside them (`flanking`) and line breaks
//! between them depend.

use unicode_normalization::char::is_combining_mark;

/// Returns whether `letter` is a CJK character in the sense of the CJK-friendly amendments to CommonMark: of East
/// Asian width `W`, `F` or `H` and no emoji, or Hangul (Unicode 16).
pub(super) fn is_cjk(letter: char) -> bool {
    matches!(letter,
        '\u{1100}'..='\u{11FF}' | '\u{20A9}' | '\u{2329}'..='\u{232A}' | '\u{2630}'..='\u{2637}'
        | '\u{268A}'..='\u{268F}' | '\u{2E80}'..='\u{303E}' | '\u{3041}'..='\u{3247}'
        | '\u{3250}'..='\u{A4C6}' | '\u{A960}'..='\u{A97C}' | '\u{AC00}'..='\u{D7FB}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE10}'..='\u{FE19}' | '\u{FE30}'..='\u{FE6B}'
        | '\u{FF01}'..='\u{FFEE}' | '\u{16FE0}'..='\u{18DF2}' | '\u{1AFF0}'..='\u{1B2FB}'
        | '\u{1D300}'..='\u{1D376}' | '\u{1F200}' | '\u{1F202}' | '\u{1F210}'..='\u{1F219}'
        | '\u{1F21B}'..='\u{1F22E}' | '\u{1F230}'..='\u{1F231}' | '\u{1F237}' | '\u{1F23B}'
        | '\u{1F240}'..='\u{1F248}' | '\u{1F260}'..='\u{1F265}' | '\u{20000}'..='\u{3FFFD}'
    )
}

/// Returns whether a line break between `before` and `after` is dropped: both belong to a script without spaces between
/// words. Hangul has spaces.
pub(super) fn joins(before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    // A shared sign does not tell the script, so the other side must.
    match (is_unspaced(before), is_unspaced(after)) {
        (true, true) => true,
        (true, false) => is_shared_sign(after),
        (false, true) => is_shared_sign(before),
        (false, false) => false,
    }
}

/// Returns whether `letter` is a sign rather than a part of a word, by the rules of emphasis.
pub(super) fn is_sign(letter: char) -> bool {
    !letter.is_alphanumeric()
        && !letter.is_whitespace()
        && !letter.is_control()
        && !is_combining_mark(letter)
        && !is_variation_selector(letter)
}

/// Returns whether `letter` only selects a form of the letter before it. U+FE0F is none here: it makes an emoji.
pub(super) fn is_variation_selector(letter: char) -> bool {
    matches!(letter, '\u{FE00}'..='\u{FE0E}' | '\u{E0100}'..='\u{E01EF}')
}

/// Returns whether `letter` belongs to Han, kana, bopomofo or Yi, their signs and the full-width forms.
fn is_unspaced(letter: char) -> bool {
    let is_hangul = matches!(letter,
        '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{3200}'..='\u{321E}' | '\u{3260}'..='\u{327F}'
        | '\u{A960}'..='\u{A97C}' | '\u{AC00}'..='\u{D7FB}' | '\u{FFA0}'..='\u{FFDC}' | '\u{302E}'..='\u{302F}'
    );
    matches!(letter, '\u{2E80}'..='\u{3FFFD}') && is_cjk(letter) && !is_hangul
}

/// Returns whether `letter` is a quotation mark, dash or ellipsis that Chinese shares with other scripts.
fn is_shared_sign(letter: char) -> bool {
    "“”‘’…—⸺·".contains(letter)
}
