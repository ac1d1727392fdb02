//! What languages call themselves, as Unicode CLDR has it.

use crate::locale::tag::ScriptTag;

/// By tag, for the languages with a table.
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

/// Returns what the language of a BCP 47 tag calls itself: `العربية`; `None` if it has no table.
pub fn autonym(tag: &str) -> Option<&'static str> {
    let tag = ScriptTag::parse(tag);
    // Norwegian, Bokmål and Nynorsk have one table; they are read by the same people.
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
