//! Number words, hedges, currencies and months by language, matched as `text::fold` folds them. No grammar: see
//! `spelled`. Currencies have the names of Unicode CLDR and of newspapers; a family of currencies (crowns, pesos)
//! shares one code.

use std::collections::HashMap;

use super::Hedge;
use crate::text::fold;

/// Words of one language, separated by spaces; numbers alternate with their values.
struct Table {
    language: &'static str,
    /// Numbers that are added: `twenty`, `doscientos`.
    small: &'static str,
    /// Words that multiply by a hundred.
    hundreds: &'static str,
    scales: &'static str,
    /// Those of `hundreds` and `scales` that are a number by themselves: `mil`.
    alone: &'static str,
    /// Words for one, most of which are also articles.
    ones: &'static str,
    ands: &'static str,
    ordinals: &'static str,
    /// Denominators: `thirds` is 3.
    parts: &'static str,
    dozens: &'static str,
    /// Hedges for approximate values.
    about: &'static str,
    over: &'static str,
    under: &'static str,
    /// Words between the two numbers of a range.
    ranges: &'static str,
}

const NONE: Table = Table {
    language: "",
    small: "",
    hundreds: "",
    scales: "",
    alone: "",
    ones: "",
    ands: "",
    ordinals: "",
    parts: "",
    dozens: "",
    about: "",
    over: "",
    under: "",
    ranges: "",
};

