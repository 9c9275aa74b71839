"""The places a text speaks of, each as the municipality that existed on the document's date."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from corpus.sentences import sentence_spans
from nlp.gazetteer import full_date, load_gazetteer
from nlp.phrases import Found
from nlp.place_choice import Anchor, Target, anchor_of, choose, targets_of
from nlp.place_context import Spot, Verdict, follows_first_name, is_in_surname, says_where, verdict
from nlp.place_kinds import (
    CITY_OR_PROVINCE,
    end_with_direction,
    end_with_genitive,
    is_hyphenated,
    is_in_institution,
    is_province,
    kind_of,
    rows_of,
)
from nlp.place_names import NO_PLACE, Sense, name_class, place_table
from nlp.size_classes import DEFAULT, size_definitions

_REMEMBERED = "2000-01-01"
_CONFIDENCE = {Verdict.SURE: 0.97, Verdict.LIKELY: 0.95, Verdict.DOUBTFUL: 0.75}


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a place; offsets are characters of the text. Empty strings are unknown or do not apply."""

    start: int
    end: int
    text: str
    kind: str
    """name, adjective or inhabitant."""
    level: str
    """municipality, town, neighbourhood, region or province."""
    name: str
    confidence: float
    gm_code: str = ""
    municipality: str = ""
    province: str = ""
    corop: str = ""
    population: int | None = None
    population_year: int | None = None
    size_class: str = ""
    randstad: bool | None = None
    network: str = ""
    growth_centre: bool | None = None
    in_name: bool = False
    """Whether it stands in the name of a school, hospital or museum."""
    candidates: tuple[str, ...] = ()
    """Where the name could mean several: the municipality codes (or level:name), the chosen one first."""
    successors: tuple[str, ...] = ()
    """The codes of what the municipality went to since, where it is no more."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a whole document tells about its places: names surely meant, and sure places on the map."""

    names: frozenset[str] = frozenset()
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mention:
    spot: Spot
    kind: str
    targets: tuple[Target, ...]
    verdict: Verdict
    sentence: int
    directed: bool = False
    row: tuple[int, ...] = field(default=(), compare=False)


def find_places(
    text: str, date: str = "", *, evidence: Evidence | None = None, size_definition: str = DEFAULT
) -> tuple[Place, ...]:
    """The places in the text, in order. `date` is ISO 8601 of any precision; empty is today.

    `evidence` is what the rest of the document tells (see `document_evidence`), added to the text's own.
    """
    day = full_date(date)
    mentions = _mentions(text, day)
    own = _evidence(mentions)
    known = own if evidence is None else _joined(own, evidence)
    kept = [m for m in mentions if m.verdict > Verdict.DOUBTFUL or _name_of(m) in known.names]
    rows = _levels_beside(text, kept)
    found = (_place(m, known, day, beside, size_definition) for m, beside in zip(kept, rows, strict=True))
    return tuple(place for place in found if place is not None)


def document_evidence(texts: Iterable[str], date: str = "") -> Evidence:
    """What the passages of one document tell together about which places are meant."""
    found = Evidence()
    for text in texts:
        found = _joined(found, _evidence(_mentions(text, full_date(date)), far=True))
    return found


def _mentions(text: str, day: str) -> list[_Mention]:
    """Every place name in the text that is not clearly something else, with what it can mean."""
    found = list(place_table().find(text))
    starts = frozenset(each.start for each in found)
    spans = [(each.start, each.end) for each in found]
    sentences = [start for start, _ in sentence_spans(text)]
    rows = {index: row for row in rows_of(text, spans) for index in row}
    mentions: list[_Mention] = []
    for index, each in enumerate(found):
        neighbours = [found[other] for other in rows[index] if other != index]
        row = [found[other] for other in rows[index]]
        mention = _mention(text, each, neighbours, _is_row_of_places(text, row), starts, day)
        if mention is not None:
            mentions.append(replace(mention, sentence=bisect_right(sentences, each.start)))
    return mentions


def _is_row_of_places(text: str, row: Sequence[Found[Sense]]) -> bool:
    """Whether a preposition of place before a row makes places of all in it: `tussen Beek en Stein`."""
    return len(row) > 1 and says_where(Spot(text, row[0].start, row[0].end))


def _mention(
    text: str,
    found: Found[Sense],
    neighbours: Sequence[Found[Sense]],
    in_row: bool,
    starts: frozenset[int],
    day: str,
) -> _Mention | None:
    spot = Spot(text, found.start, found.end)
    if any(sense.level == NO_PLACE for sense in found.values):
        return None
    is_name = any(sense.kind == "name" for sense in found.values)
    end = end_with_direction(spot) if is_name else spot.end
    directed = end != spot.end
    if not directed and is_hyphenated(spot, starts):
        return None
    senses = [sense for sense in found.values if (sense.kind == "name") == is_name]
    judged = _judged(
        Spot(text, found.start, end), found, senses, lambda: in_row or any(map(_is_plain, neighbours))
    )
    kind = kind_of(Spot(text, found.start, found.end), senses[0].kind)
    if judged is Verdict.NO or not kind:
        return None
    spot = Spot(text, spot.start, end if directed else end_with_genitive(spot) if is_name else end)
    return _Mention(spot, kind, targets_of(senses, day), judged, 0, directed)


