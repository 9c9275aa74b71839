"""Damage files as bad disks, broken downloads and odd programs do, always the same way for a seed."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable

import pikepdf

Mutation = Callable[[bytes, random.Random], bytes]

_OBJECT = re.compile(rb"(?s)(\d+ \d+ obj\b)(.*?)(endobj)")


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bits turned over, anywhere."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 64, 512))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def overwritten(data: bytes, chance: random.Random) -> bytes:
    """A stretch of other bytes, zeros or noise, in the middle."""
    size = min(chance.choice((16, 512, 4096)), len(data))
    start = chance.randrange(len(data) - size + 1)
    filling = bytes(size) if chance.random() < 0.5 else chance.randbytes(size)
    return data[:start] + filling + data[start + size :]


def truncated(data: bytes, chance: random.Random) -> bytes:
    """The end missing."""
    return data[: chance.randrange(len(data))]


def beheaded(data: bytes, chance: random.Random) -> bytes:
    """The beginning missing."""
    return data[chance.randrange(1, len(data)) :]


def repeated(data: bytes, chance: random.Random) -> bytes:
    """A stretch twice, as a download that was resumed wrongly."""
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice((100, 1000, 10_000)))
    return data[:end] + data[start:]


def swapped(data: bytes, chance: random.Random) -> bytes:
    """Two objects of a PDF in each other's place."""
    plain = unpacked(data)
    objects = list(_OBJECT.finditer(plain))
    first, second = sorted(chance.sample(objects, 2), key=lambda one: one.start())
    return (
        plain[: first.start(2)]
        + second.group(2)
        + plain[first.end(2) : second.start(2)]
        + first.group(2)
        + plain[second.end(2) :]
    )


def renumbered(data: bytes, chance: random.Random) -> bytes:
    """Some references of a PDF to other objects: pages that are fonts, trees that bite their tails."""
    plain = unpacked(data)
    references = list(re.finditer(rb"\b(\d+) 0 R\b", plain))
    numbers = [one.group(1) for one in references]
    for one in sorted(chance.sample(references, min(3, len(references))), key=lambda one: -one.start()):
        plain = plain[: one.start(1)] + chance.choice(numbers) + plain[one.end(1) :]
    return plain


def numbered_otherwise(data: bytes, chance: random.Random) -> bytes:
    """Some numbers of a PDF enormous, negative or no numbers at all."""
    plain = unpacked(data)
    found = list(re.finditer(rb"(?<= )-?\d+(?:\.\d+)?(?= )", plain))
    for one in sorted(chance.sample(found, min(5, len(found))), key=lambda one: -one.start()):
        odd = chance.choice(
            (b"-1", b"0", b"99999999999999999999", b"1e400", b"/X", b"null", b"<<>>", b"4294967296")
        )
        plain = plain[: one.start()] + odd + plain[one.end() :]
    return plain


def unpacked(data: bytes) -> bytes:
    """The PDF with its objects and streams in the open, so that they can be found."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
            deterministic_id=True,
        )
    return target.getvalue()


ANY: tuple[Mutation, ...] = (flipped, overwritten, truncated, beheaded, repeated)
PDF: tuple[Mutation, ...] = (*ANY, swapped, swapped, renumbered, numbered_otherwise)


def mutant(data: bytes, kinds: tuple[Mutation, ...], seed: int) -> tuple[str, bytes]:
    """The name of a mutation and what it made of the data; the same for the same seed."""
    chance = random.Random(seed)
    kind = kinds[seed % len(kinds)]
    return kind.__name__, kind(data, chance)
