//! Bold lead-ins that open a section of a brief, by language: `**Why it matters:** …`. The site may add its own.

use crate::config::Config;

/// Built-in lead-ins by language, without their colon.
const KNOWN: [(&str, &[&str]); 5] = [
    (
        "en",
        &[
            "Why it matters",
            "What happened",
            "What we know",
            "What we don't know",
            "What to expect",
            "What to watch",
            "What they're saying",
            "What's next",
            "Also on the table",
            "The backdrop",
            "The background",
            "The big picture",
            "Between the lines",
            "By the numbers",
            "Driving the news",
            "Go deeper",
            "How we know",
            "The other side",
            "The state of play",
            "Yes, but",
            "Zoom in",
            "Zoom out",
            "The bottom line",
        ],
    ),
    (
        "ar",
        &[
            "لماذا يهم",
            "ما الذي حدث",
            "ما نعرفه",
            "ما لا نعرفه",
            "ما المتوقع",
            "الخلفية",
            "الصورة الأكبر",
            "بالأرقام",
        ],
    ),
    (
        "fr",
        &[
            "Pourquoi c'est important",
            "Ce qui s'est passé",
            "Ce que l'on sait",
            "Ce que l'on ignore",
            "À suivre",
            "Le contexte",
            "En chiffres",
            "Oui, mais",
        ],
    ),
    (
        "es",
        &[
            "Por qué importa",
            "Qué pasó",
            "Qué se sabe",
            "Qué no se sabe",
            "Qué esperar",
            "El contexto",
            "En cifras",
            "Sí, pero",
        ],
    ),
    (
        "de",
        &[
            "Warum das wichtig ist",
            "Was passiert ist",
            "Was wir wissen",
            "Was wir nicht wissen",
            "Wie es weitergeht",
            "Der Hintergrund",
            "In Zahlen",
            "Ja, aber",
        ],
    ),
];

/// Returns the lead-ins of `language`: the built-in ones, then those of the site.
pub(super) fn of(language: &str, config: &Config) -> Vec<String> {
    // `en-GB` and `en` share their lead-ins.
    let primary = language.split('-').next().unwrap_or_default();
    let known = KNOWN
        .iter()
        .find(|(tag, _)| *tag == primary)
        .map_or(&[][..], |(_, labels)| labels);
    known
        .iter()
        .copied()
        .chain(config.lead_ins(language))
        .map(str::to_owned)
        .collect()
}
