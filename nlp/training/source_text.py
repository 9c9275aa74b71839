"""The text of a document to be labelled, the same in every run, and the sentences drawn from it."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

from corpus.presenting import running_text
from corpus.reading import read_content
from corpus.sentences import sentence_spans
from nlp.training.older import written
from nlp.training.treebank import read_treebank

SHORTEST, LONGEST = 15, 400
"""Characters of a sentence that is drawn."""
_RECORD = re.compile(r"^## Orginele text:[^\n]*\n(.*?)(?=^## |\Z)", re.M | re.S)
_ITEM = re.compile(r"(?:[•▪*–—>o-]|\d{1,2}[.)])\s")
_BROKEN = re.compile(r"(?:\xad|(?<=[a-zà-ÿ])-)$")
_ELLIPSIS = re.compile(r"(?:en|of|tot|dan|als)\b")
_NAME_LIKE = re.compile(r"(?<=[\w,;:(‘“'\"–-])[ (‘“'\"]+(?:[A-ZÀ-Þ][\w.-]+|€|'s-|’s-)|\b(?:19|20)\d\d\b")
_NOISE = re.compile(r"\.{4}|(?:[. ]\.){4}|[<>|{}\[\]_@\ufffd]|\(cid:|(?:\b\S ){6}")


def document_text(path: Path) -> str:
    """Returns the running text of a PDF; of a text file its lines joined into paragraphs.

    Of a motion (with headings in Markdown) only the part under `Orginele text`, of a treebank (CoNLL-U) its
    sentences, one a line. Raises UnreadableError or OSError for a file that cannot be read.
    """
    if path.suffix.lower() == ".pdf":
        return running_text(read_content(path))
    if ".conllu" in path.suffixes:
        return treebank_text(path)
    text = path.read_text(encoding="utf-8", errors="replace")
    record = _RECORD.search(text)
    return join_lines(record[1] if record else text)


def treebank_text(path: Path) -> str:
    """Returns the sentences of a CoNLL-U file as they were written, or where it keeps no spaces, as usual."""
    sentences = [*read_treebank(path)]
    if all(all(s.spaces) for s in sentences):
        sentences = [replace(s, spaces=written(s.words)) for s in sentences]
    return "\n".join(s.text for s in sentences)


def join_lines(text: str) -> str:
    """Returns the text with hard line breaks inside paragraphs taken out, broken words made whole.

    A paragraph ends at an empty line, after a line well short of the usual width, after a semicolon or
    colon, and before the sign or number of a list item.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    width = _usual_width(lines)
    pieces = list[str]()
    for before, line in zip(["", *lines], lines, strict=False):
        if not before or not line or _ends(before, width) or _ITEM.match(line):
            pieces.append("\n")
        elif _BROKEN.search(pieces[-1]) and line[0].islower() and not _ELLIPSIS.match(line):
            pieces[-1] = pieces[-1][:-1]
        else:
            pieces.append(" ")
        pieces.append(line)
    return re.sub(r"\n{2,}", "\n", "".join(pieces)).strip("\n").replace("\xad", "")


def _usual_width(lines: list[str]) -> int:
    widths = sorted(len(line) for line in lines if line)
    return widths[len(widths) * 8 // 10] if widths else 0


def _ends(line: str, width: int) -> bool:
    return line.endswith((";", ":")) or len(line) < 0.65 * width


def draw_sentences(text: str, count: int, seed: str) -> list[tuple[int, int]]:
    """Returns spans of up to `count` different sentences of the text, in order, the same for the same seed.

    Sentences with many capitals inside and years are drawn more often; those without are not left out.
    """
    chance = random.Random(seed)
    spans = {text[start:end]: (start, end) for start, end in sentence_spans(text) if _usable(text[start:end])}
    ranked = sorted(spans, key=lambda sentence: chance.random() ** (1 / _weight(sentence)), reverse=True)
    return sorted(spans[sentence] for sentence in ranked[:count])


def _usable(sentence: str) -> bool:
    return SHORTEST <= len(sentence) <= LONGEST and sentence.count(" ") > 1 and not _NOISE.search(sentence)


def _weight(sentence: str) -> float:
    return 0.1 + min(len(_NAME_LIKE.findall(sentence)), 6) ** 2
