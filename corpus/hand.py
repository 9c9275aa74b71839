"""What a reader decides about topics: names, merges, and topics set aside, from `topics.toml` in the corpus.

[names]
3 = "Woningmarkt"        # topic 3 is called so

[merge]
3 = [7, 12]              # topics 7 and 12 are shown as part of 3

[aside]
5 = "letterheads"        # topic 5 counts nowhere, and why

The file survives refits, since a topic that continues keeps its number. The fit itself is not touched by it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from corpus.errors import StadspraatError

FILE = "topics.toml"
KEY = "hand"
"""Where a topic model's figures keep it."""
_SECTIONS = ("names", "merge", "aside")


class HandError(StadspraatError):
    """A file of decisions about topics cannot be used."""


@dataclass(frozen=True, slots=True)
class Hand:
    """The decisions, all by topic number."""

    names: Mapping[int, str] = field(default_factory=dict)
    into: Mapping[int, int] = field(default_factory=dict)
    """A topic → the one it is shown as part of."""
    aside: Mapping[int, str] = field(default_factory=dict)
    """A topic that counts nowhere → why."""

    def __bool__(self) -> bool:
        return bool(self.names or self.into or self.aside)

    def shown(self, topic: int) -> int:
        """Return the number that a topic is shown under."""
        return self.into.get(topic, topic)

    def is_aside(self, topic: int) -> bool:
        """Whether the topic, or what it is shown as part of, was set aside."""
        return topic in self.aside or self.shown(topic) in self.aside

    @property
    def numbers(self) -> frozenset[int]:
        """Every topic that a decision is about."""
        return frozenset({*self.names, *self.into, *self.into.values(), *self.aside})

    def as_dict(self) -> dict[str, dict[str, object]]:
        """Return the decisions as JSON-serialisable values; `from_dict` reads them back."""
        parts = {"names": self.names, "into": self.into, "aside": self.aside}
        return {name: {str(key): value for key, value in part.items()} for name, part in parts.items()}

    @classmethod
    def from_dict(cls, values: object) -> Hand:
        """Return the decisions that `as_dict` gave; none where there are none."""
        if not isinstance(values, Mapping):
            return cls()
        names, into, aside = (values.get(name, {}) for name in ("names", "into", "aside"))
        return cls(
            {int(key): str(value) for key, value in names.items()},
            {int(key): int(value) for key, value in into.items()},
            {int(key): str(value) for key, value in aside.items()},
        )


def load_hand(folder: Path, known: Collection[int] | None = None) -> Hand:
    """Return the decisions in the corpus folder, none where there is no file.

    `known` are the topics of all versions. Raises HandError for a file that is no TOML, a slip in it, or
    a topic that no version has.
    """
    path = folder / FILE
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Hand()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise HandError(f"{path}: cannot be read as TOML ({error}); mend or remove it") from error
    for section in values:
        if section not in _SECTIONS or not isinstance(values[section], dict):
            _refuse(path, f"no section [{section}]; known are {', '.join(_SECTIONS)}")
    hand = Hand(
        {_number(path, key): _text(path, key, text) for key, text in values.get("names", {}).items()},
        _merges(path, values.get("merge", {})),
        {_number(path, key): _text(path, key, text) for key, text in values.get("aside", {}).items()},
    )
    for number in sorted(hand.numbers - set(known)) if known is not None else ():
        _refuse(path, f"topic {number} is in no version; see: stadspraat export topics")
    return hand


def _merges(path: Path, values: Mapping[str, Any]) -> dict[int, int]:
    into: dict[int, int] = {}
    for key, parts in values.items():
        target = _number(path, key)
        if not isinstance(parts, list) or not all(type(part) is int for part in parts):
            _refuse(path, f"[merge] {key} is {parts!r}; give a list of topic numbers, such as [7, 12]")
        for part in parts:
            if part == target or part in into:
                _refuse(path, f"topic {part} is merged twice, or with itself; name it once")
            into[part] = target
    for part, target in into.items():
        if target in into:
            _refuse(
                path, f"topic {part} goes into {target}, which itself goes into {into[target]}; name the last"
            )
    return into


def _number(path: Path, key: str) -> int:
    if not key.isdecimal():
        _refuse(path, f"{key!r} is no topic number; see: stadspraat export topics")
    return int(key)


def _text(path: Path, key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        _refuse(path, f"{key} is {value!r}; write a text in quotes")
    return " ".join(value.split())


def _refuse(path: Path, reason: str) -> NoReturn:
    raise HandError(f"{path}: {reason}")
