"""The records of the quote layer: pairs of marks, who may be speaking, and the quote itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AgentKind(StrEnum):
    """What a phrase that may be a speaker is."""

    PERSON = "person"
    BODY = "body"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Pair:
    """Words between quotation marks: `[start, end)` without the marks, `[opened, closed)` with them.

    A pair whose closing mark is missing because the next paragraph opens with the mark again ends with
    its paragraph, and `runs_on` is true.
    """

    start: int
    end: int
    opened: int
    closed: int
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class Agent:
    """A phrase that may name a speaker; `[start, end)` is the whole phrase, appositions included."""

    start: int
    end: int
    kind: AgentKind
    name: str
    """The bare name, the description with its article, or the pronoun in lower case."""
    role: str = ""
    organisation: str = ""
    gender: str = ""
    """m, f, or empty where the phrase does not tell."""
    plural: bool = False
    head: tuple[int, int] = (-1, -1)
    """Where the name itself stands."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the document with everything the document tells about them."""

    name: str
    surname: str
    first: str = ""
    role: str = ""
    organisation: str = ""
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A quote before its speaker is resolved: the words, and the phrase that says whose they are."""

    start: int
    end: int
    kind: str
    cue: str = ""
    agent: Agent | None = None
    confidence: float = 0.9
    plural: bool = False
    """Whether the reporting verb is plural, so that a pronoun stands for several."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody says in a text; offsets are characters of that text, half-open."""

    start: int
    end: int
    text: str
    kind: str
    """direct, indirect, partial or answer."""
    cue: str = ""
    speaker: str = ""
    """The fullest name of the speaker in the document, or the description; empty where nobody is named."""
    role: str = ""
    organisation: str = ""
    confidence: float = 0.0
    speaker_start: int | None = None
    speaker_end: int | None = None
    """Where the phrase stands that says who speaks, if there is one."""
    speaker_kind: str = ""
    """person, organisation or description; empty where nobody is named."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotes of a text in order, and where quotation marks stand that have no partner."""

    quotes: tuple[Quote, ...]
    unpaired: tuple[int, ...] = ()
