"""Speakers: who is quoted, on which themes, and whether the places talked about do the talking."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.facets import MUNICIPALITY, SPEAKER, THEME, VOICE, facet_of, tag, value_of
from corpus.report.data import PassageRow, ReportData
from corpus.report.evidence import Evidence

SHOWN = 25
THEMES = 12


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker with the passages that quote them; role and organisation as most often given."""

    name: str
    also: tuple[str, ...]
    """What else the corpus calls them."""
    role: str
    organisation: str
    quotes: int
    passages: int
    documents: int
    themes: tuple[int, ...]
    """Passages per theme of the table that quote the speaker and name the theme."""
    evidence: Evidence
    theme_evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """A municipality: the passages that name it, and those in which somebody from it speaks."""

    name: str
    about: int
    speaking: int
    about_evidence: Evidence
    speaking_evidence: Evidence


@dataclass(frozen=True, slots=True)
class Speakers:
    """What the section shows."""

    quotes: int
    without_speaker: int
    described: int
    """Quotations whose speaker the text gives by a description only."""
    speakers: int
    themes: tuple[tuple[str, str], ...]
    """Tag and label of the columns."""
    rows: tuple[SpeakerRow, ...]
    voices: tuple[VoiceRow, ...]


def speakers_of(data: ReportData) -> Speakers | None:
    """The tables of speakers, or None for a corpus without quotes."""
    quotes = [(passage, quote) for passage in data.passages for quote in passage.quotes]
    if not quotes:
        return None
    themes = _themes(data)
    passages = _counted(data.passages, SPEAKER)
    order = sorted(passages, key=lambda name: (-len(passages[name]), name))
    rows = tuple(_row(data, name, passages[name], themes) for name in order[:SHOWN])
    named = tuple((each, data.labels[each]) for each in themes)
    unknown = sum(not quote.speaker for _, quote in quotes)
    described = sum(quote.described for _, quote in quotes)
    return Speakers(len(quotes), unknown, described, len(order), named, rows, _voices(data))


def _counted(passages: Iterable[PassageRow], facet: str) -> dict[str, list[PassageRow]]:
    """The passages with each value of a facet."""
    found: dict[str, list[PassageRow]] = defaultdict(list)
    for passage in passages:
        for each in sorted(passage.tags):
            if facet_of(each) == facet:
                found[value_of(each)].append(passage)
    return found


def _themes(data: ReportData) -> list[str]:
    """The themes of the first scheme that passages with a speaker name most."""
    spoken = [p for p in data.passages if any(facet_of(each) == SPEAKER for each in p.tags)]
    schemes = sorted({facet_of(each) for each in data.labels if each.startswith(THEME)})
    counted = Counter(each for p in spoken for each in p.tags if schemes and facet_of(each) == schemes[0])
    return sorted(counted, key=lambda each: (-counted[each], each))[:THEMES]


def _row(data: ReportData, name: str, passages: list[PassageRow], themes: list[str]) -> SpeakerRow:
    own = [quote for passage in passages for quote in passage.quotes if quote.speaker == name]
    speaker = tag(SPEAKER, name)
    return SpeakerRow(
        name,
        data.also.get(name, ()),
        _commonest(quote.role for quote in own),
        _commonest(quote.organisation for quote in own),
        len(own),
        len(passages),
        len({passage.document for passage in passages}),
        tuple(sum(theme in passage.tags for passage in passages) for theme in themes),
        Evidence(tags=(speaker,)),
        tuple(Evidence(tags=(speaker, theme)) for theme in themes),
    )


def _commonest(values: Iterable[str]) -> str:
    counted = Counter(value for value in values if value)
    return min(counted, key=lambda value: (-counted[value], value), default="")


def _voices(data: ReportData) -> tuple[VoiceRow, ...]:
    """Municipalities named or heard, those most named first."""
    about, speaking = _counted(data.passages, MUNICIPALITY), _counted(data.passages, VOICE)
    names = {code: data.labels[tag(MUNICIPALITY, code)] for code in about}
    names |= {record.gm_code: record.name for record in data.reference.current if record.gm_code in speaking}
    order = sorted(names, key=lambda code: (-len(about.get(code, ())), names[code]))
    rows = (
        VoiceRow(
            names[code],
            len(about.get(code, ())),
            len(speaking.get(code, ())),
            Evidence(tags=(tag(MUNICIPALITY, code),)),
            Evidence(tags=(tag(VOICE, code),)),
        )
        for code in order
    )
    return tuple(rows)
