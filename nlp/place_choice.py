"""Which of the places of one name is meant, by the other places in the sentence and the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log10

from nlp.gazetteer import Gazetteer, Municipality, kilometres, load_gazetteer, read_table
from nlp.place_names import Sense

_LEVELS = ("municipality", "neighbourhood", "province", "region", "town")
# Weights tuned on the development set; distances in kilometres between the centres of municipalities.
_NEAR = 15.0
_SAME_SENTENCE, _SAME_DOCUMENT = 8.0, 3.0
_PROVINCE_NAMED, _OTHER_PROVINCE_NAMED = 3.0, -1.0
_LOCATED = re.compile(r",? \(?(?:vlak |dicht )?(?:bij|nabij|onder|in(?: de provincie| het)?) ")
_LOCATED_WEIGHT = 4.0
_ADDITION = re.compile(r"\s*\((Gld|GLD|L|NB|N\.-B|NH|ZH|Gr|Fr|Dr|Ov|O|U|Z|Fl|Utr)\.?\)")
_PROVINCE_OF_ADDITION = {
    "gld": "Gelderland", "l": "Limburg", "nb": "Noord-Brabant", "n.-b": "Noord-Brabant",
    "nh": "Noord-Holland", "zh": "Zuid-Holland", "gr": "Groningen", "fr": "Fryslân", "dr": "Drenthe",
    "ov": "Overijssel", "o": "Overijssel", "u": "Utrecht", "utr": "Utrecht", "z": "Zeeland",
    "fl": "Flevoland",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """What a mention can refer to on a date: a municipality or what lies in it, or an area."""

    level: str
    name: str
    municipality: Municipality | None
    in_time: bool = True
    """Whether the municipality existed on the date; if not it is the one that came of it later."""

    is_former: bool = False
    """Whether it was a municipality before the date, and is a town since."""

    @property
    def key(self) -> str:
        """What makes two targets one: the municipality's code, or level and name."""
        return self.municipality.code if self.municipality else f"{self.level}:{self.name}"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place without doubt: where it lies on the map, and where it stands in the text."""

    lon: float
    lat: float
    provinces: tuple[str, ...]
    start: int
    sentence: int
    is_province: bool = False
    guess: str = ""
    """The name, where it could mean other places: it tells nothing of another mention of the same name."""


def targets_of(senses: Sequence[Sense], date: str) -> tuple[Target, ...]:
    """The different things these senses can mean on the date, municipalities first."""
    gazetteer = load_gazetteer()
    found: dict[str, Target] = {}
    resolved = _without_former([_target(gazetteer, sense, date) for sense in senses])
    for target in sorted(resolved, key=lambda t: (_LEVELS.index(t.level), not t.in_time, t.key)):
        found.setdefault(target.key, target)
    return _without_namesakes(tuple(found.values()))


def _target(gazetteer: Gazetteer, sense: Sense, date: str) -> Target:
    if not sense.code:
        return Target(sense.level, sense.name, None)
    base = gazetteer.municipalities[sense.code]
    if base.start > date:
        return _before_its_time(gazetteer, sense, base, date)
    municipality = gazetteer.on(sense.code, date)
    is_itself = sense.level == "municipality" and municipality.code == sense.code
    level = sense.level if sense.level == "neighbourhood" or is_itself else "town"
    former = sense.level == "municipality" and not is_itself
    return Target(level, sense.name, municipality, is_former=former)


def _before_its_time(gazetteer: Gazetteer, sense: Sense, base: Municipality, date: str) -> Target:
    """A place in a municipality that was still to come: the one it lay in, if the name tells which."""
    earlier = gazetteer.predecessors(base.code, date)
    named = [m for m in earlier if sense.name == m.name or sense.name in re.split(r"-| en ", m.name)]
    if sense.level != "municipality" and len(named or earlier) == 1:
        return Target(sense.level, sense.name, (named or earlier)[0])
    return Target(sense.level, sense.name, base, in_time=False)


def _without_former(targets: list[Target]) -> list[Target]:
    """Without a former municipality where the town of that name is known: it is the newer knowledge."""
    towns = {t.municipality.province for t in targets if t.municipality and not t.is_former}
    return [t for t in targets if not (t.is_former and t.municipality and t.municipality.province in towns)]


def sole_target(targets: Sequence[Target]) -> Target | None:
    """What a name means if nothing else is known: its one meaning, or the one municipality among them."""
    municipalities = [t for t in targets if t.level == "municipality" and t.in_time]
    if len(targets) == 1:
        return targets[0]
    shared = any(t.level in ("province", "region") for t in targets)
    return municipalities[0] if len(municipalities) == 1 and not shared else None


def _without_namesakes(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Without a region that a municipality is named after, or a municipality that was still to come."""
    names = {t.name for t in targets if t.level == "municipality" and t.in_time}
    regions = {t.name for t in targets if t.level == "region"}
    return tuple(
        t
        for t in targets
        if not (t.level == "region" and t.name in names) and (t.in_time or t.name not in regions)
    )


