//! The summary of a brief that states none: the first sentences of its first paragraph.

use unicode_segmentation::UnicodeSegmentation;

use crate::brief::MAX_SUMMARY;
use crate::text;

/// Returns as many whole sentences of `lead` as fit into [`MAX_SUMMARY`] characters.
///
/// If not even the first fits, returns the words that do and an ellipsis. `lead` is plain text on one line, in
/// `language`.
pub fn of_lead(lead: &str, language: &str) -> String {
    // `nth` stops at the limit; a lead that fits is not cut into sentences at all.
    if lead.chars().nth(MAX_SUMMARY).is_none() {
        return lead.trim_end().to_owned();
    }
    let mut end = 0;
    let mut n_chars = 0;
    for sentence in text::sentences(lead, language) {
        n_chars += sentence.chars().count();
        if n_chars - trailing_spaces(sentence) > MAX_SUMMARY {
            break;
        }
        end += sentence.len();
    }
    if end > 0 || lead.is_empty() {
        return lead[..end].trim_end().to_owned();
    }
    let mut cut = String::new();
    // Less than the limit, so that there is room for the ellipsis.
    let mut n_chars = 0;
    for word in lead.split_word_bounds() {
        n_chars += word.chars().count();
        if n_chars >= MAX_SUMMARY {
            break;
        }
        cut.push_str(word);
    }
    // Without a word boundary in reach, as in one endless word, the cut falls between two characters.
    if cut.is_empty() {
        cut = lead.chars().take(MAX_SUMMARY - 1).collect();
    }
    format!(
        "{}…",
        cut.trim_end_matches(|letter: char| !letter.is_alphanumeric())
    )
}

fn trailing_spaces(sentence: &str) -> usize {
    sentence.len() - sentence.trim_end().len()
}
