//! Word lists that tell names from other words, by language: sentence starters, titles, verbs of saying, Arabic given
//! names. Data only; how each list counts as evidence is decided in `cased`, `german` and `arabic`.
//!
//! Lists are compiled with `grammar::key`, the same as the words of texts, so that both compare.

use std::collections::HashSet;

use super::grammar::{Grammar, key};

/// Words that are elided before an apostrophe, in Romance languages.
pub(crate) const ELISIONS: [&str; 14] = [
    "l", "d", "s", "n", "m", "t", "c", "j", "qu", "jusqu", "lorsqu", "puisqu", "quelqu", "dell",
];

/// Titles written with a full stop, which does not end a sentence.
pub(crate) const ABBREVIATED: [&str; 14] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Gen", "Sen", "Gov", "Lt", "Col", "Sgt", "Hr", "Fr",
];

/// Words that begin sentences and are not part of a name; in English, French, Spanish and German.
const STARTERS: &str = "the a an this that these those in on at by for from to of with without after before during \
    since until under over about around near between among across against through within into as if when while where \
    because although though but and or nor yet so however meanwhile still also even only just both each every all some \
    many most more few several no not it its he she they we you i his her their our my your there here who what which \
    how why then now today yesterday tomorrow last next first second third former earlier later once again instead \
    according despite besides unlike like such other another one two three four five six seven eight nine ten \
    le la les l un une des du de d au aux ce cet cette ces son sa ses leur leurs mon ma mes notre nos votre vos et ou \
    mais donc or ni car dans sur sous en pour par avec sans chez vers selon depuis pendant apres avant entre contre des \
    lors quand si comme que qui dont il elle ils elles on nous vous je tu y plus moins tres environ pres hier \
    aujourd demain deja encore aussi enfin ainsi cependant toutefois alors puis ensuite chaque tous toute toutes \
    el los las una unos unas lo al del y o pero sino porque cuando donde como segun desde hasta hacia sobre tras sin \
    con para ante bajo mientras aunque si no ya tambien ademas ayer hoy manana este esta estos estas ese esa su sus \
    mi se le les nos hay era es fue tanto cada todo toda todos todas otro otra tres dos \
    der die das den dem ein eine einen einem einer und oder aber auch nach vor bei mit von zu im am um aus auf fur \
    uber unter durch gegen ohne seit bis wahrend wenn als da weil doch noch nur schon so sie er es wir ihr sein seine \
    wie was wer wo laut etwa rund fast dort hier nun jetzt danach zuvor spater am im vom zum zur alle viele mehr \
    neben trotz gegenuber anders statt ausser zwischen innerhalb ausserhalb hinter jenseits dank gemass zufolge solche manche einige \
    mehrere beide jeder jede kein keine diese dieser dieses jene dass ob damit dabei dazu davon dafur daruber insgesamt bisher bereits \
    zuletzt erst kurz spatestens mindestens allein ihre ihren seinen dessen deren erstmals \
    nearly almost roughly only those along including amid beyond whether everyone nobody none \
    parmi malgre sauf outre grace faute lorsque tandis afin durante junto ambos varios algunos ninguna cerca casi";

