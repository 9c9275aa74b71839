"""Who is who in a corpus: an identity for each person and organisation, whatever a text calls them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PERSON, ORGANISATION = "person", "organisation"
PERSON_LABELS = frozenset({"PER", "PERSON"})
"""How pipelines label the entities that are persons."""
_HOLDER_KINDS = (PERSON, ORGANISATION)


@dataclass(frozen=True, slots=True)
class IdentityRecord:
    """A person or organisation of the corpus."""

    id: str
    """`person:` or `organisation:` and the name; the same whatever order documents come in."""
    kind: str
    """person or organisation."""
    name: str
    """The fullest name."""
    role: str
    """As most documents give it, as is the organisation."""
    organisation: str
    names: tuple[str, ...]
    """Everything it is called."""
    documents: int


@dataclass(frozen=True, slots=True)
class VoiceRecord:
    """Whose a name is in a document."""

    document: str
    name: str
    kind: str
    identity: str


Owners = Mapping[tuple[str, str, str], str]
"""(document, name as it stands, kind) → the name of the identity."""


def owners_of(identities: Sequence[IdentityRecord], voices: Sequence[VoiceRecord]) -> Owners:
    """The name that each name in a document stands for."""
    named = {each.id: each.name for each in identities}
    return {(v.document, v.name, v.kind): named[v.identity] for v in voices if v.identity in named}


def with_identities(
    layer: str, data: Mapping[str, object], document: str, owners: Owners
) -> dict[str, object]:
    """The data of a mention with the one name that speaker, organisation and holder have in the corpus.

    What stands in the text is not lost: the mention's own data keep it.
    """
    found = dict(data)
    if layer == "quote":
        kind = str(data.get("speaker_kind") or "")
        found["speaker"] = owners.get((document, str(data.get("speaker") or ""), kind), data.get("speaker"))
        body = str(data.get("organisation") or "")
        found["organisation"] = owners.get((document, body, ORGANISATION), data.get("organisation"))
    elif layer == "claim" and data.get("holder"):
        holder = str(data["holder"])
        known = (owners.get((document, holder, kind)) for kind in _HOLDER_KINDS)
        found["holder"] = next((name for name in known if name), holder)
    return found