def _judged(
    spot: Spot, found: Found[Sense], senses: Sequence[Sense], beside_place: Callable[[], bool]
) -> Verdict:
    """How far the name can be taken for a place; an adjective or inhabitant has no other meaning to fear."""
    if senses[0].kind != "name":
        obscure = all(sense.level == "town" for sense in senses)
        if is_in_surname(spot) or (obscure and follows_first_name(spot)):
            return Verdict.NO
        return Verdict.LIKELY
    also = name_class(spot.text[found.start : found.end].title())
    obscure = all(sense.level == "town" or _is_long_gone(sense) for sense in senses)
    return verdict(spot, also, beside_place, obscure=obscure)


def _is_long_gone(sense: Sense) -> bool:
    """Whether a municipality of the name is gone for a generation: a surname is likelier."""
    end = load_gazetteer().municipalities[sense.code].end if sense.code else ""
    return sense.level == "municipality" and bool(end) and end < _REMEMBERED


def _is_plain(found: Found[Sense]) -> bool:
    """Whether the name is a place and nothing else."""
    return any(sense.kind == "name" and not name_class(sense.name) for sense in found.values)


def _name_of(mention: _Mention) -> str:
    return mention.targets[0].name


def _evidence(mentions: Sequence[_Mention], *, far: bool = False) -> Evidence:
    """What these mentions tell; `far` ones are in another passage, so never in the same sentence."""
    names = {_name_of(m) for m in mentions if m.verdict is Verdict.SURE}
    names |= {_name_of(m) for m in mentions if m.verdict is Verdict.LIKELY and not m.spot.opens_sentence}
    anchors = (_anchor(m, far) for m in mentions if m.verdict > Verdict.DOUBTFUL)
    return Evidence(frozenset(names), tuple(dict.fromkeys(a for a in anchors if a is not None)))


def _anchor(mention: _Mention, far: bool) -> Anchor | None:
    return anchor_of(mention.targets, -1 if far else mention.spot.start, -1 if far else mention.sentence)


def _joined(one: Evidence, two: Evidence) -> Evidence:
    return Evidence(one.names | two.names, tuple(dict.fromkeys((*one.anchors, *two.anchors))))


def _levels_beside(text: str, mentions: Sequence[_Mention]) -> list[tuple[str, ...]]:
    """For each mention the levels of the unambiguous places it stands in a row with."""
    spans = [(m.spot.start, m.spot.end) for m in mentions]
    beside: list[tuple[str, ...]] = [()] * len(mentions)
    for row in rows_of(text, spans):
        levels = {i: mentions[i].targets[0].level for i in row if len(mentions[i].targets) == 1}
        for i in row:
            beside[i] = tuple("municipality" if levels[j] == "town" else levels[j] for j in levels if j != i)
    return beside


def _place(
    mention: _Mention, evidence: Evidence, day: str, beside: Sequence[str], size_definition: str
) -> Place | None:
    spot = mention.spot
    targets = _city_or_province(mention, evidence, beside)
    target, lead = choose(
        targets,
        evidence.anchors,
        start=spot.start,
        end=spot.end,
        sentence=mention.sentence,
        before=spot.before,
        after=spot.after,
    )
    if mention.directed:
        # `Amsterdam-Noord` is a part of a town, `Noord-Holland Noord` one of a province.
        level = "neighbourhood" if target.municipality else "region"
        target = replace(target, level=level, name=spot.text[spot.start : spot.end])
    in_name = is_in_institution(spot)
    confidence = _CONFIDENCE[mention.verdict] * lead * (0.7 if in_name else 1.0)
    ranked = sorted(mention.targets, key=lambda other: other.key != target.key)
    place = Place(
        start=spot.start,
        end=spot.end,
        text=spot.text[spot.start : spot.end],
        kind=mention.kind,
        level=target.level,
        name=target.name,
        confidence=round(confidence * (1.0 if target.in_time else 0.8), 2),
        in_name=in_name,
        candidates=tuple(other.key for other in ranked) if len(ranked) > 1 else (),
    )
    return _with_facts(place, target, day, size_definition)


def _city_or_province(mention: _Mention, evidence: Evidence, beside: Sequence[str]) -> Sequence[Target]:
    """The targets, brought down to town or province where a name is both."""
    provinces = [t for t in mention.targets if t.level == "province"]
    if "province" in beside and provinces:
        return provinces
    shared = [t for t in mention.targets if t.name in CITY_OR_PROVINCE]
    if len({t.level for t in shared}) < 2:
        return mention.targets
    spot, name = mention.spot, shared[0].name
    bounds = sentence_spans(spot.text)
    sentence = next((spot.text[a:b] for a, b in bounds if a <= spot.start < b), spot.text)
    near = [a for a in evidence.anchors if a.sentence == mention.sentence and not a.is_province]
    inside = spot.before.endswith(" in ") and any(
        name in anchor.provinces and anchor.start < spot.start for anchor in near
    )
    if mention.kind == "adjective":  # `het Groningse Loppersum`
        inside = inside or any(name in a.provinces and a.start == spot.end + 1 for a in near)
    province = is_province(spot, sentence, beside, inside)
    return [t for t in shared if (t.level == "province") == province]


def _with_facts(place: Place, target: Target, day: str, size_definition: str) -> Place:
    """The place with what the gazetteer knows of its municipality on that day."""
    municipality = target.municipality
    if municipality is None:
        return replace(place, province=target.name if target.level == "province" else "")
    known = municipality.population(day)
    year, population = known if known else (None, None)
    return replace(
        place,
        gm_code=municipality.code,
        municipality=municipality.name,
        province=municipality.province,
        corop=municipality.corop,
        population=population,
        population_year=year,
        size_class=size_definitions()[size_definition].class_of(population),
        randstad=municipality.randstad,
        network=municipality.network_on(day),
        growth_centre=municipality.growth_centre,
        successors=tuple(code for code, _ in municipality.successors),
    )
