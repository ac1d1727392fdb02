//! Digits by their value: which of the signs in them parts a fraction, which groups.

/// Digits, with the separators in them.
#[derive(Debug)]
pub(super) struct Figures {
    /// The values that they may have, the likeliest first.
    pub values: Vec<f64>,
    /// The digits before, between and after the separators.
    pub groups: Vec<String>,
    /// Digits of the fraction.
    pub n_decimals: i32,
    /// The first separator, if there is one.
    pub sign: Option<char>,
}

/// Returns the value of a decimal digit: European, Arabic-Indic, Persian or Devanagari.
pub(super) fn digit(letter: char) -> Option<u8> {
    let zero = match letter {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        _ => return None,
    };
    u8::try_from(u32::from(letter) - u32::from(zero)).ok()
}

impl Figures {
    /// Reads digits in `groups` with `signs` between them, in a language with this sign before fractions.
    pub(super) fn new(groups: Vec<String>, signs: &[char], decimal: char) -> Self {
        let value = |n_whole: usize| -> f64 {
            let (whole, rest) = (groups[..n_whole].concat(), groups[n_whole..].concat());
            format!("{whole}.{rest}").parse().unwrap_or_default()
        };
        let n = groups.len();
        let last = groups.last().map_or(0, String::len);
        let mut values = Vec::new();
        let mut n_decimals = 0;
        let is_even = signs.windows(2).all(|pair| pair[0] == pair[1]);
        let is_fraction = match signs.last() {
            None => false,
            // `1.234,5`
            Some(_) if !is_even => true,
            Some('٫') => true,
            Some('.' | ',') if n > 2 => false,
            Some(sign @ ('.' | ',')) => {
                last != 3 || groups[0].len() > 3 || groups[0] == "0" || *sign == decimal
            }
            Some(_) => false,
        };
        if is_fraction {
            values.push(value(n - 1));
            n_decimals = i32::try_from(last).unwrap_or_default();
            // Arabic and English figures mix: a point before three digits may group them after all.
            if last == 3
                && n == 2
                && groups[0].len() <= 3
                && groups[0] != "0"
                && decimal == '.'
                && signs == [decimal]
            {
                values.push(value(n));
            }
        } else {
            values.push(value(n));
        }
        Figures {
            values,
            groups,
            n_decimals,
            sign: signs.first().copied(),
        }
    }

    /// Returns whether they are a whole number, written without separators.
    pub(super) fn is_plain(&self) -> bool {
        self.groups.len() == 1
    }
}
