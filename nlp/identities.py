"""One identity per corpus for each person and organisation, whatever a text calls them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.identity import ORGANISATION, PERSON, PERSON_LABELS, IdentityRecord, VoiceRecord
from nlp.quotes.abbreviations import abbreviations_of
from nlp.quotes.lexicon import known_bodies
from nlp.quotes.names import given_of, has_initials, surname_of

if TYPE_CHECKING:
    from corpus.records import Mention
    from corpus.store import Store

_ARTICLE = re.compile(r"^(?:de|het|’t|'t)\s+", re.I)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Voice:
    """A person or organisation as one document names it, with what that document tells of it."""

    document: str
    name: str
    kind: str
    """person or organisation."""
    role: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class IdentityTable:
    """The identities of a corpus, and whose each name is in each document."""

    identities: tuple[IdentityRecord, ...]
    owners: Mapping[tuple[str, str, str], str]
    """(document, name, kind) → the id of the identity."""

    def of(self, voice: Voice) -> str:
        """The id of the identity that a voice is of, or an empty string."""
        return self.owners.get((voice.document, voice.name, voice.kind), "")


def defined_abbreviations(texts: Iterable[str]) -> dict[str, str]:
    """Abbreviations that texts define, each with the name most of them give it."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for short, long in abbreviations_of(text).items():
            found[short][long] += 1
    return {short: min(names, key=lambda n: (-names[n], n)) for short, names in sorted(found.items())}


def identify(voices: Iterable[Voice], abbreviations: Mapping[str, str] | None = None) -> IdentityTable:
    """The identities behind the voices of a corpus.

    Organisations are one when they are listed under one name or when the corpus defines one as the
    abbreviation of the other. Persons are one when they bear the same full name; initials or a surname alone
    join a full name only where a single person of the corpus fits, a surname moreover only where role or
    organisation agree.
    """
    known = _told(sorted({voice for voice in voices if voice.name.strip()}, key=_order))
    short = {key(name): long for name, long in (abbreviations or {}).items()}
    canonical = _bodies([v for v in known if v.kind == ORGANISATION], short)
    canonical |= _persons([v for v in known if v.kind == PERSON])
    groups: dict[str, list[Voice]] = defaultdict(list)
    for voice in known:
        if voice in canonical:
            groups[f"{voice.kind}:{key(canonical[voice])}"].append(voice)
    owners = {(v.document, v.name, v.kind): id for id, group in groups.items() for v in group}
    named = {id: canonical[group[0]] for id, group in groups.items()}
    return IdentityTable(tuple(_identity(id, named[id], groups[id]) for id in sorted(groups)), owners)


def _told(voices: Sequence[Voice]) -> list[Voice]:
    """The voices without those of whom the same document, under the same name, tells more.

    An entity is a bare name; the quote beside it has the role that says whose name it is.
    """
    told = {(v.document, v.name, v.kind) for v in voices if v.role or v.organisation}
    return [v for v in voices if v.role or v.organisation or (v.document, v.name, v.kind) not in told]


def corpus_identities(store: Store) -> tuple[tuple[IdentityRecord, ...], tuple[VoiceRecord, ...]]:
    """The persons and organisations that speak or are named in a corpus, and whose each name is."""
    passages = list(store.passages())
    home = {passage.id: passage.document for passage in passages}
    voices = [
        voice
        for layer in ("quote", "entity")
        for passage, mention in store.mentions(layer)
        for voice in voices_of(home[passage], mention)
    ]
    found = identify(voices, defined_abbreviations(passage.text for passage in passages))
    owners = sorted(found.owners.items())
    return found.identities, tuple(VoiceRecord(*named, identity) for named, identity in owners)


def text_identities(mentions: Iterable[Mention], text: str) -> tuple[IdentityRecord, ...]:
    """The persons and organisations of one text."""
    voices = [voice for mention in mentions for voice in voices_of("", mention)]
    return identify(voices, defined_abbreviations([text])).identities


