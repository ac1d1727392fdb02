//! Autonyms: names of languages in the language itself, from Unicode CLDR, for language switchers and labels.

use crate::locale::tag::ScriptTag;

/// Autonyms by tag, sorted, one for each language with a table.
const AUTONYMS: [(&str, &str); 35] = [
    ("ar", "العربية"),
    ("bg", "български"),
    ("cs", "čeština"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "español"),
    ("fa", "فارسی"),
    ("fi", "suomi"),
    ("fr", "français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hu", "magyar"),
    ("id", "Indonesia"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("nl", "Nederlands"),
    ("no", "norsk"),
    ("pl", "polski"),
    ("pt", "português"),
    ("ro", "română"),
    ("ru", "русский"),
    ("sk", "slovenčina"),
    ("sr", "српски"),
    ("sr-Latn", "srpski"),
    ("sv", "svenska"),
    ("sw", "Kiswahili"),
    ("tr", "Türkçe"),
    ("uk", "українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
    ("zh-Hant", "繁體中文"),
];

/// Returns the autonym of the language of a BCP 47 tag: `العربية` for `ar-IQ`. `None` for a language without a table.
pub fn autonym(tag: &str) -> Option<&'static str> {
    let tag = ScriptTag::parse(tag);
    // Norwegian, Bokmål and Nynorsk share one table, since the same people read them.
    let keys = tag.keys().map(|key| {
        if matches!(key.as_str(), "nb" | "nn") {
            "no".to_owned()
        } else {
            key
        }
    });
    let keys = keys.map(|key| {
        if key == "zh-TW" {
            "zh-Hant".to_owned()
        } else {
            key
        }
    });
    let mut found = keys.filter_map(|key| AUTONYMS.iter().find(|(known, _)| *known == key));
    found.next().map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::{AUTONYMS, autonym};
    use crate::locale::tags;

    #[test]
    fn every_language_with_a_table_has_a_name() {
        assert_eq!(tags().find(|tag| autonym(tag).is_none()), None);
        assert!(AUTONYMS.is_sorted());
    }

    #[test]
    fn regions_do_not_matter_but_scripts_do() {
        assert_eq!(
            (autonym("en-GB"), autonym("nb")),
            (Some("English"), Some("norsk"))
        );
        assert_eq!(
            (autonym("sr-Latn"), autonym("sr")),
            (Some("srpski"), Some("српски"))
        );
        assert_eq!((autonym("zh-TW"), autonym("yo")), (Some("繁體中文"), None));
    }
}