def anchor_of(targets: Sequence[Target], start: int, sentence: int) -> Anchor | None:
    """The anchor that a mention gives whose meaning is plain; a province has no point of its own."""
    target = sole_target(targets)
    if target is None:
        return None
    if target.municipality:
        m = target.municipality
        guess = target.name if len(targets) > 1 else ""
        return Anchor(m.lon, m.lat, (m.province,), start, sentence, guess=guess)
    if target.level == "province":
        return Anchor(0.0, 0.0, (target.name,), start, sentence, is_province=True)
    region = _regions().get(target.name)
    return Anchor(region[0], region[1], region[2], start, sentence) if region else None


@cache
def _regions() -> dict[str, tuple[float, float, tuple[str, ...]]]:
    rows = read_table("regions")
    return {
        row["name"]: (float(row["lon"]), float(row["lat"]), tuple(row["provinces"].split("|")))
        for row in rows
    }


def choose(
    targets: Sequence[Target],
    anchors: Sequence[Anchor],
    *,
    start: int,
    end: int,
    sentence: int,
    before: str,
    after: str,
) -> tuple[Target, float]:
    """The likeliest target, and how sure it is against the next (0.5 to 1)."""
    located = _LOCATED.match(after)
    beside = [a for a in anchors if located and a.start == end + located.end()]
    scored = [
        (_score(t, anchors, start, sentence, before, after) + _located(t, beside), -i, t)
        for i, t in enumerate(targets)
    ]
    scored.sort(key=lambda item: item[:2], reverse=True)
    if len(scored) == 1:
        return scored[0][2], 1.0
    return scored[0][2], 1.0 - 0.5 * exp(-(scored[0][0] - scored[1][0]) / 2)


def _score(
    target: Target, anchors: Sequence[Anchor], start: int, sentence: int, before: str, after: str
) -> float:
    score = _prior(target)
    if target.level == "municipality" and re.search(r"\bgemeenten?\s+$", before):
        score += 2.0
    addition = _ADDITION.match(after)
    if target.municipality is None:
        return score
    if addition and _PROVINCE_OF_ADDITION[addition[1].lower()] == target.municipality.province:
        score += 10.0
    others = [anchor for anchor in anchors if anchor.start != start and anchor.guess != target.name]
    return (
        score
        + _nearness(target.municipality, others, sentence, start)
        + _by_province(target, others, sentence)
    )


def _located(target: Target, beside: Sequence[Anchor]) -> float:
    """The pull of what the text says right after the name: `Bergen, bij Alkmaar`, `Bergen in Limburg`."""
    m = target.municipality
    if m is None or not beside:
        return 0.0
    anchor = beside[0]
    if anchor.is_province:
        return _LOCATED_WEIGHT if m.province in anchor.provinces else 0.0
    return _LOCATED_WEIGHT * exp(-kilometres((m.lon, m.lat), (anchor.lon, anchor.lat)) / _NEAR)


def _prior(target: Target) -> float:
    """How likely the target is before the text is read."""
    if target.level == "province":
        return 4.0
    if target.level in ("neighbourhood", "region"):
        return 1.5
    known = target.municipality.population("9999") if target.municipality else None
    size = 0.3 * log10(max(known[1], 1000) / 10_000) if known else 0.0
    return (3.0 if target.in_time else 1.0) + size if target.level == "municipality" else 0.5


def _nearness(municipality: Municipality, anchors: Sequence[Anchor], sentence: int, start: int) -> float:
    """The pull of the nearest sure places: of the sentence, the closer in the text the stronger."""
    pull = 0.0
    for anchor in anchors:
        if anchor.is_province:
            continue
        near = exp(-kilometres((municipality.lon, municipality.lat), (anchor.lon, anchor.lat)) / _NEAR)
        if anchor.sentence == sentence:
            near *= _SAME_SENTENCE / (1 + abs(anchor.start - start) / 150)
        else:
            near *= _SAME_DOCUMENT
        pull = max(pull, near)
    return pull


def _by_province(target: Target, anchors: Sequence[Anchor], sentence: int) -> float:
    """The pull of provinces that are named, or that the sure regions lie in."""
    here = {p for a in anchors if a.is_province and a.sentence == sentence for p in a.provinces}
    elsewhere = {p for a in anchors if a.is_province for p in a.provinces}
    province = target.municipality.province if target.municipality else ""
    if province in here:
        return _PROVINCE_NAMED
    if here:
        return _OTHER_PROVINCE_NAMED
    return _PROVINCE_NAMED / 2 if province in elsewhere else 0.0