const TABLES: [Table; 5] = [
    Table {
        language: "en",
        small: "two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13 \
                fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 \
                fifty 50 sixty 60 seventy 70 eighty 80 ninety 90",
        hundreds: "hundred",
        scales: "thousand 1e3 million 1e6 billion 1e9 trillion 1e12 mn 1e6 bn 1e9 tn 1e12 mln 1e6 bln 1e9 lakh 1e5 \
                 crore 1e7",
        ones: "one a an",
        ands: "and",
        ordinals: "first 1 second 2 third 3 fourth 4 fifth 5 sixth 6 seventh 7 eighth 8 ninth 9 tenth 10 eleventh 11 \
                   twelfth 12 thirteenth 13 fourteenth 14 fifteenth 15 sixteenth 16 seventeenth 17 eighteenth 18 \
                   nineteenth 19 twentieth 20 thirtieth 30 fortieth 40 fiftieth 50 sixtieth 60 hundredth 100",
        parts: "half 2 halves 2 third 3 thirds 3 quarter 4 quarters 4 fifth 5 fifths 5 sixths 6 eighths 8 tenth 10 \
                tenths 10",
        dozens: "dozen 12",
        about: "approaching nearing about some around roughly approximately circa ca estimated close",
        over: "over more least above exceeding upwards beyond topped",
        under: "nearly almost under fewer less below short",
        ranges: "to and or until through",
        ..NONE
    },
    Table {
        language: "de",
        small: "zwei 2 drei 3 vier 4 fünf 5 sechs 6 sieben 7 acht 8 neun 9 zehn 10 elf 11 zwölf 12 dreizehn 13 \
                vierzehn 14 fünfzehn 15 sechzehn 16 siebzehn 17 achtzehn 18 neunzehn 19 zwanzig 20 dreißig 30 vierzig \
                40 fünfzig 50 sechzig 60 siebzig 70 achtzig 80 neunzig 90 zwo 2",
        hundreds: "hundert",
        scales: "tausend 1e3 tsd 1e3 million 1e6 millionen 1e6 mio 1e6 milliarde 1e9 milliarden 1e9 mrd 1e9 mia 1e9 \
                 billion 1e12 billionen 1e12",
        alone: "hundert tausend",
        ones: "ein eine einen einem einer eines eins",
        parts: "hälfte 2 halbe 2 halben 2 halber 2 halbes 2 drittel 3 dritteln 3 viertel 4 vierteln 4 fünftel 5 \
                fünfteln 5 sechstel 6 achtel 8 zehntel 10 zehnteln 10",
        dozens: "dutzend 12",
        about: "rund etwa ungefähr circa ca zirka schätzungsweise gegen annähernd geschätzt geschätzte geschätzten",
        over: "über mehr mindestens wenigstens gut jenseits",
        under: "knapp fast beinahe weniger unter ",
        ranges: "bis und oder auf",
        ..NONE
    },
    Table {
        language: "fr",
        small: "deux 2 trois 3 quatre 4 cinq 5 six 6 sept 7 huit 8 neuf 9 dix 10 onze 11 douze 12 treize 13 quatorze 14 \
                quinze 15 seize 16 vingt 20 vingts 20 trente 30 quarante 40 cinquante 50 soixante 60 septante 70 \
                huitante 80 octante 80 nonante 90",
        hundreds: "cent cents",
        scales: "mille 1e3 million 1e6 millions 1e6 milliard 1e9 milliards 1e9 billion 1e12 billions 1e12 md 1e9 mds \
                 1e9 mrd 1e9 mio 1e6 m 1e6",
        alone: "cent mille",
        ones: "un une",
        ands: "et",
        ordinals: "premier 1 première 1 deuxième 2 second 2 seconde 2 troisième 3 quatrième 4 cinquième 5 sixième 6 \
                   septième 7 huitième 8 neuvième 9 dixième 10 onzième 11 douzième 12 treizième 13 quatorzième 14 \
                   quinzième 15 seizième 16 vingtième 20 trentième 30 quarantième 40 cinquantième 50 centième 100",
        parts: "moitié 2 demi 2 demie 2 tiers 3 quart 4 quarts 4 cinquième 5 cinquièmes 5 dixième 10 dixièmes 10",
        dozens: "douzaine 12 douzaines 12 huitaine 8 dizaine 10 quinzaine 15 vingtaine 20 trentaine 30 quarantaine 40 \
                 cinquantaine 50 soixantaine 60 centaine 100 millier 1000",
        about: "avoisine avoisinent frôle frôlent environ quelque quelques près autour alentours estimé estimée estimés estimées approximativement voisin \
                peu",
        over: "dessus plus dépasse dépassent supérieur supérieure",
        under: "moins presque inférieur inférieure dessous",
        ranges: "à et ou au de",
    },
    Table {
        language: "es",
        small: "dos 2 tres 3 cuatro 4 cinco 5 seis 6 siete 7 ocho 8 nueve 9 diez 10 once 11 doce 12 trece 13 catorce 14 \
                quince 15 dieciséis 16 diecisiete 17 dieciocho 18 diecinueve 19 veinte 20 veintiuno 21 veintiún 21 \
                veintiuna 21 veintidós 22 veintitrés 23 veinticuatro 24 veinticinco 25 veintiséis 26 veintisiete 27 \
                veintiocho 28 veintinueve 29 treinta 30 cuarenta 40 cincuenta 50 sesenta 60 setenta 70 ochenta 80 \
                noventa 90 cien 100 ciento 100 doscientos 200 doscientas 200 trescientos 300 trescientas 300 \
                cuatrocientos 400 cuatrocientas 400 quinientos 500 quinientas 500 seiscientos 600 seiscientas 600 \
                setecientos 700 setecientas 700 ochocientos 800 ochocientas 800 novecientos 900 novecientas 900",
        scales: "mil 1e3 millón 1e6 millones 1e6 billón 1e12 billones 1e12 millardo 1e9 millardos 1e9 mdd 1e6",
        alone: "mil",
        ones: "un uno una",
        ands: "y",
        ordinals: "primero 1 primer 1 primera 1 segundo 2 segunda 2 tercer 3 tercero 3 tercera 3 cuarto 4 cuarta 4 \
                   quinto 5 quinta 5 sexto 6 sexta 6 séptimo 7 séptima 7 octavo 8 octava 8 noveno 9 novena 9 décimo 10 \
                   décima 10 undécimo 11 undécima 11 duodécimo 12 duodécima 12 vigésimo 20 vigésima 20",
        parts: "mitad 2 medio 2 media 2 tercio 3 tercios 3 tercera 3 terceras 3 cuarto 4 cuartos 4 cuarta 4 cuartas 4 \
                quinta 5 quintas 5 quinto 5 quintos 5 décima 10 décimas 10",
        dozens: "docena 12 docenas 12 decena 10 veintena 20 treintena 30 cuarentena 40 cincuentena 50 centenar 100 \
                 millar 1000",
        about: "ronda rondan rondaría rondó roza rozan rozó unos unas cerca alrededor aproximadamente torno estimados estimadas",
        over: "más mínimo superior supera superan encima",
        under: "casi menos inferior debajo",
        ranges: "a y o al e",
        ..NONE
    },
    Table {
        language: "ar",
        small: "اثنان 2 اثنين 2 اثنتان 2 اثنتين 2 اثنا 2 اثني 2 اثنتا 2 اثنتي 2 إثنان 2 ثلاثة 3 ثلاث 3 أربعة 4 أربع 4 \
                خمسة 5 خمس 5 ستة 6 ست 6 سبعة 7 سبع 7 ثمانية 8 ثماني 8 ثمان 8 تسعة 9 تسع 9 عشرة 10 عشر 10 عشرون 20 \
                عشرين 20 ثلاثون 30 ثلاثين 30 أربعون 40 أربعين 40 خمسون 50 خمسين 50 ستون 60 ستين 60 سبعون 70 سبعين 70 \
                ثمانون 80 ثمانين 80 تسعون 90 تسعين 90 مئتان 200 مئتين 200 مئتا 200 مئتي 200 مائتان 200 مائتين 200 مائتا \
                200 مائتي 200 ثلاثمئة 300 ثلاثمائة 300 أربعمئة 400 أربعمائة 400 خمسمئة 500 خمسمائة 500 ستمئة 600 ستمائة \
                600 سبعمئة 700 سبعمائة 700 ثمانمئة 800 ثمانمائة 800 تسعمئة 900 تسعمائة 900 ألفان 2000 ألفين 2000 ألفي \
                2000 ألفا_ 2000 مليونان 2000000 مليونين 2000000 مليوني 2000000 ملياران 2e9 مليارين 2e9 ملياري 2e9",
        hundreds: "مئة مائة",
        scales: "ألف 1e3 ألفا 1e3 آلاف 1e3 مليون 1e6 مليونا 1e6 ملايين 1e6 مليار 1e9 مليارا 1e9 مليارات 1e9 بليون 1e9 \
                 تريليون 1e12",
        alone: "مئة مائة ألف مليون مليار",
        ones: "واحد واحدة أحد إحدى",
        ands: "و",
        ordinals: "أول 1 أولى 1 ثاني 2 ثالث 3 ثالثة 3 رابع 4 رابعة 4 خامس 5 خامسة 5 سادس 6 سادسة 6 سابع 7 سابعة 7 ثامن 8 \
                   ثامنة 8 تاسع 9 تاسعة 9 عاشر 10 عاشرة 10",
        parts: "نصف 2 ثلث 3 ربع 4 أرباع 4 أثلاث 3 أخماس 5 أعشار 10",
        dozens: "دزينة 12",
        about: "يقرب تقرب يقترب تقترب نحو حوالي قرابة زهاء يقارب تقارب يناهز تناهز بنحو بحوالي تقدر يقدر",
        over: "أكثر يزيد تزيد فوق يفوق تفوق يتجاوز تتجاوز تجاوز بأكثر لأكثر",
        under: "أقل يقل تقل دون بأقل",
        ranges: "إلى و أو حتى",
    },
];

