//! The headline as a block of text, for rules that read both.

use crate::body::{Block, BlockKind, outline};
use crate::locale::Quotes;

/// Reads `title` as a heading. Headlines quote in single marks, too.
pub fn block(title: &str, quotes: Quotes) -> Option<Block> {
    let mut blocks = outline(&with_double_marks(title), 0, quotes).blocks;
    let mut block = blocks.pop().filter(|_| blocks.is_empty())?;
    block.kind = BlockKind::Heading(1);
    Some(block)
}

/// Writes double quotation marks for single ones that stand in pairs; both have as many bytes.
fn with_double_marks(title: &str) -> String {
    let letters: Vec<char> = title.chars().collect();
    let is_word =
        |idx: Option<usize>| idx.and_then(|idx| letters.get(idx)).is_some_and(|c| c.is_alphanumeric());
    let mut written = letters.clone();
    let mut from = 0;
    while let Some(start) = (from..letters.len()).find(|idx| {
        matches!(letters[*idx], '\'' | '‘') && !is_word(idx.checked_sub(1)) && is_word(Some(idx + 1))
    }) {
        let close = if letters[start] == '‘' { '’' } else { '\'' };
        let end = (start + 2..letters.len()).find(|idx| letters[*idx] == close && !is_word(Some(idx + 1)));
        let Some(end) = end else { break };
        (written[start], written[end]) = if close == '’' { ('“', '”') } else { ('"', '"') };
        from = end + 1;
    }
    written.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::with_double_marks;

    #[test]
    fn single_marks_in_pairs_quote() {
        for (title, written) in [
            ("Mayor 'slams' plan", "Mayor \"slams\" plan"),
            ("Union: ‘No deal’", "Union: “No deal”"),
            ("Brandt's plan: workers' rights", "Brandt's plan: workers' rights"),
            ("'Tis the season", "'Tis the season"),
        ] {
            assert_eq!(with_double_marks(title), written);
        }
    }
}
