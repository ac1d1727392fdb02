//! Words for people and things of countries where they do not follow from the country's name: capitalised nouns and
//! adjectives in English, French and German, and Arabic adjectives. Also cities in Arabic, which no capitals mark.
//! Data for `countries` and `tables`.

/// By country code: capitalised words in English, German and French.
pub(super) const CAPITALIZED: [(&str, &str); 58] = [
    (
        "AR",
        "Argentine Argentinian Argentinians Argentinier Argentinierin Argentin Argentins",
    ),
    (
        "AU",
        "Australian Australians Australier Australierin Australien Australiens",
    ),
    (
        "AT",
        "Austrian Austrians Österreicher Österreicherin Autrichien Autrichiens",
    ),
    ("BE", "Belgian Belgians Belgier Belgierin Belge Belges"),
    ("BF", "Burkinabe Burkinabè Burkinabé Burkinabès"),
    (
        "BG",
        "Bulgarian Bulgarians Bulgare Bulgarin Bulgaren Bulgares",
    ),
    (
        "BR",
        "Brazilian Brazilians Brasilianer Brasilianerin Brésilien Brésiliens",
    ),
    (
        "CA",
        "Canadian Canadians Kanadier Kanadierin Canadien Canadiens",
    ),
    ("CL", "Chilean Chileans Chilene Chilenen Chilien Chiliens"),
    ("CN", "Chinese Chinesen Chinesin Chinois Chinoise"),
    (
        "CO",
        "Colombian Colombians Kolumbianer Kolumbianerin Colombien Colombiens",
    ),
    (
        "CZ",
        "Czech Czechs Tscheche Tschechen Tschechin Tchèque Tchèques",
    ),
    (
        "DE",
        "German Germans Deutsche Deutschen Deutscher Allemand Allemands Allemande",
    ),
    ("DK", "Danish Danes Däne Dänen Dänin Danois Danoise"),
    (
        "DZ",
        "Algerian Algerians Algerier Algerierin Algérien Algériens",
    ),
    ("EE", "Estonian Estonians Estonien Estoniens"),
    (
        "EG",
        "Egyptian Egyptians Ägypter Ägypterin Égyptien Égyptiens",
    ),
    (
        "ES",
        "Spanish Spaniard Spaniards Spanier Spanierin Espagnol Espagnols",
    ),
    (
        "ET",
        "Ethiopian Ethiopians Äthiopier Äthiopierin Éthiopien Éthiopiens",
    ),
    ("FI", "Finnish Finns Finne Finnen Finnin Finlandais"),
    (
        "FR",
        "French Frenchman Franzose Franzosen Französin Français Française",
    ),
    (
        "GB",
        "British Briton Britons Scottish Welsh Brite Briten Britin Britannique Britanniques",
    ),
    ("GR", "Greek Greeks Grieche Griechen Griechin Grec Grecs"),
    (
        "HR",
        "Croatian Croatians Croat Croats Kroate Kroaten Kroatin Croate Croates",
    ),
    ("HU", "Hungarian Hungarians Ungar Ungarn Ungarin Hongrois"),
    ("IE", "Irish Irishman Iren Irlandais"),
    ("IL", "Israeli Israelis Israelin Israélien Israéliens"),
    ("IN", "Indian Indians Inder Inderin Indien Indiens"),
    ("IQ", "Iraqi Iraqis Iraker Irakerin Irakien Irakiens"),
    ("IR", "Iranian Iranians Iraner Iranerin Iranien Iraniens"),
    (
        "IT",
        "Italian Italians Italiener Italienerin Italien Italiens",
    ),
    ("JP", "Japanese Japaner Japanerin Japonais"),
    ("KE", "Kenyan Kenyans Kenianer Kenianerin Kényan Kényans"),
    (
        "LT",
        "Lithuanian Lithuanians Litauer Litauerin Lituanien Lituaniens",
    ),
    ("LV", "Latvian Latvians Lette Letten Lettin Letton Lettons"),
    (
        "MA",
        "Moroccan Moroccans Marokkaner Marokkanerin Marocain Marocains",
    ),
    (
        "MX",
        "Mexican Mexicans Mexikaner Mexikanerin Mexicain Mexicains",
    ),
    (
        "NL",
        "Dutch Dutchman Niederländer Niederländerin Néerlandais",
    ),
    (
        "NO",
        "Norwegian Norwegians Norweger Norwegerin Norvégien Norvégiens",
    ),
    (
        "PE",
        "Peruvian Peruvians Peruaner Peruanerin Péruvien Péruviens",
    ),
    ("PL", "Polish Polen Polonais"),
    ("PT", "Portuguese Portugiese Portugiesen Portugais"),
    (
        "RO",
        "Romanian Romanians Rumäne Rumänen Rumänin Roumain Roumains",
    ),
    (
        "RS",
        "Serbian Serbians Serb Serbs Serbe Serben Serbin Serbes",
    ),
    ("RU", "Russian Russians Russe Russen Russin Russes"),
    ("SD", "Sudanese Sudanesen Sudanese Soudanais"),
    (
        "SE",
        "Swedish Swede Swedes Schwede Schweden Schwedin Suédois",
    ),
    (
        "SI",
        "Slovenian Slovenians Slovene Slowene Slowenen Slowenin Slovène Slovènes",
    ),
    (
        "SK",
        "Slovak Slovaks Slowake Slowaken Slowakin Slovaque Slovaques",
    ),
    ("SN", "Senegalese Senegalesen Sénégalais"),
    ("SY", "Syrian Syrians Syrer Syrerin Syrien Syriens"),
    ("TG", "Togolese Togoer Togolais"),
    (
        "TN",
        "Tunisian Tunisians Tunesier Tunesierin Tunisien Tunisiens",
    ),
    ("TR", "Turkish Turk Turks Türke Türken Türkin Turc Turcs"),
    (
        "UA",
        "Ukrainian Ukrainians Ukrainer Ukrainerin Ukrainien Ukrainiens",
    ),
    (
        "US",
        "American Americans Amerikaner Amerikanerin Américain Américains",
    ),
    (
        "VE",
        "Venezuelan Venezuelans Venezolaner Venezolanerin Vénézuélien Vénézuéliens",
    ),
    ("ZA", "Südafrikaner Südafrikanerin"),
];