/// Currencies: a code, with names in any language. Families of currencies have codes of our own: `DIN`, `KRO`, `PES`.
const CURRENCIES: [(&str, &str); 26] = [
    (
        "USD",
        "dollar dollars usd dólar dólares dolar دولار دولارا دولارات دولاري us$",
    ),
    ("EUR", "euro euros eur يورو"),
    (
        "GBP",
        "pound pounds sterling gbp livres livre libras libra pfund جنيه جنيها جنيهات",
    ),
    ("JPY", "yen yens jpy ين ينا"),
    ("CNY", "yuan yuans renminbi rmb cny يوان يوانا"),
    (
        "INR",
        "rupee rupees rs inr rupie rupien roupie roupies rupia rupias روبية روبيات",
    ),
    (
        "CHF",
        "franc francs franken chf franco francos فرنك فرنكا فرنكات",
    ),
    (
        "RUB",
        "rouble roubles ruble rubles rub rubel rublo rublos روبل روبلا",
    ),
    ("TRY", "lira liras lire try ليرة ليرات livre_turque"),
    ("DIN", "dinar dinars dinares دينار دينارا دنانير"),
    ("DIR", "dirham dirhams درهم درهما دراهم"),
    (
        "RIY",
        "riyal riyals rial rials riyales riales ريال ريالا ريالات",
    ),
    ("SHE", "shekel shekels schekel شيكل شيقل"),
    (
        "KRO",
        "krona kronor krone kroner crown crowns kronen couronne couronnes corona coronas كرونة كرونا كرونات",
    ),
    ("PES", "peso pesos بيزو"),
    ("KRW", "won وون"),
    ("PLN", "zloty zlotys złoty zlotych"),
    ("UAH", "hryvnia hryvnias hrywnja hrywnia"),
    ("BRL", "real_ reais reales"),
    ("NGN", "naira naïra نايرا"),
    ("SHI", "shilling shillings schilling chelín chelines شلن"),
    ("ZAR", "rand راند"),
    ("THB", "baht bahts بات_"),
    ("BDT", "taka takas"),
    ("IDR", "rupiah rupiahs"),
    ("FOR", "forint forints"),
];

