"""The persons of a document by name, and where each is mentioned."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.quotes.records import Person


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention of a person in the text, with the full name of the person."""

    start: int
    end: int
    name: str


class People:
    """The persons of a document and their mentions in the order of the text, found by name or by place."""

    def __init__(self) -> None:
        self.persons: dict[str, Person] = {}
        self.sightings: list[Sighting] = []
        self._called: dict[str, dict[str, None]] = {}
        self._seen: dict[str, list[int]] = {}

    def put(self, person: Person) -> None:
        """Add a person, or what is now known of one who is there."""
        if person.name not in self.persons:
            for key in sorted(keys_of(person)):
                self._called.setdefault(key, {})[person.name] = None
        self.persons[person.name] = person

    def see(self, start: int, end: int, name: str) -> None:
        """Add a mention; mentions come in the order of the text."""
        self.sightings.append(Sighting(start, end, name))
        self._seen.setdefault(name, []).append(start)

    def named(self, name: str, before: int = -1) -> Person | None:
        """The person whom a full name, surname or first name stands for; of several the last mentioned."""
        if name in self.persons:
            return self.persons[name]
        fitting = list(self._called.get(key_of(name), ()))
        if not fitting:
            return None
        last = max(fitting, key=lambda full: self.last_seen(full, before))
        return self.persons[last if self.last_seen(last, before) >= 0 else fitting[0]]

    def last_seen(self, name: str, before: int = -1) -> int:
        """Where the person is mentioned last (before a place, if that is not negative), or -1."""
        seen = self._seen.get(name, [])
        at = bisect_left(seen, before) if before >= 0 else len(seen)
        return seen[at - 1] if at else -1

    def first_seen(self, name: str) -> int:
        """Where the person is mentioned first, or -1."""
        return self._seen.get(name, [-1])[0]

    def between(self, start: int, end: int) -> Iterator[Sighting]:
        """The mentions that start in `[start, end)`."""
        at = bisect_left(self.sightings, start, key=lambda sighting: sighting.start)
        while at < len(self.sightings) and self.sightings[at].start < end:
            yield self.sightings[at]
            at += 1


def key_of(name: str) -> str:
    """A name as it is compared: lower case, one kind of apostrophe."""
    return name.lower().replace("’", "'").strip()


def keys_of(person: Person) -> set[str]:
    """What a person may be called: full name, surname with and without prefix, first name."""
    surname = key_of(person.surname)
    words = surname.split()
    bare = next(
        (" ".join(words[i:]) for i, w in enumerate(person.surname.split()) if w[0].isupper()), surname
    )
    keys = {key_of(person.name), surname, bare, surname.split("-")[0]}
    return keys | ({key_of(person.first)} if person.first else set())
