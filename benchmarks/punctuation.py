"""How many heads of punctuation marks the rules find in the trees of the treebanks.

Run: python -m benchmarks.punctuation. The words keep the heads that the treebank gives them, so that only the
rules are measured. Needs the development data (STADSPRAAT_DATA, default ../shared/data).
"""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.pipeline_speed import data_folder
from nlp.encoder.punctuation import PUNCTUATION, attached
from nlp.training.treebank import Sentence, read_treebank

SETS = ("alpino_dev.conllu", "lassysmall_dev.conllu", "alpino_train.conllu.xz")


def found(sentences: Iterable[Sentence]) -> tuple[int, int]:
    """Returns how many marks get the head that the treebank gives them, and how many there are."""
    right = marks = 0
    for sentence in sentences:
        heads = attached(sentence.words, sentence.heads, sentence.deps)
        of_marks = [at for at, dep in enumerate(sentence.deps) if dep == PUNCTUATION]
        right += sum(heads[at] == sentence.heads[at] for at in of_marks)
        marks += len(of_marks)
    return right, marks


def main() -> None:
    for name in SETS:
        right, marks = found(read_treebank(data_folder() / "ud" / name))
        print(f"{name:24}{right:6} of {marks:6} marks  {right / marks:.2%}")


if __name__ == "__main__":
    main()