/// Suffixes of figures that mean a scale: `250m`.
const SUFFIXES: &str = "m 1e6 mn 1e6 mln 1e6 bn 1e9 bln 1e9 b 1e9 tn 1e12 trn 1e12 k 1e3 mio 1e6 mrd 1e9 md 1e9 mds 1e9";

/// Months of the Levant, Iraq and the Maghreb, which CLDR lists under regional tags of Arabic. Months of two words are
/// read in `clock`.
const MONTHS_ARABIC: &str = "شباط 2 آذار 3 نيسان 4 أيار 5 حزيران 6 تموز 7 آب 8 أيلول 9 جانفي 1 فيفري 2 أفريل 4 ماي 5 \
                             جوان 6 جويلية 7 أوت 8 إبريل 4";

/// Role of one word in a cardinal number.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Numeral {
    /// The number one, which may also be an article.
    One,
    /// A number that is added to the words before it.
    Small(f64),
    /// Multiplies the words before it by a hundred.
    Hundred,
    /// Multiplies the words before it by a scale, such as a thousand.
    Scale(f64),
    /// A noun that counts by this number: *dozen*, *quarantaine*.
    Dozen(f64),
}

/// Folded vocabulary of one language.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub language: NumberLanguage,
    pub numerals: HashMap<String, Numeral>,
    pub alone: Vec<String>,
    ands: Vec<String>,
    pub ordinals: HashMap<String, f64>,
    pub parts: HashMap<String, f64>,
    pub suffixes: HashMap<String, f64>,
    pub hedges: HashMap<String, Hedge>,
    pub currencies: HashMap<String, &'static str>,
    pub months: HashMap<String, u8>,
    ranges: Vec<String>,
}

/// Languages whose number words have a grammar in `spelled` and `hours`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum NumberLanguage {
    English,
    German,
    French,
    Spanish,
    Arabic,
    Other,
}

