//! What an address in a drawing leads to, as a browser reads it.

/// What an address leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Address {
    /// A place on this site, or in the drawing itself.
    Own,
    /// Another host.
    Foreign,
    /// Nowhere: it is a script.
    Script,
    /// A picture or a font that stands in the address itself.
    Embedded,
    /// Something else that stands in the address itself, and may act.
    EmbeddedOther,
}

/// Media types of pictures and fonts that cannot act.
const HARMLESS: [&str; 17] = [
    "image/png",
    "image/jpeg",
    "image/jpg",
    "image/gif",
    "image/webp",
    "image/avif",
    "image/apng",
    "image/bmp",
    "image/x-icon",
    "image/vnd.microsoft.icon",
    "application/font-woff",
    "application/font-woff2",
    "application/x-font-woff",
    "application/x-font-ttf",
    "application/x-font-opentype",
    "application/font-sfnt",
    "application/vnd.ms-fontobject",
];

impl Address {
    /// Reads an address.
    pub(super) fn of(written: &str) -> Self {
        // Browsers drop white space around it, and line ends and tabs within.
        let plain: String = written
            .trim_matches(|letter: char| letter <= ' ')
            .chars()
            .filter(|letter| !matches!(letter, '\t' | '\n' | '\r'))
            // No more is looked at; data may be long.
            .take(100)
            .collect::<String>()
            .to_lowercase();
        if plain.len() > 1
            && plain
                .bytes()
                .take(2)
                .all(|byte| matches!(byte, b'/' | b'\\'))
        {
            return Address::Foreign;
        }
        let Some((scheme, rest)) = plain.split_once(':') else {
            return Address::Own;
        };
        let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
        match scheme {
            "javascript" | "vbscript" | "livescript" | "mocha" => Address::Script,
            "data" => {
                let media = rest.split([';', ',']).next().unwrap_or_default().trim();
                let is_harmless = HARMLESS.contains(&media) || media.starts_with("font/");
                if is_harmless {
                    Address::Embedded
                } else {
                    Address::EmbeddedOther
                }
            }
            _ if is_scheme => Address::Foreign,
            _ => Address::Own,
        }
    }
}