/// Titles, offices and common nouns that precede a name and are not part of it.
const TITLES: &str = "mr mrs ms miss dr prof professor sir lord lady king queen prince princess president premier \
    chancellor minister secretary senator governor mayor ambassador envoy judge justice prosecutor attorney lawyer \
    general colonel captain major sergeant lieutenant commander admiral officer sheriff inspector detective chief \
    director chairman chairwoman chair chairperson head leader founder owner manager spokesman spokeswoman spokesperson \
    councillor councilor deputy commissioner congressman congresswoman representative lawmaker engineer scientist \
    researcher economist analyst historian author writer editor teacher doctor nurse coach captain striker winner \
    champion rival runner singer actor actress artist organiser organizer expert pastor bishop cardinal pope imam sheikh \
    ayatollah rabbi reverend father sister brother saint st prime foreign finance defence defense interior health \
    education justice labour labor culture energy trade agriculture environment opposition vice former ex court police \
    opponents residents officials witnesses firefighters researchers scientists analysts prosecutors critics \
    m mme mlle me madame monsieur docteur maitre juge procureur avocat avocate ministre maire senateur depute deputee \
    ancien ancienne chef cheffe directeur directrice porte parole ingenieur ingenieure historien historienne \
    economiste analyste chercheur chercheuse professeur capitaine general colonel commandant reine roi prince princesse \
    pape mgr saint sainte gouverneur gouverneure presidente \
    senor senora don dona doctor doctora presidente presidenta ministra alcalde alcaldesa juez jueza fiscal gobierno estado estados parlamento ayuntamiento ministerio ejecutivo congreso senado policia ejercito presidencia consejo iglesia etat parlement assemblee senat gouvernement parliament government congress senate cabinet state assembly council church army navy abogado \
    abogada senador senadora diputado diputada gobernador gobernadora director directora jefe jefa portavoz ingeniero \
    ingeniera economista analista historiador historiadora investigador investigadora profesor profesora capitan rey \
    reina papa san santa concejal";

/// Endings of German words for persons, or for things that have a name; stems as `grammar::key` makes them.
pub(crate) const GERMAN_TITLES: &[&str] = &[
    "minist",
    "ministerin",
    "prasident",
    "prasidentin",
    "chef",
    "chefin",
    "sprech",
    "sprecherin",
    "leit",
    "leiterin",
    "richt",
    "richterin",
    "anwalt",
    "anwaltin",
    "forsch",
    "forscherin",
    "direktor",
    "direktorin",
    "okonom",
    "okonomin",
    "analyst",
    "analystin",
    "ingenieur",
    "ingenieurin",
    "kanzl",
    "kanzlerin",
    "meist",
    "meisterin",
    "historik",
    "historikerin",
    "train",
    "trainerin",
    "premi",
    "konig",
    "konigin",
    "papst",
    "general",
    "kommissar",
    "kommissarin",
    "abgeordnet",
    "senator",
    "senatorin",
    "gouverneur",
    "gouverneurin",
    "professor",
    "professorin",
    "doktor",
    "herr",
    "frau",
    "lehr",
    "lehrerin",
    "fuhr",
    "fuhrerin",
    "autor",
    "autorin",
    "kolleg",
    "kollegin",
    "expert",
    "expertin",
    "partei",
    "stadt",
    "dorf",
    "insel",
    "provinz",
    "region",
    "gemeind",
    "fluss",
    "verein",
    "firma",
    "konzern",
    "bank",
    "gewerkschaft",
    "organisation",
    "grupp",
    "kandidat",
    "kandidatin",
    "schauspiel",
    "schauspielerin",
    "sang",
    "sangerin",
    "vorsitzend",
    "rat",
    "ratin",
    "mann",
    "kraft",
    "leut",
    "land",
    "zeitschrift",
    "zeitung",
    "magazin",
    "sekretar",
    "sekretarin",
    "veranstalt",
    "veranstalterin",
    "spiel",
    "spielerin",
    "sieg",
    "siegerin",
    "laufer",
    "lauferin",
    "kommandant",
    "kommandeur",
    "botschaft",
    "botschafterin",
    "dr",
    "prof",
    "nachbar",
    "staatsanwalt",
    "unternehm",
    "unternehmerin",
    "bischof",
    "team",
    "klub",
    "verteidig",
    "verteidigerin",
    "gutacht",
    "gutachterin",
    "pfarr",
    "pfarrerin",
    "arzt",
    "arztin",
    "soldat",
    "soldatin",
    "polizist",
    "polizistin",
    "fahr",
    "fahrerin",
    "torwart",
    "sturm",
    "sturmerin",
    "aktivist",
    "aktivistin",
    "journalist",
    "journalistin",
    "reporterin",
    "wissenschaftl",
    "wissenschaftlerin",
    "grund",
    "grunderin",
    "intendant",
    "intendantin",
    "kurator",
    "kuratorin",
    "kapitan",
    "pilot",
    "pilotin",
    "student",
    "studentin",
    "zeug",
    "zeugin",
    "olog",
    "ologin",
    "chemik",
    "chemikerin",
    "physik",
    "physikerin",
    "landwirt",
    "landwirtin",
    "mediziner",
    "medizinerin",
    "sekretarin",
    "prasidium",
    "vorstand",
    "notar",
    "kunstl",
    "kunstlerin",
    "schriftstell",
    "schriftstellerin",
];

