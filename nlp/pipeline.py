"""Load the Dutch pipeline: nl_beleid, which ships; the rules; or an installed one the user names."""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import PipelineError

if TYPE_CHECKING:
    from spacy.language import Language

BELEID = "beleid"
"""The name of the shipped pipeline, which is the default."""
RULES = "rules"
"""The name of the rule-based pipeline: no parser and no persons, but twenty times as fast."""
SEMANTIC = "+semantic"
"""At the end of a pipeline's name: themes by the embedding too, where no term is found."""
_FOLDER = Path(__file__).parent
BELEID_FOLDER = _FOLDER / "beleid"
"""Where the shipped pipeline lies; `spacy.load` reads it."""
# The rules live in these files; a change in any of them makes the annotations of before another's work.
_RULE_FILES = (
    "*.py",
    "encoder/*.py",
    "data/*.py",
    "data/lists/*.csv",
    "data/gazetteer/*.csv",
    "data/themes/*.yaml",
    "claims/*.py",
    "quotes/*.py",
    "data/cues/*.csv",
    "data/cues/*.txt",
    "data/cues/*.yaml",
)
_LIBRARIES = ("spacy", "simplemma", "wordfreq", "onnxruntime", "tokenizers")
_OURS = (
    "stadspraat_places",
    "stadspraat_organisations",
    "stadspraat_themes",
    "stadspraat_quotes",
    "stadspraat_claims",
)


def load_pipeline(name: str = "") -> Language:
    """The pipeline with our own components after its own; an empty name gives the shipped one.

    Raises PipelineError when the user names a pipeline that is not installed or not usable.
    """
    from nlp.components import add_layers, rule_based

    base = name.removesuffix(SEMANTIC)
    pipeline = rule_based() if base == RULES else add_layers(_installed(_path(base)))
    if base != name:
        from nlp.theme_semantics import NAME

        pipeline.add_pipe(NAME, after="stadspraat_themes")
    return pipeline


def _path(name: str) -> str:
    """What spaCy is to load for a name."""
    return str(BELEID_FOLDER) if name in ("", BELEID) else name


def _installed(name: str) -> Language:
    import spacy

    from nlp.encoder import register

    register()
    try:
        pipeline = spacy.load(name)
    except OSError as error:
        raise PipelineError(
            f"{name}: no such spaCy pipeline is installed; install it (for example: "
            f"python -m spacy download nl_core_news_lg), leave --pipeline out, or take --pipeline rules"
        ) from error
    except (ImportError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise PipelineError(f"{name}: the pipeline cannot be loaded ({reason}); try another") from error
    if pipeline.lang != "nl":
        raise PipelineError(f"{name}: a pipeline for {pipeline.lang!r}, not Dutch; name one for nl")
    return pipeline


def pipeline_fingerprint(name: str = "") -> str:
    """What made an annotation: pipeline name and version, library versions and a hash of our rules.

    Needs neither spaCy nor the pipeline loaded. A pipeline given as a folder is known by its meta.json.
    """
    known = name or BELEID
    parts = [known, *(f"{library}={version(library)}" for library in _LIBRARIES), _rules_hash()]
    base = name.removesuffix(SEMANTIC)
    if base != RULES:
        parts.append(_version_of(_path(base)))
    return f"{known}:{sha256(chr(10).join(parts).encode()).hexdigest()[:16]}"


def _version_of(name: str) -> str:
    folder = Path(name)
    if (folder / "meta.json").is_file():
        return sha256((folder / "meta.json").read_bytes()).hexdigest()
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def _rules_hash() -> str:
    """A hash over the rule and list files, in an order that does not depend on the file system."""
    digest = sha256()
    for pattern in _RULE_FILES:
        for path in sorted(_FOLDER.glob(pattern)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    sentences = _FOLDER.parent / "corpus" / "sentences.py"
    digest.update(sentences.read_bytes())
    return digest.hexdigest()
