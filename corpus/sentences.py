"""Dutch sentence boundaries by rule: full stops that end a sentence, told from those of abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Never last in a sentence: a name, a number or the thing itself must follow.
_NEVER_LAST = _words(
    """
    drs dr mr mrs ms prof ing ir bc ds em jhr jkvr mevr mw dhr hr fam gebr st pr zr lic dra mgr past
    burg weth min pres vz vice gen kol kap lt sgt adj
    art artt nr nrs no blz pag p pp par hfst hst fig figg tab afb bijl lid vgl cf zie ev ca circa resp
    bv bijv bvb bijvb o.a o.m m.n t.a.v m.b.t i.v.m d.w.z o.b.v o.l.v t.b.v t.o.v t.g.v t.w i.h.b i.h.k
    i.p.v i.o i.o.m a.h.w m.a.w m.i.v n.a.v v.w.b w.o z.g zgn zg c.q q.q cq resp t.n.v t.h.v v.h d.m.v
    v n d.d a.d dd jo juncto ex incl excl max min gem plm ong ongev maxim
    tel mob fax vs versus red vert ill uitg
    jan febr feb mrt apr jun jul aug sept sep okt nov dec
    ma di wo do vr za zo
    stb stcrt trb pb kst
    """
)
# These may be last in a sentence: a capital after them decides.
_MAYBE_LAST = _words(
    """
    enz etc e.d e.a a.s jl l.l n.v.t c.s u.a i.c s.v.p a.u.b m.a mln mld dzd
    v.chr n.chr chr km cm mm ha kg eur ed e.v v.v o.i.d m.m p.m
    """
)
# Before a name as often as after it: only a word that seldom starts a name shows a new sentence.
_COMPANY = _words("n.v b.v v.o.f c.v s.r n.n")
_STARTERS = _words(
    "de het een in op dat dit die deze er hij zij ze wij we ik daar daarom daarmee ook maar en toch toen "
    "volgens voor met bij door na om van wie wat waar als omdat hierdoor hiermee inmiddels nu zo"
)
_IN_NAMES = _words("de het een in op van voor met bij door na zij")
_ORDINAL = re.compile(r"^(?:\d{1,3}|[ivxlc]{1,5})$", re.I)
_INITIAL = re.compile(r"^(?:[A-Z]|[A-Z](?:\.[A-Z])+|IJ|Th|Chr|Joh|Ph|Fr|Jac|Tj|Sj)$")
_END = re.compile(r"(?:[.!?…]+)(?:[\"'’”»)\]]|\[\d+\])*(?=\s)|\n")
# A sentence starts with a capital or digit, if need be after an opening mark, or with 's and 't.
_START = re.compile(r"\s+(?:[\"“‘„«(\[¿•–—-]\s?|,,\s?|')*(?:[A-ZÀ-ÖØ-Þ0-9€]|['’][stnk]\s?[A-Za-z]|[@#])")
_TOKEN_BEFORE = re.compile(r"[^\s(\[\"'“‘„’«/]+$")
_LONGEST = 60
"""More characters than any abbreviation has."""
_NAME_AFTER = re.compile(r"\s+(?:(?:van|de|der|den|ten|ter|te|von|du|la|el|al|op|in|’t|'t)\s+)*[A-Z]")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Character offsets of each sentence, without the white space round it.

    A line feed always ends a sentence. Every visible character lies in exactly one sentence.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in [*_boundaries(text), len(text)]:
        sentence = text[start:end]
        if sentence.strip():
            lead = len(sentence) - len(sentence.lstrip())
            spans.append((start + lead, start + len(sentence.rstrip())))
        start = end
    return spans


def _boundaries(text: str) -> Iterator[int]:
    sentence_start = 0
    for match in _END.finditer(text):
        if match.group() == "\n" or _ends_sentence(text, sentence_start, match):
            yield match.end()
            sentence_start = match.end()


def _ends_sentence(text: str, sentence_start: int, match: re.Match[str]) -> bool:
    if not _START.match(text, match.end()):
        return False
    mark = match.group()
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    # Looked for from near by: over a very long word the search would take the square of its length.
    token = _TOKEN_BEFORE.search(text, max(sentence_start, match.start() - _LONGEST), match.start())
    return token is None or not _is_abbreviation(token, text, sentence_start, match)


def _is_abbreviation(token: re.Match[str], text: str, sentence_start: int, match: re.Match[str]) -> bool:
    word = token.group()
    bare = word.lower().rstrip(".")
    if len(match.group()) > 1:
        # A quote mark or bracket after the stop: (drs.) goes on, 'enz.' ends.
        return bare in _NEVER_LAST and word.lower() not in _WORDS
    if bare in _NEVER_LAST:
        return bare not in _WORDS or text[match.end() :].lstrip()[:1].isdigit()
    if bare in _MAYBE_LAST:
        return False
    following = re.match(r"\s+(\w+)", text[match.end() : match.end() + 30])
    opener = following[1].lower() if following else ""
    if bare in _COMPANY:
        return opener not in _STARTERS
    if _INITIAL.match(word) and opener not in _STARTERS - _IN_NAMES:
        return bool(_NAME_AFTER.match(text, match.end())) and not _follows_name(text, token.start())
    opens = not text[sentence_start : token.start()].strip(" \t•–—-(*")
    return bool(_ORDINAL.match(word)) and opens


# Abbreviations that are words as well, and then do end sentences: only a number after them says no.
_WORDS = _words("lid min max par zie ex red ill do zo ma za vice no em past gen")
_BEFORE_LETTER = re.compile(
    r"(?:vitamine|plan|groep|categorie|punt|klasse|type|bijlage|deel|zone|optie)\s+$", re.I
)


def _follows_name(text: str, start: int) -> bool:
    """Whether the letter is a label (`bijlage B.`), not somebody's initial."""
    return bool(_BEFORE_LETTER.search(text, max(0, start - 20), start))
