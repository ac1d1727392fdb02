//! Vocabularies: enums whose variants are words of front matter. Read with [`Fields::one_of`](super::Fields::one_of).

/// Declares an enum with the word of each variant: `WORDS`, for reading, and `as_str`.
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $($(#[$doc:meta])* $variant:ident = $word:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Deserialize, serde::Serialize)]
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// All words of front matter, with what they mean.
            pub const WORDS: &[(&'static str, $name)] = &[$(($word, $name::$variant)),*];

            /// Returns the word of front matter.
            pub fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)*
                }
            }
        }
    };
}

pub(crate) use vocabulary;
