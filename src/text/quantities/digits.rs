//! Values of figures: decides which separators in a run of digits mark a fraction and which only group.
//! `tokens` finds the runs; scales and endings after them are read in `figures`.

/// A run of digits with the separators inside it.
#[derive(Debug)]
pub(super) struct Figures {
    /// Possible values, the likeliest first.
    pub values: Vec<f64>,
    /// The digits before, between and after the separators, as ASCII.
    pub groups: Vec<String>,
    /// Number of digits of the fraction.
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
    /// Reads `groups` of digits with `signs` between them; `decimal` is the language's decimal separator.
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
            // Two different separators: the last is the decimal one in any language (`1.234,5`).
            Some(_) if !is_even => true,
            Some('٫') => true,
            // The same separator twice can only group.
            Some('.' | ',') if n > 2 => false,
            // One separator: three digits after one to three others are a group, unless the language says otherwise.
            Some(sign @ ('.' | ',')) => {
                last != 3 || groups[0].len() > 3 || groups[0] == "0" || *sign == decimal
            }
            Some(_) => false,
        };
        if is_fraction {
            values.push(value(n - 1));
            n_decimals = i32::try_from(last).unwrap_or_default();
            // Arabic texts mix Arabic and English conventions: a point before three digits may group after all.
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

    /// Returns whether this is a whole number written without separators.
    pub(super) fn is_plain(&self) -> bool {
        self.groups.len() == 1
    }
}
