//! What each language writes with a full stop inside a sentence, and the words that its sentences begin with:
//! CLDR's table, and short lists of our own where that lacks what news are full of. Used by `sentences` alone.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The table that `tools/cldr` generates.
mod cldr {
    include!("cldr/suppressions.rs.in");

    pub(super) fn of(language: &str) -> &'static [&'static str] {
        SUPPRESSIONS
            .iter()
            .find(|(tag, _)| *tag == language)
            .map_or(&[], |(_, words)| words)
    }
}

/// What the full stops of one language mean. Abbreviations are written without spaces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Abbreviations {
    /// CLDR's, sorted.
    cldr: &'static [&'static str],
    own: &'static AbbreviationLists,
    words: &'static AbbreviationSets,
}

/// The longer of our own lists, ready to be asked: every full stop of a text asks them.
#[derive(Debug)]
struct AbbreviationSets {
    inside: HashSet<&'static str>,
    either: HashSet<&'static str>,
    starters: HashSet<&'static str>,
}

impl AbbreviationSets {
    fn of(own: &AbbreviationLists) -> Self {
        let set = |list: &'static str| list.split_ascii_whitespace().collect();
        AbbreviationSets {
            inside: set(own.inside),
            either: set(own.either),
            starters: set(own.starters),
        }
    }
}

/// Those of each language of [`OWN`], then of none.
static WORDS: LazyLock<Vec<AbbreviationSets>> = LazyLock::new(|| {
    OWN.iter()
        .chain([&NONE])
        .map(AbbreviationSets::of)
        .collect()
});

/// Our own lists for one language.
#[derive(Debug)]
struct AbbreviationLists {
    language: &'static str,
    /// No sentence ends with these: titles, and what explains or counts what follows.
    inside: &'static str,
    /// These may end one: companies, months, streets.
    either: &'static str,
    /// These stand before numbers; before anything else they are words.
    before_number: &'static str,
    /// CLDR has these, but they are words, too, or usually end what they stand in.
    words: &'static str,
    /// Words that commonly begin a sentence and are no part of names.
    starters: &'static str,
}

impl Abbreviations {
    /// The abbreviations of the language with this tag; of one that has no list, none.
    pub(super) fn of(tag: &str) -> Self {
        let language = tag.split('-').next().unwrap_or(tag);
        let idx = OWN
            .iter()
            .position(|own| own.language.eq_ignore_ascii_case(language));
        let own = idx.map_or(&NONE, |idx| &OWN[idx]);
        Abbreviations {
            cldr: cldr::of(own.language),
            own,
            words: &WORDS[idx.unwrap_or(OWN.len())],
        }
    }

    /// Whether no sentence ends with `word`.
    pub(super) fn is_inside(self, word: &str) -> bool {
        self.words.inside.contains(word)
    }

    /// Whether `word` is an abbreviation that may end a sentence.
    pub(super) fn is_either(self, word: &str) -> bool {
        self.words.either.contains(word)
            || (self.cldr.binary_search(&word).is_ok() && !has(self.own.words, word))
    }

    /// Whether `word` is an abbreviation where a number follows.
    pub(super) fn is_before_number(self, word: &str) -> bool {
        has(self.own.before_number, word)
    }

    /// Whether `word` is a word, though short ones with a full stop are else initials.
    pub(super) fn is_word(self, word: &str) -> bool {
        has(self.own.words, word)
    }

    /// Whether `word` commonly begins a sentence.
    pub(super) fn is_starter(self, word: &str) -> bool {
        self.words.starters.contains(word)
    }

    /// Whether `word` abbreviates the rest of a list, in any language: what it ends may be a sentence or not.
    pub(super) fn ends_list(word: &str) -> bool {
        has("etc. Etc. al. usw. u.s.w. ecc. osv. enz.", word)
    }

    /// Whether days and the like are numbered with a full stop and names of months have a capital: `2. März`.
    pub(super) fn has_ordinals(self) -> bool {
        self.own.language == "de"
    }
}

fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// German nouns that are counted by ordinals, and months: `im 20. Jahrhundert`, `2. März`.
pub(super) fn is_numbered(noun: &str) -> bool {
    const NUMBERED: &str = "Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember \
        Jan Feb Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez Jahrhundert Jahrhunderts Jahrtausend Jahrtausends Jahrestag \
        Jahrestages Geburtstag Todestag Hochzeitstag Weltkrieg Weltkriegs Weltkrieges Mal Klasse Liga Bundesliga \
        Runde Spieltag Minute Stunde Tag Tage Woche Monat Lebensjahr Quartal Halbjahr Stock Etage Platz Bezirk \
        Kapitel Senat Zivilsenat Strafsenat Kammer Armee Division Brigade Bataillon Wahlperiode Legislaturperiode \
        Auflage Akt Satz Arrondissement Breitengrad Längengrad Parallele FC SC Amendment Zusatzartikel";
    has(NUMBERED, noun)
}

/// German words before a number that make it an ordinal: `der 3. Senat`.
pub(super) fn is_before_ordinal(word: &str) -> bool {
    const BEFORE: &str = "der die das den dem des am im zum zur vom beim ab bis seit jeder jede jedes ihr ihre \
        ihrem ihren sein seine seinem seinen Der Die Das Den Dem Am Im Zum Zur Vom Beim Ab Bis Seit";
    has(BEFORE, word)
}

static NONE: AbbreviationLists = AbbreviationLists {
    language: "und",
    inside: "",
    either: "",
    before_number: "",
    words: "",
    starters: "",
};