/// German measures and times, which precede a noun and are not names.
const GERMAN_MEASURES: &str = "prozent million millionen milliarde milliarden mio mrd euro dollar franken pfund tonne \
    tonnen kilo kilogramm gramm meter kilometer hektar liter grad stunde stunden minute minuten sekunde sekunden tag \
    tage tagen woche wochen monat monate monaten jahr jahre jahren ende anfang mitte uhr ab art teil zahl menge dutzend \
    paar viertel drittel halfte hundert tausend mal euros cent stuck quadratmeter quadratkilometer prozentpunkt \
    prozentpunkte rund richtung januar februar marz april mai juni juli august september oktober november dezember \
    montag dienstag mittwoch donnerstag freitag samstag sonntag sonnabend";

/// German nouns that follow `in`, `aus` or `nach` without an article.
const GERMAN_BARE: &str = "haft gewahrsam kraft gefahr betrieb hohe form teilen folge richtung zukunft wahrheit not auftrag frage \
    brand ordnung planung arbeit sicherheit freiheit frieden krieg trummern angst sicht sorge protest sichtweite \
    angaben ansicht meinung auskunft informationen einschatzung berechnungen schatzungen auffassung hause beginn ende \
    ostern weihnachten mitternacht verhandlungen gesprachen berichten prufung abschluss jahren monaten wochen tagen \
    stunden minuten norden suden osten westen gold silber holz stein stahl glas eis wasser luft gas strom aussicht \
    rechnung anspruch kontakt kauf umlauf verbindung zusammenarbeit abstimmung gruppen bewegung szene serie gehalter lohne schulen kliniken hausern schaden betrieben produktion forschung bildung \
    renten straßen brucken wohnungen raten kisten kliniken lagern zelten heimen booten bussen zugen rede verkehr";

/// Verbs of saying: a subject without an article beside one is a name.
const SAYING: &str = "said says told adds added called argued warned announced explained insisted predicted admitted \
    sagte sagt erklarte teilte betonte warnte meinte nannte schrieb berichtete rief forderte kritisierte lobte \
    antwortete kundigte bezeichnete sprach \
    dit declare declarait affirme explique ajoute estime precise indique annonce assure prevenu selon juge \
    dijo dice afirmo anadio explico aseguro senalo declaro advirtio recordo conto opino";

/// Everyday abbreviations, which need no source.
const ABBREVIATIONS: &str = "gdp ceo cfo tv ai dna rna pc it id pr hr km kg mw gw kw co2 usb gps nr st dr pib pdg bip \
    ceo oecd led lng pm am ok ii iii iv vi vii viii ix xi xii ad bc";

/// Arabic verbs and phrases that a name follows; stems as `grammar::key` makes them.
const ARABIC_SAYING: &str = "قال قالت وقال وقالت اكد اكدت واكد واكدت ذكر ذكرت وذكر وذكرت اعلن اعلنت واعلن واعلنت اضاف \
    اضافت واضاف واضافت صرح صرحت اوضح اوضحت واوضح واوضحت يري تري ويري وتري تقول يقول راي رات شدد شددت رد ردت وردت ورد حذر \
    حذرت وحذر وحذرت اشار اشارت واشار واشارت اعتبر اعتبرت وصف وصفت ووصف ووصفت هنا وهناه وهناها كتب كتبت دعا دعت ودعا ودعت \
    تحدث تحدثت وتحدث وتحدثت ختم ختمت وختم وختمت";

