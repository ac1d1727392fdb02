//! Collation: the order of names in a language, and the index letter of each name.
//! The only module that uses the ICU collator.

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale as Tag;
use unicode_normalization::UnicodeNormalization;

/// Sort order of one language: Swedish sorts `Å` after `Z`, German sorts `Ä` with `A`.
///
/// The rules are CLDR's; an invalid tag gets CLDR's root order.
#[derive(Debug)]
pub struct Collation {
    names: CollatorBorrowed<'static>,
    /// Compares base letters only: distinguishes separate letters of the language, but no accents.
    letters: CollatorBorrowed<'static>,
}

impl Collation {
    /// Returns the collation of a BCP 47 tag. Never fails.
    pub fn of(tag: &str) -> Self {
        let tag = Tag::try_from_str(tag).unwrap_or(Tag::UNKNOWN);
        let collator = |strength| {
            let mut options = CollatorOptions::default();
            options.strength = Some(strength);
            CollatorBorrowed::try_new(CollatorPreferences::from(&tag), options)
                .expect("the data for every tag is in the program")
        };
        Collation {
            names: collator(Strength::Tertiary),
            letters: collator(Strength::Primary),
        }
    }

    /// Returns the sort key of `name`: comparing keys as bytes gives the order of names.
    pub fn key(&self, name: &str) -> Vec<u8> {
        let mut key = Vec::new();
        let Ok(()) = self.names.write_sort_key_to(name, &mut key);
        key
    }

    /// Returns the letter under which an index lists `name`, in upper case; `#` if its first letter or digit is no
    /// letter.
    ///
    /// Accents are dropped (`É` is under `E`), unless the language counts the letter as one of its own: Swedish `Å`.
    pub fn letter(&self, name: &str) -> String {
        let mut letters = name.nfc().filter(|first| first.is_alphanumeric());
        let Some(first) = letters.next().filter(|first| first.is_alphabetic()) else {
            return "#".to_owned();
        };
        // A letter is one of its own if it differs from its base at primary strength, which ignores accents.
        let own: String = first.to_uppercase().collect();
        let base: String = own.nfd().take(1).collect();
        if self.letters.compare(&own, &base).is_eq() {
            base
        } else {
            own
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Collation;

    #[track_caller]
    fn check_order(tag: &str, names: &[&str]) {
        let collation = Collation::of(tag);
        let mut sorted = names.to_vec();
        sorted.reverse();
        sorted.sort_by_cached_key(|name| collation.key(name));
        assert_eq!(sorted, names, "{tag}");
    }

    #[test]
    fn every_language_has_its_order() {
        check_order("en", &["Aaron", "Ångström", "zebra", "Zulu"]);
        check_order("sv", &["Aaron", "Zulu", "Ångström", "Ärlig", "Öberg"]);
        check_order("de", &["Ärlig", "Arm", "Öberg", "Zulu"]);
        check_order("es", &["nuevo", "ñandú", "ocho"]);
        check_order("ar", &["أحمد", "بايدن", "كاظمي"]);
        check_order("no language at all", &["a", "b"]);
    }

    #[track_caller]
    fn check_letters(tag: &str, names: &[(&str, &str)]) {
        let collation = Collation::of(tag);
        for (name, letter) in names {
            assert_eq!(collation.letter(name), *letter, "{tag}: {name}");
        }
    }

    #[test]
    fn letters_are_those_of_the_language() {
        check_letters(
            "en",
            &[
                ("élan", "E"),
                ("Ångström", "A"),
                ("“Quote”", "Q"),
                ("4chan", "#"),
                ("…", "#"),
            ],
        );
        check_letters("sv", &[("Ångström", "Å"), ("élan", "E")]);
        check_letters("es", &[("ñandú", "Ñ"), ("águila", "A")]);
        check_letters("ru", &[("Йемен", "Й"), ("Ёлкин", "Е")]);
        check_letters("ar", &[("أحمد", "ا"), ("إياد", "ا"), ("بغداد", "ب")]);
    }
}