static OWN: [AbbreviationLists; 8] = [
    AbbreviationLists {
        language: "en",
        inside: "Mr. Mrs. Ms. Messrs. Mx. Dr. Drs. Prof. Rev. Hon. Gen. Lt. Col. Maj. Capt. Cpl. Sgt. Pfc. Pvt. Cmdr. \
            Adm. Brig. Gov. Sen. Sens. Rep. Reps. Pres. Supt. Det. Insp. Amb. Atty. Dir. Lt.Gov. Lt.Col. Lt.Gen. \
            Maj.Gen. Brig.Gen. Fr. vs. v. e.g. E.g. i.e. I.e. cf. viz. ca. approx. Approx. esp. incl. al-.",
        either: "Inc. Corp. Co. Cos. Ltd. Bros. Jr. Sr. Jan. Feb. Mar. Apr. Aug. Sept. Sep. Oct. Nov. Dec. Mon. Tue. Tues. \
            Wed. Thu. Thur. Thurs. Fri. St. Sts. Ste. Mt. Ft. Pt. Ave. Blvd. Rd. Dr. Hwy. Pkwy. Dept. Univ. Assn. Natl. \
            Intl. Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Md. Mass. Mich. Minn. Mont. \
            Neb. Nev. Okla. Ore. Pa. Tenn. Tex. Vt. Va. Wash. Wis. Wyo. est. Ph.D. EE.",
        before_number: "No. Nos. no. nos. Art. art. Sec. sec. Fig. fig. Vol. vol. Ch. ch. p. pp. Op. op. c. Cap. cap.",
        words: "AA. AB. AD. All. As. Act. By. Cap. Card. Cont. DC. Def. Do. Etc. Ex. Go. Hat. I. Id. In. Is. Jam. Job. \
            Joe. Lib. Link. Long. Mart. Min. OK. Ok. On. Or. Org. PC. PP. Pro. Sq. To. Up. Var. VS.",
        starters: "The A An It Its He His She Her They Their We Our You I This That These Those There Here In On At By \
            But And Or So Yet For From With Without After Before When While As If Although Though Because Since Until \
            During Under Over Among Between Despite Instead However Meanwhile Also Still Then Now Not No Nobody None \
            Some Many Most Several Both Each Every All Other Others Another Such What Who Where Why How Which Whether \
            Is Are Was Were Has Have Had Does Did Do Can Could Would Should Officials Police Authorities Earlier Later \
            Last Next Today Yesterday Two Three Four Five Six Seven Eight Nine Ten More Nearly About Only Even Once \
            According Asked To",
    },
    AbbreviationLists {
        language: "de",
        inside: "Hr. Hrn. Fr. Frl. Dr. Prof. Ing. Dipl. Mag. Gen. Sen. St. Nr. Nrn. Abs. Art. Kap. Bd. Hrsg. vgl. Vgl. \
            bzw. ca. Ca. sog. z.B. Z.B. d.h. D.h. u.a. U.a. v.a. V.a. s.o. s.u. i.d.R. u.U. z.T. Z.T. z.Zt. i.e. z. d. \
            insb. inkl. exkl. einschl. zzgl. abzgl. evtl. ggf. Ggf. geb. gest. ehem. verh. röm. österr. schweiz. u. o. \
            max. min. mind.",
        either: "Mio. Mrd. Tsd. Str. Co. Corp. Inc. Ltd. Jan. Feb. Apr. Aug. Sept. Sep. Okt. Nov. Dez. e.V. a.D. \
            n.Chr. v.Chr. Chr. o.Ä. o.ä. u.Ä. u.ä. usf. Hbf. Jh. Std. Min. Sek. Tel. a.M. a.d.",
        before_number: "S. § Rn. Fn. Abb. Tab. Ziff.",
        words: "Alt. Best. Di. Do. I. Max. Mi. Mod. Mo. PIN. Port. Prot. Rel. Sa. So. Test. Trans. am. ev. s. r. b.",
        starters: "Der Die Das Den Dem Des Ein Eine Einen Einem Einer Er Sie Es Wir Ihr Ich Im In Am An Auf Aus Bei \
            Beim Mit Nach Vor Von Vom Zum Zur Zu Für Um Über Unter Und Aber Doch Denn Dann Da Dies Diese Dieser Dieses \
            Diesen Diesem Auch So Seit Bis Wie Was Wer Wenn Weil Als Ob Nun Jetzt Heute Gestern Morgen Damit Dabei Dazu \
            Danach Dort Hier Nur Noch Schon Kein Keine Man Mehr Viele Einige Alle Beide Zwei Drei Vier Laut Während \
            Nachdem Trotz Wegen Allerdings Jedoch Zudem Außerdem Unterdessen Insgesamt Sein Seine Ihre Zwischen Gegen \
            Durch Ohne Zuvor Später Bisher Ist Sind War Waren Hat Haben",
    },
    AbbreviationLists {
        language: "fr",
        inside: "M. MM. Mgr. Dr. Pr. Me. St. Ste. Gén. Gal. Col. Cdt. cf. Cf. env. c.-à-d. p.ex. ex. vs.",
        either: "Cie. Inc. Corp. Co. Ltd. Jr. janv. févr. avr. juil. sept. oct. nov. déc. av. bd. av.J.-C. ap.J.-C. \
            J.-C. apr.J.-C.",
        before_number: "art. Art. p. pp. vol. no. n° chap. fig. t.",
        words: "All. aux. cam. dim. graph. ill. imm. jeu. lun. mar. Mart. mer. quart. sam. symb. ven. Var. voit. Desc. \
            dir. config. DC. etc.",
        starters: "Le La Les Un Une Des Du De Il Elle Ils Elles On Nous Vous Je Ce Cette Cet Ces En Dans À A Au Aux Pour \
            Par Sur Sous Avec Sans Mais Et Ou Or Donc Car Si Quand Lorsque Selon Après Avant Depuis Pendant Son Sa Ses \
            Leur Leurs Tous Toutes Plusieurs Deux Trois Qui Que Quel Quelle Où Ainsi Alors Enfin Ensuite Puis Cependant \
            Toutefois Aujourd Hier Ici Là Malgré Chez Entre Vers Ni Aucun Aucune Notre Nos Cela Ceux Celle L C D J N S Qu",
    },
    AbbreviationLists {
        language: "es",
        inside: "Sr. Sra. Srta. Sres. Sras. Dr. Dra. Dres. D. Dña. Dª. Prof. Profa. Gral. Gen. Cnel. Cap. Tte. Lic. \
            Licda. Ing. Arq. Excmo. Excma. Ilmo. Ilma. Mons. Rvdo. Fr. Sto. Sta. EE. JJ. FF. RR. SS. CC. DD. p.ej. \
            P.ej. p. cf. vs. aprox. Ud. Uds. Vd. Vds.",
        either: "UU. EE.UU. EEUU. OO. RR.HH. HH. AA. S.A. Cía. Inc. Corp. Ltd. Ltda. Av. Avda. ene. feb. abr. jun. jul. \
            ago. sept. oct. nov. dic. a.C. d.C. a.m. p.m. C. Jr.",
        before_number: "art. Art. núm. Núm. no. No. pág. págs. vol. cap. fig. n.",
        words: "All. Ant. Bien. CA. DC. Desc. Id. Kit. PP. RAM. Rol. SA. Seg. Sol. Trab. Var. col. dom. fund. jue. lun. \
            mar. may. mié. ms. sáb. ss. vid. vie. etc.",
        starters: "El La Los Las Un Una Unos Unas Lo Él Ella Ellos Ellas Yo En De Del A Al Con Sin Por Para Pero Y O E Ni \
            Si No Se Su Sus Es Son Era Fue Esta Este Esto Estos Estas Ese Esa Eso Esos Hay Ha Han Como Cuando Donde \
            Mientras Según Tras Desde Hasta Entre Sobre Ante Contra También Además Ayer Hoy Ahora Luego Después Antes \
            Muchos Varios Algunos Otros Dos Tres Qué Quién Cómo Nadie Nada Todo Todos Todas Aunque Porque Sólo Solo Más \
            Nuestro Nuestra Les Le Me Nos",
    },
    AbbreviationLists {
        language: "it",
        inside: "Sig. sig. Sigg. Sig.ra Dott. dott. Dr. dr. Prof. prof. Avv. avv. Ing. ing. On. on. Sen. Gen. Col. Mons. \
            S. Cfr. cfr. es. p.es. c.d.",
        either: "Inc. Corp. S.p.A. S.r.l. gen. feb. apr. giu. lug. ago. sett. ott. nov. dic. a.C. d.C.",
        before_number: "art. artt. n. nn. p. pp. vol. cap. fig.",
        words: "DC. Mod. all. arch. div. int. tab. ver. ecc.",
        starters: "Il Lo La I Gli Le Un Una Uno L In Di Da Dal Dalla Nel Nella Nei Con Per Su Sul Tra Fra Ma E Ed O Non Si Se È \
            Sono Era Ha Hanno Che Chi Come Quando Dove Mentre Secondo Dopo Prima Questo Questa Questi Anche Ieri Oggi \
            Ora Poi Due Tre Tutti Molti Alcuni A Al Alla",
    },
    AbbreviationLists {
        language: "pt",
        inside: "Sr. Sra. Srs. Sras. Dr. Dra. Drs. Prof. Profa. Eng. Gen. Cel. Cap. D. Dom. Exmo. Exma. Mons. Pe. Sto. \
            Sta. p.ex. cf. vs. aprox.",
        either: "Inc. Corp. Ltda. Ltd. Cia. S.A. Av. jan. fev. abr. mai. jun. jul. ago. set. out. nov. dez. a.C. d.C. Jr.",
        before_number: "art. Art. núm. n. nº. pág. p. pp. vol. cap. fig. séc.",
        words: "Mar. cat. com. comp. cont. des. end. esp. ex. fem. fil. fot. fr. hist. ind. l. lat. lit. long. mar. mat. mov. \
            org. pal. pol. port. prod. rel. res. rod. sup. tel. port. etc.",
        starters: "O A Os As Um Uma Uns Umas Ele Ela Eles Elas Eu Em No Na Nos Nas De Do Da Dos Das Ao À Aos Às Com Sem \
            Por Para Pelo Pela Mas E Ou Se Não Seu Sua Seus Suas É São Foi Este Esta Esse Essa Isso Isto Há Como Quando \
            Onde Enquanto Segundo Após Desde Até Entre Sobre Contra Também Além Ontem Hoje Agora Depois Antes Muitos \
            Alguns Dois Duas Três Quem Ninguém Tudo Todos",
    },
    AbbreviationLists {
        language: "ru",
        inside: "г. гг. ул. пр. д. им. т. тов. акад. проф. доц. ген. см. ср. напр. т.е. т.н. т.к. св. стр. с. п. пп. ст.",
        either: "руб. коп. тыс. млн. млрд. янв. февр. апр. авг. сент. окт. нояб. дек. н.э.",
        before_number: "№ гл. рис.",
        words: "т.д. т.п.",
        starters: "Он Она Они Оно Мы Вы Я Это Эта Этот Эти Но И А Или В Во На По С Со К От До Из У О Об За Для При Как Так \
            Если Когда Где Что Кто Уже Также Ранее Однако После Перед Не Нет Все Его Её Их",
    },
    AbbreviationLists {
        language: "ar",
        inside: "د. أ. م. ا. ج. ص. ت. ط. هـ. ق. أ.د. د.م. ص.ب. ع. مج. تح. انظر.",
        either: "ق.م. ش.م.م. ش.م.ل. ج.م.ع.",
        before_number: "رقم. ق.",
        words: "",
        starters: "",
    },
];