impl Vocabulary {
    /// Collects the words of `language`; a language without a table gets months, suffixes and currencies only.
    pub(super) fn new(language: &str, months: &[(&'static str, u8)]) -> Self {
        let table = TABLES
            .into_iter()
            .find(|table| table.language == language)
            .unwrap_or(NONE);
        let mut numerals = HashMap::new();
        numerals.extend(list(table.ones).map(|word| (word, Numeral::One)));
        numerals.extend(pairs(table.small).map(|(word, value)| (word, Numeral::Small(value))));
        numerals.extend(list(table.hundreds).map(|word| (word, Numeral::Hundred)));
        numerals.extend(pairs(table.scales).map(|(word, value)| (word, Numeral::Scale(value))));
        numerals.extend(pairs(table.dozens).map(|(word, value)| (word, Numeral::Dozen(value))));
        let hedges = [
            (table.about, Hedge::About),
            (table.over, Hedge::Over),
            (table.under, Hedge::Under),
        ];
        let hedges = hedges
            .into_iter()
            .flat_map(|(words, hedge)| list(words).map(move |word| (word, hedge)));
        let arabic = if language == "ar" { MONTHS_ARABIC } else { "" };
        let months = months
            .iter()
            .map(|(name, month)| (fold(name.trim_end_matches('.')), *month));
        Vocabulary {
            language: match language {
                "en" => NumberLanguage::English,
                "de" => NumberLanguage::German,
                "fr" => NumberLanguage::French,
                "es" => NumberLanguage::Spanish,
                "ar" => NumberLanguage::Arabic,
                _ => NumberLanguage::Other,
            },
            numerals,
            alone: list(table.alone).collect(),
            ands: list(table.ands).collect(),
            ordinals: pairs(table.ordinals).collect(),
            parts: pairs(table.parts).collect(),
            suffixes: pairs(SUFFIXES).collect(),
            hedges: hedges.collect(),
            currencies: CURRENCIES
                .iter()
                .flat_map(|(code, words)| list(words).map(move |word| (word, *code)))
                .collect(),
            months: months
                .chain(pairs(arabic).map(|(word, value)| (word, value as u8)))
                .collect(),
            ranges: list(table.ranges).collect(),
        }
    }

    /// Returns the role of the number word `word`, and whether *and* is attached to it, as in Arabic.
    pub(super) fn numeral(&self, word: &str) -> Option<(Numeral, And)> {
        if word.is_empty() {
            return None;
        }
        if let Some(known) = self.numerals.get(word) {
            return Some((*known, And::No));
        }
        if self.language != NumberLanguage::Arabic {
            return None;
        }
        let (bare, and) = match word.strip_prefix('و') {
            Some(bare) => (bare, And::Yes),
            None => (word, And::No),
        };
        // Arabic attaches the article and prepositions too. The rest is folded again: without the prefix another
        // article may begin it.
        let prefixes = ["", "ال", "ب", "ل", "ف", "لل"];
        let found = prefixes
            .into_iter()
            .find_map(|prefix| self.numerals.get(&fold(bare.strip_prefix(prefix)?)));
        found.map(|numeral| (*numeral, and))
    }

    /// Returns the scale that `word` names, such as 1,000,000 for *million*.
    pub(super) fn scale(&self, word: &str) -> Option<f64> {
        match self.numerals.get(word)? {
            Numeral::Scale(scale) => Some(*scale),
            _ => None,
        }
    }

    pub(super) fn is_and(&self, word: &str) -> bool {
        self.ands.iter().any(|known| known == word)
    }

    /// Returns the hedge that `word` expresses about the number after it.
    pub(super) fn hedge(&self, word: &str) -> Option<Hedge> {
        let bare = word
            .strip_prefix('و')
            .filter(|_| self.language == NumberLanguage::Arabic);
        self.hedges
            .get(word)
            .or_else(|| self.hedges.get(bare?))
            .copied()
    }

    /// Returns whether `word` is a comparative, which hedges only with a *than*: `more`.
    pub(super) fn compares(&self, word: &str) -> bool {
        let word = word.trim_start_matches(['و', 'ب', 'ل']);
        matches!(
            word,
            "more"
                | "less"
                | "fewer"
                | "mehr"
                | "weniger"
                | "plus"
                | "moins"
                | "mas"
                | "menos"
                | "اكثر"
                | "اقل"
        )
    }

    /// Returns whether `word` may come between a hedge and its number: `than` of `more than`, `to` of `close to`.
    pub(super) fn is_than(&self, word: &str) -> bool {
        let than = match self.language {
            NumberLanguage::English => &["than", "to", "of", "the", "a", "an"][..],
            NumberLanguage::German => &["als", "die", "der", "den", "an", "um"],
            NumberLanguage::French => &[
                "de", "d", "que", "a", "des", "les", "un", "une", "du", "aux", "au",
            ],
            NumberLanguage::Spanish => &[
                "de", "que", "a", "los", "las", "el", "un", "una", "los", "del", "al",
            ],
            NumberLanguage::Arabic => &["من", "علي", "عن", "ب", "ما"],
            NumberLanguage::Other => &[],
        };
        than.contains(&word)
    }

    /// Returns whether `gap`, the text between two quantities, makes them a range.
    pub(super) fn is_range(&self, gap: &str) -> bool {
        let gap = gap.trim_matches([',', ' ']);
        matches!(gap, "-" | "–" | "—")
            || !gap.contains('.') && gap.len() < 24 && {
                let mut words = gap
                    .split([' ', '\u{A0}', '\u{202F}', '\'', '’'])
                    .filter(|word| !word.is_empty())
                    .peekable();
                words.peek().is_some()
                    && words
                        .all(|word| self.ranges.contains(&fold(word)) || matches!(word, "d" | "l"))
            }
    }
}

/// Whether a number word is preceded by *and*, or has it attached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum And {
    Yes,
    No,
}

fn list(words: &'static str) -> impl Iterator<Item = String> {
    words.split_whitespace().map(fold)
}

fn pairs(words: &'static str) -> impl Iterator<Item = (String, f64)> {
    let mut words = words.split_whitespace();
    std::iter::from_fn(move || {
        let (word, value) = (words.next()?, words.next()?);
        Some((
            fold(word),
            value
                .parse()
                .expect("the tables have a number after each word"),
        ))
    })
}
