//! Classifies addresses in SVG drawings by their target, parsing them as leniently as browsers do.
//! Which elements and attributes hold addresses is decided in `svg` and `css`.

/// Target of an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Address {
    /// A target on this site or in the drawing itself.
    Own,
    /// A target on another host, or with a scheme of its own.
    Foreign,
    /// A script in place of a target.
    Script,
    /// A `data:` picture or font, which cannot execute code.
    Embedded,
    /// Any other `data:` content, which may execute code.
    EmbeddedOther,
}

/// Media types of pictures and fonts that cannot execute code. SVG is not among them.
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
    pub(super) fn of(written: &str) -> Self {
        // Browsers drop white space around an address, and line ends and tabs within: `java\nscript:` is a script.
        let plain: String = written
            .trim_matches(|letter: char| letter <= ' ')
            .chars()
            .filter(|letter| !matches!(letter, '\t' | '\n' | '\r'))
            // Scheme and media type are at the start; `data:` addresses may be megabytes long.
            .take(100)
            .collect::<String>()
            .to_lowercase();
        // `//host` and, in browsers, also `\\host` and `/\host`.
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