/// Arabic titles and nouns that a person's name follows.
const ARABIC_TITLES: &str = "رييس رييسه وزير وزيره مدير مديره محافظ محافظه قاضي قاضيه محامي محاميه محاميه خبير خبيره باحث باحثه \
    مورخ محلل محلله ممرض ممرضه قبطان مهندس مهندسه قايد ناطق متحدث متحدثه زعيم زعيمه نايب نايبه عضو منظم عالم عداء عداءه عدا طبيب \
    طبيبه دكتور دكتوره سيد سيده شيخ امير ملك ملكه عقيد لواء لوا عميد نقيب معلم مدرب كاتب شاعر ممثل سفير سفيره مبعوث مسوول \
    مسووله مرشح مرشحه مغني لاعب لاعبه اطفاءي اطفايي مستشار مستشاره صحفي صحفيه ناشط ناشطه مفوض وزرا وزراء حارس مهاجم مدافع هداف \
    زوجه شقيق شقيقه ابنه والد والده نجل ارمله مزارع مزارعه طالب طالبه معلمه استاذ استاذه بروفسور بروفيسور ممثله منسق منسقه ضابط \
    جنرال عمده مخرج مطرب رءيس مواطن مواطنه متهم كابتن مديره ممرضه";

/// Arabic words that follow a name, or are found where one might be, and are no part of it.
const ARABIC_OTHERS: &str = "ان الي علي في من عن مع بعد قبل هذا هذه ذلك تلك التي الذي هو هي هم كان كانت يكون تكون لا لم لن ما قد \
    كل بعض غير بين عند حول خلال منذ حتي او ثم كما لكن اذ اذا حيث بانه بانها انه انها له لها لهم به بها فيه فيها عليه عليها منه منها \
    عام يوم سنه شهر مساء مسا صباح امس اليوم غدا نفسه نفسها وحده وحدها ايضا ضد لدي تحت فوق دون عبر نحو عاما سنوات مسوولون مصادر \
    شهود سكان خبراء محللون وكاله بيان مصدر مسوول ناطق متحدث تقرير اول ثاني ثالث اخر اخري احد باسم لوكاله لصحيفه للصحفيين \
    لاول مره يقول تقول يري تري بذلك هناك هنا انا نحن وهو وهي الا سوي فقط بلقب لقب مساء هاتفيا";

/// Arabic given names that are hardly ever other words.
const ARABIC_GIVEN: &str = "مي محمد احمد محمود مصطفي علي حسين حسن ابراهيم اسماعيل يوسف يونس عمر عثمان خالد طارق عبدالله عبد حمزه حيدر \
    عباس جعفر كاظم موسي عيسي داود سليمان مروان سفيان زياد غسان هشام وسام بسام حسام عصام هيثم جورج الياس بطرس بولس ميشال \
    انطوان جوزيف شربل فاطمه خديجه عايشه مريم زينب رقيه سعاد ليلي هاله رانيا دانيا نادين نادر ياسر ياسمين رشا ربي سوسن سمر \
    منال مها ريما رولا لينا دينا هناء هنا انور ايمن اشرف شريف عمرو تامر وايل نايل باسل مازن مهند قصي عدي لوي فيصل سلمان \
    تركي بندر نايف مشعل جاسم راشد حمد خليفه زايد منصور سلطان هيا شيخه مارك بيتر جون جيمس ديفيد دافيد مايكل روبرت وليام \
    توماس بول جان فرانسوا ماري صوفيا صوفي انا ايلينا ايرينا اولغا ناتاليا سيرغي فلاديمير ديمتري ايفان ستيفان نيكولاس الكسندر \
    مارتا مارثا كلارا جوانا جوليا لوسيا كارلوس خوسيه بيدرو باولو هوغو ميلان نادر ناديا ناديه كريستينا سارا ساره دانيال \
    ايفانا بترا اناماري لارس سفين يان اريك نيلز اندرياس ستيفن ستيف جورجيا هيلين هيلينا كاثرين كيت اليزابيث فيكتوريا روزا لوكا ماركو \
    ماريو داريو انطونيو فرانشيسكو الفارو ميغيل خافيير رافاييل لويس هنري شارل فيليب ايمانويل برونو نونو تياغو ريكاردو فرناندو \
    ايلي ماثيو اندرو جوش كريس دونالد جو باراك هيلاري تشارلز وينستون عبير سمير كمال جمال طلال بلال هاني رامي سامي فادي شادي \
    وليد زياد معتز عادل فارس جوزفين جوليان سيمون ليو وي تشن لي كيم ناريندرا عمران نواز شهباز جوناس هانز كلاوس فريدريش غابرييل انجيلا اورسولا شارلوت كينجي هيروشي سونيتا راجيف غريس كوامي امينه فريده انيسه رووف عمران";

