"""Word lists for hyphens in Dutch: which parts take one, after the Leidraad (Groene Boekje) and usage."""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


AND_OR = _words("en of en/of én óf c.q. cq resp. respectievelijk noch versus vs. & + / and or und oder")
"""After these a hyphen at the line's end stands for a part left out: midden- en kleinbedrijf."""

LESS_SURE = _words("tot dan als maar naar evenals alsmede alsook danwel to")
"""Mostly so too, but also the second syllable of a word: zo-als."""

LITTLE_WORDS = _words(
    "aan af bij de den der en er het in met mijn na naar of om op over te ten ter tot uit van voor zich "
    "and at by for from in of on or out the to up de la le les du"
)

HYPHEN_PREFIXES = _words(
    "niet ex non oud quasi collega kandidaat interim adjunct aspirant substituut stagiair leerling "
    "assistent chef ad-interim bijna live zogenaamd would-be"
)
"""First parts that take a hyphen before any word; a joined word in the dictionary is heard first."""

ABBREVIATIONS = _words(
    "aio aids aow anw avg awbz bijl bv btw cao cao's cd ceo cfo cito eu ggd ggz havo hbo hiv hrm ict "
    "iq ivf "
    "jgz lbo lhbti lhbtiq mavo mbo mer mkb mri nato navo ngo npo nv oecd oeso ov ozb pabo pc pgb po ppp "
    "pps rea roc soa sms tbs tv twv ufo uva uwv vmbo vn vo vrom vso vut vwo wajong wao wc wia wlz wmo wo woo "
    "wozoe woz wsw ww xtc zbo zzp zzp'er ai dna vip app gps lpg led ecg esg bbp bnp tbc rug wsnp d66 pvda"
)
"""Abbreviations that usage writes in small letters; in capitals they speak for themselves."""

PREFIXES_IN_VOWEL = _words(
    "anti auto bi bio co contra de eco euro extra foto geo giga hetero homo infra intra macro mede mee mega "
    "meta micro mini mono multi na neo neuro para poly pre pro pseudo quasi radio re retro semi socio stereo "
    "tele thermo toe tri twee ultra video zee"
)
"""First parts after which a vowel clash asks for a hyphen though they are short or no words."""

NO_COMPOUND_HEAD = _words("ge be de re te ze we zo ja nu")
"""Syllables that are words by chance; after these clashing vowels are no seam of a compound."""

PAIRS: dict[str, tuple[str, ...]] = {
    "arts": ("patiënt", "assistent"),
    "baas": ("knecht",),
    "docent": ("onderzoeker", "student"),
    "hoog": ("laag",),
    "input": ("output",),
    "kosten": ("baten",),
    "kop": ("staart",),
    "koop": ("huur",),
    "links": ("rechts",),
    "man": ("vrouw",),
    "mens": ("machine", "dier"),
    "moeder": ("kind",),
    "noord": ("zuid",),
    "oost": ("west",),
    "ouder": ("kind",),
    "prijs": ("kwaliteit",),
    "publiek": ("privaat", "private", "publiek"),
    "privaat": ("publiek",),
    "stad": ("land",),
    "start": ("stop",),
    "vader": ("zoon",),
    "vraag": ("aanbod", "antwoord"),
    "werk": ("privé",),
    "win": ("win",),
    "wit": ("zwart",),
    "woon": ("werk", "zorg"),
    "zwart": ("wit",),
    "directeur": ("bestuurder", "eigenaar", "generaal"),
    "schrijver": ("dichter",),
    "bonus": ("malus",),
}
"""Two of equal rank beside each other keep the hyphen."""

HYPHEN_LAST_PARTS = _words("generaal president bestuurder eigenaar commissaris titulair secretaris")

LOAN_PARTICLES = _words("up out off on in by down over")

SERIES = (
    _words("januari februari maart april mei juni juli augustus september oktober november december"),
    _words("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
)
"""Names whose pairs are stretches of time: januari-april."""

CAMEL_NAMES = _words("groenlinks christenunie digid youtube linkedin facebook powerpoint")
"""Names with a capital inside, which is no sign of a hyphen there."""
