"""The settings of a corpus, from `stadspraat.toml` in its folder; a slip in it is told, not ignored.

[reading]            # how files are read: corpus.settings.ReadingSettings
engine = "pdfium"
seconds = 300

[annotate]           # corpus.settings.AnnotateSettings
[topics]             # models.topic_settings.TopicSettings
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from corpus.errors import StadspraatError
from corpus.limits import Limits
from corpus.reading import Engine, Ocr, ReadOptions

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Section = TypeVar("Section", bound=DataclassInstance)

FILE = "stadspraat.toml"
SECTIONS = ("reading", "annotate", "topics")
_CHOICES = {"engine": Engine.__args__, "ocr": Ocr.__args__}  # type: ignore[attr-defined]


_LEAST_GB = 0.5
"""Python with the libraries that read takes half of this."""


class SettingsError(StadspraatError):
    """A settings file cannot be used."""


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """[reading]: how source files are read."""

    engine: Engine = "pdfplumber"
    ocr: Ocr = "auto"
    check: bool = True
    """Whether every page is checked against the second engine."""
    seconds: float = 120.0
    """Most time for one document."""
    memory_gb: float = 2.0
    """Most memory for one document."""

    def __post_init__(self) -> None:
        if not 0 < self.seconds < float("inf"):
            raise SettingsError(f"seconds {self.seconds:g}: no time to read in; give a number above 0")
        if not _LEAST_GB <= self.memory_gb < float("inf"):
            raise SettingsError(
                f"memory_gb {self.memory_gb:g}: too little to read anything; give {_LEAST_GB:g} or more"
            )

    @property
    def options(self) -> ReadOptions:
        """What the reader is told."""
        return ReadOptions(engine=self.engine, ocr=self.ocr, check=self.check)

    @property
    def limits(self) -> Limits:
        """What the worker processes are held to."""
        return Limits(self.seconds, int(self.memory_gb * 1024**3))


@dataclass(frozen=True, slots=True)
class AnnotateSettings:
    """[annotate]: what annotates passages."""

    pipeline: str = ""
    """`rules` or the name of an installed spaCy pipeline; empty for nl_beleid, the one of stadspraat."""


def load_section(folder: Path, name: str, kind: type[Section]) -> Section:
    """The settings of one section, as the dataclass that holds its names and defaults.

    Raises SettingsError for a file that is no TOML, a name that is not known or a value of another type.
    """
    path = folder / FILE
    sections = _load(path)
    for section in sections:
        if section not in SECTIONS:
            raise SettingsError(f"{path}: no section [{section}]; known are {', '.join(SECTIONS)}")
    values = sections.get(name, {})
    if not isinstance(values, dict):
        raise SettingsError(f"{path}: `{name}` is a section; write [{name}] and its settings below it")
    known: dict[str, Any] = {one.name: one.default for one in fields(kind)}
    for key in values:
        if key not in known:
            raise SettingsError(f"{path}: no setting `{key}` under [{name}]; known are {', '.join(known)}")
    return kind(**{key: _value(path, key, value, known[key]) for key, value in values.items()})


def load_all(folder: Path) -> dict[str, Any]:
    """The settings as they stand in the file, for the record. Raises SettingsError when it is no TOML."""
    return _load(folder / FILE)


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as settings ({error}); mend or remove it") from error


def _value(path: Path, name: str, value: Any, default: Any) -> Any:
    """The value as the type of the default; a whole number will do for a fraction, a list for a tuple."""
    if name in _CHOICES and value not in _CHOICES[name]:
        raise SettingsError(f"{path}: `{name}` is {value!r}; choose one of {', '.join(_CHOICES[name])}")
    if isinstance(default, tuple) and isinstance(value, list):
        return tuple(value)
    if isinstance(default, float | None) and type(value) in (int, float):
        return float(value)
    if type(value) is type(default):
        return value
    kinds = {str: "text in quotes", int: "a whole number", bool: "true or false", tuple: "a list"}
    raise SettingsError(f"{path}: `{name}` is {value!r}, but must be {kinds.get(type(default), 'a number')}")