/// Arabic nouns for places and organizations, which their names follow.
const ARABIC_HEADS: &str = "تنظيم مدينة محافظة مخيم قرية إقليم جمهورية دولة مملكة شركة حزب مركز بنك مصرف نهر وادي جزيرة منطقة بلدة ميناء سد مطار \
    جامعة صحيفة نادي ولاية بلدية حي جبل بحيرة مضيق خليج اتحاد قبيلة مؤسسة معهد مستشفى جسر قناة مقاطعة قضاء ناحية وكالة حركة جبهة جماعة رواية سفينة";

/// Arabic words for directions, which a place follows.
const ARABIC_DIRECTIONS: &str = "شرق غرب شمال جنوب شرقي غربي شمالي جنوبي قرب سواحل ساحل عاصمة";

/// The lists of this file, compiled for lookups: one field for each constant, plus Arabic cities from `nationals`.
#[derive(Debug)]
pub struct NameTables {
    pub starters: WordSet,
    pub titles: WordSet,
    pub saying: WordSet,
    pub abbreviations: WordSet,
    pub german_measures: WordSet,
    pub german_bare: WordSet,
    pub arabic_saying: WordSet,
    pub arabic_titles: WordSet,
    pub arabic_others: WordSet,
    pub arabic_given: WordSet,
    pub arabic_cities: WordSet,
    pub arabic_heads: WordSet,
    pub arabic_directions: WordSet,
}

/// A set of word keys.
#[derive(Debug)]
pub struct WordSet(HashSet<String>);

impl WordSet {
    fn new(list: &'static str, grammar: Grammar) -> Self {
        WordSet(
            list.split_whitespace()
                .map(|word| key(word, grammar))
                .collect(),
        )
    }

    /// Returns whether the key `word` is in the set.
    pub fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

impl Default for NameTables {
    fn default() -> Self {
        NameTables {
            starters: WordSet::new(STARTERS, Grammar::Cased),
            titles: WordSet::new(TITLES, Grammar::Cased),
            saying: WordSet::new(SAYING, Grammar::Cased),
            abbreviations: WordSet::new(ABBREVIATIONS, Grammar::Cased),
            german_measures: WordSet::new(GERMAN_MEASURES, Grammar::German),
            german_bare: WordSet::new(GERMAN_BARE, Grammar::German),
            arabic_saying: WordSet::new(ARABIC_SAYING, Grammar::Arabic),
            arabic_titles: WordSet::new(ARABIC_TITLES, Grammar::Arabic),
            arabic_others: WordSet::new(ARABIC_OTHERS, Grammar::Arabic),
            arabic_given: WordSet::new(ARABIC_GIVEN, Grammar::Arabic),
            arabic_cities: WordSet::new(super::nationals::ARABIC_CITIES, Grammar::Arabic),
            arabic_heads: WordSet::new(ARABIC_HEADS, Grammar::Arabic),
            arabic_directions: WordSet::new(ARABIC_DIRECTIONS, Grammar::Arabic),
        }
    }
}
