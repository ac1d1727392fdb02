//! Shortens what messages quote: of a link of 20,000 characters, a message has the beginning and the end (its place
//! covers all of it). Applied to every message, hint and label when it is added to a diagnostic.

/// Characters that a message or a label keeps of a piece in backticks.
const MAX_QUOTE: usize = 100;
/// Characters that a hint keeps of a piece in backticks: what to type should be there in full.
const MAX_TYPED: usize = 300;
/// Characters of a message, a label or a hint as a whole.
const MAX_TEXT: usize = 1_000;

/// Cuts a message or a label.
pub(super) fn message(text: String) -> String {
    cut_quotes(text, MAX_QUOTE)
}

/// Cuts a hint, or a fix that is written out.
pub(super) fn hint(text: String) -> String {
    cut_quotes(text, MAX_TYPED)
}

/// Cuts each piece of `text` in backticks to `max` characters, then the whole.
fn cut_quotes(text: String, max: usize) -> String {
    // Nearly all texts are short, and there may be tens of thousands: the fast path allocates nothing.
    let mut quotes = text.split('`').skip(1).step_by(2);
    if text.len() <= MAX_TEXT && quotes.all(|quote| quote.len() <= max) {
        return text;
    }
    let mut short = String::with_capacity(MAX_TEXT);
    for (idx, piece) in text.split('`').enumerate() {
        if idx > 0 {
            short.push('`');
        }
        push_cut(
            &mut short,
            piece,
            if idx % 2 == 1 { max } else { usize::MAX },
        );
    }
    if short.len() <= MAX_TEXT {
        return short;
    }
    let mut whole = String::with_capacity(MAX_TEXT);
    push_cut(&mut whole, &short, MAX_TEXT);
    whole
}

/// Appends `text`; of one that is longer than `max` characters, its first two thirds of these and its end.
fn push_cut(to: &mut String, text: &str, max: usize) {
    let n_last = max / 3;
    let cut = |(start, _): (usize, char)| {
        let (end, _) = text.char_indices().nth(max - n_last - 1)?;
        Some((end, start))
    };
    let is_long = text.len() > max && text.char_indices().nth(max).is_some();
    let last = if is_long {
        text.char_indices().rev().nth(n_last.saturating_sub(1))
    } else {
        None
    };
    match last.and_then(cut) {
        Some((end, start)) => to.extend([&text[..end], "…", &text[start..]]),
        None => to.push_str(text),
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_QUOTE, MAX_TEXT, hint, message};

    #[test]
    fn what_is_short_is_said_as_it_is() {
        for text in [
            "",
            "there is no brief `dam`",
            "`",
            "````",
            &"x".repeat(MAX_TEXT),
            &format!("`{}`", "é".repeat(MAX_QUOTE)),
        ] {
            assert_eq!(message((*text).to_owned()), *text);
        }
    }

    #[test]
    fn of_a_long_quote_the_beginning_and_the_end_are_said() {
        let address = format!("https://x.example/{}/end.html", "é".repeat(20_000));
        let short = message(format!("`{address}` is not `{address}`"));
        let quotes: Vec<&str> = short.split('`').collect();
        assert_eq!(quotes.len(), 5);
        assert_eq!(quotes[1].chars().count(), MAX_QUOTE);
        assert!(quotes[1].starts_with("https://x.example/é") && quotes[1].ends_with("é/end.html"));
        assert!(quotes[1].contains('…') && quotes[1] == quotes[3]);
    }

    #[test]
    fn no_text_is_long_whatever_is_in_it() {
        for text in [
            "x".repeat(20_000),
            "`".repeat(20_000),
            "`é".repeat(20_000),
            format!("a {} b", "é".repeat(20_000)),
        ] {
            for short in [message(text.clone()), hint(text)] {
                assert!(
                    short.chars().count() <= MAX_TEXT,
                    "{}",
                    short.chars().count()
                );
            }
        }
    }
}
