"""Names by their shape: persons with initials and prefixes, and bodies with their connecting words."""

from __future__ import annotations

import re
from functools import cache

from nlp.quotes.lexicon import first_names, is_body, is_role, known_bodies, parties
from nlp.word_classes import word_class


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_CAP = r"[A-ZÀ-ÖØ-Þ][^\W_]*(?:[’'&-][^\W_]+)*"
_INITIALS = r"(?:(?:[A-Z]|IJ|Th|Chr|Ph|Joh|Fr|Tj|Sj)\.[ -]?)+"
# Prefixes that hardly ever link a surname to a place, and those that do (`Jansen van de Woonbond`).
_PREFIX = (
    r"(?:van (?:der|den|het|’t|'t)|de|der|den|ter|ten|te|el|al|ben|bin|von|du|la|le|in ['’]t|"
    r"op (?:de|den|'t|’t)|aan de[rn]?|['’]t)"
)
_WEAK_PREFIX = r"(?:van de la|van de|van)"
_HIGH_PREFIX = (
    r"(?:(?:Van|De|Den|Der|Ter|Ten|Te|El|Al|Von|Le|La|Du|['’][tT])(?: (?:de|den|der|het|['’]t|la))? "
    r"|(?:Op|In|Aan) (?:de|den|der|het|['’]t) )"
)
_NAME = re.compile(
    rf"(?:{_INITIALS}(?:\([A-Z][a-zë]+\) )?(?:(?:{_PREFIX}|{_WEAK_PREFIX}) )?)?{_HIGH_PREFIX}?{_CAP}"
    rf"(?:(?: {_PREFIX})? {_CAP}| {_WEAK_PREFIX} {_CAP})*"
)
_LOW_NAME = re.compile(rf"{_PREFIX} {_CAP}")
_LINK = r"(?:voor(?: de| het)?|van(?: de| het| der)?|der|des|en|in|te)"
_BODY = re.compile(rf"{_CAP}(?:(?: {_LINK})? {_CAP})*")
_WEAK = re.compile(rf" {_WEAK_PREFIX} ")
_WORD = re.compile(r"[^\s,.;:()]+")
_ACRONYM = re.compile(r"[A-ZÀ-Þ0-9&-]{2,}|[A-Z][a-z]{0,2}[A-Z]\w*|[A-Z]{2,}\w*")
_HAS_INITIALS = re.compile(rf"{_INITIALS}[ (]?")
TITLES = _words(
    """
    heer dhr dhr. mevrouw mw mw. mevr mevr. meneer mijnheer dr dr. drs drs. ir ir. mr mr. ing ing. prof
    prof. dame dames heren jhr jhr. ds ds. ms ms. frau professor weth. burg.
    """
)
# Words with a capital that are no part of a name that follows, besides function words, roles and titles.
_LEADING = _words(
    """
    aldus volgens ook maar zo toen daarna vervolgens gisteren vandaag maandag dinsdag woensdag donderdag
    vrijdag zaterdag zondag vraag antwoord beste geachte
    """
)
_MONTHS_AND_DAYS = _words(
    """
    januari februari maart april mei juni juli augustus september oktober november december maandag
    dinsdag woensdag donderdag vrijdag zaterdag zondag
    """
)


def read_name(text: str, at: int, stop: int) -> tuple[int, int] | None:
    """The name that starts at `at`, as offsets; leading roles and function words must be gone already."""
    match = _NAME.match(text, at, stop)
    if not match:
        return None
    end = match.end()
    weak = _WEAK.search(text, at, end)
    if weak and not _starts_with_given_name(text[at : weak.start()]):
        end = weak.start()
    return at, _without_trailing(text, at, end)


def read_low_name(text: str, at: int, stop: int) -> tuple[int, int] | None:
    """A surname with its prefix written small after a title: `dhr. van den Berg`."""
    match = _LOW_NAME.match(text, at, stop)
    return match.span() if match else None


def read_body(text: str, at: int, stop: int) -> tuple[int, int] | None:
    """The name of a body that starts at `at`, connecting words (`voor de`) included."""
    known = _known_at(text, at, stop)
    if known:
        return at, known
    match = _BODY.match(text, at, stop)
    return (at, _without_trailing(text, at, match.end())) if match else None


def _known_at(text: str, at: int, stop: int) -> int:
    """The end of the listed organisation that starts at `at`, or 0."""
    match = _known().match(text, at, stop)
    return match.end() if match else 0


@cache
def _known() -> re.Pattern[str]:
    names = sorted(known_bodies(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(re.escape(name) for name in names)})(?![\w’'-])", re.IGNORECASE)


def listed_body(text: str, at: int, stop: int) -> tuple[int, int] | None:
    """The listed organisation that starts at `at` with a capital in its name."""
    end = _known_at(text, at, stop)
    return (at, end) if end and any(letter.isupper() for letter in text[at:end]) else None


def is_body_name(name: str) -> bool:
    """Whether a name is that of a body: listed, an abbreviation, or with a noun for bodies in it."""
    words = name.split()
    if name.lower() in known_bodies() or (len(words) == 1 and _ACRONYM.fullmatch(name)):
        return True
    if words[0] in first_names() and len(words) > 1:
        return False
    own = [word for word in words if len(word) > 2 and not _HAS_INITIALS.fullmatch(word)]
    return any(is_body(word) or word.lower() in parties() or word.isupper() for word in own)


def is_given_name(word: str) -> bool:
    """Whether the word is a listed first name (`Jan-Willem` by its parts)."""
    return word in first_names() or all(part in first_names() for part in word.split("-"))


def is_common(word: str) -> bool:
    """Whether a word with a capital is no name: a function word, role, title or the like."""
    low = word.lower()
    return (
        low in TITLES
        or low in _LEADING
        or low in _MONTHS_AND_DAYS
        or word_class(word) not in ("", "NUM")
        or (is_role(low) and not is_given_name(word))
    )


def has_initials(name: str) -> bool:
    """Whether the name starts with initials."""
    return bool(_HAS_INITIALS.match(name))


@cache
def surname_of(name: str) -> str:
    """The name without first names and initials: `Ad van Kempen` gives `van Kempen`, `Jansen` itself.

    Of nothing but initials all are kept.
    """
    bare = re.sub(rf"^(?:{_INITIALS})?\s?(?:\([^)]*\) )?", "", name)
    words = bare.split() or name.split()
    at = 0
    if len(words) > 1 and not _HIGH.match(words[0]) and (len(bare) == len(name) or is_given_name(words[0])):
        lower = next((i for i, word in enumerate(words) if word[0].islower() or word[0] in "'’"), 0)
        given = next((i for i, word in enumerate(words) if not is_given_name(word)), len(words) - 1)
        at = lower or max(given, 1 if len(bare) == len(name) else 0)
    return " ".join(words[min(at, len(words) - 1) :])


_HIGH = re.compile(r"(?:Van|De|Den|Der|Ter|Ten|Te|El|Al|Von|Op|In|Aan|['’][tT])$")


def given_of(name: str) -> str:
    """The first name in a full name, or an empty string."""
    first = name.split()[0] if name.split() else ""
    return first if len(name.split()) > 1 and first != surname_of(name).split()[0] else ""


def _starts_with_given_name(part: str) -> bool:
    words = re.sub(rf"^{_INITIALS}", "", part + " ").split()
    return len(words) < 2 and all(is_given_name(word.strip("()")) for word in words)


def _without_trailing(text: str, start: int, end: int) -> int:
    """The end without genitive `s` after an apostrophe."""
    return end - 2 if text[start:end].endswith(("’s", "'s")) else end