def voices_of(document: str, mention: Mention) -> Iterator[Voice]:
    """Who a quote or an entity names; nobody where the speaker is only described."""
    if mention.layer == "entity":
        kind = _KINDS.get(mention.label)
        if kind and mention.text.strip():
            yield Voice(document, mention.text, kind)
        return
    if mention.layer != "quote":
        return
    quote = dict(mention.data)
    name, kind, role, organisation = (
        str(quote.get(part) or "") for part in ("speaker", "speaker_kind", "role", "organisation")
    )
    if kind in (PERSON, ORGANISATION):
        yield Voice(document, name, kind, role, organisation)
    if organisation:
        yield Voice(document, organisation, ORGANISATION)


_KINDS = {**dict.fromkeys(PERSON_LABELS, PERSON), "ORG": ORGANISATION}
"""Which labels of entities are whose."""


def _order(voice: Voice) -> tuple[str, ...]:
    return voice.kind, voice.name, voice.document, voice.role, voice.organisation


def key(name: str) -> str:
    """A name as it is compared: lower case, no article, one kind of apostrophe and of space."""
    plain = _SPACE.sub(" ", name.strip()).replace("’", "'").replace("‑", "-")
    return (_ARTICLE.sub("", plain) or plain).casefold()


def _bodies(voices: Sequence[Voice], short: Mapping[str, str]) -> dict[Voice, str]:
    """Each organisation with the name it goes by: listed, written out, or as it stands."""
    listed = {key(name): known_as for name, known_as in known_bodies().items()}
    spelling: dict[str, str] = {}
    found: dict[Voice, str] = {}
    for voice in voices:
        name = listed.get(key(voice.name)) or short.get(key(voice.name)) or voice.name
        name = _ARTICLE.sub("", listed.get(key(name), name)) or name
        found[voice] = spelling.setdefault(key(name), name)
    return found


def _persons(voices: Sequence[Voice]) -> dict[Voice, str]:
    """Each person with the fullest name that is surely theirs."""
    full = [voice for voice in voices if given_of(voice.name) and not has_initials(voice.name)]
    found: dict[Voice, str] = {}
    spelling: dict[str, str] = {}
    for voice in full:
        found[voice] = spelling.setdefault(key(voice.name), voice.name)
    by_surname: dict[str, list[Voice]] = defaultdict(list)
    for voice in full:
        by_surname[_surname(voice.name)].append(replace(voice, name=found[voice]))
    for voice in voices:
        if voice not in found:
            match = _only_match(voice, by_surname[_surname(voice.name)])
            found[voice] = match or spelling.setdefault(key(voice.name), voice.name)
    return found


def _surname(name: str) -> str:
    return key(surname_of(name))


def _only_match(voice: Voice, candidates: Sequence[Voice]) -> str:
    """The one full name that initials or a surname alone can stand for, or an empty string."""
    if has_initials(voice.name):
        fitting = {c.name for c in candidates if c.name[:1].casefold() == voice.name[:1].casefold()}
    else:
        fitting = {c.name for c in candidates if _agree(voice, c)}
    return fitting.pop() if len(fitting) == 1 and _is_alone(fitting, voice, candidates) else ""


def _is_alone(fitting: set[str], voice: Voice, candidates: Sequence[Voice]) -> bool:
    """Whether nobody else of the name is in the voice's own document."""
    return all(c.name in fitting for c in candidates if c.document == voice.document)


def _agree(one: Voice, two: Voice) -> bool:
    """Whether role or organisation are the same and neither speaks against it."""
    pairs = [(one.role, two.role), (one.organisation, two.organisation)]
    both = [(key(a), key(b)) for a, b in pairs if a and b]
    return one.document == two.document or (bool(both) and all(a == b for a, b in both))


def _identity(id: str, name: str, group: Sequence[Voice]) -> IdentityRecord:
    return IdentityRecord(
        id=id,
        name=name,
        kind=group[0].kind,
        role=_commonest(voice.role for voice in group),
        organisation=_commonest(voice.organisation for voice in group),
        names=tuple(sorted({name, *(voice.name for voice in group)})),
        documents=len({voice.document for voice in group}),
    )


def _commonest(values: Iterable[str]) -> str:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else ""
