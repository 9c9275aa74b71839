"""Facets of a passage: what it names and where it comes from, as tags that can be counted and asked for.

A tag is `facet=value`: `province=Drenthe`, `size/50-100=klein`, `theme/top=wonen`, `source=Stadsblad`. The
discourse tables count by tags and the report opens passages by them, so that both mean the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.reference import Reference

MUNICIPALITY = "gm"
SIZE = "size/"
PROVINCE = "province"
RANDSTAD = "randstad"
THEME = "theme/"
SOURCE = "source"
TYPE = "type"
SPEAKER = "speaker"
ORGANISATION = "organisation"
VOICE = "voice"
CLAIM = "claim"
NEW = "batch=new"
"""The tag of passages of the documents that the latest run brought in."""
ONCE = "printing=first"
"""The tag of passages that repeat no earlier one, in a corpus that has such repetitions."""
_RANDSTAD_LABELS = {"yes": "Randstad", "no": "outside the Randstad"}

# `Haagse politiek` and `Almeloërs` say something of a place, but do not name it.
INDIRECT = frozenset({"adjective", "inhabitant"})

Data = Mapping[str, Any]
Found = tuple[str, str, Data]
"""A mention: its layer, its label, and its data with `start`, `end` and `text` added."""


def tag(facet: str, value: str) -> str:
    """The tag of a value of a facet."""
    return f"{facet}={value}"


def facet_of(tag: str) -> str:
    """The facet of a tag."""
    return tag.partition("=")[0]


def value_of(tag: str) -> str:
    """The value of a tag."""
    return tag.partition("=")[2]


def tags_of(mentions: Sequence[Found], source: str, type: str, reference: Reference) -> dict[str, str]:
    """The tags of a passage, each with the label that people read, in a fixed order.

    A place counts for the municipality it belonged to on the date of the document; its size class is that of
    its inhabitants in the nearest year known. Adjectives and inhabitants name no place.
    """
    found: dict[str, str] = {}
    if source:
        found[tag(SOURCE, source)] = source
    if type:
        found[tag(TYPE, type)] = type
    for layer, label, data in mentions:
        if layer == "place" and label not in INDIRECT:
            found.update(_place_tags(data, reference))
        elif layer == "theme":
            found[theme_tag(data)] = label
        elif layer == "quote":
            found.update(_quote_tags(data))
    found.update(_voice_tags(mentions, reference))
    found.update(_claim_tags(mentions))
    return dict(sorted(found.items()))


def found_mention(layer: str, label: str, start: int, end: int, text: str, data: Data) -> Found:
    """A mention in the form that tags are made from."""
    return layer, label, {**data, "start": start, "end": end, "text": text}


def theme_tag(data: Data) -> str:
    """The tag of a theme from the data of its mention."""
    return tag(f"{THEME}{data.get('scheme', '')}", str(data.get("id", "")))


def _place_tags(data: Data, reference: Reference) -> Iterator[tuple[str, str]]:
    if data.get("province"):
        yield tag(PROVINCE, data["province"]), data["province"]
    if data.get("randstad") is not None:
        value = "yes" if data["randstad"] else "no"
        yield tag(RANDSTAD, value), _RANDSTAD_LABELS[value]
    known = reference.by_code.get(data.get("gm_code") or "")
    if not known:
        return
    today = reference.by_code[known.today]
    yield tag(MUNICIPALITY, today.gm_code), today.name
    population = data.get("population")
    if population is None:
        return
    for each in reference.classes:
        if each.holds(population):
            yield tag(f"{SIZE}{each.definition}", each.id), each.label


def _quote_tags(data: Data) -> Iterator[tuple[str, str]]:
    """Who speaks; not by description, since `de wethouder` is another person in every text."""
    described = data.get("speaker_kind") == "description"
    for facet in (ORGANISATION,) if described else (SPEAKER, ORGANISATION):
        if data.get(facet):
            yield tag(facet, data[facet]), data[facet]


def _voice_tags(mentions: Sequence[Found], reference: Reference) -> Iterator[tuple[str, str]]:
    """The municipalities that speakers come from: named in the phrase that says who speaks (`de Emmense
    wethouder`), or in the name of the organisation (`gemeente Emmen`)."""
    places = [data for layer, _, data in mentions if layer == "place"]
    for quote in (data for layer, _, data in mentions if layer == "quote"):
        span = (quote.get("speaker_start"), quote.get("speaker_end"))
        codes = {str(place.get("gm_code") or "") for place in places if _is_in(place, span)}
        codes |= set(reference.codes_in(str(quote.get("organisation") or "")))
        for code in sorted(code for code in codes if code in reference.by_code):
            today = reference.by_code[reference.by_code[code].today]
            yield tag(VOICE, today.gm_code), f"speakers from {today.name}"


def _is_in(place: Data, span: tuple[object, object]) -> bool:
    start, end = span
    at = place.get("start")
    return isinstance(start, int) and isinstance(end, int) and isinstance(at, int) and start <= at < end


@dataclass(frozen=True, slots=True)
class Arrow:
    """A claim that one theme leads to another, in tags of themes, with the words of the statement."""

    cause: str
    effect: str
    direction: str
    """`more` or `less`."""
    negated: bool
    hedged: bool
    holder: str
    text: str

    @property
    def tag(self) -> str:
        """The tag of passages that make the claim."""
        return tag(CLAIM, f"{self.cause}>{self.effect}")


def arrows_of(mentions: Sequence[Found]) -> tuple[Arrow, ...]:
    """The claims among the mentions of a passage, for every pair of themes of their cause and effect.

    A theme belongs to a side when a word of its evidence stands in the span of that side. Claims within
    one theme, and those with a side without a theme, give none.
    """
    themes = [(theme_tag(data), data) for layer, _, data in mentions if layer == "theme"]
    return tuple(
        Arrow(
            cause,
            effect,
            str(data.get("direction", "")),
            bool(data.get("negated")),
            bool(data.get("hedged")),
            str(data.get("holder", "")),
            str(data.get("text", "")),
        )
        for layer, _, data in mentions
        if layer == "claim"
        for cause in _themes_in(data, "cause", themes)
        for effect in _themes_in(data, "effect", themes)
        if cause != effect and facet_of(cause) == facet_of(effect)
    )


def _claim_tags(mentions: Sequence[Found]) -> Iterator[tuple[str, str]]:
    labels = {theme_tag(data): label for layer, label, data in mentions if layer == "theme"}
    for arrow in arrows_of(mentions):
        yield arrow.tag, f"{labels[arrow.cause]} → {labels[arrow.effect]}"


def _themes_in(claim: Data, side: str, themes: Iterable[tuple[str, Data]]) -> list[str]:
    """The themes with evidence inside the cause or effect of a claim."""
    start, end = claim.get(f"{side}_start", 0), claim.get(f"{side}_end", 0)
    inside = {
        name
        for name, data in themes
        for each in (data.get("evidence", ()) if data.get("kind") != "semantic" else ())
        if each["start"] < end and each["end"] > start
    }
    return sorted(inside)
