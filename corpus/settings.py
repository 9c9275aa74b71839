"""The settings of a corpus, from `stadspraat.toml` in its folder; a slip in it is told, not ignored."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from corpus.errors import StadspraatError

FILE = "stadspraat.toml"


class SettingsError(StadspraatError):
    """A settings file cannot be used."""


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """[reading]: how source files are read."""

    engine: str = "pdfplumber"
    ocr: str = "auto"
    seconds: float = 120.0
    """Most time for one document."""
    memory_gb: float = 2.0
    """Most memory for one document."""


@dataclass(frozen=True, slots=True)
class AnnotateSettings:
    """[annotate]: what annotates passages."""

    pipeline: str = ""
    """Name of an installed spaCy pipeline; empty for the Dutch one of stadspraat."""


@dataclass(frozen=True, slots=True)
class TopicSettings:
    """[topics]: how topics are fitted."""

    seed: int = 0
    min_topic_size: int = 0
    """Fewest passages of a topic; 0 lets the size of the corpus decide."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a corpus."""

    reading: ReadingSettings = field(default_factory=ReadingSettings)
    annotate: AnnotateSettings = field(default_factory=AnnotateSettings)
    topics: TopicSettings = field(default_factory=TopicSettings)

    def as_dict(self) -> dict[str, object]:
        """The settings as nested dicts, for the manifest."""
        return asdict(self)


def load_settings(folder: Path) -> Settings:
    """The settings of the corpus in `folder`; the defaults where there is no file.

    Raises SettingsError for a file that is no TOML, a name that is not known or a value of another type.
    """
    path = folder / FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as settings ({error}); mend or remove it") from error
    sections = {one.name: one.default_factory for one in fields(Settings)}
    _check_names(path, "section", data, list(sections))
    return Settings(**{name: _section(path, name, sections[name], data[name]) for name in data})


def _section(path: Path, name: str, kind: Any, values: Any) -> Any:
    if not isinstance(values, dict):
        raise SettingsError(f"{path}: `{name}` is a section; write [{name}] and its settings below it")
    known = {one.name: one.default for one in fields(kind)}
    _check_names(path, f"setting under [{name}]", values, list(known))
    return kind(**{key: _value(path, key, value, known[key]) for key, value in values.items()})


def _check_names(path: Path, what: str, given: dict[str, Any], known: list[str]) -> None:
    for name in given:
        if name not in known:
            raise SettingsError(f"{path}: no {what} called `{name}`; known are {', '.join(known)}")


def _value(path: Path, name: str, value: Any, default: Any) -> Any:
    number = isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool)
    if type(value) is type(default) or number:
        return type(default)(value)
    wanted = {str: "text in quotes", int: "a whole number", float: "a number", bool: "true or false"}
    raise SettingsError(f"{path}: `{name}` is {value!r}, but must be {wanted[type(default)]}")
