"""Whether a name in a text is a place there: words, surnames and places abroad told from Dutch places."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

from nlp.lemmas import is_dutch_word, lemma_of
from nlp.quotes.lexicon import first_names as known_first_names
from nlp.word_classes import word_class

_LISTS = Path(__file__).parent / "data" / "lists"
# Before a name these say that a place follows.
_WHERE = frozenset(
    (
        "in",
        "te",
        "uit",
        "naar",
        "bij",
        "nabij",
        "rond",
        "rondom",
        "vanuit",
        "richting",
        "binnen",
        "buiten",
        "tussen",
    )
)
_KIND_OF_PLACE = re.compile(
    r"\b(?:(?:deel|buur|rand|centrum|plattelands)?gemeenten?|dorp(?:en|je)?|kerkdorp|stad(?:je)?|steden|plaats(?:en)?"
    r"|kern(?:en)?|groeikern(?:en)?|regio|(?:burgemeester|wethouders?|raad|gemeenteraad|inwoners|bewoners|college"
    r"|gemeentehuis|station|centrum|binnenstad|gemeentebestuur|ondernemers) (?:van|uit|in))\s+$",
    re.IGNORECASE,
)
_CLUB_BEFORE = re.compile(
    r"\b(?:FC|SC|sc|AFC|HFC|VV|vv|v\.v\.|SV|sv|RKC|NEC|N\.E\.C\.|PEC|NAC|VVV|MVV|ADO|HHC|BV|Jong|Sparta|Excelsior"
    r"|Heracles|Feyenoord|Landstede|Donar)[ -]$"
)
_CLUB_AFTER = re.compile(r" (?:City FC|City\b(?! Center)|Eagles|United)")
_ABROAD_AFTER = re.compile(
    r"(?:,? \(?in|,| \() ?(?:het )?(?:Noorwegen|België|Belgisch|Vlaanderen|Duitsland|Frankrijk|Engeland"
    r"|Zwitserland|Oostenrijk|Amerika|de Verenigde Staten|Canada|Suriname|Curaçao|Zuid-Afrika|China|Japan)"
)
_SURNAME_BEFORE = re.compile(
    r"(?:^|(?P<before>[^\s]+)\s+)(?P<van>[Vv]an|[Dd]e|[Tt]er|[Tt]en|[Vv]an (?:de[nr]?|’t|'t))\s+$"
)

# Singular verbs whose form says it too little: irregular, or a noun as well.
_PLAIN_VERBS = frozenset(
    {"is", "was", "heeft", "had", "zal", "kan", "wil", "mag", "moet", "zou", "staat", "start"}
)
_ARTICLES = frozenset({"de", "het", "een", "'t", "’t"})
_OPENERS = frozenset('.!?:;\n"“”„‘«»•–—(|*')
# After these `van` opens a surname; after `wethouder` or `minister` it may open a place.
_ADDRESS = frozenset({"mevrouw", "meneer", "mijnheer", "heer", "dhr.", "mw.", "mevr.", "familie"})
_SAYS = re.compile(
    r"\s+(?:zegt|zei|vindt|vond|stelt|stelde|noemt|noemde|denkt|meent|schrijft|antwoordt|reageert|wil)\b"
)


class Verdict(IntEnum):
    """How far a name can be taken for a place, from no to without doubt."""

    NO = 0
    DOUBTFUL = 1
    """Only if the document has the name as a place elsewhere."""
    LIKELY = 2
    SURE = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """A name at its place in a text."""

    text: str
    start: int
    end: int

    @property
    def before(self) -> str:
        """What stands before the name on its line, up to a hundred characters."""
        return self.text[max(0, self.start - 100) : self.start].rpartition("\n")[2]

    @property
    def after(self) -> str:
        """What stands after the name on its line, up to a hundred characters."""
        return self.text[self.end : self.end + 100].partition("\n")[0]

    @property
    def word_before(self) -> str:
        """The word right before the name, or an empty string where punctuation parts them."""
        match = re.search(r"([^\s]+)\s+$", self.before)
        return match[1] if match else ""

    @property
    def word_after(self) -> str:
        """The word right after the name, or an empty string where punctuation parts them."""
        match = re.match(r"\s+([\w'’-]+)", self.after)
        return match[1] if match else ""

    @property
    def opens_sentence(self) -> bool:
        """Whether a capital is no news here: first in a sentence, or in a line of capitals."""
        before = self.before.rstrip(" '’")
        if not before or before[-1] in _OPENERS or before[-1].isdigit():
            return not re.search(r"\b[A-Z]\.$", before)
        return self.in_capitals

    @property
    def in_capitals(self) -> bool:
        """Whether the text round the name is in capitals."""
        line = self.before[-30:] + self.after[:30]
        letters = [letter for letter in line if letter.isalpha()]
        return sum(map(str.isupper, letters)) > 0.7 * len(letters) and len(letters) > 6


def verdict(
    spot: Spot, name_class: str, beside_place: Callable[[], bool], *, obscure: bool = False
) -> Verdict:
    """How far the name at this spot can be taken for a place.

    `name_class` says what else the name is (see `ambiguous_names.csv`); `beside_place` tells whether the name
    stands in a row with another place; `obscure` that no municipality has the name: a surname is likelier.
    """
    if _is_part_of_another_name(spot) or (_ends_compound(spot) and not beside_place()):
        return Verdict.NO
    if _is_person(spot, name_class, obscure and not beside_place()):
        return Verdict.NO
    # A capital inside a sentence, in a row of places: `in Oss, Ede en Best staan panden leeg`.
    if name_class in ("word", "function") and not spot.opens_sentence and beside_place():
        return Verdict.SURE
    if name_class and _is_word_here(spot, name_class):
        return Verdict.NO
    if name_class == "function":
        return Verdict.SURE if _stands_as_place_only(spot) else Verdict.NO
    if says_where(spot):
        return Verdict.SURE
    if not name_class:
        return Verdict.DOUBTFUL if obscure and _may_be_article(spot) else Verdict.LIKELY
    if beside_place():
        return Verdict.SURE
    # At the head of a sentence a noun without article, or a plural with a singular verb, is a name.
    has_verb = is_singular_verb(spot.word_after)
    if name_class == "word" and not spot.opens_sentence and is_singular_verb(spot.word_before):
        return Verdict.LIKELY  # `bezocht Goor`
    if spot.opens_sentence and not has_verb:
        return Verdict.DOUBTFUL if name_class == "name" or spot.in_capitals else Verdict.NO
    if name_class == "word" and (spot.opens_sentence or not has_verb):
        return Verdict.DOUBTFUL
    return Verdict.DOUBTFUL if name_class == "name" or (obscure and not has_verb) else Verdict.LIKELY


def says_where(spot: Spot) -> bool:
    """Whether a preposition of place or a word such as `gemeente` stands before the name."""
    return spot.word_before.lower().lstrip("(“„‘") in _WHERE or bool(_KIND_OF_PLACE.search(spot.before))


def follows_first_name(spot: Spot) -> bool:
    """Whether a first name stands before the form of an obscure village: `Frits Spijkers`."""
    return _may_be_first_name(spot.word_before)


def is_in_surname(spot: Spot) -> bool:
    """Whether `van den`, `van der` or a first name makes what follows a surname (`Van den Bosch`)."""
    return bool(
        re.search(r"\b(?:van|op|in) (?:den|der|ter|ten|'t|’t) $|\bv\.d\. $", spot.before, re.IGNORECASE)
    )


def _is_word_here(spot: Spot, name_class: str) -> bool:
    """Whether an article before, or a noun after, shows that a name spelt like a word is the word."""
    if name_class != "name" and spot.word_before.lower() in _ARTICLES:
        return True
    if name_class in ("word", "function", "noun", "plural") and spot.in_capitals and _is_heading(spot):
        return True
    follows = spot.word_after
    is_content = follows[:1].islower() and not word_class(follows) and not is_singular_verb(follows)
    return name_class in ("word", "function") and is_content


def _is_heading(spot: Spot) -> bool:
    """Whether a preposition or nothing tells of a place in a line of capitals: `INVESTEREN IN LOON`."""
    return spot.word_before.lower() not in (
        "te",
        "gemeente",
        "uit",
        "naar",
    ) and not spot.after.lstrip().startswith("(")


def _stands_as_place_only(spot: Spot) -> bool:
    """Whether `Een` or `Hem` stands where the article or pronoun cannot: `in Een bij Roden`, `uit Hem.`"""
    follows = spot.word_after
    return spot.word_before.lower() in {"in", "te", "uit", "naar"} and (
        not follows or bool(word_class(follows))
    )


def _may_be_article(spot: Spot) -> bool:
    """Whether a name such as `De Wijk` opens a sentence, where its article has a capital anyway."""
    return spot.opens_sentence and spot.text[spot.start : spot.end].lower().startswith(
        ("de ", "het ", "den ")
    )


def is_singular_verb(word: str) -> bool:
    """Whether the word looks like a finite verb in the singular: `ligt`, `kreeg`, `groeide`."""
    if word in _PLAIN_VERBS:
        return True
    if (
        not word
        or not word.islower()
        or word.endswith("en")
        or len(word) < 3
        or word_class(word) not in ("", "AUX")
    ):
        return False
    lemma = lemma_of(word)
    return lemma != word and lemma.endswith("n") and word[0] == lemma[0] and not word.startswith("ge")


def _is_part_of_another_name(spot: Spot) -> bool:
    """Whether the name belongs to a club, a place abroad, or a word made with a hyphen."""
    if _CLUB_BEFORE.search(spot.before) or _CLUB_AFTER.match(spot.after) or _ABROAD_AFTER.match(spot.after):
        return True
    # An address at the foot of a page (`3811 MB Amersfoort`) tells nothing of the place.
    return bool(re.search(r"@$|www\.$|\b\d{4} {0,2}[A-Z]{2} +$", spot.before)) or spot.after[:1] == "@"


def _ends_compound(spot: Spot) -> bool:
    """Whether a hyphen ties the name to a word before it that is no place (`oud-Emmen`)."""
    return bool(re.search(r"[a-z]-$", spot.before))


def _is_person(spot: Spot, name_class: str, obscure: bool) -> bool:
    """Whether a title, a first name, an initial or `van` makes the name a surname, or it is a first name."""
    word = spot.word_before
    if is_in_surname(spot) or (obscure and (_looks_like_first_name(word) or _is_author(spot))):
        return True
    if (
        word.lower() in _titles()
        or word in _first_names()
        or re.fullmatch(r"(?:[A-Z]|[A-Z][a-z])\.(?:[A-Z]\.)*", word)
    ):
        return True
    surname = _SURNAME_BEFORE.search(spot.before)
    if surname and _is_surname(spot, surname, name_class):
        return True
    if _with_other_surname(spot) or _is_listed_person(spot):
        return True
    is_first_name = name_class == "name" or spot.text[spot.start : spot.end] in _first_names()
    follows = spot.word_after
    return is_first_name and follows[:1].isupper() and not follows.isupper() and word.lower() not in _WHERE


def _with_other_surname(spot: Spot) -> bool:
    """Whether `Van Oss en Van Tilburg` are two persons, by their capitals."""
    if not spot.before.endswith("Van "):
        return False
    return bool(re.match(r",? en Van (?:de[nr]? )?[A-Z]", spot.after)) or bool(
        re.search(r"\bVan (?:de[nr]? )?[A-Z][\w-]+,? (?:en|of) Van $", spot.before)
    )


def _is_listed_person(spot: Spot) -> bool:
    """Whether `Sophie in 't Veld` or the signature `Van Esch` has the name."""
    name = spot.text[spot.start : spot.end]
    if name[0] in "'’‘" and re.search(r"\b[A-Z][a-zà-ÿ]+ (?:in|van|op) $", spot.before):
        return True
    return bool(re.fullmatch(r"Van ", spot.before)) and not spot.after.strip()


def _is_surname(spot: Spot, surname: re.Match[str], name_class: str) -> bool:
    """Whether `van` before the name is part of a surname: Jan van Oss, minister Van Rijn, Van Dongen zei."""
    before, van = surname["before"] or "", surname["van"]
    if van == "van" and before[-1:] not in _OPENERS and _looks_like_first_name(before):
        return True
    if before in _first_names() or re.fullmatch(r"(?:[A-Z]\.)+", before) or before.lower() in _ADDRESS:
        return True
    if not van[0].isupper():
        return van.lower() != "van" and name_class != "" and van != "de"
    opens = not before or before[-1] in _OPENERS
    return van.lower().startswith("van") and (not opens or bool(_SAYS.match(spot.after)))


def _is_author(spot: Spot) -> bool:
    """Whether a village's name stands as an author's does: `(Stokkum, 2006)`, `VAN NISPEN`."""
    is_cited = re.match(r",? (?:\(?(?:19|20)\d\d\b|et al)|, [A-Z]\.", spot.after)
    alone = re.search(r"(?:^|[ (])(?:VAN|Van|Van de|VAN DE) $", spot.before) and not re.match(
        r" (?:tot|naar) ", spot.after
    )
    return bool(is_cited or alone)


@cache
def _looks_like_first_name(word: str) -> bool:
    """Whether the word is written like a name and no Dutch word is spelt so: `Pauline`, not `Gemeente`."""
    return bool(re.fullmatch(r"[A-ZÀ-Þ][a-zà-ÿ]{2,}", word)) and not is_dutch_word(word.lower())


@cache
def _titles() -> frozenset[str]:
    return frozenset((_LISTS / "titles.txt").read_text(encoding="utf-8").split())


@cache
def _first_names() -> frozenset[str]:
    return frozenset((_LISTS / "first_names.txt").read_text(encoding="utf-8").split())


@cache
def _may_be_first_name(word: str) -> bool:
    """Whether the word is a listed first name, or is written like one and is no Dutch word."""
    return word in _first_names() or word in known_first_names() or _looks_like_first_name(word)