/// By country code: the Arabic adjective, from which its other forms are derived, and irregular plurals.
pub(super) const ARABIC: [(&str, &str, &str); 40] = [
    ("US", "أمريكي أميركي", "أمريكيون أميركيون"),
    ("GB", "بريطاني", "بريطانيون"),
    ("FR", "فرنسي", "فرنسيون"),
    ("DE", "ألماني", "ألمان"),
    ("ES", "إسباني", "إسبان"),
    ("IT", "إيطالي", "إيطاليون"),
    ("PT", "برتغالي", "برتغاليون"),
    ("CH", "سويسري", "سويسريون"),
    ("AT", "نمساوي", "نمساويون"),
    ("SE", "سويدي", "سويديون"),
    ("NO", "نرويجي", "نرويجيون"),
    ("DK", "دنماركي دانماركي", "دنماركيون"),
    ("FI", "فنلندي", "فنلنديون"),
    ("NL", "هولندي", "هولنديون"),
    ("BE", "بلجيكي", "بلجيكيون"),
    ("PL", "بولندي", "بولنديون"),
    ("GR", "يوناني", "يونانيون"),
    ("TR", "تركي", "أتراك"),
    ("RU", "روسي", "روس"),
    ("UA", "أوكراني", "أوكرانيون"),
    ("CN", "صيني", "صينيون"),
    ("JP", "ياباني", "يابانيون"),
    ("IN", "هندي", "هنود"),
    ("PK", "باكستاني", "باكستانيون"),
    ("IR", "إيراني", "إيرانيون"),
    ("IQ", "عراقي", "عراقيون"),
    ("SA", "سعودي", "سعوديون"),
    ("KW", "كويتي", "كويتيون"),
    ("QA", "قطري", "قطريون"),
    ("AE", "إماراتي", "إماراتيون"),
    ("SY", "سوري", "سوريون"),
    ("LB", "لبناني", "لبنانيون"),
    ("EG", "مصري", "مصريون"),
    ("SD", "سوداني", "سودانيون"),
    ("MA", "مغربي", "مغاربة"),
    ("DZ", "جزائري", "جزائريون"),
    ("TN", "تونسي", "توانسة"),
    ("BR", "برازيلي", "برازيليون"),
    ("AR", "أرجنتيني", "أرجنتينيون"),
    ("ET", "إثيوبي", "إثيوبيون"),
];

/// Cities that are often in the news, in Arabic.
pub(super) const ARABIC_CITIES: &str = "بغداد دمشق بيروت عمان القاهرة الرياض الدوحة أبوظبي دبي مسقط المنامة صنعاء عدن طهران أنقرة \
    إسطنبول تونس الرباط طرابلس بنغازي الخرطوم مقديشو نواكشوط البصرة الموصل أربيل حلب حمص كسلا أسوان الإسكندرية باريس لندن برلين \
    مدريد لشبونة فيينا جنيف زيورخ بروكسل لاهاي أمستردام كوبنهاغن ستوكهولم أوسلو هلسنكي وارسو براغ بودابست بوخارست صوفيا أثينا \
    موسكو كييف واشنطن نيويورك أوتاوا مكسيكو بوينس برازيليا سانتياغو ليما بوغوتا كراكاس بكين شنغهاي طوكيو سيول دلهي نيودلهي \
    إسلام كراتشي كابول دكا بانكوك جاكرتا مانيلا سيدني كانبرا نيروبي أديس كمبالا لاغوس أبوجا داكار باماكو الزرقاء العقبة";
